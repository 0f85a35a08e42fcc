//! Entries that refer to what goes away, or never was.

use std::collections::BTreeSet;

use mcp_token::client::{Client, Mode, Platform, Program, Request};
use mcp_token::name::Name;

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

/// The clients that show a token of these profiles until somebody gives them another: it is in a variable, was asked for, or stands in
/// their file. What cannot be read is warned of.
pub(crate) fn clients_with_a_token(profiles: &[String], home: &Home<'_>, output: &Output) -> Vec<String> {
    let records = home.client_records_if_any().and_then(|records| Ok(records.all()?));
    let records = records.unwrap_or_else(|failure| {
        output.warn(&failure.to_string());
        Vec::new()
    });
    let (good, bad): (Vec<_>, Vec<_>) = records.into_iter().partition(Result::is_ok);
    bad.into_iter().filter_map(Result::err).for_each(|error| output.warn(&error.to_string()));
    let is_fetched = |request: &Request| {
        let profile = home.profiles().ok()?.profile(request.profile.as_ref()?).ok()??;
        let program = Program { path: String::new(), platform: Platform::HERE };
        let possible =
            request.connection(Some(&profile), program).ok()?.modes(Client::named(&request.client)?);
        let mode = request.mode.or(possible.first().copied())?;
        Some(matches!(mode, Mode::Helper | Mode::Exec))
    };
    let is_of_them = |name: &Name| profiles.iter().any(|profile| profile == name.as_str());
    let requests = good.into_iter().flatten().flat_map(|record| record.requests);
    let those = requests.filter(|request| request.profile.as_ref().is_some_and(is_of_them));
    let clients: BTreeSet<_> =
        those.filter(|one| is_fetched(one) == Some(false)).map(|one| one.client).collect();
    clients.into_iter().collect()
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
