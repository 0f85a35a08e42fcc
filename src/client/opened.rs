//! A client's file that was read to be changed.

use std::path::{Path, PathBuf};

use super::change::{Change, Copied, Memory, Outcome};
use super::edit::{Document, comments, comments_gone, without_comments};
use super::exposure::may_be_copied;
use super::hidden::{Hidden, could_hold_a_secret, holds_a_secret};
use super::unreadable::Unreadable;
use super::{Client, ClientError, Request, Value};
use crate::file::Original;

/// A client's file that was read to be changed.
pub(super) struct Opened<'c> {
    pub(super) client: &'c Client,
    pub(super) path: PathBuf,
    /// None when there is no file.
    pub(super) before: Option<Original>,
    pub(super) document: Document<'c>,
    may_be_copied: bool,
    /// The text of the entry, when that holds no token.
    pub(super) entry: Option<EntryText>,
}

/// The text of an entry that holds no token.
#[derive(Clone)]
pub(super) struct EntryText {
    pub(super) text: String,
    /// Whether its comments are in it.
    pub(super) is_whole: bool,
}

impl<'c> Opened<'c> {
    /// The file of a request, when it is one that is edited.
    pub(super) fn new(client: &'c Client, request: &Request) -> Result<Self, ClientError> {
        let path = request.path.clone().filter(|_| client.is_edited());
        let path = path.ok_or_else(|| ClientError::NoFile { client: client.title.clone() })?;
        let before = Original::open(&path)?;
        let bytes = before.as_ref().map(Original::bytes).unwrap_or_default();
        let document = Document::parse(client, bytes).map_err(ClientError::not_read(client, &path))?;
        let may_be_copied = may_be_copied(bytes, Hidden::of(client, &[&document]).is_any());
        let entry = without_a_token(&document, client, request.server.as_str());
        Ok(Self { client, path, before, document, may_be_copied, entry })
    }

    /// What the file holds.
    pub(super) fn bytes(&self) -> &[u8] {
        self.before.as_ref().map(Original::bytes).unwrap_or_default()
    }

    /// The file as it is, when there is one of which a copy may be kept.
    pub(super) fn copy(&self) -> Option<&[u8]> {
        self.before.as_ref().filter(|_| self.may_be_copied).map(Original::bytes)
    }

    pub(super) fn edit(
        &mut self,
        edit: impl FnOnce(&mut Document<'c>) -> Result<(), Unreadable>,
    ) -> Result<(), ClientError> {
        edit(&mut self.document)
            .map_err(|Unreadable { what, .. }| ClientError::NotChanged { path: self.path.clone(), what })
    }

    /// Turns it into what comes after it.
    ///
    /// - `takes_more`: whether a member of somebody goes, and does not come back; comments are looked at here.
    pub(super) fn into_change(
        self,
        request: &Request,
        after: Option<Vec<u8>>,
        (outcome, takes_more): (Outcome, bool),
        memory: Memory,
    ) -> Change {
        let is_nothing = after.as_deref() == self.before.as_ref().map(Original::bytes);
        let file = self.copy().filter(|_| !is_nothing).map(|bytes| (Copied::File, bytes.to_vec()));
        let text = |bytes| std::str::from_utf8(bytes).unwrap_or_default();
        let comments = match outcome {
            // What is remembered of an entry, and what not, is told with it.
            Outcome::Kept | Outcome::KeptInPart | Outcome::Lost => Vec::new(),
            _ => comments_gone(self.client, text(self.bytes()), text(after.as_deref().unwrap_or_default())),
        };
        // Of comments alone a copy that does not hold them is none.
        let is_copy =
            |entry: &&EntryText| takes_more || comments.iter().all(|comment| entry.text.contains(comment));
        let takes_more = takes_more || !comments.is_empty();
        let entry = self.entry.as_ref().filter(|_| takes_more).filter(is_copy);
        let entry = entry.map(|entry| {
            let what = if entry.is_whole { Copied::Entry } else { Copied::EntryInPart };
            (what, entry.text.clone().into_bytes())
        });
        let Self { path, before, .. } = self;
        let (request, copy) = (request.clone(), file.or(entry));
        Change { request, path, before, after, outcome, takes_more, copy, memory }
    }
}

/// The entry of that name in a client's file.
pub fn entry_in(client: &Client, path: &Path, server: &str) -> Result<Option<Value>, ClientError> {
    let Some(original) = Original::open(path)? else { return Ok(None) };
    let document = Document::parse(client, original.bytes()).map_err(ClientError::not_read(client, path))?;
    Ok(document.entry(server))
}

/// The text of an entry that holds no token, without its comments where they could.
fn without_a_token(document: &Document<'_>, client: &Client, server: &str) -> Option<EntryText> {
    document.entry(server).filter(|entry| !holds_a_secret(client, entry))?;
    let whole = document.entry_text(server)?;
    let is_whole = comments_may_be_kept(client, document, &whole);
    let text = if is_whole { whole } else { without_comments(client, &whole) };
    Some(EntryText { text, is_whole })
}

/// Whether a part of a document may be kept with its comments: what one speaks of can stand in any other of the document.
pub(super) fn comments_may_be_kept(client: &Client, document: &Document<'_>, part: &str) -> bool {
    comments(client, part).is_empty() || !could_hold_a_secret(&document.comments())
}
