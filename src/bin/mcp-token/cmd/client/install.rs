//! `mcp-token client install`

use std::path::Path;

use mcp_token::client::{Client, Mode, Records, Request, Scope};
use mcp_token::name::Name;
use serde::Serialize;

use super::notes;
use crate::args::client::{ChangeArgs, ConnectionArgs, named};
use crate::cmd::connect::{self, Done, Literal, Plan};
use crate::cmd::text_or_json;
use crate::env::Env;
use crate::failure::{Exit, Failure, Hint};
use crate::home::{Home, Patience};
use crate::output::form::Form;
use crate::output::{Output, escape, human};

/// Put the entry into the client's own file
///
/// Every other byte of the file stays. Done twice it changes nothing. Without a client, all that were installed are written
/// again, with what their profiles say now; not those that hold a token or a secret themselves.
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
        error: Failure,
    },
}

/// How it went with one of them.
struct Outcome {
    request: Option<Request>,
    row: Result<Row, Failure>,
}

impl Outcome {
    fn line(&self) -> Line<'_> {
        match &self.row {
            Ok(row) => Line::Done(row),
            Err(error) => Line::Failed {
                client: self.request.as_ref().map(|request| request.client.as_str()),
                server: self.request.as_ref().map(|request| &request.server),
                error: error.without_secrets(),
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
    change: Done,
}

pub(crate) fn run(args: &Args, env: &Env, output: &mut Output) -> Result<Exit, Failure> {
    text_or_json(output)?;
    let home = Home::of(env, Patience::Short)?;
    let records = home.client_records()?;
    let outcomes = match &args.client {
        Some(name) => {
            let client = named(name)?;
            let profile = args.connection.profile(&home, output)?;
            if !client.is_edited() {
                let failure = Failure::usage(format!("{} has no file that is edited here", client.title));
                return Err(failure.with_hint(Hint::run(&format!("client print {}", client.name))));
            }
            let request = args.connection.request(client, &args.change.place, profile.as_ref(), env)?;
            let row = install(request, args.change.dry_run, &records, &home, env, output)?;
            vec![Outcome { request: None, row: Ok(row) }]
        }
        None => again(args, &records, &home, env, output)?,
    };
    if output.form() == Form::Json {
        let is_ok = outcomes.iter().all(|outcome| outcome.row.is_ok());
        let clients = outcomes.iter().map(Outcome::line).collect();
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
) -> Result<Vec<Outcome>, Failure> {
    if args.connection.is_given() || args.change.place.scope.is_some() || args.change.place.project.is_some()
    {
        return Err(Failure::usage("which client is meant was not said"));
    }
    let mut outcomes: Vec<Outcome> = Vec::new();
    let known = records.all()?;
    if known.is_empty() {
        output.note("no client was connected yet");
    }
    for record in known {
        let request = record.as_ref().ok().map(|record| record.request.clone());
        let row = record.map_err(Failure::from).and_then(|record| {
            let about = format!("{}, {}", record.request.client, record.request.server);
            if !record.is_applied_again() {
                return left(&record.request, env, output).map_err(|failure| failure.about(about));
            }
            project_is_there(&record.request, env)
                .and_then(|()| install(record.request, args.change.dry_run, records, home, env, output))
                .map_err(|failure| failure.about(about))
        });
        // The last is told as what it is.
        let earlier = outcomes.iter().rev().find_map(|outcome| outcome.row.as_ref().err());
        if let Some(earlier) = earlier.filter(|_| row.is_err()) {
            output.warn(&earlier.to_string());
        }
        outcomes.push(Outcome { request, row });
    }
    Ok(outcomes)
}

/// One that is not written again.
fn left(request: &Request, env: &Env, output: &Output) -> Result<Row, Failure> {
    let client = named(&request.client)?;
    if output.form() == Form::Text {
        let place = request.path.as_deref().unwrap_or(Path::new(""));
        let place = human::place(place, &env.directories()?.home);
        let what = match request.mode {
            Some(Mode::Inline) => "the token itself",
            _ => "a literal secret",
        };
        let (title, server) = (&client.title, &request.server);
        output.note(&format!("{title}: `{server}` in {place} is not written again: it was to hold {what}"));
    }
    Ok(Row {
        client: &client.name,
        server: request.server.to_string(),
        scope: request.scope,
        path: request.path.as_ref().map(|path| path.display().to_string()),
        mode: request.mode,
        change: Done::Left,
    })
}

/// A project that went away is not made again for the sake of one file.
fn project_is_there(request: &Request, env: &Env) -> Result<(), Failure> {
    let (Scope::Project, Some(path)) = (request.scope, &request.path) else { return Ok(()) };
    let client = Client::named(&request.client);
    let folder = client.and_then(|client| client.project_of(path, &env.directories().ok()?));
    match folder.filter(|folder| !folder.is_dir()) {
        Some(folder) => {
            let message = format!("the project `{}` is not there any more", folder.display());
            Err(Failure::new(Exit::NotFound, "no_project", message))
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
    let _lock = connect::lock(home)?;
    let literal = if dry_run { Literal::Word } else { Literal::Token };
    let plan = Plan::install(request, literal, home, records, env)?;
    let done = plan.done();
    let row = Row {
        client: &plan.client.name,
        server: plan.request.server.to_string(),
        scope: plan.request.scope,
        path: plan.request.path.as_ref().map(|path| path.display().to_string()),
        mode: plan.entry.as_ref().and_then(|entry| entry.mode),
        change: done,
    };
    let through = plan.through().map(|through| format!(", through {through}")).unwrap_or_default();
    let told = Installed {
        client: plan.client,
        request: plan.request.clone(),
        place: plan.place(&env.directories()?.home) + &through,
        others: records.other_readers(&plan.request)?,
        loses: plan.loses,
    };
    if dry_run {
        if output.form() == Form::Text {
            output.answer(&plan.preview())?;
        }
        return Ok(row);
    }
    plan.carry_out(records)?;
    connect::warn_of_a_moved_home(row.mode, env, output);
    connect::warn_of_missing_secrets(&told.request, home, output)?;
    if output.form() == Form::Text {
        told.tell(&row, home, output)?;
    }
    Ok(row)
}

/// What was done, for people.
struct Installed {
    client: &'static Client,
    request: Request,
    /// The file, and through what it was changed.
    place: String,
    /// What was asked for other clients that read the same entry.
    others: Vec<Request>,
    /// Whether an entry of somebody else is gone that is not put back.
    loses: bool,
}

impl Installed {
    fn tell(&self, row: &Row, home: &Home<'_>, output: &Output) -> Result<(), Failure> {
        let Self { client, request, place, .. } = self;
        let (server, title) = (&request.server, &client.title);
        match row.change {
            Done::Unchanged | Done::Left => {
                output.note(&format!("{title}: `{server}` is in {place} already"));
            }
            Done::Changed => output.note(&format!("{title}: changed `{server}` in {place}")),
            Done::Added | Done::Removed => output.note(&format!("{title}: added `{server}` to {place}")),
        }
        if row.change == Done::Unchanged {
            return Ok(());
        }
        for other in self.others.iter().filter_map(|other| Client::named(&other.client)) {
            output.note(&format!("{}: it is the same entry", other.title));
        }
        let profile = request.profile.as_ref().map(|name| home.profile(Some(name))).transpose()?;
        let mut notes = notes::of_token(client, request, row.mode, profile.as_ref());
        notes.extend(client.restart.as_ref().map(|restart| ("afterwards", restart.clone())));
        if request.scope == Scope::Project {
            notes.extend(client.project_note.as_ref().map(|note| ("it", note.clone())));
        }
        let lost = format!("what `{server}` was before: `client remove` does not put it back");
        notes.extend(self.loses.then_some(("not kept", lost)));
        let text = notes::text(&notes);
        if !text.is_empty() {
            output.note(escape::lines(&text).trim_end());
        }
        Ok(())
    }
}
