//! `mcp-token encode`

mod batch;

use mcp_token::clock::{Span, Time};
use mcp_token::jwt::claims::{Claims, parse_assignment};
use mcp_token::jwt::inspect::Inspection;
use mcp_token::jwt::json::quote;
use mcp_token::jwt::key::SigningKey;
use mcp_token::jwt::{Alg, Encoder, HeaderOptions};
use mcp_token::secret::random_id;

use crate::args::claims::ClaimArgs;
use crate::args::{KeyArgs, NowArgs, alg, instant, lifetime};
use crate::cmd::batch::BatchArgs;
use crate::cmd::token_card;
use crate::env::Env;
use crate::failure::{Exit, Failure, Hint};
use crate::input::Input;
use crate::output::Output;
use crate::output::form::{Answer, VariableArgs};

/// Make a token from claims and a key
///
/// Prints the token. `iat` and `exp` (24 hours ahead) are added unless given, and a random `jti` when the claims come from
/// flags. What other verifiers would stumble over is said on stderr, with --batch of the first token.
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
    flags: FlagArgs,
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

/// What the flags say of the claims.
#[derive(Debug, Clone, clap::Args)]
struct FlagArgs {
    #[command(flatten)]
    claims: ClaimArgs,
    #[command(flatten)]
    id: IdArgs,
    #[command(flatten)]
    time: TimeArgs,
}

#[derive(Debug, Clone, clap::Args)]
#[command(next_help_heading = "Claims")]
struct IdArgs {
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
    #[arg(long, value_name = "DURATION", value_parser = Span::parse, conflicts_with_all = ["exp", "no_exp"])]
    ttl: Option<Span>,
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
    #[arg(long, value_name = "DURATION", value_parser = Span::parse, conflicts_with = "no_iat")]
    backdate: Option<Span>,
    /// Add no `iat`
    #[arg(long)]
    no_iat: bool,
    #[command(flatten)]
    now: NowArgs,
}

pub(crate) fn run(args: &Args, env: &Env, output: &mut Output) -> Result<Exit, Failure> {
    let now = args.flags.time.now.instant(env)?;
    let mut input = Input::new(env).at(now);
    let options = header_options(&args.header, now)?;
    if args.batch.batch {
        if args.flags.id.jti.is_some() {
            return Err(Failure::usage("`--jti` names one token, --batch makes many"));
        }
        let key = signing_key(args, &mut input, output)?;
        let flags = args.flags.clone();
        let clock = args.flags.time.now.clock(now);
        let lines = input.lines(args.claims.as_deref())?;
        return batch::run(&args.batch, lines, (key, options), flags, clock, output);
    }
    let claims = claims(args, &mut input, now)?.to_json();
    let key = signing_key(args, &mut input, output)?;
    let token = Encoder::new(&key, &options)?.encode(&claims)?;
    let inspection = Inspection::of(&token)?;
    super::warn_of_findings(&inspection, output);
    Answer::bare(&token).print(&args.variable, env, output)?;
    token_card::note(&inspection.claims(), output, now);
    Ok(Exit::Ok)
}

fn signing_key(args: &Args, input: &mut Input<'_>, output: &Output) -> Result<SigningKey, Failure> {
    let asked = args.header.alg;
    let mut key = input.signing_key(&args.key, asked, output)?;
    if let Some(kid) = &args.header.kid {
        key.kid = Some(kid.clone());
    }
    Ok(key)
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
    args.flags.add_to(&mut claims, now)?;
    if args.claims.is_none() && !args.flags.id.no_jti && claims.get("jti").is_none() {
        claims.add("jti", quote(&random_id()?))?;
    }
    Ok(claims)
}

impl FlagArgs {
    /// Adds what the flags say; a flag that contradicts a claim is an error.
    fn add_to(&self, claims: &mut Claims, now: Time) -> Result<(), Failure> {
        self.claims.add_to(claims, now)?;
        times(&self.time, claims, now)?;
        if let Some(jti) = &self.id.jti {
            claims.add("jti", quote(jti))?;
        }
        if self.id.no_jti && claims.get("jti").is_some() {
            return Err(Failure::usage("the claims have `jti`, and --no-jti is given"));
        }
        Ok(())
    }
}

fn times(args: &TimeArgs, claims: &mut Claims, now: Time) -> Result<(), Failure> {
    if let Some(nbf) = &args.nbf {
        claims.add("nbf", instant("--nbf", nbf, now)?.unix().to_string())?;
    }
    if !args.no_iat && (args.backdate.is_some() || claims.get("iat").is_none()) {
        claims.add("iat", now.minus(args.backdate.unwrap_or(Span::ZERO)).unix().to_string())?;
    }
    let expires_at = match (args.ttl, &args.exp) {
        (Some(ttl), _) => Some(now.plus(lifetime(ttl, now)?)),
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

const DEFAULT_TTL: Span = Span::from_hours(24);
/// A number this small after `--exp` was meant as a lifetime: ten years.
const LONGEST_TTL_IN_SECONDS: u64 = 315_360_000;
