//! `goodword doctor`.

use std::io::{self, Write};
use std::process::ExitCode;

use clap::Args;

use crate::config::Database;
use crate::doctor::{self, Finding, State};

#[derive(Debug, Args)]
pub(super) struct DoctorArgs {
    #[command(flatten)]
    database: Database,
}

impl DoctorArgs {
    /// Ends with 1 where answers are in danger.
    pub(super) async fn run(self) -> anyhow::Result<ExitCode> {
        let url = self.database.existing()?;
        let mut findings = doctor::look_at_file(&url);
        print(&findings)?;
        if findings.iter().all(|finding| finding.subject != "database" || finding.state != State::Wrong) {
            let store = self.database.open().await?;
            let found = doctor::look_at_store(&store).await?;
            store.close().await;
            print(&found)?;
            findings.extend(found);
        }
        let wrong = findings.iter().any(|finding| finding.state == State::Wrong);
        Ok(if wrong { ExitCode::FAILURE } else { ExitCode::SUCCESS })
    }
}

fn print(findings: &[Finding]) -> io::Result<()> {
    for Finding { state, subject, sentence } in findings {
        let word = match state {
            State::Fine => "fine",
            State::Look => "look",
            State::Wrong => "wrong",
        };
        writeln!(io::stdout(), "{word:<7}{subject:<13}{sentence}")?;
    }
    Ok(())
}
