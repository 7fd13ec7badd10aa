//! What is wrong with what stands around the questions, in the first language and in others.

use goodword_core::Problem;

use super::length::text;
use crate::definition::{Definition, FollowUp};
use crate::text::TextPlace;

/// In the order in which a survey looks at it.
pub(super) fn problems(definition: &Definition) -> Vec<Problem> {
    let mut problems: Vec<_> = text("thanks", definition.thanks.as_deref(), 1000).into_iter().collect();
    problems.extend(text("version", definition.version.as_deref(), 64));
    problems.extend(of_introduction(definition));
    problems.extend(of_button(definition));
    problems.extend(of_settings(definition));
    problems.extend(definition.locales.keys().flat_map(|language| of_language(definition, language)));
    problems
}

fn of_introduction(definition: &Definition) -> Vec<Problem> {
    let Some(introduction) = &definition.introduction else { return Vec::new() };
    let title = introduction.title.trim().is_empty().then(|| Problem::new("introduction.title", "is required"));
    let parts = [
        text("introduction.title", Some(&introduction.title), 200),
        text("introduction.text", introduction.text.as_deref(), 1000),
        text("introduction.button", introduction.button.as_deref(), 200),
    ];
    title.into_iter().chain(parts.into_iter().flatten()).collect()
}

fn of_button(definition: &Definition) -> Vec<Problem> {
    let Some(button) = &definition.thanks_button else { return Vec::new() };
    let mut problems = Vec::new();
    for (name, value, most) in [("label", &button.label, 200), ("url", &button.url, 2000)] {
        let path = format!("thanks_button.{name}");
        problems.extend(text(&path, Some(value), most));
        if value.trim().is_empty() {
            problems.push(Problem::new(path, "is required"));
        }
    }
    if !button.url.trim().is_empty() && !is_address(&button.url) {
        problems.push(Problem::new("thanks_button.url", "must be an https: URL"));
    }
    problems
}

/// Whether an address can lead on: `https:`, this machine's own `http:`, or one of the page's own site.
pub(crate) fn is_address(url: &str) -> bool {
    let url = url.trim().to_ascii_lowercase();
    let scheme = url.split_once(':').map(|(scheme, _)| scheme);
    let is_scheme = |scheme: &str| {
        scheme.starts_with(|first: char| first.is_ascii_alphabetic())
            && scheme.chars().all(|letter| letter.is_ascii_alphanumeric() || "+-.".contains(letter))
    };
    match scheme.filter(|scheme| is_scheme(scheme)) {
        None => true,
        Some("https") => url.len() > "https://".len() && !url.contains(char::is_whitespace),
        Some("http") => {
            let host = url.trim_start_matches("http:").trim_start_matches('/');
            let host = host.split(['/', '?', '#']).next().unwrap_or_default();
            let host = if host.starts_with('[') { host } else { host.split(':').next().unwrap_or_default() };
            ["localhost", "127.0.0.1"].contains(&host) || host.starts_with("[::1]") || host.ends_with(".localhost")
        }
        Some(_) => false,
    }
}

fn of_settings(definition: &Definition) -> Vec<Problem> {
    let mut problems = Vec::new();
    if definition.trigger.as_deref().is_some_and(|trigger| !is_trigger(trigger)) {
        problems
            .push(Problem::new("trigger", "must be load, delay:5s, scroll:60%, exit, click:CSS, event:NAME or manual"));
    }
    let between =
        |number: &serde_json::Number, most: f64| number.as_f64().is_some_and(|number| (0.0..=most).contains(&number));
    if definition.frequency.sample.as_ref().is_some_and(|sample| !between(sample, 1.0)) {
        problems.push(Problem::new("frequency.sample", "must be a number from 0 to 1"));
    }
    if definition.frequency.cooldown.as_ref().is_some_and(|days| !between(days, 36_500.0)) {
        problems.push(Problem::new("frequency.cooldown", "must be a number of days from 0 to 36500"));
    }
    let fits = match &definition.follow_up {
        None => true,
        Some(FollowUp::Hours(hours)) => (1..=8784).contains(hours),
        Some(FollowUp::Word(word)) => word == "off",
    };
    if !fits {
        problems.push(Problem::new("follow_up", "must be a number of hours from 1 to 8784, or off"));
    }
    if definition.theme.as_deref().is_some_and(|theme| !["auto", "light", "dark"].contains(&theme)) {
        problems.push(Problem::new("theme", "must be auto, light or dark"));
    }
    problems
}

/// Whether something can make a survey be asked.
pub(crate) fn is_trigger(trigger: &str) -> bool {
    let is_number = |text: &str| {
        let (whole, part) = text.split_once('.').unwrap_or((text, "0"));
        [whole, part].iter().all(|digits| !digits.is_empty() && digits.bytes().all(|digit| digit.is_ascii_digit()))
    };
    match trigger.split_once(':') {
        None => ["load", "exit", "manual"].contains(&trigger),
        Some(("delay", time)) => time.strip_suffix("ms").or_else(|| time.strip_suffix('s')).is_some_and(is_number),
        Some(("scroll", part)) => part.strip_suffix('%').is_some_and(is_number),
        Some(("click" | "event", rest)) => !rest.is_empty(),
        Some(_) => false,
    }
}

fn of_language(definition: &Definition, language: &str) -> Vec<Problem> {
    let places = definition.questions.iter().enumerate().flat_map(|(at, question)| {
        let options = (0..100).take_while(move |option| question.option(*option).is_some());
        let ends = [TextPlace::Label(at), TextPlace::Low(at), TextPlace::High(at)];
        ends.into_iter().chain(options.map(move |option| TextPlace::Option(at, option)))
    });
    let around = [
        TextPlace::IntroductionTitle,
        TextPlace::IntroductionText,
        TextPlace::IntroductionButton,
        TextPlace::Thanks,
        TextPlace::ThanksLabel,
        TextPlace::ThanksUrl,
    ];
    let too_long = around.into_iter().chain(places).filter_map(|place| {
        let path = format!("locales.{language}{}", definition.path(place));
        text(&path, definition.text(Some(language), place), place.limit())
    });
    let mut problems: Vec<_> = too_long.collect();
    let url = definition.text(Some(language), TextPlace::ThanksUrl);
    if url.is_some_and(|url| !is_address(url)) {
        problems.push(Problem::new(format!("locales.{language}.thanks_button.url"), "must be an https: URL"));
    }
    problems
}

impl Definition {
    /// The path of a text in a wording.
    fn path(&self, place: TextPlace) -> String {
        let question = place.question().and_then(|at| self.questions.get(at));
        let id = question.map(|question| question.id.as_str()).unwrap_or_default();
        match place {
            TextPlace::IntroductionTitle => ".introduction.title".to_owned(),
            TextPlace::IntroductionText => ".introduction.text".to_owned(),
            TextPlace::IntroductionButton => ".introduction.button".to_owned(),
            TextPlace::Thanks => ".thanks".to_owned(),
            TextPlace::ThanksLabel => ".thanks_button.label".to_owned(),
            TextPlace::ThanksUrl => ".thanks_button.url".to_owned(),
            TextPlace::Label(_) => format!(".questions.{id}.label"),
            TextPlace::Low(_) => format!(".questions.{id}.low"),
            TextPlace::High(_) => format!(".questions.{id}.high"),
            TextPlace::Option(_, option) => {
                let value = question.and_then(|question| question.option(option)).map(|option| option.value.as_str());
                format!(".questions.{id}.options.{}", value.unwrap_or_default())
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_can_lead_on_or_not() {
        let check = |url: &str, expect: bool| assert_eq!(is_address(url), expect, "{url}");
        for url in
            ["https://shop.example/", "/thanks", "thanks.html?a=b:c", "http://localhost:8787/x", "http://[::1]:1/"]
        {
            check(url, true);
        }
        for url in [
            "http://shop.example/",
            "javascript:alert(1)",
            "https://",
            "mailto:a@b.example",
            "http://localhost.evil.example",
        ] {
            check(url, false);
        }
    }

    #[test]
    fn a_trigger_is_one_or_not() {
        let check = |trigger: &str, expect: bool| assert_eq!(is_trigger(trigger), expect, "{trigger}");
        for trigger in [
            "load",
            "exit",
            "manual",
            "delay:5s",
            "delay:0.6s",
            "delay:500ms",
            "scroll:60%",
            "click:#done",
            "event:paid",
        ] {
            check(trigger, true);
        }
        for trigger in ["", "delay", "delay:5", "delay:s", "delay:.5s", "scroll:60", "click:", "later:1s"] {
            check(trigger, false);
        }
    }
}
