//! An object of somebody else's, read name by name: what is wrong is named at its place, and what nobody asked for stays.

use goodword_core::Problem;
use serde_json::{Map, Number, Value};

/// The fields of one object. `null` is absent.
#[derive(Debug)]
pub struct Fields {
    path: String,
    rest: Map<String, Value>,
}

impl Fields {
    /// The fields of a value at `path`.
    pub fn of(value: Value, path: &str) -> Result<Self, Problem> {
        match value {
            Value::Object(rest) => Ok(Self { path: path.to_owned(), rest }),
            _ => Err(Problem::new(path, "must be an object")),
        }
    }

    /// The path of a field.
    pub fn path(&self, name: &str) -> String {
        if self.path.is_empty() { name.to_owned() } else { [&self.path, ".", name].concat() }
    }

    /// Whether a field is there.
    pub fn holds(&self, name: &str) -> bool {
        self.rest.get(name).is_some_and(|value| !value.is_null())
    }

    /// How many fields are left.
    pub fn count(&self) -> usize {
        self.rest.len()
    }

    /// A field as it stands.
    pub fn take(&mut self, name: &str) -> Option<Value> {
        self.rest.remove(name).filter(|value| !value.is_null())
    }

    fn taken<T>(&mut self, name: &str, rule: &str, read: fn(Value) -> Option<T>) -> Result<Option<T>, Problem> {
        let Some(value) = self.take(name) else { return Ok(None) };
        read(value).map(Some).ok_or_else(|| Problem::new(self.path(name), rule))
    }

    /// A text.
    pub fn text(&mut self, name: &str) -> Result<Option<String>, Problem> {
        self.taken(name, "must be a text", |value| value.as_str().map(str::to_owned))
    }

    /// A text that must be there.
    pub fn required_text(&mut self, name: &str) -> Result<String, Problem> {
        self.text(name)?.ok_or_else(|| Problem::new(self.path(name), "is required"))
    }

    /// A whole number, also where it is written `5.0`.
    pub fn whole(&mut self, name: &str) -> Result<Option<i64>, Problem> {
        self.taken(name, "must be a whole number", |value| whole(&value))
    }

    /// A number as it is written.
    pub fn number(&mut self, name: &str) -> Result<Option<Number>, Problem> {
        self.taken(name, "must be a number", |value| value.as_number().cloned())
    }

    /// `true` or `false`; `false` where nothing is said.
    pub fn truth(&mut self, name: &str) -> Result<bool, Problem> {
        self.taken(name, "must be true or false", |value| value.as_bool()).map(Option::unwrap_or_default)
    }

    /// An object, read by `read` with its path.
    pub fn object<T>(
        &mut self,
        name: &str,
        read: impl Fn(Value, &str) -> Result<T, Problem>,
    ) -> Result<Option<T>, Problem> {
        let Some(value) = self.take(name) else { return Ok(None) };
        read(value, &self.path(name)).map(Some)
    }

    /// A list, each item read by `read` with its path; empty where nothing is said.
    pub fn list<T>(&mut self, name: &str, read: impl Fn(Value, &str) -> Result<T, Problem>) -> Result<Vec<T>, Problem> {
        let path = self.path(name);
        match self.take(name) {
            None => Ok(Vec::new()),
            Some(Value::Array(items)) => each(items, &path, read),
            Some(_) => Err(Problem::new(path, "must be a list")),
        }
    }

    /// The same where one may stand alone.
    pub fn one_or_more<T>(
        &mut self,
        name: &str,
        read: impl Fn(Value, &str) -> Result<T, Problem>,
    ) -> Result<Vec<T>, Problem> {
        let path = self.path(name);
        match self.take(name) {
            None => Ok(Vec::new()),
            Some(Value::Array(items)) => each(items, &path, read),
            Some(value) => Ok(vec![read(value, &path)?]),
        }
    }

    /// What nobody asked for.
    pub fn rest(self) -> Map<String, Value> {
        self.rest.into_iter().filter(|(_, value)| !value.is_null()).collect()
    }
}

/// Each item of a list with its path.
fn each<T>(items: Vec<Value>, path: &str, read: impl Fn(Value, &str) -> Result<T, Problem>) -> Result<Vec<T>, Problem> {
    items.into_iter().enumerate().map(|(at, item)| read(item, &format!("{path}[{at}]"))).collect()
}

/// A whole number, also where it is written `5.0`.
fn whole(value: &Value) -> Option<i64> {
    value.as_i64().or_else(|| {
        let number = value.as_f64().filter(|number| number.fract() == 0.0 && number.abs() < 9e15)?;
        #[expect(clippy::cast_possible_truncation, reason = "a whole number below 2^53")]
        Some(number as i64)
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn what_is_wrong_is_named_at_its_place() {
        let mut fields = Fields::of(json!({"a": 1, "b": 5.0, "c": null, "d": "x", "e": 0.5}), "questions[2]").unwrap();
        assert_eq!(fields.text("a").unwrap_err().to_string(), "questions[2].a: must be a text");
        assert_eq!(fields.whole("e").unwrap_err().to_string(), "questions[2].e: must be a whole number");
        assert_eq!(fields.required_text("c").unwrap_err().to_string(), "questions[2].c: is required");
        assert_eq!(fields.whole("b"), Ok(Some(5)));
        assert_eq!(Value::Object(fields.rest()), json!({"d": "x"}));
        assert_eq!(Fields::of(json!([]), "x").unwrap_err().to_string(), "x: must be an object");
    }
}
