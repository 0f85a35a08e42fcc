//! Entries that refer to what goes away, or never was.

use mcp_token::client::Request;

use super::told::removal;
use crate::failure::Failure;
use crate::home::Home;
use crate::output::Output;

/// Says which entries that were installed refer to what was forgotten, each with the command that takes it out.
pub(crate) fn warn_of_entries(
    refers: impl Fn(&Request) -> bool,
    home: &Home<'_>,
    output: &Output,
) -> Result<(), Failure> {
    let directories = home.env().directories()?;
    // A record that cannot be read is told by `client list`.
    let records = home.client_records_if_any()?.all()?.into_iter().flatten();
    for request in records.flat_map(|record| record.requests).filter(refers) {
        output.warn(&format!("a client still refers to it: {}", removal(&request, &directories)));
    }
    Ok(())
}

/// Says which secrets an entry hands on that are not kept: the server would not be started. What cannot be read may be kept.
pub(crate) fn warn_of_missing_secrets(request: &Request, home: &Home<'_>, output: &Output) {
    for (variable, name) in &request.secrets {
        if matches!(home.ring_if_any(name), Ok(None)) {
            output.warn(&format!(
                "no secret `{name}` is kept, `{variable}` takes it: the server will not start"
            ));
        }
    }
}
