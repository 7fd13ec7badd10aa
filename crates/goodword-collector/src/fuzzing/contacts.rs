//! Any bytes as people who are invited.

use crate::cli::invitation_table::Table;

/// Bytes as a table of people: what is taken comes back cell by cell, with a link in each row.
pub fn contacts(bytes: &[u8]) {
    let Ok(table) = Table::of(bytes) else { return };
    let links: Vec<_> = (0..table.rows()).map(|number| format!("https://a.example/s/b#proof={number}")).collect();
    let written = table.with(&links).unwrap();
    let read = |bytes: &[u8]| -> Vec<Vec<String>> {
        let mut reader = csv::ReaderBuilder::new().has_headers(false).from_reader(bytes);
        reader.records().map(|record| record.unwrap().iter().map(str::to_owned).collect()).collect()
    };
    let mut again = read(&written);
    let last: Vec<_> = again.iter_mut().map(|row| row.pop().unwrap()).collect();
    assert_eq!(last, [vec!["link".to_owned()], links].concat());
    let mut asked = read(bytes);
    let first = &mut asked[0][0];
    first.drain(..first.len() - first.trim_start_matches('\u{feff}').len());
    assert_eq!(again, asked, "{}", String::from_utf8_lossy(&written));
}
