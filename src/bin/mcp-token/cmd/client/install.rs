//! `mcp-token client install`

mod again;
mod told;

use std::path::{Path, PathBuf};

use mcp_token::client::{Mode, Records, Request, Scope};
use mcp_token::name::Name;
use serde::Serialize;

use super::print::line_of;
use crate::args::client::{ChangeArgs, ConnectionArgs, named, not_edited};
use crate::cmd::connect::{self, Done, Literal, Plan};
use crate::env::Env;
use crate::failure::{Exit, Failure};
use crate::home::{Home, Patience};
use crate::output::form::Form;
use crate::output::{Output, human};

/// Put the entry into the client's own file
///
/// Every other byte of the file stays, and what somebody added to the entry, unless in a list of ours, which is written as a
/// whole. Of an entry that was not installed here, headers that show a credential go: they may be for another server. One that
/// leads elsewhere, and may hold a living token, is not replaced: `--name` puts ours beside it. Done twice it changes nothing.
/// Without a client, all that were installed are written again, with what their profiles say now; not those that hold a token
/// or a secret themselves, and none that is gone from its file.
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub(crate) struct Args {
    /// The client; left out, every client that was installed, again
    #[arg(value_name = "CLIENT")]
    client: Option<String>,
    #[command(flatten)]
    connection: ConnectionArgs,
    #[command(flatten)]
    change: ChangeArgs,
}

const EXAMPLES: &str = "Examples:
  $ mcp-token client install cursor --profile exai --url https://mcp.example.com/mcp
  $ mcp-token client install codex --profile exai --url https://mcp.example.com/mcp --dry-run
  $ mcp-token client install";

/// What is needed for each of them.
struct Installing<'h> {
    home: &'h Home<'h>,
    records: &'h Records,
    dry_run: bool,
}

/// What was done.
#[derive(Serialize)]
struct Report {
    clients: Vec<Line>,
    done: bool,
}

/// How it went with one client of several.
#[derive(Serialize)]
#[serde(untagged)]
enum Line {
    Done(Row),
    /// Of what cannot be read it is not known which client it was.
    Failed {
        client: Option<String>,
        server: Option<Name>,
        error: Failure,
    },
}

impl Line {
    fn error(&self) -> Option<&Failure> {
        match self {
            Self::Done(_) => None,
            Self::Failed { error, .. } => Some(error),
        }
    }
}

/// One entry.
#[derive(Serialize)]
struct Row {
    client: &'static str,
    server: String,
    scope: Scope,
    path: Option<String>,
    mode: Option<Mode>,
    change: Became,
    /// Whether what somebody had there before comes back with `client remove`, or is copied.
    #[serde(skip_serializing_if = "Option::is_none")]
    kept: Option<bool>,
    /// Where something of somebody lies that went with the one before.
    #[serde(skip_serializing_if = "Option::is_none")]
    copy: Option<PathBuf>,
}

/// What became of it.
#[derive(Serialize)]
#[serde(rename_all = "lowercase")]
enum Became {
    /// It holds a secret that is kept nowhere else.
    Left,
    /// Somebody has taken it out: it is forgotten.
    Removed,
    #[serde(untagged)]
    Done(Done),
}

pub(crate) fn run(args: &Args, env: &Env, output: &mut Output) -> Result<Exit, Failure> {
    let home = Home::of(env, Patience::Short)?;
    // What is remembered is true until the last is written.
    let (_lock, records) = connect::records(&home, args.change.dry_run)?;
    let installing = Installing { home: &home, records: &records, dry_run: args.change.dry_run };
    let clients = match &args.client {
        Some(name) => {
            let client = named(name)?;
            let profile = args.connection.profile(&home, output)?;
            let request = args.connection.request(client, &args.change.place, profile.as_ref(), env)?;
            if !client.is_edited() {
                let line = if request.holds_a_secret() {
                    format!("client print {}", client.name)
                } else {
                    line_of("print", &request, &args.change.place)
                };
                return Err(not_edited(client, &line));
            }
            vec![Line::Done(installing.put(&installing.plan(request)?, output)?)]
        }
        None if args.connection.is_given()
            || args.change.place.scope.is_some()
            || args.change.place.project.is_some() =>
        {
            return Err(Failure::usage("which client is meant was not said"));
        }
        None => installing.again(output)?,
    };
    let report = Report { clients, done: !args.change.dry_run };
    if output.form() == Form::Json {
        output.report(report.clients.iter().all(|line| line.error().is_none()), &report)?;
    }
    let failed = report.clients.into_iter().rev().find_map(|line| match line {
        Line::Done(_) => None,
        Line::Failed { error, .. } => Some(error),
    });
    failed.map_or(Ok(Exit::Ok), Err)
}

fn place(request: &Request, env: &Env) -> Result<String, Failure> {
    Ok(human::place(request.path.as_deref().unwrap_or(Path::new("")), &env.directories()?.home))
}

fn row_of(request: &Request, change: Became) -> Result<Row, Failure> {
    Ok(Row {
        client: &named(&request.client)?.name,
        server: request.server.to_string(),
        scope: request.scope,
        path: request.path.as_ref().map(|path| path.display().to_string()),
        mode: request.mode,
        change,
        kept: None,
        copy: None,
    })
}

impl Installing<'_> {
    fn plan(&self, request: Request) -> Result<Plan, Failure> {
        let Self { home, records, dry_run } = *self;
        let literal = if dry_run { Literal::Word } else { Literal::Token };
        Plan::install(request, literal, home, records)
    }

    /// Puts one into its file.
    fn put(&self, plan: &Plan, output: &mut Output) -> Result<Row, Failure> {
        let Self { home, records, dry_run } = *self;
        let env = home.env();
        let aside = if dry_run { None } else { plan.aside(records)? };
        let copy = aside.as_ref().and_then(|aside| aside.copy.clone());
        let row = row_of(&plan.request, Became::Done(plan.done()))?;
        let row = Row { mode: plan.mode(), kept: plan.keeps(records)?, copy, ..row };
        plan.layers(&env.directories()?).for_each(|layer| output.warn(&layer));
        if dry_run {
            if output.form() == Form::Text {
                output.answer(&plan.preview()?)?;
                connect::warn_of_a_loss(plan, output);
            }
            return Ok(row);
        }
        let others = records.other_readers(&plan.request);
        plan.carry_out(records)?;
        connect::warn_of_a_moved_home(row.mode, env, output);
        connect::warn_of_missing_secrets(&plan.request, home, output);
        plan.refusal(&env.directories()?.home).iter().for_each(|refusal| output.warn(refusal));
        if output.form() == Form::Text {
            told::tell(plan, &others, aside.as_ref(), &env.directories()?.home, output);
        }
        Ok(row)
    }
}
