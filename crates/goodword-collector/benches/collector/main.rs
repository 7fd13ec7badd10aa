//! What the collector costs, each figure beside a baseline of the same run. `cargo xtask bench` runs it.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::cast_precision_loss,
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    dead_code,
    reason = "a benchmark that cannot go on says so by panicking, and its figures are rough"
)]

#[path = "../../tests/it/cluster.rs"]
mod cluster;
mod collectors;
mod load;
mod memory;
mod tally;

/// As the collector has it.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// Prints a ratio as `cargo xtask bench` reads it; `gate` is what it must reach.
fn report(name: &str, ratio: f64, gate: Option<f64>) {
    let gate = gate.map_or_else(|| "-".to_owned(), |gate| gate.to_string());
    println!("bench {name} ratio {ratio:.3} gate {gate}");
}

/// Prints a figure of one turn as `cargo xtask bench acks` reads it.
fn figure(row: &str, who: &str, value: f64) {
    println!(r#"{{"row":"{row}","who":"{who}","value":{value:.1}}}"#);
}

fn median(mut figures: Vec<f64>) -> f64 {
    figures.sort_by(f64::total_cmp);
    figures[figures.len() / 2]
}

fn main() {
    let wanted: Vec<String> = std::env::args().skip(1).filter(|word| !word.starts_with('-')).collect();
    let wants = |name: &str| wanted.is_empty() || wanted.iter().any(|word| name.contains(word.as_str()));
    let runtime = || tokio::runtime::Builder::new_multi_thread().enable_all().build().unwrap();
    if wants("tally") {
        runtime().block_on(tally::bench());
    }
    if wants("load") {
        runtime().block_on(load::bench());
    }
    if wants("collectors") {
        runtime().block_on(collectors::bench());
    }
    if wants("memory") {
        runtime().block_on(memory::bench());
    }
}
