//! `verify --batch` and `encode --batch`

use std::io::{BufRead, BufReader, Write};
use std::process::{Child, ChildStdin, ChildStdout, Stdio};
use std::time::{Duration, Instant};

use serde_json::{Value, json};

use crate::keeper::{Keeper, now};
use crate::sandbox::{
    CLAIMS, NOON_UNIX, SECRET, Sandbox, claims_of, hint, mint_claims, mint_expiring_at, stderr, stdout,
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
    let chosen =
        ["verify", "--batch", "--claim", "sub", "--claim", "quota", "--claim", "absent", "--claim", "sub"];
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

/// They were asked for: no `--quiet` takes them away, and it is told when they cannot be written.
#[test]
fn counts_stand_beside_bare_tokens() {
    let sandbox = Sandbox::new();
    let good = mint_claims(CLAIMS);
    sandbox.file("tokens", format!("{good}\nrubbish\n"));
    let run = |more: &str| {
        let command =
            "mcp-token verify --batch @tokens --any-aud --secret-env SECRET --now 2026-11-20T12:00:00Z";
        let command = format!("{command} -o token --summary -q {more}");
        sandbox.shell(&command).env("SECRET", SECRET).assert().stdout(format!("{good}\n\n"))
    };
    run("").code(3).stderr(
        "{\"schema\":1,\"ok\":false,\"summary\":{\"lines\":2,\"good\":1,\"reasons\":{\"malformed\":1},\
         \"sub\":{\"agent_001\":1},\"kid\":{},\"without_sub\":0,\"without_kid\":1}}\n",
    );
    run("2>/dev/full").code(1).stderr("");
}

#[test]
fn lines_that_cannot_be_read_are_an_error_in_the_form_of_the_answers() {
    let sandbox = Sandbox::new();
    let run = |form: &str| {
        let command = "mcp-token verify --batch --any-aud --secret-env SECRET --now 2026-11-20T12:00:00Z";
        sandbox.shell(&format!("{command} {form} <.")).env("SECRET", SECRET).assert().code(1)
    };
    run("").stdout("").stderr("error: cannot read the lines\ncaused by: Is a directory (os error 21)\n");
    run("--json").stderr("").stdout(
        "{\"schema\":1,\"ok\":false,\"error\":{\"code\":\"io\",\"message\":\"cannot read the lines\",\"hint\":null,\
         \"causes\":[\"Is a directory (os error 21)\"]}}\n",
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
    let args = ["verify", "--batch", "--any-aud", "--secret-env", "SECRET", "--now", "2026-11-20T12:00:00Z"];
    let mut coprocess = Coprocess::of(&sandbox, &args);
    for number in 1..=3 {
        let answer = coprocess.ask(&mint_claims(CLAIMS));
        assert_eq!(answer, format!("{{\"line\":{number},\"ok\":true,\"reasons\":[]}}\n"));
    }
    drop(coprocess.stdin);
    assert_eq!(coprocess.child.wait().unwrap().code(), Some(0));
}

/// A batch that is asked line by line.
struct Coprocess {
    child: Child,
    stdin: ChildStdin,
    stdout: BufReader<ChildStdout>,
}

impl Coprocess {
    fn of(sandbox: &Sandbox, args: &[&str]) -> Self {
        let mut child = sandbox
            .std_command(Sandbox::binary(), args)
            .env("SECRET", SECRET)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let (stdin, stdout) = (child.stdin.take().unwrap(), BufReader::new(child.stdout.take().unwrap()));
        Self { child, stdin, stdout }
    }

    fn ask(&mut self, line: &str) -> String {
        writeln!(self.stdin, "{line}").unwrap();
        let mut answer = String::new();
        self.stdout.read_line(&mut answer).unwrap();
        answer
    }
}

/// The key is asked for once, and its grace ends while the batch waits for lines.
#[test]
fn a_secret_that_was_replaced_is_none_any_more_when_its_grace_ends() {
    let keeper = Keeper::exai();
    let token = keeper.get(&[]);
    keeper.run(&["secret", "rotate", "exai", "--now"]).code(0);
    keeper.age_ring("exai", "previous", "verify_until", now() + 2);
    let mut coprocess = Coprocess::of(&keeper.sandbox, &["verify", "--batch", "--profile", "exai"]);
    let started = Instant::now();
    let last = loop {
        let answer: Value = serde_json::from_str(&coprocess.ask(&token)).unwrap();
        if answer["ok"] == false || started.elapsed() > Duration::from_secs(20) {
            break answer;
        }
    };
    assert_eq!(last["reasons"], json!(["key_not_found"]));
}

#[test]
fn a_closed_pipe_keeps_the_verdict_of_a_file() {
    let sandbox = Sandbox::new();
    let good = format!("{}\n", mint_claims(CLAIMS));
    for (lines, code) in [(good.clone(), 0), (good.repeat(5000) + "rubbish\n", 3)] {
        std::fs::write(sandbox.path("tokens"), lines).unwrap();
        assert_eq!(ended_unread(&sandbox, Some("@tokens"), Stdio::null()), Some(code));
        let stdin = std::fs::File::open(sandbox.path("tokens")).unwrap();
        assert_eq!(ended_unread(&sandbox, None, Stdio::from(stdin)), Some(code));
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

#[test]
fn threads_that_the_system_does_not_give_are_told() {
    let sandbox = Sandbox::new();
    sandbox.file("secret", SECRET);
    sandbox.file("tokens", mint_claims(CLAIMS));
    // Seven large stacks fit, and what else is needed beside them.
    let limit = "export RUST_MIN_STACK=268435456 MALLOC_ARENA_MAX=1; ulimit -v 2000000";
    let command = "verify --batch @tokens --any-aud --secret-file secret --now 2026-11-20T12:00:00Z";
    let run = |workers: &str| sandbox.shell(&format!("{limit}; mcp-token {command} {workers}")).assert();
    let assert = run("--workers 256").code(1).stdout("");
    let told = stderr(&assert);
    assert!(told.starts_with("error: cannot start 256 threads\ncaused by: "), "{told}");
    assert_eq!(hint(&assert), "use --workers 1");
    run("--workers 1").code(0).stdout("{\"line\":1,\"ok\":true,\"reasons\":[]}\n").stderr("");
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

/// What is pasted around a token counts neither for nor against it.
#[test]
fn a_line_gets_the_answer_that_it_gets_alone() {
    let sandbox = Sandbox::new();
    let (good, longest) = (mint_claims(CLAIMS), mint_longest());
    for (line, reasons, code) in [
        (format!("{longest}\r"), json!([]), 0),
        (format!("  {longest} "), json!([]), 0),
        (format!("{longest}{}", " ".repeat(4096)), json!([]), 0),
        (format!("{longest}{}", " ".repeat(4097)), json!(["too_large"]), 3),
        (format!("{longest}A"), json!(["too_large"]), 3),
        ("eyJhbGciOiJIUzI1NiJ9.b.c c.d.e".to_owned(), json!(["malformed"]), 3),
        ("eyJhbGciOiJIUzI1NiJ9.b.c.d.e".to_owned(), json!(["encrypted"]), 3),
        (format!("\u{feff} {good}"), json!([]), 0),
        (format!(" \u{feff}{good}"), json!(["malformed"]), 3),
    ] {
        for batch in [&[][..], &["--batch"]] {
            let args = [&["verify", "--json"], batch].concat();
            let assert = sandbox.at_noon(args).args(AUD).write_stdin(line.clone()).assert().code(code);
            let answer: Value = serde_json::from_str(&stdout(&assert)).unwrap();
            assert_eq!(answer["reasons"], reasons, "{batch:?} {}", &line[..line.len().min(80)]);
        }
    }
}

/// A good token of 1 MiB.
fn mint_longest() -> String {
    let claims = CLAIMS.strip_suffix('}').unwrap();
    let around = mint_claims("").len();
    let length = ((1 << 20) - around) * 3 / 4;
    let token = mint_claims(&format!("{claims},\"pad\":\"{}\"}}", "x".repeat(length - claims.len() - 10)));
    assert_eq!(token.len(), 1 << 20);
    token
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
