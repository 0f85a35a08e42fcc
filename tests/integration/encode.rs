//! `mcp-token encode`

use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use serde_json::Value;

use crate::sandbox::{
    CLAIMS, DAY, ED25519_PRIVATE, ED25519_PUBLIC, ED25519_THUMBPRINT, HOUR, HS256, NOON, NOON_UNIX,
    OTHER_SECRET, SECRET, Sandbox, claims_of, header_of, line, mint, mint_claims, mint_with, stderr,
};

// Where the secret comes from

#[test]
fn the_secret_comes_from_a_file_stdin_a_variable_or_an_env_file() {
    let sandbox = Sandbox::new();
    sandbox.file("secret", SECRET);
    sandbox.file(".env", format!("# TEST\nOTHER=1\nexport JWT_SECRET=\"{SECRET}\" # comment\n"));
    for args in [
        &["--secret-file", "secret"][..],
        &["--secret-file", "-"],
        &["--secret-env", "JWT_SECRET"],
        &["--secret-env", "JWT_SECRET", "--env-file", ".env"],
    ] {
        sandbox
            .mcp_token(["encode", CLAIMS, "--now", NOON])
            .args(args)
            .env("JWT_SECRET", if args.contains(&"--env-file") { OTHER_SECRET } else { SECRET })
            .write_stdin(format!("{SECRET}\n"))
            .assert()
            .code(0)
            .stdout(format!("{}\n", mint_claims(CLAIMS)))
            .stderr("");
    }
}

#[test]
fn the_secret_on_the_command_line_works_with_a_warning() {
    Sandbox::new()
        .mcp_token(["encode", CLAIMS, "--secret", SECRET, "--now", NOON])
        .assert()
        .code(0)
        .stdout(format!("{}\n", mint_claims(CLAIMS)))
        .stderr("warning: the secret on the command line can be read by every process of this machine\n");
}

#[test]
fn without_a_secret_or_a_terminal_the_exit_code_is_8() {
    let sandbox = Sandbox::new();
    for args in [&["encode", CLAIMS][..], &["encode", CLAIMS, "--no-input"]] {
        let assert = sandbox.mcp_token(args).assert().code(8).stdout("");
        assert!(stderr(&assert).ends_with(": say --secret-file, --secret-env, --secret-name or --key\n"));
        let assert = sandbox.mcp_token(args).arg("--json").assert().code(8).stderr("");
        let report: Value = serde_json::from_str(&line(&assert)).unwrap();
        assert_eq!(
            (&report["ok"], &report["error"]["code"]),
            (&Value::from(false), &Value::from("no_answer"))
        );
    }
}

#[test]
fn two_sources_of_a_secret_are_a_usage_error() {
    Sandbox::new().at_noon(["encode", CLAIMS, "--secret-file", "secret"]).assert().code(2).stdout("").stderr(
        "error: `--secret-file` does not go with `--secret-env <VAR>`\nhint: mcp-token encode --help\n",
    );
}

#[test]
fn an_env_file_needs_the_name_of_a_variable() {
    let sandbox = Sandbox::new();
    sandbox.file(".env", "A=1\n");
    sandbox
        .mcp_token(["encode", CLAIMS, "--env-file", ".env"])
        .assert()
        .code(2)
        .stdout("")
        .stderr("error: `--secret-env <VAR>` is missing\nhint: mcp-token encode --help\n");
    sandbox
        .mcp_token(["encode", CLAIMS, "--env-file", ".env", "--secret-env", "JWT_SECRET"])
        .env("JWT_SECRET", SECRET)
        .assert()
        .code(2)
        .stdout("")
        .stderr("error: `JWT_SECRET` is not in .env\n");
}

#[test]
fn stdin_serves_one_purpose_in_a_run() {
    Sandbox::new()
        .mcp_token(["encode", "-", "--secret-file", "-"])
        .write_stdin(CLAIMS)
        .assert()
        .code(2)
        .stdout("")
        .stderr("error: stdin cannot be both the claims and the secret\n");
    Sandbox::new()
        .mcp_token(["encode", "-", "--key", "-"])
        .write_stdin(CLAIMS)
        .assert()
        .code(2)
        .stdout("")
        .stderr("error: stdin cannot be both the claims and the key\n");
    Sandbox::new()
        .mcp_token(["verify", "--secret-file", "-"])
        .write_stdin(mint_claims(CLAIMS))
        .assert()
        .code(2)
        .stdout("")
        .stderr("error: stdin cannot be both the token and the secret\n");
}

#[test]
fn the_secret_is_its_text_unless_an_encoding_is_said() {
    let sandbox = Sandbox::new();
    let bytes = hex::decode(SECRET).unwrap();
    let texts = [
        ("hex", SECRET.to_owned()),
        ("hex", SECRET.to_uppercase()),
        ("base64url", crate::sandbox::base64url(&bytes)),
    ];
    for (encoding, text) in texts {
        let mut command = sandbox.mcp_token(["encode", CLAIMS, "--secret-env", "S", "--now", NOON]);
        command.env("S", &text);
        let as_text = mint_with(text.as_bytes(), HS256, CLAIMS.as_bytes());
        command.assert().code(0).stdout(format!("{as_text}\n")).stderr("");
        let decoded = mint_with(&bytes, HS256, CLAIMS.as_bytes());
        command
            .args(["--secret-encoding", encoding])
            .assert()
            .code(0)
            .stdout(format!("{decoded}\n"))
            .stderr("");
    }
}

#[test]
fn a_secret_that_is_not_in_its_encoding_is_refused_and_not_shown() {
    Sandbox::new()
        .mcp_token(["encode", CLAIMS, "--secret-env", "S", "--secret-encoding", "hex"])
        .env("S", "TEST-not-hexadecimal-but-long-enough-for-anything")
        .assert()
        .code(2)
        .stdout("")
        .stderr("error: the secret in `S` is not hex (49 bytes of text)\n");
}

#[test]
fn a_secret_on_the_command_line_is_told_what_takes_it_all_the_same() {
    for (secret, told) in [
        ("S", "is 1 byte, HS256 needs 32 (`--allow-weak-secret` takes it)"),
        (
            "my-secret-key-that-is-long-enough-for-it",
            "looks like a placeholder or published sample, which anybody can guess (`--allow-weak-secret` takes it)",
        ),
        ("", "is empty"),
    ] {
        Sandbox::new()
            .mcp_token(["encode", "--quiet", CLAIMS, "--secret", secret])
            .assert()
            .code(2)
            .stdout("")
            .stderr(format!("error: the secret of `--secret` {told}\nhint: mcp-token secret new\n"));
    }
}

#[test]
fn a_file_name_is_part_of_the_message() {
    let sandbox = Sandbox::new();
    sandbox.file("short.txt", "TEST-short");
    sandbox
        .mcp_token(["encode", CLAIMS, "--secret-file", "short.txt"])
        .assert()
        .code(2)
        .stdout("")
        .stderr("error: the secret in `short.txt` is 10 bytes, HS256 needs 32\nhint: mcp-token secret new\n");
    sandbox
        .mcp_token(["encode", CLAIMS, "--secret-file", "missing"])
        .assert()
        .code(1)
        .stdout("")
        .stderr("error: cannot open `missing`\ncaused by: No such file or directory (os error 2)\n");
    sandbox
        .mcp_token(["encode", CLAIMS, "--secret-file", "."])
        .assert()
        .code(2)
        .stdout("")
        .stderr("error: `.` is a directory\n");
}

// How strong it must be

#[test]
fn the_length_that_is_needed_is_that_of_the_hash() {
    let sandbox = Sandbox::new();
    for (alg, bytes) in [("HS256", 32), ("HS384", 48), ("HS512", 64)] {
        let secret = &format!("{OTHER_SECRET}{SECRET}")[..bytes];
        let short = &secret[1..];
        sandbox
            .mcp_token(["encode", CLAIMS, "--secret-env", "S", "--alg", alg, "--now", NOON])
            .env("S", secret)
            .assert()
            .code(0)
            .stderr("");
        let bits = if bytes == 32 { String::new() } else { format!(" --bits {}", bytes * 8) };
        sandbox
            .mcp_token(["encode", CLAIMS, "--secret-env", "S", "--alg", alg])
            .env("S", short)
            .assert()
            .code(2)
            .stdout("")
            .stderr(format!(
                "error: the secret in `S` is {} bytes, {alg} needs {bytes}\nhint: mcp-token secret new{bits}\n",
                bytes - 1
            ));
    }
}

#[test]
fn a_weak_secret_is_used_when_that_is_allowed() {
    let claims = r#"{"sub":"1234567890","name":"John Doe","admin":true,"iat":1516239022}"#;
    for weak in ["abc", "your-256-bit-secret", "a-string-secret-at-least-256-bits-long"] {
        let assert = Sandbox::new()
            .mcp_token(["encode", claims, "--no-exp", "--secret-env", "WEAK", "--allow-weak-secret", "-q"])
            .env("WEAK", weak)
            .assert()
            .code(0)
            .stderr("");
        assert_eq!(line(&assert), mint_with(weak.as_bytes(), HS256, claims.as_bytes()));
    }
}

#[test]
fn a_public_key_is_no_secret_in_any_form_whatever_is_allowed() {
    let sandbox = Sandbox::new();
    sandbox.mcp_token(["key", "new", "--alg", "RS256", "--out", "key.pem", "-q"]).assert().code(0).stderr("");
    let pem = crate::sandbox::stdout(&sandbox.mcp_token(["key", "public", "key.pem"]).assert().code(0));
    let body: String = pem.lines().filter(|line| !line.starts_with("-----")).collect();
    let jwk = line(&sandbox.mcp_token(["key", "public", "key.pem", "--format", "jwk"]).assert().code(0));
    let jwks = line(&sandbox.mcp_token(["key", "public", "key.pem", "--format", "jwks"]).assert().code(0));
    let der = BASE64_STANDARD.decode(&body).unwrap();
    let ssh = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAINdamAGCsQq31Uv+08lkBzoO4XLz2qYjJa8CGmj3B1Ea TEST";
    for (content, form) in [
        (pem.as_bytes(), "a key or certificate (PEM)"),
        (body.as_bytes(), "a public key (DER)"),
        (&der, "a public key (DER)"),
        (jwk.as_bytes(), "a JSON Web Key"),
        (jwks.as_bytes(), "a JSON Web Key"),
        (ED25519_PUBLIC.as_bytes(), "a JSON Web Key"),
        (ssh.as_bytes(), "a public key (SSH)"),
    ] {
        let sandbox = Sandbox::new();
        sandbox.file("secret", content);
        for more in [&[][..], &["--allow-weak-secret"]] {
            for command in [&["encode", CLAIMS][..], &["verify", &mint_claims(CLAIMS)]] {
                let assert = sandbox
                    .mcp_token(command)
                    .args(["--secret-file", "secret"])
                    .args(more)
                    .assert()
                    .code(2)
                    .stdout("");
                let text = stderr(&assert);
                assert_eq!(
                    text.lines().next(),
                    Some(format!("error: the secret in `secret` is {form}, not a secret").as_str())
                );
            }
        }
    }
}

#[test]
fn a_shared_jwk_is_judged_like_any_secret() {
    let pem = "-----BEGIN PUBLIC KEY-----\nMCowBQYDK2VwAyEA11qYAYKxCrfVS/7TyWQHOg7hcvPapiMlrwIaaPcHURo=\n-----END PUBLIC KEY-----\n";
    for (secret, may_be_allowed) in
        [("", false), ("TEST!", true), ("your-256-bit-secret", true), (pem, false)]
    {
        let sandbox = Sandbox::new();
        let jwk = format!(r#"{{"kty":"oct","k":"{}"}}"#, crate::sandbox::base64url(secret));
        sandbox.file("shared.jwk", &jwk);
        sandbox.file("set.json", format!(r#"{{"keys":[{jwk}]}}"#));
        let key = if secret.is_empty() { b"\0" } else { secret.as_bytes() };
        let token = mint_with(key, HS256, br#"{"exp":1795179600}"#);
        for args in [
            &["encode", CLAIMS, "--key", "shared.jwk"][..],
            &["verify", &token, "--key", "shared.jwk"],
            &["verify", &token, "--key", "set.json"],
            &["refresh", &token, "--ttl", "1h", "--key", "shared.jwk"],
        ] {
            let mut command = sandbox.mcp_token(args);
            command.args(["--now", NOON]).assert().code(2).stdout("");
            let code = if may_be_allowed { 0 } else { 2 };
            command.arg("--allow-weak-secret").assert().code(code);
        }
    }
}

// Claims

#[test]
fn claims_come_from_flags_in_a_fixed_order() {
    let token = Sandbox::new().encode([
        "--sub",
        "agent_001",
        "--name",
        "AI Client",
        "--iss",
        "exai-mcp-server",
        "--aud",
        "exai-mcp-client",
        "--client-id",
        "cli",
        "--scope",
        "read",
        "--scope",
        "write",
        "--quota",
        "100",
        "--role",
        "user",
        "--claim",
        "team=blue",
        "--claim",
        "level:=3",
        "--jti",
        "TEST-1",
        "--nbf",
        "2026-11-20",
    ]);
    assert_eq!(header_of(&token), HS256);
    assert_eq!(
        claims_of(&token),
        r#"{"sub":"agent_001","name":"AI Client","iss":"exai-mcp-server","aud":"exai-mcp-client","client_id":"cli","scope":"read write","quota":100,"role":"user","team":"blue","level":3,"nbf":1795132800,"iat":1795176000,"exp":1795262400,"jti":"TEST-1"}"#
    );
}

#[test]
fn a_random_jti_is_added_to_claims_from_flags_only() {
    let sandbox = Sandbox::new();
    let jti = |token: &str| {
        let claims: Value = serde_json::from_str(&claims_of(token)).unwrap();
        claims.get("jti").map(|jti| jti.as_str().unwrap().to_owned())
    };
    let (one, two) = (jti(&sandbox.encode(["--sub", "a"])), jti(&sandbox.encode(["--sub", "a"])));
    assert!(
        one.as_ref().is_some_and(|jti| jti.len() == 32 && jti.bytes().all(|byte| byte.is_ascii_hexdigit()))
    );
    assert_ne!(one, two);
    assert_eq!(jti(&sandbox.encode(["--sub", "a", "--no-jti"])), None);
    assert_eq!(jti(&sandbox.encode([r#"{"sub":"a"}"#])), None);
    assert_eq!(jti(&sandbox.encode([r#"{"sub":"a"}"#, "--jti", "TEST-1"])).as_deref(), Some("TEST-1"));
}

#[test]
fn claims_come_from_a_file_and_flags_are_added() {
    let sandbox = Sandbox::new();
    sandbox.file_with_mode("claims.json", "{ \"z\" : 1.0,\n \"a\" : { \"b\" : [ ] } }\n", 0o644);
    let token = sandbox.encode(["@claims.json", "--sub", "x", "--ttl", "1h"]);
    assert_eq!(claims_of(&token), r#"{"z":1.0,"a":{"b":[]},"sub":"x","iat":1795176000,"exp":1795179600}"#);
}

#[test]
fn iat_and_exp_of_the_json_are_kept() {
    let claims = r#"{"exp":1795176001,"iat":1795175999}"#;
    assert_eq!(claims_of(&Sandbox::new().encode([claims])), claims);
}

#[test]
fn scopes_go_into_the_claim_that_is_named() {
    let sandbox = Sandbox::new();
    let bare = ["--no-iat", "--no-jti", "--scope", "a:b", "--scope", "c"];
    for (claim, expected) in [
        ("scope", r#""scope":"a:b c""#),
        ("scp", r#""scp":["a:b","c"]"#),
        ("permissions", r#""permissions":["a:b","c"]"#),
    ] {
        let token = sandbox.encode([&["--scope-claim", claim][..], &bare].concat());
        assert_eq!(claims_of(&token), format!("{{{expected},\"exp\":{}}}", NOON_UNIX + DAY));
    }
    let assert = sandbox
        .at_noon(["encode", "--scope-claim", "scopes"])
        .args(bare)
        .assert()
        .code(0)
        .stderr("warning: `scopes` without `scope`: fastmcp reads `scope` or `scp` only\n");
    assert_eq!(claims_of(&line(&assert)), format!(r#"{{"scopes":["a:b","c"],"exp":{}}}"#, NOON_UNIX + DAY));
}

#[test]
fn one_role_stays_a_string_and_two_are_a_list() {
    let sandbox = Sandbox::new();
    let exp = NOON_UNIX + DAY;
    let token = sandbox.encode(["--no-iat", "--no-jti", "--role", "user"]);
    assert_eq!(claims_of(&token), format!(r#"{{"role":"user","exp":{exp}}}"#));
    let token = sandbox.encode(["--no-iat", "--no-jti", "--role", "user", "--role", "admin"]);
    assert_eq!(claims_of(&token), format!(r#"{{"role":["user","admin"],"exp":{exp}}}"#));
}

#[test]
fn a_claim_flag_that_cannot_be_read_says_what_is_wanted() {
    for (claim, message) in [
        ("team", "expected name=text or name:=json"),
        ("=x", "no name before `=`"),
        (":=1", "no name before `=`"),
        ("a:={", "the value of `a` is not JSON: EOF while parsing an object at line 1 column 1"),
        ("quota=many", "`quota` must be an integer"),
        ("quota:=\"many\"", "`quota` must be an integer, found a string"),
        ("sub:=1", "`sub` must be a string, found a number"),
    ] {
        Sandbox::new()
            .at_noon(["encode", "--claim", claim])
            .assert()
            .code(2)
            .stdout("")
            .stderr(format!("error: {message}\n"));
    }
}

#[test]
fn quota_is_an_integer() {
    let sandbox = Sandbox::new();
    for quota in ["many", "1.5", "", "99999999999999999999"] {
        let assert = sandbox.at_noon(["encode", "--quota", quota]).assert().code(2).stdout("");
        assert!(stderr(&assert).starts_with("error: `--quota`: "), "{}", stderr(&assert));
    }
    let token = sandbox.encode(["--quota", "-1", "--no-iat", "--no-jti"]);
    assert_eq!(claims_of(&token), format!(r#"{{"quota":-1,"exp":{}}}"#, NOON_UNIX + DAY));
}

#[test]
fn claims_that_are_no_object_or_repeat_a_name_are_refused() {
    for (claims, culprit) in [
        ("[]", "a JSON object"),
        ("1", "a JSON object"),
        (r#"{"a":1,"a":2}"#, "`a`"),
        (r#"{"b":[{"c":1,"c":1}]}"#, "`c`"),
    ] {
        let assert = Sandbox::new().at_noon(["encode", claims]).assert().code(2).stdout("");
        let text = stderr(&assert);
        assert!(text.starts_with("error: the claims ") && text.contains(culprit), "{text}");
        assert_eq!(text.lines().count(), 1, "{text}");
    }
}

#[test]
fn every_flag_that_contradicts_the_json_is_a_conflict() {
    let claims = r#"{"iss":"a","aud":"a","name":"a","jti":"a","quota":1,"role":"a","nbf":1,"iat":1,"exp":1795176001,"scope":"a","client_id":"a","x":"a"}"#;
    for (name, args) in [
        ("iss", &["--iss", "b"][..]),
        ("aud", &["--aud", "b"]),
        ("aud", &["--aud", "a", "--aud", "a"]),
        ("name", &["--name", "b"]),
        ("jti", &["--jti", "b"]),
        ("quota", &["--quota", "2"]),
        ("role", &["--role", "b"]),
        ("nbf", &["--nbf", "2"]),
        ("iat", &["--backdate", "5s"]),
        ("exp", &["--exp", "+1h"]),
        ("exp", &["--ttl", "1h"]),
        ("scope", &["--scope", "b"]),
        ("client_id", &["--client-id", "b"]),
        ("x", &["--claim", "x=b"]),
        ("x", &["--claim", "x:=1"]),
    ] {
        Sandbox::new()
            .at_noon(["encode", claims])
            .args(args)
            .assert()
            .code(2)
            .stdout("")
            .stderr(format!("error: the claim `{name}` is given twice with different values\n"));
    }
    Sandbox::new()
        .at_noon(["encode", claims, "--no-exp"])
        .assert()
        .code(2)
        .stdout("")
        .stderr("error: the claims have `exp`, and --no-exp is given\n");
}

// Time

#[test]
fn ttl_takes_every_form_of_a_duration() {
    let sandbox = Sandbox::new();
    for (ttl, seconds) in
        [("90s", 90), ("15m", 900), ("24h", DAY), ("7d", 7 * DAY), ("1h30m", 5400), ("24 hours", DAY)]
    {
        let token = sandbox.encode(["{}", "--ttl", ttl]);
        assert_eq!(
            claims_of(&token),
            format!(r#"{{"iat":{NOON_UNIX},"exp":{}}}"#, NOON_UNIX + seconds),
            "{ttl}"
        );
    }
}

#[test]
fn a_ttl_of_nothing_is_refused() {
    Sandbox::new()
        .at_noon(["encode", "{}", "--ttl", "0s"])
        .assert()
        .code(2)
        .stdout("")
        .stderr("error: `--ttl` must be longer than nothing\n");
}

#[test]
fn a_ttl_that_is_no_duration_is_refused() {
    for ttl in ["tomorrow", "1.5s", "-1h", ""] {
        Sandbox::new().at_noon(["encode", "{}", &format!("--ttl={ttl}")]).assert().code(2).stdout("").stderr(
            format!(
                "error: `--ttl`: `{ttl}` is not a duration in whole seconds (90s, 15m, 24h, 7d, 1h30m)\n"
            ),
        );
    }
}

#[test]
fn an_exp_that_is_past_or_now_is_refused_and_one_a_second_ahead_is_not() {
    let sandbox = Sandbox::new();
    for (exp, words) in [
        ("2026-11-20T11:59:59Z", "2026-11-20 11:59:59 UTC (1 s ago)"),
        ("2026-11-20T12:00:00Z", "2026-11-20 12:00:00 UTC (now)"),
        ("2026-11-20", "2026-11-20 00:00:00 UTC (12 h ago)"),
    ] {
        sandbox
            .at_noon(["encode", "{}", "--exp", exp])
            .assert()
            .code(2)
            .stdout("")
            .stderr(format!("error: `--exp` lies in the past: {words}\n"));
    }
    let token = sandbox.encode(["{}", "--no-iat", "--exp", "2026-11-20T12:00:01Z"]);
    assert_eq!(claims_of(&token), format!(r#"{{"exp":{}}}"#, NOON_UNIX + 1));
}

#[test]
fn an_exp_that_is_no_instant_is_refused() {
    Sandbox::new().at_noon(["encode", "{}", "--exp", "tomorrow"]).assert().code(2).stdout("").stderr(
        "error: `--exp`: `tomorrow` is not an instant (RFC 3339, YYYY-MM-DD, seconds since 1970, or +duration)\n",
    );
}

#[test]
fn no_exp_must_be_said_and_warns() {
    let assert = Sandbox::new()
        .at_noon(["encode", "{}", "--no-exp"])
        .assert()
        .code(0)
        .stderr("warning: no `exp`: it never expires, and the MCP TypeScript SDK refuses it\n");
    assert_eq!(claims_of(&line(&assert)), format!(r#"{{"iat":{NOON_UNIX}}}"#));
}

#[test]
fn a_life_over_thirty_days_warns_and_thirty_days_do_not() {
    let sandbox = Sandbox::new();
    sandbox.encode(["{}", "--ttl", "30d"]);
    for (ttl, warning) in [
        ("720h 1s", "warning: it lives 30 d, more than 30 days\n"),
        ("31d", "warning: it lives 31 d, more than 30 days\n"),
        ("366d", "warning: it lives 366 d, more than 365 days\n"),
    ] {
        sandbox.at_noon(["encode", "{}", "--ttl", ttl]).assert().code(0).stderr(warning);
    }
}

#[test]
fn backdate_sets_iat_back_and_leaves_exp() {
    let token = Sandbox::new().encode(["{}", "--backdate", "5s", "--ttl", "1h"]);
    assert_eq!(claims_of(&token), format!(r#"{{"iat":{},"exp":{}}}"#, NOON_UNIX - 5, NOON_UNIX + HOUR));
}

#[test]
fn flags_that_exclude_each_other_are_usage_errors() {
    for (args, message) in [
        (&["--ttl", "1h", "--exp", "+1h"][..], "`--ttl` does not go with `--exp <INSTANT>`"),
        (&["--ttl", "1h", "--no-exp"], "`--ttl` does not go with `--no-exp`"),
        (&["--jti", "a", "--no-jti"], "`--jti` does not go with `--no-jti`"),
        (&["--typ", "a", "--no-typ"], "`--typ` does not go with `--no-typ`"),
        (&["--backdate", "5s", "--no-iat"], "`--backdate` does not go with `--no-iat`"),
    ] {
        Sandbox::new()
            .at_noon(["encode"])
            .args(args)
            .assert()
            .code(2)
            .stdout("")
            .stderr(format!("error: {message}\nhint: mcp-token encode --help\n"));
    }
}

// Header and algorithms

#[test]
fn header_parameters_are_added() {
    let token = Sandbox::new()
        .encode(["{}", "--kid", "k1", "--header", "ver=2", "--header", "n:=[1]", "--typ", "at+jwt"]);
    assert_eq!(header_of(&token), r#"{"alg":"HS256","typ":"at+jwt","kid":"k1","ver":"2","n":[1]}"#);
    let token = Sandbox::new().encode(["{}", "--no-typ"]);
    assert_eq!(header_of(&token), r#"{"alg":"HS256"}"#);
}

#[test]
fn extensions_that_are_not_made_here_are_refused() {
    for name in ["crit", "b64"] {
        Sandbox::new()
            .at_noon(["encode", "{}", "--header", &format!("{name}:=false")])
            .assert()
            .code(2)
            .stdout("")
            .stderr(format!(
                "error: the header parameter `{name}` asks for an extension that is not made here\n"
            ));
    }
}

#[test]
fn an_algorithm_is_named_exactly() {
    for (alg, message) in [
        ("hs256", "letter case counts: HS256"),
        ("none", "not one of HS256 HS384 HS512 RS256 RS384 RS512 PS256 PS384 PS512 ES256 ES384 ES512 EdDSA"),
    ] {
        Sandbox::new()
            .at_noon(["encode", "{}", "--alg", alg])
            .assert()
            .code(2)
            .stdout("")
            .stderr(format!("error: `--alg`: {message}\nhint: mcp-token encode --help\n"));
    }
}

#[test]
fn an_ed25519_key_signs_with_its_thumbprint_as_kid() {
    let sandbox = Sandbox::new();
    sandbox.file("private.jwk", ED25519_PRIVATE);
    let assert = sandbox
        .mcp_token(["encode", CLAIMS, "--key", "private.jwk", "--now", NOON])
        .assert()
        .code(0)
        .stderr("");
    let token = line(&assert);
    assert_eq!(header_of(&token), format!(r#"{{"alg":"EdDSA","typ":"JWT","kid":"{ED25519_THUMBPRINT}"}}"#));
    assert_eq!(claims_of(&token), CLAIMS);
}

#[test]
fn an_algorithm_that_does_not_fit_the_key_is_refused() {
    let sandbox = Sandbox::new();
    sandbox.file("private.jwk", ED25519_PRIVATE);
    sandbox
        .mcp_token(["encode", "{}", "--key", "private.jwk", "--alg", "HS256"])
        .assert()
        .code(2)
        .stdout("")
        .stderr("error: private.jwk: HS256 does not work with a key of kind Ed25519\n");
    sandbox
        .at_noon(["encode", "{}", "--alg", "ES256"])
        .assert()
        .code(2)
        .stdout("")
        .stderr("error: ES256 does not work with a secret\n");
}

#[test]
fn a_public_key_cannot_sign() {
    let sandbox = Sandbox::new();
    sandbox.file_with_mode("public.jwk", ED25519_PUBLIC, 0o644);
    sandbox
        .mcp_token(["encode", "{}", "--key", "public.jwk"])
        .assert()
        .code(2)
        .stdout("")
        .stderr("error: public.jwk: a public key cannot sign\n");
}

#[test]
fn a_jwk_set_cannot_sign() {
    let sandbox = Sandbox::new();
    sandbox.file("set.json", format!("{{\"keys\":[{ED25519_PRIVATE}]}}"));
    sandbox
        .mcp_token(["encode", "{}", "--key", "set.json"])
        .assert()
        .code(2)
        .stdout("")
        .stderr("error: set.json: a JWK set cannot sign: give one key\n");
}

#[test]
fn a_file_that_holds_no_key_is_refused_by_what_it_is() {
    let sandbox = Sandbox::new();
    for (name, content, message) in [
        ("text", SECRET, "neither a PEM nor a JWK"),
        ("empty", "", "neither a PEM nor a JWK"),
        ("broken.jwk", "{", "the JWK is not JSON: EOF while parsing an object at line 1 column 1"),
        ("cut.pem", "-----BEGIN PRIVATE KEY-----\nAAAA\n", "the PEM key is malformed"),
        (
            "certificate.pem",
            "-----BEGIN CERTIFICATE-----\nMAA=\n-----END CERTIFICATE-----\n",
            "a certificate, not a key",
        ),
        (
            "encrypted.pem",
            "-----BEGIN ENCRYPTED PRIVATE KEY-----\nMAA=\n-----END ENCRYPTED PRIVATE KEY-----\n",
            "the private key is encrypted",
        ),
        ("unknown.jwk", r#"{"kty":"XYZ"}"#, "unsupported kind of key: `kty` XYZ"),
        ("no-kty.jwk", "{}", "the JWK's `kty` is missing"),
        (
            "encryption.jwk",
            r#"{"kty":"OKP","crv":"Ed25519","use":"enc","x":"11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo"}"#,
            "the key is not for signatures (`use`, `key_ops`)",
        ),
    ] {
        sandbox.file(name, content);
        sandbox
            .mcp_token(["encode", "{}", "--key", name])
            .assert()
            .code(2)
            .stdout("")
            .stderr(format!("error: {name}: {message}\n"));
    }
}

#[test]
fn a_shared_jwk_signs_like_its_bytes() {
    let sandbox = Sandbox::new();
    let jwk =
        format!(r#"{{"kty":"oct","kid":"k1","alg":"HS256","k":"{}"}}"#, crate::sandbox::base64url(SECRET));
    sandbox.file("shared.jwk", jwk);
    let assert = sandbox
        .mcp_token(["encode", CLAIMS, "--key", "shared.jwk", "--now", NOON])
        .assert()
        .code(0)
        .stderr("");
    assert_eq!(line(&assert), mint(r#"{"alg":"HS256","typ":"JWT","kid":"k1"}"#, CLAIMS));
}

// Whose file it is

#[test]
fn a_secret_that_others_can_read_is_refused_until_the_hint_is_followed() {
    for name in ["secret", "it's a secret"] {
        let sandbox = Sandbox::new();
        sandbox.file_with_mode(name, SECRET, 0o644);
        let quoted = if name == "secret" { name.to_owned() } else { r"'it'\''s a secret'".to_owned() };
        let mut command = sandbox.mcp_token(["encode", CLAIMS, "--secret-file", name, "--now", NOON]);
        let assert =
            command.assert().code(7).stdout("").stderr(format!(
                "error: `{name}` can be read by others (mode 0644)\nhint: chmod 600 {quoted}\n"
            ));
        sandbox.shell(&crate::sandbox::hint(&assert)).assert().code(0).stdout("").stderr("");
        command.assert().code(0).stdout(format!("{}\n", mint_claims(CLAIMS))).stderr("");
    }
}

#[test]
fn one_bit_for_others_is_enough_to_refuse() {
    for mode in [0o640, 0o620, 0o610, 0o604, 0o602, 0o601] {
        let sandbox = Sandbox::new();
        sandbox.file_with_mode("secret", SECRET, mode);
        sandbox.mcp_token(["encode", CLAIMS, "--secret-file", "secret"]).assert().code(7).stdout("").stderr(
            format!("error: `secret` can be read by others (mode {mode:04o})\nhint: chmod 600 secret\n"),
        );
    }
    for mode in [0o600, 0o400, 0o700] {
        let sandbox = Sandbox::new();
        sandbox.file_with_mode("secret", SECRET, mode);
        sandbox.mcp_token(["encode", CLAIMS, "--secret-file", "secret"]).assert().code(0).stderr("");
    }
}

#[test]
fn a_private_key_or_env_file_that_others_can_read_is_refused() {
    let sandbox = Sandbox::new();
    sandbox.file_with_mode("private.jwk", ED25519_PRIVATE, 0o644);
    sandbox.file_with_mode(".env", format!("JWT_SECRET={SECRET}\n"), 0o644);
    for args in [&["--key", "private.jwk"][..], &["--env-file", ".env", "--secret-env", "JWT_SECRET"]] {
        let path = args[1];
        sandbox
            .mcp_token(["encode", CLAIMS])
            .args(args)
            .assert()
            .code(7)
            .stdout("")
            .stderr(format!("error: `{path}` can be read by others (mode 0644)\nhint: chmod 600 {path}\n"));
    }
}

#[test]
fn a_link_is_followed_and_its_target_judged() {
    let sandbox = Sandbox::new();
    sandbox.file_with_mode("target", SECRET, 0o644);
    std::os::unix::fs::symlink("target", sandbox.path("link")).unwrap();
    sandbox
        .mcp_token(["encode", CLAIMS, "--secret-file", "link"])
        .assert()
        .code(7)
        .stdout("")
        .stderr("error: `link` can be read by others (mode 0644)\nhint: chmod 600 link\n");
    sandbox.set_mode("target", 0o600);
    sandbox.mcp_token(["encode", CLAIMS, "--secret-file", "link"]).assert().code(0).stderr("");
}

#[test]
fn a_secret_in_a_pipe_is_taken() {
    let sandbox = Sandbox::new();
    sandbox
        .shell(&format!(
            "printf %s {SECRET} | mcp-token encode '{CLAIMS}' --secret-file /dev/stdin --now {NOON}"
        ))
        .assert()
        .code(0)
        .stdout(format!("{}\n", mint_claims(CLAIMS)))
        .stderr("");
}

#[test]
fn a_file_that_we_may_not_read_is_an_error() {
    let sandbox = Sandbox::of_an_ordinary_user();
    sandbox.file_with_mode("secret", SECRET, 0o000);
    sandbox.mcp_token(["encode", CLAIMS, "--secret-file", "secret"]).assert().code(1).stdout("").stderr(
        "error: cannot open `secret`\ncaused by: Permission denied (os error 13)\nhint: chmod u+rw secret\n",
    );
}

#[test]
fn a_secret_mounted_by_root_that_we_cannot_write_is_taken() {
    // The one file of root that is everywhere; anybody can read it, nobody but root can write it.
    let content = std::fs::read("/etc/passwd").unwrap();
    let secret = content.strip_suffix(b"\n").unwrap_or(&content);
    Sandbox::of_an_ordinary_user()
        .mcp_token(["encode", CLAIMS, "--secret-file", "/etc/passwd", "--now", NOON])
        .assert()
        .code(0)
        .stdout(format!("{}\n", mint_with(secret, HS256, CLAIMS.as_bytes())))
        .stderr("");
}

#[test]
fn a_device_is_no_secret() {
    Sandbox::new()
        .mcp_token(["encode", CLAIMS, "--secret-file", "/dev/null"])
        .assert()
        .code(2)
        .stdout("")
        .stderr("error: `/dev/null` is not a regular file\n");
}

#[test]
fn a_ttl_beyond_the_calendar_is_refused() {
    for ttl in ["300000y", "9999999999999999999s"] {
        let assert = Sandbox::new().at_noon(["encode", "{}", "--ttl", ttl]).assert().code(2).stdout("");
        assert!(stderr(&assert).starts_with("error: `--ttl`"), "{}", stderr(&assert));
    }
}

#[test]
fn what_cannot_be_used_is_told_in_one_sentence() {
    let sandbox = Sandbox::new();
    let says = |args: &[&str], code: i32, message: &str| {
        sandbox.at_noon(args).assert().code(code).stdout("").stderr(format!("error: {message}\n"));
    };
    says(&["encode", "[]"], 2, "the claims set is a list, expected a JSON object");
    says(&["encode", r#"{"a":1,"a":2}"#], 2, "the claims set has the name `a` twice in one object");
    says(
        &["encode", "--claim", r#"a:={"b":1,"b":2}"#],
        2,
        "the value of `a` has the name `b` twice in one object",
    );
    says(
        &["encode", "{}", "--header", "alg=none"],
        2,
        "the header parameter `alg` is given twice with different values",
    );
    sandbox.mcp_token(["encode", "{}"]).assert().code(8).stdout("").stderr(
        "error: a signing secret is needed, and there is no terminal to ask at: say --secret-file, --secret-env, --secret-name or --key\n",
    );
    sandbox.mcp_token(["encode", "{}", "--no-input"]).assert().code(8).stdout("").stderr(
        "error: a signing secret is needed, and `--no-input` forbids asking: say --secret-file, --secret-env, --secret-name or --key\n",
    );
}
