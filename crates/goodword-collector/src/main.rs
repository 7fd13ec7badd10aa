//! `goodword`: the collector and its tools.

use std::io;
use std::process::ExitCode;

use goodword_collector::cli::Cli;
use goodword_collector::log;

/// A row is made on one thread and written on another, which the system's allocator is slow at.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

#[tokio::main]
async fn main() -> ExitCode {
    let cli = Cli::read().unwrap_or_else(|error| error.exit());
    let ended = run(cli).await;
    log::flush();
    match ended {
        Ok(code) => code,
        // Whoever read our output has enough, as `head` does.
        Err(error) if is_broken_pipe(&error) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("goodword: {error:#}");
            ExitCode::from(2)
        }
    }
}

async fn run(cli: Cli) -> anyhow::Result<ExitCode> {
    let (level, format) = cli.log()?;
    log::init(level, format);
    cli.run().await
}

fn is_broken_pipe(error: &anyhow::Error) -> bool {
    error.downcast_ref().is_some_and(|error: &io::Error| error.kind() == io::ErrorKind::BrokenPipe)
}
