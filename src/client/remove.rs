//! Takes an entry out of a client's file.

use std::path::Path;

use super::change::{Change, Memory, not_read, path, read};
use super::edit::{Document, Unreadable};
use super::exposure::may_be_copied;
use super::hidden::Hidden;
use super::later::Later;
use super::record::{Before, Record};
use super::{Client, ClientError, Records, Request};
use crate::file::Original;

impl Change {
    /// Takes an entry out. What the file was before is put back whole when nothing else has touched it; else the entry alone
    /// goes, and one of somebody else that it had replaced comes back. One of ours that is gone already is forgotten.
    pub fn remove(client: &Client, request: &Request, records: &Records) -> Result<Self, ClientError> {
        let path = path(client, request)?;
        let no_entry = || ClientError::NoEntry { path: path.clone(), server: request.server.to_string() };
        let before = Original::open(&path)?;
        // Of what cannot be read no more is known than that the entry was put there: it goes as somebody's, and that with it.
        let (mut readers, is_damaged) = match records.readers(request) {
            Err(ClientError::Record { .. }) => (Vec::new(), true),
            readers => (readers?, false),
        };
        let now = before.as_ref().map(Original::bytes).unwrap_or_default();
        let mut document = read(client, &path, now)?;
        let mut hidden = Hidden::default();
        hidden.add_file(client, &document);
        let there = document.entry_text(request.server.as_str());
        let is_theirs = |known: &Record| known.replaced == there || !known.is_made(now);
        if let (true, Ok(Some(known))) = (readers.is_empty(), records.find_over(request))
            && (there.is_none() || is_theirs(&known))
        {
            readers.push(known);
        }
        let is_known = is_damaged || !readers.is_empty();
        if is_known && there.is_none() || !readers.is_empty() && readers.iter().all(is_theirs) {
            let made: Vec<_> = readers.iter().filter(|known| known.is_made(now)).cloned().collect();
            ask_no_more(&mut document, &made).map_err(not_read(client, &path))?;
            let after = before.as_ref().map(|_| document.to_bytes());
            let states = (now, after.as_deref().unwrap_or_default());
            let later = Later::without(client, &made, states, records)?;
            let (over, puts_back) = (over(&readers, request, there.is_some()), there.is_some());
            let gone = readers.into_iter().map(|reader| reader.request).chain([request.clone()]).collect();
            let (takes_more, copy) = (false, None);
            let memory = Memory::Removed { gone, over, later, puts_back, was_gone: true, takes_more, copy };
            return Ok(Self { path, before, after, hidden, memory });
        }
        if there.is_none() {
            return Err(no_entry());
        }
        let entry = document.entry(request.server.as_str());
        let is_ours = |known: &Record| entry.as_ref().is_some_and(|entry| known.is_of(entry));
        let (after, memory) = if let Some(known) = readers.first().filter(|_| readers.iter().any(is_ours)) {
            let taken = Taken { client, request, path: &path, known, readers: &readers, records };
            let after = taken.after(now)?;
            let back = after.as_deref().map(|after| read(client, &path, after)).transpose()?;
            let back = back.and_then(|back| back.entry(request.server.as_str()));
            let is_whole = |known: &Record| {
                entry.as_ref().is_some_and(|entry| known.written.is_all_of(client, entry, back.as_ref()))
                    || known.before != Before::Forgotten && known.has_left(now)
            };
            let takes_more = !readers.iter().any(is_whole);
            let copy = takes_more && may_be_copied(now, hidden.is_any());
            let copy = copy.then(|| records.free_name(request)).transpose()?;
            let memory = taken.memory(now, after.as_deref(), takes_more, copy)?;
            (after, memory)
        } else {
            document.remove(request.server.as_str()).map_err(not_read(client, &path))?;
            ask_no_more(&mut document, &readers).map_err(not_read(client, &path))?;
            // What nobody here has put there is put back by nobody.
            let may_be_copied = may_be_copied(now, hidden.is_any());
            let copy = may_be_copied.then(|| records.free_name(request)).transpose()?;
            let gone = readers.into_iter().map(|reader| reader.request).chain([request.clone()]).collect();
            (Some(document.to_bytes()), Memory::Theirs { copy, gone })
        };
        Ok(Self { path, before, after, hidden, memory })
    }
}

/// Takes out what the client asks for entries that are gone, and what was made for them and holds nothing.
fn ask_no_more(document: &mut Document<'_>, gone: &[Record]) -> Result<(), Unreadable> {
    for known in gone {
        if let Some(id) = &known.input {
            document.ask_no_more(id)?;
        }
        for (key, text) in &known.empty {
            document.empty_again(key, text.as_deref())?;
        }
    }
    Ok(())
}

/// What stays of those that go with the one of a request, when what they had replaced is there again.
fn over(gone: &[Record], request: &Request, puts_back: bool) -> Vec<Record> {
    let others = gone.iter().filter(|known| puts_back && known.request.client != request.client);
    others.map(Record::over).collect()
}

/// An entry of ours that is taken out.
struct Taken<'t> {
    client: &'t Client,
    request: &'t Request,
    path: &'t Path,
    known: &'t Record,
    /// That one first, and those of other clients that read the entry.
    readers: &'t [Record],
    records: &'t Records,
}

impl Taken<'_> {
    /// The file without it; none when it goes.
    fn after(&self, now: &[u8]) -> Result<Option<Vec<u8>>, ClientError> {
        if let (before, 1) = self.records.before(&self.readers[..1], now)? {
            return Ok(before);
        }
        match self.records.before(self.readers, now)? {
            (Some(before), _) if !self.is_over(Some(&before))? => {
                let mut document = read(self.client, self.path, &before)?;
                self.known.undo(&mut document).map_err(not_read(self.client, self.path))?;
                Ok(Some(document.to_bytes()))
            }
            (before, _) => Ok(before),
        }
    }

    /// The entry of that name in a file.
    fn left(&self, after: Option<&[u8]>) -> Result<Option<String>, ClientError> {
        let left = after.map(|after| read(self.client, self.path, after)).transpose()?;
        Ok(left.and_then(|left| left.entry_text(self.known.request.server.as_str())))
    }

    /// Whether nothing of ours is left of it. Else what is there again is the entry as another client had it.
    fn is_over(&self, after: Option<&[u8]>) -> Result<bool, ClientError> {
        Ok(self.left(after)? == self.known.replaced)
    }

    /// What is remembered from then on.
    fn memory(
        &self,
        now: &[u8],
        after: Option<&[u8]>,
        takes_more: bool,
        copy: Option<String>,
    ) -> Result<Memory, ClientError> {
        let puts_back = self.left(after)?.is_some();
        let (gone, later) = if self.is_over(after)? {
            let states = (now, after.unwrap_or_default());
            (self.readers, Later::without(self.client, self.readers, states, self.records)?)
        } else {
            (&self.readers[..1], Later::default())
        };
        let over = over(gone, self.request, puts_back);
        let gone = gone.iter().map(|reader| reader.request.clone()).collect();
        Ok(Memory::Removed { gone, over, later, puts_back, was_gone: false, takes_more, copy })
    }
}
