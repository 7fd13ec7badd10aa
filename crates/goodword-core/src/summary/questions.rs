//! Questions of the owner's own.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::{Mean, Method, Share, SmallSample};
use crate::stats::mean::Scores;
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
    /// `scale`, `choice`, `text` or `consent`; with `inferred`, a guess by what was answered.
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
    let inferred = rest
        .map(|(name, counts)| QuestionFigures { inferred: true, ..QuestionFigures::of(name, counts, &infer(counts)) });
    first.chain(inferred).collect()
}

/// What kind of question answers look like.
fn infer(counts: &QuestionCounts) -> QuestionKind {
    let wholes = crate::stats::sum(counts.whole.values().copied());
    let truths = counts.truths.0.saturating_add(counts.truths.1);
    let ends = counts.whole.keys().next().zip(counts.whole.keys().next_back());
    match ends {
        Some((min, max)) if wholes >= counts.answered / 2 && max.saturating_sub(*min) <= SPAN => {
            QuestionKind::Scale { min: *min, max: *max }
        }
        _ if truths > counts.answered / 2 => QuestionKind::Consent,
        _ if counts.lists > 0 || (!counts.options.is_empty() && counts.options.len() <= OPTIONS) => {
            let options = counts.options.keys().cloned().collect();
            QuestionKind::Choice { options, multiple: counts.lists > 0, other: false, least: None, most: None }
        }
        _ => QuestionKind::Text { max_chars: crate::limits::COMMENT },
    }
}

impl QuestionFigures {
    fn of(name: &str, counts: &QuestionCounts, kind: &QuestionKind) -> Self {
        let mut figures = Self {
            question: name.to_owned(),
            label: None,
            kind: String::new(),
            inferred: false,
            n: counts.answered,
            few: SmallSample::of(counts.answered),
            unfit: 0,
            too_many: counts.too_many,
            scale: None,
            options: Vec::new(),
            yes: None,
        };
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
