//! What the view was given to read.

use goodword_cards::command::quoted;

use crate::reader::source_url::counted;

/// Where it reads from, and what of it counts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Dataset {
    /// An address, files, or this browser.
    pub source: Source,
    /// The only survey that counts, when one is named.
    pub survey: Option<String>,
}

/// An address, the names of files, or this browser.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Source {
    /// As the page wrote it, and in full.
    Address(String, String),
    /// In the order in which they are read.
    Files(Vec<String>),
    /// What this browser keeps.
    Kept,
    /// Made-up responses.
    Sample,
}

impl Dataset {
    /// In words: the address, the one file's name, `3 files`.
    pub fn label(&self) -> String {
        match &self.source {
            Source::Address(address, _) => address.clone(),
            Source::Kept => "Kept in this browser".to_owned(),
            Source::Sample => "500 made-up responses".to_owned(),
            Source::Files(names) => match names.as_slice() {
                [name] => name.clone(),
                names => format!("{} files", names.len()),
            },
        }
    }

    /// The command that gives the same Summary by the mapping of that name; `mappings` are none of the files of responses.
    pub fn command_with(
        &self,
        mapping: Option<&str>,
        mappings: &[String],
        tz: &str,
        options: &[(String, String)],
    ) -> String {
        let mut dataset = self.clone();
        if let Source::Files(names) = &mut dataset.source {
            names.retain(|name| !mappings.contains(name));
        }
        let command = dataset.command(tz, options);
        let Some(mapping) = mapping else { return command };
        command.replacen("summarize", &format!("summarize --map {}", quoted(mapping)), 1)
    }

    /// The command that gives the same Summary.
    pub fn command(&self, tz: &str, options: &[(String, String)]) -> String {
        let mut how = format!("--tz {}", quoted(tz));
        let survey = self.survey.iter().map(|survey| ("survey", survey));
        let wanted = named(options).filter(|(name, _)| *name != "survey" || self.survey.is_none());
        for (name, value) in survey.chain(wanted) {
            // Two piles follow one option.
            let second = name == "compare" && how.contains(" --compare ");
            let option = if second { String::new() } else { format!(" --{name}") };
            how.extend([&option, " ", &quoted(value)]);
        }
        how += " --json";
        match &self.source {
            Source::Address(_, address) => {
                let address = quoted(&counted(address).unwrap_or_else(|| address.clone()));
                format!("curl -H \"Authorization: Bearer $TOKEN\" {address} | goodword summarize - {how}")
            }
            // As they are called once they are downloaded.
            Source::Kept | Source::Sample => format!("goodword summarize responses.json {how}"),
            Source::Files(names) => {
                let names: Vec<_> = names.iter().map(|name| quoted(name)).collect();
                format!("goodword summarize {} {how}", names.join(" "))
            }
        }
    }
}

fn named(options: &[(String, String)]) -> impl Iterator<Item = (&str, &String)> {
    options.iter().map(|(name, value)| (name.as_str(), value))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn files(names: &[&str]) -> Dataset {
        Dataset { source: Source::Files(names.iter().map(|name| (*name).to_owned()).collect()), survey: None }
    }

    fn address(full: &str) -> Dataset {
        Dataset { source: Source::Address("/x".to_owned(), full.to_owned()), survey: None }
    }

    #[test]
    fn files_are_named_or_counted() {
        assert_eq!(files(&["a.json"]).label(), "a.json");
        assert_eq!(files(&["a.json", "b.json"]).label(), "2 files");
        assert_eq!(address("https://a.example/x").label(), "/x");
    }

    #[test]
    fn the_command_reads_the_same() {
        let check = |names: &[&str], expect: &str| {
            let command = files(names).command("Europe/Berlin", &[]);
            assert_eq!(command, format!("goodword summarize {expect} --tz Europe/Berlin --json"));
        };
        check(&["answers.ndjson"], "answers.ndjson");
        check(&["a.json", "my answers.json"], "a.json 'my answers.json'");
        check(&["it's.json"], r"'it'\''s.json'");
        check(&["-x.json"], "'./-x.json'");
    }

    #[test]
    fn the_command_reads_by_the_same_mapping() {
        let dropped = ["my map.json".to_owned()];
        let check = |dataset: &Dataset, mapping, mappings: &[String], expect: &str| {
            assert_eq!(dataset.command_with(mapping, mappings, "UTC", &[]), expect);
        };
        let two = files(&["my map.json", "a.csv"]);
        check(&two, Some("my map.json"), &dropped, "goodword summarize --map 'my map.json' a.csv --tz UTC --json");
        // Chosen anew in the dialog.
        check(&two, Some("mapping.json"), &dropped, "goodword summarize --map mapping.json a.csv --tz UTC --json");
        check(&files(&["a.csv"]), None, &[], "goodword summarize a.csv --tz UTC --json");
        let fetched = "curl -H \"Authorization: Bearer $TOKEN\" https://a.example/a.csv | goodword summarize --map mapping.json - --tz UTC --json";
        check(&address("https://a.example/a.csv"), Some("mapping.json"), &[], fetched);
    }

    #[test]
    fn what_a_browser_keeps_is_downloaded_first() {
        let dataset = Dataset { source: Source::Kept, survey: None };
        assert_eq!(dataset.label(), "Kept in this browser");
        assert_eq!(dataset.command("UTC", &[]), "goodword summarize responses.json --tz UTC --json");
    }

    #[test]
    fn the_command_counts_the_same_survey() {
        let dataset = Dataset { survey: Some("chat".to_owned()), ..files(&["a.json"]) };
        let expect = "goodword summarize a.json --tz UTC --survey chat --json";
        assert_eq!(dataset.command("UTC", &[]), expect);
        let chosen = [("survey".to_owned(), "chat".to_owned())];
        assert_eq!(dataset.command("UTC", &chosen), expect, "once is enough");
        assert_eq!(files(&["a.json"]).command("UTC", &chosen), expect);
    }

    #[test]
    fn the_command_counts_what_is_wanted() {
        let options =
            [("where", "fields.plan=pro"), ("by", "device,page"), ("compare", "2026-03"), ("compare", "2026-02")];
        let options = options.map(|(name, value)| (name.to_owned(), value.to_owned()));
        let expect = "goodword summarize a.json --tz UTC --where 'fields.plan=pro' --by device,page --compare 2026-03 2026-02 --json";
        assert_eq!(files(&["a.json"]).command("UTC", &options), expect);
    }

    #[test]
    fn an_address_is_fetched_with_a_token_that_is_not_told() {
        let expect = "curl -H \"Authorization: Bearer $TOKEN\" 'https://a.example/x?a=1&b=2' | goodword summarize - --tz UTC --json";
        assert_eq!(address("https://a.example/x?a=1&b=2").command("UTC", &[]), expect);
        let expect = "curl -H \"Authorization: Bearer $TOKEN\" https://a.example/s/responses | goodword summarize - --tz UTC --json";
        assert_eq!(
            address("https://a.example/s/tally?by=day").command("UTC", &[]),
            expect,
            "who counts reads responses"
        );
    }
}
