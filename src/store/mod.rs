//! Where secrets and tokens rest: the keychain of the system, or encrypted files.
//!
//! A store keeps bytes under an [`Entry`]. It knows neither profiles nor JWTs, never falls back to another store, and never
//! asks anybody anything: a locked keychain is an error. Which store an item rests in is for the caller to remember.

mod entry;
mod error;
mod files;
mod key;
mod keychain;
mod overflow;
#[cfg(test)]
mod tests;

pub use entry::{Entry, EntryError};
pub use error::StoreError;
pub use files::EncryptedFiles;
pub use key::{OpeningKey, PassphraseError};
pub use keychain::Keychain;
pub use overflow::Overflow;

use crate::secret::Secret;

/// A place where secrets rest.
pub trait Store {
    /// What is kept under the entry, `None` when nothing is.
    fn read(&self, entry: &Entry) -> Result<Option<Secret>, StoreError>;

    /// Keeps `value` under the entry, in the place of what is there.
    fn write(&self, entry: &Entry, value: &Secret) -> Result<(), StoreError>;

    /// Forgets what is kept under the entry; whether there was anything.
    fn remove(&self, entry: &Entry) -> Result<bool, StoreError>;

    /// The most bytes that one entry holds, `None` when there is no practical limit.
    fn max_len(&self) -> Option<usize>;
}

impl<S: Store + ?Sized> Store for &S {
    fn read(&self, entry: &Entry) -> Result<Option<Secret>, StoreError> {
        (**self).read(entry)
    }

    fn write(&self, entry: &Entry, value: &Secret) -> Result<(), StoreError> {
        (**self).write(entry, value)
    }

    fn remove(&self, entry: &Entry) -> Result<bool, StoreError> {
        (**self).remove(entry)
    }

    fn max_len(&self) -> Option<usize> {
        (**self).max_len()
    }
}
