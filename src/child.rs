//! Other programs, which are run to their end or ended.

use std::io::{self, Read};
use std::process::{Command, ExitStatus, Stdio};
use std::sync::Arc;
#[cfg(unix)]
use std::sync::OnceLock;
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::thread;
use std::time::Duration;

#[cfg(unix)]
use nix::sys::signal::{SigSet, SigmaskHow};
use shared_child::SharedChild;
use zeroize::Zeroizing;

/// What a program wrote to the pipes that it was given, and how it ended.
pub struct Output {
    /// Nothing where it is no pipe, as below.
    pub stdout: Zeroizing<Vec<u8>>,
    /// At most 1 MiB, of a program that failed; what one says that ended well is not looked at.
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

/// From now on programs are started with the signals held back that are held back here and now, whatever is held back later. To be
/// called once, before anything is.
pub fn keep_signals_as_given() {
    #[cfg(unix)]
    if let Ok(given) = SigSet::thread_get_mask() {
        let _ = GIVEN.set(given);
    }
}

/// What a program says that is asked nothing, in the pipes that it is given. One that is still at work after that time, or
/// stopped, is ended.
///
/// It stays in our process group: Ctrl-C reaches it, and it may use the terminal. So what it has started itself is not ended with
/// it, and lives on if it does not care for its closed pipes. The time is for all that hold its stdout open, and of a program
/// that failed its stderr.
pub fn output_in_time(mut command: Command, time: Duration) -> Result<Output, ChildError> {
    command.stdin(Stdio::null());
    let child = start(&mut command).map_err(ChildError::NotStarted)?;
    let child = Arc::new(child);
    let awaited = Arc::clone(&child);
    let output = in_background(move || output_of(&awaited))
        .map_err(ChildError::NotAwaited)
        .and_then(|output| in_time(&output, time));
    if output.is_err() {
        // It may be gone already.
        let _ = child.kill();
        let _ = child.wait();
    }
    output
}

fn start(command: &mut Command) -> io::Result<SharedChild> {
    #[cfg(unix)]
    let ours = GIVEN.get().map(|given| given.thread_swap_mask(SigmaskHow::SIG_SETMASK)).transpose()?;
    let child = SharedChild::spawn(command);
    #[cfg(unix)]
    if let Some(ours) = ours {
        let _ = ours.thread_set_mask();
    }
    child
}

fn in_time(output: &Receiver<Result<Output, ChildError>>, time: Duration) -> Result<Output, ChildError> {
    output.recv_timeout(time).unwrap_or_else(|error| {
        Err(match error {
            RecvTimeoutError::Timeout => ChildError::Late(time),
            RecvTimeoutError::Disconnected => ChildError::NotAwaited(io::Error::other(error)),
        })
    })
}

fn output_of(child: &SharedChild) -> Result<Output, ChildError> {
    let stderr = child.take_stderr();
    // Read side by side: a full pipe would hold the program up.
    let stderr = in_background(move || read(stderr))?;
    let stdout = read(child.take_stdout())?;
    let status = child.wait()?;
    // Whatever it has left at work may hold that open.
    let stderr =
        if status.success() { Zeroizing::default() } else { stderr.recv().map_err(io::Error::other)?? };
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

/// The signals that programs are started with held back.
#[cfg(unix)]
static GIVEN: OnceLock<SigSet> = OnceLock::new();
/// As much as a secret in a file may be, in bytes.
const LIMIT: usize = 1 << 20;

#[cfg(test)]
mod tests {
    use super::*;

    #[cfg(unix)]
    fn shell(script: &str, time: Duration) -> Result<Output, ChildError> {
        let mut command = Command::new("/bin/sh");
        command.args(["-c", script]).stdout(Stdio::piped()).stderr(Stdio::piped());
        output_in_time(command, time)
    }

    /// What it has left at work holds its stderr beyond the time.
    #[cfg(unix)]
    #[test]
    fn who_ended_well_is_not_waited_for_longer() {
        let output = shell("echo yes; echo no >&2; sleep 20 >/dev/null &", Duration::from_secs(10)).unwrap();
        assert_eq!((output.stdout.as_slice(), output.stderr.as_slice()), (&b"yes\n"[..], &b""[..]));
        let output = shell("echo no >&2; exit 3", Duration::from_secs(60)).unwrap();
        assert_eq!((output.status.code(), output.stderr.as_slice()), (Some(3), &b"no\n"[..]));
        let late = shell("sleep 600", Duration::ZERO).map(|output| output.status);
        assert!(matches!(late, Err(ChildError::Late(Duration::ZERO))), "{late:?}");
    }

    #[test]
    fn who_waits_and_goes_away_is_not_told_as_late() {
        let (sender, receiver) = channel();
        drop(sender);
        let gone = in_time(&receiver, Duration::from_secs(60)).map(|output| output.status);
        assert!(matches!(gone, Err(ChildError::NotAwaited(_))), "{gone:?}");
    }
}
