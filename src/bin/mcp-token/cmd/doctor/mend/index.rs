//! What the entries of all files refer to: gone through once, since a file can have many.

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;

use mcp_token::client::{Examined, Kept, Server, is_our_command};

/// Which entries take what.
#[derive(Default)]
pub(in crate::cmd::doctor) struct Index {
    /// The entries that refer to a variable, in whatever form: file and name.
    readers: BTreeMap<String, BTreeSet<(PathBuf, String)>>,
    /// What stands in commands of this program, the names of profiles among it.
    told: BTreeSet<String>,
}

impl Index {
    pub(super) fn of(files: &[Examined]) -> Self {
        let mut index = Self::default();
        for file in files {
            for server in &file.servers {
                for variable in variables(server) {
                    let entry = (file.path.clone(), server.name.clone());
                    index.readers.entry(variable.to_owned()).or_default().insert(entry);
                }
                index.told.extend(told(server));
            }
        }
        index
    }

    /// Whether an entry refers to a variable, other than that of a file and a name.
    pub(super) fn is_read_beside(&self, variable: &str, file: &Examined, server: &Server) -> bool {
        let is_it = |(path, name): &(PathBuf, String)| *path == file.path && *name == server.name;
        self.readers.get(variable).is_some_and(|readers| !readers.iter().all(is_it))
    }

    /// Whether a command of an entry may take the token of a profile of that name.
    pub(super) fn is_told(&self, profile: &str) -> bool {
        self.told.contains(profile)
    }
}

fn variables(server: &Server) -> impl Iterator<Item = &str> {
    let referred = server.credentials.iter().filter_map(|one| match &one.kept {
        Kept::Reference { reference, .. } => Some(reference.name.as_str()),
        _ => None,
    });
    server.variables.iter().map(String::as_str).chain(referred)
}

/// The words of its commands that may be the name of a profile.
fn told(server: &Server) -> Vec<String> {
    let is_of_a_name = |letter: char| letter.is_ascii_alphanumeric() || "-_".contains(letter);
    let words =
        |line: &str| line.split(|letter| !is_of_a_name(letter)).map(str::to_owned).collect::<Vec<_>>();
    let of_one = server.credentials.iter().map(|one| match &one.kept {
        Kept::Exec { words } => words.get(2).cloned().into_iter().collect(),
        Kept::Helper { line } if is_our_command(line) => words(line),
        Kept::Reference { reference, .. } if is_our_command(&reference.name) => words(&reference.name),
        _ => Vec::new(),
    });
    of_one.flatten().collect()
}
