//! The login keychain of macOS and the Credential Manager of Windows. Compiled in principle; never run.
//!
//! - macOS: a generic password, the account being the user. The system asks the user when another program made the item, or
//!   this one under another signature; here it may not, and what it would have asked is
//!   [`StoreError::Locked`](crate::store::StoreError::Locked).
//! - Windows: a generic credential named `<user>.<service>`, the bytes as they are, on this machine only. Python's `keyring`
//!   names its own `<service>` and writes UTF-16: the two do not meet.
//!
//! Sources: Keychain Services (`errSecInteractionNotAllowed`); wincred.h (`CRED_MAX_CREDENTIAL_BLOB_SIZE`).

use std::collections::HashMap;
use std::sync::Arc;

#[cfg(target_os = "macos")]
use apple_native_keyring_store::keychain::Store;
use keyring_core::api::CredentialStoreApi;
use keyring_core::{Entry as Item, Error};
#[cfg(windows)]
use windows_native_keyring_store::Store;

use super::refused;
use crate::secret::Secret;
use crate::store::{Entry, StoreError};

#[cfg(target_os = "macos")]
pub(super) const MAX_LEN: Option<usize> = None;
#[cfg(windows)]
pub(super) const MAX_LEN: Option<usize> = Some(5 * 512);

pub(super) struct Backend {
    store: Option<Arc<Store>>,
}

impl Backend {
    pub(super) fn new() -> Self {
        Self { store: None }
    }

    pub(super) fn read(&mut self, entry: &Entry) -> Result<Option<Secret>, StoreError> {
        match self.with(entry, Item::get_secret) {
            Ok(bytes) => Ok(Some(Secret::new(bytes))),
            Err(Error::NoEntry) => Ok(None),
            Err(error) => Err(judge(&error)),
        }
    }

    pub(super) fn write(&mut self, entry: &Entry, value: &Secret) -> Result<(), StoreError> {
        self.with(entry, |item| item.set_secret(value.expose())).map_err(|error| judge(&error))
    }

    pub(super) fn remove(&mut self, entry: &Entry) -> Result<bool, StoreError> {
        match self.with(entry, Item::delete_credential) {
            Ok(()) => Ok(true),
            Err(Error::NoEntry) => Ok(false),
            Err(error) => Err(judge(&error)),
        }
    }

    fn with<T>(
        &mut self,
        entry: &Entry,
        work: impl FnOnce(&Item) -> keyring_core::Result<T>,
    ) -> keyring_core::Result<T> {
        let store = match &mut self.store {
            Some(store) => store,
            none => none.insert(Store::new()?),
        };
        let item = store.build(entry.service(), entry.user(), Some(&HashMap::from(MODIFIERS)))?;
        let _silence = silence()?;
        work(&item)
    }
}

/// As long as this is held, Keychain Services shows this process nothing and answers `errSecInteractionNotAllowed` instead.
#[cfg(target_os = "macos")]
fn silence() -> keyring_core::Result<impl Drop> {
    security_framework::os::macos::keychain::SecKeychain::disable_user_interaction()
        .map_err(|error| Error::PlatformFailure(Box::new(error)))
}

/// Credential Manager never asks.
#[cfg(windows)]
#[expect(clippy::unnecessary_wraps, reason = "the form of the other system")]
fn silence() -> keyring_core::Result<Silence> {
    Ok(Silence)
}

#[cfg(windows)]
struct Silence;

/// The text of `BadEncoding` and `BadDataFormat` holds no bytes of the item either, only what is wrong.
fn judge(error: &Error) -> StoreError {
    #[cfg(target_os = "macos")]
    if let Error::PlatformFailure(cause) | Error::NoStorageAccess(cause) = error
        && let Some(cause) = cause.downcast_ref::<security_framework::base::Error>()
    {
        match cause.code() {
            INTERACTION_NOT_ALLOWED | USER_CANCELED | AUTHORIZATION_FAILED => return StoreError::Locked,
            NO_SUCH_KEYCHAIN | NO_DEFAULT_KEYCHAIN => return StoreError::NoCollection,
            _ => {}
        }
    }
    refused(error.to_string())
}

#[cfg(target_os = "macos")]
const MODIFIERS: [(&str, &str); 0] = [];
/// A secret does not roam to the other machines of a domain.
#[cfg(windows)]
const MODIFIERS: [(&str, &str); 1] = [("persistence", "Local")];

/// `SecBase.h`.
#[cfg(target_os = "macos")]
const INTERACTION_NOT_ALLOWED: i32 = -25308;
#[cfg(target_os = "macos")]
const USER_CANCELED: i32 = -128;
#[cfg(target_os = "macos")]
const AUTHORIZATION_FAILED: i32 = -25293;
#[cfg(target_os = "macos")]
const NO_SUCH_KEYCHAIN: i32 = -25294;
#[cfg(target_os = "macos")]
const NO_DEFAULT_KEYCHAIN: i32 = -25307;
