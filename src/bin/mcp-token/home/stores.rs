//! The stores of a user: the keychain, and encrypted files with the key that opens them.

use std::time::Duration;

use mcp_token::file::{Folder, Lock};
use mcp_token::profile::{Keeping, Opening, Profile};
use mcp_token::secret::ring::Shelf;
use mcp_token::secret::{Secret, Source};
use mcp_token::store::{EncryptedFiles, Entry, Keychain, OpeningKey, Overflow, Store, StoreError};

use super::{FILES, Home, OVERFLOW};
use crate::args::place::StoreArg;
use crate::failure::Failure;
use crate::prompt;

/// How long a keychain is waited for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Patience {
    /// A command that others wait for.
    Short,
    /// Somebody is there to unlock it.
    Long,
}

impl Patience {
    fn deadline(self) -> Duration {
        match self {
            Self::Short => Duration::from_secs(3),
            Self::Long => Duration::from_secs(30),
        }
    }
}

impl Home<'_> {
    /// The keychain of the system; not opened yet.
    pub(crate) fn keychain(&self) -> &Keychain {
        self.keychain.get_or_init(|| Keychain::new(self.patience.deadline()))
    }

    /// Whether the keychain really keeps things; one run at a time tries it.
    pub(crate) fn probe_keychain(&self) -> Result<(), StoreError> {
        let keychain = self.keychain();
        // Where nobody answers no directory is made for the lock. What is refused is what another run deletes just now.
        match keychain.read(&Entry::probe()) {
            Ok(_) | Err(StoreError::Refused { .. }) => {}
            Err(error) => return Err(error),
        }
        // No lock directory: another check reports that. A run that holds the lock longer than our deadline is itself waiting
        // for the keychain; go on without it.
        let locks = self.locks().ok();
        let _lock = locks.map(|locks| Lock::acquire(&locks, PROBE_LOCK, self.patience.deadline()));
        keychain.probe()
    }

    /// Where a profile keeps its token; none when that is nowhere.
    pub(crate) fn token_store(&self, profile: &Profile) -> Result<Option<Box<dyn Store + '_>>, Failure> {
        profile.token.shelf().map(|shelf| self.shelf(shelf)).transpose()
    }

    /// Where secrets are kept.
    pub(crate) fn shelf(&self, shelf: Shelf) -> Result<Box<dyn Store + '_>, Failure> {
        Ok(match shelf {
            Shelf::Keychain => {
                Box::new(Overflow::new(self.keychain(), self.folder(&self.state.join(OVERFLOW))?))
            }
            Shelf::File => Box::new(EncryptedFiles::new(self.files_folder()?, self.opening_key()?)),
        })
    }

    /// A shelf that things are only taken from: what opens its files is not asked for, and may be lost.
    pub(crate) fn shelf_to_take_from(&self, shelf: Shelf) -> Result<Box<dyn Store + '_>, Failure> {
        Ok(match shelf {
            Shelf::Keychain => self.shelf(shelf)?,
            Shelf::File => Box::new(EncryptedFiles::new(self.files_folder()?, self.key_file()?)),
        })
    }

    /// Says how encrypted files are opened. Not once there are any: they would be closed for good.
    pub(crate) fn set_opening(&self, opening: &Opening, dry_run: bool) -> Result<(), Failure> {
        if self.profiles()?.opening()? == *opening {
            return Ok(());
        }
        let kept = match self.folder_if_any(&self.state.join(FILES))? {
            Some(folder) => !folder.names()?.is_empty(),
            None => false,
        };
        if kept {
            return Err(Failure::usage("there are encrypted files already, which are opened in another way"));
        }
        if dry_run {
            return Ok(());
        }
        self.change_profiles(|profiles| Ok(profiles.set_opening(opening)?))
    }

    /// Asked for once in a run; before the first file, twice, since a typing error would close it for good.
    fn fetch_passphrase(&self, source: &Source) -> Result<Secret, Failure> {
        let passphrase = self.fetch(source)?;
        if *source == Source::Prompt && self.files_folder()?.names()?.is_empty() {
            let again = prompt::secret("Passphrase once more", PASSPHRASE_FLAG, self.env)?;
            if again.as_bytes() != passphrase.expose() {
                return Err(Failure::usage("the two passphrases are not the same"));
            }
        }
        Ok(passphrase)
    }

    fn files_folder(&self) -> Result<Folder, Failure> {
        self.folder(&self.state.join(FILES))
    }

    fn key_file(&self) -> Result<OpeningKey, Failure> {
        Ok(OpeningKey::file(&self.folder(&self.config)?, KEY_FILE))
    }

    pub(super) fn opening_key(&self) -> Result<OpeningKey, Failure> {
        match self.profiles()?.opening()? {
            Opening::KeyFile => self.key_file(),
            Opening::Passphrase(source) => {
                let passphrase = if let Some(passphrase) = self.passphrase.get() {
                    passphrase
                } else {
                    let fetched = self.fetch_passphrase(&source)?;
                    self.passphrase.get_or_init(|| fetched)
                };
                OpeningKey::passphrase(passphrase).map_err(Failure::usage)
            }
        }
    }
}

/// Where a token is kept, as it follows on "kept in".
pub(super) fn place(keeping: &Keeping) -> String {
    match keeping {
        Keeping::Keychain(entry) => format!("the keychain ({entry})"),
        Keeping::File | Keeping::Nowhere => StoreArg::from(keeping).words().to_owned(),
    }
}

const PROBE_LOCK: &str = "probe.lock";
/// The key of the encrypted files, in the directory of the configuration: a copy of the state alone opens none.
const KEY_FILE: &str = "files.key";
/// What answers in the place of a prompt.
pub(super) const PASSPHRASE_FLAG: &str = "--passphrase-from file:PATH, before anything is kept";
