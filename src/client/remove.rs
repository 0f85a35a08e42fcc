//! Takes an entry out of a client's file.

use super::change::{Change, Memory, Outcome};
use super::edit::Document;
use super::opened::Opened;
use super::record::Record;
use super::{Client, ClientError, Records, Request, Value, Written};

impl Change {
    /// Takes an entry out. One of somebody else that ours had replaced comes back, and what was made for it goes. One of ours that
    /// is gone already is forgotten.
    pub fn remove(client: &Client, request: &Request, records: &Records) -> Result<Self, ClientError> {
        let opened = Opened::new(client, request)?;
        let known = records.find(request)?;
        let server = request.server.as_str();
        let is_back =
            |known: &Record| known.is_back(client, &opened.document) || !known.is_made(opened.bytes());
        match (known, opened.document.entry(server)) {
            (None, None) => Err(ClientError::NoEntry { path: opened.path, server: server.to_owned() }),
            (Some(known), None) => {
                Ok(gone(opened, request, &known, Outcome::WasGone)?.forgetting(known.replaced.as_ref()))
            }
            (Some(known), Some(_)) if is_back(&known) => gone(opened, request, &known, Outcome::WasBack),
            (known, Some(entry)) => taken(opened, request, known.as_ref(), &entry),
        }
    }
}

/// Of an entry that is not there any more goes what was made for it.
fn gone(
    mut opened: Opened<'_>,
    request: &Request,
    known: &Record,
    outcome: Outcome,
) -> Result<Change, ClientError> {
    if known.is_made(opened.bytes()) {
        opened.edit(|document| known.clear(document))?;
    }
    let after = opened.before.is_some().then(|| opened.document.to_bytes());
    Ok(opened.into_change(request, after, (outcome, false), Memory::Nothing))
}

/// One that is there goes, whoever has put it there; what ours had replaced comes back.
fn taken(
    mut opened: Opened<'_>,
    request: &Request,
    known: Option<&Record>,
    entry: &Value,
) -> Result<Change, ClientError> {
    let (client, server) = (opened.client, request.server.as_str());
    let Some(known) = known else {
        opened.edit(|document| document.remove(server))?;
        let after = opened.document.to_bytes();
        return Ok(opened.into_change(request, Some(after), (Outcome::Removed, true), Memory::Nothing));
    };
    let after = known.undone(client, opened.bytes(), opened.copy().is_some());
    let after = after.map_err(ClientError::not_read(client, &opened.path))?;
    let outcome = if known.replaced.is_some() { Outcome::PutBack } else { Outcome::Removed };
    let left = after.as_deref().and_then(|after| Document::parse(client, after).ok());
    let back = left.as_ref().and_then(|left| left.entry(server)).map(|back| Written::of(client, &back));
    let takes_more = !Written::of(client, entry).is_in_one_of(&known.written, back.as_ref());
    Ok(opened.into_change(request, after, (outcome, takes_more), Memory::Nothing))
}
