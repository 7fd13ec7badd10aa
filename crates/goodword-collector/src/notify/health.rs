//! How a target does: since when nothing arrives, and when it is given up. Pure.

use super::failure::Failure;
use super::retry::PATIENCE;
use crate::store::TargetState;

/// What a target is like after a try; `None` where that changes nothing.
pub(super) fn after(before: &TargetState, tried: &Result<(), Failure>, now_ms: i64) -> Option<TargetState> {
    let Err(failure) = tried else {
        let well = TargetState { failing_ms: None, disabled_ms: None, error: None, ..before.clone() };
        return (well != *before).then_some(well);
    };
    let failing_ms = before.failing_ms.unwrap_or(now_ms);
    let patience = i64::try_from(PATIENCE.as_millis()).unwrap_or(i64::MAX);
    let over = failure.is_gone || now_ms.saturating_sub(failing_ms) >= patience;
    let disabled_ms = before.disabled_ms.or(over.then_some(now_ms));
    let error = Some(failure.to_string());
    let ill = TargetState { failing_ms: Some(failing_ms), disabled_ms, error, ..before.clone() };
    (ill != *before).then_some(ill)
}

/// What is known of a target at that address.
pub(super) fn known(states: Vec<TargetState>, name: &str, address: [u8; 32]) -> TargetState {
    let known = states.into_iter().find(|state| state.name == name && state.address == address);
    known.unwrap_or_else(|| TargetState { name: name.to_owned(), address, ..TargetState::default() })
}

#[cfg(test)]
mod tests {
    use super::*;

    const DAY: i64 = 24 * 60 * 60 * 1000;

    #[test]
    fn a_target_that_failed_for_five_days_is_disabled_and_one_that_succeeds_is_well() {
        let failed = Err(Failure::new("500"));
        let first = after(&TargetState::default(), &failed, DAY).unwrap();
        assert_eq!((first.failing_ms, first.disabled_ms), (Some(DAY), None));
        assert_eq!(after(&first, &failed, 5 * DAY), None);
        let late = after(&first, &failed, 6 * DAY).unwrap();
        assert_eq!((late.failing_ms, late.disabled_ms), (Some(DAY), Some(6 * DAY)));
        assert_eq!(after(&late, &Ok(()), 7 * DAY), Some(TargetState::default()));
        assert_eq!(after(&TargetState::default(), &Ok(()), DAY), None);
    }

    #[test]
    fn a_receiver_that_wants_nothing_more_is_disabled_at_once() {
        let state = after(&TargetState::default(), &Err(Failure::gone()), DAY).unwrap();
        assert_eq!(state.disabled_ms, Some(DAY));
    }

    #[test]
    fn what_is_known_of_another_address_is_of_no_use() {
        let known_before = TargetState { name: "desk".into(), disabled_ms: Some(1), ..TargetState::default() };
        assert_eq!(known(vec![known_before.clone()], "desk", [0; 32]), known_before);
        assert_eq!(known(vec![known_before], "desk", [1; 32]).disabled_ms, None);
    }
}
