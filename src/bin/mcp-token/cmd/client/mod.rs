//! `mcp-token client`

mod install;
mod list;
mod notes;
mod print;
mod remove;

use crate::env::Env;
use crate::failure::{Exit, Failure};
use crate::output::Output;

/// Connect MCP clients with a configuration that refers to a token
///
/// Every client reads its own form of file, and refers to a token in its own way: by a command, a variable, a question. The
/// safest way that a client can read is taken; the token itself is written only when that is asked for.
#[derive(Debug, clap::Subcommand)]
#[command(after_help = EXAMPLES)]
pub(crate) enum Command {
    List(list::Args),
    Print(Box<print::Args>),
    Install(Box<install::Args>),
    Remove(remove::Args),
}

const EXAMPLES: &str = "Examples:
  $ mcp-token client list
  $ mcp-token client print claude-code --profile exai
  $ mcp-token client install cursor --profile exai --dry-run";

pub(crate) fn run(command: &Command, env: &Env, output: &mut Output) -> Result<Exit, Failure> {
    match command {
        Command::List(args) => list::run(args, env, output),
        Command::Print(args) => print::run(args, env, output),
        Command::Install(args) => install::run(args, env, output),
        Command::Remove(args) => remove::run(args, env, output),
    }
}
