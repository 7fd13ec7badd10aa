//! What passes between a survey and the owner of its page: the settings as they stand there, and what is wrong with them.

use super::settings::Settings;
use crate::browser::host::Host;
use crate::browser::page;

/// Reads the owner's settings; what cannot be used of them is said.
pub fn settings(host: &Host) -> Option<Settings> {
    match Settings::read(&host.attributes(), page::resolve) {
        Ok((props, warnings)) => {
            for warning in &warnings {
                page::warn(&["Goodword: ", &warning.to_text()].concat());
            }
            Some(props)
        }
        Err(problem) => {
            report(host, "default", "settings", &problem.to_text());
            None
        }
    }
}

/// One line on the console and one event, for the site owner.
pub fn report(host: &Host, survey: &str, code: &str, message: &str) {
    page::warn(&["Goodword: ", message].concat());
    host.emit("error", &["survey", survey, "code", code, "message", message]);
}
