//! What the element's attributes say.

/// The settings of one `<good-word-results>`.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ResultsSettings {
    /// Where to read from at once.
    pub src: Option<String>,
    /// The only survey to show.
    pub survey: Option<String>,
    /// Where the survey's definition stands.
    pub definition: Option<String>,
    /// The zone whose days are counted, instead of the browser's.
    pub tz: Option<String>,
}

impl ResultsSettings {
    /// Reads the attributes. A blank one is the same as none.
    pub fn read(attribute: impl Fn(&str) -> Option<String>) -> Self {
        let read = |name| attribute(name).map(|text| text.trim().to_owned()).filter(|text| !text.is_empty());
        Self { src: read("src"), survey: read("survey"), definition: read("definition"), tz: read("tz") }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_blank_attribute_is_none() {
        let settings = ResultsSettings::read(|name| (name == "src").then(|| "  ".to_owned()));
        assert_eq!(settings, ResultsSettings::default());
    }

    #[test]
    fn attributes_are_trimmed() {
        let settings = ResultsSettings::read(|name| Some(format!(" {name}\n")));
        let some = |name: &str| Some(name.to_owned());
        let expect = ResultsSettings {
            src: some("src"),
            survey: some("survey"),
            definition: some("definition"),
            tz: some("tz"),
        };
        assert_eq!(settings, expect);
    }
}
