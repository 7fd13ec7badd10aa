//! Ranges that hold at every look: against another implementation, and against streams of answers by chance.

use goodword_core::stats::confidence_sequence::Bounded;
use goodword_core::stats::nps::NpsGroups;
use goodword_core::stats::random::Random;
use goodword_core::stats::{Interval, float};
use proptest::prelude::*;
use serde_json::Value;

/// The twenty-fold of what a stream of answers may rise to once in its life.
const BOUND: f64 = 2.995_732_273_553_991;

fn halves(pair: &Value) -> Bounded {
    // Answers worth one half are passives.
    let twice = |value: &Value| (value.as_f64().unwrap() * 2.0).round();
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "small whole numbers")]
    let (total, n) = (twice(&pair[0]) as u64, twice(&pair[1]) as u64 / 2);
    let (promoters, passives) = (total / 2, total % 2);
    Bounded::of_nps(NpsGroups { promoters, passives, detractors: n - promoters - passives }).unwrap()
}

#[track_caller]
fn near(ours: Interval, theirs: &Value) {
    let ends = [ours.low, ours.high];
    for (ours, theirs) in ends.into_iter().zip(theirs.as_array().unwrap()) {
        assert!((ours - theirs.as_f64().unwrap()).abs() < 1e-9, "{ends:?} {theirs}");
    }
}

#[test]
fn ranges_are_those_of_another_implementation() {
    let data: Value = serde_json::from_str(include_str!("../data/confidence_sequences.json")).unwrap();
    for one in data["single"].as_array().unwrap() {
        near(halves(&serde_json::json!([one["x"], one["n"]])).interval(), &one["range"]);
    }
    for pair in data["pairs"].as_array().unwrap() {
        near(halves(&pair["a"]).difference(&halves(&pair["b"])), &pair["range"]);
    }
}

/// Answers by chance, one after the other.
struct Stream {
    random: Random,
    shares: [f64; 2],
    groups: NpsGroups,
}

impl Stream {
    fn new(seed: u64, shares: [f64; 2]) -> Self {
        Self { random: Random::new(seed), shares, groups: NpsGroups::NONE }
    }

    fn next(&mut self) -> NpsGroups {
        let at = f64::from(u32::try_from(self.random.bits() >> 32).unwrap()) / 4_294_967_296.0;
        let [promoters, passives] = self.shares;
        self.groups = self.groups.and(NpsGroups {
            promoters: (at < promoters).into(),
            passives: (promoters <= at && at < promoters + passives).into(),
            detractors: (at >= promoters + passives).into(),
        });
        self.groups
    }

    /// The mean, 0 to 1.
    fn mean(&self) -> f64 {
        self.shares[0] + self.shares[1] / 2.0
    }
}

const STREAMS: u64 = 400;
const LOOKS: u64 = 600;

#[test]
fn of_a_hundred_streams_at_most_five_leave_the_range_at_any_look() {
    for shares in [[0.5, 0.3], [0.5, 0.0], [0.95, 0.0], [0.02, 0.0]] {
        let (mut wrong, mut usually_wrong) = (0, 0);
        for seed in 0..STREAMS {
            let mut stream = Stream::new(seed, shares);
            let truth = stream.mean();
            let (mut left, mut usually) = (false, false);
            for look in 0..LOOKS {
                let groups = stream.next();
                left |= Bounded::of_nps(groups).unwrap().nats(truth) > BOUND;
                // The usual range, looked at after every thirtieth answer alone.
                if look % 30 == 29 {
                    let range = groups.interval().unwrap();
                    usually |= 200.0 * truth - 100.0 < range.low || 200.0 * truth - 100.0 > range.high;
                }
            }
            wrong += u64::from(left);
            usually_wrong += u64::from(usually);
        }
        assert!(wrong * 100 <= STREAMS * 5, "{shares:?}: {wrong} of {STREAMS}");
        assert!(usually_wrong * 100 > STREAMS * 10, "{shares:?}: the usual range, {usually_wrong} of {STREAMS}");
    }
}

#[test]
fn so_does_the_difference_of_two_streams() {
    let mut wrong = 0;
    for seed in 0..STREAMS {
        let (mut a, mut b) = (Stream::new(seed, [0.5, 0.3]), Stream::new(seed + STREAMS, [0.8, 0.0]));
        let left = (0..LOOKS).any(|_| {
            let (of_a, of_b) = (Bounded::of_nps(a.next()).unwrap(), Bounded::of_nps(b.next()).unwrap());
            of_a.nats(a.mean()) + of_b.nats(b.mean()) > BOUND
        });
        wrong += u64::from(left);
    }
    assert!(wrong * 100 <= STREAMS * 5, "{wrong} of {STREAMS}");
}

#[test]
fn a_range_at_every_look_is_wider_but_no_more_than_it_must_be() {
    for n in [30, 100, 1_000, 100_000, 100_000_000] {
        let groups = NpsGroups { promoters: n / 2, passives: 0, detractors: n / 2 };
        let (usual, always) =
            (groups.interval().unwrap().half_width() / 200.0, Bounded::of_nps(groups).unwrap().interval());
        let ratio = always.half_width() / usual;
        assert!((1.3..2.5).contains(&ratio), "{n}: {ratio}");
    }
}

proptest! {
    #[test]
    fn ranges_are_numbers_that_hold_their_mean(x in any::<u64>(), n in prop_oneof![1..40_u64, 1..100_000_u64, any::<u64>()], y in any::<u64>(), m in 1..2_000_u64, at in 0.001..0.999_f64) {
        prop_assume!(n > 0);
        let (x, y) = (x % n.saturating_add(1).max(1), y % (m + 1));
        let (a, b) = (Bounded::of_share(x.min(n), n).unwrap(), Bounded::of_share(y, m).unwrap());
        let (mean, range) = (float(x.min(n)) / float(n), a.interval());
        prop_assert!(0.0 <= range.low && range.low <= mean && mean <= range.high && range.high <= 1.0, "{range:?} {mean}");
        prop_assert_eq!(a.nats(at) <= BOUND, range.low <= at && at <= range.high);
        let (apart, range) = (mean - float(y) / float(m), a.difference(&b));
        prop_assert!(-1.0 <= range.low && range.low <= apart && apart <= range.high && range.high <= 1.0, "{range:?} {apart}");
        let back = b.difference(&a);
        prop_assert!((range.low + back.high).abs() < 1e-7 && (range.high + back.low).abs() < 1e-7, "{range:?} {back:?}");
    }
}
