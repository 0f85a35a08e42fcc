//! The MCP clients that `setup` connects: which are here, what will be done to each, and doing it.

use mcp_token::client::{Client, Mode, Records};
use mcp_token::profile::Profile;

use crate::cmd::connect::{self, Done, Plan, is_here};
use crate::env::Env;
use crate::failure::Failure;
use crate::home::{Home, Told};
use crate::output::escape;

/// The clients that were found here and can be connected to the server of a profile; and why others cannot that could be, were
/// it not for their files.
pub(super) fn offered(profile: &Profile, home: &Home<'_>, env: &Env) -> (Vec<&'static Client>, Vec<Failure>) {
    let (mut offered, mut kept_out) = (Vec::new(), Vec::new());
    for client in Client::all().iter().filter(|client| client.is_edited() && is_here(client, env)) {
        match Plan::of_profile(client, profile, &Records::none(), home, env) {
            Ok(_) => offered.push(client),
            // Such a server is nothing for it, or nobody is there to ask.
            Err(failure) if ["usage", connect::NO_PROGRAM].contains(&failure.code) => {}
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
    env: &Env,
) -> Result<Vec<Told>, Failure> {
    if !clients.is_empty() && profile.url.is_none() {
        return Err(Failure::usage("`--client` connects a server behind a URL: `--url` is missing"));
    }
    let records = home.client_records_if_any()?;
    clients
        .iter()
        .map(|client| tell(&Plan::of_profile(client, profile, &records, home, env)?, profile, env))
        .collect()
}

/// Connects them to a profile that is there; what was done.
pub(super) fn connect(
    clients: &[&'static Client],
    profile: &Profile,
    home: &Home<'_>,
    env: &Env,
) -> Result<Vec<Told>, Failure> {
    if clients.is_empty() {
        return Ok(Vec::new());
    }
    let _lock = connect::lock(home)?;
    let records = home.client_records()?;
    let mut told = Vec::new();
    for client in clients {
        let plan = Plan::of_profile(client, profile, &records, home, env)?;
        told.push(tell(&plan, profile, env)?);
        plan.carry_out(&records)?;
    }
    Ok(told)
}

fn tell(plan: &Plan, profile: &Profile, env: &Env) -> Result<Told, Failure> {
    let place = escape::text(&plan.place(&env.directories()?.home)).into_owned();
    let mode = plan.entry.as_ref().and_then(|entry| entry.mode);
    let life = mode.and_then(|mode| connect::life(plan.client, mode, Some(profile)));
    let way = mode.map(|mode| format!(", {mode}"));
    let server = &plan.request.server;
    let done = match plan.done() {
        Done::Added | Done::Removed => format!("new entry `{server}`"),
        Done::Changed => format!("changed entry `{server}`"),
        Done::Unchanged | Done::Left => format!("entry `{server}` stays"),
    };
    let mut facts = vec![
        done + &way.unwrap_or_default(),
        plan.through().map_or_else(|| format!("in {place}"), |through| format!("through {through}")),
    ];
    let name = &profile.name;
    facts.extend((mode == Some(Mode::Input)).then(|| format!("answer with `mcp-token get {name}`")));
    facts.extend(life.map(|life| format!("good for at most {life}")));
    facts.extend(plan.loses.then(|| "what it was before is not kept".to_owned()));
    let hidden = connect::hidden_key(plan.client, plan.request.scope, profile);
    let hidden = hidden.filter(|_| mode == Some(Mode::Helper));
    facts.extend(hidden.map(|key| format!("it does not hand on `{key}`: no token will come")));
    facts.extend(plan.client.restart.as_ref().map(|restart| format!("afterwards {restart}")));
    Ok(Told { subject: "client", name: plan.client.title.clone(), facts })
}
