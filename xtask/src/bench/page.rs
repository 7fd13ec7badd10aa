//! docs/bench.md: the table, the pictures, and how all of it was measured.

use std::fmt::Write;

use super::curves;
use super::part::{Bench, SHOWN};
use super::record::Record;
use super::rows;

const HEAD: &str = "# How it stands beside a floor, a limit and its peers

`cargo xtask bench` measures all of this and writes this page; `cargo xtask bench start` or `reading`, `native`, `growth`,
`acks` measures one part. Every figure is the median of rounds in which the contenders take turns, and every goal is a ratio to
something of the same run: milliseconds differ from machine to machine, ratios much less. All rounds stand in
[bench.json](bench.json). It does not run in CI, where only what noise cannot move is held against a limit.

";

const FOOT: &str = "
## How it is measured

- **The first question.** The demo shop with the survey at its top, in a browser of its own cache, as a phone has it (Chromium's
  own throttling: a processor four times slower, 1.6 Mbit/s, 150 ms) and as it is. Visible: the first frame in which an answer
  can be seen. Blocking: what tasks take beyond 50 ms each, until 2.5 s after that. The floor page is 60 lines by hand which
  paint one question and post its answer. Sentry's feedback form is bundled from `@sentry/browser`, PostHog's survey comes from
  the `array.js` and `surveys.js` of `posthog-js`; their servers are stood in for on the same machine. All bytes as brotli 11 has them.
- **A click.** From the event to the frame behind it, the median of ten clicks on answers in turn, on the slow processor.
- **Reading.** A file handed in as a person does, read in a worker; the first reading includes the start of the worker, a warm
  one is the best of those that follow it. Mixed: of 1,000 lines, 80 have another order of keys, unknown fields that look like
  ours, other spacing or escaped names, and one is broken. Plain JS: streamed lines, `JSON.parse`, the counts of a Summary.
  Blob read: all bytes, none of them looked at. DuckDB-WASM: `JSON.parse`, Arrow tables, SQL, because what reads JSON in it comes
  from another site at run time. All must find the same. Processors and memory: all processes of the browser, beyond the idle page.
- **Native.** The release build, from the start of the program to its figures; DuckDB from PyPI with all processors, its query alone.
- **Acknowledgements.** Clients that post one response after another over kept connections, a second at a time, by turns to the
  collector and to a handler that reads and validates the same and stores nothing. What was tried: [scale.md](scale.md).
";

/// The whole page.
pub fn page(record: &Record) -> String {
    let mut page = [HEAD, &table(record, &SHOWN)].concat();
    for (name, _) in curves::pictures(record) {
        let _ = writeln!(page, "\n![{}](pictures/{name})", curves::told(name));
    }
    page.push_str(FOOT);
    page.push_str(&machines(record));
    page
}

/// The rows of these parts, as Markdown.
pub fn table(record: &Record, parts: &[Bench]) -> String {
    let mut table =
        "| what | unit | limit, floor | others | Goodword | goal | reached |\n|---|---|---|---|---|---|---|\n"
            .to_owned();
    for part in parts {
        let Some(measured) = record.of(*part) else { continue };
        for row in rows::of(*part) {
            let Some(line) = row.line(&measured.figures) else { continue };
            let each =
                |of: fn(&(String, String, bool)) -> String| line.goals.iter().map(of).collect::<Vec<_>>().join("<br>");
            let goals = each(|(goal, _, _)| goal.clone());
            let reached =
                each(|(_, reached, held)| if *held { reached.clone() } else { format!("{reached}: **missed**") });
            let _ = writeln!(
                table,
                "| {} | {} | {} | {} | **{}** | {goals} | {reached} |",
                row.what, row.unit, line.floor, line.peers, line.ours
            );
        }
    }
    table
}

/// What each part was measured on.
fn machines(record: &Record) -> String {
    let mut told = String::from("\n## On which machine\n\n");
    for part in SHOWN {
        let Some(measured) = record.of(part) else { continue };
        let [before, after] = measured.load;
        let _ = writeln!(told, "- {part:?}: {}; load {before:.1} before, {after:.1} after.", measured.machine);
    }
    told
}
