//! Which column is which: asked where a file does not say it, or where it was taken for the wrong thing.

use std::rc::Rc;

use goodword_core::import::{Edit, Reading, Sheet};
use goodword_core::words::plural;
use yew::prelude::*;

use super::choice::list;
use super::mapping_column::mapping_column;
use crate::browser::keyboard;
use crate::results::controller::Controller;
use crate::results::mapping::{FILE, counted, order, order_value, orders};

/// The head, what is asked of the whole file, its columns, and what would be counted.
pub fn mapping(label: &str, sheet: &Sheet, controller: &Rc<Controller>) -> Html {
    html! {
        <section class="mapping">
            <header>
                <div class="found">
                    <h2>{ "Which column is which?" }</h2>
                    <p>{ format!("{label} · {}", plural(sheet.rows, "row", "rows")) }</p>
                    { for sheet.recognised.iter().map(|sentence| html! { <p>{ format!("{sentence}.") }</p> }) }
                </div>
                { actions(sheet, controller) }
            </header>
            { notes(sheet) }
            { asked(sheet, controller) }
            <ol class="columns">{ for sheet.columns.iter().map(|column| mapping_column(column, controller)) }</ol>
            { tried(sheet) }
        </section>
    }
}

fn actions(sheet: &Sheet, controller: &Rc<Controller>) -> Html {
    let act = |what: fn(&Controller, &str)| {
        let (controller, mapping) = (controller.clone(), sheet.mapping.clone());
        Callback::from(move |_: MouseEvent| what(&controller, &mapping))
    };
    let save = act(|controller, mapping| controller.save_text(mapping, "application/json", FILE));
    html! {
        <div class="actions">
            <button type="button" class="quiet" onclick={act(|controller, _| controller.stop())}>{ "Back to the start" }</button>
            <button type="button" class="button" onclick={save}>{ "Save the mapping" }</button>
            <button type="button" class="button primary" disabled={sheet.tried.is_none()}
                onclick={act(Controller::count)}>{ "Count them" }</button>
        </div>
    }
}

/// What is wrong with the whole, and what was not guessed.
fn notes(sheet: &Sheet) -> Html {
    if sheet.problems.is_empty() && sheet.notes.is_empty() {
        return Html::default();
    }
    html! {
        <div class="notice">
            { for sheet.problems.iter().map(|problem| html! { <p role="alert">{ problem }</p> }) }
            { for sheet.notes.iter().map(|note| html! { <p>{ note }</p> }) }
        </div>
    }
}

/// What is asked of the whole file: each only where the file does not tell.
fn asked(sheet: &Sheet, controller: &Rc<Controller>) -> Html {
    let time = &sheet.time;
    let field = |label: &'static str, kind: &'static str, value: String, edit: fn(String) -> Edit| {
        let controller = controller.clone();
        let onchange = Callback::from(move |event: Event| controller.edit_mapping(&edit(keyboard::value(&event))));
        html! { <label>{ label }<input type={kind} class="pill" {value} {onchange} /></label> }
    };
    let survey = sheet.survey.clone().map(|survey| field("Survey", "text", survey, Edit::Survey));
    let day = time.asks_day.then(|| field("Day of all rows", "date", time.day.clone().unwrap_or_default(), Edit::Day));
    let zone = time.asks_zone.then(|| {
        field(
            "Time zone, such as Europe/Berlin",
            "text",
            time.tz.clone().unwrap_or_else(|| "UTC".to_owned()),
            Edit::Zone,
        )
    });
    let which = controller.clone();
    let choose = move |value: String| {
        if let Some(order) = order(&value) {
            which.edit_mapping(&Edit::Order(order));
        }
    };
    let order = time.asks_order.then(|| {
        let lines = list("Order of dates", &orders(), order_value(time.order), time.order.is_some(), choose);
        html! { <label>{ "Order of dates" }{ lines }</label> }
    });
    html! { <div class="asked">{ for survey }{ for day }{ for order }{ for zone }</div> }
}

fn tried(sheet: &Sheet) -> Html {
    let row = |reading: &Reading| {
        html! {
            <tr class={classes!(reading.bad.then_some("bad-row"))}>
                <th scope="row">{ reading.line }</th>
                <td>{ if reading.bad { format!("Not counted: {}", reading.text) } else { reading.text.clone() } }</td>
            </tr>
        }
    };
    html! {
        <section class="card">
            <h3>{ "What would be counted" }</h3>
            <p>{ counted(sheet) }</p>
            { for sheet.tried.iter().map(|tried| html! {
                <div class="scroll" tabindex="0" role="region" aria-label="The first rows">
                    <table>
                        <thead><tr><th scope="col">{ "Line" }</th><th scope="col">{ "Read as" }</th></tr></thead>
                        <tbody>{ for tried.first.iter().map(row) }</tbody>
                    </table>
                </div>
            }) }
        </section>
    }
}
