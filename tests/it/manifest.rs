//! What is written by hand says the same as the manifest. What is written from it, `cargo xtask manifest --check` holds.

mod names;

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use goodword::manifest::{
    COMMANDS, DRAFT, DRAFT_ROW, ENTRY, EVENTS, Field, HISTORY, KEPT_ROW, LANGUAGES, MOUNTED, RESULTS, SETTINGS,
    TRIGGERS, Trigger,
};
use names::{calls, members, of_object, quoted};

type Names = BTreeSet<String>;

fn file(path: &str) -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(path);
    fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

fn files(folder: &str, extension: &str) -> Vec<String> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(folder);
    let mut found = Vec::new();
    for entry in fs::read_dir(path).unwrap() {
        let name = entry.unwrap().file_name().into_string().unwrap();
        let path = format!("{folder}/{name}");
        match name.rsplit_once('.') {
            Some((_, own)) if own == extension => found.push(path),
            None => found.extend(files(&path, extension)),
            Some(_) => {}
        }
    }
    found
}

fn set<'a>(names: impl IntoIterator<Item = &'a str>) -> Names {
    names.into_iter().map(str::to_owned).collect()
}

fn fields(lists: &[&[Field]]) -> Names {
    set(lists.iter().copied().flatten().map(|field| field.name))
}

#[test]
fn the_survey_reads_each_setting_and_no_other() {
    let mut read = calls(&file("src/widget/settings.rs"), |receiver, _| receiver == "settings");
    read.extend(quoted(&file("src/browser/host.rs"), &["name == \""]));
    // Its colours are a matter of the style sheet.
    read.extend(styled("styles/widget.css"));
    let scripts = [files("src/loader", "js"), vec!["src/widget/bootstrap.js".to_owned()]].concat();
    for script in scripts {
        let text = file(&script);
        read.extend(quoted(&text, &["Attribute(\"", "#get(\"", "get(element, \""]));
        read.extend(text.split("matches(\"[").skip(1).flat_map(selected));
        read.extend(text.split("const NAMES = [").skip(1).flat_map(listed));
    }
    // Attributes that any element has, a mark of ours, and hidden fields, which have names of their own.
    read.retain(|name| !name.starts_with("aria-") && !name.starts_with("data-"));
    read.retain(|name| !["hidden", "made", "field-"].contains(&name.as_str()));
    assert_eq!(read, set(SETTINGS.iter().map(|setting| setting.name)));
}

fn styled(path: &str) -> Names {
    file(path).split(":host([").skip(1).flat_map(selected).collect()
}

/// The attributes of a selector such as `[config],[layout=page]`, of which the first bracket is behind us.
fn selected(rest: &str) -> Vec<String> {
    let selector = rest.split('"').next().unwrap();
    selector.split('[').map(|part| part.split(['=', '^', '$', ']']).next().unwrap().to_owned()).collect()
}

/// The words of a list that has just begun.
fn listed(rest: &str) -> Vec<String> {
    let words = rest.split(']').next().unwrap().split(',');
    words.map(|word| word.trim().trim_matches('"').to_owned()).collect()
}

#[test]
fn the_results_read_each_setting_and_no_other() {
    let mut read = calls(&file("src/results/settings.rs"), |_, name| name == "read");
    read.extend(styled("styles/tokens.css"));
    // The view is in English so far, and says so.
    read.insert("locale".to_owned());
    assert_eq!(read, set(RESULTS.iter().map(|setting| setting.name)));
}

fn shown(trigger: &Trigger) -> String {
    trigger.value.map_or(trigger.word.to_owned(), |value| [trigger.word, ":", value.shown].concat())
}

#[test]
fn an_owner_is_told_of_each_trigger() {
    let all: Vec<_> = TRIGGERS.iter().map(shown).collect();
    let (last, others) = all.split_last().unwrap();
    let sentence = format!("\"must be {} or {last}\"", others.join(", "));
    assert!(file("src/loader/courtesy.js").contains(&sentence), "courtesy.js does not say {sentence}");
    let setting = SETTINGS.iter().find(|setting| setting.name == "trigger").unwrap();
    for trigger in all {
        let named = format!("`{trigger}`");
        assert!(setting.says.contains(&named), "the setting says nothing of {named}");
    }
}

#[test]
fn the_schema_takes_each_trigger() {
    let pattern = |trigger: &Trigger| {
        trigger.value.map_or(trigger.word.to_owned(), |value| [trigger.word, ":", value.pattern].concat())
    };
    let expect = format!("^({})$", TRIGGERS.iter().map(pattern).collect::<Vec<_>>().join("|"));
    let schema: serde_json::Value =
        serde_json::from_str(&file("crates/goodword-core/schema/survey.schema.json")).unwrap();
    assert_eq!(schema["properties"]["trigger"]["pattern"], expect);
}

#[test]
fn the_widget_and_the_pages_know_each_language() {
    let script = file("src/widget/bootstrap.js");
    let line = script.split_once("const LANGUAGES = \"").unwrap().1.split_once('"').unwrap().0;
    assert_eq!(line.split(' ').collect::<Vec<_>>(), LANGUAGES);
    let tables = files("src/locale/tables", "json");
    let tags = tables.iter().map(|path| path.rsplit('/').next().unwrap().trim_end_matches(".json"));
    assert_eq!(set(tags), set(LANGUAGES));
    let setting = SETTINGS.iter().find(|setting| setting.name == "locale").unwrap();
    assert!(setting.says.contains(&format!("[{} are there]", LANGUAGES.len())), "{}", setting.says);
}

#[test]
fn each_event_is_emitted_and_no_other() {
    let mut emitted = Names::new();
    for path in files("src", "rs") {
        emitted.extend(calls(&file(&path), |_, name| name == "emit"));
    }
    for path in files("src", "js") {
        let text = file(&path);
        emitted.extend(quoted(&text, &["new CustomEvent(\"goodword:"]));
        emitted.extend(text.split("emit(").skip(1).filter_map(second));
    }
    // A name is put behind it.
    emitted.remove("");
    assert_eq!(emitted, set(EVENTS.iter().map(|event| event.name)));
}

/// The second of the arguments that have just begun, if it is a text.
fn second(rest: &str) -> Option<String> {
    let argument = rest.lines().next()?.split(", ").nth(1)?;
    let (name, _) = argument.strip_prefix('"')?.split_once('"')?;
    Some(name.to_owned())
}

#[test]
fn each_command_is_understood_and_typed_and_no_other() {
    let expect = set(COMMANDS.iter().map(|command| command.name));
    let types = file("types/goodword.d.ts");
    let commands = types.split("(command: ").skip(1).flat_map(|rest| {
        let words = rest.split([',', ')']).next().unwrap().split('|');
        words.map(|word| word.trim().trim_matches('"').to_owned())
    });
    assert_eq!(commands.collect::<Names>(), expect, "types/goodword.d.ts");
    let loader = file("src/loader/goodword.js");
    let table = loader.split_once("const commands = {").unwrap().1.split_once("\n  };").unwrap().0;
    let own = table.lines().filter_map(|line| line.strip_prefix("    ")?.split_once(['(', ':'])).map(|(name, _)| name);
    let mut understood = set(own.filter(|name| name.chars().all(char::is_alphanumeric)));
    let more = file("src/loader/goodword-more.js");
    let rarer = more.split_once("export function command(").unwrap().1.split_once("\n}\n").unwrap().0;
    understood.extend(quoted(rarer, &["name === \"", "name !== \""]));
    assert_eq!(understood, expect, "the loader");
}

#[test]
fn a_survey_understands_what_the_loader_says_to_it_and_nothing_else() {
    let expect = set(MOUNTED.iter().map(|command| command.name));
    let mount = file("src/widget/mount.rs");
    let arms = mount.lines().filter_map(|line| line.trim().strip_prefix('"')?.split_once("\" => Some(Self::"));
    assert_eq!(set(arms.map(|(name, _)| name)), expect, "the survey");
    let scripts = files("src/loader", "js");
    let said = scripts.iter().flat_map(|path| quoted(&file(path), &["tell(\"", "tell?.(\"", "#say(\"", "begin(\""]));
    assert_eq!(said.collect::<Names>(), expect, "the loader");
}

#[test]
fn scripts_touch_the_fields_of_an_entry_and_no_others() {
    let known = fields(&[&ENTRY, &HISTORY]);
    let mut touched = Names::new();
    for path in ["src/delivery/submit.js", "src/delivery/store.js", "src/loader/goodword-more.js"] {
        let text = file(path);
        let here = ["row.", "entry.", "...row", "...entry", "} = entry", "isSound({", "moved({"];
        let found: Names = here.iter().flat_map(|mark| members(&text, mark)).collect();
        assert!(!found.is_empty(), "{path} touches nothing");
        let others: Vec<_> = found.difference(&known).collect();
        assert!(others.is_empty(), "{path} touches {others:?}, which no entry has");
        touched.extend(found);
    }
    for field in &HISTORY {
        assert!(touched.contains(field.name) || field.optional, "no script writes {}", field.name);
    }
}

#[test]
fn what_a_row_holds_is_written_as_it_is_listed() {
    let check = |path: &str, mark: &str, expect: &[Field]| {
        assert_eq!(of_object(&file(path), mark), fields(&[expect]), "{path}: {mark}");
    };
    check("src/delivery/client.js", "drafts.put({", &DRAFT_ROW);
    check("src/delivery/submit.js", "kept.put({", &KEPT_ROW);
    // Drafts as they were kept before they named their parts are read as those of today.
    check("src/delivery/client.js", "return { id", &DRAFT);
    let begun: Vec<_> = HISTORY.iter().filter(|field| !field.optional).copied().collect();
    check("src/delivery/submit.js", "row = {", &begun);
}
