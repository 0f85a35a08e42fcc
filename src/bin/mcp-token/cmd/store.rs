//! `mcp-token store`

use mcp_token::clock::Time;
use mcp_token::fresh::{Learnt, judge_token};
use mcp_token::jwt::inspect::Inspection;
use mcp_token::jwt::instants::not_before;
use mcp_token::jwt::token::Segments;
use mcp_token::name::Name;
use mcp_token::secret::Secret;
use serde::Serialize;
use zeroize::Zeroizing;

use crate::args::place::StoreArg;
use crate::args::{TokenArgs, instant};
use crate::cmd::live;
use crate::env::Env;
use crate::failure::{Code, Exit, Failure, Hint};
use crate::home::{Home, Patience, warn_of_replaced};
use crate::input::{self, Input};
use crate::output::Output;
use crate::prompt;

/// Keep a token that was issued elsewhere
///
/// The profile says where it is kept; it must have no key, since it would make its own tokens. `get` hands the token out while
/// it lives, `list` tells how long that is. On a terminal the token is asked for when nothing says where it comes from.
#[derive(clap::Args)]
#[command(after_help = EXAMPLES)]
pub(crate) struct Args {
    /// The profile
    #[arg(value_name = "PROFILE")]
    profile: Name,
    #[command(flatten)]
    token: TokenArgs,
    /// Take any text, not only a JWT
    #[arg(long)]
    opaque: bool,
    /// When it expires, for a token that does not say it
    #[arg(long, value_name = "INSTANT")]
    exp: Option<String>,
}

const EXAMPLES: &str = "Examples:
  $ mcp-token store partner --token-env JWT_TOKEN
  $ mcp-token store partner --opaque --exp +30d @partner-token.txt";

/// What was kept. The token is not shown.
#[derive(Serialize)]
struct Report<'r> {
    profile: &'r str,
    expires_at: Option<String>,
    store: StoreArg,
}

pub(crate) fn run(args: &Args, env: &Env, output: &mut Output) -> Result<Exit, Failure> {
    let home = Home::of(env, Patience::Short)?;
    home.take_away_left(output)?;
    let profile = home.profile(&args.profile)?;
    if profile.key.is_some() {
        return Err(Failure::usage(format!(
            "the profile `{}` has a key and makes its own tokens",
            profile.name
        ))
        .with_hint(Hint::run(&format!("get {}", profile.name))));
    }
    let said = args.exp.as_deref().map(|text| instant("--exp", text, env.now)).transpose()?;
    let mut input = Input::new(env);
    let token = match asked(&profile.name, &args.token, env)? {
        Some(typed) => input::pasted_token(&typed, output)?,
        None => input.opaque_token(&args.token, output)?,
    };
    judge(&token, args.opaque, env)?;
    let token = Secret::new(token.into_bytes());
    let expires_at = expiry(&token, said, env.now)?;
    let replaced = live::with(&profile, &home, |fresh| fresh.keep(&token, said))?;
    if let Some(foreign) = &replaced {
        warn_of_replaced(foreign, &profile, env.now, output);
    }
    let store = StoreArg::from(&profile.token);
    let name = profile.name.as_str();
    let report = Report { profile: name, expires_at: expires_at.map(Time::to_rfc3339), store };
    output.did(true, &report, || {
        let life = expires_at.map_or_else(
            || "its life is unknown".to_owned(),
            |at| format!("expires {}", at.describe(env.now)),
        );
        format!("kept the token of `{name}` in {}, {life}", store.words())
    })?;
    Ok(Exit::Ok)
}

/// The token that somebody at a terminal types, where nothing says where it comes from.
fn asked(profile: &Name, args: &TokenArgs, env: &Env) -> Result<Option<Zeroizing<String>>, Failure> {
    if args.token.is_some() || args.token_env.is_some() || !env.stdin_is_terminal {
        return Ok(None);
    }
    prompt::secret(&format!("Token of `{profile}`"), "it as @FILE or --token-env VAR", env).map(Some)
}

/// When a token expires, where it or somebody says so; one that has expired is not kept.
fn expiry(token: &Secret, said: Option<Time>, now: Time) -> Result<Option<Time>, Failure> {
    let expires_at = Learnt::of(token, said, 0).expires_at;
    match (expires_at, said) {
        (Some(own), Some(said)) if own != said => {
            Err(Failure::usage(format!("the token itself expires {}", own.describe(now))))
        }
        (Some(at), _) if at <= now => {
            let message = format!("the token expired {}, at {at}", at.relative(now));
            Err(Failure::new(Exit::OutOfTime, Code::EXPIRED, message))
        }
        _ => Ok(expires_at),
    }
}

/// Refuses what no header can carry, and a JWT that is no token yet.
fn judge(token: &str, opaque: bool, env: &Env) -> Result<(), Failure> {
    judge_token(token).map_err(Failure::usage)?;
    let inspection = match Segments::parse_pasted(token).and_then(|_| Inspection::of(token)) {
        Ok(inspection) => inspection,
        Err(_) if opaque => return Ok(()),
        // One with periods was meant to be a JWT, and a URL is none.
        Err(error) => {
            let may_be_opaque = !token.contains('.') && !token.contains("://");
            return Err(Failure::from(error).with_hint(may_be_opaque.then(|| Hint::add("--opaque"))));
        }
    };
    match not_before(&inspection.claims()) {
        Some(at) if at > env.now => {
            let message = format!("the token is not valid before {}", at.describe(env.now));
            Err(Failure::new(Exit::OutOfTime, Code::NOT_YET_VALID, message))
        }
        _ => Ok(()),
    }
}
