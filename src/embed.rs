//! For owners whose site is itself written with Yew: the survey as a typed component.
//!
//! It renders `<good-word>`; the page loads `goodword.js` as any other page does. The survey then runs in a binary and a
//! closed shadow root of its own, so that two copies of Yew never meet in one tree.

use yew::prelude::*;
use yew::virtual_dom::VTag;

/// Settings of [`GoodWord`], each an attribute of `<good-word>`.
#[derive(Properties, Clone, PartialEq, Debug)]
pub struct GoodWordProps {
    /// Where responses are posted.
    pub endpoint: AttrValue,
    /// The survey's name.
    pub survey: AttrValue,
    /// The public write key.
    #[prop_or_default]
    pub write_key: Option<AttrValue>,
    /// Who is recommended.
    #[prop_or_default]
    pub subject: Option<AttrValue>,
    /// `inline` (default) or `popover`.
    #[prop_or_default]
    pub mode: Option<AttrValue>,
    /// `auto` (default), `light` or `dark`.
    #[prop_or_default]
    pub theme: Option<AttrValue>,
    /// Where to reach a human.
    #[prop_or_default]
    pub person_url: Option<AttrValue>,
    /// What you do with answers.
    #[prop_or_default]
    pub privacy_url: Option<AttrValue>,
    /// Shown until the survey is painted, and where it cannot be.
    #[prop_or_default]
    pub children: Html,
}

/// A survey in its place on the page.
///
/// ```
/// use goodword::GoodWord;
/// use yew::prelude::*;
///
/// fn thanks_page() -> Html {
///     html! { <GoodWord endpoint="/v1/responses" survey="checkout"><a href="mailto:hello@shop.example">{ "Write to us" }</a></GoodWord> }
/// }
/// # thanks_page();
/// ```
#[function_component]
pub fn GoodWord(props: &GoodWordProps) -> Html {
    let mut element = VTag::new("good-word");
    for (name, value) in attributes(props) {
        if let Some(value) = value {
            element.add_attribute(name, value);
        }
    }
    element.add_child(props.children.clone());
    element.into()
}

fn attributes(props: &GoodWordProps) -> [(&'static str, Option<AttrValue>); 8] {
    let GoodWordProps { endpoint, survey, write_key, subject, mode, theme, person_url, privacy_url, .. } =
        props.clone();
    [
        ("endpoint", Some(endpoint)),
        ("survey", Some(survey)),
        ("key", write_key),
        ("subject", subject),
        ("mode", mode),
        ("theme", theme),
        ("person-url", person_url),
        ("privacy-url", privacy_url),
    ]
}
