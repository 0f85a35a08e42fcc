//! `mcp-token secret revoke`

use mcp_token::name::Name;
use mcp_token::secret::ring::Kid;
use serde::Serialize;

use crate::env::Env;
use crate::failure::{Exit, Failure};
use crate::home::{Home, Patience, Revocation};
use crate::output::Output;

/// End the grace of old secrets, or drop the next one
///
/// Tokens that were signed with them do not verify any more; from the .env file that the secret lives in, VAR_PREVIOUS is taken
/// out: where that cannot be done they are revoked all the same, and it is an error. The active secret is replaced first, by `secret rotate --now`.
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub(crate) struct Args {
    /// The name
    #[arg(value_name = "NAME")]
    name: Name,
    /// Which one, by its kid; every previous one when left out
    #[arg(long, value_name = "KID")]
    kid: Option<Kid>,
}

const EXAMPLES: &str = "Examples:
  $ mcp-token secret revoke exai";

pub(crate) fn run(args: &Args, env: &Env, output: &mut Output) -> Result<Exit, Failure> {
    let home = Home::of(env, Patience::Long)?;
    home.claim_secret(&args.name)?;
    home.take_away_left(output)?;
    let Revocation { kids, lingers } = home.revoke_secret(&args.name, args.kid.as_ref(), output)?;
    let kids: Vec<_> = kids.iter().map(Kid::as_str).collect();
    let report = Report { revoked: &kids, secret: args.name.as_str(), error: lingers.as_ref() };
    output.did(lingers.is_none(), &report, || {
        let (word, verb) = if kids.len() == 1 { ("kid", "is") } else { ("kids", "are") };
        format!("secret `{}`: {word} {} {verb} revoked", args.name, kids.join(", "))
    })?;
    lingers.map_or(Ok(Exit::Ok), Err)
}

#[derive(Serialize)]
struct Report<'r> {
    revoked: &'r [&'r str],
    secret: &'r str,
    /// Why the `.env` file may still hold one of them.
    #[serde(skip_serializing_if = "Option::is_none")]
    error: Option<&'r Failure>,
}
