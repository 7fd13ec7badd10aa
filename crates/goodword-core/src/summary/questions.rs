//! Questions of the owner's own.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::{Mean, Method, Share, SmallSample};
use crate::stats::mean::Scores;
use crate::stats::{Interval, float, median};
use crate::survey::{QuestionKind, Survey};
use crate::tally::question::QuestionCounts;

/// Texts are options, without a definition, when there are no more different ones than this.
const OPTIONS: usize = 20;
/// The widest scale, as in a survey's definition.
const SPAN: i64 = 100;

/// What was answered to one question.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct QuestionFigures {
    /// Its id, under which answers are kept.
    pub question: String,
    /// Its wording, when there is a definition.
    pub label: Option<String>,
    /// `scale`, `choice`, `text`, `consent`, or `number`, which only a guess is; with `inferred`, a guess by what was answered.
    pub kind: String,
    /// Whether there was no definition to say what it is.
    pub inferred: bool,
    /// How many answered it, whatever they said.
    pub n: u64,
    /// Whether n is small.
    #[serde(flatten)]
    pub few: SmallSample,
    /// How many answers do not fit its kind; they are in no figure below.
    pub unfit: u64,
    /// Whether there were too many different answers to keep.
    pub too_many: bool,
    /// Of a scale: the levels.
    pub scale: Option<ScaleFigures>,
    /// Of numbers: where most of them lie.
    pub numbers: Option<NumberFigures>,
    /// Of a choice: each option and who chose it, of all who answered. Several may be chosen where lists were answered.
    pub options: Vec<OptionFigures>,
    /// Of a consent: those who said yes.
    pub yes: Option<Share>,
}

/// The levels of a scale.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ScaleFigures {
    /// The lowest score that the definition allows; the lowest that was given, where there is none.
    pub min: i64,
    /// The highest, likewise.
    pub max: i64,
    /// How often each was given, lowest first.
    pub counts: Vec<u64>,
    /// Their mean, `min` to `max`.
    pub mean: Mean,
}

/// Where numbers lie that are no scale: amounts, years, measures. No mean: one that is mistyped would move it anywhere.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct NumberFigures {
    /// How many there are.
    pub n: u64,
    /// Whether n is small.
    #[serde(flatten)]
    pub few: SmallSample,
    /// The lowest.
    pub lowest: Option<f64>,
    /// A quarter is lower.
    pub lower_quartile: Option<f64>,
    /// Half are lower.
    pub median: Option<f64>,
    /// A quarter is higher.
    pub upper_quartile: Option<f64>,
    /// The highest.
    pub highest: Option<f64>,
    /// The 95 % interval of the median; `null` under 6 numbers.
    pub interval: Option<Interval>,
    /// How the interval was worked out.
    pub method: Method,
}

/// How many chose one option.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct OptionFigures {
    /// The value of the option.
    pub option: String,
    /// Those who chose it, of those who answered.
    pub share: Share,
}

/// The figures of each question, those of a definition first and in its order.
pub fn questions(counts: &BTreeMap<String, QuestionCounts>, survey: Option<&Survey>) -> Vec<QuestionFigures> {
    let defined = survey.into_iter().flat_map(|survey| &survey.questions);
    let known: Vec<_> = defined.filter(|question| counts.contains_key(&question.id)).collect();
    let first = known.iter().filter_map(|question| {
        let counts = counts.get(&question.id)?;
        let mut figures = QuestionFigures::of(&question.id, counts, &question.kind);
        figures.label = Some(question.label.clone()).filter(|label| !label.is_empty());
        Some(figures)
    });
    let rest = counts.iter().filter(|(name, _)| !known.iter().any(|question| question.id == **name));
    let guess = |(name, counts): (&String, &QuestionCounts)| match infer(counts) {
        Some(kind) => QuestionFigures::of(name, counts, &kind),
        None => QuestionFigures::numbers(name, counts),
    };
    let inferred = rest.map(|of| QuestionFigures { inferred: true, ..guess(of) });
    first.chain(inferred).collect()
}

/// What kind of question answers look like; `None` where they are numbers that are no scale.
fn infer(counts: &QuestionCounts) -> Option<QuestionKind> {
    let wholes = crate::stats::sum(counts.whole.values().copied());
    let is_number = wholes.saturating_add(counts.numbers) > counts.answered / 2;
    let truths = counts.truths.0.saturating_add(counts.truths.1);
    let ends = counts.whole.keys().next().zip(counts.whole.keys().next_back());
    Some(match ends {
        _ if is_number && counts.numbers > 0 => return None,
        Some((min, max)) if wholes >= counts.answered / 2 && max.saturating_sub(*min) <= SPAN => {
            QuestionKind::Scale { min: *min, max: *max }
        }
        Some(_) if is_number => return None,
        _ if truths > counts.answered / 2 => QuestionKind::Consent,
        _ if counts.lists > 0 || (!counts.options.is_empty() && counts.options.len() <= OPTIONS) => {
            let options = counts.options.keys().cloned().collect();
            QuestionKind::Choice { options, multiple: counts.lists > 0, other: false, least: None, most: None }
        }
        _ => QuestionKind::Text { max_chars: crate::limits::COMMENT },
    })
}

impl QuestionFigures {
    fn empty(name: &str, counts: &QuestionCounts) -> Self {
        Self {
            question: name.to_owned(),
            label: None,
            kind: String::new(),
            inferred: false,
            n: counts.answered,
            few: SmallSample::of(counts.answered),
            unfit: 0,
            too_many: counts.too_many,
            scale: None,
            numbers: None,
            options: Vec::new(),
            yes: None,
        }
    }

    fn numbers(name: &str, counts: &QuestionCounts) -> Self {
        let numbers = NumberFigures::of(counts);
        let unfit = if counts.too_many { 0 } else { counts.answered.saturating_sub(numbers.n) };
        let numbers = Some(numbers).filter(|_| !counts.too_many);
        Self { kind: "number".to_owned(), unfit, numbers, ..Self::empty(name, counts) }
    }

    fn of(name: &str, counts: &QuestionCounts, kind: &QuestionKind) -> Self {
        let mut figures = Self::empty(name, counts);
        let (kind, fit) = match kind {
            QuestionKind::Scale { min, max } => ("scale", figures.scale(counts, *min, *max)),
            QuestionKind::Choice { options, other, .. } => ("choice", figures.choice(counts, options, *other)),
            QuestionKind::Text { .. } => ("text", counts.texts),
            QuestionKind::Consent => ("consent", figures.consent(counts)),
        };
        kind.clone_into(&mut figures.kind);
        // Of what was too much to keep it is not known whether it fits.
        figures.unfit = if counts.too_many { 0 } else { counts.answered.saturating_sub(fit) };
        figures
    }

    fn scale(&mut self, counts: &QuestionCounts, min: i64, max: i64) -> u64 {
        if max < min || max.saturating_sub(min) > SPAN {
            return 0;
        }
        let levels: Vec<u64> = (min..=max).map(|level| counts.whole.get(&level).copied().unwrap_or(0)).collect();
        let scores = Scores { first: 0, counts: &levels };
        let mut mean = Mean::of(&scores);
        #[allow(
            clippy::cast_precision_loss,
            reason = "a level is far below 2^53, or the figure is off by one part in it"
        )]
        let least = min as f64;
        mean.mean = mean.mean.map(|mean| mean + least);
        if let Some(range) = &mut mean.interval {
            (range.low, range.high) = (range.low + least, range.high + least);
        }
        let fit = scores.n();
        self.scale = Some(ScaleFigures { min, max, counts: levels, mean });
        fit
    }

    fn choice(&mut self, counts: &QuestionCounts, options: &[String], other: bool) -> u64 {
        let offered = options.iter().map(|option| (option.as_str(), counts.options.get(option).copied().unwrap_or(0)));
        let chosen = |(option, n): (&str, u64)| OptionFigures {
            option: option.to_owned(),
            share: Share::of(n.min(counts.answered), counts.answered),
        };
        self.options = offered.map(chosen).collect();
        let own = |option: &&String| !options.contains(option);
        let own_words: u64 =
            crate::stats::sum(counts.options.iter().filter(|(option, _)| own(option)).map(|(_, n)| *n));
        let all = counts.texts.saturating_add(counts.lists);
        if other || counts.lists > 0 { all } else { all.saturating_sub(own_words) }
    }

    fn consent(&mut self, counts: &QuestionCounts) -> u64 {
        let (yes, no) = counts.truths;
        let all = yes.saturating_add(no);
        self.yes = Some(Share { method: Method::Wilson, ..Share::of(yes, all) });
        all
    }
}

impl NumberFigures {
    fn of(counts: &QuestionCounts) -> Self {
        let mut values: Vec<(f64, u64)> = counts.decimals.iter().map(|(number, n)| (number.get(), *n)).collect();
        let whole = |number: i64| if number < 0 { -float(number.unsigned_abs()) } else { float(number.unsigned_abs()) };
        values.extend(counts.whole.iter().map(|(number, n)| (whole(*number), *n)));
        values.sort_by(|a, b| a.0.total_cmp(&b.0));
        let n = crate::stats::sum(values.iter().map(|(_, n)| *n));
        Self {
            n,
            few: SmallSample::of(n),
            lowest: values.first().map(|(value, _)| *value),
            lower_quartile: median::quantile(&values, 0.25),
            median: median::quantile(&values, 0.5),
            upper_quartile: median::quantile(&values, 0.75),
            highest: values.last().map(|(value, _)| *value),
            interval: median::interval(&values),
            method: Method::OrderStatistics,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::record::{Detail, DetailKind};

    fn figures(answers: &[(DetailKind, &str)]) -> QuestionFigures {
        let mut counts = QuestionCounts::default();
        for (kind, value) in answers {
            counts.add(&Detail { kind: *kind, name: "own", value }, 1);
        }
        questions(&BTreeMap::from([("own".to_owned(), counts)]), None).remove(0)
    }

    #[test]
    fn numbers_that_are_no_scale_have_a_middle() {
        use DetailKind::{Number, Text, Whole};
        let found = figures(&[
            (Number, "2.5"),
            (Whole, "10"),
            (Number, "2.50"),
            (Number, "-0.5"),
            (Whole, "1"),
            (Text, "many"),
        ]);
        let of = found.numbers.unwrap();
        assert_eq!((found.kind.as_str(), found.inferred, found.n, found.unfit, of.n), ("number", true, 6, 1, 5));
        let all = [of.lowest, of.lower_quartile, of.median, of.upper_quartile, of.highest];
        assert_eq!(all, [-0.5, 1.0, 2.5, 2.5, 10.0].map(Some));
        let years = figures(&[(Whole, "1850"), (Whole, "1990"), (Whole, "2020")]);
        assert_eq!((years.kind.as_str(), years.unfit, years.numbers.unwrap().median), ("number", 0, Some(1990.0)));
    }

    #[test]
    fn a_scale_stays_one_and_what_is_mostly_text_too() {
        use DetailKind::{Number, Text, Whole};
        assert_eq!(figures(&[(Whole, "1"), (Whole, "7")]).kind, "scale");
        let words = figures(&[(Text, "a"), (Text, "b"), (Text, "a"), (Number, "2.5")]);
        assert_eq!((words.kind.as_str(), words.numbers), ("choice", None));
        let huge = figures(&[(Number, "1e999"), (Number, "1.5")]);
        assert_eq!((huge.unfit, huge.numbers.unwrap().n), (1, 1), "what no float holds is in no figure");
    }

    #[test]
    fn too_many_numbers_are_none() {
        let many: Vec<_> = (0..1_100).map(|at| format!("{at}.5")).collect();
        let found = figures(&many.iter().map(|text| (DetailKind::Number, text.as_str())).collect::<Vec<_>>());
        assert_eq!((found.kind.as_str(), found.too_many, found.numbers, found.unfit), ("number", true, None, 0));
    }
}
