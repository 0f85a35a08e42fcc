//! JSON Web Keys and sets of them (RFC 7517; members: RFC 7518 section 6, RFC 8037 section 2).

use aws_lc_rs::rsa::{KeyPairComponents, PublicKeyComponents};
use zeroize::Zeroizing;

use super::private::PrivateMember;
use super::public::{Parts, PublicKey};
use super::{Alg, AnyKey, KeyEntry, KeyError, KeyFile, KeyKind, PrivateKey};
use crate::jwt::base64url;
use crate::jwt::json::{Object, Value, quote};
use crate::secret::Secret;

/// Reads a JWK, or a JWK set, which has `keys`.
pub(super) fn parse(text: &str) -> Result<KeyFile, KeyError> {
    // Of a set only the outermost object is judged here: what is wrong with one key must not spoil the others.
    let object = Object::parse_shallow(text).map_err(KeyError::Json)?;
    match object.get("keys") {
        None => Object::parse(text).map_err(KeyError::Json).and_then(|jwk| entry(&jwk)).map(KeyFile::One),
        Some(keys) => {
            let keys = keys.as_array().ok_or_else(|| problem("keys", "is not a list"))?;
            Ok(KeyFile::Set(keys.into_iter().map(set_entry).collect()))
        }
    }
}

fn set_entry(value: Value<'_>) -> Result<KeyEntry, KeyError> {
    entry(&Object::parse(value.text()).map_err(KeyError::Json)?)
}

fn entry(jwk: &Object<'_>) -> Result<KeyEntry, KeyError> {
    let kty = text(jwk, "kty")?.ok_or_else(|| problem("kty", "is missing"))?;
    let key = match kty.as_str() {
        "EC" => ec(jwk)?,
        "OKP" => ed25519(jwk)?,
        "RSA" => rsa(jwk)?,
        "oct" => oct(jwk)?,
        other => return Err(KeyError::Unsupported { what: format!("`kty` {other}") }),
    };
    let alg = match text(jwk, "alg")? {
        None => None,
        Some(name) => {
            Some(name.parse::<Alg>().map_err(|_| KeyError::Unsupported { what: format!("`alg` {name}") })?)
        }
    };
    Ok(KeyEntry { for_signatures: for_signatures(jwk)?, kid: text(jwk, "kid")?, key, alg })
}

/// Whether `use` and `key_ops` (RFC 7517 section 4.2, 4.3) let the key sign or verify.
fn for_signatures(jwk: &Object<'_>) -> Result<bool, KeyError> {
    let purpose = text(jwk, "use")?.is_none_or(|purpose| purpose == "sig");
    let operations = match jwk.get("key_ops") {
        None => true,
        Some(value) => {
            let operations =
                value.as_strings().ok_or_else(|| problem("key_ops", "is not a list of strings"))?;
            operations.iter().any(|operation| operation == "sign" || operation == "verify")
        }
    };
    Ok(purpose && operations)
}

fn ec(jwk: &Object<'_>) -> Result<AnyKey, KeyError> {
    let (curve, len) = match text(jwk, "crv")?.as_deref() {
        Some("P-256") => (KeyKind::P256, 32),
        Some("P-384") => (KeyKind::P384, 48),
        Some("P-521") => (KeyKind::P521, 66),
        Some(other) => return Err(KeyError::Unsupported { what: format!("`crv` {other}") }),
        None => return Err(problem("crv", "is missing")),
    };
    let mut point = vec![4];
    for name in ["x", "y"] {
        point.extend_from_slice(&of_len(jwk, name, len)?);
    }
    if jwk.get("d").is_none() {
        return PublicKey::new(Parts::Ec { curve, point }).map(AnyKey::Public);
    }
    let d = of_len(jwk, "d", len)?;
    PrivateKey::from_ec_parts(curve, &d, &point).map(Box::new).map(AnyKey::Private)
}

fn ed25519(jwk: &Object<'_>) -> Result<AnyKey, KeyError> {
    match text(jwk, "crv")?.as_deref() {
        Some("Ed25519") => {}
        Some(other) => return Err(KeyError::Unsupported { what: format!("`crv` {other}") }),
        None => return Err(problem("crv", "is missing")),
    }
    let x = of_len(jwk, "x", 32)?;
    if jwk.get("d").is_none() {
        return PublicKey::new(Parts::Ed25519 { x: x.to_vec() }).map(AnyKey::Public);
    }
    let seed = of_len(jwk, "d", 32)?;
    PrivateKey::from_ed25519_parts(&seed, &x).map(Box::new).map(AnyKey::Private)
}

fn rsa(jwk: &Object<'_>) -> Result<AnyKey, KeyError> {
    let n = without_leading_zeros(&required(jwk, "n")?);
    let e = without_leading_zeros(&required(jwk, "e")?);
    if jwk.get("d").is_none() {
        return PublicKey::new(Parts::Rsa { n, e }).map(AnyKey::Public);
    }
    if jwk.get("oth").is_some() {
        return Err(KeyError::Unsupported { what: "RSA with more than two primes (`oth`)".to_owned() });
    }
    let components = KeyPairComponents {
        public_key: PublicKeyComponents { n, e },
        d: required(jwk, "d")?,
        p: required(jwk, "p")?,
        q: required(jwk, "q")?,
        dP: required(jwk, "dp")?,
        dQ: required(jwk, "dq")?,
        qInv: required(jwk, "qi")?,
    };
    PrivateKey::from_rsa_parts(&components).map(Box::new).map(AnyKey::Private)
}

/// Some makers write a zero octet before the number (RFC 7518 section 6.3.1.1).
fn without_leading_zeros(number: &[u8]) -> Vec<u8> {
    number.iter().copied().skip_while(|&byte| byte == 0).collect()
}

fn oct(jwk: &Object<'_>) -> Result<AnyKey, KeyError> {
    let secret = Secret::new(required(jwk, "k")?);
    if secret.is_empty() { Err(KeyError::EmptySecret) } else { Ok(AnyKey::Secret(secret)) }
}

fn text(jwk: &Object<'_>, member: &str) -> Result<Option<String>, KeyError> {
    match jwk.get(member) {
        None => Ok(None),
        Some(value) => match value.as_str() {
            Some(text) => Ok(Some(text.into_owned())),
            None => Err(problem(member, "is not a string")),
        },
    }
}

fn required(jwk: &Object<'_>, member: &str) -> Result<Zeroizing<Vec<u8>>, KeyError> {
    let text = Zeroizing::new(text(jwk, member)?.ok_or_else(|| problem(member, "is missing"))?);
    base64url::decode(&text).map(Zeroizing::new).ok_or_else(|| problem(member, "is not base64url"))
}

fn of_len(jwk: &Object<'_>, member: &str, len: usize) -> Result<Zeroizing<Vec<u8>>, KeyError> {
    let bytes = required(jwk, member)?;
    if bytes.len() == len {
        Ok(bytes)
    } else {
        Err(problem(member, &format!("is {} bytes, expected {len}", bytes.len())))
    }
}

fn problem(member: &str, problem: &str) -> KeyError {
    KeyError::Jwk { member: member.to_owned(), problem: problem.to_owned() }
}

impl PublicKey {
    /// The key as a JWK, with its use, its algorithm and its name.
    pub fn to_jwk(&self, alg: Alg, kid: &str) -> String {
        write(&self.jwk_members(), &[], alg, kid).to_string()
    }
}

impl PrivateKey {
    /// The key as a JWK with its private members.
    pub fn to_jwk(&self, alg: Alg, kid: &str) -> Option<Zeroizing<String>> {
        Some(write(&self.public().jwk_members(), &self.jwk_members()?, alg, kid))
    }
}

fn write(public: &[(&str, String)], private: &[PrivateMember], alg: Alg, kid: &str) -> Zeroizing<String> {
    let mut json = Zeroizing::new(String::with_capacity(4096));
    json.push('{');
    for (name, value) in public {
        json.push_str(&format!("\"{name}\":\"{value}\","));
    }
    for (name, bytes) in private {
        json.push_str(&format!("\"{name}\":\""));
        base64url::encode_onto(bytes, &mut json);
        json.push_str("\",");
    }
    json.push_str(&format!("\"use\":\"sig\",\"alg\":\"{alg}\",\"kid\":{}}}", quote(kid)));
    json
}
