//! An object as the browser keeps it: its fields are read by their names, wherever it lies.

use goodword_core::Value;

/// A kept object.
pub trait Fields {
    /// What stands under a name; nothing where nothing does. What is no value of ours is `false`.
    fn value(&self, name: &str) -> Option<Value>;

    /// A text; `usual` where nothing stands under the name; nothing where something else does.
    fn text(&self, name: &str, usual: Option<&str>) -> Option<String> {
        match self.value(name) {
            None => usual.map(str::to_owned),
            Some(Value::Text(text)) => Some(text),
            Some(_) => None,
        }
    }

    /// A whole number that is not negative, likewise.
    fn number(&self, name: &str, usual: Option<u64>) -> Option<u64> {
        match self.value(name) {
            None => usual,
            Some(Value::Whole(number)) => u64::try_from(number).ok(),
            Some(_) => None,
        }
    }
}

#[cfg(test)]
impl Fields for serde_json::Value {
    fn value(&self, name: &str) -> Option<Value> {
        let value = self.get(name).filter(|value| !value.is_null())?;
        let text = value.as_str().map(|text| Value::Text(text.to_owned()));
        Some(text.or(value.as_i64().map(Value::Whole)).unwrap_or(Value::Bool(false)))
    }
}
