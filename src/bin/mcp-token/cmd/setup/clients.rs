//! The MCP clients that `setup` connects: which are here, what will be done to each, and doing it.

use mcp_token::client::{Client, Mode, Outcome, Records};
use mcp_token::profile::Profile;

use crate::cmd::connect::{self, Done, Plan, is_here};
use crate::env::Env;
use crate::failure::{Code, Failure};
use crate::home::{Home, Told};

/// The clients that were found here and can be connected to the server of a profile; and why others cannot that could be, were
/// it not for their files.
pub(super) fn offered(profile: &Profile, home: &Home<'_>) -> (Vec<&'static Client>, Vec<Failure>) {
    let (mut offered, mut kept_out) = (Vec::new(), Vec::new());
    let records = match home.client_records_if_any() {
        Ok(records) => records,
        Err(failure) => return (offered, vec![failure.about("no client can be connected")]),
    };
    for client in Client::all().iter().filter(|client| client.is_edited() && is_here(client, home.env())) {
        match of_profile(client, profile, &records, home) {
            Ok(_) => offered.push(client),
            // Such a server is nothing for it, or nobody is there to ask.
            Err(failure) if [Code::USAGE, Code::NO_PROGRAM].contains(&failure.code) => {}
            Err(failure) => kept_out.push(failure.about(format!("{} cannot be connected", client.title))),
        }
    }
    (offered, kept_out)
}

/// What will be done to them. Writes nothing.
pub(super) fn plan(
    clients: &[&'static Client],
    profile: &Profile,
    home: &Home<'_>,
) -> Result<Vec<Told>, Failure> {
    if !clients.is_empty() && profile.url.is_none() {
        return Err(Failure::usage("`--client` connects a server behind a URL: `--url` is missing"));
    }
    let records = home.client_records_if_any()?;
    clients
        .iter()
        .map(|client| tell(&of_profile(client, profile, &records, home)?, profile, home.env()))
        .collect()
}

/// Connects them to a profile that is there; what was done, and how each failed that did.
pub(super) fn connect(
    clients: &[&'static Client],
    profile: &Profile,
    home: &Home<'_>,
) -> (Vec<Told>, Vec<Failure>) {
    let (mut told, mut failures) = (Vec::new(), Vec::new());
    if clients.is_empty() {
        return (told, failures);
    }
    let (_lock, records) = match connect::records(home, false) {
        Ok(ready) => ready,
        Err(failure) => return (told, vec![failure]),
    };
    for client in clients {
        let connected = of_profile(client, profile, &records, home).and_then(|plan| {
            let mut told = tell(&plan, profile, home.env())?;
            let (aside, home) = (plan.aside(&records)?, home.env().directories()?.home);
            plan.carry_out(&records)?;
            told.facts.extend(aside.map(|aside| aside.line(&home)).into_iter().chain(plan.refusal(&home)));
            Ok(told)
        });
        match connected {
            Ok(done) => told.push(done),
            Err(failure) => failures.push(failure.about(format!("{}, {}", client.name, profile.name))),
        }
    }
    (told, failures)
}

/// An entry has the name of the profile here: no hint names another.
fn of_profile(
    client: &'static Client,
    profile: &Profile,
    records: &Records,
    home: &Home<'_>,
) -> Result<Plan, Failure> {
    Plan::of_profile(client, profile, records, home).map_err(|failure| match failure.code {
        Code::USAGE | Code::NOT_CHANGED | Code::MIXED | Code::TAKEN => Failure { hint: None, ..failure },
        _ => failure,
    })
}

fn tell(plan: &Plan, profile: &Profile, env: &Env) -> Result<Told, Failure> {
    let directories = env.directories()?;
    let place = plan.place(&directories.home);
    let mode = plan.mode();
    let life = mode.and_then(|mode| connect::life(plan.client, mode, Some(profile)));
    let way = mode.map(|mode| format!(", {mode}"));
    let server = &plan.request.server;
    let done = match plan.done() {
        Done::Added => format!("new entry `{server}`"),
        Done::Changed => format!("changed entry `{server}`"),
        Done::Unchanged => format!("entry `{server}` stays"),
    };
    let mut facts = vec![
        done + &way.unwrap_or_default(),
        plan.through().map_or_else(|| format!("in {place}"), |through| format!("through {through}")),
    ];
    let name = &profile.name;
    facts.extend((mode == Some(Mode::Env)).then(|| format!("set `{}` where it starts", profile.variable)));
    facts.extend((mode == Some(Mode::Input)).then(|| format!("answer with `mcp-token get {name}`")));
    facts.extend(life.map(|life| format!("good for at most {life}")));
    facts.extend(match plan.outcome() {
        Outcome::KeptInPart => Some(format!("what it was before is kept {}", connect::WITHOUT_COMMENTS)),
        Outcome::Lost => Some("what it was before is not kept".to_owned()),
        _ => None,
    });
    let hidden = mode.and_then(|mode| connect::hidden_key(plan.client, mode, plan.request.scope, profile));
    facts.extend(hidden.map(|key| format!("it does not hand on `{key}`: no token will come")));
    let is_moved = matches!(mode, Some(Mode::Helper | Mode::Exec)) && env.is_set("MCP_TOKEN_HOME");
    facts.extend(is_moved.then(|| "it must have `MCP_TOKEN_HOME` in its environment".to_owned()));
    facts.extend(plan.layers(&directories));
    facts.extend(plan.client.restart.as_ref().map(|restart| format!("afterwards {restart}")));
    Ok(Told { subject: "client", name: plan.client.title.clone(), facts })
}
