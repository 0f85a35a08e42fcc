//! `mcp-token refresh`

use assert_cmd::assert::Assert;
use serde_json::Value;

use crate::sandbox::{
    CLAIMS, DAY, ED25519_PRIVATE, HOUR, HS256, NOON, NOON_UNIX, OTHER_SECRET, SECRET, Sandbox, claims_of,
    header_of, line, mint, mint_claims, mint_with, stderr,
};

fn refresh(token: &str, args: &[&str]) -> Assert {
    Sandbox::new().at_noon(["refresh", token]).args(args).assert()
}

/// What comes out of a refresh that says nothing else.
fn renewed(token: &str, args: &[&str]) -> String {
    line(&refresh(token, args).code(0).stderr(""))
}

/// A token that was made to live `life` seconds and expires at `exp`.
fn living(life: i64, exp: i64) -> String {
    mint_claims(&format!(r#"{{"sub":"a","iat":{},"exp":{exp}}}"#, exp - life))
}

#[test]
fn every_claim_is_kept_in_its_place_and_the_old_lifetime_counts_from_now() {
    let old = r#"{"z":1.0,"sub":"a","exp":1795179600,"iat":1795172400,"aud":"exai-mcp-client","big":123456789012345678901234567890}"#;
    let token = renewed(&mint_claims(old), &["--aud", "exai-mcp-client"]);
    let claims = old
        .replace("1795179600", &(NOON_UNIX + 2 * HOUR).to_string())
        .replace("1795172400", &NOON_UNIX.to_string());
    assert_eq!(token, mint_claims(&claims));
}

#[test]
fn a_token_is_printed_in_each_form() {
    let token = living(DAY, NOON_UNIX + HOUR);
    let new = mint_claims(&format!(r#"{{"sub":"a","iat":{NOON_UNIX},"exp":{}}}"#, NOON_UNIX + DAY));
    for (form, expected) in [
        ("text", format!("{new}\n")),
        ("header", format!("Authorization: Bearer {new}\n")),
        ("headers-json", format!("{{\"Authorization\":\"Bearer {new}\"}}\n")),
        ("env", format!("export JWT_TOKEN='{new}'\n")),
        ("json", format!("{{\"schema\":1,\"ok\":true,\"token\":\"{new}\"}}\n")),
    ] {
        refresh(&token, &["-o", form]).code(0).stdout(expected).stderr("");
    }
}

#[test]
fn the_header_is_kept_with_its_kid() {
    let header = r#"{"typ":"at+jwt","alg":"HS256","kid":"k1","x":{"y":1}}"#;
    let token = renewed(&mint(header, r#"{"iat":1795172400,"exp":1795179600}"#), &[]);
    let header: Value = serde_json::from_str(&header_of(&token)).unwrap();
    assert_eq!(header, serde_json::json!({ "alg": "HS256", "typ": "at+jwt", "kid": "k1", "x": { "y": 1 } }));
    let token = renewed(&mint(r#"{"alg":"HS256"}"#, r#"{"iat":1795172400,"exp":1795179600}"#), &[]);
    assert_eq!(header_of(&token), r#"{"alg":"HS256"}"#);
}

#[test]
fn a_jti_is_renewed_only_where_there_was_one() {
    let old = r#"{"jti":"TEST-old","iat":1795172400,"exp":1795179600}"#;
    let new: Value = serde_json::from_str(&claims_of(&renewed(&mint_claims(old), &[]))).unwrap();
    let jti = new["jti"].as_str().unwrap();
    assert!(jti.len() == 32 && jti.bytes().all(|byte| byte.is_ascii_hexdigit()), "{jti}");
    assert!(!claims_of(&renewed(&living(HOUR, NOON_UNIX + 1), &[])).contains("jti"));
}

#[test]
fn ttl_replaces_the_lifetime() {
    let token = renewed(&living(DAY, NOON_UNIX + HOUR), &["--ttl", "15m"]);
    assert_eq!(claims_of(&token), format!(r#"{{"sub":"a","iat":{NOON_UNIX},"exp":{}}}"#, NOON_UNIX + 900));
}

#[test]
fn backdate_sets_iat_back() {
    let token = renewed(&living(DAY, NOON_UNIX + HOUR), &["--ttl", "15m", "--backdate", "5s"]);
    assert_eq!(
        claims_of(&token),
        format!(r#"{{"sub":"a","iat":{},"exp":{}}}"#, NOON_UNIX - 5, NOON_UNIX + 900)
    );
}

#[test]
fn a_token_without_exp_needs_a_ttl_and_the_hint_gives_one() {
    let token = mint_claims(r#"{"sub":"a"}"#);
    let assert = refresh(&token, &[])
        .code(2)
        .stdout("")
        .stderr("error: the token has no lifetime to repeat (`iat` and `exp`)\nhint: add --ttl 24h\n");
    let flags = crate::sandbox::added(&crate::sandbox::hint(&assert));
    let flags: Vec<&str> = flags.iter().map(String::as_str).collect();
    let token = renewed(&token, &flags);
    assert_eq!(claims_of(&token), format!(r#"{{"sub":"a","iat":{NOON_UNIX},"exp":{}}}"#, NOON_UNIX + DAY));
}

#[test]
fn within_gives_the_same_token_while_more_is_left() {
    let more = living(DAY, NOON_UNIX + HOUR + 1);
    refresh(&more, &["--within", "1h"]).code(0).stdout(format!("{more}\n")).stderr("");
    let more = living(DAY, NOON_UNIX + 2 * HOUR);
    refresh(&more, &["--within", "1h", "-v"])
        .code(0)
        .stdout(format!("{more}\n"))
        .stderr("secret: 64 bytes of text, `SECRET`\nthe token expires 2026-11-20 14:00:00 UTC (in 2 h), which is later than in 1 h: kept\n");
}

#[test]
fn within_does_not_swallow_set() {
    let old = mint_claims(r#"{"sub":"a","role":"user","iat":1795172400,"exp":1795179600}"#);
    let new = renewed(&old, &["--within", "30m", "--set", "role=admin"]);
    assert_eq!(
        claims_of(&new),
        format!(r#"{{"sub":"a","role":"admin","iat":{NOON_UNIX},"exp":{}}}"#, NOON_UNIX + 2 * HOUR)
    );
}

#[test]
fn within_renews_when_that_much_or_less_is_left() {
    for left in [HOUR, HOUR - 1, 0, -1] {
        let token = renewed(&living(DAY, NOON_UNIX + left), &["--within", "1h"]);
        assert_eq!(
            claims_of(&token),
            format!(r#"{{"sub":"a","iat":{NOON_UNIX},"exp":{}}}"#, NOON_UNIX + DAY)
        );
    }
}

#[test]
fn an_expired_token_is_renewed_up_to_seven_days_later() {
    let last = living(DAY, NOON_UNIX - 7 * DAY);
    let token = renewed(&last, &[]);
    assert_eq!(claims_of(&token), format!(r#"{{"sub":"a","iat":{NOON_UNIX},"exp":{}}}"#, NOON_UNIX + DAY));
    let past = living(DAY, NOON_UNIX - 7 * DAY - 1);
    refresh(&past, &[]).code(5).stdout("").stderr(
        "error: the token is refused and not renewed\ncaused by: expires: 2026-11-13 11:59:59 UTC (7 d ago), and `--max-expired` is 7 d\n",
    );
}

#[test]
fn max_expired_moves_that_boundary() {
    let expired = |ago: i64| living(DAY, NOON_UNIX - ago);
    renewed(&expired(599), &["--max-expired", "10m"]);
    refresh(&expired(601), &["--max-expired", "10m"]).code(5).stdout("").stderr(
        "error: the token is refused and not renewed\ncaused by: expires: 2026-11-20 11:49:59 UTC (10 min 1 s ago), and `--max-expired` is 10 min\n",
    );
    refresh(&expired(1), &["--max-expired", "0s"]).code(5).stdout("");
    renewed(&expired(30 * DAY), &["--max-expired", "31d"]);
}

#[test]
fn set_gives_claims_the_types_of_the_claim_flags() {
    let old = r#"{"sub":"a","quota":100,"role":"user","iat":1795172400,"exp":1795176000}"#;
    let args = ["--set", "quota=1000", "--set", "role=admin", "--set", "level:=[1]", "--set", "note=a=b"];
    assert_eq!(
        claims_of(&renewed(&mint_claims(old), &args)),
        format!(
            r#"{{"sub":"a","quota":1000,"role":"admin","iat":{NOON_UNIX},"exp":{},"level":[1],"note":"a=b"}}"#,
            NOON_UNIX + HOUR
        )
    );
}

#[test]
fn set_that_cannot_be_read_says_what_is_wanted() {
    for (set, message) in [
        ("quota=many", "`quota` must be an integer"),
        ("role", "expected name=text or name:=json"),
        ("x:={", "the value of `x` is not JSON: EOF while parsing an object at line 1 column 1"),
    ] {
        refresh(&living(DAY, NOON_UNIX + 1), &["--set", set])
            .code(2)
            .stdout("")
            .stderr(format!("error: {message}\n"));
    }
}

#[test]
fn claims_that_are_set_anew_are_not_judged() {
    let old = r#"{"sub":1,"aud":"old","iat":1795172400,"exp":1795179600}"#;
    let token = renewed(&mint_claims(old), &["--set", "sub=a", "--set", "aud=new", "--aud", "new"]);
    assert!(claims_of(&token).starts_with(r#"{"sub":"a","aud":"new","#));
}

#[test]
fn everything_that_verify_judges_is_judged() {
    let aud =
        "audience: the token is for exai-mcp-client; which audience you are was not said: expected `--aud`";
    for (token, args, code, reason) in [
        (mint_claims(CLAIMS), &[][..], 4, aud),
        (
            mint_claims(CLAIMS),
            &["--aud", "other"],
            4,
            "audience: expected other, found exai-mcp-client: this token was issued for another server",
        ),
        (mint_claims(CLAIMS), &["--any-aud", "--iss", "x"], 4, "issuer: expected x, found exai-mcp-server"),
        (mint_claims(CLAIMS), &["--any-aud", "--require", "tenant"], 4, "required: no `tenant`"),
        (
            mint_with(OTHER_SECRET.as_bytes(), HS256, CLAIMS.as_bytes()),
            &["--any-aud"],
            4,
            "signature: HS256 with the 64-byte text of `SECRET` (36fca905) does not match",
        ),
        (
            mint(r#"{"alg":"HS256","crit":["x"]}"#, CLAIMS),
            &["--any-aud"],
            4,
            "header: the header demands x, which is not understood here",
        ),
        (
            mint_claims(r#"{"nbf":1795176001,"exp":1795179600}"#),
            &[],
            5,
            "not before: 2026-11-20 12:00:01 UTC (in 1 s)",
        ),
        (
            mint_claims(r#"{"a":1,"a":2,"exp":1795179600}"#),
            &[],
            4,
            "payload: the name `a` stands twice in one object of the payload",
        ),
    ] {
        refresh(&token, args)
            .code(code)
            .stdout("")
            .stderr(format!("error: the token is refused and not renewed\ncaused by: {reason}\n"));
    }
}

#[test]
fn several_reasons_are_several_causes_and_the_gravest_gives_the_code() {
    let token = mint_claims(&format!(r#"{{"iss":"a","exp":{}}}"#, NOON_UNIX - 8 * DAY));
    refresh(&token, &["--iss", "b"]).code(4).stdout("").stderr(
        "error: the token is refused and not renewed\ncaused by: issuer: expected b, found a\n\
         caused by: expires: 2026-11-12 12:00:00 UTC (8 d ago), and `--max-expired` is 7 d\n",
    );
    refresh(&token, &["--iss", "b", "--json"]).code(4).stderr("").stdout(
        "{\"schema\":1,\"ok\":false,\"error\":{\"code\":\"iss_mismatch\",\"message\":\"the token is refused and not renewed\",\
         \"hint\":null,\"causes\":[\"issuer: expected b, found a\",\"expires: 2026-11-12 12:00:00 UTC (8 d ago), and `--max-expired` is 7 d\"]}}\n",
    );
}

#[test]
fn what_is_no_token_is_told_like_everywhere() {
    refresh("abc.def", &[]).code(3).stdout("").stderr(
        "error: not a JWT: 2 segments, expected 3 (header.payload.signature); a file is read as @FILE\n",
    );
}

#[test]
fn the_diagnosis_and_its_hint_work_here_too() {
    let claims = br#"{"iat":1795172400,"exp":1795179600}"#;
    let token = mint_with(&hex::decode(SECRET).unwrap(), HS256, claims);
    let assert = refresh(&token, &[]).code(4).stdout("").stderr(
        "error: the token is refused and not renewed\n\
         caused by: signature: HS256 with the 64-byte text of `SECRET` (36fca905) does not match; it would match if the secret were hex-decoded\n\
         hint: add --secret-encoding hex\n",
    );
    let flags = crate::sandbox::added(&crate::sandbox::hint(&assert));
    let flags: Vec<&str> = flags.iter().map(String::as_str).collect();
    assert!(claims_of(&renewed(&token, &flags)).starts_with(r#"{"iat":1795176000,"exp":"#));
}

#[test]
fn a_key_pair_renews_what_it_signed() {
    let sandbox = Sandbox::new();
    sandbox.file("key.jwk", ED25519_PRIVATE);
    let old = line(
        &sandbox
            .mcp_token(["encode", r#"{"sub":"a"}"#, "--ttl", "1h", "--key", "key.jwk", "--now", NOON])
            .assert()
            .code(0),
    );
    let later = "2026-11-20T12:30:00Z";
    let new = line(
        &sandbox.mcp_token(["refresh", &old, "--key", "key.jwk", "--now", later]).assert().code(0).stderr(""),
    );
    assert_eq!(header_of(&new), header_of(&old));
    assert_eq!(
        claims_of(&new),
        format!(r#"{{"sub":"a","iat":{},"exp":{}}}"#, NOON_UNIX + 1800, NOON_UNIX + 5400)
    );
    sandbox.mcp_token(["verify", &new, "--key", "key.jwk", "--now", later]).assert().code(0).stderr("");
}

#[test]
fn a_public_key_cannot_renew() {
    let sandbox = Sandbox::new();
    sandbox.file_with_mode("public.jwk", crate::sandbox::ED25519_PUBLIC, 0o644);
    sandbox
        .mcp_token(["refresh", &living(DAY, NOON_UNIX + 1), "--key", "public.jwk", "--now", NOON])
        .assert()
        .code(2)
        .stdout("")
        .stderr("error: public.jwk: a public key cannot sign\n");
}

#[test]
fn a_token_that_is_dead_at_once_is_refused() {
    let sandbox = Sandbox::new();
    let old = mint_claims(r#"{"sub":"a","iat":1795172400,"exp":1795179600}"#);
    let refuses = |args: &[&str], message: &str| {
        sandbox
            .at_noon(["refresh", &old])
            .args(args)
            .assert()
            .code(2)
            .stdout("")
            .stderr(format!("error: {message}\n"));
    };
    refuses(&["--ttl", "0s"], "`--ttl` must be longer than nothing");
    refuses(&["--set", "exp=1795176000"], "`exp` lies in the past: 2026-11-20 12:00:00 UTC (now)");
    refuses(&["--set", "exp:=1"], "`exp` lies in the past: 1970-01-01 00:00:01 UTC (20777 d 11 h ago)");
    refuses(&["--set", "exp:=\"x\""], "`exp` must be a number of seconds, found a string");
}

#[test]
fn a_long_life_is_warned_of() {
    let sandbox = Sandbox::new();
    let old = mint_claims(r#"{"sub":"a","iat":1795172400,"exp":1795179600}"#);
    sandbox
        .at_noon(["refresh", &old, "--ttl", "60d"])
        .assert()
        .code(0)
        .stderr("warning: it lives 60 d, more than 30 days\n");
}

#[test]
fn two_values_for_one_claim_are_refused() {
    let sandbox = Sandbox::new();
    let old = mint_claims(r#"{"sub":"a","iat":1795172400,"exp":1795179600}"#);
    sandbox
        .at_noon(["refresh", &old, "--set", "role=a", "--set", "role=b"])
        .assert()
        .code(2)
        .stdout("")
        .stderr("error: the claim `role` is given twice with different values\n");
}

#[test]
fn a_new_expiry_does_not_forgive_the_old_one() {
    let old = mint_claims(r#"{"sub":"a","iat":1577836800,"exp":1577840400}"#);
    let sandbox = Sandbox::new();
    let assert = sandbox.at_noon(["refresh", &old, "--set", "exp=+1h"]).assert().code(5).stdout("");
    assert!(
        stderr(&assert)
            .starts_with("error: the token is refused and not renewed\ncaused by: expires: 2020-01-01")
    );
}

#[test]
fn setting_one_scope_claim_waives_no_demand_on_another() {
    let old = mint_claims(r#"{"scope":"read","iat":1795172400,"exp":1795179600}"#);
    let args = ["refresh", &old, "--scope", "admin", "--set", "permissions:=[]"];
    Sandbox::new()
        .at_noon(args)
        .assert()
        .code(2)
        .stdout("")
        .stderr("error: `--scope` does not go with `--set permissions`\n");
}
