//! `mcp-token profile set`: what it says aloud, what it remembers, and what it mends

use std::fs;
use std::path::PathBuf;

use crate::keeper::Keeper;
use crate::sandbox::{SECRET, hint, line, stderr, stdout};

const NO_BUS: &str = "no keychain: there is no session bus";

fn with_key(keeper: &Keeper, args: &[&str]) -> String {
    let run = keeper.run_with(args, |command| command.env("X", SECRET)).code(0).stdout("");
    keeper.said(&run)
}

#[test]
fn a_life_of_more_than_30_days_is_warned_of() {
    let keeper = Keeper::new();
    let set = |more: &[&str]| with_key(&keeper, &[&["profile", "set", "a"], more].concat());
    let new = ["--secret-from", "env:X", "--store", "none"];
    assert!(!set(&[&new[..], &["--ttl", "30d"]].concat()).contains("warning"));
    let over = "warning: the tokens of `a` live for 30 d, more than 30 days\n";
    let dry = keeper.run(&["profile", "set", "a", "--ttl", "2592001s", "--dry-run"]).code(0);
    assert_eq!(stderr(&dry), over);
    assert!(set(&["--ttl", "2592001s"]).starts_with(over));
    assert!(!set(&["--sub", "x"]).contains("warning"), "it was said before");
    assert!(
        set(&["--ttl", "40d"]).starts_with("warning: the tokens of `a` live for 40 d, more than 30 days\n")
    );
    assert!(!set(&["--ttl", "1d"]).contains("warning"));

    keeper.sandbox.file("app.env", format!("KEY={SECRET}\n"));
    let import =
        ["profile", "import", "b", "--env-file", "app.env", "--secret-var", "KEY", "--store", "file"];
    let said = with_key(&keeper, &[&import[..], &["--ttl", "40d"]].concat());
    assert!(said.starts_with("warning: the tokens of `b` live for 40 d, more than 30 days\n"), "{said}");
    let setup = keeper.run(&["setup", "--yes", "--profile", "c", "--ttl", "40d", "--store", "file"]).code(0);
    assert!(stderr(&setup).starts_with("warning: the tokens of `c` live for 40 d, more than 30 days\n"));
    let import = [&import[..2], &["d"], &import[3..], &["--unset", "qouta"]].concat();
    keeper
        .run(&import)
        .code(2)
        .stdout("")
        .stderr("error: the profile `d` says nothing of the claim `qouta`\n");
}

#[test]
fn a_profile_without_a_key_is_said_unless_that_was_asked_for() {
    let keeper = Keeper::new();
    let set = ["profile", "set", "x", "--preset", "exai", "--store", "file"];
    let warning =
        "warning: profile `x` has no key: `get` hands out what `store x` keeps, and makes no token\n";
    let dry = keeper.run(&[&set[..], &["--dry-run"]].concat()).code(0);
    assert_eq!(stderr(&dry), format!("{warning}hint: add --secret-from new\n"));
    let assert = keeper.run(&set).code(0).stdout("");
    assert_eq!(
        keeper.said(&assert),
        format!(
            "profile `x`: new in ~/.config/mcp-token/config.toml, its token is kept in an encrypted file\n\
             {warning}hint: mcp-token profile set x --secret-from new\n"
        )
    );
    keeper.shell(&hint(&assert)).code(0);
    let token = keeper.get(&["x"]);
    assert!(crate::sandbox::claims_of(&token).contains("exai-mcp-client"));
    keeper.run(&["profile", "set", "x", "--secret-from", "none"]).code(0);
    assert_eq!(
        stderr(&keeper.run(&["profile", "set", "x", "--sub", "a"]).code(0)).matches("warning").count(),
        0
    );
    let flags = ["profile", "set", "y", "--store", "file", "--secret-from", "none"];
    assert!(!stderr(&keeper.run(&flags).code(0)).contains("warning"));
    // The flag of the dry run, too.
    keeper
        .run(&["profile", "set", "z", "--preset", "exai", "--store", "file", "--secret-from", "new"])
        .code(0);
}

/// A profile whose table is this, and one beside it.
fn broken(table: &str) -> Keeper {
    let keeper = Keeper::with(&["good", "--secret-from", "new", "--store", "file"]);
    let path = keeper.sandbox.home(".config/mcp-token/config.toml");
    fs::write(&path, format!("{}\n[profiles.bad]\n{table}", keeper.config())).unwrap();
    keeper.run(&["get", "bad"]).code(1).stdout("");
    keeper
}

#[test]
fn a_profile_that_cannot_be_read_is_not_changed() {
    // What it demands may be what cannot be read.
    for (lines, what) in [
        ("demands = { rol = 'admin' }", "`demands.rol` is an unknown key"),
        (
            "claims = '{\"sub\":\"a\"'",
            "`claims` is not JSON: EOF while parsing an object at line 1 column 10",
        ),
        ("nonsense = 1", "`nonsense` is an unknown key"),
        ("key = { enf = 'X' }", "`key.enf` is an unknown key"),
        ("min-ttl = 5", "`min-ttl` is an integer, expected a duration such as \"24h\""),
    ] {
        let keeper = broken(&format!("store = 'file'\n# kept\n{lines}\n"));
        refuses_to_change(&keeper, what);
    }
    let stores = "expected `keychain`, `file` or `none`";
    refuses_to_change(&broken("store = 'fil'\n"), &format!("`store` is `fil`, {stores}"));
    refuses_to_change(&broken(""), &format!("`store` is missing, {stores}"));
}

fn refuses_to_change(keeper: &Keeper, what: &str) {
    let before = keeper.config();
    let message = format!("profile `bad`: {what}");
    keeper.run(&["get", "bad"]).code(1).stdout("").stderr(format!("error: {message}\n"));
    for more in [&[][..], &["--quota", "5"], &["--store", "file"], &["--secret-from", "new"], &["--dry-run"]]
    {
        let args = [&["profile", "set", "bad"], more].concat();
        keeper.run(&args).code(1).stdout("").stderr(format!("error: {message}\nhint: mcp-token doctor\n"));
    }
    let doctor = keeper.plain(&stdout(&keeper.run(&["doctor"]).code(4)));
    assert!(doctor.contains("  HIGH  profiles  ") && doctor.contains(&format!("  {message}\n")), "{doctor}");
    assert!(doctor.contains("by hand: correct it in `~/.config/mcp-token/config.toml`\n"), "{doctor}");
    let json = line(&keeper.run(&["-q", "--json", "profile", "set", "bad", "--quota", "5"]).code(1));
    let json: serde_json::Value = serde_json::from_str(&json).unwrap();
    assert_eq!(json["error"]["message"], message);
    assert_eq!(keeper.config(), before);
}

#[test]
fn a_broken_profile_does_not_hold_up_another_one() {
    let keeper = broken("nonsense = 1\n");
    keeper.set(&["good", "--sub", "a"]);
    let dry = keeper.run(&["profile", "set", "good", "--store", "none", "--dry-run"]).code(0);
    assert!(!stdout(&dry).contains("secret `good`"), "it may be the broken one's too");
}

#[test]
fn a_keychain_that_gives_no_answer_is_warned_of_where_it_was_asked_for() {
    let keeper = Keeper::new();
    let set = ["profile", "set", "ci", "--secret-from", "env:X", "--store", "keychain"];
    let told = "profile `ci`: new in ~/.config/mcp-token/config.toml, its token is kept in the keychain (mcp-token / token/ci)\n";
    assert_eq!(
        keeper.plain(&stdout(&keeper.run(&[&set[..], &["--dry-run"]].concat()).code(0).stderr(""))),
        told
    );
    let warning = format!("warning: the keychain cannot be used now: {NO_BUS}\n");
    assert_eq!(with_key(&keeper, &set), format!("{warning}{told}"));
    assert!(
        !with_key(&keeper, &["profile", "set", "ci", "--sub", "a"]).contains("warning"),
        "it was said before"
    );
}

#[test]
fn an_entry_that_other_programs_share_is_remembered() {
    let keeper = Keeper::new();
    let set = |args: &[&str]| with_key(&keeper, &[&["profile", "set", "ci"], args].concat());
    let entry = "entry = { service = \"exai-mcp\", user = \"jwt_token\" }\n";
    set(&["--secret-from", "env:X", "--store", "keychain", "--service", "exai-mcp", "--user", "jwt_token"]);
    for (store, shown) in [
        ("file", "kept in an encrypted file; in the keychain as exai-mcp / jwt_token"),
        ("none", "made anew at each call; in the keychain as exai-mcp / jwt_token"),
    ] {
        set(&["--store", store]);
        assert!(keeper.config().contains(&format!("store = \"{store}\"\n{entry}")), "{}", keeper.config());
        let text = stdout(&keeper.run(&["profile", "show"]).code(0));
        assert!(text.contains(&format!("  token     {shown}\n")), "{text}");
    }
    // It is nobody's while it is not in use.
    let shared = ["--store", "keychain", "--service", "exai-mcp", "--user", "jwt_token"];
    let other = [&["profile", "set", "other", "--secret-from", "env:X"], &shared[..]].concat();
    with_key(&keeper, &other);
    keeper
        .run(&["profile", "set", "ci", "--store", "keychain"])
        .code(2)
        .stdout("")
        .stderr("error: the keychain entry `exai-mcp / jwt_token` is claimed by the profile `other`\nhint: add --service mcp-token --user token/ci\n");
    with_key(&keeper, &["profile", "set", "other", "--store", "file"]);
    let said = set(&["--store", "keychain"]);
    assert!(said.ends_with("its token is kept in the keychain (exai-mcp / jwt_token)\n"), "{said}");
    assert_eq!(keeper.config().matches(entry).count(), 2);
    // An entry of its own is not.
    set(&["--store", "keychain", "--service", "mcp-token", "--user", "token/ci"]);
    set(&["--store", "file"]);
    assert_eq!(keeper.config().matches(entry).count(), 1);
}

#[test]
fn a_move_waits_for_the_lock_of_the_token_and_gives_up_without_it() {
    let keeper = Keeper::exai();
    let token = keeper.get(&[]);
    let locks = keeper.sandbox.home(".local/state/mcp-token/locks");
    let mut names = fs::read_dir(&locks).unwrap().map(|entry| entry.unwrap().path());
    let is_of_a_token = |path: &PathBuf| path.file_name().unwrap().as_encoded_bytes().starts_with(b"file-");
    let lock = fs::File::open(names.find(is_of_a_token).unwrap()).unwrap();
    lock.lock().unwrap();
    let before = keeper.files();
    keeper
        .run(&["profile", "set", "exai", "--store", "none"])
        .code(7)
        .stdout("")
        .stderr("error: another run is busy with this and does not come to an end\n");
    assert_eq!(keeper.files(), before);
    lock.unlock().unwrap();
    assert_eq!(keeper.get(&[]), token);
    keeper.set(&["exai", "--store", "none"]);
    assert_ne!(keeper.get(&[]), token);
}
