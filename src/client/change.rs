//! A change of a client's file: told before it is made, and made as it was told.

use std::fmt;
use std::path::{Path, PathBuf};

use super::edit::{Document, Unreadable};
use super::hidden::Hidden;
use super::later::Later;
use super::record::{Before, Record, fingerprint};
use super::{Client, ClientError, Records, Request, Value, diff};
use crate::file::{FileError, Original, create_private, make_directories};

/// A change of one file that was thought through, and not made yet. `Debug` shows no content.
pub struct Change {
    pub(super) path: PathBuf,
    pub(super) before: Option<Original>,
    /// The whole file; none when it is to be taken away.
    pub(super) after: Option<Vec<u8>>,
    /// What a diff does not show.
    pub(super) hidden: Hidden,
    pub(super) memory: Memory,
}

/// What is remembered of the file from then on.
pub(super) enum Memory {
    /// Nothing: it was there already, and is whose it was.
    Unclaimed,
    /// An entry that is put there.
    Installed {
        record: Box<Record>,
        /// What is remembered of it until then.
        old: Option<Box<Record>>,
        /// Whether the file as it was is copied first.
        copies: bool,
        /// The other entry of that name that goes.
        replaced: Option<Replaced>,
    },
    /// An entry of ours that is taken out.
    Removed {
        /// Whose entry it was; remembered no more.
        gone: Vec<Request>,
        /// What stays of those of other clients.
        over: Vec<Record>,
        /// What is to be remembered of the other entries.
        later: Later,
        /// Whether an entry of that name is there again.
        puts_back: bool,
        /// Whether nothing of ours was there any more.
        was_gone: bool,
        /// Whether more goes than was put there.
        takes_more: bool,
        /// The name of the copy of the file as it was.
        copy: Option<String>,
    },
    /// An entry of somebody else that is taken out.
    Theirs {
        /// The name of the copy of the file as it was.
        copy: Option<String>,
        /// What was installed under its name before; remembered no more.
        gone: Vec<Request>,
    },
}

/// Whose entry goes when another of its name is put there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Replaced {
    /// It was put there by us.
    Ours,
    /// Somebody's, which is put back when ours is taken out.
    Kept,
    /// Somebody's, of which nothing is remembered: it held a token.
    Lost,
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

    /// Whose entry of that name goes.
    pub fn replaced(&self) -> Option<Replaced> {
        match self.memory {
            Memory::Installed { replaced, .. } => replaced,
            _ => None,
        }
    }

    /// Whether an entry of that name is there afterwards: the one that was there before the installation.
    pub fn leaves_an_entry(&self) -> bool {
        matches!(self.memory, Memory::Removed { puts_back: true, .. })
    }

    /// Whether nothing of ours was there any more: only what is remembered goes.
    pub fn was_gone(&self) -> bool {
        matches!(self.memory, Memory::Removed { was_gone: true, .. })
    }

    /// Whether the entry was put there by us, or is now.
    pub fn is_ours(&self) -> bool {
        !matches!(self.memory, Memory::Theirs { .. })
    }

    /// Whether what somebody added to ours goes with it.
    pub fn takes_more(&self) -> bool {
        matches!(self.memory, Memory::Removed { takes_more: true, .. })
    }

    /// Where a copy of the file as it was before will lie, when an entry of somebody else is taken out, or what somebody added to
    /// ours; none when the file holds a token, or is too large.
    pub fn copy(&self, records: &Records) -> Result<Option<PathBuf>, ClientError> {
        match &self.memory {
            Memory::Theirs { copy: Some(name), .. } | Memory::Removed { copy: Some(name), .. } => {
                records.path(name).map(Some)
            }
            _ => Ok(None),
        }
    }

    /// The lines that differ, without any token.
    pub fn diff(&self) -> String {
        let old = self.before.as_ref().map(Original::bytes).unwrap_or_default();
        diff::lines(old, self.after.as_deref().unwrap_or_default(), &self.hidden)
    }

    /// Makes the change. After a kill at any point the old or the new file is there, whole, and the next run knows its way.
    pub fn carry_out(self, records: &Records) -> Result<(), ClientError> {
        let (is_nothing, memory) = (self.is_nothing(), self.memory);
        let old = self.before.as_ref().map(Original::bytes).unwrap_or_default();
        let kept = memory.keep(old, records);
        let written = kept.and_then(|()| match (self.before, self.after) {
            _ if is_nothing => Ok(()),
            (Some(before), Some(after)) => Ok(before.replace(&after)?),
            (None, Some(after)) => Ok(create(&self.path, &after)?),
            (Some(before), None) => Ok(before.remove()?),
            (None, None) => Ok(()),
        });
        if written.is_err() {
            // Why it was not done matters more.
            let _ = memory.give_up(records);
            return written;
        }
        memory.write(records)
    }
}

impl fmt::Debug for Change {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Change").field("path", &self.path).finish_non_exhaustive()
    }
}

impl Memory {
    /// Copies the file as it is where that is wanted, before it is changed; and writes down what is put there first, as under way:
    /// without it nobody would look at the copy, or know what is ours.
    pub(super) fn keep(&self, before: &[u8], records: &Records) -> Result<(), ClientError> {
        match self {
            Self::Installed { record, old: None, .. } => {
                let earlier = records.find(&record.request).ok().flatten();
                if earlier.is_some_and(|earlier| earlier.replaced != record.replaced) {
                    records.keep_aside(&record.request)?;
                }
                let from = Some(fingerprint(before)).filter(|from| record.left.as_ref() != Some(from));
                records.write(&Record { from, ..Record::clone(record) })?;
            }
            Self::Installed { record, old: Some(old), .. } if old.written != record.written => {
                records.write(&Record { next: Some(record.written.clone()), ..Record::clone(old) })?;
            }
            _ => {}
        }
        match self {
            Self::Installed { record, copies: true, .. } => records.write_copy(&record.request, before),
            Self::Installed { record, .. } if record.before != Before::Copied => {
                records.remove_copy(&record.request)
            }
            Self::Theirs { copy: Some(name), .. } | Self::Removed { copy: Some(name), .. } => {
                records.write_new(name, before)
            }
            Self::Unclaimed
            | Self::Installed { .. }
            | Self::Removed { copy: None, .. }
            | Self::Theirs { copy: None, .. } => Ok(()),
        }
    }

    /// Forgets what was kept for a change that was not made.
    fn give_up(&self, records: &Records) -> Result<(), ClientError> {
        match self {
            Self::Installed { record, old: None, .. } => records.remove(&record.request),
            Self::Installed { old: Some(old), .. } => records.write(old),
            Self::Theirs { copy: Some(name), .. } | Self::Removed { copy: Some(name), .. } => {
                records.remove_file(name)
            }
            Self::Unclaimed | Self::Removed { copy: None, .. } | Self::Theirs { copy: None, .. } => Ok(()),
        }
    }

    /// Writes it down, when the file is written: until then what is remembered of it is true.
    fn write(self, records: &Records) -> Result<(), ClientError> {
        match self {
            Self::Unclaimed => Ok(()),
            Self::Installed { record, .. } => records.write(&record),
            Self::Removed { gone, over, later, puts_back, was_gone, .. } => {
                gone.iter().try_for_each(|request| {
                    if was_gone && !puts_back {
                        records.keep_aside(request)?;
                    }
                    records.remove(request)
                })?;
                over.iter().try_for_each(|record| records.write(record))?;
                later.write(records)
            }
            Self::Theirs { gone, .. } => gone.iter().try_for_each(|request| {
                records.keep_aside(request)?;
                records.remove(request)
            }),
        }
    }
}

/// The file of a request, when it is one that is edited.
pub(super) fn path(client: &Client, request: &Request) -> Result<PathBuf, ClientError> {
    let path = request.path.clone().filter(|_| client.is_edited());
    path.ok_or_else(|| ClientError::NoFile { client: client.title.clone() })
}

/// The entry of that name in a client's file.
pub fn entry_in(client: &Client, path: &Path, server: &str) -> Result<Option<Value>, ClientError> {
    let Some(original) = Original::open(path)? else { return Ok(None) };
    Ok(read(client, path, original.bytes())?.entry(server))
}

pub(super) fn read<'c>(client: &'c Client, path: &Path, bytes: &[u8]) -> Result<Document<'c>, ClientError> {
    Document::parse(client, bytes).map_err(not_read(client, path))
}

pub(super) fn not_read(client: &Client, path: &Path) -> impl FnOnce(Unreadable) -> ClientError {
    let (path, client) = (path.to_owned(), client.title.clone());
    |Unreadable(what)| ClientError::NotRead { path, client, what }
}

fn create(path: &Path, bytes: &[u8]) -> Result<(), FileError> {
    if let Some(parent) = path.parent() {
        make_directories(parent)?;
    }
    create_private(path, bytes)
}
