//! Corpus inputs as judged here, one JSON line each, for `differential.py`: the token, what was demanded, the verdict.
//!
//! Only demands that PyJWT has too are made; an input that makes others is judged without them.
//!
//!     cargo run --example cases -- claims FILE...

use std::collections::BTreeMap;
use std::process::ExitCode;

use mcp_token::clock::{Span, Time};
use mcp_token::jwt::policy::{Audience, Expiry, Policy};
use mcp_token::jwt::paste::from_paste;
use mcp_token::jwt::{Scratch, Verdict, Verifier};
use mcp_token_fuzz::{Case, key_set, sign};
use serde_json::{Value, json};

fn main() -> ExitCode {
    let mut arguments = std::env::args().skip(1);
    let Some(target) = arguments.next() else { return ExitCode::from(2) };
    for path in arguments {
        let Ok(data) = std::fs::read(&path) else { return ExitCode::FAILURE };
        let name = path.rsplit('/').next().unwrap_or_default();
        if let Some((token, policy, now)) = case(&target, &data) {
            println!("{}", line(&format!("{target}/{name}"), &token, policy, now));
        }
    }
    ExitCode::SUCCESS
}

fn case(target: &str, data: &[u8]) -> Option<(String, Policy, Time)> {
    let any = Policy { expiry: Expiry::Optional, ..Policy::default() };
    let now = Time::from_unix(1_700_000_000);
    match target {
        "claims" => {
            let case = Case::parse(data)?;
            let policy = Policy {
                audience: case.policy.audience,
                issuers: case.policy.issuers,
                subject: case.policy.subject,
                required: case.policy.required,
                expiry: if case.policy.expiry == Expiry::Required {
                    Expiry::Required
                } else {
                    Expiry::Optional
                },
                leeway: case.policy.leeway.min(Span::from_hours(1)),
                ..any
            };
            let policy = match policy.audience {
                // PyJWT takes an empty list for none being asked.
                Audience::OneOf(list) if list.is_empty() => Policy { audience: Audience::Unsaid, ..policy },
                _ => policy,
            };
            // A datetime of Python knows the years 1 to 9999 only.
            let now = if case.now.unix().unsigned_abs() > 60_000_000_000 { now } else { case.now };
            Some((sign(br#"{"alg":"HS256","typ":"JWT"}"#, case.payload), policy, now))
        }
        "header" => Some((sign(data, br#"{"sub":"a"}"#), any, now)),
        "token" => Some((from_paste(std::str::from_utf8(data).ok()?).ok()?.token, any, now)),
        _ => None,
    }
}

fn line(name: &str, token: &str, policy: Policy, now: Time) -> Value {
    let demands = BTreeMap::from([
        (
            "audience",
            match &policy.audience {
                Audience::Any => json!("any"),
                Audience::Unsaid => Value::Null,
                Audience::OneOf(list) => json!(list),
            },
        ),
        ("issuers", json!(policy.issuers)),
        ("subject", json!(policy.subject)),
        ("required", json!(policy.required)),
        ("exp", json!(policy.expiry == Expiry::Required)),
        ("leeway", json!(policy.leeway.secs())),
    ]);
    let mut scratch = Scratch::default();
    let verifier = Verifier::new(&key_set(), policy);
    let verdict = verifier.verify(token, &mut scratch, now);
    json!({
        "name": name,
        "token": token,
        "now": now.unix(),
        "demands": demands,
        "accepted": matches!(verdict, Verdict::Accepted(_)),
        "reasons": verdict.reasons().iter().map(|reason| format!("{}: {reason}", reason.code())).collect::<Vec<_>>(),
    })
}
