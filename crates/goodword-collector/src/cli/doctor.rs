//! `goodword doctor`.

use std::io::{self, Write};
use std::process::ExitCode;

use clap::Args;

use crate::doctor::{self, Finding, State};
use crate::serve::{self, ServeArgs};

#[derive(Debug, Args)]
pub(super) struct DoctorArgs {
    #[command(flatten)]
    serve: ServeArgs,
}

impl DoctorArgs {
    /// Ends with 1 where answers are in danger.
    pub(super) async fn run(self) -> anyhow::Result<ExitCode> {
        let database = self.serve.database().clone();
        let (mut findings, public) = serve::look(self.serve);
        findings.extend(doctor::look_at_file(&database.existing()?));
        print(&findings)?;
        if findings.iter().all(|finding| finding.subject != "database" || finding.state != State::Wrong) {
            let store = database.open().await?;
            let found = doctor::look_at_store(&store, public).await?;
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
