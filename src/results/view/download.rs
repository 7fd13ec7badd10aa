//! What can be taken away: responses, the Summary, what its columns mean, and paper.

use std::rc::Rc;

use yew::prelude::*;

use crate::browser::print;
use crate::reader::protocol::FileFormat;
use crate::results::controller::Controller;
use crate::results::dictionary;
use crate::results::state::Shown;

const PANDAS: &str = "pandas.read_json(\"responses.ndjson\", lines=True)[\"answers\"].apply(pandas.Series)";
const DUCKDB: &str = "SELECT answers.recommend, count(*) FROM 'responses.ndjson' GROUP BY 1 ORDER BY 1";

/// A menu behind the one button of the view.
pub fn download(shown: &Shown, controller: &Rc<Controller>) -> Html {
    let responses = |name: &'static str, format: FileFormat| {
        let controller = controller.clone();
        let onclick = Callback::from(move |_: MouseEvent| controller.save_responses(format));
        html! { <li><button type="button" disabled={shown.waiting.responses} {onclick}>{ name }</button></li> }
    };
    let summary = {
        let (figures, controller) = (shown.figures.clone(), controller.clone());
        Callback::from(move |_: MouseEvent| controller.save_text(&figures.json, "application/json", "summary.json"))
    };
    let meanings = {
        let (facets, controller) = (shown.read.clone(), controller.clone());
        Callback::from(move |_: MouseEvent| {
            controller.save_text(&dictionary::csv(&facets.facets), "text/csv;charset=utf-8", "columns.csv");
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
                            { responses("JSON", FileFormat::Json) }
                            { responses("NDJSON", FileFormat::Ndjson) }
                            { responses("CSV", FileFormat::Csv) }
                            { responses("CSV for Excel", FileFormat::CsvWithMark) }
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
