//! `mcp-token remove`

use mcp_token::name::Name;
use serde_json::json;

use crate::cmd::live;
use crate::env::Env;
use crate::failure::{Code, Exit, Failure};
use crate::home::{Home, Patience};
use crate::output::Output;

/// Forget the kept token of a profile
///
/// The profile stays, and so does its key: the next `get` makes a new token. A token that another program put into an entry of
/// its own, as it is shared by `profile import`, is that program's: it stays. To be rid of everything: `client remove` for each
/// entry of `client list`, `profile remove` for each profile of `list`, `secret remove` for each secret of `secret list`.
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub(crate) struct Args {
    /// The profile
    #[arg(value_name = "PROFILE")]
    profile: Name,
}

const EXAMPLES: &str = "Examples:
  $ mcp-token remove exai";

pub(crate) fn run(args: &Args, env: &Env, output: &mut Output) -> Result<Exit, Failure> {
    let home = Home::of(env, Patience::Short)?;
    home.take_away_left(output)?;
    let profile = home.profile(&args.profile)?;
    let forgotten = live::forget(&profile, &home, output)?;
    if !forgotten.was_there {
        let but = if forgotten.stays.is_some() { " but that one" } else { "" };
        let message = format!("no token of `{}` is kept{but}", profile.name);
        return Err(Failure::new(Exit::NotFound, Code::NO_TOKEN, message));
    }
    let name = profile.name.as_str();
    output.did(true, &json!({ "profile": name }), || format!("forgot the token of `{name}`"))?;
    Ok(Exit::Ok)
}
