//! Settings as they come and go, and a survey that is asked for before it is there.

use serde_json::json;

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
