//! Puts an entry into a client's file.

use std::collections::BTreeMap;
use std::path::Path;

use super::change::{Change, Memory, Replaced, not_read, path, read};
use super::edit::{Document, Unreadable, comments};
use super::exposure::{may_be_copied, refuse_shared};
use super::hidden::{Hidden, holds_a_secret};
use super::literal::in_any_text;
use super::record::{Before, Record, fingerprint};
use super::{Client, ClientError, Entry, Mode, Records, Request, Value};
use crate::file::Original;

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
        let (document, mut readers) = (read(client, &path, old)?, records.readers(request)?);
        readers.retain(|reader| reader.is_made(old));
        let mut hidden = Hidden::default();
        hidden.add_file(client, &document);
        let there = There::of(client, entry, &document, &readers);
        let own = there.known.and(readers.iter().find(|reader| reader.request.client == request.client));
        let (remembered, empty) = (there.remembered(&document), there.empty(&document));
        let replaced = there.replaced(remembered.as_ref());
        // A copy would put back the entry as we have put it there, or could have.
        let is_lost = there.old.is_some() && (own.is_some() || replaced.is_none());
        let may_be_copied = may_be_copied(old, hidden.is_any()) && !is_lost;
        let after = there.edit(&path, document, &mut hidden)?;
        if readers.is_empty() && before.is_some() && after == old {
            return Ok(Self { path, before, after: Some(after), hidden, memory: Memory::Unclaimed });
        }
        let unchanged = own.filter(|_| after == old);
        let known = unchanged.or_else(|| own.filter(|own| own.has_left(old)));
        let (state, copies) = match (known, &before) {
            (Some(known), _) => (known.before, false),
            (None, None) => (Before::Nothing, false),
            (None, Some(_)) if may_be_copied => (Before::Copied, true),
            (None, Some(_)) => (Before::Forgotten, false),
        };
        let record = Record {
            input: entry.input.as_ref().map(|(id, _)| id.clone()),
            left: unchanged.map_or_else(|| Some(fingerprint(&after)), |own| own.left.clone()),
            before: state,
            replaced: remembered,
            empty,
            ..Record::of(client, request, entry)
        };
        let memory =
            Memory::Installed { record: Box::new(record), old: own.cloned().map(Box::new), copies, replaced };
        Ok(Self { path, before, after: Some(after), hidden, memory })
    }
}

/// What is there before the entry.
struct There<'t> {
    client: &'t Client,
    entry: &'t Entry,
    readers: &'t [Record],
    /// The entry of that name.
    old: Option<Value>,
    /// What is remembered of that; none when it is somebody else's.
    known: Option<&'t Record>,
}

impl<'t> There<'t> {
    fn of(client: &'t Client, entry: &'t Entry, document: &Document<'_>, readers: &'t [Record]) -> Self {
        let old = document.entry(&entry.server);
        let known = match &old {
            Some(old) => {
                let is_meant = |_: &&Record| entry.is_in(client, old);
                readers.iter().find(|known| known.is_of(old)).or(readers.first().filter(is_meant))
            }
            None => readers.first(),
        };
        Self { client, entry, readers, old, known }
    }

    /// What must change for an entry of that name to be this one.
    fn difference(&self, old: &Value) -> Vec<(String, Option<Value>)> {
        self.entry.difference(self.client, old, self.known.map(|known| &known.written))
    }

    /// The other entry of that name that goes.
    fn replaced(&self, remembered: Option<&String>) -> Option<Replaced> {
        self.old.as_ref().filter(|old| !self.difference(old).is_empty())?;
        Some(match (self.known, remembered) {
            (Some(_), _) => Replaced::Ours,
            (None, Some(_)) => Replaced::Kept,
            (None, None) => Replaced::Lost,
        })
    }

    /// The entry of somebody else that is replaced now, or was by what is there; none that holds a token.
    fn remembered(&self, document: &Document<'_>) -> Option<String> {
        let old = self.old.as_ref()?;
        if let Some(known) = self.known {
            return known.replaced.clone();
        }
        let text = document.entry_text(&self.entry.server);
        let is_another = !self.difference(old).is_empty() && !holds_a_secret(self.client, old);
        let is_plain = |comment: &str| in_any_text(comment).is_empty();
        text.filter(|text| is_another && comments(self.client, text).into_iter().all(is_plain))
    }

    /// What holds nothing at the top of the file and will hold something of ours.
    fn empty(&self, document: &Document<'_>) -> BTreeMap<String, Option<String>> {
        let whole = document.value();
        let keys = document.root().first().into_iter();
        let keys = keys.chain(self.client.inputs.iter().filter(|_| self.entry.input.is_some()));
        // What another mode has put something into holds nothing again.
        let keys = keys.chain(self.readers.iter().flat_map(|known| known.empty.keys()));
        let before = |key: &String| {
            let known = self.readers.iter().find_map(|known| known.empty.get(key).cloned());
            let now = || match whole.get(key) {
                None => Some(None),
                Some(_) => document.empty_text(key).map(Some),
            };
            known.or_else(now)
        };
        keys.filter_map(|key| Some((key.clone(), before(key)?))).collect()
    }

    /// The file with the entry in it, and without what another asked for. What was written is what will be read.
    fn edit(
        &self,
        path: &Path,
        mut document: Document<'_>,
        hidden: &mut Hidden,
    ) -> Result<Vec<u8>, ClientError> {
        let Self { client, entry, known, .. } = self;
        document.set(entry, known.map(|known| &known.written)).map_err(not_read(client, path))?;
        let asked = entry.input.as_ref().map(|(id, _)| id);
        let before = self.readers.iter().filter_map(|known| known.input.as_ref());
        for id in before.filter(|id| Some(*id) != asked) {
            document.ask_no_more(id).map_err(not_read(client, path))?;
        }
        let after = document.to_bytes();
        let again = read(client, path, &after)?;
        hidden.add_file(client, &again);
        match again.entry(&entry.server) {
            Some(written) if self.difference(&written).is_empty() => Ok(after),
            _ => Err(not_read(client, path)(Unreadable(
                "the entry would not be what it is meant to be".to_owned(),
            ))),
        }
    }
}

/// Remembers what a client wrote into its own file.
pub fn remember(
    client: &Client,
    request: &Request,
    entry: &Entry,
    records: &Records,
) -> Result<(), ClientError> {
    records.write(&Record::of(client, request, entry))
}

/// Forgets it again.
pub fn forget(request: &Request, records: &Records) -> Result<(), ClientError> {
    records.remove(request)
}
