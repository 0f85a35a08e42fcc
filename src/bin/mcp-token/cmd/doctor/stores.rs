//! The keychain, by what it does; our own files, by their modes; the file of profiles, by whether it can be read.

use mcp_token::client::Rank;
use mcp_token::name::Name;
use mcp_token::profile::{Keeping, Profile, ProfileError, Profiles};
use mcp_token::secret::ring::Shelf;
use mcp_token::secret::shape::is_surely_secret;
use mcp_token::store::StoreError;

use super::report::{Line, Mend};
use crate::failure::{Failure, Hint};
use crate::home::Home;

/// - `unread`: why there are no profiles, when their file is not read.
pub(super) fn lines(home: &Home<'_>, profiles: &Profiles, unread: Option<Failure>) -> Vec<Line> {
    let mut lines = vec![keychain(home, profiles)];
    let (files, failures) = home.judge_files();
    if failures.is_empty() {
        lines.push(Line::ok("files", format!("{files} files 0600 in directories 0700")));
    }
    // The directory of the file of profiles may be what is wrong.
    let is_new = |other: &Failure| failures.iter().all(|known| known.message != other.message);
    let unread = unread.filter(is_new);
    let left = home.judge_left().err().filter(is_new);
    lines.extend(left.map(|failure| Line::of_failure(Rank::Warning, "files", failure, OURS)));
    lines.extend(failures.into_iter().map(|failure| Line::of_failure(Rank::High, "files", failure, OURS)));
    let corrected = format!("correct it in `{}`", home.profiles_path().display());
    lines.extend(unread.map(|failure| Line::of_failure(Rank::High, "profiles", failure, &corrected)));
    let broken = |error: ProfileError| Line::of_failure(Rank::Warning, "profiles", error.into(), &corrected);
    lines.extend(profiles.problems().into_iter().map(broken));
    let names = profiles.names().into_iter();
    lines.extend(names.filter_map(|name| key_in_url(&profiles.profile(&name).ok().flatten()?)));
    lines
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
        Line::wrong(Rank::Warning, "token_in_url", "profiles", message, Mend::ByHand(mend))
    })
}

/// Whether it keeps things; a keychain that nothing is kept in need not.
fn keychain(home: &Home<'_>, profiles: &Profiles) -> Line {
    let user = profiles.names().into_iter().find(|name| {
        profiles
            .profile(name)
            .is_ok_and(|profile| profile.is_some_and(|profile| matches!(profile.token, Keeping::Keychain(_))))
    });
    let is_kept = |name: &Name| {
        home.ring_if_any(name).is_ok_and(|ring| ring.is_some_and(|ring| ring.shelf == Shelf::Keychain))
    };
    let holds_secret = home.secret_names().is_ok_and(|names| names.iter().any(is_kept));
    match home.probe_keychain() {
        Ok(()) => Line::ok("keychain", format!("{KEYCHAIN}, written, read back and deleted")),
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
            let hint = if failure.code == "locked" { opened } else { moved.or(opened) };
            Line::of_failure(
                Rank::High,
                "keychain",
                Failure { hint, ..failure },
                format!("start {KEYCHAIN}, or unlock it"),
            )
        }
    }
}

/// What a file or a directory of ours has to be.
const OURS: &str =
    "a regular file of yours in its place, 0600, in directories 0700; no link, and nothing of another user";
const KEYCHAIN: &str = if cfg!(windows) {
    "Windows Credential Manager"
} else if cfg!(target_vendor = "apple") {
    "macOS Keychain"
} else {
    "Secret Service"
};
