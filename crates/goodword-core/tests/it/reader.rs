//! Lines come out the same however the bytes are cut, and whatever they are.

use goodword_core::reader::{ExportEnd, Line, Reader, read};
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
    let utf16: Vec<u8> = "{}\n{}".encode_utf16().flat_map(u16::to_le_bytes).collect();
    let utf16 = told(&[&[0xFF, 0xFE], utf16.as_slice()].concat());
    assert_eq!(utf16, [(1, 0, 12, "This is UTF-16 text, not responses: save it as UTF-8".to_owned())]);
    let gzip = told(&[0x1F, 0x8B, 8, 0, 0, b'\n', 1]);
    assert_eq!(gzip, [(1, 0, 7, "This is a compressed file, not responses: unpack it first".to_owned())]);
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
    assert_eq!(reader.end(), Some(&ExportEnd { rows: 2, sha256: "ab".to_owned() }));
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

proptest! {
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
