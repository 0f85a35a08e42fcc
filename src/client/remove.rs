//! Takes an entry out of a client's file.

use std::path::Path;

use super::change::{Change, Memory, not_read, path, read};
use super::diff::Hidden;
use super::edit::Document;
use super::exposure::may_be_copied;
use super::later::Later;
use super::record::{Before, Record};
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
            let state = if known.has_left(before.bytes()) { known.before } else { Before::Forgotten };
            let copy = match state {
                Before::Copied => records.read_copy(&known.request)?,
                Before::Nothing | Before::Forgotten => None,
            };
            let after = match (state, copy) {
                (Before::Nothing, _) => None,
                (_, Some(copy)) => Some(copy.to_vec()),
                (_, None) => Some(without(client, &path, document, known)?),
            };
            let memory = memory(client, &path, &readers, (before.bytes(), after.as_deref()), records)?;
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

/// The entry goes, and what was made for it at the top of the file when nothing else is in that.
fn without(
    client: &Client,
    path: &Path,
    mut document: Document<'_>,
    known: &Record,
) -> Result<Vec<u8>, ClientError> {
    let made =
        |document: &mut Document<'_>| known.made.iter().try_for_each(|key| document.drop_empty(client, key));
    let out = known.undo(client, &mut document).and_then(|_| made(&mut document));
    out.map_err(not_read(client, path))?;
    Ok(document.to_bytes())
}

/// What is remembered when the entry of the first of these is taken out; the others are of clients that read the same one.
fn memory(
    client: &Client,
    path: &Path,
    readers: &[Record],
    (old, after): (&[u8], Option<&[u8]>),
    records: &Records,
) -> Result<Memory, ClientError> {
    let known = &readers[0];
    let left = after.map(|after| read(client, path, after)).transpose()?;
    let left = left.and_then(|left| left.entry_text(client, known.request.server.as_str()));
    let puts_back = left.is_some();
    // Else the entry that is there again is ours, as another client had it.
    let is_over = left == known.replaced;
    let (gone, later) = if is_over {
        (readers, Later::without(client, known, (old, after.unwrap_or_default()), records)?)
    } else {
        (&readers[..1], Later::default())
    };
    let gone = gone.iter().map(|reader| reader.request.clone()).collect();
    Ok(Memory::Removed { gone, later, puts_back })
}
