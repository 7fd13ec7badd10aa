//! A source whose lines were read ahead says the same as one that is read line by line: every row, every bad line, every
//! doubt and note, whatever it is and wherever it is cut.

use goodword_core::ingest::Ingest;
use goodword_core::reader::Ahead;
use proptest::prelude::*;

use crate::made;

/// Everything a reading says.
fn said(source: &[u8], sizes: &[usize], ahead: bool) -> String {
    let mut ingest = Ingest::new(None);
    ingest.discover(8);
    ingest.open("source");
    let (mut rest, mut sizes) = (source, sizes.iter().cycle());
    while !rest.is_empty() {
        let (chunk, after) = rest.split_at(sizes.next().map_or(rest.len(), |size| rest.len().min(*size)));
        if ahead {
            ingest.push_ahead(chunk, Ahead::of(chunk));
        } else {
            ingest.push(chunk);
        }
        rest = after;
    }
    let report = ingest.close(None, None);
    let (mut columns, texts) = ingest.finish();
    columns.dedupe();
    let rows: Vec<_> = (0..columns.rows()).map(|at| format!("{:?}", columns.row(at))).collect();
    let bad: Vec<_> = columns.bad().iter().map(|bad| format!("{} {}", bad.number, bad.reason)).collect();
    format!("{report:?} {rows:#?} {bad:#?} {} {texts:?}", columns.superseded())
}

#[track_caller]
fn same(source: &[u8], sizes: &[usize]) {
    assert_eq!(said(source, sizes, true), said(source, &[], false), "{}", String::from_utf8_lossy(source));
}

/// A line of any kind that a file can hold, and how it ends.
fn line() -> impl Strategy<Value = Vec<u8>> {
    let odd: Vec<&[u8]> = vec![
        b"",
        b"  \t ",
        b"nonsense",
        b"{\"a\":1}",
        b"[",
        b"]",
        b"caf\xe9",
        "\u{feff}".as_bytes(),
        b"id,survey,submitted_at,recommend",
        b"{\"goodword_end\":{\"rows\":1}}",
    ];
    let windows = made::response().prop_map(|text| text.replace("\"}", "\",\"later\":\"\u{1}\"}").into_bytes());
    let latin = made::response().prop_map(|text| {
        let mut bytes = text.into_bytes();
        bytes.pop();
        bytes.extend(b",\"later\":\"caf\xe9\"}");
        bytes
    });
    let comma = made::response().prop_map(|text| format!("{text},").into_bytes());
    let blank = made::response().prop_map(|text| format!(" \t{text} ").into_bytes());
    prop_oneof![
        8 => made::response().prop_map(String::into_bytes),
        1 => blank,
        1 => comma,
        1 => windows,
        1 => latin,
        2 => prop::sample::select(odd).prop_map(<[u8]>::to_vec),
    ]
}

fn source() -> impl Strategy<Value = Vec<u8>> {
    let ends = prop::sample::select(vec!["\n", "\n", "\r\n", "\r"]);
    (prop::collection::vec(line(), 0..12), ends, any::<bool>()).prop_map(|(lines, end, ended)| {
        let mut bytes = lines.join(end.as_bytes());
        if ended {
            bytes.extend(end.as_bytes());
        }
        bytes
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1_000))]

    #[test]
    fn nothing_is_read_otherwise_ahead(source in source(), sizes in prop::collection::vec(1_usize..2_000, 1..4)) {
        same(&source, &sizes);
        same(&source, &[]);
    }
}

#[test]
fn text_of_sixteen_bits_is_not_taken_for_lines() {
    let one = made::text(1, "s", "2026-03-14T09:26:53.000Z", "\"recommend\":9", "");
    let wide: Vec<u8> = format!("\u{feff}{one}\n{one}\n").encode_utf16().flat_map(u16::to_le_bytes).collect();
    same(&wide, &[]);
    same(&wide, &[100]);
}
