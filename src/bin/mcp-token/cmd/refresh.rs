//! `mcp-token refresh`

use mcp_token::clock::{Span, Time};
use mcp_token::jwt::claims::{Claims, parse_assignment};
use mcp_token::jwt::inspect::Inspection;
use mcp_token::jwt::instants::expires_at;
use mcp_token::jwt::json::Object;
use mcp_token::jwt::key::{KeySet, SigningKey};
use mcp_token::jwt::policy::{Expiry, Policy};
use mcp_token::jwt::refresh::{Renewal, renew};
use mcp_token::jwt::refusal::Check;
use mcp_token::jwt::{Alg, Encoder, HeaderOptions, Scratch, Verdict, Verified, Verifier};
use mcp_token::profile::Profile;
use mcp_token::secret::random_id;

use crate::args::{DemandArgs, KeyArgs, NowArgs, ProfileArg, TokenArgs, alg, lifetime};
use crate::cmd::judged::{Judged, Keys};
use crate::cmd::token_card;
use crate::env::Env;
use crate::failure::{Exit, Failure, Hint};
use crate::input::{Input, KeySource, signing_secret};
use crate::output::Output;
use crate::output::form::{Answer, VariableArgs};

/// Renew a token: same claims, new life
///
/// Judges the old token as `mcp-token verify` does, only that it may have expired, and prints one with the same claims and
/// a new `iat` and `exp`, and a new `jti` where it had one. Nothing is stored.
#[derive(clap::Args)]
#[command(after_help = EXAMPLES)]
pub(crate) struct Args {
    #[command(flatten)]
    token: TokenArgs,
    #[command(flatten)]
    profile: ProfileArg,
    #[command(flatten)]
    key: KeyArgs,
    /// The algorithm; HS256 for a secret, the key's own for a key when left out
    #[arg(long, short = 'A', value_parser = alg, help_heading = "Key")]
    alg: Option<Alg>,
    #[command(flatten)]
    demands: DemandArgs,
    /// How long the new token lives; as long as the old one when left out
    #[arg(long, value_name = "DURATION", value_parser = Span::parse, help_heading = "Time")]
    ttl: Option<Span>,
    /// Print the old token as long as it has more life left than this and --set asks for nothing new
    #[arg(long, value_name = "DURATION", value_parser = Span::parse, help_heading = "Time")]
    within: Option<Span>,
    /// How long ago the old token may have expired
    #[arg(long, value_name = "DURATION", value_parser = Span::parse, default_value = "7d", help_heading = "Time")]
    max_expired: Span,
    /// Set `iat` back, for a server whose clock is behind
    #[arg(long, value_name = "DURATION", value_parser = Span::parse, help_heading = "Time")]
    backdate: Option<Span>,
    /// Give a claim a new value: NAME=TEXT or NAME:=JSON; its old value is not judged
    #[arg(long, value_name = "NAME=VALUE")]
    set: Vec<String>,
    #[command(flatten)]
    now: NowArgs,
    #[command(flatten)]
    variable: VariableArgs,
}

const EXAMPLES: &str = "Examples:
  $ mcp-token refresh --token-env JWT_TOKEN --secret-env JWT_SECRET --aud exai-mcp-client
  $ mcp-token refresh --token-env JWT_TOKEN --secret-env JWT_SECRET --aud exai-mcp-client \\
      --within 1h
  $ mcp-token refresh --token-env JWT_TOKEN --secret-env JWT_SECRET --aud exai-mcp-client \\
      --set quota=1000";

pub(crate) fn run(args: &Args, env: &Env, output: &mut Output) -> Result<Exit, Failure> {
    let now = args.now.instant(env)?;
    let renewal = renewal(args, now)?;
    let profile = args.profile.load(env)?;
    let policy = policy(args, profile.as_ref(), &renewal);
    let alg = args.alg.or(profile.as_ref().and_then(|profile| profile.alg));

    let mut input = Input::new(env).at(now);
    let token = input.token(&args.token, output)?;
    let source = input.key_or_profiles(&args.key, alg.as_slice(), profile.as_ref(), output)?;
    let (signing_key, keys) = both_halves(source, alg)?;
    let verifier = Verifier::new(&keys.set, policy);
    let mut scratch = Scratch::default();
    let verdict = verifier.verify(&token, &mut scratch, now);
    let Verdict::Accepted(verified) = &verdict else {
        let judged = Judged { verdict: &verdict, policy: verifier.policy(), keys: &keys, token: &token, now };
        return Err(judged.failure("the token is refused and not renewed"));
    };
    if let Some(within) = args.within.filter(|_| renewal.set.is_empty())
        && is_still_good(verified, within, now, output)
    {
        Answer::bare(&token).print(&args.variable, env, output)?;
        return Ok(Exit::Ok);
    }
    let claims = renew(verified, &renewal, now)
        .map_err(|error| Failure::usage(error).with_hint(Hint::add("--ttl 24h")))?;
    let old = Inspection::of(&token)?;
    let token = Encoder::new(&signing_key, &header_options(&old.header(), &signing_key))?
        .encode(&claims.to_json())?;
    let new = Inspection::of(&token)?;
    super::warn_of_findings(&new, output);
    Answer::bare(&token).print(&args.variable, env, output)?;
    token_card::note(&new.claims(), output, now);
    Ok(Exit::Ok)
}

fn renewal(args: &Args, now: Time) -> Result<Renewal, Failure> {
    let set = assignments(&args.set, now)?;
    refuse_set_twice(args, &set)?;
    Ok(Renewal {
        ttl: args.ttl.map(|ttl| lifetime(ttl, now)).transpose()?,
        jti: random_id()?,
        backdate: args.backdate.unwrap_or(Span::ZERO),
        set,
    })
}

/// What the old token has to meet.
fn policy(args: &Args, profile: Option<&Profile>, renewal: &Renewal) -> Policy {
    let base = profile.map(Profile::policy).unwrap_or_default();
    let expiry = Expiry::Forgiven(args.max_expired);
    // The old expiry counts whatever the new one is: else --max-expired would mean nothing.
    let renewed = renewal.set.iter().map(|(name, _)| name.clone()).filter(|name| name != "exp");
    // A profile's demand of more life is what a refresh meets.
    let base = Policy { expiry, min_ttl: None, unjudged: renewed.collect(), ..base };
    args.demands.clone().policy(base)
}

/// The claims that are to be set, each once; a new `exp` must lie ahead.
fn assignments(texts: &[String], now: Time) -> Result<Vec<(String, String)>, Failure> {
    let mut claims = Claims::default();
    for text in texts {
        let (name, json) = parse_assignment(text, now)?;
        claims.add(&name, json)?;
    }
    match expires_at(&Object::parse(&claims.to_json())?) {
        Some(at) if at <= now => Err(Failure::usage(format!("`exp` lies in the past: {}", at.describe(now)))),
        _ => Ok(claims.members().map(|(name, json)| (name.to_owned(), json.to_owned())).collect()),
    }
}

/// Refuses a flag that says what --set says otherwise.
fn refuse_set_twice(args: &Args, set: &[(String, String)]) -> Result<(), Failure> {
    for (check, flag, given) in [
        (Check::Expires, "--ttl", args.ttl.is_some()),
        (Check::IssuedAt, "--backdate", args.backdate.is_some()),
        (Check::Scope, "--scope", !args.demands.scope.is_empty()),
        (Check::Role, "--role", !args.demands.role.is_empty()),
    ] {
        if let Some((name, _)) = set.iter().find(|(name, _)| given && Check::of_claim(name) == check) {
            return Err(Failure::usage(format!("`{flag}` does not go with `--set {name}`")));
        }
    }
    Ok(())
}

/// Whether more life is left than what a token is renewed for.
fn is_still_good(token: &Verified<'_>, within: Span, now: Time, output: &Output) -> bool {
    let Some(at) = expires_at(token.claims()).filter(|at| *at > now.plus(within)) else { return false };
    output.explain(&format!("the token expires {}, which is later than in {within}: kept", at.describe(now)));
    true
}

/// The key that verifies the old token and signs the new one.
fn both_halves(source: KeySource, alg: Option<Alg>) -> Result<(SigningKey, Keys), Failure> {
    match source {
        KeySource::Secrets(sources) => {
            let signing_key = signing_secret(&sources)?.signing_key(alg)?;
            Ok((signing_key, Keys::new(KeySource::Secrets(sources), alg.as_slice())?))
        }
        KeySource::File { file, path } => {
            let about = |error| Failure::from(error).about(&path);
            let signing_key = SigningKey::from_file(file, alg).map_err(about)?;
            let set = KeySet::One(signing_key.verifying());
            Ok((signing_key, Keys::of_file(set, path)))
        }
    }
}

/// The header of the old token, less what the key says itself.
fn header_options(header: &Object<'_>, key: &SigningKey) -> HeaderOptions {
    let more = header
        .members()
        .filter(|(name, _)| !matches!(*name, "alg" | "typ") && (*name != "kid" || key.kid.is_none()))
        .map(|(name, value)| (name.to_owned(), value.compact().into_owned()));
    HeaderOptions {
        typ: header
            .get("typ")
            .and_then(mcp_token::jwt::json::Value::as_str)
            .map(std::borrow::Cow::into_owned),
        more: more.collect(),
    }
}
