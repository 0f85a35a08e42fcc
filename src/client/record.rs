//! What was installed: remembered so that it can be repeated, and taken back byte for byte.
//!
//! One small file for each entry, in the state directory, with a copy of the client's file as it was before beside it.

use std::collections::BTreeMap;
use std::path::PathBuf;

use aws_lc_rs::digest::{SHA256, digest};
use serde::{Deserialize, Serialize};
use zeroize::Zeroizing;

use super::edit::{Document, Unreadable};
use super::{Client, ClientError, Entry, Mode, Request, Value, Written, holds_a_secret};
use crate::file::Folder;

/// One installation.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Record {
    /// What was asked for.
    pub request: Request,
    /// The identifier of what the client asks the user, when the entry has one.
    pub input: Option<String>,
    /// The SHA-256 of the file as it was left, in hex; none when the client wrote it.
    pub left: Option<String>,
    /// What was there before.
    pub before: Before,
    /// What was written; an entry without it is somebody else's.
    #[serde(default)]
    pub(super) written: Written,
    /// What is being written in its place; a run that was ended leaves it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) next: Option<Written>,
    /// The entry of somebody else that was there under its name, as it stood; none that held a token.
    #[serde(default)]
    pub replaced: Option<String>,
    /// What held nothing at the top of the file before, by its key: as it stood, none where there was no such key.
    #[serde(default)]
    pub empty: BTreeMap<String, Option<String>>,
    /// The SHA-256 of the file as it was, in hex, while the entry is being put there; a run that was ended leaves it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub from: Option<String>,
    /// Whether a literal secret was asked for. The request is then without its values, and is not applied again.
    #[serde(default)]
    pub literal: bool,
    /// Whether it went through another client that reads the entry, and what it had replaced came back. That alone is remembered,
    /// so that nobody takes it for ours.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub over: bool,
}

impl Record {
    /// One of an entry of which nothing is to be put back.
    pub(super) fn of(client: &Client, request: &Request, entry: &Entry) -> Self {
        let is_inline = entry.mode == Some(Mode::Inline);
        let literal = request.holds_a_secret() || !is_inline && holds_a_secret(client, &entry.value);
        Self {
            request: if literal { request.without_values() } else { request.clone() },
            input: None,
            left: None,
            before: Before::Forgotten,
            written: Written::of(client, entry),
            next: None,
            replaced: None,
            empty: BTreeMap::new(),
            from: None,
            literal,
            over: false,
        }
    }

    /// Whether an entry is the one that was put there, with what somebody added.
    pub fn is_of(&self, entry: &Value) -> bool {
        self.written.is_in(entry) || self.next.as_ref().is_some_and(|next| next.is_in(entry))
    }

    /// Whether the file is as it was left: nothing else has touched it since.
    pub(super) fn has_left(&self, now: &[u8]) -> bool {
        self.left.as_deref() == Some(&fingerprint(now))
    }

    /// Whether all that was asked for is known and may be written again. A secret that stood there itself is kept nowhere else,
    /// and a token that somebody has taken out since does not come back.
    pub fn is_applied_again(&self) -> bool {
        !self.literal && self.request.mode != Some(Mode::Inline) && !self.request.holds_a_secret()
    }

    /// What stays of it when it went through another client, and what it had replaced came back.
    pub(super) fn over(&self) -> Self {
        Self {
            request: self.request.without_values(),
            input: None,
            left: None,
            before: Before::Forgotten,
            empty: BTreeMap::new(),
            from: None,
            over: true,
            ..self.clone()
        }
    }

    /// Whether the entry was put there: not while the file is what it was before.
    pub(super) fn is_made(&self, now: &[u8]) -> bool {
        self.from.as_deref() != Some(&fingerprint(now))
    }

    /// Takes the entry out of a file, with what the client asks for it alone, and puts back what it replaced; what is empty again
    /// is as it was. Whether the entry was there.
    pub(super) fn undo(&self, document: &mut Document<'_>) -> Result<bool, Unreadable> {
        let server = self.request.server.as_str();
        let was_there = match &self.replaced {
            Some(text) => document.put_back(server, text)?,
            None => document.remove(server)?,
        };
        if let (true, Some(id)) = (was_there, &self.input) {
            document.ask_no_more(id)?;
        }
        for (key, text) in &self.empty {
            document.empty_again(key, text.as_deref())?;
        }
        Ok(was_there)
    }
}

/// What was there before the first installation.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Before {
    /// No file.
    Nothing,
    /// What lies in the copy.
    Copied,
    /// Something that is not remembered: it held a token, or was changed meanwhile.
    Forgotten,
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
        let names = folder.names()?.into_iter().filter(|name| name.ends_with(RECORD));
        let all = names.filter_map(|name| self.read(&name).transpose());
        Ok(all.filter(|record| !record.as_ref().is_ok_and(|record| record.over)).collect())
    }

    /// The one of that client, file and server.
    pub fn find(&self, request: &Request) -> Result<Option<Record>, ClientError> {
        Ok(self.read(&(stem(request) + RECORD))?.filter(|record| !record.over))
    }

    /// Whether anything is remembered of that client, file and server, be it that it cannot be read.
    pub fn knows(&self, request: &Request) -> bool {
        !matches!(self.find(request), Ok(None))
    }

    /// What stayed of the one of that client, file and server, when it went through another client.
    pub(super) fn find_over(&self, request: &Request) -> Result<Option<Record>, ClientError> {
        Ok(self.read(&(stem(request) + RECORD))?.filter(|record| record.over))
    }

    /// Goes back from what a file is through these installations, each of which has left what is there when it is its turn, as far
    /// as is remembered what was there before. None for no file; and how many it went through.
    pub(super) fn before(
        &self,
        installed: &[Record],
        now: &[u8],
    ) -> Result<(Option<Vec<u8>>, usize), ClientError> {
        let (mut state, mut count) = (now.to_vec(), 0);
        loop {
            let is_last = |one: &&Record| one.before != Before::Forgotten && one.has_left(&state);
            let Some(last) = installed.iter().find(is_last).filter(|_| count < installed.len()) else {
                break;
            };
            count += 1;
            state = match (last.before, self.read_copy(&last.request)?) {
                (Before::Nothing, _) => return Ok((None, count)),
                (_, Some(copy)) => copy.to_vec(),
                (_, None) => return Ok((Some(state), count - 1)),
            };
        }
        Ok((Some(state), count))
    }

    /// Those of other entries of its file, and of other clients that read this one.
    pub(super) fn of_file(&self, request: &Request) -> Result<Vec<Record>, ClientError> {
        let is_other = |other: &Record| {
            other.request.path == request.path
                && (&other.request.client, &other.request.server) != (&request.client, &request.server)
        };
        // One that cannot be read is told where it is asked for.
        Ok(self.all()?.into_iter().flatten().filter(is_other).collect())
    }

    /// The one of that client, and those of others that read the entry.
    pub(super) fn readers(&self, request: &Request) -> Result<Vec<Record>, ClientError> {
        let others = self.of_file(request)?.into_iter();
        let others = others.filter(|other| other.request.is_for_the_entry_of(request));
        Ok(self.find(request)?.into_iter().chain(others).collect())
    }

    /// What was asked for other clients that read this entry.
    pub fn other_readers(&self, request: &Request) -> Result<Vec<Request>, ClientError> {
        let others = self.of_file(request)?.into_iter().map(|other| other.request);
        Ok(others.filter(|other| other.is_for_the_entry_of(request)).collect())
    }

    /// Where a file of that name lies.
    pub(super) fn path(&self, name: &str) -> Result<PathBuf, ClientError> {
        Ok(self.folder()?.path().join(name))
    }

    /// A name for a copy of a file from which somebody else's entry is taken. No installation writes over it, or takes it away.
    pub(super) fn free_name(&self, request: &Request) -> Result<String, ClientError> {
        let names = self.folder.as_ref().map(Folder::all_names).transpose()?.unwrap_or_default();
        let first = stem(request) + REMOVED;
        let (mut name, mut count) = (first.clone(), 1);
        while names.contains(&name) {
            count += 1;
            name = format!("{first}.{count}");
        }
        Ok(name)
    }

    pub(super) fn write_new(&self, name: &str, bytes: &[u8]) -> Result<(), ClientError> {
        Ok(self.folder()?.write_new(name, bytes)?)
    }

    pub(super) fn remove_file(&self, name: &str) -> Result<(), ClientError> {
        self.folder()?.remove(name)?;
        Ok(())
    }

    pub(super) fn write(&self, record: &Record) -> Result<(), ClientError> {
        let name = stem(&record.request) + RECORD;
        let json =
            serde_json::to_vec_pretty(record).map_err(|_| ClientError::Record { what: name.clone() })?;
        Ok(self.folder()?.write(&name, &json)?)
    }

    pub(super) fn write_copy(&self, request: &Request, bytes: &[u8]) -> Result<(), ClientError> {
        Ok(self.folder()?.write(&(stem(request) + COPY), bytes)?)
    }

    pub(super) fn read_copy(&self, request: &Request) -> Result<Option<Zeroizing<Vec<u8>>>, ClientError> {
        self.bytes(&(stem(request) + COPY))
    }

    pub(super) fn remove_copy(&self, request: &Request) -> Result<(), ClientError> {
        self.remove_file(&(stem(request) + COPY))
    }

    /// Keeps what an installation has replaced where it is not put back: the copy of the file, else the entry.
    pub(super) fn keep_aside(&self, request: &Request) -> Result<(), ClientError> {
        let Ok(Some(Record { replaced: Some(replaced), .. })) = self.find(request) else { return Ok(()) };
        let copy = self.read_copy(request)?;
        let bytes = copy.as_deref().map_or(replaced.as_bytes(), Vec::as_slice);
        self.write_new(&self.free_name(request)?, bytes)
    }

    /// The record first: without it nobody looks at the copy.
    pub(super) fn remove(&self, request: &Request) -> Result<(), ClientError> {
        self.remove_file(&(stem(request) + RECORD))?;
        self.remove_copy(request)
    }

    fn folder(&self) -> Result<&Folder, ClientError> {
        self.folder.as_ref().ok_or(ClientError::NoRecords)
    }

    fn bytes(&self, name: &str) -> Result<Option<Zeroizing<Vec<u8>>>, ClientError> {
        match &self.folder {
            Some(folder) => Ok(folder.read(name)?),
            None => Ok(None),
        }
    }

    fn read(&self, name: &str) -> Result<Option<Record>, ClientError> {
        let Some(bytes) = self.bytes(name)? else { return Ok(None) };
        serde_json::from_slice(&bytes).map(Some).map_err(|_| ClientError::Record { what: name.to_owned() })
    }
}

/// The SHA-256 of a file's content, in hex.
pub(super) fn fingerprint(bytes: &[u8]) -> String {
    hex::encode(digest(&SHA256, bytes))
}

/// The name of what belongs to one entry of one file.
fn stem(request: &Request) -> String {
    let path = request.path.as_ref().map(|path| path.as_os_str().as_encoded_bytes()).unwrap_or_default();
    let file = hex::encode(&digest(&SHA256, path).as_ref()[..4]);
    format!("{}.{}.{file}", request.client, request.server)
}

const RECORD: &str = ".json";
const COPY: &str = ".before";
const REMOVED: &str = ".removed";
