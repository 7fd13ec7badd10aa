//! The processes below one that we started.

use std::fs;
use std::process::Command;

/// Process numbers of everything below `root`, itself first.
pub fn below(root: u32) -> Vec<u32> {
    let parents: Vec<(u32, u32)> =
        fs::read_dir("/proc").unwrap().flatten().filter_map(|entry| parent(&entry)).collect();
    let mut found = vec![root];
    let mut at = 0;
    while let Some(one) = found.get(at).copied() {
        found.extend(parents.iter().filter(|(_, parent)| *parent == one).map(|(child, _)| *child));
        at += 1;
    }
    found
}

/// The words a process was started with.
pub fn words(process: u32) -> String {
    let words = fs::read(format!("/proc/{process}/cmdline")).unwrap_or_default();
    String::from_utf8_lossy(&words).replace('\0', " ")
}

/// Ends processes as a power cut would: without a word.
pub fn kill(processes: &[u32]) {
    let processes: Vec<String> = processes.iter().map(u32::to_string).collect();
    if !processes.is_empty() {
        let _ = Command::new("kill").arg("-9").args(processes).stderr(std::process::Stdio::null()).status();
    }
}

fn parent(entry: &fs::DirEntry) -> Option<(u32, u32)> {
    let process = entry.file_name().to_str()?.parse().ok()?;
    let stat = fs::read_to_string(entry.path().join("stat")).ok()?;
    // The name in brackets may hold anything; state and parent follow it.
    let parent = stat.rsplit_once(") ")?.1.split(' ').nth(1)?.parse().ok()?;
    Some((process, parent))
}
