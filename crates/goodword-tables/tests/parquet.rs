//! Parquet files that `DuckDB`, pandas and pyarrow wrote (`data/make.py`), as CSV.

use goodword_core::{Ingest, Zone};
use goodword_tables::{Format, Table};
use proptest::prelude::*;

/// The file of that name.
macro_rules! fixture {
    ($name:literal) => {
        include_bytes!(concat!("data/", $name, ".parquet")).as_slice()
    };
}

fn open(bytes: &[u8]) -> Result<Table, String> {
    Format::Parquet.open(bytes.to_vec())
}

fn csv(bytes: &[u8]) -> Result<String, String> {
    let pieces = open(bytes)?.pieces().collect::<Result<Vec<_>, _>>()?;
    String::from_utf8(pieces.concat()).map_err(|_| "no UTF-8".to_owned())
}

#[test]
fn what_was_exported_comes_back_whole() {
    for bytes in [fixture!("duckdb-snappy"), fixture!("duckdb-gzip")] {
        let text = csv(bytes).unwrap();
        let mut ingest = Ingest::new(None);
        ingest.open("a.parquet");
        ingest.push(text.as_bytes());
        let report = ingest.close(None, None);
        assert!(report.doubts.is_empty() && report.left_out.is_none(), "{report:?}\n{text}");
        let (mut columns, _) = ingest.finish();
        columns.dedupe();
        let summary = columns.summary(&goodword_core::columns::Query::default(), &Zone::utc(), None).unwrap();
        assert_eq!((summary.responses, summary.bad, summary.comments), (2, 0, 1), "{text}");
        assert!(text.contains("\"[\"\"Speed\"\",\"\"Price\"\"]\"") && text.contains("answers.recommend"), "{text}");
    }
}

#[test]
fn a_table_of_pandas_is_read() {
    let expect = "When,\"Would you recommend us?\",\"Anything else?\",Plan\n\
                  \"2026-11-03 14:05:31.500\",9,\"très bien\",pro\n\
                  \"2026-11-04 09:00:00.000\",0,,free\n\
                  ,,\"späť\nund länger\",pro\n";
    assert_eq!(csv(fixture!("pandas-snappy")).unwrap(), expect);
    assert_eq!(csv(fixture!("pandas-plain")).unwrap(), expect);
}

#[test]
fn every_kind_of_value_is_written_or_left_out_by_name() {
    let expect = "truth,small,unsigned,long,huge,float,double,money,wide,day,clock,ms,us_utc,ns,text,letters,list,numbers,struct.a,struct.b.c\n\
                  true,-1,4294967295,9223372036854775807,18446744073709551615,0.1,2.5,-0.05,12345678901234567890.5,2026-11-03,14:05:31.589,\
                  \"2026-11-03 14:05:31.589\",2026-11-03T14:05:31.589Z,\"2026-11-03 14:05:31.589\",\"\",a,\"[\"\"a\"\",\"\"b\\\"\"\"\"]\",\"[1,2]\",1,x\n\
                  ,,,,,,,,,,,,,,,b,,,,\n";
    assert_eq!(csv(fixture!("kinds")).unwrap(), expect);
    let notes = open(fixture!("kinds")).unwrap().notes().join("");
    assert!(notes.starts_with("columns that cannot stand in a table are left out: bytes, nested"), "{notes}");
    assert_eq!(csv(fixture!("int96")).unwrap(), "ms\n\"2026-11-03 14:05:31.589\"\n\n");
    assert_eq!(csv(fixture!("uuid")).unwrap(), "id\n00000000-0000-0000-0000-000000000001\n");
}

#[test]
fn rows_go_on_over_groups_and_pages() {
    let text = csv(fixture!("many")).unwrap();
    let lines: Vec<_> = text.lines().collect();
    assert_eq!((lines.len(), lines[1], lines[2]), (3001, "0,\"[0]\"", "1,"));
    assert_eq!(lines[3000], "2999,");
}

#[test]
fn what_cannot_be_read_is_one_sentence() {
    let zstd = open(fixture!("duckdb-zstd")).err().unwrap();
    assert!(zstd.contains("compressed by Zstandard") && zstd.contains("COMPRESSION snappy"), "{zstd}");
    for bytes in [b"PAR1".as_slice(), b"PAR1PAR1", &fixture!("kinds")[..900], b"PK\x03\x04"] {
        assert!(open(bytes).err().unwrap().starts_with("this Parquet file cannot be read"));
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, ..ProptestConfig::default() })]
    #[test]
    fn damage_is_told_and_never_panics(at in any::<prop::sample::Index>(), byte in any::<u8>(), which in 0..3_usize) {
        let mut bytes = [fixture!("kinds"), fixture!("pandas-snappy"), fixture!("duckdb-gzip")][which].to_vec();
        let at = at.index(bytes.len());
        bytes[at] = byte;
        if let Err(reason) = csv(&bytes) {
            prop_assert!(!reason.is_empty());
        }
    }
}
