//! `mcp-token secret remove`

use mcp_token::client::Request;
use mcp_token::name::Name;
use serde_json::json;

use crate::cmd::connect;
use crate::env::Env;
use crate::failure::{Code, Exit, Failure};
use crate::home::{Home, Patience};
use crate::output::Output;

/// Forget a kept secret with all of its versions
///
/// Refused while a profile signs with it.
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub(crate) struct Args {
    /// The name
    #[arg(value_name = "NAME")]
    name: Name,
}

const EXAMPLES: &str = "Examples:
  $ mcp-token secret remove exai";

pub(crate) fn run(args: &Args, env: &Env, output: &mut Output) -> Result<Exit, Failure> {
    let home = Home::of(env, Patience::Long)?;
    home.claim_secret(&args.name)?;
    home.take_away_left(output)?;
    home.ring(&args.name)?;
    let signers = home.signers()?;
    signers.warn(output);
    let used_by: Vec<_> = signers.of(&args.name).iter().map(|name| format!("`{name}`")).collect();
    if !used_by.is_empty() {
        let profiles = used_by.join(", ");
        return Err(Failure::usage(format!(
            "the secret `{}` signs the tokens of {profiles}, and `profile remove` comes first",
            args.name
        )));
    }
    // What is forgotten does not come back.
    if let Some(profile) = signers.in_doubt(&args.name).first() {
        let message = format!(
            "the secret `{}` may sign the tokens of `{profile}`, of which it is not known with what it signs",
            args.name
        );
        return Err(Failure::new(Exit::Error, Code::PROFILE, message));
    }
    let left = home.forget_secret(&args.name, output)?;
    let name = args.name.as_str();
    output.did(true, &json!({ "secret": name, "left": left }), || format!("forgot the secret `{name}`"))?;
    let hands_it_on = |request: &Request| request.secrets.iter().any(|(_, name)| *name == args.name);
    connect::warn_of_entries(hands_it_on, &home, output)?;
    Ok(Exit::Ok)
}
