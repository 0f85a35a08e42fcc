//! What the entries of clients refer to, as far as it is here.

use std::path::PathBuf;

use mcp_token::client::{Directories, Outside};
use mcp_token::file::{FileError, read_input, read_secret};
use mcp_token::jwt::token::MAX_LEN;
use mcp_token::secret::Secret;

use crate::env::Env;

/// What an entry refers to, looked up in the environment of this run and in the files of its user.
pub(crate) struct Referred<'r> {
    pub(crate) env: &'r Env,
    pub(crate) directories: &'r Directories,
}

impl Referred<'_> {
    /// A file as a reference names it; none that lies where only the client looks.
    pub(crate) fn path(&self, name: &str) -> Option<PathBuf> {
        let path = match name.strip_prefix("~/") {
            Some(rest) => self.directories.home.join(rest),
            None => PathBuf::from(name),
        };
        path.is_absolute().then_some(path)
    }

    /// What is no regular file is not opened: others may wait for that, or be waited for.
    fn regular(&self, name: &str) -> Option<PathBuf> {
        self.path(name).filter(|path| path.is_file())
    }

    /// The mode of a file, when it lets others have what only we should.
    pub(crate) fn mode_for_others(&self, name: &str) -> Option<u32> {
        match read_secret(&self.regular(name)?, LIMIT) {
            Err(FileError::ReadableByOthers { mode, .. }) => Some(mode),
            _ => None,
        }
    }
}

impl Outside for Referred<'_> {
    fn in_variable(&self, name: &str) -> Option<Secret> {
        Some(Secret::new(self.env.variable(name)?.into_string().ok()?.into_bytes()))
    }

    fn in_file(&self, path: &str) -> Option<Secret> {
        read_input(&self.regular(path)?, LIMIT).ok().map(Secret::new)
    }
}

/// What a token fits into, and what may stand around it.
const LIMIT: u64 = MAX_LEN as u64 + 4096;
