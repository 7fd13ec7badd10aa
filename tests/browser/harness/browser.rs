//! A browser through its driver.

use std::collections::BTreeSet;
use std::io::{Read, Write};
use std::net::{Ipv4Addr, TcpListener, TcpStream};
use std::path::PathBuf;
use std::process::Child;
use std::sync::Mutex;
use std::time::{Duration, Instant};

use http::Method;
use serde_json::{Value, json};
use tempfile::TempDir;
use thirtyfour::common::command::FormatRequestData;
use thirtyfour::prelude::*;
use thirtyfour::{RequestData, SessionId};

use super::display::Display;
use super::{Engine, Root, Turn, place, tree};

/// How long a page may take to do what it should, on a busy machine.
const PATIENCE: Duration = Duration::from_secs(20);

/// A browser with a profile of its own. It ends with the test.
pub struct Browser {
    /// The session.
    pub driver: WebDriver,
    /// What it is.
    pub engine: Engine,
    program: Child,
    address: String,
    profile: Option<TempDir>,
    _display: Option<Display>,
    turn: Option<Turn>,
}

impl Browser {
    /// Starts Chromium at 1280 by 900.
    pub async fn start() -> Self {
        Self::launch(Engine::Chromium, TempDir::new().unwrap()).await
    }

    /// Starts a driver at a free port and a browser with this profile.
    pub async fn launch(engine: Engine, profile: TempDir) -> Self {
        Self::ready(engine, profile, false, Turn::browser().await).await
    }

    /// Starts a browser that keeps nothing.
    pub async fn private(engine: Engine) -> Self {
        Self::ready(engine, TempDir::new().unwrap(), true, Turn::browser().await).await
    }

    async fn ready(engine: Engine, profile: TempDir, private: bool, turn: Turn) -> Self {
        let display = (engine == Engine::WebKit).then(Display::start);
        let port = free_port();
        let program = engine.driver(port, display.as_ref()).spawn().expect("the driver starts");
        let address = format!("127.0.0.1:{port}");
        let start = Instant::now();
        while TcpStream::connect(&address).is_err() {
            assert!(start.elapsed() < PATIENCE, "the driver of {engine} does not listen");
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
        let capabilities = engine.capabilities(profile.path(), private);
        let driver = WebDriver::new(format!("http://{address}"), capabilities).await.unwrap();
        Self { driver, engine, program, address, profile: Some(profile), _display: display, turn: Some(turn) }
    }

    /// Ends the browser and its driver as a power cut would, and starts it again with the profile that is left.
    pub async fn cut_and_restart(mut self) -> Self {
        let (engine, profile, turn) = (self.engine, self.profile.take().unwrap(), self.turn.take().unwrap());
        tree::kill(&tree::below(self.program.id()));
        drop(self);
        Self::ready(engine, profile, false, turn).await
    }

    /// Closes every tab, as a visitor who is done, and starts the browser again with the same profile.
    pub async fn quit_and_restart(mut self) -> Self {
        let (engine, profile, turn) = (self.engine, self.profile.take().unwrap(), self.turn.take().unwrap());
        let tabs = self.ask("window/handles".to_owned(), None).await;
        let here = self.tab().await;
        for tab in tabs.as_array().unwrap().iter().filter_map(Value::as_str).filter(|tab| *tab != here) {
            self.to_tab(tab).await;
            self.driver.close_window().await.unwrap();
        }
        self.to_tab(&here).await;
        let _ = self.driver.close_window().await;
        tokio::time::sleep(Duration::from_millis(500)).await;
        drop(self);
        Self::ready(engine, profile, false, turn).await
    }

    /// Ends the processes that run pages.
    pub fn kill_renderers(&self) {
        let renders = |process: &u32| {
            let words = tree::words(*process);
            ["--type=renderer", "-contentproc", "WebKitWebProcess"].iter().any(|mark| words.contains(mark))
        };
        tree::kill(&tree::below(self.program.id()).into_iter().filter(renders).collect::<Vec<_>>());
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

    /// Runs a script in the page with arguments.
    pub async fn call(&self, script: &str, arguments: Vec<Value>) -> Value {
        self.driver.execute(script, arguments).await.map_or(Value::Null, |told| told.json().clone())
    }

    /// Runs a script that ends by calling its last argument.
    pub async fn call_async(&self, script: &str, arguments: Vec<Value>) -> Value {
        self.driver.execute_async(script, arguments).await.map_or(Value::Null, |told| told.json().clone())
    }

    /// Opens a tab and goes on there.
    pub async fn new_tab(&self) {
        // A new tab of MiniBrowser's is not shown, and what is not shown is not painted.
        let kind = if self.engine == Engine::WebKit { "window" } else { "tab" };
        let tab = self.ask("window/new".to_owned(), Some(json!({"type": kind}))).await;
        self.to_tab(tab["handle"].as_str().unwrap()).await;
    }

    /// The tab in which things happen.
    pub async fn tab(&self) -> String {
        self.ask("window".to_owned(), None).await.as_str().unwrap().to_owned()
    }

    /// Goes on in another tab.
    pub async fn to_tab(&self, tab: &str) {
        self.ask("window".to_owned(), Some(json!({"handle": tab}))).await;
    }

    /// Closes this tab and goes on in any other.
    pub async fn close_tab(&self) {
        self.driver.close_window().await.unwrap();
        let tabs = self.ask("window/handles".to_owned(), None).await;
        self.to_tab(tabs[0].as_str().unwrap()).await;
    }

    /// Closes all tabs but a new, empty one. False where the browser does not answer any more.
    pub async fn leave_one_tab(&self) -> bool {
        let leave = async || {
            let tabs = self.try_ask("window/handles".to_owned()).await?;
            self.new_tab().await;
            let home = self.tab().await;
            for tab in tabs.as_array()? {
                self.to_tab(tab.as_str()?).await;
                self.driver.close_window().await.ok()?;
            }
            self.to_tab(&home).await;
            Some(())
        };
        tokio::time::timeout(PATIENCE, leave()).await.ok().flatten().is_some()
    }

    /// Whether the browser thinks that there is a network.
    pub async fn online(&self, online: bool) {
        match self.engine {
            Engine::Chromium => {
                let down = json!({"offline": !online, "latency": 0, "downloadThroughput": -1, "uploadThroughput": -1});
                self.devtools("Network.emulateNetworkConditions", down).await;
            }
            Engine::Firefox => {
                self.ask("moz/context".to_owned(), Some(json!({"context": "chrome"}))).await;
                self.call("Services.io.offline = arguments[0]", vec![json!(!online)]).await;
                self.ask("moz/context".to_owned(), Some(json!({"context": "content"}))).await;
            }
            Engine::WebKit => {
                let script = "Object.defineProperty(navigator, 'onLine', { configurable: true, value: arguments[0] });
                    window.dispatchEvent(new Event(arguments[0] ? 'online' : 'offline'))";
                self.call(script, vec![json!(online)]).await;
            }
        }
    }

    /// Goes on inside the first frame of the page.
    pub async fn enter_frame(&self) {
        self.ask("frame".to_owned(), Some(json!({"id": 0}))).await;
    }

    /// Goes on in the page.
    pub async fn leave_frame(&self) {
        self.ask("frame".to_owned(), Some(json!({"id": null}))).await;
    }

    /// Stops requests whose address holds this, as an extension would; `None` stops no more.
    pub async fn block(&self, address: Option<&str>) {
        match self.engine {
            Engine::Chromium => {
                self.devtools("Network.enable", json!({})).await;
                let urls: Vec<String> = address.iter().map(|address| format!("*{address}*")).collect();
                self.devtools("Network.setBlockedURLs", json!({"urls": urls})).await;
            }
            Engine::Firefox => {
                self.ask("moz/context".to_owned(), Some(json!({"context": "chrome"}))).await;
                self.call(BLOCK, vec![json!(address)]).await;
                self.ask("moz/context".to_owned(), Some(json!({"context": "content"}))).await;
            }
            Engine::WebKit => panic!("nothing blocks requests in WebKit"),
        }
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

    /// What the page said on the console since this was last asked, warnings and errors. Only Chromium's driver tells.
    pub async fn console(&self) -> Vec<String> {
        if self.engine != Engine::Chromium {
            return Vec::new();
        }
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
    /// Asks for the end of the session, so that the browser closes by itself; what is left after that is killed.
    fn drop(&mut self) {
        let session = self.driver.session_id().to_string();
        // Else it would wait for an answer of the driver that has ended.
        let _ = self.driver.clone().leak();
        if let Ok(mut stream) = TcpStream::connect(&self.address) {
            let request =
                format!("DELETE /session/{session} HTTP/1.1\r\nHost: {}\r\nConnection: close\r\n\r\n", self.address);
            let _ = stream.write_all(request.as_bytes());
            let _ = stream.set_read_timeout(Some(Duration::from_secs(5)));
            let _ = stream.read(&mut [0; 64]);
        }
        tree::kill(&tree::below(self.program.id()));
        let _ = self.program.wait();
    }
}

const BLOCK: &str = "
    const topic = 'http-on-modify-request', window = Services.wm.getMostRecentWindow('navigator:browser');
    if (window.goodwordBlock) Services.obs.removeObserver(window.goodwordBlock, topic);
    window.goodwordBlock = null;
    if (!arguments[0]) return;
    const address = arguments[0];
    window.goodwordBlock = { observe(channel) {
        channel.QueryInterface(Ci.nsIHttpChannel);
        if (channel.URI.spec.includes(address)) channel.cancel(Cr.NS_ERROR_ABORT);
    } };
    Services.obs.addObserver(window.goodwordBlock, topic);";

/// A port that nobody listens at, and that no other test of this process was given.
fn free_port() -> u16 {
    static GIVEN: Mutex<BTreeSet<u16>> = Mutex::new(BTreeSet::new());
    loop {
        let port = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).unwrap().local_addr().unwrap().port();
        if GIVEN.lock().unwrap().insert(port) {
            return port;
        }
    }
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
