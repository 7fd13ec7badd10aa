//! How far reading has come.

use std::rc::Rc;

use goodword_core::words::plural;
use yew::prelude::*;

use crate::reader::protocol::Progress;
use crate::results::byte_size::bytes;
use crate::results::controller::Controller;

/// Progress, and the way to end it.
pub fn reading(label: &str, progress: Progress, controller: &Rc<Controller>) -> Html {
    let controller = controller.clone();
    let onclick = Callback::from(move |_: MouseEvent| controller.stop());
    html! {
        <section class="card alone">
            <h2>{ format!("Reading {label}") }</h2>
            { bar(progress) }
            <p class="so-far">{ so_far(progress) }</p>
            <button type="button" class="button" {onclick}>{ "Cancel" }</button>
        </section>
    }
}

/// A bar that fills, or one that only moves where the end is not known.
fn bar(progress: Progress) -> Html {
    match share(progress) {
        Some(percent) => html! { <progress aria-label="Read so far" max="100" value={percent.to_string()} /> },
        None => html! { <progress aria-label="Read so far" /> },
    }
}

/// `12.3 MB of 356 MB · 34,567 lines`.
fn so_far(progress: Progress) -> String {
    let read = bytes(progress.bytes);
    let of = progress.total.filter(|total| *total >= progress.bytes);
    let size = of.map_or_else(|| read.clone(), |total| format!("{read} of {}", bytes(total)));
    format!("{size} · {}", plural(progress.rows, "line", "lines"))
}

/// In hundredths; nothing when there is no total, or more has come than there was to be.
fn share(Progress { bytes, total, .. }: Progress) -> Option<u64> {
    let total = total.filter(|total| *total > 0 && *total >= bytes)?;
    u64::try_from(u128::from(bytes) * 100 / u128::from(total)).ok()
}

/// For a screen reader: in steps of a quarter.
pub fn status(label: &str, progress: Progress) -> String {
    match share(progress).map(|share| share / 25 * 25) {
        None | Some(0) => format!("Reading {label}."),
        Some(quarters) => format!("Reading {label}: {quarters} %."),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(bytes: u64, total: Option<u64>) -> Progress {
        Progress { bytes, total, rows: 1_234 }
    }

    #[test]
    fn progress_is_told_in_bytes_and_lines() {
        assert_eq!(so_far(at(12_300_000, Some(356_000_000))), "12.3 MB of 356 MB · 1,234 lines");
        assert_eq!(so_far(at(12_300_000, None)), "12.3 MB · 1,234 lines");
        assert_eq!(so_far(at(100, Some(50))), "100 bytes · 1,234 lines", "a total that was wrong is not shown");
    }

    #[test]
    fn progress_is_announced_by_quarters() {
        let check = |bytes, total, expect: &str| assert_eq!(status("a", at(bytes, total)), expect);
        check(0, Some(100), "Reading a.");
        check(24, Some(100), "Reading a.");
        check(60, Some(100), "Reading a: 50 %.");
        check(100, Some(100), "Reading a: 100 %.");
        check(60, None, "Reading a.");
        check(0, Some(0), "Reading a.");
        check(60, Some(50), "Reading a.");
    }
}
