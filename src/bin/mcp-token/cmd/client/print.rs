//! `mcp-token client print`

use std::path::PathBuf;

use mcp_token::client::{self, Client, Entry, Mode, Platform, Request, Scope, Target};
use mcp_token::secret::shape::is_surely_secret;
use serde::Serialize;

use super::notes;
use crate::args;
use crate::args::client::{ConnectionArgs, PlaceArgs};
use crate::cmd::connect::{self, Plan};
use crate::env::Env;
use crate::failure::{Exit, Failure, Hint};
use crate::home::{Home, Patience};
use crate::output::Output;
use crate::output::form::Form;
use crate::quoted::line;

/// Print what connects a client, to be pasted
///
/// The entry is on stdout, what there is to know about it on stderr: the client's own command among it, where that adds the
/// same. `curl`, `python` and `javascript` are clients too: a program that calls `initialize`.
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub(crate) struct Args {
    /// The client; `mcp-token client list -v` names them
    #[arg(value_name = "CLIENT")]
    client: String,
    #[command(flatten)]
    connection: ConnectionArgs,
    #[command(flatten)]
    place: PlaceArgs,
}

const EXAMPLES: &str = "Examples:
  $ mcp-token client print claude-code --profile exai
  $ mcp-token client print vscode --profile exai --url https://mcp.example.com/mcp
  $ mcp-token client print kiro --name calc --command python3 --arg calculator.py \\
      --env CALCULATOR_REQUIRE_AUTH=true --secret-var CALCULATOR_API_KEY=exai
  $ mcp-token client print curl --profile exai --url https://mcp.example.com/mcp";

/// What is pasted.
#[derive(Serialize)]
struct Report<'r> {
    client: &'r str,
    mode: Option<Mode>,
    text: &'r str,
    notes: Vec<String>,
}

pub(crate) fn run(args: &Args, env: &Env, output: &mut Output) -> Result<Exit, Failure> {
    let client = args::client::named(&args.client)?;
    let home = Home::of(env, Patience::Short)?;
    let profile = args.connection.profile(&home, output)?;
    let request = args.connection.request(client, &args.place, profile.as_ref(), env)?;
    let meant = connect::resolve(&request, None, connect::Literal::Token, &home)?;
    let printed = client::print(client, &meant.connection, request.mode, meant.token.as_ref());
    let printed = printed.map_err(|error| connect::of_name(error, client, &request))?;
    connect::warn_of_a_moved_home(printed.mode, env, output);
    connect::warn_of_missing_secrets(&request, &home, output);
    let is_literal = match &printed.entry {
        Some(entry) => entry.holds_a_literal(client, &request),
        None => request.holds_a_secret() || leads_to_a_secret(&meant.connection.target),
    };
    let mut notes = notes::of_place(client, &request, is_literal || printed.mode == Some(Mode::Inline), env)?;
    if !is_literal {
        let own = printed.entry.as_ref().and_then(|entry| own_line(client, &request, entry, env));
        let lines = install_line(args, client, &request, &home).into_iter().chain(own);
        let is_shown = |line: &String| output.form() == Form::Json || is_pasteable(line);
        notes.extend(lines.filter(is_shown).map(|line| ("or run", line)));
    }
    notes.extend(notes::of_token(client, &request, printed.mode, meant.profile.as_ref(), is_literal));
    if output.form() == Form::Json {
        let notes = notes.iter().map(|(label, text)| format!("{label} {text}")).collect();
        output
            .report(true, &Report { client: &client.name, mode: printed.mode, text: &printed.text, notes })?;
    } else {
        output.answer(&printed.text)?;
        output.card(&notes::text(&notes));
    }
    Ok(Exit::Ok)
}

/// Whether a key stands in the URL, be it the profile's.
fn leads_to_a_secret(target: &Target) -> bool {
    matches!(target, Target::Remote { url, .. } if is_surely_secret(url))
}

/// The same request as a command that installs it, where that would be done.
fn install_line(args: &Args, client: &Client, request: &Request, home: &Home<'_>) -> Option<String> {
    if !client.is_edited() {
        return None;
    }
    let place = match request.path {
        Some(_) => args.place.clone(),
        // Where a client has files of projects alone, one of those is meant.
        None => PlaceArgs { scope: Some(Scope::Project), ..args.place.clone() },
    };
    let request = args.connection.request(client, &place, request.profile.as_ref(), home.env()).ok()?;
    let records = home.client_records_if_any().ok()?;
    let plan = Plan::install(request.clone(), connect::Literal::Word, home, &records).ok()?;
    plan.refuse_without_a_client().ok()?;
    Some(format!("mcp-token {}", line_of("install", &request, &place)))
}

/// The client's own command for the same, where it puts nothing in the place of what is there: of several files it may take another.
fn own_line(client: &Client, request: &Request, entry: &Entry, env: &Env) -> Option<String> {
    let files = client.files(Scope::User, &env.directories().ok()?);
    let there: Vec<_> = files.iter().filter(|file| file.exists()).collect();
    let is_new = |file: &&PathBuf| {
        client::entry_in(client, file, request.server.as_str()).is_ok_and(|old| old.is_none())
    };
    let is_safe = request.scope == Scope::User && there.len() < 2 && there.iter().all(is_new);
    client.add_command(entry, there.is_empty()).filter(|_| is_safe).map(line)
}

/// Whether a line does what it says when it is pasted as it is shown. On Windows no shell reads these quotation marks.
fn is_pasteable(line: &str) -> bool {
    let hint = Hint::command(line);
    hint.is_whole() && hint.is_pasteable() && (Platform::HERE != Platform::Windows || !line.contains('\''))
}

/// The arguments of this program for a request: a subcommand of `client`.
pub(super) fn line_of(command: &str, request: &Request, place: &PlaceArgs) -> String {
    line(args::client::words_of(command, request, place.project.as_deref()))
}
