//! Talks to the terminal: hidden prompts. Ctrl-C restores the terminal and ends with 130.

use dialoguer::Password;
use zeroize::Zeroizing;

use crate::env::Env;
use crate::failure::{Exit, Failure};

/// Asks for a secret without showing it. Needs stdin and stderr to be terminals; `flags` says what answers instead.
pub(crate) fn secret(question: &str, flags: &str, env: &Env) -> Result<Zeroizing<String>, Failure> {
    if env.no_input || !env.stdin_is_terminal || !env.stderr_is_terminal {
        let why = if env.no_input { "`--no-input` forbids asking" } else { "there is no terminal to ask at" };
        return Err(Failure::new(
            Exit::NoAnswer,
            "no_answer",
            format!("a {} is needed, and {why}: say {flags}", question.to_lowercase()),
        ));
    }
    restore_terminal_on_signal();
    let answer = Password::new().with_prompt(question).allow_empty_password(true).report(false).interact();
    let answer = answer.map_err(|dialoguer::Error::IO(error)| match error.kind() {
        std::io::ErrorKind::Interrupted => Failure::new(Exit::Interrupted, "interrupted", "interrupted"),
        _ => Failure::io("cannot read the answer", error),
    })?;
    Ok(Zeroizing::new(answer))
}

/// A prompt turns the echo off; a signal must turn it on again before it ends the process.
#[cfg(unix)]
fn restore_terminal_on_signal() {
    use rustix::termios::{OptionalActions, tcgetattr, tcsetattr};

    let Ok(before) = tcgetattr(rustix::stdio::stdin()) else { return };
    // A second prompt finds the handler in place, which restores the same terminal.
    let _ = ctrlc::set_handler(move || {
        // Nothing is left to do about a terminal that cannot be restored.
        let _ = tcsetattr(rustix::stdio::stdin(), OptionalActions::Now, &before);
        end_interrupted();
    });
}

#[cfg(not(unix))]
fn restore_terminal_on_signal() {
    let _ = ctrlc::set_handler(end_interrupted);
}

#[allow(clippy::exit, reason = "an interrupt ends the process from a thread of its own")]
fn end_interrupted() {
    std::process::exit(Exit::Interrupted as i32);
}
