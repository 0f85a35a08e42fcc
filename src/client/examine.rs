//! What stands in a client's file: which servers, how each comes by its token, and what is wrong with that.
//!
//! Facts only: what to do about a [`Finding`] is for the command line to say. Nothing is asked of any server.

use std::path::{Path, PathBuf};

use super::connection::is_websocket;
use super::credential::{Credential, Kept, credentials, is_this_program, said, words};
use super::edit::{Document, Unreadable};
use super::finding::Finding;
use super::place::Directories;
use super::reference::Syntax;
use super::value::Value;
use super::{Client, ClientError, Format, Scope};
use crate::clock::Time;
use crate::file::Original;
use crate::profile::url::{self, UrlError};

/// What is outside of a file and decides whether it works. Asked only about names that stand in one.
pub trait Surroundings {
    /// Whether a variable is set to something.
    fn is_set(&self, variable: &str) -> bool;
    /// Whether there is a program of that name or path.
    fn has_program(&self, program: &str) -> bool;
    /// Whether there is a profile of that name.
    fn has_profile(&self, name: &str) -> bool;
}

/// One file of one client.
#[derive(Debug)]
pub struct Examined {
    /// The client.
    pub client: &'static Client,
    /// For whom the file counts.
    pub scope: Scope,
    /// The file.
    pub path: PathBuf,
    /// Its servers, in the order of the file.
    pub servers: Vec<Server>,
    /// What is wrong with the file as a whole.
    pub findings: Vec<Finding>,
}

/// One server of a file.
#[derive(Debug)]
pub struct Server {
    /// The name of the entry.
    pub name: String,
    /// Its URL, when it is behind one.
    pub url: Option<String>,
    /// How it comes by what it is shown.
    pub credentials: Vec<Credential>,
    /// What is wrong with it.
    pub findings: Vec<Finding>,
}

/// Reads every file of a client and scope that is there, those that it no longer reads as well.
///
/// - `project`: the directory of the project, for [`Scope::Project`].
pub fn examine(
    client: &'static Client,
    scope: Scope,
    project: Option<&Path>,
    directories: &Directories,
    around: &dyn Surroundings,
    now: Time,
) -> Result<Vec<Examined>, ClientError> {
    let absolute = |path: PathBuf| project.map_or(path.clone(), |folder| folder.join(path));
    let mut live = Vec::new();
    for path in client.files(scope, directories) {
        let path = absolute(path);
        if let Some(original) = Original::open(&path)? {
            live.push(file(client, scope, path, &original, around, now));
        }
    }
    let mut all = Vec::new();
    for (path, roots) in client.dead_files(scope, directories) {
        let path = absolute(path);
        if let Some(original) = Original::open(&path)? {
            all.extend(dead(client, scope, path, &original, roots, &live));
        }
    }
    all.extend(live);
    Ok(all)
}

fn file(
    client: &'static Client,
    scope: Scope,
    path: PathBuf,
    original: &Original,
    around: &dyn Surroundings,
    now: Time,
) -> Examined {
    let mut examined = Examined { client, scope, path, servers: Vec::new(), findings: Vec::new() };
    if client.format == Format::Yaml {
        let text = String::from_utf8_lossy(original.bytes());
        if url::holds_a_jwt(&text) {
            examined.findings.push(Finding::LiteralToken { place: "a value".to_owned() });
        }
        return examined;
    }
    match Document::parse(client, original.bytes()) {
        Err(Unreadable(what)) => examined.findings.push(Finding::Unreadable { what }),
        Ok(document) => {
            let root = document.root(client).to_vec();
            for servers in std::iter::once(root)
                .chain(client.also.iter().cloned())
                .flat_map(|keys| behind(&document.value(), &keys))
            {
                for (name, entry) in servers.members().iter().filter(|(_, entry)| !entry.members().is_empty())
                {
                    examined.servers.push(server(client, name, entry, around, now));
                }
            }
        }
    }
    let is_literal =
        |server: &Server| server.credentials.iter().any(|one| matches!(one.kept, Kept::Literal { .. }));
    if let (Some(mode), true) = (original.mode_for_others(), examined.servers.iter().any(is_literal)) {
        examined.findings.push(Finding::ReadableByOthers { mode });
    }
    examined
}

/// The values behind keys of which `*` is any.
fn behind(value: &Value, keys: &[String]) -> Vec<Value> {
    match keys.split_first() {
        None => vec![value.clone()],
        Some((first, rest)) if first == "*" => {
            value.members().iter().flat_map(|(_, inner)| behind(inner, rest)).collect()
        }
        Some((first, rest)) => value.get(first).map(|inner| behind(inner, rest)).unwrap_or_default(),
    }
}

fn server(client: &Client, name: &str, entry: &Value, around: &dyn Surroundings, now: Time) -> Server {
    let url = url_of(client, entry);
    let credentials = credentials(client, entry);
    let mut findings = transport(client, entry, url.as_deref());
    for credential in &credentials {
        findings.extend(judge(client, credential, url.as_deref(), around, now));
    }
    Server { name: name.to_owned(), url, credentials, findings }
}

/// What is wrong with how the server is reached.
fn transport(client: &Client, entry: &Value, url: Option<&str>) -> Vec<Finding> {
    let Some(url) = url else { return Vec::new() };
    let mut findings = Vec::new();
    match url::check(url) {
        Err(UrlError::Token { part }) => findings.push(Finding::TokenInUrl { part }),
        Err(UrlError::Unencrypted) => findings.push(Finding::Unencrypted { url: url.to_owned() }),
        _ => {}
    }
    let Some(remote) = &client.remote else {
        findings.push(Finding::Skipped { why: "it reads no entry with a URL" });
        return findings;
    };
    let kind = entry.get("type").and_then(Value::as_text);
    match kind {
        None if remote.type_required => {
            findings.push(Finding::Skipped { why: "it passes over an entry without `type`" });
        }
        Some(kind) if !remote.types.is_empty() && !remote.types.iter().any(|known| known == kind) => {
            findings.push(Finding::Skipped { why: "it does not know that `type`" });
        }
        _ => {}
    }
    if remote.sse_url.as_ref().is_some_and(|key| entry.get(key).is_some()) && entry.get(&remote.url).is_none()
    {
        findings.push(Finding::Skipped { why: "it reads `url` as server-sent events, whatever `type` says" });
    }
    if is_websocket(url) && remote.websocket.is_none() {
        findings.push(Finding::Skipped { why: "it speaks no WebSocket" });
    }
    findings
}

/// What is wrong with how a credential is kept.
fn judge(
    client: &Client,
    credential: &Credential,
    url: Option<&str>,
    around: &dyn Surroundings,
    now: Time,
) -> Vec<Finding> {
    let place = credential.place.clone();
    match &credential.kept {
        Kept::Literal { text } => {
            let said = said(text);
            let mut findings = vec![match said.expires_at {
                Some(at) if at <= now => Finding::ExpiredToken { place, ago: now.since(at) },
                _ => Finding::LiteralToken { place },
            }];
            let is_url = |audience: &&String| audience.contains("://");
            if let (Some(url), Some(first)) = (url, said.audiences.iter().find(is_url))
                && !said.audiences.iter().any(|audience| url::same_server(audience, url))
            {
                findings.push(Finding::OtherAudience { found: first.clone() });
            }
            findings
        }
        Kept::Reference { reference, understood } if !understood => {
            vec![Finding::WrongReference { text: reference.syntax.write(&reference.name) }]
        }
        Kept::Reference { reference, .. } => match reference.syntax {
            Syntax::Input => Vec::new(),
            Syntax::Command => missing(&words(&reference.name), around),
            _ if reference.has_default || around.is_set(&reference.name) => Vec::new(),
            _ => vec![Finding::UnsetVariable { name: reference.name.clone(), unset: client.unset }],
        },
        Kept::Variable { name } if around.is_set(name) => Vec::new(),
        Kept::Variable { name } => vec![Finding::UnsetVariable { name: name.clone(), unset: client.unset }],
        Kept::Helper { line } => missing(&words(line), around),
        Kept::Exec { words } => missing(words, around),
    }
}

/// What of a command is missing: its program, or the profile that this program is to take a token of.
fn missing(words: &[String], around: &dyn Surroundings) -> Vec<Finding> {
    let mut findings = Vec::new();
    if let Some(program) = words.first().filter(|program| !around.has_program(program)) {
        findings.push(Finding::NoProgram { program: program.clone() });
    }
    if let [program, _, profile, ..] = words
        && is_this_program(program)
        && !profile.starts_with('-')
        && !around.has_profile(profile)
    {
        findings.push(Finding::NoProfile { name: profile.clone() });
    }
    findings
}

/// Servers in a file that is no longer read: those that are not where the client looks now.
fn dead(
    client: &'static Client,
    scope: Scope,
    path: PathBuf,
    original: &Original,
    roots: &[Vec<String>],
    live: &[Examined],
) -> Option<Examined> {
    let document = Document::parse(client, original.bytes()).ok()?;
    let is_live = |name: &str| live.iter().flat_map(|file| &file.servers).any(|server| server.name == name);
    let found = roots.iter().flat_map(|keys| behind(&document.value(), keys));
    let servers: Vec<_> = found
        .flat_map(|servers| servers.members().to_vec())
        .filter(|(name, entry)| !is_live(name) && !entry.members().is_empty())
        .map(|(name, entry)| Server {
            url: url_of(client, &entry),
            credentials: credentials(client, &entry),
            findings: vec![Finding::Dead],
            name,
        })
        .collect();
    (!servers.is_empty()).then_some(Examined { client, scope, path, servers, findings: Vec::new() })
}

fn url_of(client: &Client, entry: &Value) -> Option<String> {
    let known = client.remote.iter().flat_map(|remote| {
        std::iter::once(&remote.url).chain(&remote.urls).chain(&remote.sse_url).map(String::as_str)
    });
    known.chain(["url"]).find_map(|key| entry.get(key)?.as_text()).map(str::to_owned)
}

/// The entry of that name in a client's file.
pub fn entry_in(client: &Client, path: &Path, server: &str) -> Result<Option<Value>, ClientError> {
    let Some(original) = Original::open(path)? else { return Ok(None) };
    let document = Document::parse(client, original.bytes()).map_err(|Unreadable(what)| {
        ClientError::NotRead { path: path.to_owned(), client: client.title.clone(), what }
    })?;
    Ok(document.servers(document.root(client)).and_then(|servers| servers.get(server).cloned()))
}
