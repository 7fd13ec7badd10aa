//! What can be taken away: responses, the Summary, what its columns mean, and paper.

use std::rc::Rc;

use yew::prelude::*;

use crate::edge::print;
use crate::results::desk::Desk;
use crate::results::dictionary;
use crate::results::message::Format;
use crate::results::state::Shown;

const PANDAS: &str = "pandas.read_json(\"responses.ndjson\", lines=True)[\"answers\"].apply(pandas.Series)";
const DUCKDB: &str = "SELECT answers.recommend, count(*) FROM 'responses.ndjson' GROUP BY 1 ORDER BY 1";

/// A menu behind the one button of the view.
pub fn download(shown: &Shown, desk: &Rc<Desk>) -> Html {
    let responses = |name: &'static str, format: Format| {
        let desk = desk.clone();
        let onclick = Callback::from(move |_: MouseEvent| desk.save_responses(format));
        html! { <li><button type="button" disabled={shown.waiting.responses} {onclick}>{ name }</button></li> }
    };
    let summary = {
        let (figures, desk) = (shown.figures.clone(), desk.clone());
        Callback::from(move |_: MouseEvent| desk.save_text(&figures.json, "application/json", "summary.json"))
    };
    let meanings = {
        let (facets, desk) = (shown.read.clone(), desk.clone());
        Callback::from(move |_: MouseEvent| {
            desk.save_text(&dictionary::csv(&facets.facets), "text/csv;charset=utf-8", "columns.csv");
        })
    };
    let paper = Callback::from(|_: MouseEvent| print::page());
    html! {
        <details class="menu">
            <summary class="button primary">{ "Download" }</summary>
            <div>
                { for (!shown.read.counted).then(|| html! {
                    <>
                        <p class="kicker">{ "Responses that count" }</p>
                        <ul>
                            { responses("JSON", Format::Json) }
                            { responses("NDJSON", Format::Ndjson) }
                            { responses("CSV", Format::Csv) }
                            { responses("CSV for Excel", Format::CsvWithMark) }
                        </ul>
                    </>
                }) }
                <p class="kicker">{ "Figures" }</p>
                <ul>
                    <li><button type="button" onclick={summary}>{ "Summary (JSON)" }</button></li>
                    <li><button type="button" onclick={meanings}>{ "What the columns mean" }</button></li>
                    <li><button type="button" onclick={paper}>{ "Print, or save as PDF" }</button></li>
                </ul>
                <p class="kicker">{ "Go on with NDJSON in pandas or DuckDB" }</p>
                <code>{ PANDAS }</code>
                <code>{ DUCKDB }</code>
            </div>
        </details>
    }
}
