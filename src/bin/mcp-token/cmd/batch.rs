//! What `verify --batch` and `encode --batch` have in common: flags, running, the answers.

mod tally;

use std::io::{self, Write};
use std::thread::available_parallelism;

use mcp_token::batch::{self, BatchError, Limits, Next, Work};
use mcp_token::clock::Time;

use self::tally::Tally;
use crate::env::Clock;
use crate::failure::{Exit, Failure, Hint};
use crate::input::{LONGEST_PASTE, Lines};
use crate::output::Output;
use crate::output::form::Form;

/// Flags of the commands that can work on many lines.
#[derive(Debug, clap::Args)]
#[command(next_help_heading = "Many at once")]
pub(super) struct BatchArgs {
    /// Work on every line of stdin, or of @FILE: one JSON object a line as the answer, with `-o token` the token itself; the key
    /// is read once, before the first
    #[arg(long)]
    pub(super) batch: bool,
    /// End with counts of the reasons, and of the subjects and keys of all rightly signed tokens; memory grows with every
    /// different one
    #[arg(long, requires = "batch")]
    pub(super) summary: bool,
    /// Stop at the first line that is not good
    #[arg(long, requires = "batch")]
    pub(super) fail_fast: bool,
    /// Exit with 0 however the lines are judged
    #[arg(long, requires = "batch")]
    pub(super) report_only: bool,
    /// How many threads [default: one for each processor]
    #[arg(long, value_name = "N", requires = "batch", value_parser = clap::value_parser!(u16).range(1..=256))]
    pub(super) workers: Option<u16>,
}

/// A stable name and the exit code that it leads to.
pub(super) type Reason = (&'static str, Exit);

/// What a command does with each line.
pub(super) trait EachLine {
    /// Answers a line, and tells whether it was good.
    fn line(&mut self, line: &[u8], answer: Answer<'_>) -> bool;
}

/// The answer to one line, and what is counted with it.
pub(super) struct Answer<'a> {
    pub(super) number: u64,
    pub(super) now: Time,
    pub(super) tally: &'a mut Tally,
    bare: bool,
    text: &'a mut Vec<u8>,
}

impl Answer<'_> {
    /// A good line: the bare token, or an object whose further members are `rest`.
    pub(super) fn good(mut self, token: &str, rest: &[&str]) -> bool {
        self.tally.good();
        if self.bare {
            self.text.extend_from_slice(token.as_bytes());
        } else {
            self.head(true);
            for part in rest {
                self.text.extend_from_slice(part.as_bytes());
            }
            self.text.push(b'}');
        }
        true
    }

    /// A line that is not.
    pub(super) fn bad(mut self, reasons: impl IntoIterator<Item = Reason, IntoIter: Clone>) -> bool {
        let reasons = reasons.into_iter();
        self.tally.bad(reasons.clone());
        if !self.bare {
            self.head(false);
            self.text.extend_from_slice(b"\"reasons\":[");
            for (index, (code, _)) in reasons.enumerate() {
                self.text.extend_from_slice(if index == 0 { b"\"" } else { b",\"" });
                self.text.extend_from_slice(code.as_bytes());
                self.text.push(b'"');
            }
            self.text.extend_from_slice(b"]}");
        }
        false
    }

    fn head(&mut self, good: bool) {
        // Memory takes everything.
        let _ = write!(self.text, "{{\"line\":{},\"ok\":{good},", self.number);
    }
}

struct Worker<E> {
    each: E,
    clock: Clock,
    now: Time,
    tally: Tally,
    bare: bool,
    fail_fast: bool,
}

impl<E: EachLine> Work for Worker<E> {
    type Tally = Tally;

    fn begin(&mut self) {
        self.now = self.clock.now();
    }

    fn line(&mut self, number: u64, line: &[u8], answers: &mut Vec<u8>) -> Next {
        let answer = Answer { number, now: self.now, tally: &mut self.tally, bare: self.bare, text: answers };
        let good = self.each.line(line, answer);
        answers.push(b'\n');
        if good || !self.fail_fast { Next::Continue } else { Next::Stop }
    }

    fn end(&mut self) -> Tally {
        std::mem::take(&mut self.tally)
    }
}

/// Works on the lines; `make` makes what each thread does with them.
pub(super) fn run<E: EachLine>(
    args: &BatchArgs,
    (input, length): Lines,
    clock: Clock,
    make: impl Fn() -> E + Clone + Send + 'static,
    output: &mut Output,
) -> Result<Exit, Failure> {
    let form = output.form();
    if !matches!(form, Form::Text | Form::Json | Form::Token) {
        return Err(Failure::usage(format!("--batch has no form `{}`", form.name())));
    }
    let (bare, fail_fast) = (form == Form::Token, args.fail_fast);
    let make =
        move || Worker { each: make(), clock, now: clock.now(), tally: Tally::default(), bare, fail_fast };
    let workers = args.workers.map_or_else(|| available_parallelism().map_or(1, usize::from), usize::from);
    let limits = Limits { workers, longest_line: LONGEST_PASTE };
    let mut whole = Tally::default();
    let mut progress = output.progress(length);
    let mut answers = Answers { output: output.answers(), to_the_end: length.is_some(), is_closed: false };
    let result = batch::run(input, &mut answers, limits, make, |read, tally| {
        whole.add(tally);
        progress.advance(read);
    });
    progress.finish();
    match result {
        Ok(()) => whole.tell(args.summary, output)?,
        Err(BatchError::Write(error)) if error.kind() == io::ErrorKind::BrokenPipe => {
            // Nobody has judged the rest, so this is not good.
            if !args.report_only {
                return Ok(whole.worst.unwrap_or(Exit::Error));
            }
        }
        Err(error) => return Err(stopped(error, workers, args)),
    }
    Ok(if args.report_only { Exit::Ok } else { whole.worst.unwrap_or(Exit::Ok) })
}

fn stopped(error: BatchError, workers: usize, args: &BatchArgs) -> Failure {
    match error {
        BatchError::Write(error) => Failure::io("cannot write to stdout", error),
        BatchError::Read(error) => Failure::io("cannot read the lines", error),
        BatchError::Thread(error) => {
            let failure = Failure::io(format!("cannot start {workers} threads"), error);
            let one = if args.workers.is_some() { Hint::instead } else { Hint::add };
            failure.with_hint((workers > 1).then(|| one("--workers 1")))
        }
        BatchError::Panicked => Failure::internal(error),
    }
}

/// Where the answers go. When nobody reads them any more, a file is judged to its end all the same, for the exit code; what
/// may never end is not.
struct Answers<W> {
    output: W,
    to_the_end: bool,
    is_closed: bool,
}

impl<W: Write> Answers<W> {
    fn unless_closed<T>(&mut self, written: T, write: impl FnOnce(&mut W) -> io::Result<T>) -> io::Result<T> {
        if self.is_closed {
            return Ok(written);
        }
        match write(&mut self.output) {
            Err(error) if error.kind() == io::ErrorKind::BrokenPipe && self.to_the_end => {
                self.is_closed = true;
                Ok(written)
            }
            result => result,
        }
    }
}

impl<W: Write> Write for Answers<W> {
    fn write(&mut self, answers: &[u8]) -> io::Result<usize> {
        self.unless_closed(answers.len(), |output| output.write(answers))
    }

    fn flush(&mut self) -> io::Result<()> {
        self.unless_closed((), Write::flush)
    }
}
