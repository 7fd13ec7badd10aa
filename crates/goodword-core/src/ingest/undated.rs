//! What a person should know of responses that are dated before 2000 or in the future.

/// `3 responses are dated …`: nothing where there are none. Without its full stop.
pub fn undated(n: u64) -> Option<String> {
    let dated = "dated before 2000 or in the future, by a clock that was wrong";
    match n {
        0 => None,
        1 => Some(format!("1 response is {dated}: it counts in the totals, and on no day")),
        n => Some(format!("{n} responses are {dated}: they count in the totals, and on no day")),
    }
}
