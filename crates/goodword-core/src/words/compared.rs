//! Sentences on two piles beside each other.

use super::claim::{Claim, Difference as DifferenceClaim, Direction, Figure, Level, Reference, Sentence};
use super::number::{Measure, OF_FIVE, OF_TEN, PERCENTAGE_POINTS, POINTS, SCORE, SHARE, TENTHS, Written};
use super::promise::sized;
use super::{answers, count};
use crate::stats::Interval;
use crate::summary::{Comparison, Difference};
use crate::zone::Day;

/// What the second range of a difference is for, to be printed wherever it is.
pub const EVERY_LOOK: &str = "A 95 % range is for who looks once: who looks again and again while answers come in will see it \
    wrong more often. The range at every look stays right, however often these two are looked at.";
/// A chance under this, after adjustment for the others beside it, is worth a title.
const UNUSUAL: f64 = 0.05;

/// One of the figures that are compared, and how it and its difference are written.
struct Compared<'a> {
    figure: Figure,
    name: &'static str,
    of: &'a Difference,
    level: Measure,
    difference: Measure,
}

fn all(figures: &Comparison) -> [Compared<'_>; 6] {
    let one = |figure, name, of, level, difference| Compared { figure, name, of, level, difference };
    [
        one(Figure::Nps, "NPS", &figures.nps, SCORE, POINTS),
        one(Figure::Recommend, "Mean recommend", &figures.recommend, OF_TEN, TENTHS),
        one(Figure::Empathy, "Mean empathy", &figures.empathy, OF_FIVE, TENTHS),
        one(Figure::Agree, "Felt understood", &figures.agree, SHARE, PERCENTAGE_POINTS),
        one(Figure::Kept, "Promises kept", &figures.kept, SHARE, PERCENTAGE_POINTS),
        one(Figure::Broken, "Promises broken", &figures.broken, SHARE, PERCENTAGE_POINTS),
    ]
}

impl Compared<'_> {
    /// `None` where there are too few answers, or nothing varies.
    fn claim(&self) -> Option<DifferenceClaim> {
        let (by, range) = (self.of.difference.filter(|_| !self.of.few.too_few)?, self.of.interval?);
        let shown = self.difference.direction(by, range);
        let at_every_look = shown.is_some() && self.of.every_look.and_then(Direction::of) == shown;
        Some(DifferenceClaim { of: self.figure, than: Reference::Second, by, shown, at_every_look })
    }

    /// `5 points higher (1 to 10)`, or that no difference is shown; `looks` adds the range at every look.
    fn told(&self, claim: &DifferenceClaim, looks: bool) -> Option<String> {
        let range = self.of.interval?;
        let written = self.written(claim, range);
        let ends = |written: &Written, range: Interval| match claim.shown {
            Some(way) => sized(written, range, way),
            None => written.signed_range(range),
        };
        let always = self.always(|written, range| ends(&written, range)).filter(|_| looks).unwrap_or_default();
        let told = match claim.shown {
            Some(way) => format!("{} {}", written.text(claim.by.abs()), way.word()),
            None => "no difference is shown".to_owned(),
        };
        Some(format!("{told} ({}{always})", ends(&written, range)))
    }

    /// `; at every look -2 to 12`.
    fn always(&self, write: impl Fn(Written, Interval) -> String) -> Option<String> {
        let range = self.of.every_look?;
        Some(format!("; at every look {}", write(self.difference.told_apart(&[], Some(range)), range)))
    }

    /// Near 0 a difference needs no more decimals than its range where no way is claimed.
    fn written(&self, claim: &DifferenceClaim, range: Interval) -> Written {
        let values = claim.shown.map(|_| claim.by);
        self.difference.told_apart(values.as_slice(), Some(range))
    }

    /// `NPS: -9 points (-13 to -5).`
    fn line(&self) -> Option<Sentence> {
        let (claim, range) = (self.claim()?, self.of.interval?);
        let written = self.written(&claim, range);
        let by = match claim.by {
            by if written.hides(by) => format!("about {}", written.text(0.0)),
            by if by > 0.0 => format!("+{}", written.text(by)),
            by => written.text(by),
        };
        let open = if claim.shown.is_none() { ": no difference is shown" } else { "" };
        let few = if self.of.few.few { " Few answers." } else { "" };
        let always = self.always(|written, range| written.signed_range(range));
        let (range, always) = (written.signed_range(range), always.unwrap_or_default());
        let text = format!("{}: {by} ({range}{always}){open}.{few}", self.name);
        Some(Sentence::new(text, Claim::Difference(claim)))
    }

    /// `NPS 14 from 2026-10-04 to 2026-10-31, against 9 from 2026-09-06 to 2026-10-03: 5 points higher (1 to 10), from
    /// 1,743 and 1,612 answers.`
    fn change(&self, places: (&str, &str)) -> Option<Sentence> {
        let (claim, a, b) = (self.claim()?, self.of.a?, self.of.b?);
        let written = self.level.told_apart(&[a, b], None);
        let open = claim.shown.is_some() && self.of.every_look.is_some() && !claim.at_every_look;
        let yet = if open { " Who looks again and again cannot be sure of it yet." } else { "" };
        let few = if self.of.few.few { " Few answers." } else { "" };
        let text = format!(
            "{} {} {}, against {} {}: {}, from {} and {}.{few}{yet}",
            self.name,
            written.text(a),
            places.0,
            written.text(b),
            places.1,
            self.told(&claim, true)?,
            count(self.of.n_a),
            answers(self.of.n_b)
        );
        Some(Sentence::new(text, Claim::Difference(claim)))
    }
}

/// What the comparison comes to: `2026-03 beside 2026-02: NPS 5 points higher (1 to 10).`
pub fn finding(figures: &Comparison) -> Sentence {
    let beside = format!("{} beside {}", name(&figures.a), name(&figures.b));
    let all = all(figures);
    let known: Vec<_> = all.iter().filter_map(|one| Some((one, one.claim()?))).collect();
    let unusual = |(one, claim): &&(&Compared<'_>, DifferenceClaim)| {
        claim.shown.is_some() && one.of.p_adjusted.is_some_and(|p| p < UNUSUAL)
    };
    let shown: Vec<_> = known.iter().filter(unusual).collect();
    let told = shown.iter().filter_map(|(one, claim)| Some(format!("{} {}", one.name, one.told(claim, false)?)));
    let text = match (known.as_slice(), told.collect::<Vec<_>>().as_slice()) {
        ([], _) => {
            let n = figures.nps.n_a.min(figures.nps.n_b);
            return Sentence::new(format!("{beside}: too few answers to compare."), Claim::TooFew(n));
        }
        (_, []) => format!("{beside}: no figure is shown to differ."),
        (_, told) => format!("{beside}: {}.", lower_names(&told.join("; "))),
    };
    Sentence::new(text, Claim::Differences(shown.iter().map(|(_, claim)| *claim).collect()))
}

/// Names begin with a small letter within a sentence, but for the abbreviation.
fn lower_names(told: &str) -> String {
    ["Mean", "Felt", "Promises"].iter().fold(told.to_owned(), |text, name| text.replace(name, &name.to_lowercase()))
}

/// One sentence for each figure that can be compared, and the one about two customers picked at random.
pub fn comparison(figures: &Comparison) -> Vec<Sentence> {
    let mut sentences: Vec<_> = all(figures).iter().filter_map(Compared::line).collect();
    sentences.extend(superiority(figures));
    if figures.nps.every_look.is_some() && !sentences.is_empty() {
        sentences.push(Sentence::new(EVERY_LOOK, Claim::Nothing));
    }
    sentences
}

fn superiority(figures: &Comparison) -> Option<Sentence> {
    let of = &figures.superiority;
    let (value, range) = of.chance.zip(of.interval).filter(|_| !figures.nps.few.too_few)?;
    let written = SHARE.told_apart(&[value], Some(range));
    let text = format!(
        "A random customer {} recommends more than one {} {} of the time, ties shared ({}).",
        place(&figures.a),
        place(&figures.b),
        written.text(value),
        written.range_text(range)
    );
    let n = of.n_a.min(of.n_b);
    Some(Sentence::new(text, Claim::Level(Level { of: Figure::Superiority, value, range: Some(range), n })))
}

/// What changed of the score, of promises kept and of those who felt understood, each where it can be told.
pub fn changes(figures: &Comparison) -> [Option<Sentence>; 3] {
    let (a, b) = (place(&figures.a), place(&figures.b));
    let [nps, _, _, agree, kept, _] = all(figures);
    [nps, kept, agree].map(|one| one.change((&a, &b)))
}

/// `2026-02`, `2026-03-01 to 2026-03-14`: a pile as a heading names it. Its own name leaves the last day out.
pub fn name(pile: &str) -> String {
    match days(pile) {
        None => value(pile),
        Some((since, None)) => format!("since {since}"),
        Some(("", Some(last))) => format!("up to {last}"),
        Some((since, Some(last))) if since == last.to_string() => since.to_owned(),
        Some((since, Some(last))) => format!("{since} to {last}"),
    }
}

/// `device=mobile`, and `no fields.plan` for those who say nothing about it.
fn value(pile: &str) -> String {
    match pile.split_once('=') {
        Some((segment, "")) => format!("no {segment}"),
        _ => pile.to_owned(),
    }
}

/// `in 2026-02`, `from 2026-03-01 to 2026-03-14`: a pile within a sentence.
fn place(pile: &str) -> String {
    match days(pile) {
        None if pile.contains('=') => format!("with {}", value(pile)),
        None => format!("in {pile}"),
        Some((since, Some(last))) if since == last.to_string() => format!("on {since}"),
        Some(("", _) | (_, None)) => name(pile),
        Some(_) => format!("from {}", name(pile)),
    }
}

/// The first and the last day, which is part of it. Only days have no equals sign; a page's address may well hold two
/// dots.
fn days(pile: &str) -> Option<(&str, Option<Day>)> {
    let (since, until) = pile.split_once("..").filter(|_| !pile.contains('='))?;
    let last = Day::parse(until).map(|day| Day::new(i64::from(day.number()) - 1));
    Some((since, last))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cube::Cube;
    use crate::stats::mean::Scores;
    use crate::{Promise, Recommend};

    #[test]
    fn a_pile_is_named_as_a_person_would() {
        let check = |pile: &str, named: &str, placed: &str| {
            assert_eq!((name(pile), place(pile)), (named.to_owned(), placed.to_owned()));
        };
        check("2026-02", "2026-02", "in 2026-02");
        check("device=mobile", "device=mobile", "with device=mobile");
        check("page=https://a.example/..", "page=https://a.example/..", "with page=https://a.example/..");
        check("2026-03-01..2026-03-15", "2026-03-01 to 2026-03-14", "from 2026-03-01 to 2026-03-14");
        check("2026-03-01..2026-03-02", "2026-03-01", "on 2026-03-01");
        check("2026-03-01..", "since 2026-03-01", "since 2026-03-01");
        check("..2026-03-01", "up to 2026-02-28", "up to 2026-02-28");
    }

    fn compared(of: &Difference) -> Compared<'_> {
        Compared { figure: Figure::Recommend, name: "Mean", of, level: OF_TEN, difference: TENTHS }
    }

    #[test]
    fn a_change_names_both_figures_and_is_theirs() {
        let [a, b] = [4_000, 1_000].map(|tens| [0, 0, 0, 0, 0, 0, 0, 0, 0, 1_000, tens]);
        let check = |a: &[u64; 11], b: &[u64; 11], expect: &str| {
            let of = Difference::means(&Scores { first: 0, counts: a }, &Scores { first: 0, counts: b });
            let told = compared(&of).change(("in 2026-03", "in 2026-02")).map(String::from);
            assert_eq!(told.as_deref(), Some(expect));
        };
        check(
            &a,
            &b,
            "Mean 9.8 in 2026-03, against 9.5 in 2026-02: 0.30 points higher (0.28 to 0.32), from 5,000 and 2,000 answers.",
        );
        check(
            &b,
            &a,
            "Mean 9.5 in 2026-03, against 9.8 in 2026-02: 0.30 points lower (0.28 to 0.32), from 2,000 and 5,000 answers.",
        );
        check(
            &a,
            &a,
            "Mean 9.8 in 2026-03, against 9.8 in 2026-02: no difference is shown (-0.02 to +0.02), from 5,000 and 5,000 answers.",
        );
    }

    #[test]
    fn what_is_no_difference_is_said_to_be_none() {
        let check = |tens: u64, expect: &str| {
            let [a, b] = [tens, 1_000].map(|tens| [0, 0, 0, 0, 0, 0, 0, 0, 0, 1_000, tens]);
            let of = Difference::means(&Scores { first: 0, counts: &a }, &Scores { first: 0, counts: &b });
            assert_eq!(compared(&of).line().map(String::from).as_deref(), Some(expect));
        };
        check(1_010, "Mean: about 0 points (-0.03 to +0.03): no difference is shown.");
        check(4_000, "Mean: +0.30 points (+0.28 to +0.32).");
    }

    #[test]
    fn a_title_is_a_finding() {
        let cube = |counts: [u64; 11]| {
            let mut cube = Cube::default();
            for (recommend, n) in Recommend::ALL.into_iter().zip(counts) {
                cube.add((None, Some(Promise::Kept), Some(recommend)), n);
            }
            cube
        };
        let check = |a: [u64; 11], b: [u64; 11], expect: &str| {
            let figures = Comparison::of(("2026-03-08..2026-03-15", &cube(a)), ("2026-03-01..2026-03-08", &cube(b)));
            let told = finding(&figures).text;
            assert!(told.starts_with("2026-03-08 to 2026-03-14 beside 2026-03-01 to 2026-03-07: "), "{told}");
            assert!(told.ends_with(expect), "{told}");
        };
        let (high, low) = ([0, 0, 0, 0, 0, 0, 0, 40, 0, 0, 160], [40, 0, 0, 0, 0, 0, 0, 0, 0, 160, 0]);
        check(high, high, ": no figure is shown to differ.");
        check(high, low, "; mean recommend 2.2 points higher (1.7 to 2.7).");
        check([1; 11].map(|_| 0), low, ": too few answers to compare.");
    }
}
