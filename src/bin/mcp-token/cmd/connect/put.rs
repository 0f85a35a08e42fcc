//! An entry that is put into a client's file by us.

use mcp_token::client::{Change, Client, ClientError, Connection, Entry, Mode, Records, Request};

use crate::env::Env;
use crate::failure::{Failure, Hint};

/// Puts it there. Where the client asks for something else under the name of ours, it need not ask.
pub(super) fn install(
    client: &Client,
    connection: &Connection,
    request: &Request,
    entry: &Entry,
    records: &Records,
    env: &Env,
) -> Result<Change, Failure> {
    let git = env.program("git");
    let install = |entry: &Entry| Change::install(client, request, entry, records, git.as_deref());
    let is_possible = || {
        let unasked = Entry::new(client, connection, Some(Mode::Exec), None);
        unasked.is_ok_and(|entry| install(&entry).is_ok())
    };
    install(entry).map_err(|error| match error {
        ClientError::NotChanged { .. } if entry.input.is_some() => {
            let flag = if request.mode.is_some() { Hint::instead } else { Hint::add };
            Failure::from(error).with_hint(is_possible().then(|| flag("--mode exec")))
        }
        error => error.into(),
    })
}
