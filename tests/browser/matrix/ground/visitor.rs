//! What a visitor does in the tabs of a row.

use serde_json::json;

use super::Ground;
use crate::matrix::scripts::{CLICK, LAST, STEP};

impl Ground {
    /// Opens the page of the row, or opens it again: what waits is tried then.
    pub async fn visit(&self) {
        self.open("matrix.html").await;
    }

    /// Opens the page of the row in one more tab.
    pub async fn visit_in_another_tab(&self) {
        self.browser().new_tab().await;
        self.visit().await;
    }

    /// Opens the page of the row in a tab that this page may close again.
    pub async fn visit_in_a_tab_of_this_page(&self) {
        let before = self.tabs().await;
        let open = format!("window.open('{}/t/matrix.html')", self.pages.origin);
        self.browser().call(&open, Vec::new()).await;
        let tab = async || self.tabs().await.into_iter().find(|tab| !before.contains(tab));
        let tab = self.until("a tab of this page", tab).await;
        self.browser().to_tab(&tab).await;
    }

    /// Opens a page of `tests/pages`.
    pub async fn open(&self, page: &str) {
        self.browser().open(&format!("{}/t/{page}", self.pages.origin)).await;
    }

    /// Opens the same page at another path.
    pub async fn open_elsewhere(&self, page: &str) {
        self.browser().open(&format!("{}/u/{page}", self.pages.origin)).await;
    }

    /// Answers everything up to Send: the promise was broken.
    pub async fn answer_broken(&self) {
        let step = async || {
            let step = self.browser().call(&STEP.replace("radios[3]", "radios[0]"), vec![json!("good-word")]).await;
            (step == json!("ready")).then_some(())
        };
        self.until("Send", step).await;
    }

    /// Answers everything up to Send.
    pub async fn answer(&self) {
        self.until("Send", async || (self.step("good-word").await == "ready").then_some(())).await;
    }

    async fn step(&self, host: &str) -> String {
        let step = self.browser().call(STEP, vec![json!(host)]).await;
        step.as_str().unwrap_or_default().to_owned()
    }

    /// Clicks a button of the survey, and says whether it was there.
    pub async fn click(&self, name: &str) -> bool {
        self.browser().call(CLICK, vec![json!("good-word"), json!(name)]).await == json!(true)
    }

    /// Visits, answers, clicks Send and returns the id that the page heard of.
    pub async fn submit(&self) -> String {
        self.visit().await;
        self.answer().await;
        self.send().await
    }

    /// Clicks Send and returns the id that the page heard of.
    pub async fn send(&self) -> String {
        assert!(self.click("Send").await, "Send is there");
        self.sent_here().await
    }

    /// Waits until this page has heard that something was submitted, and writes it down.
    pub async fn sent_here(&self) -> String {
        let id = self.until("goodword:submitted", async || {
            let id = self.browser().call(LAST, Vec::new()).await;
            id.as_str().map(str::to_owned)
        });
        let id = id.await;
        self.pages.tell("submitted", json!({"id": id}));
        id
    }

    /// The tabs of the row.
    pub async fn tabs(&self) -> Vec<String> {
        let tabs = self.browser().ask("window/handles".to_owned(), None).await;
        serde_json::from_value(tabs).unwrap()
    }

    /// Answers in one of several surveys.
    pub async fn answer_in(&self, host: &str) {
        self.until("Send", async || (self.step(host).await == "ready").then_some(())).await;
    }

    /// Clicks Send in one of several surveys.
    pub async fn send_in(&self, host: &str) {
        assert_eq!(self.browser().call(CLICK, vec![json!(host), json!("Send")]).await, json!(true));
    }

    /// Writes a comment.
    pub async fn write(&self, text: &str) {
        self.write_script(&json!(text).to_string()).await;
    }

    /// Writes what a script gives as a comment.
    pub async fn write_script(&self, script: &str) {
        let write = format!(
            "const box = document.querySelector('good-word').shadowRoot.querySelector('textarea'); box.value = {script};
             box.dispatchEvent(new InputEvent('input', {{ bubbles: true }})); return true;"
        );
        assert_eq!(self.browser().call(&write, Vec::new()).await, json!(true), "a box to write in");
    }
}
