//! The MCP clients that `setup` connects. None yet: nothing is offered, and nothing can be named.

use mcp_token::profile::Profile;

use crate::failure::Failure;

/// The clients that were found here: the name of each on the command line, and for people.
pub(super) fn offered() -> Vec<(&'static str, &'static str)> {
    Vec::new()
}

/// Refuses a client that cannot be connected.
pub(super) fn refuse_unknown(names: &[String]) -> Result<(), Failure> {
    match names.iter().find(|name| !offered().iter().any(|(known, _)| known == name)) {
        Some(_) => Err(Failure::usage("`--client`: no client can be connected yet")),
        None => Ok(()),
    }
}

/// Connects clients to a profile that is there; what was done, one line for each.
pub(super) fn connect(names: &[String], _profile: &Profile) -> Result<Vec<String>, Failure> {
    refuse_unknown(names)?;
    Ok(Vec::new())
}
