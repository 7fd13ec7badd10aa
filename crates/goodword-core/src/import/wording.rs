//! What a question asks, by the words of it. A guess to be confirmed: nothing is counted by it that a person does not see.

use super::cell::truth;

/// Our questions.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Asked {
    Empathy,
    Promise,
    Recommend,
    Comment,
}

/// Parts of words that ask for a recommendation, in the languages in which we ask.
const RECOMMEND: [&str; 10] = [
    "recommend",
    "recomend",
    "recommand",
    "empfehl",
    "consigli",
    "raccomand",
    "aanbevel",
    "anbefal",
    "rekommend",
    "suositel",
];
const PROMISE: [&str; 7] =
    ["what we said", "we promised", "our promise", "as promised", "versproch", "versprechen", "promesse"];
const EMPATHY: [&str; 4] = ["empathy", "understood how you f", "felt understood", "feel understood"];
const COMMENT: [&str; 17] = [
    "comment",
    "anything else",
    "reason",
    "feedback",
    "explain",
    "explication",
    "tell us",
    "improve",
    "why",
    "kommentar",
    "anmerkung",
    "warum",
    "remarque",
    "pourquoi",
    "comentario",
    "suggest",
    "more",
];

/// Which of our questions a wording asks, if any.
pub fn asked(wording: &str) -> Option<Asked> {
    let text = wording.to_lowercase();
    let holds = |parts: &[&str]| parts.iter().any(|part| text.contains(part));
    match () {
        // A group made of the score is not the score.
        () if text.contains("group") && text.contains("nps") => None,
        () if holds(&RECOMMEND) || words(&text).any(|word| word == "nps") => Some(Asked::Recommend),
        () if holds(&PROMISE) => Some(Asked::Promise),
        () if holds(&EMPATHY) => Some(Asked::Empathy),
        () if holds(&COMMENT) => Some(Asked::Comment),
        () => None,
    }
}

/// Words without the numbers behind them: `nps1` is `nps`.
fn words(text: &str) -> impl Iterator<Item = &str> {
    let letters = |character: char| !character.is_alphabetic();
    text.split(letters).filter(|word| !word.is_empty())
}

/// What a word says about a promise: `kept`, `broken`, `exceeded` or `none`.
pub fn promise(word: &str) -> Option<&'static str> {
    let text = word.to_lowercase();
    let holds = |parts: &[&str]| parts.iter().any(|part| text.contains(part));
    match () {
        () if holds(&["more than", "exceeded", "better than"]) => Some("exceeded"),
        () if holds(&["less than", "broken", "not kept"]) => Some("broken"),
        () if holds(&["no promise", "nothing was promised", "not applicable"]) || text == "none" || text == "n/a" => {
            Some("none")
        }
        () if holds(&["as promised", "kept"]) => Some("kept"),
        () => truth(word).map(|kept| if kept { "kept" } else { "broken" }),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_wording_asks_one_of_our_questions_or_none() {
        let check = |text: &str, expect| assert_eq!(asked(text), expect, "{text}");
        check("How likely is it that you would recommend us?", Some(Asked::Recommend));
        check("Würden Sie uns weiterempfehlen?", Some(Asked::Recommend));
        check("nps1", Some(Asked::Recommend));
        check("NPS Score", Some(Asked::Recommend));
        check("snps", None);
        check("Q1_NPS_GROUP", None);
        check("Did we do what we said?", Some(Asked::Promise));
        check("Anything else?", Some(Asked::Comment));
        check("explication", Some(Asked::Comment));
        check("plan", None);
    }

    #[test]
    fn a_word_says_what_became_of_a_promise() {
        let check = |text: &str, expect| assert_eq!(promise(text), expect, "{text}");
        check("Yes", Some("kept"));
        check("0", Some("broken"));
        check("Yes, more than promised", Some("exceeded"));
        check("No, less than promised", Some("broken"));
        check("No promise was made", Some("none"));
        check("Yes, as promised", Some("kept"));
        check("Partly", None);
    }
}
