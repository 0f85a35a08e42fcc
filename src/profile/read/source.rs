//! From where a key or a passphrase is fetched, read from a table such as `{ env = "V" }`.

use std::path::{Path, PathBuf};

use super::fields::{Fault, Fields};
use crate::profile::error::Problem;
use crate::profile::{Key, Opening};
use crate::secret::{Command, Encoding, Source};

/// Reads the key of a profile.
pub(super) fn key(fields: &Fields<'_>) -> Result<Option<Key>, Fault> {
    let Some(key) =
        fields.table("key", A_KEY, &["name", "env", "dotenv", "var", "file", "command", "encoding"])?
    else {
        return Ok(None);
    };
    let source = one_of(&key, &["name", "env", "dotenv", "file", "command"])
        .map_err(|problem| fields.fault("key", problem.into_problem(A_KEY)))?;
    if source != "dotenv" && key.get("var").is_some() {
        return Err(key.fault("var", Problem::Conflict { other: source }));
    }
    let encoding = key.parsed("encoding", "`hex`, `base64` or `base64url`", |text| {
        Encoding::ALL.into_iter().find(|encoding| encoding.name() == text)
    })?;
    Ok(Some(Key { source: read(&key, source)?, encoding }))
}

/// Reads how encrypted files are opened.
pub(super) fn opening(fields: &Fields<'_>) -> Result<Opening, Fault> {
    let Some(passphrase) = fields.table("passphrase", A_PASSPHRASE, &["file", "command", "prompt"])? else {
        return Ok(Opening::KeyFile);
    };
    let source = one_of(&passphrase, &["file", "command", "prompt"])
        .map_err(|problem| fields.fault("passphrase", problem.into_problem(A_PASSPHRASE)))?;
    read(&passphrase, source).map(Opening::Passphrase)
}

/// Not exactly one source.
enum NotOne {
    None,
    Two,
}

impl NotOne {
    fn into_problem(self, expected: &'static str) -> Problem {
        let found = match self {
            Self::None => "a table without a source",
            Self::Two => "a table with several sources",
        };
        Problem::Other { found: found.to_owned(), expected }
    }
}

fn one_of(fields: &Fields<'_>, sources: &[&'static str]) -> Result<&'static str, NotOne> {
    let mut there = sources.iter().filter(|key| fields.get(key).is_some());
    match (there.next(), there.next()) {
        (Some(one), None) => Ok(one),
        (None, _) => Err(NotOne::None),
        (Some(_), Some(_)) => Err(NotOne::Two),
    }
}

fn read(fields: &Fields<'_>, source: &'static str) -> Result<Source, Fault> {
    let missing = |key| fields.missing(key, A_VARIABLE);
    match source {
        "name" => {
            let text = fields.text("name", A_NAME)?.unwrap_or_default();
            text.parse().map(Source::Kept).map_err(|error| fields.fault("name", Problem::Name(error)))
        }
        "env" => Ok(Source::Variable(variable(fields, "env")?.ok_or_else(|| missing("env"))?)),
        "dotenv" => {
            let variable = variable(fields, "var")?.ok_or_else(|| missing("var"))?;
            Ok(Source::Dotenv { path: path(fields, "dotenv")?, variable })
        }
        "file" => path(fields, "file").map(Source::File),
        "command" => command(fields).map(Source::Command),
        _ if fields.flag("prompt")? => Ok(Source::Prompt),
        _ => Err(fields.said("prompt", "false", "true")),
    }
}

/// A variable that every shell can set.
pub(super) fn variable(fields: &Fields<'_>, key: &str) -> Result<Option<String>, Fault> {
    fields.parsed(key, A_VARIABLE, |text| {
        let good = !text.starts_with(|first: char| first.is_ascii_digit())
            && text.chars().all(|letter| letter.is_ascii_alphanumeric() || letter == '_');
        good.then(|| text.to_owned())
    })
}

fn path(fields: &Fields<'_>, key: &str) -> Result<PathBuf, Fault> {
    let path = fields.parsed(key, A_PATH, |text| absolute(text).then(|| PathBuf::from(text)))?;
    path.ok_or_else(|| fields.missing(key, A_PATH))
}

/// The program and its arguments; an argument may be empty, the program may not.
fn command(fields: &Fields<'_>) -> Result<Command, Fault> {
    let list = fields.get("command").and_then(|item| item.as_array());
    let list = list.ok_or_else(|| fields.other("command", A_COMMAND))?;
    let words: Option<Vec<String>> = list.iter().map(|word| word.as_str().map(str::to_owned)).collect();
    let mut words =
        words.ok_or_else(|| fields.said("command", "a list of something else", A_COMMAND))?.into_iter();
    match words.next() {
        None => Err(fields.said("command", "an empty list", A_COMMAND)),
        Some(program) if absolute(&program) => {
            Ok(Command { program: program.into(), arguments: words.collect() })
        }
        Some(_) => Err(fields.said("command", "a program without an absolute path", A_COMMAND)),
    }
}

fn absolute(path: &str) -> bool {
    Path::new(path).is_absolute() && !path.contains('\0')
}

const A_KEY: &str = "a table with one of `name`, `env`, `dotenv`, `file` and `command`";
const A_PASSPHRASE: &str = "a table with one of `file`, `command` and `prompt`";
const A_NAME: &str = "the name of a secret";
const A_PATH: &str = "an absolute path";
const A_COMMAND: &str = "a list: a program by its absolute path, then its arguments";
pub(super) const A_VARIABLE: &str = "the name of a variable";
