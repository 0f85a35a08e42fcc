//! An encrypted file can be opened by hand: the `age` program does, with the passphrase or with what is in the key file.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use mcp_token::file::Folder;
use mcp_token::secret::Secret;
use mcp_token::store::{EncryptedFiles, Entry, OpeningKey, Store};
use serde_json::{Value, json};

use crate::ours::Sandbox;

#[test]
fn age_opens_a_file_with_its_passphrase() {
    let sandbox = Sandbox::new();
    let passphrase = "correct horse battery staple";
    let key = OpeningKey::passphrase(&Secret::new(passphrase.as_bytes().to_vec())).unwrap();
    assert_eq!(decrypt(&written(&sandbox, key), passphrase), expected());
}

#[test]
fn age_opens_a_file_with_its_key_file() {
    let sandbox = Sandbox::new();
    let keys = Folder::create(&sandbox.path("keys")).unwrap();
    let file = written(&sandbox, OpeningKey::file(&keys, "key"));
    let key = fs::read_to_string(sandbox.path("keys/key")).unwrap();
    assert_eq!(decrypt(&file, key.trim_end()), expected());
}

fn written(sandbox: &Sandbox, key: OpeningKey) -> PathBuf {
    let folder = Folder::create(&sandbox.path("files")).unwrap();
    let files = EncryptedFiles::new(folder.clone(), key);
    files.write(&Entry::token(&"exai".parse().unwrap()), &Secret::new(b"eyJ.eyJ.sig".to_vec())).unwrap();
    folder.path().join(&folder.names().unwrap()[0])
}

fn expected() -> Value {
    json!({"v": 1, "service": "mcp-token", "user": "token/exai", "value": "ZXlKLmV5Si5zaWc="})
}

/// age asks for a passphrase on the terminal and nowhere else.
fn decrypt(file: &Path, passphrase: &str) -> Value {
    let plain = file.with_extension("json");
    let script = r#"
        log_user 0
        set timeout 60
        spawn age --decrypt -o $env(PLAIN) $env(CIPHER)
        expect "passphrase"
        send -- "$env(PASSPHRASE)\r"
        expect eof
        exit [lindex [wait] 3]"#;
    let mut expect = Command::new("expect");
    expect.args(["-c", script]).env("PLAIN", &plain).env("CIPHER", file).env("PASSPHRASE", passphrase);
    assert!(expect.status().expect("tests/run.sh installs expect").success(), "age did not open it");
    serde_json::from_str(&fs::read_to_string(plain).unwrap()).unwrap()
}
