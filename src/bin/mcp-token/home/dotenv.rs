//! The `.env` file that a kept secret lives in: what a rotation writes there, and takes out again.

use std::path::Path;

use mcp_token::dotenv::{Dotenv, DotenvError};
use mcp_token::file::{self, Original, Tracking};
use mcp_token::name::Name;
use mcp_token::secret::ring::{DotenvPlace, Kid};
use mcp_token::secret::{self, Secret, Weakness};

use super::fetch::LIMIT;
use crate::env::Env;
use crate::failure::{Exit, Failure, Hint};
use crate::output::{Output, escape};

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
        Failure::usage(format!("the secret lives in {}, and that file is not there", path.display()))
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
        return Err(Failure::new(Exit::Error, "changed_meanwhile", message));
    }
    Ok((original, dotenv))
}

/// `VAR` becomes the new secret, `VAR_PREVIOUS` the old one.
pub(super) fn write(
    (original, mut dotenv): (Original, Dotenv),
    DotenvPlace { path, variable }: &DotenvPlace,
    new: &Secret,
    old: &Secret,
) -> Result<(), Failure> {
    for (name, secret) in [(variable, new), (&previous(variable), old)] {
        let text = std::str::from_utf8(secret.expose()).map_err(Failure::internal)?;
        dotenv.set(name, text).map_err(|error| Failure::from(error).about(path.display()))?;
    }
    Ok(original.replace(dotenv.as_bytes())?)
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
        Failure::new(Exit::Usage, "dotenv", message)
    })
}

/// Takes the variable out when it holds a spent secret. Whose it was.
pub(super) fn take_out(
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
    Failure::new(Exit::Error, "changed_meanwhile", message).with_hint(import(name, path, variable))
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
            Err(Failure::new(Exit::Unsafe, "tracked_by_git", message)
                .with_hint(Hint::shell("git rm --cached --", path)))
        }
        Tracking::NotIgnored => {
            let shown = path.display().to_string();
            output.warn(&format!("git does not ignore {}: add it to .gitignore", escape::text(&shown)));
            Ok(())
        }
        Tracking::Ignored | Tracking::NoRepository => Ok(()),
    }
}

/// An empty value is none.
fn held(dotenv: &Dotenv, variable: &str) -> Result<Option<Secret>, DotenvError> {
    let value = dotenv.value(variable)?.filter(|value| !value.is_empty());
    Ok(value.map(|value| Secret::new(value.as_bytes().to_vec())))
}
