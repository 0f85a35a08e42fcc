//! Tokens, secrets, keys and claims from where the arguments say: an argument, a file, a variable, stdin, a prompt.
//!
//! stdin is read at most once in a run.

mod key;
mod source;

pub(crate) use source::{KeySource, Origin, SecretSource, key_set, signing_secret, strong};

use std::fs::File;
use std::io::Read;
use std::path::Path;

use mcp_token::clock::Time;
use mcp_token::file::{self, FileError};
use mcp_token::jwt::paste::from_paste;
use mcp_token::jwt::token::{MAX_LEN, Segments, TokenError};
use mcp_token::secret::Secret;
use zeroize::Zeroizing;

use crate::args::TokenArgs;
use crate::env::Env;
use crate::failure::{Code, Exit, Failure};
use crate::output::Output;

/// Lines to work on, and their length in bytes when it is known.
pub(crate) type Lines = (Box<dyn Read + Send>, Option<u64>);

/// The inputs of one run.
pub(crate) struct Input<'e> {
    env: &'e Env,
    /// By when the versions of a kept secret are chosen.
    now: Time,
    stdin_taken_by: Option<&'static str>,
}

impl<'e> Input<'e> {
    pub(crate) fn new(env: &'e Env) -> Self {
        Self { env, now: env.now, stdin_taken_by: None }
    }

    /// Chooses keys as if it were another instant.
    pub(crate) fn at(self, now: Time) -> Self {
        Self { now, ..self }
    }

    /// The token that the arguments name, without what people paste around it.
    pub(crate) fn token(&mut self, args: &TokenArgs, output: &Output) -> Result<String, Failure> {
        let token = self.opaque_token(args, output)?;
        match Segments::parse_pasted(&token) {
            Ok(_) => Ok(token),
            Err(error @ TokenError::Segments { found: 1 | 2 }) if is_literal(args) => {
                Err(Failure { message: format!("{error}; a file is read as @FILE"), ..error.into() })
            }
            Err(error @ TokenError::Empty) if self.stdin_taken_by == Some(TOKEN) => {
                Err(Failure { message: "there is no token on stdin".to_owned(), ..error.into() })
            }
            Err(error) => Err(error.into()),
        }
    }

    /// A token in any form, without what people paste around it.
    pub(crate) fn opaque_token(&mut self, args: &TokenArgs, output: &Output) -> Result<String, Failure> {
        let text = match (&args.token, &args.token_env) {
            (_, Some(name)) => match self.variable(name)? {
                empty if empty.is_empty() => {
                    return Err(Failure::usage(format!("{} is empty", name_of_variable(name))));
                }
                text => text,
            },
            (Some(argument), None) => self.argument(argument, TOKEN)?,
            (None, None) if self.env.stdin_is_terminal => {
                return Err(Failure::new(
                    Exit::NoAnswer,
                    Code::NO_ANSWER,
                    "no token: give it as argument, @FILE, --token-env VAR, or pipe it in",
                ));
            }
            (None, None) => self.stdin(TOKEN)?,
        };
        pasted_token(&utf8(&text, TOKEN)?, output)
    }

    /// A secret's text from a file or from stdin, less one final newline.
    pub(crate) fn secret_file(&mut self, path: &Path) -> Result<Secret, Failure> {
        let bytes =
            if path.as_os_str() == "-" { self.stdin("the secret")? } else { file::read_secret(path, LIMIT)? };
        Ok(Secret::from_file_content(bytes))
    }

    /// Text that is given as it stands, as `-` or as `@file`.
    pub(crate) fn argument(
        &mut self,
        argument: &str,
        what: &'static str,
    ) -> Result<Zeroizing<Vec<u8>>, Failure> {
        match argument.strip_prefix('@') {
            _ if argument == "-" => self.stdin(what),
            Some(path) => match file::read_input(Path::new(path), LIMIT) {
                Err(FileError::TooLarge { .. }) => Err(too_large(what)),
                read => Ok(read?),
            },
            None => Ok(Zeroizing::new(argument.as_bytes().to_vec())),
        }
    }

    /// The lines that a batch works on, and how many bytes they are when that is known.
    #[allow(clippy::disallowed_methods, reason = "this is the one reader of stdin")]
    pub(crate) fn lines(&mut self, argument: Option<&str>) -> Result<Lines, Failure> {
        match argument {
            None if self.env.stdin_is_terminal => {
                let message = "no lines: pipe them in, or give @FILE, or `-` to type them";
                Err(Failure::new(Exit::NoAnswer, Code::NO_ANSWER, message))
            }
            None | Some("-") => {
                self.take_stdin("the lines")?;
                let stdin = std::io::stdin();
                let length = rest_of_file(&stdin);
                Ok((Box::new(stdin), length))
            }
            Some(argument) => {
                let path = argument
                    .strip_prefix('@')
                    .ok_or_else(|| Failure::usage("--batch works on lines: `-` for stdin, or @FILE"))?;
                let cannot = |error| Failure::io(format!("cannot read {path}"), error);
                let file = File::open(path).map_err(cannot)?;
                let metadata = file.metadata().map_err(cannot)?;
                if metadata.is_dir() {
                    return Err(Failure::usage(format!("{path} is a directory")));
                }
                Ok((Box::new(file), metadata.is_file().then_some(metadata.len())))
            }
        }
    }

    fn take_stdin(&mut self, what: &'static str) -> Result<(), Failure> {
        match self.stdin_taken_by.replace(what) {
            Some(taken_by) => Err(Failure::usage(format!("stdin cannot be both {taken_by} and {what}"))),
            None => Ok(()),
        }
    }

    /// The claims that a command was given as JSON.
    pub(crate) fn claims(&mut self, argument: &str) -> Result<Zeroizing<String>, Failure> {
        let bytes = self.argument(argument, "the claims")?;
        utf8(&bytes, "the claims")
    }

    fn variable(&self, name: &str) -> Result<Zeroizing<Vec<u8>>, Failure> {
        let shown = name_of_variable(name);
        let value = self.env.variable(name).ok_or_else(|| Failure::usage(format!("{shown} is not set")))?;
        match value.into_string() {
            Ok(text) => Ok(Zeroizing::new(text.into_bytes())),
            Err(_) => Err(Failure::usage(format!("{shown} is not UTF-8"))),
        }
    }

    #[allow(clippy::disallowed_methods, reason = "this is the one reader of stdin")]
    fn stdin(&mut self, what: &'static str) -> Result<Zeroizing<Vec<u8>>, Failure> {
        self.take_stdin(what)?;
        let mut bytes = Zeroizing::new(Vec::with_capacity(8192));
        std::io::stdin()
            .lock()
            .take(LIMIT + 1)
            .read_to_end(&mut bytes)
            .map_err(|error| Failure::io("cannot read stdin", error))?;
        if bytes.len() as u64 > LIMIT {
            return Err(too_large(what));
        }
        Ok(bytes)
    }
}

/// How many bytes are left of a file that stdin is.
#[cfg(unix)]
fn rest_of_file(stdin: &impl std::os::fd::AsFd) -> Option<u64> {
    use std::io::Seek as _;

    let mut file = File::from(stdin.as_fd().try_clone_to_owned().ok()?);
    let metadata = file.metadata().ok().filter(std::fs::Metadata::is_file)?;
    Some(metadata.len().saturating_sub(file.stream_position().ok()?))
}

#[cfg(not(unix))]
fn rest_of_file(_: &std::io::Stdin) -> Option<u64> {
    None
}

/// Whether the token itself stands on the command line.
fn is_literal(args: &TokenArgs) -> bool {
    args.token.as_ref().is_some_and(|argument| argument != "-" && !argument.starts_with('@'))
}

/// A variable by its name, unless that looks like the value that somebody gave in its place.
fn name_of_variable(name: &str) -> String {
    let usual = name.len() <= LONGEST_NAME
        && name.chars().all(|letter| letter.is_ascii_uppercase() || letter.is_ascii_digit() || letter == '_');
    if usual { format!("the variable `{name}`") } else { "the variable that was named".to_owned() }
}

fn too_large(what: &str) -> Failure {
    let exit = if what == TOKEN { Exit::Malformed } else { Exit::Usage };
    Failure::new(exit, Code::TOO_LARGE, format!("{what}: more than 1 MiB"))
}

/// A token, without what people paste around it.
pub(crate) fn pasted_token(text: &str, output: &Output) -> Result<String, Failure> {
    let pasted = from_paste(text)?;
    if !pasted.passed_over.is_empty() {
        let names = pasted.passed_over.join(", ");
        output.note(&format!("note: passed over {names} of the JSON text"));
    }
    Ok(pasted.token)
}

fn utf8(bytes: &[u8], what: &str) -> Result<Zeroizing<String>, Failure> {
    match std::str::from_utf8(bytes) {
        Ok(text) => Ok(Zeroizing::new(text.to_owned())),
        Err(error) => {
            let exit = if what == TOKEN { Exit::Malformed } else { Exit::Usage };
            Err(Failure::new(
                exit,
                Code::MALFORMED,
                format!("{what} is not UTF-8 after byte {}", error.valid_up_to()),
            ))
        }
    }
}

const TOKEN: &str = "the token";
/// The name of a variable is not repeated in an error when it is longer than this.
const LONGEST_NAME: usize = 40;
/// How many bytes are read of one token: a little more than the longest has, for what people paste around it.
pub(crate) const LONGEST_PASTE: usize = MAX_LEN + 4096;
const LIMIT: u64 = LONGEST_PASTE as u64;
