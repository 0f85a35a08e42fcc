//! `mcp-token key`

mod new;
mod public;

use clap::Subcommand;

use crate::env::Env;
use crate::failure::{Exit, Failure};
use crate::output::Output;

/// Make key pairs and hand out their public half
#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    New(new::Args),
    Public(public::Args),
}

pub(crate) fn run(command: &Command, env: &Env, output: &mut Output) -> Result<Exit, Failure> {
    match command {
        Command::New(args) => new::run(args, env, output),
        Command::Public(args) => public::run(args, env, output),
    }
}
