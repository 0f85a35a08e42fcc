//! Where a token may lie, and a copy of what holds one.

use std::path::Path;

use super::{ClientError, Scope};
use crate::file::{Original, Tracking, tracking};

/// A token in a file that others get to see is everybody's.
pub(super) fn refuse_shared(
    path: &Path,
    scope: Scope,
    before: Option<&Original>,
    git: Option<&Path>,
) -> Result<(), ClientError> {
    let shared = |why| Err(ClientError::Shared { path: path.to_owned(), why });
    if scope == Scope::Project {
        return shared("part of a project");
    }
    match tracking(path, git)? {
        Tracking::NoRepository | Tracking::Ignored => {}
        Tracking::NotIgnored => return shared("in a git work tree that does not ignore it"),
        Tracking::Tracked => return shared("tracked by git"),
    }
    match before.and_then(Original::mode_for_others) {
        Some(mode) => Err(ClientError::ReadableByOthers { path: path.to_owned(), mode }),
        None => Ok(()),
    }
}

/// A copy of a token would be one more place that it lies in.
pub(super) fn may_be_copied(file: &[u8], holds_a_secret: bool) -> bool {
    file.len() <= MAX_COPY && !holds_a_secret
}

/// The largest file that is copied; our own directories give back no more than twice that.
const MAX_COPY: usize = 8 << 20;
