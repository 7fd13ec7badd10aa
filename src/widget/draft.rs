//! An unfinished survey as the browser keeps it: place, step, then what was given, a text for each question.

use goodword_core::ResponseId;
use goodword_core::json::digits;

use super::OWN;
use super::freeze::Place;
use super::question::{Given, number_text};
use super::state::State;

/// Stands between the texts of a draft. Nobody types it; a draft that holds it is damaged.
const BETWEEN: char = '\u{1f}';
/// Between several words of one answer.
const INSIDE: &str = "\u{1e}";

/// Writes what a reload must not lose.
pub fn write(place: &Place, state: &State) -> String {
    let mut draft = place.id.to_text();
    for number in [place.seq.into(), state.step as u64, state.reached as u64] {
        draft.push(BETWEEN);
        draft.push_str(&digits(number));
    }
    for given in &state.given {
        draft.push(BETWEEN);
        draft.push_str(&text(given.as_ref()));
    }
    draft
}

/// Takes up what [`write`] wrote. Nothing happens when it is damaged, or was given to other questions.
pub fn read(draft: &str, place: &mut Place, state: &mut State) -> Option<()> {
    let mut texts = draft.split(BETWEEN);
    let id = ResponseId::parse(texts.next()?).ok()?;
    let mut number = || texts.next()?.parse::<u32>().ok();
    let (seq, step, reached) = (number()?, number()? as usize, number()? as usize);
    let given: Vec<_> = texts.map(parse).collect();
    if given.len() != state.questions.len() || step >= given.len() || reached >= given.len() {
        return None;
    }
    (place.id, place.seq) = (id, seq);
    (state.step, state.reached, state.given) = (step, reached, given);
    Some(())
}

fn text(given: Option<&Given>) -> String {
    match given {
        None => String::new(),
        Some(Given::Number(number)) => ["n", &number_text(*number)].concat(),
        Some(Given::Words(words)) if OWN => ["m", &words.join(INSIDE)].concat(),
        Some(Given::Yes | Given::Words(_)) => "y".to_owned(),
        Some(Given::Word(word)) => ["w", word].concat(),
        Some(Given::Text(text)) => ["t", text].concat(),
    }
}

fn parse(text: &str) -> Option<Given> {
    let rest = text.get(1..)?;
    match text.as_bytes().first()? {
        b'm' if OWN => Some(Given::Words(rest.split(INSIDE).map(str::to_owned).collect())),
        b'y' if OWN => Some(Given::Yes),
        b'n' => rest.parse().ok().map(Given::Number),
        b'w' => Some(Given::Word(rest.to_owned())),
        b't' => Some(Given::Text(rest.to_owned())),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::locale::Messages;
    use crate::widget::question::standard;
    use crate::widget::state::Action;

    fn fresh() -> (Place, State) {
        let mut state = State::new(standard(&Messages::english(), "us"));
        state.apply(Action::Opened);
        (Place::new(1_773_480_413_589, [7; 10]), state)
    }

    #[test]
    fn a_draft_is_taken_up_where_it_was_left() {
        let (mut place, mut state) = fresh();
        for action in [
            Action::Answer(Given::Number(4)),
            Action::Next,
            Action::Answer(Given::Word("broken".to_owned())),
            Action::Next,
            Action::Skip,
            Action::Answer(Given::Text("né 🎉\n".to_owned())),
            Action::Back,
        ] {
            state.apply(action);
        }
        place.advance(1);
        let texts = write(&place, &state);
        let (mut other, mut again) = fresh();
        other.id = ResponseId::v7(1, [1; 10]);
        read(&texts, &mut other, &mut again).unwrap();
        assert_eq!((other.id, other.seq), (place.id, place.seq));
        assert_eq!(again, state);
    }

    #[test]
    fn a_damaged_draft_changes_nothing() {
        let (place, state) = fresh();
        let good = write(&place, &state);
        let with = |at: usize, text: &str| {
            let mut texts: Vec<_> = good.split(BETWEEN).collect();
            texts[at] = text;
            texts.join("\u{1f}")
        };
        for draft in ["", &good[..40], &with(0, "x"), &with(1, "-1"), &with(2, "4"), &with(3, "9")] {
            let (mut place, mut state) = fresh();
            let before = (place.clone(), state.clone());
            assert_eq!(read(draft, &mut place, &mut state), None, "{draft:?}");
            assert_eq!((place, state), before);
        }
        let (mut place, mut state) = fresh();
        read(&with(4, "é"), &mut place, &mut state).unwrap();
        assert_eq!(state.given, [const { None::<Given> }; 4]);
    }
}
