//! Files of a client that are laid over each other: which of them an entry goes into, and what it makes of one.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use super::credential::credentials;
use super::examine::Examined;
use super::finding::Finding;
use super::holder::Place;
use super::judge::skip;
use super::opened::entry_in;
use super::place::from_home;
use super::server::Server;
use super::shown::shown;
use super::value::Value;
use super::{Client, Directories, Request, Scope};
use crate::profile::url::same_server;

/// Another file of a client that has an entry of one name, of those that it lays over each other.
pub struct Layered {
    /// The file.
    pub path: PathBuf,
    /// The keys that lead to what is seen of it beside the members of the entry, as they may be shown.
    pub adds: Vec<String>,
    /// Where a credential of one of the two stands that goes to where the other leads.
    pub astray: Option<Place>,
}

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

    /// The other files, of those that are laid over each other, whose entry of that name counts beside this one. For an entry of a
    /// project those above it are among them.
    ///
    /// - `own`: what is to stand in the file of the request.
    pub fn layered(&self, request: &Request, own: &Value, directories: &Directories) -> Vec<Layered> {
        if !self.lays_over {
            return Vec::new();
        }
        let folder = request.project(directories);
        let projects = folder.iter().flat_map(|folder| self.projects(folder, directories));
        let of_projects = projects.flat_map(|folder| self.present(Scope::Project, Some(folder), directories));
        let mut files = self.present(Scope::User, None, directories);
        files.extend(of_projects);
        let is_own = |file: &PathBuf| match (&request.path, file.canonicalize()) {
            (Some(path), Ok(there)) => path == file || path.canonicalize().is_ok_and(|own| own == there),
            _ => false,
        };
        let counts_more =
            |file: &PathBuf| request.scope == Scope::Project && self.is_over_projects(file, directories);
        files.retain(|file| !is_own(file));
        let layered = files.into_iter().filter_map(|path| {
            let other = entry_in(self, &path, request.server.as_str()).ok()??;
            let (upper, lower) = if counts_more(&path) { (&other, own) } else { (own, &other) };
            let (adds, astray) = (added(&other, own), astray(self, &over(upper, lower), upper, lower));
            (!adds.is_empty() || astray.is_some()).then_some(Layered { path, adds, astray })
        });
        layered.collect()
    }

    /// The user's files that a project's are laid over, the weakest first.
    pub(super) fn below_projects(&self, directories: &Directories) -> Vec<PathBuf> {
        let mut files = self.present(Scope::User, None, directories);
        files.retain(|file| !self.is_over_projects(file, directories));
        files
    }

    /// Whether a file of the user is one that is laid over those of projects.
    fn is_over_projects(&self, file: &Path, directories: &Directories) -> bool {
        let strongest = self.over_projects.as_ref();
        strongest.is_some_and(|folder| file.starts_with(self.expand(folder, directories)))
    }
}

/// What the weaker files of a client say of its servers, by their names.
#[derive(Default)]
pub(super) struct Layers(BTreeMap<String, Layer>);

/// What they say of one.
pub(super) struct Layer {
    /// All of it as one.
    entry: Value,
    /// Each by itself, and its file as it may be shown.
    parts: Vec<(String, Value)>,
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
    pub(super) fn astray(&self, client: &Client, name: &str, seen: &Value, own: &Value) -> Option<Finding> {
        self.of(name)?.parts.iter().rev().find_map(|(file, part)| {
            let place = astray(client, seen, own, part)?;
            Some(Finding::Astray { place, file: file.clone() })
        })
    }

    /// Lays the entries of one more file over them, which was looked at.
    ///
    /// - `entries`: what of them others are laid over, by their names.
    /// - `live`: the files before it. Of an entry that they have too it is told here what is wrong with its use, since its client
    ///   sees no other; there only what is wrong with its text.
    /// - `home`: what its path is shown from.
    pub(super) fn lay(
        &mut self,
        entries: Vec<(String, Value)>,
        (file, home): (&Examined, &Path),
        live: &mut [Examined],
    ) {
        for (name, part) in entries {
            let (entry, mut parts, told) = match self.0.remove(&name) {
                Some(layer) => (over(&part, &layer.entry), layer.parts, layer.told),
                None => (part.clone(), Vec::new(), Vec::new()),
            };
            parts.push((from_home(&file.path, home), part));
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

/// The keys that lead to what is seen of a value that another is laid over, as they may be shown.
fn added(below: &Value, own: &Value) -> Vec<String> {
    let under =
        |key: &str, inner: Vec<String>| inner.into_iter().map(|inner| format!("{key}.{inner}")).collect();
    let of_member = |(key, value): &(String, Value)| match own.get(key) {
        None => vec![shown(key).to_owned()],
        Some(own) => under(shown(key), added(value, own)),
    };
    // What is laid over something else hides all of it.
    let members = below.members().iter().filter(|_| matches!(own, Value::Map(_)));
    members.flat_map(of_member).collect()
}

/// Where a credential stands that is taken from a lower entry, when that leads elsewhere.
///
/// - `seen`: the upper one laid over it.
fn astray(client: &Client, seen: &Value, upper: &Value, lower: &Value) -> Option<Place> {
    let is_elsewhere = match (destination(client, seen), destination(client, lower)) {
        (Some(seen), Some(lower)) => seen != lower && !same_server(&seen, &lower),
        _ => false,
    };
    let (own, others) = (credentials(client, upper), credentials(client, lower));
    let shown = credentials(client, seen).into_iter().filter(|_| is_elsewhere);
    shown.filter(|one| others.contains(one) && !own.contains(one)).map(|one| one.place).next()
}

/// Where an entry leads: to a URL, be it by a bridge, or to what it starts.
fn destination(client: &Client, entry: &Value) -> Option<String> {
    let words = || client.stdio.as_ref().map(|stdio| stdio.words(entry).join(" "));
    Server::of(client, "", entry).url.or_else(words).filter(|leads_to| !leads_to.is_empty())
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
