//! What is wrong with a command line that cannot be read, and what was meant.

use std::error::Error;
use std::ffi::OsString;

use clap::error::{ContextKind, ContextValue, ErrorKind};
use mcp_token::clock::TimeError;
use mcp_token::secret::shape::LONGEST_WORD;

use super::slip::{self, loosens, meant};
use crate::failure::{Failure, Hint};

/// One sentence for a command line that cannot be read. A value that was given is not repeated: it may be a token or a
/// secret in the wrong place. What was to be a command is, where it can be neither.
pub(crate) fn unreadable(error: &clap::Error, arguments: &[OsString]) -> Failure {
    let flag = context(error, ContextKind::InvalidArg).unwrap_or_default();
    let name = flag.split([' ', '=']).next().unwrap_or_default().to_owned();
    let message = match error.kind() {
        ErrorKind::UnknownArgument if name.starts_with('-') => {
            slip::minus(&name, arguments).unwrap_or_else(|| format!("there is no `{name}` here"))
        }
        ErrorKind::UnknownArgument if meant(arguments).1 == "exec " => {
            "one argument too many: the program and its arguments come behind `--`".to_owned()
        }
        ErrorKind::UnknownArgument => "one argument too many".to_owned(),
        ErrorKind::InvalidSubcommand => match context(error, ContextKind::InvalidSubcommand) {
            Some(word) if is_like_a_command(&word) => format!("there is no command `{word}`"),
            _ => "there is no such command".to_owned(),
        },
        ErrorKind::MissingSubcommand | ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand => {
            "a command is missing".to_owned()
        }
        ErrorKind::MissingRequiredArgument if flag.contains(", ") => format!("`{flag}` are missing"),
        ErrorKind::MissingRequiredArgument => {
            format!("`{flag}` is missing{}", slip::values_of(&flag, arguments))
        }
        ErrorKind::ArgumentConflict => {
            let other = context(error, ContextKind::PriorArg).unwrap_or_default();
            if other.is_empty() || other == flag {
                format!("`{name}` is given twice")
            } else {
                format!("`{name}` does not go with `{other}`")
            }
        }
        ErrorKind::InvalidValue => match context(error, ContextKind::ValidValue) {
            Some(valid) => format!("`{name}` takes one of: {valid}"),
            None => format!("`{flag}` needs a value"),
        },
        ErrorKind::ValueValidation => {
            if let Some(why) = error.source().and_then(|why| why.downcast_ref()) {
                return no_duration(&name, why);
            }
            let why = error.source().map(ToString::to_string).unwrap_or_default();
            format!("`{name}`: {why}")
        }
        ErrorKind::InvalidUtf8 => "an argument is not UTF-8".to_owned(),
        _ => format!("`{name}`: {}", error.kind()),
    };
    let elsewhere = context(error, ContextKind::InvalidSubcommand).and_then(|word| slip::elsewhere(&word));
    Failure::usage(message).with_hint(match elsewhere {
        Some(there) => Hint::run(&format!("{there} --help")),
        None => way_out(error, &name, arguments),
    })
}

/// What was given in the place of a duration says itself what is wrong with it: the help would add nothing.
fn no_duration(flag: &str, why: &TimeError) -> Failure {
    let hint = match why {
        // A smaller number may be of any unit.
        TimeError::NoUnit { text } if text.parse().is_ok_and(|number: u64| number > DAYS_OF_A_YEAR) => {
            Some(Hint::instead(&format!("{flag} {text}s")))
        }
        _ => None,
    };
    Failure::usage(format!("`{flag}`: {why}")).with_hint(hint)
}

/// What was meant, or else where it is said what there is.
fn way_out(error: &clap::Error, name: &str, arguments: &[OsString]) -> Hint {
    let suggestion = [ContextKind::SuggestedArg, ContextKind::SuggestedSubcommand]
        .into_iter()
        .find_map(|kind| context(error, kind))
        // Of several the last is the nearest.
        .and_then(|names| names.split(", ").last().map(str::to_owned));
    let command = context(error, ContextKind::InvalidSubcommand);
    let typed = command.as_deref().unwrap_or(name);
    let is_near = |meant: &String| {
        let is_begun = meant.starts_with(typed) && meant.len() - typed.len() <= FEW_LETTERS;
        is_begun || strsim::osa_distance(meant, typed) < FEW_LETTERS
    };
    let is_strict = |meant: &String| !meant.strip_prefix("--").is_some_and(loosens);
    match suggestion.filter(|meant| is_near(meant) && is_strict(meant)) {
        Some(flag) if flag.starts_with('-') => Hint::instead(&flag),
        suggestion => {
            let (command, words) = meant(arguments);
            let name = suggestion.filter(|name| command.find_subcommand(name).is_some());
            Hint::run(&format!("{words}{}", name.as_deref().unwrap_or("--help")))
        }
    }
}

/// Whether a word was meant to be a command: no token and no secret is that short and without a digit.
fn is_like_a_command(word: &str) -> bool {
    word.len() < LONGEST_WORD && word.chars().all(|letter| letter.is_ascii_lowercase() || letter == '-')
}

fn context(error: &clap::Error, kind: ContextKind) -> Option<String> {
    match error.get(kind)? {
        ContextValue::String(text) => Some(text.clone()),
        ContextValue::Strings(texts) => (!texts.is_empty()).then(|| texts.join(", ")),
        other => Some(other.to_string()),
    }
}

/// More letters do not get lost, and fewer are wrong, in what somebody meant to type.
const FEW_LETTERS: usize = 3;
const DAYS_OF_A_YEAR: u64 = 366;
