//! The words the widget shows, one table per language.

mod english;

pub use english::ENGLISH;

/// Every text of the widget in one language. `{…}` marks a place that is filled in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Messages {
    /// BCP 47 tag of the language.
    pub lang: &'static str,
    /// Name of the whole survey.
    pub title: &'static str,
    /// Spoken progress: `{n}`, `{total}`.
    pub progress: &'static str,
    /// Shown progress: `{n}`, `{total}`.
    pub progress_short: &'static str,
    /// The empathy question.
    pub empathy: &'static str,
    /// Its five levels, lowest first.
    pub empathy_levels: [&'static str; 5],
    /// The promise question.
    pub promise: &'static str,
    /// Its states: broken, kept, exceeded, none.
    pub promise_states: [&'static str; 4],
    /// The recommend question: `{subject}`.
    pub recommend: &'static str,
    /// Who is recommended when the owner names nobody.
    pub us: &'static str,
    /// What 0 means.
    pub recommend_low: &'static str,
    /// What 10 means.
    pub recommend_high: &'static str,
    /// The comment question.
    pub comment: &'static str,
    /// The comment question after a broken promise.
    pub comment_broken: &'static str,
    /// The comment question after 0 to 6.
    pub comment_low: &'static str,
    /// The comment question after 9 or 10.
    pub comment_high: &'static str,
    /// Button.
    pub next: &'static str,
    /// Button.
    pub back: &'static str,
    /// Button.
    pub skip: &'static str,
    /// Button.
    pub send: &'static str,
    /// Button.
    pub close: &'static str,
    /// Button.
    pub retry: &'static str,
    /// Button.
    pub copy: &'static str,
    /// Heading after Send.
    pub thanks: &'static str,
    /// After a broken promise.
    pub sorry_promise: &'static str,
    /// After other bad news.
    pub sorry: &'static str,
    /// After a kept promise.
    pub kept_word: &'static str,
    /// After anything else.
    pub helps: &'static str,
    /// The endpoint has the answer.
    pub arrived: &'static str,
    /// The outbox has the answer.
    pub waiting: &'static str,
    /// The outbox has the answer, and the endpoint does not take it.
    pub kept: &'static str,
    /// Nobody has the answer but the form.
    pub unsaved: &'static str,
    /// Leads to a human.
    pub talk: &'static str,
    /// The link to a human.
    pub person: &'static str,
    /// The link to the owner's privacy page.
    pub privacy: &'static str,
}

/// `text` with each `{name}` replaced by its value.
pub fn fill(text: &str, values: &[(&str, &str)]) -> String {
    let mut filled = String::new();
    let mut inside = false;
    for part in text.split(['{', '}']) {
        let value = values.iter().find(|(name, _)| inside && *name == part);
        filled.push_str(value.map_or(part, |(_, value)| value));
        inside = !inside;
    }
    filled
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_are_filled_by_name() {
        assert_eq!(fill("Question {n} of {total}", &[("n", "2"), ("total", "4")]), "Question 2 of 4");
        assert_eq!(fill("{n}", &[("n", "{n}")]), "{n}");
        assert_eq!(fill("none", &[]), "none");
    }
}
