//! Keys in PEM (RFC 7468): PKCS#8, PKCS#1, SEC 1 and `SubjectPublicKeyInfo`.

use pkcs8::der::pem;
use zeroize::Zeroizing;

use super::{AnyKey, KeyEntry, KeyError, PrivateKey, PublicKey};

/// Reads the first key of a PEM file. Text and parameters before it are passed over, as `openssl ecparam` writes them.
pub(super) fn parse(text: &str) -> Result<KeyEntry, KeyError> {
    let block = text
        .match_indices("-----BEGIN ")
        .map(|(start, _)| &text[start..])
        .find(|block| !block.starts_with("-----BEGIN EC PARAMETERS"))
        .ok_or(KeyError::Unrecognized)?;
    let (label, der) = decode(block)?;
    let key = match label {
        "PRIVATE KEY" => AnyKey::Private(Box::new(PrivateKey::from_pkcs8(&der)?)),
        "RSA PRIVATE KEY" => AnyKey::Private(Box::new(PrivateKey::from_pkcs1(&der)?)),
        "EC PRIVATE KEY" => AnyKey::Private(Box::new(PrivateKey::from_sec1(&der)?)),
        "PUBLIC KEY" => AnyKey::Public(PublicKey::from_spki(&der)?),
        "RSA PUBLIC KEY" => AnyKey::Public(PublicKey::from_pkcs1(&der)?),
        "ENCRYPTED PRIVATE KEY" => return Err(KeyError::Encrypted),
        "CERTIFICATE" => return Err(KeyError::Certificate),
        other => return Err(KeyError::Unsupported { what: format!("PEM label `{other}`") }),
    };
    Ok(KeyEntry { key, kid: None, alg: None, for_signatures: true })
}

fn decode(block: &str) -> Result<(&str, Zeroizing<Vec<u8>>), KeyError> {
    let malformed = || KeyError::Malformed { kind: "PEM".to_owned() };
    let end = block.find("-----END ").ok_or_else(malformed)?;
    let end = end + 9 + block[end + 9..].find("-----").ok_or_else(malformed)? + 5;
    let block = &block[..end];
    if block.contains("Proc-Type: 4,ENCRYPTED") {
        return Err(KeyError::Encrypted);
    }
    let label = block["-----BEGIN ".len()..].split("-----").next().unwrap_or_default();
    let (_, der) = pem::decode_vec(block.as_bytes()).map_err(|_| malformed())?;
    Ok((label, Zeroizing::new(der)))
}
