//! Claims from flags.

use clap::Args;
use mcp_token::clock::Time;
use mcp_token::jwt::claims::{Claims, parse_assignment};
use mcp_token::jwt::json::quote;

use crate::failure::Failure;

/// The claims of a token.
#[derive(Debug, Clone, Args)]
#[command(next_help_heading = "Claims")]
pub(crate) struct ClaimArgs {
    /// Whom the token is for
    #[arg(long, short = 's', value_name = "TEXT", value_parser = super::text)]
    pub(crate) sub: Option<String>,
    /// The name that people know the subject by
    #[arg(long, value_name = "TEXT")]
    pub(crate) name: Option<String>,
    /// Who issues it
    #[arg(long, short = 'i', value_name = "TEXT", value_parser = super::text)]
    pub(crate) iss: Option<String>,
    /// The server that is to accept it; repeated, it becomes a list
    #[arg(long, short = 'a', value_name = "TEXT", value_parser = super::text)]
    pub(crate) aud: Vec<String>,
    /// The OAuth client
    #[arg(long, value_name = "TEXT")]
    pub(crate) client_id: Option<String>,
    /// A scope; repeat it for more
    #[arg(long, value_name = "TEXT")]
    pub(crate) scope: Vec<String>,
    /// The claim that scopes go into: `scope` as one string, the others as lists
    #[arg(long, value_name = "CLAIM", default_value = "scope", value_parser = ["scope", "scopes", "scp", "permissions"])]
    pub(crate) scope_claim: String,
    /// How many requests it allows
    #[arg(long, value_name = "N", value_parser = super::number, allow_negative_numbers = true)]
    pub(crate) quota: Option<i64>,
    /// A role; repeated, it becomes a list
    #[arg(long, value_name = "TEXT")]
    pub(crate) role: Vec<String>,
    /// A further claim: NAME=TEXT or NAME:=JSON
    #[arg(long, short = 'P', alias = "payload", value_name = "NAME=VALUE")]
    pub(crate) claim: Vec<String>,
}

impl ClaimArgs {
    /// Adds what the flags say; a flag that contradicts a claim is an error.
    pub(crate) fn add_to(&self, claims: &mut Claims, now: Time) -> Result<(), Failure> {
        self.add_named(claims)?;
        for text in &self.claim {
            let (name, json) = parse_assignment(text, now)?;
            claims.add(&name, json)?;
        }
        Ok(())
    }

    fn add_named(&self, claims: &mut Claims) -> Result<(), Failure> {
        for (name, value) in [("sub", &self.sub), ("name", &self.name), ("iss", &self.iss)] {
            if let Some(value) = value {
                claims.add(name, quote(value))?;
            }
        }
        if let Some(json) = one_or_list(&self.aud) {
            claims.add("aud", json)?;
        }
        if let Some(value) = &self.client_id {
            claims.add("client_id", quote(value))?;
        }
        match self.scope_claim.as_str() {
            _ if self.scope.is_empty() => {}
            "scope" => claims.add("scope", quote(&self.scope.join(" ")))?,
            name => claims.add(name, list(&self.scope))?,
        }
        if let Some(quota) = self.quota {
            claims.add("quota", quota.to_string())?;
        }
        if let Some(json) = one_or_list(&self.role) {
            claims.add("role", json)?;
        }
        Ok(())
    }
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
