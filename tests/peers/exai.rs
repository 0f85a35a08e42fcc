//! 1,000 mutated tokens: the EX-AI server's check (PyJWT, then the quota) and `verify` come to the same verdict.
//!
//! The tokens of `mutants` are the same in every run: their generator has a fixed seed. Where the two differ, [`DIFFERENCES`] says why;
//! an entry that no token needs any more fails the test, as does a difference without an entry.

use std::collections::BTreeSet;
use std::fmt::Write;

use serde_json::json;

use crate::mutants::{Random, mutant};
use crate::ours::{AUDIENCE, ISSUER, Judgement, NOW, SECRET, Sandbox};
use crate::peer::Peer;

const COUNT: usize = 1000;

/// On purpose not the verdict of PyJWT.
struct Difference {
    /// The mutation that brings it about.
    mutation: &'static str,
    /// Who takes the token.
    taken_by: Side,
    /// The reasons that we may name for a refusal.
    reasons: &'static [&'static str],
    why: &'static str,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Side {
    PyJwt,
    Us,
}

const fn stricter(mutation: &'static str, reasons: &'static [&'static str], why: &'static str) -> Difference {
    Difference { mutation, taken_by: Side::PyJwt, reasons, why }
}

const DIFFERENCES: [Difference; 15] = [
    stricter(
        "duplicate claim",
        &["duplicate_name"],
        "PyJWT keeps the last one; RFC 7519 section 4 lets us refuse",
    ),
    stricter("duplicate name inside", &["duplicate_name"], "two readers may see two values"),
    stricter(
        "duplicate header",
        &["duplicate_name", "malformed"],
        "RFC 7515 section 4: names must be unique",
    ),
    stricter("time as text", &["claim_type"], "PyJWT calls int(); RFC 7519 section 2 wants a number"),
    stricter("exp as text", &["claim_type"], "PyJWT calls int(); RFC 7519 section 2 wants a number"),
    stricter("time as boolean", &["claim_type"], "Python's True is 1; RFC 7519 section 2 wants a number"),
    stricter(
        "deep nesting",
        &["too_deep"],
        "Python stops at its recursion limit, we at a level that every parser bears",
    ),
    stricter("not a number", &["malformed"], "Python reads NaN and Infinity; RFC 8259 section 6 has neither"),
    stricter("lone surrogate", &["malformed"], "an escape that stands for no character"),
    stricter(
        "surrogate in UTF-8",
        &["not_utf8"],
        "Python decodes with surrogatepass; RFC 3629 section 3 forbids it",
    ),
    stricter("byte order mark", &["malformed"], "Python skips it; RFC 8259 section 8.1 forbids it"),
    stricter(
        "UTF-16",
        &["malformed", "not_utf8"],
        "Python guesses the encoding; RFC 7519 section 3 wants UTF-8",
    ),
    stricter("padding", &["malformed"], "PyJWT drops `=` at the end; RFC 7515 section 2 leaves it out"),
    stricter("too large", &["too_large"], "a token of a megabyte is no token"),
    Difference {
        mutation: "pasted",
        taken_by: Side::Us,
        reasons: &[],
        why: "white space, quotes, `Bearer` and a token response around the token are what people paste; \
              the token inside is judged like any other",
    },
];

#[test]
fn the_exai_server_and_we_agree_on_a_thousand_mutated_tokens() {
    let sandbox = Sandbox::new();
    let mut peer = Peer::python();
    let mut random = Random(0x00e8_a150);
    let (mut disagreements, mut needed, mut taken_by_both) = (String::new(), BTreeSet::new(), 0);

    for number in 0..COUNT {
        let (mutations, token) = mutant(number, &mut random, &mut peer);
        let theirs = peer.ask(&json!({
            "op": "exai", "key": SECRET, "token": token, "audience": AUDIENCE, "issuer": ISSUER, "now": NOW,
        }));
        let ours = judge(&sandbox, &token);
        let taken_by = match (theirs["ok"] == true, ours.accepted()) {
            (true, false) => Side::PyJwt,
            (false, true) => Side::Us,
            (both, _) => {
                taken_by_both += usize::from(both);
                continue;
            }
        };
        let entries: Vec<&Difference> = DIFFERENCES
            .iter()
            .filter(|entry| entry.taken_by == taken_by && mutations.contains(&entry.mutation))
            .collect();
        let named = |reason: &String| entries.iter().any(|entry| entry.reasons.contains(&reason.as_str()));
        if !entries.is_empty() && ours.reasons.iter().all(named) {
            needed.extend(entries.iter().map(|entry| entry.mutation));
        } else {
            let token: String = token.chars().take(400).collect();
            let error = theirs["error"].as_str().unwrap_or("ok");
            writeln!(disagreements, "{number} {mutations:?}\n  PyJWT: {error}\n  we: {ours:?}\n  {token:?}")
                .unwrap();
        }
    }

    assert!(disagreements.is_empty(), "verdicts that differ and stand in no table:\n{disagreements}");
    for Difference { mutation, why, .. } in &DIFFERENCES {
        assert!(needed.contains(mutation), "no difference comes from `{mutation}` any more ({why})");
    }
    assert!(
        (150..COUNT - 400).contains(&taken_by_both),
        "{taken_by_both} of {COUNT} tokens were taken by both"
    );
}

/// The demands of that server.
pub(crate) fn demands(now: &str) -> Vec<&str> {
    [
        ["--secret-env", "SECRET"],
        ["--alg", "HS256"],
        ["--iss", ISSUER],
        ["--aud", AUDIENCE],
        ["--require", "sub,iat,exp,iss,aud,quota"],
        ["--min-quota", "1"],
        ["--now", now],
    ]
    .as_flattened()
    .to_vec()
}

fn judge(sandbox: &Sandbox, token: &str) -> Judgement {
    sandbox.judge(token, &demands(&NOW.to_string()))
}
