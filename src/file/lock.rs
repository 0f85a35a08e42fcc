//! One at a time: an operating system's lock on a file that is never deleted.
//!
//! The system lets go of it when its holder ends, however it ends, so there is nothing to steal and no age to judge. It
//! does not hold between machines that share a file system over a network.
//!
//! Source: flock(2); `LockFileEx` on Windows.

use std::fs::File;
use std::sync::mpsc::{RecvTimeoutError, sync_channel};
use std::thread;
use std::time::Duration;

use super::folder::{judge_own_file, not_opened};
use super::{FileError, Folder, cannot, os};

/// Held until it is dropped.
#[derive(Debug)]
pub struct Lock {
    _file: File,
}

impl Lock {
    /// Waits for the lock, `None` when it could not be had in that time.
    pub fn acquire(folder: &Folder, name: &str, patience: Duration) -> Result<Option<Self>, FileError> {
        let path = folder.path().join(name);
        let file = os::open_lock(&path).map_err(|error| not_opened(&path, error))?;
        judge_own_file(&file.metadata().map_err(cannot("read", &path))?, &path)?;
        match file.try_lock() {
            Ok(()) => return Ok(Some(Self { _file: file })),
            Err(std::fs::TryLockError::WouldBlock) => {}
            Err(std::fs::TryLockError::Error(error)) => return Err(cannot("lock", &path)(error)),
        }
        // The one way to wait without polling; a thread that comes too late lets go again when nobody takes its answer.
        let (sender, receiver) = sync_channel(0);
        let waiter = move || {
            let locked = file.lock().map(|()| file);
            let _ = sender.send(locked);
        };
        thread::Builder::new().spawn(waiter).map_err(cannot("lock", &path))?;
        match receiver.recv_timeout(patience) {
            Ok(Ok(file)) => Ok(Some(Self { _file: file })),
            Ok(Err(error)) => Err(cannot("lock", &path)(error)),
            Err(RecvTimeoutError::Timeout | RecvTimeoutError::Disconnected) => Ok(None),
        }
    }

    /// Whether the locks of a folder may not hold: other machines can have it too, over a network. Told by Linux alone.
    pub fn may_not_hold(folder: &Folder) -> bool {
        os::is_on_a_network(folder.path())
    }
}
