//! JSON text, written by hand: the widget carries these few lines instead of a serializer made anew for every type.

/// Most responses fit, so that their text is not moved while it grows.
const USUAL: usize = 1024;

/// An object that is being written, field by field.
#[derive(Debug)]
pub struct Json(String);

impl Json {
    /// An object whose fields `fill` writes.
    pub fn object(fill: impl FnOnce(&mut Self)) -> String {
        let mut json = Self(String::with_capacity(USUAL));
        json.0.push('{');
        fill(&mut json);
        json.0.push('}');
        json.0
    }

    /// A text field.
    pub fn text(&mut self, name: &str, text: &str) {
        self.name(name);
        self.string(text);
    }

    /// A text field, where there is one.
    pub fn some_text(&mut self, name: &str, text: Option<&str>) {
        if let Some(text) = text {
            self.text(name, text);
        }
    }

    /// A number field, where there is one.
    pub fn some_number(&mut self, name: &str, number: Option<u64>) {
        if let Some(number) = number {
            self.raw(name, &digits(number));
        }
    }

    /// A whole number field.
    pub fn whole(&mut self, name: &str, number: i64) {
        let sign = if number < 0 { "-" } else { "" };
        self.raw(name, &[sign, &digits(number.unsigned_abs())].concat());
    }

    /// A field whose value is JSON already.
    pub fn raw(&mut self, name: &str, json: &str) {
        self.name(name);
        self.0.push_str(json);
    }

    /// A list of texts.
    pub fn texts(&mut self, name: &str, texts: &mut dyn Iterator<Item = &str>) {
        self.name(name);
        self.0.push('[');
        for text in texts {
            self.comma();
            self.string(text);
        }
        self.0.push(']');
    }

    /// A field that is itself an object.
    pub fn nest(&mut self, name: &str, fill: &dyn Fn(&mut Self)) {
        self.name(name);
        self.0.push('{');
        fill(self);
        self.0.push('}');
    }

    fn name(&mut self, name: &str) {
        self.comma();
        self.string(name);
        self.0.push(':');
    }

    fn comma(&mut self) {
        if !matches!(self.0.as_bytes().last(), Some(b'{' | b'[')) {
            self.0.push(',');
        }
    }

    /// Quotes, backslashes and control characters are escaped (RFC 8259 §7); everything else stands as it is.
    fn string(&mut self, text: &str) {
        self.0.push('"');
        // Most texts are taken as a whole.
        if text.bytes().any(|byte| matches!(byte, b'"' | b'\\' | ..=0x1f)) {
            self.escaped(text);
        } else {
            self.0.push_str(text);
        }
        self.0.push('"');
    }

    fn escaped(&mut self, text: &str) {
        for character in text.chars() {
            match character {
                '"' | '\\' => self.0.extend(['\\', character]),
                '\n' => self.0.push_str("\\n"),
                '\0'..='\x1f' => {
                    let digit = |value: u32| char::from_digit(value, 16).unwrap_or('0');
                    self.0.push_str("\\u00");
                    self.0.extend([digit(u32::from(character) >> 4), digit(u32::from(character) & 15)]);
                }
                _ => self.0.push(character),
            }
        }
    }
}

/// A whole number in decimal digits. By hand, because the machinery behind `to_string` is larger than the widget can bear.
pub fn digits(number: u64) -> String {
    let mut text = if number < 10 { String::new() } else { digits(number / 10) };
    text.extend(char::from_digit(u32::try_from(number % 10).unwrap_or(0), 10));
    text
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn fields_stand_in_the_order_in_which_they_were_written() {
        let text = Json::object(|json| {
            json.text("a", "x");
            json.nest("b", &|json| json.texts("c", &mut ["1", "2"].into_iter()));
            json.some_number("d", None);
            json.some_number("e", Some(7));
            json.nest("f", &|_| {});
            json.raw("g", "1.50");
        });
        assert_eq!(text, r#"{"a":"x","b":{"c":["1","2"]},"e":7,"f":{},"g":1.50}"#);
    }

    proptest! {
        #[test]
        fn digits_are_those_of_the_standard_library(number in any::<u64>(), small in 0_u64..1000) {
            prop_assert_eq!(digits(number), number.to_string());
            prop_assert_eq!(digits(small), small.to_string());
        }

        #[test]
        fn any_text_reads_back(text in any::<String>()) {
            let json = Json::object(|json| json.text(&text, &text));
            let read: std::collections::BTreeMap<String, String> = serde_json::from_str(&json).unwrap();
            prop_assert_eq!(read.get(&text), Some(&text));
        }
    }
}
