//! Random walks: whatever is done, it can be taken back, kept and read, and nothing panics.

use goodword_studio::problems::doubts;
use goodword_studio::{Definition, Draft, Edit, History};
use proptest::prelude::*;

use super::made;

fn start() -> Draft {
    let page = include_str!("../../../../docs/definition.md");
    let example = page.split("```json\n").nth(1).unwrap().split("```").next().unwrap();
    Draft::of(Definition::parse(example).unwrap())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]
    #[test]
    fn whatever_is_done_can_be_taken_back_and_done_again(edits in prop::collection::vec(made::edit(), 0..40)) {
        let mut history = History::new(start());
        for edit in &edits {
            history.apply(edit);
            let draft = history.present();
            prop_assert_eq!(&Draft::parse(&draft.to_json()).unwrap(), draft, "{:?}", edit);
            let published = start().survey;
            let found = draft.survey.problems();
            doubts(&draft.survey);
            draft.survey.changes(&published);
            draft.survey.version_behind(Some(&published), true);
            for question in &draft.survey.questions {
                draft.survey.sentence(&question.show_if);
            }
            for language in draft.survey.locales.keys() {
                let progress = draft.survey.progress(language);
                prop_assert_eq!(progress.said + progress.missing.len(), progress.total);
            }
            // What is found nothing wrong with is taken by the collector.
            if found.is_empty() && draft.survey.problems_of_publishing().is_empty() {
                let taken = goodword_core::Survey::parse(&draft.definition().to_json());
                prop_assert!(taken.is_ok(), "{:?} {:?}", taken, draft.survey);
            }
        }
        let end = history.present().clone();
        while history.can_undo() {
            history.undo();
        }
        prop_assert_eq!(history.present(), &start());
        while history.can_redo() {
            history.redo();
        }
        prop_assert_eq!(history.present(), &end);
    }

    #[test]
    fn rewording_never_changes_an_id_or_a_value(edits in prop::collection::vec(made::edit(), 0..40)) {
        let kept = |draft: &Draft| {
            let questions = draft.survey.questions.iter();
            let values = |question: &goodword_studio::question::Question| {
                (0..).map_while(|at| question.option(at)).map(|option| option.value.clone()).collect::<Vec<_>>()
            };
            questions.map(|question| (question.id.clone(), values(question))).collect::<Vec<_>>()
        };
        let mut draft = start();
        for edit in &edits {
            let before = kept(&draft);
            draft.apply(edit);
            if matches!(edit, Edit::Write(..) | Edit::OurWords(..)) {
                prop_assert_eq!(before, kept(&draft), "{:?}", edit);
            }
        }
    }
}
