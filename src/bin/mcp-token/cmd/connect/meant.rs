//! What a request for an entry means, with what its profile says now.

use mcp_token::client::{self, Client, Connection, Mode, Platform, Program, Request, Scope};
use mcp_token::fresh::Wanted;
use mcp_token::profile::Profile;
use mcp_token::secret::Secret;

use super::ask;
use crate::cmd::live;
use crate::env::Env;
use crate::failure::Failure;
use crate::home::Home;

/// What stands for the token in an entry that holds it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Literal {
    /// The token itself, which may have to be made and kept.
    Token,
    /// The one that stands there, where that is known to be it, else a word in its place: in a change that is only shown.
    Word,
}

/// What a request means, with what its profile says now.
pub(crate) struct Meant {
    pub(crate) client: &'static Client,
    pub(crate) profile: Option<Profile>,
    pub(crate) connection: Connection,
    /// The token, when that is to stand in the entry.
    pub(crate) token: Option<Secret>,
}

/// Finds out what a request means.
///
/// - `profile`: its profile, where that may not be written yet.
pub(crate) fn resolve(
    request: &Request,
    profile: Option<&Profile>,
    literal: Literal,
    home: &Home<'_>,
) -> Result<Meant, Failure> {
    let client = crate::args::client::named(&request.client)?;
    let profile = match (profile, &request.profile) {
        (Some(profile), _) => Some(profile.clone()),
        (None, Some(name)) => Some(home.profile(name)?),
        (None, None) => None,
    };
    let connection = request.connection(profile.as_ref(), program(request, home.env())?)?;
    let token = match (&profile, request.mode) {
        (Some(profile), Some(Mode::Inline)) => Some(match literal {
            Literal::Token => live::token(profile, Wanted::default(), home)?.token,
            Literal::Word => {
                let there = ask::entry_now(client, request)?;
                let there = there.map(|entry| client::literals(client, &entry)).unwrap_or_default();
                let known = live::known_among(there, profile, home)?;
                known.unwrap_or_else(|| Secret::new(b"TOKEN".to_vec()))
            }
        }),
        _ => None,
    };
    Ok(Meant { client, profile, connection, token })
}

/// How this program is named: by its path, but in a file that others share by its name.
fn program(request: &Request, env: &Env) -> Result<Program, Failure> {
    let path = match (request.scope, &request.path) {
        (Scope::Project, Some(_)) => "mcp-token".to_owned(),
        _ => env.this_program()?,
    };
    Ok(Program { path, platform: Platform::HERE })
}
