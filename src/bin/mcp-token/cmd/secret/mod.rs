//! `mcp-token secret`

mod list;
mod new;
mod remove;
mod revoke;
mod rotate;
mod set;
mod show;

use std::path::Path;

use clap::Subcommand;
use mcp_token::clock::Time;
use mcp_token::name::Name;
use mcp_token::secret::Secret;
use mcp_token::secret::ring::{State, Version};
use serde::Serialize;

use crate::env::Env;
use crate::failure::{Exit, Failure};
use crate::input::{Input, strong};
use crate::output::Output;
use crate::output::form::Form;
use crate::prompt;

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

pub(crate) fn run(command: &Command, env: &Env, output: &mut Output) -> Result<Exit, Failure> {
    match command {
        Command::New(args) => new::run(args, env, output),
        Command::Set(args) => set::run(args, env, output),
        Command::Show(args) => show::run(args, env, output),
        Command::List(args) => list::run(args, env, output),
        Command::Remove(args) => remove::run(args, env, output),
        Command::Rotate(args) => rotate::run(args, env, output),
        Command::Revoke(args) => revoke::run(args, env, output),
    }
}

/// What a secret itself can be printed in; all else is a report.
pub(crate) fn forms(command: &Command) -> &'static [Form] {
    match command {
        Command::New(_) => Form::OF_A_SECRET,
        Command::Show(args) if args.reveal => Form::OF_A_SECRET,
        _ => Form::OF_A_REPORT,
    }
}

/// A secret from a file, stdin or a hidden prompt, fit for HS256.
///
/// - `name`: what it is to be kept under.
fn given(name: &Name, file: Option<&Path>, allow_weak: bool, env: &Env) -> Result<Secret, Failure> {
    let typed = || prompt::secret(&format!("Secret `{name}`"), "--secret-file", env);
    let secret = match file {
        Some(path) => Input::new(env).secret_file(path)?,
        None => Secret::new(typed()?.as_bytes().to_vec()),
    };
    let place = file.map_or_else(|| "that was typed".to_owned(), |path| format!("in `{}`", path.display()));
    strong(&secret, &[], allow_weak, &place)?;
    Ok(secret)
}

/// One version of a kept secret.
#[derive(Serialize)]
struct VersionReport {
    kid: String,
    state: &'static str,
    created_at: String,
    activated_at: Option<String>,
    verify_until: Option<String>,
    fingerprint: Option<String>,
}

impl From<&Version> for VersionReport {
    fn from(version: &Version) -> Self {
        Self {
            kid: version.kid.to_string(),
            state: state(version.state),
            created_at: version.created_at.to_rfc3339(),
            activated_at: version.activated_at.map(Time::to_rfc3339),
            verify_until: version.verify_until.map(Time::to_rfc3339),
            fingerprint: version.fingerprint.clone(),
        }
    }
}

fn state(state: State) -> &'static str {
    match state {
        State::Next => "next",
        State::Active => "active",
        State::Previous => "previous",
        State::Revoked => "revoked",
    }
}
