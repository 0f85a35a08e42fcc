//! In which order a client reads its files.

use std::cmp::Reverse;
use std::path::{Path, PathBuf};

use crate::client::{Client, Directories, Request, Scope};

impl Client {
    /// Of its files of one scope the one that an entry goes into: the first that is there, of those that it lays over each other
    /// the last, whose word counts; where none is there, the one that is made.
    pub fn target<'f>(&self, files: &'f [PathBuf]) -> Option<&'f PathBuf> {
        let mut there = files.iter().filter(|file| file.symlink_metadata().is_ok());
        let there = if self.lays_over { there.next_back() } else { there.next() };
        there.or_else(|| self.made(files))
    }

    /// The one of them that is made where none is there.
    pub fn made<'f>(&self, files: &'f [PathBuf]) -> Option<&'f PathBuf> {
        let is_it = |file: &&PathBuf| self.new_file.as_ref().is_some_and(|name| file.ends_with(name));
        files.iter().find(is_it).or(files.first())
    }

    /// The files of a project, and of those above it that it reads too, each with the directory of that; the weakest first.
    pub(in crate::client) fn files_of_project<'f>(
        &self,
        folder: &'f Path,
        directories: &Directories,
    ) -> Vec<(&'f Path, PathBuf)> {
        let mut folders: Vec<_> = self.projects(folder, directories).collect();
        folders.reverse();
        let present = |folder: &'f Path| {
            let files = self.present(Scope::Project, Some(folder), directories).into_iter();
            files.map(move |file| (folder, file))
        };
        let is_upper = |(folder, file): &(&Path, PathBuf)| {
            self.outer_over.as_ref().is_some_and(|name| file.starts_with(folder.join(name)))
        };
        let (mut upper, mut files): (Vec<_>, Vec<_>) =
            folders.into_iter().flat_map(present).partition(is_upper);
        upper.sort_by_key(|(folder, _)| Reverse(folder.components().count()));
        files.extend(upper);
        files
    }

    /// The files of the user that those of projects are laid over, and those that are laid over them; the weakest first.
    pub(in crate::client) fn files_around_projects(
        &self,
        directories: &Directories,
    ) -> (Vec<PathBuf>, Vec<PathBuf>) {
        let strongest = self.over_projects.as_ref().map(|folder| self.expand(folder, directories));
        let is_over = |file: &PathBuf| strongest.as_ref().is_some_and(|folder| file.starts_with(folder));
        let (above, below) = self.present(Scope::User, None, directories).into_iter().partition(is_over);
        (below, above)
    }

    /// The files that count where that of a request does, the weakest first.
    pub(super) fn files_beside(&self, request: &Request, directories: &Directories) -> Vec<PathBuf> {
        let Some(folder) = request.project(directories) else {
            return self.present(Scope::User, None, directories);
        };
        let (mut files, above) = self.files_around_projects(directories);
        files.extend(self.files_of_project(&folder, directories).into_iter().map(|(_, file)| file));
        files.extend(above);
        files
    }
}
