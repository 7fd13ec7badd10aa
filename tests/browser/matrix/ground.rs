//! What one row has to itself: an origin with its pages, a proxy before an endpoint, and tabs of a browser.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::sync::Arc;
use std::time::{Duration, Instant, SystemTime, UNIX_EPOCH};

use serde_json::{Value, json};
use tokio::time::sleep;

use super::endpoint::Endpoint;
use super::scripts::{CLICK, KEPT, LAST, PAGE, PLANT, SEEN, STEP, WAITING};
use crate::harness::{Browser, Echo, Engine, Fault, Line, Pages, Proxy, Request};

/// How long a page may take to do what it should, on a busy machine.
const PATIENCE: Duration = Duration::from_secs(15);

/// The sentences of design that a visitor may meet after Send.
pub const THANKS: &str = "Thank you.";
pub const WAITS: &str = "Saved. It will be sent when the connection is back.";
pub const UNSAVED: &str = "This could not be saved here. Your answer is still in the form.";

/// The ground of a row.
pub struct Ground {
    pub engine: Engine,
    /// Where the row's pages are.
    pub pages: Pages,
    /// What stands before the endpoint.
    pub proxy: Proxy,
    pub survey: String,
    /// How much faster than ours the page's time runs.
    pub speed: u32,
    /// What the row has to say when it is through.
    pub notes: Vec<String>,
    delivered: bool,
    browser: Option<Browser>,
    endpoint: Arc<Endpoint>,
    echo: Option<Echo>,
    started: Instant,
    /// When the page's time began to differ from ours.
    start: Duration,
    /// Whether the next row may have the browser.
    lend: bool,
}

impl Ground {
    /// A ground for `survey`; the endpoint is the collector, or an echo.
    pub async fn new(
        browser: Browser,
        endpoint: Arc<Endpoint>,
        survey: &str,
        dist: &Path,
        speed: u32,
        echo: bool,
    ) -> Self {
        let echo = if echo { Some(Echo::start().await) } else { None };
        let upstream = echo.as_ref().map_or_else(|| endpoint.address().to_owned(), |echo| echo.address.clone());
        let (pages, proxy) = (Pages::start(dist).await, Proxy::start(&upstream).await);
        let start = SystemTime::now().duration_since(UNIX_EPOCH).unwrap();
        for (name, value) in [
            ("SPEED", speed.to_string()),
            ("START", start.as_millis().to_string()),
            ("SHIFT", "0".to_owned()),
            ("SURVEY", survey.to_owned()),
            ("ENDPOINT", format!("{}/v1/responses", proxy.origin)),
            ("FILES", String::new()),
            ("MORE", String::new()),
            ("EARLY", String::new()),
        ] {
            pages.set(name, &value);
        }
        Self {
            engine: browser.engine,
            pages,
            proxy,
            survey: survey.to_owned(),
            speed,
            notes: Vec::new(),
            delivered: false,
            browser: Some(browser),
            endpoint,
            echo,
            started: Instant::now(),
            start,
            lend: true,
        }
    }

    /// The browser, back for the next row, with one empty tab.
    pub async fn leave(mut self) -> Option<Browser> {
        let browser = self.browser.take().filter(|_| self.lend)?;
        browser.leave_one_tab().await.then_some(browser)
    }

    pub fn browser(&self) -> &Browser {
        self.browser.as_ref().unwrap()
    }

    /// The browser ends as in a power cut and starts again.
    pub async fn cut(&mut self) {
        let browser = self.browser.take().unwrap();
        self.browser = Some(browser.cut_and_restart().await);
    }

    /// Time as the page counts it, in ours.
    pub fn page_time(&self, time: Duration) -> Duration {
        time / self.speed
    }

    /// Opens the page of the row, or opens it again: what waits is tried then.
    pub async fn visit(&self) {
        self.open("matrix.html").await;
    }

    /// Opens the page of the row in one more tab.
    pub async fn visit_in_another_tab(&self) {
        self.browser().new_tab().await;
        self.visit().await;
    }

    /// Opens a page of `tests/pages`.
    pub async fn open(&self, page: &str) {
        self.browser().open(&format!("{}/t/{page}", self.pages.origin)).await;
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

    /// The owner asks the collector for something, which it does.
    pub async fn owner(&self, method: &str, path: &str, body: &str) {
        assert_eq!(self.endpoint.ask(method, path, body).await, 200, "{method} {path}");
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

    /// Lets the page's time pass.
    pub async fn pass(&self, time: Duration) {
        sleep(self.page_time(time)).await;
    }

    /// Whether the page counts as online. What that means differs: Chromium's own emulation, Firefox's own switch, and in
    /// WebKit, which has neither, an event. In all of them nobody listens at the endpoint meanwhile.
    pub async fn online(&self, online: bool) {
        if online {
            self.proxy.up().await;
        } else {
            self.proxy.down();
        }
        self.browser().online(online).await;
    }

    /// Sets attributes of the survey on pages that are opened from now on.
    pub fn more(&self, attributes: &str) {
        self.pages.set("MORE", attributes);
    }

    /// What pages that are opened from now on do before the loader comes.
    pub fn early(&self, script: &str) {
        self.pages.set("EARLY", script);
    }

    /// Moves the page's clock, on pages that are opened from now on.
    pub fn shift(&self, hours: i64) {
        self.pages.set("SHIFT", &(hours * 3_600_000).to_string());
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

    /// A response goes straight to the endpoint, as if from anywhere. Returns the status.
    pub async fn post(&self, body: Vec<u8>) -> Option<u16> {
        let head =
            format!("POST /v1/responses HTTP/1.1\r\ncontent-type: application/json\r\ncontent-length: {}", body.len());
        let request = Request { method: "POST".to_owned(), path: "/v1/responses".to_owned(), head, body };
        let reply = request.forward(self.endpoint.address()).await.unwrap();
        std::str::from_utf8(&reply[9..12]).ok()?.parse().ok()
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

    /// What the browser makes of a style inside the survey.
    pub async fn style(&self, css: &str, property: &str) -> String {
        let look = format!(
            "return getComputedStyle(document.querySelector('good-word').shadowRoot.querySelector('{css}')).{property}"
        );
        self.browser().call(&look, Vec::new()).await.as_str().unwrap_or_default().to_owned()
    }

    /// Puts entries into the outbox, as if somebody else had left them there.
    pub async fn plant(&self, entries: Value) {
        assert_eq!(self.browser().call_async(PLANT, vec![entries]).await, json!("planted"));
    }

    /// The same endpoint at another address.
    pub fn move_endpoint(&self) {
        let origin = self.proxy.origin.replace("127.0.0.1", "localhost");
        self.pages.set("ENDPOINT", &format!("{origin}/v1/responses"));
    }

    /// Goes on in a private window.
    pub async fn go_private(&mut self) {
        drop(self.browser.take());
        self.browser = Some(Browser::private(self.engine).await);
        self.lend = false;
    }

    /// The last of the submitted responses is not stored.
    pub async fn nothing_stored_of_the_last(&self) {
        assert_eq!(self.stored().await.len() + 1, self.submitted().len(), "the last is not stored yet");
    }

    /// Seconds since 1970 as the page counts them, from a time of ours.
    pub fn page_now(&self, real: Duration) -> u64 {
        (self.start + (real - self.start) * self.speed).as_secs()
    }

    /// How many responses wait in the browser, as the page's own origin sees it.
    pub async fn waiting(&self) -> u64 {
        self.browser().call_async(WAITING, Vec::new()).await.as_u64().unwrap_or(u64::MAX)
    }

    /// Waits until nothing waits in the browser.
    pub async fn emptied(&self) {
        self.until("an empty outbox", async || (self.waiting().await == 0).then_some(())).await;
    }

    /// Waits until `look` finds something.
    pub async fn until<T>(&self, what: &str, mut look: impl AsyncFnMut() -> Option<T>) -> T {
        let start = Instant::now();
        loop {
            if let Some(found) = look().await {
                return found;
            }
            if start.elapsed() > PATIENCE * if self.speed == 1 { 20 } else { 1 } {
                panic!("not seen: {what}\n{}", self.trace().await);
            }
            sleep(Duration::from_millis(15)).await;
        }
    }

    /// What happened, for whoever has to find out why a row failed.
    pub async fn trace(&self) -> String {
        let mut trace = String::new();
        for line in self.proxy.log() {
            trace += &format!("  {:6} ms proxy {line}\n", line.at.duration_since(self.started).as_millis());
        }
        trace += &format!("  served {:?}\n", self.pages.served());
        trace += &format!("  told {:?}\n  stored {:?}\n", self.pages.told(), self.stored().await);
        if self.browser.is_some() {
            let seen = tokio::time::timeout(Duration::from_secs(2), self.seen()).await;
            let page = tokio::time::timeout(Duration::from_secs(2), self.browser().call(PAGE, Vec::new())).await;
            let kept = tokio::time::timeout(Duration::from_secs(2), self.browser().call_async(KEPT, Vec::new())).await;
            trace += &format!("  kept {kept:?}\n");
            trace += &format!("  seen {seen:?}\n  page {page:?}\n  console {:?}\n", self.browser().console().await);
        }
        trace
    }
}

/// A script for every POST.
pub fn times(fault: &Fault, count: usize) -> Vec<Fault> {
    vec![fault.clone(); count]
}
