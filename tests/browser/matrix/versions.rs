//! Rows in which an older version of an answer is still on its way when a newer one comes.

use std::time::Duration;

use serde_json::json;

use super::ground::{Ground, THANKS};
use crate::harness::Fault;

/// Less than the page's own time limit, which runs as fast as its time.
const SLOW: Duration = Duration::from_millis(500);

pub async fn step_in_flight(ground: &mut Ground) {
    ground.early(
        "['indexedDB', 'localStorage', 'sessionStorage'].forEach(function (name) {
           Object.defineProperty(window, name, { get: function () { throw new DOMException('denied', 'SecurityError'); } });
         });",
    );
    ground.more(r#"partial="on""#);
    ground.proxy.always(Some(Fault::Delay(SLOW)));
    ground.submit().await;
    ground.proof("delayed 500 ms").await;
    let whole = async || ground.responses().await.into_iter().find(|one| one["complete"] == true);
    let whole = ground.until("the whole answer", whole).await;
    assert_eq!(whole["answers"], json!({"empathy": 4, "promise": "none", "recommend": 3}));
    ground.sees(THANKS).await;
    ground.delivers().await;
    // Words that were changed after a failure go out, whatever becomes of those before.
    ground.more("");
    ground.proxy.always(None);
    ground.proxy.script([Fault::status(503), Fault::Delay(SLOW), Fault::Delay(SLOW)]);
    ground.visit().await;
    ground.answer().await;
    ground.write("first words").await;
    let id = ground.send().await;
    ground
        .until("changed and sent again", async || {
            (ground.browser().call(CHANGE_AND_RETRY, Vec::new()).await == json!(true)).then_some(())
        })
        .await;
    let words = async || {
        let responses = ground.responses().await;
        let there = responses.iter().find(|one| one["id"] == json!(id))?;
        (there["answers"]["comment"] == "changed words").then_some(())
    };
    ground.until("the changed words", words).await;
    ground.sees(THANKS).await;
    ground.delivers().await;
}

/// Writes other words as soon as the visitor is told of a failure, and sends them at once.
const CHANGE_AND_RETRY: &str = "
    const root = document.querySelector('good-word').shadowRoot, box = root.querySelector('textarea');
    const retry = Array.from(root.querySelectorAll('button')).find(one => one.textContent.trim() === 'Retry');
    if (!box || !retry || retry.disabled) return false;
    box.value = 'changed words';
    box.dispatchEvent(new InputEvent('input', { bubbles: true, composed: true }));
    setTimeout(() => retry.click());
    return true;";

pub async fn contact_not_saved(ground: &mut Ground) {
    ground.early(
        "var put = IDBObjectStore.prototype.put;
         IDBObjectStore.prototype.put = function (row) {
           if (this.name === 'outbox' && row.seq > 1) throw new DOMException('full', 'QuotaExceededError');
           return put.apply(this, arguments);
         };",
    );
    ground.more(r#"follow-up="24""#);
    ground.proxy.always(Some(Fault::Delay(SLOW)));
    ground.visit().await;
    ground.answer_broken().await;
    ground.send().await;
    let offered = "const root = document.querySelector('good-word').shadowRoot, box = root && root.querySelector('input:not([type=radio])');
        if (!box) return false;
        box.value = 'a@b.example'; box.dispatchEvent(new InputEvent('input', { bubbles: true, composed: true })); return true;";
    let offer = async || (ground.browser().call(offered, Vec::new()).await == json!(true)).then_some(());
    ground.until("the offer to put it right", offer).await;
    tokio::time::sleep(Duration::from_millis(50)).await;
    assert!(ground.click("Send").await, "the contact is sent");
    ground.proof("delayed 500 ms").await;
    let contact = async || {
        let responses = ground.responses().await;
        responses.iter().any(|one| one["follow_up"]["contact"] == "a@b.example").then_some(())
    };
    ground.until("the contact", contact).await;
    ground.delivers().await;
}
