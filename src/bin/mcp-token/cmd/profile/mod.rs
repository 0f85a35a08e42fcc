//! `mcp-token profile`

mod import;
mod remove;
mod set;
mod show;

use clap::Subcommand;
use mcp_token::clock::Span;
use mcp_token::profile::Profile;

use super::text_or_json;
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

pub(crate) fn run(command: Command, env: &Env, output: &mut Output) -> Result<Exit, Failure> {
    match command {
        Command::Set(args) => set::run(&args, env, output),
        Command::Show(args) => show::run(&args, env, output),
        Command::Remove(args) => remove::run(&args, env, output),
        Command::Import(args) => import::run(*args, env, output),
    }
}

/// Says so when the tokens of a profile are to live for longer than any should, unless that was said before.
fn warn_of_a_long_life(old: Option<&Profile>, new: &Profile, output: &Output) {
    let said_before = old.is_some_and(|old| old.ttl == new.ttl && old.key.is_some());
    if new.key.is_some() && new.ttl > LONG && !said_before {
        output.warn(&format!("the tokens of `{}` live for {}, more than 30 days", new.name, new.ttl));
    }
}

/// A token cannot be called back.
const LONG: Span = Span::from_days(30);
