//! The age of kept secrets, and the files that secrets come from.

use std::collections::{BTreeMap, BTreeSet};
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use mcp_token::client::Rank;
use mcp_token::clock::Span;
use mcp_token::file::{FileError, Tracking, read_secret, tracking};
use mcp_token::name::Name;
use mcp_token::profile::{Profile, Profiles};
use mcp_token::secret::Source;
use mcp_token::secret::ring::{Origin, State};

use super::dotenv;
use super::looks::{Looks, is_lost};
use super::report::{Line, Mend};
use super::shell::{asking_for, with_path};
use crate::failure::{Code, Hint};
use crate::home;
use crate::quoted::quoted;

/// - `project`: the directory of a project whose own files are looked at too.
pub(super) fn lines(looks: &Looks<'_>, profiles: &Profiles, project: Option<&Path>) -> Vec<Line> {
    let env = looks.env;
    let mut lines = match looks.home.secret_names() {
        Ok(names) => names.iter().flat_map(|name| kept(name, looks, profiles)).collect(),
        Err(failure) => {
            vec![Line::of_failure(Rank::High, "none", failure, "make its directory readable for you")]
        }
    };
    let mut files = BTreeSet::new();
    for key in profiles.good().filter_map(|profile| profile.key) {
        if let Source::Dotenv { path, .. } | Source::File(path) = key.source {
            files.insert(path);
        }
    }
    let written = written_to(looks);
    let git = env.program("git");
    let of = |path: &Path, gone| file(path, tracking(path, git.as_deref()), gone, &written);
    lines.extend(files.iter().flat_map(|path| of(path, (Rank::High, READABLE))));
    let others = written.keys().filter(|path| !files.contains(*path));
    lines.extend(others.flat_map(|path| of(path, (Rank::Warning, WRITABLE))));
    files.extend(written.keys().cloned());
    if let Some(folder) = project {
        let is_told = |path: &PathBuf| files.iter().any(|known| is_same(known, path));
        let (found, unread) = dotenv::with_secrets(folder, profiles, git.as_deref());
        let others = found.into_iter().filter(|(path, _)| !is_told(path));
        lines.extend(
            others.flat_map(|(path, answer)| file(&path, answer, (Rank::Warning, LOOKED_AT), &written)),
        );
        lines.extend(unread.into_iter().map(|error| {
            let is_of_git = matches!(error, FileError::GitMissing { .. } | FileError::GitFailed { .. });
            let by_hand = if is_of_git { ANSWER } else { LOOKED_AT };
            Line::of_failure(Rank::Warning, "project", error.into(), by_hand)
        }));
    }
    lines
}

/// The `.env` files that rotations write to, each with the secret that is rotated.
fn written_to(looks: &Looks<'_>) -> BTreeMap<PathBuf, Name> {
    let names = looks.home.secret_names().unwrap_or_default().into_iter();
    let places = names.filter_map(|name| Some((looks.home.ring_if_any(&name).ok()??.dotenv?.path, name)));
    places.collect()
}

fn is_same(one: &Path, other: &Path) -> bool {
    matches!((one.canonicalize(), other.canonicalize()), (Ok(one), Ok(other)) if one == other)
}

fn kept(name: &Name, looks: &Looks<'_>, profiles: &Profiles) -> Vec<Line> {
    let ring = looks.home.ring(name).map_err(|failure| (Rank::High, failure));
    let seen = ring.and_then(|ring| looks.versions(name, &ring).map(|unseen| (ring, unseen)));
    match seen {
        Ok((ring, unseen)) => {
            let waits = ring.versions().iter().any(|version| version.state == State::Next);
            let signs =
                |profile: Profile| profile.key.is_some_and(|key| key.source == Source::Kept(name.clone()));
            // Another that was made here would be of no use where somebody else has issued it. A broken profile could sign with it.
            let is_issued = ring.signing().is_some_and(|version| version.origin == Origin::Given)
                && profiles.good().count() == profiles.names().len()
                && !profiles.good().any(signs);
            let renewal = is_issued.then(|| renewed(name, looks));
            let age = age(name, ring.age(looks.env.now), (waits, renewal), unseen);
            // Whether it is one of the versions cannot be told where they were not looked at.
            let changed = unseen.map_or_else(|| looks.home.changed_dotenv(name, &ring), |_| Ok(None));
            // What is wrong with the file itself is told of the file.
            let changed = changed.unwrap_or_else(Some).filter(|failure| !failure.is_of_a_file());
            let wrong = changed.into_iter().chain(home::lingers(name, &ring, looks.env.now));
            let mut lines: Vec<_> = wrong
                .map(|failure| {
                    let (code, line) = (failure.code, failure.line);
                    let told = |by_hand| Line::of_failure(Rank::Warning, name.as_str(), failure, by_hand);
                    match &ring.dotenv {
                        Some(dotenv) if code == Code::DOTENV => told(ONCE).in_file(&dotenv.path, line),
                        _ => told(LOST),
                    }
                })
                .collect();
            // Not both that something is wrong and that nothing is.
            if lines.is_empty() || age.is_wrong() {
                lines.push(age);
            }
            lines
        }
        Err((rank, failure)) => {
            let by_hand = match &failure.hint {
                // Only a hand gives it up.
                Some(command) if rank == Rank::Warning || is_lost(&failure) => {
                    format!("a copy of it back in its place; `{command}` gives it up")
                }
                // To set it aside alone mends nothing.
                Some(aside) if failure.code == Code::SECRET => format!("{LOST}; then `{aside}`"),
                _ => return vec![Line::of_failure(rank, name.as_str(), failure, LOST)],
            };
            vec![Line::of_failure(rank, name.as_str(), failure.with_hint(None), by_hand)]
        }
    }
}

/// What has the next secret come from who has issued the last.
fn renewed(name: &Name, looks: &Looks<'_>) -> Mend {
    if !looks.answers_unasked() {
        let rotate = format!("`mcp-token secret rotate {name} --now --secret-file FILE`");
        return Mend::by_hand(format!("{rotate} with a new one from its issuer in that file"));
    }
    let what = "enter a new one from its issuer, then Enter and Ctrl-D".to_owned();
    let rotate = format!("secret rotate {name} --now --secret-file -");
    Mend::Needing { what, command: asking_for(&rotate) }
}

/// - `renewal`: what makes the next one, where that is not made here.
/// - `unseen`: why the secret itself was not looked at, if so.
fn age(
    name: &Name,
    age: Option<Span>,
    (next_waits, renewal): (bool, Option<Mend>),
    unseen: Option<&str>,
) -> Line {
    let subject = name.as_str();
    let wrong = |code, message: String, arguments: &str| {
        let command = Hint::run(&format!("secret rotate {name}{arguments}"));
        Line::wrong(Rank::Warning, code, subject, message, Mend::Command(command))
    };
    match age {
        None => wrong("no_active_secret", "no version is active".to_owned(), " --now"),
        Some(age) if age > OLD && next_waits => {
            wrong("old_secret", format!("{age} old, and the next one waits"), " --activate")
        }
        Some(age) if age > OLD => match renewal {
            Some(mend) => Line::wrong(Rank::Warning, "old_secret", subject, format!("{age} old"), mend),
            None => wrong("old_secret", format!("{age} old"), ""),
        },
        Some(age) => match unseen {
            None => Line::ok(subject, format!("{age} old")),
            Some(why) => Line::unused(subject, format!("{age} old, and not looked at: {why}")),
        },
    }
}

/// A file that a secret comes from or is written to: one that others can read, or that git carries away, publishes it.
///
/// - `answer`: what git makes of it.
/// - `gone`: how bad it is that there is none, and what is to be done by hand.
fn file(
    path: &Path,
    answer: Result<Tracking, FileError>,
    (gone, by_hand): (Rank, &str),
    written: &BTreeMap<PathBuf, Name>,
) -> Vec<Line> {
    let subject = path.display().to_string();
    let mut lines = Vec::new();
    // A pipe is read by nobody but who wants the secret.
    let is_read = path.metadata().map_or(true, |found| found.is_file());
    if let Some(error) = is_read.then(|| read_secret(path, LIMIT)).and_then(Result::err) {
        let is_gone = matches!(&error, FileError::Io { source, .. } if source.kind() == ErrorKind::NotFound);
        let rank = if is_gone { gone } else { Rank::High };
        let by_hand = if matches!(error, FileError::ReadableByOthers { .. }) { PRIVATE } else { by_hand };
        lines.push(Line::of_failure(rank, &subject, error.into(), by_hand));
    }
    let of_git = kept_from_git(path, answer, written);
    // Not both that something is wrong and that nothing is.
    if lines.is_empty() || of_git.is_wrong() {
        lines.push(of_git);
    }
    lines
}

/// Whether git carries a file with a secret in it away. What it has once taken stays in its history.
fn kept_from_git(
    path: &Path,
    answer: Result<Tracking, FileError>,
    written: &BTreeMap<PathBuf, Name>,
) -> Line {
    let (subject, seen) = (path.display().to_string(), &*home::seen_by_git(path));
    match answer {
        Ok(Tracking::NoRepository | Tracking::Ignored) => Line::ok(&subject, "not tracked by git"),
        Ok(Tracking::Tracked) => Line::wrong(
            Rank::High,
            "env_tracked",
            &subject,
            format!(
                "tracked by git: the secret in it is published and has to be replaced{}",
                replaced(path, written)
            ),
            Mend::or(with_path(seen, home::untracked), "take it out of the index of git"),
        ),
        Ok(Tracking::NotIgnored) => Line::wrong(
            Rank::Warning,
            "env_not_ignored",
            &subject,
            "not ignored by git, which would take it",
            Mend::or(
                with_path(seen, ignored),
                if seen == path { "its name into the `.gitignore` beside it" } else { LINKED },
            )
            .in_file(&seen.with_file_name(".gitignore"), None),
        ),
        Err(error) => Line::of_failure(Rank::Warning, &subject, error.into(), ANSWER),
    }
}

/// What replaces the secret of a file that a rotation writes to, and ends the one that is published.
fn replaced(path: &Path, written: &BTreeMap<PathBuf, Name>) -> String {
    let name = written.iter().find(|(known, _)| is_same(known, path)).map(|(_, name)| name);
    name.map(|name| format!(" (`mcp-token secret rotate {name}`, then `revoke`)")).unwrap_or_default()
}

/// On a line of its own, whatever the last one ends with; what git would read as a part of a pattern is marked (gitignore(5)).
fn ignored(path: &Path) -> Option<Hint> {
    let (folder, name) = (path.parent()?, path.file_name()?.to_str()?);
    let marked = |letter: char| {
        if "*?[]\\ ".contains(letter) { format!("\\{letter}") } else { letter.to_string() }
    };
    let pattern: String = name.chars().map(marked).collect();
    let line = format!("printf '\\n/%s\\n' {} >>", quoted(&pattern));
    Some(Hint::shell(&line, &folder.join(".gitignore")))
}

pub(super) const LOST: &str = "a copy of it back in its place, or a new secret under another name";
const ONCE: &str = "one value for that variable in the file, in a form that every program reads alike";
const READABLE: &str =
    "a regular file that you can read in its place, or another `--secret-from` for its profile";
const PRIVATE: &str = "mode 600 for that file";
const WRITABLE: &str = "a regular file of yours back in its place";
const LOOKED_AT: &str = "make it readable for you";
const LINKED: &str = "the name of the file that it leads to into the `.gitignore` beside that";
const ANSWER: &str = "have `git status` give an answer in its directory";
/// The age from which on a secret should be replaced.
const OLD: Span = Span::from_days(90);
/// The largest file that a secret comes from, in bytes.
const LIMIT: u64 = 1 << 20;
