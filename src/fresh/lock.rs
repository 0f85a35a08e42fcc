//! One run at a time per token.

use std::time::Duration;

use crate::file::{FileError, Folder, Lock};
use crate::profile::{Keeping, Profile};

/// Lets one run at a time change the token of a profile; `None` when another does not come to an end.
///
/// One lock for each place that a token rests in, whatever the profile is called.
pub fn lock(profile: &Profile, locks: &Folder) -> Result<Option<Lock>, FileError> {
    Lock::acquire(locks, &lock_name(profile), PATIENCE)
}

pub(super) fn lock_name(profile: &Profile) -> String {
    let place = match &profile.token {
        Keeping::Keychain(_) => "keychain",
        Keeping::File => "file",
        Keeping::Nowhere => "nowhere",
    };
    format!("{place}-{}.lock", profile.token_entry().digest())
}

/// Half of the time that clients give their helper commands. Tests hold a lock for good, and nobody else's.
const PATIENCE: Duration = if cfg!(test) { Duration::from_millis(20) } else { Duration::from_secs(5) };
