//! Rows of responses → counts of pairs, in steps.

use std::collections::{BTreeMap, BTreeSet};

use super::axis::{Axis, StandardQuestion, TimeOfDay};
use super::counts::{AxisValues, CellCounts, CrossCounts, group};
use super::scale_question::{MOST as MOST_OF_A_SCALE, ScaleQuestion};
use crate::columns::{AxisRow, AxisSlot, Columns, Filter, RowScan};
use crate::{Empathy, Problem, Promise, Recommend, Segment, Zone};

/// Pairs that are told apart; of more, none is shown.
const MOST: usize = 100_000;

/// A table in the making.
pub struct CrossBuilder<'a> {
    scan: RowScan<'a>,
    zone: &'a Zone,
    rows: (&'a Axis, Option<AxisSlot<'a>>),
    columns: Option<(&'a Axis, Option<AxisSlot<'a>>)>,
    of: Option<Measured<'a>>,
    cells: BTreeMap<(i64, i64), CellCounts>,
    missing: u64,
    too_many: bool,
}

impl Columns {
    /// Begins to count the responses that are wanted, by one axis or by two, with the answers to `of` for its mean. A segment
    /// or question that was not kept is a problem.
    pub fn cross_builder<'a>(
        &'a self,
        filter: &Filter,
        rows: &'a Axis,
        columns: Option<&'a Axis>,
        of: Option<&'a ScaleQuestion>,
        zone: &'a Zone,
    ) -> Result<CrossBuilder<'a>, Problem> {
        let slot = |axis: &'a Axis| {
            let slot = axis.segment().map(|segment| self.axis_slot(segment)).transpose()?;
            Ok::<_, Problem>((axis, slot))
        };
        Ok(CrossBuilder {
            scan: self.scan(filter, zone)?,
            zone,
            rows: slot(rows)?,
            columns: columns.map(slot).transpose()?,
            of: of.map(|of| Measured::new(of, self)).transpose()?,
            cells: BTreeMap::new(),
            missing: 0,
            too_many: false,
        })
    }
}

impl CrossBuilder<'_> {
    /// Looks at `rows` rows more; whether there are others.
    pub fn count(&mut self, rows: usize) -> bool {
        for _ in 0..rows {
            let Some(row) = self.scan.next() else { return false };
            if let Some(row) = row {
                self.take(&row);
            }
        }
        true
    }

    fn take(&mut self, row: &AxisRow) {
        let at = |(axis, slot): &(&Axis, Option<AxisSlot<'_>>)| number(axis, *slot, row, self.zone);
        let pair = at(&self.rows).zip(self.columns.as_ref().map_or(Some(0), at));
        match pair {
            None => self.missing += 1,
            Some(pair) if self.cells.len() >= MOST && !self.cells.contains_key(&pair) => self.too_many = true,
            Some(pair) => {
                let answer = self.of.as_mut().and_then(|of| of.answer(row));
                self.cells.entry(pair).or_default().take(row, answer);
            }
        }
    }

    /// What was counted.
    pub fn finish(self) -> CrossCounts {
        let mut too_many = self.too_many;
        let mut values = |(axis, slot): (&Axis, Option<AxisSlot<'_>>), of: fn(&(i64, i64)) -> i64| {
            let numbers: BTreeSet<i64> = self.cells.keys().map(of).collect();
            let said = slot.iter().flat_map(|slot| numbers.iter().map(|number| (*number, slot.values(*number))));
            let said = said.filter_map(|(number, values)| {
                too_many |= values.is_none();
                Some((number, values?))
            });
            AxisValues { axis: axis.clone(), values: said.collect() }
        };
        let rows = values(self.rows, |pair| pair.0);
        let columns = self.columns.map(|columns| values(columns, |pair| pair.1));
        let cells = self.cells.into_iter().map(|((row, column), counts)| (row, column, counts)).collect();
        let of = self.of.map(|of| of.question.clone());
        CrossCounts { tz: self.zone.name().to_owned(), rows, columns, of, cells, missing: self.missing, too_many }
    }
}

/// A question whose mean is asked for, and what the numbers of its answers say.
struct Measured<'a> {
    question: &'a ScaleQuestion,
    slot: Option<AxisSlot<'a>>,
    known: BTreeMap<i64, Option<u8>>,
}

impl<'a> Measured<'a> {
    fn new(question: &'a ScaleQuestion, columns: &'a Columns) -> Result<Self, Problem> {
        let slot = match question {
            ScaleQuestion::Own(own) => Some(columns.axis_slot(&Segment::Question(own.clone()))?),
            ScaleQuestion::Empathy | ScaleQuestion::Recommend => None,
        };
        Ok(Self { question, slot, known: BTreeMap::new() })
    }

    /// What a row answers; nothing where that is no whole number of a scale.
    fn answer(&mut self, row: &AxisRow) -> Option<u8> {
        let (empathy, _, recommend) = row.cell;
        match (self.question, self.slot) {
            (ScaleQuestion::Empathy, _) => empathy.map(Empathy::score),
            (ScaleQuestion::Recommend, _) => recommend.map(Recommend::score),
            (ScaleQuestion::Own(_), slot) => {
                let slot = slot?;
                let code = i64::from(slot.code(row));
                *self.known.entry(code).or_insert_with(|| match slot.values(code)?.as_slice() {
                    [value] => value.parse().ok().filter(|answer| *answer <= MOST_OF_A_SCALE),
                    _ => None,
                })
            }
        }
    }
}

/// The number of a row on an axis; `None` where it says nothing.
fn number(axis: &Axis, slot: Option<AxisSlot<'_>>, row: &AxisRow, zone: &Zone) -> Option<i64> {
    let (empathy, promise, recommend) = row.cell;
    match axis {
        Axis::Segment(_) => Some(i64::from(slot?.code(row))).filter(|code| *code != 0),
        Axis::Question(StandardQuestion::Empathy) => empathy.map(|empathy| empathy.score().into()),
        Axis::Question(StandardQuestion::Promise) => {
            (0..).zip(Promise::ALL).find(|(_, state)| promise == Some(*state)).map(|(at, _)| at)
        }
        Axis::Question(StandardQuestion::Recommend) => recommend.and_then(|score| i64::try_from(group(score)).ok()),
        Axis::Calendar(unit) => row.day.map(|day| unit.bucket(day)),
        // 1970-01-01 was a Thursday.
        Axis::Time(TimeOfDay::Weekday) => row.day.map(|day| (i64::from(day.number()) + 3).rem_euclid(7)),
        Axis::Time(TimeOfDay::Hour) => row.day.map(|_| zone.hour(row.submitted_ms)),
    }
}
