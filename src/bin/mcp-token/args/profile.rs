//! What a profile is made of, as flags say it: for `profile set`, and for whatever else makes one.

use clap::{Args, ValueEnum};
use mcp_token::clock::{Span, Time};
use mcp_token::jwt::Alg;
use mcp_token::jwt::claims::Claims;
use mcp_token::name::Name;
use mcp_token::profile::{HeaderForm, Keeping, Key, Opening, Preset, Profile};
use mcp_token::secret::ring::Shelf;
use mcp_token::secret::{Encoding, Source};
use mcp_token::store::Entry;
use serde::Serialize;

use super::claims::ClaimArgs;
use super::demands::ProfileDemandArgs;
use super::source::{KeyFrom, key_from, opening};
use super::{EncodingArg, alg, span};
use crate::failure::Failure;
use crate::output::form::variable_name;

/// The flags of a profile; what is left out stays as it is.
#[derive(Debug, Args)]
pub(crate) struct ProfileArgs {
    /// Start from what is known of a family of servers: exai, dhafnck, calculator
    #[arg(long, value_name = "PRESET", value_parser = preset)]
    preset: Option<&'static Preset>,
    /// Where the key comes from: new, name:NAME, env:VAR, dotenv:PATH:VAR, file:PATH, `command:/PROGRAM ARGS`, or none
    #[arg(long, value_name = "SOURCE", value_parser = key_from, help_heading = "Key")]
    secret_from: Option<KeyFrom>,
    /// Decode the secret's text before it is used; without this the text itself is the secret
    #[arg(long, value_name = "ENCODING", help_heading = "Key")]
    secret_encoding: Option<EncodingArg>,
    /// The algorithm; HS256 for a secret, the key's own for a key when left out
    #[arg(long, short = 'A', value_parser = alg, help_heading = "Key")]
    alg: Option<Alg>,
    #[command(flatten)]
    place: PlaceArgs,
    #[command(flatten)]
    server: ServerArgs,
    #[command(flatten)]
    claims: ClaimArgs,
    /// Take a claim out again; may be repeated
    #[arg(long, value_name = "CLAIM", help_heading = "Claims")]
    unset: Vec<String>,
    /// Make tokens without `jti`
    #[arg(long, help_heading = "Claims")]
    no_jti: bool,
    /// Make tokens without `iat`
    #[arg(long, help_heading = "Claims")]
    no_iat: bool,
    #[command(flatten)]
    life: LifeArgs,
    #[command(flatten)]
    demands: ProfileDemandArgs,
}

#[derive(Debug, Args)]
#[command(next_help_heading = "Keeping")]
struct PlaceArgs {
    /// Where the token is kept [default: the keychain, where one works]
    #[arg(long, value_name = "STORE")]
    store: Option<StoreArg>,
    /// Keep the token under this service of the keychain, so that other programs find it
    #[arg(long, value_name = "TEXT", requires = "user")]
    service: Option<String>,
    /// The user of that service
    #[arg(long, value_name = "TEXT", requires = "service")]
    user: Option<String>,
}

/// How encrypted files are opened.
#[derive(Debug, Args)]
pub(crate) struct OpeningArgs {
    /// Open encrypted files with a passphrase from file:PATH, `command:/PROGRAM ARGS` or prompt, or with the random key in a
    /// file of ours, key-file; for all encrypted files, and before there are any
    #[arg(long, value_name = "SOURCE", value_parser = opening, help_heading = "Keeping")]
    pub(crate) passphrase_from: Option<Opening>,
}

/// Where something is kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, ValueEnum)]
#[serde(rename_all = "lowercase")]
pub(crate) enum StoreArg {
    /// The keychain of the system
    Keychain,
    /// An encrypted file
    File,
    /// Nowhere: a token is made anew at each call
    None,
}

impl StoreArg {
    /// As it stands on the command line.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Keychain => "keychain",
            Self::File => "file",
            Self::None => "none",
        }
    }

    /// As it follows on "kept in".
    pub(crate) fn words(self) -> &'static str {
        match self {
            Self::Keychain => "the keychain",
            Self::File => "an encrypted file",
            Self::None => "nowhere",
        }
    }

    /// As it stands in a column of a list.
    pub(crate) fn column(self) -> &'static str {
        self.words().trim_start_matches("the ").trim_start_matches("an ")
    }
}

impl From<Shelf> for StoreArg {
    fn from(shelf: Shelf) -> Self {
        match shelf {
            Shelf::Keychain => Self::Keychain,
            Shelf::File => Self::File,
        }
    }
}

impl From<&Keeping> for StoreArg {
    fn from(keeping: &Keeping) -> Self {
        keeping.shelf().map_or(Self::None, Self::from)
    }
}

#[derive(Debug, Args)]
#[command(next_help_heading = "Server")]
struct ServerArgs {
    /// The server that the token is for
    #[arg(long, value_name = "URL")]
    url: Option<String>,
    /// The variable that a token goes into [default: <NAME>_JWT_TOKEN]
    #[arg(long, value_name = "NAME", value_parser = variable_name)]
    var: Option<String>,
    /// How the server is shown the token: bearer, basic, none, or the name of a header
    #[arg(long, value_name = "FORM", value_parser = header_form)]
    header: Option<HeaderForm>,
}

#[derive(Debug, Args)]
#[command(next_help_heading = "Time")]
struct LifeArgs {
    /// How long a new token lives [default: 24h]
    #[arg(long, value_name = "DURATION")]
    ttl: Option<String>,
    /// The life that a token should have when it is handed out [default: 1h, or half of --ttl]
    #[arg(long, value_name = "DURATION")]
    min_ttl: Option<String>,
    /// Set `iat` back, for a server whose clock is behind
    #[arg(long, value_name = "DURATION")]
    backdate: Option<String>,
}

impl ProfileArgs {
    /// Whether a new secret is to be made.
    pub(crate) fn makes_a_secret(&self) -> bool {
        matches!(self.secret_from, Some(KeyFrom::New))
    }

    /// Whether it was said where the key comes from.
    pub(crate) fn says_a_key(&self) -> bool {
        self.secret_from.is_some()
    }

    /// The same flags for a key that was found already.
    pub(crate) fn with_key(self, source: Source) -> Self {
        Self { secret_from: Some(KeyFrom::Source(source)), ..self }
    }

    /// Where the token is to be kept, when that was said.
    pub(crate) fn store(&self) -> Option<StoreArg> {
        self.place.store
    }

    /// The profile with what the flags say; a new one starts from its preset. `store` is where a new one keeps its token.
    pub(crate) fn apply(
        &self,
        name: &Name,
        old: Option<&Profile>,
        store: StoreArg,
        now: Time,
    ) -> Result<Profile, Failure> {
        let said = self.said(now)?;
        let mut profile = match (old, self.preset) {
            (Some(_), Some(_)) => {
                return Err(Failure::usage(format!(
                    "`--preset` is for a new profile, `{name}` is there already"
                )));
            }
            (Some(old), None) => old.clone(),
            (None, Some(preset)) => preset.profile(name.clone(), &said),
            (None, None) => Profile::new(name.clone()),
        };
        self.key(&mut profile)?;
        self.claims(&said, &mut profile);
        self.life.apply(&mut profile, now)?;
        self.demands.apply(&mut profile.demands)?;
        self.server.apply(&mut profile);
        if old.is_none() || self.place.store.is_some() || self.place.service.is_some() {
            self.place.apply(&mut profile, store, old.is_some())?;
        }
        if profile.key.is_none() && profile.token == Keeping::Nowhere {
            return Err(Failure::usage(
                "a token that is issued elsewhere must be kept: `--store none` needs a key",
            ));
        }
        Ok(profile)
    }

    fn key(&self, profile: &mut Profile) -> Result<(), Failure> {
        match &self.secret_from {
            None => {}
            Some(KeyFrom::Nothing) => profile.key = None,
            Some(KeyFrom::New) => {
                profile.key = Some(Key { source: Source::Kept(profile.name.clone()), encoding: None });
            }
            Some(KeyFrom::Source(source)) => {
                profile.key = Some(Key { source: source.clone(), encoding: None });
            }
        }
        if let Some(encoding) = self.secret_encoding.map(Encoding::from) {
            let key = profile.key.as_mut();
            key.ok_or_else(|| Failure::usage("`--secret-encoding` is for a profile with a key"))?.encoding =
                Some(encoding);
        }
        profile.alg = self.alg.or(profile.alg);
        Ok(())
    }

    /// The claims that the flags give.
    fn said(&self, now: Time) -> Result<Claims, Failure> {
        let mut said = Claims::default();
        self.claims.add_to(&mut said, now)?;
        if let Some((name, _)) = said.members().find(|(name, _)| EVERY_TOKENS_OWN.contains(name)) {
            return Err(Failure::usage(format!(
                "every token gets its own `{name}`, a profile cannot hold one"
            )));
        }
        Ok(said)
    }

    fn claims(&self, said: &Claims, profile: &mut Profile) {
        for (name, json) in said.members() {
            profile.claims.set(name, json.to_owned());
        }
        for name in &self.unset {
            profile.claims.remove(name);
        }
        for (omitted, name) in [(self.no_jti, "jti"), (self.no_iat, "iat")] {
            if omitted && !profile.omit.iter().any(|known| known == name) {
                profile.omit.push(name.to_owned());
            }
        }
    }
}

impl PlaceArgs {
    /// An entry that was shared with other programs is remembered for the way back.
    fn apply(&self, profile: &mut Profile, store: StoreArg, was_there: bool) -> Result<(), Failure> {
        let own = Entry::token(&profile.name);
        let known = match &profile.token {
            Keeping::Keychain(entry) => Some(entry).filter(|entry| **entry != own).cloned(),
            Keeping::File | Keeping::Nowhere => profile.shared.take(),
        };
        let said = match (&self.service, &self.user) {
            (Some(service), Some(user)) => Some(Entry::new(service, user).map_err(Failure::usage)?),
            _ => None,
        };
        let token = match store {
            StoreArg::Keychain => Keeping::Keychain(said.or(known.clone()).unwrap_or(own)),
            _ if said.is_some() => {
                return Err(Failure::usage("`--service` is for a token that is kept in the keychain"));
            }
            StoreArg::File => Keeping::File,
            StoreArg::None => Keeping::Nowhere,
        };
        profile.shared = known.filter(|_| was_there && store != StoreArg::Keychain);
        profile.token = token;
        Ok(())
    }
}

impl ServerArgs {
    fn apply(&self, profile: &mut Profile) {
        if let Some(url) = &self.url {
            profile.url = Some(url.clone());
        }
        if let Some(variable) = &self.var {
            profile.variable.clone_from(variable);
        }
        if let Some(header) = &self.header {
            profile.header = header.clone();
        }
    }
}

impl LifeArgs {
    fn apply(&self, profile: &mut Profile, now: Time) -> Result<(), Failure> {
        if let Some(ttl) = &self.ttl {
            profile.ttl = crate::cmd::lifetime("--ttl", ttl, now)?;
        }
        if let Some(min_ttl) = &self.min_ttl {
            profile.min_ttl = Some(span("--min-ttl", min_ttl)?);
        }
        if let Some(backdate) = &self.backdate {
            profile.backdate = span("--backdate", backdate)?;
        }
        match profile.min_ttl {
            Some(min_ttl) if profile.key.is_some() && min_ttl > profile.ttl => Err(Failure::usage(format!(
                "`--min-ttl` is {min_ttl}, and a new token lives for {} only",
                profile.ttl
            ))),
            _ if profile.backdate >= profile.ttl && profile.backdate > Span::ZERO => {
                Err(Failure::usage("`--backdate` must be shorter than `--ttl`"))
            }
            _ => Ok(()),
        }
    }
}

fn preset(text: &str) -> Result<&'static Preset, String> {
    Preset::named(text).ok_or_else(|| {
        let names: Vec<_> = Preset::ALL.iter().map(|preset| preset.name).collect();
        format!("not one of {}", names.join(" "))
    })
}

#[allow(clippy::unnecessary_wraps, reason = "the form of a value parser")]
fn header_form(text: &str) -> Result<HeaderForm, String> {
    let token = |letter: char| letter.is_ascii_alphanumeric() || "!#$%&'*+-.^_`|~".contains(letter);
    match text {
        "bearer" => Ok(HeaderForm::Bearer),
        "basic" => Ok(HeaderForm::Basic),
        "none" => Ok(HeaderForm::Nothing),
        name if !name.is_empty() && name.chars().all(token) => Ok(HeaderForm::Named(name.to_owned())),
        _ => Err("not the name of a header".to_owned()),
    }
}

const EVERY_TOKENS_OWN: [&str; 4] = ["iat", "exp", "nbf", "jti"];
