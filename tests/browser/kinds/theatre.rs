//! A site on which situations are played, by a few browsers beside each other.

use std::cell::RefCell;
use std::collections::VecDeque;
use std::time::{Duration, Instant};

use serde_json::json;
use tokio::time::sleep;

use crate::harness::{Browser, Collector, Pages, Site, dist};

/// A situation takes longer only when it hangs.
const PATIENCE: Duration = Duration::from_secs(30);

/// Browsers at a time: a situation mostly waits.
const BROWSERS: usize = 4;

/// A site that has the collector at its own origin.
struct Theatre {
    pages: Pages,
    _collector: Collector,
}

impl Theatre {
    async fn new() -> Self {
        let collector = Collector::start(Site::new(&dist()));
        let pages = Pages::start(&dist()).await;
        pages.pass_on(collector.origin.trim_start_matches("http://"));
        Self { pages, _collector: collector }
    }

    /// What became of a situation, in a browser that knows nothing of the site.
    async fn plays(&self, browser: &Browser, page: &str, situation: &str) -> String {
        browser.open("about:blank").await;
        let everything = json!({"origin": self.pages.origin, "storageTypes": "all"});
        browser.devtools("Storage.clearDataForOrigin", everything).await;
        let query: String = situation.bytes().map(|byte| format!("%{byte:02x}")).collect();
        // Without waiting for everything: a page may never be through with loading.
        let url = format!("{}/t/kinds/{page}.html?{query}", self.pages.origin);
        browser.devtools("Page.navigate", json!({"url": url})).await;
        let start = Instant::now();
        while start.elapsed() < PATIENCE {
            let verdict = browser.call("return document.documentElement.dataset.verdict", Vec::new()).await;
            if let Some(verdict) = verdict.as_str() {
                return verdict.to_owned();
            }
            sleep(Duration::from_millis(50)).await;
        }
        "FAIL no verdict".to_owned()
    }

    /// Plays situations until there are none left, and names those that went wrong.
    async fn work(&self, page: &str, left: &RefCell<VecDeque<&str>>) -> Vec<String> {
        let mut wrong = Vec::new();
        let mut browser = None;
        while let Some(situation) = next(left) {
            if browser.is_none() {
                browser = Some(Browser::start().await);
            }
            let Some(browser) = &browser else { break };
            let start = Instant::now();
            let verdict = self.plays(browser, page, situation).await;
            let line = format!("{page}: {situation}: {verdict} ({:.1}s)", start.elapsed().as_secs_f64());
            println!("{line}");
            if !verdict.starts_with("PASS") {
                wrong.push(line);
            }
        }
        wrong
    }
}

fn next<'a>(left: &RefCell<VecDeque<&'a str>>) -> Option<&'a str> {
    left.borrow_mut().pop_front()
}

/// Plays every situation of a page; `GOODWORD_SITUATION` plays those only whose names hold it.
pub async fn all_end_well(page: &str, situations: &[&str]) {
    let theatre = Theatre::new().await;
    let only = std::env::var("GOODWORD_SITUATION").unwrap_or_default();
    let left = RefCell::new(situations.iter().copied().filter(|situation| situation.contains(&only)).collect());
    let work = || theatre.work(page, &left);
    let wrong: [_; BROWSERS] = tokio::join!(work(), work(), work(), work()).into();
    let wrong = wrong.concat();
    assert!(wrong.is_empty(), "{} went wrong:\n{}", wrong.len(), wrong.join("\n"));
}
