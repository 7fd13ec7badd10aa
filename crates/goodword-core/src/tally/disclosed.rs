//! Statistical disclosure control: what may be told of the counts of a group.
//!
//! A person is hidden among the others of their group, so what is told of a group is told of all of it: no part of it that
//! a day, an order or another answer sets apart. What one person answered together is such a part, of one.

use super::Tally;
use super::question::QuestionCounts;
use super::segment::SegmentCounts;
use crate::segment::Segment;
use crate::survey::{QuestionKind, Survey};
use crate::zone::Zone;

impl Tally {
    /// What may be told of a group that these counts are of, as [`Tally::thresholded`]; answers of own questions by name
    /// only as far as one of `surveys` offers them: a number or a text of a visitor's own may be nobody else's.
    #[must_use]
    pub fn disclosed(&self, least: u32, by: Option<(&Segment, Option<&str>)>, surveys: &[&Survey]) -> Self {
        let mut told = self.thresholded(least, by);
        for (name, counts) in &mut told.questions {
            offered(name, counts, surveys);
        }
        told
    }

    /// How many a group are, and the answers to each question by itself, if at least `least` answered it (the threshold
    /// rule of statistical disclosure control). `by` is the segment and the value of it that the group shares.
    #[must_use]
    pub fn thresholded(&self, least: u32, by: Option<(&Segment, Option<&str>)>) -> Self {
        let total = self.total.unlinked(least.into());
        let mut told = Self {
            // Nothing of it has a time.
            tz_rules: String::new(),
            lines: self.responses,
            responses: self.responses,
            complete: self.complete,
            comments: self.comments,
            surveys: self.surveys.clone(),
            started: self.started,
            unanswered: self.unanswered,
            complete_comments: self.complete_comments,
            complete_started: self.complete_started,
            more_questions: self.more_questions,
            min_group: Some(least),
            ..Self::new(&Zone::utc())
        };
        let enough = self.questions.iter().filter(|(_, counts)| counts.answered >= u64::from(least));
        told.questions.extend(enough.map(|(name, counts)| (name.clone(), counts.clone())));
        if let Some((segment, value)) = by {
            let mut counts = SegmentCounts::default();
            counts.add(value, &total);
            told.by.insert(segment.clone(), counts);
        }
        told.total = total;
        told
    }
}

/// Leaves the answers that the owner has written, and how many there were in all.
fn offered(name: &str, counts: &mut QuestionCounts, surveys: &[&Survey]) {
    let kinds: Vec<_> = surveys.iter().filter_map(|survey| Some(&survey.question(name)?.kind)).collect();
    let is_option = |kind: &&QuestionKind, text: &String| match kind {
        QuestionKind::Choice { options, .. } => options.contains(text),
        _ => false,
    };
    let is_score = |kind: &&QuestionKind, number: i64| match kind {
        QuestionKind::Scale { min, max } => (*min..=*max).contains(&number),
        _ => false,
    };
    counts.options.retain(|text, _| kinds.iter().any(|kind| is_option(kind, text)));
    counts.whole.retain(|number, _| kinds.iter().any(|kind| is_score(kind, *number)));
    counts.decimals.clear();
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Day, Response};

    const SURVEY: &str = r#"{"id":"staff","questions":[
        {"id":"why","kind":"choice","options":["pay","noise"],"other":true},
        {"id":"effort","kind":"scale","min":1,"max":7},
        {"id":"may","kind":"consent"},
        {"id":"tell","kind":"text"}]}"#;

    /// Seven of one department, the first of whom has said what only one person can have said.
    fn seven() -> Tally {
        let mut tally = Tally::new(&Zone::utc());
        for number in 0..7 {
            let own = if number == 0 {
                r#""why":["pay","my boss Bo"],"effort":9,"tell":"it is me, Ann","staff_number":48113,"rare":"x","comment":"Ann""#
            } else {
                r#""why":["pay"],"effort":2,"tell":"nothing","staff_number":7,"may":true"#
            };
            let text = format!(
                r#"{{"id":"0199f1c2-7c5e-7b3a-9d10-{number:012}","survey":"staff","submitted_at":"2026-03-14T0{number}:00:00Z",
                "answers":{{"empathy":1,"recommend":{number},{own}}},"order":["recommend","empathy"],"timing_ms":{{"answered":1{number}00}},
                "fields":{{"department":"sales"}},"context":{{"url":"https://a.example/{number}"}}}}"#
            );
            tally.push(&Response::parse(&text).unwrap(), &Zone::utc());
        }
        tally
    }

    #[test]
    fn nothing_is_told_that_only_one_of_a_group_can_have_said() {
        let (tally, survey) = (seven(), Survey::parse(SURVEY).unwrap());
        let told = tally.disclosed(7, None, &[&survey]);
        let text = serde_json::to_string(&told).unwrap();
        for own in ["Ann", "Bo", "48113", "rare", "2026", "a.example"] {
            assert!(!text.contains(own), "{own}: {text}");
        }
        let why = &told.questions["why"];
        assert_eq!((why.answered, &why.options), (7, &[("pay".to_owned(), 7)].into()));
        assert_eq!((told.questions["effort"].answered, &told.questions["effort"].whole), (7, &[(2, 6)].into()));
        // Six have answered it.
        assert!(!told.questions.contains_key("may") && tally.questions.contains_key("may"));
        assert!(told.days.is_empty() && told.orders.is_empty() && told.reached.is_empty() && told.undated.is_empty());
        assert_eq!((told.ordered, told.times.counted().len(), told.period()), (0, 0, None::<(Day, Day)>));
        assert_eq!((told.responses, told.lines, told.comments), (7, 7, 1));
        assert_eq!((told.total.recommend(), told.total.empathy()), (tally.total.recommend(), tally.total.empathy()));
    }

    #[test]
    fn groups_add_up_and_stay_marked() {
        let segment = Segment::parse("fields.department").unwrap();
        let mut told = seven().disclosed(7, Some((&segment, Some("sales"))), &[]);
        told.merge(&seven().disclosed(5, Some((&segment, None)), &[])).unwrap();
        assert_eq!((told.responses, told.min_group), (14, Some(7)));
        let by = &told.by[&segment];
        assert_eq!((by.values["sales"].total(), by.missing.total(), told.total.total()), (7, 7, 14));
        let read: Tally = serde_json::from_str(&serde_json::to_string(&told).unwrap()).unwrap();
        assert_eq!(read, told);
    }
}
