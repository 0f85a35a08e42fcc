//! Encrypted files: one per entry, each a binary age file that `age --decrypt` opens as well.
//!
//! scrypt is the only recipient: whoever cannot open a file cannot make one either. In the plaintext stands whose value it
//! is, so that a file under another's name is found out. An older file in the place of a newer one is not.
//!
//! Not here: where the key comes from ([`OpeningKey`]), and who may write at the same time.
//!
//! The work factors are ours and fixed. age would measure this machine each time, and refuse a file that a faster one made.
//! Its errors are put into words here, since its own are translated by a loader that is large and reads the environment.
//!
//! Source: C2SP age v1 (<https://c2sp.org/age>).

use std::borrow::Cow;
use std::io::{Read, Write};
use std::iter;

use age::{DecryptError, Decryptor, Encryptor, Identity, Recipient, scrypt};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use serde::{Deserialize, Serialize};
use zeroize::Zeroizing;

use super::key::{Opener, PASSPHRASE_LOG_N};
use super::{Entry, OpeningKey, Store, StoreError};
use crate::file::Folder;
use crate::secret::Secret;

/// Encrypted files in a directory of ours, named by 32 hex digits of the SHA-256 of service, NUL, user, with `.age`.
pub struct EncryptedFiles {
    folder: Folder,
    key: OpeningKey,
    /// Whether all files of the folder are opened by that key.
    has_one_key: bool,
}

impl EncryptedFiles {
    /// In bytes. As base64 in JSON it is under the 16 MiB that a [`Folder`] reads.
    pub(super) const LONGEST: usize = 8 << 20;

    /// One key for all files of a folder. Reads nothing yet.
    pub fn new(folder: Folder, key: OpeningKey) -> Self {
        Self { folder, key, has_one_key: true }
    }

    /// The key of one file among others.
    pub(super) fn of_one(folder: Folder, key: OpeningKey) -> Self {
        Self { folder, key, has_one_key: false }
    }

    /// What closes a new file. It must open those that are there: a mistyped passphrase would close this one for good, and a
    /// key file made anew beside old files would make two stores of one.
    fn closing(&self) -> Result<Opener, StoreError> {
        let names = if self.has_one_key { self.names()? } else { Vec::new() };
        if names.is_empty() {
            return self.key.for_writing();
        }
        let opener = self.key.for_reading()?;
        self.opens_one(&names, &opener)?;
        Ok(opener)
    }

    /// Tries the key on the files that are there, and makes none: whether it opened one. A damaged one says nothing.
    pub fn try_key(&self) -> Result<bool, StoreError> {
        let names = self.names()?;
        if names.is_empty() {
            self.key.judge()?;
            return Ok(false);
        }
        self.opens_one(&names, &self.key.for_reading()?)
    }

    fn names(&self) -> Result<Vec<String>, StoreError> {
        let mut names = self.folder.names()?;
        names.retain(|name| name.ends_with(SUFFIX));
        Ok(names)
    }

    /// Whether one of the files is opened. Those that are damaged, or gone by now, say nothing; one whose first lines were
    /// changed looks like another key's, so one of them does not settle it. Two do: each try takes its time.
    fn opens_one(&self, names: &[String], opener: &Opener) -> Result<bool, StoreError> {
        let mut other = None;
        for name in names {
            match self.folder.read(name)?.map(|ciphertext| decrypt(&ciphertext, opener)) {
                Some(Ok(_)) => return Ok(true),
                Some(Err(Fault::WrongKey)) if other.is_some() => break,
                Some(Err(Fault::WrongKey)) => other = Some(self.folder.path().join(name)),
                Some(Err(Fault::Damaged(_))) | None => {}
            }
        }
        other.map_or(Ok(false), |path| Err(StoreError::OtherKey { by: opener.word(), path }))
    }

    pub(super) fn name(entry: &Entry) -> String {
        format!("{}{SUFFIX}", entry.digest())
    }
}

impl Store for EncryptedFiles {
    fn read(&self, entry: &Entry) -> Result<Option<Secret>, StoreError> {
        let name = Self::name(entry);
        let Some(ciphertext) = self.folder.read(&name)? else { return Ok(None) };
        let opener = self.key.for_reading()?;
        let opened = decrypt(&ciphertext, &opener).and_then(|plain| open(&plain, entry));
        opened.map(Some).map_err(|fault| {
            let (entry, path) = (entry.clone(), self.folder.path().join(name));
            match fault {
                Fault::WrongKey => StoreError::WrongKey { by: opener.word(), entry, path },
                Fault::Damaged(what) => StoreError::Damaged { entry, path, what },
            }
        })
    }

    fn write(&self, entry: &Entry, value: &Secret) -> Result<(), StoreError> {
        if value.len() > Self::LONGEST {
            return Err(StoreError::TooLong { len: value.len(), max: Self::LONGEST });
        }
        let ciphertext = encrypt(&seal(entry, value), &self.closing()?);
        Ok(self.folder.write(&Self::name(entry), &ciphertext)?)
    }

    /// Takes no key.
    fn remove(&self, entry: &Entry) -> Result<bool, StoreError> {
        Ok(self.folder.remove(&Self::name(entry))?)
    }

    fn max_len(&self) -> Option<usize> {
        Some(Self::LONGEST)
    }
}

/// What a file holds, as JSON.
#[derive(Serialize, Deserialize)]
struct Envelope<'a> {
    v: u32,
    #[serde(borrow)]
    service: Cow<'a, str>,
    #[serde(borrow)]
    user: Cow<'a, str>,
    /// base64 (RFC 4648 section 4), so nothing in it is ever escaped, and nothing of it copied.
    value: &'a str,
}

enum Fault {
    WrongKey,
    Damaged(&'static str),
}

#[expect(clippy::expect_used, reason = "a buffer in memory takes every byte")]
pub(super) fn seal(entry: &Entry, value: &Secret) -> Zeroizing<Vec<u8>> {
    let value = Zeroizing::new(STANDARD.encode(value.expose()));
    let (service, user) = (entry.service().into(), entry.user().into());
    let envelope = Envelope { v: VERSION, service, user, value: &value };
    // Large enough from the start: a buffer that grows leaves its old bytes in freed memory.
    let space = value.len() + 2 * (entry.service().len() + entry.user().len()) + 64;
    let mut plaintext = Zeroizing::new(Vec::with_capacity(space));
    serde_json::to_writer(&mut *plaintext, &envelope).expect("text is JSON");
    plaintext
}

fn open(plaintext: &[u8], entry: &Entry) -> Result<Secret, Fault> {
    let envelope: Envelope<'_> =
        serde_json::from_slice(plaintext).map_err(|_| Fault::Damaged("what it holds is not ours"))?;
    if envelope.v != VERSION {
        return Err(Fault::Damaged("another version of this program made it"));
    }
    if envelope.service != entry.service() || envelope.user != entry.user() {
        return Err(Fault::Damaged("it belongs to another entry"));
    }
    STANDARD.decode(envelope.value).map(Secret::new).map_err(|_| Fault::Damaged("what it holds is not ours"))
}

#[expect(clippy::expect_used, reason = "one scrypt recipient, and a buffer in memory takes every byte")]
pub(super) fn encrypt(plaintext: &[u8], opener: &Opener) -> Vec<u8> {
    let mut recipient = scrypt::Recipient::new(opener.text.clone());
    recipient.set_work_factor(opener.log_n);
    let recipients = iter::once(&recipient as &dyn Recipient);
    let encryptor = Encryptor::with_recipients(recipients).expect("one recipient");
    let mut ciphertext = Vec::new();
    let mut writer = encryptor.wrap_output(&mut ciphertext).expect("written to memory");
    writer.write_all(plaintext).expect("written to memory");
    writer.finish().expect("written to memory");
    ciphertext
}

fn decrypt(ciphertext: &[u8], opener: &Opener) -> Result<Zeroizing<Vec<u8>>, Fault> {
    let mut identity = scrypt::Identity::new(opener.text.clone());
    identity.set_max_work_factor(opener.most_log_n());
    let decryptor = Decryptor::new_buffered(ciphertext).map_err(|error| judge(&error))?;
    let identities = iter::once(&identity as &dyn Identity);
    let mut reader = decryptor.decrypt(identities).map_err(|error| judge(&error))?;
    // The ciphertext is longer than what it holds, so this does not grow.
    let mut plaintext = Zeroizing::new(Vec::with_capacity(ciphertext.len()));
    reader.read_to_end(&mut plaintext).map_err(|_| Fault::Damaged("it was changed or cut short"))?;
    Ok(plaintext)
}

fn judge(error: &DecryptError) -> Fault {
    match error {
        DecryptError::DecryptionFailed
        | DecryptError::KeyDecryptionFailed
        // Made with a passphrase, and this is a key.
        | DecryptError::ExcessiveWork { required: PASSPHRASE_LOG_N, .. } => Fault::WrongKey,
        DecryptError::ExcessiveWork { .. } => Fault::Damaged("it asks for more work than ours do"),
        DecryptError::NoMatchingKeys => Fault::Damaged("it is for a recipient that is not ours"),
        _ => Fault::Damaged("it is no age file, or it was changed or cut short"),
    }
}

const VERSION: u32 = 1;

const SUFFIX: &str = ".age";
