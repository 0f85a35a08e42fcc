//! Any DER under any PEM label, and any text as it stands.
//!
//! Of an input that begins with a digit the rest is also taken for a DER, so that a mutation meets the key and not the
//! armour around it; the digit chooses the label.
#![no_main]

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use libfuzzer_sys::fuzz_target;
use mcp_token::jwt::key::{KeyError, KeyFile, PublicKey};
use mcp_token_fuzz::keys::check_file;

fuzz_target!(|data: &[u8]| {
    check_file(data);
    let Some((&first, der)) = data.split_first() else { return };
    if !first.is_ascii_digit() {
        return;
    }
    let label = LABELS[usize::from(first - b'0') % LABELS.len()];
    let mut pem = format!("-----BEGIN {label}-----\n");
    for line in STANDARD.encode(der).as_bytes().chunks(64) {
        pem.push_str(&String::from_utf8_lossy(line));
        pem.push('\n');
    }
    pem.push_str(&format!("-----END {label}-----\n"));
    check_file(pem.as_bytes());

    // As openssl writes it: text and parameters before the key.
    let preceded = format!("Key:\n-----BEGIN EC PARAMETERS-----\nBggq\n-----END EC PARAMETERS-----\n{pem}");
    assert_eq!(public(&preceded), public(&pem));
});

fn public(pem: &str) -> Result<PublicKey, KeyError> {
    match KeyFile::parse(pem.as_bytes())? {
        KeyFile::One(entry) => entry.public().cloned(),
        KeyFile::Set(_) => panic!("a PEM is one key"),
    }
}

const LABELS: [&str; 5] =
    ["PRIVATE KEY", "PUBLIC KEY", "EC PRIVATE KEY", "RSA PRIVATE KEY", "RSA PUBLIC KEY"];
