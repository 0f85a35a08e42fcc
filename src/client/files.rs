//! Where a client's files lie: for a user or in a project, on each platform.

use std::ffi::OsStr;
use std::path::{Path, PathBuf};

use super::place::{Directories, Scope};
use super::reference::Syntax;
use super::table::{Client, Dead};
use crate::file::{FileError, refuse_to_leave};

impl Client {
    /// The files of that scope, the likeliest first: all that it could be. A project's are relative. `*` in a name is any text.
    pub fn files(&self, scope: Scope, directories: &Directories) -> Vec<PathBuf> {
        let files = match scope {
            Scope::User => &self.user,
            Scope::Project => &self.project,
        };
        let templates = files.as_ref().map(|files| files.on(directories.platform)).unwrap_or_default();
        templates.iter().map(|template| self.expand(template, directories)).collect()
    }

    /// The files of that scope; of those that have no name of their own the ones that are there, sorted. What a link leads to is no part
    /// of a project, and can be the whole disk: of such a directory nothing is listed, it stands for them.
    pub(super) fn present(
        &self,
        scope: Scope,
        project: Option<&Path>,
        directories: &Directories,
    ) -> Vec<PathBuf> {
        let is_elsewhere = |folder: &&Path| project.is_some_and(|own| leading_out(folder, own).is_some());
        let files = self.files_in(scope, project, directories);
        let mut found: Vec<_> = files
            .flat_map(|file| match file.parent().filter(|_| parted(&file).is_some()).filter(is_elsewhere) {
                Some(folder) => vec![folder.to_owned()],
                None => self.spread(file),
            })
            .collect();
        found.dedup();
        found
    }

    /// The files of that scope, those of a project below its directory.
    fn files_in(
        &self,
        scope: Scope,
        project: Option<&Path>,
        directories: &Directories,
    ) -> impl Iterator<Item = PathBuf> {
        let folder = project.unwrap_or(Path::new(""));
        self.files(scope, directories).into_iter().map(|file| folder.join(file))
    }

    /// Whether a file is one of that scope.
    pub(super) fn reads(
        &self,
        path: &Path,
        scope: Scope,
        project: Option<&Path>,
        directories: &Directories,
    ) -> bool {
        self.files_in(scope, project, directories).any(|file| self.is_file_of(&file, path))
    }

    /// The forms of references that it reads in such a file alone, as one that has no name of its own.
    pub(super) fn references_in(
        &self,
        path: &Path,
        scope: Scope,
        project: Option<&Path>,
        directories: &Directories,
    ) -> &[Syntax] {
        let is_named = self.files_in(scope, project, directories).any(|file| file == path);
        if is_named { &[] } else { &self.references_in_blocks }
    }

    /// What a path with a `*` in its last component stands for. Where nobody can list the directory, itself: to look at it tells
    /// why.
    fn spread(&self, path: PathBuf) -> Vec<PathBuf> {
        let (Some(_), Some(name), Some(folder)) = (parted(&path), path.file_name(), path.parent()) else {
            return vec![path];
        };
        let Ok(entries) = folder.read_dir() else { return vec![path] };
        let mut found = Vec::new();
        for entry in entries.flatten() {
            let own = entry.path();
            if entry.file_type().is_ok_and(|kind| kind.is_dir()) {
                if !self.ignores(&own) {
                    found.extend(self.spread(own.join(name)));
                }
            } else if self.is_file_of(&path, &own) {
                found.push(own);
            }
        }
        found.sort();
        found
    }

    /// Whether a path is what another stands for, which can have a `*` in its last component.
    fn is_file_of(&self, template: &Path, path: &Path) -> bool {
        let (Some((start, end)), Some(folder)) = (parted(template), template.parent()) else {
            return path == template;
        };
        let name = path.file_name().and_then(OsStr::to_str).unwrap_or_default();
        let mut folders = path.ancestors().skip(1).take_while(|other| *other != folder);
        path.starts_with(folder)
            && name.strip_prefix(start).is_some_and(|rest| rest.ends_with(end))
            && !folders.any(|folder| self.ignores(folder))
    }

    fn ignores(&self, folder: &Path) -> bool {
        let name = folder.file_name().unwrap_or_default();
        self.ignored_folders.iter().any(|other| name.eq_ignore_ascii_case(other))
    }

    /// The directory of the project that a file of a project lies in.
    pub fn project_of(&self, path: &Path, directories: &Directories) -> Option<PathBuf> {
        let is_project = |folder: &&Path| self.reads(path, Scope::Project, Some(folder), directories);
        // One may lie deeper under the same name.
        path.ancestors().skip(1).filter(is_project).last().map(Path::to_owned)
    }

    /// Whether it reads the same entries of a file as another client, whose file that is.
    pub fn reads_the_servers_of(&self, other: &Self, path: &Path, directories: &Directories) -> bool {
        let project = other.project_of(path, directories);
        // What is absolute stays what it is.
        let folder = project.as_deref().unwrap_or(Path::new("/"));
        self.root == other.root
            && Scope::ALL.into_iter().any(|scope| self.reads(path, scope, Some(folder), directories))
    }

    /// Files that it once read.
    pub(super) fn dead_files(
        &self,
        scope: Scope,
        directories: &Directories,
    ) -> Vec<(PathBuf, &[Vec<String>])> {
        let of = |dead: &Dead| match scope {
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

    pub(super) fn expand(&self, template: &str, directories: &Directories) -> PathBuf {
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

/// Why a place in a project is not looked at, if it is there: it lies behind a link that leads out of the project.
pub(super) fn leading_out(place: &Path, project: &Path) -> Option<FileError> {
    if place.exists() { refuse_to_leave(place, project).err() } else { None }
}

/// What stands before and behind the `*` of a file's name.
fn parted(path: &Path) -> Option<(&str, &str)> {
    path.file_name()?.to_str()?.split_once('*')
}
