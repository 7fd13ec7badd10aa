//! A Yew application that asks with Goodword. `cargo xtask test` builds it and clicks through it.

use goodword::GoodWord;
use yew::prelude::*;

#[component]
fn Host() -> Html {
    let clicks = use_state(|| 0);
    let count = {
        let clicks = clicks.clone();
        Callback::from(move |_| clicks.set(*clicks + 1))
    };
    html! {
        <main>
            <h1>{ "A Yew application" }</h1>
            <button id="host" onclick={count}>{ *clicks }</button>
            <GoodWord endpoint="/v1/responses" survey="yew-host">
                <a href="mailto:help@shop.example">{ "Write to us" }</a>
            </GoodWord>
        </main>
    }
}

fn main() {
    yew::Renderer::<Host>::new().render();
}
