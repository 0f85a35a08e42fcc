//! What the entries of all files refer to: gone through once, since a file can have many.

use std::collections::BTreeMap;
use std::path::PathBuf;

use mcp_token::client::{Examined, Server};

/// Which entries take what.
#[derive(Default)]
pub(super) struct Index {
    /// Those in which a variable or an input stands, in whatever form.
    readers: Users,
    /// Those with a command of this program, by every word that can be the profile which it names.
    told: Users,
    /// Those with one that names none.
    unnamed: Vec<Which>,
}

/// By a word the entries in which it stands: of many only two, one of which is always another.
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
            for word in references(server) {
                add(index.readers.entry(word.to_owned()).or_default(), &entry);
            }
            for word in &server.told.names {
                add(index.told.entry(word.clone()).or_default(), &entry);
            }
            if server.told.is_unnamed {
                add(&mut index.unnamed, &entry);
            }
        }
        index
    }

    /// Whether another entry than this one refers to a variable or an input.
    pub(super) fn is_read_beside(&self, word: &str, file: &Examined, server: &Server) -> bool {
        is_another(self.readers.get(word), file, server)
    }

    /// Whether a command of another entry may take the token of a profile of that name.
    pub(super) fn is_told_beside(&self, profile: &str, file: &Examined, server: &Server) -> bool {
        is_another(self.told.get(profile), file, server)
    }

    /// Whether a command of another entry takes the token of the profile that goes without saying.
    pub(super) fn is_unnamed_beside(&self, file: &Examined, server: &Server) -> bool {
        is_another(Some(&self.unnamed), file, server)
    }
}

fn add(entries: &mut Vec<Which>, entry: &Which) {
    if entries.len() < 2 && !entries.contains(entry) {
        entries.push(entry.clone());
    }
}

fn is_another(entries: Option<&Vec<Which>>, file: &Examined, server: &Server) -> bool {
    let own = which(file, server);
    entries.into_iter().flatten().any(|entry| *entry != own)
}

/// What an entry refers to, and what else may be the name of a variable in what is started: that can read one by itself.
fn references(server: &Server) -> impl Iterator<Item = &str> {
    let words = server.words.iter().filter(|_| server.reads_by_itself());
    server.variables.iter().chain(words).chain(&server.referred).map(String::as_str)
}
