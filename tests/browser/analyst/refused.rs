//! What cannot be read is named, and nothing is half shown as whole.

use tempfile::TempDir;

use super::{choose, seeded, view, write};
use crate::harness::Stage;

#[tokio::test]
async fn what_cannot_be_read_is_said_and_another_file_can_be_chosen() {
    let (stage, folder) = (Stage::new().await, TempDir::new().unwrap());
    let view = view(&stage).await;
    let seeded = seeded(&stage, 3);
    let cut = &seeded[..seeded.find(r#""answers""#).unwrap()];
    let cases: [(&str, &[u8], &str); 8] = [
        ("page.json", b"<!doctype html><title>Sign in</title>", "This file is a web page, not a list of responses."),
        ("empty.json", b"", "This file is empty: it holds no responses."),
        ("none.json", b" [ ] ", "This file is empty: it holds no responses."),
        ("cut.json", br#"[{"id":"0199f1c2-7c5e"#, "The file was cut off in the middle of its first response."),
        ("bad.ndjson", b"{}\nno\n", "None of the 2 lines is a response."),
        ("packed.json", &[0x1f, 0x8b, 8, 0], "This compressed file is damaged or was cut off."),
        (
            "mapping.json",
            br#"{"goodword_map":1,"survey":"s"}"#,
            "This file says which column is which, and holds no responses.",
        ),
        ("one.ndjson", b"7", "The one line that was found is not a response."),
    ];
    for (name, content, sentence) in cases {
        choose(&view, &[&write(&folder, name, content)]).await;
        view.see("heading", sentence).await;
        assert_eq!(view.all("input[type=file]").await.len(), 1, "{name}: another file can be chosen");
    }
    // What is whole before a cut is shown, with the cut before it.
    let lines: Vec<_> = seeded.lines().collect();
    choose(&view, &[&write(&folder, "long.json", format!("[{},\n{},\n{cut}", lines[0], lines[1]))]).await;
    view.see("heading", "demo").await;
    let notice = view.texts(".notice").await.concat();
    assert!(notice.contains("long.json ends in the middle: it was cut off."), "{notice}");
}

#[tokio::test]
async fn an_address_that_gives_nothing_says_why() {
    let stage = Stage::new().await;
    let view = view(&stage).await;
    for (src, sentence) in [
        ("/", "A web page came back instead of responses."),
        ("/nowhere.ndjson", "There is nothing at this address (404)."),
        ("javascript:alert(1)", "This view does not read from that address."),
        ("http://shop.example/x", "This view does not read from that address."),
        ("https://127.0.0.1:1/x", "The answers could not be fetched."),
        ("/v1/surveys/demo/responses", "These answers are protected by a token."),
    ] {
        let set = format!("document.querySelector('good-word-results').setAttribute('src', '{src}')");
        stage.browser.run(&set).await;
        view.see("heading", sentence).await;
        assert_eq!(view.all("input[type=file]").await.len(), 1, "{src}: a file can be chosen instead");
    }
}
