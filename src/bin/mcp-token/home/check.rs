//! Whether what is ours is still fit to be used.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use mcp_token::client::Records;
use mcp_token::file::{Folder, Lock};
use mcp_token::profile::Opening;
use mcp_token::secret::Source;
use mcp_token::secret::ring::Shelf;
use mcp_token::store::{EncryptedFiles, Overflow, Store};

use super::{CLIENTS, FILES, Home, OF_STATE, OVERFLOW};
use crate::failure::Failure;

impl Home<'_> {
    /// Judges every directory and file of ours: how many files are good, and what is wrong with the others.
    pub(crate) fn judge_files(&self) -> (usize, Vec<Failure>) {
        let (mut good, mut failures) = (0, Vec::new());
        let mut closed: Vec<PathBuf> = Vec::new();
        for folder in self.folders() {
            if closed.iter().any(|closed| folder.starts_with(closed)) {
                continue;
            }
            if let Some(failure) = closed_to_its_owner(&folder) {
                failures.push(failure);
                closed.push(folder);
                continue;
            }
            match self.judge_folder(&folder) {
                Ok((count, wrong)) => {
                    good += count;
                    failures.extend(wrong);
                }
                Err(failure) => failures.push(failure),
            }
        }
        // One directory within another is refused for the outer one as well.
        let mut seen = BTreeSet::new();
        failures.retain(|failure| seen.insert(failure.message.clone()));
        (good, failures)
    }

    /// The folder of the locks, when they may not hold there; makes nothing.
    pub(crate) fn unsure_locks(&self) -> Result<Option<Folder>, Failure> {
        Ok(self.folder_if_any(&self.locks)?.filter(Lock::may_not_hold))
    }

    /// What was installed into clients' files; makes nothing.
    pub(crate) fn client_records_if_any(&self) -> Result<Records, Failure> {
        Ok(self.folder_if_any(&self.state.join(CLIENTS))?.map_or_else(Records::none, Records::new))
    }

    /// What is on a shelf, for who only looks: nothing is made, and none where nothing can be on it.
    pub(crate) fn shelf_if_any(&self, shelf: Shelf) -> Result<Option<Box<dyn Store + '_>>, Failure> {
        Ok(match shelf {
            Shelf::File => match self.encrypted_if_any()? {
                Some(files) => Some(Box::new(files)),
                None => None,
            },
            Shelf::Keychain => match self.folder_if_any(&self.state.join(OVERFLOW))? {
                Some(folder) => Some(Box::new(Overflow::new(self.keychain(), folder))),
                None => Some(Box::new(self.keychain())),
            },
        })
    }

    /// Whether there are encrypted files that their key opens, as far as that can be tried; makes nothing.
    pub(crate) fn try_opening(&self) -> Result<bool, Failure> {
        match self.encrypted_if_any()? {
            Some(files) => Ok(files.try_key()?),
            None => Ok(false),
        }
    }

    /// Whether somebody, or a program, is asked before encrypted files are opened.
    pub(crate) fn opening_asks(&self) -> Result<bool, Failure> {
        let opening = self.profiles()?.opening()?;
        Ok(matches!(opening, Opening::Passphrase(Source::Command(_) | Source::Prompt)))
    }

    fn encrypted_if_any(&self) -> Result<Option<EncryptedFiles>, Failure> {
        if self.folder_if_any(&self.config)?.is_none() {
            return Ok(None);
        }
        let key = self.opening_key()?;
        let folder = self.folder_if_any(&self.state.join(FILES))?;
        Ok(folder.map(|folder| EncryptedFiles::new(folder, key)))
    }

    fn folders(&self) -> Vec<PathBuf> {
        let of_state = OF_STATE.map(|name| self.state.join(name));
        let mut folders = vec![self.config.clone(), self.rings_path(), self.state.clone()];
        folders.extend(of_state);
        folders.push(self.locks.clone());
        folders
    }

    fn judge_folder(&self, path: &Path) -> Result<(usize, Vec<Failure>), Failure> {
        let Some(folder) = Folder::open(path)? else { return Ok((0, Vec::new())) };
        let root = if *path == self.state { path } else { self.root(path) };
        Folder::refuse_place_of_git(root, self.git_for(root)?.as_deref())?;
        let mut names = folder.all_names()?;
        // A link that was moved out of the way, as the hint about it says.
        names.retain(|name| Path::new(name).extension().is_none_or(|end| end != "link"));
        let wrong: Vec<Failure> =
            names.iter().filter_map(|name| folder.read(name).err()).map(Failure::from).collect();
        Ok((names.len() - wrong.len(), wrong))
    }
}

/// A directory of ours that we may not read, write or search.
#[cfg(unix)]
fn closed_to_its_owner(path: &Path) -> Option<Failure> {
    use std::os::unix::fs::PermissionsExt;

    use crate::failure::{Code, Exit, Hint};

    let found = path.symlink_metadata().ok().filter(std::fs::Metadata::is_dir)?;
    let mode = found.permissions().mode() & 0o7777;
    (mode & OWN != OWN).then(|| {
        let message = format!("`{}` is closed to its owner (mode {mode:04o})", path.display());
        Failure::new(Exit::Unsafe, Code::CLOSED, message).with_hint(Hint::shell("chmod 700", path))
    })
}

#[cfg(not(unix))]
fn closed_to_its_owner(_: &Path) -> Option<Failure> {
    None
}

/// What the owner of a directory may do with it.
#[cfg(unix)]
const OWN: u32 = 0o700;
