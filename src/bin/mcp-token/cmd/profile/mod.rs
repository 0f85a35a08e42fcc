//! `mcp-token profile`

mod import;
mod remove;
mod set;
mod show;

use clap::Subcommand;

use crate::env::Env;
use crate::failure::{Exit, Failure};
use crate::output::Output;

/// Say who a token is for, how it is made and where it is kept
#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    Set(Box<set::Args>),
    Show(show::Args),
    Remove(remove::Args),
    Import(Box<import::Args>),
}

pub(crate) fn run(command: &Command, env: &Env, output: &mut Output) -> Result<Exit, Failure> {
    match command {
        Command::Set(args) => set::run(args, env, output),
        Command::Show(args) => show::run(args, env, output),
        Command::Remove(args) => remove::run(args, env, output),
        Command::Import(args) => import::run(args, env, output),
    }
}
