//! Names that owners and visitors chose, in a column.

/// The column of the names that are known beforehand.
const USUAL: usize = 18;
/// A longer name loses its middle: of addresses and versions the end tells most.
const LONGEST: usize = 36;

/// How wide the column of these names is, with a blank behind the longest.
pub fn width<'a>(names: impl Iterator<Item = &'a str>) -> usize {
    names.map(|name| fitted(name).chars().count() + 1).max().unwrap_or(0).max(USUAL)
}

/// A name on one line, in at most 36 characters; an empty one is said to be.
pub fn fitted(name: &str) -> String {
    let name: String = name.chars().map(|char| if char.is_control() { ' ' } else { char }).collect();
    let long = name.chars().count();
    match long {
        0 => "(empty)".to_owned(),
        _ if long <= LONGEST => name,
        _ => {
            let begin = name.chars().take(LONGEST / 2);
            begin.chain(['…']).chain(name.chars().skip(long - LONGEST / 2 + 1)).collect()
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_fits_its_column() {
        let check = |name: &str, expect: &str| assert_eq!(fitted(name), expect);
        check("mobile", "mobile");
        check("", "(empty)");
        check("a\nb\u{1b}[31m", "a b [31m");
        check("https://shop.example/orders/42/delivered/today", "https://shop.examp…2/delivered/today");
        assert_eq!(fitted(&"é".repeat(37)).chars().count(), 36);
        assert_eq!(fitted(&"é".repeat(36)), "é".repeat(36));
    }

    #[test]
    fn the_column_is_as_wide_as_its_longest_name() {
        assert_eq!(width(["mobile", "desktop"].into_iter()), 18);
        assert_eq!(width(["a name of twenty-four ch"].into_iter()), 25);
        assert_eq!(width(["é".repeat(99).as_str()].into_iter()), 37);
        assert_eq!(width(std::iter::empty()), 18);
    }
}
