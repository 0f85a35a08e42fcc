//! Puts an entry into a client's file.

use std::collections::BTreeMap;
use std::path::Path;

use super::change::{Change, Memory, Outcome};
use super::edit::Document;
use super::exposure::refuse_shared;
use super::opened::{EntryText, Opened, comments_may_be_kept};
use super::record::{ALL, Record, fingerprint};
use super::unreadable::Unreadable;
use super::{Client, ClientError, Entry, Records, Request, Value, Written};

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
        let mut opened = Opened::new(client, request)?;
        if entry.holds_a_secret(client, request) {
            refuse_shared(&opened.path, request.scope, opened.before.as_ref(), git)?;
        }
        let earlier = records.find(request)?;
        let there = There::of(client, entry, &opened, earlier.as_ref());
        let of_file = records.of_file(request)?;
        let remembered = there.remembered(&opened);
        let mut record = Record {
            input: there.input(&opened, &of_file),
            replaced_in_part: remembered.as_ref().is_some_and(|entry| !entry.is_whole),
            replaced: remembered.map(|entry| entry.text),
            empty: there.empty(&opened, &of_file),
            ..there.record(request)
        };
        let replaced = there.made.and_then(|made| made.replaced.clone());
        let forgotten = replaced.filter(|replaced| record.replaced.as_ref() != Some(replaced));
        let outcome = there.outcome(&opened);
        there.edit(&mut opened)?;
        let takes_more = there.takes_more();
        let (old, after) = (opened.bytes(), opened.document.to_bytes());
        let outcome = if after == old { Outcome::Unchanged } else { outcome };
        let memory = if there.made.is_none() && outcome == Outcome::Unchanged {
            Memory::Same
        } else {
            if let Some(before) = there.before(&opened)? {
                record.remember_whole(client, &before, &after);
            }
            let meanwhile = there.meanwhile(&record, old).map(Box::new);
            Memory::Installed { record: Box::new(record), meanwhile, earlier: earlier.map(Box::new) }
        };
        let change = opened.into_change(request, Some(after), (outcome, takes_more), memory);
        Ok(change.forgetting(forgotten.as_ref()))
    }
}

/// What is there before the entry.
struct There<'t> {
    client: &'t Client,
    entry: &'t Entry,
    /// The entry of that name.
    old: Option<Value>,
    /// Our record of the entry, unless the file still is what it was before it.
    made: Option<&'t Record>,
    /// The same, when the entry in the file is still ours.
    known: Option<&'t Record>,
}

impl<'t> There<'t> {
    fn of(client: &'t Client, entry: &'t Entry, opened: &Opened<'_>, earlier: Option<&'t Record>) -> Self {
        let old = opened.document.entry(&entry.server);
        let made = earlier.filter(|earlier| earlier.is_made(opened.bytes()));
        let is_it = |made: &&Record| {
            old.as_ref().is_none_or(|old| {
                made.is_of(old) || entry.is_in(client, old) || made.written.is_partly_in(old)
            })
        };
        let known = made.filter(is_it);
        Self { client, entry, old, made, known }
    }

    /// What is asked for, beside what was for other clients that read the entry.
    fn record(&self, request: &Request) -> Record {
        let mut record = Record::of(self.client, request, self.entry);
        let others = self.made.into_iter().flat_map(|made| &made.requests);
        record.requests.extend(others.filter(|other| other.client != request.client).cloned());
        record.requests.sort_by(|one, other| one.client.cmp(&other.client));
        record
    }

    /// What must change for an entry of that name to be this one.
    fn difference(&self, old: &Value) -> Vec<(String, Option<Value>)> {
        self.entry.difference(self.client, old, self.known.map(|known| &known.written))
    }

    fn outcome(&self, opened: &Opened<'_>) -> Outcome {
        match (&self.old, self.known, &opened.entry) {
            (None, ..) => Outcome::Added,
            (Some(old), known, _) if known.is_some() || self.difference(old).is_empty() => Outcome::Changed,
            (Some(_), _, Some(entry)) if entry.is_whole => Outcome::Kept,
            (Some(_), _, Some(_)) => Outcome::KeptInPart,
            (Some(_), _, None) => Outcome::Lost,
        }
    }

    /// Whether something goes that somebody has added to one of ours, or changed in it: a member, or a member of one.
    fn takes_more(&self) -> bool {
        let (Some(old), Some(known)) = (&self.old, self.known) else { return false };
        let written = &known.written;
        let has_more = !Written::of(self.client, old).is_in_one_of(written, None);
        let goes = |(key, value): &(String, Option<Value>)| {
            let (Some(new), Some(now)) = (value, old.get(key)) else { return value.is_none() };
            let is_added = |(name, _): &&(String, Value)| new.get(name).is_none();
            !written.allows(key, now)
                || now.members().iter().filter(is_added).any(|(name, value)| !written.has(key, name, value))
        };
        has_more && self.difference(old).iter().any(goes)
    }

    /// The entry of somebody else that is replaced now, or was by what is there; none that holds a token.
    fn remembered(&self, opened: &Opened<'_>) -> Option<EntryText> {
        let old = self.old.as_ref()?;
        if let Some(known) = self.known {
            let text = known.replaced.clone()?;
            return Some(EntryText { text, is_whole: !known.replaced_in_part });
        }
        opened.entry.clone().filter(|_| !self.difference(old).is_empty())
    }

    /// What the client asks for it, unless somebody has had it ask that before.
    fn input(&self, opened: &Opened<'_>, of_file: &[Record]) -> Option<String> {
        let (key, (id, _)) = self.client.inputs.as_ref().zip(self.entry.input.as_ref())?;
        let is_it = |input: &Value| input.get("id").and_then(Value::as_text) == Some(id);
        let all = opened.document.value();
        let is_there = matches!(all.get(key), Some(Value::List(inputs)) if inputs.iter().any(is_it));
        let is_ours = of_file.iter().any(|record| record.input.as_ref() == Some(id));
        (is_ours || !is_there).then(|| id.clone())
    }

    /// Each container that something of ours goes into: its text while it holds nothing, or what an earlier record noted of it.
    fn empty(&self, opened: &Opened<'_>, of_file: &[Record]) -> BTreeMap<String, Option<String>> {
        let (document, all) = (&opened.document, opened.document.value());
        let before = |key: &str| {
            let is_there = if key == ALL { opened.before.is_some() } else { all.get(key).is_some() };
            if !is_there {
                return Some(None);
            }
            let found = || of_file.iter().find_map(|other| other.empty.get(key).cloned());
            let is_kept = |text: &String| comments_may_be_kept(self.client, document, text);
            document.empty_text(key).filter(is_kept).map(Some).or_else(found)
        };
        let inputs = self.client.inputs.iter().filter(|_| self.entry.input.is_some());
        let keys = self.client.root.first().into_iter().chain(inputs).map(String::as_str);
        let keys = keys.chain([ALL]);
        keys.filter_map(|key| Some((key.to_owned(), before(key)?))).collect()
    }

    /// The file without what is there of ours; none when there is no file then, or nothing of it may be kept.
    fn before(&self, opened: &Opened<'_>) -> Result<Option<Vec<u8>>, ClientError> {
        let Some(now) = opened.copy() else { return Ok(None) };
        match self.known {
            Some(known) => {
                let before = known.undone(self.client, now, true);
                before.map_err(ClientError::not_read(self.client, &opened.path))
            }
            None => Ok(Some(now.to_vec())),
        }
    }

    /// What is remembered while the file is written: until then both are ours.
    fn meanwhile(&self, record: &Record, now: &[u8]) -> Option<Record> {
        match self.known {
            None => Some(Record { from: Some(fingerprint(now)), ..record.clone() }),
            Some(known) if known.written != record.written => {
                Some(Record { next: Some(record.written.clone()), ..known.clone() })
            }
            Some(_) => None,
        }
    }

    /// The file with the entry in it, and without what another asked for. What was written is what will be read.
    fn edit(&self, opened: &mut Opened<'_>) -> Result<(), ClientError> {
        let Self { client, entry, made, known, .. } = self;
        let asked = entry.input.as_ref().map(|(id, _)| id);
        opened.edit(|document| {
            document.set(entry, known.map(|known| &known.written))?;
            match made.filter(|made| made.input.as_ref() != asked) {
                Some(made) => made.clear(document),
                None => Ok(()),
            }
        })?;
        opened.edit(|document| {
            let again = Document::parse(client, &document.to_bytes())?;
            match again.entry(&entry.server) {
                Some(written) if self.difference(&written).is_empty() => Ok(()),
                _ => Err(Unreadable::new("the entry would not be what it is meant to be")),
            }
        })
    }
}

/// Remembers what a client wrote into its own file, where no entry of that name was. What one of ours had replaced before is copied
/// to where [`Records::copy_of_replaced`] says: nobody puts it back from now on.
pub fn remember(
    client: &Client,
    request: &Request,
    entry: &Entry,
    records: &Records,
) -> Result<(), ClientError> {
    if let Some(replaced) = records.find(request)?.and_then(|earlier| earlier.replaced) {
        records.write_copy(request, replaced.as_bytes())?;
    }
    let record = Record { by_client: true, ..Record::of(client, request, entry) };
    records.write(request, &record)
}

/// Forgets it again.
pub fn forget(request: &Request, records: &Records) -> Result<(), ClientError> {
    records.remove(request)
}
