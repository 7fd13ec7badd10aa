//! Figures that are told: of a month that differs from the month before, and of a week that is over. Pure.

use goodword_core::calendar::Unit;
use goodword_core::cube::Cube;
use goodword_core::summary::{Comparison, Difference};
use goodword_core::words::claim::{Claim, Figure, Sentence};
use goodword_core::{Day, Summary, Tally, Zone, words};
use serde::{Deserialize, Serialize};

/// A figure that changed.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(super) struct FigureChange {
    pub(super) survey: String,
    /// `nps`, `agree`, `kept` or `broken`.
    pub(super) figure: String,
    /// The month so far, such as `2026-11`,
    pub(super) period: String,
    /// and the month before it.
    pub(super) before: String,
    /// In words: `NPS: -160 points (…; at every look …).`
    pub(super) sentence: String,
    /// The one less the other.
    pub(super) difference: Difference,
}

/// The figures of a week.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(super) struct WeekFigures {
    pub(super) survey: String,
    /// Such as `2026-W48`.
    pub(super) period: String,
    /// The week before, which it is compared with.
    pub(super) before: String,
    pub(super) summary: Summary,
}

/// The figures of `today`'s month that differ from the month before, by a range that holds at every look at 95 %: looking
/// each hour finds no more by chance than looking once.
pub(super) fn changes(tally: &Tally, survey: &str, today: Day) -> Vec<FigureChange> {
    let month = Unit::Month.bucket(today);
    let compared = compared(tally, Unit::Month, month);
    let sentences = words::compared::comparison(&compared);
    let Comparison { a, b, nps, agree, kept, broken, .. } = compared;
    let figures = [
        ("nps", Figure::Nps, nps),
        ("agree", Figure::Agree, agree),
        ("kept", Figure::Kept, kept),
        ("broken", Figure::Broken, broken),
    ];
    let changed = figures.into_iter().filter(|(.., difference)| is_apart(difference));
    let change = |(figure, of, difference): (&str, Figure, Difference)| FigureChange {
        sentence: sentence(&sentences, of),
        survey: survey.to_owned(),
        figure: figure.to_owned(),
        period: a.clone(),
        before: b.clone(),
        difference,
    };
    changed.map(change).collect()
}

/// The figures of the week before `today`'s, beside those of the week before that; `None` where it has no responses.
pub(super) fn week(tally: &Tally, survey: &str, today: Day) -> Option<WeekFigures> {
    let week = Unit::Week.bucket(today) - 1;
    let cube = pile(tally, Unit::Week, week);
    if cube.is_empty() {
        return None;
    }
    let comparison = compared(tally, Unit::Week, week);
    let (period, before) = (comparison.a.clone(), comparison.b.clone());
    let (first, last) = (Unit::Week.first(week), Unit::Week.last(week));
    let mut counts = Tally::new(&Zone::utc());
    counts.days = tally.days.range(first..=last).map(|(day, cube)| (*day, cube.clone())).collect();
    (counts.lines, counts.responses) = (cube.total(), cube.total());
    counts.surveys.insert(survey.to_owned(), cube.total());
    counts.total = cube;
    let summary = Summary::with(&counts, None, Some(comparison));
    Some(WeekFigures { survey: survey.to_owned(), period, before, summary })
}

fn sentence(sentences: &[Sentence], of: Figure) -> String {
    let of = |sentence: &&Sentence| matches!(&sentence.claim, Claim::Difference(difference) if difference.of == of);
    sentences.iter().find(of).map(|sentence| sentence.text.clone()).unwrap_or_default()
}

fn compared(tally: &Tally, unit: Unit, bucket: i64) -> Comparison {
    let (now, before) = (pile(tally, unit, bucket), pile(tally, unit, bucket - 1));
    Comparison::of((&unit.label(bucket), &now), (&unit.label(bucket - 1), &before))
}

fn pile(tally: &Tally, unit: Unit, bucket: i64) -> Cube {
    let mut cube = Cube::default();
    tally.days.range(unit.first(bucket)..=unit.last(bucket)).for_each(|(_, day)| cube.merge(day));
    cube
}

fn is_apart(difference: &Difference) -> bool {
    difference.every_look.is_some_and(|range| range.low > 0.0 || range.high < 0.0)
}

#[cfg(test)]
mod tests {
    use goodword_core::{Response, Zone};

    use super::*;

    /// So many responses of each score on a day.
    fn tally(of: &[(&str, u32, u32)]) -> Tally {
        let (mut tally, zone) = (Tally::new(&Zone::utc()), Zone::utc());
        for (day, score, n) in of {
            for _ in 0..*n {
                let text = format!(
                    r#"{{"id":"0199f1c2-7c5e-7b3a-9d10-3f6d8a2b4c11","survey":"s","submitted_at":"{day}T12:00:00Z","answers":{{"recommend":{score},"promise":"kept"}}}}"#
                );
                tally.push(&Response::parse(&text).unwrap(), &zone);
            }
        }
        tally
    }

    fn today() -> Day {
        Day::parse("2026-03-18").unwrap()
    }

    #[test]
    fn a_figure_that_changed_is_told_with_its_range_and_one_that_did_not_is_not() {
        let fell =
            tally(&[("2026-02-10", 9, 200), ("2026-03-02", 9, 30), ("2026-03-03", 3, 70), ("2026-01-01", 0, 500)]);
        let changes = changes(&fell, "s", today());
        let [change] = changes.as_slice() else { panic!("{changes:?}") };
        assert_eq!(
            (change.figure.as_str(), change.period.as_str(), change.before.as_str()),
            ("nps", "2026-03", "2026-02")
        );
        assert!(change.sentence.starts_with("NPS: -"), "{}", change.sentence);
        let range = change.difference.every_look.unwrap();
        assert!(range.high < 0.0 && range.low >= -200.0, "{range:?}");
    }

    #[test]
    fn chance_is_no_change() {
        let same = tally(&[("2026-02-10", 9, 60), ("2026-02-11", 5, 40), ("2026-03-02", 9, 27), ("2026-03-03", 3, 23)]);
        assert_eq!(changes(&same, "s", today()), []);
        assert_eq!(changes(&tally(&[]), "s", today()), []);
    }

    #[test]
    fn a_week_is_told_beside_the_week_before_and_none_without_responses() {
        let tally = tally(&[("2026-03-02", 3, 40), ("2026-03-09", 9, 40), ("2026-03-15", 10, 5), ("2026-03-16", 0, 9)]);
        let week = week(&tally, "s", today()).unwrap();
        assert_eq!((week.period.as_str(), week.before.as_str(), week.summary.responses), ("2026-W11", "2026-W10", 45));
        assert_eq!(week.summary.recommend.n, 45);
        let read: WeekFigures = serde_json::from_str(&serde_json::to_string(&week).unwrap()).unwrap();
        assert_eq!(read, week);
        assert_eq!(super::week(&tally, "s", Day::parse("2026-02-25").unwrap()), None);
    }
}
