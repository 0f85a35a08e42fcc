//! Whether each profile gives a token: its key is there and can be used, and so is the token of one that has no key.

use mcp_token::client::Rank;
use mcp_token::file::is_pipe;
use mcp_token::fresh::Keys;
use mcp_token::profile::{Keeping, Key, Profile, Profiles};
use mcp_token::secret::{Source, Weakness, check};

use super::looks::{Looks, Seen};
use super::report::{Line, Mend};
use super::secrets::LOST;
use super::shell::{asking, with_path};
use crate::failure::{Code, Failure, Hint};
use crate::home::ProfileKeys;

/// What stands in the place of a look.
type Unseen = String;

pub(super) fn lines(profiles: &Profiles, looks: &Looks<'_>) -> Vec<Line> {
    profiles.good().map(|profile| line(&profile, looks)).collect()
}

fn line(profile: &Profile, looks: &Looks<'_>) -> Line {
    let subject = profile.name.as_str();
    let (mut seen, mut unseen) = (Vec::new(), Vec::new());
    if let Some(key) = &profile.key {
        match self::key(profile, key, looks) {
            Ok(None) => seen.push("key"),
            Ok(Some(why)) => unseen.push(format!("its key was not looked at: {why}")),
            Err(line) => return line,
        }
    }
    match token(profile, looks) {
        Ok(Seen::Value(_)) => seen.push("token"),
        Ok(Seen::Unseen(why)) => unseen.push(format!("its token was not looked at: {why}")),
        Ok(Seen::Nothing) => {}
        Err(line) => return line,
    }
    let seen = (!seen.is_empty()).then(|| format!("its {} can be read", seen.join(" and ")));
    let is_all = unseen.is_empty();
    let message = seen.into_iter().chain(unseen).collect::<Vec<_>>().join("; ");
    if is_all { Line::ok(subject, message) } else { Line::unused(subject, message) }
}

/// Whether the key can be used; why it was not looked at, if so.
fn key(profile: &Profile, key: &Key, looks: &Looks<'_>) -> Result<Option<Unseen>, Line> {
    let subject = profile.name.as_str();
    let usable = || match ProfileKeys::of(profile, looks.home) {
        Some(keys) => keys.signing_key().map(drop),
        None => Ok(()),
    };
    let wrong = |failure| unusable(subject, &key.source, failure, looks);
    match &key.source {
        Source::Kept(name) => {
            let lost =
                |failure: Failure| Line::of_failure(Rank::High, subject, failure.with_hint(None), LOST);
            let ring = looks.home.ring(name).map_err(lost)?;
            if ring.signing().is_none() {
                let message = format!("the secret `{name}` has no active version");
                let mend = Mend::Command(Hint::run(&format!("secret rotate {name} --now")));
                return Err(Line::wrong(Rank::High, "no_active_secret", subject, message, mend));
            }
            match looks.versions(name, &ring) {
                Ok(unseen) => Ok(unseen.map(str::to_owned)),
                Err((Rank::High, failure)) => Err(lost(failure)),
                Err((Rank::Warning, _)) => Ok(None),
            }
        }
        Source::Command(_) => Ok(Some("no program is run here".to_owned())),
        Source::Prompt => Ok(Some("nobody is asked here".to_owned())),
        Source::File(path) | Source::Dotenv { path, .. } if is_pipe(path) => {
            Ok(Some(format!("`{}` is a pipe", path.display())))
        }
        Source::File(_) | Source::Dotenv { .. } => usable().map(|()| None).map_err(wrong),
        // It is set where the profile is used, which need not be here.
        Source::Variable(name) if !looks.env.is_set(name) => {
            let message = format!("its key is in the variable `{name}`, which is not set here");
            let mend = match asking(name) {
                Some(command) => {
                    Mend::Needing { what: "enter the key, then Enter and Ctrl-D".to_owned(), command }
                }
                None => Mend::by_hand(format!("set `{name}`")),
            };
            Err(Line::wrong(Rank::Warning, "unset_variable", subject, message, mend))
        }
        Source::Variable(_) => usable().map(|()| None).map_err(wrong),
    }
}

/// What is told of a key that cannot be used.
fn unusable(subject: &str, source: &Source, failure: Failure, looks: &Looks<'_>) -> Line {
    let (is_of_a_file, line) = (failure.is_of_a_file(), failure.line);
    let told = if failure.code == Code::WEAK_SECRET {
        let hint = failure.hint.clone().and_then(|new| put_there(&new, source, looks));
        Line::of_failure(Rank::High, subject, failure.with_hint(hint), STRONG)
    } else {
        Line::of_failure(Rank::High, subject, failure, READABLE)
    };
    match source {
        Source::Dotenv { path, .. } | Source::File(path) if !is_of_a_file => told.in_file(path, line),
        _ => told,
    }
}

/// Puts a new secret where none is, or a placeholder; what others may sign with is somebody's to replace.
///
/// - `new`: what prints one.
fn put_there(new: &Hint, source: &Source, looks: &Looks<'_>) -> Option<Hint> {
    let (line, path) = match source {
        Source::Dotenv { path, variable } => (format!("{new} --var {variable} --env-file"), path),
        Source::File(path) => (format!("{new} >"), path),
        _ => return None,
    };
    let held = looks.home.fetch(source).ok()?;
    let may_go = matches!(check(&held, 0), Err(Weakness::Empty | Weakness::Published));
    with_path(path, |path| may_go.then(|| Hint::shell(&line, path)))
}

/// The kept token, which has to be there and to live where no key makes another.
fn token(profile: &Profile, looks: &Looks<'_>) -> Result<Seen, Line> {
    let (name, subject) = (&profile.name, profile.name.as_str());
    let is_made = profile.key.is_some();
    let store = |before: &str| Mend::Command(Hint::run(&format!("{before}store {name}")));
    let wrong = |code, message: String, mend| Line::wrong(Rank::High, code, subject, message, mend);
    match looks.token(profile) {
        Ok(Seen::Nothing) if !is_made && profile.token == Keeping::Nowhere => {
            let first = format!("profile set {name} --store {} && mcp-token ", looks.best_store());
            let message = "it has no key, and its token is kept nowhere".to_owned();
            Err(wrong("no_token", message, store(&first)))
        }
        Ok(Seen::Nothing) if !is_made => {
            let message = "no token is kept, and there is no key to make one".to_owned();
            Err(wrong("no_token", message, store("")))
        }
        Ok(Seen::Value(token)) if !is_made => match looks.expires_at(profile, &token) {
            Some(at) if at <= looks.env.now => {
                let ago = looks.env.now.since(at);
                let message = format!("its token expired {ago} ago, and there is no key to make another");
                Err(wrong("expired_token", message, store("")))
            }
            _ => Ok(Seen::Value(token)),
        },
        Ok(seen) => Ok(seen),
        // What can be made again is no loss.
        Err(failure) if is_made && failure.code == Code::DAMAGED => {
            let again = failure.with_hint(Hint::run(&format!("get {name}")));
            Err(Line::of_failure(Rank::Warning, subject, again, LOST_TOKEN))
        }
        // Another is kept in its place.
        Err(failure) if failure.code == Code::DAMAGED => {
            let another = failure.with_hint(Hint::run(&format!("store {name}")));
            Err(Line::of_failure(Rank::High, subject, another, LOST_TOKEN))
        }
        Err(failure) => Err(Line::of_failure(Rank::High, subject, failure, LOST_TOKEN)),
    }
}

const READABLE: &str = "what it names in its place, or another `--secret-from` for the profile";
const STRONG: &str = "another secret in its place, or another `--secret-from` for the profile";
const LOST_TOKEN: &str =
    "a copy of it back in its place, or `mcp-token remove` for its profile, which forgets it";
