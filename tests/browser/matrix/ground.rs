//! What one row has to itself: an origin with its pages, a proxy before an endpoint, and tabs of a browser.

mod visitor;
mod witness;
mod world;

use std::path::Path;
use std::sync::Arc;
use std::time::{Duration, Instant, SystemTime, UNIX_EPOCH};

use tokio::time::sleep;

use super::endpoint::Endpoint;
use super::scripts::{KEPT, PAGE};
use crate::harness::{Browser, Echo, Engine, Fault, Pages, Proxy};

/// How long a page may take to do what it should, on a busy machine.
const PATIENCE: Duration = Duration::from_secs(15);

/// The sentences of design that a visitor may meet after Send.
pub const THANKS: &str = "Thank you for telling us.";
pub const WAITS: &str = "Saved here. It goes out when you are online.";
pub const UNSAVED: &str = "this browser keeps nothing for this page. Your words are still here.";

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

    /// The browser is closed as its window is, and starts again.
    pub async fn quit(&mut self) {
        let browser = self.browser.take().unwrap();
        self.browser = Some(browser.quit_and_restart().await);
    }

    /// Goes on in a private window.
    pub async fn go_private(&mut self) {
        drop(self.browser.take());
        self.browser = Some(Browser::private(self.engine).await);
        self.lend = false;
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
