//! Why a store gave no answer. Facts, not advice.

use std::path::PathBuf;

use super::Entry;
use crate::file::FileError;
use crate::secret::GenerateError;

/// Why an item was not read, kept or forgotten. No text here holds any of it.
#[non_exhaustive]
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// The keychain is there and locked, or would have to ask somebody before it lets us in.
    #[error("the keychain is locked")]
    Locked,
    /// There is no session bus, or it leads nowhere.
    #[error("no keychain: there is no session bus")]
    NoBus {
        /// What was tried.
        cause: String,
    },
    /// There is a session bus, and nobody on it keeps secrets.
    #[error("no keychain: no program on the session bus keeps secrets (`org.freedesktop.secrets`)")]
    NoProvider,
    /// The keychain has no collection to keep anything in: it was never set up.
    #[error("the keychain has no default collection")]
    NoCollection,
    /// The keychain gave no answer in time. What was asked of it may still happen later.
    #[error("the keychain gave no answer within {seconds} s")]
    NoAnswer {
        /// How long it was waited for, rounded up.
        seconds: u64,
    },
    /// Several items are kept under one entry, and nothing says which one is meant.
    #[error("the keychain has {count} items under `{entry}`")]
    Ambiguous {
        /// The entry.
        entry: Entry,
        /// How many.
        count: usize,
    },
    /// More bytes than the store takes under one entry.
    #[error("{len} bytes are too many for one entry, {max} are taken")]
    TooLong {
        /// The bytes that were given.
        len: usize,
        /// The most that are taken.
        max: usize,
    },
    /// The keychain refused, for a reason of its own.
    #[error("the keychain refused")]
    Refused {
        /// What it said. Untrusted text.
        cause: String,
    },
    /// The key or passphrase does not open the file. Nobody can tell this from a file whose first lines were changed.
    #[error("the encrypted file of `{entry}` is not opened by this {by}")]
    WrongKey {
        /// What was tried, in a word.
        by: &'static str,
        /// The entry.
        entry: Entry,
        /// The encrypted file.
        path: PathBuf,
    },
    /// The key or passphrase does not open the files that are there: nothing new is closed with it.
    #[error("this {by} does not open the encrypted file `{}`, nor the others of its directory", path.display())]
    OtherKey {
        /// What was tried, in a word.
        by: &'static str,
        /// One that it was tried on.
        path: PathBuf,
    },
    /// An encrypted file that cannot be read as one of ours for this entry.
    #[error("the encrypted file of `{entry}` is damaged: {what}")]
    Damaged {
        /// The entry.
        entry: Entry,
        /// The encrypted file.
        path: PathBuf,
        /// What is wrong.
        what: &'static str,
    },
    /// There are encrypted files, and the key file that opens them is not there or holds no key.
    #[error("the key file `{}` {what}", path.display())]
    KeyFile {
        /// The key file.
        path: PathBuf,
        /// What is wrong with it.
        what: &'static str,
    },
    /// No new key was made.
    #[error(transparent)]
    NoKey(#[from] GenerateError),
    /// A file was not read or written.
    #[error(transparent)]
    File(#[from] FileError),
}
