//! Settings as they come and go: the names of fields, what a page does to the element for its own ends, and what a
//! definition says of when to ask.

use serde_json::{Value, json};

use crate::harness::Stage;

#[tokio::test]
async fn a_field_keeps_the_case_of_its_name() {
    let stage = Stage::new().await;
    stage.open_with(json!({"survey": "case", "mode": "inline", "layout": "page", "field-plan": "free"})).await;
    let survey = stage.survey().await;
    stage.browser.run("goodword('set', { OrderId: 'A-17', plan: 'pro' })").await;
    survey.choose("10").await;
    survey.click("Send").await;
    stage.browser.heard("delivered").await;
    assert_eq!(stage.collector.responses("case")[0]["fields"], json!({"OrderId": "A-17", "plan": "pro"}));
}

#[tokio::test]
async fn what_cannot_be_used_is_said_once_however_often_the_element_changes() {
    let stage = Stage::new().await;
    stage.open_with(json!({"survey": "once", "mode": "inline", "personUrl": "javascript:0"})).await;
    stage.survey().await;
    let change = "const element = document.querySelector('good-word'), wait = () => new Promise((done) => setTimeout(done, 50));
        for (let turn = 0; turn < 5; turn++) { element.className = 'c' + turn; element.style.opacity = turn; await wait(); }
        for (let turn = 0; turn < 5; turn++) { goodword('set', { turn: turn }); await wait(); }";
    stage.browser.run(&format!("return (async () => {{ {change} }})()")).await;
    let said = stage.browser.console().await;
    let said: Vec<_> = said.iter().filter(|line| line.contains("person-url")).collect();
    assert_eq!(said.len(), 1, "{said:?}");
}

#[tokio::test]
async fn a_tab_that_is_asked_for_before_it_is_there_opens() {
    let stage = Stage::new().await;
    stage.open_with(json!({"survey": "early", "mode": "tab", "trigger": "manual"})).await;
    stage.browser.until("the loader", async || stage.browser.run("return goodword.loaded").await.as_bool()).await;
    stage.browser.run("goodword('ask')").await;
    let survey = stage.survey().await;
    survey.see("dialog", "How did we do?").await;
    assert_eq!(survey.focus().await.map(|(role, _)| role).as_deref(), Some("heading"), "who asked for it is led there");
}

/// Whether the survey is shown: at first, and once `script` has run.
async fn asks(stage: &Stage, mut settings: Value, definition: Value, script: &str) -> (bool, bool) {
    settings["survey"] = json!("turn");
    settings["definition"] = definition;
    settings["definition"]["questions"] = json!([{"id": "promise"}]);
    stage.open_with(settings).await;
    stage.browser.until("the survey's code", async || {
        let loaded = "return performance.getEntriesByType('resource').some(({ name }) => name.endsWith('/goodword-definition.js'))";
        stage.browser.run(loaded).await.as_bool().filter(|loaded| *loaded)
    }).await;
    let shown = async || {
        stage.browser.run("return new Promise((done) => setTimeout(done, 900))").await;
        stage.browser.times_heard("shown").await > 0
    };
    let first = shown().await;
    stage.browser.run(script).await;
    (first, shown().await)
}

#[tokio::test]
async fn a_definition_says_when_and_an_attribute_goes_before_it() {
    let stage = Stage::new().await;
    let trigger = |trigger: &str| json!({"trigger": trigger});
    let paid = "document.dispatchEvent(new CustomEvent('paid'))";
    let ask = "goodword('ask')";
    assert_eq!(asks(&stage, json!({}), trigger("event:paid"), paid).await, (false, true));
    assert_eq!(asks(&stage, json!({}), trigger("manual"), paid).await, (false, false));
    assert_eq!(asks(&stage, json!({}), trigger("manual"), ask).await, (false, true));
    assert_eq!(
        asks(&stage, json!({"mode": "tab"}), trigger("click:#ask"), "document.getElementById('ask').click()").await,
        (false, true)
    );
    assert_eq!(asks(&stage, json!({"trigger": "load"}), trigger("manual"), "").await, (true, true), "the attribute");
    assert_eq!(
        asks(&stage, json!({"mode": "inline"}), trigger("manual"), "").await,
        (true, true),
        "it stands in the page"
    );
    let nobody = json!({"frequency": {"sample": 0}});
    assert_eq!(
        asks(&stage, json!({}), nobody.clone(), ask).await,
        (false, true),
        "nobody but who is asked by the page"
    );
    assert_eq!(asks(&stage, json!({"sample": "1"}), nobody, "").await, (true, true), "the attribute");
}

#[tokio::test]
async fn a_definition_says_how_often_and_how_it_looks() {
    let stage = Stage::new().await;
    let definition = json!({"frequency": {"cooldown": 7}, "follow_up": 48, "theme": "dark"});
    assert_eq!(asks(&stage, json!({"followUp": "24"}), definition, "").await, (true, true));
    let survey = stage.browser.root("good-word").await;
    let attributes = "const element = document.querySelector('good-word'); return ['cooldown', 'follow-up', 'theme'].map((name) => element.getAttribute(name))";
    assert_eq!(stage.browser.run(attributes).await, json!(["7", "24", "dark"]));
    survey.click("Close").await;
    let until = stage.browser.run("return (parseFloat(localStorage['goodword:turn']) - Date.now()) / 864e5").await;
    assert!((until.as_f64().unwrap() - 7.0).abs() < 0.1, "{until}");
    stage.browser.run("return goodword('reset')").await;
    let bad = json!({"trigger": "delay:abc"});
    asks(&stage, json!({}), bad, "").await;
    let error = stage.browser.heard("error").await;
    let rule = "trigger=\"delay:abc\" asks nobody: it must be load, delay:5s, scroll:60%, exit, click:CSS, event:NAME or manual";
    assert_eq!((&error["code"], &error["message"]), (&json!("definition"), &json!(rule)));
}
