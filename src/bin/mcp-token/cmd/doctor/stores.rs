//! The keychain, by what it does; our own files, by their modes; the file of profiles, by whether it can be read.

use std::path::Path;

use mcp_token::client::Rank;
use mcp_token::name::Name;
use mcp_token::profile::{Keeping, Place, Profile, ProfileError, Profiles};
use mcp_token::secret::ring::Shelf;
use mcp_token::secret::shape::is_surely_secret;
use mcp_token::store::{Keychain, StoreError};

use super::looks::ASKED_FOR;
use super::report::{Line, Mend};
use crate::failure::{Code, Failure, Hint};
use crate::home::Home;

/// - `answer`: what trying the keychain came to.
/// - `opening`: whether an encrypted file was opened; none where nobody was asked how.
/// - `unread`: why there are no profiles, when their file is not read.
pub(super) fn lines(
    home: &Home<'_>,
    profiles: &Profiles,
    answer: Result<(), StoreError>,
    opening: Result<Option<bool>, Failure>,
    unread: Option<Failure>,
) -> Vec<Line> {
    let mut lines = vec![keychain(home, profiles, answer)];
    let (files, failures) = home.judge_files();
    if failures.is_empty() {
        lines.push(match files {
            0 => Line::unused("files", "there are none yet"),
            _ => Line::ok("files", format!("{files} files 0600 in directories 0700")),
        });
        lines.extend(encrypted(home, profiles, opening).filter(|_| unread.is_none()));
        lines.extend(locks(home));
    }
    // The directory of the file of profiles may be what is wrong.
    let is_new = |other: &Failure| failures.iter().all(|known| known.message != other.message);
    let unread = unread.filter(is_new);
    let left = home.judge_left().err().filter(is_new);
    lines.extend(left.map(|failure| Line::of_failure(Rank::Warning, "files", failure, OURS)));
    lines.extend(failures.into_iter().map(|failure| Line::of_failure(Rank::High, "files", failure, OURS)));
    lines.extend(of_profiles(&home.profiles_path(), profiles, unread));
    lines
}

/// What is wrong with the file of profiles, which a hand corrects.
fn of_profiles(path: &Path, profiles: &Profiles, unread: Option<Failure>) -> Vec<Line> {
    let corrected = format!("correct it in `{}`", path.display());
    let wrong = |failure| Line::of_failure(Rank::High, "profiles", failure, &corrected);
    let unread = unread.map(|failure| {
        let (is_of_its_text, line) = (failure.is_of_a_profile(), failure.line);
        let told = wrong(failure);
        if is_of_its_text { told.in_file(path, line) } else { told }
    });
    let broken = profiles.problems().into_iter().map(|error| {
        let line = match &error {
            ProfileError::Key { place, key, .. } => profiles.line_of(place, key),
            other => other.line(),
        };
        wrong(error.into()).in_file(path, line)
    });
    let with_keys = profiles.good().filter_map(|profile| {
        let told = key_in_url(&profile)?;
        Some(told.in_file(path, profiles.line_of(&Place::Profile(profile.name), "url")))
    });
    unread.into_iter().chain(broken).chain(with_keys).collect()
}

/// Whether one run at a time can be relied on.
fn locks(home: &Home<'_>) -> Option<Line> {
    let path = home.unsure_locks().ok().flatten()?.path().display().to_string();
    let message =
        format!("{path} is on a network's file system: runs on two machines may renew one token at once");
    let by_hand = "a home directory of this machine alone, or one machine at a time";
    Some(Line::wrong(Rank::Warning, "unsure_locks", "files", message, Mend::by_hand(by_hand)))
}

/// Whether encrypted files are opened by what is to open them; nothing where none is used.
fn encrypted(home: &Home<'_>, profiles: &Profiles, opening: Result<Option<bool>, Failure>) -> Option<Line> {
    const SUBJECT: &str = "encrypted files";
    let is_used =
        profiles.good().any(|profile| profile.token == Keeping::File) || holds_a_secret(home, Shelf::File);
    if !is_used {
        return None;
    }
    match opening {
        Ok(None) => Some(Line::unused(SUBJECT, format!("not opened: {ASKED_FOR}"))),
        Ok(Some(true)) => Some(Line::ok(SUBJECT, "one of them was opened with their key")),
        Ok(Some(false)) => None,
        Err(failure) => Some(Line::of_failure(Rank::High, SUBJECT, failure, OPENED)),
    }
}

fn holds_a_secret(home: &Home<'_>, shelf: Shelf) -> bool {
    let is_kept =
        |name: &Name| home.ring_if_any(name).is_ok_and(|ring| ring.is_some_and(|ring| ring.shelf == shelf));
    home.secret_names().is_ok_and(|names| names.iter().any(is_kept))
}

/// A key in the URL of a profile, by its form alone: it can be the name of something as well, and no file with it is refused. One
/// in the name of the host would be known to everybody who looks it up.
fn key_in_url(profile: &Profile) -> Option<Line> {
    let (_, rest) = profile.url.as_deref()?.split_once("://")?;
    let (_, behind_host) = rest.split_once(['/', '?', '#'])?;
    let name = &profile.name;
    is_surely_secret(behind_host).then(|| {
        let mend = format!("`mcp-token profile set {name} --url URL`, with a URL that holds none");
        let message = format!("the URL of `{name}` holds what looks like a key, where logs keep it");
        Line::wrong(Rank::Warning, "token_in_url", "profiles", message, Mend::by_hand(mend))
    })
}

/// Whether it keeps things; a keychain that nothing is kept in need not.
fn keychain(home: &Home<'_>, profiles: &Profiles, answer: Result<(), StoreError>) -> Line {
    let user = profiles.good().find(|profile| matches!(profile.token, Keeping::Keychain(_)));
    let user = user.map(|profile| profile.name);
    let holds_secret = holds_a_secret(home, Shelf::Keychain);
    match answer {
        Ok(()) => Line::ok("keychain", format!("{}, written, read back and deleted", Keychain::NAME)),
        Err(error) if user.is_none() && !holds_secret => {
            Line::unused("keychain", format!("not used, and cannot be: {error}"))
        }
        Err(error) => {
            let is_silent = matches!(error, StoreError::NoAnswer { .. });
            let failure = Failure::from(error);
            // A secret that lies in it cannot be moved out of it now.
            let movable = user.filter(|_| !holds_secret);
            let moved = movable.map(|name| Hint::run(&format!("profile set {name} --store file")));
            // One that is locked needs to be opened; without one, what does not need it is better off elsewhere.
            let opened = failure.hint.clone().filter(|_| !is_silent);
            let hint = if failure.code == Code::LOCKED { opened } else { moved.or(opened) };
            Line::of_failure(
                Rank::High,
                "keychain",
                failure.with_hint(hint),
                format!("start {}, or unlock it", Keychain::NAME),
            )
        }
    }
}

/// What a file or a directory of ours has to be.
const OURS: &str =
    "a regular file of yours in its place, 0600, or a directory, 0700; no link, and nothing of another user";
/// What encrypted files need.
const OPENED: &str = "what they were closed with back in its place, from a copy: nothing else opens them";
