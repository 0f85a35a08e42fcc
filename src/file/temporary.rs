//! A new file in a directory beside the file that it is to become. Knows nothing of the file that it replaces.
//!
//! What a kill leaves behind may be a secret in a git work tree: the directory says that all of it is ignored, itself too, so that
//! `git status` does not show it and `git add` does not take it. The file is locked as long as its maker lives, so that one that
//! was left behind can be told and swept.
//!
//! Source: gitignore(5).

use std::fs::{self, File, TryLockError};
use std::io::{self, ErrorKind, Write};
use std::path::{Path, PathBuf};

use rand::TryRng;
use rand::rngs::SysRng;

use super::{FileError, cannot, directory, os};

/// An unfinished file, mode 0600 from its creation, in a directory 0700; both are removed when it is dropped.
pub(super) struct Temporary {
    nest: PathBuf,
    /// The open directory of the destination, for the last sync. Opened first, so that what cannot be synced is not begun.
    directory: os::Directory,
    file: File,
}

impl Temporary {
    /// Writes `bytes` beside `destination`; they are not synced yet.
    pub(super) fn beside(destination: &Path, bytes: &[u8]) -> Result<Self, FileError> {
        let parent = directory(destination);
        let directory = os::Directory::open(parent).map_err(cannot("open", parent))?;
        sweep(parent);
        let (nest, file) = create_beside(parent).map_err(cannot("make a file in", parent))?;
        let mut temporary = Self { nest, directory, file };
        os::make_private(&temporary.file).map_err(cannot("write", destination))?;
        temporary.file.write_all(bytes).map_err(cannot("write", destination))?;
        Ok(temporary)
    }

    pub(super) fn file(&self) -> &File {
        &self.file
    }

    /// After this a rename is all that is missing.
    pub(super) fn sync(&self, destination: &Path) -> Result<(), FileError> {
        self.file.sync_all().map_err(cannot("write", destination))
    }

    /// Takes the place of `destination`.
    pub(super) fn replace(self, destination: &Path) -> Result<(), FileError> {
        fs::rename(self.nest.join(UNFINISHED), destination).map_err(cannot("replace", destination))?;
        self.directory.sync().map_err(cannot("sync the directory of", destination))
    }

    /// Becomes `destination`, never in the place of something else.
    pub(super) fn install(self, destination: &Path) -> Result<(), FileError> {
        os::rename_to_new(&self.nest.join(UNFINISHED), destination).map_err(|error| match error.kind() {
            ErrorKind::AlreadyExists => FileError::AlreadyExists { path: destination.to_owned() },
            _ => cannot("make", destination)(error),
        })?;
        self.directory.sync().map_err(cannot("sync the directory of", destination))
    }
}

impl Drop for Temporary {
    fn drop(&mut self) {
        // Where it did not become anything there is an error on its way already, and a leftover is private.
        let _ = fs::remove_file(self.nest.join(UNFINISHED));
        remove_nest(&self.nest);
    }
}

/// The rule goes last: until then there may be something to ignore.
fn remove_nest(nest: &Path) {
    let _ = fs::remove_file(nest.join(IGNORED));
    let _ = fs::remove_dir(nest);
}

/// Removes what runs before this one were killed over in a directory. A file whose maker lives is locked and stays.
pub fn sweep(parent: &Path) {
    for nest in nests(parent) {
        match left_in(&nest) {
            Ok(Some(_lock)) => {
                // It may be gone already: another run sweeps too. The lock is held until it is gone, so that whoever has just
                // made it and finds it lockable finds it there as well.
                let _ = fs::remove_file(nest.join(UNFINISHED));
                remove_nest(&nest);
            }
            // It has become what it was to become, or is still to be made: whoever makes it begins anew.
            Err(error) if error.kind() == ErrorKind::NotFound => remove_nest(&nest),
            _ => {}
        }
    }
}

/// The directory in which a file is replaced: a link stays, and what it leads to is another.
pub fn beside(path: &Path) -> Option<PathBuf> {
    let path = path.canonicalize().unwrap_or_else(|_| path.to_owned());
    path.parent().map(Path::to_owned)
}

/// What [`sweep`] would remove from a directory, as far as it holds anything.
pub fn leftovers(parent: &Path) -> Vec<PathBuf> {
    nests(parent).into_iter().filter(|nest| matches!(left_in(nest), Ok(Some(_)))).collect()
}

/// The directories that unfinished files are or were in.
fn nests(parent: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(parent).into_iter().flatten().flatten();
    let is_ours = |name: &str| name.starts_with(PREFIX) && name.ends_with(SUFFIX);
    let ours = entries.filter(|entry| {
        entry.file_name().to_str().is_some_and(is_ours) && entry.file_type().is_ok_and(|kind| kind.is_dir())
    });
    ours.map(|entry| entry.path()).collect()
}

/// The unfinished file in one, locked; none whose maker lives.
fn left_in(nest: &Path) -> io::Result<Option<File>> {
    let file = os::open_unfollowed(&nest.join(UNFINISHED))?;
    Ok(file.try_lock().is_ok().then_some(file))
}

/// The name does not grow with that of the destination, so it fits wherever that fits.
fn create_beside(parent: &Path) -> io::Result<(PathBuf, File)> {
    loop {
        let number = SysRng.try_next_u64().map_err(io::Error::other)?;
        let nest = parent.join(format!("{PREFIX}{number:016x}{SUFFIX}"));
        match os::make_directory(&nest) {
            Err(error) if error.kind() == ErrorKind::AlreadyExists => continue,
            made => made?,
        }
        match create_in(&nest) {
            Ok(Some(file)) => return Ok((nest, file)),
            // Another run looked in: it may have swept it, or be about to.
            Ok(None) => {
                let _ = fs::remove_file(nest.join(UNFINISHED));
                remove_nest(&nest);
            }
            Err(error) if error.kind() == ErrorKind::NotFound => {}
            Err(error) => {
                remove_nest(&nest);
                return Err(error);
            }
        }
    }
}

/// The rule first: there is nothing before it that git could take.
fn create_in(nest: &Path) -> io::Result<Option<File>> {
    os::create_private(&nest.join(IGNORED))?.write_all(b"*\n")?;
    let path = nest.join(UNFINISHED);
    let file = os::create_private(&path)?;
    match file.try_lock() {
        Err(TryLockError::WouldBlock) => Ok(None),
        Ok(()) if fs::symlink_metadata(&path).is_err() => Ok(None),
        // Without locks (some network file systems) nothing of ours is ever swept there.
        Ok(()) | Err(TryLockError::Error(_)) => Ok(Some(file)),
    }
}

const PREFIX: &str = ".mcp-token-";
const SUFFIX: &str = ".tmp";
const UNFINISHED: &str = "unfinished";
const IGNORED: &str = ".gitignore";
