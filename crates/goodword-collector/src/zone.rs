//! Named time zones from the tz database, as the plain data that the core counts days with.

use goodword_core::Zone;
use jiff::{Timestamp, tz::TimeZone};

/// 1970-01-01T00:00:00Z and 2100-01-01T00:00:00Z, in Unix seconds.
const YEARS: (i64, i64) = (0, 4_102_444_800);

/// The zone of an IANA name such as `Europe/Berlin`: every change of its clocks from 1970 to 2100. Before and after
/// that the nearest offset goes on.
pub fn zone_named(name: &str) -> Result<Zone, String> {
    let zone = TimeZone::get(name).map_err(|_| {
        format!("There is no time zone `{name}`: give a name of the tz database, such as Europe/Berlin or UTC")
    })?;
    let start = Timestamp::from_second(YEARS.0).map_err(|error| error.to_string())?;
    let changes = zone
        .following(start)
        .map(|change| (change.timestamp().as_second(), change.offset().seconds()))
        .take_while(|(from, _)| *from < YEARS.1)
        .collect();
    Ok(Zone::new(zone.iana_name().unwrap_or(name), changes, zone.to_offset(start).seconds()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(zone: &str, time: &str, day: &str) {
        let time = goodword_core::Timestamp::parse(time).unwrap();
        assert_eq!(zone_named(zone).unwrap().day(time.unix_ms()).to_string(), day, "{time:?} in {zone}");
    }

    #[test]
    fn a_day_begins_when_the_clocks_of_the_zone_say_so() {
        check("UTC", "2026-03-28T23:59:59.999Z", "2026-03-28");
        check("Europe/Berlin", "2026-03-28T22:59:59.999Z", "2026-03-28");
        check("Europe/Berlin", "2026-03-28T23:00:00Z", "2026-03-29");
        check("Europe/Berlin", "2026-03-29T21:59:59Z", "2026-03-29");
        check("Europe/Berlin", "2026-03-29T22:00:00Z", "2026-03-30");
        check("Pacific/Apia", "2011-12-30T09:59:59Z", "2011-12-29");
        check("Pacific/Apia", "2011-12-30T10:00:00Z", "2011-12-31");
        check("Asia/Kathmandu", "2026-01-01T18:14:59Z", "2026-01-01");
        check("Asia/Kathmandu", "2026-01-01T18:15:00Z", "2026-01-02");
        check("America/Los_Angeles", "2017-05-13T00:00:00-07:00", "2017-05-13");
        check("Europe/Berlin", "2099-07-01T22:00:00Z", "2099-07-02");
    }

    #[test]
    fn the_name_is_the_one_of_the_database() {
        assert_eq!(zone_named("europe/berlin").unwrap().name(), "Europe/Berlin");
        assert_eq!(zone_named("UTC").unwrap(), Zone::utc());
    }

    #[test]
    fn a_name_that_is_none_is_told() {
        for wrong in ["", "Europe/Berln", "+01:00", "../etc/passwd"] {
            assert!(zone_named(wrong).unwrap_err().contains("Europe/Berlin"), "{wrong}");
        }
    }
}
