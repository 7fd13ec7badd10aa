//! `goodword report`: one page that stands for itself and says what the Summary of the same files says.

use std::collections::BTreeSet;
use std::fs;

use goodword_collector::report::{self, Content};
use goodword_core::Summary;
use goodword_core::summary::{RecommendFigures, Share};
use serde_json::{Value, json};
use tempfile::TempDir;

use crate::collector::{id, response};
use crate::program::{run, stdout};

/// What visitors might write to harm whoever opens the report.
const HOSTILE: [&str; 5] = [
    "</p></section><script>alert(1)</script>",
    "<img src=x onerror=alert(1)> & \"quoted\" 'too'",
    "</style></title><!-- ",
    "שלום, זה <b>טוב</b> \u{202e}gnp.exe",
    "مرحبا ١٢٣",
];
/// Everything that the page is made of.
const ELEMENTS: [&str; 36] = [
    "html", "head", "meta", "title", "style", "body", "main", "header", "footer", "div", "section", "h1", "h2", "p",
    "span", "b", "time", "code", "ol", "li", "details", "summary", "table", "caption", "thead", "tbody", "tr", "th",
    "td", "svg", "rect", "line", "path", "circle", "text", "!DOCTYPE",
];

fn lines(n: u64) -> String {
    (0..n).map(|at| line(at).to_string() + "\n").collect()
}

fn line(at: u64) -> Value {
    fn pick<'a>(at: u64, of: &[&'a str]) -> &'a str {
        of[usize::try_from(at).unwrap() % of.len()]
    }
    let mut line = response(&id(at));
    line["submitted_at"] = format!("2026-03-{:02}T09:26:53Z", 1 + at % 28).into();
    line["answers"] = json!({
        "empathy": 1 + at * 7 % 5,
        "promise": pick(at, &["broken", "kept", "kept", "exceeded"]),
        "recommend": at * 5 % 11,
        "city": pick(at, &["<i>Bonn</i>", "Kyiv"]),
    });
    line["context"] =
        json!({"device": pick(at, &["mobile", "desktop"]), "url": "https://shop.example/\"><script>/done"});
    if at < 10 {
        line["answers"]["comment"] = pick(at, &HOSTILE).into();
    }
    line
}

fn folder(lines: &str) -> TempDir {
    let folder = TempDir::new().unwrap();
    fs::write(folder.path().join("answers.ndjson"), lines).unwrap();
    folder
}

fn report(lines: &str, arguments: &[&str]) -> String {
    let folder = folder(lines);
    let all = [&["report", "answers.ndjson", "--out", "report.html"], arguments].concat();
    let output = run(folder.path(), &all);
    assert_eq!(output.stdout, b"", "{output:?}");
    fs::read_to_string(folder.path().join("report.html")).unwrap()
}

/// The page but for its style sheet, which is the view's.
fn unstyled(page: &str) -> String {
    let (before, rest) = page.split_once("<style>").unwrap();
    let (style, after) = rest.split_once("</style>").unwrap();
    assert!(!style.contains(":host") && !style.contains('<'), "{style}");
    let (policy, rest) = before.split_once("'sha256-").unwrap();
    format!("{policy}'sha256-…{}<style>…</style>{after}", rest.split_once('\'').unwrap().1).replace("><", ">\n<")
}

#[test]
fn a_small_report_as_a_whole() {
    insta::assert_snapshot!(unstyled(&report(&lines(60), &["--tz", "Europe/Berlin"])));
}

#[test]
fn what_visitors_wrote_is_words_and_nothing_else() {
    let page = report(&lines(60), &[]);
    let page = unstyled(&page);
    let opened = page.split('<').skip(1).map(|tag| tag.trim_start_matches('/'));
    let names: BTreeSet<&str> = opened.map(|tag| tag.split([' ', '>', '\n']).next().unwrap()).collect();
    let unknown: Vec<_> = names.iter().filter(|name| !ELEMENTS.contains(name)).collect();
    assert!(unknown.is_empty(), "{unknown:?}");
    for written in [
        "&lt;script&gt;alert(1)&lt;/script&gt;",
        "onerror=alert(1)&gt; &amp; &quot;quoted&quot;",
        "&lt;i&gt;Bonn&lt;/i&gt;",
    ] {
        assert!(page.contains(written), "{written}");
    }
    // A text that runs from right to left, or turns others round, does so within itself.
    assert!(page.contains("<p class=\"said\" dir=\"auto\">שלום, זה &lt;b&gt;טוב&lt;/b&gt; \u{202e}gnp.exe</p>"));
    for reach in ["http://", "src=", "href=", "url(", "@import"] {
        let own = page.replace("https://shop.example", "").replace("src=x", "");
        assert!(!own.contains(reach), "{reach}");
    }
}

#[test]
fn nothing_few_and_extreme_piles_have_no_number_that_is_none() {
    let alike: String = (0..40)
        .map(|at| {
            let mut line = line(at);
            line["answers"] = json!({"recommend": 10, "promise": "broken", "empathy": 5});
            line.to_string() + "\n"
        })
        .collect();
    for pile in [String::new(), lines(1), lines(4), lines(12), alike] {
        let page = unstyled(&report(&pile, &[]));
        for none in ["NaN", "inf", "null", "-0 ", "None"] {
            assert!(!page.contains(none), "{none} in {page}");
        }
    }
}

/// The numbers of a text, with how many decimals each is written.
fn numbers(text: &str) -> Vec<(f64, usize)> {
    // A pile of days ends, in words, with its last day; in the Summary with the first that is no part of it.
    let plain = text.split_whitespace().filter(|word| !word.contains("2026-")).collect::<Vec<_>>().join(" ");
    let words = plain.split(|letter: char| !(letter.is_ascii_digit() || letter == '.' || letter == ','));
    let words = words.map(|word| word.trim_matches(['.', ',']).replace(',', "")).filter(|word| !word.is_empty());
    let number =
        |word: String| Some((word.parse().ok()?, word.split_once('.').map_or(0, |(_, decimals)| decimals.len())));
    words.filter_map(number).collect()
}

/// Every number of a JSON value, those in its texts and the indices of its lists too: a score is the place of its count.
fn known(value: &Value, into: &mut Vec<f64>) {
    match value {
        Value::Number(number) => into.push(number.as_f64().unwrap()),
        Value::String(text) => into.extend(numbers(text).into_iter().map(|(number, _)| number)),
        Value::Array(list) => list.iter().for_each(|value| known(value, into)),
        Value::Object(fields) => fields.iter().for_each(|(name, value)| {
            into.extend(numbers(name).into_iter().map(|(number, _)| number));
            known(value, into);
        }),
        Value::Null | Value::Bool(_) => {}
    }
}

/// Of each card its name, and the texts of its figure, its finding, and what stands below them.
fn told(page: &str) -> Vec<(&str, String)> {
    let card = |section: &'_ str| {
        let texts = [("<p class=\"figure\"", "</p>"), ("<h2 ", "</h2>"), ("<div class=\"says\">", "</div>")];
        let inner = texts.iter().filter_map(|(open, close)| section.split_once(open)?.1.split_once(close));
        let text = |(inner, _): (&str, &str)| {
            format!("<{inner}")
                .split('<')
                .filter_map(|part| Some(part.split_once('>')?.1))
                .collect::<Vec<_>>()
                .join(" ")
        };
        inner.map(text).collect::<Vec<_>>().join(" ")
    };
    let cards = page.split("<section class=\"card at-").skip(1).filter(|section| !section.starts_with("comments"));
    cards.map(|section| (section.split_once('"').unwrap().0, card(section))).collect()
}

/// The parts of the Summary that a card tells of.
fn parts(card: &str) -> &'static [&'static str] {
    match card {
        "nps" => &["recommend", "comparison"],
        "promise" => &["promise", "comparison"],
        "empathy" => &["empathy", "comparison"],
        "recommend" => &["recommend"],
        "asymmetry" => &["asymmetry"],
        "trend" => &["trends"],
        "comparison" => &["comparison"],
        "together" => &["together"],
        "segments" => &["segments", "segments_adjusted"],
        "way" => &["paradata"],
        "question" => &["questions"],
        other => panic!("{other} is not known"),
    }
}

/// Numbers of the words themselves: of ranges, scores and shares, and how many points a chart needs.
const OF_THE_WORDS: [f64; 12] = [0.0, 1.0, 5.0, 6.0, 7.0, 8.0, 9.0, 10.0, 12.0, 20.0, 95.0, 100.0];

/// The Summary that the command below a report prints.
fn summary_of(page: &str, lines: &str) -> (String, String) {
    let command = page.split_once("<code>").unwrap().1.split_once("</code>").unwrap().0;
    let words: Vec<_> = command.split(' ').skip(1).map(|word| word.trim_matches('\'')).chain(["--json"]).collect();
    (command.to_owned(), stdout(folder(lines).path(), &words))
}

#[test]
fn the_page_is_made_of_the_summary_and_of_nothing_else() {
    let silent: String = lines(300).lines().skip(10).map(|line| line.to_owned() + "\n").collect();
    let page = report(&silent, &["--compare", "device=mobile", "device=desktop"]);
    let (command, json) = summary_of(&page, &silent);
    let summary: Summary = serde_json::from_str(&json).unwrap();
    let again = report::page(&Content { summary: &summary, labels: &[], comments: Vec::new(), command });
    assert_eq!(page, again);
}

#[test]
fn every_number_that_is_told_stands_in_the_summary_of_the_same_file() {
    let page = report(&lines(900), &[]);
    let summary: Value = serde_json::from_str(&summary_of(&page, &lines(900)).1).unwrap();
    let (told, mut count) = (told(&page), 0);
    for (card, text) in &told {
        let mut all = OF_THE_WORDS.to_vec();
        for part in parts(card) {
            known(&summary[part], &mut all);
        }
        // Of the groups of scores the Summary has the counts alone.
        let recommend: RecommendFigures = serde_json::from_value(summary["recommend"].clone()).unwrap();
        for group in [recommend.promoters, recommend.detractors] {
            let share = Share::of(group, recommend.n);
            all.extend(share.share.into_iter().chain(share.interval.iter().flat_map(|range| [range.low, range.high])));
        }
        let rounded = |value: f64, decimals: usize| format!("{:.decimals$}", value.abs());
        for (number, decimals) in numbers(text) {
            let written = format!("{number:.decimals$}");
            let is_known =
                |value: &f64| [*value, 100.0 * value].iter().any(|value| rounded(*value, decimals) == written);
            assert!(all.iter().any(is_known), "{written} in {card}: {text}");
            count += 1;
        }
    }
    assert!(told.len() > 10 && count > 120, "{count} numbers of {} cards", told.len());
}

#[test]
fn the_command_below_it_gives_the_figures_of_the_filter() {
    let page = report(&lines(60), &["--where", "device=mobile", "--tz", "Europe/Berlin"]);
    let expect = "<code>goodword summarize answers.ndjson --tz Europe/Berlin --where 'device=mobile' --by ";
    assert!(page.contains(expect), "{}", page.split_once("<code>").unwrap().1);
    assert!(page.contains("30 of 60 responses"));
}

#[test]
fn what_is_doubtful_is_told_before_the_figures() {
    let doubted = |at: u64| {
        let mut line = line(at);
        line["quality"] = ["fast", "honeypot"][usize::try_from(at % 2).unwrap()].into();
        line.to_string() + "\n"
    };
    let page = report(&((0..3).map(doubted).collect::<String>() + "7\n"), &[]);
    let told = "<div class=\"notice\"><p>1 line holds no response and is not counted.</p><p>3 responses are doubtful: answered faster than anybody reads (2), filled in where no person sees a field (1).</p></div>";
    assert!(
        page.contains(told),
        "{}",
        page.split_once("class=\"notice\"").map_or("no notice", |(_, rest)| &rest[..400])
    );
}

#[test]
fn where_it_cannot_be_written_is_told() {
    let folder = folder(&lines(3));
    let output = run(folder.path(), &["report", "answers.ndjson", "--out", "no/where.html"]);
    let error = String::from_utf8(output.stderr).unwrap();
    assert!(!output.status.success() && error.contains("cannot write no/where.html"), "{error}");
    let page = stdout(folder.path(), &["report", "answers.ndjson", "--out", "-"]);
    assert!(page.starts_with("<!DOCTYPE html>") && page.ends_with("</html>\n"));
}
