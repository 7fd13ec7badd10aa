//! Any two things beside each other: rows are counted here, and figures made by a program that is loaded for it.

use goodword_core::Problem;
use goodword_core::cross::{Axis, ScaleQuestion};

use super::archive::Archive;
use super::chunk::Unavailable;
use super::cross_chunk;
use super::failure::Failure;
use super::protocol::CrossQuery;
use super::selection::Selection;
use super::time_slice::{ROWS, TimeSlice};

/// Counts; nothing when nobody wants it any more. What was found is JSON.
pub async fn found(
    archive: &Archive,
    query: &CrossQuery,
    time_slice: &TimeSlice,
    wanted: &impl Fn() -> bool,
) -> Result<Option<String>, Failure> {
    let counts = counts(archive, query, time_slice, wanted).await.map_err(|_| Failure::Unkept)?;
    let Some(counts) = counts else { return Ok(None) };
    cross_chunk::found(&counts).await.map_err(|reason| match reason {
        Unavailable::Unloaded | Unavailable::Refused(_) => Failure::Reader,
    })
}

async fn counts(
    archive: &Archive,
    query: &CrossQuery,
    time_slice: &TimeSlice,
    wanted: &impl Fn() -> bool,
) -> Result<Option<String>, Problem> {
    let selection = Selection::read(&query.selection)?;
    let (by, across) = (Axis::parse(&query.by)?, query.across.as_deref().map(Axis::parse).transpose()?);
    let of = query.of.as_deref().map(ScaleQuestion::parse).transpose()?;
    let mut builder =
        archive.columns.cross_builder(&selection.filter, &by, across.as_ref(), of.as_ref(), &archive.zone)?;
    while builder.count(ROWS) {
        time_slice.rest().await;
        if !wanted() {
            return Ok(None);
        }
    }
    Ok(serde_json::to_string(&(builder.finish(), &archive.facets.labels)).ok())
}
