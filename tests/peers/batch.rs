//! Many tokens at once: the same verdicts as one by one, and the same counts as PyJWT.

use std::collections::BTreeMap;
use std::fmt::Write;

use serde_json::{Value, json};

use crate::exai::demands;
use crate::mutants::{Random, mutant};
use crate::ours::{AUDIENCE, ISSUER, NOW, SECRET, Sandbox};
use crate::peer::Peer;

#[test]
fn a_batch_and_single_calls_come_to_the_same_reasons() {
    let (sandbox, mut peer, mut random) = (Sandbox::new(), Peer::python(), Random(0x5eed_ba7c));
    let tokens: Vec<String> = (0..400)
        .map(|number| mutant(number, &mut random, &mut peer).1)
        .filter(|token| !token.trim().contains(['\n', '\r']))
        .collect();
    let now = NOW.to_string();
    let lines: String = tokens.iter().map(|token| format!("{token}\n")).collect();
    sandbox.file("tokens", &lines);
    let answers = sandbox.run(&[&["verify", "--batch", "@tokens"][..], &demands(&now)].concat(), "").stdout;
    let answers: Vec<Value> =
        String::from_utf8(answers).unwrap().lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert_eq!(answers.len(), tokens.len());
    for (answer, token) in answers.iter().zip(&tokens) {
        let single = sandbox.judge(token, &demands(&now));
        assert_eq!(answer["reasons"], json!(single.reasons), "{token}");
        assert_eq!(answer["ok"], single.accepted(), "{token}");
    }
}

#[test]
fn counts_of_a_hundred_thousand_mixed_tokens_are_those_of_pyjwt() {
    let sandbox = Sandbox::new();
    let mut claims = String::new();
    for number in 0..100_000 {
        let exp = if number % 20 == 7 { NOW - 1 } else { NOW + 3600 };
        let audience = if number % 25 == 3 { "another-client" } else { AUDIENCE };
        let issuer = if number % 50 == 11 { "another-server" } else { ISSUER };
        let quota = if number % 100 == 29 { 0 } else { 100 };
        writeln!(
            claims,
            r#"{{"sub":"agent_{number}","iat":{NOW},"exp":{exp},"iss":"{issuer}","aud":"{audience}","quota":{quota}}}"#
        )
        .unwrap();
    }
    sandbox.file("claims", &claims);
    let tokens =
        sandbox.answer(&["encode", "--batch", "@claims", "--secret-env", "SECRET", "-o", "token"], "");
    let tokens: String = tokens
        .lines()
        .enumerate()
        .map(|(number, token)| match number % 40 {
            17 => format!("{}.{}\n", &token[..token.len() - 44], "A".repeat(43)),
            _ => format!("{token}\n"),
        })
        .collect();
    let file = sandbox.file("tokens", &tokens);

    let theirs = Peer::python().ask(&json!({
        "op": "tally", "key": SECRET, "file": file, "audience": AUDIENCE, "issuer": ISSUER, "now": NOW,
    }));
    let now = NOW.to_string();
    let args = [&["verify", "--batch", "--summary", "@tokens"][..], &demands(&now)].concat();
    let output = sandbox.run(&args, "");
    assert_eq!(output.status.code(), Some(4));
    let mut ours = BTreeMap::<String, u64>::new();
    let text = String::from_utf8(output.stdout).unwrap();
    for line in text.lines().take(100_000) {
        let answer: Value = serde_json::from_str(line).unwrap();
        // PyJWT names the first failure it meets, and meets them in this order.
        let first = |name: &str| answer["reasons"].as_array().unwrap().iter().any(|reason| reason == name);
        let name = match () {
            () if first("signature_mismatch") => "InvalidSignatureError",
            () if first("expired") => "ExpiredSignatureError",
            () if first("iss_mismatch") => "InvalidIssuerError",
            () if first("aud_mismatch") => "InvalidAudienceError",
            () if first("quota_low") => "PermissionError",
            () => "ok",
        };
        *ours.entry(name.to_owned()).or_default() += 1;
    }
    assert_eq!(json!(ours), theirs);
    let summary: Value = serde_json::from_str(text.lines().last().unwrap()).unwrap();
    assert_eq!(summary["summary"]["lines"], 100_000);
    assert_eq!(summary["summary"]["good"], theirs["ok"]);
}
