//! What is put into pages: a snippet for each place, the policy, and the link.

use std::rc::Rc;

use goodword_studio::Draft;
use goodword_studio::take_away::{Embed, TARGETS, code, link, policy, snippet};
use yew::prelude::*;

use super::field::{button, typed};
use crate::browser::{location, page};

#[derive(Properties, PartialEq)]
pub struct TakeAwayProps {
    /// What is taken away.
    pub definition: Rc<Draft>,
}

#[component]
pub fn TakeAway(props: &TakeAwayProps) -> Html {
    let target = use_state(|| 0_usize);
    let from = use_state(String::new);
    let copied = use_state(|| false);
    let site = location::resolve("./").map(|url| url.href).unwrap_or_default();
    let embed = Embed::of(&props.definition, &site, None);
    let survey = props.definition.survey.id.clone().unwrap_or_default();
    let tabs = TARGETS.iter().enumerate().map(|(at, (_, name))| {
        let (target, is_here) = (target.clone(), *target == at);
        button(name, if is_here { "seg on" } else { "seg" }, false, move || target.set(at))
    });
    let text = TARGETS.get(*target).map(|(target, _)| snippet(*target, &embed)).unwrap_or_default();
    let address = link(&site, &survey, &[("from", from.trim())]);
    let oninput = {
        let from = from.clone();
        Callback::from(move |event: InputEvent| from.set(typed(&event)))
    };
    if survey.is_empty() {
        return html! { <><h2>{ "Take it away" }</h2><p class="soft">{ "Give the survey a name first, in the field on top." }</p></> };
    }
    html! {
        <>
            <h2>{ "Put it where your visitors are" }</h2>
            <div class="choices">{ for tabs }</div>
            { code_block(&text, &copied) }
            <h3>{ "If the page has a content security policy, it needs" }</h3>
            { code_block(&policy(&embed), &copied) }
            <h3>{ "For the counter, receipts and letters" }</h3>
            <label class="field"><span>{ "From where (field “from”)" }</span><input type="text" value={(*from).clone()} {oninput} /></label>
            { code_block(&address, &copied) }
            { picture(&address) }
            <p role="status" class="soft">{ if *copied { "Copied." } else { "" } }</p>
        </>
    }
}

fn code_block(text: &str, copied: &UseStateHandle<bool>) -> Html {
    let (copy, copied) = (text.to_owned(), copied.clone());
    html! {
        <div class="code">
            <pre tabindex="0">{ text }</pre>
            { button("Copy", "", false, move || {
                let copied = copied.clone();
                page::copy(&copy, move |done| copied.set(done));
            }) }
        </div>
    }
}

/// The code as a picture. In an address, what is not a letter could end it.
fn picture(address: &str) -> Html {
    let Ok(svg) = code(address) else { return html! {} };
    let svg = svg.replace('%', "%25").replace('#', "%23").replace('<', "%3C").replace('>', "%3E").replace('"', "%22");
    let alt = format!("A code that cameras read: {address}");
    html! { <img class="code-picture" src={format!("data:image/svg+xml,{svg}")} {alt} width="200" height="200" /> }
}
