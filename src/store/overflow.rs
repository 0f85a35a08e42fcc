//! A keychain with room for long values: what it does not take goes to an encrypted file whose key it keeps.
//!
//! A value is either an item of the keychain under its own entry, or a file with a key in the keychain under an entry that
//! is derived from it. The item comes first: while there is one, the file says nothing. So each change has one step that
//! counts, and after a kill at any point the old or the new value is there, whole. What such a kill leaves behind the next
//! write or removal takes away.
//!
//! Not here: two writers of one entry at a time. They need a lock of their own.

use super::{EncryptedFiles, Entry, OpeningKey, Store, StoreError};
use crate::file::Folder;
use crate::secret::Secret;

/// A keychain, and a directory of ours for what is too long for it.
pub struct Overflow<K> {
    keychain: K,
    folder: Folder,
}

impl<K: Store> Overflow<K> {
    /// Reads nothing yet.
    pub fn new(keychain: K, folder: Folder) -> Self {
        Self { keychain, folder }
    }

    fn fits(&self, value: &Secret) -> bool {
        self.keychain.max_len().is_none_or(|max| value.len() <= max)
    }

    /// What rests in a file, when its key is there.
    fn read_file(&self, entry: &Entry) -> Result<Option<Secret>, StoreError> {
        match self.keychain.read(&Entry::overflow_key(entry))? {
            Some(key) => self.files(entry, &key)?.read(entry),
            None => Ok(None),
        }
    }

    fn write_file(&self, entry: &Entry, value: &Secret) -> Result<(), StoreError> {
        let key_entry = Entry::overflow_key(entry);
        let key = if let Some(key) = self.keychain.read(&key_entry)? {
            key
        } else {
            // A file that no key opens: as soon as there is one, it would be in the way.
            self.folder.remove(&EncryptedFiles::name(entry))?;
            let key = super::key::new_key()?;
            self.keychain.write(&key_entry, &key)?;
            key
        };
        self.files(entry, &key)?.write(entry, value)
    }

    /// The file first: what is left of a removal that was broken off is a key that opens nothing.
    fn remove_file(&self, entry: &Entry) -> Result<bool, StoreError> {
        let had_file = self.folder.remove(&EncryptedFiles::name(entry))?;
        let had_key = self.keychain.remove(&Entry::overflow_key(entry))?;
        Ok(had_file && had_key)
    }

    fn files(&self, entry: &Entry, key: &Secret) -> Result<EncryptedFiles, StoreError> {
        let key = OpeningKey::random(key).ok_or_else(|| StoreError::Damaged {
            entry: entry.clone(),
            path: self.folder.path().join(EncryptedFiles::name(entry)),
            what: "what the keychain has for it is no key",
        })?;
        Ok(EncryptedFiles::of_one(self.folder.clone(), key))
    }
}

impl<K: Store> Store for Overflow<K> {
    fn read(&self, entry: &Entry) -> Result<Option<Secret>, StoreError> {
        let item = self.keychain.read(entry)?;
        if item.is_some() || self.keychain.max_len().is_none() {
            return Ok(item);
        }
        if let Some(value) = self.read_file(entry)? {
            return Ok(Some(value));
        }
        // Between the two looks a shorter value may have come.
        self.keychain.read(entry)
    }

    fn write(&self, entry: &Entry, value: &Secret) -> Result<(), StoreError> {
        if self.fits(value) {
            self.keychain.write(entry, value)?;
            if self.keychain.max_len().is_some() {
                self.remove_file(entry)?;
            }
        } else {
            self.write_file(entry, value)?;
            self.keychain.remove(entry)?;
        }
        Ok(())
    }

    fn remove(&self, entry: &Entry) -> Result<bool, StoreError> {
        // The item last: without it an old file would come back.
        let had_file = self.keychain.max_len().is_some() && self.remove_file(entry)?;
        let had_item = self.keychain.remove(entry)?;
        Ok(had_file || had_item)
    }

    fn max_len(&self) -> Option<usize> {
        self.keychain.max_len().map(|max| max.max(EncryptedFiles::LONGEST))
    }
}
