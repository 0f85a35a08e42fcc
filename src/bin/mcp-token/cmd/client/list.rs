//! `mcp-token client list`

use mcp_token::client::{
    Client, Credential, Examined, Finding, Kept, Scope, Server, Syntax, examine, may_be_shown, shown,
    shown_url,
};
use mcp_token::clock::Time;
use serde::Serialize;

use crate::args::client::PlaceArgs;
use crate::env::Env;
use crate::failure::{Exit, Failure};
use crate::output::form::Form;
use crate::output::{Output, escape, human};

/// Tell which servers each client knows, and how it comes by the token
///
/// Reads the clients' files, and no keychain. No token is shown.
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
    /// The profile, variable or command that the token comes from.
    from: Option<String>,
    expires_at: Option<String>,
    #[serde(skip)]
    expires: Option<Time>,
    #[serde(skip)]
    file: String,
}

pub(crate) fn run(args: &Args, env: &Env, output: &mut Output) -> Result<Exit, Failure> {
    let directories = env.directories()?;
    let project = args.place.folder()?;
    let mut rows = Vec::new();
    for client in Client::all().iter().filter(|client| client.script.is_none()) {
        let mut files = Vec::new();
        if args.place.scope != Some(Scope::Project) {
            files.extend(examine(client, Scope::User, None, &directories, None, env.now));
        }
        if let Some(folder) = &project {
            files.extend(examine(client, Scope::Project, Some(folder), &directories, None, env.now));
        }
        let of_file = |file: &Examined| {
            file.servers.iter().map(|server| row(file, server, &directories.home)).collect::<Vec<_>>()
        };
        let servers: Vec<_> = files.iter().flat_map(of_file).collect();
        let program = client.program.as_deref().is_some_and(|name| env.program(name).is_some());
        let found = program || !files.is_empty();
        let unread = files.iter().flat_map(|file| unread(file, &directories.home)).collect();
        rows.push(Row { client: &client.name, title: &client.title, found, servers, unread });
    }
    match output.form() {
        Form::Json => output.report(true, &Report { clients: &rows })?,
        Form::Text => text(&rows, env, output)?,
        other => return Err(Failure::usage(format!("a list has no form `{}`", other.name()))),
    }
    Ok(Exit::Ok)
}

fn unread(file: &Examined, home: &std::path::Path) -> Vec<String> {
    let unread = file.findings.iter().filter(|finding| matches!(finding, Finding::Unreadable { .. }));
    unread.map(|finding| format!("{}: {finding}", human::place(&file.path, home))).collect()
}

fn row(file: &Examined, server: &Server, home: &std::path::Path) -> ServerRow {
    // A literal is what somebody should know of first.
    let is_literal = |one: &&Credential| matches!(one.kept, Kept::Literal { .. });
    let worst = server.credentials.iter().find(is_literal).or(server.credentials.first());
    let (token, from, expires) = worst.map_or(("none", None, None), kept);
    ServerRow {
        server: shown(&server.name).to_owned(),
        scope: file.scope,
        path: file.path.display().to_string(),
        url: server.url.as_deref().filter(|url| mcp_token::profile::url::check(url).is_ok()).map(shown_url),
        token,
        from,
        expires_at: expires.map(Time::to_rfc3339),
        expires,
        file: human::place(&file.path, home),
    }
}

/// How a credential is kept, from where it comes, and until when it is good when it stands there itself.
fn kept(credential: &Credential) -> (&'static str, Option<String>, Option<Time>) {
    match &credential.kept {
        Kept::Literal { .. } => ("literal", None, credential.expires_at()),
        Kept::Helper { .. } => ("helper", None, None),
        Kept::Exec { .. } => ("exec", None, None),
        Kept::Variable { name } => ("variable", Some(name.clone()).filter(|name| may_be_shown(name)), None),
        Kept::Reference { reference, .. } => match reference.syntax {
            Syntax::Command => ("helper", None, None),
            Syntax::Input => ("asked", reference.shown_name().map(str::to_owned), None),
            Syntax::File | Syntax::CurlyFile => ("file", reference.shown_name().map(str::to_owned), None),
            _ => ("variable", reference.shown_name().map(str::to_owned), None),
        },
    }
}

fn text(rows: &[Row], env: &Env, output: &mut Output) -> Result<(), Failure> {
    let cell = |text: &str| escape::text(text).into_owned();
    let lines = rows.iter().filter(|row| row.found).flat_map(|row| {
        let servers = row.servers.iter().map(|server| {
            let token = match (server.token, &server.from, server.expires) {
                ("literal", _, Some(at)) if at <= env.now => {
                    format!("literal, expired {}", at.relative(env.now))
                }
                ("literal", _, Some(at)) => format!("literal, expires {}", at.relative(env.now)),
                (token, Some(from), _) => format!("{token} {}", cell(from)),
                (token, None, _) => token.to_owned(),
            };
            [row.client.to_owned(), cell(&server.server), token, server.file.clone()]
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
            output.warn(&format!("{}: {}", row.client, escape::text(unread)));
        }
    }
    let absent: Vec<_> = rows.iter().filter(|row| !row.found).map(|row| row.client).collect();
    if lines.is_empty() {
        output.note("no client was found here: -v names those that are known");
    } else if !absent.is_empty() {
        output.note(&format!("not found: {} (-v names them)", human::count(absent.len(), "other client")));
    }
    output.explain(&absent.join(" "));
    Ok(())
}
