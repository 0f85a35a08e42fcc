//! Secrets from where a profile says: a variable, a `.env` file, a file, a command, a prompt.

use std::path::Path;
use std::process;
use std::sync::mpsc::channel;
use std::thread;
use std::time::Duration;

use mcp_token::child::{self, ChildError};
use mcp_token::dotenv::Dotenv;
use mcp_token::file;
use mcp_token::secret::{Command, Secret, Source};

use super::Home;
use super::stores::PASSPHRASE_FLAG;
use crate::failure::{Code, Exit, Failure};
use crate::prompt;

impl Home<'_> {
    /// The text at a source, less one final newline of a file or of a command's output.
    pub(crate) fn fetch(&self, source: &Source) -> Result<Secret, Failure> {
        match source {
            Source::Kept(name) => self.active_secret(name).map(|(_, secret)| secret),
            Source::Variable(name) => self.variable(name),
            Source::Dotenv { path, variable } => {
                let (path, variable) = (path.clone(), variable.clone());
                in_time(&path.clone(), move || dotenv_value(&path, &variable))
            }
            Source::File(path) => {
                let path = path.clone();
                in_time(&path.clone(), move || {
                    Ok(Secret::from_file_content(file::read_secret(&path, LIMIT)?))
                })
            }
            Source::Command(command) => output_of(command),
            Source::Prompt => {
                let typed = prompt::secret("Passphrase", PASSPHRASE_FLAG, self.env)?;
                Ok(Secret::new(typed.as_bytes().to_vec()))
            }
        }
    }

    fn variable(&self, name: &str) -> Result<Secret, Failure> {
        let value = self.env.variable(name).ok_or_else(|| {
            Failure::usage(format!("the variable `{name}` is not set, and the profile takes its key from it"))
        })?;
        let text = value.into_string();
        text.map(|text| Secret::new(text.into_bytes()))
            .map_err(|_| Failure::usage(format!("the variable `{name}` is not UTF-8")))
    }
}

/// Reads a file that a profile names. A pipe may have nobody at its other end, and nobody looks on: it is waited for as long
/// as a program is.
fn in_time(
    path: &Path,
    read: impl FnOnce() -> Result<Secret, Failure> + Send + 'static,
) -> Result<Secret, Failure> {
    if !file::is_pipe(path) {
        return read();
    }
    let (sender, receiver) = channel();
    // Should it go on one day, nobody takes its answer.
    let reader = move || drop(sender.send(read()));
    thread::Builder::new().spawn(reader).map_err(|error| Failure::io("cannot wait for a pipe", error))?;
    receiver.recv_timeout(DEADLINE).unwrap_or_else(|_| {
        let message =
            format!("`{}` is a pipe, and gave nothing within {} s", path.display(), DEADLINE.as_secs());
        Err(Failure::new(Exit::Error, Code::IO, message))
    })
}

/// The value of a variable of a `.env` file.
pub(crate) fn dotenv_value(path: &Path, variable: &str) -> Result<Secret, Failure> {
    let not_in = || {
        let message = format!("`{variable}` is not in {}", path.display());
        Failure::new(Exit::Usage, Code::DOTENV, message)
    };
    dotenv_value_if_any(path, variable)?.ok_or_else(not_in)
}

/// The same, `None` when the file does not set the variable.
pub(super) fn dotenv_value_if_any(path: &Path, variable: &str) -> Result<Option<Secret>, Failure> {
    let about = |error| Failure::from(error).about(path.display());
    let dotenv = Dotenv::parse(file::read_secret(path, LIMIT)?.to_vec()).map_err(about)?;
    let value = dotenv.value(variable).map_err(about)?;
    Ok(value.map(|value| Secret::new(value.as_bytes().to_vec())))
}

/// What a program prints on stdout: no shell, no stdin, five seconds, and a good end.
fn output_of(command: &Command) -> Result<Secret, Failure> {
    let shown = command.program.display().to_string();
    let failed = |what: String| Failure::new(Exit::Error, Code::COMMAND, format!("`{shown}` {what}"));
    let mut program = process::Command::new(&command.program);
    // The directory that it is called in has no say.
    program.args(&command.arguments).current_dir(command.program.parent().unwrap_or(&command.program));
    program.stdout(process::Stdio::piped());
    let output = child::output_in_time(program, DEADLINE);
    let output = output.map_err(|error| match error {
        ChildError::NotStarted(error) => Failure::io(format!("cannot run `{shown}`"), error),
        ChildError::NotAwaited(error) => Failure::io(format!("cannot read the output of `{shown}`"), error),
        late_or_too_long => failed(late_or_too_long.to_string()),
    })?;
    let printed = output.stdout;
    match (output.status.success(), printed.is_empty()) {
        (true, false) => Ok(Secret::from_file_content(printed)),
        (true, true) => Err(failed("printed nothing".to_owned())),
        (false, _) => Err(failed(format!("failed: {}", output.status))),
    }
}

const DEADLINE: Duration = Duration::from_secs(5);
pub(super) const LIMIT: u64 = 1 << 20;
