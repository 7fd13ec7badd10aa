//! The same numbers as a table.

/// A table whose first column names its rows.
#[derive(Debug, Clone, PartialEq)]
pub struct Table {
    /// What it shows.
    pub caption: String,
    /// The heads of its columns.
    pub heads: Vec<&'static str>,
    /// Its cells, row by row.
    pub rows: Vec<Vec<String>>,
}

impl Table {
    /// The same as CSV, for a spreadsheet.
    pub fn csv(&self) -> String {
        let line = |cells: Vec<String>| cells.join(",") + "\r\n";
        let heads = line(self.heads.iter().map(|head| cell(head)).collect());
        let rows = self.rows.iter().map(|row| line(row.iter().map(|text| cell(text)).collect()));
        heads + &rows.collect::<String>()
    }
}

/// A cell of CSV. What a spreadsheet would run has a guard; a number is left as it is.
fn cell(text: &str) -> String {
    let risky = text.starts_with(['=', '+', '-', '@', '\t', '\r', '\'']) && text.parse::<f64>().is_err();
    let text = if risky { format!("'{text}") } else { text.to_owned() };
    if text.contains([',', '"', '\n', '\r']) { format!("\"{}\"", text.replace('"', "\"\"")) } else { text }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_table_is_copied_as_a_spreadsheet_takes_it() {
        let rows = vec![vec!["=HYPERLINK(1)".to_owned(), "-7".to_owned(), "1,200".to_owned(), "say \"hi\"".to_owned()]];
        let table = Table { caption: "t".to_owned(), heads: vec!["Value", "NPS, points"], rows };
        assert_eq!(table.csv(), "Value,\"NPS, points\"\r\n'=HYPERLINK(1),-7,\"1,200\",\"say \"\"hi\"\"\"\r\n");
    }
}
