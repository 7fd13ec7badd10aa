//! What the element's attributes say.

/// The settings of one `<good-word-results>`.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Settings {
    /// Where to read from at once.
    pub src: Option<String>,
    /// The only survey to show.
    pub survey: Option<String>,
    /// The zone whose days are counted, instead of the browser's.
    pub tz: Option<String>,
}

impl Settings {
    /// Reads the attributes. A blank one is the same as none.
    pub fn read(attribute: impl Fn(&str) -> Option<String>) -> Self {
        let read = |name| attribute(name).map(|text| text.trim().to_owned()).filter(|text| !text.is_empty());
        Self { src: read("src"), survey: read("survey"), tz: read("tz") }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_blank_attribute_is_none() {
        let settings = Settings::read(|name| (name == "src").then(|| "  ".to_owned()));
        assert_eq!(settings, Settings::default());
    }

    #[test]
    fn attributes_are_trimmed() {
        let settings = Settings::read(|name| Some(format!(" {name}\n")));
        let expect =
            Settings { src: Some("src".to_owned()), survey: Some("survey".to_owned()), tz: Some("tz".to_owned()) };
        assert_eq!(settings, expect);
    }
}
