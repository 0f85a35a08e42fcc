//! The keychain of the system: Secret Service on Linux and the BSDs, the login keychain on macOS, Credential Manager on
//! Windows.
//!
//! Every call runs on a thread of its own and is waited for no longer than its caller said: a keychain may wait for a human
//! who is not there. One that hangs is not asked again, and does not hold up the end of the process. Nothing here
//! makes a dialog appear; a locked keychain is [`StoreError::Locked`].
//!
//! Not here: which store an item rests in, and what to do when this one gives no answer. What runs on macOS and Windows
//! compiles and was never run.
//!
//! The values are the bytes themselves, so that `secret-tool lookup`, Python's `keyring` and `security
//! find-generic-password` read what we keep.

#[cfg_attr(any(target_os = "macos", windows), path = "native.rs")]
#[cfg_attr(not(any(target_os = "macos", windows)), path = "secret_service.rs")]
mod backend;
#[cfg(test)]
mod tests;

use std::sync::mpsc::{RecvTimeoutError, SendError, Sender, channel};
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::thread;
use std::time::Duration;

use self::backend::Backend;
use super::{Entry, Store, StoreError};
use crate::secret::{Secret, Size, generate};

/// The keychain of whoever runs this. One is enough for a process: it keeps its connection.
pub struct Keychain {
    deadline: Duration,
    worker: Mutex<Worker>,
}

/// Who does what is asked of the keychain.
enum Worker {
    None,
    Waiting(Sender<Job>),
    /// It hangs, and nobody waits a second time.
    Hanging,
}

impl Keychain {
    /// What the system calls it.
    pub const NAME: &str = if cfg!(windows) {
        "Windows Credential Manager"
    } else if cfg!(target_os = "macos") {
        "macOS Keychain"
    } else {
        "Secret Service"
    };

    /// Opens nothing yet.
    ///
    /// - `deadline`: how long a call may take, the first one's connecting included. Once one took longer, none is waited for.
    pub fn new(deadline: Duration) -> Self {
        Self { deadline, worker: Mutex::new(Worker::None) }
    }

    /// Whether it really keeps things: writes, reads and removes [`Entry::probe`].
    ///
    /// A keychain that was never set up answers every read without an error; only a write tells. The entry is always the same:
    /// what a run that was cut off has left, the next one takes away. Two at a time would be in each other's way; they need a
    /// lock of their own.
    pub fn probe(&self) -> Result<(), StoreError> {
        let entry = Entry::probe();
        let value = generate(Size::Bits256)?;
        self.write(&entry, &value)?;
        let read = self.read(&entry);
        let removed = self.remove(&entry)?;
        match read? {
            Some(read) if read == value && removed => Ok(()),
            _ => Err(StoreError::Refused { cause: "it did not keep what was written".to_owned() }),
        }
    }

    fn call<T: Send + 'static>(
        &self,
        work: impl FnOnce(&mut Backend) -> Result<T, StoreError> + Send + 'static,
    ) -> Result<T, StoreError> {
        let (answer, answered) = channel();
        self.hand_over(Box::new(move |backend| {
            // Nobody may be waiting any more.
            let _ = answer.send(work(backend));
        }))?;
        match answered.recv_timeout(self.deadline) {
            Ok(result) => result,
            Err(error) => {
                let (worker, error) = match error {
                    RecvTimeoutError::Timeout => (Worker::Hanging, self.no_answer()),
                    RecvTimeoutError::Disconnected => (Worker::None, refused("its thread ended")),
                };
                *self.worker() = worker;
                Err(error)
            }
        }
    }

    fn hand_over(&self, job: Job) -> Result<(), StoreError> {
        let mut worker = self.worker();
        let job = match &*worker {
            Worker::Hanging => return Err(self.no_answer()),
            Worker::Waiting(sender) => match sender.send(job) {
                Ok(()) => return Ok(()),
                Err(SendError(job)) => job,
            },
            Worker::None => job,
        };
        let (sender, jobs) = channel::<Job>();
        let work = move || {
            let mut backend = Backend::new();
            for job in jobs {
                job(&mut backend);
            }
        };
        thread::Builder::new().spawn(work).map_err(|error| refused(format!("no thread: {error}")))?;
        sender.send(job).map_err(|_| refused("its thread ended"))?;
        *worker = Worker::Waiting(sender);
        Ok(())
    }

    fn worker(&self) -> MutexGuard<'_, Worker> {
        self.worker.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn no_answer(&self) -> StoreError {
        StoreError::NoAnswer { seconds: ceil(self.deadline) }
    }
}

impl Store for Keychain {
    fn read(&self, entry: &Entry) -> Result<Option<Secret>, StoreError> {
        let entry = entry.clone();
        self.call(move |backend| backend.read(&entry))
    }

    fn write(&self, entry: &Entry, value: &Secret) -> Result<(), StoreError> {
        if let Some(max) = self.max_len()
            && value.len() > max
        {
            return Err(StoreError::TooLong { len: value.len(), max });
        }
        let (entry, value) = (entry.clone(), value.clone());
        self.call(move |backend| backend.write(&entry, &value))
    }

    /// Forgets every item that the entry names, where there can be several.
    fn remove(&self, entry: &Entry) -> Result<bool, StoreError> {
        let entry = entry.clone();
        self.call(move |backend| backend.remove(&entry))
    }

    fn max_len(&self) -> Option<usize> {
        backend::MAX_LEN
    }
}

type Job = Box<dyn FnOnce(&mut Backend) + Send>;

fn refused(cause: impl Into<String>) -> StoreError {
    StoreError::Refused { cause: cause.into() }
}

/// In whole seconds, rounded up.
fn ceil(span: Duration) -> u64 {
    span.as_secs() + u64::from(span.subsec_nanos() > 0)
}
