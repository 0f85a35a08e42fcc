//! `mcp-token secret rotate`

use std::path::{Path, PathBuf};

use mcp_token::clock::{Span, Time};
use mcp_token::name::Name;
use mcp_token::secret::Source;
use mcp_token::secret::ring::{DotenvPlace, Ring, State, Version};
use serde::Serialize;

use super::VersionReport;
use crate::cmd::connect::clients_with_a_token;
use crate::env::Env;
use crate::failure::{Exit, Failure, Hint};
use crate::home::{self, Home, Patience, Signers};
use crate::output::form::Form;
use crate::output::{Output, human};

/// Replace a kept secret in two steps
///
/// The first step makes the next secret, for the server to learn: no token fails where it knows both. The second, --activate,
/// signs with it; the old one goes on verifying until the grace ends. A secret that lives in a .env file is written there at
/// that moment and not before, the old one beside it as VAR_PREVIOUS: until the server is started again, at once, it refuses new
/// tokens. A server that knows one secret only refuses every older token from then on.
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
    /// How long the old secret goes on verifying, 0s to revoke it at once [default: the longest --ttl of its profiles and their leeway]
    #[arg(long, value_name = "DURATION", value_parser = Span::parse)]
    grace: Option<Span>,
    /// Take the next secret from a file, or from stdin with `-`, instead of making one
    #[arg(long, value_name = "PATH", conflicts_with = "activate")]
    secret_file: Option<PathBuf>,
    /// Accept a secret that is too short for HS256 or a JWT, as an API key may be, or published somewhere
    #[arg(long, requires = "secret_file")]
    allow_weak_secret: bool,
}

const EXAMPLES: &str = "Examples:
  $ mcp-token secret rotate exai
  $ mcp-token secret rotate exai --activate
  $ mcp-token secret rotate exai --now --grace 1h";

/// What the ring is after a step, and what that asks for.
#[derive(Serialize)]
struct Report<'r> {
    secret: &'r str,
    versions: Vec<VersionReport>,
    profiles: Vec<String>,
    /// The clients that show a token made before until they are given a new one.
    clients: Vec<String>,
    server: ServerReport,
    /// The file that the secret lives in.
    dotenv: Option<DotenvReport<'r>>,
}

/// What the server must be told.
#[derive(Serialize)]
struct ServerReport {
    /// The secret that is new to it.
    kid: String,
    /// When it must know that one.
    when: &'static str,
    /// Until when it must know the one before too; null while that one signs.
    verify_until: Option<String>,
}

#[derive(Serialize)]
struct DotenvReport<'r> {
    path: &'r Path,
    /// Those of the new secret and of the one before, unless that is revoked.
    variables: Vec<String>,
    /// Whether it was written just now.
    written: bool,
}

pub(crate) fn run(args: &Args, env: &Env, output: &mut Output) -> Result<Exit, Failure> {
    let home = Home::of(env, Patience::Long)?;
    home.claim_secret(&args.name)?;
    home.take_away_left(output)?;
    let ring = home.ring(&args.name).map_err(|failure| not_kept(failure, &args.name, &home))?;
    let signers = home.signers()?;
    signers.warn(output);
    let grace = match args.grace {
        Some(_) if !args.activate && !args.now => {
            return Err(Failure::usage("`--grace` begins when the next secret is activated"));
        }
        Some(grace) => grace,
        // It begins with the second step.
        None if !args.activate && !args.now => Span::ZERO,
        None => signers.default_grace(&args.name, Some(&ring))?,
    };
    // Both steps belong to one run, however many rotate at once.
    let _both = args.now.then(|| home.lock(&format!("rotation-{}", args.name))).transpose()?;
    // The ring knows nothing of it.
    let lost = home.active_secret(&args.name).err();
    let mut step = Step::Activated;
    if !args.activate {
        let next = match &args.secret_file {
            Some(path) => Some(super::given(&args.name, Some(path), args.allow_weak_secret, env)?),
            None => None,
        };
        let is_made = home.prepare_secret(&args.name, next, output)?;
        step = if is_made { Step::Prepared } else { Step::WasPrepared };
    }
    if args.activate || args.now {
        home.activate_secret(&args.name, grace, output)?;
        step = Step::Activated;
    }
    if let Some(lost) = &lost {
        output.warn(&format!("{lost}: the tokens that it has signed are refused"));
    }
    tell((&home.ring(&args.name)?, lost.is_some()), step, (&signers, &home), args, output)
}

/// A profile of that name may read its key from a `.env` file each time: taken over, it can be rotated.
fn not_kept(failure: Failure, name: &Name, home: &Home<'_>) -> Failure {
    let profile = home.profiles().and_then(|profiles| Ok(profiles.profile(name)?));
    match profile.ok().flatten().and_then(|profile| profile.key).map(|key| key.source) {
        Some(Source::Dotenv { path, variable }) if failure.exit == Exit::NotFound => {
            failure.with_hint(home::import(name, &path, &variable))
        }
        _ => failure,
    }
}

/// What was done last.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Step {
    Prepared,
    /// By an earlier run.
    WasPrepared,
    Activated,
}

/// - `is_lost`: whether what signed before cannot be had any more.
fn tell(
    (ring, is_lost): (&Ring, bool),
    step: Step,
    (signers, home): (&Signers, &Home<'_>),
    args: &Args,
    output: &mut Output,
) -> Result<Exit, Failure> {
    let profiles = signers.touched(&args.name, ring);
    let is_activated = step == Step::Activated;
    let clients = if is_activated { clients_with_a_token(&profiles, home, output) } else { Vec::new() };
    // The one before may be gone, and one before that still verify.
    let is_over = args.grace == Some(Span::ZERO);
    if output.form() == Form::Json {
        output.report(true, &report(ring, (step, is_over), (profiles, clients), &args.name))?;
        return Ok(Exit::Ok);
    }
    let touched = if profiles.is_empty() { "no profile".to_owned() } else { profiles.join(", ") };
    let (first, also, mut rows, hint) = match step {
        Step::Prepared | Step::WasPrepared => prepared(ring, step, touched, &args.name, home.env()),
        Step::Activated => activated((ring, is_over), &touched, &args.name, home.env()),
    };
    if !clients.is_empty() {
        let until = "with a token made before until they are given a new one";
        rows.push(("clients", format!("{}: {until}", clients.join(", "))));
    }
    let also = if is_lost { String::new() } else { format!(", {also}") };
    output.card(&format!("{first}{also}\n{}", human::rows(rows)));
    if let Some(hint) = hint {
        output.hint(&Hint::run(&hint));
    }
    Ok(Exit::Ok)
}

fn report<'r>(
    ring: &'r Ring,
    (step, is_over): (Step, bool),
    (profiles, clients): (Vec<String>, Vec<String>),
    name: &'r Name,
) -> Report<'r> {
    let written = step == Step::Activated;
    let (state, when) = match &ring.dotenv {
        _ if written => (State::Active, "now"),
        Some(_) => (State::Next, "at_activation"),
        None => (State::Next, "before_activation"),
    };
    let before = version(ring, State::Previous).filter(|_| written && !is_over);
    let verify_until = before.and_then(|version| version.verify_until).map(Time::to_rfc3339);
    let dotenv = ring.dotenv.as_ref().map(|DotenvPlace { path, variable }| DotenvReport {
        path,
        variables: if is_over {
            vec![variable.clone()]
        } else {
            vec![variable.clone(), home::previous(variable)]
        },
        written,
    });
    Report {
        secret: name.as_str(),
        versions: ring.versions().iter().map(VersionReport::from).collect(),
        profiles,
        clients,
        server: ServerReport { kid: kid(ring, state), when, verify_until },
        dotenv,
    }
}

/// The first line, what it says of the secret that signed before, the rows below it, and the hint: none where
/// whoever needs the secret finds it in its `.env`.
type Told = (String, String, Vec<(&'static str, String)>, Option<String>);

fn prepared(ring: &Ring, step: Step, touched: String, name: &Name, env: &Env) -> Told {
    let next = kid(ring, State::Next);
    let since = match version(ring, State::Next) {
        Some(version) if step == Step::WasPrepared => {
            format!(" since {}", version.created_at.describe(env.now))
        }
        _ => String::new(),
    };
    let first = format!("secret `{name}`: kid {next} is next{since}");
    let also = format!("{} still signs", kid(ring, State::Active));
    let activate = format!("secret rotate {name} --activate");
    let mut rows = vec![("profiles", touched)];
    if let Some(DotenvPlace { path, variable }) = &ring.dotenv {
        let writes = format!("`{variable}` and `{variable}_PREVIOUS` are written to {}", path.display());
        rows.push(("then", writes));
        rows.push((
            "server",
            format!("must be started again right then: it refuses new tokens until it knows kid {next}"),
        ));
        return (first, also, rows, Some(activate));
    }
    rows.push(("server", format!("must learn the new secret (kid {next}) before it is activated")));
    rows.push(("then", format!("mcp-token {activate}")));
    (first, also, rows, Some(format!("secret show {name} --reveal --kid {next}")))
}

/// - `is_over`: whether what signed before got no grace.
fn activated((ring, is_over): (&Ring, bool), touched: &str, name: &Name, env: &Env) -> Told {
    let before = version(ring, State::Previous).filter(|_| !is_over);
    let (fate, and) = match before.and_then(|version| Some((&version.kid, version.verify_until?))) {
        Some((kid, at)) => {
            let until = at.describe(env.now);
            (format!("{kid} verifies until {until}"), format!("and the old one until {until}"))
        }
        None => (format!("{} is revoked", kid(ring, State::Revoked)), "and the old one no more".to_owned()),
    };
    let mut rows = vec![("profiles", format!("{touched}: the next `get` makes new tokens"))];
    let again = if ring.dotenv.is_some() { "must be started again at once: it " } else { "" };
    rows.push(("server", format!("{again}must know the new secret now, {and}")));
    // One before the last can have its grace still.
    let still =
        ring.verifying(env.now).into_iter().skip(1).filter(|one| before.is_none_or(|own| own.kid != one.kid));
    rows.extend(still.filter_map(|one| {
        let until = one.verify_until?.describe(env.now);
        let revoke = format!("mcp-token secret revoke {name} --kid {}", one.kid);
        Some(("still", format!("{} verifies until {until}: {revoke}", one.kid)))
    }));
    if let Some(DotenvPlace { path, variable }) = &ring.dotenv {
        let beside = if is_over { ", no" } else { " and" };
        rows.push(("wrote", format!("`{variable}`{beside} `{variable}_PREVIOUS` to {}", path.display())));
    }
    if !is_over {
        let refuses = "a server that knows one secret only refuses every token made before";
        rows.push(("or else", refuses.to_owned()));
    }
    let first = format!("secret `{name}`: kid {} signs now", kid(ring, State::Active));
    (first, fate, rows, ring.dotenv.is_none().then(|| format!("secret show {name} --reveal")))
}

/// The last version in a state; of those that are revoked, of those that have signed.
fn version(ring: &Ring, state: State) -> Option<&Version> {
    let is_it = |version: &&Version| {
        version.state == state && (state != State::Revoked || version.activated_at.is_some())
    };
    ring.versions().iter().rev().find(is_it)
}

fn kid(ring: &Ring, state: State) -> String {
    version(ring, state).map(|version| version.kid.to_string()).unwrap_or_default()
}
