//! Chromium through its driver.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use http::Method;
use serde_json::{Value, json};
use tempfile::TempDir;
use thirtyfour::common::command::FormatRequestData;
use thirtyfour::prelude::*;
use thirtyfour::{ChromeCapabilities, RequestData, SessionId};

use super::{Root, place};

/// How long a page may take to do what it should, on a busy machine.
const PATIENCE: Duration = Duration::from_secs(20);

/// A browser with a profile of its own. It ends with the test.
pub struct Browser {
    /// The session.
    pub driver: WebDriver,
    chromedriver: Child,
    address: String,
    _profile: TempDir,
}

impl Browser {
    /// Starts a driver at a free port and a browser at 1280 by 900.
    pub async fn start() -> Self {
        let profile = TempDir::new().unwrap();
        let mut chromedriver = Command::new(place("CHROMEDRIVER", "/usr/bin/chromedriver"));
        let mut chromedriver =
            chromedriver.arg("--port=0").stdout(Stdio::piped()).spawn().expect("chromedriver starts");
        let mut lines = BufReader::new(chromedriver.stdout.take().unwrap()).lines().map_while(Result::ok);
        let port =
            lines.find_map(|line| Some(line.split_once("successfully on port ")?.1.trim_end_matches('.').to_owned()));
        // Its pipe must not fill up.
        thread::spawn(move || lines.for_each(drop));
        let address = format!("127.0.0.1:{}", port.expect("chromedriver says where it listens"));
        let driver = WebDriver::new(format!("http://{address}"), capabilities(&profile)).await.unwrap();
        Self { driver, chromedriver, address, _profile: profile }
    }

    /// Opens a page.
    pub async fn open(&self, url: &str) {
        self.driver.goto(url).await.unwrap();
    }

    /// Waits until `look` finds something; the test fails with `what` when it does not, and a screenshot is kept.
    pub async fn until<T>(&self, what: &str, mut look: impl AsyncFnMut() -> Option<T>) -> T {
        let start = Instant::now();
        loop {
            if let Some(found) = look().await {
                return found;
            }
            if start.elapsed() > PATIENCE {
                let shot = self.shot(&format!("failed {what}")).await;
                panic!("not seen: {what}\n{}\n{}", shot.display(), self.console().await.join("\n"));
            }
            tokio::time::sleep(Duration::from_millis(30)).await;
        }
    }

    /// Waits until the page has heard the event `goodword:NAME`, and returns its detail.
    pub async fn heard(&self, name: &str) -> Value {
        let find = format!("return (window.heard || []).find(([name]) => name === '{name}')");
        self.until(&format!("goodword:{name}"), async || {
            let found = self.run(&find).await;
            found.get(1).cloned()
        })
        .await
    }

    /// How often the page has heard the event `goodword:NAME`.
    pub async fn times_heard(&self, name: &str) -> usize {
        let count = self.run(&format!("return window.heard.filter(([name]) => name === '{name}').length")).await;
        usize::try_from(count.as_u64().unwrap()).unwrap()
    }

    /// Whether the page paints the element: one that a shadow root has no slot for is not painted.
    pub async fn paints(&self, css: &str) -> bool {
        self.run(&format!("return document.querySelector('{css}').checkVisibility()")).await.as_bool().unwrap()
    }

    /// Runs a script in the page.
    pub async fn run(&self, script: &str) -> Value {
        self.driver.execute(script, Vec::new()).await.unwrap().json().clone()
    }

    /// Sends a command of the browser's own protocol.
    pub async fn devtools(&self, command: &str, parameters: Value) -> Value {
        self.driver.cdp().send_raw(command, parameters).await.unwrap()
    }

    /// Makes the processor this much slower.
    pub async fn slow_down(&self, factor: u32) {
        self.devtools("Emulation.setCPUThrottlingRate", json!({"rate": factor})).await;
    }

    /// Types into whatever has the focus.
    pub async fn press(&self, keys: impl Into<TypingData>) {
        self.driver.action_chain().send_keys(keys).perform().await.unwrap();
    }

    /// The inside of an element's shadow root, closed or open.
    pub async fn root(&self, css: &str) -> Root<'_> {
        let host = self.driver.find(By::Css(css)).await.unwrap();
        Root::of(self, &host).await
    }

    /// What the page said on the console since this was last asked, warnings and errors.
    pub async fn console(&self) -> Vec<String> {
        let entries = self.driver.browser_log().await.unwrap();
        entries.into_iter().map(|entry| format!("{}: {}", entry.level, entry.message)).collect()
    }

    /// Keeps a picture of the page.
    pub async fn shot(&self, name: &str) -> PathBuf {
        let folder = place("GOODWORD_SHOTS", "target/shots");
        std::fs::create_dir_all(&folder).unwrap();
        let file = folder.join(name.replace(|c: char| !c.is_alphanumeric(), "-")).with_extension("png");
        self.driver.screenshot(&file).await.unwrap();
        file
    }

    /// Sends a command that thirtyfour has no name for, below `/session/{id}`.
    pub async fn ask(&self, path: String, body: Option<Value>) -> Value {
        self.driver.handle().cmd(Raw { path, body }).await.unwrap().value_json().unwrap()
    }

    /// Reads something that may be gone by now.
    pub async fn try_ask(&self, path: String) -> Option<Value> {
        self.driver.handle().cmd(Raw { path, body: None }).await.ok()?.value_json().ok()
    }
}

impl Drop for Browser {
    /// Asks the driver to end: it closes its browsers first.
    fn drop(&mut self) {
        // Else it would wait for an answer of the driver that has ended.
        let _ = self.driver.clone().leak();
        if let Ok(mut stream) = TcpStream::connect(&self.address) {
            let _ = write!(stream, "GET /shutdown HTTP/1.1\r\nHost: {}\r\nConnection: close\r\n\r\n", self.address);
            let _ = stream.set_read_timeout(Some(Duration::from_secs(5)));
            let _ = stream.read_to_end(&mut Vec::new());
        }
        let start = Instant::now();
        while self.chromedriver.try_wait().is_ok_and(|ended| ended.is_none())
            && start.elapsed() < Duration::from_secs(5)
        {
            thread::sleep(Duration::from_millis(20));
        }
        let _ = self.chromedriver.kill();
        let _ = self.chromedriver.wait();
    }
}

fn capabilities(profile: &TempDir) -> ChromeCapabilities {
    let mut flags = vec![
        "--headless=new".to_owned(),
        "--disable-gpu".to_owned(),
        "--disable-quic".to_owned(),
        "--no-first-run".to_owned(),
        "--disable-background-networking".to_owned(),
        "--disable-component-update".to_owned(),
        "--disable-sync".to_owned(),
        "--window-size=1280,900".to_owned(),
        format!("--user-data-dir={}", profile.path().display()),
    ];
    if is_root() {
        // Chromium refuses to start as root otherwise.
        flags.push("--no-sandbox".to_owned());
    }
    let mut capabilities = DesiredCapabilities::chrome();
    let options = json!({"binary": place("CHROMIUM", "/usr/bin/chromium"), "args": flags});
    capabilities.set("goog:chromeOptions", options).unwrap();
    capabilities.set("goog:loggingPrefs", json!({"browser": "ALL"})).unwrap();
    capabilities
}

fn is_root() -> bool {
    Command::new("id").arg("-u").output().is_ok_and(|output| output.stdout.starts_with(b"0\n"))
}

#[derive(Debug)]
struct Raw {
    path: String,
    body: Option<Value>,
}

impl FormatRequestData for Raw {
    fn format_request(&self, session: &SessionId) -> RequestData {
        let uri = format!("session/{session}/{}", self.path);
        match &self.body {
            Some(body) => RequestData::new(Method::POST, uri).add_body(body.clone()),
            None => RequestData::new(Method::GET, uri),
        }
    }
}
