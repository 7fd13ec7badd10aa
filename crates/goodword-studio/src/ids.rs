//! Names that are given once and never change by rewording.

use goodword_core::limits;

use crate::definition::Definition;

/// A name made of words: `Too dear?` gives `too_dear`; empty where no letter or digit of ASCII stands in them.
pub fn slug(words: &str) -> String {
    let mut slug = String::new();
    for letter in words.chars() {
        match letter {
            letter if letter.is_ascii_alphanumeric() => slug.push(letter.to_ascii_lowercase()),
            // Words that end here, unless nothing has begun.
            _ if !slug.is_empty() && !slug.ends_with('_') => slug.push('_'),
            _ => {}
        }
        if slug.len() >= 40 {
            break;
        }
    }
    slug.trim_end_matches('_').to_owned()
}

/// `wanted`, or with a number behind it where that is taken.
pub fn free(wanted: &str, taken: impl Fn(&str) -> bool) -> String {
    let room = limits::NAME - 5;
    let wanted: String = wanted.chars().take(room).collect();
    let mut numbered = std::iter::once(wanted.clone()).chain((2..).map(|number| format!("{wanted}_{number}")));
    numbered.find(|name| !taken(name)).unwrap_or_default()
}

impl Definition {
    /// An id that no question has, as near to `wanted` as can be.
    pub fn free_id(&self, wanted: &str) -> String {
        let wanted = if goodword_core::name::is_name(wanted) { wanted } else { "question" };
        free(wanted, |id| self.ids().any(|taken| taken == id))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_made_of_words() {
        let check = |words: &str, expect: &str| assert_eq!(slug(words), expect);
        check("Too dear?", "too_dear");
        check("  The price -- of it", "the_price_of_it");
        check("Zu teuer, für mich", "zu_teuer_f_r_mich");
        check("何でも", "");
        assert_eq!(slug(&"word ".repeat(40)).len(), 39);
    }

    #[test]
    fn a_name_that_is_taken_gets_a_number() {
        assert_eq!(free("a", |name| name == "a" || name == "a_2"), "a_3");
        assert_eq!(free(&"a".repeat(64), |_| false).len(), 59);
    }
}
