//! A change of a client's file: told before it is made, and made as it was told.

use std::fmt;
use std::path::{Path, PathBuf};

use super::edit::{Document, comments, comments_gone, without_comments};
use super::exposure::may_be_copied;
use super::hidden::{Hidden, could_hold_a_secret, holds_a_secret};
use super::unreadable::Unreadable;
use super::{Client, ClientError, Record, Records, Request, Value, diff};
use crate::file::{FileError, Original, create_private, make_directories, sweep};

/// A change of one file that was thought through, and not made yet. `Debug` shows no content.
pub struct Change {
    pub(super) request: Request,
    pub(super) path: PathBuf,
    pub(super) before: Option<Original>,
    /// The whole file; none when it is to be taken away.
    pub(super) after: Option<Vec<u8>>,
    pub(super) outcome: Outcome,
    /// Whether text that the user wrote goes, and is not put back when ours is taken out.
    pub(super) takes_more: bool,
    /// What is copied first.
    pub(super) copy: Option<(Copied, Vec<u8>)>,
    pub(super) memory: Memory,
}

/// What is copied before something of it goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Copied {
    /// The file as it was.
    File,
    /// The entry alone: what stands beside it holds a token, or is too large.
    Entry,
    /// That without its comments: they could hold a token.
    EntryInPart,
    /// The entry that ours had replaced.
    Replaced,
}

/// What becomes of the entry.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
    /// It is new.
    Added,
    /// It was there already.
    Unchanged,
    /// Another that was put there by us goes.
    Changed,
    /// Somebody's goes, and is put back when ours is taken out.
    Kept,
    /// That without its comments: they could hold a token.
    KeptInPart,
    /// Somebody's goes, of which nothing is remembered: it held a token.
    Lost,
    /// It is taken out.
    Removed,
    /// It is taken out, and what was there before is there again.
    PutBack,
    /// It was gone already: only what is remembered goes.
    WasGone,
    /// The entry that ours replaced is in its place already.
    WasBack,
}

/// What is remembered of the entry from then on.
pub(super) enum Memory {
    /// What was remembered.
    Same,
    Installed {
        record: Box<Record>,
        /// What is remembered while the file is being written.
        meanwhile: Option<Box<Record>>,
        /// What is remembered until then.
        earlier: Option<Box<Record>>,
    },
    Nothing,
}

impl Change {
    /// The file.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Whether the file stays as it is.
    pub fn is_nothing(&self) -> bool {
        self.after.as_deref() == self.before.as_ref().map(Original::bytes)
    }

    /// Whether the file is new.
    pub fn is_new(&self) -> bool {
        self.before.is_none()
    }

    /// Whether the file goes away.
    pub fn is_gone(&self) -> bool {
        self.after.is_none()
    }

    /// Copies what ours had replaced, and nobody puts back from now on, in the place of the file.
    pub(super) fn forgetting(self, replaced: Option<&String>) -> Self {
        let Some(text) = replaced else { return self };
        Self { takes_more: true, copy: Some((Copied::Replaced, text.clone().into_bytes())), ..self }
    }

    /// What becomes of the entry.
    pub fn outcome(&self) -> Outcome {
        self.outcome
    }

    /// Whether something of somebody goes, and does not come back when ours is taken out.
    pub fn takes_more(&self) -> bool {
        self.takes_more
    }

    /// Whether something of somebody goes of which nothing is kept: it may hold a token.
    pub fn loses(&self) -> bool {
        self.outcome == Outcome::Lost || self.takes_more && self.copy.is_none()
    }

    /// What is copied of something that goes, and does not come back; none when that holds a token, or is too large.
    pub fn copied(&self) -> Option<Copied> {
        self.copy.as_ref().filter(|_| self.takes_more).map(|(what, _)| *what)
    }

    /// Where that will lie then.
    pub fn copy(&self, records: &Records) -> Result<Option<PathBuf>, ClientError> {
        self.copied().map(|_| records.copy(&self.request)).transpose()
    }

    /// The lines that differ, without any token.
    pub fn diff(&self, client: &Client) -> Result<String, ClientError> {
        let old = self.before.as_ref().map(Original::bytes).unwrap_or_default();
        let old = read(client, &self.path, old)?;
        let new = read(client, &self.path, self.after.as_deref().unwrap_or_default())?;
        let hidden = Hidden::of(client, &[&old, &new]);
        let shown = (hidden.cover(client, &old), hidden.cover(client, &new));
        Ok(diff::lines((old.text(), new.text()), (&shown.0, &shown.1)))
    }

    /// Makes the change. After a kill at any point the old or the new file is there, whole, and the next run knows its way.
    pub fn carry_out(&self, records: &Records) -> Result<(), ClientError> {
        // What a run that was ended has left beside the file may hold a token, and this one may write nothing there.
        if let Some(folder) = self.path.parent() {
            sweep(folder);
        }
        let begun = self.begin(records);
        let written = begun.and_then(|()| match (&self.before, &self.after) {
            _ if self.is_nothing() => Ok(()),
            (Some(before), Some(after)) => Ok(before.replace(after)?),
            (None, Some(after)) => Ok(create(&self.path, after)?),
            (Some(before), None) => Ok(before.remove()?),
            (None, None) => Ok(()),
        });
        match (&self.memory, &written) {
            (Memory::Same, _) | (Memory::Nothing, Err(_)) => written,
            (Memory::Nothing, Ok(())) => records.remove(&self.request),
            (Memory::Installed { record, .. }, Ok(())) => records.write(&self.request, record),
            // Only its directory was not synced: what is remembered meanwhile is true of the old file and of the new one.
            (Memory::Installed { .. }, Err(_)) if self.is_there() => written,
            (Memory::Installed { earlier, .. }, Err(_)) => {
                // Why it was not done matters more.
                let _ = match earlier {
                    Some(earlier) => records.write(&self.request, earlier),
                    None => records.remove(&self.request),
                };
                written
            }
        }
    }

    /// Whether the file has become what it was to become.
    fn is_there(&self) -> bool {
        let now = Original::look(&self.path).ok().flatten();
        !self.is_nothing() && now.is_some_and(|now| Some(now.bytes()) == self.after.as_deref())
    }

    /// Copies what is to be copied, and writes down what is put there, as under way: else nobody would know what is ours.
    pub(super) fn begin(&self, records: &Records) -> Result<(), ClientError> {
        if let Some((_, copy)) = &self.copy {
            records.write_copy(&self.request, copy)?;
        }
        match &self.memory {
            Memory::Installed { meanwhile: Some(meanwhile), .. } => records.write(&self.request, meanwhile),
            _ => Ok(()),
        }
    }
}

impl fmt::Debug for Change {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Change").field("path", &self.path).finish_non_exhaustive()
    }
}

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
        let document = read(client, &path, before.as_ref().map(Original::bytes).unwrap_or_default())?;
        let bytes = before.as_ref().map(Original::bytes).unwrap_or_default();
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
    Ok(read(client, path, original.bytes())?.entry(server))
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

fn read<'c>(client: &'c Client, path: &Path, bytes: &[u8]) -> Result<Document<'c>, ClientError> {
    Document::parse(client, bytes).map_err(not_read(client, path))
}

pub(super) fn not_read(client: &Client, path: &Path) -> impl FnOnce(Unreadable) -> ClientError {
    let (path, client) = (path.to_owned(), client.title.clone());
    |Unreadable { what, .. }| ClientError::NotRead { path, client, what }
}

fn create(path: &Path, bytes: &[u8]) -> Result<(), FileError> {
    if let Some(parent) = path.parent() {
        make_directories(parent)?;
    }
    create_private(path, bytes)
}
