//! The `.env` files of a project: which of them hold a secret.

use std::collections::BTreeSet;
use std::ffi::OsStr;
use std::fs;
use std::path::{Path, PathBuf};

use mcp_token::client::is_literal_secret;
use mcp_token::dotenv::Dotenv;
use mcp_token::file::{FileError, Original};
use mcp_token::profile::Profiles;
use mcp_token::secret::shape::is_surely_secret;
use mcp_token::secret::{Secret, Source, Weakness, check};

/// `.env` and every `.env.*` of a directory in which stands a token, what looks like a key, what is a secret by its name, or the
/// value of a variable that a profile uses, be that what it signs with or what its token is handed on in; and what could not be
/// looked at.
///
/// What is no regular file is none of them, and a link that leads out of a git work tree is nothing that git carries away.
pub(super) fn with_secrets(folder: &Path, profiles: &Profiles) -> (Vec<PathBuf>, Vec<FileError>) {
    let cannot = |source| FileError::Io { action: "read", path: folder.to_owned(), source };
    let entries = match fs::read_dir(folder) {
        Ok(entries) => entries,
        Err(error) => return (Vec::new(), vec![cannot(error)]),
    };
    let (mut found, mut unread, variables) = (Vec::new(), Vec::new(), variables(profiles));
    for entry in entries {
        let path = match entry {
            Ok(entry) if is_named_so(&entry.file_name()) => entry.path(),
            Ok(_) => continue,
            Err(error) => {
                unread.push(cannot(error));
                continue;
            }
        };
        match Original::look(&path) {
            Ok(Some(file)) if holds_a_secret(file.bytes(), &variables) => found.push(path),
            Err(error @ (FileError::Io { .. } | FileError::TooLarge { .. })) => unread.push(error),
            Ok(_) | Err(_) => {}
        }
    }
    found.sort();
    (found, unread)
}

fn is_named_so(name: &OsStr) -> bool {
    name == ".env" || name.as_encoded_bytes().starts_with(b".env.")
}

/// Those that profiles have a secret in or hand a token on in.
fn variables(profiles: &Profiles) -> BTreeSet<String> {
    let of_profile = profiles.good().flat_map(|profile| {
        let of_key = match profile.key.map(|key| key.source) {
            Some(Source::Dotenv { variable, .. } | Source::Variable(variable)) => Some(variable),
            _ => None,
        };
        of_key.into_iter().chain([profile.variable])
    });
    of_profile.collect()
}

/// A placeholder is none; one that is weak is, and so is a private key.
fn holds_a_secret(file: &[u8], variables: &BTreeSet<String>) -> bool {
    let is_value = |text: &str| {
        let judged = check(&Secret::new(text.as_bytes().to_vec()), 0);
        !matches!(judged, Err(Weakness::Empty | Weakness::Published))
    };
    let by_name = |dotenv: Dotenv| {
        let mut values = variables.iter().filter_map(|name| dotenv.value(name).ok().flatten());
        values.any(|value| is_value(&value))
            || dotenv.written().any(|(name, value)| is_literal_secret(name, value))
    };
    String::from_utf8_lossy(file).lines().any(is_surely_secret)
        || Dotenv::parse(file.to_vec()).is_ok_and(by_name)
}
