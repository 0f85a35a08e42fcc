//! `verify --batch` and `encode --batch`

use std::io::{BufRead, BufReader, Write};
use std::process::Stdio;

use serde_json::Value;

use crate::sandbox::{
    CLAIMS, NOON_UNIX, SECRET, Sandbox, claims_of, mint_claims, mint_expiring_at, stderr, stdout,
};

const AUD: [&str; 2] = ["--aud", "exai-mcp-client"];

fn three() -> String {
    let good = mint_claims(CLAIMS);
    format!("{good}\n\nrubbish\nBearer {good}\r\n{}\n{{\"token\":\"{good}\"}}", mint_expiring_at(NOON_UNIX))
}

#[test]
fn answers_every_line_in_order_with_the_worst_exit_code() {
    let sandbox = Sandbox::new();
    let expected = "{\"line\":1,\"ok\":true,\"reasons\":[]}
{\"line\":2,\"ok\":false,\"reasons\":[\"malformed\"]}
{\"line\":3,\"ok\":false,\"reasons\":[\"malformed\"]}
{\"line\":4,\"ok\":true,\"reasons\":[]}
{\"line\":5,\"ok\":false,\"reasons\":[\"claim_missing\",\"expired\"]}
{\"line\":6,\"ok\":true,\"reasons\":[]}
";
    let lines = three();
    for workers in ["1", "2", "7"] {
        let args = ["verify", "--batch", "--workers", workers];
        sandbox
            .at_noon(args)
            .args(AUD)
            .write_stdin(lines.clone())
            .assert()
            .code(3)
            .stdout(expected)
            .stderr("");
    }
    sandbox.file("tokens", &lines);
    sandbox.at_noon(["verify", "--batch", "@tokens"]).args(AUD).assert().code(3).stdout(expected).stderr("");
    let report_only = ["verify", "--batch", "--report-only", "-"];
    sandbox.at_noon(report_only).args(AUD).write_stdin(lines).assert().code(0).stdout(expected).stderr("");
}

/// Whoever was to write them may have failed.
#[test]
fn a_batch_of_nothing_is_told() {
    let sandbox = Sandbox::new();
    let counts = "{\"schema\":1,\"ok\":true,\"summary\":{\"lines\":0,\"good\":0,\"reasons\":{},\"sub\":{},\"kid\":{},\"without_sub\":0,\"without_kid\":0}}\n";
    for (args, expected) in [(&["verify", "--batch"][..], ""), (&["verify", "--batch", "--summary"], counts)]
    {
        sandbox
            .at_noon(args)
            .args(AUD)
            .write_stdin("")
            .assert()
            .code(0)
            .stdout(expected)
            .stderr("warning: there was no line\n");
    }
}

#[test]
fn prints_bare_tokens_and_chosen_claims() {
    let sandbox = Sandbox::new();
    let good = mint_claims(CLAIMS);
    let lines = format!("{good}\nrubbish\n");
    let bare = ["verify", "--batch", "-o", "token"];
    sandbox
        .at_noon(bare)
        .args(AUD)
        .write_stdin(lines.clone())
        .assert()
        .code(3)
        .stdout(format!("{good}\n\n"))
        .stderr("");
    let chosen = ["verify", "--batch", "--claim", "sub", "--claim", "quota", "--claim", "absent"];
    sandbox.at_noon(chosen).args(AUD).write_stdin(lines).assert().code(3).stderr("").stdout(
        "{\"line\":1,\"ok\":true,\"reasons\":[],\"claims\":{\"sub\":\"agent_001\",\"quota\":100}}\n\
         {\"line\":2,\"ok\":false,\"reasons\":[\"malformed\"]}\n",
    );
}

#[test]
fn ends_with_counts_when_they_are_asked_for() {
    let assert = Sandbox::new()
        .at_noon(["verify", "--batch", "--summary"])
        .args(AUD)
        .write_stdin(three())
        .assert()
        .code(3)
        .stderr("");
    assert_eq!(
        stdout(&assert).lines().last(),
        Some(
            "{\"schema\":1,\"ok\":false,\"summary\":{\"lines\":6,\"good\":3,\"reasons\":{\"claim_missing\":1,\
             \"expired\":1,\"malformed\":2},\"sub\":{\"agent_001\":4},\"kid\":{},\"without_sub\":0,\"without_kid\":4}}"
        )
    );
}

#[test]
fn stops_at_the_first_bad_line_when_told_to() {
    let lines =
        format!("{good}\n{good}\n{}\n{good}\nrubbish\n", mint_expiring_at(1), good = mint_claims(CLAIMS));
    let assert = Sandbox::new()
        .at_noon(["verify", "--batch", "--fail-fast", "--any-aud"])
        .write_stdin(lines)
        .assert()
        .code(5)
        .stderr("");
    assert_eq!(stdout(&assert).lines().count(), 3);
}

#[test]
fn answers_an_idle_pipe_at_once() {
    let sandbox = Sandbox::new();
    let mut child = sandbox
        .std_command(
            Sandbox::binary(),
            ["verify", "--batch", "--any-aud", "--secret-env", "SECRET", "--now", "2026-11-20T12:00:00Z"],
        )
        .env("SECRET", SECRET)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let mut stdin = child.stdin.take().unwrap();
    let mut stdout = BufReader::new(child.stdout.take().unwrap());
    for number in 1..=3 {
        writeln!(stdin, "{}", mint_claims(CLAIMS)).unwrap();
        let mut answer = String::new();
        stdout.read_line(&mut answer).unwrap();
        assert_eq!(answer, format!("{{\"line\":{number},\"ok\":true,\"reasons\":[]}}\n"));
    }
    drop(stdin);
    assert_eq!(child.wait().unwrap().code(), Some(0));
}

#[test]
fn a_closed_pipe_keeps_the_verdict_of_a_file() {
    let sandbox = Sandbox::new();
    let good = format!("{}\n", mint_claims(CLAIMS));
    for (lines, code) in [(good.clone(), 0), (good.repeat(5000) + "rubbish\n", 3)] {
        std::fs::write(sandbox.path("tokens"), lines).unwrap();
        assert_eq!(ended_unread(&sandbox, Some("@tokens"), Stdio::null()), Some(code));
    }
}

#[test]
fn a_closed_pipe_ends_what_may_have_no_end_and_never_as_good() {
    let sandbox = Sandbox::new();
    for (line, code) in [(mint_claims(CLAIMS), 1), ("rubbish".to_owned(), 3)] {
        let (lines, mut more) = std::io::pipe().unwrap();
        writeln!(more, "{line}").unwrap();
        assert_eq!(ended_unread(&sandbox, None, Stdio::from(lines)), Some(code));
        drop(more);
    }
}

/// The exit code of a batch whose answers nobody reads; it says nothing.
fn ended_unread(sandbox: &Sandbox, lines: Option<&str>, stdin: Stdio) -> Option<i32> {
    let (reader, answers) = std::io::pipe().unwrap();
    drop(reader);
    let args = ["verify", "--batch", "--any-aud", "--secret-env", "SECRET", "--now", "2026-11-20T12:00:00Z"];
    let ended = sandbox
        .std_command(Sandbox::binary(), args.into_iter().chain(lines))
        .env("SECRET", SECRET)
        .stdin(stdin)
        .stdout(answers)
        .output()
        .unwrap();
    assert_eq!(String::from_utf8_lossy(&ended.stderr), "");
    ended.status.code()
}

#[test]
fn a_line_over_the_limit_is_answered_and_the_next_one_too() {
    let lines = format!("{}\n{}\n", "a".repeat(3 << 20), mint_claims(CLAIMS));
    Sandbox::new().at_noon(["verify", "--batch"]).args(AUD).write_stdin(lines).assert().code(3).stderr("").stdout(
        "{\"line\":1,\"ok\":false,\"reasons\":[\"too_large\"]}\n{\"line\":2,\"ok\":true,\"reasons\":[]}\n",
    );
}

/// What nobody could read again is no token.
#[test]
fn claims_whose_token_would_be_too_long_are_answered_as_by_the_single_command() {
    let sandbox = Sandbox::new();
    let claims = format!("{{\"a\":\"{}\"}}\n", "x".repeat(800_000));
    sandbox
        .at_noon(["encode", "-"])
        .write_stdin(claims.clone())
        .assert()
        .code(3)
        .stdout("")
        .stderr("error: the token would be 1066804 bytes long, at most 1048576 are read\n");
    sandbox
        .at_noon(["encode", "-", "--json"])
        .write_stdin(claims.clone())
        .assert()
        .code(3)
        .stderr("")
        .stdout(
            "{\"schema\":1,\"ok\":false,\"error\":{\"code\":\"too_large\",\
             \"message\":\"the token would be 1066804 bytes long, at most 1048576 are read\",\"hint\":null}}\n",
        );
    sandbox
        .at_noon(["encode", "--batch"])
        .write_stdin(claims)
        .assert()
        .code(3)
        .stderr("")
        .stdout("{\"line\":1,\"ok\":false,\"reasons\":[\"too_large\"]}\n");
}

#[test]
fn makes_a_token_of_every_claims_set() {
    let sandbox = Sandbox::new();
    let lines = "{\"sub\":\"a\"}\n[]\n{\"sub\":\"b\",\"exp\":1795179600,\"big\":100000000000000000000}\n{\"a\":1,\"a\":1}\n{\"aud\":\"y\"}\n";
    let args = ["encode", "--batch", "--aud", "x", "--ttl", "1h"];
    let assert = sandbox.at_noon(args).write_stdin(lines).assert().code(2).stderr("");
    let answers: Vec<Value> =
        stdout(&assert).lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert_eq!(
        claims_of(answers[0]["token"].as_str().unwrap()),
        r#"{"sub":"a","aud":"x","iat":1795176000,"exp":1795179600}"#
    );
    assert_eq!(answers[1].to_string(), r#"{"line":2,"ok":false,"reasons":["malformed"]}"#);
    assert_eq!(
        claims_of(answers[2]["token"].as_str().unwrap()),
        r#"{"sub":"b","exp":1795179600,"big":100000000000000000000,"aud":"x","iat":1795176000}"#
    );
    assert_eq!(answers[3]["reasons"][0], "duplicate_name");
    assert_eq!(answers[4]["reasons"][0], "conflict");
}

#[test]
fn counts_whom_the_tokens_that_were_made_are_for_and_by_which_key() {
    let lines = "{\"sub\":\"a\"}\n{\"sub\":\"-\"}\n[]\n{\"sub\":\"a\",\"exp\":1795179600}\n{}\n";
    let counts = |args: &[&str]| {
        let args = [&["encode", "--batch", "--summary"], args].concat();
        let assert = Sandbox::new().at_noon(args).write_stdin(lines).assert().code(3).stderr("");
        stdout(&assert).lines().last().unwrap().to_owned()
    };
    let expected = "{\"schema\":1,\"ok\":false,\"summary\":{\"lines\":5,\"good\":4,\"reasons\":{\"malformed\":1},\
                    \"sub\":{\"-\":1,\"a\":2},\"kid\":{\"k1\":4},\"without_sub\":1,\"without_kid\":0}}";
    assert_eq!(counts(&["--kid", "k1"]), expected);
    assert_eq!(counts(&["--header", "kid=k1"]), expected);
    assert_eq!(counts(&[]), expected.replace("{\"k1\":4}", "{}").replace("kid\":0}", "kid\":4}"));
}

/// As by the single command, once: what the flags do is done to each line, and looking each token over would cost too much.
#[test]
fn what_is_odd_about_the_first_token_is_told() {
    let sandbox = Sandbox::new();
    let told = |args: &[&str], lines: &str| {
        let args = [&["encode", "--batch", "--workers", "2"], args].concat();
        stderr(&sandbox.at_noon(args).write_stdin(lines).assert())
    };
    let never = "no `exp`: it never expires, and the MCP TypeScript SDK refuses it\n";
    let milliseconds = "{\"sub\":\"a\",\"exp\":1795179600000}\n";
    let many = "{\"sub\":\"a\"}\n".repeat(5000);
    assert_eq!(told(&["--no-exp"], &many), format!("warning: the first token, of line 1: {never}"));
    assert_eq!(told(&["--no-exp"], "[]\n{}\n"), format!("warning: the first token, of line 2: {never}"));
    assert_eq!(told(&["--no-exp", "-q"], &many), "");
    assert_eq!(told(&["--no-exp", "--fail-fast"], "[]\n{}\n"), "");
    assert_eq!(
        told(&["--ttl", "90d", "--header", "jku=x"], &many),
        "warning: the first token, of line 1: `jku` in the header: a verifier must never take its key from the token\n\
         warning: the first token, of line 1: it lives 90 d, more than 30 days\n"
    );
    assert_eq!(
        told(&[], &format!("{milliseconds}{{}}\n")),
        "warning: the first token, of line 1: `exp` is in milliseconds, seconds are meant\n"
    );
    assert_eq!(told(&[], &format!("{{}}\n{milliseconds}")), "");
}

#[test]
fn flags_that_cannot_be_are_refused_before_the_first_line() {
    let sandbox = Sandbox::new();
    let refuses = |args: &[&str], code: i32, message: &str| {
        let assert = sandbox.at_noon(args).write_stdin("{}\n").assert().code(code).stdout("");
        assert!(stderr(&assert).starts_with(message), "{}", stderr(&assert));
    };
    refuses(&["encode", "--batch", "--ttl", "1"], 2, "error: `--ttl`: `1` has no unit (s, m, h, d)\n");
    refuses(
        &["encode", "--batch", "--header", "kid:=1", "--kid", "a"],
        2,
        "error: the header parameter `kid` is given twice",
    );
    refuses(&["verify", "--batch", "-o", "header"], 2, "error: --batch has no form `header`\n");
    refuses(&["verify", "--batch", "a.b.c"], 2, "error: --batch works on lines: `-` for stdin, or @FILE\n");
    refuses(&["verify", "--batch", "@absent"], 1, "error: cannot read absent\n");
    refuses(&["verify", "--summary"], 2, "error: `--batch` is missing\n");
}
