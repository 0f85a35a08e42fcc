//! `mcp-token verify`

mod batch;

use clap::ValueEnum;
use mcp_token::clock::Time;
use mcp_token::jwt::Alg;
use mcp_token::jwt::inspect::Inspection;
use mcp_token::jwt::policy::{Expiry, Policy};
use mcp_token::jwt::refusal::Refusal;
use mcp_token::jwt::{Scratch, Verdict, Verifier};
use mcp_token::name::Name;
use mcp_token::profile::Profile;
use mcp_token::secret::Source;
use mcp_token::secret::ring::State;

use crate::args::{DemandArgs, KeyArgs, NowArgs, ProfileArg, TokenArgs, alg};
use crate::cmd::batch::BatchArgs;
use crate::cmd::judged::{Judged, Keys};
use crate::env::Env;
use crate::failure::{Exit, Failure, Hint};
use crate::home::{Home, Patience};
use crate::input::Input;
use crate::output::form::Form;
use crate::output::{Output, verdict};

/// Check a token's signature and claims
///
/// Names every reason for a refusal, what was expected and what was found. The algorithm comes from the key, never from the
/// token; there is no leeway unless asked for. Exits 0 if the token is good, 3 if it is none, 4 if it is refused, 5 if it
/// has expired or is not yet valid.
#[derive(clap::Args)]
#[command(after_help = EXAMPLES)]
pub(crate) struct Args {
    #[command(flatten)]
    token: TokenArgs,
    #[command(flatten)]
    profile: ProfileArg,
    #[command(flatten)]
    key: KeyArgs,
    /// An algorithm that a token may have been signed with; repeated, any of them will do
    #[arg(long, short = 'A', value_parser = alg, help_heading = "Key")]
    alg: Vec<Alg>,
    #[command(flatten)]
    demands: Option<DemandArgs>,
    /// Accept a token without `exp`
    #[arg(long, help_heading = "Demands")]
    allow_no_exp: bool,
    /// Show the claims of a refused token too
    #[arg(long, help_heading = "Output", conflicts_with = "batch")]
    show_untrusted: bool,
    #[command(flatten)]
    now: NowArgs,
    #[command(flatten)]
    batch: BatchArgs,
    /// Show this claim of each good token; repeat it for more
    #[arg(long, value_name = "NAME", requires = "batch", help_heading = "Many at once")]
    claim: Vec<String>,
}

const EXAMPLES: &str = "Examples:
  $ mcp-token verify --token-env JWT_TOKEN --secret-env JWT_SECRET \\
      --iss exai-mcp-server --aud exai-mcp-client
  $ mcp-token verify --token-env JWT_TOKEN --secret-env JWT_SECRET --aud exai-mcp-client \\
      --require sub,iat --min-quota 1
  $ mcp-token verify --token-env JWT_TOKEN --secret-env JWT_SECRET --aud exai-mcp-client --json
  $ mcp-token verify --token-env JWT_TOKEN --profile exai";

/// The answers to many lines have their own.
pub(crate) fn forms(args: &Args) -> &'static [Form] {
    if args.batch.batch { Form::value_variants() } else { Form::OF_A_REPORT }
}

pub(crate) fn run(args: &Args, env: &Env, output: &mut Output) -> Result<Exit, Failure> {
    let now = args.now.instant(env)?;
    let mut input = Input::new(env).at(now);
    let profile = args.profile.load(env)?;
    let base = profile.as_ref().map(Profile::policy).unwrap_or_default();
    let expiry = if args.allow_no_exp { Expiry::Optional } else { base.expiry };
    let asks_more = args.demands.is_some() || args.key.are_given() || args.key.secret_encoding.is_some();
    let policy = args.demands.clone().unwrap_or_default().policy(Policy { expiry, ..base });
    let algs = algs(args, profile.as_ref());
    if args.batch.batch {
        if args.token.token_env.is_some() {
            return Err(Failure::usage("`--token-env` gives one token, --batch works on lines"));
        }
        let keys = Keys::new(input.key_or_profiles(&args.key, &algs, profile.as_ref(), output)?, &algs)?;
        let clock = args.now.clock(now);
        let lines = input.lines(args.token.token.as_deref())?;
        return batch::run(&args.batch, lines, (keys.set, policy, args.claim.clone()), clock, output);
    }
    let token = match input.token(&args.token, output) {
        Err(failure) if failure.exit == Exit::Malformed => return not_a_token(failure, output),
        token => token?,
    };
    let keys = Keys::new(input.key_or_profiles(&args.key, &algs, profile.as_ref(), output)?, &algs)?;
    let verifier = Verifier::new(&keys.set, policy);
    let mut scratch = Scratch::default();
    let verdict = verifier.verify(&token, &mut scratch, now);
    let judged = Judged { verdict: &verdict, policy: verifier.policy(), keys: &keys, token: &token, now };
    let kept = kept_secret(args, profile.as_ref());
    if let Some(ended) = kept.and_then(|name| ended_version(&verdict, name, env, now)) {
        output.note(&ended);
    }
    // A token that the profile could make anew is mended by making it, unless it is a flag that asks for something else.
    let mends = profile.filter(|profile| profile.key.is_some() && !asks_more);
    let mends = mends.map(|profile| Hint::run(&format!("get {} --force-new", profile.name)));
    let exit = judged.show(args.show_untrusted, mends, output)?;
    if let (Exit::Ok, Ok(inspection)) = (exit, Inspection::of(&token)) {
        // What was meant to end, and does not for ages, is good all the same.
        super::warn_of(&inspection, |finding| finding.code == "time_milliseconds", output);
    }
    Ok(exit)
}

/// The algorithms that a token may have been signed with; none for those that the key says.
fn algs(args: &Args, profile: Option<&Profile>) -> Vec<Alg> {
    match profile.filter(|_| args.alg.is_empty()) {
        Some(profile) => profile.alg.into_iter().collect(),
        None => args.alg.clone(),
    }
}

/// The kept secret that a token is judged by.
fn kept_secret<'a>(args: &'a Args, profile: Option<&'a Profile>) -> Option<&'a Name> {
    let key = profile.filter(|_| !args.key.are_given()).and_then(|profile| profile.key.as_ref());
    match key.map(|key| &key.source) {
        Some(Source::Kept(name)) => Some(name),
        _ => args.key.secret_name.as_ref(),
    }
}

/// What became of the version of a kept secret that a token names and that verifies no more.
fn ended_version(verdict: &Verdict<'_>, name: &Name, env: &Env, now: Time) -> Option<String> {
    let kid = verdict.reasons().iter().find_map(|reason| match reason {
        Refusal::KeyNotFound { kid } => kid.as_ref()?.parse().ok(),
        _ => None,
    })?;
    let ring = Home::of(env, Patience::Short).ok()?.ring_if_any(name).ok()??;
    let version = ring.version(&kid)?;
    let (what, at) = match version.state {
        State::Revoked => ("was revoked", version.revoked_at?),
        State::Previous => ("ended its grace", version.verify_until?),
        State::Next | State::Active => return None,
    };
    (at <= now).then(|| format!("kid {} of the secret `{name}` {what} {}", version.kid, at.relative(now)))
}

/// What cannot be parsed: a verdict in JSON, an error otherwise.
fn not_a_token(failure: Failure, output: &mut Output) -> Result<Exit, Failure> {
    if output.form() != Form::Json {
        return Err(failure);
    }
    verdict::json_of_no_token(&failure, output)?;
    Ok(failure.exit)
}
