//! `mcp-token client install`

use std::path::{Path, PathBuf};

use mcp_token::client::{Client, Mode, Outcome, Record, Records, Request, Scope};
use mcp_token::name::Name;
use mcp_token::profile::Profile;
use serde::Serialize;

use super::notes;
use crate::args::client::{ChangeArgs, ConnectionArgs, named, not_edited};
use crate::cmd::connect::{self, Aside, Done, Literal, Plan};
use crate::env::Env;
use crate::failure::{Code, Exit, Failure};
use crate::home::{Home, Patience};
use crate::output::form::Form;
use crate::output::{Output, human};

/// Put the entry into the client's own file
///
/// Every other byte of the file stays, and what somebody added to the entry. Done twice it changes nothing. Without a client,
/// all that were installed are written again, with what their profiles say now; not those that hold a token or a secret
/// themselves, and none that is gone from its file.
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

/// What was done.
#[derive(Serialize)]
struct Report<'r> {
    clients: Vec<Line<'r>>,
    done: bool,
}

/// One client of several.
#[derive(Serialize)]
#[serde(untagged)]
enum Line<'r> {
    Done(&'r Row),
    /// Of what cannot be read it is not known which client it was.
    Failed {
        client: Option<&'r str>,
        server: Option<&'r Name>,
        error: &'r Failure,
    },
}

/// How it went with one of them.
struct Tried {
    request: Option<Request>,
    row: Result<Row, Failure>,
}

impl Tried {
    fn line(&self) -> Line<'_> {
        match &self.row {
            Ok(row) => Line::Done(row),
            Err(error) => Line::Failed {
                client: self.request.as_ref().map(|request| request.client.as_str()),
                server: self.request.as_ref().map(|request| &request.server),
                error,
            },
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
    /// Where something of somebody lies that went with the one before.
    #[serde(skip_serializing_if = "Option::is_none")]
    copy: Option<PathBuf>,
}

/// What became of it.
#[derive(Serialize)]
#[serde(rename_all = "lowercase")]
enum Became {
    /// It was looked at by nobody: it holds a secret that is kept nowhere else.
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
    let outcomes = match &args.client {
        Some(name) => {
            let client = named(name)?;
            let profile = args.connection.profile(&home, output)?;
            if !client.is_edited() {
                return Err(not_edited(client, &format!("client print {}", client.name)));
            }
            let request = args.connection.request(client, &args.change.place, profile.as_ref(), env)?;
            let row = install(request, args.change.dry_run, &records, &home, env, output)?;
            vec![Tried { request: None, row: Ok(row) }]
        }
        None => again(args, &records, &home, env, output)?,
    };
    if output.form() == Form::Json {
        let is_ok = outcomes.iter().all(|outcome| outcome.row.is_ok());
        let clients = outcomes.iter().map(Tried::line).collect();
        output.report(is_ok, &Report { clients, done: !args.change.dry_run })?;
    }
    let last = outcomes.into_iter().rev().find_map(|outcome| outcome.row.err());
    last.map_or(Ok(Exit::Ok), Err)
}

/// Everything that was installed; one that fails does not keep the others from it.
fn again(
    args: &Args,
    records: &Records,
    home: &Home<'_>,
    env: &Env,
    output: &mut Output,
) -> Result<Vec<Tried>, Failure> {
    if args.connection.is_given() || args.change.place.scope.is_some() || args.change.place.project.is_some()
    {
        return Err(Failure::usage("which client is meant was not said"));
    }
    let mut outcomes: Vec<Tried> = Vec::new();
    let known = records.all()?;
    if known.is_empty() {
        output.note("no client was connected yet");
    }
    let each = known.into_iter().flat_map(|record| match record {
        Ok(record) => {
            let requests = record.requests.clone().into_iter();
            requests.map(|request| Ok((record.clone(), request))).collect()
        }
        Err(error) => vec![Err(Failure::from(error))],
    });
    for known in each {
        let request = known.as_ref().ok().map(|(_, request)| request.clone());
        let row = known.and_then(|(record, request)| {
            once_again(&record, &request, args.change.dry_run, records, home, env, output)
                .map_err(|failure| failure.about(format!("{}, {}", request.client, request.server)))
        });
        // The last is told as what it is.
        let earlier = outcomes.iter().rev().find_map(|outcome| outcome.row.as_ref().err());
        if let Some(earlier) = earlier.filter(|_| row.is_err()) {
            output.warn(&earlier.to_string());
        }
        outcomes.push(Tried { request, row });
    }
    Ok(outcomes)
}

/// One that is written again, unless somebody has taken it out since: then it is forgotten.
fn once_again(
    record: &Record,
    request: &Request,
    dry_run: bool,
    records: &Records,
    home: &Home<'_>,
    env: &Env,
    output: &mut Output,
) -> Result<Row, Failure> {
    if !record.is_applied_again() {
        return left(request, env, output);
    }
    project_is_there(request, env)?;
    // A run that was cut off may not have put it there: that is made up for.
    let gone = record.from.is_none().then(|| forgotten(request, dry_run, records, env, output));
    match gone.transpose()?.flatten() {
        Some(row) => Ok(row),
        None => install(request.clone(), dry_run, records, home, env, output),
    }
}

/// One that is not in its file any more.
fn forgotten(
    request: &Request,
    dry_run: bool,
    records: &Records,
    env: &Env,
    output: &Output,
) -> Result<Option<Row>, Failure> {
    let client = named(&request.client)?;
    let is_gone = |plan: &Plan| matches!(plan.outcome(), Outcome::WasGone | Outcome::WasBack);
    let plan = match Plan::remove(client, request.clone(), records, env) {
        // It went with what was asked for another client that reads the same entry.
        _ if !records.knows(request) => None,
        Ok(plan) if is_gone(&plan) => Some(plan).filter(|_| !dry_run),
        // Why a file cannot be read is told by what is to be written there.
        Ok(_) | Err(_) => return Ok(None),
    };
    let aside = plan.as_ref().map(|plan| plan.aside(records)).transpose()?.flatten();
    if output.form() == Form::Text {
        let (place, server) = (place(request, env)?, &request.server);
        output.note(&format!("{}: `{server}` is gone from {place}, and is not written again", client.title));
        if let Some(aside) = &aside {
            aside.tell(&env.directories()?.home, output);
        }
    }
    plan.map_or(Ok(()), |plan| plan.carry_out(records))?;
    let copy = aside.and_then(|aside| aside.copy);
    Ok(Some(Row { copy, ..row_of(request, Became::Removed)? }))
}

/// One that is not written again.
fn left(request: &Request, env: &Env, output: &Output) -> Result<Row, Failure> {
    if output.form() == Form::Text {
        let place = place(request, env)?;
        let what = match request.mode {
            Some(Mode::Inline) => "the token itself",
            _ => "a literal secret",
        };
        let (title, server) = (&named(&request.client)?.title, &request.server);
        output.note(&format!("{title}: `{server}` in {place} is not written again: it was to hold {what}"));
    }
    row_of(request, Became::Left)
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
        copy: None,
    })
}

/// A project that went away is not made again for the sake of one file.
fn project_is_there(request: &Request, env: &Env) -> Result<(), Failure> {
    let (Scope::Project, Some(path)) = (request.scope, &request.path) else { return Ok(()) };
    let directories = env.directories()?;
    let folder = Client::named(&request.client).and_then(|client| client.project_of(path, &directories));
    match folder.filter(|folder| !folder.is_dir()) {
        Some(folder) => {
            let message = format!("the project `{}` is not there any more", folder.display());
            let failure = Failure::new(Exit::NotFound, Code::NO_PROJECT, message);
            Err(failure.with_hint(connect::removal(request, &directories)))
        }
        None => Ok(()),
    }
}

fn install(
    request: Request,
    dry_run: bool,
    records: &Records,
    home: &Home<'_>,
    env: &Env,
    output: &mut Output,
) -> Result<Row, Failure> {
    let literal = if dry_run { Literal::Word } else { Literal::Token };
    let plan = Plan::install(request, literal, home, records, env)?;
    let done = plan.done();
    let mode = plan.entry.as_ref().and_then(|entry| entry.mode);
    let aside = if dry_run { None } else { plan.aside(records)? };
    let copy = aside.as_ref().and_then(|aside| aside.copy.clone());
    let row = Row { mode, copy, ..row_of(&plan.request, Became::Done(done))? };
    let directories = env.directories()?;
    let through = plan.through().map(|through| format!(", through {through}")).unwrap_or_default();
    let told = Installed {
        client: plan.client,
        request: plan.request.clone(),
        profile: plan.profile.clone(),
        place: plan.place(&directories.home) + &through,
        others: records.other_readers(&plan.request),
        done,
        mode: row.mode,
        outcome: plan.outcome(),
        aside,
    };
    if dry_run {
        if output.form() == Form::Text {
            output.answer(&plan.preview()?)?;
        }
        return Ok(row);
    }
    plan.carry_out(records)?;
    connect::warn_of_a_moved_home(row.mode, env, output);
    connect::warn_of_missing_secrets(&told.request, home, output);
    if output.form() == Form::Text {
        told.tell(&directories.home, output);
    }
    Ok(row)
}

/// What was done, for people.
struct Installed {
    client: &'static Client,
    request: Request,
    profile: Option<Profile>,
    /// The file, and through what it was changed.
    place: String,
    /// What was asked for other clients that read the same entry.
    others: Vec<Request>,
    done: Done,
    mode: Option<Mode>,
    outcome: Outcome,
    aside: Option<Aside>,
}

impl Installed {
    fn tell(&self, home: &Path, output: &Output) {
        let Self { client, request, place, .. } = self;
        let (server, title) = (&request.server, &client.title);
        match self.done {
            Done::Unchanged => {
                output.note(&format!("{title}: `{server}` is in {place} already"));
            }
            Done::Changed => output.note(&format!("{title}: changed `{server}` in {place}")),
            Done::Added => output.note(&format!("{title}: added `{server}` to {place}")),
        }
        if self.done == Done::Unchanged {
            return;
        }
        for other in self.others.iter().filter_map(|other| Client::named(&other.client)) {
            output.note(&format!("{}: it is the same entry", other.title));
        }
        let mut notes = notes::of_token(client, request, self.mode, self.profile.as_ref());
        notes.extend(client.restart.as_ref().map(|restart| ("afterwards", restart.clone())));
        if request.scope == Scope::Project {
            notes.extend(client.project_note.as_ref().map(|note| ("it", note.clone())));
        }
        let before = |does: &str| format!("what `{server}` was before: `client remove` {does}");
        notes.extend(match self.outcome {
            Outcome::Kept => Some(("kept", before("puts it back"))),
            Outcome::Lost => Some(("not kept", before("does not put it back"))),
            _ => None,
        });
        output.card(&notes::text(&notes));
        if let Some(aside) = &self.aside {
            aside.tell(home, output);
        }
    }
}
