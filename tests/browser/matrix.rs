//! Rows, browsers, and a line for each row in each of them.

mod address;
mod endpoint;
mod ground;
mod guest;
mod leaving;
mod life;
mod meaning;
mod network;
mod replies;
mod report;
mod rows;
mod scripts;
mod storage;
mod tabs;
mod versions;

use std::collections::VecDeque;
use std::panic;
use std::path::PathBuf;
use std::pin::Pin;
use std::process::ExitCode;
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::{Duration, Instant};

use tempfile::TempDir;
use tokio::task::LocalSet;

use crate::harness::{Browser, Collector, Engine, Site, dist};
use endpoint::Endpoint;
use ground::Ground;
use rows::{ROWS, Row};

/// A row that takes longer than this hangs; one of many visits takes its time.
const LIMIT: Duration = Duration::from_secs(90);
const LONG_LIMIT: Duration = Duration::from_secs(240);
/// Browsers at a time.
const BROWSERS: usize = 2;

/// What to play.
#[derive(Debug)]
pub struct Options {
    engines: Vec<Engine>,
    rows: Vec<u8>,
    filter: String,
    real: bool,
    /// The rows must fail: the build lacks what they are about.
    control: bool,
    report: Option<PathBuf>,
}

impl Options {
    /// Reads the command line.
    pub fn read(mut words: impl Iterator<Item = String>) -> Self {
        let mut options = Self {
            engines: Vec::new(),
            rows: Vec::new(),
            filter: String::new(),
            real: false,
            control: false,
            report: None,
        };
        while let Some(word) = words.next() {
            let mut value = || words.next().unwrap_or_else(|| panic!("{word} needs a value"));
            match word.as_str() {
                "--engines" => options.engines = value().split(',').map(|name| name.parse().unwrap()).collect(),
                "--rows" => options.rows = value().split(',').map(|number| number.parse().unwrap()).collect(),
                "--report" => options.report = Some(value().into()),
                "--real" => options.real = true,
                "--control" => options.control = true,
                filter => options.filter = filter.to_owned(),
            }
        }
        options
    }

    fn wants(&self, row: &Row, engine: Engine) -> bool {
        let named = self.rows.is_empty() || self.rows.contains(&row.number);
        named && format!("row {} {engine}", row.number).contains(&self.filter)
    }

    fn speed(&self) -> u32 {
        if self.real { 1 } else { 20 }
    }
}

/// What became of a row in an engine.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Verdict {
    /// With what it has to say.
    Passed(String),
    /// With why.
    Failed(String),
    /// With the reason.
    NotRun(String),
}

/// A row, an engine, and what became of it.
#[derive(Debug, Clone)]
pub struct Outcome {
    pub number: u8,
    pub engine: Engine,
    pub verdict: Verdict,
    pub took: Duration,
}

/// The rows that are still to be played, by engine.
struct Queue(Mutex<Vec<(Engine, VecDeque<&'static Row>)>>);

impl Queue {
    fn new(options: &Options) -> Self {
        let rows = |engine: &Engine| {
            let wanted = |row: &&Row| options.wants(row, *engine) && row.runs_in(engine.name());
            (*engine, ROWS.iter().filter(wanted).collect())
        };
        Self(Mutex::new(options.engines.iter().map(rows).collect()))
    }

    /// A row for the browser that is open; when there is none, for the engine with the most.
    fn next(&self, open: Option<Engine>) -> Option<(Engine, &'static Row)> {
        let mut queue = self.0.lock().unwrap();
        let same = queue.iter().position(|(engine, rows)| Some(*engine) == open && !rows.is_empty());
        let at = same.or_else(|| (0..queue.len()).max_by_key(|at| queue[*at].1.len()))?;
        let (engine, rows) = &mut queue[at];
        Some((*engine, rows.pop_front()?))
    }
}

/// Plays the rows and prints a line for each. The last line is one that test runners print.
pub fn run(options: &Options) -> ExitCode {
    let start = Instant::now();
    quiet_panics();
    let endpoint = Arc::new(Endpoint::new(Collector::start(Site::new(&dist()))));
    let mut outcomes = absent(options);
    let queue = Queue::new(options);
    let played = Mutex::new(Vec::new());
    thread::scope(|scope| {
        for _ in 0..BROWSERS {
            scope.spawn(|| work(&queue, options, &endpoint, &played));
        }
    });
    outcomes.extend(played.into_inner().unwrap());
    outcomes.sort_by_key(|outcome| (outcome.number, outcome.engine));
    if let Some(file) = &options.report {
        report::write(file, &outcomes, options.real);
    }
    sum(&outcomes, start.elapsed(), options.control)
}

/// What cannot run, with the reason.
fn absent(options: &Options) -> Vec<Outcome> {
    let mut absent = Vec::new();
    for engine in &options.engines {
        for row in ROWS.iter().filter(|row| options.wants(row, *engine)) {
            if let Some(reason) = row.not_run_in(engine.name()) {
                let verdict = Verdict::NotRun(reason.to_owned());
                let outcome = Outcome { number: row.number, engine: *engine, verdict, took: Duration::ZERO };
                println!("{}", report::line(&outcome));
                absent.push(outcome);
            }
        }
    }
    absent
}

/// Plays rows until there are none.
fn work(queue: &Queue, options: &Options, endpoint: &Arc<Endpoint>, played: &Mutex<Vec<Outcome>>) {
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(1).enable_all().build().unwrap();
    LocalSet::new().block_on(&runtime, async {
        let mut browser: Option<Browser> = None;
        let mut last = None;
        while let Some((engine, row)) = queue.next(last) {
            browser = browser.filter(|browser| browser.engine == engine);
            last = Some(engine);
            let start = Instant::now();
            let verdict = both(row, engine, options, endpoint, &mut browser).await;
            let outcome = Outcome { number: row.number, engine, verdict, took: start.elapsed() };
            println!("{}", report::line(&outcome));
            played.lock().unwrap().push(outcome);
        }
    });
}

/// Plays a row against the collector, and where it makes sense against an echo.
async fn both(
    row: &'static Row,
    engine: Engine,
    options: &Options,
    endpoint: &Arc<Endpoint>,
    browser: &mut Option<Browser>,
) -> Verdict {
    let mut notes: Vec<String> = Vec::new();
    for echo in if row.echo { vec![false, true] } else { vec![false] } {
        match play(row, engine, options, endpoint, browser, echo).await {
            Ok(said) => notes.extend(said.into_iter().filter(|said| !notes.contains(said)).collect::<Vec<_>>()),
            Err(why) if echo => return Verdict::Failed(format!("against the echo: {why}")),
            Err(why) => return Verdict::Failed(why),
        }
    }
    Verdict::Passed(notes.join("; "))
}

async fn play(
    row: &'static Row,
    engine: Engine,
    options: &Options,
    endpoint: &Arc<Endpoint>,
    browser: &mut Option<Browser>,
    echo: bool,
) -> Result<Vec<String>, String> {
    let started = match browser.take() {
        Some(browser) => browser,
        None => Browser::launch(engine, TempDir::new().unwrap()).await,
    };
    let survey = format!("row-{}-{engine}{}", row.number, if echo { "-echo" } else { "" });
    let mut ground = Ground::new(started, endpoint.clone(), &survey, &dist(), options.speed(), echo).await;
    let number = row.number;
    let task = tokio::task::spawn_local(async move {
        row_of(number, &mut ground).await;
        ground.finish().await;
        ground
    });
    let abort = task.abort_handle();
    let limit = if row.long { LONG_LIMIT } else { LIMIT };
    let limit = if options.real { LIMIT * 20 } else { limit };
    match tokio::time::timeout(limit, task).await {
        Ok(Ok(ground)) => {
            let notes = ground.notes.clone();
            *browser = ground.leave().await;
            Ok(notes)
        }
        Ok(Err(panicked)) => Err(words_of(panicked.into_panic())),
        Err(_) => {
            abort.abort();
            Err(format!("not through after {} s", limit.as_secs()))
        }
    }
}

fn row_of(number: u8, ground: &mut Ground) -> Pin<Box<dyn Future<Output = ()> + '_>> {
    match number {
        1 => Box::pin(replies::three_failures(ground)),
        2 => Box::pin(replies::bad_gateways(ground)),
        3 => Box::pin(replies::retry_after_seconds(ground)),
        4 => Box::pin(replies::retry_after_hidden(ground)),
        5 => Box::pin(replies::retry_after_forms(ground)),
        6 => Box::pin(replies::timeouts_of_the_endpoint(ground)),
        7 => Box::pin(replies::refused_by_a_stranger(ground)),
        8 => Box::pin(replies::key_rotated(ground)),
        9 => Box::pin(replies::wrong_address(ground)),
        10 => Box::pin(replies::too_large(ground)),
        11 => Box::pin(replies::redirect_to_a_login(ground)),
        12 => Box::pin(replies::redirect_that_keeps_the_post(ground)),
        13 => Box::pin(replies::bodies_of_a_success(ground)),
        14 => Box::pin(replies::stored_then_reset(ground)),
        15 => Box::pin(network::stored_but_unreadable(ground)),
        16 => Box::pin(network::refused_preflights(ground)),
        17 => Box::pin(network::slow_preflight_and_gone(ground)),
        18 => Box::pin(network::no_way_there(ground)),
        19 => Box::pin(network::hung(ground)),
        20 => Box::pin(network::dripped(ground)),
        21 => Box::pin(network::offline(ground)),
        22 => Box::pin(network::online_in_name_only(ground)),
        23 => Box::pin(life::closed_at_once(ground)),
        24 => Box::pin(life::power_cut(ground)),
        25 => Box::pin(life::tab_crash(ground)),
        26 => Box::pin(life::host_navigates(ground)),
        27 => Box::pin(life::back_and_forth(ground)),
        28 => Box::pin(life::out_of_sight(ground)),
        29 => Box::pin(tabs::two_tabs_at_once(ground)),
        30 => Box::pin(tabs::holder_gone(ground)),
        31 => Box::pin(tabs::without_locks(ground)),
        32 => Box::pin(tabs::two_versions(ground)),
        33 => Box::pin(storage::quota(ground)),
        34 => Box::pin(storage::open_never_answers(ground)),
        35 => Box::pin(storage::blocked(ground)),
        36 => Box::pin(storage::private_window(ground)),
        37 => Box::pin(storage::cleared_meanwhile(ground)),
        38 => Box::pin(storage::aborted_once(ground)),
        39 => Box::pin(storage::cannot_forget(ground)),
        40 => Box::pin(storage::corrupt(ground)),
        41 => Box::pin(storage::queue_of_an_older_version(ground)),
        42 => Box::pin(storage::queue_of_a_newer_version(ground)),
        43 => Box::pin(storage::upgrade_meanwhile(ground)),
        44 => Box::pin(storage::wrong_clock(ground)),
        45 => Box::pin(storage::endpoint_changed(ground)),
        46 => Box::pin(replies::closed_and_erased(ground)),
        47 => Box::pin(replies::replayed(ground)),
        48 => Box::pin(replies::parts_out_of_order(ground)),
        49 => Box::pin(guest::two_clicks(ground)),
        50 => Box::pin(guest::request_blocked(ground)),
        51 => Box::pin(guest::files_blocked(ground)),
        52 => Box::pin(guest::files_spoiled(ground)),
        53 => Box::pin(guest::wasm_forbidden(ground)),
        54 => Box::pin(guest::endpoint_forbidden(ground)),
        55 => Box::pin(guest::strict_policy(ground)),
        56 => Box::pin(guest::patched_fetch(ground)),
        57 => Box::pin(guest::poisoned(ground)),
        58 => Box::pin(guest::removed_and_moved(ground)),
        59 => Box::pin(guest::panicked(ground)),
        60 => Box::pin(guest::every_character(ground)),
        61 => Box::pin(replies::killed_collector(ground)),
        62 => Box::pin(replies::full_disk(ground)),
        63 => Box::pin(replies::firewall(ground)),
        64 => Box::pin(guest::hostile_css(ground)),
        65 => Box::pin(guest::files_elsewhere(ground)),
        66 => Box::pin(meaning::offline_worker(ground)),
        67 => Box::pin(meaning::a_page_in_the_way(ground)),
        68 => Box::pin(meaning::ours_without_an_id(ground)),
        69 => Box::pin(meaning::id_taken(ground)),
        70 => Box::pin(leaving::closed_and_never_back(ground)),
        71 => Box::pin(address::addresses_of_others(ground)),
        72 => Box::pin(address::key_with_a_line_break(ground)),
        73 => Box::pin(address::too_much(ground)),
        74 => Box::pin(versions::step_in_flight(ground)),
        75 => Box::pin(versions::contact_not_saved(ground)),
        other => panic!("row {other} has no script"),
    }
}

/// A row that fails says why in its own line.
fn quiet_panics() {
    panic::set_hook(Box::new(|_| {}));
}

fn words_of(panicked: Box<dyn std::any::Any + Send>) -> String {
    let said = panicked.downcast_ref::<String>().cloned();
    said.or_else(|| panicked.downcast_ref::<&str>().map(|said| (*said).to_owned())).unwrap_or_default()
}

/// The sum, in the words of a test runner.
fn sum(outcomes: &[Outcome], took: Duration, control: bool) -> ExitCode {
    let count = |wanted: fn(&Verdict) -> bool| outcomes.iter().filter(|outcome| wanted(&outcome.verdict)).count();
    let passed = count(|verdict| matches!(verdict, Verdict::Passed(_)));
    let failed = count(|verdict| matches!(verdict, Verdict::Failed(_)));
    let absent = count(|verdict| matches!(verdict, Verdict::NotRun(_)));
    // A control that passes is the failure.
    let (passed, failed) = if control { (failed, passed) } else { (passed, failed) };
    let word = if failed == 0 { "ok" } else { "FAILED" };
    println!(
        "\ntest result: {word}. {passed} passed; {failed} failed; {absent} ignored; finished in {:.1}s",
        took.as_secs_f64()
    );
    if failed == 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}
