//! Other programs, which are run to their end or ended.

use std::io::{self, Read};
use std::process::{Child, Command, ExitStatus, Stdio};
use std::sync::Arc;
use std::sync::mpsc::{Receiver, channel};
use std::thread;
use std::time::Duration;

use shared_child::SharedChild;
use zeroize::Zeroizing;

/// What a program wrote to the pipes that it was given, and how it ended.
pub struct Output {
    /// Nothing where it is no pipe, as below.
    pub stdout: Zeroizing<Vec<u8>>,
    /// At most 1 MiB.
    pub stderr: Zeroizing<Vec<u8>>,
    /// How it ended.
    pub status: ExitStatus,
}

/// Why there is no output of a program. It has ended by then, if it was ever started.
#[derive(Debug, thiserror::Error)]
pub enum ChildError {
    /// It was not started.
    #[error("cannot be run")]
    NotStarted(#[source] io::Error),
    /// Its end or its output could not be waited for.
    #[error("cannot be waited for")]
    NotAwaited(#[from] io::Error),
    /// It was still at work, or stopped.
    #[error("gave no answer within {} s", .0.as_secs())]
    Late(Duration),
    /// One of its pipes held more than 1 MiB.
    #[error("printed more than {LIMIT} bytes")]
    TooLong,
}

/// What a program says that is asked nothing, in the pipes that it is given. One that is still at work after that time, or
/// stopped, is ended.
///
/// - `start`: [`Command::spawn`], or what wraps it.
///
/// It stays in our process group: Ctrl-C reaches it, and it may use the terminal. So what it has started itself is not ended with
/// it, and lives on if it does not care for its closed stdout. The time is for all that hold its stdout open.
pub fn output_in_time(
    mut command: Command,
    time: Duration,
    start: impl FnOnce(&mut Command) -> io::Result<Child>,
) -> Result<Output, ChildError> {
    command.stdin(Stdio::null());
    let child = start(&mut command).and_then(SharedChild::new).map_err(ChildError::NotStarted)?;
    let child = Arc::new(child);
    let awaited = Arc::clone(&child);
    let output = in_background(move || output_of(&awaited))
        .map_err(ChildError::NotAwaited)
        .and_then(|output| output.recv_timeout(time).unwrap_or(Err(ChildError::Late(time))));
    if output.is_err() {
        // It may be gone already.
        let _ = child.kill();
        let _ = child.wait();
    }
    output
}

fn output_of(child: &SharedChild) -> Result<Output, ChildError> {
    let stderr = child.take_stderr();
    // Read side by side: a full pipe would hold the program up.
    let stderr = in_background(move || read(stderr))?;
    let stdout = read(child.take_stdout())?;
    let status = child.wait()?;
    let stderr = stderr.recv().map_err(io::Error::other)??;
    Ok(Output { stdout, stderr, status })
}

/// Should nobody wait for the answer any more, it is dropped.
fn in_background<T: Send + 'static>(work: impl FnOnce() -> T + Send + 'static) -> io::Result<Receiver<T>> {
    let (sender, receiver) = channel();
    thread::Builder::new().spawn(move || drop(sender.send(work())))?;
    Ok(receiver)
}

/// All of a pipe, or nothing where there is none.
fn read(pipe: Option<impl Read>) -> Result<Zeroizing<Vec<u8>>, ChildError> {
    let Some(pipe) = pipe else { return Ok(Zeroizing::default()) };
    // A `Vec` that grows leaves its old bytes in freed memory.
    let mut bytes = Zeroizing::new(Vec::with_capacity(LIMIT + 1));
    pipe.take(LIMIT as u64 + 1).read_to_end(&mut bytes)?;
    if bytes.len() > LIMIT { Err(ChildError::TooLong) } else { Ok(bytes) }
}

/// As much as a secret in a file may be, in bytes.
const LIMIT: usize = 1 << 20;
