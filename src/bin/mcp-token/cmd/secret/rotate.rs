//! `mcp-token secret rotate`

use std::path::PathBuf;

use mcp_token::clock::Span;
use mcp_token::name::Name;
use mcp_token::secret::ring::{DotenvPlace, Ring, State};
use serde::Serialize;

use crate::args::optional_span;
use crate::env::Env;
use crate::failure::{Exit, Failure, Hint};
use crate::home::{Home, Patience, Signers};
use crate::output::form::Form;
use crate::output::{Output, human};

/// Replace a kept secret in two steps, so that no token fails
///
/// The first step makes the next secret, for the server to learn. The second, --activate, signs with it; the old one goes on
/// verifying until the grace ends. A secret that lives in a .env file is written there at that moment, the old one beside it
/// as VAR_PREVIOUS. A server that knows one secret only refuses every older token from then on.
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub(crate) struct Args {
    /// The name
    #[arg(value_name = "NAME")]
    name: Name,
    /// Sign with the next secret from now on
    #[arg(long)]
    activate: bool,
    /// Do both steps at once
    #[arg(long, conflicts_with = "activate")]
    now: bool,
    /// How long the old secret goes on verifying [default: the longest --ttl of its profiles and their leeway]
    #[arg(long, value_name = "DURATION")]
    grace: Option<String>,
    /// Take the next secret from a file, or from stdin with `-`, instead of making one
    #[arg(long, value_name = "PATH", conflicts_with = "activate")]
    secret_file: Option<PathBuf>,
    /// Accept a secret that is too short for HS256, as an API key may be, or published somewhere
    #[arg(long, requires = "secret_file")]
    allow_weak_secret: bool,
}

const EXAMPLES: &str = "Examples:
  $ mcp-token secret rotate exai
  $ mcp-token secret rotate exai --activate
  $ mcp-token secret rotate exai --now --grace 1h";

/// What the ring is after a step.
#[derive(Serialize)]
struct Report<'r> {
    secret: &'r str,
    versions: Vec<serde_json::Value>,
    profiles: Vec<String>,
}

pub(crate) fn run(args: &Args, env: &Env, output: &mut Output) -> Result<Exit, Failure> {
    super::text_or_json(output)?;
    let home = Home::of(env, Patience::Long)?;
    home.claim_secret(&args.name)?;
    home.take_away_left(output)?;
    home.ring(&args.name)?;
    let signers = home.signers()?;
    signers.warn(output);
    let grace = match optional_span("--grace", args.grace.as_deref())? {
        Some(_) if !args.activate && !args.now => {
            return Err(Failure::usage("`--grace` begins when the next secret is activated"));
        }
        Some(grace) => grace,
        // It begins with the second step.
        None if !args.activate && !args.now => Span::ZERO,
        None => default_grace(&signers, &args.name)?,
    };
    // Both steps belong to one run, however many rotate at once.
    let _both = args.now.then(|| home.lock(&format!("rotation-{}", args.name))).transpose()?;
    if !args.activate {
        let next = match &args.secret_file {
            Some(path) => Some(super::set::given(Some(path), args.allow_weak_secret, env)?),
            None => None,
        };
        home.prepare_secret(&args.name, next, env, output)?;
    }
    let step = if args.activate || args.now {
        home.activate_secret(&args.name, grace, env, output)?;
        "activated"
    } else {
        "prepared"
    };
    tell(&home.ring(&args.name)?, step, &signers, args, env, output)
}

/// Every token that was signed with the old secret must be able to live to its end.
fn default_grace(signers: &Signers, name: &Name) -> Result<Span, Failure> {
    match signers.longest_life(name) {
        Ok(longest) => Ok(longest.unwrap_or(Span::from_hours(24))),
        Err(profile) => {
            let message = format!(
                "how long the tokens of `{profile}` live is not known, and so neither how long the secret before must \
                 verify: expected `--grace`"
            );
            Err(Failure::new(Exit::Error, "profile", message))
        }
    }
}

fn tell(
    ring: &Ring,
    step: &str,
    signers: &Signers,
    args: &Args,
    env: &Env,
    output: &mut Output,
) -> Result<Exit, Failure> {
    let profiles: Vec<_> = signers.of(&args.name).into_iter().map(Name::to_string).collect();
    if output.form() == Form::Json {
        let versions = ring.versions().iter().map(super::show::json).collect();
        output.report(true, &Report { secret: args.name.as_str(), versions, profiles })?;
        return Ok(Exit::Ok);
    }
    let version = |state| ring.versions().iter().rev().find(|version| version.state == state);
    let kid = |state| version(state).map(|version| version.kid.to_string()).unwrap_or_default();
    let touched = if profiles.is_empty() { "no profile".to_owned() } else { profiles.join(", ") };
    let until = version(State::Previous).and_then(|version| version.verify_until);
    let until = until.map(|at| at.describe(env.now)).unwrap_or_default();
    let (first, rows, hint) = if step == "prepared" {
        let next = kid(State::Next);
        (
            format!("secret `{}`: kid {next} is next, {} still signs", args.name, kid(State::Active)),
            vec![
                ("profiles", touched),
                ("server", format!("must learn the new secret (kid {next}) before it is activated")),
            ],
            format!("secret show {} --reveal --kid {next}", args.name),
        )
    } else {
        let mut rows = vec![("profiles", format!("{touched}: the next `get` makes new tokens"))];
        rows.push(("server", format!("must know the new secret now, and the old one until {until}")));
        if let Some(DotenvPlace { path, variable }) = &ring.dotenv {
            rows.push(("wrote", format!("`{variable}` and `{variable}_PREVIOUS` to {}", path.display())));
        }
        rows.push((
            "or else",
            "a server that knows one secret only refuses every token made before".to_owned(),
        ));
        (
            format!(
                "secret `{}`: kid {} signs now, {} verifies until {until}",
                args.name,
                kid(State::Active),
                kid(State::Previous)
            ),
            rows,
            format!("secret show {} --reveal", args.name),
        )
    };
    output.note(&format!("{first}\n{}", human::rows(rows).trim_end_matches('\n')));
    output.hint(&Hint::run(&hint));
    Ok(Exit::Ok)
}
