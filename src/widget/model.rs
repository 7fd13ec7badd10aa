//! Delivery as a whole, against a model of everything around it: visitors, tabs, elements, disks, clocks and endpoints, in
//! any order that can happen. A write begins, and is confirmed, or fails, or comes too late; a request begins, arrives or
//! not, and its reply is read or not; a page is hidden, frozen or closed between any two of these. The widget's own state,
//! the outbox, the scheduler and what a reply means are the real ones; what stands here is what the thin ends do with them.
//!
//! `cargo xtask test --walks N` takes more walks, by `GOODWORD_WALKS`.

mod claims;
mod disk;
mod endpoint;
mod network;
mod step;
mod tab;
mod visitor;
mod world;

use proptest::prelude::*;
use proptest::test_runner::{Config, RngAlgorithm, TestError, TestRng, TestRunner};

use crate::delivery::mutant::{self, Mutant};
use step::{Ground, Step};
use world::World;

/// How many walks were asked for.
fn walks_wanted() -> Option<u32> {
    std::env::var("GOODWORD_WALKS").ok().and_then(|walks| walks.parse().ok())
}

/// The usual walks are the same each time, so that what fails today fails tomorrow; more of them are others each time.
fn runner(usual: u32) -> TestRunner {
    let cases = walks_wanted().unwrap_or(usual);
    let config = Config { cases, failure_persistence: None, max_shrink_iters: 4_000, ..Config::default() };
    let same = || TestRng::deterministic_rng(RngAlgorithm::ChaCha);
    if walks_wanted().is_some() { TestRunner::new(config) } else { TestRunner::new_with_rng(config, same()) }
}

fn walk() -> impl Strategy<Value = (Ground, Vec<Step>)> {
    (step::ground(), prop::collection::vec(step::step(), 1..90))
}

fn play((ground, steps): (Ground, Vec<Step>)) -> Result<(), TestCaseError> {
    let mut world = World::new(ground);
    for step in steps {
        world.take(&step);
        world.check()?;
    }
    world.settle();
    world.check_settled()
}

#[test]
fn what_a_visitor_is_told_is_true_and_nothing_is_lost_taken_or_shown_to_others() {
    match runner(5_000).run(&walk(), play) {
        Ok(()) => {}
        Err(error) => panic!("{error}"),
    }
}

/// Some walk finds the old rule; a model that does not proves nothing.
#[track_caller]
fn finds(mutant: Mutant, said: &str) {
    let found = mutant::with(mutant, || runner(20_000).run(&walk(), play));
    match found {
        Err(TestError::Fail(reason, (ground, steps))) => {
            println!("{mutant:?}: {reason}\n  {ground:?}\n  {steps:?}");
            assert!(reason.message().contains(said), "another reason: {reason}");
        }
        other => panic!("{mutant:?} was not found: {other:?}"),
    }
}

#[test]
fn the_model_finds_an_older_version_that_answers_for_a_newer_one() {
    finds(Mutant::OlderAnswersForNewer, "told");
}

#[test]
fn the_model_finds_a_draft_that_belongs_to_the_name_of_a_survey() {
    finds(Mutant::DraftOfTheSurvey, "another visitor's id");
}

#[test]
fn the_model_finds_a_preview_that_names_the_address() {
    finds(Mutant::PreviewNamesTheAddress, "must not see");
}
