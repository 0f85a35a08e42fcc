//! Takes an entry out of a client's file.

use std::path::Path;

use super::change::{Change, Memory, not_read, path, read};
use super::diff::Hidden;
use super::exposure::may_be_copied;
use super::later::Later;
use super::record::Record;
use super::{Client, ClientError, Records, Request};
use crate::file::Original;

impl Change {
    /// Takes an entry out. What the file was before is put back whole when nothing else has touched it; else the entry alone
    /// goes, and one of somebody else that it had replaced comes back.
    pub fn remove(client: &Client, request: &Request, records: &Records) -> Result<Self, ClientError> {
        let path = path(client, request)?;
        let no_entry = || ClientError::NoEntry { path: path.clone(), server: request.server.to_string() };
        let before = Original::open(&path)?.ok_or_else(no_entry)?;
        let mut document = read(client, &path, before.bytes())?;
        document.entry(client, request.server.as_str()).ok_or_else(no_entry)?;
        let mut hidden = Hidden::default();
        hidden.add_file(client, &document);
        let readers = records.readers(request)?;
        let (after, memory) = if let Some(known) = readers.first() {
            let taken = Taken { client, path: &path, known, readers: &readers, records };
            let after = taken.after(before.bytes())?;
            let memory = taken.memory(before.bytes(), after.as_deref())?;
            (after, memory)
        } else {
            document.remove(client, request.server.as_str()).map_err(not_read(client, &path))?;
            // What nobody here has put there is put back by nobody.
            let may_be_copied = may_be_copied(before.bytes(), hidden.is_any());
            let copy = may_be_copied.then(|| records.free_name(request)).transpose()?;
            (Some(document.to_bytes()), Memory::Theirs { copy })
        };
        Ok(Self { path, before: Some(before), after, hidden, memory })
    }
}

/// An entry of ours that is taken out.
struct Taken<'t> {
    client: &'t Client,
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
                self.known.undo(self.client, &mut document).map_err(not_read(self.client, self.path))?;
                Ok(Some(document.to_bytes()))
            }
            (before, _) => Ok(before),
        }
    }

    /// The entry of that name in a file.
    fn left(&self, after: Option<&[u8]>) -> Result<Option<String>, ClientError> {
        let left = after.map(|after| read(self.client, self.path, after)).transpose()?;
        Ok(left.and_then(|left| left.entry_text(self.client, self.known.request.server.as_str())))
    }

    /// Whether nothing of ours is left of it. Else what is there again is the entry as another client had it.
    fn is_over(&self, after: Option<&[u8]>) -> Result<bool, ClientError> {
        Ok(self.left(after)? == self.known.replaced)
    }

    /// What is remembered from then on.
    fn memory(&self, now: &[u8], after: Option<&[u8]>) -> Result<Memory, ClientError> {
        let puts_back = self.left(after)?.is_some();
        let (gone, later) = if self.is_over(after)? {
            let states = (now, after.unwrap_or_default());
            (self.readers, Later::without(self.client, self.readers, states, self.records)?)
        } else {
            (&self.readers[..1], Later::default())
        };
        let gone = gone.iter().map(|reader| reader.request.clone()).collect();
        Ok(Memory::Removed { gone, later, puts_back })
    }
}
