//! Scopes, platforms, files and directories: what the place of a client's file depends on.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

/// For whom a file counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Scope {
    /// All projects of a user.
    User,
    /// One project, and whoever shares it.
    Project,
}

impl Scope {
    /// Both.
    pub const ALL: [Self; 2] = [Self::User, Self::Project];

    /// Its name on the command line.
    pub fn name(self) -> &'static str {
        self.of("user", "project")
    }

    /// What is for it, of two.
    pub(super) fn of<T>(self, user: T, project: T) -> T {
        match self {
            Self::User => user,
            Self::Project => project,
        }
    }
}

/// The systems that clients run on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Platform {
    /// Linux, and what is like it.
    Linux,
    /// macOS.
    Macos,
    /// Windows.
    Windows,
}

impl Platform {
    /// The one that this program was built for.
    pub const HERE: Self = if cfg!(windows) {
        Self::Windows
    } else if cfg!(target_vendor = "apple") {
        Self::Macos
    } else {
        Self::Linux
    };
}

/// Paths of one scope, as templates: the same for all platforms, or for some.
#[derive(Debug, PartialEq, Eq, Deserialize)]
#[serde(untagged)]
pub enum Files {
    /// One everywhere.
    Same(String),
    /// Several everywhere, of which one is used.
    Several(Vec<String>),
    /// For each platform, of which one is used.
    Each {
        /// Linux.
        #[serde(default)]
        linux: Vec<String>,
        /// macOS.
        #[serde(default)]
        macos: Vec<String>,
        /// Windows.
        #[serde(default)]
        windows: Vec<String>,
    },
}

impl Files {
    pub(super) fn on(&self, platform: Platform) -> &[String] {
        match (self, platform) {
            (Self::Same(one), _) => std::slice::from_ref(one),
            (Self::Several(several), _) => several,
            (Self::Each { linux, .. }, Platform::Linux) => linux,
            (Self::Each { macos, .. }, Platform::Macos) => macos,
            (Self::Each { windows, .. }, Platform::Windows) => windows,
        }
    }
}

/// More files that a client reads, and into which nothing is put.
#[derive(Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LookedAt {
    /// The user's.
    pub user: Option<Files>,
    /// A project's.
    pub project: Option<Files>,
}

/// A file whose servers are no longer read.
#[derive(Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Dead {
    /// The user's.
    pub user: Option<Files>,
    /// A project's.
    pub project: Option<Files>,
    /// The keys that led to the servers.
    pub roots: Vec<Vec<String>>,
}

/// Where, beside the directory that it is started in, a client looks for the files of a project.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Above {
    /// In all above it.
    All,
    /// In those above it up to the one with a `.git`; in none where there is no such.
    WorkTree,
    /// The same, but in all where there is no such.
    WorkTreeElseAll,
}

/// A path as a reference would name it: from the home, where it is in that.
pub(super) fn from_home(path: &Path, home: &Path) -> String {
    let path = path.strip_prefix(home).map_or(path.to_owned(), |inner| Path::new("~").join(inner));
    path.to_string_lossy().into_owned()
}

/// The directories of one user on one platform.
#[derive(Debug, Clone)]
pub struct Directories {
    /// Which platform.
    pub platform: Platform,
    /// The home directory.
    pub home: PathBuf,
    /// `$XDG_CONFIG_HOME`, Application Support, or `%APPDATA%`.
    pub config: PathBuf,
    /// `$XDG_CONFIG_HOME` on every Unix; on Windows as `config`.
    pub xdg: PathBuf,
    /// `%LOCALAPPDATA%`; elsewhere as `config`.
    pub local: PathBuf,
    /// The variables that move a client's directory, where they are set.
    pub moved: BTreeMap<String, PathBuf>,
}
