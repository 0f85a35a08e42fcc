//! The examples of RFC 7515 appendix A: HS256, RS256, ES256, ES512, and the unsecured JWS that must be refused.
//!
//! The ES256 and ES512 signatures are checked, not made again.
//!
//! Sources: RFC 7515 appendix A.1.1 and A.2.1 (key, header, token), A.3.1 and A.4.1 (key, token), A.5 (token). Keys and
//! tokens were compared with the text of the RFC character by character, its white space taken out; the CRLF in
//! the header of A.1 is that of the octets it prints. [`EXP`] is the `exp` that A.1.1, A.2.1, A.3.1 and A.5 print. The
//! changed payload of A.4 is ours.

use super::*;
use crate::jwt::json::JsonError;
use crate::jwt::refusal::Refusal;
use crate::jwt::token::{Part, TokenError};

#[test]
fn accepts_a_1_a_2_and_a_3_until_the_second_of_their_exp() {
    for (name, token, jwk) in
        [("A.1", A_1_JWS, A_1_JWK), ("A.2", A_2_JWS, A_2_JWK), ("A.3", A_3_JWS, A_3_JWK)]
    {
        let keys = keys(jwk);
        assert_eq!(reasons_by(&keys, token, &Policy::default(), EXP.minus(secs(1))), [], "{name}");
        assert_eq!(
            reasons_by(&keys, token, &Policy::default(), EXP),
            [Refusal::Expired { at: EXP, now: EXP }],
            "{name}"
        );
    }
}

#[test]
fn signs_a_1_and_a_2_to_the_very_same_text() {
    let payload = base64url::decode(Segments::parse(A_1_JWS).unwrap().payload).unwrap();
    let made = minted_by(&signer(A_1_JWK, Alg::HS256), "{\"typ\":\"JWT\",\r\n \"alg\":\"HS256\"}", &payload);
    assert_eq!(made, A_1_JWS);
    let made = minted_by(&signer(A_2_JWK, Alg::RS256), "{\"alg\":\"RS256\"}", &payload);
    assert_eq!(made, A_2_JWS);
}

#[test]
fn holds_the_signature_of_a_4_and_says_that_its_payload_is_no_json() {
    let keys = keys(A_4_JWK);
    assert!(signature_holds(&keys, Alg::ES512, A_4_JWS));
    assert!(!signature_holds(&keys, Alg::ES512, &A_4_JWS.replace(".UGF5", ".UGF6")));
    let refused = reasons_by(&keys, A_4_JWS, &lenient(), EXP);
    assert!(
        matches!(
            &refused[..],
            [Refusal::Token(TokenError::Json { part: Part::Payload, problem: JsonError::NotJson { .. } })]
        ),
        "{refused:?}"
    );
}

#[test]
fn refuses_the_unsecured_a_5_whatever_the_key() {
    let policy = Policy { expiry: Expiry::Optional, ..Policy::default() };
    for (jwk, alg) in [(A_1_JWK, Alg::HS256), (A_2_JWK, Alg::RS256), (A_3_JWK, Alg::ES256)] {
        assert_eq!(
            reasons_by(&keys(jwk), A_5_JWS, &policy, EXP.minus(secs(1))),
            [Refusal::AlgMismatch { expected: vec![alg], found: "none".to_owned() }]
        );
    }
}

/// The `exp` of A.1, A.2 and A.3.
const EXP: Time = Time::from_unix(1_300_819_380);

/// RFC 7515 appendix A.1.1.
const A_1_JWK: &str = "\
    {\"kty\":\"oct\",\"k\":\"AyM1SysPpbyDfgZld3umj1qzKObwVMkoqQ-EstJQLr_T-1qS0gZH75aKtMN3Yj0iPS4hcgU\
    uTwjAzZr1Z9CAow\"}";

/// RFC 7515 appendix A.1.1.
const A_1_JWS: &str = "\
    eyJ0eXAiOiJKV1QiLA0KICJhbGciOiJIUzI1NiJ9.eyJpc3MiOiJqb2UiLA0KICJleHAiOjEzMDA4MTkzODAsDQogImh0dHA\
    6Ly9leGFtcGxlLmNvbS9pc19yb290Ijp0cnVlfQ.dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";

/// RFC 7515 appendix A.2.1. TEST KEY
const A_2_JWK: &str = "\
    {\"kty\":\"RSA\",\"n\":\"ofgWCuLjybRlzo0tZWJjNiuSfb4p4fAkd_wWJcyQoTbji9k0l8W26mPddxHmfHQp-Vaw-4q\
    PCJrcS2mJPMEzP1Pt0Bm4d4QlL-yRT-SFd2lZS-pCgNMsD1W_YpRPEwOWvG6b32690r2jZ47soMZo9wGzjb_7OMg0LOL-bSf\
    63kpaSHSXndS5z5rexMdbBYUsLA9e-KXBdQOS-UTo7WTBEMa2R2CapHg665xsmtdVMTBQY4uDZlxvb3qCo5ZwKh9kG4LT6_I\
    5IhlJH7aGhyxXFvUK-DWNmoudF8NAco9_h9iaGNj8q2ethFkMLs91kzk2PAcDTW9gb54h4FRWyuXpoQ\",\"e\":\"AQAB\"\
    ,\"d\":\"Eq5xpGnNCivDflJsRQBXHx1hdR1k6Ulwe2JZD50LpXyWPEAeP88vLNO97IjlA7_GQ5sLKMgvfTeXZx9SE-7YwVo\
    l2NXOoAJe46sui395IW_GO-pWJ1O0BkTGoVEn2bKVRUCgu-GjBVaYLU6f3l9kJfFNS3E0QbVdxzubSu3Mkqzjkn439X0M_V5\
    1gfpRLI9JYanrC4D4qAdGcopV_0ZHHzQlBjudU2QvXt4ehNYTCBr6XCLQUShb1juUO1ZdiYoFaFQT5Tw8bGUl_x_jTj3ccPD\
    VZFD9pIuhLhBOneufuBiB4cS98l2SR_RQyGWSeWjnczT0QU91p1DhOVRuOopznQ\",\"p\":\"4BzEEOtIpmVdVEZNCqS7ba\
    C4crd0pqnRH_5IB3jw3bcxGn6QLvnEtfdUdiYrqBdss1l58BQ3KhooKeQTa9AB0Hw_Py5PJdTJNPY8cQn7ouZ2KKDcmnPGBY\
    5t7yLc1QlQ5xHdwW1VhvKn-nXqhJTBgIPgtldC-KDV5z-y2XDwGUc\",\"q\":\"uQPEfgmVtjL0Uyyx88GZFF1fOunH3-7c\
    epKmtH4pxhtCoHqpWmT8YAmZxaewHgHAjLYsp1ZSe7zFYHj7C6ul7TjeLQeZD_YwD66t62wDmpe_HlB-TnBA-njbglfIsRLt\
    XlnDzQkv5dTltRJ11BKBBypeeF6689rjcJIDEz9RWdc\",\"dp\":\"BwKfV3Akq5_MFZDFZCnW-wzl-CCo83WoZvnLQwCTe\
    Dv8uzluRSnm71I3QCLdhrqE2e9YkxvuxdBfpT_PI7Yz-FOKnu1R6HsJeDCjn12Sk3vmAktV2zb34MCdy7cpdTh_YVr7tss2u\
    6vneTwrA86rZtu5Mbr1C1XsmvkxHQAdYo0\",\"dq\":\"h_96-mK1R_7glhsum81dZxjTnYynPbZpHziZjeeHcXYsXaaMwk\
    OlODsWa7I9xXDoRwbKgB719rrmI2oKr6N3Do9U0ajaHF-NKJnwgjMd2w9cjz3_-kyNlxAr2v4IKhGNpmM5iIgOS1VZnOZ68m\
    6_pbLBSp3nssTdlqvd0tIiTHU\",\"qi\":\"IYd7DHOhrWvxkwPQsRM2tOgrjbcrfvtQJipd-DlcxyVuuM9sQLdgjVk2oy2\
    6F0EmpScGLq2MowX7fhd_QJQ3ydy5cY7YIBi87w93IKLEdfnbJtoOPLUW0ITrJReOgo1cq9SbsxYawBgfp_gh6A5603k2-ZQ\
    wVK0JKSHuLFkuQ3U\"}";

/// RFC 7515 appendix A.2.1.
const A_2_JWS: &str = "\
    eyJhbGciOiJSUzI1NiJ9.eyJpc3MiOiJqb2UiLA0KICJleHAiOjEzMDA4MTkzODAsDQogImh0dHA6Ly9leGFtcGxlLmNvbS9\
    pc19yb290Ijp0cnVlfQ.cC4hiUPoj9Eetdgtv3hF80EGrhuB__dzERat0XF9g2VtQgr9PJbu3XOiZj5RZmh7AAuHIm4Bh-0Q\
    c_lF5YKt_O8W2Fp5jujGbds9uJdbF9CUAr7t1dnZcAcQjbKBYNX4BAynRFdiuB--f_nZLgrnbyTyWzO75vRK5h6xBArLIARN\
    PvkSjtQBMHlb1L07Qe7K0GarZRmB_eSN9383LcOLn6_dO--xi12jzDwusC-eOkHWEsqtFZESc6BfI7noOPqvhJ1phCnvWh6I\
    eYI2w9QOYEUipUTI8np6LbgGY9Fs98rqVt5AXLIhWkWywlVmtVrBp0igcN_IoypGlUPQGe77Rw";

/// RFC 7515 appendix A.3.1. TEST KEY
const A_3_JWK: &str = "\
    {\"kty\":\"EC\",\"crv\":\"P-256\",\"x\":\"f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU\",\"y\":\"\
    x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0\",\"d\":\"jpsQnnGQmL-YBIffH1136cspYG6-0iY7X1fCE9-E9L\
    I\"}";

/// RFC 7515 appendix A.3.1.
const A_3_JWS: &str = "\
    eyJhbGciOiJFUzI1NiJ9.eyJpc3MiOiJqb2UiLA0KICJleHAiOjEzMDA4MTkzODAsDQogImh0dHA6Ly9leGFtcGxlLmNvbS9\
    pc19yb290Ijp0cnVlfQ.DtEhU3ljbEg8L38VWAfUAqOyKAM6-Xx-F4GawxaepmXFCgfTjDxw5djxLa8ISlSApmWQxfKTUJqP\
    P3-Kg6NU1Q";

/// RFC 7515 appendix A.4.1. TEST KEY
const A_4_JWK: &str = "\
    {\"kty\":\"EC\",\"crv\":\"P-521\",\"x\":\"AekpBQ8ST8a8VcfVOTNl353vSrDCLLJXmPk06wTjxrrjcBpXp5EOnY\
    G_NjFZ6OvLFV1jSfS9tsz4qUxcWceqwQGk\",\"y\":\"ADSmRA43Z1DSNx_RvcLI87cdL07l6jQyyBXMoxVg_l2Th-x3S1W\
    DhjDly79ajL4Kkd0AZMaZmh9ubmf63e3kyMj2\",\"d\":\"AY5pb7A0UFiB3RELSD64fTLOSV_jazdF7fLYyuTw8lOfRhWg\
    6Y6rUrPAxerEzgdRhajnu0ferB0d53vM9mE15j2C\"}";

/// RFC 7515 appendix A.4.1. The payload is `Payload`.
const A_4_JWS: &str = "\
    eyJhbGciOiJFUzUxMiJ9.UGF5bG9hZA.AdwMgeerwtHoh-l192l60hp9wAHZFVJbLfD_UxMi70cwnZOYaRI1bKPWROc-mZZq\
    wqT2SI-KGDKB34XO0aw_7XdtAG8GaSwFKdCAPZgoXD2YBJZCPEX3xKpRwcdOO8KpEHwJjyqOgzDO7iKvU8vcnwNrmxYbSW9E\
    RBXukOXolLzeO_Jn";

/// RFC 7515 appendix A.5.
const A_5_JWS: &str = "\
    eyJhbGciOiJub25lIn0.eyJpc3MiOiJqb2UiLA0KICJleHAiOjEzMDA4MTkzODAsDQogImh0dHA6Ly9leGFtcGxlLmNvbS9p\
    c19yb290Ijp0cnVlfQ.";
