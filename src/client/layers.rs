//! Files of a client that are laid over each other: what it makes of an entry that several have.

mod above;
mod astray;
mod order;
mod request;

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

pub(super) use self::above::Above;
use self::astray::astray;
pub use self::request::Layered;
use super::credential::has_header;
use super::examine::Examined;
use super::finding::Finding;
use super::judge::skip;
use super::place::from_home;
use super::value::Value;
use super::{Client, Scope};

/// What the weaker files of a client say of its servers, by their names.
#[derive(Default)]
pub(super) struct Layers(BTreeMap<String, Layer>);

/// What one of them says of a server.
struct Part {
    file: PathBuf,
    /// What stands there.
    own: Value,
    /// The same laid over what is below it.
    whole: Value,
}

/// What they say of one.
pub(super) struct Layer {
    /// All of it as one.
    entry: Value,
    /// Each of them, the weakest first.
    parts: Vec<Part>,
    /// What is told of it there.
    pub(super) told: Vec<Finding>,
}

impl Layers {
    pub(super) fn of(&self, name: &str) -> Option<&Layer> {
        self.0.get(name)
    }

    /// An entry as its client sees it: laid over what weaker files say of that name.
    ///
    /// - `is_newer`: whether it is of the form behind `newer_root`.
    pub(super) fn seen<'v>(
        &self,
        client: &Client,
        name: &str,
        own: &'v Value,
        is_newer: bool,
    ) -> Cow<'v, Value> {
        match self.of(name) {
            Some(layer) => Cow::Owned(over(&part(client, own, is_newer), &layer.entry)),
            None => Cow::Borrowed(own),
        }
    }

    /// A credential of a weaker file that goes elsewhere than that leads.
    ///
    /// - `seen`: the entry as its client sees it.
    /// - `own`: what stands in its own file.
    pub(super) fn astray(
        &self,
        client: &Client,
        name: &str,
        (seen, own): (&Value, &Value),
        home: &Path,
    ) -> Option<Finding> {
        self.of(name)?.parts.iter().rev().find_map(|part| {
            let place = astray(client, seen, own, (&part.own, &part.whole))?;
            Some(Finding::Astray { place, file: from_home(&part.file, home), is_theirs: true })
        })
    }

    /// Two spellings of one header, of an entry that has one of them, where the other is in no file that has both.
    ///
    /// - `own`: what stands in its file.
    pub(super) fn header_twice(
        &self,
        client: &Client,
        name: &str,
        own: &Value,
        (first, second): (String, String),
        home: &Path,
    ) -> Option<Finding> {
        let has = |entry: &Value, header: &str| has_header(client, entry, header);
        let (header, other) = if has(own, &first) { (first, second) } else { (second, first) };
        let parts = self.of(name).map(|layer| layer.parts.as_slice()).unwrap_or_default();
        let theirs = parts.iter().rev().find(|part| has(&part.own, &other)).filter(|_| !has(own, &other));
        let is_told = theirs.is_some_and(|part| has(&part.own, &header));
        let file = theirs.map(|part| from_home(&part.file, home));
        (has(own, &header) && !is_told).then_some(Finding::HeaderTwice { name: header, other, file })
    }

    /// Lays the entries of one more file over them, which was looked at.
    ///
    /// - `entries`: what of them others are laid over, by their names.
    /// - `live`: the files before it. Of an entry that they have too it is told here what is wrong with its use, since its client
    ///   sees no other; there only what is wrong with its text.
    pub(super) fn lay(&mut self, entries: Vec<(String, Value)>, file: &Examined, live: &mut [Examined]) {
        for (name, own) in entries {
            let (entry, mut parts, told) = match self.0.remove(&name) {
                Some(layer) => (over(&own, &layer.entry), layer.parts, layer.told),
                None => (own.clone(), Vec::new(), Vec::new()),
            };
            parts.push(Part { file: file.path.clone(), own, whole: entry.clone() });
            for weaker in live.iter_mut() {
                // What a project says may come back by another of its files.
                let is_believed = weaker.scope == Scope::User;
                for covered in weaker.servers.iter_mut().filter(|one| one.name == name) {
                    covered.findings.retain(Finding::is_of_a_text);
                    if is_believed {
                        covered.variables.clear();
                        covered.words.clear();
                        covered.may_read.clear();
                        covered.referred.clear();
                    }
                }
            }
            let own = file.servers.iter().filter(|server| server.name == name);
            let own = own.flat_map(|server| &server.findings).filter(|one| one.is_of_a_text());
            let told = told.into_iter().chain(own.cloned()).collect();
            self.0.insert(name, Layer { entry, parts, told });
        }
    }

    /// The same for another scope, which sees them as one: all that is told of them is told where they are.
    pub(super) fn told_of(mut self, files: Vec<Examined>) -> Self {
        for server in files.into_iter().flat_map(|file| file.servers) {
            if let Some(layer) = self.0.get_mut(&server.name) {
                layer.told.extend(server.findings);
            }
        }
        self
    }
}

/// What of an entry is laid over another, or under one. Where a key spares it, that alone of one that is not good by itself, and of
/// another a switch of either name as that key; one of the newer form is switched on where it has none. For one that is not spared
/// the file is refused, until somebody makes it good, or in the newer form that one alone is passed over.
pub(super) fn part<'v>(client: &Client, own: &'v Value, is_newer: bool) -> Cow<'v, Value> {
    let Some(switch) = &client.spared_by else { return Cow::Borrowed(own) };
    let truth = |key: &str| match own.get(key) {
        Some(Value::Bool(truth)) => Some(*truth),
        _ => None,
    };
    let is_other = |(key, _): &&(String, Value)| key != switch && !client.switches.contains(key);
    let rest = Value::Map(own.members().iter().filter(is_other).cloned().collect());
    let is_good = !skip::findings(client, &rest, true).iter().any(Finding::is_of_all_entries);
    let (spared, other) = (truth(switch), truth("disabled").map(|is_off| !is_off));
    let (rest, is_on) = match spared {
        Some(_) => (is_good.then_some(rest), spared),
        None if is_newer => (is_good.then_some(rest), is_good.then(|| other.unwrap_or(true))),
        None => (Some(rest), other),
    };
    let switch = is_on.map(|is_on| (switch.clone(), Value::Bool(is_on)));
    let members = rest.iter().flat_map(Value::members).cloned().chain(switch);
    Cow::Owned(Value::Map(members.collect()))
}

/// A value over another: objects member by member, anything else in its place.
fn over(own: &Value, below: &Value) -> Value {
    let (Value::Map(own), Value::Map(below)) = (own, below) else { return own.clone() };
    let mut members = below.clone();
    for (name, value) in own {
        match members.iter_mut().find(|(other, _)| other == name) {
            Some((_, below)) => *below = over(value, below),
            None => members.push((name.clone(), value.clone())),
        }
    }
    Value::Map(members)
}
