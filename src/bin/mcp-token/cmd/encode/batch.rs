//! `mcp-token encode --batch`: one claims set a line in, one token a line out.

use mcp_token::batch::{Next, Work};
use mcp_token::clock::Time;
use mcp_token::jwt::claims::Claims;
use mcp_token::jwt::json::JsonError;
use mcp_token::jwt::key::SigningKey;
use mcp_token::jwt::token::MAX_LEN;
use mcp_token::jwt::{Encoder, HeaderOptions};

use super::FlagArgs;
use crate::cmd::batch::{self, BatchArgs, Tally, push_head};
use crate::env::Clock;
use crate::failure::{Exit, Failure};
use crate::input::Lines;
use crate::output::Output;
use crate::output::form::Form;

/// What each worker needs to know.
#[derive(Clone)]
struct Task {
    key: SigningKey,
    header: HeaderOptions,
    flags: FlagArgs,
    clock: Clock,
    bare: bool,
    fail_fast: bool,
}

pub(super) fn run(
    args: &BatchArgs,
    lines: Lines,
    (key, header): (SigningKey, HeaderOptions),
    flags: FlagArgs,
    clock: Clock,
    output: &mut Output,
) -> Result<Exit, Failure> {
    batch::check_form(output.form())?;
    // What is wrong with the flags is wrong for every line.
    flags.add_to(&mut Claims::default(), clock.now())?;
    Encoder::new(&key, &header)?;
    let task =
        Task { key, header, flags, clock, bare: output.form() == Form::Token, fail_fast: args.fail_fast };
    batch::run(args, lines, move || Worker::new(task.clone()), output)
}

/// A stable name and the exit code that it leads to.
type Reason = (&'static str, Exit);

struct Worker {
    encoder: Option<Encoder>,
    now: Time,
    tally: Tally,
    task: Task,
}

impl Worker {
    fn new(task: Task) -> Self {
        let encoder = Encoder::new(&task.key, &task.header).ok();
        Self { encoder, now: task.clock.now(), tally: Tally::default(), task }
    }

    /// The token for a line, or the reason why there is none.
    fn token(&self, line: &[u8]) -> Result<String, Reason> {
        if line.len() > MAX_LEN {
            return Err(("too_large", Exit::Malformed));
        }
        let text = std::str::from_utf8(line).map_err(|_| ("not_utf8", Exit::Refused))?;
        let mut claims = Claims::parse(text).map_err(|error| match error {
            JsonError::DuplicateName { .. } => ("duplicate_name", Exit::Refused),
            JsonError::TooDeep => ("too_deep", Exit::Refused),
            JsonError::NotAnObject { .. } | JsonError::NotJson { .. } => ("malformed", Exit::Malformed),
        })?;
        self.task.flags.add_to(&mut claims, self.now).map_err(|failure| ("conflict", failure.exit))?;
        let encoder = self.encoder.as_ref().ok_or(("key", Exit::Usage))?;
        encoder.encode(&claims.to_json()).map_err(|_| ("key", Exit::Usage))
    }
}

impl Work for Worker {
    type Tally = Tally;

    fn begin(&mut self) {
        self.now = self.task.clock.now();
    }

    fn line(&mut self, number: u64, line: &[u8], answers: &mut Vec<u8>) -> Next {
        let token = self.token(line);
        match &token {
            Ok(_) => self.tally.good(),
            Err(reason) => self.tally.bad(std::iter::once(*reason)),
        }
        if !self.task.bare {
            push_head(number, token.is_ok(), answers);
        }
        match &token {
            Ok(token) if self.task.bare => answers.extend_from_slice(token.as_bytes()),
            Ok(token) => answers.extend_from_slice(format!("\"token\":\"{token}\"}}").as_bytes()),
            Err(_) if self.task.bare => {}
            Err((code, _)) => answers.extend_from_slice(format!("\"reasons\":[\"{code}\"]}}").as_bytes()),
        }
        answers.push(b'\n');
        batch::next(token.is_ok(), self.task.fail_fast)
    }

    fn end(&mut self) -> Tally {
        std::mem::take(&mut self.tally)
    }
}
