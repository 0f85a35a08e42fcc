//! Where something is kept, and how encrypted files are opened, as flags say it.

use clap::{Args, ValueEnum};
use mcp_token::profile::{Keeping, Opening, Profile};
use mcp_token::secret::ring::Shelf;
use mcp_token::store::Entry;
use serde::Serialize;

use super::source::opening;
use crate::failure::Failure;

/// Where a token is kept.
#[derive(Debug, Clone, Args)]
#[command(next_help_heading = "Keeping")]
pub(super) struct KeepingArgs {
    /// Where the token is kept [default: the keychain, where one works]
    #[arg(long, value_name = "STORE")]
    pub(super) store: Option<StoreArg>,
    /// Keep the token under this service of the keychain, so that other programs find it
    #[arg(long, value_name = "TEXT", requires = "user")]
    service: Option<String>,
    /// The user of that service
    #[arg(long, value_name = "TEXT", requires = "service")]
    user: Option<String>,
}

impl KeepingArgs {
    /// Whether anything of it was said.
    pub(super) fn is_said(&self) -> bool {
        self.store.is_some() || self.service.is_some()
    }

    /// The profile with its token in `store`. An entry that was shared with other programs is remembered for the way back.
    pub(super) fn apply(
        &self,
        profile: &mut Profile,
        store: StoreArg,
        was_there: bool,
    ) -> Result<(), Failure> {
        let own = Entry::token(&profile.name);
        let known = match &profile.token {
            Keeping::Keychain(entry) => Some(entry).filter(|entry| **entry != own).cloned(),
            Keeping::File | Keeping::Nowhere => profile.shared.take(),
        };
        let said = match (&self.service, &self.user) {
            (Some(service), Some(user)) => Some(Entry::new(service, user).map_err(Failure::usage)?),
            _ => None,
        };
        let token = match store {
            StoreArg::Keychain => Keeping::Keychain(said.or(known.clone()).unwrap_or(own)),
            _ if said.is_some() => {
                return Err(Failure::usage("`--service` is for a token that is kept in the keychain"));
            }
            StoreArg::File => Keeping::File,
            StoreArg::None => Keeping::Nowhere,
        };
        profile.shared = known.filter(|_| was_there && store != StoreArg::Keychain);
        profile.token = token;
        Ok(())
    }
}

/// How encrypted files are opened.
#[derive(Debug, Args)]
pub(crate) struct OpeningArgs {
    /// Open encrypted files with a passphrase from file:PATH, `command:/PROGRAM ARGS` or prompt, or with the random key in a
    /// file of ours, key-file; for all encrypted files, and before there are any
    #[arg(long, value_name = "SOURCE", value_parser = opening, help_heading = "Keeping")]
    pub(crate) passphrase_from: Option<Opening>,
}

/// Where something is kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, ValueEnum)]
#[serde(rename_all = "lowercase")]
pub(crate) enum StoreArg {
    /// The keychain of the system
    Keychain,
    /// An encrypted file
    File,
    /// Nowhere: a token is made anew at each call
    None,
}

impl StoreArg {
    /// As it stands on the command line.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Keychain => "keychain",
            Self::File => "file",
            Self::None => "none",
        }
    }

    /// As it follows on "kept in".
    pub(crate) fn words(self) -> &'static str {
        match self {
            Self::Keychain => "the keychain",
            Self::File => "an encrypted file",
            Self::None => "nowhere",
        }
    }

    /// What becomes of a token, as it follows on "its token is".
    pub(crate) fn keeps(self) -> String {
        match self {
            Self::None => "made anew at each call".to_owned(),
            Self::Keychain | Self::File => format!("kept in {}", self.words()),
        }
    }

    /// As it stands in a column of a list.
    pub(crate) fn column(self) -> &'static str {
        self.words().trim_start_matches("the ").trim_start_matches("an ")
    }
}

impl From<Shelf> for StoreArg {
    fn from(shelf: Shelf) -> Self {
        match shelf {
            Shelf::Keychain => Self::Keychain,
            Shelf::File => Self::File,
        }
    }
}

impl From<&Keeping> for StoreArg {
    fn from(keeping: &Keeping) -> Self {
        keeping.shelf().map_or(Self::None, Self::from)
    }
}
