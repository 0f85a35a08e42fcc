//! Variables that a client sets itself, by files of the user.

use std::path::Path;

use serde::Deserialize;

use super::holder::Holder;
use super::{Client, Directories};
use crate::dotenv::Dotenv;
use crate::file::Original;
use crate::secret::Secret;

/// A file by which a client sets variables for itself.
#[derive(Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Sets {
    /// Where it is.
    pub file: String,
    /// The member of a JSON file that they stand in; none of a `.env` file.
    pub key: Option<String>,
    /// Whether it counts where the variable is set outside too.
    #[serde(default)]
    pub wins: bool,
}

/// Those of one client: what cannot be read sets nothing.
#[derive(Default)]
pub(super) struct Settings(Vec<Setting>);

/// One of its files.
struct Setting {
    /// As a reference would name it.
    path: String,
    wins: bool,
    values: Values,
}

enum Values {
    Json(serde_json::Value),
    Dotenv(Dotenv),
}

impl Settings {
    pub(super) fn of(client: &Client, directories: &Directories) -> Self {
        Self(client.sets.iter().filter_map(|sets| Setting::of(client, sets, directories)).collect())
    }

    /// What a variable is set to, and where.
    ///
    /// - `is_set`: whether it is set outside, which counts but where a file wins.
    pub(super) fn held(&self, name: &str, is_set: bool) -> Option<(Holder, Secret)> {
        let mut files = self.0.iter().filter(|file| file.wins || !is_set);
        files.find_map(|file| file.held(name))
    }
}

impl Setting {
    fn of(client: &Client, sets: &Sets, directories: &Directories) -> Option<Self> {
        let path = client.expand(&sets.file, directories);
        let original = Original::look(&path).ok()??;
        let bytes = original.bytes().to_vec();
        let values = match &sets.key {
            Some(key) => Values::Json(
                serde_json::from_slice::<serde_json::Value>(
                    bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(&bytes),
                )
                .ok()?
                .get_mut(key)?
                .take(),
            ),
            None => Values::Dotenv(Dotenv::parse(bytes).ok()?),
        };
        let path =
            path.strip_prefix(&directories.home).map_or(path.clone(), |inner| Path::new("~").join(inner));
        Some(Self { path: path.to_str()?.to_owned(), wins: sets.wins, values })
    }

    fn held(&self, name: &str) -> Option<(Holder, Secret)> {
        let value = match &self.values {
            Values::Json(members) => members.get(name)?.as_str()?.as_bytes().to_vec(),
            Values::Dotenv(lines) => lines.value(name).ok()??.as_bytes().to_vec(),
        };
        let holder = Holder::File { path: self.path.clone(), variable: Some(name.to_owned()) };
        // What counts everywhere counts when it is nothing, too.
        (self.wins || !value.is_empty()).then(|| (holder, Secret::new(value)))
    }
}
