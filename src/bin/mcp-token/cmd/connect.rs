//! Connects a client: what `client install` and `setup` do, told before it is done.

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::Duration;

use mcp_token::client::{
    self, Change, Client, ClientError, Connection, Directories, Entry, Mode, Platform, Program, Records,
    Request, Scope, Surroundings,
};
use mcp_token::fresh::Wanted;
use mcp_token::profile::Profile;
use mcp_token::secret::Secret;
use process_control::{ChildExt, Control};

use crate::args::client::{PlaceArgs, ScopeArg};
use crate::cmd::live;
use crate::env::{Env, is_program};
use crate::failure::{Exit, Failure, Hint};
use crate::home::Home;
use crate::output::escape;

/// An entry that is to be put into a client's file, or taken out of it.
pub(crate) struct Plan {
    pub(crate) client: &'static Client,
    pub(crate) request: Request,
    /// What is put there; none when it is taken out.
    pub(crate) entry: Option<Entry>,
    way: Way,
}

enum Way {
    /// The file is edited.
    Edit(Box<Change>),
    /// The client is asked to change its own file.
    Ask(Ask),
}

/// The commands of a client for its own file.
struct Ask {
    program: Option<PathBuf>,
    /// One after the other.
    commands: Vec<Vec<String>>,
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
}

/// The connection that a request means, and the token when that is to stand in it.
pub(crate) fn resolve(
    request: &Request,
    home: &Home<'_>,
    env: &Env,
) -> Result<(&'static Client, Connection, Option<Secret>), Failure> {
    let client = crate::args::client::named(&request.client)?;
    let profile = request.profile.as_ref().map(|name| home.profile(Some(name))).transpose()?;
    let connection = request.connection(profile.as_ref(), program(request, env)?)?;
    let token = match (&profile, request.mode) {
        (Some(profile), Some(Mode::Inline)) => {
            Some(live::token(profile, Wanted::default(), home, env)?.token)
        }
        _ => None,
    };
    Ok((client, connection, token))
}

/// How this program is named: by its path, but in a file that others share by its name.
fn program(request: &Request, env: &Env) -> Result<Program, Failure> {
    let path = match (request.scope, &request.path) {
        (Scope::Project, Some(_)) => "mcp-token".to_owned(),
        _ => env.this_program()?,
    };
    Ok(Program { path, platform: Platform::HERE })
}

impl Plan {
    /// Puts the entry of a request there.
    pub(crate) fn install(
        request: Request,
        home: &Home<'_>,
        records: &Records,
        env: &Env,
    ) -> Result<Self, Failure> {
        let (client, connection, token) = resolve(&request, home, env)?;
        let entry = Entry::new(client, &connection, request.mode, token.as_ref())?;
        Self::put(client, request, entry, records, env)
    }

    /// Puts the entry of a profile there that may not be written yet, for all projects of the user.
    pub(crate) fn of_profile(
        client: &'static Client,
        profile: &Profile,
        records: &Records,
        env: &Env,
    ) -> Result<Self, Failure> {
        let place = PlaceArgs { scope: Some(ScopeArg::User), project: None };
        let path = place.file(client, &env.directories()?)?;
        let name = profile.name.clone();
        let request =
            Request { profile: Some(name.clone()), ..Request::of_entry(client, Scope::User, path, name) };
        let connection = request.connection(Some(profile), program(&request, env)?)?;
        let entry = Entry::new(client, &connection, None, None)?;
        let plan = Self::put(client, request, entry, records, env)?;
        match &plan.way {
            Way::Ask(ask) if ask.program.is_none() && !ask.commands.is_empty() => Err(Ask::nobody(client)),
            _ => Ok(plan),
        }
    }

    fn put(
        client: &'static Client,
        request: Request,
        entry: Entry,
        records: &Records,
        env: &Env,
    ) -> Result<Self, Failure> {
        let way = match &client.own {
            Some(own) if request.scope == Scope::User && entry.mode != Some(Mode::Inline) => {
                let json = entry.value.to_json_line();
                let old = old_entry(client, &request)?;
                let commands = match old {
                    Some(old) if old == entry.value => Vec::new(),
                    Some(_) => vec![filled(&own.remove, &request, &json), filled(&own.add, &request, &json)],
                    None => vec![filled(&own.add, &request, &json)],
                };
                Way::Ask(Ask::new(client, commands, env))
            }
            _ => {
                let git = env.program("git");
                Way::Edit(Box::new(Change::install(client, &request, &entry, records, git.as_deref())?))
            }
        };
        Ok(Self { client, request, entry: Some(entry), way })
    }

    /// Takes the entry of that name out.
    pub(crate) fn remove(
        client: &'static Client,
        request: Request,
        records: &Records,
        env: &Env,
    ) -> Result<Self, Failure> {
        let way = match &client.own {
            Some(own) if request.scope == Scope::User => {
                if old_entry(client, &request)?.is_none() {
                    let path = request.path.clone().unwrap_or_default();
                    return Err(ClientError::NoEntry { path, server: request.server.to_string() }.into());
                }
                Way::Ask(Ask::new(client, vec![filled(&own.remove, &request, "")], env))
            }
            _ => Way::Edit(Box::new(Change::remove(client, &request, records)?)),
        };
        Ok(Self { client, request, entry: None, way })
    }

    /// What it comes to.
    pub(crate) fn done(&self) -> Done {
        match &self.way {
            _ if self.entry.is_none() => Done::Removed,
            Way::Edit(change) if change.is_nothing() => Done::Unchanged,
            Way::Edit(change) if change.replaces() => Done::Changed,
            Way::Ask(ask) if ask.commands.is_empty() => Done::Unchanged,
            Way::Ask(ask) if ask.commands.len() > 1 => Done::Changed,
            Way::Edit(_) | Way::Ask(_) => Done::Added,
        }
    }

    /// Whether somebody's own entry of that name is put back.
    pub(crate) fn puts_back(&self) -> bool {
        matches!(&self.way, Way::Edit(change) if self.entry.is_none() && change.leaves_an_entry())
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
            Way::Ask(ask) => ask.lines(self.client).iter().map(|line| format!("{line}\n")).collect(),
        }
    }

    /// Where the entry goes: a file, or through which command.
    pub(crate) fn place(&self, home: &Path) -> String {
        match &self.way {
            Way::Edit(change) => short(change.path(), home),
            Way::Ask(ask) => match ask.commands.last() {
                Some(command) => {
                    let words = command.iter().take(2).map(String::as_str).collect::<Vec<_>>().join(" ");
                    format!("`{} {words}`", self.client.program.as_deref().unwrap_or_default())
                }
                None => self.request.path.as_deref().map(|path| short(path, home)).unwrap_or_default(),
            },
        }
    }

    /// Does it.
    pub(crate) fn carry_out(self, records: &Records) -> Result<(), Failure> {
        match self.way {
            Way::Edit(change) => Ok(change.carry_out(records)?),
            Way::Ask(ask) => {
                ask.run(self.client)?;
                match self.entry {
                    Some(_) => Ok(client::remember(&self.request, records)?),
                    None => Ok(client::forget(&self.request, records)?),
                }
            }
        }
    }
}

impl Ask {
    fn new(client: &Client, commands: Vec<Vec<String>>, env: &Env) -> Self {
        Self { program: client.program.as_deref().and_then(|name| env.program(name)), commands }
    }

    /// The commands as they can be pasted.
    fn lines(&self, client: &Client) -> Vec<String> {
        let program = client.program.as_deref().unwrap_or_default();
        let line = |words: &Vec<String>| {
            shell_words::join(std::iter::once(program).chain(words.iter().map(String::as_str)))
        };
        self.commands.iter().map(line).collect()
    }

    fn nobody(client: &Client) -> Failure {
        let name = client.program.as_deref().unwrap_or_default();
        let message =
            format!("{} writes its own file, and there is no `{name}` on the PATH to ask", client.title);
        Failure::new(Exit::NotFound, "no_client", message)
    }

    fn run(&self, client: &Client) -> Result<(), Failure> {
        let Some(program) = &self.program else {
            if self.commands.is_empty() {
                return Ok(());
            }
            let lines = self.lines(client).join(" && ");
            return Err(Self::nobody(client).with_hint(Hint::command(&lines)));
        };
        for words in &self.commands {
            let child = Command::new(program)
                .args(words)
                .stdin(Stdio::null())
                .stdout(Stdio::piped())
                .stderr(Stdio::piped())
                .spawn();
            let child =
                child.map_err(|error| Failure::io(format!("cannot run `{}`", program.display()), error))?;
            let ended = child.controlled_with_output().time_limit(PATIENCE).terminate_for_timeout().wait();
            let ended =
                ended.map_err(|error| Failure::io(format!("cannot run `{}`", program.display()), error))?;
            let said = match &ended {
                None => "it was still at work after 30 s".to_owned(),
                Some(ended) if ended.status.success() => continue,
                Some(ended) => {
                    let said = if ended.stderr.is_empty() { &ended.stdout } else { &ended.stderr };
                    String::from_utf8_lossy(said)
                        .lines()
                        .find(|line| !line.trim().is_empty())
                        .unwrap_or("it wrote no reason")
                        .to_owned()
                }
            };
            let message = format!("{} did not change its file", client.title);
            let failure = Failure::new(Exit::Error, "client", message);
            return Err(Failure { causes: vec![escape::text(&said).into_owned()], ..failure });
        }
        Ok(())
    }
}

/// The words of a client's own command.
fn filled(words: &[String], request: &Request, json: &str) -> Vec<String> {
    let fill = |word: &String| word.replace("{name}", request.server.as_str()).replace("{json}", json);
    words.iter().map(fill).collect()
}

/// The entry of that name as it stands now.
fn old_entry(client: &Client, request: &Request) -> Result<Option<client::Value>, Failure> {
    match &request.path {
        Some(path) => Ok(client::entry_in(client, path, request.server.as_str())?),
        None => Ok(None),
    }
}

/// What entries depend on, beside the files that they stand in.
pub(crate) struct Around<'a, 'e> {
    pub(crate) env: &'a Env,
    pub(crate) home: &'a Home<'e>,
}

impl Surroundings for Around<'_, '_> {
    fn is_set(&self, variable: &str) -> bool {
        self.env.is_set(variable)
    }

    fn has_program(&self, program: &str) -> bool {
        let path = Path::new(program);
        if path.is_absolute() { is_program(path) } else { self.env.program(program).is_some() }
    }

    fn has_profile(&self, name: &str) -> bool {
        self.home.profiles().is_ok_and(|profiles| profiles.names().iter().any(|known| known.as_str() == name))
    }
}

/// Whether a client is on this machine: its program, or a file that it has for all projects.
pub(crate) fn is_here(client: &Client, env: &Env) -> bool {
    let has_file = |directories: Directories| {
        client.files(Scope::User, &directories).iter().any(|file| file.symlink_metadata().is_ok())
    };
    client.program.as_deref().is_some_and(|name| env.program(name).is_some())
        || env.directories().is_ok_and(has_file)
}

/// A path as people write it.
pub(crate) fn short(path: &Path, home: &Path) -> String {
    let text = match path.strip_prefix(home) {
        Ok(inside) => Path::new("~").join(inside),
        Err(_) => path.to_owned(),
    };
    escape::text(&text.to_string_lossy()).into_owned()
}

/// How long a client may take to change its file.
const PATIENCE: Duration = Duration::from_secs(30);
