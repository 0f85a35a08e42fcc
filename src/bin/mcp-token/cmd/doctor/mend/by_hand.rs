//! What somebody has to change in a client's file where no command does it: what goes where, in one line.

use mcp_token::client::{Client, Directories, Examined, Finding, Format, Server, Skip, Syntax, may_be_shown};

use super::goes_elsewhere;
use crate::output::human;

pub(super) fn of(
    file: &Examined,
    server: Option<&Server>,
    finding: &Finding,
    directories: &Directories,
) -> String {
    let client = file.client;
    match finding {
        Finding::LiteralToken { place } | Finding::ExpiredToken { place, .. } => in_its_place(client, place),
        Finding::OtherAudience { .. } => "a token for this server in its place".to_owned(),
        Finding::OtherServer { profile } => {
            format!("the URL of `{profile}` into the entry, or the token of another profile")
        }
        Finding::ReadableByOthers { .. } => "take from group and others the right to read it".to_owned(),
        Finding::WritableByOthers { .. } => "take from group and others the right to write".to_owned(),
        Finding::ForeignOwner { .. } => "a file of yours in its place, in a directory of yours".to_owned(),
        Finding::UnsetVariable { .. } | Finding::WrongReference { .. }
            if server.is_some_and(goes_elsewhere) =>
        {
            "first its URL: what is put into the variable goes there".to_owned()
        }
        Finding::UnsetVariable { name, .. } if may_be_shown(name) => {
            format!("set `{name}` before {} starts", client.title)
        }
        Finding::UnsetVariable { .. } => format!("set it before {} starts", client.title),
        Finding::WrongReference { right: Some(right), .. } => {
            format!("`{right}` in its place{}", asked(client, right))
        }
        Finding::WrongReference { .. } => as_printed(client),
        Finding::Skipped { why } => used(client, *why),
        Finding::Dead => moved(file, directories),
        Finding::TokenInUrl { part: "user" } => "take it out of the URL, and show it in a header".to_owned(),
        Finding::TokenInUrl { part } => {
            format!("take it out of the {part} of the URL, and show it in a header")
        }
        Finding::Unencrypted { url, .. } if url.starts_with(['w', 'W']) => {
            "`wss` for `ws` in its URL".to_owned()
        }
        Finding::Unencrypted { .. } => "`https` for `http` in its URL".to_owned(),
        Finding::NoToken { .. } => match reference(client, HEADER) {
            Some(reference) => format!("`Bearer {reference}` as its value"),
            None => as_printed(client),
        },
        Finding::NoProgram { .. } => {
            format!("install it where {} looks for programs, or name another", client.title)
        }
        Finding::NoProfile { name: Some(name) } => {
            format!("make it with `mcp-token profile set {name}`, or name another")
        }
        Finding::NoProfile { name: None } => "name a profile of `mcp-token list`".to_owned(),
        Finding::Unpinned { package: Some(package) } => {
            format!("`{}@VERSION` in its place, one that was looked at", without_version(package))
        }
        Finding::Unpinned { package: None } => "`@VERSION` behind it, one that was looked at".to_owned(),
        Finding::Unreadable { .. } => format!("correct it there: {} reads {}", client.title, dialect(client)),
        Finding::Twice { .. } => "take one of the two out".to_owned(),
        Finding::NotSeen { .. } => "a regular file that you can read in its place".to_owned(),
    }
}

/// What stands in the place of a token.
fn in_its_place(client: &Client, place: &str) -> String {
    let names = client.remote.as_ref().and_then(|remote| remote.bearer_variable.as_ref());
    let handed = client.stdio.as_ref().and_then(|stdio| stdio.env_names.as_ref());
    match (reference(client, place), names.filter(|_| !place.starts_with(VARIABLE)), handed) {
        (Some(reference), ..) => match asked(client, &reference) {
            asked if asked.is_empty() => {
                format!("`{reference}` in its place, and the token in that variable")
            }
            asked => format!("`{reference}` in its place{asked}"),
        },
        (None, Some(key), _) => format!("`{key}` with the name of a variable in its place"),
        (None, None, Some(key)) => format!("the name of the variable in `{key}` in its place"),
        (None, None, None) => as_printed(client),
    }
}

/// What belongs to a reference to something that the client asks the user for.
fn asked(client: &Client, reference: &str) -> String {
    let inputs = client.inputs.as_ref().filter(|_| *reference == Syntax::Input.write("ID"));
    inputs.map(|inputs| format!(", and that `ID` among the `{inputs}`")).unwrap_or_default()
}

/// A reference of the form that the client reads at that place; that of a variable is to the same variable outside.
fn reference(client: &Client, place: &str) -> Option<String> {
    let own = place.strip_prefix(VARIABLE).map(|name| name.trim_matches([' ', '`']));
    let is_started = own.is_some() || place == ARGUMENTS;
    let remote = client.remote.iter().filter(|_| !is_started).flat_map(|remote| &remote.references);
    let stdio = client.stdio.iter().filter(|_| is_started).flat_map(|stdio| &stdio.references);
    let form = remote.chain(stdio).find(|form| **form != Syntax::Command)?;
    let name = own.filter(|name| may_be_shown(name)).unwrap_or("NAME");
    Some(form.write(if *form == Syntax::Input { "ID" } else { name }))
}

fn as_printed(client: &Client) -> String {
    format!("in its place what `mcp-token client print {}` prints", client.name)
}

/// What has the client use the entry.
fn used(client: &Client, why: Skip) -> String {
    let remote = client.remote.as_ref();
    let kind = remote.and_then(|remote| remote.kind.as_deref()).unwrap_or_default();
    match why {
        Skip::NoUrls => as_printed(client),
        Skip::NoType => format!("`\"type\": \"{kind}\"` into the entry"),
        Skip::UnknownType => format!("`\"type\": \"{kind}\"` in the entry"),
        Skip::EventStream => {
            let key = remote.map(|remote| remote.url.as_str()).unwrap_or_default();
            format!("`{key}` for `url` as the key of the URL")
        }
        Skip::WebSocket => "an `https` URL of the server, if it has one".to_owned(),
        Skip::Refused => {
            let keys = remote.map(|remote| remote.refuses.join("` and `")).unwrap_or_default();
            format!("take `{keys}` out of the entry")
        }
    }
}

/// Where an entry of an old place belongs now.
fn moved(file: &Examined, directories: &Directories) -> String {
    let now = file.client.files(file.scope, directories).into_iter().next().unwrap_or_default();
    let now = human::raw_place(&now, &directories.home);
    format!("move it into `{now}`, under `{}`", file.client.root.join("."))
}

/// What its parser takes.
fn dialect(client: &Client) -> &'static str {
    match (client.format, client.comments, client.trailing_commas) {
        (Format::Toml, ..) => "TOML",
        (Format::Yaml, ..) => "YAML",
        (_, Some(false), Some(false)) => "JSON without comments and without a comma before a bracket",
        (_, _, Some(false)) => "JSON without a comma before a bracket",
        _ => "JSON",
    }
}

/// A package without what is said of its version.
fn without_version(package: &str) -> &str {
    let start = usize::from(package.starts_with('@'));
    package[start..].find(['@', '=']).map_or(package, |end| &package[..start + end])
}

const HEADER: &str = "header";
const VARIABLE: &str = "variable";
const ARGUMENTS: &str = "arguments";
