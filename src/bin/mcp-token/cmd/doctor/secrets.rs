//! The age of kept secrets, and the .env files that secrets come from.

use std::collections::BTreeSet;
use std::path::Path;

use mcp_token::clock::Span;
use mcp_token::file::{Tracking, tracking};
use mcp_token::name::Name;
use mcp_token::secret::Source;
use mcp_token::secret::ring::State;

use super::report::{Line, Rank};
use crate::env::Env;
use crate::failure::{Failure, Hint};
use crate::home::Home;

pub(super) fn lines(home: &Home<'_>, env: &Env) -> Result<Vec<Line>, Failure> {
    let mut lines = Vec::new();
    for name in home.secret_names()? {
        lines.push(match home.ring(&name) {
            Ok(ring) => {
                let waits = ring.versions().iter().any(|version| version.state == State::Next);
                age(&name, ring.age(env.now), waits)
            }
            Err(failure) => Line::of_failure(Rank::High, name.as_str(), failure),
        });
    }
    let profiles = home.profiles()?;
    let mut files = BTreeSet::new();
    for name in profiles.names() {
        let key = profiles.profile(&name).ok().flatten().and_then(|profile| profile.key);
        if let Some(Source::Dotenv { path, .. }) = key.map(|key| key.source) {
            files.insert(path);
        }
    }
    lines.extend(files.iter().map(|path| dotenv(path, env)));
    Ok(lines)
}

fn age(name: &Name, age: Option<Span>, next_waits: bool) -> Line {
    let subject = name.as_str();
    match age {
        None => Line::new(Rank::Warning, "no_active_secret", subject, "no version is active")
            .mended_by(Some(Hint::run(&format!("secret rotate {name}")))),
        Some(age) if age > OLD && next_waits => {
            Line::new(Rank::Warning, "old_secret", subject, &format!("{age} old, and the next one waits"))
                .mended_by(Some(Hint::run(&format!("secret rotate {name} --activate"))))
        }
        Some(age) if age > OLD => Line::new(Rank::Warning, "old_secret", subject, &format!("{age} old"))
            .mended_by(Some(Hint::run(&format!("secret rotate {name}")))),
        Some(age) => Line::ok(subject, &format!("{age} old")),
    }
}

/// A secret in a file that git carries away is a published secret.
fn dotenv(path: &Path, env: &Env) -> Line {
    let subject = path.display().to_string();
    match tracking(path, env.program("git").as_deref()) {
        Ok(Tracking::NoRepository | Tracking::Ignored) => Line::ok(&subject, "not tracked by git"),
        Ok(Tracking::Tracked) => {
            Line::new(Rank::High, "env_tracked", &subject, "tracked by git: the secret in it is published")
                .mended_by(in_its_directory(path, "git", "rm --cached --"))
        }
        Ok(Tracking::NotIgnored) => {
            Line::new(Rank::Warning, "env_not_ignored", &subject, "not ignored by git, which would take it")
                .mended_by(ignored(path))
        }
        Err(error) => Line::of_failure(Rank::Warning, &subject, error.into()),
    }
}

fn in_its_directory(path: &Path, program: &str, arguments: &str) -> Option<Hint> {
    let (folder, name) = (path.parent()?, path.file_name()?);
    let there = Hint::shell(&format!("{program} -C"), folder).to_string();
    Some(Hint::shell(&format!("{there} {arguments}"), Path::new(name)))
}

fn ignored(path: &Path) -> Option<Hint> {
    let (folder, name) = (path.parent()?, path.file_name()?);
    let line = Hint::shell("echo", &Path::new("/").join(name)).to_string();
    Some(Hint::shell(&format!("{line} >>"), &folder.join(".gitignore")))
}

/// The age from which on a secret should be replaced.
const OLD: Span = Span::from_days(90);
