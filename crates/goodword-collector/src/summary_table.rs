//! A Summary as text that a person likes to read in a terminal.

mod bar;
mod line;
mod name;
mod sections;

use std::fmt::Write;

use goodword_core::columns::BadLine;
use goodword_core::ingest::undated;
use goodword_core::stats::Interval;
use goodword_core::summary::{DayFigures, Mean, RecommendFigures, Share};
use goodword_core::words::claim::Figure;
use goodword_core::words::number::{Measure, OF_FIVE, OF_TEN, count, decimal, percent, points};
use goodword_core::words::{self, doubt, quality};
use goodword_core::{Columns, Promise, Segment, Summary, Tally};

use bar::{bar, whisker};
use line::{bars, line, section, tenths};

/// Days that are printed; the JSON has all.
const DAYS: usize = 31;
const EMPATHY: [&str; 5] = ["Strongly disagree", "Disagree", "Neither", "Agree", "Strongly agree"];

/// The whole table, each line with its line feed.
pub fn print(summary: &Summary) -> String {
    let mut out = head(summary);
    recommend(&mut out, summary);
    empathy(&mut out, summary);
    promise(&mut out, summary);
    days(&mut out, &summary.days);
    sections::sections(&mut out, summary);
    line(&mut out, &format!("\n{} % ranges. {}", decimal(summary.level * 100.0, 0), words::CHANCE));
    out
}

/// One line for each bad line that was kept, and how many more there are. Empty when all were good.
pub fn bad_lines(columns: &Columns) -> String {
    let mut out = String::new();
    for bad in columns.bad() {
        line(&mut out, &bad_line(columns, bad));
    }
    let listed = u64::try_from(columns.bad().len()).unwrap_or(u64::MAX);
    let more = columns.bad_lines().saturating_sub(listed);
    if more > 0 {
        line(&mut out, &format!("and {}", words::plural(more, "more bad line", "more bad lines")));
    }
    out
}

/// What a person should know before believing the figures; empty when there is nothing.
pub fn doubts(summary: &Summary) -> String {
    let mut out = String::new();
    if let Some(sentence) = doubt::several_surveys(&summary.surveys) {
        let first = summary.surveys.keys().next().map_or("", String::as_str);
        line(&mut out, &format!("{sentence}; --survey {first} counts one"));
    }
    if let Some(sentence) = undated(summary.undated()) {
        line(
            &mut out,
            &format!("{sentence}; --dated yes leaves {} out", if summary.undated() == 1 { "it" } else { "them" }),
        );
    }
    out
}

/// How many are doubtful, and of how many it is known who gave them, with the option that keeps to the others.
pub fn judged(tally: &Tally) -> String {
    let of = |segment: &Segment| {
        let counts = tally.by.get(segment);
        counts.into_iter().flat_map(|counts| counts.values.iter().map(|(value, cube)| (value.as_str(), cube.total())))
    };
    let doubtful =
        quality::doubtful(of(&Segment::Quality)).map(|sentence| sentence + "; --where quality= leaves them out");
    let identity = quality::identity(of(&Segment::Identity))
        .map(|sentence| sentence + "; --where identity=signed --where identity=invited keeps to the proven");
    let mut out = String::new();
    doubtful.into_iter().chain(identity).for_each(|sentence| line(&mut out, &sentence));
    out
}

fn bad_line(columns: &Columns, bad: &BadLine) -> String {
    let source = columns.sources().get(bad.source).map_or("", String::as_str);
    format!("{source}:{}: {}", bad.number, bad.reason)
}

fn head(summary: &Summary) -> String {
    let mut out = String::new();
    let surveys: Vec<_> = match summary.surveys.len() {
        0 | 1 => summary.surveys.keys().cloned().collect(),
        _ => summary.surveys.iter().map(|(name, n)| format!("{name} ({})", count(*n))).collect(),
    };
    let parts = [surveys.join(", "), words::period(summary).unwrap_or_default()];
    let title: Vec<_> = parts.into_iter().filter(|part| !part.is_empty()).collect();
    if !title.is_empty() {
        line(&mut out, &title.join(" · "));
    }
    line(&mut out, &words::read(summary).text);
    let comments = words::plural(summary.comments, "comment", "comments");
    line(&mut out, &format!("{} went to the end; {comments}.", count(summary.complete)));
    out
}

fn recommend(out: &mut String, summary: &Summary) {
    let figures = &summary.recommend;
    section(out, &format!("Would recommend: {}", words::recommend(figures)));
    if !figures.few.too_few {
        figure(out, "NPS", figures.nps, figures.interval, figures.n);
        mean(out, Figure::Recommend, &figures.mean, OF_TEN);
    }
    if figures.n > 0 {
        groups(out, figures);
        let labels: Vec<_> = (0..=10).map(|score| score.to_string()).collect();
        bars(out, labels.iter().map(String::as_str).zip(figures.histogram));
    }
    if let Some(sentence) = words::funnel::needed(figures) {
        line(out, &format!("  {sentence}"));
    }
}

fn groups(out: &mut String, figures: &RecommendFigures) {
    let groups = [
        ("promoters (9-10)", figures.promoters),
        ("passives (7-8)", figures.passives),
        ("detractors (0-6)", figures.detractors),
    ];
    for (name, n) in groups {
        let share = Share::of(n, figures.n).share.map_or_else(String::new, tenths);
        line(out, &format!("  {name:<18}{:>9}  {share:>7}", count(n)));
    }
}

fn empathy(out: &mut String, summary: &Summary) {
    let figures = &summary.empathy;
    section(out, &format!("Empathy: {}", words::empathy(figures)));
    if !figures.few.too_few {
        mean(out, Figure::Empathy, &figures.mean, OF_FIVE);
    }
    if figures.n > 0 {
        bars(out, EMPATHY.into_iter().zip(figures.counts));
    }
}

fn promise(out: &mut String, summary: &Summary) {
    let figures = &summary.promise;
    section(out, &format!("Promises: {}", words::kept(figures)));
    if figures.n == 0 {
        return;
    }
    if !figures.broken.few.too_few {
        line(out, &format!("  {}", words::broken(figures)));
    }
    line(out, &format!("  {}", words::no_promise(figures)));
    let most = figures.shares.iter().map(|share| share.count).max().unwrap_or(0);
    for share in &figures.shares {
        let label = match share.state {
            Promise::Broken => "Broken",
            Promise::Kept => "Kept",
            Promise::Exceeded => "Exceeded",
            Promise::None => "None was made",
        };
        let range = share
            .interval
            .filter(|_| !figures.few.too_few)
            .map_or_else(String::new, |range| format!("  {} to {}", decimal(range.low * 100.0, 1), tenths(range.high)));
        let shown = share.share.map_or_else(String::new, tenths);
        let bar = bar(share.count, most);
        line(out, &format!("  {label:<18}{bar}{:>9}  {shown:>7}{range}", count(share.count)));
    }
}

fn figure(out: &mut String, name: &str, value: Option<f64>, range: Option<Interval>, n: u64) {
    let value = value.map_or_else(String::new, |value| decimal(value, 2));
    let range = range
        .map_or_else(String::new, |range| format!("{:>8} to {:>6}", decimal(range.low, 2), decimal(range.high, 2)));
    line(out, &format!("  {name:<18}{value:>9}{range:<20}  n {}", count(n)));
}

fn mean(out: &mut String, of: Figure, mean: &Mean, measure: Measure) {
    match mean.sd.filter(|_| mean.interval.is_some()) {
        None => line(out, &format!("  {}", words::mean(of, mean, measure))),
        Some(sd) => {
            figure(out, "mean", mean.mean, mean.interval, mean.n);
            line(out, &format!("  {:<18}{:>9}", "standard deviation", decimal(sd, 2)));
        }
    }
}

fn days(out: &mut String, days: &[DayFigures]) {
    if days.len() < 2 {
        return;
    }
    let skipped = days.len().saturating_sub(DAYS);
    section(out, "NPS by day, and promises kept");
    if skipped > 0 {
        line(out, &format!("  the last {DAYS} of {} days; the JSON has all", days.len()));
    }
    line(out, &format!("  {:<12}{:>7}  -100{:^33}+100  {:>5}{:>8}", "", "answers", "0", "NPS", "kept"));
    for day in days.iter().skip(skipped) {
        line(out, &day_line(day));
    }
}

fn day_line(day: &DayFigures) -> String {
    let mut text = format!("  {:<12}{:>7}  ", day.day.to_string(), count(day.n));
    let shown = !day.few.too_few;
    let range = day.nps.zip(day.interval).filter(|_| shown);
    let nps = day.nps.filter(|_| shown).map_or_else(String::new, points);
    let kept = day.kept.share.filter(|_| !day.kept.few.too_few).map_or_else(String::new, percent);
    let few = match (day.few.too_few, day.few.few) {
        (true, _) => "  too few for a score",
        (_, true) => "  few",
        _ => "",
    };
    // Writing to a String does not fail.
    let _ = write!(text, "{}  {nps:>5}{kept:>8}{few}", whisker(range));
    text
}

#[cfg(test)]
mod tests {
    use goodword_core::{Reader, Zone};

    use super::*;

    fn columns(source: &[u8]) -> Columns {
        let mut columns = Columns::new();
        columns.source("small.ndjson");
        let mut reader = Reader::records();
        reader.push(source, &mut |line| columns.read(line));
        reader.finish(&mut |line| columns.read(line));
        columns.dedupe();
        columns
    }

    fn table(source: &[u8]) -> String {
        print(&Summary::of(&columns(source).tally(&Zone::utc())))
    }

    const SMALL: &[u8] = include_bytes!("../../goodword-core/tests/data/small.ndjson");

    #[test]
    fn a_small_file_as_a_whole() {
        insta::assert_snapshot!(table(SMALL));
    }

    #[test]
    fn nothing_and_too_few_show_no_score() {
        assert!(table(b"").contains("Would recommend: Nobody has answered this yet.\n"));
        let four: Vec<u8> = SMALL.split_inclusive(|byte| *byte == b'\n').take(4).flatten().copied().collect();
        let table = table(&four);
        assert!(table.contains("so far: too few for a score."), "{table}");
        assert!(!table.contains("\n  NPS ") && !table.contains("mean"), "{table}");
    }

    #[test]
    fn every_line_ends_and_none_ends_in_blanks() {
        let table = table(SMALL);
        assert!(table.ends_with('\n') && table.lines().all(|line| line.trim_end() == line), "{table}");
    }

    #[test]
    fn bad_lines_are_told_where_they_are() {
        let text = bad_lines(&columns(SMALL));
        assert_eq!(text.lines().count(), 2, "{text}");
        assert!(text.starts_with("small.ndjson:6: This must be one JSON object\n"), "{text}");
        let many = bad_lines(&columns("7\n".repeat(1_002).as_bytes()));
        assert!(many.ends_with("small.ndjson:1000: This must be one JSON object\nand 2 more bad lines\n"), "{many}");
    }
}
