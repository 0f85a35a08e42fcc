//! One entry that several clients read, or that a client makes of several.

use mcp_token::client::{
    Change, Client, ClientError, Connection, Entry, Layered, Mode, Outcome, Reader, Records, Request, Value,
};

use mcp_token::name::Name;

use super::{Literal, ask, resolve};
use crate::env::Env;
use crate::failure::{Code, Exit, Failure, Hint};
use crate::home::Home;
use crate::output::human;

/// The way to the token that is asked for, where other clients were connected with the same entry: one that they all read.
pub(super) fn mode_for_all(
    client: &'static Client,
    connection: &Connection,
    request: &Request,
    records: &Records,
    home: &Home<'_>,
) -> Result<Option<Mode>, Failure> {
    let own = Reader { client, connection: connection.clone(), asked: request.mode };
    let others = records.other_readers(request);
    // One that cannot be connected any more reads nothing.
    let others = others.iter().filter_map(|other| {
        let meant = resolve(other, None, Literal::Word, home).ok()?;
        Some(Reader { client: meant.client, connection: meant.connection, asked: other.mode })
    });
    own.mode_for_all(&others.collect::<Vec<_>>()).map_err(|error| of_name(error, client, request))
}

/// Why an entry is not made, with another name for it where that helps.
pub(crate) fn of_name(error: ClientError, client: &Client, request: &Request) -> Failure {
    match error {
        ClientError::TwoReaders { .. } | ClientError::Name { .. } => {
            Failure::from(error).with_hint(name_of_its_own(client, request))
        }
        error => error.into(),
    }
}

/// Refuses to take from another client, unasked, the command by which it fetches its token: it would want a variable set from then
/// on. Whoever has put the entry there: a project brings some along.
pub(super) fn refuse_to_take_a_helper(
    client: &'static Client,
    request: &Request,
    entry: &Entry,
    env: &Env,
) -> Result<(), Failure> {
    let (Some(path), Some(mode), None) = (&request.path, entry.mode, request.mode) else { return Ok(()) };
    let directories = env.directories()?;
    let Some(old) = ask::entry_now(client, request)? else { return Ok(()) };
    let is_taken = |other: &&Client| {
        let helper = other.remote.as_ref().and_then(|remote| remote.helper.as_deref());
        let is_there = |entry: &Value| helper.and_then(|key| entry.get(key)).is_some();
        is_there(&old) && !is_there(&entry.value) && other.reads_the_servers_of(client, path, &directories)
    };
    let Some(other) = Client::all().iter().filter(|other| other.name != client.name).find(is_taken) else {
        return Ok(());
    };
    let (server, other, title) = (&request.server, &other.title, &client.title);
    let message = format!(
        "`{server}` is there for {other}, which fetches the token by a command; {title} runs none, with `--mode {mode}` neither \
         would"
    );
    Err(Failure::usage(message).with_hint(name_of_its_own(client, request)))
}

/// Refuses an entry of which the client would make one with that of another of its files, when it would show one server a credential
/// of the other then, or read none.
pub(super) fn refuse_to_mix(
    client: &'static Client,
    request: &Request,
    layers: &[Layered],
    env: &Env,
) -> Result<(), Failure> {
    let (server, title) = (&request.server, &client.title);
    let why = |other: &Layered| match (&other.astray, other.is_refused) {
        (Some(place), _) => Some(format!(
            "for another server: {title} would make one of the two entries, and show one server the {place} of the other"
        )),
        (None, true) => {
            Some(format!("too: {title} would make one of the two entries, and read no server at all then"))
        }
        (None, false) => None,
    };
    let mixed = layers.iter().find_map(|one| Some((why(one)?, &one.path)));
    let Some((why, file)) = mixed else { return Ok(()) };
    let message = format!("{} has `{server}` {why}", human::place(file, &env.directories()?.home));
    Err(Failure::new(Exit::Error, Code::MIXED, message).with_hint(name_of_its_own(client, request)))
}

/// Refuses to put an entry into the place of one that leads elsewhere and holds a token, which nothing else may have.
pub(super) fn refuse_to_lose(
    client: &'static Client,
    request: &Request,
    entry: &Entry,
    change: &Change,
    records: &Records,
    env: &Env,
) -> Result<(), Failure> {
    let is_lost = change.outcome() == Outcome::Lost;
    let old = if is_lost { ask::entry_now(client, request)? } else { None };
    if !old.is_some_and(|old| entry.displaces(client, &old, env.now)) {
        return Ok(());
    }
    let (server, file) = (&request.server, human::place(change.path(), &env.directories()?.home));
    let message = format!("`{server}` in {file} leads elsewhere, and may hold a token that would be lost");
    Err(Failure::new(Exit::Error, Code::TAKEN, message)
        .with_hint(named(free_name(client, request, records), request)))
}

/// A name beside that of an entry which stays: one that no other entry has but ours for the same profile, for all clients that read
/// the file.
pub(super) fn free_name(client: &'static Client, request: &Request, records: &Records) -> Option<Name> {
    let names = (2..=LAST).filter_map(|number| format!("{}-{number}", request.server).parse::<Name>().ok());
    names.filter(|name| client.takes_name(name.as_str())).find(|name| {
        let other = Request { server: name.clone(), ..request.clone() };
        let is_free = || ask::entry_now(client, &other).is_ok_and(|entry| entry.is_none());
        let known = records.find(&other).ok().flatten();
        known.map_or_else(is_free, |known| known.requests.iter().any(|one| one.profile == request.profile))
    })
}

/// The last number behind a name that is tried.
const LAST: u32 = 9;

/// An entry that is read by no other client, or under another name.
fn name_of_its_own(client: &Client, request: &Request) -> Option<Hint> {
    named(client.other_name(&request.server), request)
}

/// The same under another name.
fn named(name: Option<Name>, request: &Request) -> Option<Hint> {
    let flag = format!("--name {}", name?);
    let is_named = request.profile.as_ref() != Some(&request.server);
    Some(if is_named { Hint::instead(&flag) } else { Hint::add(&flag) })
}
