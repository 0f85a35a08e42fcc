//! Files of a client that are laid over each other: which of them an entry goes into.

use std::path::PathBuf;

use super::Client;

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
}
