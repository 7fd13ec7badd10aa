//! A broken promise gets an apology and the offer to put it right, and that promise travels with the response.

use serde_json::json;

use crate::harness::Stage;

#[tokio::test]
async fn a_broken_promise_can_be_put_right() {
    let stage = Stage::new().await;
    stage.open_with(json!({"survey": "right", "mode": "inline", "followUp": "24", "personUrl": "https://shop.example/chat", "keep": "30"})).await;
    let survey = stage.survey().await;
    survey.see("link", "Reach a person").await;
    survey.click("Skip").await;
    survey.choose("No, less than promised").await;
    survey.click("Next").await;
    survey.click("Skip").await;
    survey.click("Send").await;
    survey.see("heading", "We are sorry we did not keep our promise.").await;
    survey.see("button", "No, thank you").await;
    let offer = "May we put it right? Leave your email address and we will answer within 24 hours.";
    assert!(survey.texts("p").await.contains(&offer.to_owned()));
    survey.see("link", "Reach a person").await;
    stage.browser.heard("delivered").await;
    survey.write("Email address", "a@b").await;
    survey.click("Send").await;
    let unclear = async || {
        survey
            .texts("[role=alert]")
            .await
            .contains(&"This does not look like an email address.".to_owned())
            .then_some(())
    };
    stage.browser.until("told that it is no address", unclear).await;
    survey.write("Email address", ".example").await;
    survey.click("Send").await;
    let promised =
        async || survey.texts("p").await.contains(&"We will answer within 24 hours.".to_owned()).then_some(());
    stage.browser.until("the promise", promised).await;
    let told = async || (stage.browser.times_heard("delivered").await == 2).then_some(());
    stage.browser.until("delivered again", told).await;
    let stored = stage.collector.responses("right");
    assert_eq!((stored.len(), &stored[0]["seq"]), (1, &json!(2)), "the same response, later: {stored:?}");
    assert_eq!(stored[0]["follow_up"]["contact"], json!("a@b.example"));
    assert_eq!(stored[0]["follow_up"]["within_hours"], json!(24));
    let kept = "const done = arguments[0]; indexedDB.open('goodword').onsuccess = (event) => {
        event.target.result.transaction('kept').objectStore('kept').getAll().onsuccess = (event) => done(JSON.stringify(event.target.result)) }";
    let kept = stage.browser.call_async(kept, vec![]).await;
    assert!(kept.as_str().unwrap().contains("broken") && !kept.as_str().unwrap().contains("a@b"), "{kept}");
}

#[tokio::test]
async fn the_page_has_the_last_word_before_send() {
    let stage = Stage::new().await;
    for (veto, sent) in [("A-17", true), ("no", false)] {
        stage.open_with(json!({"survey": "veto", "mode": "inline", "layout": "page", "page": {"veto": veto}})).await;
        let survey = stage.survey().await;
        survey.choose("10").await;
        survey.click("Send").await;
        if sent {
            stage.browser.heard("delivered").await;
        } else {
            let open = survey.see("button", "Send").await;
            stage.browser.until("Send again", async || open.is_enabled().await.unwrap().then_some(())).await;
        }
    }
    let stored = stage.collector.responses("veto");
    assert_eq!((stored.len(), &stored[0]["fields"]), (1, &json!({"order_id": "A-17"})));
}

#[tokio::test]
async fn a_preview_sends_nothing_and_says_so() {
    let stage = Stage::new().await;
    stage.open_with(json!({"survey": "try", "mode": "inline", "layout": "page", "preview": "on"})).await;
    let survey = stage.survey().await;
    survey.choose("10").await;
    survey.click("Send").await;
    survey.see("heading", "Thank you.").await;
    assert_eq!(survey.texts("[role=status]").await, ["Preview: nothing is sent."]);
    assert!(stage.collector.responses("try").is_empty());
    assert_eq!(
        stage.browser.run("return indexedDB.databases().then((all) => all.length)").await,
        json!(0),
        "nothing is kept"
    );
}
