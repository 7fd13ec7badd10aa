//! Whose words a comment is, in a line.

use goodword_core::Promise;
use goodword_core::comment::Comment;

/// `9 of 10`, or that it was not answered.
pub fn score(comment: &Comment) -> String {
    comment.recommend.map_or_else(|| "No score".to_owned(), |score| format!("{score} of 10"))
}

/// The class that colours the score.
pub fn group(score: Option<u8>) -> &'static str {
    match score {
        Some(9..) => "high",
        Some(7 | 8) => "mid",
        Some(_) => "low",
        None => "none",
    }
}

/// What they said about the promise, and how understood they felt.
pub fn rest(comment: &Comment) -> String {
    let promise = comment.promise.map(|promise| match promise {
        Promise::Broken => "promise broken",
        Promise::Kept => "promise kept",
        Promise::Exceeded => "promise exceeded",
        Promise::None => "no promise",
    });
    let empathy = comment.empathy.map(|empathy| format!("understood {empathy} of 5"));
    promise.map(str::to_owned).into_iter().chain(empathy).collect::<Vec<_>>().join(" · ")
}

/// Where it was said and of whom, in a line: the page without what all pages have in common.
pub fn whence(comment: &Comment) -> String {
    let short = |(name, value): &(String, String)| match name.as_str() {
        "page" => value
            .split_once("://")
            .map_or(value.as_str(), |(_, rest)| rest.find('/').and_then(|at| rest.get(at..)).unwrap_or(rest))
            .to_owned(),
        "language" | "device" => value.clone(),
        name => format!("{name} {value}"),
    };
    comment.about.iter().map(short).collect::<Vec<_>>().join(" · ")
}

#[cfg(test)]
mod tests {
    use goodword_core::Day;

    use super::*;

    #[test]
    fn the_scores_stand_beside_the_words() {
        let comment = |recommend, promise, empathy| Comment {
            day: Day::new(0),
            time: "09:26".to_owned(),
            text: "x".to_owned(),
            recommend,
            promise,
            empathy,
            about: [("page", "https://shop.example/done"), ("language", "de"), ("plan", "pro")]
                .map(|(name, value)| (name.to_owned(), value.to_owned()))
                .into(),
            answers: Vec::new(),
        };
        let told = |comment: &Comment| (score(comment), rest(comment));
        let full = comment(Some(9), Some(Promise::Kept), Some(4));
        assert_eq!(told(&full), ("9 of 10".to_owned(), "promise kept · understood 4 of 5".to_owned()));
        assert_eq!(whence(&full), "/done · de · plan pro");
        assert_eq!(told(&comment(None, None, None)), ("No score".to_owned(), String::new()));
    }
}
