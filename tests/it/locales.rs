//! The tables in `src/locale/tables`: nothing is missing, and each is written as its language is.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use goodword::manifest::LANGUAGES;
use icu_locale_core::Locale;
use icu_plurals::{PluralCategory, PluralRules};

/// What is no text that a visitor reads.
const HEAD: [&str; 3] = ["lang", "dir", "checked"];

/// What stands on a button, where room is short.
const BUTTONS: [&str; 11] =
    ["next", "back", "skip", "send", "close", "retry", "copy", "copied", "later", "no_thanks", "begin"];

/// Words that these languages share with English.
const SHARED: [(&str, &str); 5] = [("da", "send"), ("da", "tab"), ("de", "tab"), ("nb", "send"), ("nl", "tab")];

struct Table {
    tag: String,
    /// In the order of the file.
    entries: Vec<(String, String)>,
}

impl Table {
    fn read(path: &Path) -> Self {
        let text = fs::read_to_string(path).unwrap();
        let lines = text.strip_prefix("{\n").unwrap().strip_suffix("\n}\n").unwrap().lines();
        Self { tag: path.file_stem().unwrap().to_str().unwrap().to_owned(), entries: lines.map(entry).collect() }
    }

    fn keys(&self) -> Vec<&str> {
        self.entries.iter().map(|(key, _)| key.as_str()).collect()
    }

    fn get(&self, key: &str) -> &str {
        &self.entries.iter().find(|(name, _)| name == key).unwrap_or_else(|| panic!("{}: no {key}", self.tag)).1
    }

    /// The texts that a visitor reads, a plural as its forms.
    fn texts(&self) -> Vec<(&str, &str)> {
        let visible = self.entries.iter().filter(|(key, _)| !HEAD.contains(&key.as_str()));
        let forms = |text| forms(text).map_or_else(|| vec![text], |forms| forms.into_values().collect());
        visible.flat_map(|(key, text)| forms(text).into_iter().map(move |form| (key.as_str(), form))).collect()
    }

    fn rules(&self) -> PluralRules {
        let locale: Locale = self.tag.parse().unwrap();
        PluralRules::try_new_cardinal((&locale).into()).unwrap()
    }
}

/// One line of a table, which is one key with its text.
fn entry(line: &str) -> (String, String) {
    let object = format!("{{{}}}", line.trim_end_matches(','));
    let entry: BTreeMap<String, String> =
        serde_json::from_str(&object).unwrap_or_else(|error| panic!("{error}: {line}"));
    assert_eq!(entry.len(), 1, "{line}");
    entry.into_iter().next().unwrap()
}

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("src/locale/tables")
}

fn tables() -> Vec<Table> {
    LANGUAGES.iter().map(|tag| Table::read(&folder().join(format!("{tag}.json")))).collect()
}

fn english() -> Table {
    Table::read(&folder().join("en.json"))
}

/// The forms of a plural by their names; `None` for every other text.
fn forms(text: &str) -> Option<BTreeMap<&str, &str>> {
    text.split('|').map(|form| form.split_once('=')).collect()
}

/// The names in braces.
fn places(text: &str) -> BTreeSet<&str> {
    text.split('{')
        .skip(1)
        .map(|rest| rest.split_once('}').unwrap_or_else(|| panic!("an open brace: {text}")).0)
        .collect()
}

fn name(category: PluralCategory) -> &'static str {
    match category {
        PluralCategory::Zero => "zero",
        PluralCategory::One => "one",
        PluralCategory::Two => "two",
        PluralCategory::Few => "few",
        PluralCategory::Many => "many",
        PluralCategory::Other => "other",
    }
}

/// Whether one number alone has this form, so that the text may say it in words.
fn is_one_number(rules: &PluralRules, form: &str) -> bool {
    (0..=200_usize).filter(|number| name(rules.category_for(*number)) == form).count() == 1
}

/// Every text of the languages for which `bad` finds something wrong.
fn nothing(wrong: &str, languages: &[&str], bad: impl Fn(&str) -> bool) {
    for table in tables().iter().filter(|table| languages.contains(&table.tag.as_str())) {
        for (key, text) in table.texts() {
            assert!(!bad(text), "{}, {key}: {wrong}: {text:?}", table.tag);
        }
    }
}

#[test]
fn every_language_has_its_table_and_every_table_its_language() {
    let files = fs::read_dir(folder()).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap());
    let expect: BTreeSet<_> = LANGUAGES.iter().map(|tag| format!("{tag}.json")).collect();
    assert_eq!(files.collect::<BTreeSet<_>>(), expect);
    for table in tables() {
        assert_eq!(table.get("lang"), table.tag);
    }
}

#[test]
fn the_widget_chooses_among_the_languages_there_are() {
    let source = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("src/widget/bootstrap.js")).unwrap();
    let named = source.split_once("const LANGUAGES = \"").unwrap().1.split_once('"').unwrap().0;
    assert_eq!(named.split(' ').collect::<BTreeSet<_>>(), BTreeSet::from(LANGUAGES));
}

#[test]
fn the_same_keys_stand_in_the_same_order() {
    let english = english();
    let unique: BTreeSet<_> = english.keys().into_iter().collect();
    assert_eq!(unique.len(), english.entries.len());
    for table in tables() {
        assert_eq!(table.keys(), english.keys(), "{}", table.tag);
    }
}

#[test]
fn two_languages_are_written_from_right_to_left() {
    for table in tables() {
        let expect = if ["ar", "he"].contains(&table.tag.as_str()) { "rtl" } else { "ltr" };
        assert_eq!(table.get("dir"), expect, "{}", table.tag);
    }
}

#[test]
fn nothing_is_left_in_english() {
    let english = english();
    let mut same = BTreeSet::new();
    let tables = tables();
    for table in tables.iter().filter(|table| table.tag != "en") {
        for key in table.keys().into_iter().filter(|key| !HEAD.contains(key)) {
            if table.get(key) == english.get(key) {
                same.insert((table.tag.as_str(), key));
            }
        }
    }
    assert_eq!(same, BTreeSet::from(SHARED));
}

#[test]
fn every_place_is_kept() {
    let english = english();
    for table in tables() {
        let rules = table.rules();
        for (key, text) in &table.entries {
            let expect = places(english.get(key));
            let Some(forms) = forms(text) else {
                assert_eq!(places(text), expect, "{}, {key}: {text}", table.tag);
                continue;
            };
            for (form, text) in forms {
                let in_words = places(text).is_empty() && is_one_number(&rules, form);
                assert!(places(text) == expect || in_words, "{}, {key}, {form}: {text}", table.tag);
            }
        }
    }
}

#[test]
fn a_plural_has_the_forms_of_its_language() {
    let english = english();
    let plurals: Vec<_> = english.keys().into_iter().filter(|key| forms(english.get(key)).is_some()).collect();
    assert_eq!(plurals, ["follow_up", "follow_up_days", "promised", "promised_days", "stars"]);
    for table in tables() {
        let expect: BTreeSet<_> = table.rules().categories().map(name).collect();
        for (key, text) in &table.entries {
            assert_eq!(forms(text).is_some(), plurals.contains(&key.as_str()), "{}, {key}", table.tag);
            if let Some(forms) = forms(text) {
                assert_eq!(forms.into_keys().collect::<BTreeSet<_>>(), expect, "{}, {key}", table.tag);
            }
        }
    }
}

#[test]
fn what_is_filled_in_has_its_place() {
    let english = english();
    let holding = |place: &str| {
        let keys = english.entries.iter().filter(|(_, text)| places(text).contains(place)).map(|(key, _)| key.as_str());
        keys.collect::<Vec<_>>()
    };
    assert_eq!(holding("subject"), ["recommend"]);
    assert_eq!(holding("host"), ["unsaved", "email_goes"]);
    assert_eq!(holding("hours"), ["follow_up", "promised"]);
    assert_eq!(holding("days"), ["follow_up_days", "promised_days"]);
    for table in tables() {
        assert_eq!(places(table.get("recommend")), BTreeSet::from(["subject"]), "{}", table.tag);
        assert!(places(table.get("recommend_us")).is_empty(), "{}", table.tag);
    }
}

#[test]
fn an_offer_in_days_asks_what_one_in_hours_asks() {
    // Up to the number both say the same: what is asked, then.
    let asked = |text: &str| text.split_inclusive(['?', '？', '؟', ';']).next().unwrap().to_owned();
    for table in tables() {
        let [hours, days] = ["follow_up", "follow_up_days"].map(|key| forms(table.get(key)).unwrap());
        for (form, text) in &hours {
            assert_eq!(asked(text), asked(days[form]), "{}, {form}", table.tag);
            assert_ne!(text, &days[form], "{}, {form}", table.tag);
        }
    }
}

#[test]
fn a_number_does_not_part_from_its_unit() {
    nothing("a space that breaks between a number and its unit", &LANGUAGES, |text| {
        ["{hours} ", "{days} "].iter().any(|parted| text.contains(parted))
    });
}

#[test]
fn a_word_of_one_letter_does_not_end_a_line() {
    nothing("a space that breaks behind a word of one letter", &["cs", "pl", "ru", "uk"], |text| {
        // The last word is followed by none.
        let words: Vec<_> = text.split(' ').collect();
        let before = words.split_last().map_or(&[][..], |(_, before)| before);
        before
            .iter()
            .filter_map(|word| word.split('\u{a0}').next_back())
            .any(|word| word.chars().count() == 1 && word.chars().all(char::is_alphabetic))
    });
}

#[test]
fn no_text_is_empty_or_begins_or_ends_with_a_space() {
    nothing("empty, or a space at an end", &LANGUAGES, |text| text.is_empty() || text.trim() != text);
    nothing("two spaces", &LANGUAGES, |text| text.contains("  "));
}

#[test]
fn quotes_apostrophes_and_dots_are_those_of_print() {
    nothing("a mark of the typewriter", &LANGUAGES, |text| {
        text.contains(['\'', '"', '`', '´']) || text.contains("...") || text.contains("--") || text.contains(" - ")
    });
}

#[test]
fn marks_are_those_of_the_language() {
    let before = |text: &str, mark: char| {
        let marks = text.char_indices().filter(move |(_, letter)| *letter == mark);
        marks.map(|(at, _)| text[..at].chars().next_back()).collect::<Vec<_>>()
    };
    let narrow = |text: &str| "?!;»".chars().flat_map(|mark| before(text, mark)).all(|space| space == Some('\u{202f}'));
    let wide = |text: &str| before(text, ':').into_iter().all(|space| space == Some('\u{a0}'));
    nothing("a narrow space belongs before ? ! ; », a full one before a colon", &["fr"], |text| {
        !narrow(text) || !wide(text)
    });
    nothing("a question begins with a mark", &["es"], |text| {
        text.matches('?').count() != text.matches('¿').count() || text.matches('!').count() != text.matches('¡').count()
    });
    nothing("a mark of another script", &["ar"], |text| text.contains(['?', ',', ';']));
    nothing("a question ends with ;", &["el"], |text| text.contains('?'));
    nothing("a sentence ends with a danda", &["hi"], |text| text.ends_with('.'));
    nothing("a mark of half width", &["ja", "zh-Hans", "zh-Hant"], |text| {
        text.contains(['?', ',', '.', '!', ':', '('])
    });
    nothing("ё and its dots", &["ru"], |text| text.split(' ').any(|word| word == "все" || word == "звезд"));
}

#[test]
fn a_visitor_is_asked_in_one_sentence() {
    let questions =
        ["promise", "recommend", "recommend_us", "comment", "comment_broken", "comment_low", "comment_high"];
    for table in tables() {
        for key in questions {
            let text = table.get(key);
            assert!(text.ends_with(['?', '？', '؟', ';']), "{}, {key}: {text}", table.tag);
        }
    }
}

/// Labels and how many letters each has room for.
fn rooms() -> Vec<(String, usize)> {
    let some = |keys: &[&str], most| keys.iter().map(move |key| ((*key).to_owned(), most)).collect::<Vec<_>>();
    let levels = |prefix: &str, most| (1..=5).map(|level| (format!("{prefix}_{level}"), most)).collect::<Vec<_>>();
    [
        some(&BUTTONS, 20),
        some(&["tab", "progress_short"], 20),
        some(&["title", "email", "thanks"], 32),
        some(&["sorry", "sorry_promise"], 80),
        some(&["recommend_low", "recommend_high", "person", "privacy"], 36),
        some(&["promise_broken", "promise_kept", "promise_exceeded", "promise_none"], 34),
        levels("empathy", 32),
        levels("face", 28),
    ]
    .concat()
}

#[test]
fn labels_fit_where_they_stand() {
    for table in tables() {
        for (key, most) in rooms() {
            let text = table.get(&key);
            assert!(text.chars().count() <= most, "{}, {key}: more than {most} letters: {text}", table.tag);
        }
        for (key, text) in table.texts() {
            assert!(text.chars().count() <= 140, "{}, {key}: more than 140 letters: {text}", table.tag);
        }
    }
}

#[test]
fn levels_differ() {
    for table in tables() {
        for group in ["empathy_", "promise_", "face_", "recommend_"] {
            let labels: Vec<_> = table.entries.iter().filter(|(key, _)| key.starts_with(group)).collect();
            let texts: BTreeSet<_> = labels.iter().map(|(_, text)| text).collect();
            assert_eq!(texts.len(), labels.len(), "{}: two of {group} are the same", table.tag);
        }
    }
}

#[test]
fn the_page_on_languages_lists_the_tables() {
    let page = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/locales.md")).unwrap();
    let cell = |row: &str, at: usize| row.split('|').nth(at).unwrap_or_default().trim().trim_matches('`').to_owned();
    let rows = page.lines().filter(|line| line.starts_with("| `"));
    let listed: Vec<_> = rows.map(|row| (cell(row, 1), cell(row, 3))).collect();
    let checked = |table: &Table| match table.get("checked") {
        "" => "nobody yet".to_owned(),
        somebody => somebody.to_owned(),
    };
    let expect: Vec<_> = tables().iter().map(|table| (table.tag.clone(), checked(table))).collect();
    assert_eq!(listed, expect);
}

#[test]
fn a_definition_may_say_every_text_in_other_words() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/loader/goodword-definition.js");
    let source = fs::read_to_string(path).unwrap();
    let named = source.split_once("  texts: \"").unwrap().1.split_once('"').unwrap().0;
    assert_eq!([&HEAD[..], &named.split(' ').collect::<Vec<_>>()].concat(), english().keys());
}

#[test]
fn the_types_name_every_text() {
    let types = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("types/goodword.d.ts")).unwrap();
    let union = types.split_once("export type TextKey =").unwrap().1.split_once(';').unwrap().0;
    let named: Vec<_> = union.split('|').map(|name| name.trim().trim_matches('"')).skip(1).collect();
    assert_eq!([&HEAD, &*named].concat(), english().keys());
}
