//! `mcp-token get`

use mcp_token::client::shown_url;
use mcp_token::name::Name;
use mcp_token::profile::Profile;
use mcp_token::profile::url::same_server;

use crate::cmd::live::{self, FreshnessArgs};
use crate::env::Env;
use crate::failure::{Code, Exit, Failure};
use crate::home::{Home, Patience};
use crate::output::Output;
use crate::output::form::{Answer, VariableArgs};

/// Print a token that has life left
///
/// Hands out the kept token while it has enough life left, else makes a new one and keeps it. Of many runs at once on one machine, one
/// makes it. It never asks the keychain to be unlocked; where the profile's secret is typed, it asks for that alone. A program
/// that prints the profile's key runs only when a token is made; once it prints another key, --force-new signs with that one.
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub(crate) struct Args {
    /// The profile; left out, the only one, or the one called `default`
    #[arg(value_name = "PROFILE")]
    profile: Option<Name>,
    #[command(flatten)]
    freshness: FreshnessArgs,
    #[command(flatten)]
    variable: VariableArgs,
}

const EXAMPLES: &str = "Examples:
  $ export JWT_TOKEN=$(mcp-token get exai)
  $ mcp-token get exai -o header
  $ mcp-token get exai -o headers-json --min-ttl 30m
  $ eval \"$(mcp-token get exai -o env)\"";

pub(crate) fn run(args: &Args, env: &Env, output: &mut Output) -> Result<Exit, Failure> {
    args.variable.goes_with(output.form())?;
    let home = Home::of(env, Patience::Short)?;
    let profile = home.profile_or_default(args.profile.as_ref(), output)?;
    refuse_other_server(&profile, env)?;
    let given = args.freshness.token(&profile, &home, output)?;
    let mut more = serde_json::Map::new();
    more.insert("profile".to_owned(), profile.name.as_str().into());
    more.insert("expires_at".to_owned(), given.expires_at.map(mcp_token::clock::Time::to_rfc3339).into());
    let token = live::text(&given.token)?;
    Answer { token, header: &profile.header, variable: &profile.variable, is_ok: true, more }.print(
        &args.variable,
        env,
        output,
    )?;
    Ok(Exit::Ok)
}

/// Claude Code says which server it wants headers for. A configuration that came with a checkout must not send this token
/// anywhere else.
fn refuse_other_server(profile: &Profile, env: &Env) -> Result<(), Failure> {
    let Some(asked) = env.variable(SERVER_OF_CLAUDE_CODE).filter(|url| !url.is_empty()) else {
        return Ok(());
    };
    let asked = asked.to_string_lossy();
    let (name, shown) = (&profile.name, shown_url(&asked));
    let why = match &profile.url {
        Some(url) if same_server(url, &asked) => return Ok(()),
        Some(url) => format!("the token of `{name}` is for {}, Claude Code asks for {shown}", shown_url(url)),
        None => format!("the profile `{name}` names no server, Claude Code asks for {shown}"),
    };
    Err(Failure::new(Exit::Refused, Code::OTHER_SERVER, why))
}

const SERVER_OF_CLAUDE_CODE: &str = "CLAUDE_CODE_MCP_SERVER_URL";
