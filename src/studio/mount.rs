//! The studio on its page.

use web_sys::{Element, HtmlElement, ShadowRoot};
use yew::Renderer;

use super::view::View;
use crate::browser::host::Host;

/// The studio's style, adopted by its shadow root.
const STYLE: &str = concat!(include_str!("../../styles/tokens.css"), include_str!("../../styles/studio.css"));

/// Shows the studio in `place`, inside `root` of `host`.
pub fn mount(host: HtmlElement, root: ShadowRoot, place: Element) {
    Host::new(host, root).adopt(STYLE);
    Renderer::<View>::with_root(place).render();
}
