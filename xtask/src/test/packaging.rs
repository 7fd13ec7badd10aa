//! `cargo xtask test --packaging`: the collector as its packages bring it, on a Debian of its own and behind both proxies.

mod chroot;
mod service;

use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, bail, ensure};

use super::tally::Tally;
use crate::deb;
use crate::debian::{self, Program};
use crate::release;
use crate::shell::{is_root, read, say, which};
use crate::tools;
use crate::workspace::Workspace;
use chroot::Chroot;
use service::Service;

/// What it starts.
const PROGRAMS: [Program; 6] = [
    Program { name: "lintian", package: "lintian", is_there: || which("lintian").is_some() },
    Program { name: "mmdebstrap", package: "mmdebstrap", is_there: || which("mmdebstrap").is_some() },
    Program { name: "systemd-analyze", package: "systemd", is_there: || which("systemd-analyze").is_some() },
    Program { name: "nginx", package: "nginx", is_there: || Path::new("/usr/sbin/nginx").exists() },
    Program { name: "Caddy", package: "caddy", is_there: || which("caddy").is_some() },
    Program { name: "curl", package: "curl", is_there: || which("curl").is_some() },
];
/// So exposed may the units be, of 100, as systemd reckons; it calls up to 20 safe.
const EXPOSURE: &str = "20";
const UNITS: [&str; 3] = ["goodword.service", "goodword-backup.service", "goodword-backup.timer"];
const ANSWER: &str = r#"{"id":"0199f1c2-7c5e-7b3a-9d10-3f6d8a2b4c11","survey":"support","submitted_at":"2026-03-14T09:26:53.589Z","answers":{"recommend":9}}"#;

/// Makes the package, judges it, and installs, runs, removes and purges it; each step needs those before it.
pub fn packaging(workspace: &Workspace, site: Option<PathBuf>) -> Result<Tally> {
    provide()?;
    release::release(workspace, &release::Options { site, target: None, deb: false })?;
    let package = deb::deb(workspace)?;
    say("the package, by lintian; the Containerfile, by hadolint");
    let mut tally = judged("packaging::lintian", lintian(&package));
    tally += judged("packaging::hadolint", hadolint(workspace));
    say("the package, on a Debian of its own");
    let chroot = Chroot::make(&workspace.target.join("packaging"))?;
    let steps: [(&str, &dyn Fn() -> Result<()>); 5] = [
        ("packaging::installed", &|| installed(&chroot, &package)),
        ("packaging::units", &|| units(&chroot)),
        ("packaging::answers", &|| answers(&chroot)),
        ("packaging::removed", &|| removed(&chroot)),
        ("packaging::purged", &|| purged(&chroot)),
    ];
    for (name, step) in steps {
        tally += judged(name, step());
    }
    say("behind nginx and Caddy");
    tally += proxies(workspace)?;
    Ok(tally)
}

fn judged(name: &str, found: Result<()>) -> Tally {
    Tally::one(name, found.map_err(|failure| format!("{failure:#}")))
}

/// Nothing is left out because something is missing.
fn provide() -> Result<()> {
    debian::provide(&PROGRAMS)?;
    let missing = PROGRAMS.iter().find(|program| !(program.is_there)());
    ensure!(missing.is_none(), "missing here: {}", missing.map_or("", |program| program.name));
    ensure!(is_root(), "only root may make a chroot: run this as root");
    Ok(())
}

fn lintian(package: &Path) -> Result<()> {
    let mut lintian = Command::new("lintian");
    lintian.args(["--allow-root", "--tag-display-limit=0", "--fail-on=error,warning"]).arg(package);
    let out = lintian.output().context("cannot start lintian")?;
    ensure!(out.status.success(), "{}{}", String::from_utf8_lossy(&out.stdout), String::from_utf8_lossy(&out.stderr));
    Ok(())
}

fn hadolint(workspace: &Workspace) -> Result<()> {
    read(Command::new(tools::hadolint(workspace)?).arg(workspace.root.join("packaging/Containerfile"))).map(drop)
}

/// It brings what it names, and starts nothing that nobody has looked at.
fn installed(chroot: &Chroot, package: &Path) -> Result<()> {
    chroot.put(package, "goodword.deb")?;
    // What it needs is there, or this fails.
    chroot.read(&["dpkg", "--install", "/goodword.deb"])?;
    chroot.read(&["goodword", "--version"])?;
    chroot.read(&["goodword", "check-config", "--config", "/etc/goodword/goodword.toml"])?;
    for unit in UNITS {
        ensure!(chroot.holds(&format!("lib/systemd/system/{unit}")), "{unit} is missing");
    }
    for wanted in ["multi-user.target.wants/goodword.service", "timers.target.wants/goodword-backup.timer"] {
        ensure!(
            !chroot.holds(&format!("etc/systemd/system/{wanted}")),
            "{wanted} is enabled before anybody has said so"
        );
    }
    ensure!(chroot.holds("usr/share/doc/goodword/collector.md"), "its documents are missing");
    Ok(())
}

/// systemd knows what they say, and thinks well of it.
fn units(chroot: &Chroot) -> Result<()> {
    let root = format!("--root={}", chroot.root.display());
    let analyze = |words: &[&str], units: &[&str]| {
        let out = Command::new("systemd-analyze").args(words).arg(&root).args(units).output()?;
        let said = [out.stdout, out.stderr].map(|said| String::from_utf8_lossy(&said).into_owned()).concat();
        ensure!(out.status.success(), "{said}");
        Ok(said)
    };
    let said = analyze(&["verify", "--man=no", "--recursive-errors=no"], &UNITS)?;
    // It ends well, and says so, where it knows no such setting.
    ensure!(!said.contains("goodword"), "{said}");
    let services: Vec<_> = UNITS.into_iter().filter(|unit| unit.ends_with(".service")).collect();
    analyze(&["security", "--offline=yes", "--no-pager", &format!("--threshold={EXPOSURE}")], &services).map(drop)
}

/// It takes an answer, tells nobody who may not ask, and has it still after a stop; what stands in the document does its work
/// beside it.
fn answers(chroot: &Chroot) -> Result<()> {
    let first = Service::start(chroot)?;
    let token = first.token.clone().context("it prints no token")?;
    first.expect("201", "/v1/responses", &["-H", "Content-Type: application/json", "-d", ANSWER])?;
    first.expect("200", "/v1/responses", &["-H", "Content-Type: application/json", "-d", ANSWER])?;
    first.expect("401", "/v1/surveys/support/responses", &[])?;
    for file in ["/goodword.js", "/results", "/readyz", "/s/support"] {
        first.expect("200", file, &[])?;
    }
    let database = "sqlite:///var/lib/goodword/goodword.db";
    chroot.read(&["goodword", "backup", "/root/backup.db", "--database", database])?;
    let exported = chroot.read(&["goodword", "export", "--survey", "support", "--database", database])?;
    ensure!(exported.contains("0199f1c2-7c5e-7b3a-9d10-3f6d8a2b4c11"), "the command line reads another: {exported}");
    first.stop()?;
    let second = Service::start(chroot)?;
    ensure!(second.token.is_none(), "it prints a token again");
    let bearer = format!("Authorization: Bearer {token}");
    let stored = second.expect("200", "/v1/surveys/support/responses", &["-H", &bearer])?;
    ensure!(stored.contains("0199f1c2-7c5e-7b3a-9d10-3f6d8a2b4c11"), "it has forgotten: {stored}");
    second.stop()
}

/// Settings and answers stay.
fn removed(chroot: &Chroot) -> Result<()> {
    chroot.read(&["dpkg", "--remove", "goodword"])?;
    ensure!(!chroot.holds("usr/bin/goodword"), "the program is still there");
    ensure!(chroot.holds("etc/goodword/goodword.toml"), "its settings are gone");
    ensure!(chroot.holds("var/lib/goodword/goodword.db"), "the answers are gone");
    Ok(())
}

/// The answers stay, and where is said.
fn purged(chroot: &Chroot) -> Result<()> {
    let said = chroot.read(&["dpkg", "--purge", "goodword"])?;
    ensure!(!chroot.holds("etc/goodword"), "its settings are still there");
    ensure!(chroot.holds("var/lib/goodword/goodword.db"), "the answers are gone");
    ensure!(said.contains("the answers stay in /var/lib/goodword"), "it does not say that they stay: {said}");
    Ok(())
}

fn proxies(workspace: &Workspace) -> Result<Tally> {
    let mut cargo = Command::new("cargo");
    cargo.current_dir(&workspace.root).env("GOODWORD_PROXIES", "required");
    cargo.args(["test", "--package", "goodword-collector", "--test", "it", "--", "deployment::proxy"]);
    let tally = Tally::of(&mut cargo)?;
    if tally.passed + tally.failed == 0 {
        bail!("no proxy was tried");
    }
    Ok(tally)
}
