//! Which values are shown of an axis, in which order, and which of them a number says.

use std::collections::BTreeMap;

use super::counts::AxisValues;

/// Values of a segment that are shown as rows or as columns; the rest is one more.
const ROWS: usize = 30;
const COLUMNS: usize = 10;
/// Times that are shown as rows or as columns; those before are one more.
const TIMES: (usize, usize) = (400, 24);
/// The rest.
const OTHERS: &str = "(others)";
const EARLIER: &str = "(earlier)";

/// The lines of an axis.
pub struct Lines {
    /// What each is called.
    pub names: Vec<String>,
    /// The number of each, where it has an order of its own.
    pub numbers: Vec<Option<i64>>,
    /// Which of them each number says, each once.
    places: BTreeMap<i64, Vec<usize>>,
    /// How many values the last or first one holds together.
    pub others: usize,
    /// Whether some responses say several.
    pub multiple: bool,
}

impl Lines {
    /// Everyone in one line.
    pub fn everyone() -> Self {
        Self {
            names: vec![String::new()],
            numbers: vec![None],
            places: BTreeMap::from([(0, vec![0])]),
            others: 0,
            multiple: false,
        }
    }

    /// Of the numbers that were counted, with how many responses each.
    pub fn of(axis: &AxisValues, counts: &BTreeMap<i64, u64>, as_rows: bool) -> Self {
        let most = match (axis.axis.is_ordered(), as_rows) {
            (true, true) => TIMES.0,
            (true, false) => TIMES.1,
            (false, true) => ROWS,
            (false, false) => COLUMNS,
        };
        if axis.axis.is_ordered() { Self::ordered(axis, counts, most) } else { Self::named(axis, counts, most) }
    }

    fn ordered(axis: &AxisValues, counts: &BTreeMap<i64, u64>, most: usize) -> Self {
        let others = if counts.len() > most { counts.len() - most + 1 } else { 0 };
        let mut names: Vec<String> = counts.keys().skip(others).map(|number| axis.axis.label(*number)).collect();
        let mut numbers: Vec<_> = counts.keys().skip(others).map(|number| Some(*number)).collect();
        if others > 0 {
            names.insert(0, EARLIER.to_owned());
            numbers.insert(0, None);
        }
        let place = |at: usize| if others > 0 { (at + 1).saturating_sub(others) } else { at };
        let places = counts.keys().enumerate().map(|(at, number)| (*number, vec![place(at)])).collect();
        Self { names, numbers, places, others, multiple: false }
    }

    fn named(axis: &AxisValues, counts: &BTreeMap<i64, u64>, most: usize) -> Self {
        let mut totals: BTreeMap<&str, u64> = BTreeMap::new();
        for (number, values) in &axis.values {
            let n = counts.get(number).copied().unwrap_or(0);
            for value in values {
                *totals.entry(value).or_default() += n;
            }
        }
        let mut names: Vec<(&str, u64)> = totals.into_iter().collect();
        names.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(b.0)));
        let others = if names.len() > most { names.len() - most } else { 0 };
        names.truncate(most);
        in_order(&mut names);
        let place = |value: &String| names.iter().position(|(name, _)| name == value).unwrap_or(names.len());
        let places = axis.values.iter().map(|(number, values)| {
            let mut places: Vec<_> = values.iter().map(place).collect();
            places.sort_unstable();
            places.dedup();
            (*number, places)
        });
        let places: BTreeMap<_, _> = places.collect();
        let multiple = axis.values.iter().any(|(_, values)| values.len() > 1);
        let rest = (others > 0).then(|| OTHERS.to_owned());
        let names: Vec<_> = names.iter().map(|(name, _)| (*name).to_owned()).chain(rest).collect();
        Self { numbers: vec![None; names.len()], names, places, others, multiple }
    }

    /// The lines of a number: none where it says nothing.
    pub fn places(&self, number: i64) -> &[usize] {
        self.places.get(&number).map_or(&[], Vec::as_slice)
    }
}

/// Numbers stand in the order of numbers.
fn in_order(names: &mut [(&str, u64)]) {
    let number = |name: &str| name.parse::<f64>().ok().filter(|number| number.is_finite());
    if names.iter().all(|(name, _)| number(name).is_some()) {
        names.sort_by(|a, b| number(a.0).unwrap_or(0.0).total_cmp(&number(b.0).unwrap_or(0.0)));
    }
}

#[cfg(test)]
mod tests {
    use super::super::Axis;
    use super::*;

    fn lines(axis: &str, values: &[(i64, &[&str])], counts: &[(i64, u64)], as_rows: bool) -> Lines {
        let values = values.iter().map(|(at, said)| (*at, said.iter().map(|&one| one.to_owned()).collect()));
        let axis = AxisValues { axis: Axis::parse(axis).unwrap(), values: values.collect() };
        Lines::of(&axis, &counts.iter().copied().collect(), as_rows)
    }

    #[test]
    fn the_commonest_values_come_first_and_numbers_in_their_order() {
        let of = lines("device", &[(1, &["mobile"]), (2, &["desktop"])], &[(1, 3), (2, 9)], true);
        assert_eq!((of.names, of.multiple), (vec!["desktop".to_owned(), "mobile".to_owned()], false));
        let of = lines("answers.ease", &[(1, &["10"]), (2, &["9"])], &[(1, 30), (2, 9)], true);
        assert_eq!(of.names, ["9", "10"]);
        let of = lines("answers.why", &[(1, &["a", "b"]), (2, &["b"]), (3, &[])], &[(1, 3), (2, 9), (3, 1)], true);
        assert_eq!(
            (of.names.join(" ").as_str(), of.places(1), of.places(3), of.multiple),
            ("b a", &[0, 1][..], &[][..], true)
        );
    }

    #[test]
    fn what_is_too_much_to_show_is_one_line() {
        let names: Vec<String> = (0..12).map(|at| format!("v{at:02}")).collect();
        let said: Vec<[&str; 1]> = names.iter().map(|name| [name.as_str()]).collect();
        let values: Vec<(i64, &[&str])> = (1..).zip(said.iter().map(|one| &one[..])).collect();
        let counts: Vec<_> = (1..=12).map(|at| (at, 1)).collect();
        let of = lines("page", &values, &counts, false);
        assert_eq!((of.names.len(), of.names[10].as_str(), of.others), (11, "(others)", 2));
        assert_eq!((of.places(11), of.places(12), of.places(1)), (&[10][..], &[10][..], &[0][..]));
        let days: Vec<_> = (0..30).map(|day| (day, 1)).collect();
        let of = lines("day", &[], &days, false);
        assert_eq!((of.names.len(), of.names[0].as_str(), of.others), (24, "(earlier)", 7));
        assert_eq!(
            (of.places(0), of.places(6), of.places(7), of.places(29)),
            (&[0][..], &[0][..], &[1][..], &[23][..])
        );
    }
}
