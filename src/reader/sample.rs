//! Made-up responses, the same every time: to see what the view shows before there is anything to show.

use goodword_core::Timestamp;

/// How many there are.
pub const RESPONSES: u32 = 500;
/// 2026-03-01 in milliseconds since 1970 began, and the days from then on.
const FIRST_MS: i64 = 1_772_323_200_000;
const DAYS: u32 = 70;

const BROKEN: [&str; 6] = [
    "You said Tuesday. It came on Friday.",
    "I was promised a call back and nobody called.",
    "Third time I ask about the refund.",
    "The driver left it with a neighbour I do not know.",
    "We were told it was in stock. It was not.",
    "Nice people, but the repair took two weeks longer than agreed.",
];
const KEPT: [&str; 6] = [
    "Came exactly when you said it would.",
    "Quick and kind.",
    "All as agreed, thank you.",
    "The lady on the phone listened first.",
    "Fine, though I had to repeat my order number twice.",
    "Good bread, good price.",
];
const EXCEEDED: [&str; 4] = [
    "A day early, and still warm!",
    "They called to ask whether everything was all right.",
    "You even fixed the old problem while you were here.",
    "More than I asked for.",
];

/// All of them, one on each line.
pub fn responses() -> String {
    let mut chance = Random(0x9e37_79b9_7f4a_7c15);
    let mut lines: Vec<_> = (0..RESPONSES).map(|at| response(at, &mut chance)).collect();
    lines.sort();
    lines.into_iter().map(|(_, line)| line + "\n").collect()
}

fn response(at: u32, chance: &mut Random) -> (i64, String) {
    let day = chance.below(DAYS);
    let ms = FIRST_MS + i64::from(day) * 86_400_000 + 28_800_000 + i64::from(chance.below(43_200_000));
    let device = if chance.below(100) < 58 { "mobile" } else { "desktop" };
    let plan = chance.one_of(&["free", "free", "plus", "pro"]).copied().unwrap_or_default();
    // Fewer promises are broken from the sixth week on, and more of those on the phone.
    let (early, phone) = (if day < 38 { 24 } else { 11 }, if device == "mobile" { 4 } else { 0 });
    let broken = early + phone;
    let (promise, mood, said) = match chance.below(100) {
        n if n < broken => ("broken", 44, BROKEN.as_slice()),
        n if n < 80 => ("kept", 88, KEPT.as_slice()),
        n if n < 92 => ("exceeded", 90, EXCEEDED.as_slice()),
        _ => ("none", 78, KEPT.as_slice()),
    };
    let empathy = ((i64::from(mood) + i64::from(chance.below(61)) - 22) / 20).clamp(1, 5);
    let recommend = ((i64::from(mood) + 6 * (empathy - 3) + i64::from(chance.below(41)) - 18) / 10).clamp(0, 10);
    let comment = if chance.below(100) < 34 {
        format!(r#","comment":"{}""#, chance.one_of(said).copied().unwrap_or_default())
    } else {
        String::new()
    };
    let submitted = Timestamp::from_unix_ms(ms);
    let (submitted, shown, took) = (submitted.as_str(), 800 + chance.below(2_500), 7_000 + chance.below(22_000));
    let line = format!(
        r#"{{"id":"00000000-0000-7000-8000-{at:012x}","survey":"made-up","submitted_at":"{submitted}","answers":{{"empathy":{empathy},"promise":"{promise}","recommend":{recommend}{comment}}},"order":["empathy","promise","recommend","comment"],"timing_ms":{{"shown":{shown},"answered":{took}}},"context":{{"locale":"en","device":"{device}"}},"fields":{{"plan":"{plan}"}}}}"#
    );
    (ms, line)
}

/// Numbers that look random (Marsaglia 2003, xorshift64).
struct Random(u64);

impl Random {
    fn below(&mut self, most: u32) -> u32 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        u32::try_from((self.0 >> 20) % u64::from(most.max(1))).unwrap_or(0)
    }

    fn one_of<'a, T>(&mut self, all: &'a [T]) -> Option<&'a T> {
        let at = self.below(u32::try_from(all.len()).unwrap_or(1));
        all.get(at as usize)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use goodword_core::{Columns, Reader, Zone};

    #[test]
    fn every_one_is_a_response_with_a_day_of_its_own() {
        let (mut reader, mut columns) = (Reader::records(), Columns::new());
        reader.push(responses().as_bytes(), &mut |line| columns.read(line));
        columns.dedupe();
        let tally = columns.tally(&Zone::utc());
        assert_eq!((tally.responses, tally.bad, tally.superseded), (500, 0, 0));
        let (first, last) = tally.period().unwrap();
        assert_eq!((first.to_string(), last.to_string()), ("2026-03-01".to_owned(), "2026-05-09".to_owned()));
        assert!(tally.comments > 100 && tally.total.promise().iter().all(|n| *n > 10), "{:?}", tally.total.promise());
    }
}
