//! A client that rewrites its own file while it runs is asked to change it.

use std::path::PathBuf;
use std::process::{Command, Stdio};
use std::time::Duration;

use mcp_token::child::{self, ChildError};
use mcp_token::client::{self, Client, Entry, OwnCommand, Request, Value};

use crate::env::Env;
use crate::failure::{Code, Exit, Failure, Hint};
use crate::quoted::line;

/// A command of a client for its own file.
pub(super) struct Ask {
    client: &'static Client,
    program: Option<PathBuf>,
    words: Vec<String>,
    /// What is said to whom has no such program.
    elsewhere: &'static str,
    /// Where it runs: not in the current directory, whose configuration a client would read.
    folder: PathBuf,
}

impl Ask {
    /// Puts an entry there where none of its name is. No argument holds a secret.
    pub(super) fn add(
        client: &'static Client,
        own: &OwnCommand,
        request: &Request,
        entry: &Entry,
        env: &Env,
    ) -> Result<Self, Failure> {
        let words = filled(&own.add, request, &entry.value.to_json_line());
        let elsewhere = "with `--scope project` nobody is asked; else run this where there is one";
        Self::new(client, words, elsewhere, env)
    }

    /// Takes the entry of that name out.
    pub(super) fn remove(
        client: &'static Client,
        own: &OwnCommand,
        request: &Request,
        env: &Env,
    ) -> Result<Self, Failure> {
        Self::new(client, filled(&own.remove, request, ""), "run this where there is one", env)
    }

    fn new(
        client: &'static Client,
        words: Vec<String>,
        elsewhere: &'static str,
        env: &Env,
    ) -> Result<Self, Failure> {
        let program = client.program.as_deref().and_then(|name| env.program(name));
        let folder = env.directories()?.home;
        Ok(Self { client, program, words, elsewhere, folder })
    }

    /// Refuses to go on where nobody is there to be asked.
    pub(super) fn refuse_without_a_client(&self) -> Result<(), Failure> {
        if self.program.is_some() { Ok(()) } else { Err(self.nobody()) }
    }

    /// The command as it can be pasted.
    pub(super) fn line(&self) -> String {
        line(std::iter::once(self.name()).chain(self.words.iter().map(String::as_str)))
    }

    /// The command in short.
    pub(super) fn title(&self) -> String {
        let words = self.words.iter().take(2).map(String::as_str).collect::<Vec<_>>().join(" ");
        format!("`{} {words}`", self.name())
    }

    /// Asks. However that ends, the file says whether it is done.
    pub(super) fn run(&self, is_done: impl FnOnce() -> Result<bool, Failure>) -> Result<(), Failure> {
        let Some(program) = &self.program else {
            let failure = self.nobody();
            let message = format!("{}: {}", failure.message, self.elsewhere);
            return Err(Failure { message, ..failure });
        };
        let mut command = Command::new(program);
        command.args(&self.words).current_dir(&self.folder).stdout(Stdio::null()).stderr(Stdio::piped());
        let ended = child::output_in_time(command, PATIENCE);
        if is_done()? {
            return Ok(());
        }
        let (what, said) = match ended {
            Ok(ended) if ended.status.success() => {
                ("said that it is done, and its file says otherwise", None)
            }
            Ok(ended) => ("did not change its file", Some(reason(&ended.stderr))),
            Err(error) => ("did not change its file", Some(not_ended(error))),
        };
        let failure = Failure::new(Exit::Error, Code::CLIENT, format!("{} {what}", self.client.title));
        Err(Failure { causes: said.into_iter().collect(), ..failure })
    }

    fn name(&self) -> &str {
        self.client.program.as_deref().unwrap_or_default()
    }

    fn nobody(&self) -> Failure {
        let (title, name) = (&self.client.title, self.name());
        let message = format!("{title} writes its own file, and there is no `{name}` on the PATH to ask");
        Failure::new(Exit::Error, Code::NO_PROGRAM, message).with_hint(Hint::command(&self.line()))
    }
}

/// What a program said that failed.
fn reason(stderr: &[u8]) -> String {
    let said = String::from_utf8_lossy(stderr);
    said.lines().find(|line| !line.trim().is_empty()).unwrap_or("it wrote no reason").to_owned()
}

fn not_ended(error: ChildError) -> String {
    match error {
        ChildError::NotStarted(error) | ChildError::NotAwaited(error) => error.to_string(),
        late_or_too_long => format!("it {late_or_too_long}"),
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
