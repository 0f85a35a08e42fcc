//! Other programs, which are run to their end or ended with all that they have started.

use std::io;
use std::process::{Command, Stdio};
use std::sync::mpsc::channel;
use std::thread;
use std::time::Duration;

use process_control::{ChildExt, Control, Output};

/// What a program says that is asked nothing; none when it is still at work after that time.
pub(crate) fn output_in_time(mut command: Command, limit: Duration) -> io::Result<Option<Output>> {
    command.stdin(Stdio::null()).stdout(Stdio::piped());
    lead_a_group(&mut command);
    let child = command.spawn()?;
    let id = child.id();
    // Its own children may hold its stdout open: the limit is for all of them.
    let (sender, receiver) = channel();
    let waiter = move || {
        let limited = child.controlled_with_output().time_limit(limit).terminate_for_timeout().wait();
        let _ = sender.send(limited);
    };
    thread::Builder::new().spawn(waiter)?;
    let output = receiver.recv_timeout(limit + limit / 5).unwrap_or(Ok(None));
    if !matches!(output, Ok(Some(_))) {
        end_the_group(id);
    }
    output
}

#[cfg(unix)]
fn lead_a_group(command: &mut Command) {
    std::os::unix::process::CommandExt::process_group(command, 0);
}

/// What a program has started lives on when only the program is ended.
#[cfg(unix)]
fn end_the_group(leader: u32) {
    use rustix::process::{Pid, Signal, kill_process_group};
    let group = i32::try_from(leader).ok().and_then(Pid::from_raw);
    // It may be gone already.
    let _ = group.map(|group| kill_process_group(group, Signal::KILL));
}

#[cfg(not(unix))]
fn lead_a_group(_: &mut Command) {}

#[cfg(not(unix))]
fn end_the_group(_: u32) {}
