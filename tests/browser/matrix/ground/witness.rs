//! What can be seen of a row: by the page, by the proxy, at the endpoint.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Value, json};

use super::Ground;
use crate::harness::Line;
use crate::matrix::scripts::{SEEN, WAITING};

impl Ground {
    /// The ids that pages heard of as submitted.
    pub fn submitted(&self) -> BTreeSet<String> {
        self.heard("submitted").into_iter().filter_map(|detail| detail["id"].as_str().map(str::to_owned)).collect()
    }

    /// Details of an event that pages heard of.
    pub fn heard(&self, name: &str) -> Vec<Value> {
        self.pages.told().into_iter().filter(|(is, _)| is == name).map(|(_, detail)| detail).collect()
    }

    /// Waits until pages have heard of an event, and returns its first detail.
    pub async fn hears(&self, name: &str) -> Value {
        self.until(&format!("goodword:{name}"), async || self.heard(name).into_iter().next()).await
    }

    /// Waits until the survey shows a heading or sentence.
    pub async fn sees(&self, text: &str) {
        self.until(text, async || self.seen().await.iter().any(|seen| seen.contains(text)).then_some(())).await;
    }

    /// The headings and sentences of the survey, and the names of its buttons.
    pub async fn seen(&self) -> Vec<String> {
        let seen = self.browser().call(SEEN, vec![json!("good-word")]).await;
        serde_json::from_value(seen).unwrap_or_default()
    }

    /// The ids that the endpoint has, and how often it got each as a response of its own.
    pub async fn stored(&self) -> BTreeMap<String, usize> {
        if let Some(echo) = &self.echo {
            return echo.counts();
        }
        let mut counts = BTreeMap::new();
        for response in self.endpoint.responses(&self.survey).await {
            *counts.entry(response["id"].as_str().unwrap().to_owned()).or_default() += 1;
        }
        counts
    }

    /// The responses that the collector has.
    pub async fn responses(&self) -> Vec<Value> {
        self.endpoint.responses(&self.survey).await
    }

    /// Waits until everything submitted is stored, and nothing else is.
    pub async fn delivers(&mut self) {
        let wait = async || {
            let stored: BTreeSet<String> = self.stored().await.into_keys().collect();
            let submitted = self.submitted();
            (!submitted.is_empty() && stored == submitted).then_some(())
        };
        self.until("everything submitted is stored, and nothing else", wait).await;
        self.delivered = true;
    }

    /// What holds once the row is through: what was delivered is there once each, and is all that is there.
    pub async fn finish(&mut self) {
        if self.delivered {
            let stored = self.stored().await;
            assert_eq!(stored.keys().cloned().collect::<BTreeSet<_>>(), self.submitted(), "stored and submitted");
            if self.echo.is_some() {
                let twice = stored.values().filter(|count| **count > 1).count();
                self.notes.push(format!("echo twice: {twice}"));
            } else {
                assert!(stored.values().all(|count| *count == 1), "stored once each: {stored:?}");
            }
        }
    }

    /// Nothing has been stored.
    pub async fn nothing_stored(&self) {
        assert_eq!(self.stored().await, BTreeMap::new(), "nothing is stored");
    }

    /// Waits until the proxy's log holds a line with these words, and keeps it as the row's proof.
    pub async fn proof(&mut self, words: &str) -> Line {
        let line = self.until(&format!("the proxy's line “{words}”"), async || self.line(words)).await;
        let said = format!("proxy: {} {} {}", line.method, line.path, line.what);
        if !self.notes.contains(&said) {
            self.notes.push(said);
        }
        line
    }

    /// The first line of the proxy's log with these words.
    pub fn line(&self, words: &str) -> Option<Line> {
        self.proxy.log().into_iter().find(|line| line.to_string().contains(words))
    }

    /// Waits until so many POSTs have come.
    pub async fn posts(&self, count: usize) -> Vec<Line> {
        let come = async || Some(self.proxy.posts()).filter(|posts| posts.len() >= count);
        self.until(&format!("{count} POSTs"), come).await
    }

    /// The page has nothing to complain of.
    pub async fn no_trouble(&self) {
        let trouble = self.browser().call("return window.trouble", Vec::new()).await;
        assert_eq!(trouble, json!([]), "the page notices nothing");
    }

    /// Waits until something of the page is painted.
    pub async fn paints(&self, css: &str) {
        let look = format!("const one = document.querySelector('{css}'); return Boolean(one && one.checkVisibility())");
        let seen = async || (self.browser().call(&look, Vec::new()).await == json!(true)).then_some(());
        self.until(&format!("{css} painted"), seen).await;
    }

    /// What the browser makes of a style inside the survey.
    pub async fn style(&self, css: &str, property: &str) -> String {
        let look = format!(
            "return getComputedStyle(document.querySelector('good-word').shadowRoot.querySelector('{css}')).{property}"
        );
        self.browser().call(&look, Vec::new()).await.as_str().unwrap_or_default().to_owned()
    }

    /// The last of the submitted responses is not stored.
    pub async fn nothing_stored_of_the_last(&self) {
        assert_eq!(self.stored().await.len() + 1, self.submitted().len(), "the last is not stored yet");
    }

    /// How many responses wait in the browser, as the page's own origin sees it.
    pub async fn waiting(&self) -> u64 {
        self.browser().call_async(WAITING, Vec::new()).await.as_u64().unwrap_or(u64::MAX)
    }

    /// Waits until nothing waits in the browser.
    pub async fn emptied(&self) {
        self.until("an empty outbox", async || (self.waiting().await == 0).then_some(())).await;
    }
}
