//! Cells → tally.

use std::collections::BTreeMap;

use super::packed::PackedAnswers;
use super::{ANSWERS, QUARTER, QUESTION, REACHED, RollupCell, TIME};
use crate::calendar::Calendar;
use crate::cube::Cube;
use crate::question_order::QuestionOrder;
use crate::record::{Detail, DetailKind};
use crate::segment::Segment;
use crate::stats::add;
use crate::tally::Tally;
use crate::tally::segment::{SegmentCounts, VALUES};
use crate::zone::{Day, Zone};

/// So many questions of an owner's own are counted. A visitor can name any; of more the tally says so.
const QUESTIONS: usize = 256;

const KINDS: [DetailKind; 6] =
    [DetailKind::Whole, DetailKind::Number, DetailKind::Truth, DetailKind::Text, DetailKind::Words, DetailKind::List];

/// A tally that grows by sums of cells, which may come in any order and in parts. Whatever visitors have named, it stays
/// small: values and questions beyond their limits are dropped while they are met.
pub struct Fold {
    zone: Zone,
    tally: Tally,
    by: Option<(Segment, String)>,
    /// The answers of each value of the segment; `None` since there were too many.
    values: Option<BTreeMap<String, Cube>>,
    /// The answers of all who have told a value.
    told: Cube,
    orders: BTreeMap<QuestionOrder, Cube>,
    /// The quarter that was met last, and its day where it has one.
    day: (i64, Option<Day>),
    cells: usize,
}

impl Fold {
    /// Of the responses of one survey, by the days of `zone` and at most one segment.
    pub fn new(zone: &Zone, by: Option<&Segment>) -> Self {
        Self {
            zone: zone.clone(),
            tally: Tally::by(zone, by.map(std::slice::from_ref).unwrap_or_default()),
            by: by.map(|segment| (segment.clone(), segment.to_string())),
            values: Some(BTreeMap::new()),
            told: Cube::default(),
            orders: BTreeMap::new(),
            day: (0, Calendar::new(zone).day(0)),
            cells: 0,
        }
    }

    /// How many sums of cells were added.
    pub fn cells(&self) -> usize {
        self.cells
    }

    /// Says beforehand that the segment has too many values: its cells may then come without theirs.
    pub fn drop_values(&mut self) {
        self.values = None;
    }

    /// Adds `n` of a cell. A sum of 0 or less says nothing; a cell that this version does not know is passed over.
    pub fn add(&mut self, cell: &RollupCell, n: i64) {
        self.cells += 1;
        let Some(n) = u64::try_from(n).ok().filter(|n| *n > 0) else { return };
        match cell.part.as_str() {
            ANSWERS => self.answers(cell, n),
            TIME => {
                if let Ok(bin) = u16::try_from(cell.code) {
                    self.tally.times.add(bin, n);
                }
            }
            REACHED => self.reached(cell, n),
            part => match part.strip_prefix(QUESTION) {
                Some(name) => self.question(name, cell, n),
                None => self.segment(cell, n),
            },
        }
    }

    fn answers(&mut self, sum: &RollupCell, n: u64) {
        let packed = PackedAnswers::from_code(sum.code);
        let Some(cell) = packed.cell() else { return };
        let (day, tally) = (self.day(sum.quarter), &mut self.tally);
        let count = |is: bool| if is { n } else { 0 };
        add(&mut tally.lines, n);
        add(&mut tally.responses, n);
        add(&mut tally.complete, count(packed.complete()));
        add(&mut tally.comments, count(packed.comment()));
        add(&mut tally.complete_comments, count(packed.complete() && packed.comment()));
        add(&mut tally.started, count(packed.started()));
        add(&mut tally.complete_started, count(packed.complete() && packed.started()));
        add(&mut tally.unanswered, count(packed.unanswered()));
        tally.total.add(cell, n);
        tally.date(day).add(cell, n);
        if let Some(order) = packed.order() {
            self.orders.entry(order).or_default().add(cell, n);
            tally.standard("comment", packed.reached_comment(), packed.comment(), n);
        }
    }

    fn day(&mut self, quarter: i64) -> Option<Day> {
        if self.day.0 != quarter {
            self.day = (quarter, Calendar::new(&self.zone).day(quarter.saturating_mul(QUARTER)));
        }
        self.day.1
    }

    fn reached(&mut self, cell: &RollupCell, n: u64) {
        let known = self.tally.reached.contains_key(&cell.value);
        if !known && self.tally.reached.len() >= QUESTIONS {
            self.tally.more_questions = true;
            return;
        }
        let seen = self.tally.reached.entry(cell.value.clone()).or_default();
        add(&mut seen.saw, if cell.code & 1 == 1 { n } else { 0 });
        add(&mut seen.answered, if cell.code & 2 == 2 { n } else { 0 });
    }

    fn question(&mut self, name: &str, cell: &RollupCell, n: u64) {
        let Some(kind) = KINDS.into_iter().find(|kind| *kind as i64 == cell.code) else { return };
        let known = self.tally.questions.contains_key(name);
        if !known && self.tally.questions.len() >= QUESTIONS {
            self.tally.more_questions = true;
            return;
        }
        let counts = self.tally.questions.entry(name.to_owned()).or_default();
        counts.add(&Detail { kind, name, value: &cell.value }, n);
    }

    fn segment(&mut self, sum: &RollupCell, n: u64) {
        let asked = self.by.as_ref().is_some_and(|(_, name)| *name == sum.part);
        let Some(cell) = u16::try_from(sum.code).ok().and_then(Cube::cell).filter(|_| asked) else { return };
        self.told.add(cell, n);
        let Some(values) = &mut self.values else { return };
        match values.get_mut(&sum.value) {
            Some(cube) => cube.add(cell, n),
            None => values.entry(sum.value.clone()).or_default().add(cell, n),
        }
        if values.len() > VALUES {
            self.values = None;
        }
    }

    /// The tally of the survey of that name.
    pub fn finish(mut self, survey: &str) -> Tally {
        for (order, cube) in &self.orders {
            self.tally.order(*order, cube);
        }
        if self.tally.responses > 0 {
            self.tally.surveys.insert(survey.to_owned(), self.tally.responses);
        }
        if let Some((segment, _)) = self.by {
            if segment == Segment::Order {
                self.orders.values().for_each(|cube| self.told.merge(cube));
                self.values = Some(self.orders.iter().map(|(order, cube)| (order.to_string(), cube.clone())).collect());
            }
            let counts = by_value(self.values, &self.told, &self.tally.total);
            self.tally.by.insert(segment, counts);
        }
        self.tally
    }
}

/// Who says nothing about the segment is who is left of all.
fn by_value(values: Option<BTreeMap<String, Cube>>, told: &Cube, total: &Cube) -> SegmentCounts {
    let mut counts = SegmentCounts { too_many: values.is_none(), ..SegmentCounts::default() };
    counts.values = values.unwrap_or_default();
    for (cell, n) in total.cells() {
        counts.missing.add(cell, n.saturating_sub(told.count(cell)));
    }
    counts
}
