//! What somebody should know about an entry that refers to a token: where it goes, and what makes the reference work.

use std::path::PathBuf;

use mcp_token::client::{Client, Mode, Request, Scope};
use mcp_token::profile::Profile;

use crate::cmd::connect;
use crate::env::Env;
use crate::failure::Failure;
use crate::output::human;
use crate::quoted::quoted;

/// A label and what there is to say.
pub(super) type Note = (&'static str, String);

/// What there is to say about the token.
///
/// - `is_literal`: whether a secret stands in the entry that was asked for.
pub(super) fn of_token(
    client: &Client,
    request: &Request,
    mode: Option<Mode>,
    profile: Option<&Profile>,
    is_literal: bool,
) -> Vec<Note> {
    let mut notes = Vec::new();
    if is_literal {
        let kept = if request.is_stdio() { "; `--secret-var` hands over one that is kept" } else { "" };
        notes.push(("the entry", format!("holds a literal secret: whoever reads it has it{kept}")));
    }
    let Some(mode) = mode else { return notes };
    let mut how = match mode {
        Mode::Helper => of_helper(client),
        Mode::Input => of_input(client, request),
        Mode::Env => profile.map(|profile| of_variable(client, request, profile)).unwrap_or_default(),
        Mode::Exec => of_exec(client, request),
        Mode::Inline => {
            vec![("the token", "stands there itself: whoever reads it has it, and it expires".to_owned())]
        }
    };
    if let Some((_, first)) = how.first_mut().filter(|_| mode != Mode::Inline && !is_literal) {
        let what = if client.script.is_some() { "text" } else { "entry" };
        *first += &format!("; nothing secret is in this {what}");
    }
    notes.append(&mut how);
    notes.extend(profile.into_iter().flat_map(|profile| of_key(client, request, mode, profile)));
    notes.extend(of_life(client, mode, profile));
    let runs_us = matches!(mode, Mode::Helper | Mode::Exec) && client.script.is_none();
    if runs_us && request.scope == Scope::Project && request.path.is_some() {
        notes.push(("mcp-token", "must be on the PATH of whoever opens the project".to_owned()));
    }
    let note = client.note.as_ref().filter(|_| mode == Mode::Env);
    notes.extend(note.map(|note| ("note", note.clone())));
    notes
}

/// How long a token is good that is not fetched at each connect, and what comes then.
fn of_life(client: &Client, mode: Mode, profile: Option<&Profile>) -> Option<Note> {
    let life = connect::life(client, mode, profile)?;
    let next = match mode {
        Mode::Helper | Mode::Exec => format!("{} is to be started again", client.title),
        Mode::Env => format!("it is to be set, and {} started, again", client.title),
        Mode::Input => {
            let how = client.asked_again.as_ref().map(|how| format!(", {how}")).unwrap_or_default();
            format!("{} is to be given the next{how}", client.title)
        }
        Mode::Inline => "the next is to be written there".to_owned(),
    };
    Some(("it is good", format!("for at most {life}: then {next}")))
}

fn of_helper(client: &Client) -> Vec<Note> {
    let title = &client.title;
    let helper = client.remote.as_ref().and_then(|remote| remote.helper.as_ref());
    let how = match (&client.script, helper) {
        (Some(_), _) => "when it runs".to_owned(),
        (None, Some(_)) => format!("by {title} at each connect"),
        (None, None) => format!("by {title} when it starts"),
    };
    let since = client.remote.as_ref().and_then(|remote| remote.helper_since.as_ref());
    let since = since.map(|since| ("it needs", format!("{title} {since} or newer")));
    std::iter::once(("the token", format!("is fetched {how}"))).chain(since).collect()
}

/// A key that the client keeps from the command that asks for a token.
fn of_key(client: &Client, request: &Request, mode: Mode, profile: &Profile) -> Vec<Note> {
    let hidden = connect::hidden_key(client, mode, request.scope, profile);
    let is_handed_on = |variable: &&str| request.env.iter().any(|(name, _)| name == variable);
    let Some(variable) = hidden.filter(|variable| !is_handed_on(variable)) else { return Vec::new() };
    let title = &client.title;
    vec![
        ("its key", format!("is in `{variable}`, which {title} does not hand on: there will be no token")),
        ("keep it", connect::kept_key(&profile.name, variable)),
    ]
}

fn of_input(client: &Client, request: &Request) -> Vec<Note> {
    let name = request.profile.as_ref().map(ToString::to_string).unwrap_or_default();
    vec![
        ("the token", format!("is asked for by {}, which keeps it", client.title)),
        ("answer with", format!("mcp-token get {name}")),
    ]
}

fn of_variable(client: &Client, request: &Request, profile: &Profile) -> Vec<Note> {
    let (variable, title) = (&profile.variable, &client.title);
    let when = if client.script.is_some() { "it runs".to_owned() } else { format!("{title} starts") };
    let mut notes = vec![
        ("the token", format!("is read from `{variable}` when {when}")),
        ("set it with", format!("export {variable}=$(mcp-token get {})", profile.name)),
        ("if unset", client.unset.to_string()),
    ];
    let is_refused = client.tells_its_helper() && profile.url.is_none();
    if let Some(url) = request.url.as_ref().filter(|_| is_refused) {
        let set = format!("mcp-token profile set {} --url {}", profile.name, quoted(url));
        notes.push(("or before", format!("{set}, then this again: {title} fetches it at each connect")));
    }
    if request.is_stdio() {
        notes.push(("or add", "--mode exec: mcp-token starts the server, with a fresh token".to_owned()));
    }
    let approve = client.approve.as_ref();
    notes.extend(approve.map(|setting| ("approve", format!("`{variable}` in the setting `{setting}`"))));
    notes
}

fn of_exec(client: &Client, request: &Request) -> Vec<Note> {
    let what = if request.is_stdio() { "the server" } else { "a bridge" };
    let npx = format!("Node.js, with `npx` where {} looks for programs", client.title);
    let npx = (!request.is_stdio()).then_some(("it needs", npx));
    let (label, how) = match request.profile {
        Some(_) => ("the token", "fetched"),
        None => ("the secret", "handed on"),
    };
    let text = format!("is {how} by mcp-token, which starts {what}");
    std::iter::once((label, text)).chain(npx).collect()
}

/// Where an entry goes; one that holds a secret into no file of a project, which others read.
pub(super) fn of_place(
    client: &Client,
    request: &Request,
    is_secret: bool,
    env: &Env,
) -> Result<Vec<Note>, Failure> {
    if let Some(place) = &client.paste {
        return Ok(vec![("paste it in", place.clone())]);
    }
    let directories = env.directories()?;
    let of_user_alone = client.user.is_some() && (is_secret || client.project.is_none());
    let scopes = if of_user_alone { &[Scope::User][..] } else { &Scope::ALL };
    let places = scopes.iter().filter_map(|&scope| {
        let files = client.files(scope, &directories);
        // Those of a project are relative to it; one name can be the end of another.
        let is_own = |file: &&PathBuf| {
            request.scope == scope && request.path.as_ref().is_some_and(|path| path.ends_with(file))
        };
        let own = files.iter().filter(is_own).max_by_key(|file| file.components().count());
        let file = own.or_else(|| match scope {
            Scope::User => client.target(&files),
            Scope::Project => client.made(&files),
        });
        let file = human::place(file?, &directories.home);
        Some(match (scope, &client.project_note) {
            (Scope::User, _) => format!("{file} (user)"),
            (Scope::Project, None) => format!("{file} (project)"),
            (Scope::Project, Some(note)) => format!("{file} (project, {note})"),
        })
    });
    let places: Vec<_> = places.collect();
    let mut notes = Vec::new();
    notes.extend((!places.is_empty()).then(|| ("goes into", places.join(" or "))));
    if of_user_alone && request.scope == Scope::Project {
        let why = match &client.project {
            None => format!("{} has no file of a project", client.title),
            Some(_) => "whoever shares a project would read the secret".to_owned(),
        };
        notes.push(("scope", format!("user: {why}")));
    }
    Ok(notes)
}

/// Notes in two columns.
pub(super) fn text(notes: &[Note]) -> String {
    let rows = human::rows(notes.iter().map(|(label, text)| (*label, text.clone())));
    rows.lines().map(str::trim_start).collect::<Vec<_>>().join("\n")
}
