//! The modes of the terminal while questions are asked, and how it gets its own back whatever ends them.

use std::io;
use std::sync::{Mutex, PoisonError};

use console::Term;
use nix::sys::signal::{SigSet, Signal};
use rustix::pty::{OpenptFlags, openpt};
use rustix::termios::{LocalModes, OptionalActions, SpecialCodeIndex, Termios, tcgetattr, tcsetattr};
use zeroize::Zeroizing;

use super::interrupt;
use crate::failure::Exit;

/// One mode from the first question to the last. Between two keys nothing is echoed, and Ctrl-C is a key at all times.
pub(super) struct Held {
    modes: Option<Modes>,
}

struct Modes {
    /// As it was found.
    before: Termios,
    /// A key at a time.
    keys: Termios,
    /// A line at a time, which is not shown.
    hidden: Termios,
}

impl Held {
    pub(super) fn new() -> Self {
        restore_on_signal();
        let modes = tcgetattr(rustix::stdio::stdin()).ok().map(|before| {
            let mut hidden = before.clone();
            hidden.local_modes -= LocalModes::ECHO;
            let mut keys = hidden.clone();
            keys.local_modes -= LocalModes::ICANON | LocalModes::ISIG | LocalModes::IEXTEN;
            keys.special_codes[SpecialCodeIndex::VMIN] = 1;
            keys.special_codes[SpecialCodeIndex::VTIME] = 0;
            Modes { before, keys, hidden }
        });
        let held = Self { modes };
        // They are for the thread that gives the terminal back: a wait for a key that one of them ends would change its modes.
        let _ = endings().thread_block();
        held.set(OptionalActions::Drain, |modes| &modes.keys);
        held
    }

    /// A line that is never shown. Keys pressed before the prompt are no part of it, nor is what follows it in one paste.
    pub(super) fn hidden_line(&self, prompt: &str) -> io::Result<Zeroizing<String>> {
        self.set(OptionalActions::Flush, |modes| &modes.hidden);
        let line = Term::stderr().write_str(prompt).and_then(|()| line());
        self.set(OptionalActions::Flush, |modes| &modes.keys);
        Term::stderr().clear_line()?;
        line
    }

    /// Gives the terminal back for as long as something else asks.
    pub(super) fn released<T>(&self, work: impl FnOnce() -> T) -> T {
        self.set(OptionalActions::Drain, |modes| &modes.before);
        let result = work();
        self.set(OptionalActions::Drain, |modes| &modes.keys);
        result
    }

    fn set(&self, when: OptionalActions, which: impl Fn(&Modes) -> &Termios) {
        let _one_at_a_time = MODES.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(modes) = &self.modes {
            // A terminal that cannot be changed is asked at as it is.
            let _ = tcsetattr(rustix::stdio::stdin(), when, which(modes));
        }
    }
}

impl Drop for Held {
    fn drop(&mut self) {
        self.set(OptionalActions::Drain, |modes| &modes.before);
        let _ = endings().thread_unblock();
    }
}

/// A line of the terminal without its end, byte by byte: no buffer keeps what was typed.
fn line() -> io::Result<Zeroizing<String>> {
    let mut line = Zeroizing::new(Vec::new());
    let mut byte = Zeroizing::new([0]);
    while rustix::io::retry_on_intr(|| rustix::io::read(rustix::stdio::stdin(), &mut *byte))? == 1 {
        if byte[0] == b'\n' {
            return match std::str::from_utf8(&line) {
                Ok(text) => Ok(Zeroizing::new(text.to_owned())),
                Err(_) => Err(io::ErrorKind::InvalidData.into()),
            };
        }
        line.push(byte[0]);
    }
    Err(io::ErrorKind::UnexpectedEof.into())
}

/// The signals that end a run.
fn endings() -> SigSet {
    [Signal::SIGHUP, Signal::SIGINT, Signal::SIGTERM].into_iter().collect()
}

/// A prompt turns the echo off; a signal must turn it on again before it ends the process.
fn restore_on_signal() {
    let stdin = rustix::stdio::stdin();
    let (Ok(before), Ok(terminal)) = (tcgetattr(stdin), rustix::io::fcntl_dupfd_cloexec(stdin, 3)) else {
        return;
    };
    // A second prompt finds the handler in place, which restores the same terminal.
    let _ = ctrlc::set_handler(move || {
        // Kept to the end: nothing comes under way, and nobody changes the terminal, after this.
        let _last = (interrupt(), MODES.lock().unwrap_or_else(PoisonError::into_inner));
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

static MODES: Mutex<()> = Mutex::new(());
