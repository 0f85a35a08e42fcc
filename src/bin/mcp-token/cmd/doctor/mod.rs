//! `mcp-token doctor`

mod clients;
mod dotenv;
mod editor;
mod index;
mod known;
mod looks;
mod mend;
mod profiles;
mod report;
mod secrets;
mod shell;
mod speakers;
mod stores;
mod token;
mod variables;

use std::path::{Path, PathBuf};

use mcp_token::client::Rank;
use mcp_token::profile::Profiles;

use self::editor::Editor;
use self::known::Known;
use self::looks::Looks;
use self::report::{Report, State};
use crate::args::client::project_directory;
use crate::env::Env;
use crate::failure::{Exit, Failure};
use crate::home::{Home, Patience};
use crate::output::form::Form;
use crate::output::{Output, human};

/// Look for what is wrong with stores, clients and secrets, or with one token
///
/// Writes, reads and deletes an entry of the keychain; judges our own files; reads the file of every client that is here; tells
/// the age of secrets; opens what each profile needs for a token, but asks nobody for a passphrase and runs no program for one.
/// Each finding comes with the command that mends it, and with what that needs of you, if it needs something; where no command
/// can, with what to change by hand, and with the line that opens the file for that in your editor. Nothing is asked of any server.
/// Exits 4 when something is high: a token that others can get, or that is dead, or a file that a client reads nothing of.
///
/// With a token, holds that one against a table of what PyJWT, fastmcp, jsonwebtoken, jose and the two MCP SDKs really check.
/// Without a key the signature is taken to be good. Exits 0 if every one of them would accept it, 3 if it is no token, 4 if
/// any would refuse it.
#[derive(clap::Args)]
#[command(after_help = EXAMPLES)]
pub(crate) struct Args {
    /// Look at the clients' files of this project too, those above it that they read among them, and at its `.env` files
    #[arg(long, value_name = "DIR", conflicts_with_all = ["token", "token_env"])]
    project: Option<PathBuf>,
    #[command(flatten)]
    token: token::OneTokenArgs,
}

const EXAMPLES: &str = "Examples:
  $ mcp-token doctor
  $ mcp-token doctor --project . --json
  $ mcp-token doctor --token-env JWT_TOKEN --iss exai-mcp-server --aud exai-mcp-client
  $ mcp-token doctor --token-env JWT_TOKEN --aud exai-mcp-client --secret-env JWT_SECRET --json
  $ mcp-token doctor --token-env JWT_TOKEN --profile exai";

pub(crate) fn run(args: &Args, env: &Env, output: &mut Output) -> Result<Exit, Failure> {
    if args.token.is_given() {
        return token::run(&args.token, env, output);
    }
    args.token.refuse_without_a_token()?;
    whole(args.project.as_deref(), env, output)
}

/// Everything but a single token.
fn whole(project: Option<&Path>, env: &Env, output: &mut Output) -> Result<Exit, Failure> {
    let home = Home::of(env, Patience::Long)?;
    let project = project.map(project_directory).transpose()?;
    let (profiles, unread) = match home.profiles() {
        Ok(profiles) => (profiles, None),
        Err(failure) => (Profiles::default(), Some(failure)),
    };
    let keychain = home.probe_keychain();
    let opening = looks::try_opening(&home);
    let looks = Looks::new(&home, keychain.is_ok(), opening.is_ok(), env);
    let known = Known::of(&profiles, unread.is_none(), &looks, env)?;
    let mut sections = [
        ("stores", stores::lines(&home, &profiles, keychain, opening, unread)),
        ("clients", clients::lines(&known, project.as_deref())),
        ("secrets", secrets::lines(&looks, &profiles, project.as_deref())),
        ("profiles", profiles::lines(&profiles, &looks)),
    ];
    report::tell_once(&mut sections);
    let count = |wanted| {
        let is = |state: &State| matches!(state, State::Wrong { rank, .. } if *rank == wanted);
        sections.iter().flat_map(|(_, lines)| lines).filter(|line| is(&line.state)).count()
    };
    let (high, warnings) = (count(Rank::High), count(Rank::Warning));
    let editor = Editor::of(env);
    let editor = editor.as_ref();
    if output.form() == Form::Json {
        let findings = sections
            .iter()
            .flat_map(|(section, lines)| lines.iter().filter_map(|line| line.finding(section, editor)));
        output.report(high == 0, &Report { findings: findings.collect() })?;
    } else {
        let style = output.stdout;
        let told = sections.iter().filter(|(_, lines)| !lines.is_empty());
        let mut text: String =
            told.map(|(section, lines)| report::section(section, lines, style, editor)).collect();
        text.push_str(&format!("{high} high, {}\n", human::count(warnings, "warning")));
        output.answer(&text)?;
    }
    Ok(if high > 0 { Exit::Refused } else { Exit::Ok })
}
