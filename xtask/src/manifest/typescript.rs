//! The parts of `types/goodword.d.ts` that the manifest knows.

use super::source::{EVENTS, Event, Field, Holds, RESULTS, SETTINGS, Setting, TRIGGERS, Trigger};
use super::text::{sentence, wrapped};

const WIDTH: usize = 120;

/// A type for each setting that is one of some words, and for the trigger.
pub fn values() -> String {
    SETTINGS.iter().filter_map(|setting| Some(alias(setting, &all_of(setting.holds)?))).collect()
}

/// What stands behind the name of a type; nothing for what needs none of its own.
fn all_of(holds: Holds) -> Option<String> {
    match holds {
        Holds::OneOf(words) => Some([" ", &union(words)].concat()),
        Holds::Trigger => Some(TRIGGERS.iter().flat_map(forms).map(|form| ["\n  | ", &form].concat()).collect()),
        _ => None,
    }
}

fn alias(setting: &Setting, values: &str) -> String {
    format!("{}export type {} ={values};\n", comment("", setting.says), type_name(setting.name))
}

/// `content-type` is `ContentType`.
fn type_name(name: &str) -> String {
    name.split('-')
        .map(|word| word.get(..1).unwrap_or_default().to_ascii_uppercase() + word.get(1..).unwrap_or_default())
        .collect()
}

fn union(words: &[&str]) -> String {
    words.iter().map(|word| format!("\"{word}\"")).collect::<Vec<_>>().join(" | ")
}

fn forms(trigger: &Trigger) -> Vec<String> {
    match &trigger.value {
        None => vec![format!("\"{}\"", trigger.word)],
        Some(value) => value.types.iter().map(|behind| format!("`{}:{behind}`", trigger.word)).collect(),
    }
}

/// The members of `Attributes`.
pub fn settings() -> String {
    SETTINGS.iter().map(attribute).collect()
}

/// Those of `ResultsAttributes`.
pub fn results() -> String {
    RESULTS.iter().map(attribute).collect()
}

/// What a setting may hold, with no name of ours but for what stands in every type.
pub fn values_of(holds: Holds) -> String {
    match holds {
        Holds::Trigger => TRIGGERS.iter().flat_map(forms).collect::<Vec<_>>().join(" | "),
        Holds::Number => "number".to_owned(),
        Holds::NumberOr(word) => format!("number | \"{word}\""),
        Holds::Switch => union(&["on", "off"]),
        Holds::Flag => union(&["on", "off", ""]),
        holds => type_of(holds),
    }
}

fn attribute(setting: &Setting) -> String {
    let name = if setting.name.contains('-') { format!("\"{}\"", setting.name) } else { setting.name.to_owned() };
    let holds = match setting.holds {
        Holds::OneOf(_) | Holds::Trigger => type_name(setting.name),
        holds => type_of(holds),
    };
    format!("{}  {name}?: {holds};\n", comment("  ", setting.says))
}

fn type_of(holds: Holds) -> String {
    match holds {
        Holds::Text | Holds::Address | Holds::SomeOf(_) => "string".to_owned(),
        Holds::Number => "Numeric".to_owned(),
        Holds::NumberOr(word) => format!("Numeric | \"{word}\""),
        Holds::Switch => "OnOff".to_owned(),
        Holds::Flag => "OnOff | \"\"".to_owned(),
        Holds::OneOf(words) => union(words),
        Holds::Trigger => "Trigger".to_owned(),
        Holds::Fields => "Record<string, Text>".to_owned(),
        Holds::Answers => "Answers".to_owned(),
    }
}

/// The members of `EventDetails`.
pub fn events() -> String {
    EVENTS.iter().map(event).collect()
}

fn event(of: &Event) -> String {
    format!("{}  {}: {};\n", comment("  ", of.says), of.name, detail(of))
}

/// `Detail` holds the response and its survey, which most events are about.
fn detail(event: &Event) -> String {
    let (common, own): (Vec<&Field>, Vec<&Field>) =
        event.detail.iter().partition(|field| ["id", "survey"].contains(&field.name));
    match &*common {
        [id, survey] if own.is_empty() && !id.optional && !survey.optional => "Detail".to_owned(),
        [id, survey] if id.optional && survey.optional => ["Partial<Detail> & ", &members(&own)].concat(),
        [_, _] => ["Detail & ", &members(&own)].concat(),
        _ => members(&event.detail.iter().collect::<Vec<_>>()),
    }
}

/// The type of an object with these members.
pub fn members(fields: &[&Field]) -> String {
    let member =
        |field: &&Field| format!("{}{}: {}", field.name, if field.optional { "?" } else { "" }, type_of(field.holds));
    format!("{{ {} }}", fields.iter().map(member).collect::<Vec<_>>().join("; "))
}

/// A sentence over a member.
pub fn comment(indent: &str, says: &str) -> String {
    let text = sentence(says);
    let line = format!("{indent}/** {text} */\n");
    if line.chars().count() <= WIDTH {
        return line;
    }
    let lines = wrapped(&text, WIDTH - indent.len() - 3);
    let lines: String = lines.iter().map(|line| [indent, " * ", line, "\n"].concat()).collect();
    format!("{indent}/**\n{lines}{indent} */\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_type_is_named_after_its_setting() {
        assert_eq!((type_name("mode"), type_name("content-type")), ("Mode".to_owned(), "ContentType".to_owned()));
    }

    #[test]
    fn no_comment_ends_inside_a_sentence() {
        let says =
            SETTINGS.iter().chain(&RESULTS).map(|setting| setting.says).chain(EVENTS.iter().map(|event| event.says));
        assert_eq!(says.filter(|says| says.contains("*/")).count(), 0);
    }

    #[test]
    fn an_event_tells_of_a_response_as_far_as_there_is_one() {
        let expect = [
            "{ survey: string }",
            "Detail",
            "Detail & { question: string }",
            "Detail & { fields: Record<string, Text> }",
            "Detail",
            "Detail",
            "Detail & { reason: \"close\" | \"later\" }",
            "Partial<Detail> & { code: string; message: string }",
        ];
        assert_eq!(EVENTS.iter().map(detail).collect::<Vec<_>>(), expect);
    }
}
