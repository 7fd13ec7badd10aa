//! The component of React, in JavaScript and in its types.

use super::source::{EVENTS, Event, SETTINGS, Setting};
use super::typescript::comment;

/// Its properties, with the attributes that they become, and its events.
pub fn names() -> String {
    let settings: Vec<_> = SETTINGS.iter().map(|setting| (prop(setting), setting.name.to_owned())).collect();
    let events: Vec<_> = EVENTS.iter().map(|event| (listener(event), ["goodword:", event.name].concat())).collect();
    object("SETTINGS", &settings) + &object("EVENTS", &events)
}

/// The members that are settings.
pub fn settings() -> String {
    SETTINGS.iter().map(setting).collect()
}

/// Those that hear.
pub fn events() -> String {
    EVENTS.iter().map(event).collect()
}

fn setting(of: &Setting) -> String {
    let of_attribute = format!("Attributes[\"{}\"]", of.name);
    // What an attribute writes as JSON, a property holds.
    let holds = if of.name == "answers" { ["Answers | ", &of_attribute].concat() } else { of_attribute };
    format!("{}  {}?: {holds};\n", comment("  ", of.says), prop(of))
}

fn event(of: &Event) -> String {
    let (says, name) = (comment("  ", of.says), listener(of));
    format!("{says}  {name}?: (event: GoodwordEvent<\"{}\">) => void;\n", of.name)
}

/// `follow-up` is `followUp`. React takes `key` for itself.
fn prop(of: &Setting) -> String {
    if of.name == "key" {
        return "writeKey".to_owned();
    }
    let mut words = of.name.split('-');
    words.next().into_iter().map(str::to_owned).chain(words.map(capital)).collect()
}

fn listener(of: &Event) -> String {
    ["on", &capital(of.name)].concat()
}

fn capital(word: &str) -> String {
    word.get(..1).unwrap_or_default().to_ascii_uppercase() + word.get(1..).unwrap_or_default()
}

fn object(name: &str, members: &[(String, String)]) -> String {
    let members: String = members.iter().map(|(name, value)| ["  ", name, ": \"", value, "\",\n"].concat()).collect();
    format!("const {name} = {{\n{members}}};\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_property_is_named_as_react_names_them() {
        let names: Vec<_> = SETTINGS.iter().map(prop).collect();
        for name in ["endpoint", "writeKey", "followUp", "contentType"] {
            assert!(names.iter().any(|own| own == name), "{name}: {names:?}");
        }
        assert!(EVENTS.iter().any(|event| listener(event) == "onDelivered"));
    }
}
