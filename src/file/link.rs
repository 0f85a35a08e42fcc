//! Which symbolic links of others are followed to the file that is replaced.

use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use super::{FileError, cannot, directory, git, os};

/// Where `path` leads in the end.
pub(super) struct Destination {
    /// Absolute, without links.
    pub(super) resolved: PathBuf,
    /// Reached over a link that no work tree vouches for: only a file of ours will do.
    pub(super) must_be_ours: bool,
}

/// Follows `path`, `None` when nothing is there.
///
/// A link in a git work tree, be it the last component or a directory before it, may not leave it; the last may not lead
/// into its `.git` either, where a checkout could have us write a hook or configuration.
pub(super) fn follow(path: &Path) -> Result<Option<Destination>, FileError> {
    judge_directories(path)?;
    let is_link = match fs::symlink_metadata(path) {
        Ok(metadata) => metadata.file_type().is_symlink(),
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(None),
        Err(error) => return Err(cannot("read", path)(error)),
    };
    let resolved = match path.canonicalize() {
        Ok(resolved) => resolved,
        Err(error) if is_link && (error.kind() == ErrorKind::NotFound || os::is_loop(&error)) => {
            return Err(FileError::DanglingLink { path: path.to_owned() });
        }
        Err(error) => return Err(cannot("resolve", path)(error)),
    };
    if !is_link {
        return Ok(Some(Destination { resolved, must_be_ours: false }));
    }
    let parent = directory(path).canonicalize().map_err(cannot("resolve", path))?;
    let Some(work_tree) = git::work_tree(&parent)? else {
        return Ok(Some(Destination { resolved, must_be_ours: true }));
    };
    let inside = resolved.strip_prefix(&work_tree).ok();
    if inside
        .is_none_or(|inside| inside.components().any(|part| part.as_os_str().eq_ignore_ascii_case(".git")))
    {
        return Err(FileError::LinkLeaves { path: path.to_owned(), target: resolved, folder: work_tree });
    }
    Ok(Some(Destination { resolved, must_be_ours: false }))
}

/// Refuses a link on the way to a file of a project, or in its place, that leads out of the project's directory.
///
/// - `path`: may not exist yet, nor the directories that it will lie in.
pub fn refuse_to_leave(path: &Path, folder: &Path) -> Result<(), FileError> {
    let Some(target) = path.ancestors().find_map(|place| place.canonicalize().ok()) else { return Ok(()) };
    let folder = folder.canonicalize().map_err(cannot("resolve", folder))?;
    if target.starts_with(&folder) {
        return Ok(());
    }
    Err(FileError::LinkLeaves { path: path.to_owned(), target, folder })
}

/// Refuses a directory link of a work tree that leads out of it.
fn judge_directories(path: &Path) -> Result<(), FileError> {
    let mut prefix = PathBuf::new();
    for component in directory(path).components() {
        prefix.push(component);
        if !fs::symlink_metadata(&prefix).is_ok_and(|metadata| metadata.file_type().is_symlink()) {
            continue;
        }
        let resolve = |path: &Path| path.canonicalize().map_err(cannot("resolve", path));
        let Some(work_tree) = git::work_tree(&resolve(directory(&prefix))?)? else { continue };
        let target = resolve(&prefix)?;
        if !target.starts_with(&work_tree) {
            return Err(FileError::LinkLeaves { path: path.to_owned(), target, folder: work_tree });
        }
    }
    Ok(())
}
