//! Kept secrets that are gone from their store, or are others than those that were kept.

use std::fs;
use std::path::PathBuf;

use crate::keeper::Keeper;
use crate::sandbox::{SECRET, line, mint_with, stderr, stdout};
use crate::ward::{Ward, finding};

/// The encrypted file of a version, named by what a store calls its entry: the first half of the SHA-256 of service, NUL, user.
fn file_of(keeper: &Keeper, kid: &str) -> PathBuf {
    entry_file(keeper, &format!("/{kid}"))
}

/// Loses the active secret, which is there twice.
fn lose(keeper: &Keeper) {
    fs::remove_file(file_of(keeper, &keeper.kid("exai", "active"))).unwrap();
    fs::remove_file(entry_file(keeper, "")).unwrap();
}

fn entry_file(keeper: &Keeper, kid: &str) -> PathBuf {
    let entry = format!("mcp-token\0secret/exai{kid}");
    let digest = aws_lc_rs::digest::digest(&aws_lc_rs::digest::SHA256, entry.as_bytes());
    let name = hex::encode(&digest.as_ref()[..16]);
    keeper.sandbox.home(&format!(".local/state/mcp-token/store/{name}.age"))
}

/// The profile is what it is to be already: its secret is used at once, and nobody waits for a lock.
#[test]
fn a_secret_whose_ring_is_gone_is_made_anew() {
    let keeper = Keeper::exai();
    fs::remove_file(keeper.sandbox.home(".config/mcp-token/secrets/exai.json")).unwrap();
    let said = "secret `exai`: new, 256 bits, kept in an encrypted file\n";
    let set = ["profile", "set", "exai", "--secret-from", "new"];
    assert_eq!(keeper.said(&keeper.run(&set).code(0).stdout("")), said);
    assert!(!keeper.files().keys().any(|path| path.contains("/left/")), "nothing is to be swept");
    keeper.get(&["--force-new"]);
}

#[test]
fn a_previous_secret_that_is_lost_hinders_no_other_one() {
    let keeper = Keeper::exai();
    let (old, first) = (keeper.get(&[]), keeper.kid("exai", "active"));
    keeper.run(&["secret", "rotate", "exai", "--now"]).code(0);
    fs::remove_file(file_of(&keeper, &first)).unwrap();
    // The one that signs is enough to sign.
    let new = keeper.get(&[]);
    keeper.get(&["--force-new"]);
    keeper.run(&["exec", "exai", "--", "true"]).code(0).stderr("");
    assert!(
        !stderr(&keeper.run(&["encode", "--secret-name", "exai", "--sub", "a"]).code(0))
            .contains("is not in")
    );
    let revoke = format!("mcp-token secret revoke exai --kid {first}");
    let said = format!(
        "warning: the secret `exai` ({first}) is not in an encrypted file: \
         the tokens that it has signed are refused, `{revoke}` forgets it\n"
    );
    keeper.run(&["verify", "--profile", "exai", &new]).code(0).stderr(said.clone());
    let refused = keeper.run(&["verify", "--profile", "exai", &old, "--json"]).code(4);
    assert_eq!(stderr(&refused), said);
    assert!(line(&refused).contains(r#""reasons":["key_not_found"]"#), "{}", line(&refused));
    keeper.shell(&revoke).code(0);
    keeper.run(&["verify", "--profile", "exai", &new]).code(0).stderr("");
}

#[test]
fn the_secret_that_signs_has_to_be_there() {
    let keeper = Keeper::exai();
    let kid = keeper.kid("exai", "active");
    let token = keeper.get(&[]);
    lose(&keeper);
    let what = format!("error: the secret `exai` ({kid}) is not in an encrypted file\n");
    let said = format!("{what}hint: mcp-token doctor\n");
    let exec = ["exec", "exai", "--force-new", "--", "true"];
    for args in [&["get", "--force-new"][..], &exec, &["verify", "--profile", "exai", &token]] {
        keeper.run(args).code(6).stdout("").stderr(said.clone());
    }
    // What it tells of, where no copy comes back.
    let told = stdout(&keeper.shell("mcp-token doctor").code(4));
    let rotate = "mcp-token secret rotate exai --now --grace 0s";
    assert!(told.contains(&format!("`{rotate}` gives it up\n")), "{told}");
    keeper.shell(rotate).code(0);
    keeper.run(&["verify", "--profile", "exai", &keeper.get(&[])]).code(0).stderr("");
    // A rotation has nothing to write beside a new one in a `.env` file.
    let keeper = Keeper::new();
    keeper.sandbox.file("app.env", format!("KEY={SECRET}\n"));
    let import = ["profile", "import", "exai", "--env-file", "app.env", "--secret-var", "KEY"];
    keeper.run(&[&import[..], &["--store", "file"]].concat()).code(0);
    lose(&keeper);
    assert!(!stderr(&keeper.run(&["get"]).code(6)).contains("hint: "));
}

/// What is kept twice is lost when both are.
#[test]
fn the_other_copy_of_the_secret_that_signs_is_as_good() {
    let keeper = Keeper::exai();
    let (token, kid) = (keeper.get(&[]), keeper.kid("exai", "active"));
    fs::remove_file(file_of(&keeper, &kid)).unwrap();
    keeper.get(&["--force-new"]);
    keeper.run(&["verify", "--profile", "exai", &token]).code(0).stderr("");
    keeper.run(&["doctor"]).code(0);
    // It is no longer there twice once another one signs.
    keeper.run(&["secret", "rotate", "exai", "--now"]).code(0);
    keeper.run(&["verify", "--profile", "exai", &token]).code(0).stderr("");
}

#[test]
fn doctor_gives_up_a_previous_secret_that_is_lost() {
    let ward = Ward::of(Keeper::exai());
    let old = ward.keeper.kid("exai", "active");
    ward.keeper.run(&["secret", "rotate", "exai", "--now"]).code(0);
    let recorded = ward.keeper.ring("exai")["versions"][0]["fingerprint"].clone();
    ward.keeper.replace_in_ring("exai", recorded.as_str().unwrap(), "00000000");
    let mend = |command: &str| format!("a copy of it back in its place; `{command}` gives it up");
    let revoke = format!("mcp-token secret revoke exai --kid {old}");
    let replaced = format!("the secret `exai` ({old}) in an encrypted file is not the one that was kept");
    assert_eq!(ward.found(&[]), [finding("store", "warning", &replaced, "")]);
    fs::remove_file(file_of(&ward.keeper, &old)).unwrap();
    let lost = format!("the secret `exai` ({old}) is not in an encrypted file");
    assert_eq!(ward.found(&[]), [finding("no_secret", "warning", &lost, "")]);
    ward.by_hand(&[], "no_secret", &mend(&revoke), || drop(ward.shell(&revoke).code(0)));
    assert_eq!(ward.found(&[]), []);
    // Of the one that signs it is another matter. What was away comes back, and is as good as before.
    let lost = lost.replace(&old, &ward.keeper.kid("exai", "active"));
    let (store, away) = (ward.path("~/.local/state/mcp-token/store"), ward.path("~/away"));
    let token = ward.keeper.get(&[]);
    fs::rename(&store, &away).unwrap();
    let rotate = "mcp-token secret rotate exai --now --grace 0s";
    assert_eq!(ward.found(&[]), [finding("no_secret", "high", &lost, "")]);
    ward.by_hand(&[], "no_secret", &mend(rotate), || fs::rename(&away, &store).unwrap());
    ward.keeper.run(&["verify", "--profile", "exai", &token]).code(0);
    lose(&ward.keeper);
    ward.by_hand(&[], "no_secret", &mend(rotate), || drop(ward.shell(rotate).code(0)));
    assert_eq!(ward.found(&[]), []);
}

#[test]
fn a_rotation_promises_nothing_of_a_secret_that_is_lost() {
    let keeper = Keeper::exai();
    let first = keeper.kid("exai", "active");
    let lost = format!(
        "warning: the secret `exai` ({first}) is not in an encrypted file: the tokens that it has signed are refused\n"
    );
    let rotated = |args: &[&str], state: &str| {
        let assert = keeper.run(&[&["secret", "rotate", "exai"], args].concat()).code(0).stdout("");
        keeper.said(&assert).replace(&keeper.kid("exai", state), "<kid>")
    };
    let starts = |said: &str, start: &str| assert!(said.starts_with(start), "{said}");
    starts(&rotated(&[], "next"), &format!("secret `exai`: kid <kid> is next, {first} still signs\n"));
    lose(&keeper);
    let since = format!("{lost}secret `exai`: kid <kid> is next since <instant>\n");
    starts(&rotated(&[], "next"), &since);
    starts(&rotated(&["--activate"], "active"), &format!("{lost}secret `exai`: kid <kid> signs now\n"));
    let second = keeper.kid("exai", "active");
    let both = format!("secret `exai`: kid <kid> signs now, {second} verifies until <instant>\n");
    starts(&rotated(&["--now"], "active"), &both);
}

#[test]
fn a_secret_that_is_not_the_one_that_was_kept_is_not_used() {
    let keeper = Keeper::exai();
    let (old, first) = (keeper.get(&[]), keeper.kid("exai", "active"));
    let recorded = keeper.ring("exai")["versions"][0]["fingerprint"].clone();
    keeper.replace_in_ring("exai", recorded.as_str().unwrap(), "00000000");
    let what = format!("the secret `exai` ({first}) in an encrypted file is not the one that was kept");
    let reveal = ["secret", "show", "exai", "--reveal"];
    let verify = ["verify", "--profile", "exai", &old];
    for args in [&["get", "--force-new"][..], &reveal, &verify, &["encode", "--secret-name", "exai"]] {
        keeper.run(args).code(7).stdout("").stderr(format!("error: {what}\n"));
    }
    let doctor = keeper.run(&["doctor", "--json"]).code(4);
    assert!(line(&doctor).contains(&what), "{}", line(&doctor));

    keeper.run(&["secret", "rotate", "exai", "--now"]).code(0);
    // Nothing is advised that would delete what is there.
    let said = format!("warning: {what}: the tokens that it has signed are refused\n");
    keeper.run(&["verify", "--profile", "exai", &keeper.get(&[])]).code(0).stderr(said);
    keeper.run(&["secret", "revoke", "exai", "--kid", &first]).code(0);
    keeper.run(&["verify", "--profile", "exai", &keeper.get(&[])]).code(0).stderr("");
}

/// Nothing is recorded of a passphrase that could be guessed from it.
#[test]
fn a_passphrase_is_used_as_it_is() {
    let keeper = Keeper::new();
    let secret = "correct horse battery staple, and more";
    keeper.sandbox.file("secret", secret);
    keeper.run(&["secret", "set", "exai", "--store", "file", "--secret-file", "secret"]).code(0);
    keeper.set(&["exai", "--secret-from", "name:exai", "--store", "file"]);
    let token = keeper.get(&[]);
    let header = crate::sandbox::header_of(&token);
    assert_eq!(token, mint_with(secret.as_bytes(), &header, crate::sandbox::claims_of(&token).as_bytes()));
}

/// What has no fingerprint can only be judged again. A ring that does not know of its weakness is one of a secret that was good.
#[test]
fn a_secret_without_a_fingerprint_that_has_become_a_weak_one_is_not_used() {
    let keeper = Keeper::new();
    keeper.sandbox.file("secret", "PRIVATE");
    let set = ["secret", "set", "exai", "--store", "file", "--secret-file", "secret", "--allow-weak-secret"];
    keeper.run(&set).code(0);
    keeper.set(&["exai", "--secret-from", "name:exai", "--store", "file"]);
    let (token, kid) = (keeper.get(&[]), keeper.kid("exai", "active"));
    keeper.get(&["--force-new"]);

    keeper.replace_in_ring("exai", "      \"weak\": true,\n", "");
    let what = format!("the secret `exai` ({kid}) in an encrypted file is 7 bytes, HS256 needs 32");
    let said = format!("error: {what}\nhint: mcp-token secret rotate exai --now\n");
    for args in [
        &["get", "--force-new"][..],
        &["encode", "--secret-name", "exai"],
        &["verify", "--profile", "exai", &token],
        &["refresh", "--profile", "exai", &token],
        &["secret", "show", "exai", "--reveal"],
    ] {
        keeper.run(args).code(2).stdout("").stderr(said.clone());
    }
    let doctor = keeper.run(&["doctor", "--json"]).code(4);
    assert!(line(&doctor).contains(&what), "{}", line(&doctor));

    let rotated = keeper.shell("mcp-token secret rotate exai --now").code(0).stdout("");
    let lost = format!("warning: {what}: the tokens that it has signed are refused\n");
    assert!(stderr(&rotated).starts_with(&lost), "{}", stderr(&rotated));
    keeper.run(&["verify", "--profile", "exai", &keeper.get(&[])]).code(0).stderr(lost);
}
