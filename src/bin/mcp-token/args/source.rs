//! Where keys and passphrases come from, as one word of the command line says it: `env:VAR`, `file:PATH` ...

use std::path::{Path, PathBuf};

use mcp_token::profile::Opening;
use mcp_token::secret::{Command, Source};

use crate::output::form::variable_name;

/// Where a key comes from.
#[derive(Debug, Clone)]
pub(crate) enum KeyFrom {
    /// A new secret, kept under the profile's name.
    New,
    /// A place that exists.
    Source(Source),
    /// There is none: tokens are issued elsewhere.
    Nothing,
}

/// Reads `--secret-from`. Relative paths are those of the shell that the line was typed in: they become absolute here.
pub(super) fn key_from(text: &str) -> Result<KeyFrom, String> {
    let (kind, rest) = text.split_once(':').unwrap_or((text, ""));
    let path = |text: &str| match text {
        "" => Err("the path is missing".to_owned()),
        text => absolute(Path::new(text)),
    };
    Ok(match (kind, rest) {
        ("new", "") => KeyFrom::New,
        ("none", "") => KeyFrom::Nothing,
        ("name", name) => KeyFrom::Source(Source::Kept(name.parse().map_err(|error| format!("{error}"))?)),
        ("env", name) => KeyFrom::Source(Source::Variable(variable_name(name)?)),
        ("dotenv", rest) => {
            let (file, variable) = rest.rsplit_once(':').ok_or("dotenv:PATH:VAR is wanted")?;
            KeyFrom::Source(Source::Dotenv { path: path(file)?, variable: variable_name(variable)? })
        }
        ("file", file) => KeyFrom::Source(Source::File(path(file)?)),
        ("command", line) => KeyFrom::Source(Source::Command(command(line)?)),
        _ => {
            return Err("not one of new, name:NAME, env:VAR, dotenv:PATH:VAR, file:PATH, command:LINE, none"
                .to_owned());
        }
    })
}

/// A source in the words of `--secret-from`.
pub(crate) fn source_words(source: &Source) -> String {
    match source {
        Source::Kept(name) => format!("name:{name}"),
        Source::Variable(name) => format!("env:{name}"),
        Source::Dotenv { path, variable } => format!("dotenv:{}:{variable}", path.display()),
        Source::File(path) => format!("file:{}", path.display()),
        Source::Command(command) => {
            let program = command.program.to_string_lossy().into_owned();
            let words: Vec<_> = std::iter::once(&program).chain(&command.arguments).collect();
            format!("command:{}", shell_words::join(words))
        }
        Source::Prompt => "prompt".to_owned(),
    }
}

/// Reads `--passphrase-from`.
pub(super) fn opening(text: &str) -> Result<Opening, String> {
    match text {
        "key-file" => return Ok(Opening::KeyFile),
        "prompt" => return Ok(Opening::Passphrase(Source::Prompt)),
        _ => {}
    }
    match key_from(text) {
        Ok(KeyFrom::Source(source @ (Source::File(_) | Source::Command(_)))) => {
            Ok(Opening::Passphrase(source))
        }
        _ => Err("not one of file:PATH, command:LINE, prompt, key-file".to_owned()),
    }
}

/// A command line as words; no shell will see it.
fn command(line: &str) -> Result<Command, String> {
    let mut words = shell_words::split(line).map_err(|error| error.to_string())?.into_iter();
    let program = PathBuf::from(words.next().ok_or("the program is missing")?);
    if !program.is_absolute() {
        return Err("the program must be an absolute path".to_owned());
    }
    Ok(Command { program, arguments: words.collect() })
}

fn absolute(path: &Path) -> Result<PathBuf, String> {
    std::path::absolute(path).map_err(|error| error.to_string())
}
