//! Scopes, roles, the quota: every one asked for, compared whole, read from each claim that holds them.

use super::*;
use crate::jwt::json::Kind;
use crate::jwt::refusal::Check;

fn scopes(wanted: &[&str]) -> Policy {
    Policy { scopes: texts(wanted), ..lenient() }
}

fn roles(wanted: &[&str]) -> Policy {
    Policy { roles: texts(wanted), ..lenient() }
}

fn wrong_type(claim: &str, expected: &'static str, found: Kind) -> Refusal {
    Refusal::ClaimType { claim: claim.to_owned(), expected, found }
}

#[test]
fn finds_scopes_among_words_and_lists() {
    for claims in [
        r#"{"scope":"read write"}"#,
        r#"{"scope":"write\tx\nread"}"#,
        r#"{"scope":"  read  write "}"#,
        r#"{"scp":["write","read"]}"#,
        r#"{"scopes":["read"],"permissions":["write"]}"#,
        r#"{"scope":"read","scp":["write"]}"#,
    ] {
        assert_eq!(codes(claims, &scopes(&["read", "write"])), [""; 0], "{claims}");
    }
}

#[test]
fn tells_which_scopes_are_missing_without_prefix_wildcard_or_case_folding() {
    for (claims, found) in [
        ("{}", &[][..]),
        (r#"{"scope":""}"#, &[]),
        (
            r#"{"scope":"Read READ reader rea read:all read* *"}"#,
            &["Read", "READ", "reader", "rea", "read:all", "read*", "*"],
        ),
        (r#"{"scope":"read,write"}"#, &["read,write"]),
        (r#"{"scp":["read write"]}"#, &["read write"]),
        (r#"{"scopes":[]}"#, &[]),
        (r#"{"scope":"write\u00a0read"}"#, &["write\u{a0}read"]),
    ] {
        let lacking = Refusal::ScopeMissing { missing: texts(&["read"]), found: texts(found) };
        assert_eq!(reasons(&token(claims), &scopes(&["read"])), [lacking], "{claims}");
    }
    let lacking = Refusal::ScopeMissing { missing: texts(&["b", "c"]), found: texts(&["a"]) };
    assert_eq!(reasons(&token(r#"{"scope":"a"}"#), &scopes(&["a", "b", "c"])), [lacking]);
}

#[test]
fn refuses_scopes_of_the_wrong_type_although_another_claim_has_them() {
    for (claim, json, expected, found) in [
        ("scope", r#"["read"]"#, "a string", Kind::Array),
        ("scope", "null", "a string", Kind::Null),
        ("scp", r#""read""#, "a list of strings", Kind::String),
        ("scopes", r#"["read",1]"#, "a list of strings", Kind::Array),
        ("permissions", "{}", "a list of strings", Kind::Object),
    ] {
        let other = if claim == "scp" { "scopes" } else { "scp" };
        let claims = format!(r#"{{"{claim}":{json},"{other}":["read"]}}"#);
        assert_eq!(
            reasons(&token(&claims), &scopes(&["read"])),
            [wrong_type(claim, expected, found)],
            "{claims}"
        );
        assert_eq!(codes(&claims, &lenient()), [""; 0], "{claims}");
    }
}

#[test]
fn finds_roles_in_role_and_roles() {
    for claims in [
        r#"{"role":"admin"}"#,
        r#"{"role":["user","admin"]}"#,
        r#"{"roles":"admin"}"#,
        r#"{"role":"user","roles":["admin"]}"#,
    ] {
        assert_eq!(codes(claims, &roles(&["admin"])), [""; 0], "{claims}");
    }
    for (claims, found) in [
        ("{}", &[][..]),
        (r#"{"role":"Admin"}"#, &["Admin"]),
        (r#"{"role":"admin user"}"#, &["admin user"]),
        (r#"{"roles":["administrator","adm"]}"#, &["administrator", "adm"]),
    ] {
        let lacking = Refusal::RoleMissing { missing: texts(&["admin"]), found: texts(found) };
        assert_eq!(reasons(&token(claims), &roles(&["admin"])), [lacking], "{claims}");
    }
}

#[test]
fn refuses_roles_of_the_wrong_type() {
    for (claim, json, found) in
        [("role", "null", Kind::Null), ("roles", r#"["admin",1]"#, Kind::Array), ("role", "1", Kind::Number)]
    {
        let other = if claim == "role" { "roles" } else { "role" };
        let claims = format!(r#"{{"{claim}":{json},"{other}":"admin"}}"#);
        let wrong = wrong_type(claim, "a string or a list of strings", found);
        assert_eq!(reasons(&token(&claims), &roles(&["admin"])), [wrong], "{claims}");
        assert_eq!(codes(&claims, &lenient()), [""; 0], "{claims}");
    }
}

#[test]
fn wants_a_quota_of_at_least_what_is_asked() {
    let quota = |json: &str, min| {
        let policy = Policy { min_quota: Some(min), ..lenient() };
        reasons(&token(&format!(r#"{{"quota":{json}}}"#)), &policy)
    };
    for (json, min) in [("100", 100), ("101", 100), ("-1", -1), ("0", 0), ("9223372036854775808", i64::MAX)] {
        assert_eq!(quota(json, min), [], "{json} {min}");
    }
    for (json, min, found) in
        [("99", 100, 99), ("-1", 0, -1), ("0", 1, 0), ("-99999999999999999999", 0, i64::MIN)]
    {
        assert_eq!(quota(json, min), [Refusal::QuotaLow { min, found }], "{json} {min}");
    }
    for (json, kind) in [
        (r#""100""#, Kind::String),
        ("1.5", Kind::Number),
        ("100.0", Kind::Number),
        ("1e3", Kind::Number),
        ("null", Kind::Null),
        ("[100]", Kind::Array),
        ("true", Kind::Boolean),
    ] {
        assert_eq!(quota(json, 1), [wrong_type("quota", "an integer", kind)], "{json}");
    }
    assert_eq!(
        reasons(&token("{}"), &Policy { min_quota: Some(1), ..lenient() }),
        [Refusal::ClaimMissing { claim: "quota".to_owned(), check: Check::Quota }]
    );
    assert_eq!(codes(r#"{"quota":"many"}"#, &lenient()), [""; 0]);
}
