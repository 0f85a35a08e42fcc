//! `mcp-token client list`

use std::collections::BTreeSet;
use std::path::PathBuf;

use mcp_token::client::{
    Client, Directories, Examined, Finding, Kept, Outside, OutsideFor, Scope, Server, Syntax, examine,
    may_be_shown, shown, shown_url,
};
use mcp_token::clock::Time;
use serde::Serialize;

use crate::args::client::PlaceArgs;
use crate::cmd::connect::Referred;
use crate::env::Env;
use crate::failure::{Exit, Failure};
use crate::home::{Home, Patience};
use crate::output::form::Form;
use crate::output::{Output, escape, human};

/// Tell which servers each client knows, and how it comes by the token
///
/// Reads the clients' files for all projects and those of projects that something was installed in, with what a client reads above
/// such a project, and with the variables and files that they refer to, and no keychain. No token is shown.
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub(crate) struct Args {
    #[command(flatten)]
    place: PlaceArgs,
}

const EXAMPLES: &str = "Examples:
  $ mcp-token client list
  $ mcp-token client list --project . --json";

/// What there is.
#[derive(Serialize)]
struct Report<'r> {
    clients: &'r [Row],
}

/// One client.
#[derive(Serialize)]
struct Row {
    client: &'static str,
    title: &'static str,
    /// Whether its program or one of its files is there.
    found: bool,
    servers: Vec<ServerRow>,
    /// Files of which it reads nothing, and why.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    unread: Vec<String>,
}

/// One server of a client.
#[derive(Serialize)]
struct ServerRow {
    server: String,
    scope: Scope,
    path: String,
    url: Option<String>,
    token: &'static str,
    /// The variable, file or input that the token comes from.
    from: Option<String>,
    expires_at: Option<String>,
    #[serde(skip)]
    expires: Option<Time>,
    #[serde(skip)]
    file: String,
}

pub(crate) fn run(args: &Args, env: &Env, output: &mut Output) -> Result<Exit, Failure> {
    let directories = env.directories()?;
    let referred = Referred { env, directories: &directories };
    let projects = match args.place.folder()? {
        Some(folder) => BTreeSet::from([folder]),
        None if args.place.scope.is_none() => installed_in(&directories, env, output),
        None => BTreeSet::new(),
    };
    let mut rows = Vec::new();
    for client in Client::all().iter().filter(|client| client.script.is_none()) {
        let mut files = Vec::new();
        if args.place.scope != Some(Scope::Project) {
            files.extend(examine(client, Scope::User, None, &directories, None, env.now));
        }
        for folder in &projects {
            files.extend(examine(client, Scope::Project, Some(folder), &directories, None, env.now));
        }
        // A project can be the home itself.
        let mut seen = BTreeSet::new();
        files.retain(|file| seen.insert(file.path.clone()));
        let found_by = OutsideFor::new(client, &directories, &referred);
        let of_file = |file: &Examined| {
            let row = |server| row(file, server, &found_by, &directories);
            file.servers.iter().map(row).collect::<Vec<_>>()
        };
        let servers: Vec<_> = files.iter().flat_map(of_file).collect();
        let program = client.program.as_deref().is_some_and(|name| env.program(name).is_some());
        let found = program || !files.is_empty();
        let unread = files.iter().flat_map(|file| unread(file, &directories.home)).collect();
        rows.push(Row { client: &client.name, title: &client.title, found, servers, unread });
    }
    match output.form() {
        Form::Json => output.report(true, &Report { clients: &rows })?,
        _ => text(&rows, env, output)?,
    }
    Ok(Exit::Ok)
}

/// The projects that something was installed in.
fn installed_in(directories: &Directories, env: &Env, output: &Output) -> BTreeSet<PathBuf> {
    let records = || {
        let home = Home::of(env, Patience::Short)?;
        Ok(home.client_records_if_any()?.all()?)
    };
    let (good, bad): (Vec<_>, Vec<_>) = match records() {
        Ok(records) => records.into_iter().partition(Result::is_ok),
        Err(failure) => {
            let failure: Failure = failure;
            output.warn(&failure.to_string());
            failure.hint.iter().for_each(|hint| output.hint(hint));
            return BTreeSet::new();
        }
    };
    bad.into_iter().filter_map(Result::err).for_each(|error| output.warn(&error.to_string()));
    let requests = good.iter().flatten().flat_map(|record| &record.requests);
    requests.filter_map(|request| request.project(directories)).collect()
}

fn unread(file: &Examined, home: &std::path::Path) -> Vec<String> {
    let is_unread =
        |finding: &&Finding| matches!(finding, Finding::Unreadable { .. } | Finding::NotSeen { .. });
    let unread = file.findings.iter().filter(is_unread);
    let place = human::place(&file.path, home);
    unread.map(|finding| format!("{place}: {finding}")).collect()
}

fn row(file: &Examined, server: &Server, outside: &dyn Outside, directories: &Directories) -> ServerRow {
    // A literal is what somebody should know of first.
    let worst = server.credentials.iter().find(|one| one.literal().is_some()).or(server.credentials.first());
    let (token, from) = worst.map_or(("none", None), |one| kept(&one.kept));
    let expires = worst.and_then(|one| one.expires_at(outside));
    ServerRow {
        server: shown(&server.name).to_owned(),
        scope: file.scope,
        path: file.path.display().to_string(),
        url: server.url.as_deref().filter(|url| mcp_token::profile::url::check(url).is_ok()).map(shown_url),
        token,
        from,
        expires_at: expires.map(Time::to_rfc3339),
        expires,
        file: human::place(&file.path, &directories.home),
    }
}

/// How a credential is kept, and from where it comes.
fn kept(kept: &Kept) -> (&'static str, Option<String>) {
    match kept {
        Kept::Literal { .. } => ("literal", None),
        Kept::Helper { .. } => ("helper", None),
        Kept::Exec { .. } => ("exec", None),
        Kept::Variable { name } => ("variable", Some(name.clone()).filter(|name| may_be_shown(name))),
        Kept::Reference { reference, .. } => {
            let kind = match reference.syntax {
                Syntax::Command => "helper",
                Syntax::Input => "asked",
                Syntax::File | Syntax::CurlyFile => "file",
                _ => "variable",
            };
            (kind, reference.shown_name().map(str::to_owned))
        }
    }
}

fn text(rows: &[Row], env: &Env, output: &mut Output) -> Result<(), Failure> {
    let cell = |text: &str| escape::text(text).into_owned();
    let lines = rows.iter().filter(|row| row.found).flat_map(|row| {
        let servers = row.servers.iter().map(|server| {
            let from = server.from.iter().map(|from| format!(" {}", cell(from)));
            let expires = server.expires.iter().map(|at| {
                let verb = if *at <= env.now { "expired" } else { "expires" };
                format!(", {verb} {}", at.relative(env.now))
            });
            let token = std::iter::once(server.token.to_owned()).chain(from).chain(expires).collect();
            [row.client.to_owned(), cell(&server.server), token, cell(&server.file)]
        });
        let none = row
            .servers
            .is_empty()
            .then(|| [row.client.to_owned(), "-".to_owned(), "-".to_owned(), String::new()]);
        servers.chain(none).collect::<Vec<_>>()
    });
    let lines: Vec<_> = lines.collect();
    if !lines.is_empty() {
        output.answer(&human::table(["CLIENT", "SERVER", "TOKEN", "FILE"], lines.iter().cloned()))?;
    }
    for row in rows {
        for unread in &row.unread {
            output.warn(&format!("{}: {unread}", row.client));
        }
    }
    let absent: Vec<_> = rows.iter().filter(|row| !row.found).map(|row| row.client).collect();
    if lines.is_empty() {
        output.note("no client was found here: -v names those that are known");
    } else if !absent.is_empty() {
        output.note(&format!("not found: {} (-v names them)", human::count(absent.len(), "other client")));
    }
    output.explain(&absent.join(" "));
    let scripts = Client::all().iter().filter(|client| client.script.is_some());
    let scripts: Vec<_> = scripts.map(|client| client.name.as_str()).collect();
    output.explain(&format!("without a file, for `client print`: {}", scripts.join(" ")));
    Ok(())
}
