//! `mcp-token doctor --token`

use assert_cmd::assert::Assert;
use serde_json::{Value, json};

use crate::sandbox::{
    CLAIMS, ED25519_PRIVATE, HS256, NOON, NOON_UNIX, SECRET, Sandbox, hint, line, mint, mint_claims, stdout,
};

/// `doctor` at [`NOON`] of a token.
fn doctor(token: &str, args: &[&str]) -> Assert {
    let sandbox = Sandbox::new();
    sandbox.mcp_token(["doctor", "--token", token, "--now", NOON]).args(args).env("SECRET", SECRET).assert()
}

fn json_of(assert: &Assert) -> Value {
    serde_json::from_str(&stdout(assert)).unwrap()
}

#[test]
fn names_every_server_and_what_it_was_taken_to_expect() {
    let expected = ["--iss", "exai-mcp-server", "--aud", "exai-mcp-client"];
    doctor(&mint_claims(CLAIMS), &expected).code(0).stderr("").stdout(
        "ACCEPTED  by all 6
  PyJWT 2.15.1                    accepts
  fastmcp 4.1.2                   accepts
  jsonwebtoken 9.0.3              accepts
  jose 6.2.17                     accepts
  TypeScript SDK 2.4.0 over jose  accepts
  Python SDK 2.3.0 over PyJWT     accepts
expected: issuer exai-mcp-server, audience exai-mcp-client, no scope
signature: NOT CHECKED, taken to be good
",
    );
}

#[test]
fn says_who_refuses_and_every_reason() {
    let flags = ["--secret-env", "SECRET", "--iss", "a", "--iss", "b", "--scope", "read", "--scope", "write"];
    let claims = r#"{"iss":"c","aud":"d","sub":5,"scope":"read"}"#;
    doctor(&mint_claims(claims), &flags).code(4).stderr("").stdout(
        "REFUSED  by 6 of 6
  PyJWT 2.15.1                    refuses  `iss` is c, expected a or b
                                           `aud` is there and no audience is expected
                                           `sub` must be a string, found a number
  fastmcp 4.1.2                   refuses  `iss` is c, expected a or b
                                           no scope write in `scope`, else `scp`
                                           `sub` must be a string, found a number
  jsonwebtoken 9.0.3              refuses  `iss` is c, expected a or b
  jose 6.2.17                     refuses  `iss` is c, expected a or b
  TypeScript SDK 2.4.0 over jose  refuses  as jose does
                                           no scope write in `scope`
                                           no `exp`
  Python SDK 2.3.0 over PyJWT     refuses  as PyJWT does
                                           no scope write in `scope`
expected: issuer a or b, no audience, scope read and write
by hand: `iss` a or b, the server told which audience it is, `sub` as a string, the scope write, `exp` in the token
",
    );
}

#[test]
fn tells_the_same_as_json() {
    let assert = doctor(&mint_claims(CLAIMS), &["--json", "--secret-env", "SECRET"]).code(4).stderr("");
    let report = json_of(&assert);
    assert!(stdout(&assert).starts_with(r#"{"schema":1,"ok":false,"signature":"checked","expected":{"#));
    assert_eq!(report["expected"], json!({"iss": [], "aud": [], "scope": []}));
    assert_eq!(
        (&report["command"], &report["mend"]),
        (&Value::Null, &json!("the server told which audience it is"))
    );
    let servers = report["servers"].as_array().unwrap();
    let verdicts: Vec<_> = servers.iter().map(|server| server["verdict"].as_str().unwrap()).collect();
    assert_eq!(verdicts, ["refuses", "accepts", "accepts", "accepts", "accepts", "refuses"]);
    let reason = "`aud` is there and no audience is expected";
    assert_eq!(
        servers[0],
        json!({
            "server": "PyJWT", "version": "2.15.1", "verdict": "refuses", "code": "aud_not_asked", "reason": reason,
        })
    );
    assert_eq!(servers[3], json!({"server": "jose", "version": "6.2.17", "verdict": "accepts"}));
    assert_eq!(
        servers[5],
        json!({
            "server": "Python SDK", "version": "2.3.0", "over": "PyJWT", "verdict": "refuses",
            "code": "aud_not_asked", "reason": format!("PyJWT: {reason}"),
        })
    );
}

#[test]
fn further_reasons_follow_the_first() {
    let claims = format!(r#"{{"aud":"other","exp":{NOON_UNIX}}}"#);
    let report = json_of(&doctor(&mint_claims(&claims), &["--json", "--aud", "a"]).code(4));
    let pyjwt = &report["servers"][0];
    assert_eq!(pyjwt["code"], "expired");
    assert_eq!(pyjwt["reason"], "expired: 2026-11-20 12:00:00 UTC (now)");
    assert_eq!(pyjwt["then"], json!([{"code": "aud_mismatch", "reason": "`aud` is other, expected a"}]));
    let fastmcp = &report["servers"][1];
    assert_eq!((&fastmcp["code"], &fastmcp["then"]), (&json!("aud_mismatch"), &Value::Null));
}

#[test]
fn a_good_signature_is_not_enough_and_a_bad_one_is_seen_with_a_key_only() {
    let aud = ["--aud", "exai-mcp-client"];
    let good = mint_claims(CLAIMS);
    let bad = format!("{}A", &good[..good.len() - 1]);
    let with_key = [&aud[..], &["--secret-env", "SECRET"]].concat();
    doctor(&good, &with_key).code(0);
    let report = json_of(&doctor(&bad, &[&with_key[..], &["--json"]].concat()).code(4));
    for server in report["servers"].as_array().unwrap() {
        assert_eq!(server["code"], "signature_mismatch", "{server}");
    }
    doctor(&bad, &aud).code(0);
    doctor(&good, &[&with_key[..], &["--alg", "HS512", "--allow-weak-secret"]].concat()).code(4);
}

#[test]
fn the_algorithm_is_looked_at_without_a_key_as_well() {
    let (token, aud) = (mint_claims(CLAIMS), ["--aud", "exai-mcp-client"]);
    let told = stdout(&doctor(&token, &[&aud[..], &["--alg", "RS256"]].concat()).code(4).stderr(""));
    assert!(told.starts_with("REFUSED  by 6 of 6\n"), "{told}");
    assert!(
        told.contains("  jose 6.2.17                     refuses  `alg` is HS256, expected RS256\n"),
        "{told}"
    );
    let end = "signature: NOT CHECKED, taken to be good\nby hand: `alg` RS256\n";
    assert!(told.ends_with(end), "{told}");
    doctor(&token, &[&aud[..], &["--alg", "RS256", "--alg", "HS256"]].concat()).code(0).stderr("");
}

#[test]
fn jsonwebtoken_knows_no_ed25519() {
    let sandbox = Sandbox::new();
    sandbox.file("private.jwk", ED25519_PRIVATE);
    let token = line(&sandbox.mcp_token(["encode", "--key", "private.jwk", "--sub", "a"]).assert().code(0));
    let assert = sandbox.mcp_token(["doctor", "--token", &token, "--key", "private.jwk"]).assert().code(4);
    let told = stdout(&assert);
    assert!(told.starts_with("REFUSED  by 1 of 6\n"), "{told}");
    assert!(
        told.contains("jsonwebtoken 9.0.3              refuses  `alg` is EdDSA, which it does not know\n"),
        "{told}"
    );
}

#[test]
fn takes_the_token_from_where_tokens_come_from() {
    let sandbox = Sandbox::new();
    let token = mint_claims(&CLAIMS.replace(r#""aud":"exai-mcp-client","#, ""));
    sandbox.file("token.txt", format!("Bearer {token}\n"));
    let doctor = |args: &[&str]| {
        let mut command = sandbox.mcp_token(["doctor", "--now", NOON]);
        command.args(args).env("TOKEN", &token).write_stdin(token.as_str());
        command.assert()
    };
    for args in [&["--token", "-"][..], &["--token", "@token.txt"], &["--token-env", "TOKEN"]] {
        doctor(args).code(0).stderr("");
    }
    doctor(&["--token", &token, "--token-env", "TOKEN"])
        .code(2)
        .stdout("")
        .stderr("error: `--token` does not go with `--token-env <VAR>`\nhint: mcp-token doctor --help\n");
    doctor(&["--token", "-", "--secret-file", "-"])
        .code(2)
        .stdout("")
        .stderr("error: stdin cannot be both the token and the secret\n");
    doctor(&[])
        .code(2)
        .stdout("")
        .stderr("error: no token: give --token TOKEN, `--token -`, --token @FILE or --token-env VAR\n");
    doctor(&["--token", "-", "-o", "header"])
        .code(2)
        .stdout("")
        .stderr("error: this answer has no form `header`\n");
}

/// Python passes over what is no base64url.
#[test]
fn what_only_some_read_is_judged_by_each() {
    let token = format!("{}=", mint_claims(CLAIMS));
    let report = json_of(&doctor(&token, &["--aud", "exai-mcp-client", "--json"]).code(4));
    let codes: Vec<_> = report["servers"].as_array().unwrap().iter().map(|server| &server["code"]).collect();
    assert!(codes.iter().any(|code| code.is_null()) && codes.iter().any(|code| !code.is_null()), "{report}");
}

#[test]
fn what_nobody_can_read_is_no_token() {
    doctor("abc.def", &[])
        .code(3)
        .stdout("")
        .stderr("error: not a JWT: 2 segments, expected 3 (header.payload.signature)\n");
    let report = json_of(&doctor("YWJj.ZGVm.Z2hp", &["--json"]).code(3));
    assert_eq!(report["ok"], false);
    for server in report["servers"].as_array().unwrap() {
        assert_eq!((&server["verdict"], &server["code"]), (&json!("refuses"), &json!("malformed")));
    }
    // One reader in Python takes it.
    let token = mint(HS256, r#"{"sub":"a","x":NaN}"#);
    doctor(&token, &[]).code(4);
}

#[test]
fn what_a_token_says_is_written_out() {
    let token = mint_claims(r#"{"iss":"a\u001b[31m\u202eb","aud":["x\ny"],"exp":1795262400}"#);
    let told = stdout(&doctor(&token, &["--iss", "c", "--aud", "d\u{7}"]).code(4).stderr(""));
    assert!(told.contains("`iss` is a\\u{1b}[31m\\u{202e}b, expected c"), "{told}");
    assert!(told.contains("`aud` is x\\ny, expected d\\u{7}"), "{told}");
    let json = stdout(&doctor(&token, &["--iss", "c", "--json"]).code(4));
    assert!(!json.contains('\u{1b}') && !json.contains('\u{202e}'), "{json}");
}

#[test]
fn deep_nesting_is_told() {
    let claims = format!(r#"{{"exp":1795262400,"x":{}{}}}"#, "[".repeat(900), "]".repeat(900));
    let told = stdout(&doctor(&mint_claims(&claims), &[]).code(4).stderr(""));
    assert!(
        told.starts_with(
            "REFUSED  by 3 of 6\n  PyJWT 2.15.1                    refuses  the payload is nested deeper"
        ),
        "{told}"
    );
    assert!(told.contains("  jose 6.2.17                     accepts\n"), "{told}");
}

#[test]
fn a_profile_says_what_is_expected_and_an_expired_token_is_made_anew() {
    let sandbox = Sandbox::new();
    let set = "profile set exai --preset exai --secret-from env:SECRET --sub agent_001 --store file";
    sandbox.mcp_token(set.split(' ')).env("SECRET", SECRET).assert().code(0);
    let token = line(&sandbox.mcp_token(["get", "exai"]).env("SECRET", SECRET).assert().code(0));
    let doctor = |token: &str, args: &[&str]| {
        let mut command = sandbox.mcp_token(["doctor", "--token", token, "--profile", "exai"]);
        command.args(args).env("SECRET", SECRET).assert()
    };
    let told = stdout(&doctor(&token, &[]).code(0).stderr(""));
    assert!(
        told.ends_with("expected: issuer exai-mcp-server, audience exai-mcp-client, no scope\n"),
        "{told}"
    );

    let assert = doctor(&token, &["--now", "+2d"]).code(4);
    assert_eq!(hint(&assert), "mcp-token get exai --force-new");
    let report = json_of(&doctor(&token, &["--now", "+2d", "--json"]).code(4).stderr(""));
    assert_eq!(
        (&report["command"], &report["mend"]),
        (&json!("mcp-token get exai --force-new"), &Value::Null)
    );
    let fresh = line(&sandbox.shell(&hint(&assert)).env("SECRET", SECRET).assert().code(0));
    assert_ne!(fresh, token);
    doctor(&fresh, &[]).code(0).stderr("");

    // What a new token of the profile would not mend has no hint, nor has what a flag asks for.
    doctor(&mint_claims(r#"{"exp":1}"#), &[]).code(4).stderr("");
    doctor(&token, &["--now", "+2d", "--aud", "exai-mcp-client"]).code(4).stderr("");
}
