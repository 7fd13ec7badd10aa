//! How a Summary is written: a line for each of its fields, and one for each object of a list.

use std::io::{self, Write};

use serde::Serialize;
use serde_json::ser::{Formatter, Serializer};

/// Not every number on a line of its own: of ninety days that is half of the file.
#[derive(Debug, Default)]
struct Lines {
    /// Lists and objects that are open.
    depth: usize,
    /// Lists that are open: so far an object in them is set in.
    lists: usize,
    /// Whether the value to come is one of a list.
    in_list: bool,
    /// Whether the value that ended last was an object in a list.
    after_object: bool,
}

/// The text of `value`.
pub fn text(value: &impl Serialize) -> serde_json::Result<String> {
    let mut bytes = Vec::new();
    value.serialize(&mut Serializer::with_formatter(&mut bytes, Lines::default()))?;
    bytes.push(b'\n');
    String::from_utf8(bytes).map_err(serde::ser::Error::custom)
}

fn new_line(out: &mut (impl Write + ?Sized), steps: usize) -> io::Result<()> {
    out.write_all(b"\n")?;
    (0..steps).try_for_each(|_| out.write_all(b"  "))
}

impl Formatter for Lines {
    fn begin_array<W: Write + ?Sized>(&mut self, out: &mut W) -> io::Result<()> {
        (self.depth, self.lists, self.after_object) = (self.depth + 1, self.lists + 1, false);
        out.write_all(b"[")
    }

    fn end_array<W: Write + ?Sized>(&mut self, out: &mut W) -> io::Result<()> {
        if self.after_object {
            new_line(out, self.lists)?;
        }
        (self.depth, self.lists, self.after_object) = (self.depth - 1, self.lists - 1, false);
        out.write_all(b"]")
    }

    fn begin_array_value<W: Write + ?Sized>(&mut self, out: &mut W, first: bool) -> io::Result<()> {
        self.in_list = true;
        if first { Ok(()) } else { out.write_all(b",") }
    }

    fn begin_object<W: Write + ?Sized>(&mut self, out: &mut W) -> io::Result<()> {
        if self.in_list {
            new_line(out, self.lists + 1)?;
        }
        self.depth += 1;
        out.write_all(b"{")
    }

    fn end_object<W: Write + ?Sized>(&mut self, out: &mut W) -> io::Result<()> {
        self.depth -= 1;
        self.after_object = true;
        if self.depth == 0 { out.write_all(b"\n}") } else { out.write_all(b"}") }
    }

    fn begin_object_key<W: Write + ?Sized>(&mut self, out: &mut W, first: bool) -> io::Result<()> {
        if !first {
            out.write_all(b",")?;
        }
        if self.depth == 1 { new_line(out, 1) } else { Ok(()) }
    }

    fn begin_object_value<W: Write + ?Sized>(&mut self, out: &mut W) -> io::Result<()> {
        self.in_list = false;
        out.write_all(if self.depth == 1 { b": " } else { b":" })
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn objects_of_lists_have_lines_and_nothing_else_below_the_fields() {
        let value = json!({
            "a": {"b": {"c": [1, 2]}, "d": []},
            "e": [{"f": [{"g": 1}, {"g": {"h": 2}}]}, {"f": []}],
            "i": [[{"j": 1}], [2]],
        });
        let expect = r#"{
  "a": {"b":{"c":[1,2]},"d":[]},
  "e": [
    {"f":[
      {"g":1},
      {"g":{"h":2}}
    ]},
    {"f":[]}
  ],
  "i": [[
      {"j":1}
    ],[2]]
}
"#;
        assert_eq!(text(&value).unwrap(), expect);
    }
}
