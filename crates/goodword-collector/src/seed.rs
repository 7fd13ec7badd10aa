//! `goodword seed`: made-up responses to the bakery of the demo, the same for the same numbers.

mod calendar;
mod comment;
mod sampler;
mod visit;

use std::io::{self, Write};

use clap::Args;
use goodword_core::{Day, Problem, SurveyId};

use calendar::Calendar;
use sampler::Sampler;

/// What to make up.
#[derive(Debug, Args)]
pub struct Seed {
    /// How many responses.
    n: u64,
    /// Another number makes up other responses.
    #[arg(long = "seed-value", default_value_t = 1, value_name = "NUMBER")]
    value: u64,
    /// The last of the 90 days on which they were given.
    #[arg(long, default_value = "2026-10-31", value_name = "DAY", value_parser = day)]
    until: Day,
    /// The survey they answer.
    #[arg(long, default_value = "support", value_parser = |text: &str| SurveyId::parse(text))]
    survey: SurveyId,
}

fn day(text: &str) -> Result<Day, Problem> {
    Day::parse(text).ok_or_else(|| Problem::whole("must be a day such as 2026-03-14"))
}

impl Seed {
    /// Writes them as NDJSON.
    pub fn write(&self, out: &mut impl Write) -> io::Result<()> {
        let (calendar, mut random) = (Calendar::ending(self.until), Sampler::new(self.value));
        for at in 0..self.n {
            let time = calendar.time(at, self.n, &mut random);
            let response = visit::response(&self.survey, &time, &mut random);
            writeln!(out, "{}", response.to_json())?;
        }
        out.flush()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use goodword_core::{Promise, Response, answer::Comment};

    fn seed(n: u64, value: u64) -> String {
        let (until, survey) = (day("2026-10-31").unwrap(), SurveyId::parse("support").unwrap());
        let mut out = Vec::new();
        Seed { n, value, until, survey }.write(&mut out).unwrap();
        String::from_utf8(out).unwrap()
    }

    fn responses(text: &str) -> Vec<Response> {
        text.lines().map(|line| Response::parse(line).unwrap()).collect()
    }

    #[test]
    fn the_same_numbers_give_the_same_bytes() {
        assert_eq!(seed(200, 1), seed(200, 1));
        assert_ne!(seed(200, 1), seed(200, 2));
        assert_eq!(seed(0, 1), "");
    }

    #[test]
    fn they_are_given_on_90_days_and_each_has_its_own_id() {
        let responses = responses(&seed(3000, 7));
        let days: std::collections::BTreeSet<_> =
            responses.iter().map(|response| response.submitted_at.as_str()[..10].to_owned()).collect();
        let ids: std::collections::HashSet<_> = responses.iter().map(|response| response.id).collect();
        assert_eq!((days.len(), ids.len()), (90, 3000));
        assert_eq!(days.first().map(String::as_str), Some("2026-08-03"));
        assert_eq!(days.last().map(String::as_str), Some("2026-10-31"));
    }

    #[test]
    fn a_broken_promise_costs_more_than_an_exceeded_one_gains() {
        let responses = responses(&seed(4000, 3));
        let mean = |promise: Promise| {
            let of = responses.iter().filter(|response| response.answers.promise == Some(promise));
            let scores: Vec<_> =
                of.filter_map(|response| response.answers.recommend).map(|score| f64::from(score.score())).collect();
            scores.iter().sum::<f64>() / f64::from(u32::try_from(scores.len()).unwrap())
        };
        let (broken, kept, exceeded) = (mean(Promise::Broken), mean(Promise::Kept), mean(Promise::Exceeded));
        assert!(exceeded > kept && kept - broken > 3.0 * (exceeded - kept), "{broken} {kept} {exceeded}");
    }

    #[test]
    fn comments_are_short_and_differ() {
        let text = seed(4000, 3);
        let comments: Vec<_> = responses(&text).into_iter().filter_map(|response| response.answers.comment).collect();
        let different: std::collections::HashSet<_> = comments.iter().map(Comment::as_str).collect();
        assert!((1000..2500).contains(&comments.len()), "{}", comments.len());
        assert!(different.len() * 3 > comments.len(), "{} of {}", different.len(), comments.len());
        assert!(comments.iter().all(|comment| comment.as_str().len() < 300 && !comment.as_str().contains('{')));
    }
}
