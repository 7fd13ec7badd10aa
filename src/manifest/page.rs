//! What a page says to us, and what it hears.

use super::{Command, Event, Field, Holds, Trigger, TriggerValue};

/// In the order in which people are told of them.
pub const TRIGGERS: [Trigger; 7] = [
    Trigger { word: "load", value: None, says: "as soon as the page can be used" },
    Trigger {
        word: "delay",
        value: Some(TriggerValue {
            shown: "5s",
            examples: &["5s", "0.6s", "500ms"],
            pattern: r"[0-9]+(\.[0-9]+)?m?s",
            types: &["${number}s", "${number}ms"],
        }),
        says: "so long after the page can be used",
    },
    Trigger {
        word: "scroll",
        value: Some(TriggerValue {
            shown: "60%",
            examples: &["60%", "12.5%"],
            pattern: r"[0-9]+(\.[0-9]+)?%",
            types: &["${number}%"],
        }),
        says: "when so much of the page has been scrolled; a page too short for that counts as scrolled once it has been read",
    },
    Trigger {
        word: "exit",
        value: None,
        says: "when the pointer leaves the page at the top, or a finger scrolls back up by a screen",
    },
    Trigger {
        word: "click",
        value: Some(TriggerValue {
            shown: "CSS",
            examples: &["#done", ".feedback a:hover"],
            pattern: r"[\s\S]+",
            types: &["${string}"],
        }),
        says: "when something that this selector names is clicked",
    },
    Trigger {
        word: "event",
        value: Some(TriggerValue {
            shown: "NAME",
            examples: &["paid", "shop:paid"],
            pattern: r"[\s\S]+",
            types: &["${string}"],
        }),
        says: "when the page dispatches this event",
    },
    Trigger { word: "manual", value: None, says: "when the page's own script asks: `goodword(\"ask\")`" },
];

const ID: Field = Field::new("id", Holds::Text, "the response");
const SURVEY: Field = Field::new("survey", Holds::Text, "the survey's name");

/// In the order in which a page hears them.
pub const EVENTS: [Event; 8] = [
    Event { name: "ready", says: "the survey is there and about to be shown", detail: &[SURVEY], cancelable: false },
    Event { name: "shown", says: "the visitor is asked", detail: &[ID, SURVEY], cancelable: false },
    Event {
        name: "answered",
        says: "a question has an answer, or another one",
        detail: &[ID, SURVEY, Field::new("question", Holds::Text, "the id of the question")],
        cancelable: false,
    },
    Event {
        name: "beforesubmit",
        says: "the visitor pressed Send. Can be cancelled; what is added to `fields` goes with the response",
        detail: &[ID, SURVEY, Field::new("fields", Holds::Fields, "hidden fields to add")],
        cancelable: true,
    },
    Event { name: "submitted", says: "the response is on its way", detail: &[ID, SURVEY], cancelable: false },
    Event {
        name: "delivered",
        says: "the endpoint has accepted it, or this browser keeps it where there is no endpoint",
        detail: &[ID, SURVEY],
        cancelable: false,
    },
    Event {
        name: "dismissed",
        says: "the visitor has closed it, or asked for it later",
        detail: &[ID, SURVEY, Field::new("reason", Holds::OneOf(&["close", "later"]), "what was pressed")],
        cancelable: false,
    },
    Event {
        name: "error",
        says: "something could not be used, loaded, shown or sent",
        detail: &[
            ID.optional(),
            SURVEY.optional(),
            Field::new("code", Holds::Text, "what kind of thing"),
            Field::new("message", Holds::Text, "one sentence for the owner"),
        ],
        cancelable: false,
    },
];

/// What a page can ask of us.
pub const COMMANDS: [Command; 9] = [
    Command { name: "init", takes: "settings", says: "makes a survey: every setting by its name or in camelCase" },
    Command { name: "ask", takes: "", says: "asks now, whatever the trigger is" },
    Command { name: "close", takes: "", says: "closes what is open" },
    Command { name: "set", takes: "fields", says: "sets hidden fields, with the case of their names kept" },
    Command {
        name: "prefill",
        takes: "answers",
        says: "chooses answers beforehand, by the ids of their questions, in every survey that is there: the attribute `answers`",
    },
    Command { name: "on", takes: "event, listener", says: "listens to an event; returns what ends it" },
    Command { name: "off", takes: "event, listener", says: "no longer does" },
    Command {
        name: "status",
        takes: "listener",
        says: "tells what waits, was delivered, was lost, and was refused and why; also returns a Promise",
    },
    Command {
        name: "reset",
        takes: "",
        says: "forgets what was begun and whom not to ask: the next person at this computer is another",
    },
];

/// What the loader says to a survey that it has shown.
pub const MOUNTED: [Command; 8] = [
    Command { name: "update", takes: "", says: "reads the attributes again" },
    Command { name: "ask", takes: "", says: "asks, if it was closed" },
    Command { name: "close", takes: "", says: "closes it" },
    Command { name: "withdraw", takes: "", says: "closes it, though nobody has said no" },
    Command { name: "return", takes: "", says: "shows again what was withdrawn" },
    Command { name: "reset", takes: "", says: "forgets what was given" },
    Command { name: "back", takes: "", says: "its element is in the page again" },
    Command { name: "leave", takes: "", says: "its element has left the page for good" },
];

/// What there are words for, by the names of the files in `src/locale/tables`.
pub const LANGUAGES: [&str; 27] = [
    "ar", "cs", "da", "de", "el", "en", "es", "fi", "fr", "he", "hi", "hu", "it", "ja", "ko", "nb", "nl", "pl", "pt",
    "pt-BR", "ro", "ru", "sv", "tr", "uk", "zh-Hans", "zh-Hant",
];
