//! What somebody should know about an entry that refers to a token: where it goes, and what makes the reference work.

use mcp_token::client::{Client, Mode, Request, Scope, Unset};
use mcp_token::profile::Profile;

use crate::env::Env;
use crate::failure::Failure;
use crate::output::human;

/// A label and what there is to say.
pub(super) type Note = (&'static str, String);

/// What there is to say about the token.
pub(super) fn of_token(
    client: &Client,
    request: &Request,
    mode: Option<Mode>,
    profile: Option<&Profile>,
) -> Vec<Note> {
    let (Some(mode), title) = (mode, &client.title) else { return Vec::new() };
    let name = request.profile.as_ref().map(ToString::to_string).unwrap_or_default();
    let mut notes = Vec::new();
    match mode {
        Mode::Helper if client.script.is_some() => {
            notes.push(("the token", "is fetched when it runs; nothing secret is in this text".to_owned()));
        }
        Mode::Helper => {
            let when = if client.remote.as_ref().is_some_and(|remote| remote.helper.is_some()) {
                "at each connect"
            } else {
                "when it starts"
            };
            notes
                .push(("the token", format!("is fetched by {title} {when}; nothing secret is in this file")));
            let since = client.remote.as_ref().and_then(|remote| remote.helper_since.as_ref());
            notes.extend(since.map(|since| ("it needs", format!("{title} {since} or newer"))));
        }
        Mode::Input => {
            notes.push((
                "the token",
                format!("is asked for by {title}, which keeps it: nothing secret is in this file"),
            ));
            notes.push(("answer with", format!("mcp-token get {name}")));
        }
        Mode::Env => {
            let variable = profile.map(|profile| profile.variable.clone()).unwrap_or_default();
            let starts = if client.script.is_some() {
                "when it runs".to_owned()
            } else {
                format!("when {title} starts")
            };
            notes.push((
                "the token",
                format!("is read from `{variable}` {starts}; nothing secret is in this file"),
            ));
            notes.push(("set it with", format!("export {variable}=$(mcp-token get {name})")));
            notes.push(("if unset", unset(client.unset).to_owned()));
            notes.extend(
                client
                    .approve
                    .as_ref()
                    .map(|setting| ("approve", format!("`{variable}` in the setting `{setting}`"))),
            );
        }
        Mode::Exec if request.is_stdio() => {
            notes.push((
                "the token",
                "is fetched by mcp-token, which starts the server; nothing secret is in this file".to_owned(),
            ));
        }
        Mode::Exec => {
            notes.push((
                "the token",
                "is fetched by mcp-token, which starts a bridge; nothing secret is in this file".to_owned(),
            ));
            notes.push(("it needs", format!("Node.js, with `npx` where {title} looks for programs")));
        }
        Mode::Inline => {
            notes.push((
                "the token",
                "stands in this text: whoever reads it has it, and it expires".to_owned(),
            ));
        }
    }
    let ours = matches!(mode, Mode::Helper | Mode::Exec) && client.script.is_none();
    if ours && request.scope == Scope::Project {
        notes.push(("mcp-token", "must be on the PATH of whoever opens the project".to_owned()));
    }
    notes
}

/// Where an entry goes.
pub(super) fn of_place(client: &Client, env: &Env) -> Result<Vec<Note>, Failure> {
    if let Some(place) = &client.paste {
        return Ok(vec![("paste it in", place.clone())]);
    }
    let directories = env.directories()?;
    let places = [Scope::User, Scope::Project].into_iter().filter_map(|scope| {
        let file = client.files(scope, &directories).into_iter().next()?;
        let file = super::super::connect::short(&file, &directories.home);
        Some(match (scope, &client.project_note) {
            (Scope::User, _) => format!("{file} (user)"),
            (Scope::Project, None) => format!("{file} (project)"),
            (Scope::Project, Some(note)) => format!("{file} (project, {note})"),
        })
    });
    let places: Vec<_> = places.collect();
    Ok(if places.is_empty() { Vec::new() } else { vec![("goes into", places.join(" or "))] })
}

/// Notes in two columns.
pub(super) fn text(notes: &[Note]) -> String {
    let rows = human::rows(notes.iter().map(|(label, text)| (*label, text.clone())));
    rows.lines().map(str::trim_start).collect::<Vec<_>>().join("\n")
}

fn unset(unset: Unset) -> &'static str {
    match unset {
        Unset::Literal => "the server is sent the text of the reference",
        Unset::Empty => "the server is sent an empty token",
        Unset::Nothing => "the server is not contacted",
        Unset::Unknown => "it is not known what the server is sent",
    }
}
