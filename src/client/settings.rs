//! Variables that a client sets itself, by files of the user.

use serde::Deserialize;

use super::edit::Document;
use super::holder::Holder;
use super::place::from_home;
use super::surroundings::Outside;
use super::value::Value;
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
    /// Where it is as long as no variable moves the client's home, when that is elsewhere.
    pub unmoved: Option<String>,
    /// The member of a JSON file that they stand in; none of a `.env` file.
    pub key: Option<String>,
    /// Whether it counts where the variable is set outside too.
    #[serde(default)]
    pub wins: bool,
    /// What the names of those begin with, in whatever case, that are not taken from it.
    pub passes_over: Option<String>,
}

/// Those of one client: what cannot be read sets nothing.
#[derive(Default)]
pub(super) struct Settings(Vec<Setting>);

/// One of its files.
struct Setting {
    /// As a reference would name it.
    path: String,
    wins: bool,
    passes_over: Option<String>,
    values: Values,
}

enum Values {
    Json(Value),
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

    /// What a variable holds for the client: what it sets itself, where that counts, else what is set outside.
    pub(super) fn before(
        &self,
        name: &str,
        is_set: bool,
        outside: impl FnOnce() -> Option<Secret>,
    ) -> Option<Secret> {
        self.held(name, is_set).map(|(_, held)| held).or_else(outside)
    }
}

/// What is outside as a client finds it: what it sets itself before what is set there, where that counts.
pub struct OutsideFor<'f> {
    settings: Settings,
    outside: &'f dyn Outside,
}

impl<'f> OutsideFor<'f> {
    /// - `outside`: what is there for whoever asks.
    pub fn new(client: &Client, directories: &Directories, outside: &'f dyn Outside) -> Self {
        Self { settings: Settings::of(client, directories), outside }
    }
}

impl Outside for OutsideFor<'_> {
    fn in_variable(&self, name: &str) -> Option<Secret> {
        let set = self.outside.in_variable(name).filter(|held| !held.expose().is_empty());
        self.settings.before(name, set.is_some(), || set)
    }

    fn in_file(&self, path: &str) -> Option<Secret> {
        self.outside.in_file(path)
    }
}

impl Setting {
    fn of(client: &Client, sets: &Sets, directories: &Directories) -> Option<Self> {
        let is_moved = client.moving_variables().any(|name| directories.moved.contains_key(name));
        let file = sets.unmoved.as_ref().filter(|_| !is_moved).unwrap_or(&sets.file);
        let path = client.expand(file, directories);
        let original = Original::look(&path).ok()??;
        let bytes = original.bytes().to_vec();
        let values = match &sets.key {
            Some(key) => Values::Json(Document::parse(client, &bytes).ok()?.value().get(key)?.clone()),
            None => Values::Dotenv(Dotenv::parse(bytes).ok()?),
        };
        let path = from_home(&path, &directories.home);
        Some(Self { path, wins: sets.wins, passes_over: sets.passes_over.clone(), values })
    }

    fn held(&self, name: &str) -> Option<(Holder, Secret)> {
        let begins =
            |start: &String| name.get(..start.len()).is_some_and(|own| own.eq_ignore_ascii_case(start));
        if self.passes_over.as_ref().is_some_and(begins) {
            return None;
        }
        let value = match &self.values {
            Values::Json(members) => members.get(name)?.to_javascript().into_bytes(),
            Values::Dotenv(lines) => lines.last_value(name).ok()??.as_bytes().to_vec(),
        };
        let holder = Holder::File { path: self.path.clone(), variable: Some(name.to_owned()) };
        // It counts when it is nothing, too.
        Some((holder, Secret::new(value)))
    }
}
