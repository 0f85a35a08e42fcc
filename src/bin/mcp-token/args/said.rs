//! The flags of a profile as words: those of a command line, and those that answers to questions stand for.
//!
//! What is asked and what is said on the command line are read by the same parser, and can be said again as one line.

use clap::parser::ValueSource;
use clap::{ArgAction, ArgMatches, Args, Command, FromArgMatches};
use mcp_token::profile::Profile;

use super::profile::ProfileArgs;
use super::source_words;
use crate::failure::Failure;
use crate::quoted::quoted;

/// Flags of [`ProfileArgs`] in the order in which they were said.
#[derive(Debug, Clone, Default)]
pub(crate) struct ProfileFlags(Vec<Flag>);

/// One flag, and its value when it takes one.
#[derive(Debug, Clone)]
struct Flag {
    name: String,
    value: Option<String>,
}

impl ProfileFlags {
    /// Whether a flag, as in `--sub`, is among them.
    pub(crate) fn says(&self, name: &str) -> bool {
        self.0.iter().any(|flag| flag.name == name)
    }

    /// The value of a flag that is said once.
    pub(crate) fn value(&self, name: &str) -> Option<&str> {
        self.0.iter().find(|flag| flag.name == name)?.value.as_deref()
    }

    /// The same flags and one more.
    pub(crate) fn and(&self, name: &str, value: &str) -> Self {
        let mut more = self.clone();
        more.0.push(Flag { name: name.to_owned(), value: Some(value.to_owned()) });
        more
    }

    /// The same flags without one.
    pub(crate) fn without(&self, name: &str) -> Self {
        Self(self.0.iter().filter(|flag| flag.name != name).cloned().collect())
    }

    /// The same flags with the key in the words of the profile that came of them, which mean the same everywhere.
    pub(crate) fn with_key_of(&self, profile: &Profile) -> Self {
        let Some(key) = &profile.key else { return self.clone() };
        let words = source_words(&key.source);
        let mut same = self.clone();
        match same.0.iter_mut().find(|flag| flag.name == SECRET_FROM) {
            Some(flag) => flag.value = Some(words),
            None => same = same.and(SECRET_FROM, &words),
        }
        same
    }

    /// Their names, in their order.
    pub(crate) fn names(&self) -> impl Iterator<Item = &str> {
        self.0.iter().map(|flag| flag.name.as_str())
    }

    /// What they mean.
    pub(crate) fn read(&self) -> Result<ProfileArgs, Failure> {
        let command = ProfileArgs::augment_args(Command::new("profile")).no_binary_name(true);
        let words = self.0.iter().map(|flag| match &flag.value {
            Some(value) => format!("{}={value}", flag.name),
            None => flag.name.clone(),
        });
        let read = command
            .try_get_matches_from(words)
            .and_then(|mut matches| ProfileArgs::from_arg_matches_mut(&mut matches));
        read.map_err(|error| crate::cli::unreadable(&error, &[]))
    }

    /// As a shell reads them, each after a blank.
    pub(crate) fn line(&self) -> String {
        let flag = |Flag { name, value }: &Flag| match value {
            Some(value) if value.starts_with('-') => {
                format!(" {}", quoted(&format!("{name}={value}")))
            }
            Some(value) => format!(" {name} {}", quoted(value)),
            None => format!(" {name}"),
        };
        self.0.iter().map(flag).collect()
    }
}

impl FromArgMatches for ProfileFlags {
    fn from_arg_matches(matches: &ArgMatches) -> Result<Self, clap::Error> {
        let mut flags = Vec::new();
        for argument in ProfileArgs::augment_args(Command::new("profile")).get_arguments() {
            let id = argument.get_id().as_str();
            let (Some(name), Some(ValueSource::CommandLine)) =
                (argument.get_long(), matches.value_source(id))
            else {
                continue;
            };
            let name = format!("--{name}");
            if matches!(argument.get_action(), ArgAction::SetTrue) {
                flags.push(Flag { name, value: None });
                continue;
            }
            for value in matches.get_raw(id).into_iter().flatten() {
                flags.push(Flag { name: name.clone(), value: Some(value.to_string_lossy().into_owned()) });
            }
        }
        Ok(Self(flags))
    }

    fn update_from_arg_matches(&mut self, matches: &ArgMatches) -> Result<(), clap::Error> {
        *self = Self::from_arg_matches(matches)?;
        Ok(())
    }
}

impl Args for ProfileFlags {
    fn augment_args(command: Command) -> Command {
        ProfileArgs::augment_args(command)
    }

    fn augment_args_for_update(command: Command) -> Command {
        ProfileArgs::augment_args_for_update(command)
    }
}

const SECRET_FROM: &str = "--secret-from";
