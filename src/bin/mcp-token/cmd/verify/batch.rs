//! `mcp-token verify --batch`: the same judge, once a line.

use std::collections::BTreeSet;

use mcp_token::jwt::json::{Value, quote};
use mcp_token::jwt::key::KeySet;
use mcp_token::jwt::paste::from_paste;
use mcp_token::jwt::policy::Policy;
use mcp_token::jwt::refusal::Refusal;
use mcp_token::jwt::{Scratch, Verdict, Verified, Verifier};

use crate::cmd::batch::{self, Answer, BatchArgs, EachLine};
use crate::env::Clock;
use crate::failure::{Exit, Failure};
use crate::input::{LONGEST_PASTE, Lines};
use crate::output::{Output, escape};

pub(super) fn run(
    args: &BatchArgs,
    lines: Lines,
    (keys, policy, mut claims): (KeySet, Policy, Vec<String>),
    clock: Clock,
    output: &mut Output,
) -> Result<Exit, Failure> {
    let mut seen = BTreeSet::new();
    claims.retain(|name| seen.insert(name.clone()));
    let summary = args.summary;
    let make = move || Judge {
        verifier: Verifier::new(&keys, policy.clone()),
        scratch: Scratch::default(),
        claims: claims.clone(),
        summary,
    };
    batch::run(args, lines, clock, make, output)
}

struct Judge {
    verifier: Verifier,
    scratch: Scratch,
    /// Those that are shown of good tokens.
    claims: Vec<String>,
    summary: bool,
}

impl Judge {
    fn judge(&mut self, token: &str, answer: Answer<'_>) -> bool {
        let verdict = self.verifier.verify(token, &mut self.scratch, answer.now);
        if self.summary
            && let Some(claims) = verdict.signed_claims()
        {
            let subject = claims.get("sub").and_then(Value::as_str);
            answer.tally.token(subject.as_deref(), verdict.kid());
        }
        match &verdict {
            Verdict::Accepted(verified) => {
                answer.good(token, &["\"reasons\":[]", &chosen(verified, &self.claims)])
            }
            Verdict::Refused(_) => {
                answer.bad(verdict.reasons().iter().map(|reason| (reason.code(), reason.rank().into())))
            }
        }
    }
}

impl EachLine for Judge {
    fn line(&mut self, line: &[u8], answer: Answer<'_>) -> bool {
        match std::str::from_utf8(line) {
            _ if line.len() > LONGEST_PASTE => answer.bad([("too_large", Exit::Malformed)]),
            Err(_) => answer.bad([("malformed", Exit::Malformed)]),
            Ok(plain) if plain.starts_with("ey") => self.judge(plain.trim_end(), answer),
            Ok(pasted) => match from_paste(pasted) {
                Ok(pasted) => self.judge(&pasted.token, answer),
                Err(error) => answer.bad([(Refusal::Token(error).code(), Exit::Malformed)]),
            },
        }
    }
}

/// The claims that were asked for, as a further member of the answer.
fn chosen(verified: &Verified<'_>, names: &[String]) -> String {
    if names.is_empty() {
        return String::new();
    }
    let members: Vec<_> = names
        .iter()
        .filter_map(|name| Some(format!("{}:{}", quote(name), verified.claims().get(name)?.compact())))
        .collect();
    escape::json(&format!(",\"claims\":{{{}}}", members.join(","))).into_owned()
}
