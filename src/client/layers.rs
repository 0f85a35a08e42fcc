//! Files of a client that are laid over each other: which of them an entry goes into, and what it makes of one.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::path::PathBuf;

use super::examine::Examined;
use super::finding::Finding;
use super::judge::skip;
use super::opened::entry_in;
use super::value::Value;
use super::{Client, Directories, Request, Scope};

impl Client {
    /// Of its files of one scope the one that an entry goes into: the first that is there, of those that it lays over each other
    /// the last, whose word counts; where none is there, the one that is made.
    pub fn target<'f>(&self, files: &'f [PathBuf]) -> Option<&'f PathBuf> {
        let mut there = files.iter().filter(|file| file.symlink_metadata().is_ok());
        let there = if self.lays_over { there.next_back() } else { there.next() };
        there.or_else(|| self.made(files))
    }

    /// The one of them that is made where none is there.
    pub fn made<'f>(&self, files: &'f [PathBuf]) -> Option<&'f PathBuf> {
        let is_it = |file: &&PathBuf| self.new_file.as_ref().is_some_and(|name| file.ends_with(name));
        files.iter().find(is_it).or(files.first())
    }

    /// Other files, of those that are laid over each other, whose entry of that name has a member that this has not: that counts too.
    /// For an entry of a project those above it are among them.
    ///
    /// - `own`: what is to stand in the file of the request.
    pub fn layered(&self, request: &Request, own: &Value, directories: &Directories) -> Vec<PathBuf> {
        if !self.lays_over {
            return Vec::new();
        }
        let folder = request.project(directories);
        let projects = folder.iter().flat_map(|folder| self.projects(folder));
        let of_projects = projects.flat_map(|folder| self.present(Scope::Project, Some(folder), directories));
        let mut files: Vec<_> =
            self.present(Scope::User, None, directories).into_iter().chain(of_projects).collect();
        let is_own = |file: &PathBuf| match (&request.path, file.canonicalize()) {
            (Some(path), Ok(there)) => path == file || path.canonicalize().is_ok_and(|own| own == there),
            _ => false,
        };
        let adds = |file: &PathBuf| {
            entry_in(self, file, request.server.as_str())
                .is_ok_and(|other| other.is_some_and(|other| adds(&other, own)))
        };
        files.retain(|file| !is_own(file) && adds(file));
        files
    }

    /// The user's files that a project's are laid over, the weakest first.
    pub(super) fn below_projects(&self, directories: &Directories) -> Vec<PathBuf> {
        let mut files = self.present(Scope::User, None, directories);
        if let Some(strongest) = &self.over_projects {
            let folder = self.expand(strongest, directories);
            files.retain(|file| !file.starts_with(&folder));
        }
        files
    }
}

/// What the weaker files of a client say of its servers, by their names.
#[derive(Default)]
pub(super) struct Layers(BTreeMap<String, Layer>);

/// What they say of one.
pub(super) struct Layer {
    entry: Value,
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
        if self.of(name).is_some() { self.laid(client, name, own, is_newer) } else { Cow::Borrowed(own) }
    }

    /// The same, as others are laid over it.
    pub(super) fn laid<'v>(
        &self,
        client: &Client,
        name: &str,
        own: &'v Value,
        is_newer: bool,
    ) -> Cow<'v, Value> {
        let own = taken(client, own, is_newer);
        match self.of(name) {
            Some(layer) => Cow::Owned(over(&own, &layer.entry)),
            None => own,
        }
    }

    /// Lays the entries of one more file over them, which was looked at.
    ///
    /// - `live`: the files before it. Of an entry that they have too it is told here what is wrong with its use, since its client
    ///   sees no other; there only what is wrong with its text.
    pub(super) fn lay(&mut self, entries: Vec<(String, Value)>, file: &Examined, live: &mut [Examined]) {
        for (name, entry) in entries {
            let told = self.0.remove(&name).map(|layer| layer.told).unwrap_or_default();
            for weaker in live.iter_mut() {
                // What a project says may come back by another of its files.
                let is_believed = weaker.scope == Scope::User;
                for covered in weaker.servers.iter_mut().filter(|one| one.name == name) {
                    covered.findings.retain(Finding::is_of_a_text);
                    if is_believed {
                        covered.variables.clear();
                        covered.words.clear();
                    }
                }
            }
            let own = file.servers.iter().filter(|server| server.name == name);
            let own = own.flat_map(|server| &server.findings).filter(|one| one.is_of_a_text());
            let told = told.into_iter().chain(own.cloned()).collect();
            self.0.insert(name, Layer { entry, told });
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
fn taken<'v>(client: &Client, own: &'v Value, is_newer: bool) -> Cow<'v, Value> {
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

/// Whether something is seen of a value that another is laid over.
fn adds(below: &Value, own: &Value) -> bool {
    matches!(own, Value::Map(_))
        && below.members().iter().any(|(key, value)| own.get(key).is_none_or(|own| adds(value, own)))
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
