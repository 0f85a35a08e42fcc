//! What a profile demands of tokens, as flags say it.

use clap::Args;
use mcp_token::clock::Span;
use mcp_token::jwt::policy::{Expiry, Policy};

use super::DemandArgs;

/// What `verify --profile` demands beside the issuer and audience that the profile puts into its tokens.
#[derive(Debug, Clone, Args)]
#[command(next_help_heading = "Demands of `verify --profile`")]
pub(super) struct ProfileDemandArgs {
    /// Accept tokens of this issuer, instead of the one in --iss; may be repeated
    #[arg(long, value_name = "ISSUER", value_parser = super::text)]
    demand_iss: Vec<String>,
    /// Accept tokens for this audience, instead of the one in --aud; may be repeated
    #[arg(long, value_name = "AUDIENCE", value_parser = super::text)]
    demand_aud: Vec<String>,
    /// Accept a token whatever audience it is for
    #[arg(long, conflicts_with = "demand_aud")]
    any_aud: bool,
    /// Accept tokens of this subject only
    #[arg(long, value_name = "SUBJECT", value_parser = super::text)]
    demand_sub: Option<String>,
    /// A scope that the token must have; may be repeated
    #[arg(long, value_name = "SCOPE")]
    demand_scope: Vec<String>,
    /// A role that the token must have; may be repeated
    #[arg(long, value_name = "ROLE")]
    demand_role: Vec<String>,
    /// The media type, as in `at+jwt`: of the tokens that are made too
    #[arg(long, value_name = "TYPE")]
    typ: Option<String>,
    /// Claims that must be there
    #[arg(long, value_name = "CLAIM,...", value_delimiter = ',')]
    require: Vec<String>,
    /// The smallest `quota` that will do
    #[arg(long, value_name = "N", value_parser = super::number)]
    pub(super) min_quota: Option<i64>,
    /// How much life must be left
    #[arg(long, value_name = "DURATION", value_parser = Span::parse)]
    demand_min_ttl: Option<Span>,
    /// How long ago `iat` may be
    #[arg(long, value_name = "DURATION", value_parser = Span::parse)]
    max_age: Option<Span>,
    /// How far the clocks may be apart
    #[arg(long, value_name = "DURATION", value_parser = Span::parse)]
    leeway: Option<Span>,
    /// Accept a token without `exp`, until --require names it
    #[arg(long)]
    allow_no_exp: bool,
}

impl ProfileDemandArgs {
    /// What the flags say, else what is demanded already.
    pub(super) fn policy(&self, mut base: Policy) -> Policy {
        if self.allow_no_exp {
            base.required.retain(|claim| claim != "exp");
            base.expiry = Expiry::Optional;
        }
        if self.require.iter().any(|claim| claim.trim() == "exp") {
            base.expiry = Expiry::Required;
        }
        let trimmed = |texts: &[String]| texts.iter().map(|text| text.trim().to_owned()).collect();
        let said = DemandArgs {
            iss: trimmed(&self.demand_iss),
            aud: trimmed(&self.demand_aud),
            any_aud: self.any_aud,
            sub: self.demand_sub.clone(),
            typ: self.typ.clone(),
            require: trimmed(&self.require),
            scope: trimmed(&self.demand_scope),
            role: trimmed(&self.demand_role),
            min_quota: self.min_quota,
            min_ttl: self.demand_min_ttl,
            max_age: self.max_age,
            leeway: self.leeway,
        };
        said.policy(base)
    }
}
