//! What goes although its place cannot be reached, or although a run is cut off: it is not ours any more, and nothing of it is
//! left for good.

use std::fs;

use serde_json::Value;

use crate::keeper::Keeper;
use crate::sandbox::stderr;

const LEFT: &str = "was left where it is, and a later `profile set`, `store` or `remove` takes it away: no keychain: there is \
                    no session bus";

/// The entries that a later run takes away.
fn listed(keeper: &Keeper) -> Vec<String> {
    let list = fs::read(keeper.sandbox.home(".local/state/mcp-token/left/list.json")).unwrap_or_default();
    let list: Vec<Value> = serde_json::from_slice(&list).unwrap_or_default();
    list.iter().map(|copy| copy["user"].as_str().unwrap().to_owned()).collect()
}

#[test]
fn a_removal_that_is_cut_off_leaves_no_secret_that_looks_whole() {
    // Whichever of its two files does not go.
    for stuck in [0, 1] {
        let keeper = Keeper::with(&["exai", "--secret-from", "new", "--store", "file"]);
        keeper.run(&["profile", "remove", "exai"]).code(0);
        let store = keeper.sandbox.home(".local/state/mcp-token/store");
        let mut files: Vec<_> = fs::read_dir(store).unwrap().map(|entry| entry.unwrap().path()).collect();
        files.sort();
        assert_eq!(files.len(), 2);
        fs::remove_file(&files[stuck]).unwrap();
        fs::create_dir(&files[stuck]).unwrap();
        // Its error names the file.
        keeper.sandbox.mcp_token(["secret", "remove", "exai"]).assert().code(1).stdout("");
        keeper.run(&["secret", "list"]).code(0).stdout("").stderr("no secret is kept\n");
        assert_eq!(listed(&keeper).len(), 2);
        fs::remove_dir(&files[stuck]).unwrap();
        keeper.run(&["remove", "exai"]).code(6);
        assert_eq!((keeper.encrypted_files(), listed(&keeper)), (0, vec![]));
    }
}

#[test]
fn a_removal_that_is_cut_off_before_it_begins_leaves_the_secret_whole() {
    let keeper = Keeper::exai();
    let kid = keeper.kid("exai", "active");
    let copy = |user: &str| serde_json::json!({"store": "file", "service": "mcp-token", "user": user, "of": {"secret": "exai"}});
    let list = serde_json::json!([copy(&format!("secret/exai/{kid}")), copy("secret/exai")]);
    let left = keeper.sandbox.home(".local/state/mcp-token/left");
    fs::create_dir_all(&left).unwrap();
    fs::write(left.join("list.json"), list.to_string()).unwrap();
    keeper.shell(&format!("chmod 700 '{0}' && chmod 600 '{0}/list.json'", left.display())).code(0);
    keeper.set(&["exai", "--ttl", "2h"]);
    assert_eq!(listed(&keeper), [""; 0]);
    keeper.run(&["secret", "show", "exai", "--reveal"]).code(0).stderr("");
}

#[test]
fn a_profile_goes_without_the_keychain_that_holds_its_token() {
    let keeper = Keeper::new();
    keeper.set(&["ci", "--secret-from", "env:X", "--store", "keychain"]);
    keeper.run(&["remove", "ci"]).code(7).stdout("");
    keeper
        .run(&["profile", "remove", "ci"])
        .code(0)
        .stdout("")
        .stderr(format!("warning: the kept token {LEFT}\nforgot the profile `ci`\n"));
    assert!(!keeper.config().contains("profiles.ci"), "{}", keeper.config());
    assert_eq!(listed(&keeper), ["token/ci"]);
    // One that takes its place is not taken away.
    keeper.set(&["ci", "--secret-from", "env:X", "--store", "keychain"]);
    keeper.set(&["ci", "--sub", "a"]);
    assert_eq!(listed(&keeper), [""; 0]);
    // Nobody could tell from another program's what lies there.
    let shared = ["ci", "--service", "other", "--user", "token"];
    keeper.set(&shared);
    let gone = keeper.run(&["profile", "remove", "ci"]).code(0);
    let said = stderr(&gone);
    assert!(said.starts_with("warning: the kept token was left where it is: no keychain: "), "{said}");
}

#[test]
fn a_secret_goes_without_the_keychain_that_holds_it() {
    let keeper = Keeper::with(&["exai", "--secret-from", "new", "--store", "file"]);
    keeper.run(&["profile", "remove", "exai"]).code(0);
    let path = keeper.sandbox.home(".config/mcp-token/secrets/exai.json");
    let ring = fs::read_to_string(&path).unwrap();
    fs::write(&path, ring.replace("\"file\"", "\"keychain\"")).unwrap();
    let kid = keeper.kid("exai", "active");
    keeper
        .run(&["secret", "remove", "exai"])
        .code(0)
        .stdout("")
        .stderr(format!("warning: the kept secret {LEFT}\nforgot the secret `exai`\n"));
    assert_eq!(listed(&keeper), [format!("secret/exai/{kid}"), "secret/exai".to_owned()]);
    keeper.run(&["secret", "list"]).code(0).stderr("no secret is kept\n");
}

#[test]
fn what_a_lost_passphrase_closes_is_forgotten_without_it() {
    let keeper = Keeper::new();
    keeper.sandbox.file("pass", "TEST-PRIVATE-passphrase\n");
    keeper.set(&["p", "--secret-from", "new", "--store", "file", "--passphrase-from", "file:pass"]);
    keeper.get(&["p"]);
    keeper.run(&["secret", "rotate", "p", "--now"]).code(0);
    assert_eq!(keeper.encrypted_files(), 4);
    fs::remove_file(keeper.sandbox.path("pass")).unwrap();
    keeper.run(&["get", "p"]).code(1).stdout("");
    keeper.run(&["secret", "revoke", "p"]).code(0).stdout("");
    assert_eq!(keeper.encrypted_files(), 3);
    keeper.run(&["remove", "p"]).code(0).stdout("").stderr("forgot the token of `p`\n");
    assert_eq!(keeper.encrypted_files(), 2);
    keeper.run(&["remove", "p"]).code(6).stdout("");
    keeper.run(&["profile", "remove", "p"]).code(0).stdout("");
    keeper.run(&["secret", "remove", "p"]).code(0).stdout("").stderr("forgot the secret `p`\n");
    assert_eq!(keeper.encrypted_files(), 0);
}

#[test]
fn what_is_left_is_in_the_report_too() {
    let keeper = Keeper::new();
    for store in ["file", "keychain"] {
        keeper.set(&["ci", "--secret-from", "env:X", "--store", store]);
        let left = store == "keychain";
        keeper.run(&["-q", "--json", "profile", "remove", "ci"]).code(0).stderr("").stdout(format!(
            "{{\"schema\":1,\"ok\":true,\"left\":{left},\"profile\":\"ci\",\"token\":false}}\n"
        ));
    }
}
