//! What it takes to put an entry into a client's file, or to take it out: told before it is done, and done as it was told.

use std::fmt;
use std::fs;
use std::path::{Path, PathBuf};

use super::diff::Hidden;
use super::edit::{Document, Unreadable};
use super::exposure::{may_be_copied, refuse_shared};
use super::later::Later;
use super::record::{Before, Record, fingerprint};
use super::{Client, ClientError, Entry, Mode, Records, Request, Value, diff};
use crate::file::{FileError, Original, create_private};

/// A change of one file that was thought through, and not made yet. `Debug` shows no content.
pub struct Change {
    path: PathBuf,
    request: Request,
    before: Option<Original>,
    /// The whole file; none when it is to be taken away.
    after: Option<Vec<u8>>,
    record: Option<Record>,
    /// What is to be remembered of the other entries.
    later: Option<Later>,
    /// Whether the old file is copied first.
    copies: bool,
    /// What a diff does not show.
    hidden: Hidden,
    replaces: bool,
    /// Whether an entry of that name is there afterwards.
    leaves: bool,
    /// Whether the entry was put there by us, or is now.
    is_ours: bool,
}

impl Change {
    /// Puts an entry into the file.
    ///
    /// - `git`: the absolute path of the program, asked when the entry holds the token itself.
    pub fn install(
        client: &Client,
        request: &Request,
        entry: &Entry,
        records: &Records,
        git: Option<&Path>,
    ) -> Result<Self, ClientError> {
        let path = path(client, request)?;
        let before = Original::open(&path)?;
        if entry.mode == Some(Mode::Inline) || request.holds_a_secret() {
            refuse_shared(&path, request.scope, before.as_ref(), git)?;
        }
        let old = before.as_ref().map(Original::bytes).unwrap_or_default();
        let document = read(client, &path, old)?;
        let old_entry = document.entry(client, &entry.server);
        let known = records.find(request)?;
        let whole = document.value();
        let keys = document.root(client).first().into_iter();
        let keys = keys.chain(client.inputs.iter().filter(|_| entry.input.is_some()));
        let made = |key: &&String| {
            whole.get(key).is_none() || known.as_ref().is_some_and(|known| known.made.contains(key))
        };
        let made = keys.filter(made).cloned().collect();
        let mut hidden = Hidden::default();
        hidden.add(client, &whole);
        let held_any = hidden.is_any();
        let after = edit(client, &path, document, entry, known.as_ref(), &mut hidden)?;

        let is_this = |old: &Value| entry.difference(client, old).is_empty();
        // An entry of somebody else can be put back.
        let is_lost = |old: &Value| known.is_some() || is_this(old);
        let kept = |known: &Record| known.left.as_deref() == Some(&fingerprint(old));
        let (state, copies) = match (&before, &known) {
            (_, Some(known)) if kept(known) => (known.before, false),
            (None, _) => (Before::Nothing, false),
            (Some(_), _) if !may_be_copied(old, held_any) => (Before::Forgotten, false),
            (Some(_), _) if old_entry.as_ref().is_some_and(is_lost) => (Before::Forgotten, false),
            (Some(_), _) => (Before::Copied, true),
        };
        let record = Record {
            request: request.clone(),
            input: entry.input.as_ref().map(|(id, _)| id.clone()),
            left: Some(fingerprint(&after)),
            before: state,
            made,
        };
        let replaces = old_entry.as_ref().is_some_and(|old| !is_this(old));
        let (after, record, request) = (Some(after), Some(record), request.clone());
        Ok(Self {
            path,
            request,
            before,
            after,
            record,
            later: None,
            copies,
            hidden,
            replaces,
            leaves: true,
            is_ours: true,
        })
    }

    /// Takes an entry out. What the file was before is put back whole when nothing else has touched it.
    pub fn remove(client: &Client, request: &Request, records: &Records) -> Result<Self, ClientError> {
        let path = path(client, request)?;
        let no_entry = || ClientError::NoEntry { path: path.clone(), server: request.server.to_string() };
        let before = Original::open(&path)?.ok_or_else(no_entry)?;
        let old = before.bytes().to_vec();
        let mut document = read(client, &path, &old)?;
        document.entry(client, request.server.as_str()).ok_or_else(no_entry)?;
        let mut hidden = Hidden::default();
        hidden.add(client, &document.value());
        let known = records.find(request)?;
        let untouched = known.as_ref().filter(|known| known.left.as_deref() == Some(&fingerprint(&old)));
        let copy = match untouched.map(|known| known.before) {
            Some(Before::Copied) => records.read_copy(request)?,
            _ => None,
        };
        let restores = copy.is_some() || untouched.is_some_and(|known| known.before == Before::Nothing);
        let after = match copy {
            Some(copy) => Some(copy.to_vec()),
            None if restores => None,
            None => {
                take_out(&mut document, client, request, known.as_ref()).map_err(not_read(client, &path))?;
                Some(document.to_bytes())
            }
        };
        let left = after.as_deref().map(|after| read(client, &path, after)).transpose()?;
        let leaves = left.is_some_and(|left| left.entry(client, request.server.as_str()).is_some());
        let later = known.as_ref().filter(|_| !leaves).map(|known| {
            Later::without(client, known, (&old, after.as_deref().unwrap_or_default()), records)
        });
        let later = later.transpose()?;
        // What nobody here has put there is put back by nobody.
        let copies = known.is_none() && may_be_copied(&old, hidden.is_any());
        Ok(Self {
            path,
            request: request.clone(),
            before: Some(before),
            after,
            record: None,
            later,
            copies,
            hidden,
            replaces: false,
            leaves,
            is_ours: known.is_some(),
        })
    }

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

    /// Whether another entry of that name goes.
    pub fn replaces(&self) -> bool {
        self.replaces
    }

    /// Whether an entry of that name is there afterwards: the one that was there before the installation.
    pub fn leaves_an_entry(&self) -> bool {
        self.leaves
    }

    /// Whether the entry was put there by us, or is now.
    pub fn is_ours(&self) -> bool {
        self.is_ours
    }

    /// Where a copy of the file as it was before will lie, when an entry of somebody else is taken out; none when the file holds
    /// a token, or is too large.
    pub fn copy(&self, records: &Records) -> Result<Option<PathBuf>, ClientError> {
        self.copies.then(|| records.copy_path(&self.request)).transpose()
    }

    /// The lines that differ, without any token.
    pub fn diff(&self) -> String {
        let old = self.before.as_ref().map(Original::bytes).unwrap_or_default();
        diff::lines(old, self.after.as_deref().unwrap_or_default(), &self.hidden)
    }

    /// Makes the change. After a kill at any point the old or the new file is there, whole, and the next run knows its way.
    pub fn carry_out(self, records: &Records) -> Result<(), ClientError> {
        let is_nothing = self.is_nothing();
        match (&self.before, &self.record) {
            (Some(before), _) if self.copies => records.write_copy(&self.request, before.bytes())?,
            (_, Some(record)) if record.before != Before::Copied => records.remove_copy(&self.request)?,
            _ => {}
        }
        if !is_nothing {
            match (self.before, self.after) {
                (Some(before), Some(after)) => before.replace(&after)?,
                (None, Some(after)) => create(&self.path, &after)?,
                (Some(before), None) => before.remove()?,
                (None, None) => {}
            }
        }
        match self.record {
            Some(record) => records.write(&record)?,
            None if self.is_ours => records.remove(&self.request)?,
            None => {}
        }
        self.later.map_or(Ok(()), |later| later.write(records))
    }
}

impl fmt::Debug for Change {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Change").field("path", &self.path).finish_non_exhaustive()
    }
}

/// Remembers what a client wrote into its own file.
pub fn remember(request: &Request, records: &Records) -> Result<(), ClientError> {
    records.write(&Record {
        request: request.clone(),
        input: None,
        left: None,
        before: Before::Forgotten,
        made: Vec::new(),
    })
}

/// Forgets it again.
pub fn forget(request: &Request, records: &Records) -> Result<(), ClientError> {
    records.remove(request)
}

/// The file with the entry in it, and without what it asked for in another mode. What was written is what will be read.
fn edit(
    client: &Client,
    path: &Path,
    mut document: Document<'_>,
    entry: &Entry,
    known: Option<&Record>,
    hidden: &mut Hidden,
) -> Result<Vec<u8>, ClientError> {
    document.set(client, entry).map_err(not_read(client, path))?;
    let asked = entry.input.as_ref().map(|(id, _)| id);
    if let Some(id) = known.and_then(|known| known.input.as_ref()).filter(|id| Some(*id) != asked) {
        document.ask_no_more(client, id).map_err(not_read(client, path))?;
    }
    let after = document.to_bytes();
    let again = read(client, path, &after)?;
    hidden.add(client, &again.value());
    match again.entry(client, &entry.server) {
        Some(written) if entry.difference(client, &written).is_empty() => Ok(after),
        _ => Err(not_read(client, path)(Unreadable(
            "the entry would not be what it is meant to be".to_owned(),
        ))),
    }
}

/// The entry goes, and what was made for it at the top of the file when nothing else is in that.
fn take_out(
    document: &mut Document<'_>,
    client: &Client,
    request: &Request,
    known: Option<&Record>,
) -> Result<(), Unreadable> {
    let input = known.and_then(|known| known.input.as_deref());
    document.remove(client, request.server.as_str(), input)?;
    let mut made = known.iter().flat_map(|known| &known.made);
    made.try_for_each(|key| document.drop_empty(client, key))
}

fn path(client: &Client, request: &Request) -> Result<PathBuf, ClientError> {
    let path = request.path.clone().filter(|_| client.is_edited());
    path.ok_or_else(|| ClientError::NoFile { client: client.title.clone() })
}

fn read<'t>(client: &Client, path: &Path, bytes: &'t [u8]) -> Result<Document<'t>, ClientError> {
    Document::parse(client, bytes).map_err(not_read(client, path))
}

fn not_read(client: &Client, path: &Path) -> impl FnOnce(Unreadable) -> ClientError {
    let (path, client) = (path.to_owned(), client.title.clone());
    |Unreadable(what)| ClientError::NotRead { path, client, what }
}

fn create(path: &Path, bytes: &[u8]) -> Result<(), FileError> {
    if let Some(parent) = path.parent() {
        fs::create_dir_all(parent).map_err(|source| FileError::Io {
            action: "make the directory",
            path: parent.to_owned(),
            source,
        })?;
    }
    create_private(path, bytes)
}
