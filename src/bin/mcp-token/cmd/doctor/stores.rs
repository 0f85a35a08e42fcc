//! The keychain, by what it does; our own files, by their modes.

use mcp_token::profile::{Keeping, ProfileError};
use mcp_token::secret::ring::Shelf;

use super::report::{Line, Rank};
use crate::failure::{Failure, Hint};
use crate::home::Home;

pub(super) fn lines(home: &Home<'_>) -> Result<Vec<Line>, Failure> {
    let mut lines = vec![keychain(home)?];
    let (files, failures) = home.judge_files();
    if failures.is_empty() {
        lines.push(Line::ok("files", &format!("{files} files 0600 in directories 0700")));
    }
    lines.extend(failures.into_iter().map(|failure| Line::of_failure(Rank::High, "files", failure)));
    lines.extend(broken_profiles(home)?);
    Ok(lines)
}

/// Whether it keeps things; a keychain that nothing is kept in need not.
fn keychain(home: &Home<'_>) -> Result<Line, Failure> {
    let profiles = home.profiles()?;
    let user = profiles.names().into_iter().find(|name| {
        profiles
            .profile(name)
            .is_ok_and(|profile| profile.is_some_and(|profile| matches!(profile.token, Keeping::Keychain(_))))
    });
    let is_kept = |name| {
        home.ring_if_any(name).is_ok_and(|ring| ring.is_some_and(|ring| ring.shelf == Shelf::Keychain))
    };
    let is_used = user.is_some() || home.secret_names()?.iter().any(is_kept);
    Ok(match home.keychain().probe() {
        Ok(()) => Line::ok("keychain", &format!("{KEYCHAIN}, written, read back and deleted")),
        Err(error) if !is_used => {
            Line::new(Rank::Unused, "no_keychain", "keychain", &format!("not used, and cannot be: {error}"))
        }
        Err(error) => {
            let failure = Failure::from(error);
            let movable = user.map(|name| Hint::run(&format!("profile set {name} --store file")));
            let command = failure.hint.clone().or(movable);
            Line::of_failure(Rank::High, "keychain", failure).mended_by(command)
        }
    })
}

fn broken_profiles(home: &Home<'_>) -> Result<Vec<Line>, Failure> {
    let profiles = home.profiles()?;
    let broken = |error: ProfileError| Line::of_failure(Rank::Warning, "profiles", error.into());
    Ok(profiles.names().iter().filter_map(|name| profiles.profile(name).err()).map(broken).collect())
}

const KEYCHAIN: &str = if cfg!(windows) {
    "Windows Credential Manager"
} else if cfg!(target_vendor = "apple") {
    "macOS Keychain"
} else {
    "Secret Service"
};
