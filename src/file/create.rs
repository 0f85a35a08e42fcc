//! A new file of ours, and new directories.

use std::fs;
use std::io::{self, ErrorKind};
use std::path::Path;

use super::temporary::Temporary;
use super::{FileError, cannot, os};

/// Makes a new file that only its owner can read, with all of `bytes` in it.
///
/// Mode 0600 from its creation, whatever the umask. Whatever stands at `path` already, a dangling link included, is
/// [`AlreadyExists`](FileError::AlreadyExists) and is not touched. On any error there is no new file, save one: when
/// only the last sync of the directory fails, the file is there, complete. Makes no directory and judges none.
pub fn create_private(path: &Path, bytes: &[u8]) -> Result<(), FileError> {
    if path.file_name().is_none() {
        return Err(FileError::Directory { path: path.to_owned() });
    }
    // Spares the write; the rename has the last word.
    match fs::symlink_metadata(path) {
        Ok(_) => return Err(FileError::AlreadyExists { path: path.to_owned() }),
        Err(error) if error.kind() == ErrorKind::NotFound => {}
        Err(error) => return Err(cannot("make", path)(error)),
    }
    let temporary = Temporary::beside(path, bytes)?;
    temporary.sync(path)?;
    temporary.install(path)
}

/// Makes a directory and what is missing above it, for files that are not ours alone: each 0755 less the umask, but always one
/// that its owner can use.
pub fn make_directories(path: &Path) -> Result<(), FileError> {
    make_missing(path, os::make_shared_directory)
}

pub(super) fn make_missing(path: &Path, make: fn(&Path) -> io::Result<()>) -> Result<(), FileError> {
    let missing: Vec<_> = path.ancestors().take_while(|above| !above.exists()).collect();
    for directory in missing.into_iter().rev() {
        match make(directory) {
            // By another run.
            Err(error) if error.kind() == ErrorKind::AlreadyExists => {}
            made => made.map_err(cannot("make the directory", path))?,
        }
    }
    Ok(())
}
