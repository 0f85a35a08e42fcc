//! The example of RFC 7638 section 3.1: a thumbprint over the required members alone.
//!
//! Sources: RFC 7638 section 3.1 (the key and its SHA-256 thumbprint). Both were compared with the text of the RFC
//! character by character, the white space of its key taken out. The keys with another `kid`, without `alg` and with
//! another `e` are ours, made from that one.

use super::*;

#[test]
fn makes_the_thumbprint_of_3_1_whatever_else_the_key_says() {
    for jwk in [JWK.to_owned(), JWK.replace("2011-04-29", "another"), JWK.replace(r#","alg":"RS256""#, "")] {
        let file = KeyFile::parse(jwk.as_bytes()).unwrap();
        let KeyFile::One(entry) = file else { panic!("one key") };
        assert_eq!(entry.public().unwrap().thumbprint(), "NzbLsXh8uDCcd-6MNwXF4W_7noWXFZAfHkxZsRGC9Xs");
    }
}

#[test]
fn makes_another_thumbprint_of_another_exponent() {
    let file = KeyFile::parse(JWK.replace("AQAB", "Aw").as_bytes()).unwrap();
    let KeyFile::One(entry) = file else { panic!("one key") };
    assert_ne!(entry.public().unwrap().thumbprint(), "NzbLsXh8uDCcd-6MNwXF4W_7noWXFZAfHkxZsRGC9Xs");
}

/// RFC 7638 section 3.1.
const JWK: &str = "\
    {\"kty\":\"RSA\",\"n\":\"0vx7agoebGcQSuuPiLJXZptN9nndrQmbXEps2aiAFbWhM78LhWx4cbbfAAtVT86zwu1RK7a\
    PFFxuhDR1L6tSoc_BJECPebWKRXjBZCiFV4n3oknjhMstn64tZ_2W-5JsGY4Hc5n9yBXArwl93lqt7_RN5w6Cf0h4QyQ5v-6\
    5YGjQR0_FDW2QvzqY368QQMicAtaSqzs8KJZgnYb9c7d0zgdAZHzu6qMQvRL5hajrn1n91CbOpbISD08qNLyrdkt-bFTWhAI\
    4vMQFh6WeZu0fM4lFd2NcRwr3XPksINHaQ-G_xBniIqbw0Ls1jF44-csFCur-kEgU8awapJzKnqDKgw\",\"e\":\"AQAB\"\
    ,\"alg\":\"RS256\",\"kid\":\"2011-04-29\"}";
