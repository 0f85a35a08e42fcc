//! An entry in a client's file: put there or taken out, told before that is done. For every command that has to do with one.

mod around;
mod ask;
mod meant;
mod outside;
mod put;
mod readers;
mod referring;
mod told;

use std::path::Path;

use mcp_token::client::{
    self, Change, Client, Copied, Entry, Layered, Mode, Outcome, Records, Request, Scope,
};
use mcp_token::file::{self, Lock};
use mcp_token::profile::Profile;

pub(crate) use self::around::is_here;
use self::ask::Ask;
pub(crate) use self::meant::{Literal, Meant, resolve};
pub(crate) use self::outside::Referred;
pub(crate) use self::readers::of_name;
use self::readers::{free_name, mode_for_all, refuse_to_lose, refuse_to_mix, refuse_to_take_a_helper};
pub(crate) use self::referring::{clients_with_a_token, warn_of_entries, warn_of_missing_secrets};
pub(crate) use self::told::{
    Aside, WITHOUT_COMMENTS, hidden_key, kept_key, life, removal, warn_of_a_loss, warn_of_a_moved_home,
};
use crate::args::client::PlaceArgs;
use crate::env::Env;
use crate::failure::{Code, Failure};
use crate::home::Home;
use crate::output::{escape, human};

/// An entry that is to be put into a client's file, or taken out of it.
pub(crate) struct Plan {
    pub(crate) client: &'static Client,
    pub(crate) request: Request,
    /// The profile whose token it comes by, when one is put there.
    pub(crate) profile: Option<Profile>,
    /// What is put there; none when it is taken out.
    pub(crate) entry: Option<Entry>,
    /// The other files of the client that count beside that entry.
    layers: Vec<Layered>,
    way: Way,
}

enum Way {
    /// The file is edited.
    Edit(Box<Change>),
    /// The client is asked to change its own file.
    Ask(Box<Ask>),
}

/// What was done, or would be.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum Done {
    /// A new entry.
    Added,
    /// Another entry of that name was there.
    Changed,
    /// It was there already.
    Unchanged,
}

/// What is remembered of the entries, for one run at a time that reads and changes the files of clients: all that is remembered of
/// one is spread over several of ours, and links may lead two names to one. A run that only shows what it would do locks nothing, and
/// makes nothing.
pub(crate) fn records(home: &Home<'_>, dry_run: bool) -> Result<(Option<Lock>, Records), Failure> {
    if dry_run {
        return Ok((None, home.client_records_if_any()?));
    }
    let lock = home.lock("clients")?;
    Ok((Some(lock), home.client_records()?))
}

/// Nothing outside of a project is changed for it.
fn refuse_to_leave(client: &Client, request: &Request, env: &Env) -> Result<(), Failure> {
    let path = request.path.as_deref().filter(|_| request.scope == Scope::Project);
    let Some(path) = path else { return Ok(()) };
    let folder = client.project_of(path, &env.directories()?).filter(|folder| folder.is_dir());
    Ok(folder.map_or(Ok(()), |folder| file::refuse_to_leave(path, &folder))?)
}

impl Plan {
    /// Puts the entry of a request there.
    pub(crate) fn install(
        request: Request,
        literal: Literal,
        home: &Home<'_>,
        records: &Records,
    ) -> Result<Self, Failure> {
        let meant = resolve(&request, None, literal, home)?;
        Self::put(request, meant, home, records)
    }

    /// Puts the entry of a profile there that may not be written yet, for all projects of the user.
    pub(crate) fn of_profile(
        client: &'static Client,
        profile: &Profile,
        records: &Records,
        home: &Home<'_>,
    ) -> Result<Self, Failure> {
        let place = PlaceArgs { scope: Some(Scope::User), project: None };
        let path = place.file(client, &home.env().directories()?)?;
        let named = |server| {
            let named = Request::of_entry(client, Scope::User, path.clone(), server);
            Request { profile: Some(profile.name.clone()), ..named }
        };
        let put = |server| {
            let request = named(server);
            let meant = resolve(&request, Some(profile), Literal::Word, home)?;
            Self::put(request, meant, home, records)
        };
        let own = client.name_for(&profile.name);
        let plan = put(own.clone());
        let other = match plan.as_ref().map_err(|failure| failure.code) {
            Err(Code::MIXED) => client.other_name(&profile.name),
            Err(Code::TAKEN) => free_name(client, &named(own), records),
            _ => None,
        };
        let plan = other.map_or(plan, put)?;
        plan.refuse_without_a_client()?;
        Ok(plan)
    }

    /// Refuses to begin with what a client is asked for that is not there.
    pub(crate) fn refuse_without_a_client(&self) -> Result<(), Failure> {
        match &self.way {
            Way::Edit(_) => Ok(()),
            Way::Ask(ask) => ask.refuse_without_a_client(),
        }
    }

    fn put(request: Request, meant: Meant, home: &Home<'_>, records: &Records) -> Result<Self, Failure> {
        let Meant { client, profile, connection, token } = meant;
        let env = home.env();
        let mode = mode_for_all(client, &connection, &request, records, home)?;
        let entry = Entry::new(client, &connection, mode, token.as_ref());
        let entry = entry.map_err(|error| of_name(error, client, &request))?;
        refuse_to_leave(client, &request, env)?;
        let layers = client.layered(&request, &entry.value, &env.directories()?);
        refuse_to_mix(client, &request, &layers, env)?;
        refuse_to_take_a_helper(client, &request, &entry, env)?;
        // No argument of a program holds a secret.
        let is_asked = request.scope == Scope::User && !entry.holds_a_secret(client, &request);
        let own = client.own.as_ref().filter(|_| is_asked);
        let way = match own {
            // What is there would have to go first, and be lost when nothing comes in its place: we replace it in one step.
            Some(own) if ask::entry_now(client, &request)?.is_none() => {
                Way::Ask(Box::new(Ask::add(client, own, &request, &entry, env)?))
            }
            _ => {
                let change = put::install(client, &connection, &request, &entry, records, env)?;
                refuse_to_lose(client, &request, &entry, &change, records, env)?;
                Way::Edit(Box::new(change))
            }
        };
        Ok(Self { client, request, profile, entry: Some(entry), layers, way })
    }

    /// Takes the entry of that name out.
    pub(crate) fn remove(
        client: &'static Client,
        request: Request,
        records: &Records,
        env: &Env,
    ) -> Result<Self, Failure> {
        refuse_to_leave(client, &request, env)?;
        // What we have written ourselves we take out ourselves.
        let known = records.find(&request).ok().flatten().filter(|known| known.by_client);
        let is_the_client_s = ask::entry_now(client, &request)?
            .is_some_and(|entry| known.is_some_and(|known| known.is_of(&entry)));
        let way = match &client.own {
            Some(own) if is_the_client_s => Way::Ask(Box::new(Ask::remove(client, own, &request, env)?)),
            _ => Way::Edit(Box::new(Change::remove(client, &request, records)?)),
        };
        Ok(Self { client, request, profile: None, entry: None, layers: Vec::new(), way })
    }

    /// Whether a secret was asked for that stands in the entry.
    pub(crate) fn holds_a_literal(&self) -> bool {
        self.entry.as_ref().is_some_and(|entry| entry.holds_a_literal(self.client, &self.request))
    }

    /// How the entry comes by the token.
    pub(crate) fn mode(&self) -> Option<Mode> {
        self.entry.as_ref().and_then(|entry| entry.mode)
    }

    /// What becomes of the entry.
    pub(crate) fn outcome(&self) -> Outcome {
        match (&self.way, &self.entry) {
            (Way::Edit(change), _) => change.outcome(),
            (Way::Ask(_), Some(_)) => Outcome::Added,
            (Way::Ask(_), None) => Outcome::Removed,
        }
    }

    /// Whether something of somebody goes of which nothing is kept.
    pub(crate) fn loses(&self) -> bool {
        matches!(&self.way, Way::Edit(change) if change.loses())
    }

    /// Whether what of somebody goes is kept; none where nothing of somebody goes.
    pub(crate) fn keeps(&self, records: &Records) -> Result<Option<bool>, Failure> {
        let goes = match &self.way {
            Way::Edit(change) => {
                change.takes_more()
                    || matches!(change.outcome(), Outcome::Kept | Outcome::KeptInPart | Outcome::Lost)
            }
            Way::Ask(_) => records.copy_of_replaced(&self.request)?.is_some(),
        };
        Ok(goes.then(|| !self.loses()))
    }

    /// What of somebody goes, and does not come back.
    pub(crate) fn aside(&self, records: &Records) -> Result<Option<Aside>, Failure> {
        let new = |copied, copy| Aside::new(&self.request.server, copied, copy);
        Ok(match &self.way {
            Way::Edit(change) if change.takes_more() => Some(new(change.copied(), change.copy(records)?)),
            Way::Edit(_) => None,
            Way::Ask(_) => {
                let copy = records.copy_of_replaced(&self.request)?;
                copy.map(|copy| new(Some(Copied::Replaced), Some(copy)))
            }
        })
    }

    /// What it comes to, when an entry is put there.
    pub(crate) fn done(&self) -> Done {
        match self.outcome() {
            Outcome::Added => Done::Added,
            Outcome::Unchanged => Done::Unchanged,
            _ => Done::Changed,
        }
    }

    /// What changes, for somebody to look at: lines of a file, or commands.
    pub(crate) fn preview(&self) -> Result<String, Failure> {
        Ok(match &self.way {
            Way::Edit(change) if change.is_nothing() => String::new(),
            Way::Edit(change) => {
                let whole = match (change.is_new(), change.is_gone()) {
                    (true, _) => " (new)",
                    (_, true) => " (goes away)",
                    _ => "",
                };
                format!(
                    "{}{whole}\n{}",
                    escape::text(&change.path().to_string_lossy()),
                    escape::lines(&change.diff(self.client)?)
                )
            }
            Way::Ask(ask) => ask.line() + "\n",
        })
    }

    /// The file that the entry goes into.
    pub(crate) fn place(&self, home: &Path) -> String {
        self.request.path.as_deref().map(|path| human::place(path, home)).unwrap_or_default()
    }

    /// The command through which it goes there, when the client is asked.
    pub(crate) fn through(&self) -> Option<String> {
        match &self.way {
            Way::Edit(_) => None,
            Way::Ask(ask) => Some(ask.title()),
        }
    }

    /// Does it.
    pub(crate) fn carry_out(&self, records: &Records) -> Result<(), Failure> {
        match &self.way {
            Way::Edit(change) => Ok(change.carry_out(records)?),
            Way::Ask(ask) => {
                ask.run(|| {
                    let now = ask::entry_now(self.client, &self.request)?;
                    Ok(match (&self.entry, &now) {
                        (Some(entry), Some(now)) => entry.is_in(self.client, now),
                        (entry, now) => entry.is_none() && now.is_none(),
                    })
                })?;
                match &self.entry {
                    Some(entry) => Ok(client::remember(self.client, &self.request, entry, records)?),
                    None => Ok(client::forget(&self.request, records)?),
                }
            }
        }
    }
}
