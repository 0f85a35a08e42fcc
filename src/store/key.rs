//! What opens encrypted files: a random key, from a file of ours or from a keychain, or a passphrase.
//!
//! Either is an age passphrase in the end. A random key cannot be guessed, so scrypt need not be slow for it.

use std::path::PathBuf;

use age::secrecy::SecretString;
use zeroize::Zeroizing;

use super::StoreError;
use crate::file::{FileError, Folder};
use crate::secret::{Encoding, Secret, Size, generate};

/// What opens encrypted files. Read or made only when a file is to be opened.
pub struct OpeningKey(Form);

enum Form {
    File { folder: Folder, name: String },
    Given(Opener),
}

impl OpeningKey {
    /// A key file: 32 random bytes as base64url text in one line, made with mode 0600 when the first file is written.
    ///
    /// It protects a copy of the encrypted files without it, and nothing from a program that runs as its owner.
    pub fn file(folder: &Folder, name: &str) -> Self {
        Self(Form::File { folder: folder.clone(), name: name.to_owned() })
    }

    /// A passphrase, of which scrypt makes a key in about a third of a second each time.
    pub fn passphrase(passphrase: &Secret) -> Result<Self, PassphraseError> {
        Self::stretched(passphrase, PASSPHRASE_LOG_N)
    }

    /// A key as [`new_key`] makes one, `None` when it is none.
    pub(super) fn random(key: &Secret) -> Option<Self> {
        opener(key).map(|opener| Self(Form::Given(opener)))
    }

    /// A passphrase that is cheaper than it may be, for tests.
    #[cfg(test)]
    pub(super) fn cheap(passphrase: &Secret) -> Result<Self, PassphraseError> {
        Self::stretched(passphrase, 1)
    }

    fn stretched(passphrase: &Secret, log_n: u8) -> Result<Self, PassphraseError> {
        match str::from_utf8(passphrase.expose()) {
            Ok(text) if !text.is_empty() => Ok(Self(Form::Given(Opener { text: text.into(), log_n }))),
            _ => Err(PassphraseError),
        }
    }

    /// For a file that is there: a key file that is not cannot be made any more.
    pub(super) fn for_reading(&self) -> Result<Opener, StoreError> {
        match &self.0 {
            Form::Given(opener) => Ok(opener.clone()),
            Form::File { folder, name } => {
                read(folder, name)?.ok_or_else(|| missing(folder.path().join(name)))
            }
        }
    }

    /// Whether a key file that is there holds a key.
    pub(super) fn judge(&self) -> Result<(), StoreError> {
        match &self.0 {
            Form::Given(_) => Ok(()),
            Form::File { folder, name } => read(folder, name).map(drop),
        }
    }

    /// For a new file. Of two runs that make the key file at once, one goes on with the other's.
    pub(super) fn for_writing(&self) -> Result<Opener, StoreError> {
        let (folder, name) = match &self.0 {
            Form::Given(opener) => return Ok(opener.clone()),
            Form::File { folder, name } => (folder, name),
        };
        if let Some(opener) = read(folder, name)? {
            return Ok(opener);
        }
        let path = folder.path().join(name);
        let line = Zeroizing::new([new_key()?.expose(), b"\n"].concat());
        match folder.write_new(name, &line) {
            Ok(()) | Err(FileError::AlreadyExists { .. }) => {}
            Err(error) => return Err(error.into()),
        }
        read(folder, name)?.ok_or_else(|| missing(path))
    }
}

/// A passphrase that age does not take: empty, or no UTF-8 text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("a passphrase is UTF-8 text, and not empty")]
pub struct PassphraseError;

/// An age passphrase and what it costs to try one.
#[derive(Clone)]
pub(super) struct Opener {
    pub(super) text: SecretString,
    /// scrypt's N is two to the power of this.
    pub(super) log_n: u8,
}

impl Opener {
    /// The most that a file of it may ask for.
    pub(super) fn most_log_n(&self) -> u8 {
        if self.log_n == KEY_LOG_N { OLD_KEY_LOG_N } else { self.log_n }
    }

    /// What it is, in a word.
    pub(super) fn word(&self) -> &'static str {
        if self.log_n == KEY_LOG_N { "key" } else { "passphrase" }
    }
}

/// 32 random bytes as base64url text.
pub(super) fn new_key() -> Result<Secret, StoreError> {
    let bytes = generate(Size::Bits256)?;
    Ok(Secret::new(Encoding::Base64url.encode(bytes.expose()).as_bytes().to_vec()))
}

fn read(folder: &Folder, name: &str) -> Result<Option<Opener>, StoreError> {
    let Some(content) = folder.read(name)? else { return Ok(None) };
    let key = opener(&Secret::from_file_content(content));
    let path = folder.path().join(name);
    key.map(Some).ok_or(StoreError::KeyFile { path, what: "does not hold a key (43 base64url digits)" })
}

fn opener(key: &Secret) -> Option<Opener> {
    let is_key = Encoding::Base64url.decode(key).is_ok_and(|bytes| bytes.len() == KEY_LEN);
    let text = str::from_utf8(key.expose()).ok().filter(|_| is_key)?;
    Some(Opener { text: text.into(), log_n: KEY_LOG_N })
}

fn missing(path: PathBuf) -> StoreError {
    StoreError::KeyFile { path, what: "does not exist" }
}

const KEY_LEN: usize = 32;

/// 256 random bits, which nobody guesses: all that scrypt has to do is to be there.
const KEY_LOG_N: u8 = 2;
/// What it had to do before.
const OLD_KEY_LOG_N: u8 = 10;

/// 128 MiB and a third of a second for each guess.
pub(super) const PASSPHRASE_LOG_N: u8 = 17;
