//! The row in which the tab is closed in the instant after Send, and nobody comes back.

use std::time::Duration;

use super::ground::Ground;
use crate::harness::Engine;

/// So many visitors leave in each way that is promised.
const VISITORS: usize = 20;
/// So many in each way that is only measured.
const MEASURED: usize = 5;

/// A survey in a tab that can be seen is answered within this.
const SOON: Duration = Duration::from_secs(9);

/// Clicks Send and closes the tab before anything else can happen.
const SEND_AND_CLOSE: &str = "
    const root = document.querySelector('good-word').shadowRoot;
    const send = Array.from(root.querySelectorAll('button')).find(one => one.textContent.trim() === 'Send');
    send.click();
    window.close();";

/// A disk that takes its time until it confirms what was written.
const SLOW_DISK: &str = "
    Object.defineProperty(IDBTransaction.prototype, 'oncomplete', { set: function (work) {
        var transaction = this;
        transaction.addEventListener('complete', function (event) { setTimeout(function () { work.call(transaction, event); }, 300); });
    } });";

/// How many of some visitors' answers are stored, each of whom closes the tab in the instant after Send, with nobody coming
/// back. Every other disk takes its time, and that tab is closed by the click itself; the others a moment
/// later by the driver.
async fn stored_of(ground: &Ground, visitors: usize) -> usize {
    let (stored, submitted) = (ground.stored().await.len(), ground.submitted().len());
    let home = ground.browser().tab().await;
    for visitor in 0..visitors {
        ground.early(if visitor % 2 == 0 { SLOW_DISK } else { "" });
        // A script of WebKit's driver opens no tab, so that none there could be closed by its own.
        let by_itself = visitor % 2 == 0 && ground.engine != Engine::WebKit;
        if by_itself {
            ground.visit_in_a_tab_of_this_page().await;
        } else {
            ground.visit_in_another_tab().await;
        }
        // A tab that its driver leaves out of sight asks nobody, and is looked at anew.
        if tokio::time::timeout(SOON, ground.answer()).await.is_err() {
            ground.browser().call("location.reload()", Vec::new()).await;
            ground.answer().await;
        }
        if by_itself {
            ground.browser().call(SEND_AND_CLOSE, Vec::new()).await;
        } else {
            assert!(ground.click("Send").await);
            ground.browser().close_tab().await;
        }
        ground.browser().to_tab(&home).await;
        let closed = async || (ground.tabs().await.len() == 1).then_some(());
        ground.until("the tab closed", closed).await;
    }
    ground.early("");
    let told = async || (ground.submitted().len() == submitted + visitors).then_some(());
    ground.until("every submission, told by the pages", told).await;
    let mut arrived = 0;
    for _ in 0..40 {
        arrived = ground.stored().await.len() - stored;
        if arrived == visitors {
            break;
        }
        tokio::time::sleep(Duration::from_millis(100)).await;
    }
    arrived
}

pub async fn closed_and_never_back(ground: &mut Ground) {
    // A second tab is open, of a page without a survey.
    ground.open("plain.html").await;
    ground.pages.pass_on(ground.proxy.origin.trim_start_matches("http://"));
    ground.pages.set("ENDPOINT", "/v1/responses");
    let own = stored_of(ground, VISITORS).await;
    ground.notes.push(format!("{own} of {VISITORS} at the page's own origin"));
    ground.pages.set("ENDPOINT", &format!("{}/v1/responses", ground.proxy.origin));
    ground.more(r#"content-type="text""#);
    let text = stored_of(ground, VISITORS).await;
    ground.notes.push(format!("{text} of {VISITORS} as text/plain elsewhere"));
    assert_eq!((own, text), (VISITORS, VISITORS), "stored without another visit");
    // What is only measured: a preflight takes a page to wait for it.
    ground.more("");
    let asked = stored_of(ground, MEASURED).await;
    ground.notes.push(format!("{asked} of {MEASURED} with a preflight"));
    if ground.engine != Engine::WebKit {
        let before = ground.stored().await.len();
        ground.more(r#"content-type="text""#);
        ground.visit().await;
        ground.answer().await;
        assert!(ground.click("Send").await);
        ground.quit().await;
        let last = ground.stored().await.len() - before;
        ground.notes.push(format!("{} of 1 with the last tab of the browser", last.min(1)));
    }
    ground.visit().await;
    ground.delivers().await;
}
