//! `mcp-token verify --batch`: the same judge, once a line.

use mcp_token::batch::{Next, Work};
use mcp_token::jwt::json::quote;
use mcp_token::jwt::key::KeySet;
use mcp_token::jwt::paste::from_paste;
use mcp_token::jwt::policy::Policy;
use mcp_token::jwt::refusal::Refusal;
use mcp_token::jwt::token::MAX_LEN;
use mcp_token::jwt::{Scratch, Verdict, Verifier};

use crate::cmd::batch::{self, BatchArgs, Tally, push_head};
use crate::env::Clock;
use crate::failure::{Exit, Failure};
use crate::input::Lines;
use crate::output::form::Form;
use crate::output::{Output, escape};

/// What each worker needs to know.
#[derive(Clone)]
struct Task {
    keys: KeySet,
    policy: Policy,
    claims: Vec<String>,
    clock: Clock,
    bare: bool,
    fail_fast: bool,
    summary: bool,
}

pub(super) fn run(
    args: &BatchArgs,
    lines: Lines,
    (keys, policy, claims): (KeySet, Policy, Vec<String>),
    clock: Clock,
    output: &mut Output,
) -> Result<Exit, Failure> {
    batch::check_form(output.form())?;
    let bare = output.form() == Form::Token;
    let task = Task { keys, policy, claims, clock, bare, fail_fast: args.fail_fast, summary: args.summary };
    batch::run(args, lines, move || Worker::new(task.clone()), output)
}

struct Worker {
    verifier: Verifier,
    scratch: Scratch,
    now: mcp_token::clock::Time,
    tally: Tally,
    task: Task,
}

impl Worker {
    fn new(task: Task) -> Self {
        let verifier = Verifier::new(&task.keys, task.policy.clone());
        Self { verifier, scratch: Scratch::default(), now: task.clock.now(), tally: Tally::default(), task }
    }

    fn answer(&mut self, number: u64, token: &str, answers: &mut Vec<u8>) -> bool {
        let verdict = self.verifier.verify(token, &mut self.scratch, self.now);
        let reasons = verdict.reasons();
        if reasons.is_empty() {
            self.tally.good();
        } else {
            self.tally.bad(reasons.iter().map(|reason| (reason.code(), Exit::from(reason.rank()))));
        }
        if self.task.summary
            && let Some(claims) = verdict.signed_claims()
        {
            let subject = claims.get("sub").and_then(mcp_token::jwt::json::Value::as_str);
            self.tally.token(subject.as_deref(), verdict.kid());
        }
        if self.task.bare {
            if reasons.is_empty() {
                answers.extend_from_slice(token.as_bytes());
            }
        } else {
            write_verdict(number, &verdict, &self.task.claims, answers);
        }
        reasons.is_empty()
    }

    /// Something that is no token at all.
    fn answer_malformed(&mut self, number: u64, code: &'static str, answers: &mut Vec<u8>) -> bool {
        self.tally.bad(std::iter::once((code, Exit::Malformed)));
        if !self.task.bare {
            write_start(number, false, answers);
            answers.push(b'"');
            answers.extend_from_slice(code.as_bytes());
            answers.extend_from_slice(b"\"]}");
        }
        false
    }
}

impl Work for Worker {
    type Tally = Tally;

    fn begin(&mut self) {
        self.now = self.task.clock.now();
    }

    fn line(&mut self, number: u64, line: &[u8], answers: &mut Vec<u8>) -> Next {
        let good = match std::str::from_utf8(line).map(str::trim) {
            _ if line.len() > MAX_LEN => self.answer_malformed(number, "too_large", answers),
            Err(_) => self.answer_malformed(number, "malformed", answers),
            Ok(plain) if plain.starts_with("ey") => self.answer(number, plain, answers),
            Ok(pasted) => match from_paste(pasted) {
                Ok(pasted) => self.answer(number, &pasted.token, answers),
                Err(error) => self.answer_malformed(number, Refusal::Token(error).code(), answers),
            },
        };
        answers.push(b'\n');
        batch::next(good, self.task.fail_fast)
    }

    fn end(&mut self) -> Tally {
        std::mem::take(&mut self.tally)
    }
}

fn write_start(number: u64, good: bool, answers: &mut Vec<u8>) {
    push_head(number, good, answers);
    answers.extend_from_slice(b"\"reasons\":[");
}

fn write_verdict(number: u64, verdict: &Verdict<'_>, chosen: &[String], answers: &mut Vec<u8>) {
    write_start(number, verdict.reasons().is_empty(), answers);
    for (index, reason) in verdict.reasons().iter().enumerate() {
        answers.extend_from_slice(if index == 0 { b"\"" } else { b",\"" });
        answers.extend_from_slice(reason.code().as_bytes());
        answers.push(b'"');
    }
    answers.push(b']');
    if let Verdict::Accepted(verified) = verdict
        && !chosen.is_empty()
    {
        let members: Vec<_> = chosen
            .iter()
            .filter_map(|name| Some(format!("{}:{}", quote(name), verified.claims().get(name)?.compact())))
            .collect();
        let json = format!(",\"claims\":{{{}}}", members.join(","));
        answers.extend_from_slice(escape::json(&json).as_bytes());
    }
    answers.push(b'}');
}
