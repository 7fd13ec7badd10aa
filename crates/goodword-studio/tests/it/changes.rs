//! Which change keeps the comparison, and which begins a new version.

use goodword_studio::change::{Effect, What};
use goodword_studio::edit::{Edit, KindName};
use goodword_studio::question::{Question, Style};
use goodword_studio::text::TextPlace;
use goodword_studio::{Definition, Draft};

fn published() -> Definition {
    Definition::parse(
        r#"{"id":"s","version":"3","questions":[{"id":"recommend"},
        {"id":"ease","kind":"scale","min":1,"max":5,"label":"How easy was it?","low":"Hard","high":"Easy"},
        {"id":"why","kind":"choice","label":"Why?","options":["price",{"value":"speed","label":"Speed"}]},
        {"id":"more","kind":"text","label":"More?"}],"locales":{"de":{"questions":{"ease":{"label":"Wie leicht?","low":"Schwer"}}}}}"#,
    )
    .unwrap()
}

/// What an edit changes, and the version that it is published as.
#[track_caller]
fn check(edit: &Edit, what: &What, before: &str, after: &str, effect: Effect) {
    let mut draft = Draft::of(published());
    draft.apply(edit);
    let changes = draft.survey.changes(&published());
    let found: Vec<_> =
        changes.iter().map(|change| (&change.what, change.before.as_str(), change.after.as_str())).collect();
    assert_eq!(found, [(what, before, after)], "{edit:?}");
    assert_eq!(what.effect(), effect, "{edit:?}");
    assert!(what.why().ends_with('.'));
    let version = |new_meaning| draft.survey.version_behind(Some(&published()), new_meaning).unwrap();
    let (kept, meant) =
        (if effect == Effect::Begins { "4" } else { "3" }, if effect == Effect::Keeps { "3" } else { "4" });
    assert_eq!((version(false).as_str(), version(true).as_str()), (kept, meant), "{edit:?}");
}

#[test]
fn each_change_is_told_by_what_it_does_to_comparison() {
    use Effect::{Begins, Judged, Keeps};
    let write =
        |language: Option<&str>, place, text: &str| Edit::Write(language.map(str::to_owned), place, text.to_owned());
    let german = || Some("de".to_owned());
    check(
        &write(None, TextPlace::Label(1), "How easy?"),
        &What::Wording(None),
        "How easy was it?",
        "How easy?",
        Judged,
    );
    check(&write(Some("de"), TextPlace::Label(1), "Wie?"), &What::Wording(german()), "Wie leicht?", "Wie?", Judged);
    check(&write(None, TextPlace::Option(2, 1), "Too slow"), &What::OptionLabel(None), "Speed", "Too slow", Judged);
    check(&write(None, TextPlace::Low(1), "Very hard"), &What::Ends(None), "Hard … Easy", "Very hard … Easy", Begins);
    check(&Edit::Range(1, 1, 7), &What::Range, "1 to 5", "1 to 7", Begins);
    check(&Edit::Style(1, Some(Style::Faces)), &What::Style, "numbers", "faces", Begins);
    check(&Edit::Kind(3, KindName::Consent), &What::Kind, "text", "consent", Begins);
    check(&Edit::PasteOptions(2, "taste".to_owned()), &What::Options, "price, speed", "price, speed, taste", Begins);
    check(&Edit::RemoveOption(2, 0), &What::Options, "price, speed", "speed", Begins);
    check(&Edit::MoveOption(2, 0, 1), &What::Order, "price, speed", "speed, price", Keeps);
    check(&Edit::Multiple(2, true), &What::Rules, "one", "several", Begins);
    check(
        &Edit::MaxChars(3, Some(80)),
        &What::Rules,
        "long, at most 10000 characters",
        "long, at most 80 characters",
        Begins,
    );
    let clauses = published_clauses();
    check(&Edit::ShowIf(3, clauses), &What::Asked, "", "show if recommend is at most 6", Begins);
    check(&Edit::Require(1, true), &What::Required, "can be skipped", "required", Keeps);
    check(
        &Edit::Insert(0, Box::new(Question::standard("promise"))),
        &What::Added,
        "",
        "Did we do what we said we would?",
        Keeps,
    );
    check(&Edit::Remove(3), &What::Removed, "More?", "", Keeps);
    check(&Edit::Move(0, 1), &What::Order, "recommend, ease, why, more", "ease, recommend, why, more", Keeps);
    check(&write(None, TextPlace::Thanks, "Cheers."), &What::Around, "", "Cheers.", Keeps);
    check(&Edit::AddLanguage("fr".to_owned()), &What::Language, "", "fr", Keeps);
    check(&Edit::Cooldown(Some(30.into())), &What::Setting, "", "cooldown: 30", Keeps);
}

fn published_clauses() -> Vec<goodword_studio::condition::Clause> {
    let text = r#"{"questions":[{"id":"recommend"},{"id":"comment","show_if":{"question":"recommend","at_most":6}}]}"#;
    Definition::parse(text).unwrap().questions[1].show_if.clone()
}

#[test]
fn a_version_is_its_owners() {
    let mut draft = Draft::of(published());
    assert_eq!(draft.survey.changes(&published()), []);
    assert_eq!(draft.survey.version_behind(Some(&published()), true).as_deref(), Some("3"), "nothing has changed");
    draft.apply(&Edit::Version("autumn".to_owned()));
    draft.apply(&Edit::Range(1, 1, 7));
    assert_eq!(draft.survey.version_behind(Some(&published()), false).as_deref(), Some("autumn"));
    assert_eq!(Definition::default().version_behind(None, false).as_deref(), Some("1"));
}

#[test]
fn what_names_a_question_or_an_option_follows_its_new_name() {
    let mut draft = Draft::of(published());
    draft.apply(&Edit::ShowIf(3, Definition::parse(
        r#"{"questions":[{"id":"why","kind":"consent","label":"?"},{"id":"comment","show_if":[{"question":"why","is":["price","x"]},{"question":"ease","at_most":2}]}]}"#,
    ).unwrap().questions[1].show_if.clone()));
    draft.apply(&Edit::Write(
        None,
        TextPlace::Label(3),
        "You said {answers.ease|nothing}, {answers.ease} and {answers.easel}".to_owned(),
    ));
    draft.apply(&Edit::QuestionId(1, "effort".to_owned()));
    draft.apply(&Edit::OptionValue(2, 0, "dear".to_owned()));
    let survey = &draft.survey;
    assert_eq!(survey.questions[3].label(), "You said {answers.effort|nothing}, {answers.effort} and {answers.easel}");
    assert_eq!(
        goodword_studio::sentence::plain(&survey.sentence(&survey.questions[3].show_if)),
        "why is dear or x and effort is at most 2"
    );
    assert_eq!(survey.text(Some("de"), TextPlace::Label(1)), Some("Wie leicht?"));
    draft.apply(&Edit::QuestionId(0, "nps".to_owned()));
    draft.apply(&Edit::QuestionId(1, "recommend".to_owned()));
    assert_eq!(draft.survey.ids().collect::<Vec<_>>(), ["recommend", "effort", "why", "more"], "ours is ours");
}

#[test]
fn a_duplicate_stands_behind_with_words_and_another_id() {
    let mut draft = Draft::of(published());
    draft.apply(&Edit::Duplicate(1));
    draft.apply(&Edit::Duplicate(0));
    assert_eq!(draft.survey.ids().collect::<Vec<_>>(), ["recommend", "recommend_2", "ease", "ease_2", "why", "more"]);
    assert_eq!(draft.survey.text(Some("de"), TextPlace::Label(3)), Some("Wie leicht?"));
    assert_eq!(draft.survey.problems(), [], "one of ours becomes one of the owner's own");
    assert!(draft.survey.questions[1].kind.is_some());
}

#[test]
fn a_language_is_held_back_until_it_is_offered() {
    let mut draft = Draft::of(published());
    draft.apply(&Edit::AddLanguage("fr".to_owned()));
    let offered = |draft: &Draft| draft.definition().locales.into_keys().collect::<Vec<_>>();
    assert_eq!((offered(&draft), draft.survey.locales.len()), (vec!["de".to_owned()], 2));
    draft.apply(&Edit::OfferLanguage("fr".to_owned(), true));
    assert_eq!(offered(&draft), ["de", "fr"]);
}
