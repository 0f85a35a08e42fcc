//! What a verifier remembers between tokens: headers that it accepted, no verdict, nothing of another verifier.

use super::*;
use crate::jwt::Verdict;
use crate::jwt::key::VerifyingKey;

fn judged(verifier: &Verifier, scratch: &mut Scratch, token: &str) -> Vec<&'static str> {
    verifier.verify(token, scratch, NOON).reasons().iter().map(Refusal::code).collect()
}

fn broken(token: &str) -> String {
    let (signed, signature) = token.rsplit_once('.').unwrap();
    let first = if signature.starts_with('A') { "B" } else { "A" };
    format!("{signed}.{first}{}", &signature[1..])
}

#[test]
fn judges_signature_and_claims_anew_under_a_remembered_header() {
    let verifier = Verifier::new(&secret_keys(), lenient());
    let scratch = &mut Scratch::default();
    for _ in 0..3 {
        assert_eq!(judged(&verifier, scratch, &token("{}")), [""; 0]);
        assert_eq!(judged(&verifier, scratch, &broken(&token("{}"))), ["signature_mismatch"]);
        assert_eq!(judged(&verifier, scratch, &token(r#"{"exp":1}"#)), ["expired"]);
        assert_eq!(judged(&verifier, scratch, &token("[]")), ["malformed"]);
    }
}

#[test]
fn refuses_a_header_again_each_time_it_comes() {
    let verifier = Verifier::new(&secret_keys(), lenient());
    let scratch = &mut Scratch::default();
    for _ in 0..3 {
        assert_eq!(judged(&verifier, scratch, &minted(r#"{"alg":"none"}"#, "{}")), ["alg_mismatch"]);
        assert_eq!(
            judged(&verifier, scratch, &minted(r#"{"alg":"HS256","crit":["x"]}"#, "{}")),
            ["crit_unknown"]
        );
        assert_eq!(
            judged(&verifier, scratch, &minted(r#"{"alg":"HS256","alg":"HS256"}"#, "{}")),
            ["duplicate_name"]
        );
        assert_eq!(judged(&verifier, scratch, &minted("[]", "{}")), ["malformed"]);
        assert_eq!(judged(&verifier, scratch, &token("{}")), [""; 0]);
    }
}

#[test]
fn keeps_many_headers_apart() {
    let verifier = Verifier::new(&secret_keys(), lenient());
    let scratch = &mut Scratch::default();
    for _ in 0..2 {
        for number in 0..20 {
            let kid = format!("key {number}");
            let good = minted(format!(r#"{{"alg":"HS256","kid":"{kid}"}}"#), "{}");
            assert_eq!(verifier.verify(&good, scratch, NOON).kid(), Some(kid.as_str()));
            assert_eq!(judged(&verifier, scratch, &good), [""; 0]);
            assert_eq!(judged(&verifier, scratch, &broken(&good)), ["signature_mismatch"]);
        }
    }
}

#[test]
fn keeps_nothing_of_a_longer_token_for_a_shorter_one() {
    let verifier = Verifier::new(&secret_keys(), lenient());
    let scratch = &mut Scratch::default();
    let long = token(&format!(r#"{{"sub":"{}"}}"#, "x".repeat(1000)));
    assert_eq!(judged(&verifier, scratch, &long), [""; 0]);
    assert_eq!(judged(&verifier, scratch, &token("{}")), [""; 0]);
    assert_eq!(
        judged(&verifier, scratch, &format!("{}.", long.rsplit_once('.').unwrap().0)),
        ["signature_mismatch"]
    );
    let verdict = verifier.verify(&long, scratch, NOON);
    assert_eq!(verdict.signed_claims().unwrap().members().count(), 1);
}

#[test]
fn shows_signed_claims_only_when_the_signature_holds() {
    let verifier = Verifier::new(&secret_keys(), lenient());
    let scratch = &mut Scratch::default();
    let expired = token(r#"{"exp":1}"#);
    let verdict = verifier.verify(&expired, scratch, NOON);
    assert!(verdict.signed_claims().is_some() && verdict.key().is_some());
    let expired = broken(&expired);
    let verdict = verifier.verify(&expired, scratch, NOON);
    assert!(verdict.signed_claims().is_none() && verdict.key().is_none());
    assert_eq!(verdict.alg_name(), Some("HS256"));
    let Verdict::Refused(refused) = &verdict else { panic!("refused") };
    assert_eq!(refused.untrusted_claims().unwrap().get("exp").unwrap().text(), "1");
}

#[test]
fn takes_nothing_that_another_verifier_accepted() {
    let first = Verifier::new(&secret_keys(), lenient());
    let typed = Verifier::new(&secret_keys(), Policy { typ: Some("at+jwt".to_owned()), ..lenient() });
    let hs512 = Verifier::new(&KeySet::from_secret(secret(), &[Alg::HS512]).unwrap(), lenient());
    let named = format!(r#"{{"kty":"oct","kid":"other","k":"{}"}}"#, base64url::encode(SECRET));
    let named = Verifier::new(&keys(&named), lenient());
    let mislabelled = minted_by(&secret_signer(Alg::HS512), r#"{"alg":"HS256"}"#, "{}");
    let of_y = minted(r#"{"alg":"HS256","kid":"y"}"#, "{}");
    let scratch = &mut Scratch::default();
    assert_eq!(judged(&first, scratch, &token("{}")), [""; 0]);
    assert_eq!(judged(&first, scratch, &of_y), [""; 0]);
    assert_eq!(judged(&typed, scratch, &token("{}")), ["typ_mismatch"]);
    assert_eq!(judged(&hs512, scratch, &mislabelled), ["alg_mismatch"]);
    assert_eq!(judged(&named, scratch, &of_y), ["key_not_found"]);
}

#[test]
fn does_not_panic_when_another_verifier_has_fewer_keys() {
    let two = format!(
        r#"{{"keys":[{{"kty":"oct","k":"AAAA","kid":"x"}},{{"kty":"oct","k":"{}","kid":"y"}}]}}"#,
        base64url::encode(SECRET)
    );
    let (two, one) = (Verifier::new(&keys(&two), lenient()), Verifier::new(&secret_keys(), lenient()));
    let (scratch, of_y) = (&mut Scratch::default(), minted(r#"{"alg":"HS256","kid":"y"}"#, "{}"));
    assert_eq!(judged(&two, scratch, &of_y), [""; 0]);
    assert_eq!(judged(&one, scratch, &of_y), [""; 0]);
}

#[test]
fn tells_no_alg_of_a_header_that_could_not_be_read() {
    let verifier = Verifier::new(&secret_keys(), lenient());
    let token = minted(r#"{"alg":"HS256","alg":"HS256"}"#, "{}");
    assert_eq!(verifier.verify(&token, &mut Scratch::default(), NOON).alg_name(), None);
}

#[test]
fn a_key_is_none_any_more_from_the_instant_at_which_it_ends() {
    let named = |secret: &[u8], kid: &str, until| {
        let key = VerifyingKey::from_secret(Secret::new(secret.to_vec()), &[]).unwrap();
        VerifyingKey { kid: Some(kid.to_owned()), until, ..key }
    };
    let other = b"another another another another!";
    let verifier = Verifier::new(
        &KeySet::Set(vec![named(other, "new", None), named(SECRET, "old", Some(NOON))]),
        lenient(),
    );
    let old = [minted(r#"{"alg":"HS256","kid":"old"}"#, "{}"), minted(r#"{"alg":"HS256"}"#, "{}")];
    let new = SigningKey::from_secret(Secret::new(other.to_vec()), None).unwrap();
    let new =
        [r#"{"alg":"HS256","kid":"new"}"#, r#"{"alg":"HS256"}"#].map(|header| minted_by(&new, header, "{}"));
    let scratch = &mut Scratch::default();
    let mut reasons = |token: &str, now: i64| {
        let verdict = verifier.verify(token, scratch, Time::from_unix(NOON.unix() + now));
        verdict.reasons().iter().map(Refusal::code).collect::<Vec<_>>()
    };
    // A clock may be set back.
    for (now, expected) in
        [(-1, [&[][..], &[]]), (0, [&["key_not_found"], &["signature_mismatch"]]), (-1, [&[], &[]])]
    {
        for (token, expected) in old.iter().zip(expected) {
            assert_eq!(reasons(token, now), expected, "{now}");
        }
        for token in &new {
            assert_eq!(reasons(token, now), [""; 0], "{now}");
        }
    }
}
