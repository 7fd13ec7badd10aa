//! Kinds of situations in other people's pages, each with several instances: the pages of `tests/pages/kinds` act them out
//! and say how they ended.

mod theatre;

use theatre::all_end_well;

/// Drafts and ids, between tabs, elements, pages and versions.
#[tokio::test]
async fn each_tab_element_and_article_has_an_answer_of_its_own() {
    all_end_well(
        "drafts",
        &[
            "two tabs",
            "two tabs that tell of each step",
            "two tabs in place",
            "two elements",
            "two elements after a reload",
            "two articles",
            "half an answer is there after a reload, of its own article",
            "a draft of an older definition",
            "what fits in a newer version",
            "reset forgets the words",
            "closed in one tab",
            "sent in one tab",
        ],
    )
    .await;
}

/// Bodies that are swapped, morphed and rebuilt, and components that end.
#[tokio::test]
async fn a_survey_lives_through_what_becomes_of_the_page() {
    all_end_well(
        "swaps",
        &[
            "Turbo, the tag in the head",
            "Turbo, the tag in the body",
            "the body's markup is set",
            "a morph in the middle of an answer",
            "the whole document is built anew",
            "a root of the page is emptied again and again",
            "what the visitor closed stays closed",
            "a route takes its open survey with it",
            "taken away before its delay is over",
            "mounted, unmounted, mounted",
            "moved while it is answered",
        ],
    )
    .await;
}

/// Tags, calls and loaders of which there are several.
#[tokio::test]
async fn one_survey_is_open_at_a_time() {
    all_end_well(
        "one",
        &[
            "the tag twice",
            "two tags, two surveys",
            "init three times",
            "two loaders of two folders",
            "a popover, a dialog and a binary of its own",
            "two tabs on the edge",
            "a day's rest",
        ],
    )
    .await;
}

/// Shadow roots of the page's own.
#[tokio::test]
async fn a_component_of_the_page_keeps_nothing_to_itself() {
    all_end_well(
        "roots",
        &[
            "what happens is heard outside",
            "two roots deep",
            "commands reach it",
            "who closed it there is not asked at the next view",
            "a click on what is inside a component asks",
            "a click two roots deep asks",
            "a click beside it does not",
            "the language stands outside",
        ],
    )
    .await;
}

/// The first question is there before the survey is.
#[tokio::test]
async fn what_is_painted_first_is_the_survey_and_loses_nothing() {
    all_end_well(
        "first",
        &[
            "in place it is what the survey shows",
            "in the corner it is what the survey shows",
            "wished for it is what the survey shows",
            "what is pressed meanwhile is done then",
            "whoever is there by keyboard stays there",
            "what is closed meanwhile stays closed",
            "who closes it and leaves is not asked again",
            "who has begun sees what was given and not the beginning",
            "where the wasm fails the owner's own words are back",
            "settings that cannot be used show nothing",
        ],
    )
    .await;
}

/// Keys that are pressed in a survey.
#[tokio::test]
async fn a_key_without_use_here_belongs_to_the_page() {
    all_end_well(
        "keys",
        &[
            "Escape in place belongs to the page",
            "Tab reaches a trap of the page",
            "a shortcut with Ctrl reaches the page",
            "a shortcut with Meta reaches the page from a box with words",
            "letters that are written stay here",
            "Escape closes what lies in the corner, and nothing else",
            "the page's own dialog closes by Escape",
        ],
    )
    .await;
}

/// Dialogs that are open, that open later, and that are only there.
#[tokio::test]
async fn a_dialog_of_the_page_goes_before() {
    all_end_well(
        "dialogs",
        &[
            "opened later",
            "an alert opened later",
            "the browser's own, opened later",
            "shown later by an attribute",
            "one that hides the rest, opened later",
            "open before",
            "the browser's own, open before",
            "our own",
            "hidden in the markup",
            "hidden in other ways",
        ],
    )
    .await;
}

/// Bars, buttons and layers at the edge of the window.
#[tokio::test]
async fn nothing_is_covered_and_nothing_covers() {
    all_end_well(
        "corners",
        &[
            "a bar that is a dialog",
            "a plain bar",
            "a bar above everything",
            "a box in the left corner",
            "a box in the right corner",
            "a round button in the right corner",
            "a footer that sticks",
            "boxes in both corners below",
            "a bar that comes later",
            "a bar that goes",
            "nothing is in the way",
            "a body with a transform",
            "a body with will-change",
            "a body with contain",
            "a body with perspective",
            "a body with a filter and a scroller",
            "a page that is all on top",
        ],
    )
    .await;
}

/// Addresses, routes, scrolling, sight, and signs that come again.
#[tokio::test]
async fn the_owner_and_the_visitor_are_taken_at_their_word() {
    all_end_well(
        "places",
        &[
            "a query",
            "a path and any query",
            "a path, with a query in the address",
            "another query",
            "a decoded path",
            "an encoded path",
            "a path with a colon",
            "a route in the fragment",
            "a path and a fragment",
            "another fragment",
            "a whole address",
            "what is excluded",
            "what is excluded in the fragment",
            "a route that comes",
            "left by pushState",
            "left by replaceState",
            "left before it is there",
            "left by the fragment",
            "left by going back",
            "left for what is excluded",
            "scrolled on a page that fits",
            "scrolled half",
            "scrolled too little",
            "scrolled in an inner scroller",
            "a prerendered page",
            "a tab in the background",
            "a page that never finishes loading",
            "who scrolls on is not asked again",
            "who leaves twice is not asked again",
            "who has answered is not asked again",
            "many signs and no place",
        ],
    )
    .await;
}

/// Calls that come before the element.
#[tokio::test]
async fn a_call_waits_for_what_it_is_about() {
    all_end_well(
        "calls",
        &[
            "set before the tag",
            "set, and an element a second later",
            "set before init",
            "set after the element, once it is there",
            "what was set is sent",
            "asked before the tag",
            "asked before the element",
            "heard and told",
        ],
    )
    .await;
}

/// Modules, imports, bundles.
#[tokio::test]
async fn the_loader_works_or_says_why_not() {
    all_end_well(
        "ways",
        &[
            "a module",
            "an import, then init",
            "bundled with the page's own script",
            "bundled into a module",
            "evaluated",
            "allowed after the page has loaded",
        ],
    )
    .await;
}

/// A site behind a path.
#[tokio::test]
async fn addresses_are_those_of_the_loader() {
    all_end_well("below", &["the results view", "the frame's own page", "the iframe mode", "the survey"]).await;
}

/// Language tags, and a language that changes.
#[tokio::test]
async fn a_language_is_understood_as_pages_write_it() {
    all_end_well("tongues", &["pt_BR", "pt-br", "de_AT", "zh_Hant_TW", "EN_us", "tlh", "changed while it is open"])
        .await;
}

/// Settings and definitions, usable and not.
#[tokio::test]
async fn a_setting_that_cannot_be_used_is_said_and_asks_nobody() {
    all_end_well(
        "settings",
        &[
            "sample 0,1",
            "sample often",
            "sample 2",
            "trigger scroll",
            "trigger delay:abc",
            "trigger delay:",
            "trigger onload",
            "trigger click:a[",
            "trigger click",
            "mode popup",
            "cooldown abc",
            "sample 100%",
            "sample 0%",
            "sample 10%",
            "sample 10%, not drawn",
            "trigger delay:500ms",
            "trigger delay:1",
            "trigger exit-intent",
            "trigger Exit",
            "cooldown 1w",
            "cooldown 14d",
            "cooldown 30",
            "three times no is never, whatever the days",
            "what is closed at once is remembered at once",
            "a definition that is not there",
            "a definition that is broken",
            "a definition that is missing, in the corner",
            "a key that is misspelt is named",
            "a person at mailto:help@shop.example",
            "a person at tel:+4930123456",
            "a person at sms:+4930123456",
            "a person at javascript:",
        ],
    )
    .await;
}

/// Labels, options and lengths.
#[tokio::test]
async fn the_owners_questions_say_what_they_mean() {
    all_end_well(
        "questions",
        &[
            "a field without a value",
            "a field without a value and with another word",
            "an answer that was not given",
            "what is required says so",
            "an option whose value is a name of JavaScript's",
            "a word that is longer than the card",
            "more than an answer may hold",
        ],
    )
    .await;
}

/// Documents that have no address of their own.
#[tokio::test]
async fn a_frame_without_an_address_tells_none() {
    all_end_well("frames", &["of srcdoc"]).await;
}

/// A situation that nobody plays proves nothing.
#[test]
fn every_situation_is_played() {
    let here = include_str!("kinds.rs");
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/pages/kinds");
    let mut count = 0;
    for file in std::fs::read_dir(folder).unwrap() {
        let page = std::fs::read_to_string(file.unwrap().path()).unwrap();
        let Some((_, plays)) = page.split_once("\nplay({\n") else { continue };
        for line in plays.lines() {
            let name = line.strip_prefix("  ").map(|line| line.strip_prefix("async ").unwrap_or(line));
            let named = name.and_then(|line| line.strip_prefix('"')?.split_once('"'));
            let Some((name, _)) = named else { continue };
            count += 1;
            assert!(here.contains(&format!("\"{name}\"")), "{name} is not played");
        }
    }
    assert!(count > 100, "{count} situations");
}
