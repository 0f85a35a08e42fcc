//! Hints that are not followed where they are given: each is executed as it stands and does what it says.
//!
//! Followed elsewhere: `chmod 600` (encode), `git rm --cached` (secret_new), `add --secret-encoding` (verify, refresh),
//! `add --ttl` (refresh).

use std::fs::File;
use std::io::Read;
use std::process::Stdio;

use rustix::pty::{OpenptFlags, grantpt, openpt, ptsname, unlockpt};

use crate::sandbox::{
    CLAIMS, ED25519_PRIVATE, NOON, SECRET, Sandbox, hint, line, mint_claims, stderr, stdout,
};

#[test]
fn a_weak_secret_is_replaced_by_what_the_hint_prints() {
    for alg in ["HS256", "HS384", "HS512"] {
        let sandbox = Sandbox::new();
        let mut command = sandbox.mcp_token(["encode", CLAIMS, "--alg", alg, "--secret-env", "S"]);
        let assert = command.env("S", "TEST-short").assert().code(2).stdout("");
        let secret = line(&sandbox.shell(&hint(&assert)).assert().code(0).stderr(""));
        command.env("S", secret).assert().code(0).stderr("");
    }
}

#[test]
fn a_public_key_as_secret_has_no_hint_and_its_own_flag_takes_it() {
    let sandbox = Sandbox::new();
    sandbox.file("private.jwk", ED25519_PRIVATE);
    let pem = stdout(&sandbox.mcp_token(["key", "public", "private.jwk"]).assert().code(0));
    sandbox.file("public.pem", &pem);
    let token = line(
        &sandbox
            .mcp_token(["encode", CLAIMS, "--key", "private.jwk", "--now", NOON])
            .assert()
            .code(0)
            .stderr(""),
    );
    let verify = |flags: &[&str]| {
        sandbox.mcp_token(["verify", &token, "--aud", "exai-mcp-client", "--now", NOON]).args(flags).assert()
    };
    for (file, what) in [("public.pem", "a key or certificate (PEM)"), ("private.jwk", "a JSON Web Key")] {
        verify(&["--secret-file", file])
            .code(2)
            .stdout("")
            .stderr(format!("error: the secret in `{file}` is {what}, not a secret\n"));
    }
    verify(&["--key", "public.pem"]).code(0).stderr("");
}

#[test]
fn help_is_where_the_hint_says() {
    let sandbox = Sandbox::new();
    for args in [
        &[][..],
        &["--nonsense"],
        &["secret"],
        &["secret", "new", "--nonsense"],
        &["key", "new", "extra"],
        &["encode", "--nonsense"],
        &["decode", "a", "b"],
        &["verify", "--nonsense"],
        &["refresh", "--nonsense"],
        &["completions"],
        &["man", "--nonsense"],
        &["help", "--nonsense"],
        &["help", "nonsense"],
    ] {
        let assert = sandbox.mcp_token(args).assert().code(2).stdout("");
        let text = stdout(&sandbox.shell(&hint(&assert)).assert().code(0).stderr(""));
        assert!(text.contains("Usage: mcp-token"), "{args:?}: {text}");
    }
}

#[test]
fn a_misspelt_command_is_found() {
    let sandbox = Sandbox::new();
    for (misspelt, right) in [("verfiy", "verify"), ("refrsh", "refresh"), ("secrte", "secret")] {
        let assert = sandbox
            .mcp_token([misspelt])
            .assert()
            .code(2)
            .stdout("")
            .stderr(format!("error: there is no command `{misspelt}`\nhint: mcp-token {right}\n"));
        let assert = sandbox.shell(&hint(&assert)).assert();
        assert!(!stderr(&assert).contains("there is no command"));
    }
}

#[test]
fn an_hmac_algorithm_wants_a_secret_and_the_hint_makes_one() {
    let sandbox = Sandbox::new();
    let assert = sandbox
        .mcp_token(["key", "new", "--alg", "HS256"])
        .assert()
        .code(2)
        .stdout("")
        .stderr("error: HS256 signs with a secret, not with a key pair\nhint: mcp-token secret new\n");
    let secret = line(&sandbox.shell(&hint(&assert)).assert().code(0).stderr(""));
    sandbox.mcp_token(["encode", CLAIMS, "--secret-env", "S"]).env("S", secret).assert().code(0).stderr("");
}

#[test]
fn a_private_key_is_not_printed_on_a_terminal_and_the_hint_gives_it_a_file() {
    let sandbox = Sandbox::new();
    let (text, code) = at_a_terminal(&sandbox, &["key", "new"]);
    assert_eq!(
        (text.as_str(), code),
        ("error: a private key is not printed on a terminal\r\nhint: add --out private.pem\r\n", Some(2))
    );
    let (text, code) = at_a_terminal(&sandbox, &["key", "new", "--out", "private.pem"]);
    assert!(text.starts_with("wrote the private key for ES256 to private.pem: thumbprint "), "{text}");
    assert_eq!((code, sandbox.mode("private.pem")), (Some(0), 0o600));
    let (text, code) = at_a_terminal(&sandbox, &["key", "new", "--print"]);
    assert!(text.starts_with("-----BEGIN PRIVATE KEY-----\r\n"), "{text}");
    assert_eq!(code, Some(0));
}

#[test]
fn a_terminal_gets_a_card_beside_the_token_and_a_bar_of_its_life() {
    let sandbox = Sandbox::new();
    let token = mint_claims(CLAIMS);
    let (text, code) = at_a_terminal(&sandbox, &["encode", CLAIMS, "--secret-env", "SECRET", "--now", NOON]);
    assert_eq!(code, Some(0));
    assert_eq!(
        text,
        format!(
            "{token}\r\n  expires  2026-11-21 12:00:00 UTC (in 24 h)\r\n  user     agent_001\r\n  role     user\r\n  quota    100 requests\r\n"
        )
    );
    let (text, code) = at_a_terminal(&sandbox, &["decode", &token, "--now", "2026-11-20T14:00:00Z"]);
    assert_eq!(code, Some(0));
    assert!(text.contains("life  ━━╸─────────────────────────── 8 % of 24 h used\r\n"), "{text}");
    assert!(text.ends_with("signature: NOT CHECKED\r\n"), "{text}");
}

/// What a run at a terminal writes to it, and its status. It asks nothing: stdin is empty.
fn at_a_terminal(sandbox: &Sandbox, args: &[&str]) -> (String, Option<i32>) {
    let terminal = openpt(OpenptFlags::RDWR | OpenptFlags::NOCTTY).unwrap();
    grantpt(&terminal).unwrap();
    unlockpt(&terminal).unwrap();
    let name = ptsname(&terminal, Vec::new()).unwrap();
    let side = File::options().read(true).write(true).open(name.to_str().unwrap()).unwrap();
    let mut child = sandbox
        .std_command(Sandbox::binary(), args)
        .env("SECRET", SECRET)
        .stdin(Stdio::null())
        .stdout(side.try_clone().unwrap())
        .stderr(side)
        .spawn()
        .unwrap();
    let mut text = Vec::new();
    // The last side that closes ends the reading with an error (EIO), not with an end of file.
    let _ = File::from(terminal).read_to_end(&mut text);
    (String::from_utf8(text).unwrap(), child.wait().unwrap().code())
}

#[test]
fn hints_to_use_another_flag_do_when_it_stands_in_the_place_of_the_first() {
    for args in [
        &["--exp", "24h"][..],
        &["--exp=3600"],
        &["--ttl", "3600"],
        &["--nbf", "1h"],
        &["--exp", "1795262400000"],
        &["--backdate", "500"],
    ] {
        let sandbox = Sandbox::new();
        let assert = sandbox.at_noon(["encode", "{}"]).args(args).assert().code(2).stdout("");
        let hint = hint(&assert);
        let flag =
            hint.strip_prefix("use ").expect("a flag to use").split(" instead of ").next().expect("a flag");
        let words = flag
            .split_once(' ')
            .map(|(flag, value)| [flag, value.trim_matches('\'')])
            .expect("a flag and its value");
        sandbox.at_noon(["encode", "{}"]).args(words).assert().code(0).stderr("");
    }
}

#[test]
fn several_suggestions_are_no_command() {
    let sandbox = Sandbox::new();
    let assert = sandbox.mcp_token(["decoed"]).assert().code(2).stdout("");
    assert_eq!(hint(&assert), "mcp-token decode");
    let assert = sandbox.at_noon(["encode", "{}", "--set", "a=b"]).assert().code(2).stdout("");
    assert_eq!(hint(&assert), "mcp-token encode --help");
}
