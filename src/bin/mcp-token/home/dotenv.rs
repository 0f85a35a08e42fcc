//! The `.env` file that a kept secret lives in: what a rotation writes there and takes out again, and what somebody else has
//! put there.

use std::borrow::Cow;
use std::path::Path;

use mcp_token::clock::Time;
use mcp_token::dotenv::{Dotenv, DotenvError};
use mcp_token::file::{self, Original, Tracking};
use mcp_token::name::Name;
use mcp_token::profile::Profile;
use mcp_token::secret::ring::{DotenvPlace, Kid, Ring, State, Version};
use mcp_token::secret::{self, Secret, Source, Weakness};

use super::Home;
use super::fetch::{LIMIT, dotenv_value_if_any};
use super::rings::{lock_name, words};
use crate::env::Env;
use crate::failure::{Code, Exit, Failure, Hint, shown};
use crate::output::Output;

impl Home<'_> {
    /// Says that the `.env` file of a profile's secret does not hold the one that signs, and what mends that.
    pub(crate) fn warn_of_changed_dotenv(&self, profile: &Profile, output: &Output) {
        let Some(Source::Kept(name)) = profile.key.as_ref().map(|key| &key.source) else { return };
        // What keeps a token from being made is told by whoever makes one.
        let look = || self.changed_dotenv(name, &self.ring_if_any(name).ok()??).ok()?;
        // A rotation that is on its way has written the file first.
        let awaited = || self.lock(&lock_name(name)).ok();
        if let Some(changed) = look().and_then(|_| awaited().map_or_else(look, |_lock| look())) {
            let found = shown(&changed.whole());
            output.warn(&format!("{found}, and tokens are signed with the one that is kept"));
            changed.hint.iter().for_each(|hint| output.hint(hint));
        }
    }

    /// Why a revocation is not done where the file still has a revoked secret in its first place.
    pub(super) fn revoked_in_dotenv(&self, name: &Name, ring: &Ring) -> Option<Failure> {
        self.changed_dotenv(name, ring).ok().flatten().filter(|changed| changed.code == Code::REVOKED_IN_USE)
    }

    /// That the `.env` file does not hold the secret that the ring signs with, and what mends that. A pipe is read by nobody
    /// but who wants the secret.
    pub(crate) fn changed_dotenv(&self, name: &Name, ring: &Ring) -> Result<Option<Failure>, Failure> {
        let Some(place) = ring.dotenv.as_ref().filter(|place| !file::is_pipe(&place.path)) else {
            return Ok(None);
        };
        let (variable, path) = (&place.variable, place.path.display());
        let mended = |code, message: String, step: &str| {
            let rotate = Hint::run(&format!("secret rotate {name} {step}"));
            Ok(Some(Failure::new(Exit::Error, code, message).with_hint(rotate)))
        };
        let found = match dotenv_value_if_any(&place.path, variable) {
            Ok(found) => found.filter(|found| !found.is_empty()),
            Err(unread) => return Ok(Some(unread)),
        };
        let Some(found) = found else {
            return mended(Code::CHANGED_MEANWHILE, format!("`{variable}` has no value in {path}"), "--now");
        };
        let Some(Version { kid, state, .. }) = self.version_of(name, ring, &found)? else {
            return Ok(Some(changed(name, place)));
        };
        let (code, again, step) = match state {
            State::Active => return Ok(None),
            // What a rotation leaves that was cut off behind its first write.
            State::Next => (Code::CHANGED_MEANWHILE, "", "--activate"),
            State::Previous => (Code::CHANGED_MEANWHILE, " again", "--now"),
            State::Revoked => (Code::REVOKED_IN_USE, " again", "--now"),
        };
        mended(code, format!("`{variable}` in {path} is kid {kid}{again}, {}", words(*state)), step)
    }

    /// Takes `VAR_PREVIOUS` out of the `.env` file when nothing verifies with what it holds, and tells whose that was.
    pub(super) fn clear_dotenv(
        &self,
        name: &Name,
        ring: &Ring,
        output: &Output,
    ) -> Result<Option<Kid>, Failure> {
        let (Some(place), all_spent) = (&ring.dotenv, ring.spent(self.env.now)) else { return Ok(None) };
        if all_spent.is_empty() {
            return Ok(None);
        }
        let (variable, path) = (previous(&place.variable), place.path.display());
        if !place.path.exists() {
            output
                .warn(&format!("{path} is not there: wherever it is, `{variable}` may hold the old secret"));
            return Ok(None);
        }
        let spent = |found: &Secret| {
            let kid = self.version_of(name, ring, found)?.map(|version| &version.kid);
            if kid.is_none() {
                output.note(&format!("`{variable}` in {path} is none of these secrets, and stays"));
            }
            Ok(kid.filter(|kid| all_spent.contains(kid)).cloned())
        };
        let taken_out = take_out(place, &variable, spent).map_err(|failure| {
            let message =
                format!("`{variable}` in {path} may still hold the old secret: {}", failure.message);
            let again = Hint::run(&format!("secret revoke {name}"));
            let hint = match &failure.hint {
                Some(first) => Some(Hint::command(&format!("{first} && {again}"))),
                // What is written there is corrected by hand first.
                None => (failure.code != Code::DOTENV).then_some(again),
            };
            Failure { message, ..failure }.with_hint(hint)
        })?;
        if taken_out.is_some() {
            output.note(&format!("removed `{variable}` from {path}"));
        }
        Ok(taken_out)
    }
}

/// The file that a rotation is to change. What is not one of `name`'s own is not written over, and nothing is written where
/// others could read it.
pub(super) fn judge(
    name: &Name,
    place: &DotenvPlace,
    is_own: impl Fn(&Secret) -> Result<bool, Failure>,
) -> Result<(Original, Dotenv), Failure> {
    let DotenvPlace { path, variable } = place;
    let about = |error| Failure::from(error).about(path.display());
    let original = Original::open(path)?.ok_or_else(|| {
        let message = format!("the secret lives in {}, and that file is not there", path.display());
        let made = Hint::command(&format!("(umask 077 && {})", Hint::shell("touch", path)));
        let hint = path.parent().is_some_and(Path::is_dir).then_some(made);
        Failure::usage(message).with_hint(hint)
    })?;
    // Whoever can read it would know the new secret too.
    file::read_secret(path, LIMIT)?;
    let dotenv = Dotenv::parse(original.bytes().to_vec()).map_err(about)?;
    let beside = previous(variable);
    let holds_another = |variable: &str| match held(&dotenv, variable).map_err(about)? {
        Some(found) if secret::check(&found, 0) == Err(Weakness::Published) => Ok(false),
        Some(found) => is_own(&found).map(|is_own| !is_own),
        None => Ok(false),
    };
    if holds_another(variable)? {
        return Err(changed(name, place));
    }
    if holds_another(&beside)? {
        let message = format!(
            "`{beside}` in {} holds a secret that is kept nowhere else: take it out of there",
            path.display()
        );
        return Err(Failure::new(Exit::Error, Code::CHANGED_MEANWHILE, message));
    }
    Ok((original, dotenv))
}

/// `VAR` becomes the new secret, `VAR_PREVIOUS` the old one, or goes where that verifies nothing any more.
///
/// - `taken_out`: whether what is there is one of ours.
pub(super) fn write(
    (original, mut dotenv): (Original, Dotenv),
    DotenvPlace { path, variable }: &DotenvPlace,
    new: &Secret,
    (old, taken_out): (Option<&Secret>, bool),
) -> Result<(), Failure> {
    let about = |error| Failure::from(error).about(path.display());
    let beside = previous(variable);
    for (name, secret) in std::iter::once((variable, new)).chain(old.map(|old| (&beside, old))) {
        let text = std::str::from_utf8(secret.expose()).map_err(Failure::internal)?;
        dotenv.set(name, text).map_err(about)?;
    }
    if old.is_none() && taken_out {
        dotenv.remove(&beside).map_err(about)?;
    }
    Ok(original.replace(dotenv.as_bytes())?)
}

/// That the `.env` file holds a secret that is revoked, or may hold one whose grace has ended, and what takes it out.
pub(crate) fn lingers(name: &Name, ring: &Ring, now: Time) -> Option<Failure> {
    let place = ring.dotenv.as_ref()?;
    if let Some(Version { kid, state: State::Revoked, .. }) = previous_of(ring) {
        let (variable, path) = (previous(&place.variable), place.path.display());
        let message = format!("`{variable}` in {path} still holds kid {kid} of `{name}`, which is revoked");
        let revoke = Hint::run(&format!("secret revoke {name}"));
        return Some(Failure::new(Exit::Error, Code::REVOKED_IN_USE, message).with_hint(revoke));
    }
    // The file holds the last one.
    let last = ring.versions().iter().rfind(|version| version.state == State::Previous)?;
    if last.grace_left(now).is_some() {
        return None;
    }
    let (kid, variable, path) = (&last.kid, previous(&place.variable), place.path.display());
    let message =
        format!("the grace of kid {kid} of `{name}` has ended, `{variable}` in {path} may still hold it");
    let revoke = Hint::run(&format!("secret revoke {name} --kid {kid}"));
    Some(Failure::new(Exit::Error, Code::GRACE_ENDED, message).with_hint(revoke))
}

/// The version of the ring that `VAR_PREVIOUS` holds, as far as fingerprints tell.
pub(super) fn previous_of(ring: &Ring) -> Option<&Version> {
    let place = ring.dotenv.as_ref().filter(|place| !file::is_pipe(&place.path))?;
    let found = dotenv_value_if_any(&place.path, &previous(&place.variable)).ok()??.fingerprint()?;
    ring.versions().iter().find(|version| version.fingerprint.as_ref() == Some(&found))
}

/// Refuses a secret that a rotation cannot write there, before it is kept.
pub(crate) fn refuse_unwritable(place: &DotenvPlace, secret: &Secret) -> Result<(), Failure> {
    let DotenvPlace { path, variable } = place;
    let why = match std::str::from_utf8(secret.expose()) {
        Ok(text) => Dotenv::check_value(variable, text).map_err(|error| error.to_string()),
        Err(_) => Err("it is not UTF-8".to_owned()),
    };
    why.map_err(|why| {
        let path = path.display();
        let message = format!("a secret that lives in {path} is written there when it is rotated: {why}");
        Failure::new(Exit::Usage, Code::DOTENV, message)
    })
}

/// Takes the variable out when it holds a spent secret. Whose it was.
fn take_out(
    place: &DotenvPlace,
    variable: &str,
    spent: impl Fn(&Secret) -> Result<Option<Kid>, Failure>,
) -> Result<Option<Kid>, Failure> {
    let about = |error| Failure::from(error).about(place.path.display());
    let Some(original) = Original::open(&place.path)? else { return Ok(None) };
    let mut dotenv = Dotenv::parse(original.bytes().to_vec()).map_err(about)?;
    let Some(found) = held(&dotenv, variable).map_err(about)? else { return Ok(None) };
    let Some(kid) = spent(&found)? else { return Ok(None) };
    dotenv.remove(variable).map_err(about)?;
    original.replace(dotenv.as_bytes())?;
    Ok(Some(kid))
}

/// That the variable holds a secret that somebody else put there, and what takes that over.
pub(super) fn changed(name: &Name, DotenvPlace { path, variable }: &DotenvPlace) -> Failure {
    let message = format!("`{variable}` in {} is another secret by now", path.display());
    Failure::new(Exit::Error, Code::CHANGED_MEANWHILE, message).with_hint(import(name, path, variable))
}

/// Takes over what the variable holds.
pub(crate) fn import(name: &Name, path: &Path, variable: &str) -> Hint {
    Hint::shell(&format!("mcp-token profile import {name} --secret-var {variable} --env-file"), path)
}

/// The variable that the secret before is in.
pub(crate) fn previous(variable: &str) -> String {
    format!("{variable}_PREVIOUS")
}

/// A secret in a file that git tracks is a published secret.
pub(crate) fn refuse_tracked(path: &Path, env: &Env, output: &Output) -> Result<(), Failure> {
    match file::tracking(path, env.program("git").as_deref())? {
        Tracking::Tracked => {
            let message = format!("git tracks {}: a secret in it would be published", path.display());
            let hint = untracked(&seen_by_git(path));
            Err(Failure::new(Exit::Unsafe, Code::TRACKED_BY_GIT, message).with_hint(hint))
        }
        Tracking::NotIgnored => {
            let path = seen_by_git(path);
            output.warn(&format!("git does not ignore {}: add it to .gitignore", path.display()));
            Ok(())
        }
        Tracking::Ignored | Tracking::NoRepository => Ok(()),
    }
}

/// The file that git is asked about: of a link the one that it leads to.
pub(crate) fn seen_by_git(path: &Path) -> Cow<'_, Path> {
    let target = path.canonicalize().ok().filter(|_| path.is_symlink());
    target.map_or(Cow::Borrowed(path), Cow::Owned)
}

/// Takes a file out of the index of git; it stays where it is.
pub(crate) fn untracked(path: &Path) -> Option<Hint> {
    let (folder, name) = (path.parent()?, path.file_name()?);
    if folder.as_os_str().is_empty() {
        return Some(Hint::shell("git rm --cached --", path));
    }
    let there = Hint::shell("git -C", folder).to_string();
    Some(Hint::shell(&format!("{there} rm --cached --"), Path::new(name)))
}

/// An empty value is none.
pub(super) fn held(dotenv: &Dotenv, variable: &str) -> Result<Option<Secret>, DotenvError> {
    let value = dotenv.value(variable)?.filter(|value| !value.is_empty());
    Ok(value.map(|value| Secret::new(value.as_bytes().to_vec())))
}
