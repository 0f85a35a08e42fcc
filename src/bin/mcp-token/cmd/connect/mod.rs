//! Connects a client: what `client install` and `setup` do, told before it is done.

mod around;
mod ask;
mod readers;
mod referring;

use std::path::{Path, PathBuf};

use mcp_token::client::{
    self, Change, Client, Connection, Entry, Mode, Platform, Program, Records, Request, Scope,
};
use mcp_token::clock::Span;
use mcp_token::file::{self, Lock};
use mcp_token::fresh::Wanted;
use mcp_token::name::Name;
use mcp_token::profile::Profile;
use mcp_token::secret::{Secret, Source};

pub(crate) use self::around::is_here;
use self::ask::Ask;
pub(crate) use self::ask::NO_PROGRAM;
use self::readers::{mode_for_all, refuse_to_take_a_helper};
pub(crate) use self::referring::{warn_of_entries, warn_of_missing_secrets};
use crate::args::client::PlaceArgs;
use crate::cmd::live;
use crate::env::Env;
use crate::failure::Failure;
use crate::home::Home;
use crate::output::{Output, escape, human};

/// An entry that is to be put into a client's file, or taken out of it.
pub(crate) struct Plan {
    pub(crate) client: &'static Client,
    pub(crate) request: Request,
    /// What is put there; none when it is taken out.
    pub(crate) entry: Option<Entry>,
    /// Whether an entry of somebody else goes that is not put back.
    pub(crate) loses: bool,
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
    /// It was taken out.
    Removed,
    /// It was looked at by nobody: it holds a secret that is kept nowhere else.
    Left,
}

/// What stands for the token in an entry that holds it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Literal {
    /// The token itself, which may have to be made and kept.
    Token,
    /// A word in its place, in a change that is only shown.
    Word,
}

/// The connection that a request means, and the token when that is to stand in it.
pub(crate) fn resolve(
    request: &Request,
    literal: Literal,
    home: &Home<'_>,
    env: &Env,
) -> Result<(&'static Client, Connection, Option<Secret>), Failure> {
    let client = crate::args::client::named(&request.client)?;
    let profile = request.profile.as_ref().map(|name| home.profile(Some(name))).transpose()?;
    let connection = request.connection(profile.as_ref(), program(request, env)?)?;
    let token = match (&profile, request.mode) {
        (Some(profile), Some(Mode::Inline)) => Some(match literal {
            Literal::Token => live::token(profile, Wanted::default(), home, env)?.token,
            Literal::Word => Secret::new(b"TOKEN".to_vec()),
        }),
        _ => None,
    };
    Ok((client, connection, token))
}

/// Lets one run at a time read and change the files of clients, and what is remembered of them. One for all files: what is
/// remembered of one is spread over several of ours, and links may lead two names to one.
pub(crate) fn lock(home: &Home<'_>) -> Result<Lock, Failure> {
    home.lock("clients")
}

/// Says what an entry does not know and its helper would need.
pub(crate) fn warn_of_a_moved_home(mode: Option<Mode>, env: &Env, output: &Output) {
    if matches!(mode, Some(Mode::Helper | Mode::Exec)) && env.is_set("MCP_TOKEN_HOME") {
        output
            .warn("the entry does not know of `MCP_TOKEN_HOME`: the client must have it in its environment");
    }
}

/// The variable with a profile's key, when a client keeps it from the command that it fetches header fields by.
pub(crate) fn hidden_key<'p>(client: &Client, scope: Scope, profile: &'p Profile) -> Option<&'p str> {
    match &profile.key.as_ref()?.source {
        Source::Variable(variable) if client.hides_from_its_helper(variable, scope) => Some(variable),
        _ => None,
    }
}

/// What keeps the key of a profile where every command finds it, in a shell that has it in a variable.
pub(crate) fn kept_key(profile: &Name, variable: &str) -> String {
    format!(
        "printenv {variable} | mcp-token secret set {profile} --store file --secret-file - && \
         mcp-token profile set {profile} --secret-from name:{profile}"
    )
}

/// How long a token lives that a client takes when it starts, or once, and not at each connect.
pub(crate) fn life(client: &Client, mode: Mode, profile: Option<&Profile>) -> Option<Span> {
    let is_at_each_connect =
        mode == Mode::Helper && client.remote.as_ref().is_some_and(|remote| remote.helper.is_some());
    let made =
        profile.filter(|profile| profile.key.is_some() && !is_at_each_connect && client.script.is_none());
    made.map(|profile| profile.ttl)
}

/// How this program is named: by its path, but in a file that others share by its name.
fn program(request: &Request, env: &Env) -> Result<Program, Failure> {
    let path = match (request.scope, &request.path) {
        (Scope::Project, Some(_)) => "mcp-token".to_owned(),
        _ => env.this_program()?,
    };
    Ok(Program { path, platform: Platform::HERE })
}

/// Nothing outside of a project is changed for it.
fn refuse_to_leave(client: &Client, request: &Request, env: &Env) -> Result<(), Failure> {
    let path = request.path.as_deref().filter(|_| request.scope == Scope::Project);
    let Some(path) = path else { return Ok(()) };
    let folder = client.project_of(path, &env.directories()?);
    Ok(folder.map_or(Ok(()), |folder| file::refuse_to_leave(path, &folder))?)
}

impl Plan {
    /// Puts the entry of a request there.
    pub(crate) fn install(
        request: Request,
        literal: Literal,
        home: &Home<'_>,
        records: &Records,
        env: &Env,
    ) -> Result<Self, Failure> {
        let (client, connection, token) = resolve(&request, literal, home, env)?;
        let mode = mode_for_all(client, &connection, &request, records, home, env)?;
        let entry = Entry::new(client, &connection, mode, token.as_ref())?;
        Self::put(client, request, entry, records, env)
    }

    /// Puts the entry of a profile there that may not be written yet, for all projects of the user.
    pub(crate) fn of_profile(
        client: &'static Client,
        profile: &Profile,
        records: &Records,
        home: &Home<'_>,
        env: &Env,
    ) -> Result<Self, Failure> {
        let place = PlaceArgs { scope: Some(Scope::User), project: None };
        let path = place.file(client, &env.directories()?)?;
        let name = profile.name.clone();
        let request =
            Request { profile: Some(name.clone()), ..Request::of_entry(client, Scope::User, path, name) };
        let connection = request.connection(Some(profile), program(&request, env)?)?;
        let mode = mode_for_all(client, &connection, &request, records, home, env)?;
        let entry = Entry::new(client, &connection, mode, None)?;
        let plan = Self::put(client, request, entry, records, env)?;
        if let Way::Ask(ask) = &plan.way {
            ask.refuse_without_a_client()?;
        }
        Ok(plan)
    }

    fn put(
        client: &'static Client,
        request: Request,
        entry: Entry,
        records: &Records,
        env: &Env,
    ) -> Result<Self, Failure> {
        refuse_to_leave(client, &request, env)?;
        refuse_to_take_a_helper(client, &request, &entry, env)?;
        // No argument of a program holds a secret.
        let is_secret = entry.mode == Some(Mode::Inline)
            || request.holds_a_secret()
            || client::holds_a_secret(client, &entry.value);
        let own = client.own.as_ref().filter(|_| request.scope == Scope::User && !is_secret);
        let way = match own {
            // What is there would have to go first, and be lost when nothing comes in its place: we replace it in one step.
            Some(own) if ask::entry_now(client, &request)?.is_none() => {
                Way::Ask(Box::new(Ask::add(client, own, &request, &entry, env)?))
            }
            _ => {
                let git = env.program("git");
                Way::Edit(Box::new(Change::install(client, &request, &entry, records, git.as_deref())?))
            }
        };
        let loses = matches!(&way, Way::Edit(change) if change.loses_an_entry());
        Ok(Self { client, request, entry: Some(entry), loses, way })
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
        let is_the_client_s = records.find(&request)?.is_some_and(|known| known.left.is_none())
            && ask::entry_now(client, &request)?.is_some();
        let way = match &client.own {
            Some(own) if is_the_client_s => Way::Ask(Box::new(Ask::remove(client, own, &request, env)?)),
            _ => Way::Edit(Box::new(Change::remove(client, &request, records)?)),
        };
        Ok(Self { client, request, entry: None, loses: false, way })
    }

    /// What it comes to.
    pub(crate) fn done(&self) -> Done {
        match &self.way {
            _ if self.entry.is_none() => Done::Removed,
            Way::Edit(change) if change.is_nothing() => Done::Unchanged,
            Way::Edit(change) if change.replaces() => Done::Changed,
            Way::Edit(_) | Way::Ask(_) => Done::Added,
        }
    }

    /// Whether somebody's own entry of that name is put back.
    pub(crate) fn puts_back(&self) -> bool {
        matches!(&self.way, Way::Edit(change) if self.entry.is_none() && change.leaves_an_entry())
    }

    /// Whether nothing of ours was there any more.
    pub(crate) fn was_gone(&self) -> bool {
        matches!(&self.way, Way::Edit(change) if change.was_gone())
    }

    /// Whether an entry is taken out that somebody else has put there.
    pub(crate) fn is_of_others(&self) -> bool {
        matches!(&self.way, Way::Edit(change) if !change.is_ours())
    }

    /// Where a copy of the file will lie then; none when it holds a token.
    pub(crate) fn copy(&self, records: &Records) -> Result<Option<PathBuf>, Failure> {
        match &self.way {
            Way::Edit(change) => Ok(change.copy(records)?),
            Way::Ask(_) => Ok(None),
        }
    }

    /// What changes, for somebody to look at: lines of a file, or commands.
    pub(crate) fn preview(&self) -> String {
        match &self.way {
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
                    escape::lines(&change.diff())
                )
            }
            Way::Ask(ask) => ask.line() + "\n",
        }
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
    pub(crate) fn carry_out(self, records: &Records) -> Result<(), Failure> {
        match self.way {
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
                    Some(_) => Ok(client::remember(&self.request, records)?),
                    None => Ok(client::forget(&self.request, records)?),
                }
            }
        }
    }
}
