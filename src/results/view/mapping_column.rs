//! One column of a file: what stands in it, and what is made of it.

use std::rc::Rc;

use goodword_core::Promise;
use goodword_core::import::{Edit, Purpose, SheetColumn};
use goodword_core::words::plural;
use yew::prelude::*;

use super::choice::list;
use crate::results::controller::Controller;
use crate::results::mapping::{becomes, meanings, purposes, value};

/// Its name, its values and the list of what it can be.
pub fn mapping_column(column: &SheetColumn, controller: &Rc<Controller>) -> Html {
    let (whole, which) = (column.clone(), controller.clone());
    let choose = move |chosen: String| {
        if let Some(edit) = becomes(&whole, &chosen) {
            which.edit_mapping(&edit);
        }
    };
    let set = column.purpose != Purpose::LeftOut;
    let label = format!("“{}” becomes", column.name);
    html! {
        <li class={classes!("card", (!set).then_some("out"))}>
            <div class="named">
                <h3>{ &column.name }</h3>
                { list(&label, &purposes(column), &value(column.purpose), set, choose) }
            </div>
            { for column.label.iter().map(|label| html! { <p class="wording">{ label }</p> }) }
            { for (column.personal && !set).then(|| html! { <p class="wording">{ "Left out, because it says who somebody is." }</p> }) }
            { refused(column, controller) }
            { for (!column.meanings.is_empty()).then(|| said(column, controller)) }
            <ul class="values" aria-label="Its first values">{ for column.values.iter().map(|value| cell(value)) }</ul>
            <p class="wording">{ format!("{} filled", plural(column.filled, "row is", "rows are")) }</p>
        </li>
    }
}

fn cell(text: &str) -> Html {
    if text.is_empty() {
        html! { <li class="empty">{ "–" }</li> }
    } else {
        html! { <li>{ text }</li> }
    }
}

/// Why it cannot be what it is, and what it could be instead.
fn refused(column: &SheetColumn, controller: &Rc<Controller>) -> Html {
    let Some(problem) = &column.problem else { return Html::default() };
    let act = |edit: Edit| {
        let controller = controller.clone();
        Callback::from(move |_: MouseEvent| controller.edit_mapping(&edit))
    };
    let scale = Edit::Purpose { column: column.name.clone(), purpose: Purpose::Scale };
    let is_score = matches!(column.purpose, Purpose::Recommend | Purpose::Empathy);
    let as_scale = (is_score && column.offered.contains(&Purpose::Scale)).then(|| {
        html! { <button type="button" class="button" onclick={act(scale)}>{ "Make it a scale of its own" }</button> }
    });
    let as_ten = column.may_be_ten.then(|| {
        html! { <button type="button" class="button" onclick={act(Edit::ZeroToTen)}>{ "The form did offer 0 to 10" }</button> }
    });
    html! { <div class="refused"><p role="alert">{ problem }</p>{ for as_scale }{ for as_ten }</div> }
}

/// What each of its values says about a promise.
fn said(column: &SheetColumn, controller: &Rc<Controller>) -> Html {
    let line = |(value, meaning): &(String, Option<Promise>)| {
        let (controller, of) = (controller.clone(), value.clone());
        let choose = move |chosen: String| {
            controller.edit_mapping(&Edit::Meaning { value: of.clone(), meaning: Promise::of(&chosen) });
        };
        let label = format!("“{value}” means");
        let chosen = meaning.map_or("", Promise::as_str);
        html! { <li><span>{ &label }</span>{ list(&label, &meanings(), chosen, meaning.is_some(), choose) }</li> }
    };
    html! { <ul class="meanings">{ for column.meanings.iter().map(line) }</ul> }
}
