//! A client that rewrites its own file while it runs is asked to change it.

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::Duration;

use mcp_token::child::{self, ChildError};
use mcp_token::client::{self, Client, ClientError, Entry, OwnCommand, Request, Value};

use crate::env::Env;
use crate::failure::{Exit, Failure, Hint};
use crate::output::escape;

/// The commands of a client for its own file.
pub(super) struct Ask {
    client: &'static Client,
    program: Option<PathBuf>,
    /// One after the other.
    commands: Vec<Vec<String>>,
    /// What puts the old entry back when the last one fails.
    undo: Option<Vec<String>>,
    /// Where it runs: not in the current directory, whose configuration a client would read.
    folder: PathBuf,
}

impl Ask {
    /// Puts an entry there. A client adds none of a name that is there: the old one is taken out first. None where somebody has
    /// added a secret to it: no argument holds one.
    pub(super) fn put(
        client: &'static Client,
        own: &OwnCommand,
        request: &Request,
        entry: &Entry,
        env: &Env,
    ) -> Result<Option<Self>, Failure> {
        let add = |entry: &Value| filled(&own.add, request, &entry.to_json_line());
        let old = entry_now(client, request)?;
        let whole = old.as_ref().map_or_else(|| entry.value.clone(), |old| entry.over(client, old));
        if client::holds_a_secret(client, &whole) {
            return Ok(None);
        }
        let commands = match &old {
            Some(old) if entry.is_in(client, old) => Vec::new(),
            Some(_) => vec![filled(&own.remove, request, ""), add(&whole)],
            None => vec![add(&whole)],
        };
        // What held a token is not handed on as an argument.
        let undo = old.filter(|old| !client::holds_a_secret(client, old)).map(|old| add(&old));
        Self::new(client, commands, undo, env).map(Some)
    }

    /// Takes the entry of that name out.
    pub(super) fn remove(
        client: &'static Client,
        own: &OwnCommand,
        request: &Request,
        env: &Env,
    ) -> Result<Self, Failure> {
        if entry_now(client, request)?.is_none() {
            let path = request.path.clone().unwrap_or_default();
            return Err(ClientError::NoEntry { path, server: request.server.to_string() }.into());
        }
        Self::new(client, vec![filled(&own.remove, request, "")], None, env)
    }

    fn new(
        client: &'static Client,
        commands: Vec<Vec<String>>,
        undo: Option<Vec<String>>,
        env: &Env,
    ) -> Result<Self, Failure> {
        let program = client.program.as_deref().and_then(|name| env.program(name));
        let folder = env.directories()?.home;
        Ok(Self { client, program, commands, undo, folder })
    }

    /// How many commands it takes.
    pub(super) fn count(&self) -> usize {
        self.commands.len()
    }

    /// Refuses to go on where nobody is there to be asked.
    pub(super) fn refuse_without_a_client(&self) -> Result<(), Failure> {
        if self.program.is_some() || self.commands.is_empty() { Ok(()) } else { Err(self.nobody()) }
    }

    /// The commands as they can be pasted.
    pub(super) fn lines(&self) -> Vec<String> {
        let line = |words: &Vec<String>| {
            shell_words::join(std::iter::once(self.name()).chain(words.iter().map(String::as_str)))
        };
        self.commands.iter().map(line).collect()
    }

    /// The command that makes the change, in short.
    pub(super) fn title(&self) -> Option<String> {
        let words = self.commands.last()?.iter().take(2).map(String::as_str).collect::<Vec<_>>().join(" ");
        Some(format!("`{} {words}`", self.name()))
    }

    pub(super) fn run(&self) -> Result<(), Failure> {
        self.refuse_without_a_client()?;
        let Some(program) = &self.program else { return Ok(()) };
        for (index, words) in self.commands.iter().enumerate() {
            let Err(said) = self.execute(program, words) else { continue };
            let is_back =
                index == 0 || self.undo.as_ref().is_some_and(|undo| self.execute(program, undo).is_ok());
            let what = if is_back {
                "did not change its file"
            } else {
                "took the old entry out, and did not take the new one"
            };
            let failure = Failure::new(Exit::Error, "client", format!("{} {what}", self.client.title));
            return Err(Failure { causes: vec![escape::text(&said).into_owned()], ..failure });
        }
        Ok(())
    }

    /// Runs one command; what was said when it failed.
    fn execute(&self, program: &Path, words: &[String]) -> Result<(), String> {
        let mut command = Command::new(program);
        command.args(words).current_dir(&self.folder).stdout(Stdio::piped()).stderr(Stdio::piped());
        let ended = child::output_in_time(command, PATIENCE);
        let ended = ended.map_err(|error| match error {
            ChildError::NotStarted(error) | ChildError::NotAwaited(error) => error.to_string(),
            late_or_too_long => format!("it {late_or_too_long}"),
        })?;
        if ended.status.success() {
            return Ok(());
        }
        let said = if ended.stderr.is_empty() { &ended.stdout } else { &ended.stderr };
        let said = String::from_utf8_lossy(said);
        Err(said.lines().find(|line| !line.trim().is_empty()).unwrap_or("it wrote no reason").to_owned())
    }

    fn name(&self) -> &str {
        self.client.program.as_deref().unwrap_or_default()
    }

    fn nobody(&self) -> Failure {
        let (title, name) = (&self.client.title, self.name());
        let message = format!("{title} writes its own file, and there is no `{name}` on the PATH to ask");
        // Pasted, it is to lose nothing.
        let line = self.lines().pop().filter(|_| self.commands.len() == 1);
        let hint = line.map(|line| Hint::command(&line));
        Failure { hint, ..Failure::new(Exit::NotFound, "no_client", message) }
    }
}

/// The words of a client's own command.
fn filled(words: &[String], request: &Request, json: &str) -> Vec<String> {
    let fill = |word: &String| word.replace("{name}", request.server.as_str()).replace("{json}", json);
    words.iter().map(fill).collect()
}

/// The entry of that name as it stands now.
pub(super) fn entry_now(client: &Client, request: &Request) -> Result<Option<Value>, Failure> {
    match &request.path {
        Some(path) => Ok(client::entry_in(client, path, request.server.as_str())?),
        None => Ok(None),
    }
}

/// How long a client may take to change its file.
const PATIENCE: Duration = Duration::from_secs(30);
