//! `exp`, `nbf`, `iat` and what is asked of them: the second before, the very second, the second after.

use super::{Expiry, NOON, Policy, codes, codes_at, lenient, reasons, secs, token};
use crate::clock::{Span, Time};
use crate::jwt::json::Kind;
use crate::jwt::refusal::{Check, Refusal};

const GOOD: [&str; 0] = [];

fn after(seconds: u64) -> Time {
    NOON.plus(secs(seconds))
}

fn before(seconds: u64) -> Time {
    NOON.minus(secs(seconds))
}

fn at(claim: &str, instant: Time) -> String {
    format!(r#"{{"{claim}":{}}}"#, instant.unix())
}

#[test]
fn expires_at_the_very_second_of_exp() {
    let claims = at("exp", NOON);
    assert_eq!(codes_at(&claims, &lenient(), before(1)), GOOD);
    assert_eq!(codes_at(&claims, &lenient(), NOON), ["expired"]);
    assert_eq!(codes_at(&claims, &lenient(), after(1)), ["expired"]);
    assert_eq!(reasons(&token(&claims), &lenient()), [Refusal::Expired { at: NOON, now: NOON }]);
}

#[test]
fn lives_on_until_the_leeway_after_exp_is_over() {
    let policy = Policy { leeway: secs(30), ..lenient() };
    let claims = at("exp", NOON);
    assert_eq!(codes_at(&claims, &policy, after(29)), GOOD);
    assert_eq!(codes_at(&claims, &policy, after(30)), ["expired"]);
    assert_eq!(codes_at(&claims, &policy, after(31)), ["expired"]);
}

#[test]
fn begins_at_the_very_second_of_nbf_or_the_leeway_before() {
    let claims = at("nbf", NOON);
    let policy = Policy { leeway: secs(30), ..lenient() };
    assert_eq!(codes_at(&claims, &lenient(), before(1)), ["not_yet_valid"]);
    assert_eq!(codes_at(&claims, &lenient(), NOON), GOOD);
    assert_eq!(codes_at(&claims, &lenient(), after(1)), GOOD);
    assert_eq!(codes_at(&claims, &policy, before(31)), ["not_yet_valid"]);
    assert_eq!(codes_at(&claims, &policy, before(30)), GOOD);
    assert_eq!(codes_at(&claims, &policy, before(29)), GOOD);
}

#[test]
fn refuses_an_iat_that_lies_ahead_by_more_than_the_leeway() {
    let claims = at("iat", NOON);
    let policy = Policy { leeway: secs(30), ..lenient() };
    assert_eq!(codes_at(&claims, &lenient(), before(1)), ["issued_ahead"]);
    assert_eq!(codes_at(&claims, &lenient(), NOON), GOOD);
    assert_eq!(codes_at(&claims, &policy, before(31)), ["issued_ahead"]);
    assert_eq!(codes_at(&claims, &policy, before(30)), GOOD);
    assert_eq!(
        reasons(&token(&at("iat", after(5))), &lenient()),
        [Refusal::IssuedAhead { at: after(5), now: NOON }]
    );
}

#[test]
fn wants_as_much_life_left_as_is_asked() {
    let policy = Policy { min_ttl: Some(secs(60)), ..lenient() };
    let claims = at("exp", NOON);
    assert_eq!(codes_at(&claims, &policy, before(61)), GOOD);
    assert_eq!(codes_at(&claims, &policy, before(60)), GOOD);
    assert_eq!(codes_at(&claims, &policy, before(59)), ["ttl_short"]);
    assert_eq!(codes_at(&claims, &policy, before(1)), ["ttl_short"]);
    assert_eq!(codes_at(&claims, &policy, NOON), ["expired"]);
    assert_eq!(
        reasons(&token(&at("exp", after(59))), &policy),
        [Refusal::TtlShort { min: secs(60), left: secs(59) }]
    );
    assert_eq!(codes("{}", &policy), GOOD);
}

#[test]
fn gives_the_leeway_no_say_in_how_much_life_is_left() {
    let policy = Policy { min_ttl: Some(secs(1)), leeway: secs(30), ..lenient() };
    let refused = reasons(&token(&at("exp", before(10))), &policy);
    assert_eq!(refused, [Refusal::TtlShort { min: secs(1), left: Span::ZERO }]);
}

#[test]
fn wants_the_token_no_older_than_is_asked() {
    let policy = Policy { max_age: Some(secs(60)), ..lenient() };
    let claims = at("iat", NOON);
    assert_eq!(codes_at(&claims, &policy, after(59)), GOOD);
    assert_eq!(codes_at(&claims, &policy, after(60)), GOOD);
    assert_eq!(codes_at(&claims, &policy, after(61)), ["too_old"]);
    let with_leeway = Policy { leeway: secs(5), ..policy.clone() };
    assert_eq!(codes_at(&claims, &with_leeway, after(65)), GOOD);
    assert_eq!(codes_at(&claims, &with_leeway, after(66)), ["too_old"]);
    assert_eq!(
        reasons(&token(&at("iat", before(61))), &policy),
        [Refusal::TooOld { max: secs(60), age: secs(61) }]
    );
    assert_eq!(
        reasons(&token(&at("nbf", before(61))), &policy),
        [Refusal::ClaimMissing { claim: "iat".to_owned(), check: Check::MaxAge }]
    );
}

#[test]
fn wants_exp_unless_it_may_be_missing() {
    let required = Policy { expiry: Expiry::Required, ..lenient() };
    let missing = Refusal::ClaimMissing { claim: "exp".to_owned(), check: Check::Expires };
    assert_eq!(reasons(&token("{}"), &required), [missing]);
    assert_eq!(codes(&at("exp", after(1)), &required), GOOD);
    for expiry in [Expiry::Optional, Expiry::Forgiven(secs(1))] {
        assert_eq!(codes("{}", &Policy { expiry, ..lenient() }), GOOD);
    }
}

#[test]
fn forgives_an_expiry_up_to_the_span_that_is_said() {
    let policy = Policy { expiry: Expiry::Forgiven(secs(60)), ..lenient() };
    let claims = at("exp", NOON);
    assert_eq!(codes_at(&claims, &policy, after(60)), GOOD);
    assert_eq!(codes_at(&claims, &policy, after(61)), ["expired"]);
    let with_leeway = Policy { leeway: secs(5), ..policy };
    assert_eq!(codes_at(&claims, &with_leeway, after(65)), GOOD);
    assert_eq!(codes_at(&claims, &with_leeway, after(66)), ["expired"]);
    assert_eq!(codes_at(&at("nbf", after(6)), &with_leeway, NOON), ["not_yet_valid"]);
}

#[test]
fn rounds_a_fraction_of_a_second_against_the_token() {
    let unix = NOON.unix();
    for (claim, instant, expected) in [
        ("exp", format!("{unix}.5"), &["expired"][..]),
        ("exp", format!("{unix}.999"), &["expired"]),
        ("exp", format!("{}.0", unix + 1), &[]),
        ("exp", format!("{}.5", unix + 1), &[]),
        ("exp", "1.5".to_owned(), &["expired"]),
        ("exp", "-1.5".to_owned(), &["expired"]),
        ("nbf", format!("{unix}.5"), &["not_yet_valid"]),
        ("nbf", format!("{}.5", unix - 1), &[]),
        ("nbf", format!("{unix}.0"), &[]),
        ("iat", format!("{unix}.001"), &["issued_ahead"]),
        ("iat", format!("{}.5", unix - 1), &[]),
    ] {
        assert_eq!(codes(&format!(r#"{{"{claim}":{instant}}}"#), &lenient()), expected, "{claim} {instant}");
    }
}

#[test]
fn reads_numbers_of_any_size_and_spelling() {
    let forty = format!("1{}", "0".repeat(40));
    for (instant, as_exp, as_nbf) in [
        ("1e300", &[][..], &["not_yet_valid"][..]),
        ("1e400", &["claim_type"], &["claim_type"]),
        (&forty, &[], &["not_yet_valid"]),
        ("9223372036854775807", &[], &["not_yet_valid"]),
        ("9223372036854775808", &[], &["not_yet_valid"]),
        ("-1e300", &["expired"], &[]),
        ("-1", &["expired"], &[]),
        ("0", &["expired"], &[]),
        ("-0", &["expired"], &[]),
        ("1e-400", &["expired"], &[]),
        ("1e9", &["expired"], &[]),
        ("2E+9", &[], &["not_yet_valid"]),
    ] {
        assert_eq!(codes(&format!(r#"{{"exp":{instant}}}"#), &lenient()), as_exp, "exp {instant}");
        assert_eq!(codes(&format!(r#"{{"nbf":{instant}}}"#), &lenient()), as_nbf, "nbf {instant}");
    }
}

#[test]
fn takes_no_wrong_type_for_an_absence() {
    let strict = |claim: &str| match claim {
        "exp" => Policy { expiry: Expiry::Required, min_ttl: Some(secs(1)), ..lenient() },
        "iat" => Policy { max_age: Some(secs(1)), ..lenient() },
        _ => lenient(),
    };
    for claim in ["exp", "nbf", "iat"] {
        for (json, found) in [
            (r#""1795180000""#, Kind::String),
            ("null", Kind::Null),
            ("true", Kind::Boolean),
            ("[1795180000]", Kind::Array),
            ("{}", Kind::Object),
        ] {
            let token = token(&format!(r#"{{"{claim}":{json}}}"#));
            let expected = "a number of seconds";
            let wrong = [Refusal::ClaimType { claim: claim.to_owned(), expected, found }];
            assert_eq!(reasons(&token, &lenient()), wrong, "{claim} {json}");
            assert_eq!(reasons(&token, &strict(claim)), wrong, "{claim} {json}");
        }
    }
}

#[test]
fn stays_sound_at_the_ends_of_time() {
    let forever = Policy { leeway: Span::from_secs(u64::MAX), ..lenient() };
    assert_eq!(codes_at(&at("exp", Time::from_unix(0)), &forever, NOON), GOOD);
    for now in [i64::MIN, 0, i64::MAX - 1] {
        assert_eq!(codes_at(r#"{"exp":9223372036854775807}"#, &lenient(), Time::from_unix(now)), GOOD);
    }
    let last = Time::from_unix(i64::MAX);
    assert_eq!(codes_at(r#"{"exp":1e300}"#, &lenient(), last), ["expired"]);
    let old = Policy { max_age: Some(Span::from_secs(u64::MAX)), ..lenient() };
    assert_eq!(codes_at(r#"{"iat":-9223372036854775808}"#, &old, last), GOOD);
}

#[test]
fn rounds_a_fraction_of_iat_against_the_token_for_its_age_too() {
    let policy = Policy { max_age: Some(secs(60)), ..lenient() };
    assert_eq!(codes(&format!(r#"{{"iat":{}.5}}"#, NOON.unix() - 61), &policy), ["too_old"]);
}
