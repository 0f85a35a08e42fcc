//! A console sets its own modes for each question: there is only the cursor to give back when a signal ends them.

use std::io;

use console::Term;
use zeroize::Zeroizing;

use super::line::take_away;
use super::{end_interrupted, interrupt};

/// Nothing is to be held.
pub(super) struct Held;

impl Held {
    pub(super) fn new() -> Self {
        restore_on_signal();
        Self
    }

    /// A line that is never shown.
    #[allow(clippy::unused_self, reason = "elsewhere there is something to hold")]
    pub(super) fn hidden_line(&self, prompt: &str) -> io::Result<Zeroizing<String>> {
        let term = Term::stderr();
        term.write_str(prompt)?;
        let line = term.read_secure_line().map(Zeroizing::new);
        term.move_cursor_up(1)?;
        take_away(prompt)?;
        line
    }

    /// A console has no way to forget keys.
    #[allow(clippy::unused_self, reason = "elsewhere there is something to hold")]
    pub(super) fn forget_keys(&self) {}

    #[allow(clippy::unused_self, reason = "elsewhere there is something to release")]
    pub(super) fn released<T>(&self, work: impl FnOnce() -> T) -> T {
        work()
    }
}

/// The signal is on its way to a thread of its own.
pub(super) fn take_interrupt() {}

/// A list hides the cursor while somebody moves through it.
fn restore_on_signal() {
    let _ = ctrlc::set_handler(|| {
        let _last = interrupt();
        let _ = Term::stderr().show_cursor();
        end_interrupted();
    });
}
