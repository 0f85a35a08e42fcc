//! `mcp-token secret`

mod new;

use clap::Subcommand;

use crate::env::Env;
use crate::failure::{Exit, Failure};
use crate::output::Output;

/// Make signing secrets
#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    New(new::Args),
}

pub(crate) fn run(command: Command, env: &Env, output: &mut Output) -> Result<Exit, Failure> {
    match command {
        Command::New(args) => new::run(&args, env, output),
    }
}
