//! A survey that leaves a page leaves nothing behind.

use serde_json::{Value, json};

use crate::harness::Stage;

/// So many come and go.
const TIMES: usize = 1000;

/// Mounts and unmounts surveys, and says how many were seen.
const COME_AND_GO: &str = "
    const times = arguments[0], done = arguments[arguments.length - 1];
    const main = document.querySelector('main');
    let seen = 0;
    addEventListener('goodword:shown', () => { seen += 1; });
    (async () => {
        for (let turn = 0; turn < times; turn++) {
            const host = document.createElement('good-word');
            for (const [name, value] of [['endpoint', '/v1/responses'], ['survey', 'leak'], ['shadow', 'open']]) host.setAttribute(name, value);
            const shown = new Promise((resolve) => host.addEventListener('goodword:shown', resolve, { once: true }));
            main.prepend(host);
            await Promise.race([shown, new Promise((resolve) => setTimeout(resolve, 2000))]);
            host.remove();
        }
        await new Promise((resolve) => setTimeout(resolve, 300));
        done(seen);
    })();";

/// Every instance's memory that this page made.
const WATCH: &str = "
    window.memories = [];
    for (const name of ['instantiate', 'instantiateStreaming']) {
        const real = WebAssembly[name].bind(WebAssembly);
        WebAssembly[name] = async (...given) => {
            const made = await real(...given), exports = (made.instance || made).exports;
            window.memories.push(...Object.values(exports).filter((one) => one instanceof WebAssembly.Memory));
            return made;
        };
    }";

/// Nodes, listeners, and pages of WebAssembly's memory.
async fn counters(stage: &Stage) -> [u64; 3] {
    for _ in 0..3 {
        stage.browser.devtools("HeapProfiler.collectGarbage", json!({})).await;
        tokio::time::sleep(std::time::Duration::from_millis(150)).await;
    }
    let counters = stage.browser.devtools("Memory.getDOMCounters", json!({})).await;
    let pages = "return window.memories.reduce((sum, one) => sum + one.buffer.byteLength / 65536, 0)";
    let count = |value: &Value| value.as_u64().unwrap();
    [count(&counters["nodes"]), count(&counters["jsEventListeners"]), count(&stage.browser.run(pages).await)]
}

async fn come_and_go(stage: &Stage, times: usize) {
    let seen = stage.browser.call_async(COME_AND_GO, vec![json!(times)]).await;
    assert_eq!(seen, json!(times), "each was seen");
}

#[tokio::test]
async fn a_thousand_surveys_come_and_go() {
    let stage = Stage::new().await;
    stage.browser.devtools("Page.addScriptToEvaluateOnNewDocument", json!({"source": WATCH})).await;
    stage.browser.driver.set_script_timeout(std::time::Duration::from_secs(240)).await.unwrap();
    stage.open_survey("open.html").await;
    // What is made once is made by then, and a browser that keeps some nodes for a while has as many as it keeps.
    come_and_go(&stage, 400).await;
    let before = counters(&stage).await;
    assert!(before[2] > 0, "the memory is looked at");
    come_and_go(&stage, TIMES).await;
    let after = counters(&stage).await;
    println!("nodes, listeners, pages: {before:?} before, {after:?} after {TIMES}");
    for (name, at) in [("nodes", 0), ("listeners", 1), ("pages of memory", 2)] {
        // A busy browser keeps a hundred nodes more or less; what every survey left would be a thousand.
        let most = before[at] + if at == 2 { 2 } else { TIMES as u64 / 4 };
        assert!(after[at] <= most, "{name}: {} before, {} after {TIMES}", before[at], after[at]);
    }
}
