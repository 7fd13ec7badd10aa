//! The owner's settings: attributes in, checked settings out, with a sentence for each that cannot be used.

mod attributes;

use goodword_core::{FieldName, Problem, SurveyId, Value, limits};

use crate::browser::url::Url;
pub use crate::delivery::ContentType;
use crate::delivery::endpoint::link;
use crate::features::CUSTOM_SURVEYS;
use attributes::Attributes;

/// What is told about where a response was given.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ContextParts {
    /// The page, without its query. On by default.
    pub url: bool,
    /// The language shown.
    pub locale: bool,
    /// Phone, tablet or desktop.
    pub device: bool,
}

impl ContextParts {
    const BY_DEFAULT: Self = Self { url: true, locale: false, device: false };
}

/// Where a survey stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mode {
    /// In the page.
    Inline,
    /// In a corner, over the page.
    Popover,
    /// Before the page, which waits.
    Modal,
    /// Behind a tab on the edge.
    Tab,
}

/// Checked settings of one survey.
#[derive(Debug, Clone, PartialEq, Eq)]
#[allow(clippy::struct_excessive_bools, reason = "each is a switch of the owner's")]
pub struct Settings {
    /// Where responses go, absolute.
    pub endpoint: String,
    /// The survey's name.
    pub survey: SurveyId,
    /// The public write key.
    pub key: Option<String>,
    /// What proves who answers.
    pub identity: Option<String>,
    /// Who is recommended.
    pub subject: Option<String>,
    /// Hidden fields.
    pub fields: Vec<(FieldName, Value)>,
    /// Where to reach a human.
    pub person_url: Option<String>,
    /// What the owner does with answers.
    pub privacy_url: Option<String>,
    /// How the body is labelled.
    pub content_type: ContentType,
    /// What is told about the page.
    pub context: ContextParts,
    /// Where it stands.
    pub mode: Mode,
    /// Whether all questions stand on one page.
    pub page: bool,
    /// Within how many hours someone who was let down is answered; 0 where that is not offered.
    pub follow_up: u32,
    /// Whether nothing is kept or sent.
    pub preview: bool,
    /// Whether each step is told of, not only Send.
    pub partial: bool,
    /// For how many days this browser keeps a copy for its own results.
    pub keep_days: u32,
    /// Whether the endpoint accepts by redirecting.
    pub accept_redirect: bool,
}

impl Settings {
    /// Settings with nothing set but the survey, for the standard questions.
    pub fn for_survey(survey: &str) -> Self {
        Self {
            endpoint: String::new(),
            survey: SurveyId::of(survey).unwrap_or_else(Self::default_survey),
            key: None,
            identity: None,
            subject: None,
            fields: Vec::new(),
            person_url: None,
            privacy_url: None,
            content_type: ContentType::Json,
            context: ContextParts::BY_DEFAULT,
            mode: Mode::Inline,
            page: false,
            follow_up: 0,
            preview: false,
            partial: false,
            keep_days: 0,
            accept_redirect: false,
        }
    }

    /// Reads attributes. `resolve` makes a URL absolute, as the page would. An unusable endpoint or survey name is an
    /// error, because answers would be lost; any other unusable setting is left out and told as a warning.
    pub fn read(
        attributes: &[(String, String)],
        resolve: impl Fn(&str) -> Option<Url>,
    ) -> Result<(Self, Vec<Problem>), Problem> {
        let mut settings = Attributes { all: attributes, resolve, warnings: Vec::new() };
        let survey = match settings.get("survey") {
            Some(name) => SurveyId::parse(name).map_err(|problem| problem.within("survey"))?,
            None => Self::default_survey(),
        };
        let keep_days = settings.number("keep", 3650, "must be a number of days from 1 to 3650");
        let preview = CUSTOM_SURVEYS && settings.is_on("preview");
        // What is only kept in this browser goes nowhere.
        let endpoint = match settings.get("endpoint") {
            None if keep_days > 0 || preview => String::new(),
            endpoint => address(endpoint.unwrap_or_default(), &settings.resolve)?,
        };
        let props = Self {
            endpoint,
            survey,
            person_url: settings.person("person-url"),
            privacy_url: settings.link("privacy-url"),
            key: settings.text("key", limits::KEY),
            identity: settings.text("identity", limits::PROOF),
            subject: settings.text("subject", limits::FIELD),
            fields: settings.fields(),
            content_type: ContentType::parse(settings.get("content-type").unwrap_or_default()),
            context: settings.get("context").map_or(ContextParts::BY_DEFAULT, context_parts),
            mode: match settings.get("mode") {
                Some("popover") => Mode::Popover,
                Some("modal") => Mode::Modal,
                Some("tab") => Mode::Tab,
                _ => Mode::Inline,
            },
            page: CUSTOM_SURVEYS && settings.is("layout", "page"),
            follow_up: match settings.get("follow-up") {
                Some("off") => 0,
                _ => settings.number("follow-up", 8784, "must be a number of hours from 1 to 8784, or off"),
            },
            preview,
            partial: settings.is("partial", "on"),
            keep_days,
            accept_redirect: settings.is("accept-redirect", "on"),
        };
        Ok((props, settings.warnings))
    }

    fn default_survey() -> SurveyId {
        SurveyId::of("default").unwrap_or_else(|| unreachable!("`default` is a name"))
    }
}

/// An endpoint as a page names it.
pub fn address(text: &str, resolve: impl Fn(&str) -> Option<Url>) -> Result<String, Problem> {
    let url = if text.is_empty() { Err("is missing: say where responses are posted") } else { link(text, resolve) };
    url.map_err(|rule| Problem::new("endpoint", rule))
}

fn context_parts(text: &str) -> ContextParts {
    let has = |name| text.split_ascii_whitespace().any(|word| word == name);
    ContextParts { url: has("url"), locale: has("locale"), device: has("device") }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::manifest::SETTINGS;

    /// What a page of `shop.example` makes of a URL, as far as these tests need it.
    fn resolve(text: &str) -> Option<Url> {
        let href = match text {
            "::" => return None,
            text if text.starts_with('/') => format!("https://shop.example{text}"),
            text => text.to_owned(),
        };
        let (protocol, rest) = href.split_once(':')?;
        let hostname = rest.trim_start_matches('/').split(['/', ':']).next().unwrap_or_default();
        Some(Url { protocol: format!("{protocol}:"), hostname: hostname.to_owned(), href: href.clone() })
    }

    fn read(attributes: &[(&str, &str)]) -> Result<(Settings, Vec<Problem>), Problem> {
        let attributes: Vec<_> =
            attributes.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect();
        Settings::read(&attributes, resolve)
    }

    #[track_caller]
    fn refused(endpoint: &str, expect: &str) {
        assert_eq!(read(&[("endpoint", endpoint)]).unwrap_err().to_string(), expect);
    }

    #[test]
    fn an_endpoint_is_https_or_this_machine() {
        for (endpoint, href) in [
            ("/v1/responses", "https://shop.example/v1/responses"),
            ("https://a.example/r", "https://a.example/r"),
            ("http://localhost:8787/r", "http://localhost:8787/r"),
            ("http://127.0.0.1:8787/r", "http://127.0.0.1:8787/r"),
        ] {
            assert_eq!(read(&[("endpoint", endpoint)]).unwrap().0.endpoint, href);
        }
        refused("", "endpoint: is missing: say where responses are posted");
        refused("::", "endpoint: is no URL");
        refused("javascript:alert(1)", "endpoint: must be an https: URL");
        refused("data:text/plain,x", "endpoint: must be an https: URL");
        refused("http://a.example/r", "endpoint: must be https: (http: is for localhost only)");
    }

    #[test]
    fn a_preview_needs_no_word_and_no_endpoint() {
        for (value, expect) in [("", true), (" ", true), ("on", true), ("yes", true), ("off", false)] {
            let found = read(&[("preview", value), ("endpoint", "https://a.example/r")]).unwrap().0.preview;
            assert_eq!(found, expect && CUSTOM_SURVEYS, "preview={value:?}");
        }
        assert!(!read(&[("endpoint", "https://a.example/r")]).unwrap().0.preview);
        assert_eq!(read(&[("preview", "")]).is_ok(), CUSTOM_SURVEYS);
    }

    #[test]
    fn a_bad_survey_name_is_an_error_and_a_missing_one_is_default() {
        assert!(read(&[("endpoint", "/r"), ("survey", "a b")]).unwrap_err().to_string().starts_with("survey: must be"));
        assert_eq!(read(&[("endpoint", "/r")]).unwrap().0.survey.as_str(), "default");
    }

    #[test]
    fn other_unusable_settings_are_left_out_and_told() {
        let long = "x".repeat(1001);
        let (props, warnings) = read(&[
            ("endpoint", "/r"),
            ("person-url", "javascript:0"),
            ("field-plan", "pro"),
            ("field-a b", "1"),
            ("field-x", &long),
        ])
        .unwrap();
        assert_eq!(props.person_url, None);
        assert_eq!(props.fields.len(), 1);
        let told: Vec<_> = warnings.iter().map(|problem| problem.field.as_str()).collect();
        assert_eq!(told, ["person-url", "field-a b", "field-x"]);
    }

    #[test]
    fn a_way_to_a_person_may_be_a_letter_or_a_call() {
        let check = |setting: &str, url: &str, expect: Result<&str, &str>| {
            let (props, warnings) = read(&[("endpoint", "/r"), (setting, url)]).unwrap();
            let found = if setting == "person-url" { props.person_url } else { props.privacy_url };
            assert_eq!(found.as_deref(), expect.ok(), "{setting}={url}");
            let told = warnings.first().map(Problem::to_string);
            assert_eq!(told, expect.err().map(|rule| format!("{setting}: {rule}")), "{setting}={url}");
        };
        for url in ["mailto:hello@shop.example", "tel:+4930123", "sms:+4930123", "https://shop.example/chat"] {
            check("person-url", url, Ok(url));
        }
        check("person-url", "/chat", Ok("https://shop.example/chat"));
        check("person-url", "javascript:0", Err("must be an https:, mailto:, tel: or sms: URL"));
        check("person-url", "http://shop.example", Err("must be https: (http: is for localhost only)"));
        check("privacy-url", "mailto:hello@shop.example", Err("must be an https: URL"));
        check("privacy-url", "https://shop.example/privacy", Ok("https://shop.example/privacy"));
    }

    #[test]
    fn a_setting_that_says_what_is_usual_changes_nothing() {
        let plain = read(&[("endpoint", "/r")]).unwrap();
        for setting in SETTINGS.iter().filter(|setting| !setting.default.is_empty()) {
            let said = read(&[("endpoint", "/r"), (setting.name, setting.default)]).unwrap();
            assert_eq!(said, plain, "{}", setting.name);
        }
    }

    #[test]
    fn answers_may_be_kept_without_an_endpoint() {
        let (props, _) = read(&[("keep", "30")]).unwrap();
        assert_eq!((props.endpoint.as_str(), props.keep_days), ("", 30));
        assert!(read(&[("keep", "30"), ("endpoint", "javascript:0")]).is_err());
        for days in ["0", "-1", "3651", "x"] {
            assert!(read(&[("keep", days)]).is_err(), "{days}");
            assert_eq!(read(&[("keep", days), ("endpoint", "/r")]).unwrap().1[0].field, "keep");
        }
    }

    #[test]
    fn the_page_is_told_by_default_and_only_what_is_named_otherwise() {
        let parts_of = |context| read(&[("endpoint", "/r"), ("context", context)]).unwrap().0.context;
        assert_eq!(
            read(&[("endpoint", "/r")]).unwrap().0.context,
            ContextParts { url: true, locale: false, device: false }
        );
        assert_eq!(parts_of("locale device"), ContextParts { url: false, locale: true, device: true });
        assert_eq!(parts_of("off"), ContextParts { url: false, locale: false, device: false });
    }
}
