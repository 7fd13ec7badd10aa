//! When answers are given: on 90 days, most on Saturdays, few on Sundays; most in the morning.

use goodword_core::Day;

use super::sampler::Sampler;

const DAYS: u16 = 90;
/// Monday to Sunday.
const WEEK: [u64; 7] = [10, 10, 10, 11, 12, 14, 4];
/// Midnight to midnight, in UTC.
const HOURS: [u64; 24] = [0, 0, 0, 0, 1, 3, 9, 16, 20, 14, 9, 6, 5, 5, 4, 4, 4, 5, 6, 7, 7, 5, 3, 1];
const DAY_MS: i64 = 86_400_000;

pub(super) struct Calendar {
    /// Days since 1970 began.
    first: i64,
}

/// When an answer is given.
pub(super) struct AnswerTime {
    pub(super) unix_ms: i64,
    /// 0 to 89.
    pub(super) day: u16,
}

impl Calendar {
    /// The 90 days of which `last` is the last.
    pub(super) fn ending(last: Day) -> Self {
        Self { first: i64::from(last.number()) - i64::from(DAYS) + 1 }
    }

    /// The time of response `at` of `n`.
    pub(super) fn time(&self, at: u64, n: u64, random: &mut Sampler) -> AnswerTime {
        let total: u64 = (0..DAYS).map(|day| self.weight(day)).sum();
        let target = u128::from(2 * at + 1) * u128::from(total) / u128::from(2 * n.max(1));
        let mut before = 0;
        let full = |day: &u16| {
            before += u128::from(self.weight(*day));
            before <= target
        };
        let day = u16::try_from((0..DAYS).take_while(full).count()).unwrap_or(0);
        let hour = i64::try_from(random.weighted(&HOURS)).unwrap_or(0);
        let ms = i64::try_from(random.below(3_600_000)).unwrap_or(0);
        AnswerTime { unix_ms: (self.first + i64::from(day)) * DAY_MS + hour * 3_600_000 + ms, day }
    }

    /// How busy a day is; the shop grows a little.
    fn weight(&self, day: u16) -> u64 {
        // 1970 began on a Thursday.
        let weekday = usize::try_from((self.first + i64::from(day) + 3).rem_euclid(7)).unwrap_or(0);
        WEEK.get(weekday).copied().unwrap_or(1) * (200 + u64::from(day))
    }
}
