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
    /// Those of the file from which the entry of a record is taken; `now` and `after` are what the file holds.
    pub(super) fn without(
        client: &Client,
        record: &Record,
        (now, after): (&[u8], &[u8]),
        records: &Records,
    ) -> Result<Self, ClientError> {
        let others = records.of_file(&record.request)?.into_iter();
        let others = others.filter(|other| !other.request.is_for_the_entry_of(&record.request));
        let mut states = BTreeMap::from([(fingerprint(now), fingerprint(after))]);
        let mut changed = Vec::new();
        for mut other in others {
            let mut copy = None;
            if let (Before::Copied, Some(old)) = (other.before, records.read_copy(&other.request)?) {
                let is_next = record.left.as_deref() == Some(&fingerprint(&old));
                copy = match record.before {
                    Before::Copied if is_next => {
                        records.read_copy(&record.request)?.map(|copy| copy.to_vec())
                    }
                    Before::Nothing if is_next => {
                        other.before = Before::Nothing;
                        None
                    }
                    _ => without(client, record, &old),
                };
                if let Some(copy) = &copy {
                    states.insert(fingerprint(&old), fingerprint(copy));
                }
            }
            other.made.extend(
                record.made.iter().filter(|key| !other.made.contains(key)).cloned().collect::<Vec<_>>(),
            );
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

/// A copy without the entry, as the file; none when it has none.
fn without(client: &Client, record: &Record, copy: &[u8]) -> Option<Vec<u8>> {
    let mut document = Document::parse(client, copy).ok()?;
    let is_out = record.undo(client, &mut document).ok()?;
    is_out.then(|| document.to_bytes())
}
