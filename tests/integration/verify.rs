//! `mcp-token verify`

use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use serde_json::{Value, json};

use crate::sandbox::{
    CLAIMS, DAY, ED25519_PRIVATE, ED25519_PUBLIC, ED25519_THUMBPRINT, FINGERPRINT, HOUR, HS256, NOON,
    NOON_UNIX, OTHER_SECRET, SECRET, Sandbox, added, base64url, hint, line, mint, mint_claims,
    mint_expiring_at, mint_with, stdout,
};

const SIGNED: &str = "  signature   ok    HS256, secret `SECRET` (36fca905)\n";
const EXPIRES: &str = "  expires     ok    2026-11-20 13:00:00 UTC (in 1 h)\n";

/// Claims that are live for an hour, with more in front.
fn with(more: &str) -> String {
    mint_claims(&format!("{{{more}{}\"exp\":{}}}", if more.is_empty() { "" } else { "," }, NOON_UNIX + HOUR))
}

/// A refusal in text and in JSON: the row of the check that failed, its reason, what was expected and found.
fn refuses(token: &str, args: &[&str], code: i32, row: &str, check: Value) {
    let sandbox = Sandbox::new();
    let text = stdout(&sandbox.at_noon(["verify", token]).args(args).assert().code(code).stderr(""));
    assert!(text.starts_with("REFUSED  1 reason\n"), "{text}");
    let failed: Vec<_> = text.lines().filter(|line| line.contains("  FAIL  ")).collect();
    assert_eq!(failed, [row.trim_end()], "{text}");
    let json = line(&sandbox.at_noon(["verify", token, "--json"]).args(args).assert().code(code).stderr(""));
    let report: Value = serde_json::from_str(&json).unwrap();
    assert!(json.starts_with("{\"schema\":1,\"ok\":false,\"reasons\":["), "{json}");
    assert_eq!(report["reasons"], json!([check["code"]]));
    let failed: Vec<_> =
        report["checks"].as_array().unwrap().iter().filter(|row| row["result"] == "fail").collect();
    let mut expected = check;
    expected["result"] = "fail".into();
    expected["detail"] = row.split("  FAIL  ").nth(1).unwrap().into();
    assert_eq!(failed, [&expected]);
    assert_eq!(report.get("claims"), None, "a refused token's claims are not shown");
}

// The report

#[test]
fn a_good_token_is_told_check_by_check() {
    let args = ["--iss", "exai-mcp-server", "--require", "sub,iat,exp,iss,aud", "--min-quota", "1"];
    Sandbox::new().verify(&mint_claims(CLAIMS), args).code(0).stderr("").stdout(format!(
        "VALID  agent_001 for exai-mcp-client, 24 h left
  signature   ok    HS256, secret `SECRET` ({FINGERPRINT})
  issuer      ok    exai-mcp-server
  audience    ok    exai-mcp-client
  not before  -     no `nbf`
  expires     ok    2026-11-21 12:00:00 UTC (in 24 h)
  required    ok    sub iat exp iss aud
  quota       ok    100, at least 1 asked
"
    ));
}

#[test]
fn an_end_in_milliseconds_is_told_of_a_good_token() {
    let odd = "warning: `exp` is in milliseconds, seconds are meant\n";
    for (end, said) in [("99999999999", ""), ("100000000000", odd), ("1795179600000", odd)] {
        let token = mint_claims(&format!(r#"{{"aud":"exai-mcp-client","exp":{end}}}"#));
        Sandbox::new().verify(&token, [""; 0]).code(0).stderr(said);
    }
    // What is refused is trusted in nothing.
    let token = mint_with(OTHER_SECRET.as_bytes(), HS256, br#"{"exp":1795179600000}"#);
    Sandbox::new().verify(&token, [""; 0]).code(4).stderr("");
}

#[test]
fn a_good_token_is_told_as_json_with_its_claims() {
    Sandbox::new().verify(&mint_claims(CLAIMS), ["--json"]).code(0).stderr("").stdout(format!(
        "{{\"schema\":1,\"ok\":true,\"reasons\":[],\"checks\":[\
         {{\"check\":\"signature\",\"result\":\"ok\",\"detail\":\"HS256, secret `SECRET` ({FINGERPRINT})\"}},\
         {{\"check\":\"audience\",\"result\":\"ok\",\"detail\":\"exai-mcp-client\"}},\
         {{\"check\":\"not_before\",\"result\":\"none\",\"detail\":\"no `nbf`\"}},\
         {{\"check\":\"expires\",\"result\":\"ok\",\"detail\":\"2026-11-21 12:00:00 UTC (in 24 h)\"}}],\
         \"claims\":{CLAIMS}}}\n"
    ));
}

#[test]
fn every_reason_is_told_at_once() {
    let sandbox = Sandbox::new();
    let token = mint_claims(&CLAIMS.replace("1795262400", "1795168620"));
    let args = [
        "--iss",
        "other-server",
        "--sub",
        "agent_002",
        "--min-quota",
        "500",
        "--role",
        "admin",
        "--scope",
        "w",
    ];
    sandbox
        .at_noon(["verify", &token, "--aud", "other-client"])
        .args(args)
        .assert()
        .code(4)
        .stderr("")
        .stdout(format!(
            "REFUSED  7 reasons
{SIGNED}  issuer      FAIL  expected other-server, found exai-mcp-server
  audience    FAIL  expected other-client, found exai-mcp-client: this token was issued for another server
  subject     FAIL  expected agent_002, found agent_001
  expires     FAIL  2026-11-20 09:57:00 UTC (2 h 3 min ago)
  scope       FAIL  lacks w, has none
  role        FAIL  lacks admin, has user
  quota       FAIL  100, at least 500 asked
"
        ));
}

#[test]
fn what_is_no_token_is_an_error_in_text_and_a_verdict_in_json() {
    let sandbox = Sandbox::new();
    sandbox
        .verify("abc.def", [] as [&str; 0])
        .code(3)
        .stdout("")
        .stderr("error: not a JWT: 2 segments, expected 3 (header.payload.signature)\n");
    for (token, reason, detail) in [
        ("abc.def", "malformed", "not a JWT: 2 segments, expected 3 (header.payload.signature)"),
        ("a.b.c.d.e", "encrypted", "this is an encrypted JWE (5 segments), not a signed JWT"),
        ("a.b.c", "malformed", "not a JWT: its header is not base64url without padding"),
    ] {
        sandbox.verify(token, ["--json"]).code(3).stderr("").stdout(format!(
            "{{\"schema\":1,\"ok\":false,\"reasons\":[\"{reason}\"],\"checks\":[{{\"check\":\"shape\",\"result\":\"fail\",\
             \"code\":\"{reason}\",\"detail\":\"{detail}\"}}]}}\n"
        ));
    }
}

#[test]
fn a_token_that_was_not_copied_whole_is_told_from_one_of_another_secret() {
    let sandbox = Sandbox::new();
    let token = mint(HS256, CLAIMS);
    let cut = |len| token[..token.len() - len].to_owned();
    for (token, why) in [
        (cut(3), "the signature is 30 bytes, HS256 makes 32: the token is cut off"),
        (cut(43), "the signature is 0 bytes, HS256 makes 32: the token is cut off"),
        (format!("{token}AAAA"), "the signature is 35 bytes, HS256 makes 32"),
    ] {
        let report = format!("REFUSED  1 reason\n  signature   FAIL  {why}\n");
        sandbox.verify(&token, [] as [&str; 0]).code(4).stderr("").stdout(report);
    }
}

#[test]
fn a_signature_in_der_is_told_from_a_longer_one() {
    let sandbox = Sandbox::new();
    sandbox.mcp_token(["key", "new", "--out", "private.pem"]).assert().code(0);
    let number = [&[2, 33, 0][..], &[0xff; 32]].concat();
    let der = [&[0x30, 70][..], &number, &number].concat();
    for (signature, why) in
        [(der.clone(), ": it is in DER, and RFC 7518 section 3.4 wants r and s"), (vec![0x30; 72], "")]
    {
        let token =
            format!("{}.{}.{}", base64url(r#"{"alg":"ES256"}"#), base64url(CLAIMS), base64url(signature));
        sandbox
            .mcp_token(["verify", &token, "--key", "private.pem", "--aud", "exai-mcp-client", "--now", NOON])
            .assert()
            .code(4)
            .stderr("")
            .stdout(format!(
                "REFUSED  1 reason\n  signature   FAIL  the signature is 72 bytes, ES256 makes 64{why}\n"
            ));
    }
}

#[test]
fn the_claims_of_a_refused_token_are_shown_only_on_demand() {
    let sandbox = Sandbox::new();
    let token = mint_with(OTHER_SECRET.as_bytes(), HS256, CLAIMS.as_bytes());
    let refused = format!(
        "REFUSED  1 reason\n  signature   FAIL  HS256 with the 64-byte text of `SECRET` ({FINGERPRINT}) does not match\n"
    );
    sandbox.verify(&token, [] as [&str; 0]).code(4).stderr("").stdout(refused.clone());
    sandbox.verify(&token, ["--show-untrusted"]).code(4).stderr("").stdout(format!(
        "{refused}claims (not trusted)
  sub    agent_001
  name   AI Client
  iss    exai-mcp-server
  aud    exai-mcp-client
  quota  100
  role   user
  iat    2026-11-20 12:00:00 UTC (now)
  exp    2026-11-21 12:00:00 UTC (in 24 h)
"
    ));
    let json = line(&sandbox.verify(&token, ["--show-untrusted", "--json"]).code(4).stderr(""));
    assert!(json.ends_with(&format!(",\"untrusted_claims\":{CLAIMS}}}")), "{json}");
    let report: Value = serde_json::from_str(&json).unwrap();
    assert_eq!(report.get("claims"), None);
}

#[test]
fn show_untrusted_changes_nothing_for_a_good_token() {
    let sandbox = Sandbox::new();
    let plain = stdout(&sandbox.verify(&mint_claims(CLAIMS), [] as [&str; 0]).code(0));
    sandbox.verify(&mint_claims(CLAIMS), ["--show-untrusted"]).code(0).stdout(plain).stderr("");
}

// Demands, each with what fails it

#[test]
fn issuer() {
    refuses(
        &with(r#""iss":"a""#),
        &["--iss", "b", "--iss", "c"],
        4,
        "  issuer      FAIL  expected b, c, found a",
        json!({ "check": "issuer", "code": "iss_mismatch", "expected": ["b", "c"], "found": "a" }),
    );
    refuses(
        &with(""),
        &["--iss", "b"],
        4,
        "  issuer      FAIL  no `iss`",
        json!({ "check": "issuer", "code": "claim_missing", "expected": "iss" }),
    );
    let sandbox = Sandbox::new();
    sandbox
        .at_noon(["verify", &with(r#""iss":"c""#), "--iss", "b", "--iss", "c"])
        .assert()
        .code(0)
        .stderr("");
    for near in ["C", "c/", " c", "c "] {
        sandbox.at_noon(["verify", &with(r#""iss":"c""#), "--iss", near]).assert().code(4).stderr("");
    }
}

#[test]
fn audience() {
    refuses(
        &with(r#""aud":["a","b"]"#),
        &["--aud", "c"],
        4,
        "  audience    FAIL  expected c, found a, b: this token was issued for another server",
        json!({ "check": "audience", "code": "aud_mismatch", "expected": ["c"], "found": ["a", "b"] }),
    );
    refuses(
        &with(r#""aud":"a""#),
        &[],
        4,
        "  audience    FAIL  the token is for a; which audience you are was not said: expected `--aud`",
        json!({ "check": "audience", "code": "aud_not_asked", "found": ["a"] }),
    );
    refuses(
        &with(""),
        &["--aud", "a"],
        4,
        "  audience    FAIL  no `aud`",
        json!({ "check": "audience", "code": "claim_missing", "expected": "aud" }),
    );
    refuses(
        &with(r#""aud":[1]"#),
        &["--aud", "a"],
        4,
        "  audience    FAIL  `aud` must be a string or a list of strings, found a list",
        json!({ "check": "audience", "code": "claim_type", "expected": "a string or a list of strings", "found": "a list" }),
    );
    let sandbox = Sandbox::new();
    for args in [&["--aud", "b"][..], &["--aud", "x", "--aud", "a"], &["--any-aud"]] {
        sandbox.at_noon(["verify", &with(r#""aud":["a","b"]"#)]).args(args).assert().code(0).stderr("");
    }
    sandbox.at_noon(["verify", &with(r#""aud":"a""#), "--any-aud"]).assert().code(0).stderr("").stdout(format!(
        "VALID  no subject for a, 1 h left\n{SIGNED}  audience    -     any will do, by demand\n  not before  -     no `nbf`\n{EXPIRES}"
    ));
    sandbox
        .at_noon(["verify", &with(""), "--aud", "a", "--any-aud"])
        .assert()
        .code(2)
        .stdout("")
        .stderr("error: `--aud` does not go with `--any-aud`\nhint: mcp-token verify --help\n");
}

#[test]
fn subject() {
    refuses(
        &with(r#""sub":"a""#),
        &["--sub", "b"],
        4,
        "  subject     FAIL  expected b, found a",
        json!({ "check": "subject", "code": "sub_mismatch", "expected": "b", "found": "a" }),
    );
    refuses(
        &with(r#""sub":1"#),
        &[],
        4,
        "  subject     FAIL  `sub` must be a string, found a number",
        json!({ "check": "subject", "code": "claim_type", "expected": "a string", "found": "a number" }),
    );
    Sandbox::new().at_noon(["verify", &with(r#""sub":"a""#), "--sub", "a"]).assert().code(0).stderr("").stdout(
        format!(
            "VALID  a, 1 h left\n{SIGNED}  audience    -     no `aud`\n  subject     ok    a\n  not before  -     no `nbf`\n{EXPIRES}"
        ),
    );
}

#[test]
fn media_type() {
    let typed = |typ: &str| mint(&format!(r#"{{"alg":"HS256"{typ}}}"#), r#"{"exp":1795179600}"#);
    refuses(
        &typed(r#","typ":"JWT""#),
        &["--typ", "at+jwt"],
        4,
        "  typ         FAIL  expected at+jwt, found JWT",
        json!({ "check": "typ", "code": "typ_mismatch", "expected": "at+jwt", "found": "JWT" }),
    );
    refuses(
        &typed(""),
        &["--typ", "at+jwt"],
        4,
        "  typ         FAIL  expected at+jwt, found no `typ`",
        json!({ "check": "typ", "code": "typ_mismatch", "expected": "at+jwt" }),
    );
    for typ in ["at+jwt", "AT+JWT", "application/at+jwt"] {
        let token = typed(&format!(r#","typ":"{typ}""#));
        Sandbox::new().at_noon(["verify", &token, "--typ", "at+jwt"]).assert().code(0).stderr("");
    }
}

#[test]
fn required_claims() {
    refuses(
        &with(r#""sub":"a""#),
        &["--require", "sub,iat"],
        4,
        "  required    FAIL  no `iat`",
        json!({ "check": "required", "code": "claim_missing", "expected": "iat" }),
    );
    refuses(
        &with(r#""tenant":null"#),
        &["--require", "tenant"],
        4,
        "  required    FAIL  no `tenant`",
        json!({ "check": "required", "code": "claim_missing", "expected": "tenant" }),
    );
    Sandbox::new()
        .at_noon(["verify", &with(r#""sub":"a""#), "--require", "sub", "--require", "exp"])
        .assert()
        .code(0);
}

#[test]
fn scopes() {
    refuses(
        &with(r#""scope":"read:a write:a""#),
        &["--scope", "read:a", "--scope", "admin"],
        4,
        "  scope       FAIL  lacks admin, has read:a, write:a",
        json!({ "check": "scope", "code": "scope_missing", "expected": ["admin"], "found": ["read:a", "write:a"] }),
    );
    let sandbox = Sandbox::new();
    for claims in [
        r#""scope":"a b""#,
        r#""scp":["a","b"]"#,
        r#""scopes":["b","a"]"#,
        r#""permissions":["a","b"]"#,
        r#""scope":"a","scp":["b"]"#,
    ] {
        sandbox
            .at_noon(["verify", &with(claims), "--scope", "a", "--scope", "b"])
            .assert()
            .code(0)
            .stderr("");
    }
    for (has, wanted) in [("read", "rea"), ("read:*", "read:a"), ("Read", "read"), ("a,b", "a")] {
        sandbox
            .at_noon(["verify", &with(&format!(r#""scope":"{has}""#)), "--scope", wanted])
            .assert()
            .code(4);
    }
}

#[test]
fn roles() {
    refuses(
        &with(r#""role":"user","roles":["dev"]"#),
        &["--role", "admin"],
        4,
        "  role        FAIL  lacks admin, has user, dev",
        json!({ "check": "role", "code": "role_missing", "expected": ["admin"], "found": ["user", "dev"] }),
    );
    refuses(
        &with(""),
        &["--role", "admin"],
        4,
        "  role        FAIL  lacks admin, has none",
        json!({ "check": "role", "code": "role_missing", "expected": ["admin"], "found": [] }),
    );
    for claims in [r#""role":"a""#, r#""role":["b","a"]"#, r#""roles":["a"]"#] {
        Sandbox::new().at_noon(["verify", &with(claims), "--role", "a"]).assert().code(0).stderr("");
    }
}

#[test]
fn quota() {
    refuses(
        &with(r#""quota":99"#),
        &["--min-quota", "100"],
        4,
        "  quota       FAIL  99, at least 100 asked",
        json!({ "check": "quota", "code": "quota_low", "expected": 100, "found": 99 }),
    );
    refuses(
        &with(r#""quota":"100""#),
        &["--min-quota", "100"],
        4,
        "  quota       FAIL  `quota` must be an integer, found a string",
        json!({ "check": "quota", "code": "claim_type", "expected": "an integer", "found": "a string" }),
    );
    refuses(
        &with(""),
        &["--min-quota", "1"],
        4,
        "  quota       FAIL  no `quota`",
        json!({ "check": "quota", "code": "claim_missing", "expected": "quota" }),
    );
    Sandbox::new()
        .at_noon(["verify", &with(r#""quota":100"#), "--min-quota", "100"])
        .assert()
        .code(0)
        .stderr("");
}

#[test]
fn expiry_and_life_left() {
    refuses(
        &mint_expiring_at(NOON_UNIX),
        &[],
        5,
        "  expires     FAIL  2026-11-20 12:00:00 UTC (now)",
        json!({ "check": "expires", "code": "expired", "expected": NOON, "found": NOON }),
    );
    refuses(
        &mint_expiring_at(NOON_UNIX + 599),
        &["--min-ttl", "10m"],
        5,
        "  min ttl     FAIL  9 min 59 s left, at least 10 min asked",
        json!({ "check": "min_ttl", "code": "ttl_short", "expected": 600, "found": 599 }),
    );
    Sandbox::new()
        .at_noon(["verify", &mint_expiring_at(NOON_UNIX + 600), "--min-ttl", "10m"])
        .assert()
        .code(0);
}

#[test]
fn instants_that_lie_ahead() {
    refuses(
        &with(&format!(r#""nbf":{}"#, NOON_UNIX + 1)),
        &[],
        5,
        "  not before  FAIL  2026-11-20 12:00:01 UTC (in 1 s)",
        json!({ "check": "not_before", "code": "not_yet_valid", "expected": NOON, "found": "2026-11-20T12:00:01Z" }),
    );
    refuses(
        &with(&format!(r#""iat":{}"#, NOON_UNIX + 5)),
        &[],
        5,
        "  issued at   FAIL  2026-11-20 12:00:05 UTC (in 5 s)",
        json!({ "check": "issued_at", "code": "issued_ahead", "expected": NOON, "found": "2026-11-20T12:00:05Z" }),
    );
    Sandbox::new()
        .at_noon(["verify", &with(&format!(r#""iat":{NOON_UNIX},"nbf":{NOON_UNIX}"#))])
        .assert()
        .code(0);
}

#[test]
fn age() {
    refuses(
        &with(&format!(r#""iat":{}"#, NOON_UNIX - 601)),
        &["--max-age", "10m"],
        5,
        "  max age     FAIL  issued 10 min 1 s ago, at most 10 min asked",
        json!({ "check": "max_age", "code": "too_old", "expected": 600, "found": 601 }),
    );
    refuses(
        &with(""),
        &["--max-age", "10m"],
        4,
        "  max age     FAIL  no `iat`",
        json!({ "check": "max_age", "code": "claim_missing", "expected": "iat" }),
    );
    let token = with(&format!(r#""iat":{}"#, NOON_UNIX - 600));
    Sandbox::new().at_noon(["verify", &token, "--max-age", "10m"]).assert().code(0).stderr("");
}

#[test]
fn leeway_moves_every_boundary_and_no_further() {
    let sandbox = Sandbox::new();
    for (token, inside) in [
        (mint_expiring_at(NOON_UNIX - 29), true),
        (mint_expiring_at(NOON_UNIX - 30), false),
        (with(&format!(r#""nbf":{}"#, NOON_UNIX + 30)), true),
        (with(&format!(r#""nbf":{}"#, NOON_UNIX + 31)), false),
        (with(&format!(r#""iat":{}"#, NOON_UNIX + 30)), true),
        (with(&format!(r#""iat":{}"#, NOON_UNIX + 31)), false),
    ] {
        let code = if inside { 0 } else { 5 };
        sandbox.at_noon(["verify", &token, "--leeway", "30s"]).assert().code(code).stderr("");
        sandbox.at_noon(["verify", &token]).assert().code(5).stderr("");
    }
    let assert = sandbox.at_noon(["verify", &mint_expiring_at(NOON_UNIX - 29), "--leeway", "30s"]).assert();
    assert!(stdout(&assert).starts_with("VALID  agent_001, within the leeway\n"));
}

#[test]
fn claims_of_the_wrong_type_are_failures_and_never_absences() {
    for (claim, check, expected) in [
        ("exp", "expires", "a number of seconds"),
        ("nbf", "not_before", "a number of seconds"),
        ("iat", "issued_at", "a number of seconds"),
        ("iss", "issuer", "a string"),
        ("jti", "claims", "a string"),
    ] {
        for (value, found) in [("null", "null"), ("{}", "an object"), ("true", "a boolean")] {
            let rest = if claim == "exp" { "" } else { r#","exp":1795179600"# };
            let token = mint_claims(&format!(r#"{{"{claim}":{value}{rest}}}"#));
            let label = check.replace('_', " ");
            refuses(
                &token,
                &["--allow-no-exp"],
                4,
                &format!("  {label:10}  FAIL  `{claim}` must be {expected}, found {found}"),
                json!({ "check": check, "code": "claim_type", "expected": expected, "found": found }),
            );
        }
    }
}

#[test]
fn fractions_of_a_second_count_against_the_token() {
    let sandbox = Sandbox::new();
    for (claims, code) in [
        (r#"{"exp":1795176000.9}"#, 5),
        (r#"{"exp":1795176001.0}"#, 0),
        (r#"{"nbf":1795176000.1,"exp":1795179600}"#, 5),
        (r#"{"exp":1e400}"#, 4),
        (r#"{"exp":-1e400}"#, 4),
    ] {
        sandbox.at_noon(["verify", &mint_claims(claims)]).assert().code(code).stderr("");
    }
}

// Structure

#[test]
fn duplicate_names_are_refused_at_any_depth() {
    refuses(
        &with(r#""a":[{"b":1,"b":1}]"#),
        &[],
        4,
        "  payload     FAIL  the name `b` stands twice in one object of the payload",
        json!({ "check": "payload", "code": "duplicate_name", "found": "b" }),
    );
    refuses(
        &mint(r#"{"alg":"HS256","alg":"HS256"}"#, r#"{"exp":1795179600}"#),
        &[],
        4,
        "  header      FAIL  the name `alg` stands twice in one object of the header",
        json!({ "check": "header", "code": "duplicate_name", "found": "alg" }),
    );
    // The same name, spelt with an escape.
    refuses(
        &with(r#""role":"user","r\u006fle":"admin""#),
        &[],
        4,
        "  payload     FAIL  the name `role` stands twice in one object of the payload",
        json!({ "check": "payload", "code": "duplicate_name", "found": "role" }),
    );
}

#[test]
fn nesting_beyond_64_levels_is_refused() {
    let nested = |depth: usize| with(&format!(r#""a":{}1{}"#, "[".repeat(depth), "]".repeat(depth)));
    refuses(
        &nested(64),
        &[],
        4,
        "  payload     FAIL  the payload is nested deeper than 64 levels",
        json!({ "check": "payload", "code": "too_deep" }),
    );
    Sandbox::new().at_noon(["verify", &nested(63)]).assert().code(0).stderr("");
    Sandbox::new().at_noon(["verify", "-"]).write_stdin(nested(100_000)).assert().code(4).stderr("");
}

#[test]
fn a_payload_that_is_not_utf_8_is_refused() {
    refuses(
        &mint_with(SECRET.as_bytes(), HS256, b"{\"exp\":1795179600,\"a\":\"\xff\"}"),
        &[],
        4,
        "  payload     FAIL  the payload is not UTF-8",
        json!({ "check": "payload", "code": "not_utf8" }),
    );
}

#[test]
fn a_header_that_demands_what_is_not_understood_is_refused() {
    for (header, demanded) in [
        (r#"{"alg":"HS256","crit":["foo","bar"]}"#, "foo, bar"),
        (r#"{"alg":"HS256","crit":["b64"],"b64":false}"#, "b64"),
        (r#"{"alg":"HS256","b64":false}"#, "b64"),
        (r#"{"alg":"HS256","crit":[]}"#, "crit"),
        (r#"{"alg":"HS256","crit":"exp"}"#, "crit"),
    ] {
        refuses(
            &mint(header, r#"{"exp":1795179600}"#),
            &[],
            4,
            &format!("  header      FAIL  the header demands {demanded}, which is not understood here"),
            json!({ "check": "header", "code": "crit_unknown", "found": demanded.split(", ").collect::<Vec<_>>() }),
        );
    }
}

#[test]
fn one_changed_character_of_the_signature_is_a_mismatch() {
    let token = with("");
    let (signed, signature) = token.rsplit_once('.').unwrap();
    for at in [0, 20, 41] {
        let mut changed = signature.to_owned().into_bytes();
        changed[at] = if changed[at] == b'A' { b'B' } else { b'A' };
        refuses(
            &format!("{signed}.{}", String::from_utf8(changed).unwrap()),
            &[],
            4,
            &format!(
                "  signature   FAIL  HS256 with the 64-byte text of `SECRET` ({FINGERPRINT}) does not match"
            ),
            json!({ "check": "signature", "code": "signature_mismatch" }),
        );
    }
    for signature in ["", "AAAA"] {
        Sandbox::new().at_noon(["verify", &format!("{signed}.{signature}")]).assert().code(4).stderr("");
    }
}

// Keys

#[test]
fn a_fingerprint_is_shown_only_for_what_cannot_be_guessed() {
    let words = "TEST correct horse battery staple and some more";
    Sandbox::new()
        .mcp_token(["verify", &mint_with(words.as_bytes(), HS256, br#"{"exp":1795179600}"#), "--secret-env", "S"])
        .args(["--now", NOON])
        .env("S", words)
        .assert()
        .code(0)
        .stderr("")
        .stdout(format!(
            "VALID  no subject, 1 h left\n  signature   ok    HS256, secret `S`\n  audience    -     no `aud`\n  not before  -     no `nbf`\n{EXPIRES}"
        ));
}

#[test]
fn a_weak_secret_is_refused_for_verifying_too() {
    let token = mint_with(b"your-256-bit-secret", HS256, br#"{"exp":1795179600}"#);
    let sandbox = Sandbox::new();
    let mut command = sandbox.mcp_token(["verify", &token, "--secret-env", "S", "--now", NOON]);
    command.env("S", "your-256-bit-secret").assert().code(2).stdout("").stderr(
        "error: the secret in `S` looks like a placeholder or published sample, which anybody can guess\nhint: mcp-token secret new\n",
    );
    command.arg("--allow-weak-secret").assert().code(0).stderr("");
}

/// The hint, added to the same command, makes the token valid.
fn diagnoses(text: &str, key: &[u8], line_of_report: &str, expected_hint: Option<&str>) {
    let token = mint_with(key, HS256, br#"{"exp":1795179600}"#);
    let sandbox = Sandbox::new();
    let mut command = sandbox.mcp_token(["verify", &token, "--secret-env", "S", "--now", NOON]);
    command.env("S", text);
    let assert = command.assert().code(4);
    let report = stdout(&assert);
    assert!(report.starts_with("REFUSED  1 reason\n  signature   FAIL  HS256 with the "), "{report}");
    assert_eq!(
        report.lines().nth(2),
        Some(format!("                    {line_of_report}").as_str()),
        "{report}"
    );
    match expected_hint {
        None => {
            assert.stderr("");
        }
        Some(flags) => {
            assert_eq!(hint(&assert), flags);
            let assert = command.args(added(flags)).assert().code(0).stderr("");
            assert!(stdout(&assert).starts_with("VALID  no subject, 1 h left\n"));
        }
    }
}

#[test]
fn a_secret_that_should_have_been_decoded_is_diagnosed_and_the_hint_mends_it() {
    let bytes = hex::decode(SECRET).unwrap();
    diagnoses(
        SECRET,
        &bytes,
        "it would match if the secret were hex-decoded",
        Some("add --secret-encoding hex"),
    );
    // Bytes whose base64 has a `/`: without one it would be base64url as well.
    let bytes: Vec<u8> = (0..32).map(|index| 255 - index * 5).collect();
    let base64 = BASE64_STANDARD.encode(&bytes);
    assert!(base64.contains('/') && base64url(&bytes).contains('_'));
    diagnoses(
        &base64,
        &bytes,
        "it would match if the secret were base64-decoded",
        Some("add --secret-encoding base64"),
    );
    diagnoses(
        &base64url(&bytes),
        &bytes,
        "it would match if the secret were base64url-decoded",
        Some("add --secret-encoding base64url"),
    );
}

#[test]
fn white_space_that_the_maker_had_or_had_not_is_diagnosed() {
    diagnoses(
        &format!(" {SECRET}\n"),
        SECRET.as_bytes(),
        "it would match without the white space around the secret",
        None,
    );
    diagnoses(
        SECRET,
        format!("{SECRET}\n").as_bytes(),
        "it would match if the secret ended with a newline: its maker read a file whole",
        None,
    );
}

#[test]
fn quotes_that_were_pasted_with_the_secret_are_diagnosed() {
    diagnoses(
        &format!("\"{SECRET}\""),
        SECRET.as_bytes(),
        "it would match without the quotes around the secret",
        None,
    );
}

#[test]
fn a_secret_that_should_not_have_been_decoded_is_diagnosed() {
    Sandbox::new()
        .at_noon(["verify", &with(""), "--secret-encoding", "hex"])
        .assert()
        .code(4)
        .stderr("")
        .stdout(format!(
            "REFUSED  1 reason\n  signature   FAIL  HS256 with the hex-decoded `SECRET` ({FINGERPRINT}) does not match\n                    it would match if the secret were taken as text\n"
        ));
}

#[test]
fn the_diagnosis_stands_in_the_json_too() {
    let token = mint_with(&hex::decode(SECRET).unwrap(), HS256, br#"{"exp":1795179600}"#);
    let json = line(&Sandbox::new().at_noon(["verify", &token, "--json"]).assert().code(4).stderr(""));
    assert!(json.contains("does not match; it would match if the secret were hex-decoded\""), "{json}");
}

/// A token that the TEST key of RFC 8037 signed.
fn signed_by_ed25519(sandbox: &Sandbox, args: &[&str]) -> String {
    sandbox.file("signer.jwk", ED25519_PRIVATE);
    let mut command =
        sandbox.mcp_token(["encode", r#"{"exp":1795179600}"#, "--no-iat", "--key", "signer.jwk"]);
    line(&command.args(args).args(["--now", NOON]).assert().code(0))
}

#[test]
fn a_public_key_verifies_as_jwk_and_pem() {
    let sandbox = Sandbox::new();
    let token = signed_by_ed25519(&sandbox, &[]);
    sandbox.file_with_mode("public.jwk", ED25519_PUBLIC, 0o644);
    let pem = stdout(&sandbox.mcp_token(["key", "public", "signer.jwk"]).assert().code(0).stderr(""));
    sandbox.file_with_mode("public.pem", pem, 0o644);
    for file in ["public.jwk", "public.pem", "signer.jwk"] {
        sandbox.mcp_token(["verify", &token, "--key", file, "--now", NOON]).assert().code(0).stderr("").stdout(
            format!(
                "VALID  no subject, 1 h left\n  signature   ok    EdDSA, key {} of {file}\n  audience    -     no `aud`\n  not before  -     no `nbf`\n{EXPIRES}",
                &ED25519_THUMBPRINT[..8]
            ),
        );
    }
}

#[test]
fn an_hmac_token_made_with_a_public_key_is_refused() {
    let sandbox = Sandbox::new();
    sandbox.file_with_mode("public.jwk", ED25519_PUBLIC, 0o644);
    let token = mint_with(ED25519_PUBLIC.as_bytes(), HS256, br#"{"exp":1795179600}"#);
    sandbox
        .mcp_token(["verify", &token, "--key", "public.jwk", "--now", NOON])
        .assert()
        .code(4)
        .stderr("")
        .stdout("REFUSED  1 reason\n  algorithm   FAIL  expected EdDSA, found HS256\n");
}

#[test]
fn a_key_in_the_token_is_never_used() {
    let header = format!(
        r#"{{"alg":"HS256","jwk":{{"kty":"oct","k":"{}"}},"jku":"http://127.0.0.1:9/"}}"#,
        base64url(OTHER_SECRET)
    );
    let token = mint_with(OTHER_SECRET.as_bytes(), &header, br#"{"exp":1795179600}"#);
    Sandbox::new().at_noon(["verify", &token]).assert().code(4).stderr("").stdout(format!(
        "REFUSED  1 reason\n  signature   FAIL  HS256 with the 64-byte text of `SECRET` ({FINGERPRINT}) does not match\n"
    ));
}

#[test]
fn a_jwk_set_chooses_by_kid() {
    let sandbox = Sandbox::new();
    let token = signed_by_ed25519(&sandbox, &["--kid", "b"]);
    let other = line(
        &sandbox
            .shell("mcp-token key new -A EdDSA --out other.pem -q && mcp-token key public other.pem --format jwk --kid a")
            .assert()
            .code(0),
    );
    let ours = ED25519_PUBLIC.replace('{', r#"{"kid":"b","#);
    // A sibling that is malformed, one of an unknown kind, one that is no key: none spoils the set.
    let set = format!(
        r#"{{"keys":[{{"kty":"OKP","crv":"Ed25519","x":"AA","kid":"b"}},{{"kty":"XYZ"}},1,{other},{ours}]}}"#
    );
    sandbox.file_with_mode("set.json", set, 0o644);
    let verify =
        |token: &str| sandbox.mcp_token(["verify", token, "--key", "set.json", "--now", NOON]).assert();
    let text = stdout(&verify(&token).code(0).stderr(""));
    assert!(text.contains("  signature   ok    EdDSA, key b of set.json\n"), "{text}");
    let json = line(
        &sandbox.mcp_token(["verify", &token, "--key", "set.json", "--now", NOON, "--json"]).assert().code(0),
    );
    assert!(json.contains(",\"kid\":\"b\",\"claims\":{"), "{json}");
}

#[test]
fn a_kid_that_is_not_in_the_set_is_named() {
    let sandbox = Sandbox::new();
    let token = signed_by_ed25519(&sandbox, &["--kid", "c"]);
    sandbox.file_with_mode(
        "set.json",
        format!(r#"{{"keys":[{}]}}"#, ED25519_PUBLIC.replace('{', r#"{"kid":"b","#)),
        0o644,
    );
    sandbox
        .mcp_token(["verify", &token, "--key", "set.json", "--now", NOON])
        .assert()
        .code(4)
        .stderr("")
        .stdout("REFUSED  1 reason\n  key         FAIL  no key is named c (`kid`)\n");
}

#[test]
fn without_a_kid_several_keys_are_tried_only_when_their_algorithms_agree() {
    let sandbox = Sandbox::new();
    let keyed = signed_by_ed25519(&sandbox, &[]);
    let payload = keyed.split('.').nth(1).unwrap();
    assert!(!payload.is_empty());
    let secret = |kid: &str, alg: &str, secret: &str| {
        format!(r#"{{"kty":"oct","kid":"{kid}","alg":"{alg}","k":"{}"}}"#, base64url(secret))
    };
    let agreeing =
        format!(r#"{{"keys":[{},{}]}}"#, secret("a", "HS256", OTHER_SECRET), secret("b", "HS256", SECRET));
    sandbox.file("agreeing.json", agreeing);
    let choice = format!(r#"{{"keys":[{},{ED25519_PUBLIC}]}}"#, secret("a", "HS256", SECRET));
    sandbox.file("choice.json", choice);
    let token = mint_claims(r#"{"exp":1795179600}"#);
    let text = stdout(
        &sandbox
            .mcp_token(["verify", &token, "--key", "agreeing.json", "--now", NOON])
            .assert()
            .code(0)
            .stderr(""),
    );
    assert!(text.contains("  signature   ok    HS256, key b of agreeing.json\n"), "{text}");
    sandbox.mcp_token(["verify", &token, "--key", "choice.json", "--now", NOON]).assert().code(4).stderr("").stdout(
        "REFUSED  1 reason\n  key         FAIL  the token names no key (`kid`), and the set leaves a choice\n",
    );
    let forged =
        mint_with(b"TEST-neither-of-the-two-secrets-that-are-in-the-set", HS256, br#"{"exp":1795179600}"#);
    sandbox
        .mcp_token(["verify", &forged, "--key", "agreeing.json", "--now", NOON])
        .assert()
        .code(4)
        .stderr("")
        .stdout(
            "REFUSED  1 reason\n  signature   FAIL  HS256 with none of the 2 keys of agreeing.json matches\n",
        );
}

#[test]
fn one_key_with_a_name_verifies_no_token_that_names_another() {
    let sandbox = Sandbox::new();
    sandbox.file("named.jwk", format!(r#"{{"kty":"oct","kid":"k1","k":"{}"}}"#, base64url(SECRET)));
    let named = |kid: &str| mint(&format!(r#"{{"alg":"HS256"{kid}}}"#), r#"{"exp":1795179600}"#);
    for kid in [r#","kid":"k1""#, ""] {
        let assert =
            sandbox.mcp_token(["verify", &named(kid), "--key", "named.jwk", "--now", NOON]).assert().code(0);
        assert!(stdout(&assert).contains("  signature   ok    HS256, key k1 of named.jwk\n"));
    }
    sandbox
        .mcp_token(["verify", &named(r#","kid":"k2""#), "--key", "named.jwk", "--now", NOON])
        .assert()
        .code(4)
        .stderr("")
        .stdout("REFUSED  1 reason\n  key         FAIL  no key is named k2 (`kid`)\n");
    // A bare secret has no name: it is used for every token.
    Sandbox::new().at_noon(["verify", &named(r#","kid":"k2""#)]).assert().code(0).stderr("");
}

#[test]
fn the_algorithm_of_a_key_file_binds() {
    let sandbox = Sandbox::new();
    sandbox.file("shared.jwk", format!(r#"{{"kty":"oct","alg":"HS512","k":"{}"}}"#, base64url(SECRET)));
    sandbox
        .mcp_token(["verify", &with(""), "--key", "shared.jwk", "--now", NOON])
        .assert()
        .code(4)
        .stderr("")
        .stdout("REFUSED  1 reason\n  algorithm   FAIL  expected HS512, found HS256\n");
    sandbox
        .mcp_token(["verify", &with(""), "--key", "shared.jwk", "--alg", "HS256"])
        .assert()
        .code(2)
        .stdout("")
        .stderr("error: shared.jwk: the key is for HS512 (`alg`), not for HS256\n");
}

#[test]
fn the_token_is_looked_at_before_the_key() {
    Sandbox::new()
        .mcp_token(["verify", "abc", "--secret-file", "missing"])
        .assert()
        .code(3)
        .stdout("")
        .stderr(
            "error: not a JWT: 1 segment, expected 3 (header.payload.signature); a file is read as @FILE\n",
        );
}

#[test]
fn a_set_without_a_usable_key_is_an_error() {
    let sandbox = Sandbox::new();
    sandbox.file_with_mode("set.json", r#"{"keys":[{"kty":"XYZ"},{"kty":"RSA","use":"enc"}]}"#, 0o644);
    sandbox
        .mcp_token(["verify", &with(""), "--key", "set.json"])
        .assert()
        .code(2)
        .stdout("")
        .stderr("error: set.json: none of the 2 keys in the set can verify with the algorithms asked for\n");
}

#[test]
fn a_key_on_stdin_verifies() {
    let sandbox = Sandbox::new();
    let token = signed_by_ed25519(&sandbox, &[]);
    sandbox
        .mcp_token(["verify", &token, "--key", "-", "--now", NOON])
        .write_stdin(ED25519_PUBLIC)
        .assert()
        .code(0)
        .stderr("");
}

#[test]
fn several_algorithms_may_be_asked_for() {
    let sandbox = Sandbox::new();
    let token = with("");
    sandbox.at_noon(["verify", &token, "-A", "HS512", "-A", "HS256"]).assert().code(0).stderr("");
    sandbox
        .at_noon(["verify", &token, "-A", "HS512", "-A", "HS384"])
        .assert()
        .code(4)
        .stderr("")
        .stdout("REFUSED  1 reason\n  algorithm   FAIL  expected HS512 or HS384, found HS256\n");
    sandbox
        .at_noon(["verify", &token, "-A", "RS256"])
        .assert()
        .code(2)
        .stdout("")
        .stderr("error: RS256 does not work with a secret\n");
}

#[test]
fn a_duration_without_unit_is_refused() {
    for flag in ["--leeway", "--min-ttl", "--max-age"] {
        let assert =
            Sandbox::new().at_noon(["verify", &with(""), flag, &DAY.to_string()]).assert().code(2).stdout("");
        let text = crate::sandbox::stderr(&assert);
        assert_eq!(
            text.lines().next(),
            Some(format!("error: `{flag}`: `86400` has no unit (s, m, h, d)").as_str())
        );
    }
}

#[test]
fn a_scope_or_role_of_the_wrong_type_is_one_reason() {
    for (claims, args, row) in [
        (
            r#"{"scope":["a"],"exp":1795179600}"#,
            ["--scope", "a"],
            "scope       FAIL  `scope` must be a string, found a list",
        ),
        (
            r#"{"role":1,"exp":1795179600}"#,
            ["--role", "a"],
            "role        FAIL  `role` must be a string or a list of strings, found a number",
        ),
    ] {
        Sandbox::new()
            .at_noon(["verify", &mint_claims(claims)])
            .args(args)
            .assert()
            .code(4)
            .stderr("")
            .stdout(format!(
                "REFUSED  1 reason\n  signature   ok    HS256, secret `SECRET` (36fca905)\n  \
                 expires     ok    2026-11-20 13:00:00 UTC (in 1 h)\n  {row}\n"
            ));
    }
}
