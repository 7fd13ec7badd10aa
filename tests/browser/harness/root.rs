//! Eyes and hands inside a shadow root, by what a screen reader would say is there.

use serde_json::{Value, json};
use thirtyfour::prelude::*;

use super::Browser;

/// What the standard calls a reference to a shadow root.
const SHADOW: &str = "shadow-6066-11e4-a52e-4f735466cecf";

/// The inside of one element. chromedriver hands out closed roots too.
pub struct Root<'a> {
    browser: &'a Browser,
    reference: Value,
}

impl<'a> Root<'a> {
    /// The root of `host`.
    pub async fn of(browser: &'a Browser, host: &WebElement) -> Self {
        let reference = browser.ask(format!("element/{}/shadow", host.element_id()), None).await;
        Self { browser, reference }
    }

    /// Waits for the element with this role and accessible name.
    pub async fn see(&self, role: &str, name: &str) -> WebElement {
        self.browser.until(&format!("{role} “{name}”"), async || self.find(role, name).await).await
    }

    /// Waits for the first element that a selector finds.
    pub async fn first(&self, css: &str) -> WebElement {
        self.browser.until(css, async || self.all(css).await.into_iter().next()).await
    }

    /// Waits until no element has this role and accessible name.
    pub async fn gone(&self, role: &str, name: &str) {
        let gone = async || self.find(role, name).await.is_none().then_some(());
        self.browser.until(&format!("no {role} “{name}”"), gone).await;
    }

    /// The element with this role and accessible name, if it is there now.
    pub async fn find(&self, role: &str, name: &str) -> Option<WebElement> {
        for element in self.all(selector(role)).await {
            if self.describe(&element).await.is_some_and(|(is, called)| is == role && called == name) {
                return Some(element);
            }
        }
        None
    }

    /// Clicks what has this name: a button.
    pub async fn click(&self, name: &str) {
        self.see("button", name).await.click().await.unwrap();
    }

    /// Clicks the words beside a radio button, as people do.
    pub async fn choose(&self, name: &str) {
        self.set("radio", name, true).await;
    }

    /// Clicks the words beside a box, after which it is ticked or not.
    pub async fn tick(&self, name: &str, ticked: bool) {
        self.set("checkbox", name, ticked).await;
    }

    async fn set(&self, role: &str, name: &str, chosen: bool) {
        let input = self.see(role, name).await;
        let script = "return arguments[0].labels[0]";
        let label = self.browser.driver.execute(script, vec![input.to_json().unwrap()]).await.unwrap();
        label.element().unwrap().click().await.unwrap();
        let done = async || (input.is_selected().await.unwrap() == chosen).then_some(());
        self.browser.until(&format!("“{name}” chosen: {chosen}"), done).await;
    }

    /// Writes into the box with this name.
    pub async fn write(&self, name: &str, text: &str) {
        self.see("textbox", name).await.click().await.unwrap();
        self.browser.press(text).await;
    }

    /// Runs a script whose first argument is this root.
    pub async fn call(&self, script: &str) -> Value {
        self.browser.driver.execute(script, vec![self.reference.clone()]).await.unwrap().json().clone()
    }

    /// Role and accessible name of what has the focus in here.
    pub async fn focus(&self) -> Option<(String, String)> {
        let script = "return arguments[0].activeElement";
        let active = self.browser.driver.execute(script, vec![self.reference.clone()]).await.unwrap();
        self.describe(&active.element().ok()?).await
    }

    /// Presses Tab until the focus is on the element with this role and name.
    pub async fn tab_to(&self, role: &str, name: &str) {
        let mut passed = Vec::new();
        for _ in 0..20 {
            self.browser.press(Key::Tab + "").await;
            let focus = self.focus().await;
            if focus.as_ref().is_some_and(|(is, called)| is == role && called == name) {
                return;
            }
            passed.push(focus);
        }
        panic!("Tab never reached {role} “{name}”, but {passed:?}");
    }

    /// The text of every element that matches.
    pub async fn texts(&self, css: &str) -> Vec<String> {
        let mut texts = Vec::new();
        for element in self.all(css).await {
            texts.push(element.text().await.unwrap_or_default());
        }
        texts
    }

    /// Every element that matches.
    pub async fn all(&self, css: &str) -> Vec<WebElement> {
        let path = format!("shadow/{}/elements", self.reference[SHADOW].as_str().unwrap());
        let found = self.browser.ask(path, Some(json!({"using": "css selector", "value": css}))).await;
        let elements = found.as_array().unwrap().iter();
        elements
            .map(|element| WebElement::from_json(element.clone(), self.browser.driver.handle().clone()).unwrap())
            .collect()
    }

    /// Role and accessible name, unless the element has just gone.
    async fn describe(&self, element: &WebElement) -> Option<(String, String)> {
        let ask = async |what: &str| {
            let command = format!("element/{}/{what}", element.element_id());
            self.browser.try_ask(command).await.and_then(|value| value.as_str().map(str::to_owned))
        };
        Some((ask("computedrole").await?, ask("computedlabel").await?))
    }
}

/// Elements that may have this role.
fn selector(role: &str) -> &'static str {
    match role {
        "button" => "button",
        "heading" => "h1, h2, h3",
        "link" => "a",
        "radio" => "input[type=radio]",
        "combobox" => "select",
        "checkbox" => "input[type=checkbox]",
        "alert" => "[role=alert]",
        "textbox" => "input, textarea",
        "progressbar" => "progress",
        "dialog" | "region" => "section, dialog",
        "group" => "[role=group], [role=radiogroup]",
        "status" => "[role=status]",
        other => panic!("no selector for the role {other}"),
    }
}
