//! `mcp-token encode`

mod batch;

use mcp_token::clock::{Span, Time};
use mcp_token::jwt::claims::{Claims, parse_assignment};
use mcp_token::jwt::inspect::Inspection;
use mcp_token::jwt::json::quote;
use mcp_token::jwt::key::{AnyKey, KeyFile, SigningKey};
use mcp_token::jwt::{Alg, Encoder, HeaderOptions};

use crate::args::{KeyArgs, NowArgs, alg, instant, optional_span};
use crate::cmd::batch::BatchArgs;
use crate::cmd::token_card;
use crate::env::Env;
use crate::failure::{Exit, Failure, Hint};
use crate::input::{Input, KeySource};
use crate::output::Output;
use crate::output::form::{self, VariableArgs};

/// Make a token from claims and a key
///
/// Prints the token. `iat` and `exp` (24 hours ahead) are added unless given, and a random `jti` when the claims come from
/// flags. What other verifiers would stumble over is said on stderr.
#[derive(clap::Args)]
#[command(after_help = EXAMPLES)]
pub(crate) struct Args {
    /// The claims as JSON, `-` for stdin, or @FILE
    #[arg(value_name = "CLAIMS")]
    claims: Option<String>,
    #[command(flatten)]
    key: KeyArgs,
    #[command(flatten)]
    header: HeaderArgs,
    #[command(flatten)]
    claim: ClaimArgs,
    #[command(flatten)]
    time: TimeArgs,
    #[command(flatten)]
    variable: VariableArgs,
    #[command(flatten)]
    batch: BatchArgs,
}

const EXAMPLES: &str = "Examples:
  $ mcp-token encode --secret-env JWT_SECRET --sub agent_001 --iss exai-mcp-server \\
      --aud exai-mcp-client --quota 100 --role user
  $ mcp-token encode --secret-env JWT_SECRET '{\"sub\":\"agent_001\"}' --ttl 1h
  $ mcp-token encode --key private.pem --sub ci --aud https://mcp.example.com/mcp \\
      --scope read:tasks --scope write:tasks
  $ mcp-token encode --secret-env JWT_SECRET --sub agent_001 -o header";

#[derive(Debug, clap::Args)]
#[command(next_help_heading = "Header")]
struct HeaderArgs {
    /// The algorithm; HS256 for a secret, the key's own for a key when left out
    #[arg(long, short = 'A', value_parser = alg)]
    alg: Option<Alg>,
    /// The name of the key; for a key pair its thumbprint when left out
    #[arg(long, short = 'k', value_name = "NAME")]
    kid: Option<String>,
    /// The media type [default: JWT]
    #[arg(long, short = 't', value_name = "TYPE", conflicts_with = "no_typ")]
    typ: Option<String>,
    /// Leave `typ` out
    #[arg(long)]
    no_typ: bool,
    /// A further parameter: NAME=TEXT or NAME:=JSON
    #[arg(long, value_name = "NAME=VALUE")]
    header: Vec<String>,
}

#[derive(Debug, Clone, clap::Args)]
#[command(next_help_heading = "Claims")]
struct ClaimArgs {
    /// Whom the token is for
    #[arg(long, short = 's', value_name = "TEXT")]
    sub: Option<String>,
    /// The name that people know the subject by
    #[arg(long, value_name = "TEXT")]
    name: Option<String>,
    /// Who issues it
    #[arg(long, short = 'i', value_name = "TEXT")]
    iss: Option<String>,
    /// The server that is to accept it; repeated, it becomes a list
    #[arg(long, short = 'a', value_name = "TEXT")]
    aud: Vec<String>,
    /// The OAuth client
    #[arg(long, value_name = "TEXT")]
    client_id: Option<String>,
    /// A scope; repeat it for more
    #[arg(long, value_name = "TEXT")]
    scope: Vec<String>,
    /// The claim that scopes go into: `scope` as one string, the others as lists
    #[arg(long, value_name = "CLAIM", default_value = "scope", value_parser = ["scope", "scopes", "scp", "permissions"])]
    scope_claim: String,
    /// How many requests it allows
    #[arg(long, value_name = "N", allow_negative_numbers = true)]
    quota: Option<i64>,
    /// A role; repeated, it becomes a list
    #[arg(long, value_name = "TEXT")]
    role: Vec<String>,
    /// A further claim: NAME=TEXT or NAME:=JSON
    #[arg(long, short = 'P', alias = "payload", value_name = "NAME=VALUE")]
    claim: Vec<String>,
    /// The identifier of the token
    #[arg(long, value_name = "TEXT", conflicts_with = "no_jti")]
    jti: Option<String>,
    /// Add no `jti`
    #[arg(long)]
    no_jti: bool,
}

#[derive(Debug, Clone, clap::Args)]
#[command(next_help_heading = "Time")]
struct TimeArgs {
    /// How long it lives [default: 24h]
    #[arg(long, value_name = "DURATION", conflicts_with_all = ["exp", "no_exp"])]
    ttl: Option<String>,
    /// When it expires
    #[arg(long, short = 'e', value_name = "INSTANT", conflicts_with = "no_exp")]
    exp: Option<String>,
    /// Let it live for ever
    #[arg(long)]
    no_exp: bool,
    /// When it begins to be valid
    #[arg(long, short = 'n', value_name = "INSTANT")]
    nbf: Option<String>,
    /// Set `iat` back, for a server whose clock is behind
    #[arg(long, value_name = "DURATION", conflicts_with = "no_iat")]
    backdate: Option<String>,
    /// Add no `iat`
    #[arg(long)]
    no_iat: bool,
    #[command(flatten)]
    now: NowArgs,
}

pub(crate) fn run(args: &Args, env: &Env, output: &mut Output) -> Result<Exit, Failure> {
    let now = args.time.now.instant(env)?;
    let mut input = Input::new(env);
    let options = header_options(&args.header, now)?;
    if args.batch.batch {
        if args.claim.jti.is_some() {
            return Err(Failure::usage("`--jti` names one token, --batch makes many"));
        }
        let key = signing_key(args, &mut input, output)?;
        let flags = (args.claim.clone(), args.time.clone());
        let clock = args.time.now.clock(now);
        let lines = input.lines(args.claims.as_deref())?;
        return batch::run(&args.batch, lines, (key, options), flags, clock, output);
    }
    let claims = claims(args, &mut input, now)?.to_json();
    let key = signing_key(args, &mut input, output)?;
    let token = Encoder::new(&key, &options)?.encode(&claims)?;
    let inspection = Inspection::of(&token)?;
    super::warn_of_findings(&inspection, output);
    form::token(&token, &args.variable, env, output)?;
    token_card::note(&inspection.claims(), output, now);
    Ok(Exit::Ok)
}

fn signing_key(args: &Args, input: &mut Input<'_>, output: &Output) -> Result<SigningKey, Failure> {
    let asked = args.header.alg;
    let mut key = match input.key(&args.key, asked.as_slice(), output)? {
        KeySource::Secret(source) => {
            let secret = source.secret(&[asked.unwrap_or(Alg::HS256)])?;
            SigningKey::from_secret(secret, asked)?
        }
        KeySource::File { file, path } => {
            let thumbprint = thumbprint(&file);
            let key = SigningKey::from_file(file, asked).map_err(|error| Failure::from(error).about(path))?;
            SigningKey { kid: key.kid.or(thumbprint), ..key }
        }
    };
    if let Some(kid) = &args.header.kid {
        key.kid = Some(kid.clone());
    }
    Ok(key)
}

fn thumbprint(file: &KeyFile) -> Option<String> {
    match file {
        KeyFile::One(entry) if !matches!(entry.key, AnyKey::Secret(_)) => {
            entry.public().ok().map(mcp_token::jwt::key::PublicKey::thumbprint)
        }
        _ => None,
    }
}

fn header_options(args: &HeaderArgs, now: Time) -> Result<HeaderOptions, Failure> {
    let more = args
        .header
        .iter()
        .map(|text| Ok(parse_assignment(text, now)?))
        .collect::<Result<Vec<_>, Failure>>()?;
    if let Some((name, _)) = more.iter().find(|(name, _)| name == "crit" || name == "b64") {
        return Err(Failure::usage(format!(
            "the header parameter `{name}` asks for an extension that is not made here"
        )));
    }
    let given = more.iter().any(|(name, _)| name == "typ");
    if given && args.no_typ {
        return Err(Failure::usage("the header has `typ`, and --no-typ is given"));
    }
    let default = (!args.no_typ && !given).then(|| "JWT".to_owned());
    Ok(HeaderOptions { typ: args.typ.clone().or(default), more })
}

fn claims(args: &Args, input: &mut Input<'_>, now: Time) -> Result<Claims, Failure> {
    let mut claims = match &args.claims {
        Some(argument) => Claims::parse(&input.claims(argument)?)?,
        None => Claims::default(),
    };
    add_flags(&args.claim, &args.time, &mut claims, now)?;
    if args.claims.is_none() && !args.claim.no_jti && claims.get("jti").is_none() {
        claims.add("jti", quote(&super::random_id()?))?;
    }
    Ok(claims)
}

/// Adds what the flags say; a flag that contradicts a claim is an error.
fn add_flags(args: &ClaimArgs, time: &TimeArgs, claims: &mut Claims, now: Time) -> Result<(), Failure> {
    named(args, claims)?;
    for text in &args.claim {
        let (name, json) = parse_assignment(text, now)?;
        claims.add(&name, json)?;
    }
    times(time, claims, now)?;
    if let Some(jti) = &args.jti {
        claims.add("jti", quote(jti))?;
    }
    if args.no_jti && claims.get("jti").is_some() {
        return Err(Failure::usage("the claims have `jti`, and --no-jti is given"));
    }
    Ok(())
}

fn named(args: &ClaimArgs, claims: &mut Claims) -> Result<(), Failure> {
    for (name, value) in [("sub", &args.sub), ("name", &args.name), ("iss", &args.iss)] {
        if let Some(value) = value {
            claims.add(name, quote(value))?;
        }
    }
    if let Some(json) = one_or_list(&args.aud) {
        claims.add("aud", json)?;
    }
    if let Some(value) = &args.client_id {
        claims.add("client_id", quote(value))?;
    }
    match args.scope_claim.as_str() {
        _ if args.scope.is_empty() => {}
        "scope" => claims.add("scope", quote(&args.scope.join(" ")))?,
        name => claims.add(name, list(&args.scope))?,
    }
    if let Some(quota) = args.quota {
        claims.add("quota", quota.to_string())?;
    }
    if let Some(json) = one_or_list(&args.role) {
        claims.add("role", json)?;
    }
    Ok(())
}

fn times(args: &TimeArgs, claims: &mut Claims, now: Time) -> Result<(), Failure> {
    let backdate = optional_span("--backdate", args.backdate.as_deref())?;
    if let Some(nbf) = &args.nbf {
        claims.add("nbf", instant("--nbf", nbf, now)?.unix().to_string())?;
    }
    if !args.no_iat && (backdate.is_some() || claims.get("iat").is_none()) {
        claims.add("iat", now.minus(backdate.unwrap_or(Span::ZERO)).unix().to_string())?;
    }
    let expires_at = match (&args.ttl, &args.exp) {
        (Some(ttl), _) => Some(now.plus(super::lifetime("--ttl", ttl, now)?)),
        (None, Some(exp)) => Some(future(exp, now)?),
        (None, None) if args.no_exp || claims.get("exp").is_some() => None,
        (None, None) => Some(now.plus(DEFAULT_TTL)),
    };
    if let Some(expires_at) = expires_at {
        claims.add("exp", expires_at.unix().to_string())?;
    }
    for (name, unwanted) in [("exp", args.no_exp), ("iat", args.no_iat)] {
        if unwanted && claims.get(name).is_some() {
            return Err(Failure::usage(format!("the claims have `{name}`, and --no-{name} is given")));
        }
    }
    Ok(())
}

fn future(text: &str, now: Time) -> Result<Time, Failure> {
    let at = instant("--exp", text, now)?;
    if at > now {
        return Ok(at);
    }
    let failure = Failure::usage(format!("`--exp` lies in the past: {}", at.describe(now)));
    let duration = text.trim().parse::<u64>().is_ok_and(|seconds| seconds <= LONGEST_TTL_IN_SECONDS);
    Err(if duration {
        failure.with_hint(Hint::instead(&format!("--ttl {}s instead of --exp", text.trim())))
    } else {
        failure
    })
}

fn one_or_list(texts: &[String]) -> Option<String> {
    match texts {
        [] => None,
        [one] => Some(quote(one)),
        more => Some(list(more)),
    }
}

fn list(texts: &[String]) -> String {
    format!("[{}]", texts.iter().map(|text| quote(text)).collect::<Vec<_>>().join(","))
}

const DEFAULT_TTL: Span = Span::from_hours(24);
/// A number this small after `--exp` was meant as a lifetime: ten years.
const LONGEST_TTL_IN_SECONDS: u64 = 315_360_000;
