//! A new file beside the one that it is to become. Knows nothing of the file that it replaces.
//!
//! It is locked as long as its maker lives, so that one left behind by a kill can be told and swept.

use std::fs::{self, File, TryLockError};
use std::io::{self as std_io, ErrorKind, Write};
use std::path::{Path, PathBuf};

use rand::TryRng;
use rand::rngs::SysRng;

use super::{FileError, directory, io, os};

/// An unfinished file, mode 0600 from its creation, removed when it is dropped.
pub(super) struct Temporary {
    path: PathBuf,
    /// The open directory, for the last sync. Opened first, so that what cannot be synced is not begun.
    directory: os::Directory,
    file: File,
    is_moved: bool,
}

impl Temporary {
    /// Writes `bytes` beside `destination`; they are not synced yet.
    pub(super) fn beside(destination: &Path, bytes: &[u8]) -> Result<Self, FileError> {
        let parent = directory(destination);
        let directory = os::Directory::open(parent).map_err(io("open", parent))?;
        sweep(parent);
        let (path, file) = create_beside(parent).map_err(io("make a file in", parent))?;
        let mut temporary = Self { path, directory, file, is_moved: false };
        os::make_private(&temporary.file).map_err(io("write", destination))?;
        temporary.file.write_all(bytes).map_err(io("write", destination))?;
        Ok(temporary)
    }

    pub(super) fn file(&self) -> &File {
        &self.file
    }

    /// After this a rename is all that is missing.
    pub(super) fn sync(&self, destination: &Path) -> Result<(), FileError> {
        self.file.sync_all().map_err(io("write", destination))
    }

    /// Takes the place of `destination`.
    pub(super) fn replace(mut self, destination: &Path) -> Result<(), FileError> {
        fs::rename(&self.path, destination).map_err(io("replace", destination))?;
        self.is_moved = true;
        self.directory.sync().map_err(io("sync the directory of", destination))
    }

    /// Becomes `destination`, never in the place of something else.
    pub(super) fn install(mut self, destination: &Path) -> Result<(), FileError> {
        os::rename_to_new(&self.path, destination).map_err(|error| match error.kind() {
            ErrorKind::AlreadyExists => FileError::AlreadyExists { path: destination.to_owned() },
            _ => io("make", destination)(error),
        })?;
        self.is_moved = true;
        self.directory.sync().map_err(io("sync the directory of", destination))
    }
}

impl Drop for Temporary {
    fn drop(&mut self) {
        if !self.is_moved {
            // There is an error on its way already, and a leftover is private.
            let _ = fs::remove_file(&self.path);
        }
    }
}

/// Removes what runs before this one were killed over. A file whose maker lives is locked and stays.
fn sweep(parent: &Path) {
    let Ok(entries) = fs::read_dir(parent) else { return };
    for entry in entries.flatten() {
        let name = entry.file_name();
        let ours = name.to_str().is_some_and(|name| name.starts_with(PREFIX) && name.ends_with(SUFFIX));
        let Some(file) = ours.then(|| os::open_unfollowed(&entry.path()).ok()).flatten() else { continue };
        if file.try_lock().is_ok() {
            // It may be gone already: another run sweeps too. The lock is held until it is gone, so that whoever has just made
            // it and finds it lockable finds it there as well.
            let _ = fs::remove_file(entry.path());
        }
        drop(file);
    }
}

/// The name does not grow with that of the destination, so it fits wherever that fits.
fn create_beside(parent: &Path) -> std_io::Result<(PathBuf, File)> {
    loop {
        let number = SysRng.try_next_u64().map_err(std_io::Error::other)?;
        let path = parent.join(format!("{PREFIX}{number:016x}{SUFFIX}"));
        match os::create_private(&path) {
            Ok(file) => match file.try_lock() {
                // Another run came by before the lock did: it has swept the file, or is about to.
                Err(TryLockError::WouldBlock) => {}
                Ok(()) if fs::symlink_metadata(&path).is_err() => {}
                // Without locks (some network file systems) nothing of ours is ever swept there.
                Ok(()) | Err(TryLockError::Error(_)) => return Ok((path, file)),
            },
            Err(error) if error.kind() == ErrorKind::AlreadyExists => {}
            Err(error) => return Err(error),
        }
    }
}

const PREFIX: &str = ".mcp-token-";
const SUFFIX: &str = ".tmp";
