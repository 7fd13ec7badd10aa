//! A screen that nobody sees, for the one browser that cannot do without.

use std::io::{BufRead, BufReader};
use std::process::{Child, Command, Stdio};

use super::place;

/// A screen of its own. It ends with its browser.
pub struct Display {
    name: String,
    server: Child,
}

impl Display {
    /// Starts it and waits until it says its number.
    pub fn start() -> Self {
        let mut command = Command::new(place("XVFB", "/usr/bin/Xvfb"));
        command.args(["-displayfd", "1", "-screen", "0", "1280x900x24", "-nolisten", "tcp"]);
        let mut server = command.stdout(Stdio::piped()).stderr(Stdio::null()).spawn().expect("Xvfb starts");
        let mut number = String::new();
        BufReader::new(server.stdout.take().unwrap()).read_line(&mut number).unwrap();
        Self { name: format!(":{}", number.trim()), server }
    }

    /// What `DISPLAY` is set to.
    pub fn name(&self) -> &str {
        &self.name
    }
}

impl Drop for Display {
    fn drop(&mut self) {
        let _ = self.server.kill();
        let _ = self.server.wait();
    }
}
