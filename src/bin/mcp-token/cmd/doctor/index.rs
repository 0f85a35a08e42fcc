//! What the entries of all files refer to: gone through once, since a file can have many.

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;

use mcp_token::client::{Examined, Kept, Scope, Server};

/// Which entries take what.
#[derive(Default)]
pub(super) struct Index {
    /// Those in which a variable or an input stands, in whatever form.
    readers: Users,
    /// Those with a command of this program, by every word that can be the profile which it names.
    told: Users,
    /// Those with one that names none.
    unnamed: Users,
    /// What of the former stands in what a project starts: nobody but that says where a token goes then.
    told_by_projects: BTreeSet<String>,
}

/// By a word the entries in which it stands: of many only two, which no third stands apart from.
type Users = BTreeMap<String, Vec<Which>>;

/// A file, what an entry stands under there, and its name.
type Which = (PathBuf, Option<String>, String);

fn which(file: &Examined, server: &Server) -> Which {
    (file.path.clone(), server.under.clone(), server.name.clone())
}

impl Index {
    pub(super) fn of(files: &[Examined]) -> Self {
        let mut index = Self::default();
        for (file, server) in
            files.iter().flat_map(|file| file.servers.iter().map(move |server| (file, server)))
        {
            let entry = which(file, server);
            references(server).for_each(|word| add(&mut index.readers, word, &entry));
            server.told.names.iter().for_each(|word| add(&mut index.told, word, &entry));
            if server.told.is_unnamed {
                add(&mut index.unnamed, "", &entry);
            }
            if file.scope == Scope::Project && server.is_started {
                index.told_by_projects.extend(server.told.names.iter().cloned());
            }
        }
        index
    }

    /// Whether another entry than this one refers to a variable or an input.
    pub(super) fn is_read_beside(&self, word: &str, file: &Examined, server: &Server) -> bool {
        stands_beside(&self.readers, word, file, server)
    }

    /// Whether a command of another entry may take the token of a profile of that name.
    pub(super) fn is_told_beside(&self, profile: &str, file: &Examined, server: &Server) -> bool {
        stands_beside(&self.told, profile, file, server)
    }

    /// Whether a command of another entry takes the token of the profile that goes without saying.
    pub(super) fn is_unnamed_beside(&self, file: &Examined, server: &Server) -> bool {
        stands_beside(&self.unnamed, "", file, server)
    }

    /// Whether what a project starts may take the token of a profile of that name.
    pub(super) fn is_told_by_projects(&self, profile: &str) -> bool {
        self.told_by_projects.contains(profile)
    }
}

fn add(users: &mut Users, word: &str, entry: &Which) {
    let entries = users.entry(word.to_owned()).or_default();
    if entries.len() < 2 && !entries.contains(entry) {
        entries.push(entry.clone());
    }
}

fn stands_beside(users: &Users, word: &str, file: &Examined, server: &Server) -> bool {
    let own = || which(file, server);
    users.get(word).is_some_and(|entries| entries.len() > 1 || entries.iter().any(|entry| *entry != own()))
}

/// What an entry refers to, and what else in it may be the name of a variable.
fn references(server: &Server) -> impl Iterator<Item = &str> {
    let referred = server.credentials.iter().filter_map(|one| match &one.kept {
        Kept::Reference { reference, .. } => Some(reference.name.as_str()),
        _ => None,
    });
    server.variables.iter().chain(&server.words).map(String::as_str).chain(referred)
}
