//! The claims of a profile's tokens: what is said of them, what is taken back, what they do without.

use clap::Args;
use mcp_token::clock::Time;
use mcp_token::jwt::claims::Claims;
use mcp_token::name::Name;
use mcp_token::profile::{Preset, Profile};

use crate::args::claims::ClaimArgs;
use crate::failure::Failure;

#[derive(Debug, Clone, Args)]
#[command(next_help_heading = "Claims")]
pub(super) struct ProfileClaimArgs {
    #[command(flatten)]
    claims: ClaimArgs,
    /// Take back what is said of a claim: its value, or --no-jti, or --no-iat; may be repeated
    #[arg(long, value_name = "CLAIM")]
    unset: Vec<String>,
    /// Make tokens without `jti`
    #[arg(long)]
    no_jti: bool,
    /// Make tokens without `iat`
    #[arg(long)]
    no_iat: bool,
}

impl ProfileClaimArgs {
    /// The claims that the flags give.
    pub(super) fn said(&self, now: Time) -> Result<Claims, Failure> {
        let mut said = Claims::default();
        self.claims.add_to(&mut said, now)?;
        if let Some((name, _)) = said.members().find(|(name, _)| EVERY_TOKENS_OWN.contains(name)) {
            return Err(Failure::usage(format!(
                "every token gets its own `{name}`, a profile cannot hold one"
            )));
        }
        self.refuse_both(&said)?;
        Ok(said)
    }

    /// The claims that tokens are to do without.
    pub(super) fn without(&self) -> Vec<String> {
        self.unset.iter().cloned().chain(self.omitted().map(str::to_owned)).collect()
    }

    pub(super) fn apply(&self, said: &Claims, profile: &mut Profile) {
        for (name, json) in said.members() {
            profile.claims.set(name, json.to_owned());
        }
        for name in &self.unset {
            profile.claims.remove(name);
            profile.omit.retain(|omitted| omitted != name);
        }
        for name in self.omitted() {
            if !profile.omit.iter().any(|known| known == name) {
                profile.omit.push(name.to_owned());
            }
        }
    }

    /// Refuses to take back what neither a profile nor the preset that it starts from says: it is misspelt.
    pub(super) fn refuse_unset_of_nothing(
        &self,
        name: &Name,
        old: Option<&Profile>,
        preset: Option<&Preset>,
    ) -> Result<(), Failure> {
        let preset = preset.and_then(|preset| Claims::parse(preset.claims).ok()).unwrap_or_default();
        let is_there = |claim: &str| {
            let is_old =
                |old: &Profile| old.claims.get(claim).is_some() || old.omit.iter().any(|it| it == claim);
            preset.get(claim).is_some() || old.is_some_and(is_old)
        };
        let nothing = self.unset.iter().find(|claim| !is_there(claim));
        nothing.map_or(Ok(()), |claim| {
            Err(Failure::usage(format!("the profile `{name}` says nothing of the claim `{claim}`")))
        })
    }

    /// Refuses to set a claim and to take it back.
    fn refuse_both(&self, said: &Claims) -> Result<(), Failure> {
        let is_said = |name: &str| said.get(name).is_some() || self.omitted().any(|omitted| omitted == name);
        let both = self.unset.iter().find(|name| is_said(name));
        both.map_or(Ok(()), |name| {
            Err(Failure::usage(format!("`--unset {name}` does not go with what else is said of `{name}`")))
        })
    }

    /// What every token has unless it is left out.
    fn omitted(&self) -> impl Iterator<Item = &'static str> {
        [(self.no_jti, "jti"), (self.no_iat, "iat")]
            .into_iter()
            .filter_map(|(is_said, name)| is_said.then_some(name))
    }
}

const EVERY_TOKENS_OWN: [&str; 4] = ["iat", "exp", "nbf", "jti"];
