//! What a profile demands of tokens, as flags say it.

use clap::Args;
use mcp_token::profile::Demands;

use super::optional_span;
use crate::failure::Failure;

/// What `verify --profile` demands beside the issuer and audience that the profile puts into its tokens.
#[derive(Debug, Args)]
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
    #[arg(long, value_name = "DURATION")]
    demand_min_ttl: Option<String>,
    /// How long ago `iat` may be
    #[arg(long, value_name = "DURATION")]
    max_age: Option<String>,
    /// How far the clocks may be apart
    #[arg(long, value_name = "DURATION")]
    leeway: Option<String>,
    /// Accept a token without `exp`, until --require names it
    #[arg(long)]
    allow_no_exp: bool,
}

impl ProfileDemandArgs {
    /// Puts what the flags say over what is demanded already.
    pub(super) fn apply(&self, demands: &mut Demands) -> Result<(), Failure> {
        let replace = |list: &mut Vec<String>, said: &[String]| {
            if !said.is_empty() {
                *list = said.iter().map(|text| text.trim().to_owned()).collect();
            }
        };
        replace(&mut demands.issuers, &self.demand_iss);
        replace(&mut demands.audiences, &self.demand_aud);
        replace(&mut demands.scopes, &self.demand_scope);
        replace(&mut demands.roles, &self.demand_role);
        if self.allow_no_exp {
            demands.required.retain(|claim| claim != "exp");
        }
        replace(&mut demands.required, &self.require);
        demands.any_audience = (demands.any_audience || self.any_aud) && self.demand_aud.is_empty();
        let requires_exp = self.require.iter().any(|claim| claim.trim() == "exp");
        demands.allow_no_exp = (demands.allow_no_exp || self.allow_no_exp) && !requires_exp;
        demands.subject = self.demand_sub.clone().or(demands.subject.take());
        demands.typ = self.typ.clone().or(demands.typ.take());
        demands.min_quota = self.min_quota.or(demands.min_quota);
        demands.min_ttl =
            optional_span("--demand-min-ttl", self.demand_min_ttl.as_deref())?.or(demands.min_ttl);
        demands.max_age = optional_span("--max-age", self.max_age.as_deref())?.or(demands.max_age);
        demands.leeway = optional_span("--leeway", self.leeway.as_deref())?.or(demands.leeway);
        Ok(())
    }
}
