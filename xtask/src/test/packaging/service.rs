//! The collector as its unit starts it, without systemd: its command, its user, its folders.

use std::fs;
use std::io::{BufRead, BufReader};
use std::net::TcpListener;
use std::os::unix::fs::{PermissionsExt, chown};
use std::process::{Child, Command, Stdio};

use anyhow::{Context, Result, bail, ensure};

use super::chroot::Chroot;
use crate::shell::read;

const UNIT: &str = "lib/systemd/system/goodword.service";
/// One of those that systemd gives to `DynamicUser=`.
const USER: u32 = 61_999;
/// What the unit says of folders and modes, as a shell does it.
const AS_THE_UNIT: &str = r#"umask 077; cd /var/lib/goodword; exec "$@""#;

/// A collector that runs; it is killed with this value.
pub struct Service {
    child: Child,
    origin: String,
    /// What it has printed, once in the life of a database.
    pub token: Option<String>,
}

impl Service {
    pub fn start(chroot: &Chroot) -> Result<Self> {
        let state = chroot.root.join("var/lib/goodword");
        fs::create_dir_all(&state)?;
        fs::set_permissions(&state, fs::Permissions::from_mode(0o700))?;
        chown(&state, Some(USER), Some(USER))?;
        let port = TcpListener::bind("127.0.0.1:0")?.local_addr()?.port();
        let mut command = Command::new("chroot");
        command.args([&format!("--userspec={USER}:{USER}"), "--groups="]).arg(&chroot.root);
        // Another port, because this machine's may be taken.
        command.args([
            "/usr/bin/env",
            "-i",
            &format!("GOODWORD_LISTEN=127.0.0.1:{port}"),
            "/bin/sh",
            "-c",
            AS_THE_UNIT,
            "sh",
        ]);
        command.args(exec_start(chroot)?);
        let mut child = command.stdout(Stdio::piped()).spawn().context("cannot start chroot")?;
        let lines = BufReader::new(child.stdout.take().context("it has no output")?).lines();
        let mut service = Self { child, origin: String::new(), token: None };
        for line in lines.map_while(Result::ok) {
            if let Some(address) = line.strip_prefix("listening on ") {
                address.clone_into(&mut service.origin);
                return Ok(service);
            }
            service.token = line.split_once(": ").map(|(_, token)| token.to_owned());
        }
        bail!("it ended before it listened")
    }

    /// What is replied there, if that is its status.
    pub fn expect(&self, status: &str, path: &str, arguments: &[&str]) -> Result<String> {
        let mut curl = Command::new("curl");
        let said =
            read(curl.args(["-s", "-w", "\n%{http_code}"]).args(arguments).arg(format!("{}{path}", self.origin)))?;
        let (body, found) = said.rsplit_once('\n').context("no reply")?;
        ensure!(found == status, "{path}: {found} in place of {status}: {body}");
        Ok(body.to_owned())
    }

    /// Stops it as systemd does.
    pub fn stop(mut self) -> Result<()> {
        read(Command::new("kill").args(["-s", "TERM", &self.child.id().to_string()]))?;
        let status = self.child.wait()?;
        ensure!(status.success(), "it ended with {status}");
        Ok(())
    }
}

impl Drop for Service {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn exec_start(chroot: &Chroot) -> Result<Vec<String>> {
    let unit = fs::read_to_string(chroot.root.join(UNIT))?;
    let command = unit.lines().find_map(|line| line.strip_prefix("ExecStart=")).context("the unit starts nothing")?;
    Ok(command.split_whitespace().map(str::to_owned).collect())
}
