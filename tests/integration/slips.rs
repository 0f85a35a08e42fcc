//! Slips of fingers, word processors and scripts: a dash of the wrong kind, a minus before a time, a variable that is not set.

use crate::keeper::Keeper;
use crate::sandbox::{CLAIMS, NOON, SECRET, Sandbox, mint_claims, stderr, stdout};

#[test]
fn a_flag_with_the_wrong_dash_is_told_by_its_name() {
    let sandbox = Sandbox::new();
    let long = "begins with a long dash, expected two short ones";
    for (args, said, flag) in [
        (&["encode", "—sub", "x"][..], format!("`—sub` {long}"), "--sub"),
        (&["encode", "–sub=x"], format!("`–sub` {long}"), "--sub"),
        (&["encode", "--json", "−no-exp", "-q"], String::new(), "--no-exp"),
        (&["secret", "new", "–-bits", "256"], format!("`–-bits` {long}"), "--bits"),
        (&["get", "—json"], format!("`—json` {long}"), "--json"),
        (
            &["encode", "-secret-env", "S"],
            "`-secret-env` begins with one dash, expected two".to_owned(),
            "--secret-env",
        ),
        (&["verify", "a.b.c", "-aud=x"], "`-aud` begins with one dash, expected two".to_owned(), "--aud"),
    ] {
        let assert = sandbox.mcp_token(args).assert().code(2);
        if said.is_empty() {
            let json = format!(
                "{{\"schema\":1,\"ok\":false,\"error\":{{\"code\":\"usage\",\"message\":\"`−no-exp` {long}\",\"hint\":\"use {flag}\"}}}}\n"
            );
            assert.stdout(json).stderr("");
        } else {
            assert.stdout("").stderr(format!("error: {said}\nhint: use {flag}\n"));
        }
    }
}

#[test]
fn what_weakens_a_check_or_destroys_a_value_is_not_suggested() {
    let told = |args: &[&str], said: &str| {
        Sandbox::new().mcp_token(args).assert().code(2).stdout("").stderr(format!("error: {said}\n"));
    };
    told(
        &["secret", "new", "--format", "x"],
        "there is no `--format` here\nhint: mcp-token secret new --help",
    );
    told(&["secret", "new", "--forc"], "there is no `--forc` here\nhint: mcp-token secret new --help");
    told(&["verify", "a.b.c", "--any-au"], "there is no `--any-au` here\nhint: mcp-token verify --help");
    told(&["verify", "--allow-no-ex"], "there is no `--allow-no-ex` here\nhint: mcp-token verify --help");
    told(&["secret", "new", "-force"], "`-force` begins with one dash, expected two");
    // Another near one is.
    told(&["verify", "a.b.c", "--leewa", "5s"], "there is no `--leewa` here\nhint: use --leeway");
}

#[test]
fn a_line_that_stops_short_or_goes_too_far_is_told_the_way_on() {
    for (args, said, hint) in [
        (&["rotate", "exai"][..], "there is no command `rotate`", "secret rotate --help"),
        (&["profile", "list"], "there is no command `list`", "list --help"),
        (&["secret", "set", "a"], "`--store <STORE>` is missing: keychain or file", "secret set --help"),
        (&["client", "remove"], "`<CLIENT>, <SERVER>` are missing", "client remove --help"),
        (&["client", "print"], "`<CLIENT>` is missing", "client print --help"),
        (
            &["exec", "env", "ls"],
            "one argument too many: the program and its arguments come behind `--`",
            "exec --help",
        ),
        (&["list", "x"], "one argument too many", "list --help"),
    ] {
        let said = format!("error: {said}\nhint: mcp-token {hint}\n");
        Sandbox::new().mcp_token(args).assert().code(2).stdout("").stderr(said);
    }
    for (line, hint) in [
        ("verfy", "verify"),
        ("client prnt cursor", "client print"),
        ("--json -q client prnt", "client print"),
        ("profile shw", "profile show"),
        ("key pblic", "key public"),
        // What is only as long, or begins alike, is not meant.
        ("nope", "--help"),
        ("version", "--help"),
        ("client list --client x", "client list --help"),
        // What `-o` takes is no command.
        ("-o text key pblic", "--help"),
    ] {
        let assert = Sandbox::new().mcp_token(line.split(' ')).assert().code(2);
        let told = format!("{}{}", stdout(&assert), stderr(&assert));
        let ends = [format!("hint: mcp-token {hint}\n"), format!("\"hint\":\"mcp-token {hint}\"}}}}\n")];
        assert!(ends.iter().any(|end| told.ends_with(end)), "{line}: {told}");
    }
    for (name, near) in [
        ("VS-Code", "vscode"),
        ("claude", "claude-code"),
        ("vs", "vscode"),
        ("gemini-cli", "gemini"),
        ("curser", "cursor"),
        ("opnecode", "opencode"),
        ("-", ""),
        ("nosuch", ""),
    ] {
        let near = if near.is_empty() { String::new() } else { format!(", there is `{near}`") };
        let said = format!("error: there is no client `{name}`{near}\nhint: mcp-token client list -v\n");
        Sandbox::new().mcp_token(["client", "install", name]).assert().code(6).stdout("").stderr(said);
    }
}

#[test]
fn what_only_looks_like_such_a_flag_is_read_as_it_stands() {
    let sandbox = Sandbox::new();
    sandbox.encode(["--sub", "—x", "-ajson", "-Prole=user", "--name", "− minus"]);
    sandbox
        .at_noon(["encode", "—x"])
        .assert()
        .code(2)
        .stdout("")
        .stderr("error: the claims set is not JSON: expected value at line 1 column 1\n");
    let keeper = Keeper::exai();
    let echo = ["exec", "exai", "--", "echo", "—var", "-var"];
    keeper.run(&echo).code(0).stdout("—var -var\n").stderr("");
}

#[test]
fn the_value_of_a_flag_that_takes_any_is_no_flag() {
    let sandbox = Sandbox::new();
    let print = ["client", "print", "cursor", "--name", "x", "--command", "java"];
    let assert = sandbox.mcp_token(print).args(["--arg", "-json", "--arg", "—name"]).assert().code(0).stderr(
        "goes into  ~/.cursor/mcp.json (user) or .cursor/mcp.json (project)\n\
         or run     mcp-token client install cursor --name x --command java --arg -json --arg —name\n",
    );
    assert!(stdout(&assert).contains("\"args\": [\"-json\", \"—name\"]"), "{}", stdout(&assert));
    for flag in ["-S", "--secret"] {
        sandbox.mcp_token(["encode", flag, "-name"]).assert().code(2).stdout("").stderr(
            "warning: the secret on the command line can be read by every process of this machine\n\
             error: the secret of `--secret` is 5 bytes, HS256 needs 32 (`--allow-weak-secret` takes it)\n\
             hint: mcp-token secret new\n",
        );
    }
    // Behind the value it is one again, and behind a flag that has its value already.
    for words in [&["--arg", "-json", "-name", "y"][..], &["--arg=-json", "-name", "y"]] {
        let said = "error: `-name` begins with one dash, expected two\nhint: use --name\n";
        sandbox.mcp_token(print).args(words).assert().code(2).stdout("").stderr(said);
    }
}

#[test]
fn a_time_with_a_minus_is_told_as_one() {
    let sandbox = Sandbox::new();
    let negative = "a duration is not negative";
    let instant = "an instant is RFC 3339, YYYY-MM-DD, seconds since 1970, or +duration";
    for (args, said, command) in [
        (&["encode", "--ttl", "-1h"][..], format!("`--ttl`: {negative}"), "encode"),
        (&["encode", "--exp", "-30m"], format!("`--exp`: {instant}"), "encode"),
        (&["decode", "a.b.c", "--now", "-1h"], format!("`--now`: {instant}"), "decode"),
        (&["secret", "list", "--max-age", "-90d"], format!("`--max-age`: {negative}"), "secret list"),
        (&["encode", "--sub", "-1h"], "there is no `-1` here".to_owned(), "encode"),
        (&["encode", "-1h"], "there is no `-1` here".to_owned(), "encode"),
    ] {
        let said = format!("error: {said}\nhint: mcp-token {command} --help\n");
        sandbox.mcp_token(args).assert().code(2).stdout("").stderr(said);
    }
    sandbox.encode(["--quota", "-5"]);
}

#[test]
fn a_subject_an_issuer_or_an_audience_that_is_empty_is_refused() {
    let keeper = Keeper::new();
    let token = mint_claims(CLAIMS);
    let judged = |command: &'static str| vec![command, &token, "--secret-env", "SECRET", "--now", NOON];
    let mut runs = Vec::new();
    for flag in ["--sub", "--iss", "--aud"] {
        runs.push((vec!["encode", "--secret-env", "SECRET"], flag, "encode"));
        runs.push((judged("verify"), flag, "verify"));
        runs.push((judged("refresh"), flag, "refresh"));
    }
    for flag in ["--sub", "--iss", "--aud", "--demand-sub", "--demand-iss", "--demand-aud"] {
        let set = vec!["profile", "set", "a", "--secret-from", "env:SECRET", "--store", "none"];
        runs.push((set, flag, "profile set"));
    }
    for (words, flag, command) in runs {
        let said = format!("error: `{flag}`: the value is empty\nhint: mcp-token {command} --help\n");
        let run = |words: &[&str]| keeper.run_with(words, |command| command.env("SECRET", SECRET));
        run(&[&words[..], &[flag, ""]].concat()).code(2).stdout("").stderr(said);
        let assert = run(&[&words[..], &[flag, " "]].concat());
        assert!(!stderr(&assert).contains("is empty"), "{words:?} {flag}");
    }
    // Somebody who writes it out means it.
    keeper.sandbox.encode([r#"{"sub":"","aud":"","iss":""}"#]);
}
