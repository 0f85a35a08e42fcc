//! The modes of the terminal while questions are asked, and how it gets its own back whatever ends them.

use std::io;
use std::sync::{Mutex, PoisonError};

use console::Term;
use nix::sys::signal::{SigSet, Signal};
use rustix::pty::{OpenptFlags, openpt};
use rustix::termios::{
    LocalModes, OptionalActions, QueueSelector, SpecialCodeIndex, Termios, tcflush, tcgetattr, tcsetattr,
};
use zeroize::Zeroizing;

use super::line::take_away;
use super::{end_interrupted, interrupt};

/// One mode from the first question to the last. Between two keys nothing is echoed, and Ctrl-C is a key at all times.
pub(super) struct Held {
    modes: Option<Modes>,
}

struct Modes {
    /// As it was found.
    before: Termios,
    /// A key at a time.
    keys: Termios,
}

impl Held {
    pub(super) fn new() -> Self {
        restore_on_signal();
        let modes = tcgetattr(rustix::stdio::stdin()).ok().map(|before| {
            let mut keys = before.clone();
            keys.local_modes -= LocalModes::ECHO | LocalModes::ICANON | LocalModes::ISIG | LocalModes::IEXTEN;
            keys.special_codes[SpecialCodeIndex::VMIN] = 1;
            keys.special_codes[SpecialCodeIndex::VTIME] = 0;
            Modes { before, keys }
        });
        let held = Self { modes };
        // They are for the thread that gives the terminal back: a wait for a key that one of them ends would change its modes.
        let _ = endings().thread_block();
        held.set(|modes| &modes.keys);
        held
    }

    /// A line that is never shown. Keys pressed before the prompt are no part of it; one with more behind it in one paste is
    /// refused, and so is one with a control character: what is kept is what was pasted, or nothing.
    pub(super) fn hidden_line(&self, prompt: &str) -> io::Result<Zeroizing<String>> {
        let quiet = self.modes.as_ref().map(|modes| &modes.keys).ok_or(io::ErrorKind::NotConnected)?;
        // Where the echo cannot be turned off nothing secret is asked for.
        set(quiet)?;
        self.forget_keys();
        let line = Term::stderr().write_str(prompt).and_then(|()| line(quiet));
        self.forget_keys();
        take_away(prompt)?;
        line
    }

    /// Forgets what was typed and not read.
    #[allow(clippy::unused_self, reason = "keys stay what they are only in its modes")]
    pub(super) fn forget_keys(&self) {
        let _ = tcflush(rustix::stdio::stdin(), QueueSelector::IFlush);
    }

    /// Gives the terminal back for as long as something else asks.
    pub(super) fn released<T>(&self, work: impl FnOnce() -> T) -> T {
        self.set(|modes| &modes.before);
        let result = work();
        self.set(|modes| &modes.keys);
        result
    }

    fn set(&self, which: impl Fn(&Modes) -> &Termios) {
        if let Some(modes) = &self.modes {
            // A terminal that cannot be changed is asked at as it is.
            let _ = set(which(modes));
        }
    }
}

/// Not while a signal gives the terminal back, and without a wait for what is still written: the signal would wait too.
fn set(modes: &Termios) -> io::Result<()> {
    let _one_at_a_time = MODES.lock().unwrap_or_else(PoisonError::into_inner);
    Ok(tcsetattr(rustix::stdio::stdin(), OptionalActions::Now, modes)?)
}

impl Drop for Held {
    fn drop(&mut self) {
        self.set(|modes| &modes.before);
        let _ = endings().thread_unblock();
    }
}

/// A line, key by key: a terminal that reads lines itself cuts them at 4 KiB, and can be left in the middle of one.
fn line(modes: &Termios) -> io::Result<Zeroizing<String>> {
    // Grown, it would leave pieces behind.
    let mut line = Zeroizing::new(Vec::with_capacity(LONGEST));
    let (mut sequence, mut control) = (Sequence::Outside, None);
    loop {
        let (key, was_inside) = (key()?, matches!(sequence, Sequence::Text));
        let is_taken = key.is_some_and(|byte| sequence.takes(byte));
        if was_inside && !is_taken {
            // What it took would have been a part of the line.
            control = Some(ESCAPE);
        }
        match key {
            Some(_) if is_taken => {}
            None => return Err(io::ErrorKind::UnexpectedEof.into()),
            Some(END_OF_INPUT) if line.is_empty() => return Err(io::ErrorKind::UnexpectedEof.into()),
            Some(INTERRUPT) => return Err(io::ErrorKind::Interrupted.into()),
            Some(b'\n' | b'\r' | END_OF_INPUT) => break,
            Some(ERASE | BACKSPACE) => erase(&mut line),
            Some(KILL) => {
                line.clear();
                control = None;
            }
            // Ctrl-Z among them, behind which somebody believes to be in a shell.
            Some(byte) if byte.is_ascii_control() && byte != b'\t' => control = Some(byte),
            Some(_) if line.len() == LONGEST => return Err(io::ErrorKind::FileTooLarge.into()),
            Some(byte) => line.push(byte),
        }
    }
    if more_follows(modes, sequence)? {
        return Err(unusable("it has a line break inside"));
    }
    if let Some(byte) = control {
        return Err(unusable(&format!("it has the control character U+{byte:04X} inside")));
    }
    let text = std::str::from_utf8(&line).map_err(|_| unusable("it is not UTF-8"))?;
    Ok(Zeroizing::new(text.to_owned()))
}

fn unusable(why: &str) -> io::Error {
    io::Error::new(io::ErrorKind::InvalidData, why)
}

/// Whether more than the end of a paste comes within a tenth of a second: nobody types that fast behind the end of a line.
fn more_follows(modes: &Termios, mut sequence: Sequence) -> io::Result<bool> {
    let mut soon = modes.clone();
    soon.special_codes[SpecialCodeIndex::VMIN] = 0;
    soon.special_codes[SpecialCodeIndex::VTIME] = 1;
    set(&soon)?;
    let more = loop {
        match key() {
            Ok(Some(byte)) if sequence.takes(byte) || matches!(byte, b'\n' | b'\r') => {}
            read => break read.map(|byte| byte.is_some()),
        }
    };
    set(modes)?;
    more
}

/// The next byte; none when nothing more can come.
fn key() -> io::Result<Option<u8>> {
    let mut byte = [0];
    let read = rustix::io::retry_on_intr(|| rustix::io::read(rustix::stdio::stdin(), &mut byte))?;
    Ok((read == 1).then_some(byte[0]))
}

/// What a key that is no letter sends, and what a terminal puts around a paste: `ESC [` or `ESC O`, then up to the byte that
/// ends it (ECMA-48 section 5.4). What a terminal answers to a program that asked it something: a control string, from `ESC P`,
/// `ESC ]` or the like up to `ESC \` (section 5.6), or up to a bell as xterm has it.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Sequence {
    Outside,
    Escaped,
    Inside,
    /// Within a control string.
    Text,
}

impl Sequence {
    /// Whether this byte is one of a sequence, and so none of the line.
    fn takes(&mut self, byte: u8) -> bool {
        let (now, is_taken) = match (*self, byte) {
            (_, ESCAPE) => (Self::Escaped, true),
            // The console of Linux has `ESC [ [ A` for a function key.
            (Self::Escaped, b'[' | b'O') | (Self::Inside, b'[' | 0x20..=0x3f) => (Self::Inside, true),
            (Self::Inside, 0x40..=0x7e) | (Self::Escaped, b'\\') | (Self::Text, BELL) => {
                (Self::Outside, true)
            }
            (Self::Escaped, b'P' | b']' | b'X' | b'^' | b'_') => (Self::Text, true),
            // Somebody who comes into one by a key is still heard.
            (Self::Text, byte) if !byte.is_ascii_control() => (Self::Text, true),
            _ => (Self::Outside, false),
        };
        *self = now;
        is_taken
    }
}

/// Takes the last character away.
fn erase(line: &mut Vec<u8>) {
    let is_inside = |byte: u8| byte & 0b1100_0000 == 0b1000_0000;
    while line.pop().is_some_and(is_inside) {}
}

/// Takes the signal that a question raised for Ctrl-C: the thread that gives the terminal back would end the run before the
/// error is told, or after.
pub(super) fn take_interrupt() {
    let _ = SigSet::from(Signal::SIGINT).wait();
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

static MODES: Mutex<()> = Mutex::new(());
/// The longest line that is read, in bytes.
const LONGEST: usize = 1 << 20;
const INTERRUPT: u8 = 0x03;
const END_OF_INPUT: u8 = 0x04;
const BELL: u8 = 0x07;
const BACKSPACE: u8 = 0x08;
const KILL: u8 = 0x15;
const ESCAPE: u8 = 0x1b;
const ERASE: u8 = 0x7f;

#[cfg(test)]
mod tests {
    use super::*;

    /// What of these bytes is a part of the line, and where the last one leads.
    fn left(bytes: &[u8]) -> (Vec<u8>, Sequence) {
        let mut sequence = Sequence::Outside;
        let left = bytes.iter().copied().filter(|byte| !sequence.takes(*byte)).collect();
        (left, sequence)
    }

    #[test]
    fn no_sequence_leaves_a_letter() {
        for sequence in [
            "\x1b[A",
            "\x1b[200~",
            "\x1b[[A",
            "\x1bOP",
            "\x1bP1$r0m\x1b\\",
            "\x1b]11;rgb:0000/0000/0000\x1b\\",
            "\x1b]52;c;\u{e9}\x07",
            "\x1bXtext\x1b\\",
            "\x1b^text\x1b\\",
            "\x1b_text\x1b\\",
        ] {
            let line = format!("a{sequence}b");
            assert_eq!(left(line.as_bytes()), (b"ab".to_vec(), Sequence::Outside), "{sequence:?}");
        }
    }

    #[test]
    fn a_control_string_ends_at_a_key_that_ends_a_line() {
        for end in [b'\n', b'\r', INTERRUPT, END_OF_INPUT, KILL] {
            assert_eq!(left(&[b'a', ESCAPE, b'P', b'b', end]), (vec![b'a', end], Sequence::Outside));
        }
    }
}
