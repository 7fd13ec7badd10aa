//! A site with no server at all: answers stay in the browser, and so do their results.

use crate::harness::Stage;

#[tokio::test]
async fn answers_and_their_results_need_no_server() {
    let mut stage = Stage::new().await;
    stage.open("kept.html").await;
    stage.browser.heard("shown").await;
    stage.browser.root("good-word-results").await.see("heading", "What people said, and how sure you can be").await;
    // The reader starts with its first question.
    stage.browser.run("document.querySelector('good-word-results').setAttribute('src', 'local:')").await;
    stage.browser.root("good-word-results").await.see("heading", "There are no answers here yet.").await;
    // What saves comes when the survey is there, from a server.
    let saver =
        "return performance.getEntriesByType('resource').some((file) => file.name.endsWith('goodword-sender.js'))";
    stage.browser.until("what saves", async || stage.browser.run(saver).await.as_bool().filter(|come| *come)).await;

    stage.collector.stop();
    let survey = stage.browser.root("good-word").await;
    survey.choose("Agree").await;
    survey.click("Next").await;
    survey.choose("Yes, as promised").await;
    survey.click("Next").await;
    survey.choose("10").await;
    survey.click("Next").await;
    survey.click("Send").await;
    survey.see("heading", "Thank you.").await;
    stage.browser.heard("delivered").await;

    let view = stage.browser.root("good-word-results").await;
    view.click("Try again").await;
    let read = async || view.texts("footer").await.concat().contains("1 line read: 1 response").then_some(());
    stage.browser.until("the kept answer", read).await;
}
