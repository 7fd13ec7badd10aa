//! What can be counted instead of timed, so that no noise moves it: the instructions of a reading. A count that is off by more
//! than a little, up or down, is to be looked at, and then written here.

mod meter;
mod native;
mod wasm;

use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::Result;

use super::tally::Tally;
use crate::bench::mixed;
use crate::shell::{run, say};
use crate::workspace::Workspace;

/// The name by which a filter finds them.
const NAME: &str = "counts";
/// So many responses are read.
const RESPONSES: u64 = 10_000;
/// How far a count may be off, in hundredths.
const LEEWAY: u64 = 3;

/// Something that is counted for each of the responses.
#[derive(Debug, Clone, Copy)]
struct Limit {
    what: &'static str,
    instructions: u64,
}

/// From the bytes of a file to its columns, natively, without what the C library does.
const NATIVE_READING: Limit = Limit { what: "native reading", instructions: 7_178 };
/// From the columns to the text of a Summary, natively, without what the C library does.
const NATIVE_SUMMARY: Limit = Limit { what: "native Summary", instructions: 5_047 };
/// Both, as the site's reader has it.
const WASM_READING: Limit = Limit { what: "wasm reading and Summary", instructions: 45_259 };

/// Counts the instructions of the native reader, by callgrind.
pub fn native(workspace: &Workspace, filter: Option<&str>) -> Result<Tally> {
    if is_left_out(filter) {
        return Ok(Tally::default());
    }
    say("counting the native reader's instructions");
    let (reading, summary) = native::count(workspace, &file(workspace)?)?;
    let mut tally = judged(NATIVE_READING, reading / RESPONSES);
    tally += judged(NATIVE_SUMMARY, summary / RESPONSES);
    Ok(tally)
}

/// Counts the instructions that the site's reader executes.
pub fn wasm(workspace: &Workspace, site: &Path, filter: Option<&str>) -> Result<Tally> {
    if is_left_out(filter) {
        return Ok(Tally::default());
    }
    say("counting the site's reader's instructions");
    Ok(judged(WASM_READING, wasm::count(workspace, site, &file(workspace)?)? / RESPONSES))
}

fn is_left_out(filter: Option<&str>) -> bool {
    filter.is_some_and(|filter| !NAME.contains(filter))
}

/// Mixed responses, the same each time.
fn file(workspace: &Workspace) -> Result<PathBuf> {
    let folder = workspace.target.join("counts");
    fs::create_dir_all(&folder)?;
    let (made, mixed) = (folder.join("made-up.ndjson"), folder.join("mixed.ndjson"));
    let mut goodword = Command::new(workspace.target.join("debug/goodword"));
    run(goodword.args(["seed", &RESPONSES.to_string()]).stdout(File::create(&made)?))?;
    mixed::mix(&made, &mixed)?;
    Ok(mixed)
}

fn judged(limit: Limit, found: u64) -> Tally {
    let Limit { what, instructions } = limit;
    println!("{what}: {found} instructions a response, and {instructions} are written down");
    let verdict = is_near(limit, found).then_some(()).ok_or_else(|| {
        format!(
            "{found} instructions a response instead of {instructions}: if that is meant, write it into {}",
            file!()
        )
    });
    Tally::one(&format!("{NAME}::{}", what.replace(' ', "_")), verdict)
}

fn is_near(limit: Limit, found: u64) -> bool {
    found.abs_diff(limit.instructions) * 100 <= limit.instructions * LEEWAY
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_count_may_be_off_a_little_in_both_directions() {
        let limit = Limit { what: "x", instructions: 1_000 };
        assert_eq!([969, 970, 1_030, 1_031].map(|found| is_near(limit, found)), [false, true, true, false]);
    }
}
