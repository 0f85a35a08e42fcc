//! `mcp-token secret`

mod list;
mod new;
mod remove;
mod revoke;
mod rotate;
mod set;
mod show;

use clap::Subcommand;

use super::text_or_json;
use crate::env::Env;
use crate::failure::{Exit, Failure};
use crate::output::Output;
use crate::output::form::Form;

/// Make, keep and rotate signing secrets
#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    New(new::Args),
    Set(set::Args),
    Show(show::Args),
    List(list::Args),
    Remove(remove::Args),
    Rotate(rotate::Args),
    Revoke(revoke::Args),
}

pub(crate) fn run(command: Command, env: &Env, output: &mut Output) -> Result<Exit, Failure> {
    match command {
        Command::New(args) => new::run(&args, env, output),
        Command::Set(args) => set::run(&args, env, output),
        Command::Show(args) => show::run(&args, env, output),
        Command::List(args) => list::run(&args, env, output),
        Command::Remove(args) => remove::run(&args, env, output),
        Command::Rotate(args) => rotate::run(&args, env, output),
        Command::Revoke(args) => revoke::run(&args, env, output),
    }
}

/// Refuses the forms that a token alone has.
fn not_of_a_token(output: &Output) -> Result<(), Failure> {
    match output.form() {
        Form::Env | Form::Github | Form::Gitlab => Ok(()),
        _ => text_or_json(output),
    }
}
