//! What later installations into one file remember of it, once an earlier one is taken out again.
//!
//! Each has a copy of the file as it found it, with the earlier entry in it. That goes from the copy too: taken out in any order,
//! the entries leave what was there before the first of them.

use std::collections::BTreeMap;

use super::edit::Document;
use super::record::{Before, Record, fingerprint};
use super::{Client, ClientError, Records};

/// What is to be remembered instead.
#[derive(Default)]
pub(super) struct Later {
    /// Each with its copy, when that is another.
    changed: Vec<(Record, Option<Vec<u8>>)>,
}

impl Later {
    /// Those of the file from which the entry of these is taken; `now` and `after` are what the file holds.
    pub(super) fn without(
        client: &Client,
        gone: &[Record],
        (now, after): (&[u8], &[u8]),
        records: &Records,
    ) -> Result<Self, ClientError> {
        let Some(known) = gone.first() else { return Ok(Self::default()) };
        let others = records.of_file(&known.request)?.into_iter();
        let others = others.filter(|other| !other.request.is_for_the_entry_of(&known.request));
        let mut states = BTreeMap::new();
        let mut becomes = |state: &[u8], after: &[u8]| states.insert(fingerprint(state), fingerprint(after));
        becomes(now, after);
        if let (Some(between), _) = records.before(gone, now)? {
            becomes(&between, after);
        }
        let mut changed = Vec::new();
        for mut other in others {
            let mut copy = None;
            if let (Before::Copied, Some(old)) = (other.before, records.read_copy(&other.request)?) {
                copy = match records.before(gone, &old)? {
                    (None, _) => {
                        other.before = Before::Nothing;
                        None
                    }
                    (Some(between), _) => without(client, known, &between).inspect(|copy| {
                        becomes(&between, copy);
                        becomes(&old, copy);
                    }),
                };
            }
            for (key, text) in &known.empty {
                other.empty.entry(key.clone()).or_insert_with(|| text.clone());
            }
            changed.push((other, copy));
        }
        for (other, _) in &mut changed {
            other.left = other.left.take().map(|left| states.get(&left).cloned().unwrap_or(left));
        }
        Ok(Self { changed })
    }

    /// Writes it down, when the file is written: until then what is remembered of it is true.
    pub(super) fn write(self, records: &Records) -> Result<(), ClientError> {
        for (record, copy) in self.changed {
            match copy {
                Some(copy) => records.write_copy(&record.request, &copy)?,
                None if record.before != Before::Copied => records.remove_copy(&record.request)?,
                None => {}
            }
            records.write(&record)?;
        }
        Ok(())
    }
}

/// A copy without the entry, as the file, when it has another than what that has replaced; none when it cannot be read.
fn without(client: &Client, known: &Record, copy: &[u8]) -> Option<Vec<u8>> {
    let mut document = Document::parse(client, copy).ok()?;
    let server = known.request.server.as_str();
    if document.entry_text(server) != known.replaced {
        known.undo(&mut document).ok()?;
    }
    Some(document.to_bytes())
}
