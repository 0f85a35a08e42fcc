//! What was installed: remembered so that it can be repeated, and taken back byte for byte.
//!
//! One small file for each entry, in the state directory. Beside it lies a copy of what the last change took away, for people: the
//! client's file as it was, or one entry alone.

use std::collections::BTreeMap;
use std::path::PathBuf;

use serde::{Deserialize, Serialize};

use super::edit::{Document, without_comments};
use super::unreadable::Unreadable;
use super::{Client, ClientError, Entry, Mode, Request, Value, Written};
use crate::file::Folder;
use crate::secret::sha256_hex;

/// One entry that was put into a file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Record {
    /// What was asked for: once for each client that reads the entry, in their order.
    pub requests: Vec<Request>,
    /// Whether the client wrote it into its file itself.
    pub by_client: bool,
    /// The identifier of what the client asks the user for the entry, unless it asked that before.
    pub(super) input: Option<String>,
    /// What was written; an entry without it is somebody else's.
    pub(super) written: Written,
    /// What is being written in its place; a run that was ended leaves it.
    pub(super) next: Option<Written>,
    /// The entry of somebody else that was there under its name, as it stood; none that held a token.
    pub(super) replaced: Option<String>,
    /// Whether that is without its comments.
    #[serde(default)]
    pub(super) replaced_in_part: bool,
    /// What held nothing before: members of the top by their keys, the whole of the file under none. As it stood, none where there
    /// was no such thing.
    pub(super) empty: BTreeMap<String, Option<String>>,
    /// The file as it was, when all that does not lead back to it.
    pub(super) whole: Option<Whole>,
    /// The SHA-256 of the file as it was, in hex, while the entry is being put there; a run that was ended leaves it.
    pub from: Option<String>,
    /// Whether a literal secret was asked for. The requests are then without their values, and are not applied again.
    pub(super) literal: bool,
}

/// A file as it was, which comes back when nothing else has touched it since.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Whole {
    /// The SHA-256 of the file as it was left, in hex.
    left: String,
    text: String,
}

impl Record {
    /// One of an entry of which nothing is to be put back.
    pub(super) fn of(client: &Client, request: &Request, entry: &Entry) -> Self {
        let literal = entry.holds_a_literal(client, request);
        Self {
            requests: vec![if literal { request.without_values() } else { request.clone() }],
            by_client: false,
            input: entry.input.as_ref().map(|(id, _)| id.clone()),
            written: Written::of(client, &entry.value),
            next: None,
            replaced: None,
            replaced_in_part: false,
            empty: BTreeMap::new(),
            whole: None,
            from: None,
            literal,
        }
    }

    /// Whether an entry is the one that was put there, with what somebody added.
    pub fn is_of(&self, entry: &Value) -> bool {
        self.written.is_in(entry) || self.next.as_ref().is_some_and(|next| next.is_in(entry))
    }

    /// Whether all that was asked for is known and may be written again. A secret that stood there itself is kept nowhere else,
    /// and a token that somebody has taken out since does not come back.
    pub fn is_applied_again(&self) -> bool {
        !self.literal && self.requests.iter().all(|request| request.mode != Some(Mode::Inline))
    }

    /// Whether the entry was put there: not while the file is what it was before.
    pub(super) fn is_made(&self, now: &[u8]) -> bool {
        self.from.as_deref() != Some(&fingerprint(now))
    }

    /// Whether the entry that was replaced stands there again.
    pub(super) fn is_back(&self, client: &Client, now: &Document<'_>) -> bool {
        let now = now.entry_text(self.server()).filter(|_| self.replaced.is_some());
        let now = now.map(|now| if self.replaced_in_part { without_comments(client, &now) } else { now });
        now.is_some() && now == self.replaced
    }

    /// A file without the entry and what was made for it, with what it had replaced in its place; none when nothing is left of a
    /// file that was made for it.
    ///
    /// - `has_copy`: whether the file as it is now is copied.
    pub(super) fn undone(
        &self,
        client: &Client,
        now: &[u8],
        has_copy: bool,
    ) -> Result<Option<Vec<u8>>, Unreadable> {
        if let Some(whole) = self.whole.as_ref().filter(|whole| whole.left == fingerprint(now)) {
            return Ok(Some(whole.text.clone().into_bytes()));
        }
        let (mut document, server) = (Document::parse(client, now)?, self.server());
        match &self.replaced {
            Some(text) => document.put_back(server, text, self.replaced_in_part, has_copy)?,
            None => document.remove(server)?,
        }
        self.clear(&mut document)?;
        let is_gone = self.empty.get(ALL) == Some(&None) && document.is_blank();
        Ok((!is_gone).then(|| document.to_bytes()))
    }

    /// Takes out what the client asks for an entry that is gone; what is empty again is as it was.
    pub(super) fn clear(&self, document: &mut Document<'_>) -> Result<(), Unreadable> {
        if let Some(id) = &self.input {
            document.ask_no_more(id)?;
        }
        // All of it last.
        for (key, text) in self.empty.iter().rev() {
            document.empty_again(key, text.as_deref())?;
        }
        Ok(())
    }

    /// Remembers the whole of a file where the way back to it from what it becomes would end elsewhere.
    pub(super) fn remember_whole(&mut self, client: &Client, before: &[u8], after: &[u8]) {
        let is_found = self.undone(client, after, true).is_ok_and(|back| back.as_deref() == Some(before));
        let text = std::str::from_utf8(before).ok().filter(|_| !is_found);
        self.whole = text.map(|text| Whole { left: fingerprint(after), text: text.to_owned() });
    }

    fn server(&self) -> &str {
        self.requests.first().map(|request| request.server.as_str()).unwrap_or_default()
    }
}

/// The directory of the records.
#[derive(Debug)]
pub struct Records {
    folder: Option<Folder>,
}

impl Records {
    /// Those in a directory of ours.
    pub fn new(folder: Folder) -> Self {
        Self { folder: Some(folder) }
    }

    /// None at all, for a plan before there is a directory of ours; nothing is written into it.
    pub fn none() -> Self {
        Self { folder: None }
    }

    /// All, in the order of their clients; one that cannot be read hides no other.
    pub fn all(&self) -> Result<Vec<Result<Record, ClientError>>, ClientError> {
        let Some(folder) = &self.folder else { return Ok(Vec::new()) };
        let names = folder.all_names()?.into_iter().filter(|name| name.ends_with(RECORD));
        let mut all: Vec<_> = names.filter_map(|name| self.read(&name).transpose()).collect();
        let client = |record: &Record| record.requests.first().map(|request| request.client.clone());
        all.sort_by_cached_key(|record| record.as_ref().ok().and_then(client));
        Ok(all)
    }

    /// The one of the entry that a request means.
    pub fn find(&self, request: &Request) -> Result<Option<Record>, ClientError> {
        self.read(&(stem(request) + RECORD))
    }

    /// Whether anything is remembered of that entry, be it that it cannot be read.
    pub fn knows(&self, request: &Request) -> bool {
        !matches!(self.find(request), Ok(None))
    }

    /// Those of the same file. One that cannot be read is told where it is asked for.
    pub(super) fn of_file(&self, request: &Request) -> Result<Vec<Record>, ClientError> {
        let is_there = |record: &Record| record.requests.iter().any(|other| other.path == request.path);
        Ok(self.all()?.into_iter().flatten().filter(is_there).collect())
    }

    /// What was asked for other clients that read this entry. Why it cannot be read is told where that is asked for.
    pub fn other_readers(&self, request: &Request) -> Vec<Request> {
        let known = self.find(request).ok().flatten();
        let requests = known.into_iter().flat_map(|known| known.requests);
        requests.filter(|other| other.client != request.client).collect()
    }

    /// Where what an entry had replaced will lie when that is forgotten, if it had replaced anything.
    pub fn copy_of_replaced(&self, request: &Request) -> Result<Option<PathBuf>, ClientError> {
        let replaced = self.find(request)?.and_then(|known| known.replaced);
        replaced.map(|_| self.copy(request)).transpose()
    }

    /// Where the copy lies.
    pub(super) fn copy(&self, request: &Request) -> Result<PathBuf, ClientError> {
        Ok(self.folder()?.path().join(stem(request) + COPY))
    }

    pub(super) fn write(&self, request: &Request, record: &Record) -> Result<(), ClientError> {
        let name = stem(request) + RECORD;
        let folder = self.folder()?;
        let json = serde_json::to_vec_pretty(record).map_err(|_| damaged(folder, &name))?;
        Ok(folder.write(&name, &json)?)
    }

    pub(super) fn write_copy(&self, request: &Request, bytes: &[u8]) -> Result<(), ClientError> {
        Ok(self.folder()?.write(&(stem(request) + COPY), bytes)?)
    }

    pub(super) fn remove(&self, request: &Request) -> Result<(), ClientError> {
        self.folder()?.remove(&(stem(request) + RECORD))?;
        Ok(())
    }

    fn folder(&self) -> Result<&Folder, ClientError> {
        self.folder.as_ref().ok_or(ClientError::NoRecords)
    }

    fn read(&self, name: &str) -> Result<Option<Record>, ClientError> {
        let Some(folder) = &self.folder else { return Ok(None) };
        let Some(bytes) = folder.read(name)? else { return Ok(None) };
        serde_json::from_slice(&bytes).map(Some).map_err(|_| damaged(folder, name))
    }
}

fn damaged(folder: &Folder, name: &str) -> ClientError {
    let path = folder.path().join(name);
    let copy = folder.path().join(name.trim_end_matches(RECORD).to_owned() + COPY);
    ClientError::Record { path, copy: Some(copy).filter(|copy| copy.exists()) }
}

/// The SHA-256 of a file's content, in hex.
pub(super) fn fingerprint(bytes: &[u8]) -> String {
    sha256_hex(bytes, 64)
}

/// The name of what belongs to one entry: the same name in the same part of the same file.
fn stem(request: &Request) -> String {
    let path = request.path.as_ref().map(|path| path.as_os_str().as_encoded_bytes()).unwrap_or_default();
    let file = sha256_hex(path, 8);
    let root = Client::named(&request.client).map(|client| client.root.join(".")).unwrap_or_default();
    format!("{root}.{}.{file}", request.server)
}

/// The key of all of a file among what was empty in it.
pub(super) const ALL: &str = "";

const RECORD: &str = ".json";
const COPY: &str = ".before";
