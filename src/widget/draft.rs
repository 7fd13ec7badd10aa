//! An unfinished survey as the browser keeps it: place, step, then what was given, a text for each question.

use goodword_core::ResponseId;
use goodword_core::json::digits;

use super::freeze::Place;
use super::question::Given;
use super::state::State;

/// Writes what a reload must not lose.
pub fn write(place: &Place, state: &State) -> Vec<String> {
    let place = [place.id.to_text(), digits(place.seq.into()), digits(state.step as u64), digits(state.reached as u64)];
    place.into_iter().chain(state.given.iter().map(|given| text(given.as_ref()))).collect()
}

/// Takes up what [`write`] wrote. Nothing happens when it is damaged, or was given to other questions.
pub fn read(texts: &[String], place: &mut Place, state: &mut State) -> Option<()> {
    let [id, seq, step, reached, given @ ..] = texts else { return None };
    let id = ResponseId::parse(id).ok()?;
    let (seq, step, reached) = (seq.parse().ok()?, step.parse().ok()?, reached.parse().ok()?);
    if given.len() != state.questions.len() || step >= given.len() || reached >= given.len() {
        return None;
    }
    (place.id, place.seq) = (id, seq);
    (state.step, state.reached) = (step, reached);
    state.given = given.iter().map(|text| parse(text)).collect();
    Some(())
}

fn text(given: Option<&Given>) -> String {
    match given {
        None => String::new(),
        Some(Given::Number(number)) => ["n", &digits(u64::from(*number))].concat(),
        Some(Given::Word(word)) => ["w", word].concat(),
        Some(Given::Text(text)) => ["t", text].concat(),
    }
}

fn parse(text: &str) -> Option<Given> {
    let rest = text.get(1..)?;
    match text.as_bytes().first()? {
        b'n' => rest.parse().ok().map(Given::Number),
        b'w' => Some(Given::Word(rest.to_owned())),
        b't' => Some(Given::Text(rest.to_owned())),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::locale::ENGLISH;
    use crate::widget::question::standard;
    use crate::widget::state::Action;

    fn fresh() -> (Place, State) {
        let mut state = State::new(standard(&ENGLISH, "us"));
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
            let mut texts = good.clone();
            text.clone_into(&mut texts[at]);
            texts
        };
        for texts in [vec![], good[..5].to_vec(), with(0, "x"), with(1, "-1"), with(2, "4"), with(3, "9")] {
            let (mut place, mut state) = fresh();
            let before = (place.clone(), state.clone());
            assert_eq!(read(&texts, &mut place, &mut state), None, "{texts:?}");
            assert_eq!((place, state), before);
        }
        let (mut place, mut state) = fresh();
        read(&with(4, "é"), &mut place, &mut state).unwrap();
        assert_eq!(state.given, [const { None::<Given> }; 4]);
    }
}
