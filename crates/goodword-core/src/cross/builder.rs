//! Rows of responses → counts of pairs, in steps.

use std::collections::{BTreeMap, BTreeSet};

use super::axis::{Axis, StandardQuestion, TimeOfDay};
use super::counts::{AxisValues, CellCounts, CrossCounts, group};
use crate::columns::{AxisRow, AxisSlot, Columns, Filter, RowScan};
use crate::{Problem, Promise, Zone};

/// Pairs that are told apart; of more, none is shown.
const MOST: usize = 100_000;

/// A table in the making.
pub struct CrossBuilder<'a> {
    scan: RowScan<'a>,
    zone: &'a Zone,
    rows: (&'a Axis, Option<AxisSlot<'a>>),
    columns: Option<(&'a Axis, Option<AxisSlot<'a>>)>,
    cells: BTreeMap<(i64, i64), CellCounts>,
    missing: u64,
    too_many: bool,
}

impl Columns {
    /// Begins to count the responses that are wanted, by one axis or by two. A segment that was not kept is a problem.
    pub fn cross_builder<'a>(
        &'a self,
        filter: &Filter,
        rows: &'a Axis,
        columns: Option<&'a Axis>,
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
            Some(pair) => self.cells.entry(pair).or_default().take(row.cell),
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
        CrossCounts { tz: self.zone.name().to_owned(), rows, columns, cells, missing: self.missing, too_many }
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
