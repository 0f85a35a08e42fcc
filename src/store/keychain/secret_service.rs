//! The Secret Service: gnome-keyring, KWallet, KeePassXC and others, over the session bus.
//!
//! The crate `zbus-secret-service-keyring-store` unlocks whatever it finds locked, by a dialog, and cannot be asked first;
//! it also makes an item in one step and marks it for Python in another. So this goes one layer down, to the
//! `secret-service` that it is built on, and to that one's `zbus`, whose errors tell a missing bus from a missing keychain.
//!
//! Where the bus is, zbus takes from `DBUS_SESSION_BUS_ADDRESS` or `XDG_RUNTIME_DIR`.
//!
//! Source: Secret Service API 0.2 (freedesktop.org); the attributes are those of Python's `keyring` 25.

use std::collections::HashMap;

use secret_service::blocking::{Collection, Item, SecretService};
use secret_service::{EncryptionType, Error};
use zbus::fdo;

use super::refused;
use crate::secret::Secret;
use crate::store::{Entry, StoreError};

/// gnome-keyring takes a megabyte and more.
pub(super) const MAX_LEN: Option<usize> = None;

pub(super) struct Backend {
    service: Option<SecretService<'static>>,
}

impl Backend {
    pub(super) fn new() -> Self {
        Self { service: None }
    }

    pub(super) fn read(&mut self, entry: &Entry) -> Result<Option<Secret>, StoreError> {
        self.with(|service| match choose(find(service, entry)?, entry)? {
            Some(item) => Ok(Some(Secret::new(item.get_secret().map_err(judge)?))),
            None => open_collection(service).map(|_| None),
        })
    }

    pub(super) fn write(&mut self, entry: &Entry, value: &Secret) -> Result<(), StoreError> {
        let value = value.expose();
        let form = if str::from_utf8(value).is_ok() { "text/plain" } else { "application/octet-stream" };
        self.with(|service| {
            if let Some(item) = choose(find(service, entry)?, entry)? {
                mark(&item)?;
                return item.set_secret(value, form).map_err(judge);
            }
            let mut attributes = attributes(entry);
            attributes.insert(APPLICATION, PYTHON);
            let collection = open_collection(service)?;
            collection.create_item(&entry.to_string(), attributes, value, true, form).map_err(judge)?;
            Ok(())
        })
    }

    pub(super) fn remove(&mut self, entry: &Entry) -> Result<bool, StoreError> {
        self.with(|service| {
            let items = find(service, entry)?;
            if items.is_empty() {
                open_collection(service)?;
            }
            for item in &items {
                item.delete().map_err(judge)?;
            }
            Ok(!items.is_empty())
        })
    }

    /// A session ends with the keychain's program: with one that was opened for an earlier call a failure says nothing yet.
    fn with<T>(
        &mut self,
        work: impl for<'a> Fn(&'a SecretService<'a>) -> Result<T, StoreError>,
    ) -> Result<T, StoreError> {
        let is_doubtful = |result: &Result<T, StoreError>| {
            matches!(
                result,
                Err(StoreError::Refused { .. } | StoreError::NoBus { .. } | StoreError::NoProvider)
            )
        };
        if let Some(service) = self.service.take() {
            let result = work(&service);
            if !is_doubtful(&result) {
                self.service = Some(service);
                return result;
            }
        }
        let service = connect()?;
        let result = work(&service);
        self.service = (!is_doubtful(&result)).then_some(service);
        result
    }
}

fn connect() -> Result<SecretService<'static>, StoreError> {
    let bus = zbus::blocking::Connection::session()
        .map_err(|error| StoreError::NoBus { cause: error.to_string() })?;
    SecretService::connect_with_existing(EncryptionType::Dh, bus).map_err(judge)
}

/// All items of the entry. Where one of them is locked, nobody can tell which one is meant, and the service would ask.
fn find<'a>(service: &'a SecretService<'a>, entry: &Entry) -> Result<Vec<Item<'a>>, StoreError> {
    let found = service.search_items(attributes(entry)).map_err(judge)?;
    if found.locked.is_empty() { Ok(found.unlocked) } else { Err(StoreError::Locked) }
}

/// The one that is meant: the one that Python's `keyring` goes on with, when there are several.
fn choose<'a>(mut items: Vec<Item<'a>>, entry: &Entry) -> Result<Option<Item<'a>>, StoreError> {
    let count = items.len();
    if count > 1 {
        let mut marked = Vec::new();
        for item in items {
            if item.get_attributes().map_err(judge)?.contains_key(APPLICATION) {
                marked.push(item);
            }
        }
        items = marked;
        if items.len() != 1 {
            return Err(StoreError::Ambiguous { entry: entry.clone(), count });
        }
    }
    Ok(items.pop())
}

/// Makes it an item that Python's `keyring` replaces. `secret-tool store` takes that from an item.
fn mark(item: &Item<'_>) -> Result<(), StoreError> {
    let attributes = item.get_attributes().map_err(judge)?;
    if attributes.contains_key(APPLICATION) {
        return Ok(());
    }
    let mut marked: HashMap<&str, &str> =
        attributes.iter().map(|(key, value)| (key.as_str(), value.as_str())).collect();
    marked.insert(APPLICATION, PYTHON);
    item.set_attributes(marked).map_err(judge)
}

/// Where new items go. Only a keychain that is there and open says that an item is not: some cannot search a locked one.
fn open_collection<'a>(service: &'a SecretService<'a>) -> Result<Collection<'a>, StoreError> {
    let collection = service.get_default_collection().map_err(judge)?;
    if collection.is_locked().map_err(judge)? { Err(StoreError::Locked) } else { Ok(collection) }
}

fn attributes(entry: &Entry) -> HashMap<&str, &str> {
    HashMap::from([("service", entry.service()), ("username", entry.user())])
}

/// What the service answered. None of these texts holds a value: errors of the bus are a name and a sentence.
fn judge(error: Error) -> StoreError {
    match error {
        Error::Locked | Error::Prompt | Error::PromptDisconnected => StoreError::Locked,
        Error::NoResult => StoreError::NoCollection,
        Error::Zbus(zbus::Error::MethodError(name, said, _)) => by_name(&name, said.as_deref().unwrap_or("")),
        Error::Zbus(zbus::Error::FDO(error)) => judge(Error::ZbusFdo(*error)),
        Error::ZbusFdo(fdo::Error::ServiceUnknown(_) | fdo::Error::NameHasNoOwner(_)) => {
            StoreError::NoProvider
        }
        Error::ZbusFdo(fdo::Error::ZBus(error)) => judge(Error::Zbus(error)),
        Error::Unavailable
        | Error::Zbus(zbus::Error::InputOutput(_) | zbus::Error::Connection(..) | zbus::Error::Address(_)) => {
            StoreError::NoBus { cause: error.to_string() }
        }
        error => refused(error.to_string()),
    }
}

/// The names of the D-Bus specification and of the Secret Service API.
fn by_name(name: &str, said: &str) -> StoreError {
    match name {
        "org.freedesktop.DBus.Error.ServiceUnknown" | "org.freedesktop.DBus.Error.NameHasNoOwner" => {
            StoreError::NoProvider
        }
        "org.freedesktop.Secret.Error.IsLocked" => StoreError::Locked,
        _ => refused(format!("{name}: {said}")),
    }
}

/// The attribute, and its value, by which Python's `keyring` knows its items. Without it, Python would make a second one.
const APPLICATION: &str = "application";
const PYTHON: &str = "Python keyring library";
