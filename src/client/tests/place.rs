//! A client's file and our records, and an entry in it.

use std::collections::BTreeMap;
use std::fs;
use std::path::PathBuf;

use tempfile::TempDir;

use super::{name, remote};
use crate::client::edit::Document;
use crate::client::{Change, Client, ClientError, Entry, Mode, Platform, Records, Request, Scope, Value};
use crate::file::Folder;

/// A client's file and our records.
pub(super) struct Place {
    directory: TempDir,
    client: &'static Client,
}

impl Place {
    /// In memory, where a system has a place there: what is written is synced, and nothing here is about a disk.
    pub(super) fn new(client: &'static Client) -> Self {
        let directory = TempDir::new_in("/dev/shm").or_else(|_| TempDir::new()).unwrap();
        Self { directory, client }
    }

    #[allow(clippy::disallowed_methods, reason = "the file is somebody else's")]
    pub(super) fn with(client: &'static Client, bytes: &[u8]) -> Self {
        let place = Self::new(client);
        fs::write(place.path(), bytes).unwrap();
        place
    }

    pub(super) fn path(&self) -> PathBuf {
        self.directory.path().canonicalize().unwrap().join("file")
    }

    pub(super) fn bytes(&self) -> Vec<u8> {
        fs::read(self.path()).unwrap()
    }

    pub(super) fn records(&self) -> Records {
        Records::new(Folder::create(&self.directory.path().join("records")).unwrap())
    }

    #[allow(clippy::disallowed_methods, reason = "the file is somebody else's")]
    pub(super) fn overwrite(&self, bytes: &[u8]) {
        fs::write(self.path(), bytes).unwrap();
    }

    pub(super) fn request(&self, server: &str) -> Request {
        Request::of_entry(self.client, Scope::User, Some(self.path()), name(server))
    }

    /// The same file, as another client's.
    pub(super) fn of(self, client: &'static Client) -> Self {
        Self { client, ..self }
    }

    pub(super) fn change(&self, entry: &Entry) -> Result<Change, ClientError> {
        Change::install(self.client, &self.request(&entry.server), entry, &self.records(), None)
    }

    pub(super) fn install(&self, entry: &Entry) {
        self.change(entry).unwrap().carry_out(&self.records()).unwrap();
    }

    pub(super) fn remove(&self) -> Result<(), ClientError> {
        self.remove_of("acme")
    }

    pub(super) fn remove_of(&self, server: &str) -> Result<(), ClientError> {
        Change::remove(self.client, &self.request(server), &self.records())?.carry_out(&self.records())?;
        Ok(())
    }

    /// All that is remembered, and copied.
    pub(super) fn files(&self) -> BTreeMap<PathBuf, Vec<u8>> {
        let names = fs::read_dir(self.directory.path().join("records")).unwrap();
        names.map(|name| name.unwrap().path()).map(|path| (path.clone(), fs::read(path).unwrap())).collect()
    }

    /// The copies that are kept.
    pub(super) fn copies(&self) -> Vec<Vec<u8>> {
        let is_copy = |path: &PathBuf| path.extension().is_some_and(|end| end == "before");
        self.files().into_iter().filter(|(path, _)| is_copy(path)).map(|(_, bytes)| bytes).collect()
    }
}

pub(super) fn entry(client: &Client, mode: Option<Mode>) -> Entry {
    Entry::new(client, &remote(Platform::Linux), mode, None).unwrap()
}

/// The same under another name.
pub(super) fn called(server: &str, client: &Client) -> Entry {
    Entry { server: server.to_owned(), ..entry(client, None) }
}

/// A file with the entry in it.
pub(super) fn put(client: &Client, entry: &Entry, bytes: &[u8]) -> Vec<u8> {
    let mut document = Document::parse(client, bytes).unwrap();
    document.set(entry, None).unwrap();
    document.to_bytes()
}

/// A file without it.
pub(super) fn taken(client: &Client, entry: &Entry, bytes: &[u8]) -> Vec<u8> {
    let mut document = Document::parse(client, bytes).unwrap();
    document.remove(&entry.server).unwrap();
    if let Some((id, _)) = &entry.input {
        document.ask_no_more(id).unwrap();
    }
    document.to_bytes()
}

pub(super) fn in_it(client: &Client, bytes: &[u8]) -> Option<Value> {
    Document::parse(client, bytes).unwrap().entry("acme")
}
