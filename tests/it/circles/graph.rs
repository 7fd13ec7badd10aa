//! Arrows between files or folders, and the circles among them.

use std::collections::{BTreeMap, BTreeSet, VecDeque};
use std::fmt::Write;

/// From each file to those it uses, with the items it uses.
#[derive(Debug, Default)]
pub struct Graph(BTreeMap<String, BTreeMap<String, BTreeSet<String>>>);

impl Graph {
    /// `from` uses `item` of `to`.
    pub fn add(&mut self, from: &str, to: &str, item: &str) {
        if from != to {
            let arrows = self.0.entry(from.to_owned()).or_default();
            arrows.entry(to.to_owned()).or_default().insert(item.to_owned());
        }
    }

    /// Every arrow: from where, to where, by which items.
    pub fn arrows(&self) -> impl Iterator<Item = (&str, &str, &BTreeSet<String>)> {
        self.0
            .iter()
            .flat_map(|(from, arrows)| arrows.iter().map(move |(to, items)| (from.as_str(), to.as_str(), items)))
    }

    /// For each arrow that stands in a circle the shortest such circle, written out; short ones first.
    pub fn circles(&self) -> Vec<String> {
        let closed = self.arrows().filter_map(|(from, to, _)| self.way(to, from));
        let circles: BTreeSet<(usize, Vec<&str>)> = closed.map(|way| (way.len(), from_the_first(way))).collect();
        circles.into_iter().map(|(_, circle)| self.written(&circle)).collect()
    }

    /// The shortest way along the arrows.
    fn way<'a>(&'a self, from: &'a str, to: &str) -> Option<Vec<&'a str>> {
        let mut before = BTreeMap::from([(from, None)]);
        let mut waiting = VecDeque::from([from]);
        while let Some(at) = waiting.pop_front() {
            if at == to {
                let mut way: Vec<&str> = std::iter::successors(Some(at), |at| before[at]).collect();
                way.reverse();
                return Some(way);
            }
            for next in self.0.get(at).into_iter().flat_map(BTreeMap::keys) {
                before.entry(next).or_insert_with(|| {
                    waiting.push_back(next);
                    Some(at)
                });
            }
        }
        None
    }

    fn written(&self, circle: &[&str]) -> String {
        let mut text = circle[0].to_owned();
        for (from, to) in circle.iter().zip(circle.iter().cycle().skip(1)) {
            write!(text, " -[{}]-> {to}", listed(&self.0[*from][*to])).unwrap();
        }
        text
    }
}

/// The names of some items, in a row.
pub fn listed(items: &BTreeSet<String>) -> String {
    items.iter().map(String::as_str).collect::<Vec<_>>().join(", ")
}

/// The same circle, wherever it was entered.
fn from_the_first(mut circle: Vec<&str>) -> Vec<&str> {
    let first = (0..circle.len()).min_by_key(|at| circle[*at]).unwrap();
    circle.rotate_left(first);
    circle
}
