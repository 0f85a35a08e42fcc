//! Which key judges a token: `kid` against one key and against sets, and which keys of a set are of use at all.

use super::{
    Alg, KeyFile, KeySet, NOON, base64url, key_fixtures as fixtures, keys, keys_for, lenient, minted_by,
    reasons_by, signer,
};
use crate::jwt::key::{KeyError, SigningKey};
use crate::jwt::refusal::Refusal;
use crate::jwt::{Key, Scratch, Verifier};

const ONE: &[u8] = b"one one one one one one one one!";
const TWO: &[u8] = b"two two two two two two two two!";

fn oct(secret: &[u8], more: &str) -> String {
    format!(r#"{{"kty":"oct","k":"{}"{more}}}"#, base64url::encode(secret))
}

fn set(keys: &[String]) -> String {
    format!(r#"{{"keys":[{}]}}"#, keys.join(","))
}

fn by(secret: &[u8], header: &str) -> String {
    let secret = crate::secret::Secret::new(secret.to_vec());
    minted_by(&SigningKey::from_secret(secret, None).unwrap(), header, "{}")
}

fn judged(keys: &KeySet, token: &str) -> Vec<Refusal> {
    reasons_by(keys, token, &lenient(), NOON)
}

fn not_found(kid: Option<&str>) -> Vec<Refusal> {
    vec![Refusal::KeyNotFound { kid: kid.map(str::to_owned) }]
}

const NO_KID: &str = r#"{"alg":"HS256"}"#;
const KID_A: &str = r#"{"alg":"HS256","kid":"a"}"#;
const KID_B: &str = r#"{"alg":"HS256","kid":"b"}"#;

#[test]
fn uses_one_key_unless_both_have_a_kid_and_these_differ() {
    let nameless = keys(&oct(ONE, ""));
    let named = keys(&oct(ONE, r#","kid":"a""#));
    for (keys, token, expected) in [
        (&nameless, by(ONE, NO_KID), vec![]),
        (&nameless, by(ONE, KID_A), vec![]),
        (&named, by(ONE, NO_KID), vec![]),
        (&named, by(ONE, KID_A), vec![]),
        (&named, by(ONE, KID_B), not_found(Some("b"))),
        (&named, by(ONE, r#"{"alg":"HS256","kid":"A"}"#), not_found(Some("A"))),
        (&named, by(ONE, r#"{"alg":"HS256","kid":""}"#), not_found(Some(""))),
        (&named, by(TWO, KID_A), vec![Refusal::SignatureMismatch]),
    ] {
        assert_eq!(judged(keys, &token), expected);
    }
}

#[test]
fn chooses_from_a_set_by_kid_and_by_nothing_else() {
    let keys = keys(&set(&[oct(ONE, r#","kid":"a""#), oct(TWO, r#","kid":"b""#)]));
    assert_eq!(judged(&keys, &by(ONE, KID_A)), []);
    assert_eq!(judged(&keys, &by(TWO, KID_B)), []);
    assert_eq!(judged(&keys, &by(TWO, KID_A)), [Refusal::SignatureMismatch]);
    assert_eq!(judged(&keys, &by(ONE, r#"{"alg":"HS256","kid":"c"}"#)), not_found(Some("c")));
}

#[test]
fn never_takes_a_nameless_key_of_a_set_for_a_token_that_names_one() {
    let keys = keys(&set(&[oct(ONE, ""), oct(TWO, r#","kid":"b""#)]));
    assert_eq!(judged(&keys, &by(ONE, KID_A)), not_found(Some("a")));
    assert_eq!(judged(&keys, &by(TWO, KID_B)), []);
    let alone = super::keys(&set(&[oct(ONE, "")]));
    assert_eq!(judged(&alone, &by(ONE, KID_A)), not_found(Some("a")));
    assert_eq!(judged(&alone, &by(ONE, NO_KID)), []);
}

#[test]
fn tries_every_key_for_a_token_without_kid_when_their_algorithms_are_the_same() {
    let keys = keys(&set(&[oct(ONE, r#","kid":"a""#), oct(TWO, "")]));
    for (secret, index) in [(ONE, 0), (TWO, 1)] {
        let mut scratch = Scratch::default();
        let verifier = Verifier::new(&keys, lenient());
        let token = by(secret, NO_KID);
        let verdict = verifier.verify(&token, &mut scratch, NOON);
        assert_eq!((verdict.reasons(), verdict.key()), (&[][..], Some(Key { index, alg: Alg::HS256 })));
    }
    assert_eq!(judged(&keys, &by(b"another", NO_KID)), [Refusal::SignatureMismatch]);
}

#[test]
fn leaves_no_choice_to_a_token_without_kid_when_the_algorithms_differ() {
    let keys = keys(&set(&[oct(ONE, r#","kid":"a""#), oct(TWO, r#","kid":"b","alg":"HS512""#)]));
    assert_eq!(judged(&keys, &by(ONE, NO_KID)), not_found(None));
    assert_eq!(judged(&keys, &by(ONE, KID_A)), []);
    let told = Refusal::AlgMismatch { expected: vec![Alg::HS512], found: "HS256".to_owned() };
    assert_eq!(judged(&keys, &by(TWO, KID_B)), [told]);
}

#[test]
fn tries_the_keys_that_share_a_kid_and_take_the_algorithm() {
    let both = keys(&set(&[oct(ONE, r#","kid":"a""#), oct(TWO, r#","kid":"a""#)]));
    assert_eq!(judged(&both, &by(ONE, KID_A)), []);
    assert_eq!(judged(&both, &by(TWO, KID_A)), []);
    let mixed = keys(&set(&[oct(ONE, r#","kid":"a""#), oct(TWO, r#","kid":"a","alg":"HS512""#)]));
    assert_eq!(judged(&mixed, &by(ONE, KID_A)), []);
    let told = Refusal::AlgMismatch { expected: vec![Alg::HS256, Alg::HS512], found: "HS384".to_owned() };
    assert_eq!(judged(&mixed, &by(ONE, r#"{"alg":"HS384","kid":"a"}"#)), [told]);
}

#[test]
fn passes_over_the_keys_of_a_set_that_are_of_no_use() {
    let useless = [
        "1".to_owned(),
        "{}".to_owned(),
        r#"{"kty":"oct"}"#.to_owned(),
        r#"{"kty":"oct","k":"=="}"#.to_owned(),
        r#"{"kty":"EC","crv":"P-256","x":"AA","y":"AA"}"#.to_owned(),
        r#"{"kty":"OKP","crv":"X25519","x":"AA"}"#.to_owned(),
        r#"{"kty":"unheard of"}"#.to_owned(),
        oct(TWO, r#","alg":"A256GCM""#),
        oct(TWO, r#","use":"enc""#),
        oct(TWO, r#","use":"Sig""#),
        oct(TWO, r#","key_ops":["encrypt","decrypt"]"#),
        oct(TWO, r#","key_ops":[]"#),
        oct(TWO, r#","key_ops":"verify""#),
        oct(TWO, r#","kid":7"#),
        oct(TWO, r#","alg":"RS256""#),
    ];
    let with_one = [&useless[..], &[oct(ONE, r#","use":"sig","key_ops":["verify"]"#)]].concat();
    let usable = keys(&set(&with_one));
    assert_eq!(usable.keys().len(), 1);
    assert_eq!(judged(&usable, &by(ONE, NO_KID)), []);
    assert_eq!(judged(&usable, &by(TWO, NO_KID)), [Refusal::SignatureMismatch]);
    let found = useless.len();
    let refused = KeySet::from_file(KeyFile::parse(set(&useless).as_bytes()).unwrap(), &[]).unwrap_err();
    assert_eq!(refused, KeyError::NoneUsable { found });
    let empty = KeySet::from_file(KeyFile::parse(b"{\"keys\":[]}").unwrap(), &[]).unwrap_err();
    assert_eq!(empty, KeyError::NoneUsable { found: 0 });
}

#[test]
fn refuses_one_key_that_is_not_for_signatures() {
    for more in [r#","use":"enc""#, r#","key_ops":["wrapKey"]"#, r#","key_ops":[],"use":"sig""#] {
        let file = KeyFile::parse(oct(ONE, more).as_bytes()).unwrap();
        assert_eq!(KeySet::from_file(file, &[]).unwrap_err(), KeyError::NotForSignatures, "{more}");
        let file = KeyFile::parse(oct(ONE, more).as_bytes()).unwrap();
        assert_eq!(SigningKey::from_file(file, None).unwrap_err(), KeyError::NotForSignatures, "{more}");
    }
    for more in [r#","use":"sig""#, r#","key_ops":["sign"]"#, r#","key_ops":["verify","sign"]"#] {
        assert_eq!(judged(&keys(&oct(ONE, more)), &by(ONE, NO_KID)), [], "{more}");
    }
}

#[test]
fn narrows_a_key_to_the_algorithm_that_its_file_names() {
    let file = || KeyFile::parse(oct(ONE, r#","alg":"HS512""#).as_bytes()).unwrap();
    let (asked, told) = (vec![Alg::HS256], Alg::HS512);
    assert_eq!(
        KeySet::from_file(file(), &asked).unwrap_err(),
        KeyError::AlgOfFile { asked: asked.clone(), file: told }
    );
    assert_eq!(
        SigningKey::from_file(file(), Some(Alg::HS256)).unwrap_err(),
        KeyError::AlgOfFile { asked, file: told }
    );
    for asked in [&[][..], &[Alg::HS512], &[Alg::HS256, Alg::HS512]] {
        assert_eq!(KeySet::from_file(file(), asked).unwrap().keys()[0].algs, [Alg::HS512]);
    }
}

#[test]
fn keeps_only_the_keys_of_a_set_that_fit_the_algorithm_asked_for() {
    let [p256, other] = [fixtures::OTHER_P256_PUBLIC_JWK.to_owned(), oct(ONE, "")];
    let file = set(&[p256, other]);
    let mixed = keys(&file);
    assert_eq!(mixed.keys().iter().map(|key| key.algs[0]).collect::<Vec<_>>(), [Alg::ES256, Alg::HS256]);
    assert_eq!(keys_for(&file, &[Alg::HS256]).keys().len(), 1);
    assert_eq!(judged(&keys_for(&file, &[Alg::HS256]), &by(ONE, NO_KID)), []);
    assert_eq!(judged(&mixed, &by(ONE, NO_KID)), not_found(None));
}

#[test]
fn takes_the_public_half_of_a_private_key_to_verify() {
    let private = keys(fixtures::P256_PKCS8);
    let good = minted_by(&signer(fixtures::P256_SEC1, Alg::ES256), r#"{"alg":"ES256","kid":"any"}"#, "{}");
    assert_eq!(judged(&private, &good), []);
    assert_eq!(judged(&keys(fixtures::P256_PUBLIC), &good), []);
    assert_eq!(judged(&keys(fixtures::OTHER_P256_PUBLIC_JWK), &good), [Refusal::SignatureMismatch]);
}

#[test]
fn takes_of_the_algorithms_asked_for_those_that_fit_each_key() {
    let file = set(&[fixtures::OTHER_P256_PUBLIC_JWK.to_owned(), oct(ONE, "")]);
    let keys = keys_for(&file, &[Alg::ES256, Alg::HS256]);
    assert_eq!(
        keys.keys().iter().map(|key| key.algs.clone()).collect::<Vec<_>>(),
        [[Alg::ES256], [Alg::HS256]]
    );
}
