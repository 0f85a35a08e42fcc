use super::*;
use crate::secret::{Encoding, Size, generate};

fn judge(bytes: impl Into<Vec<u8>>, min: usize) -> Result<(), Weakness> {
    check(&Secret::new(bytes.into()), min)
}

fn decoded(base64: &str) -> Vec<u8> {
    Encoding::Base64.decode(&Secret::new(base64.as_bytes().to_vec())).unwrap().expose().to_vec()
}

#[test]
fn wants_the_length_of_each_hash_to_the_byte() {
    let text = "b7K2mQ9xT4vR8nW1cY6pL3sD5fG0hJzAqE2uI9oP4aXwZ6rM1kN8tB5yC3dF7gHs";
    for min in [32, 48, 64] {
        assert_eq!(judge(&text[..min], min), Ok(()));
        assert_eq!(judge(&text[..min - 1], min), Err(Weakness::TooShort { len: min - 1, min }));
    }
    assert_eq!(judge("b", 0), Ok(()));
    assert_eq!(judge("", 0), Err(Weakness::Empty));
}

#[test]
fn counts_bytes_and_takes_bytes_that_are_no_text() {
    let bytes: Vec<u8> = (0..32).map(|byte: u8| byte.wrapping_mul(37) ^ 0xa5).collect();
    assert!(std::str::from_utf8(&bytes).is_err());
    assert_eq!(judge(bytes.clone(), 32), Ok(()));
    assert_eq!(judge(&bytes[1..], 32), Err(Weakness::TooShort { len: 31, min: 32 }));
}

#[test]
fn knows_a_pem_wherever_it_begins() {
    for text in [
        "-----BEGIN PUBLIC KEY-----",
        "-----BEGIN CERTIFICATE-----\nAAAA",
        "-----BEGIN RSA PRIVATE KEY-----",
        "some text before\n-----BEGIN PUBLIC KEY-----\n",
        "\u{feff}\r\n\t -----BEGIN PUBLIC KEY-----",
        "---- BEGIN SSH2 PUBLIC KEY ----",
    ] {
        assert_eq!(judge(text, 0), Err(Weakness::Key { form: KeyForm::Pem }), "{text:?}");
    }
    assert_eq!(judge("-----BEGINNING of a very long pass phrase", 0), Ok(()));
}

#[test]
fn knows_a_jwk_a_set_and_the_lines_of_ssh() {
    for text in ["{\"kty\":\"oct\"}", "\n {\"keys\":[]}", "\u{feff}{ \"x\":1, \"kty\" : \"EC\"}"] {
        assert_eq!(judge(text, 0), Err(Weakness::Key { form: KeyForm::Jwk }), "{text:?}");
    }
    for text in [
        "ssh-rsa AAAA",
        "ssh-ed25519 AAAA",
        "ecdsa-sha2-nistp256 AAAA",
        "sk-ssh-ed25519@openssh.com AAAA",
        " ssh-rsa A",
    ] {
        assert_eq!(judge(text, 0), Err(Weakness::Key { form: KeyForm::Ssh }), "{text:?}");
    }
    assert_eq!(judge("{not a JWK, a sentence in braces}", 32), Ok(()));
    assert_eq!(judge("my ssh-rsa-like pass phrase, a long one", 32), Ok(()));
    assert_eq!(judge("host.example ssh-rsa AAAA", 0), Err(Weakness::Key { form: KeyForm::Ssh }));
}

#[test]
fn knows_public_keys_in_der_and_its_base64() {
    // TEST KEY: Ed25519 as `SubjectPublicKeyInfo`, 44 bytes.
    let ed25519 = "MCowBQYDK2VwAyEAjkIgsDsYuuc6t/MnulC/ZaSZE+c5YVZZfMR8sys3Wn8=";
    assert_eq!(judge(decoded(ed25519), 32), Err(Weakness::Key { form: KeyForm::Der }));
    for text in
        [ed25519.to_owned(), ed25519.trim_end_matches('=').to_owned(), ed25519.replace("nulC", "nul\nC")]
    {
        assert_eq!(judge(text.as_str(), 32), Err(Weakness::Key { form: KeyForm::Der }), "{text:?}");
    }
    let mut cut = decoded(ed25519);
    cut.pop();
    assert_eq!(judge(cut, 32), Ok(()));
}

#[test]
fn lets_somebody_allow_a_weak_secret_but_never_a_key_or_nothing() {
    for weakness in [Weakness::Published, Weakness::TooShort { len: 1, min: 32 }] {
        assert!(weakness.may_be_allowed(), "{weakness}");
    }
    for form in [KeyForm::Der, KeyForm::Jwk, KeyForm::Pem, KeyForm::Ssh] {
        assert!(!Weakness::Key { form }.may_be_allowed(), "{form}");
    }
    assert!(!Weakness::Empty.may_be_allowed());
}

#[test]
fn knows_a_text_that_repeats_one_piece_on_both_sides_of_its_longest() {
    let piece = "b7K2mQ9xT4vR8nW1c";
    assert_eq!(judge(piece[..16].repeat(2), 32), Err(Weakness::Published));
    assert_eq!(judge(piece.repeat(2), 32), Ok(()));
    assert_eq!(judge(vec![0; 32], 32), Err(Weakness::Published));
}

#[test]
fn knows_placeholders_and_samples_whatever_their_length() {
    for text in [
        "your_64_character_hex_secret_here",
        "your-256-bit-secret",
        "a-string-secret-at-least-256-bits-long",
        "CHANGE_ME_CHANGE_ME_CHANGE_ME_12",
        "replace-with-a-long-random-string-please",
        "<your-super-secret-jwt-token-with-at-least-32-characters-long>",
        "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef",
        "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa",
        "secret",
    ] {
        assert_eq!(judge(text, 32), Err(Weakness::Published), "{text}");
    }
}

#[test]
fn knows_a_key_in_any_form() {
    let pem_body = "MFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAEEVs/o5+uQbTjL3chynL4wXgUg2R9q9UU8I5mEovUf86QZ7kOBIjJwqnzD1omageEHWwHdBO6B+dFabmdT9POxg==";
    assert_eq!(judge(decoded(pem_body), 32), Err(Weakness::Key { form: KeyForm::Der }));
    for (text, form) in [
        (pem_body.to_owned(), KeyForm::Der),
        (format!(" \n-----BEGIN PUBLIC KEY-----\n{pem_body}\n-----END PUBLIC KEY-----\n"), KeyForm::Pem),
        ("ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIJ8a1 me@example".to_owned(), KeyForm::Ssh),
        ("JWT_SECRET=8f14e45fceea167a5a36dedd4bea2543\n".to_owned(), KeyForm::Dotenv),
        ("export KEY='x'".to_owned(), KeyForm::Dotenv),
        ("# a comment\n\n  KEY=x\n".to_owned(), KeyForm::Dotenv),
        (r#" {"kty":"RSA","n":"AQAB","e":"AQAB"}"#.to_owned(), KeyForm::Jwk),
    ] {
        assert_eq!(judge(text.as_str(), 32), Err(Weakness::Key { form }), "{text}");
    }
}

#[test]
fn knows_a_token_and_whatever_is_around_it() {
    let jwt = "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJhIn0.c2ln";
    for text in [jwt.to_owned(), format!("Bearer {jwt}\n"), format!(r#"{{"access_token":"{jwt}"}}"#)] {
        assert_eq!(judge(text.as_str(), 32), Err(Weakness::Token), "{text}");
    }
    assert_eq!(judge(&jwt[..jwt.rfind('.').unwrap()], 32), Ok(()), "two parts are none");
}

#[test]
fn takes_what_a_generator_makes() {
    for _ in 0..1000 {
        let bytes = generate(Size::Bits256).unwrap();
        for encoding in Encoding::ALL {
            assert_eq!(judge(encoding.encode(bytes.expose()).as_bytes(), 32), Ok(()));
        }
    }
}
