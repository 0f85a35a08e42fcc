//! Flags that several commands share, and what they mean.

pub(crate) mod claims;
pub(crate) mod client;
mod demands;
pub(crate) mod place;
pub(crate) mod profile;
mod said;
mod source;
mod value;

pub(crate) use said::ProfileFlags;
pub(crate) use source::source_words;
pub(crate) use value::{
    alg, encoding, header_name, instant, lifetime, number, one_of, secret_variable, text,
};

use std::path::PathBuf;

use clap::Args;
use mcp_token::clock::{Span, Time};
use mcp_token::jwt::policy::{Audience, Policy};
use mcp_token::name::Name;
use mcp_token::profile::Profile;
use mcp_token::secret::{Encoding, Secret};

use crate::env::{Clock, Env};
use crate::failure::Failure;
use crate::home::{Home, Patience};
use crate::output::form::variable_name;

/// A token, from one of four places.
#[derive(Args)]
pub(crate) struct TokenArgs {
    /// The token, `-` for stdin, or @FILE; left out, a token that is piped in is read
    #[arg(value_name = "TOKEN")]
    pub(crate) token: Option<String>,
    /// Read the token from this variable
    #[arg(long, value_name = "VAR", value_parser = variable_name, conflicts_with = "token")]
    pub(crate) token_env: Option<String>,
}

/// A secret or a key, from one of several places.
#[derive(Args)]
#[command(next_help_heading = "Key")]
pub(crate) struct KeyArgs {
    /// Read the secret from a file, or from stdin with `-`; its text as it stands, less one final newline
    #[arg(long, value_name = "PATH", group = "source")]
    pub(crate) secret_file: Option<PathBuf>,
    /// Read the secret from this variable
    #[arg(long, value_name = "VAR", group = "source", value_parser = variable_name)]
    pub(crate) secret_env: Option<String>,
    /// Read the variable of --secret-env from this .env file instead of the environment
    #[arg(long, value_name = "PATH", requires = "secret_env")]
    pub(crate) env_file: Option<PathBuf>,
    /// Take a kept secret, by its name
    #[arg(long, value_name = "NAME", group = "source")]
    pub(crate) secret_name: Option<Name>,
    /// The secret itself: for compatibility with jwt-cli, seen by every process of the machine
    #[arg(short = 'S', long, value_name = "VALUE", group = "source", hide = true, allow_hyphen_values = true, value_parser = value::secret)]
    pub(crate) secret: Option<Secret>,
    /// Read a PEM, a JWK or a JWK set, told by its content
    #[arg(long, value_name = "FILE", group = "source")]
    pub(crate) key: Option<PathBuf>,
    /// Decode the secret's text before it is used; without this the text itself is the secret
    #[arg(long, value_name = "ENCODING", value_parser = encoding(), conflicts_with = "key")]
    pub(crate) secret_encoding: Option<Encoding>,
    /// Accept a secret that is too short for its algorithm, or published somewhere
    #[arg(long)]
    pub(crate) allow_weak_secret: bool,
}

impl KeyArgs {
    /// Whether they name a key or a secret.
    pub(crate) fn are_given(&self) -> bool {
        self.key.is_some()
            || self.secret.is_some()
            || self.secret_file.is_some()
            || self.secret_env.is_some()
            || self.secret_name.is_some()
    }
}

/// A profile that says what no flag says.
#[derive(Debug, Args)]
pub(crate) struct ProfileArg {
    /// Take the key and the demands of this profile, where no flag says otherwise
    #[arg(long, value_name = "PROFILE")]
    pub(crate) profile: Option<Name>,
}

impl ProfileArg {
    /// The profile, when one is named.
    pub(crate) fn load(&self, env: &Env) -> Result<Option<Profile>, Failure> {
        let Some(name) = &self.profile else { return Ok(None) };
        Home::of(env, Patience::Short)?.profile(name).map(Some)
    }
}

/// What is demanded of a token.
#[derive(Debug, Clone, Default, Args)]
#[command(next_help_heading = "Demands")]
pub(crate) struct DemandArgs {
    /// Accept tokens of this issuer; repeated, any of them will do
    #[arg(long, short = 'i', value_name = "ISSUER", value_parser = text)]
    pub(crate) iss: Vec<String>,
    /// Accept tokens for this audience; repeated, any of them will do
    #[arg(long, short = 'a', value_name = "AUDIENCE", value_parser = text)]
    pub(crate) aud: Vec<String>,
    /// Accept a token whatever audience it is for
    #[arg(long, conflicts_with = "aud")]
    pub(crate) any_aud: bool,
    /// Accept tokens of this subject only
    #[arg(long, short = 's', value_name = "SUBJECT", value_parser = text)]
    pub(crate) sub: Option<String>,
    /// Accept tokens of this media type only, as in `at+jwt`
    #[arg(long, value_name = "TYPE")]
    pub(crate) typ: Option<String>,
    /// Claims that must be there
    #[arg(long, value_name = "CLAIM,...", value_delimiter = ',')]
    pub(crate) require: Vec<String>,
    /// A scope that the token must have; repeated, every one of them
    #[arg(long, value_name = "SCOPE")]
    pub(crate) scope: Vec<String>,
    /// A role that the token must have; repeated, every one of them
    #[arg(long, value_name = "ROLE")]
    pub(crate) role: Vec<String>,
    /// The smallest `quota` that will do
    #[arg(long, value_name = "N", value_parser = number)]
    pub(crate) min_quota: Option<i64>,
    /// How much life must be left
    #[arg(long, value_name = "DURATION", value_parser = Span::parse)]
    pub(crate) min_ttl: Option<Span>,
    /// How long ago `iat` may be
    #[arg(long, value_name = "DURATION", value_parser = Span::parse)]
    pub(crate) max_age: Option<Span>,
    /// How far the clocks may be apart [default: 0s]
    #[arg(long, value_name = "DURATION", value_parser = Span::parse)]
    pub(crate) leeway: Option<Span>,
}

impl DemandArgs {
    /// The demands as the judge takes them: what a flag says, else what `base` says.
    pub(crate) fn policy(self, base: Policy) -> Policy {
        let or = |said: Vec<String>, base: Vec<String>| if said.is_empty() { base } else { said };
        let audience = match (self.any_aud, self.aud.is_empty()) {
            (true, _) => Audience::Any,
            (false, false) => Audience::OneOf(self.aud),
            (false, true) => base.audience,
        };
        Policy {
            audience,
            issuers: or(self.iss, base.issuers),
            subject: self.sub.or(base.subject),
            typ: self.typ.or(base.typ),
            required: or(self.require.iter().map(|claim| claim.trim().to_owned()).collect(), base.required),
            scopes: or(self.scope, base.scopes),
            roles: or(self.role, base.roles),
            min_quota: self.min_quota.or(base.min_quota),
            min_ttl: self.min_ttl.or(base.min_ttl),
            max_age: self.max_age.or(base.max_age),
            expiry: base.expiry,
            leeway: self.leeway.unwrap_or(base.leeway),
            unjudged: base.unjudged,
        }
    }
}

/// The clock, for tests and audits.
#[derive(Debug, Clone, Args)]
pub(crate) struct NowArgs {
    /// Judge as if it were this instant
    #[arg(long, value_name = "INSTANT", help_heading = "Time")]
    now: Option<String>,
}

impl NowArgs {
    /// The instant to judge by.
    pub(crate) fn instant(&self, env: &Env) -> Result<Time, Failure> {
        self.now.as_deref().map_or(Ok(env.now), |text| instant("--now", text, env.now))
    }

    /// Whether an instant was said.
    pub(crate) fn is_given(&self) -> bool {
        self.now.is_some()
    }

    /// The clock to judge many tokens by: it goes on unless it was set.
    pub(crate) fn clock(&self, now: Time) -> Clock {
        if self.now.is_some() { Clock::Fixed(now) } else { Clock::Running }
    }
}
