//! `mcp-token exec`

use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::process::Command;

use mcp_token::clock::Span;
use mcp_token::fresh::Given;
use mcp_token::name::Name;
use mcp_token::profile::{Opening, Profile};
use mcp_token::secret::Source;
use zeroize::Zeroizing;

use crate::args::secret_variable;
use crate::cmd::live::{self, FreshnessArgs};
use crate::env::Env;
use crate::failure::{Code, Exit, Failure, Hint};
use crate::home::{self, Home, Patience};
use crate::output::Output;
use crate::output::form::{header_field, variable_name};

/// Run a program with a fresh token in its environment
///
/// The token is in the environment of that program alone. Variables that the profile takes its key or passphrase from are
/// taken out. On Unix the program takes the place of this one; its exit code is the exit code, 126 when it cannot be run,
/// 127 when there is none of that name. A token is as it was at the start: a program that runs for longer needs another way.
/// With --no-token only kept secrets are handed on: no profile is needed and no token is made.
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub(crate) struct Args {
    /// The profile; left out, the only one, or the one called `default`
    #[arg(value_name = "PROFILE")]
    profile: Option<Name>,
    /// The program and its arguments, behind `--`
    #[arg(value_name = "CMD", last = true, required = true)]
    command: Vec<OsString>,
    /// The variable that the token goes into; the profile's when left out
    #[arg(long, value_name = "VAR", value_parser = variable_name)]
    var: Option<String>,
    /// The variable that the value of the header goes into, as in `Bearer ...`
    #[arg(long, value_name = "VAR", value_parser = variable_name)]
    header_var: Option<String>,
    /// Hand on kept secrets only: no profile, no token
    #[arg(long, requires = "secret_var", conflicts_with_all = NEEDS_A_TOKEN)]
    no_token: bool,
    /// Put a kept secret into a variable, for a server that needs it; may be repeated
    #[arg(long, value_name = "VAR=NAME", value_parser = secret_variable)]
    secret_var: Vec<(String, Name)>,
    /// How long the program will need the token: a shorter one is warned of
    #[arg(long, value_name = "DURATION", value_parser = Span::parse)]
    expect: Option<Span>,
    /// Run inside a program that was itself run by `mcp-token exec`
    #[arg(long)]
    nested: bool,
    #[command(flatten)]
    freshness: FreshnessArgs,
}

const EXAMPLES: &str = "Examples:
  $ mcp-token exec exai -- python3 client.py
  $ mcp-token exec exai --header-var AUTH_HEADER --expect 8h -- python3 client.py
  $ mcp-token exec calc --secret-var JWT_SECRET=calc -- python3 server.py
  $ mcp-token exec --no-token --secret-var CALCULATOR_API_KEY=calc-key -- python3 server.py";

/// What goes with a token only.
const NEEDS_A_TOKEN: [&str; 7] =
    ["profile", "var", "header_var", "expect", "min_ttl", "no_refresh", "force_new"];

pub(crate) fn run(args: &Args, env: &Env, output: &mut Output) -> Result<Exit, Failure> {
    if let Some(outer) = env.variable(MARK).filter(|_| !args.nested) {
        let outer = outer.to_string_lossy().into_owned();
        return Err(Failure::usage(format!("this already runs inside `mcp-token exec {outer}`"))
            .with_hint(Hint::add("--nested")));
    }
    let home = Home::of(env, Patience::Short)?;
    let profile =
        if args.no_token { None } else { Some(home.profile_or_default(args.profile.as_ref(), output)?) };
    each_variable_holds_one_thing(args, profile.as_ref())?;
    let mut command = Command::new(program(&args.command[0], env, output)?);
    command.args(&args.command[1..]);
    let given = match &profile {
        Some(profile) => Some(args.freshness.token(profile, &home, output)?),
        None => None,
    };
    if let (Some(expect), Some(given)) = (args.expect, &given) {
        warn_of_a_short_life(expect, given, env, output);
    }
    for name in variables_of_keys(profile.as_ref(), &home)? {
        command.env_remove(name);
    }
    for (variable, name) in &args.secret_var {
        command.env(variable, secret_text(name, &home)?.as_str());
    }
    if let (Some(profile), Some(given)) = (&profile, &given) {
        let token = live::text(&given.token)?;
        if let Some(variable) = &args.header_var {
            command.env(variable, header_field(&profile.header, token)?.1);
        }
        command.env(args.variable(profile), token);
        command.env(MARK, profile.name.as_str());
    }
    become_it(command, &args.command[0], env)
}

impl Args {
    /// What the token goes into.
    fn variable<'a>(&'a self, profile: &'a Profile) -> &'a str {
        self.var.as_deref().unwrap_or(&profile.variable)
    }
}

fn each_variable_holds_one_thing(args: &Args, profile: Option<&Profile>) -> Result<(), Failure> {
    let mut variables = vec![MARK];
    variables.extend(args.secret_var.iter().map(|(variable, _)| variable.as_str()));
    variables
        .extend(args.header_var.as_deref().into_iter().chain(profile.map(|profile| args.variable(profile))));
    match (1..variables.len()).find(|&index| variables[..index].contains(&variables[index])) {
        Some(twice) => {
            Err(Failure::usage(format!("the variable `{}` is to hold two things", variables[twice])))
        }
        None => Ok(()),
    }
}

fn warn_of_a_short_life(expect: Span, given: &Given<Failure>, env: &Env, output: &Output) {
    match given.expires_at.map(|at| at.since(env.now)) {
        Some(left) if left < expect => {
            let (left, expect) = (left.told_from(expect), expect.told_from(left));
            output.warn(&format!("the token lives for {left}, the program expects {expect}"));
        }
        None => output.warn(&format!("how long the token lives is not known, the program expects {expect}")),
        Some(_) => {}
    }
}

/// A kept secret as a variable can hold it.
fn secret_text(name: &Name, home: &Home<'_>) -> Result<Zeroizing<String>, Failure> {
    let (_, secret) = home.active_secret(name)?;
    match std::str::from_utf8(secret.expose()) {
        Ok(text) if !text.contains('\0') => Ok(Zeroizing::new(text.to_owned())),
        _ => Err(Failure::usage(format!("the secret `{name}` is not text, a variable cannot hold it"))),
    }
}

/// The file of a program: a path as it stands, a name from `PATH`, but never from the current directory.
fn program(named: &OsString, env: &Env, output: &Output) -> Result<PathBuf, Failure> {
    let path = Path::new(named);
    if path.components().count() > 1 || path.is_absolute() {
        return Ok(path.to_owned());
    }
    let name = named.to_string_lossy();
    let found = env.program(&name);
    if found.is_some() && env.first_program(&name) != found {
        output.warn(&format!("a `{name}` of the current directory is passed over; its path runs it"));
    }
    found.ok_or_else(|| not_found(named))
}

/// Variables that hold what opens a key: the program has no business with them.
fn variables_of_keys(profile: Option<&Profile>, home: &Home<'_>) -> Result<Vec<String>, Failure> {
    let key = profile.and_then(|profile| profile.key.as_ref()).map(|key| &key.source);
    let opening = home.profiles()?.opening()?;
    let passphrase = match &opening {
        Opening::Passphrase(source) => Some(source),
        Opening::KeyFile => None,
    };
    let mut variables = Vec::new();
    for source in [key, passphrase].into_iter().flatten() {
        let name = match source {
            Source::Variable(name) | Source::Dotenv { variable: name, .. } => Some(name.clone()),
            // What lives in a `.env` file is in that variable of a shell that has read the file.
            Source::Kept(name) => {
                home.ring_if_any(name)?.and_then(|ring| ring.dotenv).map(|place| place.variable)
            }
            Source::File(_) | Source::Command(_) | Source::Prompt => None,
        };
        // The server that reads the file takes tokens of the secret before as well.
        variables.extend(name.into_iter().flat_map(|name| [home::previous(&name), name]));
    }
    Ok(variables)
}

#[cfg(unix)]
fn become_it(mut command: Command, named: &OsString, env: &Env) -> Result<Exit, Failure> {
    use std::os::unix::process::CommandExt;

    env.lift_limits();
    Err(not_run(&command.exec(), named))
}

#[cfg(not(unix))]
fn become_it(mut command: Command, named: &OsString, _: &Env) -> Result<Exit, Failure> {
    let status = command.status().map_err(|error| not_run(&error, named))?;
    crate::env::end_like(status)
}

fn not_run(error: &std::io::Error, named: &OsString) -> Failure {
    if error.kind() == std::io::ErrorKind::NotFound {
        return not_found(named);
    }
    let message = format!("cannot run `{}`: {error}", named.to_string_lossy());
    Failure::new(Exit::NotExecutable, Code::NOT_EXECUTABLE, message)
}

fn not_found(named: &OsString) -> Failure {
    let message = format!("there is no program `{}`", named.to_string_lossy());
    Failure::new(Exit::ProgramNotFound, Code::PROGRAM_NOT_FOUND, message)
}

/// Tells a program, and another `mcp-token exec`, whose token it holds.
const MARK: &str = "MCP_TOKEN_PROFILE";
