//! A panic on purpose, so that the tests can watch a host page survive it. Never in `dist/`.

use crate::widget::settings::Settings;
use crate::widget::state::Action;

/// Panics on Next in the survey called `panic`.
#[allow(clippy::panic, reason = "the panic is the point")]
pub fn panic_if_asked(owner: &Settings, action: &Action) {
    if *action == Action::Next && owner.survey.as_str() == "panic" {
        panic!("asked to");
    }
}
