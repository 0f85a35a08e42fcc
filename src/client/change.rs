//! A change of a client's file: told before it is made, and made as it was told.

use std::fmt;
use std::path::{Path, PathBuf};

use super::edit::Document;
use super::hidden::Hidden;
use super::{Client, ClientError, Record, Records, Request, diff};
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
        let new = self.after.as_deref().unwrap_or_default();
        let read = |bytes| Document::parse(client, bytes).map_err(ClientError::not_read(client, &self.path));
        let (old, new) = (read(old)?, read(new)?);
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

fn create(path: &Path, bytes: &[u8]) -> Result<(), FileError> {
    if let Some(parent) = path.parent() {
        make_directories(parent)?;
    }
    create_private(path, bytes)
}
