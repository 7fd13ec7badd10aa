//! Time zones as the browser knows them, by `Intl`.

use goodword_core::Zone;
use js_sys::{Array, Function, Intl, Object, Reflect};
use wasm_bindgen::{JsCast, JsValue};

/// 1970-01-01 and 2100-01-01, in seconds since 1970 began.
const YEARS: (i64, i64) = (0, 4_102_444_800);
/// How far apart the offset is asked for: zones have gone back to their former offset within a month, never a week.
const STEP: i64 = 7 * 86_400;

/// The name of the browser's own zone.
pub fn here() -> String {
    let options = Intl::DateTimeFormat::new(&Array::new(), &Object::new()).resolved_options();
    let name = Reflect::get(&options, &"timeZone".into()).ok().and_then(|name| name.as_string());
    name.unwrap_or_else(|| "UTC".to_owned())
}

/// The zone called `name` with every change of its offset from 1970 to 2100; nothing when the browser knows no such
/// zone.
pub fn named(name: &str) -> Option<Zone> {
    let clock = Clock::new(name)?;
    let first = clock.offset(YEARS.0)?;
    let (mut transitions, mut before) = (Vec::new(), first);
    let mut at = YEARS.0;
    while at < YEARS.1 {
        let next = at + STEP;
        let after = clock.offset(next)?;
        if after != before {
            transitions.push((clock.change(at, next, before)?, after));
            before = after;
        }
        at = next;
    }
    Some(Zone::new(name, transitions, first))
}

/// Tells the offset of one zone.
struct Clock {
    format: Function,
}

impl Clock {
    fn new(zone: &str) -> Option<Self> {
        let options = Object::new();
        for (name, value) in [("timeZone", zone), ("timeZoneName", "longOffset")] {
            Reflect::set(&options, &name.into(), &value.into()).ok()?;
        }
        let arguments = Array::of2(&"en-US".into(), &options);
        // The constructor throws at a name it does not know; only through Reflect can that be caught.
        let maker: Function =
            Reflect::get(&Reflect::get(&js_sys::global(), &"Intl".into()).ok()?, &"DateTimeFormat".into())
                .ok()?
                .unchecked_into();
        let made: Intl::DateTimeFormat = Reflect::construct(&maker, &arguments).ok()?.unchecked_into();
        Some(Self { format: made.format() })
    }

    /// Seconds east of UTC at `seconds` since 1970 began.
    #[allow(clippy::cast_precision_loss, reason = "below 2^53")]
    fn offset(&self, seconds: i64) -> Option<i32> {
        let text = self.format.call1(&JsValue::UNDEFINED, &(seconds as f64 * 1000.0).into()).ok()?.as_string()?;
        offset(&text)
    }

    /// The first second after `from` and up to `to` at which the offset is no longer `before`.
    fn change(&self, mut from: i64, mut to: i64, before: i32) -> Option<i64> {
        while to - from > 1 {
            let middle = from + (to - from) / 2;
            if self.offset(middle)? == before { from = middle } else { to = middle }
        }
        Some(to)
    }
}

/// Reads the end of `5/14/2017, GMT-07:00`, in seconds.
fn offset(text: &str) -> Option<i32> {
    let (_, offset) = text.rsplit_once("GMT")?;
    let (sign, clock) = match offset.chars().next() {
        None => return Some(0),
        Some('+') => (1, offset.get(1..)?),
        Some('-') => (-1, offset.get(1..)?),
        Some('\u{2212}') => (-1, offset.get('\u{2212}'.len_utf8()..)?),
        Some(_) => return None,
    };
    let units = [3600, 60, 1];
    let seconds =
        clock.split(':').zip(units).try_fold(0, |sum, (part, unit)| Some(sum + part.parse::<i32>().ok()? * unit));
    seconds.map(|seconds| sign * seconds)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_offset_is_read() {
        let check = |text, expect| assert_eq!(offset(text), expect, "{text}");
        check("5/14/2017, GMT-07:00", Some(-25_200));
        check("1/1/1970, GMT", Some(0));
        check("1/1/2026, GMT+05:45", Some(20_700));
        check("1/1/1970, GMT-00:44:30", Some(-2_670));
        check("1/1/1970, GMT\u{2212}03:30", Some(-12_600));
        check("1/1/1970", None);
        check("1/1/1970, GMT*1", None);
    }
}
