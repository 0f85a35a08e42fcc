//! The table behind `doctor --token` against the libraries that it speaks of: for every token and every expectation the
//! prediction is the live verdict, and where a library gives a reason, the reason is the predicted one.
//!
//! The tokens are those of `doctor_cases`, each with a fault of its own, and of `mutants`; they are the same in every run.
//! A token with white space inside is left out: it cannot travel in a header.

use std::collections::BTreeMap;
use std::fmt::Write;

use mcp_token::clock::Time;
use mcp_token::jwt::Alg;
use mcp_token::jwt::key::{KeyFile, KeySet};
use mcp_token::jwt::servers::{Expectation, Objection, Prediction, SERVERS, predict};
use mcp_token::jwt::token::TokenError;
use mcp_token::secret::Secret;
use serde_json::{Value, json};

use crate::doctor_cases::{claims, headers, says};
use crate::mutants::{self, Random, mutant};
use crate::ours::{AUDIENCE, ISSUER, NOW, SECRET, Sandbox, tampered};
use crate::peer::Peer;

const MUTANTS: usize = 300;

/// What a server is told to expect: issuers, audiences, scopes.
type Expected = (&'static [&'static str], &'static [&'static str], &'static [&'static str]);

const EXPECTED: [Expected; 4] = [
    (&[], &[], &[]),
    (&[ISSUER], &[AUDIENCE], &[]),
    (&["other", ISSUER], &["other", AUDIENCE], &["read"]),
    (&[], &[AUDIENCE], &["read", "write"]),
];

/// The live programs, by the names of the table.
struct Live {
    python: Peer,
    node: Peer,
}

impl Live {
    fn new() -> Self {
        Self { python: Peer::python(), node: Peer::node() }
    }

    /// Who runs that server, and its name there.
    fn tool(&mut self, server: &str) -> (&mut Peer, &'static str) {
        match server {
            "PyJWT" => (&mut self.python, "pyjwt"),
            "fastmcp" => (&mut self.python, "fastmcp"),
            "Python SDK" => (&mut self.python, "python-sdk"),
            "jsonwebtoken" => (&mut self.node, "jsonwebtoken"),
            "jose" => (&mut self.node, "jose"),
            "TypeScript SDK" => (&mut self.node, "typescript-sdk"),
            other => panic!("{other} is in the table and nobody runs it"),
        }
    }

    /// What the server says: nothing when it accepts the token, else its words.
    fn refusal(
        &mut self,
        server: &str,
        key: (&str, &str),
        token: &str,
        expected: Expected,
    ) -> Option<String> {
        let (peer, tool) = self.tool(server);
        let (alg, key) = key;
        let mut request =
            json!({"op": "accepts", "tool": tool, "alg": alg, "key": key, "token": token, "now": NOW});
        let (issuers, audiences, scopes) = expected;
        for (name, values) in [("issuer", issuers), ("audience", audiences)] {
            match values {
                [] => {}
                [one] => request[name] = json!(one),
                several => request[name] = json!(several),
            }
        }
        // Scopes are the business of those who look at them.
        if !scopes.is_empty() && ["fastmcp", "Python SDK", "TypeScript SDK"].contains(&server) {
            request["scopes"] = json!(scopes);
        }
        let answer = peer.ask(&request);
        (answer["ok"] != true).then(|| answer["error"].as_str().unwrap().to_owned())
    }
}

/// Where the live verdicts and the prediction part, a line each.
#[derive(Default)]
struct Differences {
    told: String,
    compared: usize,
    /// How often each server refused and accepted.
    counts: BTreeMap<&'static str, [usize; 2]>,
}

impl Differences {
    /// - `keys`: what the prediction is made with, if anything, and what the servers are given.
    fn compare(&mut self, live: &mut Live, keys: (Option<&KeySet>, (&str, &str)), what: &str, token: &str) {
        let (set, key) = keys;
        for expected in EXPECTED {
            let (issuers, audiences, scopes) = expected;
            let owned = |texts: &[&str]| texts.iter().map(|&text| text.to_owned()).collect();
            let expectation = Expectation {
                // Where there is no key, the servers are set to the algorithm all the same.
                algs: vec![key.0.parse().unwrap()],
                issuers: owned(issuers),
                audiences: owned(audiences),
                scopes: owned(scopes),
            };
            let predictions = match predict(token, set, &expectation, Time::from_unix(NOW)) {
                Ok(predictions) => predictions,
                Err(TokenError::TooLarge { .. }) => return,
                Err(_) => return self.all_refuse(live, key, what, token),
            };
            self.compared += 1;
            for Prediction { server, objections } in predictions {
                let refusal = live.refusal(server.name, key, token, expected);
                self.counts.entry(server.name).or_default()[usize::from(refusal.is_none())] += 1;
                let agreed = match (objections.first(), &refusal) {
                    (Some(objection), Some(words)) => says(words, objection.code()),
                    (first, words) => first.is_none() && words.is_none(),
                };
                if !agreed {
                    let token: String = token.chars().take(300).collect();
                    writeln!(
                        self.told,
                        "{what} {expected:?}\n  {}: {refusal:?}\n  we: {objections:?}\n  {token}",
                        server.name
                    )
                    .unwrap();
                }
            }
        }
    }

    /// A text of which the table does not speak: nobody may take it.
    fn all_refuse(&mut self, live: &mut Live, key: (&str, &str), what: &str, token: &str) {
        for server in SERVERS {
            if live.refusal(server.name, key, token, EXPECTED[0]).is_none() {
                writeln!(self.told, "{what}: no token for us, and {} takes it: {token}", server.name)
                    .unwrap();
            }
        }
    }

    fn end(self) {
        assert!(self.told.is_empty(), "predictions that are wrong:\n{}", self.told);
    }
}

fn of_secret(secret: &str) -> KeySet {
    KeySet::from_secret(Secret::new(secret.as_bytes().to_vec()), &[]).unwrap()
}

#[test]
fn every_prediction_is_the_live_verdict() {
    let mut live = Live::new();
    let keys = of_secret(SECRET);
    let keys = (Some(&keys), ("HS256", SECRET));
    let mut differences = Differences::default();
    let good = format!(r#"{{"iss":"{ISSUER}","aud":"{AUDIENCE}","exp":{},"scope":"read write"}}"#, NOW + 60);
    for header in headers() {
        let token = live.python.forge("HS256", SECRET, header.as_bytes(), good.as_bytes());
        differences.compare(&mut live, keys, &header, &token);
    }
    for claims in claims() {
        for header in [r#"{"alg":"HS256","typ":"JWT"}"#, r#"{"alg":"HS256"}"#] {
            let token = live.python.forge("HS256", SECRET, header.as_bytes(), claims.as_bytes());
            differences.compare(&mut live, keys, &claims[..claims.len().min(120)], &token);
        }
    }
    let (mut random, written) = (Random(0x00d0_c704), differences.compared);
    for number in 0..MUTANTS {
        let (mutations, token) = mutant(number, &mut random, &mut live.python);
        if token.bytes().all(|letter| letter.is_ascii_graphic()) {
            differences.compare(&mut live, keys, &format!("{number} {mutations:?}"), &token);
        }
    }
    let mutated = (differences.compared - written) / EXPECTED.len();
    assert!(mutated >= 200, "only {mutated} mutated tokens were compared");
    for (server, counts) in &differences.counts {
        assert!(counts.iter().all(|&count| count > 200), "{server}: refused, accepted {counts:?}");
    }
    differences.end();
}

/// The table names the versions that are installed, and the algorithms that they know.
#[test]
fn versions_and_algorithms_are_those_of_the_table() {
    let mut live = Live::new();
    for server in SERVERS {
        let (peer, tool) = live.tool(server.name);
        let version = peer.ask(&json!({"op": "version", "tool": tool}))["version"].clone();
        assert_eq!(version, server.version, "{}", server.name);
        if server.over.is_some() {
            continue;
        }
        let known = peer.ask(&json!({"op": "algs", "tool": tool}))["verify"].clone();
        for alg in Alg::ALL {
            let header = format!(r#"{{"alg":"{alg}"}}"#);
            let token = live.python.forge("HS256", SECRET, header.as_bytes(), b"{}");
            let predictions = predict(&token, None, &Expectation::default(), Time::from_unix(NOW)).unwrap();
            let forecast =
                predictions.iter().find(|prediction| prediction.server.name == server.name).unwrap();
            assert_eq!(
                forecast.accepts(),
                known.as_array().unwrap().contains(&json!(alg.name())),
                "{} {alg}",
                server.name
            );
        }
    }
}

/// The command says what the library says, in its report and its exit code.
#[test]
fn the_command_tells_the_prediction() {
    let sandbox = Sandbox::new();
    let mut python = Peer::python();
    let (set, mut random) = (of_secret(SECRET), Random(0x000d_0c70));
    let expected = Expectation { audiences: vec![AUDIENCE.to_owned()], ..Expectation::default() };
    let mut exits = BTreeMap::<i32, usize>::new();
    for number in 0..118 {
        let (mutations, token) = mutant(number, &mut random, &mut python);
        let is_plain =
            token.bytes().all(|letter| letter.is_ascii_graphic()) && !token.starts_with(['{', '"']);
        let Ok(predictions) = predict(&token, Some(&set), &expected, Time::from_unix(NOW)) else { continue };
        if !is_plain {
            continue;
        }
        let args = ["doctor", "--token", "-", "--secret-env", "SECRET", "--aud", AUDIENCE, "--json", "--now"];
        let output = sandbox.run(&[&args[..], &[&NOW.to_string()]].concat(), &token);
        let report: Value = serde_json::from_slice(&output.stdout).unwrap();
        let told: Vec<_> = report["servers"]
            .as_array()
            .unwrap_or_else(|| panic!("{mutations:?} {token}: {report}"))
            .iter()
            .map(|server| &server["code"])
            .collect();
        let codes: Vec<_> = predictions
            .iter()
            .map(|prediction| json!(prediction.objections.first().map(Objection::code)))
            .collect();
        assert_eq!(told, codes.iter().collect::<Vec<_>>(), "{mutations:?} {token}");
        let accepted = predictions.iter().all(Prediction::accepts);
        assert_eq!(output.status.success(), accepted, "{mutations:?} {report}");
        *exits.entry(output.status.code().unwrap()).or_default() += 1;
    }
    assert_eq!(exits.keys().collect::<Vec<_>>(), [&0, &3, &4], "{exits:?}");
}

/// Signatures of every kind of key, whole and spoilt; a secret that is too short; a key of another algorithm.
#[test]
fn predictions_hold_for_every_kind_of_key() {
    let mut live = Live::new();
    let mut differences = Differences::default();
    let sandbox = Sandbox::new();
    let claims = format!(r#"{{"exp":{},"scope":"read write"}}"#, NOW + 60);
    for alg in ["RS256", "PS384", "ES256", "ES512", "EdDSA"] {
        let made_for = if alg.starts_with("PS") { "RS256" } else { alg };
        let (private, public) = Sandbox::key_pair(made_for);
        sandbox.file(alg, &private);
        let (key, now) = (sandbox.path(alg).display().to_string(), NOW.to_string());
        let token = sandbox.token(&["encode", "-", "--alg", alg, "--key", &key, "--now", &now], &claims);
        let algs = [alg.parse().unwrap()];
        let set = KeySet::from_file(KeyFile::parse(public.as_bytes()).unwrap(), &algs).unwrap();
        for (what, token) in spoilt(&token) {
            differences.compare(&mut live, (Some(&set), (alg, &public)), &format!("{alg} {what}"), &token);
        }
        differences.compare(&mut live, (None, (alg, &public)), &format!("{alg} without a key"), &token);
        let hs256 = live.python.forge("HS256", SECRET, br#"{"alg":"HS256"}"#, claims.as_bytes());
        for set in [Some(&set), None] {
            differences.compare(&mut live, (set, (alg, &public)), &format!("HS256 for {alg}"), &hs256);
        }
    }
    for secret in ["x", &"x".repeat(31), &"x".repeat(32)] {
        let token = live.python.forge("HS256", secret, br#"{"alg":"HS256"}"#, claims.as_bytes());
        let set = of_secret(secret);
        for (what, token) in spoilt(&token) {
            let what = format!("{} bytes, {what}", secret.len());
            differences.compare(&mut live, (Some(&set), ("HS256", secret)), &what, &token);
        }
    }
    differences.end();
}

/// A token, and what becomes of it when its last segment is changed.
fn spoilt(token: &str) -> Vec<(&'static str, String)> {
    let signed = token.rsplit_once('.').unwrap().0;
    vec![
        ("whole", token.to_owned()),
        ("tampered with", tampered(token)),
        ("padded", mutants::padded(token)),
        ("trailing bits", mutants::with_trailing_bits(token)),
        ("one character less", token[..token.len() - 1].to_owned()),
        ("one character more", format!("{token}A")),
        ("standard alphabet", format!("{signed}.{}", token[signed.len() + 1..].replace(['-', '_'], "+"))),
        ("of 1024 characters", format!("{signed}.{}", "A".repeat(1024))),
        ("of 1028 characters", format!("{signed}.{}", "A".repeat(1028))),
        ("unsigned", format!("{signed}.")),
    ]
}
