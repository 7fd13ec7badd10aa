//! An answer given while nobody listens is sent once somebody does, and once only.

use crate::harness::Stage;

#[tokio::test]
async fn a_pending_response_is_sent_after_a_reload() {
    let mut stage = Stage::new().await;
    {
        let survey = stage.open_survey("inline.html").await;
        survey.choose("Agree").await;
        for on in ["Next", "Skip", "Skip"] {
            survey.click(on).await;
        }
        survey.see("button", "Send").await;
    }
    stage.collector.stop();
    {
        let survey = stage.browser.root("good-word").await;
        survey.click("Send").await;
        survey.see("heading", "Thank you.").await;
        let told = "Saved here. It goes out when you are online.";
        stage.browser.until(told, async || survey.texts("p").await.contains(&told.to_owned()).then_some(())).await;
    }
    stage.collector.restart();
    assert!(stage.collector.responses("inline").is_empty());

    stage.open("plain.html").await;
    stage.open("inline.html").await;
    let stored = stage.browser.until("the response in the collector", async || {
        let stored = stage.collector.responses("inline");
        (!stored.is_empty()).then_some(stored)
    });
    let stored = stored.await;
    assert_eq!(stored[0]["answers"]["empathy"], 4);

    stage.open_survey("inline.html").await;
    assert_eq!(stage.collector.responses("inline").len(), 1, "sent once only");
}
