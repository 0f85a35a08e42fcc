//! The modes of the terminal while questions are asked, and how it gets its own back whatever ends them.

use console::Term;
use nix::sys::signal::{SigSet, Signal};
use rustix::pty::{OpenptFlags, openpt};
use rustix::termios::{LocalModes, OptionalActions, SpecialCodeIndex, Termios, tcgetattr, tcsetattr};

use super::{interrupt, one_at_a_time};
use crate::failure::Exit;

/// One mode from the first question to the last. Between two keys nothing is echoed, and Ctrl-C is a key at all times.
pub(super) struct Held {
    modes: Option<(Termios, Termios)>,
}

impl Held {
    pub(super) fn new() -> Self {
        restore_on_signal();
        let modes = tcgetattr(rustix::stdio::stdin()).ok().map(|before| {
            let mut quiet = before.clone();
            quiet.local_modes -=
                LocalModes::ECHO | LocalModes::ICANON | LocalModes::ISIG | LocalModes::IEXTEN;
            quiet.special_codes[SpecialCodeIndex::VMIN] = 1;
            quiet.special_codes[SpecialCodeIndex::VTIME] = 0;
            (before, quiet)
        });
        let held = Self { modes };
        // They are for the thread that gives the terminal back: a wait for a key that one of them ends would change its modes.
        let _ = endings().thread_block();
        held.set(|(_, quiet)| quiet);
        held
    }

    /// Gives the terminal back for as long as something else asks.
    pub(super) fn released<T>(&self, work: impl FnOnce() -> T) -> T {
        self.set(|(before, _)| before);
        let result = work();
        self.set(|(_, quiet)| quiet);
        result
    }

    fn set(&self, which: impl Fn(&(Termios, Termios)) -> &Termios) {
        let _one_at_a_time = one_at_a_time();
        if let Some(modes) = &self.modes {
            // A terminal that cannot be changed is asked at as it is.
            let _ = tcsetattr(rustix::stdio::stdin(), OptionalActions::Drain, which(modes));
        }
    }
}

impl Drop for Held {
    fn drop(&mut self) {
        self.set(|(before, _)| before);
        let _ = endings().thread_unblock();
    }
}

/// The signals that end a run.
fn endings() -> SigSet {
    [Signal::SIGHUP, Signal::SIGINT, Signal::SIGTERM].into_iter().collect()
}

/// A prompt turns the echo off; a signal must turn it on again before it ends the process.
pub(super) fn restore_on_signal() {
    let stdin = rustix::stdio::stdin();
    let (Ok(before), Ok(terminal)) = (tcgetattr(stdin), rustix::io::fcntl_dupfd_cloexec(stdin, 3)) else {
        return;
    };
    // A second prompt finds the handler in place, which restores the same terminal.
    let _ = ctrlc::set_handler(move || {
        // Nobody changes the terminal after this.
        let _last = interrupt();
        // Whoever was about to ask changes the modes of another terminal, which nobody sees.
        if let Ok(other) = openpt(OpenptFlags::RDWR | OpenptFlags::NOCTTY) {
            let _ = rustix::stdio::dup2_stdin(other);
        }
        // Nothing is left to do about a terminal that cannot be restored.
        let _ = tcsetattr(&terminal, OptionalActions::Now, &before);
        let _ = Term::stderr().show_cursor();
        end_interrupted();
    });
}

#[allow(clippy::exit, reason = "an interrupt ends the process from a thread of its own")]
fn end_interrupted() {
    std::process::exit(Exit::Interrupted as i32);
}
