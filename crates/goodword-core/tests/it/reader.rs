//! Lines come out the same however the bytes are cut, and whatever they are.

use goodword_core::Response;
use goodword_core::reader::{ExportEnd, FileKind, Line, Reader, read};
use proptest::prelude::*;

use crate::made;

const TIME: &str = "2026-03-14T09:26:53Z";

fn good(id: u64) -> String {
    made::text(id, "s", TIME, r#""recommend":9,"comment":"é ] } , \" [""#, "")
}

fn cut(bytes: &[u8], sizes: &[usize]) -> (Vec<Line>, Reader) {
    let (mut reader, mut lines) = (Reader::new(), Vec::new());
    let mut rest = bytes;
    for size in sizes.iter().cycle() {
        let (chunk, after) = rest.split_at((*size).min(rest.len()));
        reader.push(chunk, &mut |line| lines.push(line));
        rest = after;
        if rest.is_empty() {
            break;
        }
    }
    reader.finish(&mut |line| lines.push(line));
    (lines, reader)
}

/// Number, place and what is wrong of each line; `ok` for a response.
fn told(source: &[u8]) -> Vec<(u64, u64, u32, String)> {
    let one = read(source);
    assert_eq!(cut(source, &[1]).0, one, "byte by byte: {}", String::from_utf8_lossy(source));
    assert_eq!(cut(source, &[2, 3]).0, one, "in small pieces: {}", String::from_utf8_lossy(source));
    one.into_iter()
        .map(|line| (line.number, line.offset, line.len, line.body.map_or_else(|reason| reason, |_| "ok".to_owned())))
        .collect()
}

#[track_caller]
fn check(source: &str, expect: &[(u64, &str)]) {
    let found = told(source.as_bytes());
    let found: Vec<_> = found.iter().map(|(number, _, _, reason)| (*number, reason.as_str())).collect();
    assert_eq!(found, expect, "{source}");
}

const INVALID: &str = "This is not valid JSON: EOF while parsing an object at line 1 column 1";
const NO_OBJECT: &str = "This must be one JSON object";
const CUT: &str = "The array ends before its closing bracket: the file was cut";
const MISSING: &str = "An element of the array is missing here";

#[test]
fn lines_are_numbered_as_an_editor_numbers_them() {
    let one = good(1);
    check(&one, &[(1, "ok")]);
    check(&format!("{one}\n{one}\n"), &[(1, "ok"), (2, "ok")]);
    check(&format!("\n \t\r\n{one}\r\n\r\n  {one}  \r\n\n"), &[(3, "ok"), (5, "ok")]);
    check(&format!("\u{feff}{one}\n{one}"), &[(1, "ok"), (2, "ok")]);
    check(&format!("\u{feff}\n\n{one}"), &[(3, "ok")]);
}

#[test]
fn a_bad_line_is_one_and_reading_goes_on() {
    let one = good(1);
    check(&format!("{one}\n{{\n{one}\n7\n{one}"), &[(1, "ok"), (2, INVALID), (3, "ok"), (4, NO_OBJECT), (5, "ok")]);
    let wrong = made::text(1, "s", TIME, r#""recommend":11,"empathy":"x""#, "");
    let reason =
        "answers.empathy must be a whole number from 1 to 5; answers.recommend must be a whole number from 0 to 10";
    check(&format!("{wrong}\n{one}"), &[(1, reason), (2, "ok")]);
}

#[test]
fn an_array_is_read_element_by_element() {
    let one = good(1);
    check("[]", &[]);
    check(" [ ] \n", &[]);
    check(&format!("[{one}]"), &[(1, "ok")]);
    check(&format!("\u{feff}\n [\n{one},\n\n  {one}\n]\n"), &[(1, "ok"), (2, "ok")]);
    check(
        &format!("[{},7,[1,[2]],\"a,]\",{one}]", one.replace(",\"", ",\n  \"")),
        &[(1, "ok"), (2, NO_OBJECT), (3, "This is a list; must be one JSON object"), (4, NO_OBJECT), (5, "ok")],
    );
}

#[test]
fn a_broken_element_that_balances_is_one_bad_line() {
    let one = good(1);
    for broken in [r#"{"id":]}"#, r#"{"id" "x"}"#, r"{id:1}", r#"{"a":[}]"#, r#""\"],""#, "{}}", "{'a':1}"] {
        let found = told(format!("[{one},{broken},{one}]").as_bytes());
        let good: Vec<_> = found.iter().map(|(number, .., reason)| (*number, reason == "ok")).collect();
        assert_eq!(good, [(1, true), (2, false), (3, true)], "{broken}: {found:?}");
    }
}

#[test]
fn what_is_wrong_with_the_array_itself_is_told_once() {
    let one = good(1);
    check("[", &[(1, CUT)]);
    check(&format!("[{one}"), &[(1, "ok"), (2, CUT)]);
    check(&format!("[{one},"), &[(1, "ok"), (2, CUT)]);
    check(&format!("[{one},{}", &one[..40]), &[(1, "ok"), (2, CUT)]);
    check(&format!("[{one},\"abc"), &[(1, "ok"), (2, CUT)]);
    check(&format!("[{one},]"), &[(1, "ok"), (2, MISSING)]);
    check(&format!("[,{one}]"), &[(1, MISSING), (2, "ok")]);
    check(&format!("[{one}] {one}\n{one}"), &[(1, "ok"), (2, "Something follows the closing bracket of the array")]);
}

#[test]
fn another_kind_of_file_is_one_fact() {
    let html = "This is an HTML page, not responses: the address may need a token, or be the wrong one";
    check("<!doctype html>\n<html>\n{}\n</html>", &[(1, html)]);
    check("\n\n  <html>", &[(1, html)]);
    let kind = |bytes: &[u8], kind: FileKind| {
        let length = u32::try_from(bytes.len()).unwrap();
        assert_eq!(told(bytes), [(1, 0, length, kind.reason())]);
    };
    kind(&[0x1F, 0x8B, 8, 0, 0, b'\n', 1], FileKind::Gzip);
    kind(b"PK\x03\x04\n{}\n{}\n", FileKind::Zip);
    kind(&[b"PAR1".as_slice(), &[b'\n'; 200]].concat(), FileKind::Parquet);
}

/// A CSV of three responses with these scores, written as a program writes it.
fn csv(separator: char, end: &str, comments: [&str; 3]) -> String {
    let row = |id: usize, comment: &str| {
        let id = format!("0199f1c2-7c5e-7b3a-9d10-{id:012x}");
        [&id, "s", TIME, "9", comment].join(&separator.to_string())
    };
    let head = ["id", "survey", "submitted_at", "answers.recommend", "answers.comment"].join(&separator.to_string());
    let rows = comments.iter().enumerate().map(|(at, comment)| row(at, comment));
    std::iter::once(head).chain(rows).map(|row| row + end).collect()
}

const FINE: [&str; 3] = ["fine", "good", "kind"];
const THREE: [(u64, &str); 3] = [(2, "ok"), (3, "ok"), (4, "ok")];

#[test]
fn a_csv_is_read_however_it_is_written() {
    for (separator, end) in
        [(',', "\n"), (',', "\r\n"), (';', "\r\n"), ('\t', "\n"), ('|', "\n"), (',', "\r"), (';', "\r")]
    {
        check(&csv(separator, end, FINE), &THREE);
        check(csv(separator, end, FINE).trim_end(), &THREE);
    }
    check(&format!("\u{feff}{}", csv(';', "\r\n", FINE)), &THREE);
    check(&csv(',', "\n", FINE).replace("id,survey,submitted_at,answers", "ID,SURVEY,SUBMITTED_AT,ANSWERS"), &THREE);
    check(&format!("sep=;\r\n{}", csv(';', "\r\n", FINE)), &[(3, "ok"), (4, "ok"), (5, "ok")]);
    check(&format!("{}{}", csv(',', "\n", FINE), ",,,,\n".repeat(5)), &THREE);
    let titled = format!("Answers of March;;;;\r\n\r\n{}", csv(';', "\r\n", FINE));
    check(&titled, &[(4, "ok"), (5, "ok"), (6, "ok")]);
    check("id,survey,submitted_at\n", &[]);
}

#[test]
fn lines_of_ndjson_may_end_with_a_return() {
    let one = good(1);
    check(&format!("{one}\r{one}\r"), &[(1, "ok"), (2, "ok")]);
    check(&format!("{one}\r\r7\r{one}"), &[(1, "ok"), (3, NO_OBJECT), (4, "ok")]);
}

#[test]
fn a_stray_quote_takes_no_other_row_with_it() {
    check(&csv(',', "\n", ["a 5\" tv", "a 6\" pan", "fine"]), &THREE);
    check(&csv(',', "\n", ["\"two\nlines\"", "fine", "good"]), &[(2, "ok"), (4, "ok"), (5, "ok")]);
    let reason = "Something follows a closing quote; quotes make one row of lines 2 to 3";
    check(&csv(',', "\n", ["\"a", "\"b", "fine"]), &[(2, reason), (4, "ok")]);
    let reason = "A quote is not closed; quotes make one row of lines 3 to 5";
    check(&csv(',', "\n", ["fine", "\"a", "good"]), &[(2, "ok"), (3, reason)]);
}

#[test]
fn a_row_too_long_for_a_quote_is_counted_by_its_lines() {
    let tail = "x,y\n".repeat(300_000);
    let source = csv(',', "\n", ["fine", "good", "\"open"]) + &tail;
    let lines = read(source.as_bytes());
    let reason = "This is longer than 1 MiB and was skipped; quotes make one row of lines 4 to 300005";
    assert_eq!((lines.len(), lines[2].body.as_ref().unwrap_err().as_str()), (3, reason));
    assert_eq!(cut(source.as_bytes(), &[65_536]).0, lines);
}

#[test]
fn a_table_without_our_columns_is_one_fact() {
    let none = "This CSV has none of the columns id, survey and submitted_at: its first line must name the columns as the export does";
    check("Timestamp,\"How likely, 0-10?\",Why?\n3/1/2026 9:15:49,9,kind\n3/2/2026 9:18:30,2,late\n", &[(1, none)]);
    check("Report\n\na;b\n1;2\n", &[(1, none)]);
    check(&format!("a,b\n{}", "1,2\n".repeat(500)), &[(1, none)]);
    check("a|b", &[(1, none)]);
    let missing = "This CSV has no column survey: its first line must name the columns as the export does";
    check("Report\nid,nps,submitted_at\n1,2,3\n", &[(2, missing)]);
    // What is no table is told line by line.
    let lines: Vec<_> = (1..=30).map(|number| (number, NO_OBJECT)).collect();
    check(&"words\n".repeat(30), &lines);
    check(&format!("words\nmore, of them\n{}", good(1)), &[(1, NO_OBJECT), (2, NO_OBJECT), (3, "ok")]);
}

fn notes(source: &[u8]) -> Vec<String> {
    cut(source, &[7]).1.text().notes()
}

#[test]
fn other_encodings_are_read_as_a_whole_and_said() {
    for source in [csv(';', "\r\n", ["très bien", "fine", "größer"]), format!("{}\n{}\n", good(1), good(2))] {
        let expect: Vec<_> = read(source.as_bytes()).into_iter().map(|line| line.body.unwrap()).collect();
        let bodies = |bytes: &[u8]| told(bytes).into_iter().map(|(.., reason)| reason).collect::<Vec<_>>();
        let windows: Vec<u8> = source.chars().map(|letter| u8::try_from(u32::from(letter)).unwrap()).collect();
        let little: Vec<u8> = source.encode_utf16().flat_map(u16::to_le_bytes).collect();
        let big: Vec<u8> = format!("\u{feff}{source}").encode_utf16().flat_map(u16::to_be_bytes).collect();
        for bytes in [windows, little, big] {
            assert!(bodies(&bytes).iter().all(|body| body == "ok"));
            let found: Vec<_> = read(&bytes).into_iter().map(|line| line.body.unwrap()).collect();
            assert_eq!(found, expect);
            assert_eq!(notes(&bytes).len(), 1);
        }
        assert_eq!(notes(source.as_bytes()), Vec::<String>::new());
    }
    let windows = b"id,survey,submitted_at,answers.comment\n0199f1c2-7c5e-7b3a-9d10-000000000001,s,2026-03-14T09:26:53Z,tr\xe8s\n";
    let note = "1 line is not UTF-8 and was read as Windows-1252, as Excel saves a CSV. If letters look wrong, save the file as UTF-8";
    assert_eq!(notes(windows), [note]);
    // In UTF-8 it is damage, and told by its place.
    let damaged = [windows.as_slice(), "x,s,t,é\n".as_bytes(), b"x,s,t,\xe8\n"].concat();
    assert!(told(&damaged)[0].3 == "ok" && told(&damaged[60..]).len() == 1);
}

/// What a line is when it is read again is what it was when it was read first.
#[track_caller]
fn same_again(source: &[u8], n: usize) -> Vec<String> {
    let (lines, reader) = cut(source, &[11]);
    assert_eq!(lines.len(), n, "{lines:?}");
    for line in &lines {
        let from = usize::try_from(line.offset).unwrap();
        let text = reader.text().text(&source[from..from + usize::try_from(line.len).unwrap()]).unwrap();
        assert_eq!(&Response::parse(&text).unwrap(), line.body.as_ref().unwrap().as_ref());
    }
    reader.text().notes()
}

#[test]
fn what_notebooks_and_databases_write_is_read_and_read_again() {
    let id = |at: u64| format!("0199f1c2-7c5e-7b3a-9d10-{at:012x}");
    // pandas: read_csv, to_csv.
    let csv = format!(
        ",id,survey,submitted_at,complete,seq,answers.empathy,answers.promise,answers.recommend,answers.comment,answers.may,fields.seats\n\
         0,{},s,2026-10-31T09:00:00.000Z,True,1,4.0,kept,9.0,\"a 5\"\" tv\",True,3.0\n1,{},s,2026-10-31T09:00:00Z,False,2,,,,,,\n",
        id(1),
        id(2)
    );
    assert_eq!(same_again(csv.as_bytes(), 2), Vec::<String>::new());
    // pandas: read_csv with parse_dates, to_json(orient="records", lines=True).
    let flat = format!(
        "{{\"id\":\"{}\",\"survey\":\"s\",\"submitted_at\":1793437200000,\"complete\":true,\"seq\":1,\"answers.recommend\":9.0,\"answers.comment\":null,\"answers.why\":\"[\\\"x\\\"]\",\"survey_version\":3}}\n",
        id(1)
    );
    assert_eq!(same_again(flat.as_bytes(), 1), Vec::<String>::new());
    // DuckDB: COPY of our NDJSON to JSON, and of our CSV to CSV.
    let nested = format!(
        "[\n\t{{\"id\":\"{}\",\"survey\":\"s\",\"submitted_at\":\"2026-10-31 09:00:00\",\"answers\":{{\"recommend\":9,\"comment\":null}},\"fields\":null,\"received_at\":\"2026-10-31 09:00:01\"}}\n]\n",
        id(1)
    );
    let note = "1 response names no time zone: its time was read as UTC";
    assert_eq!(same_again(nested.as_bytes(), 1), [note]);
    let csv = format!("id,survey,submitted_at,complete,answers.recommend\n{},s,2026-10-31 09:00:00+00,true,9\n", id(1));
    assert_eq!(same_again(csv.as_bytes(), 1), Vec::<String>::new());
    // A spreadsheet, in Windows-1252.
    let sheet = format!("id;survey;submitted_at;complete;answers.comment\r\n{};s;31.10.2026;WAHR;tr", id(1))
        .replace("WAHR", "TRUE");
    let sheet = [sheet.as_bytes(), b"\xe8s\r\n"].concat();
    assert_eq!(same_again(&sheet, 1).len(), 2);
}

#[test]
fn a_day_that_may_be_a_month_is_asked_for() {
    let row = |time: &str| format!("id,survey,submitted_at\n0199f1c2-7c5e-7b3a-9d10-000000000001,s,{time}\n");
    let ask = |time| {
        format!(
            "submitted_at is {time}: which of the numbers is the month? Write days as 2026-03-14, so that nobody has to guess"
        )
    };
    for time in ["03/04/2026 09:00", "14/03/2026"] {
        check(&row(time), &[(2, &ask(time))]);
        check(&made::text(1, "s", time, "", ""), &[(1, &ask(time))]);
    }
}

#[test]
fn nothing_is_no_lines() {
    for empty in ["", "\n", " \r\n\t\n", "\u{feff}", "\u{feff}\r\n"] {
        check(empty, &[]);
    }
}

#[test]
fn bytes_that_are_no_text_are_told_by_their_place() {
    let one = good(1);
    let source = [one.as_bytes(), b"\n  {\"a\":\"\xff\"}\n", one.as_bytes()].concat();
    let found = told(&source);
    assert_eq!(found[1].3, "This is not valid UTF-8 at its byte 7");
    assert_eq!(found[2].3, "ok");
    // The start of a byte order mark that never comes is part of the first line.
    assert_eq!(told(b"\xef\xbb{}")[0].3, "This is not valid UTF-8 at its byte 1");
    assert_eq!(told(b"\xef")[0], (1, 0, 1, "This is not valid UTF-8 at its byte 1".to_owned()));
}

#[test]
fn ranges_give_back_the_line() {
    for source in
        [format!("\u{feff}\n {}\r\n{{ }} \n{}", good(1), good(2)), format!("[ {},\n 7 ,{}\n]", good(1), good(2))]
    {
        let lines = told(source.as_bytes());
        assert_eq!(lines.len(), 3, "{source}");
        for (_, offset, len, reason) in lines {
            let from = usize::try_from(offset).unwrap();
            let line = &source[from..from + usize::try_from(len).unwrap()];
            assert_eq!(reason == "ok", line.contains("0199f1c2"), "{line}");
            assert_eq!(line, line.trim());
        }
    }
}

#[test]
fn a_line_over_a_mebibyte_is_skipped() {
    let long = "This is longer than 1 MiB and was skipped";
    let fill = "x".repeat(1024 * 1024);
    let line = format!("{{\"a\":\"{fill}\"}}");
    for source in [format!("{line}\n{}\n", good(1)), format!("[{line},{}]", good(1))] {
        for lines in [read(source.as_bytes()), cut(source.as_bytes(), &[65_536]).0, cut(source.as_bytes(), &[999]).0] {
            assert_eq!(lines[0].body, Err(long.to_owned()));
            assert_eq!(usize::try_from(lines[0].len).unwrap(), line.len());
            assert!(lines[1].body.is_ok() && lines.len() == 2, "{:?}", lines[1].body);
        }
    }
    let just = format!("{{\"a\":\"{}\"}}", "x".repeat(1024 * 1024 - 8));
    assert_ne!(read(just.as_bytes())[0].body, Err(long.to_owned()));
}

#[test]
fn the_end_line_of_an_export_is_neither() {
    let end = |rows| format!(r#"{{"goodword_end":{{"rows":{rows},"sha256":"ab"}}}}"#);
    let source = format!("{}\nbad\n{}\n", good(1), end(2));
    let (lines, reader) = cut(source.as_bytes(), &[7]);
    assert_eq!(lines.len(), 2);
    assert_eq!(reader.end(), Some(&ExportEnd { rows: 2, sha256: "ab".to_owned(), changes: None }));
    assert_eq!(reader.mismatch(), None);

    let (lines, reader) = cut(format!("{}\n{}\n", good(1), end(3)).as_bytes(), &[7]);
    assert_eq!(lines.len(), 1);
    let sentence = "The export says that it holds 3 rows, and 1 arrived: it is not whole";
    assert_eq!(reader.mismatch().as_deref(), Some(sentence));

    let two = format!("{}\n{}\n{}\n{}\n{}\n", good(1), end(1), good(2), good(3), end(2));
    let (lines, reader) = cut(two.as_bytes(), &[7]);
    assert_eq!((lines.len(), reader.mismatch()), (3, None));
}

#[test]
fn a_reader_can_begin_again() {
    let mut reader = Reader::new();
    let mut lines = Vec::new();
    for _ in 0..2 {
        reader.push(good(1).as_bytes(), &mut |line| lines.push(line));
        reader.finish(&mut |line| lines.push(line));
    }
    assert_eq!(lines[0], lines[1]);
}

/// Lines and elements of every kind, good and bad.
fn source() -> impl Strategy<Value = Vec<u8>> {
    let piece = prop_oneof![
        4 => made::response().prop_map(String::into_bytes),
        1 => Just(br#"{"goodword_end":{"rows":1,"sha256":""}}"#.to_vec()),
        2 => prop::collection::vec(any::<u8>(), 0..12),
        2 => prop::sample::select(vec!["", " ", "\r", "{", "}", "[", "]", "\"", "\\", ",", "7", "<", "\u{feff}"])
            .prop_map(|text| text.as_bytes().to_vec()),
    ];
    let separator = prop::sample::select(vec!["\n", "\r\n", ",", ",\n", ""]);
    (prop::sample::select(vec!["", "\u{feff}", "[", " [", "\n"]), prop::collection::vec((piece, separator), 0..12))
        .prop_map(|(start, pieces)| {
            let ends = pieces.into_iter().flat_map(|(piece, separator)| [piece, separator.as_bytes().to_vec()]);
            std::iter::once(start.as_bytes().to_vec()).chain(ends).flatten().collect()
        })
}

/// A table of every kind of cell, good and bad, as bytes in some encoding.
fn table() -> impl Strategy<Value = Vec<u8>> {
    let cells = [
        "fine",
        "a 5\" tv",
        "\"two\nlines\"",
        "\"a \"\"b\"\"\"",
        "\"open",
        "très",
        "",
        " \"x\"",
        "\"x\" y",
        "=1",
        "a,b;c",
    ];
    let times = [TIME, "2026-03-14 09:26:53", "14.03.2026", "03/04/2026", "never", ""];
    let row = (0..9_u64, prop::sample::select(times.to_vec()), prop::sample::select(cells.to_vec()));
    let heads = ["", "sep=;\n", "Title\n\n", "a,b\n", "\u{feff}"];
    let ends = prop::sample::select(vec!["\n", "\r\n", "\r"]);
    let head = (prop::sample::select(heads.to_vec()), prop::sample::select(vec![',', ';', '\t', '|']), ends);
    (head, prop::collection::vec(row, 0..9), 0..4_u8).prop_map(|((head, separator, end), rows, encoding)| {
        let rows =
            rows.into_iter().map(|(id, time, cell)| format!("0199f1c2-7c5e-7b3a-9d10-{id:012x},s,{time},{cell}\n"));
        let text = head.to_owned() + "id,survey,submitted_at,answers.comment\n" + &rows.collect::<String>();
        let text = text.replace(',', &separator.to_string()).replace('\n', end);
        match encoding {
            0 => text.into_bytes(),
            1 => text.encode_utf16().flat_map(u16::to_le_bytes).collect(),
            2 => text.encode_utf16().flat_map(u16::to_be_bytes).collect(),
            _ => text.chars().map(|letter| u8::try_from(u32::from(letter)).unwrap_or(b'?')).collect(),
        }
    })
}

proptest! {
    #[test]
    fn any_cutting_of_a_table_gives_the_same_rows(source in table(), sizes in prop::collection::vec(1..40_usize, 1..8)) {
        let (whole, (lines, reader)) = (cut(&source, &[usize::MAX]), cut(&source, &sizes));
        prop_assert_eq!(&lines, &whole.0);
        prop_assert_eq!(reader.text(), whole.1.text());
        prop_assert!(lines.windows(2).all(|two| two[0].number < two[1].number));
        for line in lines.iter().filter(|_| !reader.text().is_utf16()) {
            let from = usize::try_from(line.offset).unwrap();
            let bytes = &source[from..from + usize::try_from(line.len).unwrap()];
            let again = reader.text().text(bytes).and_then(|text| Response::parse(&text).ok());
            if let Ok(response) = &line.body {
                prop_assert_eq!(again.as_ref(), Some(response.as_ref()));
            }
        }
    }

    #[test]
    fn any_cutting_gives_the_same_lines(source in source(), sizes in prop::collection::vec(1..40_usize, 1..8)) {
        let (lines, reader) = cut(&source, &sizes);
        prop_assert_eq!(&lines, &read(&source));
        prop_assert_eq!(reader.mismatch(), cut(&source, &[usize::MAX]).1.mismatch());
        prop_assert!(lines.iter().all(|line| line.offset + u64::from(line.len) <= source.len() as u64));
        prop_assert!(lines.windows(2).all(|two| two[0].number < two[1].number));
    }

    #[test]
    fn any_bytes_are_read(source in prop::collection::vec(any::<u8>(), 0..300), sizes in prop::collection::vec(1..40_usize, 1..8)) {
        prop_assert_eq!(cut(&source, &sizes).0, read(&source));
    }

    #[test]
    fn ndjson_and_array_hold_the_same(texts in prop::collection::vec(made::response(), 0..12)) {
        let bodies = |source: String| read(source.as_bytes()).into_iter().map(|line| line.body).collect::<Vec<_>>();
        let lines = bodies(texts.join("\n"));
        prop_assert_eq!(lines.len(), texts.len());
        prop_assert!(lines.iter().all(Result::is_ok));
        prop_assert_eq!(lines, bodies(format!("[{}]", texts.join(" ,\n"))));
    }
}
