//! One view on the page.

use std::cell::RefCell;

use web_sys::{Element, HtmlElement, ShadowRoot};
use yew::{AppHandle, Renderer};

use super::settings::ResultsSettings;
use super::view::{View, ViewProps};
use crate::browser::host::Host;
use crate::reader::protocol::Token;

/// The view's style, adopted by its shadow root.
const STYLE: &str = concat!(
    include_str!("../../styles/tokens.css"),
    include_str!("../../styles/results/base.css"),
    include_str!("../../styles/results/head.css"),
    include_str!("../../styles/results/card.css"),
    include_str!("../../styles/results/chart.css"),
    include_str!("../../styles/results/table.css"),
    include_str!("../../styles/results/comments.css"),
    include_str!("../../styles/results/words.css"),
    include_str!("../../styles/results/cross.css"),
    include_str!("../../styles/results/alone.css"),
    include_str!("../../styles/results/mapping.css"),
    include_str!("../../styles/results/media.css"),
);

/// A view, as the loader sees it.
pub struct MountedResults {
    host: Host,
    base: String,
    app: RefCell<AppHandle<View>>,
}

impl MountedResults {
    /// Shows the view in `place`, inside `root` of `host`. Our files stand in the folder `base`.
    pub fn new(host: HtmlElement, root: ShadowRoot, place: Element, base: String) -> Self {
        let host = Host::new(host, root);
        host.adopt(STYLE);
        let app = Renderer::<View>::with_root_and_props(place, props(&host, &base)).render();
        host.replace_fallback();
        Self { host, base, app: RefCell::new(app) }
    }

    /// Reads the element's attributes and its token again.
    pub fn update(&self) {
        if let Ok(mut app) = self.app.try_borrow_mut() {
            app.update(props(&self.host, &self.base));
        }
    }
}

fn props(host: &Host, base: &str) -> ViewProps {
    let attributes = host.attributes();
    let attribute = |name: &str| attributes.iter().find(|(one, _)| one == name).map(|(_, value)| value.clone());
    let token = host.property("token").as_deref().and_then(Token::new);
    ViewProps { settings: ResultsSettings::read(attribute), token, base: base.to_owned().into() }
}
