//! Talks to the terminal: hidden prompts, and the questions of a wizard. Ctrl-C restores the terminal and ends with 130.

mod line;
mod manner;
#[cfg_attr(unix, path = "terminal.rs")]
#[cfg_attr(not(unix), path = "console.rs")]
mod modes;

use std::io;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Mutex, MutexGuard, PoisonError};

use console::{Term, truncate_str};
use dialoguer::{Confirm, MultiSelect, Select};
use zeroize::Zeroizing;

use self::line::Line;
use self::manner::Manner;
use self::modes::Held;
use crate::env::Env;
use crate::failure::{Code, Exit, Failure, shown};
use crate::output::Output;

/// Asks for a secret without showing it. Needs stdin and stderr to be terminals; `flags` says what answers instead.
pub(crate) fn secret(question: &str, flags: &str, env: &Env) -> Result<Zeroizing<String>, Failure> {
    if let Some(why) = forbidden(env) {
        let (noun, rest) = question.split_once(' ').unwrap_or((question, ""));
        let what = format!("{} {rest}", noun.to_lowercase());
        let message = format!("a {} is needed, and {why}: say {flags}", what.trim_end());
        return Err(Failure::new(Exit::NoAnswer, Code::NO_ANSWER, message));
    }
    Held::new().hidden_line(&format!("{question}: ")).map_err(unread)
}

/// Does something to its end: an interrupt that comes meanwhile ends the run when it is done.
pub(crate) fn to_the_end<T>(work: impl FnOnce() -> Result<T, Failure>) -> Result<T, Failure> {
    let held_back = UNDER_WAY.lock().unwrap_or_else(PoisonError::into_inner);
    let result = work();
    if !is_interrupted() {
        return result;
    }
    // Kept to the end: whoever waits to end this process would say nothing of what is done.
    std::mem::forget(held_back);
    result?;
    Err(Failure::new(Exit::Interrupted, Code::INTERRUPTED, "interrupted, and everything was written"))
}

/// Whether the run ends as soon as what is under way is done.
pub(crate) fn is_interrupted() -> bool {
    IS_INTERRUPTED.load(Ordering::SeqCst)
}

/// Waits until nothing is under way that an interrupt would cut off. Kept to the end, nothing more comes under way.
fn interrupt() -> MutexGuard<'static, ()> {
    IS_INTERRUPTED.store(true, Ordering::SeqCst);
    UNDER_WAY.lock().unwrap_or_else(PoisonError::into_inner)
}

#[allow(clippy::exit, reason = "an interrupt ends the process from a thread of its own")]
fn end_interrupted() {
    std::process::exit(Exit::Interrupted as i32);
}

static UNDER_WAY: Mutex<()> = Mutex::new(());
static IS_INTERRUPTED: AtomicBool = AtomicBool::new(false);

/// Why nothing can be asked, if that is so.
pub(crate) fn forbidden(env: &Env) -> Option<&'static str> {
    if env.no_input {
        Some("`--no-input` forbids asking")
    } else if !env.stdin_is_terminal || !env.stderr_is_terminal {
        Some("there is no terminal to ask at")
    } else if Term::stderr().size().0 < LEAST_LINES {
        Some("the terminal has too few lines to ask at")
    } else {
        None
    }
}

/// Why no list can be drawn, if that is so: that takes a terminal whose cursor moves.
pub(crate) fn cannot_be_drawn(env: &Env) -> Option<&'static str> {
    let moves = env.variable("TERM").map_or(cfg!(windows), |term| !term.is_empty() && term != "dumb");
    (!moves).then_some("this terminal has no cursor that moves (`TERM`)")
}

/// Asks one question after the other. A wrong answer is told in one line, and asked for again.
pub(crate) struct Questions {
    manner: Manner,
    held: Held,
}

impl Questions {
    /// Only where nothing forbids them.
    pub(crate) fn new(output: &Output) -> Self {
        Self { manner: Manner::new(output.stderr), held: Held::new() }
    }

    /// Which of several; `first` stands under the cursor.
    pub(crate) fn choice(&self, question: &str, items: &[String], first: usize) -> Result<usize, Failure> {
        let select = Select::with_theme(&self.manner).with_prompt(question).items(in_a_row(items));
        select.default(first).interact().map_err(unanswered)
    }

    /// Any of several, or none.
    pub(crate) fn choices(&self, question: &str, items: &[String]) -> Result<Vec<usize>, Failure> {
        let select = MultiSelect::with_theme(&self.manner).with_prompt(question).items(in_a_row(items));
        select.interact().map_err(unanswered)
    }

    /// A line, or `usual` when nothing is typed.
    pub(crate) fn line_or(
        &self,
        question: &str,
        usual: &str,
        judge: impl Fn(&str) -> Result<(), Failure>,
    ) -> Result<String, Failure> {
        self.typed(question, Some(usual), "", judge)
    }

    /// A line that may be empty; `start` is there already and can be taken out.
    pub(crate) fn line(
        &self,
        question: &str,
        start: &str,
        judge: impl Fn(&str) -> Result<(), Failure>,
    ) -> Result<String, Failure> {
        self.typed(question, None, start, judge)
    }

    fn typed(
        &self,
        question: &str,
        usual: Option<&str>,
        start: &str,
        judge: impl Fn(&str) -> Result<(), Failure>,
    ) -> Result<String, Failure> {
        let asked = self.manner.asked(question, usual);
        let mut line = Line::new(asked.clone(), start);
        loop {
            let typed = line.read().map_err(|error| unanswered(error.into()))?;
            let answer = usual.filter(|_| typed.is_empty()).map_or(typed, str::to_owned);
            let Err(failure) = judge(&answer) else {
                line.replace(&self.manner.answered(question, &answer)).map_err(unread)?;
                return Ok(answer);
            };
            line.erase().map_err(unread)?;
            line = Line::new(format!("{}\n{asked}", self.manner.error(&in_one_line(failure))), start);
        }
    }

    /// A secret, without showing it.
    pub(crate) fn hidden<T>(
        &self,
        question: &str,
        judge: impl Fn(Zeroizing<String>) -> Result<T, Failure>,
    ) -> Result<T, Failure> {
        loop {
            let typed = self.held.hidden_line(&self.manner.hidden(question)).map_err(unread);
            match typed.map(&judge) {
                Ok(Ok(secret)) => return Ok(secret),
                Err(failure) if failure.exit != Exit::Usage => return Err(failure),
                Ok(Err(failure)) | Err(failure) => self.refuse(failure),
            }
        }
    }

    /// Does something that takes a while and may be interrupted.
    pub(crate) fn meanwhile<T>(&self, work: impl FnOnce() -> T) -> T {
        self.held.released(work)
    }

    /// Yes or no; Enter is yes. Keys pressed before the question are no answer to it: a paste may have had more lines.
    pub(crate) fn confirmed(&self, question: &str) -> Result<bool, Failure> {
        self.held.forget_keys();
        let confirm =
            Confirm::with_theme(&self.manner).with_prompt(question).default(true).wait_for_newline(true);
        confirm.interact().map_err(unanswered)
    }

    /// Tells what is wrong with a choice, before it is asked for again.
    pub(crate) fn refuse(&self, failure: Failure) {
        self.tell(&self.manner.error(&in_one_line(failure)));
    }

    /// Says something that an answer depends on.
    #[allow(clippy::unused_self, reason = "where nothing may be asked this may not be said")]
    pub(crate) fn tell(&self, text: &str) {
        // What cannot be written will be missed at the next question.
        let _ = Term::stderr().write_line(text);
    }
}

/// Items that take a row each: dialoguer counts on it when it takes them away.
fn in_a_row(items: &[String]) -> impl Iterator<Item = String> {
    let room = columns().saturating_sub("  > [x] ".len());
    items.iter().map(move |item| truncate_str(item, room, "...").into_owned())
}

/// How many columns the terminal has now.
fn columns() -> usize {
    usize::from(Term::stderr().size().1)
}

/// A choice among several takes three: dialoguer pages by what is left of them.
const LEAST_LINES: u16 = 3;

fn in_one_line(failure: Failure) -> String {
    let told = shown(&failure.whole());
    // A hint that is not about flags: how a file becomes safe.
    match failure.hint.filter(|hint| failure.exit == Exit::Unsafe && hint.is_whole()) {
        Some(hint) => format!("{told}: {hint}"),
        None => told,
    }
}

fn unanswered(error: dialoguer::Error) -> Failure {
    let dialoguer::Error::IO(error) = error;
    if error.kind() == io::ErrorKind::Interrupted {
        modes::take_interrupt();
        // The question stays open.
        let _ = Term::stderr().write_line("");
    }
    unread(error)
}

fn unread(error: io::Error) -> Failure {
    match error.kind() {
        io::ErrorKind::Interrupted => {
            let _ = Term::stderr().show_cursor();
            Failure::new(Exit::Interrupted, Code::INTERRUPTED, "interrupted")
        }
        io::ErrorKind::UnexpectedEof => Failure::new(Exit::NoAnswer, Code::NO_ANSWER, "there was no answer"),
        io::ErrorKind::InvalidData => Failure::usage(format!("what was typed cannot be used: {error}")),
        _ => Failure::io("cannot read the answer", error),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::failure::Hint;

    #[test]
    fn what_is_wrong_is_told_in_one_line_without_a_secret() {
        let secret = "5d0c2f9be17a4683c1f07d5528ae9b64f3027c18d6459eab70c4f2316b8d9e05";
        let told = |exit, path: &str| {
            let failure = Failure::new(exit, Code::FILE, format!("`{path}` can be read by others"));
            in_one_line(Failure { causes: vec![format!("\n{path}")], ..failure.with_hint(Hint::run(path)) })
        };
        assert_eq!(told(Exit::Unsafe, "a"), "`a` can be read by others: \\na: mcp-token a");
        assert_eq!(told(Exit::Usage, "a"), "`a` can be read by others: \\na");
        assert_eq!(told(Exit::Unsafe, secret), "`...` can be read by others: \\n...");
    }
}
