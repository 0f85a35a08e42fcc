//! Where a client's files lie: for a user or in a project, on each platform.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use super::Client;

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

    /// The one of that name.
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|scope| scope.name() == name)
    }

    /// Its name on the command line.
    pub fn name(self) -> &'static str {
        match self {
            Self::User => "user",
            Self::Project => "project",
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

impl Client {
    /// The files of that scope, the likeliest first: all that it could be. A project's are relative.
    pub fn files(&self, scope: Scope, directories: &Directories) -> Vec<PathBuf> {
        let files = match scope {
            Scope::User => &self.user,
            Scope::Project => &self.project,
        };
        let templates = files.as_ref().map(|files| files.on(directories.platform)).unwrap_or_default();
        templates.iter().map(|template| self.expand(template, directories)).collect()
    }

    /// The directory of the project that a file of a project lies in.
    pub fn project_of(&self, path: &Path, directories: &Directories) -> Option<PathBuf> {
        let files = self.files(Scope::Project, directories);
        // One may lie deeper under the same name.
        let inside =
            files.iter().filter(|file| path.ends_with(file)).max_by_key(|file| file.components().count())?;
        path.ancestors().nth(inside.components().count()).map(Path::to_owned)
    }

    /// Whether it reads the same entries of a file as another client, whose file that is.
    pub fn reads_the_servers_of(&self, other: &Self, path: &Path, directories: &Directories) -> bool {
        let project = other.project_of(path, directories);
        // What is absolute stays what it is.
        let folder = project.as_deref().unwrap_or(Path::new("/"));
        let is_file = |file: PathBuf| path == folder.join(file);
        self.root == other.root
            && Scope::ALL.into_iter().any(|scope| self.files(scope, directories).into_iter().any(is_file))
    }

    /// Files that it once read.
    pub(super) fn dead_files(
        &self,
        scope: Scope,
        directories: &Directories,
    ) -> Vec<(PathBuf, &[Vec<String>])> {
        let of = |dead: &super::table::Dead| match scope {
            Scope::User => dead.user.as_ref().map(|files| files.on(directories.platform).to_vec()),
            Scope::Project => dead.project.as_ref().map(|files| files.on(directories.platform).to_vec()),
        };
        let dead = self.dead.iter().flat_map(|dead| {
            of(dead).unwrap_or_default().into_iter().map(|template| (template, dead.roots.as_slice()))
        });
        dead.map(|(template, roots)| (self.expand(&template, directories), roots)).collect()
    }

    /// The variables that move its directories.
    pub fn moving_variables(&self) -> impl Iterator<Item = &str> {
        self.homes.keys().map(String::as_str)
    }

    fn expand(&self, template: &str, directories: &Directories) -> PathBuf {
        let (first, rest) = template.split_once('/').unwrap_or((template, ""));
        let base = match first.strip_prefix('{').and_then(|name| name.strip_suffix('}')) {
            None if first == "~" => directories.home.clone(),
            None => return Path::new(template).to_owned(),
            Some("config") => directories.config.clone(),
            Some("xdg") => directories.xdg.clone(),
            Some("local") => directories.local.clone(),
            Some(name) => match (directories.moved.get(name), self.homes.get(name)) {
                (Some(moved), _) => moved.clone(),
                (None, Some(default)) => self.expand(default, directories),
                (None, None) => directories.home.clone(),
            },
        };
        if rest.is_empty() { base } else { base.join(rest) }
    }
}
