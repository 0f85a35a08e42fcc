//! `mcp-token profile show`

use mcp_token::clock::{Span, Time};
use mcp_token::jwt::json::Object;
use mcp_token::jwt::policy::{Audience, Expiry, Policy};
use mcp_token::name::Name;
use mcp_token::profile::{HeaderForm, Keeping, Profile};
use serde::Serialize;
use serde_json::value::RawValue;

use crate::args::place::StoreArg;
use crate::args::source_words;
use crate::env::Env;
use crate::failure::{Exit, Failure};
use crate::home::{Home, Patience};
use crate::output::{Output, human};

/// Show what is said of a profile
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub(crate) struct Args {
    /// The profile; left out, the only one, or the one called `default`
    #[arg(value_name = "PROFILE")]
    name: Option<Name>,
}

const EXAMPLES: &str = "Examples:
  $ mcp-token profile show exai
  $ mcp-token profile show exai --json";

/// What is said of a profile. Nothing in it is secret.
#[derive(Serialize)]
struct Report<'p> {
    profile: &'p str,
    url: Option<&'p str>,
    key: Option<String>,
    secret_encoding: Option<String>,
    alg: Option<&'static str>,
    ttl_secs: u64,
    min_ttl_secs: u64,
    backdate_secs: u64,
    omit: &'p [String],
    claims: Box<RawValue>,
    store: StoreArg,
    entry: Option<(&'p str, &'p str)>,
    variable: &'p str,
    header: String,
    demands: Demands,
}

/// What `verify --profile` demands; what is not demanded is null, or an empty list.
#[derive(Serialize)]
struct Demands {
    iss: Vec<String>,
    aud: Vec<String>,
    any_aud: bool,
    sub: Option<String>,
    typ: Option<String>,
    require: Vec<String>,
    scope: Vec<String>,
    role: Vec<String>,
    min_quota: Option<i64>,
    min_ttl_secs: Option<u64>,
    max_age_secs: Option<u64>,
    leeway_secs: u64,
    allow_no_exp: bool,
}

impl From<Policy> for Demands {
    fn from(policy: Policy) -> Self {
        Self {
            iss: policy.issuers,
            aud: policy.audience.named().to_vec(),
            any_aud: policy.audience == Audience::Any,
            sub: policy.subject,
            typ: policy.typ,
            require: policy.required,
            scope: policy.scopes,
            role: policy.roles,
            min_quota: policy.min_quota,
            min_ttl_secs: policy.min_ttl.map(Span::secs),
            max_age_secs: policy.max_age.map(Span::secs),
            leeway_secs: policy.leeway.secs(),
            allow_no_exp: policy.expiry == Expiry::Optional,
        }
    }
}

pub(crate) fn run(args: &Args, env: &Env, output: &mut Output) -> Result<Exit, Failure> {
    let home = Home::of(env, Patience::Short)?;
    let profile = home.profile_or_default(args.name.as_ref(), output)?;
    let text = text(&profile, env.now)?;
    output.found(&report(&profile)?, || text)?;
    Ok(Exit::Ok)
}

fn report(profile: &Profile) -> Result<Report<'_>, Failure> {
    Ok(Report {
        profile: profile.name.as_str(),
        url: profile.url.as_deref(),
        key: profile.key.as_ref().map(|key| source_words(&key.source)),
        secret_encoding: profile
            .key
            .as_ref()
            .and_then(|key| key.encoding)
            .map(|encoding| encoding.to_string()),
        alg: profile.alg.map(mcp_token::jwt::Alg::name),
        ttl_secs: profile.ttl.secs(),
        min_ttl_secs: profile.wanted_life().secs(),
        backdate_secs: profile.backdate.secs(),
        omit: &profile.omit,
        claims: RawValue::from_string(profile.claims.to_json()).map_err(Failure::internal)?,
        store: StoreArg::from(&profile.token),
        entry: match &profile.token {
            Keeping::Keychain(entry) => Some((entry.service(), entry.user())),
            Keeping::File | Keeping::Nowhere => {
                profile.shared.as_ref().map(|entry| (entry.service(), entry.user()))
            }
        },
        variable: &profile.variable,
        header: header(&profile.header),
        demands: profile.policy().into(),
    })
}

fn text(profile: &Profile, now: Time) -> Result<String, Failure> {
    let report = report(profile)?;
    let mut rows = vec![("profile", report.profile.to_owned())];
    let mut row = |label, value: Option<String>| rows.extend(value.map(|value| (label, value)));
    row("server", report.url.map(str::to_owned));
    row("key", Some(report.key.unwrap_or_else(|| "none: its tokens are issued elsewhere".to_owned())));
    row("encoding", report.secret_encoding);
    row("alg", report.alg.map(str::to_owned));
    row(
        "life",
        profile
            .key
            .as_ref()
            .map(|_| format!("{}, handed out with {} left", profile.ttl, profile.wanted_life())),
    );
    row("backdate", (report.backdate_secs > 0).then(|| profile.backdate.to_string()));
    row("without", (!report.omit.is_empty()).then(|| report.omit.join(" ")));
    row("token", Some(place(profile)));
    row("variable", Some(report.variable.to_owned()));
    row("header", Some(report.header));
    let json = profile.claims.to_json();
    let claims = Object::parse(&json)?;
    let claims = if claims.members().next().is_some() {
        format!("claims\n{}", human::members(&claims, now))
    } else {
        String::new()
    };
    let demands = demands(profile);
    let heading = if demands.is_empty() { "" } else { "demands\n" };
    Ok(format!("{}{claims}{heading}{demands}", human::rows(rows)))
}

fn place(profile: &Profile) -> String {
    if let Keeping::Keychain(entry) = &profile.token {
        return format!("in the keychain, as {entry}");
    }
    let back = profile.shared.as_ref().map(|entry| format!("; in the keychain as {entry}"));
    StoreArg::from(&profile.token).keeps() + &back.unwrap_or_default()
}

fn demands(profile: &Profile) -> String {
    let policy = profile.policy();
    let list = |list: &[String]| (!list.is_empty()).then(|| list.join(", "));
    let any = (policy.audience == Audience::Any).then(|| "any".to_owned());
    let rows = [
        ("iss", list(&policy.issuers)),
        ("aud", any.or_else(|| list(policy.audience.named()))),
        ("sub", policy.subject),
        ("typ", policy.typ),
        ("required", list(&policy.required)),
        ("scope", list(&policy.scopes)),
        ("role", list(&policy.roles)),
        ("quota", policy.min_quota.map(|min| format!("at least {min}"))),
        ("life", policy.min_ttl.map(|min| format!("at least {min}"))),
        ("max age", policy.max_age.map(|max| max.to_string())),
        ("leeway", (policy.leeway.secs() > 0).then(|| policy.leeway.to_string())),
        ("exp", (policy.expiry == Expiry::Optional).then(|| "may be missing".to_owned())),
    ];
    human::rows(rows.into_iter().filter_map(|(label, value)| Some((label, value?))))
}

fn header(form: &HeaderForm) -> String {
    match form.field() {
        Some((name, "")) => name.to_owned(),
        Some((name, before)) => format!("{name}: {}", before.trim_end()),
        None => "none".to_owned(),
    }
}
