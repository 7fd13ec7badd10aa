//! Pages of stored responses.

use rusqlite::Rows;

use crate::store::Page;
use crate::store::page::BYTES;

/// A page of positions and bodies, full when its bytes are many.
pub(super) fn filled(mut rows: Rows<'_>) -> rusqlite::Result<Page> {
    let (mut page, mut bytes) = (Page::default(), 0);
    while bytes < BYTES
        && let Some(row) = rows.next()?
    {
        let body: String = row.get(1)?;
        bytes += body.len();
        page.bodies.push(body);
        page.last = row.get(0)?;
    }
    Ok(page)
}
