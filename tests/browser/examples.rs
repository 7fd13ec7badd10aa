//! The pages of `examples/` do what they say.

use std::time::Duration;

use serde_json::json;
use thirtyfour::prelude::*;

use crate::harness::{Root, Stage};
use crate::visitor::EMPATHY;

/// Opens an example and waits for its survey, which the page itself does not tell us of.
async fn open<'a>(stage: &'a Stage, page: &str) -> Root<'a> {
    stage.browser.open(&format!("{}/examples/{page}", stage.collector.origin)).await;
    let there = "return Boolean(document.querySelector('good-word:defined'))";
    stage.browser.until("the survey", async || stage.browser.run(there).await.as_bool().filter(|is| *is)).await;
    let survey = stage.browser.root("good-word").await;
    survey.see("heading", EMPATHY).await;
    survey
}

/// Answers the first question and sends.
async fn answer(stage: &Stage, survey: &Root<'_>, name: &str) -> serde_json::Value {
    survey.choose("Agree").await;
    for on in ["Next", "Skip", "Skip"] {
        survey.click(on).await;
    }
    survey.click("Send").await;
    let stored = async || stage.collector.responses(name).into_iter().next();
    stage.browser.until("the response in the collector", stored).await
}

#[tokio::test]
async fn one_line_is_enough() {
    let stage = Stage::new().await;
    let survey = open(&stage, "plain.html").await;
    assert_eq!(answer(&stage, &survey, "plain").await["answers"], json!({"empathy": 4}));
}

#[tokio::test]
async fn an_element_takes_settings() {
    let stage = Stage::new().await;
    let survey = open(&stage, "in-place.html").await;
    survey.click("Skip").await;
    survey.click("Skip").await;
    let question = "How likely is it that you would recommend Mira to a friend or colleague?";
    survey.see("heading", question).await;
    survey.click("Back").await;
    survey.click("Back").await;
    let stored = answer(&stage, &survey, "in-place").await;
    assert_eq!(stored["fields"], json!({"plan": "pro"}));
}

#[tokio::test]
async fn a_strict_policy_needs_no_exception() {
    let stage = Stage::new().await;
    let survey = open(&stage, "strict-csp.html").await;
    answer(&stage, &survey, "strict-csp").await;
    let refused: Vec<_> = stage.browser.console().await.into_iter().filter(|line| line.contains("Policy")).collect();
    assert!(refused.is_empty(), "{refused:?}");
}

#[tokio::test]
async fn a_tag_manager_queues_its_calls() {
    let stage = Stage::new().await;
    let survey = open(&stage, "tag-manager.html").await;
    answer(&stage, &survey, "tag-manager").await;
    assert_eq!(stage.browser.driver.title().await.unwrap(), "Thank you, tag-manager");
}

#[tokio::test]
async fn a_page_written_with_yew_keeps_its_own_clicks() {
    let stage = Stage::new().await;
    let survey = open(&stage, "yew-host.html").await;
    let host = stage.browser.driver.find(By::Id("host")).await.unwrap();
    host.click().await.unwrap();
    stage.browser.until("the host counts", async || (host.text().await.unwrap() == "1").then_some(())).await;
    survey.see("radio", "Agree").await;
    assert_eq!(answer(&stage, &survey, "yew-host").await["answers"], json!({"empathy": 4}));
    assert_eq!(host.text().await.unwrap(), "1", "clicks in the survey are not the application's");
}

#[tokio::test]
async fn a_page_written_with_react_hears_what_was_delivered() {
    let stage = Stage::new().await;
    let survey = open(&stage, "react/index.html").await;
    let host = stage.browser.driver.find(By::Id("host")).await.unwrap();
    host.click().await.unwrap();
    stage.browser.until("the host counts", async || (host.text().await.unwrap() == "1").then_some(())).await;
    let stored = answer(&stage, &survey, "react").await;
    assert_eq!((&stored["answers"], &stored["fields"]), (&json!({"empathy": 4}), &json!({"plan": "pro"})));
    let said = async || stage.browser.driver.find(By::Id("delivered")).await.ok();
    let said = stage.browser.until("the application hears of it", said).await;
    assert_eq!(said.text().await.unwrap(), "Thank you, react");
}

#[tokio::test]
async fn an_application_of_one_page_asks_on_the_route_that_is_named() {
    let stage = Stage::new().await;
    let (browser, driver) = (&stage.browser, &stage.browser.driver);
    browser.open(&format!("{}/examples/spa.html", stage.collector.origin)).await;
    let follow = async |name: &str| driver.find(By::LinkText(name)).await.unwrap().click().await.unwrap();
    follow("Cart").await;
    // Longer than the loader waits between two looks at the address.
    tokio::time::sleep(Duration::from_millis(2500)).await;
    let loaded = "return performance.getEntriesByType('resource').map(({ name }) => name.split('/').pop())
        .filter((name) => name.startsWith('goodword-'))";
    let rules = json!(["goodword-courtesy.js"]);
    assert_eq!(
        browser.run(loaded).await,
        rules,
        "a page that does not ask loads the rules of when to, and nothing else"
    );
    follow("Pay").await;
    let survey = browser.root("good-word").await;
    survey.see("heading", EMPATHY).await;
    let stored = answer(&stage, &survey, "spa").await;
    assert_eq!(stored["context"]["url"], format!("{}/examples/spa/done", stage.collector.origin));
    driver.back().await.unwrap();
    let heading = driver.find(By::Tag("h1")).await.unwrap();
    assert_eq!(heading.text().await.unwrap(), "Your cart");
}
