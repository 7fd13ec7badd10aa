//! What has changed of the questions.

use super::difference::{Change, What};
use crate::definition::Definition;
use crate::question::{Choice, Format, Kind, Question, Scale, Style};
use crate::sentence::plain;
use crate::text::TextPlace;

/// Questions are the same by their ids.
pub(super) fn changes(before: &Definition, after: &Definition) -> Vec<Change> {
    let mut changes = Vec::new();
    for (at, question) in after.questions.iter().enumerate() {
        match before.question(&question.id) {
            None => changes.push(change(question, What::Added, "", question.label())),
            Some((earlier, _)) => changes.extend(Pair { before, after, earlier, at }.changes()),
        }
    }
    let gone = before.questions.iter().filter(|question| after.question(&question.id).is_none());
    changes.extend(gone.map(|question| change(question, What::Removed, question.label(), "")));
    let [first, second] = [(before, after), (after, before)].map(|(one, other)| common(one, other));
    if first != second {
        changes.push(Change { question: None, what: What::Order, before: first.join(", "), after: second.join(", ") });
    }
    changes
}

fn common<'a>(one: &'a Definition, other: &Definition) -> Vec<&'a str> {
    one.ids().filter(|id| other.question(id).is_some()).collect()
}

fn change(question: &Question, what: What, before: &str, after: &str) -> Change {
    Change { question: Some(question.id.clone()), what, before: before.to_owned(), after: after.to_owned() }
}

/// One question before and after.
struct Pair<'a> {
    before: &'a Definition,
    after: &'a Definition,
    earlier: usize,
    at: usize,
}

impl Pair<'_> {
    fn changes(&self) -> Vec<Change> {
        let (Some(old), Some(new)) = (self.before.questions.get(self.earlier), self.after.questions.get(self.at))
        else {
            return Vec::new();
        };
        let mut changes = self.wordings(new);
        changes.extend(kinds(old, new));
        let asked = |definition: &Definition, question: &Question| {
            let said = |name: &str, clauses: &[_]| {
                if clauses.is_empty() {
                    String::new()
                } else {
                    format!("{name} {}; ", plain(&definition.sentence(clauses)))
                }
            };
            let jumps = question.jump.iter().map(|jump| said(&format!("go on at {} if", jump.to), &jump.on));
            let text = [said("show if", &question.show_if), said("end if", &question.end_if), jumps.collect()].concat();
            text.trim_end_matches("; ").to_owned()
        };
        if (&old.show_if, &old.end_if, &old.jump) != (&new.show_if, &new.end_if, &new.jump) {
            changes.push(change(new, What::Asked, &asked(self.before, old), &asked(self.after, new)));
        }
        if old.required != new.required {
            let said = |question: &Question| if question.required { "required" } else { "can be skipped" };
            changes.push(change(new, What::Required, said(old), said(new)));
        }
        changes
    }

    /// What is said differently, in each language that is there before and after.
    fn wordings(&self, new: &Question) -> Vec<Change> {
        let both = self.after.locales.keys().filter(|language| self.before.locales.contains_key(*language));
        let languages = std::iter::once(None).chain(both.map(|language| Some(language.as_str())));
        languages.flat_map(|language| self.wording(new, language)).collect()
    }

    fn wording(&self, new: &Question, language: Option<&str>) -> Vec<Change> {
        let name = || language.map(str::to_owned);
        let compared = |what, old: TextPlace, place: TextPlace| {
            let before = self.before.text(language, old).unwrap_or_default();
            let after = self.after.text(language, place).unwrap_or_default();
            (before != after).then(|| change(new, what, before, after))
        };
        let (earlier, at) = (self.earlier, self.at);
        let mut changes: Vec<_> =
            compared(What::Wording(name()), TextPlace::Label(earlier), TextPlace::Label(at)).into_iter().collect();
        let ends = |low: TextPlace, high: TextPlace, definition: &Definition| {
            let end = |place| definition.text(language, place).unwrap_or_default().to_owned();
            format!("{} … {}", end(low), end(high))
        };
        let before = ends(TextPlace::Low(earlier), TextPlace::High(earlier), self.before);
        let after = ends(TextPlace::Low(at), TextPlace::High(at), self.after);
        if before != after {
            changes.push(change(new, What::Ends(name()), &before, &after));
        }
        for (option, there) in options(new).iter().enumerate() {
            let old = self
                .before
                .questions
                .get(earlier)
                .and_then(|old| options(old).iter().position(|other| other.value == there.value));
            let Some(old) = old else { continue };
            changes.extend(compared(
                What::OptionLabel(name()),
                TextPlace::Option(earlier, old),
                TextPlace::Option(at, option),
            ));
        }
        changes
    }
}

fn options(question: &Question) -> &[crate::question::Answer] {
    match &question.kind {
        Some(Kind::Choice(choice)) => &choice.options,
        _ => &[],
    }
}

/// What takes the answer.
fn kinds(old: &Question, new: &Question) -> Vec<Change> {
    let name = |kind: Option<&Kind>| match kind {
        Some(Kind::Scale(_)) => "scale",
        Some(Kind::Choice(_)) => "choice",
        Some(Kind::Text(_)) => "text",
        Some(Kind::Consent) => "consent",
        None => "ours",
    };
    match (&old.kind, &new.kind) {
        (Some(Kind::Scale(old)), Some(Kind::Scale(scale))) => of_scale(new, old, scale),
        (Some(Kind::Choice(old)), Some(Kind::Choice(choice))) => of_choice(new, old, choice),
        (Some(Kind::Text(old)), Some(Kind::Text(text))) => {
            let said = |text: &crate::question::Text| {
                let format = match text.format.unwrap_or(Format::Long) {
                    Format::Long => "long",
                    Format::Short => "short",
                    Format::Email => "email",
                };
                format!("{format}, at most {} characters", text.max_chars.unwrap_or(10_000))
            };
            differs(new, What::Rules, said(old), said(text)).into_iter().collect()
        }
        (old, kind) => differs(new, What::Kind, name(old.as_ref()).to_owned(), name(kind.as_ref()).to_owned())
            .into_iter()
            .collect(),
    }
}

fn differs(question: &Question, what: What, before: String, after: String) -> Option<Change> {
    (before != after).then(|| Change { question: Some(question.id.clone()), what, before, after })
}

fn of_scale(question: &Question, old: &Scale, new: &Scale) -> Vec<Change> {
    let range = |scale: &Scale| format!("{} to {}", scale.min, scale.max);
    let style = |scale: &Scale| {
        let name = match scale.style.unwrap_or(Style::Numbers) {
            Style::Numbers => "numbers",
            Style::Stars => "stars",
            Style::Faces => "faces",
        };
        name.to_owned()
    };
    let changes = [
        differs(question, What::Range, range(old), range(new)),
        differs(question, What::Style, style(old), style(new)),
    ];
    changes.into_iter().flatten().collect()
}

fn of_choice(question: &Question, old: &Choice, new: &Choice) -> Vec<Change> {
    let values = |choice: &Choice| {
        let mut values: Vec<_> = choice.options.iter().map(|option| option.value.clone()).collect();
        values.sort();
        values.join(", ")
    };
    let rules = |choice: &Choice| {
        let number = |name: &str, number: Option<i64>| number.map(|number| format!("{name} {number}"));
        let is = |name: &str, holds: bool| holds.then(|| name.to_owned());
        let exclusive = choice.options.iter().filter(|option| option.exclusive);
        let rules = [
            Some(if choice.multiple { "several" } else { "one" }.to_owned()),
            is("own words", choice.other),
            is("shuffled", choice.shuffle),
            number("at least", choice.least),
            number("at most", choice.most),
        ];
        let alone = exclusive.map(|option| format!("{} alone", option.value));
        rules.into_iter().flatten().chain(alone).collect::<Vec<_>>().join(", ")
    };
    let order =
        |choice: &Choice| choice.options.iter().map(|option| option.value.as_str()).collect::<Vec<_>>().join(", ");
    let options = differs(question, What::Options, values(old), values(new));
    let order = if options.is_none() { differs(question, What::Order, order(old), order(new)) } else { None };
    let changes = [options, order, differs(question, What::Rules, rules(old), rules(new))];
    changes.into_iter().flatten().collect()
}
