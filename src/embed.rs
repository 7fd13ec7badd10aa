//! For owners whose site is itself written with Yew: the survey as a typed component.
//!
//! It renders `<good-word>`; the page loads `goodword.js` as any other page does. The survey then runs in a binary and a
//! closed shadow root of its own, so that two copies of Yew never meet in one tree.

use std::rc::Rc;

use yew::prelude::*;
use yew::virtual_dom::{AttributeOrProperty, VTag};

/// The settings of an element, each with its attribute.
macro_rules! settings {
    ($($(#[$says:meta])* $field:ident: $attribute:literal,)*) => {
        /// Settings of [`GoodWord`], each an attribute of `<good-word>`.
        #[derive(Properties, Clone, PartialEq, Debug, Default)]
        pub struct GoodWordProps {
            $($(#[$says])* #[prop_or_default] pub $field: Option<AttrValue>,)*
            /// Hidden fields: name and value.
            #[prop_or_default]
            pub fields: Vec<(AttrValue, AttrValue)>,
            /// A survey of your own as JSON, in place of its address in `config`.
            #[prop_or_default]
            pub definition: Option<AttrValue>,
            /// Shown until the survey is painted, and where it cannot be.
            #[prop_or_default]
            pub children: Html,
        }

        impl GoodWordProps {
            /// The attributes that there are besides `field-NAME`.
            pub const ATTRIBUTES: &[&str] = &[$($attribute),*];

            fn values(&self) -> [&Option<AttrValue>; Self::ATTRIBUTES.len()] {
                [$(&self.$field),*]
            }
        }
    };
}

settings! {
    // <settings>
    /// Where responses are posted: `https:`, or `http:` on localhost.
    endpoint: "endpoint",
    /// A name for this survey.
    survey: "survey",
    /// The address of a survey of your own (at most 64 kB; docs/definition.md). It can also stand in a `<script
    /// type="application/json">` inside the element.
    config: "config",
    /// Your public write key, if your collector wants one.
    write_key: "key",
    /// What proves who answers, for a survey whose identity is `signed`: a JWT that your back end makes. It is sent
    /// with the answer and checked, and never stored.
    identity: "identity",
    /// Who is recommended: a proper name, which stands unchanged in every language ("us" if you say nothing).
    subject: "subject",
    /// The language as a BCP 47 tag, else the page's, else the browser's; 27 are there. When it changes while a survey
    /// is open, so do the words.
    locale: "locale",
    /// `popover` (default of the script tag and of `init`), `inline` (default of the element), `modal`, `tab`, or
    /// `iframe`: on the file host's own origin, for pages that forbid WebAssembly or must not see the answers. Answers
    /// then go to that origin's `/v1/responses`.
    mode: "mode",
    /// Of a popover or a tab: `bottom-end` (default), `bottom-start`, `top-end`, `top-start`.
    corner: "corner",
    /// When a survey that floats is asked: `load` (default), `delay:5s`, `scroll:60%`, `exit`, `click:CSS`,
    /// `event:NAME`, `manual`.
    trigger: "trigger",
    /// Where: `/checkout/* !/checkout/admin`, `/search?q=*`, `#/checkout*`, `https://shop.example/*`; what was asked
    /// closes when its route is left.
    urls: "urls",
    /// Of how many page views, from 0 to 1, or `25%`.
    sample: "sample",
    /// For how many days a visitor who closed a popover is not asked again (90, also `1w`; after the third time never;
    /// other surveys of the site wait for a day), and who answered (for good, unless you set this).
    cooldown: "cooldown",
    /// `auto` (default), `light`, `dark`.
    theme: "theme",
    /// Your colour, as CSS writes it; darkened or lightened where it could not be read.
    accent: "accent",
    /// `steps` (default) or `page`: all questions in one form.
    layout: "layout",
    /// `24`: whoever was let down is offered an answer within so many hours; `off` (default).
    follow_up: "follow-up",
    /// A way to a real person, in sight at every step: `https:`, `mailto:`, `tel:` or `sms:`.
    person_url: "person-url",
    /// What you do with answers.
    privacy_url: "privacy-url",
    /// `on`: each step is posted, under the same id with a rising `seq`, so that a survey left half-way is not lost.
    partial: "partial",
    /// For how many days this browser keeps a copy of each answer for `<good-word-results src="local:">`. With `keep`
    /// and no `endpoint`, nothing is ever sent.
    keep: "keep",
    /// What is told about the page: some of `url` (default), `locale` and `device`, separated by spaces, or `off`.
    context: "context",
    /// `text` for endpoints that do not answer a preflight; `form` for form services: flat fields, as a form posts them
    /// (docs/forms.md).
    content_type: "content-type",
    /// `on`: your endpoint accepts by redirecting.
    accept_redirect: "accept-redirect",
    /// Answers that are chosen beforehand, as JSON: `{"recommend": 9}`. They are sent once the visitor goes on with
    /// them; one that the visitor has given goes before, and consent is never given beforehand.
    answers: "answers",
    /// `on`: nothing is kept or sent, and the survey says so.
    preview: "preview",
    /// `open` for tests and tools.
    shadow: "shadow",
    // </settings>
}

/// A survey in its place on the page.
///
/// ```
/// use goodword::GoodWord;
/// use yew::prelude::*;
///
/// fn thanks_page() -> Html {
///     let fields = vec![(AttrValue::from("plan"), AttrValue::from("pro"))];
///     html! {
///         <GoodWord endpoint="/v1/responses" survey="checkout" follow_up="24" {fields}>
///             <a href="mailto:hello@shop.example">{ "Write to us" }</a>
///         </GoodWord>
///     }
/// }
/// # thanks_page();
/// ```
#[function_component]
pub fn GoodWord(props: &GoodWordProps) -> Html {
    element(props).into()
}

fn element(props: &GoodWordProps) -> VTag {
    let mut element = VTag::new("good-word");
    let attributes = element.attributes.get_mut_index_map();
    let mut set = |name: AttrValue, value: &AttrValue| {
        attributes.insert(name, AttributeOrProperty::Attribute(value.clone()));
    };
    for (name, value) in GoodWordProps::ATTRIBUTES.iter().zip(props.values()) {
        if let Some(value) = value {
            set(AttrValue::Static(name), value);
        }
    }
    for (name, value) in &props.fields {
        set(AttrValue::Rc(Rc::from(["field-", name].concat())), value);
    }
    if let Some(definition) = &props.definition {
        element.add_child(html! { <script type="application/json">{ definition.clone() }</script> });
    }
    element.add_child(props.children.clone());
    element
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::manifest::SETTINGS;

    #[track_caller]
    #[allow(clippy::needless_pass_by_value, reason = "so that each case is one line")]
    fn check(props: GoodWordProps, expect: &[(&str, &str)]) {
        let element = element(&props);
        let mut given: Vec<_> = element.attributes.iter().collect();
        given.sort_unstable();
        assert_eq!(given, expect);
    }

    #[test]
    fn each_setting_is_an_attribute_and_none_is_set_by_itself() {
        let some = |value: &'static str| Some(AttrValue::Static(value));
        check(GoodWordProps::default(), &[]);
        check(
            GoodWordProps {
                endpoint: some("/r"),
                write_key: some("gw_pub_1"),
                follow_up: some("24"),
                fields: vec![("plan".into(), "pro".into())],
                ..GoodWordProps::default()
            },
            &[("endpoint", "/r"), ("field-plan", "pro"), ("follow-up", "24"), ("key", "gw_pub_1")],
        );
    }

    #[test]
    fn the_settings_are_those_of_the_manifest() {
        let names = SETTINGS.map(|setting| setting.name);
        assert_eq!(GoodWordProps::ATTRIBUTES, names);
    }
}
