//! `mcp-token get`

use mcp_token::client::shown_url;
use mcp_token::fresh::{Given, Note, Wanted};
use mcp_token::name::Name;
use mcp_token::profile::Profile;
use mcp_token::profile::url::same_server;
use mcp_token::secret::Source;

use crate::args::optional_span;
use crate::cmd::live;
use crate::env::Env;
use crate::failure::{Exit, Failure};
use crate::home::{Home, Patience, warn_of_replaced};
use crate::output::Output;
use crate::output::form::{Answer, VariableArgs};

/// Print a token that has life left
///
/// Hands out the kept token while it has enough life left, else makes a new one and keeps it. Of many runs at once, one
/// makes it. It never asks the keychain to be unlocked; where the profile's secret is typed, it asks for that alone. A program
/// that prints the profile's key runs only when a token is made; once it prints another key, --force-new signs with that one.
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub(crate) struct Args {
    /// The profile; left out, the only one, or the one called `default`
    #[arg(value_name = "PROFILE")]
    profile: Option<Name>,
    #[command(flatten)]
    life: LifeArgs,
    #[command(flatten)]
    variable: VariableArgs,
}

/// How fresh a token is to be.
#[derive(Debug, Default, clap::Args)]
#[command(next_help_heading = "Freshness")]
pub(crate) struct LifeArgs {
    /// The life that it must have left; without this a shorter one will do when no better can be had
    #[arg(long, value_name = "DURATION")]
    min_ttl: Option<String>,
    /// Make no new token: print the kept one or nothing
    #[arg(long, conflicts_with = "force_new")]
    no_refresh: bool,
    /// Make a new token, whatever is kept
    #[arg(long)]
    force_new: bool,
}

const EXAMPLES: &str = "Examples:
  $ export JWT_TOKEN=$(mcp-token get exai)
  $ mcp-token get exai -o header
  $ mcp-token get exai -o headers-json --min-ttl 30m
  $ eval \"$(mcp-token get exai -o env)\"";

pub(crate) fn run(args: &Args, env: &Env, output: &mut Output) -> Result<Exit, Failure> {
    args.variable.goes_with(output.form())?;
    let home = Home::of(env, Patience::Short)?;
    let profile = home.profile(args.profile.as_ref())?;
    refuse_other_server(&profile, env)?;
    let given = args.life.token(&profile, &home, env, output)?;
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

impl LifeArgs {
    /// A token of the profile; what was decided is said to somebody who asked.
    pub(crate) fn token(
        &self,
        profile: &Profile,
        home: &Home<'_>,
        env: &Env,
        output: &Output,
    ) -> Result<Given<Failure>, Failure> {
        let wanted = Wanted {
            life: optional_span("--min-ttl", self.min_ttl.as_deref())?,
            no_refresh: self.no_refresh,
            force_new: self.force_new,
        };
        let given = live::token(profile, wanted, home, env)?;
        home.warn_of_changed_dotenv(profile, output);
        live::explain(&given, profile, env, output);
        for note in &given.notes {
            match note {
                Note::Short(_) => {
                    let left = given.expires_at.map(|at| at.relative(env.now)).unwrap_or_default();
                    output.note(&format!("note: the token of `{}` expires {left}", profile.name));
                }
                Note::NoKey(failure) => {
                    output.warn(&format!("no new token could be made, the kept one still lives: {failure}"));
                }
                Note::Last(failure) => {
                    let message = format!("no other token can be made when this one expires: {failure}");
                    match profile.key.as_ref().map(|key| &key.source) {
                        // A token is kept so that not every shell has to have the secret.
                        Some(Source::Variable(name)) if !env.is_set(name) => output.explain(&message),
                        _ => output.warn(&message),
                    }
                }
                Note::Replaced(foreign) => warn_of_replaced(foreign, profile, env.now, output),
                Note::Busy => output.warn("another run is busy with this token and does not come to an end"),
            }
        }
        Ok(given)
    }
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
    Err(Failure::new(Exit::Refused, "other_server", why))
}

const SERVER_OF_CLAUDE_CODE: &str = "CLAUDE_CODE_MCP_SERVER_URL";
