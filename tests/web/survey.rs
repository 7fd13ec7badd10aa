//! A survey mounted into an element, as the loader does it.

use std::sync::atomic::AtomicU32;
use std::sync::atomic::Ordering::Relaxed;

use goodword::delivery::client::SendFunction;
use goodword::widget::mount::{Command, MountedSurvey};
use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;
use wasm_bindgen_test::wasm_bindgen_test;
use web_sys::{Document, Element, Event, HtmlElement, ShadowRoot, ShadowRootInit, ShadowRootMode};

/// Each test has a survey of its own: they share the browser's database, and with it their drafts.
static SURVEYS: AtomicU32 = AtomicU32::new(0);

/// An element with a fallback and a root that starts as a slot, and a list of the events it sent.
struct ResponseIdentity {
    host: HtmlElement,
    root: ShadowRoot,
    events: js_sys::Array,
    mounted: Option<MountedSurvey>,
}

fn document() -> Document {
    web_sys::window().unwrap().document().unwrap()
}

fn place(endpoint: &str, outcome: &str) -> ResponseIdentity {
    let host: HtmlElement = document().create_element("div").unwrap().unchecked_into();
    host.set_attribute("endpoint", endpoint).unwrap();
    host.set_attribute("survey", &format!("web-{}", SURVEYS.fetch_add(1, Relaxed))).unwrap();
    document().body().unwrap().append_child(&host).unwrap();
    let events = js_sys::Array::new();
    for name in ["ready", "shown", "answered", "submitted", "dismissed", "error"] {
        let list = events.clone();
        let hear = Closure::<dyn Fn(Event)>::new(move |event: Event| {
            list.push(&event.type_().into());
        });
        host.add_event_listener_with_callback(&format!("goodword:{name}"), &hear.into_js_value().unchecked_into())
            .unwrap();
    }
    let root = host.attach_shadow(&ShadowRootInit::new(ShadowRootMode::Closed)).unwrap();
    root.append_child(&document().create_element("slot").unwrap()).unwrap();
    let inner = document().create_element("div").unwrap();
    root.append_child(&inner).unwrap();
    let send = js_sys::Function::new_with_args("entry, saved, tell", &format!("tell('{outcome}')"));
    let mounted = MountedSurvey::new(host.clone(), root.clone(), inner, send.unchecked_into::<SendFunction>());
    ResponseIdentity { host, root, events, mounted }
}

impl ResponseIdentity {
    fn find(&self, selector: &str) -> Option<Element> {
        self.root.query_selector(selector).unwrap()
    }

    fn text(&self, selector: &str) -> String {
        self.find(selector).and_then(|element| element.text_content()).unwrap_or_default()
    }

    async fn click(&self, selector: &str) {
        for _ in 0..100 {
            if let Some(element) = self.find(selector) {
                element.unchecked_into::<HtmlElement>().click();
                return settle().await;
            }
            settle().await;
        }
        panic!("{selector} never came");
    }

    /// Waits until `text` stands on the survey, for as long as a slow disk may take.
    async fn until(&self, text: &str) {
        for _ in 0..100 {
            if self.text(".card").contains(text) {
                return;
            }
            settle().await;
        }
        panic!("{text:?} never came: {:?}", self.text(".card"));
    }

    fn heard(&self) -> Vec<String> {
        let name = |event: JsValue| event.as_string().unwrap().replace("goodword:", "");
        self.events.iter().map(name).collect()
    }
}

impl Drop for ResponseIdentity {
    fn drop(&mut self) {
        self.host.remove();
    }
}

/// Rendering is a microtask, and the disk takes longer: a few turns of the event loop.
async fn settle() {
    let turn = js_sys::Promise::new(&mut |resolve, _| {
        web_sys::window().unwrap().set_timeout_with_callback_and_timeout_and_arguments_0(&resolve, 60).unwrap();
    });
    JsFuture::from(turn).await.unwrap();
}

#[wasm_bindgen_test]
async fn a_survey_replaces_the_fallback_once_it_is_painted() {
    let place = place("/v1/responses", "accepted");
    place.until("We understood how you felt.").await;
    assert_eq!(place.text("h2"), "We understood how you felt.");
    assert!(place.find("slot").is_none());
    assert_eq!(place.root.query_selector_all("input[type=radio]").unwrap().length(), 5);
    assert_eq!(place.heard(), ["ready", "shown"]);
}

#[wasm_bindgen_test]
async fn unusable_settings_leave_the_fallback_and_say_so_once() {
    for endpoint in ["javascript:alert(1)", "http://shop.example/r", "https://"] {
        let place = place(endpoint, "accepted");
        settle().await;
        assert!(place.mounted.is_none() && place.find("slot").is_some(), "{endpoint}");
        assert_eq!(place.heard(), ["error"], "{endpoint}");
    }
}

#[wasm_bindgen_test]
async fn a_step_moves_the_focus_to_its_heading() {
    let place = place("/v1/responses", "accepted");
    settle().await;
    place.click("input[value='4']").await;
    place.click("button[type=submit]").await;
    assert_eq!(place.text("h2"), "Did we do what we said we would?");
    assert_eq!(place.root.active_element().unwrap().tag_name(), "H2");
    place.click(".quiet").await;
    assert!(place.find("input[value='4']:checked").is_some(), "going back keeps the answer");
    assert_eq!(place.heard(), ["ready", "shown", "answered"]);
}

#[wasm_bindgen_test]
async fn an_answer_travels_from_click_to_thanks() {
    let place = place("/v1/responses", "accepted");
    settle().await;
    for selector in ["input[value='2']", "button[type=submit]", "input[value='broken']", "button[type=submit]"] {
        place.click(selector).await;
    }
    place.click("button[type=submit]").await;
    assert_eq!(place.text("h2"), "What did we promise, and what happened instead?");
    place.click("button[type=submit]").await;
    place.until("Your answer has arrived.").await;
    assert_eq!(place.text("h2"), "We are sorry we did not keep our promise.");
    assert_eq!(place.heard(), ["ready", "shown", "answered", "answered", "submitted"]);
}

#[wasm_bindgen_test]
async fn what_could_not_be_sent_is_said_to_wait() {
    let place = place("/v1/responses", "waiting");
    settle().await;
    place.click("input[value='5']").await;
    for _ in 0..4 {
        place.click("button[type=submit]").await;
    }
    place.until("Saved here. It goes out when you are online.").await;
}

#[wasm_bindgen_test]
async fn it_closes_and_asks_again_with_what_was_answered() {
    let place = place("/v1/responses", "accepted");
    settle().await;
    place.click("input[value='3']").await;
    place.click(".close").await;
    assert!(place.find(".card").is_none());
    place.mounted.as_ref().unwrap().run(Command::Ask);
    settle().await;
    assert!(place.find("input[value='3']:checked").is_some());
    assert!(place.heard().contains(&"dismissed".to_owned()));
}
