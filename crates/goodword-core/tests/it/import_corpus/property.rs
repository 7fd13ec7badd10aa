//! What holds of any bytes that are read as another program's file: nothing panics, no row is dropped in silence, what comes
//! out is bounded, well formed, and the same however the bytes are cut.

use goodword_core::import::{
    Asked, DateOrder, Edit, Foreign, HEAD, Mapping, MappingEditor, Profile, Purpose, Refused, Start,
};
use goodword_core::{Line, Reader, Response, Zone, limits};

/// More columns than this are not looked at.
const WIDEST: usize = 2000;

/// The bytes before the first zero, where there is one, are a mapping, and those behind it the file.
pub fn holds(bytes: &[u8]) {
    let (mapping, file) = match bytes.iter().position(|byte| *byte == 0) {
        Some(at) => (Mapping::parse(&String::from_utf8_lossy(&bytes[..at])).ok(), &bytes[at + 1..]),
        None => (None, bytes),
    };
    let file = if mapping.is_some() { file } else { bytes };
    let head = &file[..file.len().min(HEAD)];
    assert!(Start::of(head, true) != Start::Unknown);
    if Start::of(head, false) == Start::Ours && mapping.is_none() {
        return ours(file);
    }
    let whole = converted(file, mapping.clone(), file.len().max(1));
    assert_eq!(whole, converted(file, mapping, 5), "the same, however it is cut");
}

/// Our own lines come out the same however they are cut; each is a response as it would be posted, or says why it is none.
fn ours(file: &[u8]) {
    let lines = lines(file, file.len().max(1));
    assert_eq!(lines, self::lines(file, 3), "the same, however it is cut");
    for line in lines {
        match line.body {
            Ok(response) => assert_eq!(Response::parse(&response.to_json()).as_ref(), Ok(&*response)),
            Err(reason) => assert!(!reason.is_empty() && line.number > 0, "{reason}"),
        }
    }
}

fn lines(file: &[u8], size: usize) -> Vec<Line> {
    let (mut reader, mut lines) = (Reader::new(), Vec::new());
    file.chunks(size).for_each(|piece| reader.push(piece, &mut |line| lines.push(line)));
    reader.finish(&mut |line| lines.push(line));
    lines
}

fn profile(file: &[u8], mapping: Option<&Mapping>, size: usize) -> Profile {
    let mut asked = mapping.map_or_else(Asked::default, |mapping| Asked {
        program: mapping.program,
        heading_rows: mapping.heading_rows,
        ..Asked::default()
    });
    loop {
        let mut profile = Profile::read_as(asked);
        file.chunks(size).for_each(|piece| profile.push(piece));
        profile.finish();
        assert!(profile.columns().len() <= WIDEST && profile.first().len() <= 10);
        match profile.in_windows() {
            Some(windows) => asked = windows,
            None => return profile,
        }
    }
}

/// The responses, and what became of the rows; or why the mapping does not fit.
fn converted(file: &[u8], mapping: Option<Mapping>, size: usize) -> Result<String, String> {
    let profile = profile(file, mapping.as_ref(), size);
    let foreign = match Foreign::new(profile, mapping, Some(DateOrder::Dmy)) {
        Ok(foreign) => foreign,
        Err(refused) => return Err(asked(*refused)),
    };
    let (mut out, mut count) = (String::new(), 0);
    let mut sink = |_, response: Box<Response>| {
        let text = response.to_json();
        assert!(text.len() <= limits::BODY_BYTES, "{}", text.len());
        assert_eq!(Response::parse(&text).as_ref(), Ok(&*response), "{text}");
        out += &text;
        count += 1;
    };
    let mut conversion = foreign.conversion(Zone::utc());
    file.chunks(size).for_each(|piece| conversion.push(piece, &mut sink));
    let report = conversion.finish(&mut sink).expect("it is the same file");
    let left_out: u64 = report.left_out.values().sum();
    assert_eq!(report.rows, report.responses + left_out + report.bad_count, "{report:?}");
    assert_eq!(report.responses, count, "{report:?}");
    Ok(format!("{out}{report:?}"))
}

/// Everything that the dialog can make of a file, and that it always has something to say.
fn asked(refused: Refused) -> String {
    let problems = format!("{:?}", refused.problems);
    let names: Vec<_> = refused.profile.columns().iter().take(3).map(|column| column.name().to_owned()).collect();
    let mut editor = MappingEditor::of_refused(refused, None);
    for column in names {
        for purpose in Purpose::ALL {
            editor.edit(Edit::Purpose { column: column.clone(), purpose });
            let sheet = editor.sheet(|_| None);
            let told = sheet.problems.len() + sheet.columns.iter().filter(|column| column.problem.is_some()).count();
            assert!(sheet.tried.is_some() || told > 0, "{sheet:?}");
        }
    }
    problems
}
