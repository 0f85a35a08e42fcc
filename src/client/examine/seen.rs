//! Whether a client's file can be looked at, and who else can.

use std::io::ErrorKind;
use std::path::Path;

use crate::client::files::leading_out;
use crate::client::finding::Finding;
use crate::file::{FileError, Original};

/// A file, and whether it can be replaced; none when there is none.
///
/// - `project`: the directory of the project that it is to lie in.
pub(super) fn seen(path: &Path, project: Option<&Path>) -> Result<Option<(Original, bool)>, Finding> {
    if let Some(error) = project.and_then(|project| leading_out(path, project)) {
        return Err(Finding::NotSeen { what: error.to_string(), leads_out: true });
    }
    looked_at(path).map_err(|what| Finding::NotSeen { what, leads_out: false })
}

fn looked_at(path: &Path) -> Result<Option<(Original, bool)>, String> {
    match Original::open(path) {
        Ok(found) => Ok(found.map(|original| (original, true))),
        Err(FileError::Io { source, .. }) if source.kind() == ErrorKind::NotADirectory => Ok(None),
        Err(_) => match Original::look(path) {
            Ok(found) => Ok(found.map(|original| (original, false))),
            Err(FileError::Io { action, source, .. }) => Err(format!("cannot {action} it: {source}")),
            Err(error) => Err(error.to_string()),
        },
    }
}

/// Who else can read a file that holds a token, and who else can change it.
pub(super) fn of_modes(original: &Original, has_literal: bool) -> Vec<Finding> {
    let readable = original.mode_for_others().filter(|_| has_literal);
    let readable = readable.map(|mode| Finding::ReadableByOthers { mode });
    let changed = original.in_hands_of_others().into_iter().filter_map(|error| match error {
        FileError::WritableByOthers { mode, .. } => Some(Finding::WritableByOthers { directory: None, mode }),
        FileError::PlaceOfOthers { path, mode } => {
            Some(Finding::WritableByOthers { directory: Some(path), mode })
        }
        FileError::ForeignOwner { path, owner } => {
            let directory = Some(path).filter(|path| path.is_dir());
            Some(Finding::ForeignOwner { directory, owner })
        }
        _ => None,
    });
    readable.into_iter().chain(changed).collect()
}
