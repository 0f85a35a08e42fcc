//! `mcp-token decode`

use crate::sandbox::{
    CLAIMS, DAY, HOUR, HS256, NOON, NOON_UNIX, Sandbox, line, mint, mint_claims, mint_with, stderr, stdout,
};

#[test]
fn shows_header_claims_and_instants_in_words() {
    let claims = CLAIMS.replace("1795176000", "1795168620").replace("1795262400", "1795255020");
    Sandbox::new().decode(&mint_claims(&claims), [] as [&str; 0]).code(0).stderr("").stdout(
        "header
  alg  HS256
  typ  JWT
claims
  sub    agent_001
  name   AI Client
  iss    exai-mcp-server
  aud    exai-mcp-client
  quota  100
  role   user
  iat    2026-11-20 09:57:00 UTC (2 h 3 min ago)
  exp    2026-11-21 09:57:00 UTC (in 21 h 57 min)
life  8 % of 24 h used
signature: NOT CHECKED
",
    );
}

#[test]
fn gives_header_claims_and_findings_as_json() {
    Sandbox::new().decode(&mint_claims(CLAIMS), ["--json"]).code(0).stderr("").stdout(format!(
        "{{\"schema\":1,\"ok\":true,\"signature\":\"not_checked\",\"header\":{HS256},\"claims\":{CLAIMS},\"findings\":[]}}\n"
    ));
}

#[test]
fn prints_one_claim_alone() {
    let claims = r#"{"sub":"a b","quota":100,"big":12345678901234567890123,"aud":["a","b"],"on":true,"none":null,"o":{ "x": 1 },"exp":1795179600}"#;
    let token = mint_claims(claims);
    let sandbox = Sandbox::new();
    for (claim, value) in [
        ("sub", "a b"),
        ("quota", "100"),
        ("big", "12345678901234567890123"),
        ("aud", r#"["a","b"]"#),
        ("on", "true"),
        ("none", "null"),
        ("o", r#"{"x":1}"#),
        ("exp", "1795179600"),
    ] {
        sandbox.decode(&token, ["--claim", claim]).code(0).stdout(format!("{value}\n")).stderr("");
    }
    sandbox
        .decode(&token, ["--claim", "aud", "--json"])
        .code(0)
        .stderr("")
        .stdout("{\"schema\":1,\"ok\":true,\"claim\":\"aud\",\"value\":[\"a\",\"b\"]}\n");
}

#[test]
fn a_claim_that_is_not_there_is_said_and_prints_nothing() {
    let sandbox = Sandbox::new();
    sandbox
        .decode(&mint_claims(CLAIMS), ["--claim", "tenant"])
        .code(4)
        .stdout("")
        .stderr("error: the token has no claim `tenant`\n");
    sandbox.decode(&mint_claims(CLAIMS), ["--claim", "tenant", "--json"]).code(4).stderr("").stdout(
        "{\"schema\":1,\"ok\":false,\"error\":{\"code\":\"claim_missing\",\"message\":\"the token has no claim `tenant`\",\"hint\":null}}\n",
    );
}

#[test]
fn prints_one_part_alone() {
    let sandbox = Sandbox::new();
    let token = mint("{ \"alg\" : \"HS256\" }", "{ \"b\" : 1.0, \"a\" : [ ] }");
    for (part, json) in [("header", "{\"alg\":\"HS256\"}"), ("claims", "{\"b\":1.0,\"a\":[]}")] {
        sandbox.decode(&token, ["--part", part]).code(0).stdout(format!("{json}\n")).stderr("");
        let report = format!("{{\"schema\":1,\"ok\":true,\"part\":{json}}}\n");
        sandbox.decode(&token, ["--part", part, "--json"]).code(0).stdout(report).stderr("");
    }
}

// What is odd about a token. Each row: header, claims, the finding's code, its sentence.

fn finds(header: &str, claims: &str, code: &str, message: &str) {
    let sandbox = Sandbox::new();
    let token = mint(header, claims);
    let text = stdout(&sandbox.decode(&token, [] as [&str; 0]).code(0).stderr(""));
    let findings = text
        .split_once("findings\n")
        .unwrap_or_else(|| panic!("no findings in {text}"))
        .1
        .strip_suffix("signature: NOT CHECKED\n")
        .expect("the last line says that nothing was checked");
    assert_eq!(findings, format!("  {code}  {message}\n"));
    let json = line(&sandbox.decode(&token, ["--json"]).code(0).stderr(""));
    let report: serde_json::Value = serde_json::from_str(&json).unwrap();
    assert_eq!(report["findings"], serde_json::json!([{ "code": code, "message": message }]));
}

#[test]
fn finds_a_token_without_exp() {
    finds(
        HS256,
        r#"{"sub":"a"}"#,
        "no_exp",
        "no `exp`: it never expires, and the MCP TypeScript SDK refuses it",
    );
}

#[test]
fn finds_instants_in_milliseconds() {
    for (name, exp) in [("nbf", "1795262400"), ("exp", "1795262400000")] {
        let others = if name == "nbf" { r#""nbf":1795176000000,"# } else { "" };
        finds(
            HS256,
            &format!("{{{others}\"exp\":{exp}}}"),
            "time_milliseconds",
            &format!("`{name}` is in milliseconds, seconds are meant"),
        );
    }
    let token = mint_claims(r#"{"iat":1795176000000,"exp":1795262400000}"#);
    let text = stdout(&Sandbox::new().decode(&token, [] as [&str; 0]).code(0).stderr(""));
    assert!(
        text.contains(
            "findings
  time_milliseconds  `iat` is in milliseconds, seconds are meant
  time_milliseconds  `exp` is in milliseconds, seconds are meant
signature"
        ),
        "{text}"
    );
}

#[test]
fn finds_instants_as_text() {
    for name in ["iat", "nbf", "exp"] {
        let others = if name == "exp" { "" } else { r#","exp":1795262400"# };
        finds(
            HS256,
            &format!(r#"{{"{name}":"1795176000"{others}}}"#),
            "time_text",
            &format!("`{name}` is a string, a number of seconds is meant"),
        );
    }
}

#[test]
fn finds_instants_with_fractions() {
    for name in ["iat", "nbf", "exp"] {
        let others = if name == "exp" { "" } else { r#","exp":1795262400"# };
        finds(
            HS256,
            &format!(r#"{{"{name}":1795176000.5{others}}}"#),
            "time_fraction",
            &format!("`{name}` is not a whole number: some readers refuse or round it"),
        );
    }
}

#[test]
fn finds_a_life_over_thirty_and_over_365_days() {
    let living = |seconds: i64| format!(r#"{{"iat":{NOON_UNIX},"exp":{}}}"#, NOON_UNIX + seconds);
    finds(HS256, &living(30 * DAY + HOUR), "life_over_30d", "it lives 30 d 1 h, more than 30 days");
    finds(HS256, &living(365 * DAY), "life_over_30d", "it lives 365 d, more than 30 days");
    finds(HS256, &living(365 * DAY + HOUR), "life_over_365d", "it lives 365 d 1 h, more than 365 days");
    let text = stdout(&Sandbox::new().decode(&mint_claims(&living(30 * DAY)), [] as [&str; 0]).code(0));
    assert!(!text.contains("findings"), "{text}");
}

#[test]
fn finds_exp_before_or_at_iat() {
    for exp in [NOON_UNIX - 1, NOON_UNIX] {
        finds(
            HS256,
            &format!(r#"{{"iat":{NOON_UNIX},"exp":{exp}}}"#),
            "exp_before_iat",
            "`exp` is not after `iat`: it was never valid",
        );
    }
}

#[test]
fn finds_alg_none() {
    for none in ["none", "None", "NONE"] {
        finds(
            &format!(r#"{{"alg":"{none}"}}"#),
            r#"{"exp":1795262400}"#,
            "alg_none",
            "`alg` is none: the token is not signed, anybody can make it",
        );
    }
}

#[test]
fn finds_an_asymmetric_algorithm_without_kid() {
    for alg in ["RS256", "PS512", "ES384", "EdDSA"] {
        finds(
            &format!(r#"{{"alg":"{alg}"}}"#),
            r#"{"exp":1795262400}"#,
            "no_kid",
            &format!("{alg} without `kid`: a verifier with several keys cannot choose"),
        );
    }
}

#[test]
fn finds_an_audience_with_a_trailing_slash() {
    for aud in [r#""https://mcp.example.com/""#, r#"["a","https://mcp.example.com/"]"#] {
        finds(
            HS256,
            &format!(r#"{{"aud":{aud},"exp":1795262400}}"#),
            "aud_trailing_slash",
            "`aud` ends with a slash: it is compared whole by most servers",
        );
    }
}

#[test]
fn finds_a_subject_that_is_not_text() {
    for (sub, kind) in [("1", "a number"), ("null", "null"), ("[]", "a list"), ("true", "a boolean")] {
        finds(
            HS256,
            &format!(r#"{{"sub":{sub},"exp":1795262400}}"#),
            "sub_not_text",
            &format!("`sub` is {kind}, a string is meant: PyJWT refuses it"),
        );
    }
}

#[test]
fn finds_scopes_without_scope() {
    finds(
        HS256,
        r#"{"scopes":["a"],"exp":1795262400}"#,
        "scopes_without_scope",
        "`scopes` without `scope`: fastmcp reads `scope` or `scp` only",
    );
}

#[test]
fn finds_an_empty_scope_beside_scp() {
    for scope in ["", " "] {
        finds(
            HS256,
            &format!(r#"{{"scope":"{scope}","scp":["a"],"exp":1795262400}}"#),
            "empty_scope",
            "an empty `scope` beside `scp`: fastmcp reads the empty one",
        );
    }
}

#[test]
fn finds_names_that_stand_twice_and_shows_both() {
    let claims = r#"{"role":"user","role":"admin","exp":1795262400}"#;
    let message = "`role` stands twice in the claims: readers differ on which one counts";
    finds(HS256, claims, "duplicate_name", message);
    let text = stdout(&Sandbox::new().decode(&mint_claims(claims), [] as [&str; 0]));
    assert!(text.contains("  role  user\n  role  admin\n"), "{text}");
    finds(
        r#"{"alg":"HS256","alg":"HS256"}"#,
        r#"{"exp":1795262400}"#,
        "duplicate_name",
        "`alg` stands twice in the header: readers differ on which one counts",
    );
}

#[test]
fn finds_names_that_stand_twice_deep_inside() {
    finds(
        HS256,
        r#"{"a":[{"b":{"c":1,"c":2}}],"exp":1795262400}"#,
        "duplicate_name",
        "`c` stands twice in the claims: readers differ on which one counts",
    );
}

#[test]
fn finds_a_key_in_the_header() {
    for (name, value) in
        [("jku", r#""https://example.com/""#), ("jwk", "{}"), ("x5u", r#""https://example.com/""#)]
    {
        finds(
            &format!(r#"{{"alg":"HS256","{name}":{value}}}"#),
            r#"{"exp":1795262400}"#,
            "key_in_header",
            &format!("`{name}` in the header: a verifier must never take its key from the token"),
        );
    }
}

#[test]
fn finds_a_claim_that_looks_like_a_password() {
    for name in ["password", "db_password", "apiKey", "api_key", "client-secret", "Passphrase"] {
        finds(
            HS256,
            &format!(r#"{{"{name}":"TEST","exp":1795262400}}"#),
            "looks_secret",
            &format!("`{name}` looks like a secret: anybody who has the token can read it"),
        );
    }
    let claims = r#"{"password_changed_at":1,"exp":1795262400}"#;
    let text = stdout(&Sandbox::new().decode(&mint_claims(claims), [] as [&str; 0]));
    assert!(!text.contains("findings"), "{text}");
}

#[test]
fn lists_several_findings_aligned_header_first() {
    let token = mint(r#"{"alg":"none","jku":"x"}"#, r#"{"sub":1,"secret":"TEST"}"#);
    let text = stdout(&Sandbox::new().decode(&token, [] as [&str; 0]).code(0).stderr(""));
    assert!(
        text.ends_with(
            "findings
  alg_none       `alg` is none: the token is not signed, anybody can make it
  key_in_header  `jku` in the header: a verifier must never take its key from the token
  no_exp         no `exp`: it never expires, and the MCP TypeScript SDK refuses it
  sub_not_text   `sub` is a number, a string is meant: PyJWT refuses it
  looks_secret   `secret` looks like a secret: anybody who has the token can read it
signature: NOT CHECKED
"
        ),
        "{text}"
    );
}

// What cannot be read

#[test]
fn parts_that_are_no_json_are_no_token() {
    for (header, claims, message) in [
        (HS256, "{", "its payload is not JSON: EOF while parsing an object at line 1 column 1"),
        ("", "{}", "its header is not JSON: EOF while parsing a value at line 1 column 0"),
        ("{}", "{}x", "its payload is not JSON: trailing characters at line 1 column 3"),
    ] {
        Sandbox::new()
            .decode(&mint(header, claims), [] as [&str; 0])
            .code(3)
            .stdout("")
            .stderr(format!("error: not a JWT: {message}\n"));
    }
}

#[test]
fn parts_that_are_json_but_no_objects_are_no_token() {
    for (header, claims, part) in
        [("[]", "{}", "header"), ("1", "{}", "header"), (HS256, "1", "payload"), (HS256, "null", "payload")]
    {
        let assert = Sandbox::new().decode(&mint(header, claims), [] as [&str; 0]).code(3).stdout("");
        let text = stderr(&assert);
        assert!(
            text.starts_with(&format!("error: not a JWT: its {part} is ")) && text.contains("object"),
            "{text}"
        );
    }
}

#[test]
fn a_payload_that_is_not_utf_8_is_no_token() {
    let token = mint_with(b"TEST", HS256, b"{\"a\":\"\xff\"}");
    Sandbox::new()
        .decode(&token, [] as [&str; 0])
        .code(3)
        .stdout("")
        .stderr("error: not a JWT: its payload is not UTF-8\n");
}

#[test]
fn takes_one_token_only() {
    Sandbox::new()
        .mcp_token(["decode", "a.b.c", "d.e.f", "--now", NOON])
        .assert()
        .code(2)
        .stdout("")
        .stderr("error: one argument too many\nhint: mcp-token decode --help\n");
}

#[test]
fn milliseconds_hide_no_false_verdict_on_the_order() {
    let token = mint_claims(r#"{"iat":1795176000000,"exp":1795262400}"#);
    let text = stdout(&Sandbox::new().decode(&token, [] as [&str; 0]));
    assert!(!text.contains("exp_before_iat"), "{text}");
}
