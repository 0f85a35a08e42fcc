//! Entries that refer to what goes away, or never was.

use std::path::Path;

use mcp_token::client::{Client, Directories, Request, Scope};

use crate::env::Env;
use crate::failure::{Failure, Hint};
use crate::home::Home;
use crate::output::Output;

/// Says which entries that were installed refer to what was forgotten, each with the command that takes it out.
pub(crate) fn warn_of_entries(
    refers: impl Fn(&Request) -> bool,
    home: &Home<'_>,
    env: &Env,
    output: &Output,
) -> Result<(), Failure> {
    let directories = env.directories()?;
    // A record that cannot be read is told by `client list`.
    let records = home.client_records_if_any()?.all()?.into_iter().flatten();
    for request in records.map(|record| record.request).filter(refers) {
        output.warn(&format!("a client still refers to it: {}", removal(&request, &directories)));
    }
    Ok(())
}

/// Says which secrets an entry hands on that are not kept: the server would not be started.
pub(crate) fn warn_of_missing_secrets(
    request: &Request,
    home: &Home<'_>,
    output: &Output,
) -> Result<(), Failure> {
    for (variable, name) in &request.secrets {
        if home.ring_if_any(name)?.is_none() {
            output.warn(&format!(
                "no secret `{name}` is kept, `{variable}` takes it: the server will not start"
            ));
        }
    }
    Ok(())
}

fn removal(request: &Request, directories: &Directories) -> Hint {
    let line = format!("client remove {} {}", request.client, request.server);
    let files = Client::named(&request.client).map(|client| client.files(request.scope, directories));
    let (files, path) = (files.unwrap_or_default(), request.path.as_deref().unwrap_or(Path::new("")));
    let is_of = |folder: &&Path| files.iter().any(|file| folder.join(file) == path);
    match path.ancestors().find(is_of).filter(|_| request.scope == Scope::Project) {
        Some(folder) => Hint::shell(&format!("mcp-token {line} --project"), folder),
        None => Hint::run(&line),
    }
}
