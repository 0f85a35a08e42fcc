//! The only writer of stdout and stderr.
//!
//! stdout carries the answer, stderr everything else. A closed pipe ends quietly with the verdict's exit code; any other
//! failed write is an error. Whatever goes to stderr is escaped here; what came from outside and goes to stdout, by who lays out
//! the text.

pub(crate) mod escape;
pub(crate) mod form;
mod github;
pub(crate) mod human;
mod progress;
pub(crate) mod shell;
pub(crate) mod style;
pub(crate) mod verdict;

use std::collections::BTreeMap;
use std::io::{self, ErrorKind, Write};

use mcp_token::secret::mask::without_secrets;
use serde::Serialize;

use self::form::Form;
use self::progress::Progress;
use self::style::{Colour, Style};
use crate::env::Env;
use crate::failure::{self, Exit, Failure, Hint};

/// Where a run's words go, and in which form.
pub(crate) struct Output {
    form: Form,
    quiet: bool,
    verbose: bool,
    /// How the answer may be dressed.
    pub(crate) stdout: Style,
    /// How notes may be dressed.
    pub(crate) stderr: Style,
    answered: bool,
}

impl Output {
    pub(crate) fn new(env: &Env) -> Self {
        Self {
            form: Form::default(),
            quiet: false,
            verbose: false,
            stdout: Style::new(env, Colour::Auto, env.stdout_is_terminal),
            stderr: Style::new(env, Colour::Auto, env.stderr_is_terminal),
            answered: false,
        }
    }

    /// Takes what the global flags say.
    pub(crate) fn configure(&mut self, form: Form, colour: Colour, quiet: bool, verbose: bool, env: &Env) {
        self.form = form;
        self.quiet = quiet;
        self.verbose = verbose;
        self.stdout = Style::new(env, colour, env.stdout_is_terminal);
        self.stderr = Style::new(env, colour, env.stderr_is_terminal);
    }

    /// Makes errors come as JSON, for a command line that could not be read but says so.
    pub(crate) fn json_errors(&mut self) {
        self.form = Form::Json;
    }

    /// The form that was asked for.
    pub(crate) fn form(&self) -> Form {
        self.form
    }

    /// Writes what must be read before anything else happens: a closed pipe is an error.
    fn answer_surely(&mut self, text: &str) -> Result<(), Failure> {
        self.write_stdout(&[text]).map_err(|error| Failure::io("cannot write to stdout", error))
    }

    /// Writes the answer as it stands.
    pub(crate) fn answer(&mut self, text: &str) -> Result<(), Failure> {
        self.answer_with_end(text, "")
    }

    /// Writes the answer and a newline.
    pub(crate) fn answer_line(&mut self, text: &str) -> Result<(), Failure> {
        self.answer_with_end(text, "\n")
    }

    /// A secret is not copied for the sake of its line end.
    fn answer_with_end(&mut self, text: &str, end: &str) -> Result<(), Failure> {
        unless_closed(self.write_stdout(&[text, end]), "stdout")
    }

    fn write_stdout(&mut self, parts: &[&str]) -> io::Result<()> {
        self.answered = true;
        let mut stdout = stdout().lock();
        parts.iter().try_for_each(|part| stdout.write_all(part.as_bytes()))?;
        stdout.flush()
    }

    /// Writes a text that is not about a token: help, a manual page, completions, a key.
    pub(crate) fn document(&mut self, text: &str) -> Result<(), Failure> {
        match self.form {
            Form::Json => self.report(true, &Document { text }),
            _ => self.answer(text),
        }
    }

    /// Writes a report as one JSON object that starts with `schema` and `ok`.
    pub(crate) fn report(&mut self, ok: bool, report: &impl Serialize) -> Result<(), Failure> {
        self.answer_line(&enveloped(ok, report)?)
    }

    /// Writes a report beside an answer that is no JSON, to stderr. It was asked for: `--quiet` does not take it away.
    pub(crate) fn report_beside(&mut self, ok: bool, report: &impl Serialize) -> Result<(), Failure> {
        self.answered = true;
        let text = enveloped(ok, report)? + "\n";
        unless_closed(try_write_stderr(&text), "stderr")
    }

    /// Writes the rows of a list under their noun's plural, as JSON.
    pub(crate) fn list(&mut self, ok: bool, noun: &str, rows: impl Serialize) -> Result<(), Failure> {
        self.report(ok, &BTreeMap::from([(noun, rows)]))
    }

    /// Tells what was done: a report when JSON was asked for, else words on stderr.
    pub(crate) fn did(
        &mut self,
        ok: bool,
        report: &impl Serialize,
        words: impl FnOnce() -> String,
    ) -> Result<(), Failure> {
        if self.form == Form::Json {
            return self.report(ok, report);
        }
        self.note(&words());
        Ok(())
    }

    /// Tells what was found: a report when JSON was asked for, else a text on stdout.
    pub(crate) fn found(
        &mut self,
        report: &impl Serialize,
        text: impl FnOnce() -> String,
    ) -> Result<(), Failure> {
        if self.form == Form::Json { self.report(true, report) } else { self.answer(&text()) }
    }

    /// Where the answers of a batch go, as they stand. After them an error in JSON is one line more.
    #[allow(clippy::unused_self, reason = "only who was handed the output may write to it")]
    pub(crate) fn answers(&self) -> impl Write + use<> {
        stdout()
    }

    /// A bar for somebody who looks at stderr, when the whole is known.
    pub(crate) fn progress(&self, whole: Option<u64>) -> Progress {
        let shown = self.stderr.is_terminal && !self.stdout.is_terminal && !self.quiet;
        Progress::new(whole.filter(|_| shown), self.stderr)
    }

    /// Says something that the answer does not hold. Not with `--quiet`.
    pub(crate) fn note(&self, text: &str) {
        if !self.quiet {
            write_stderr(&format!("{}\n", escape::text(text)));
        }
    }

    /// Says it in several lines.
    pub(crate) fn card(&self, text: &str) {
        if !self.quiet {
            write_stderr(&escape::lines(text));
        }
    }

    /// Says what somebody should know before relying on the answer. Not with `--quiet`.
    pub(crate) fn warn(&self, text: &str) {
        if !self.quiet {
            write_stderr(&format!("{} {}\n", self.stderr.yellow("warning:"), escape::text(text)));
        }
    }

    /// Says what was decided and where a value came from; only with `--verbose`.
    pub(crate) fn explain(&self, text: &str) {
        if self.verbose {
            write_stderr(&format!("{}\n", escape::text(text)));
        }
    }

    /// Writes the last line of a report: what to do next.
    pub(crate) fn hint(&self, hint: &Hint) {
        if !self.quiet && self.form != Form::Json && hint.is_whole() {
            write_stderr(&format!("{} {hint}\n", self.stderr.cyan("hint:")));
        }
    }

    /// Ends the run: writes what went wrong, if anything did, and gives the exit code.
    pub(crate) fn finish(&mut self, result: Result<Exit, Failure>) -> Exit {
        let failure = match result {
            Ok(exit) => return exit,
            Err(failure) => failure,
        };
        if self.form == Form::Json && !self.answered {
            let exit = failure.exit;
            if let Err(write) = self.report(false, &ErrorReport { error: &failure }) {
                return self.finish(Err(write));
            }
            return exit;
        }
        let mut text = format!("{} {failure}\n", self.stderr.red("error:"));
        for cause in &failure.causes {
            text.push_str(&format!("caused by: {}\n", failure::shown(cause)));
        }
        if let Some(hint) = failure.hint.as_ref().filter(|hint| hint.is_whole()) {
            text.push_str(&format!("{} {hint}\n", self.stderr.cyan("hint:")));
        }
        write_stderr(&text);
        failure.exit
    }
}

#[derive(Serialize)]
struct Envelope<'r, R> {
    schema: u32,
    ok: bool,
    #[serde(flatten)]
    report: &'r R,
}

#[derive(Serialize)]
struct Document<'t> {
    text: &'t str,
}

#[derive(Serialize)]
struct ErrorReport<'f> {
    error: &'f Failure,
}

const SCHEMA: u32 = 1;

fn enveloped(ok: bool, report: &impl Serialize) -> Result<String, Failure> {
    let whole = Envelope { schema: SCHEMA, ok, report };
    let json = serde_json::to_string(&whole).map_err(Failure::internal)?;
    Ok(escape::json(&json).into_owned())
}

/// A closed pipe is no failure: nobody waits for what was to be written.
fn unless_closed(written: io::Result<()>, stream: &str) -> Result<(), Failure> {
    match written {
        Err(error) if error.kind() == ErrorKind::BrokenPipe => Ok(()),
        written => written.map_err(|error| Failure::io(format!("cannot write to {stream}"), error)),
    }
}

#[allow(clippy::disallowed_methods, reason = "this is the one writer of stdout")]
fn stdout() -> io::Stdout {
    io::stdout()
}

/// A failed write of words to stderr cannot be reported.
fn write_stderr(text: &str) {
    let _ = try_write_stderr(text);
}

/// Tokens are masked: one may stand where a name was expected.
#[allow(clippy::disallowed_methods, reason = "this is the one writer of stderr")]
fn try_write_stderr(text: &str) -> io::Result<()> {
    io::stderr().write_all(without_secrets(text).as_bytes())
}
