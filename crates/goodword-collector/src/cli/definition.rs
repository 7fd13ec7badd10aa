//! The file that says what a survey asks.

use std::fs;
use std::path::Path;

use anyhow::{Context, anyhow};
use goodword_core::Survey;

/// Its text and what it says.
pub(super) fn read(file: &Path) -> anyhow::Result<(String, Survey)> {
    let name = file.display();
    let text = fs::read_to_string(file).with_context(|| format!("cannot read {name}"))?;
    let text = text.trim_start_matches('\u{feff}').to_owned();
    let survey = Survey::parse(&text).map_err(|problems| {
        let sentences: Vec<_> = problems.iter().map(ToString::to_string).collect();
        anyhow!("{name}: {}", sentences.join("; "))
    })?;
    Ok((text, survey))
}
