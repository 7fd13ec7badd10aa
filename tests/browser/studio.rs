//! Somebody who has never seen the studio builds a survey in it, publishes it, and another person answers it.

use serde_json::{Value, json};
use thirtyfour::prelude::*;

use crate::axe;
use crate::harness::{Browser, Root, Stage};

/// The pages of the tests note what they hear; this one is the collector's.
const LISTEN: &str = "window.heard = []; for (const name of ['shown', 'delivered'])
    addEventListener('goodword:' + name, ({ detail }) => heard.push([name, detail]))";

/// The studio's page, with the token of its owner.
async fn stage() -> (Stage, String) {
    let stage = Stage::new().await;
    let token = stage.collector.run(&["token", "create", "--scope", "admin", "--name", "owner"]).trim().to_owned();
    open(&stage).await;
    (stage, token)
}

async fn open(stage: &Stage) {
    stage.browser.open(&format!("{}/studio", stage.collector.origin)).await;
    let there = async || stage.browser.run("return !!document.querySelector('#studio')?.shadowRoot").await.as_bool();
    stage.browser.until("the studio", async || there().await.filter(|there| *there)).await;
}

async fn studio(stage: &Stage) -> Root<'_> {
    stage.browser.root("#studio").await
}

/// Writes something else into a field.
async fn rewrite(stage: &Stage, studio: &Root<'_>, name: &str, text: &str) {
    let field = studio.see("textbox", name).await;
    let select = "arguments[0].focus(); arguments[0].select()";
    stage.browser.driver.execute(select, vec![field.to_json().unwrap()]).await.unwrap();
    stage.browser.press(if text.is_empty() { Key::Delete + "" } else { text.into() }).await;
}

/// Chooses an option of a list by what it is called.
async fn choose(stage: &Stage, studio: &Root<'_>, name: &str, option: &str) {
    let list = studio.see("combobox", name).await;
    let script =
        "const [list, called] = arguments; list.value = [...list.options].find(({ text }) => text === called).value;
        list.dispatchEvent(new Event('change', { bubbles: true }))";
    stage.browser.driver.execute(script, vec![list.to_json().unwrap(), json!(option)]).await.unwrap();
}

async fn definition(stage: &Stage, survey: &str) -> Value {
    let script =
        "const [survey, done] = arguments; fetch(`/v1/surveys/${survey}`).then((reply) => reply.json()).then(done)";
    stage.browser.call_async(script, vec![json!(survey)]).await
}

/// What the real survey in the frame says: the wordings of all its questions.
async fn previewed(stage: &Stage, expect: &[&str]) {
    let script = "const frame = document.querySelector('#studio').shadowRoot.querySelector('iframe').contentDocument;
        const root = frame.querySelector('good-word')?.shadowRoot;
        return [...root?.querySelectorAll('h2, label') ?? []].map((label) => label.innerText)";
    stage
        .browser
        .until(&format!("{expect:?} in the frame"), async || {
            let said = stage.browser.run(script).await;
            let said: Vec<_> = said.as_array()?.iter().filter_map(Value::as_str).collect();
            expect.iter().all(|wording| said.iter().any(|said| said.contains(wording))).then_some(())
        })
        .await;
}

#[tokio::test]
async fn a_survey_is_built_published_and_answered() {
    let (stage, token) = stage().await;
    let studio = studio(&stage).await;
    // What a template asks, and two questions more: five, one of them asked of some alone.
    let template = studio.first(".templates li:nth-child(3) button").await;
    template.click().await.unwrap();
    previewed(&stage, &["How easy was that?", "What was the hardest part?"]).await;
    studio.click("Own words").await;
    rewrite(&stage, &studio, "Wording", "Who helped you?").await;
    studio.click("Consent").await;
    rewrite(&stage, &studio, "Wording", "May we thank them?").await;
    rewrite(&stage, &studio, "Survey", "visit").await;
    studio.click("Ask only some").await;
    choose(&stage, &studio, "must hold", "is at most").await;
    choose(&stage, &studio, "Value", "6").await;
    previewed(&stage, &["Who helped you?", "May we thank them?"]).await;

    // In a second language, which is offered once all is said.
    studio.click("Languages").await;
    choose(&stage, &studio, "Add a language", "de").await;
    studio.click("Add").await;
    let words = [
        ("How easy was that?", "Wie leicht war das?"),
        ("Very hard", "Sehr schwer"),
        ("Very easy", "Sehr leicht"),
        ("What was the hardest part?", "Was war am schwersten?"),
        ("Finding where to begin", "Den Anfang zu finden"),
        ("Understanding what was wanted", "Zu verstehen, was verlangt war"),
        ("Waiting", "Das Warten"),
        ("Something did not work", "Etwas ging nicht"),
        ("Who helped you?", "Wer hat geholfen?"),
    ];
    for (first, german) in words {
        rewrite(&stage, &studio, first, german).await;
    }
    assert!(studio.find("checkbox", "Offered to visitors").await.is_none(), "something is still missing");
    rewrite(&stage, &studio, "May we thank them?", "Dürfen wir danken?").await;
    studio.tick("Offered to visitors", true).await;
    previewed(&stage, &["Wie leicht war das?", "Dürfen wir danken?"]).await;

    studio.click("Publish…").await;
    rewrite(&stage, &studio, "Admin token, unless you are signed in; it is kept nowhere", &token).await;
    studio.click("Publish version 1").await;
    studio.see("heading", "Put it where your visitors are").await;
    let published = definition(&stage, "visit").await;
    assert_eq!(published["questions"].as_array().unwrap().len(), 5, "{published}");
    assert_eq!(published["questions"][4]["show_if"], json!({"question": "ease", "at_most": 6}));
    answered_elsewhere(&stage).await;
    let stored = &stage.collector.responses("visit")[0];
    assert_eq!(
        stored["answers"],
        json!({"ease": 7, "text": "Mira."}),
        "the condition holds: nobody was asked for consent"
    );
    // Before it was published there was nothing under its name, which a browser notes.
    let console = stage.browser.console().await;
    assert!(console.iter().all(|line| line.contains("404")), "{console:?}");
}

/// Somebody else answers it, in German.
async fn answered_elsewhere(stage: &Stage) {
    let visitor = Browser::start().await;
    visitor.devtools("Page.addScriptToEvaluateOnNewDocument", json!({"source": LISTEN})).await;
    visitor.open(&format!("{}/s/visit?lang=de", stage.collector.origin)).await;
    visitor.heard("shown").await;
    let survey = visitor.root("good-word").await;
    survey.see("heading", "Wie leicht war das?").await;
    survey.choose("7").await;
    survey.click("Weiter").await;
    survey.click("Überspringen").await;
    survey.see("heading", "Wer hat geholfen?").await;
    survey.write("Wer hat geholfen?", "Mira.").await;
    survey.click("Senden").await;
    visitor.heard("delivered").await;
}

/// Tab until something with this role and name has the focus, then a key.
async fn key_at(stage: &Stage, studio: &Root<'_>, role: &str, name: &str, key: impl Into<TypingData>) {
    // From the beginning of the page: what was pressed may be gone.
    for _ in 0..6 {
        if reached(stage, studio, role, name).await {
            return stage.browser.press(key).await;
        }
    }
    panic!("Tab never reached {role} “{name}”");
}

async fn reached(stage: &Stage, studio: &Root<'_>, role: &str, name: &str) -> bool {
    for _ in 0..30 {
        if studio.focus().await.is_some_and(|(is, called)| is == role && called == name) {
            return true;
        }
        stage.browser.press(Key::Tab + "").await;
    }
    false
}

#[tokio::test]
async fn a_survey_is_built_and_published_by_keyboard_alone() {
    let (stage, token) = stage().await;
    let studio = studio(&stage).await;
    let enter = || Key::Enter + "";
    let write = async |name: &str, text: &str| key_at(&stage, &studio, "textbox", name, text).await;
    key_at(
        &stage,
        &studio,
        "button",
        "How likely is it that you would recommend us to a friend or colleague?",
        enter(),
    )
    .await;
    key_at(&stage, &studio, "button", "Own words", enter()).await;
    key_at(&stage, &studio, "button", "Ask only some", enter()).await;
    key_at(&stage, &studio, "combobox", "must hold", Key::Up + "").await;
    key_at(&stage, &studio, "combobox", "Value", "6").await;
    write("Survey", "keys").await;
    key_at(&stage, &studio, "button", "Languages", enter()).await;
    key_at(&stage, &studio, "combobox", "Add a language", "de").await;
    key_at(&stage, &studio, "button", "Add", enter()).await;
    write("What should we know?", "Was sollen wir wissen?").await;
    key_at(&stage, &studio, "checkbox", "Offered to visitors", " ").await;
    key_at(&stage, &studio, "button", "Publish…", enter()).await;
    write("Admin token, unless you are signed in; it is kept nowhere", &token).await;
    studio.see("button", "Publish version 1").await;
    key_at(&stage, &studio, "button", "Publish version 1", enter()).await;
    studio.see("heading", "Put it where your visitors are").await;
    let published = definition(&stage, "keys").await;
    assert_eq!(published["questions"][1]["show_if"], json!({"question": "recommend", "at_most": 6}));
    assert_eq!(published["locales"]["de"]["questions"]["text"]["label"], "Was sollen wir wissen?");
}

#[tokio::test]
async fn a_reload_loses_nothing_and_undo_brings_everything_back() {
    let (stage, _) = stage().await;
    let studio_there = studio(&stage).await;
    studio_there.first(".templates li:nth-child(1) button").await.click().await.unwrap();
    rewrite(&stage, &studio_there, "Wording of your own", "Were you heard?").await;
    studio_there.click("Remove").await;
    previewed(&stage, &["Did we do what we said we would?"]).await;
    stage.browser.driver.refresh().await.unwrap();
    open(&stage).await;
    let again = studio(&stage).await;
    assert_eq!(again.texts(".questions .words").await[0], "Did we do what we said we would?");
    again.click("Own words").await;
    again.click("Undo").await;
    assert_eq!(again.all(".questions li").await.len(), 3);
    // With Alt and an arrow a question moves.
    again.first(".questions li:nth-child(1) .pick").await.click().await.unwrap();
    let chord = stage.browser.driver.action_chain().key_down(Key::Alt).send_keys(Key::Down + "").key_up(Key::Alt);
    chord.perform().await.unwrap();
    let first =
        async || (again.texts(".questions .words").await[1] == "Did we do what we said we would?").then_some(());
    stage.browser.until("the other order", first).await;
}

#[tokio::test]
async fn what_cannot_be_published_is_named_at_its_place_and_nothing_is_lost() {
    let (stage, token) = stage().await;
    let studio = studio(&stage).await;
    studio.click("Own words").await;
    rewrite(&stage, &studio, "Wording", "").await;
    rewrite(&stage, &studio, "Survey", "no name").await;
    studio.click("Publish…").await;
    let told = async || {
        let lines = studio.texts(".plain .warm").await.join("\n");
        (lines.contains("questions[0].label: is required") && lines.contains("id: must be 1 to 64")).then_some(())
    };
    stage.browser.until("what is to be mended", told).await;
    studio.click("Go there").await;
    rewrite(&stage, &studio, "Wording", "<b>Why</b>?").await;
    rewrite(&stage, &studio, "Survey", "visit").await;
    previewed(&stage, &["<b>Why</b>?"]).await;
    studio.click("Publish…").await;
    rewrite(&stage, &studio, "Admin token, unless you are signed in; it is kept nowhere", "gw_sec_wrong").await;
    studio.click("Publish version 1").await;
    let refused = async || studio.texts("[role=status] .warm").await.join("").contains("Nothing is lost").then_some(());
    stage.browser.until("the refusal", refused).await;
    rewrite(&stage, &studio, "Admin token, unless you are signed in; it is kept nowhere", &token).await;
    studio.click("Publish version 1").await;
    studio.see("heading", "Put it where your visitors are").await;
}

#[tokio::test]
async fn every_panel_is_accessible_in_light() {
    panels("light", 1280).await;
}

#[tokio::test]
async fn every_panel_is_accessible_in_dark_on_a_phone() {
    panels("dark", 320).await;
}

async fn panels(scheme: &str, width: u32) {
    let (stage, _) = stage().await;
    let features = json!({"features": [{"name": "prefers-color-scheme", "value": scheme}]});
    stage.browser.devtools("Emulation.setEmulatedMedia", features).await;
    let size = json!({"width": width, "height": 900, "deviceScaleFactor": 1, "mobile": false});
    stage.browser.devtools("Emulation.setDeviceMetricsOverride", size).await;
    axe::bring(&stage).await;
    let studio = studio(&stage).await;
    axe::check(&stage, "#studio", &format!("studio {scheme} templates"), 10).await;
    studio.first(".templates li:nth-child(5) button").await.click().await.unwrap();
    studio.first(".questions li:nth-child(3) .pick").await.click().await.unwrap();
    axe::check(&stage, "#studio", &format!("studio {scheme} question"), 20).await;
    for panel in ["Around", "Languages", "When and look", "Take it away", "Publish…"] {
        studio.click(panel).await;
        axe::check(&stage, "#studio", &format!("studio {scheme} {panel}"), 15).await;
    }
    let wide = stage.browser.run("return document.documentElement.scrollWidth").await;
    assert!(wide.as_u64().unwrap() <= u64::from(width), "the page scrolls sideways: {wide}");
}
