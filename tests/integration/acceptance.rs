//! Where jwt-cli 6.2.0 and jose 11 failed in front of users, with the answer that is right here. One test for each row.

use std::io::{Read, Write};
use std::process::Stdio;

use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use serde_json::Value;

use crate::sandbox::{
    CLAIMS, DAY, FINGERPRINT, HOUR, HS256, NOON, NOON_UNIX, OTHER_SECRET, SECRET, Sandbox, claims_of,
    header_of, line, mint, mint_claims, mint_expiring_at, mint_with, stderr, stdout,
};

const SECRET_WARNING: &str =
    "warning: the secret on the command line can be read by every process of this machine\n";

// jwt-cli: encode

#[test]
fn a_piped_token_ends_with_one_newline_and_keeps_the_order_of_its_claims() {
    let sandbox = Sandbox::new();
    let token = mint_claims(CLAIMS);
    sandbox.at_noon(["encode", CLAIMS]).assert().code(0).stdout(format!("{token}\n")).stderr("");
}

#[test]
fn the_line_of_the_guides_gives_exactly_its_claims() {
    let sandbox = Sandbox::new();
    let claims = r#"{"sub":"agent_001","iat":1795176000,"exp":1795262400}"#;
    sandbox
        .mcp_token(["encode", "--secret", SECRET, claims, "--now", NOON])
        .assert()
        .code(0)
        .stdout(format!("{}\n", mint_claims(claims)))
        .stderr(SECRET_WARNING);
}

#[test]
fn the_short_flags_of_jwt_cli_work() {
    let sandbox = Sandbox::new();
    let arguments =
        "encode -A HS256 -k k1 -t jwt -P team=a -e +1h -i issuer -s subject -a audience -n 1795176000";
    let token = mint(
        r#"{"alg":"HS256","typ":"jwt","kid":"k1"}"#,
        r#"{"sub":"subject","iss":"issuer","aud":"audience","team":"a","nbf":1795176000,"iat":1795176000,"exp":1795179600}"#,
    );
    sandbox
        .mcp_token(arguments.split(' '))
        .args(["--no-jti", "-S", SECRET, "--now", NOON])
        .assert()
        .code(0)
        .stdout(format!("{token}\n"))
        .stderr(SECRET_WARNING);
}

#[test]
fn exp_takes_a_duration_after_a_plus() {
    let sandbox = Sandbox::new();
    for exp in ["--exp=+24h", "--exp=+24 hours", "--exp=+1d"] {
        let token = sandbox.encode([r#"{"sub":"a"}"#, "--no-iat", exp]);
        assert_eq!(claims_of(&token), format!(r#"{{"sub":"a","exp":{}}}"#, NOON_UNIX + DAY), "{exp}");
    }
}

#[test]
fn exp_24h_with_a_space_is_told_to_be_a_duration() {
    let sandbox = Sandbox::new();
    let assert = sandbox.at_noon(["encode", r#"{"sub":"a"}"#, "--exp", "24h"]).assert().code(2).stdout("");
    let text = stderr(&assert);
    assert_eq!(text.lines().next(), Some("error: `--exp`: `24h` is a duration, an instant is wanted"));
    let token = sandbox.encode([r#"{"sub":"a"}"#, "--no-iat", "--ttl", "24h"]);
    assert_eq!(claims_of(&token), format!(r#"{{"sub":"a","exp":{}}}"#, NOON_UNIX + DAY));
}

#[test]
fn exp_1h30m_without_a_plus_is_told_to_be_a_duration() {
    let sandbox = Sandbox::new();
    let assert = sandbox.at_noon(["encode", "--exp=1h30m"]).assert().code(2).stdout("");
    let text = stderr(&assert);
    assert_eq!(text.lines().next(), Some("error: `--exp`: `1h30m` is a duration, an instant is wanted"));
}

#[test]
fn exp_3600_makes_no_token_of_1970() {
    let sandbox = Sandbox::new();
    let assert = sandbox.at_noon(["encode", r#"{"sub":"a"}"#, "--exp=3600"]).assert().code(2).stdout("");
    let text = stderr(&assert);
    assert_eq!(
        text.lines().next(),
        Some("error: `--exp` lies in the past: 1970-01-01 01:00:00 UTC (20777 d 11 h ago)")
    );
}

#[test]
fn exp_takes_iso_dates() {
    let sandbox = Sandbox::new();
    for (exp, unix) in [
        ("--exp=2026-12-01", 1_796_083_200),
        ("--exp=2026-12-01T00:00:00Z", 1_796_083_200),
        ("--exp=2026-12-01T01:00:00+01:00", 1_796_083_200),
        ("--exp=1796083200", 1_796_083_200),
    ] {
        let token = sandbox.encode([r#"{"sub":"a"}"#, "--no-iat", exp]);
        assert_eq!(claims_of(&token), format!(r#"{{"sub":"a","exp":{unix}}}"#), "{exp}");
    }
}

#[test]
fn repeated_aud_makes_a_list_and_one_stays_a_string() {
    let sandbox = Sandbox::new();
    let bare = ["--no-iat", "--no-jti"];
    let exp = NOON_UNIX + DAY;
    let token = sandbox.encode([&["--aud", "a", "--aud", "b"][..], &bare].concat());
    assert_eq!(claims_of(&token), format!(r#"{{"aud":["a","b"],"exp":{exp}}}"#));
    let token = sandbox.encode([&["--aud", "a"][..], &bare].concat());
    assert_eq!(claims_of(&token), format!(r#"{{"aud":"a","exp":{exp}}}"#));
}

#[test]
fn typ_is_set_and_says_nothing_into_stdout() {
    let sandbox = Sandbox::new();
    let token = mint(r#"{"alg":"HS256","typ":"jwt"}"#, CLAIMS);
    sandbox.at_noon(["encode", CLAIMS, "-t", "jwt"]).assert().code(0).stdout(format!("{token}\n")).stderr("");
}

#[test]
fn claims_of_several_lines_are_read_whole_from_stdin() {
    let sandbox = Sandbox::new();
    let pretty = "{\n  \"sub\": \"agent_001\",\r\n  \"iat\": 1795176000,\n  \"exp\": 1795262400\n}\n";
    let token = mint_claims(r#"{"sub":"agent_001","iat":1795176000,"exp":1795262400}"#);
    sandbox
        .at_noon(["encode", "-"])
        .write_stdin(pretty)
        .assert()
        .code(0)
        .stdout(format!("{token}\n"))
        .stderr("");
}

#[test]
fn broken_json_is_an_error_that_says_where() {
    Sandbox::new()
        .at_noon(["encode", r#"{"sub":"a",}"#])
        .assert()
        .code(2)
        .stdout("")
        .stderr("error: the claims set is not JSON: trailing comma at line 1 column 12\n");
}

#[test]
fn a_missing_claims_file_is_an_error_that_names_it() {
    Sandbox::new()
        .at_noon(["encode", "@missing.json"])
        .assert()
        .code(1)
        .stdout("")
        .stderr("error: cannot open `missing.json`\ncaused by: No such file or directory (os error 2)\n");
}

#[test]
fn a_file_that_cannot_be_written_is_an_error_that_names_it() {
    let assert =
        Sandbox::new().mcp_token(["key", "new", "--out", "missing/key.pem"]).assert().code(1).stdout("");
    let text = stderr(&assert);
    assert!(text.starts_with("error: cannot ") && text.contains("`missing"), "{text}");
    assert!(text.ends_with("\ncaused by: No such file or directory (os error 2)\n"), "{text}");
}

#[test]
fn a_short_secret_is_refused() {
    Sandbox::new()
        .mcp_token(["encode", CLAIMS, "--secret-env", "SHORT"])
        .env("SHORT", "abc")
        .assert()
        .code(2)
        .stdout("")
        .stderr("error: the secret in `SHORT` is 3 bytes, HS256 needs 32\nhint: mcp-token secret new\n");
}

#[test]
fn an_empty_secret_is_refused_whatever_is_allowed() {
    for more in [&[][..], &["--allow-weak-secret"]] {
        Sandbox::new()
            .mcp_token(["encode", CLAIMS, "--secret-env", "EMPTY"])
            .args(more)
            .env("EMPTY", "")
            .assert()
            .code(2)
            .stdout("")
            .stderr("error: the secret in `EMPTY` is empty\nhint: mcp-token secret new\n");
    }
}

#[test]
fn a_placeholder_secret_is_refused_whatever_its_length() {
    for placeholder in
        ["your_64_character_hex_secret_here", "your-256-bit-secret", "a-string-secret-at-least-256-bits-long"]
    {
        Sandbox::new()
            .mcp_token(["encode", CLAIMS, "--secret-env", "PLACEHOLDER"])
            .env("PLACEHOLDER", placeholder)
            .assert()
            .code(2)
            .stdout("")
            .stderr(
                "error: the secret in `PLACEHOLDER` looks like a placeholder or published sample, which anybody can guess\n\
                 hint: mcp-token secret new\n",
            );
    }
}

#[test]
fn a_secret_file_with_a_final_newline_is_the_same_secret() {
    let sandbox = Sandbox::new();
    for (name, content) in
        [("bare", SECRET.to_owned()), ("lf", format!("{SECRET}\n")), ("crlf", format!("{SECRET}\r\n"))]
    {
        sandbox.file(name, content);
        sandbox
            .mcp_token(["encode", CLAIMS, "--secret-file", name, "--now", NOON])
            .assert()
            .code(0)
            .stdout(format!("{}\n", mint_claims(CLAIMS)))
            .stderr("");
    }
}

#[test]
fn a_secret_that_starts_with_an_at_sign_is_taken_as_it_stands() {
    let secret = "@TEST-b7K2mQ9xT4vR8nW1cY6pL3sD5fG0";
    Sandbox::new()
        .mcp_token(["encode", CLAIMS, "-S", secret, "--now", NOON])
        .assert()
        .code(0)
        .stdout(format!("{}\n", mint_with(secret.as_bytes(), HS256, CLAIMS.as_bytes())))
        .stderr(SECRET_WARNING);
}

#[test]
fn what_jwt_cli_would_read_from_a_file_or_decode_does_not_become_the_key() {
    let sandbox = Sandbox::new();
    sandbox.file("a-file-that-holds-a-long-TEST-secret", "TEST-b7K2mQ9xT4vR8nW1cY6pL3sD5fG0");
    for (secret, message) in [
        ("b64:TEST-b7K2mQ9xT4vR8nW1cY6pL3sD5fG0", "--secret-encoding base64 decodes it"),
        ("@a-file-that-holds-a-long-TEST-secret", "a file is read by --secret-file or --key"),
    ] {
        sandbox
            .mcp_token(["encode", CLAIMS, "-S", secret, "--now", NOON])
            .assert()
            .code(2)
            .stdout("")
            .stderr(format!("error: `--secret` takes the secret itself; {message}\n"));
    }
}

#[test]
fn a_secret_of_raw_bytes_is_given_in_base64() {
    let bytes: Vec<u8> = (0..64).map(|index| index * 3 + 7).collect();
    Sandbox::new()
        .mcp_token(["encode", CLAIMS, "--secret-env", "RAW", "--secret-encoding", "base64", "--now", NOON])
        .env("RAW", BASE64_STANDARD.encode(&bytes))
        .assert()
        .code(0)
        .stdout(format!("{}\n", mint_with(&bytes, HS256, CLAIMS.as_bytes())))
        .stderr("");
}

#[test]
fn sub_beside_another_sub_in_the_json_is_a_conflict() {
    Sandbox::new()
        .at_noon(["encode", CLAIMS, "--sub", "agent_002"])
        .assert()
        .code(2)
        .stdout("")
        .stderr("error: the claim `sub` is given twice with different values\n");
}

#[test]
fn sub_beside_the_same_sub_in_the_json_is_fine() {
    Sandbox::new()
        .at_noon(["encode", CLAIMS, "--sub", "agent_001"])
        .assert()
        .code(0)
        .stdout(format!("{}\n", mint_claims(CLAIMS)))
        .stderr("");
}

#[test]
fn a_claim_is_cut_at_its_first_equals_sign() {
    let token = Sandbox::new().encode(["-P", "k=a=b", "--no-iat", "--no-exp", "--no-jti", "--quiet"]);
    assert_eq!(claims_of(&token), r#"{"k":"a=b"}"#);
}

#[test]
fn a_variable_is_read_only_when_a_flag_names_it() {
    let sandbox = Sandbox::new();
    sandbox
        .mcp_token(["encode", CLAIMS, "--now", NOON, "--secret-env", "JWT_SECRET"])
        .env("JWT_SECRET", SECRET)
        .assert()
        .code(0)
        .stdout(format!("{}\n", mint_claims(CLAIMS)))
        .stderr("");
    sandbox.mcp_token(["encode", CLAIMS]).env("JWT_SECRET", SECRET).assert().code(8).stdout("");
}

#[test]
fn no_secret_stands_in_the_list_of_processes() {
    let sandbox = Sandbox::new();
    sandbox.shell("mkfifo -m 600 secret").assert().code(0);
    let mut child = sandbox
        .std_command(Sandbox::binary(), ["encode", CLAIMS, "--secret-file", "secret", "--now", NOON])
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    // Opening waits for the reader, which then waits for its secret: its command line is there to be read.
    let mut secret = std::fs::OpenOptions::new().write(true).open(sandbox.path("secret")).unwrap();
    let seen = std::fs::read_to_string(format!("/proc/{}/cmdline", child.id())).unwrap();
    secret.write_all(SECRET.as_bytes()).unwrap();
    drop(secret);
    let mut token = String::new();
    child.stdout.take().unwrap().read_to_string(&mut token).unwrap();
    assert_eq!((child.wait().unwrap().code(), token), (Some(0), format!("{}\n", mint_claims(CLAIMS))));
    assert!(seen.contains("\0--secret-file\0secret\0") && !seen.contains(SECRET), "{seen:?}");
}

// jwt-cli: decode

#[test]
fn decode_says_that_the_signature_was_not_checked() {
    Sandbox::new().decode(&mint_expiring_at(NOON_UNIX + HOUR), [] as [&str; 0]).code(0).stderr("").stdout(
        "header\n  alg  HS256\n  typ  JWT\nclaims\n  sub  agent_001\n  exp  2026-11-20 13:00:00 UTC (in 1 h)\n\
         signature: NOT CHECKED\n",
    );
}

#[test]
fn a_checked_token_reads_otherwise_than_an_unchecked_one() {
    Sandbox::new()
        .at_noon(["verify", &mint_expiring_at(NOON_UNIX + HOUR)])
        .assert()
        .code(0)
        .stderr("")
        .stdout(format!(
            "VALID  agent_001, 1 h left\n  signature   ok    HS256, secret `SECRET` ({FINGERPRINT})\n  \
             audience    -     no `aud`\n  not before  -     no `nbf`\n  \
             expires     ok    2026-11-20 13:00:00 UTC (in 1 h)\n"
        ));
}

#[test]
fn decode_shows_an_expired_token_and_says_so() {
    let claims = format!(r#"{{"iat":{},"exp":{}}}"#, NOON_UNIX - 26 * HOUR, NOON_UNIX - 2 * HOUR);
    Sandbox::new().decode(&mint_claims(&claims), [] as [&str; 0]).code(0).stderr("").stdout(
        "header\n  alg  HS256\n  typ  JWT\nclaims\n  iat  2026-11-19 10:00:00 UTC (26 h ago)\n  \
         exp  2026-11-20 10:00:00 UTC (2 h ago)\nlife  over, it was 24 h\nsignature: NOT CHECKED\n",
    );
}

// jwt-cli: verify

#[test]
fn a_wrong_secret_is_a_reason_without_escape_codes_in_a_pipe() {
    let token = mint_with(OTHER_SECRET.as_bytes(), HS256, CLAIMS.as_bytes());
    let sandbox = Sandbox::new();
    sandbox.verify(&token, [] as [&str; 0]).code(4).stderr("").stdout(format!(
        "REFUSED  1 reason\n  signature   FAIL  HS256 with the 64-byte text of `SECRET` ({FINGERPRINT}) does not match\n"
    ));
    sandbox.verify(&token, ["--json"]).code(4).stderr("").stdout(format!(
        "{{\"schema\":1,\"ok\":false,\"reasons\":[\"signature_mismatch\"],\"checks\":[{{\"check\":\"signature\",\
         \"result\":\"fail\",\"code\":\"signature_mismatch\",\"detail\":\"HS256 with the 64-byte text of `SECRET` \
         ({FINGERPRINT}) does not match\"}}]}}\n"
    ));
}

#[test]
fn a_token_that_expired_ten_minutes_ago_is_refused() {
    Sandbox::new()
        .at_noon(["verify", &mint_expiring_at(NOON_UNIX - 600)])
        .assert()
        .code(5)
        .stderr("")
        .stdout(format!(
            "REFUSED  1 reason\n  signature   ok    HS256, secret `SECRET` ({FINGERPRINT})\n  \
             expires     FAIL  2026-11-20 11:50:00 UTC (10 min ago)\n"
        ));
}

#[test]
fn a_token_that_expired_a_second_ago_is_refused() {
    Sandbox::new().at_noon(["verify", &mint_expiring_at(NOON_UNIX - 1)]).assert().code(5).stderr("").stdout(
        format!(
            "REFUSED  1 reason\n  signature   ok    HS256, secret `SECRET` ({FINGERPRINT})\n  \
             expires     FAIL  2026-11-20 11:59:59 UTC (1 s ago)\n"
        ),
    );
}

#[test]
fn a_token_that_expires_this_very_second_is_refused() {
    Sandbox::new().at_noon(["verify", &mint_expiring_at(NOON_UNIX)]).assert().code(5).stderr("").stdout(
        format!(
            "REFUSED  1 reason\n  signature   ok    HS256, secret `SECRET` ({FINGERPRINT})\n  \
         expires     FAIL  2026-11-20 12:00:00 UTC (now)\n"
        ),
    );
}

#[test]
fn a_token_that_expires_in_a_second_is_accepted() {
    Sandbox::new().at_noon(["verify", &mint_expiring_at(NOON_UNIX + 1)]).assert().code(0).stderr("").stdout(
        format!(
            "VALID  agent_001, 1 s left\n  signature   ok    HS256, secret `SECRET` ({FINGERPRINT})\n  \
             audience    -     no `aud`\n  not before  -     no `nbf`\n  \
             expires     ok    2026-11-20 12:00:01 UTC (in 1 s)\n"
        ),
    );
}

#[test]
fn a_token_without_exp_is_refused_unless_that_is_allowed() {
    let sandbox = Sandbox::new();
    let token = mint_claims(r#"{"sub":"a"}"#);
    sandbox.at_noon(["verify", &token]).assert().code(4).stderr("").stdout(format!(
        "REFUSED  1 reason\n  signature   ok    HS256, secret `SECRET` ({FINGERPRINT})\n  \
         expires     FAIL  no `exp`\n"
    ));
    sandbox.at_noon(["verify", &token, "--allow-no-exp"]).assert().code(0).stderr("").stdout(format!(
        "VALID  a, never expires\n  signature   ok    HS256, secret `SECRET` ({FINGERPRINT})\n  \
         audience    -     no `aud`\n  not before  -     no `nbf`\n  \
         expires     -     no `exp`: it never expires\n"
    ));
}

#[test]
fn a_token_that_begins_in_two_hours_is_refused() {
    let token = mint_claims(&format!(r#"{{"nbf":{},"exp":{}}}"#, NOON_UNIX + 2 * HOUR, NOON_UNIX + DAY));
    Sandbox::new().at_noon(["verify", &token]).assert().code(5).stderr("").stdout(format!(
        "REFUSED  1 reason\n  signature   ok    HS256, secret `SECRET` ({FINGERPRINT})\n  \
         not before  FAIL  2026-11-20 14:00:00 UTC (in 2 h)\n  \
         expires     ok    2026-11-21 12:00:00 UTC (in 24 h)\n"
    ));
}

#[test]
fn a_token_that_begins_in_a_second_is_refused_and_one_that_begins_now_is_not() {
    let sandbox = Sandbox::new();
    let beginning_at = |unix| mint_claims(&format!(r#"{{"nbf":{unix},"exp":{}}}"#, NOON_UNIX + DAY));
    sandbox.at_noon(["verify", &beginning_at(NOON_UNIX + 1)]).assert().code(5).stderr("").stdout(format!(
        "REFUSED  1 reason\n  signature   ok    HS256, secret `SECRET` ({FINGERPRINT})\n  \
         not before  FAIL  2026-11-20 12:00:01 UTC (in 1 s)\n  \
         expires     ok    2026-11-21 12:00:00 UTC (in 24 h)\n"
    ));
    let assert = sandbox.at_noon(["verify", &beginning_at(NOON_UNIX)]).assert().code(0).stderr("");
    assert!(stdout(&assert).starts_with("VALID  no subject, 24 h left\n"));
}

#[test]
fn two_segments_are_no_token_and_the_error_is_on_stderr() {
    for args in
        [&["decode"][..], &["verify", "--secret-env", "SECRET"], &["refresh", "--secret-env", "SECRET"]]
    {
        Sandbox::new()
            .mcp_token(args)
            .env("SECRET", SECRET)
            .write_stdin("abc.def")
            .assert()
            .code(3)
            .stdout("")
            .stderr("error: not a JWT: 2 segments, expected 3 (header.payload.signature)\n");
    }
}

#[test]
fn an_empty_stdin_is_no_token() {
    Sandbox::new()
        .mcp_token(["decode"])
        .write_stdin("")
        .assert()
        .code(3)
        .stdout("")
        .stderr("error: there is no token on stdin\n");
}

#[test]
fn three_segments_of_nonsense_are_no_token() {
    Sandbox::new()
        .mcp_token(["decode", "abc.def.ghi"])
        .assert()
        .code(3)
        .stdout("")
        .stderr("error: not a JWT: its signature is not base64url without padding\n");
    Sandbox::new()
        .mcp_token(["decode", "YWJj.ZGVm.Z2hp"])
        .assert()
        .code(3)
        .stdout("")
        .stderr("error: not a JWT: its header is not JSON: expected value at line 1 column 1\n");
}

#[test]
fn alg_none_is_refused_in_any_letter_case() {
    for none in ["none", "None", "NONE", "nOnE"] {
        let token = mint(&format!(r#"{{"alg":"{none}"}}"#), r#"{"exp":1795179600}"#);
        let (unsigned, _) = token.rsplit_once('.').unwrap();
        for token in [format!("{unsigned}."), token.clone()] {
            Sandbox::new()
                .at_noon(["verify", &token])
                .assert()
                .code(4)
                .stderr("")
                .stdout(format!("REFUSED  1 reason\n  algorithm   FAIL  expected HS256, found {none}\n"));
        }
    }
}

#[test]
fn an_encrypted_token_is_called_by_its_name() {
    for args in [&["decode"][..], &["verify", "--secret-env", "SECRET"]] {
        Sandbox::new()
            .mcp_token(args)
            .env("SECRET", SECRET)
            .write_stdin("eyJhbGciOiJSU0EtT0FFUCJ9.OKOa.48V1.5eym.XFBo")
            .assert()
            .code(3)
            .stdout("")
            .stderr("error: this is an encrypted JWE (5 segments), not a signed JWT\n");
    }
}

#[test]
fn another_algorithm_is_refused_and_both_are_named() {
    Sandbox::new()
        .verify(&mint_claims(CLAIMS), ["-A", "HS512"])
        .code(4)
        .stderr("")
        .stdout("REFUSED  1 reason\n  algorithm   FAIL  expected HS512, found HS256\n");
}

#[test]
fn an_unknown_critical_extension_is_refused() {
    let token = mint(r#"{"alg":"HS256","crit":["foo"],"foo":1}"#, r#"{"exp":1795179600}"#);
    Sandbox::new().at_noon(["verify", &token]).assert().code(4).stderr("").stdout(format!(
        "REFUSED  1 reason\n  header      FAIL  the header demands foo, which is not understood here\n  \
         signature   ok    HS256, secret `SECRET` ({FINGERPRINT})\n  \
         expires     ok    2026-11-20 13:00:00 UTC (in 1 h)\n"
    ));
}

#[test]
fn a_claim_that_stands_twice_is_refused() {
    let token = mint_claims(r#"{"role":"user","role":"admin","exp":1795179600}"#);
    Sandbox::new().at_noon(["verify", &token]).assert().code(4).stderr("").stdout(
        "REFUSED  1 reason\n  signature   ok    HS256, secret `SECRET` (36fca905)\n  \
         payload     FAIL  the name `role` stands twice in one object of the payload\n",
    );
}

#[test]
fn exp_as_text_is_of_the_wrong_type_and_not_missing() {
    let token = mint_claims(r#"{"exp":"1795179600"}"#);
    let sandbox = Sandbox::new();
    let assert = sandbox.at_noon(["verify", &token, "--json"]).assert().code(4).stderr("");
    let report: Value = serde_json::from_str(&line(&assert)).unwrap();
    assert_eq!(report["reasons"], serde_json::json!(["claim_type"]));
    assert_eq!(report["checks"][3]["check"], "expires");
    assert_eq!(report["checks"][3]["detail"], "`exp` must be a number of seconds, found a string");
}

#[test]
fn an_integer_beyond_64_bits_keeps_its_text() {
    let claims = r#"{"id":123456789012345678901234567890,"small":1.50e+2,"exp":1795179600}"#;
    let sandbox = Sandbox::new();
    let token = sandbox.encode([claims, "--no-iat"]);
    assert_eq!(claims_of(&token), claims);
    sandbox.decode(&token, ["--claim", "id"]).code(0).stdout("123456789012345678901234567890\n").stderr("");
    sandbox.decode(&token, ["--part", "claims"]).code(0).stdout(format!("{claims}\n")).stderr("");
    let assert = sandbox.at_noon(["verify", &token, "--json"]).assert().code(0).stderr("");
    assert!(stdout(&assert).ends_with(&format!(",\"claims\":{claims}}}\n")), "{}", stdout(&assert));
    let renewed = line(&sandbox.at_noon(["refresh", &token, "--ttl", "1h"]).assert().code(0).stderr(""));
    assert!(
        claims_of(&renewed).starts_with(r#"{"id":123456789012345678901234567890,"small":1.50e+2,"exp":"#)
    );
}

#[test]
fn escape_codes_in_claims_reach_no_terminal() {
    let claims = r#"{"sub":"\u001b]0;owned\u0007\u009b31m\u202ehidden\u2028","exp":1795179600}"#;
    let token = mint_claims(claims);
    let sandbox = Sandbox::new();
    let text = r"\u{1b}]0;owned\u{7}\u{9b}31m\u{202e}hidden\u{2028}";
    sandbox.decode(&token, ["--claim", "sub"]).code(0).stdout(format!("{text}\n")).stderr("");
    let assert = sandbox.decode(&token, [] as [&str; 0]).code(0).stderr("");
    assert!(stdout(&assert).contains(&format!("  sub  {text}\n")), "{}", stdout(&assert));
    let assert = sandbox.at_noon(["verify", &token]).assert().code(0).stderr("");
    assert!(stdout(&assert).starts_with(&format!("VALID  {text}, 1 h left\n")), "{}", stdout(&assert));
    for args in [&["decode", "--json"][..], &["decode", "--part", "claims"]] {
        let assert = sandbox.mcp_token(args).write_stdin(token.as_str()).assert().code(0).stderr("");
        let json = line(&assert);
        assert!(json.is_ascii() && !json.contains('\u{1b}') && !json.contains('\u{7}'), "{json}");
        let value: Value = serde_json::from_str(&json).unwrap();
        let claims = if args[1] == "--json" { &value["claims"] } else { &value };
        assert_eq!(claims["sub"], "\u{1b}]0;owned\u{7}\u{9b}31m\u{202e}hidden\u{2028}");
    }
}

#[test]
fn escape_codes_in_file_names_and_headers_reach_no_terminal() {
    let sandbox = Sandbox::new();
    sandbox
        .at_noon(["encode", "@\u{1b}[31m.json"])
        .assert()
        .code(1)
        .stdout("")
        .stderr("error: cannot open `\\u{1b}[31m.json`\ncaused by: No such file or directory (os error 2)\n");
    let token = mint(r#"{"alg":"\u001b[31mnone"}"#, r#"{"exp":1795179600}"#);
    sandbox
        .at_noon(["verify", &token])
        .assert()
        .code(4)
        .stderr("")
        .stdout("REFUSED  1 reason\n  algorithm   FAIL  expected HS256, found \\u{1b}[31mnone\n");
}

#[test]
fn errors_are_json_on_stdout_when_json_is_asked_for() {
    let sandbox = Sandbox::new();
    sandbox
        .mcp_token(["encode", "--json", "--secret-env", "SHORT"])
        .env("SHORT", "abc")
        .assert()
        .code(2)
        .stderr("")
        .stdout(
            "{\"schema\":1,\"ok\":false,\"error\":{\"code\":\"weak_secret\",\"message\":\"the secret in `SHORT` is 3 \
             bytes, HS256 needs 32\",\"hint\":\"mcp-token secret new\"}}\n",
        );
    sandbox.mcp_token(["decode", "abc.def", "--json"]).assert().code(3).stderr("").stdout(
        "{\"schema\":1,\"ok\":false,\"error\":{\"code\":\"malformed\",\"message\":\"not a JWT: 2 segments, expected 3 \
         (header.payload.signature); a file is read as @FILE\",\"hint\":null}}\n",
    );
    for json in ["--json", "-ojson", "--output=json"] {
        sandbox.mcp_token(["verify", "--nonsense", json]).assert().code(2).stderr("").stdout(
            "{\"schema\":1,\"ok\":false,\"error\":{\"code\":\"usage\",\"message\":\"there is no `--nonsense` here\",\
             \"hint\":\"mcp-token verify --help\"}}\n",
        );
    }
}

#[test]
fn keys_are_written_for_their_owner_alone_even_under_an_open_umask() {
    let sandbox = Sandbox::new();
    sandbox.shell("umask 000; mcp-token key new --out key.pem -q").assert().code(0).stdout("").stderr("");
    assert_eq!(sandbox.mode("key.pem"), 0o600);
    let assert = sandbox.shell("umask 000; mcp-token secret new --env-file .env").assert().code(0).stdout("");
    assert!(stderr(&assert).starts_with("wrote `JWT_SECRET` to .env: 256 bits, fingerprint "));
    assert_eq!(sandbox.mode(".env"), 0o600);
}

// jose

#[test]
fn no_arguments_is_a_usage_error() {
    Sandbox::new()
        .mcp_token([] as [&str; 0])
        .assert()
        .code(2)
        .stdout("")
        .stderr("error: a command is missing\nhint: mcp-token --help\n");
}

#[test]
fn the_header_says_jwt() {
    assert_eq!(header_of(&Sandbox::new().encode([CLAIMS])), HS256);
}

#[test]
fn a_verified_token_is_reported_with_its_key_and_checks() {
    Sandbox::new().verify(&mint_claims(CLAIMS), ["--iss", "exai-mcp-server"]).code(0).stderr("").stdout(
        format!(
            "VALID  agent_001 for exai-mcp-client, 24 h left\n  \
         signature   ok    HS256, secret `SECRET` ({FINGERPRINT})\n  issuer      ok    exai-mcp-server\n  \
         audience    ok    exai-mcp-client\n  not before  -     no `nbf`\n  \
         expires     ok    2026-11-21 12:00:00 UTC (in 24 h)\n"
        ),
    );
}

#[test]
fn nothing_of_the_payload_is_printed_when_the_key_is_wrong() {
    let token = mint_with(OTHER_SECRET.as_bytes(), HS256, CLAIMS.as_bytes());
    let sandbox = Sandbox::new();
    for form in ["text", "json"] {
        let assert = sandbox.verify(&token, ["-o", form]).code(4).stderr("");
        let text = stdout(&assert);
        assert!(!text.contains("agent_001") && !text.contains("AI Client"), "{text}");
    }
}

#[test]
fn a_newline_after_the_token_changes_nothing() {
    let assert =
        Sandbox::new().verify(&format!("{}\n", mint_claims(CLAIMS)), [] as [&str; 0]).code(0).stderr("");
    assert!(stdout(&assert).starts_with("VALID  agent_001 for exai-mcp-client, 24 h left\n"));
}

#[test]
fn a_key_of_five_bytes_is_refused() {
    for args in [&["encode", CLAIMS][..], &["verify", &mint_with(b"\x01\x02\x03\x04\x05", HS256, b"{}")]] {
        let sandbox = Sandbox::new();
        sandbox.file("short.jwk", r#"{"kty":"oct","k":"AQIDBAU"}"#);
        sandbox
            .mcp_token(args)
            .args(["--key", "short.jwk"])
            .assert()
            .code(2)
            .stdout("")
            .stderr("error: short.jwk: the secret of the JWK is 5 bytes, HS256 needs 32\nhint: mcp-token secret new\n");
    }
}

#[test]
fn no_key_is_said_with_the_flags_that_give_one() {
    let assert = Sandbox::new().mcp_token(["verify", &mint_claims(CLAIMS)]).assert().code(8).stdout("");
    let text = stderr(&assert);
    assert!(text.ends_with("say --secret-file, --secret-env, --secret-name, --key or --profile\n"), "{text}");
}

#[test]
fn a_secret_of_64_hex_digits_needs_no_conversion() {
    let sandbox = Sandbox::new();
    let secret = line(&sandbox.mcp_token(["secret", "new"]).assert().code(0).stderr(""));
    let token = mint_with(secret.as_bytes(), HS256, CLAIMS.as_bytes());
    sandbox
        .mcp_token(["encode", CLAIMS, "--secret-env", "NEW", "--now", NOON])
        .env("NEW", &secret)
        .assert()
        .code(0)
        .stdout(format!("{token}\n"))
        .stderr("");
}

#[test]
fn a_closed_pipe_keeps_the_verdict() {
    let sandbox = Sandbox::new();
    for (unix, code) in [(NOON_UNIX + HOUR, 0), (NOON_UNIX - HOUR, 5)] {
        let (reader, writer) = std::io::pipe().unwrap();
        drop(reader);
        let mut child = sandbox
            .std_command(
                Sandbox::binary(),
                ["verify", &mint_expiring_at(unix), "--secret-env", "SECRET", "--now", NOON],
            )
            .env("SECRET", SECRET)
            .stdin(Stdio::null())
            .stdout(writer)
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let mut said = String::new();
        child.stderr.take().unwrap().read_to_string(&mut said).unwrap();
        assert_eq!((child.wait().unwrap().code(), said.as_str()), (Some(code), ""));
    }
}
