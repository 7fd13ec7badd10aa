//! What a message says to a person, in plain text.

use std::fmt::Write;

use goodword_core::{Response, Timestamp, Value};

use super::content::{About, Content};
use super::figures::WeekFigures;
use crate::store::Event;
use crate::summary_table;

/// A subject, and what stands below it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Text {
    pub(super) subject: String,
    pub(super) body: String,
}

impl Text {
    /// With a link to the results view, where the world reaches it.
    pub(super) fn of(content: &Content, public_url: Option<&str>) -> Self {
        let (told, body) = match &content.about {
            About::Response(response, _) => (title(content), answers(response)),
            About::Change(change) => (change.sentence.clone(), change_body(&change.period, &change.before)),
            About::Week(week) => (format!("{} responses in {}", week.summary.responses, week.period), week_body(week)),
        };
        let link = public_url.map(|url| format!("\n{url}/results\n")).unwrap_or_default();
        Self { subject: format!("{}: {told}", content.survey), body: body + &link }
    }
}

fn title(content: &Content) -> String {
    let attention = content.attention();
    let title = match content.event {
        Event::FollowUpDue => "a promised answer falls due within the hour",
        Event::FollowUpLate => "a promised answer is late",
        _ if attention.broken_promise && attention.contact => "a promise was broken, and an answer is asked for",
        _ if attention.broken_promise => "a promise was broken",
        _ if attention.contact => "an answer is asked for",
        _ if attention.detractor => "somebody would not recommend you",
        _ => "a response",
    };
    title.to_owned()
}

/// One answer on a line; what visitors wrote stands behind its name, whatever it is.
fn answers(response: &Response) -> String {
    let mut out = String::new();
    let answers = &response.answers;
    line(&mut out, "Promise", answers.promise.map(|promise| promise.as_str().to_owned()));
    line(&mut out, "Recommend", answers.recommend.map(|score| format!("{} of 10", score.score())));
    line(&mut out, "Felt understood", answers.empathy.map(|score| format!("{} of 5", score.score())));
    line(&mut out, "Comment", answers.comment.as_ref().map(|comment| comment.as_str().to_owned()));
    for (question, value) in &answers.other {
        line(&mut out, question.as_str(), Some(written(value)));
    }
    for (field, value) in &response.fields {
        line(&mut out, field.as_str(), Some(written(value)));
    }
    let follow_up = response.follow_up.as_ref();
    line(&mut out, "Contact", follow_up.and_then(|asked| asked.contact.clone()));
    let due = follow_up.and_then(|asked| asked.due_at.as_ref());
    line(&mut out, "Answer promised by", due.map(|due| due.as_str().to_owned()));
    line(&mut out, "Page", response.context.as_ref().and_then(|context| context.url.clone()));
    line(&mut out, "Received", response.received_at.as_ref().map(|at: &Timestamp| at.as_str().to_owned()));
    line(&mut out, "Id", Some(response.id.to_text()));
    out
}

fn line(out: &mut String, name: &str, value: Option<String>) {
    if let Some(value) = value {
        // A line of a comment must not look like one of ours.
        let _ = writeln!(out, "{name}: {}", value.replace('\n', "\n  "));
    }
}

fn written(value: &Value) -> String {
    match value {
        Value::Text(text) => text.clone(),
        Value::List(list) => list.join(", "),
        Value::Bool(truth) => truth.to_string(),
        Value::Whole(number) => number.to_string(),
        Value::Number(raw) => raw.get().to_owned(),
    }
}

fn change_body(period: &str, before: &str) -> String {
    format!(
        "This is {period} so far less {before}, by days of UTC. The range at every look holds however often one looks, so\n\
         this is told once, and by chance in one month of twenty at most.\n"
    )
}

fn week_body(week: &WeekFigures) -> String {
    format!("{}, beside {}.\n\n{}", week.period, week.before, summary_table::print(&week.summary))
}

#[cfg(test)]
mod tests {
    use goodword_core::{Day, Tally, Zone};

    use super::*;
    use crate::notify::figures;

    fn tally() -> Tally {
        let (mut tally, zone) = (Tally::new(&Zone::utc()), Zone::utc());
        let days = [("2026-02-10", 9), ("2026-03-03", 3), ("2026-03-10", 2)];
        for (day, score) in days.iter().flat_map(|day| std::iter::repeat_n(day, 80)) {
            let text = format!(
                r#"{{"id":"0199f1c2-7c5e-7b3a-9d10-3f6d8a2b4c11","survey":"s","submitted_at":"{day}T12:00:00Z","answers":{{"recommend":{score}}}}}"#
            );
            tally.push(&Response::parse(&text).unwrap(), &zone);
        }
        tally
    }

    fn text(event: Event, about: About) -> Text {
        let content = Content { event, survey: "support".to_owned(), made_at: Timestamp::from_unix_ms(0), about };
        Text::of(&content, Some("https://feedback.shop.example"))
    }

    #[test]
    fn the_week_is_told_with_its_ranges_beside_the_week_before() {
        let week = figures::week(&tally(), "support", Day::parse("2026-03-18").unwrap()).unwrap();
        let Text { subject, body } = text(Event::Digest, About::Week(week.into()));
        assert_eq!(subject, "support: 80 responses in 2026-W11");
        for told in ["2026-W11, beside 2026-W10.", "95 % ranges", "-100", "https://feedback.shop.example/results"] {
            assert!(body.contains(told), "{told}: {body}");
        }
    }

    #[test]
    fn a_change_is_told_in_a_sentence_with_both_ranges() {
        let changes = figures::changes(&tally(), "support", Day::parse("2026-03-18").unwrap());
        let [change] = changes.try_into().unwrap();
        let Text { subject, body } = text(Event::Signal, About::Change(Box::new(change)));
        assert!(subject.starts_with("support: NPS: -200 points (") && subject.contains("at every look"), "{subject}");
        assert!(body.starts_with("This is 2026-03 so far less 2026-02"), "{body}");
    }
}
