//! Puts an entry into a client's file.

use std::collections::BTreeMap;
use std::path::Path;

use super::change::{Change, Memory, not_read, path, read};
use super::edit::{Document, Unreadable, comments};
use super::exposure::{may_be_copied, refuse_shared};
use super::hidden::{Hidden, holds_a_secret};
use super::literal::in_any_text;
use super::record::{Before, Record, fingerprint};
use super::{Client, ClientError, Entry, Mode, Records, Request};
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
        let own = readers.iter().find(|reader| reader.request.client == request.client);
        let mut hidden = Hidden::default();
        hidden.add_file(client, &document);
        let there = There { client, entry, document: &document, readers: &readers };
        let (replaces, replaced, empty) = (there.is_another(), there.replaced(), there.empty());
        let loses = replaces && replaced.is_none() && readers.is_empty();
        // A copy would put back the entry as we have put it there, or could have.
        let is_lost = there.is_any() && (own.is_some() || !replaces);
        let may_be_copied = may_be_copied(old, hidden.is_any()) && !is_lost;
        let after = edit(client, &path, document, entry, own, &mut hidden)?;
        let unchanged = own.filter(|_| after == old);
        let known = unchanged.or_else(|| own.filter(|own| own.has_left(old)));
        let (state, copies) = match (known, &before) {
            (Some(known), _) => (known.before, false),
            (None, None) => (Before::Nothing, false),
            (None, Some(_)) if may_be_copied => (Before::Copied, true),
            (None, Some(_)) => (Before::Forgotten, false),
        };
        let is_inline = entry.mode == Some(Mode::Inline);
        let literal = request.holds_a_secret() || !is_inline && holds_a_secret(client, &entry.value);
        let record = Record {
            request: if literal { request.without_values() } else { request.clone() },
            input: entry.input.as_ref().map(|(id, _)| id.clone()),
            left: unchanged.map_or_else(|| Some(fingerprint(&after)), |own| own.left.clone()),
            before: state,
            replaced,
            empty,
            from: None,
            literal,
            over: false,
        };
        let memory =
            Memory::Installed { record: Box::new(record), is_first: own.is_none(), copies, replaces, loses };
        Ok(Self { path, before, after: Some(after), hidden, memory })
    }
}

/// What is there before the entry.
struct There<'t> {
    client: &'t Client,
    entry: &'t Entry,
    document: &'t Document<'t>,
    readers: &'t [Record],
}

impl There<'_> {
    /// Whether an entry of that name is there.
    fn is_any(&self) -> bool {
        self.document.entry(self.client, &self.entry.server).is_some()
    }

    /// Whether another entry of that name is there.
    fn is_another(&self) -> bool {
        let old = self.document.entry(self.client, &self.entry.server);
        old.is_some_and(|old| !self.entry.is_in(self.client, &old))
    }

    /// The entry of somebody else that is replaced now, or was by what is there; none that holds a token.
    fn replaced(&self) -> Option<String> {
        let old = self.document.entry(self.client, &self.entry.server)?;
        match self.readers.first() {
            Some(known) => known.replaced.clone(),
            None if !self.is_another() || holds_a_secret(self.client, &old) => None,
            None => {
                let text = self.document.entry_text(self.client, &self.entry.server);
                let is_plain = |text: &String| {
                    comments(self.client, text).into_iter().all(|comment| in_any_text(comment).is_empty())
                };
                text.filter(is_plain)
            }
        }
    }

    /// What holds nothing at the top of the file and will hold something of ours.
    fn empty(&self) -> BTreeMap<String, Option<String>> {
        let whole = self.document.value();
        let keys = self.document.root(self.client).first().into_iter();
        let keys = keys.chain(self.client.inputs.iter().filter(|_| self.entry.input.is_some()));
        let before = |key: &String| {
            let known = self.readers.iter().find_map(|known| known.empty.get(key).cloned());
            let now = || match whole.get(key) {
                None => Some(None),
                Some(_) => self.document.empty_text(key).map(Some),
            };
            known.or_else(now)
        };
        keys.filter_map(|key| Some((key.clone(), before(key)?))).collect()
    }
}

/// Remembers what a client wrote into its own file.
pub fn remember(request: &Request, records: &Records) -> Result<(), ClientError> {
    records.write(&Record {
        request: request.clone(),
        input: None,
        left: None,
        before: Before::Forgotten,
        replaced: None,
        empty: BTreeMap::new(),
        from: None,
        literal: false,
        over: false,
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
    hidden.add_file(client, &again);
    match again.entry(client, &entry.server) {
        Some(written) if entry.difference(client, &written).is_empty() => Ok(after),
        _ => Err(not_read(client, path)(Unreadable(
            "the entry would not be what it is meant to be".to_owned(),
        ))),
    }
}
