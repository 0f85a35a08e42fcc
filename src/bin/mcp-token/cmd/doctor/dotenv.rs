//! The `.env` files of a project: which of them hold a secret.

use std::collections::{BTreeMap, BTreeSet};
use std::ffi::OsStr;
use std::fs;
use std::path::{Path, PathBuf};

use mcp_token::client::is_literal_secret;
use mcp_token::dotenv::Dotenv;
use mcp_token::file::{FileError, Original, Tracking, carried, tracking};
use mcp_token::profile::Profiles;
use mcp_token::secret::shape::is_surely_secret;
use mcp_token::secret::{Secret, Source, Weakness, check};

/// The files of a project with a secret in them, each with what git makes of it.
pub(super) type Found = Vec<(PathBuf, Result<Tracking, FileError>)>;

/// `.env` and every `.env.*` of a directory, and of those below it what git has or would take, in which stands a token, what looks like
/// a key, what is a secret by its name, or the value of a variable that a profile uses, be that what it signs with or what its token
/// is handed on in; and what could not be looked at.
///
/// What is no regular file is none of them, and a link that leads out of a git work tree is nothing that git carries away.
///
/// - `git`: the path of the program.
pub(super) fn with_secrets(
    folder: &Path,
    profiles: &Profiles,
    git: Option<&Path>,
) -> (Found, Vec<FileError>) {
    let (mut found, mut unread, variables) = (Vec::new(), Vec::new(), variables(profiles));
    let (mut named, errors): (BTreeSet<_>, _) = named(folder);
    unread.extend(errors);
    let (below, failed) = carried(folder, &[".env", ".env.*"], git);
    named.extend(below.keys().cloned());
    for path in named {
        match Original::look(&path) {
            Ok(Some(file)) if holds_a_secret(file.bytes(), &variables) => {
                let answer = answer(&path, &below, failed.as_ref(), git);
                found.push((path, answer));
            }
            Err(error @ (FileError::Io { .. } | FileError::TooLarge { .. })) => unread.push(error),
            Ok(_) | Err(_) => {}
        }
    }
    // Without git it is told of each file that was found.
    unread.extend(failed.filter(|error| found.is_empty() || !matches!(error, FileError::GitMissing { .. })));
    (found, unread)
}

/// What git makes of a file, where it was asked about all of them; about what a link leads to it is asked by itself.
fn answer(
    path: &Path,
    below: &BTreeMap<PathBuf, Tracking>,
    failed: Option<&FileError>,
    git: Option<&Path>,
) -> Result<Tracking, FileError> {
    let found = below.get(path).filter(|_| !path.is_symlink());
    match (found, failed) {
        (Some(Tracking::Tracked), _) => Ok(Tracking::Tracked),
        // Nobody waits for it once more for each file.
        (_, Some(FileError::GitFailed { said, .. })) => {
            Err(FileError::GitFailed { path: path.to_owned(), said: said.clone() })
        }
        (found, None) if !path.is_symlink() => Ok(found.copied().unwrap_or(Tracking::Ignored)),
        _ => tracking(path, git),
    }
}

/// The files of a directory with such a name, and why there may be more.
fn named(folder: &Path) -> (BTreeSet<PathBuf>, Vec<FileError>) {
    let cannot = |source| FileError::Io { action: "read", path: folder.to_owned(), source };
    let entries = match fs::read_dir(folder) {
        Ok(entries) => entries,
        Err(error) => return (BTreeSet::new(), vec![cannot(error)]),
    };
    let (entries, errors): (Vec<_>, Vec<_>) = entries.partition(Result::is_ok);
    let entries = entries.into_iter().flatten().filter(|entry| is_named_so(&entry.file_name()));
    let errors = errors.into_iter().filter_map(Result::err).map(cannot);
    (entries.map(|entry| entry.path()).collect(), errors.collect())
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
