//! What a profile is made of, as flags say it: for `profile set`, and for whatever else makes one.

mod claims;

use clap::Args;
use mcp_token::client::refuse_reference;
use mcp_token::clock::{Span, Time};
use mcp_token::jwt::Alg;
use mcp_token::jwt::claims::Claims;
use mcp_token::name::Name;
use mcp_token::profile::{HeaderForm, Keeping, Key, Preset, Profile};
use mcp_token::secret::Source;

use self::claims::ProfileClaimArgs;
use super::demands::ProfileDemandArgs;
use super::place::{KeepingArgs, StoreArg};
use super::source::{KeyFrom, key_from};
use super::value::{ReadAs, read_as, word};
use super::{alg, header_name, lifetime};
use crate::failure::{Failure, Hint};
use crate::output::form::variable_name;

/// The flags of a profile; what is left out stays as it is.
#[derive(Debug, Clone, Args)]
pub(crate) struct ProfileArgs {
    /// Start from what is known of a family of servers: exai, dhafnck, calculator
    #[arg(long, value_name = "PRESET", value_parser = preset)]
    preset: Option<&'static Preset>,
    /// Where the key comes from: new, name:NAME, env:VAR, dotenv:PATH:VAR, file:PATH, `command:/PROGRAM ARGS`, or none
    #[arg(long, value_name = "SOURCE", value_parser = key_from, help_heading = "Key")]
    secret_from: Option<KeyFrom>,
    /// Decode the secret's text before it is used, or take it as it stands with `text`, as a new profile does
    #[arg(long, value_name = "ENCODING", value_parser = read_as(), help_heading = "Key")]
    secret_encoding: Option<ReadAs>,
    /// The algorithm; HS256 for a secret, the key's own for a key when left out
    #[arg(long, short = 'A', value_parser = alg, help_heading = "Key")]
    alg: Option<Alg>,
    #[command(flatten)]
    place: KeepingArgs,
    #[command(flatten)]
    server: ServerArgs,
    #[command(flatten)]
    claims: ProfileClaimArgs,
    #[command(flatten)]
    life: LifeArgs,
    #[command(flatten)]
    demands: ProfileDemandArgs,
}

#[derive(Debug, Clone, Args)]
#[command(next_help_heading = "Server")]
struct ServerArgs {
    /// The server that the token is for
    #[arg(long, value_name = "URL")]
    url: Option<String>,
    /// The variable that a token goes into [default: the preset's where it is free, else <NAME>_JWT_TOKEN]
    #[arg(long, value_name = "NAME", value_parser = variable_name)]
    var: Option<String>,
    /// How the server is shown the token: bearer, basic, none, or the name of a header
    #[arg(long, value_name = "FORM", value_parser = header_form)]
    header: Option<HeaderForm>,
}

#[derive(Debug, Clone, Args)]
#[command(next_help_heading = "Time")]
struct LifeArgs {
    /// How long a new token lives [default: 24h]
    #[arg(long, value_name = "DURATION", value_parser = Span::parse)]
    ttl: Option<Span>,
    /// The life that a token should have when it is handed out [default: 1h, or half of --ttl]
    #[arg(long, value_name = "DURATION", value_parser = Span::parse)]
    min_ttl: Option<Span>,
    /// Set `iat` back, for a server whose clock is behind
    #[arg(long, value_name = "DURATION", value_parser = Span::parse)]
    backdate: Option<Span>,
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

    /// How the secret is read, as a flag that goes on with a command; nothing where that was not said.
    pub(crate) fn encoding_flag(&self) -> String {
        let flag = |read| format!(" --secret-encoding {}", word(read));
        self.secret_encoding.map(flag).unwrap_or_default()
    }

    /// The same flags for a key that was found already.
    pub(crate) fn with_key(self, source: Source) -> Self {
        Self { secret_from: Some(KeyFrom::Source(source)), ..self }
    }

    /// The kept secret that is named.
    pub(crate) fn named_secret(&self) -> Option<&Name> {
        match &self.secret_from {
            Some(KeyFrom::Source(Source::Kept(name))) => Some(name),
            _ => None,
        }
    }

    /// Whether it was said which variable a token goes into.
    pub(crate) fn says_a_variable(&self) -> bool {
        self.server.var.is_some()
    }

    /// Where the token is to be kept, when that was said.
    pub(crate) fn store(&self) -> Option<StoreArg> {
        self.place.store
    }

    /// Whether anything was said of where the token is to be kept.
    pub(crate) fn says_a_place(&self) -> bool {
        self.place.is_said()
    }

    /// The profile with what the flags say; a new one starts from its preset. `store` is where a new one keeps its token.
    pub(crate) fn apply(
        &self,
        name: &Name,
        old: Option<&Profile>,
        store: StoreArg,
        now: Time,
    ) -> Result<Profile, Failure> {
        let said = self.claims.said(now)?;
        let without = self.claims.without();
        let mut profile = match (old, self.preset) {
            (Some(old), Some(preset)) => preset.under(old, &said, &without).ok_or_else(|| {
                Failure::usage(format!("`--preset` is for a new profile, `{name}` is there already"))
                    .with_hint(Hint::run(&format!("profile show {name}")))
            })?,
            (Some(old), None) => old.clone(),
            (None, Some(preset)) => preset.profile(name.clone(), &said, &without),
            (None, None) => Profile::new(name.clone()),
        };
        self.key(&mut profile)?;
        self.claims.apply(&said, &mut profile);
        profile.demands = self.demands.policy(profile.demands);
        self.life.apply(&mut profile, now)?;
        self.refuse_a_quota_too_low(&said, old, &profile)?;
        self.server.apply(&mut profile)?;
        if old.is_none() || self.place.is_said() {
            self.place.apply(&mut profile, store, old.is_some())?;
        }
        if profile.key.is_none() && profile.token == Keeping::Nowhere {
            return Err(Failure::usage(
                "a token that is issued elsewhere must be kept: `--store none` needs a key",
            ));
        }
        Ok(profile)
    }

    /// Refuses to take back what neither a profile nor the preset that it starts from says: it is misspelt.
    pub(crate) fn refuse_unset_of_nothing(&self, name: &Name, old: Option<&Profile>) -> Result<(), Failure> {
        self.claims.refuse_unset_of_nothing(name, old, self.preset)
    }

    fn key(&self, profile: &mut Profile) -> Result<(), Failure> {
        // How a server reads its secret is not said with the place of one.
        let encoding = profile.key.as_ref().and_then(|key| key.encoding);
        match &self.secret_from {
            None => {}
            Some(KeyFrom::Nothing) => profile.key = None,
            Some(KeyFrom::New) => {
                profile.key = Some(Key { source: Source::Kept(profile.name.clone()), encoding });
            }
            Some(KeyFrom::Source(source)) => profile.key = Some(Key { source: source.clone(), encoding }),
        }
        if let Some(read) = self.secret_encoding {
            let key = profile.key.as_mut();
            key.ok_or_else(|| Failure::usage("`--secret-encoding` is for a profile with a key"))?.encoding =
                read;
        }
        profile.alg = self.alg.or(profile.alg);
        Ok(())
    }

    /// Refuses what allows less than nothing, and what makes tokens that `verify` refuses. A profile that makes none may demand
    /// what it does not say.
    fn refuse_a_quota_too_low(
        &self,
        said: &Claims,
        old: Option<&Profile>,
        profile: &Profile,
    ) -> Result<(), Failure> {
        let makes_none =
            profile.key.is_none() && (old.is_some() || matches!(self.secret_from, Some(KeyFrom::Nothing)));
        let is_said = said.get("quota").is_some() || self.demands.min_quota.is_some();
        let quota = profile.claims.get("quota").and_then(|json| json.parse::<i64>().ok());
        match (quota, profile.demands.min_quota) {
            (Some(quota), _) if said.get("quota").is_some() && quota < 0 => {
                Err(Failure::usage(format!("the `quota` of a profile is 0 or more, not {quota}")))
            }
            (Some(quota), Some(least)) if is_said && !makes_none && quota < least => {
                Err(Failure::usage(format!(
                    "`verify` would refuse the tokens of `{}`: their `quota` is {quota}, and it demands {least} at least",
                    profile.name
                )))
            }
            _ => Ok(()),
        }
    }
}

impl ServerArgs {
    fn apply(&self, profile: &mut Profile) -> Result<(), Failure> {
        if let Some(url) = &self.url {
            // No client could be told of it.
            refuse_reference(url)?;
            profile.url = Some(url.clone());
        }
        if let Some(variable) = &self.var {
            profile.variable.clone_from(variable);
        }
        if let Some(header) = &self.header {
            profile.header = header.clone();
        }
        Ok(())
    }
}

impl LifeArgs {
    fn apply(&self, profile: &mut Profile, now: Time) -> Result<(), Failure> {
        if let Some(ttl) = self.ttl {
            profile.ttl = lifetime(ttl, now)?;
        }
        if self.min_ttl.is_some() {
            profile.min_ttl = self.min_ttl;
        } else if self.ttl.is_some() && profile.min_ttl > Some(profile.ttl) {
            // What was said for longer-lived tokens, or by a preset, gives way.
            profile.min_ttl = None;
        }
        profile.backdate = self.backdate.unwrap_or(profile.backdate);
        let lives = [("--min-ttl", profile.min_ttl), ("--demand-min-ttl", profile.demands.min_ttl)];
        let mut too_long = lives.into_iter().filter_map(|(flag, life)| Some((flag, life?)));
        match too_long.find(|(_, life)| *life > profile.ttl) {
            Some((flag, life)) if profile.key.is_some() => Err(Failure::usage(format!(
                "`{flag}` is {life}, and a new token lives for {} only",
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

fn header_form(text: &str) -> Result<HeaderForm, String> {
    match text {
        "bearer" => Ok(HeaderForm::Bearer),
        "basic" => Ok(HeaderForm::Basic),
        "none" => Ok(HeaderForm::Nothing),
        name => header_name(name).map(HeaderForm::Named),
    }
}
