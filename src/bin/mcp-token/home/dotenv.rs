//! The `.env` file that a kept secret lives in: what a rotation writes there, and takes out again.

use mcp_token::dotenv::Dotenv;
use mcp_token::file::Original;
use mcp_token::secret::Secret;
use mcp_token::secret::ring::{DotenvPlace, Kid};

use crate::failure::{Exit, Failure};

/// `VAR` becomes the new secret, `VAR_PREVIOUS` the old one. A secret that is none of the kept ones is not written over.
pub(super) fn write(
    place: &DotenvPlace,
    new: &Secret,
    old: &Secret,
    kept: &[(Kid, Secret)],
) -> Result<(), Failure> {
    let DotenvPlace { path, variable } = place;
    let about = |error| Failure::from(error).about(path.display());
    let changed = |message| Err(Failure::new(Exit::Error, "changed_meanwhile", message));
    let original = Original::open(path)?.ok_or_else(|| {
        Failure::usage(format!("the secret lives in {}, and that file is not there", path.display()))
    })?;
    let mut dotenv = Dotenv::parse(original.bytes().to_vec()).map_err(about)?;
    // The new one is there when a run was cut off after it wrote the file.
    let found = dotenv.value(variable).map_err(about)?;
    if found.is_some_and(|found| ![new, old].iter().any(|known| known.expose() == found.as_bytes())) {
        return changed(format!("`{variable}` in {} is another secret by now", path.display()));
    }
    let beside = previous(variable);
    let found = dotenv.value(&beside).map_err(about)?;
    if found.is_some_and(|found| !found.is_empty() && !is_one_of(kept, &found)) {
        return changed(format!("`{beside}` in {} holds a secret that is kept nowhere else", path.display()));
    }
    for (name, secret) in [(variable, new), (&beside, old)] {
        let text = std::str::from_utf8(secret.expose()).map_err(Failure::internal)?;
        dotenv.set(name, text).map_err(about)?;
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

/// Whether the variable held one of the secrets.
pub(super) fn take_out(
    place: &DotenvPlace,
    variable: &str,
    spent: &[(Kid, Secret)],
) -> Result<bool, Failure> {
    let about = |error| Failure::from(error).about(place.path.display());
    let Some(original) = Original::open(&place.path)? else { return Ok(false) };
    let mut dotenv = Dotenv::parse(original.bytes().to_vec()).map_err(about)?;
    let found = dotenv.value(variable).map_err(about)?;
    if !found.is_some_and(|found| is_one_of(spent, &found)) {
        return Ok(false);
    }
    dotenv.remove(variable).map_err(about)?;
    original.replace(dotenv.as_bytes())?;
    Ok(true)
}

/// The variable that the secret before is in.
pub(crate) fn previous(variable: &str) -> String {
    format!("{variable}_PREVIOUS")
}

fn is_one_of(secrets: &[(Kid, Secret)], text: &str) -> bool {
    secrets.iter().any(|(_, secret)| secret.expose() == text.as_bytes())
}
