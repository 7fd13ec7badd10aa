//! Counts that were published, as responses: the view, what is downloaded and the command line say the same of them.

use serde_json::Value;
use tempfile::TempDir;

use super::{choose, command, downloaded, figures, keep_downloads, take, view, write};
use crate::harness::{Root, Stage};

/// An airport's passengers in May 2017 (City and County of San Francisco, DataSF nnh5-5rwz): how many gave 0 to 10, and how
/// many gave no score.
const AIRPORT: ([u64; 11], u64) = ([17, 6, 8, 19, 18, 144, 130, 291, 677, 564, 872], 85);

/// Parcels with a promised day: how many gave 1 to 5 where it was broken, kept and exceeded.
const PARCELS: [(&str, [u64; 5]); 3] =
    [("broken", [192, 35, 33, 33, 51]), ("kept", [8, 3, 6, 21, 36]), ("exceeded", [333, 124, 397, 970, 2990])];

/// A response on each line with these answers.
fn lines(answers: impl Iterator<Item = String>) -> String {
    let line = |(at, answers): (usize, String)| {
        format!(
            r#"{{"id":"0199f1c2-7c5e-7b3a-9d10-{at:012x}","survey":"counts","submitted_at":"2017-05-14T12:00:00Z","answers":{{{answers}}}}}"#
        ) + "\n"
    };
    answers.enumerate().map(line).collect()
}

fn times(n: u64, answers: String) -> impl Iterator<Item = String> {
    std::iter::repeat_n(answers, usize::try_from(n).unwrap())
}

/// Reads the file, and gives the Summary that the view offers, which is that of the command line.
async fn summary(stage: &Stage, folder: &TempDir, view: &Root<'_>, name: &str, content: String) -> Value {
    let file = write(folder, name, content);
    choose(view, &[&file]).await;
    figures(stage, view).await;
    let told = command(view).await.replace(name, file.to_str().unwrap());
    let told: Vec<_> = told.split(' ').skip(1).collect();
    take(view, "Summary (JSON)").await;
    let summary = downloaded(stage, folder, "summary.json").await;
    assert_eq!(summary, stage.collector.tool(&told), "{told:?}");
    serde_json::from_str(&summary).unwrap()
}

#[track_caller]
fn near(figure: &Value, expect: f64) {
    let figure = figure.as_f64().unwrap();
    assert!((figure - expect).abs() < 0.005, "{figure} is not {expect}");
}

#[tokio::test]
async fn the_airport_is_recommended_as_was_published() {
    let (stage, folder) = (Stage::new().await, TempDir::new().unwrap());
    keep_downloads(&stage, &folder).await;
    let view = view(&stage).await;
    let (scores, none) = AIRPORT;
    let scored = (0..).zip(scores).flat_map(|(score, n)| times(n, format!(r#""recommend":{score}"#)));
    let answers = scored.chain(times(none, String::new()));
    let summary = summary(&stage, &folder, &view, "airport.ndjson", lines(answers)).await;
    let recommend = &summary["recommend"];
    assert_eq!((summary["responses"].as_u64(), recommend["n"].as_u64()), (Some(2831), Some(2746)));
    near(&recommend["nps"], 39.84);
    near(&recommend["interval"]["low"], 37.19);
    near(&recommend["interval"]["high"], 42.42);
    let said = view.texts(".at-nps").await.concat();
    assert!(said.contains("NPS 40, between 37 and 42, from 2,746 answers."), "{said}");
    assert!(said.contains("39.84, 95 % interval 37.19 to 42.42."), "{said}");
}

#[tokio::test]
async fn a_late_parcel_costs_more_than_an_early_one_gains() {
    let (stage, folder) = (Stage::new().await, TempDir::new().unwrap());
    keep_downloads(&stage, &folder).await;
    let view = view(&stage).await;
    let scores = |(promise, scores): (&'static str, [u64; 5])| {
        let one = move |(score, n)| times(n, format!(r#""promise":"{promise}","recommend":{score}"#));
        (1..).zip(scores).flat_map(one)
    };
    let answers = PARCELS.into_iter().flat_map(scores);
    let summary = summary(&stage, &folder, &view, "parcels.ndjson", lines(answers)).await;
    let figures = &summary["asymmetry"];
    near(&figures["loss"]["difference"], 1.83);
    near(&figures["gain"]["difference"], 0.28);
    near(&figures["asymmetry"]["difference"], 1.55);
    near(&figures["ratio"]["ratio"], 0.15);
    let said = view.texts(".at-asymmetry").await.concat();
    assert!(said.contains("Customers whose promise was broken scored 1.8 points lower (1.5 to 2.2)"), "{said}");
}
