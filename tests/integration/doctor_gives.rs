//! `mcp-token doctor`: whether anything gives a token. What is kept is really opened, and nobody is asked, nothing run or made for
//! that.

use std::fs;

use serde_json::Value;

use crate::keeper::{Keeper, now};
use crate::sandbox::{OTHER_SECRET, SECRET, Sandbox, stdout};
use crate::ward::{Found, Ward, filled, finding};

const KEY: &str = "~/.config/mcp-token/files.key";
const RING: &str = "~/.config/mcp-token/secrets/exai.json";
const STATE: &str = "~/.local/state/mcp-token";
const STORE: &str = "~/.local/state/mcp-token/store";

fn exai() -> Ward {
    let ward = Ward::of(Keeper::exai());
    ward.keeper.get(&[]);
    assert_eq!(ward.found(&[]), []);
    let text = stdout(&ward.doctor(&[]));
    assert!(text.contains("profiles\n  ok    exai  its key and token can be read\n"), "{text}");
    ward
}

/// The section that a finding stands in, its code, its rank, what it says.
fn told(ward: &Ward) -> Vec<[String; 4]> {
    let text = |value: &Value| value.as_str().unwrap().to_owned();
    let found = ward.findings(&[]);
    found.iter().map(|one| ["section", "code", "rank", "message"].map(|key| text(&one[key]))).collect()
}

/// Cuts every encrypted file.
fn cut(ward: &Ward) {
    for entry in fs::read_dir(ward.path(STORE)).unwrap() {
        let path = entry.unwrap().path();
        let bytes = fs::read(&path).unwrap();
        fs::write(path, &bytes[..bytes.len() - 20]).unwrap();
    }
}

#[test]
fn a_key_file_opens_what_is_there() {
    let junk = "does not hold a key (43 base64url digits)";
    for (content, message) in [
        (None, format!("the key file `{KEY}` does not exist")),
        (Some("junk"), format!("the key file `{KEY}` {junk}")),
        (Some("AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"), "this key does not open ".to_owned()),
    ] {
        let ward = exai();
        let key = fs::read(ward.path(KEY)).unwrap();
        match content {
            None => fs::remove_file(ward.path(KEY)).unwrap(),
            Some(content) => drop(ward.file(KEY, content)),
        }
        ward.keeper.run(&["get"]).code(7);
        let found = ward.findings(&[]);
        // It is told once, and what it keeps closed is not said to be well.
        assert_eq!(found.len(), 1, "{found:?}");
        assert_eq!(told(&ward)[0][..3], ["stores", "store", "high"], "{found:?}");
        assert!(found[0]["message"].as_str().unwrap().starts_with(&message), "{found:?}");
        let mend = "what they were closed with back in its place, from a copy: nothing else opens them";
        let text = stdout(&ward.doctor(&[]));
        assert!(!text.contains("ok    exai"), "{text}");
        ward.by_hand(&[], "store", mend, || drop(ward.file(KEY, &key)));
        assert_eq!(ward.found(&[]), []);
    }
}

#[test]
fn a_profile_s_secret_is_there_and_is_opened() {
    type Loss = fn(&Ward);
    let lost: [(Loss, i32, [&str; 3], &str); 3] = [
        (
            |ward| fs::remove_file(ward.path(RING)).unwrap(),
            6,
            ["profiles", "no_secret", "high"],
            "no secret `exai` is kept",
        ),
        (
            |ward| fs::remove_dir_all(ward.path(STATE)).unwrap(),
            6,
            ["secrets", "no_secret", "high"],
            "the secret `exai` (",
        ),
        (cut, 7, ["secrets", "damaged", "high"], "the encrypted file of `mcp-token / secret/exai"),
    ];
    for (lose, exit, place, message) in lost {
        let ward = exai();
        lose(&ward);
        let before = ward.keeper.files();
        let found = told(&ward);
        assert_eq!(found.len(), 1, "{found:?}");
        assert_eq!(found[0][..3], place, "{found:?}");
        assert!(found[0][3].starts_with(message), "{found:?}");
        let given_up = "mcp-token secret rotate exai --now --grace 0s";
        let mend = if place[0] == "secrets" {
            format!("a copy of it back in its place; `{given_up}` gives it up")
        } else {
            "a copy of it back in its place, or a new secret under another name".to_owned()
        };
        let finding = &ward.findings(&[])[0];
        assert_eq!((&finding["mend"], &finding["command"]), (&mend.into(), &Value::Null));
        assert!(!stdout(&ward.doctor(&[])).contains("ok    exai"));
        assert_eq!(ward.keeper.files(), before, "nothing is made by looking");
        ward.keeper.run(&["get"]).code(exit);
        if place[0] == "secrets" {
            ward.shell(given_up).code(0);
            assert!(ward.found(&[]).iter().all(|one| one.1 != "high"));
        }
    }
}

/// What can be made again is no loss: it is told, and a new one takes its place.
#[test]
fn a_kept_token_that_can_be_made_again_may_be_damaged() {
    let ward = Ward::new();
    ward.file("secret", SECRET);
    ward.keeper.set(&["ci", "--secret-from", "file:secret", "--store", "file"]);
    ward.keeper.get(&[]);
    assert_eq!(ward.found(&[]), []);
    cut(&ward);
    let found = ward.found(&[]);
    assert_eq!((found.len(), found[0].0.as_str(), found[0].1.as_str()), (1, "damaged", "warning"));
    ward.mended(&[], "damaged", "mcp-token get ci");
    assert_eq!(ward.found(&[]), []);
}

#[test]
fn a_passphrase_is_there_and_opens_what_is_there() {
    let ward = Ward::new();
    ward.file("pass", "PRIVATE-pass");
    let from = ["--secret-from", "new", "--store", "file", "--passphrase-from", "file:pass"];
    ward.keeper.set(&[&["p"][..], &from].concat());
    assert_eq!(ward.found(&[]), []);
    ward.file("pass", "PRIVATE-other");
    let found = told(&ward);
    assert_eq!((found.len(), &found[0][..3]), (1, &["stores", "store", "high"].map(str::to_owned)[..]));
    assert!(found[0][3].starts_with("this passphrase does not open "), "{found:?}");
    fs::remove_file(ward.path("pass")).unwrap();
    let gone = "cannot open `./pass`: No such file or directory (os error 2)";
    assert_eq!(told(&ward), [["stores", "io", "high", gone].map(str::to_owned)]);
    ward.keeper.run(&["get"]).code(1);
}

#[test]
fn nobody_is_asked_and_no_program_is_run() {
    let ward = Ward::new();
    ward.program("pass", "touch \"$HOME/ran\"; echo PRIVATE-pass");
    let pass = ward.path("../bin/pass").canonicalize().unwrap();
    let from = format!("command:{}", pass.display());
    ward.keeper.set(&["p", "--secret-from", "new", "--store", "file", "--passphrase-from", &from]);
    ward.keeper.set(&["q", "--secret-from", &from, "--store", "none"]);
    fs::remove_file(ward.path("~/ran")).unwrap_or_default();
    let text = stdout(&ward.doctor(&[]).code(0));
    let why = "their passphrase comes from a program or a prompt";
    for line in [
        &format!("  -     encrypted files  not opened: {why}\n"),
        &format!("old, and not looked at: {why}\n"),
        &format!("  -     p  its key was not looked at: {why}; its token was not looked at: {why}\n"),
        "  -     q  its key was not looked at: no program is run here\n",
    ] {
        assert!(text.contains(line), "{line} {text}");
    }
    assert!(!ward.path("~/ran").exists());
}

#[test]
fn a_profile_without_a_key_keeps_a_token_that_lives() {
    let ward = Ward::new();
    let part = |code: &str, message: &str| -> Vec<Found> {
        vec![finding(code, "high", message, "mcp-token store part")]
    };
    ward.keeper.set(&["part", "--secret-from", "none", "--store", "file"]);
    let none = "no token is kept, and there is no key to make one";
    assert_eq!(ward.found(&[]), part("no_token", none));
    ward.shell_with("mcp-token store part", &filled("@LIVE@")).code(0);
    assert_eq!(ward.found(&[]), []);
    assert!(stdout(&ward.doctor(&[])).ends_with("  ok    part  its token can be read\n0 high, 0 warnings\n"));
    // The record alone says when an opaque one expires.
    ward.keeper.relearn("part", "expires-at", now() - 60 * 60);
    let expired = "its token expired 1 h ago, and there is no key to make another";
    assert_eq!(ward.found(&[]), part("expired_token", expired));
    ward.keeper.run(&["get"]).code(5);
    // The same is told of an entry that takes its token from it, and not that an installation would help.
    ward.file("~/.codex/config.toml", "");
    ward.program("codex", "echo codex-cli 0.169.0");
    ward.keeper.set(&["part", "--url", "https://part.example/mcp"]);
    ward.shell("mcp-token client install codex --profile part").code(0);
    let found = ward.found(&[]);
    let commands: Vec<_> = found.iter().map(|one| (one.0.as_str(), one.1.as_str(), one.3.as_str())).collect();
    let store = "mcp-token store part";
    assert_eq!(commands, [("no_token", "high", store), ("expired_token", "high", store)], "{found:?}");
    ward.shell_with(store, &filled("@LIVE@")).code(0);
    assert_eq!(ward.found(&[]), []);
    cut(&ward);
    assert_eq!(told(&ward).last().unwrap()[..3], ["profiles", "damaged", "high"]);
    fs::remove_dir_all(ward.path(STATE)).unwrap();
    assert_eq!(ward.found(&[]).last(), part("no_token", none).last());
    let keeper = Keeper::keyless_and_kept_nowhere();
    let command = "mcp-token profile set partner --store file && mcp-token store partner";
    let nowhere = "it has no key, and its token is kept nowhere";
    assert_eq!(Ward::of(keeper).found(&[]), [finding("no_token", "high", nowhere, command)]);
}

/// As the installation says it.
#[test]
fn a_key_that_the_client_does_not_hand_on_gives_no_token() {
    let ward = Ward::new();
    ward.program("codex", "echo codex-cli 0.169.0");
    let url = ["--url", "https://ci.example/mcp"];
    ward.keeper.set(&[&["ci", "--secret-from", "env:CI_SECRET", "--store", "none"], &url[..]].concat());
    let doctor = || {
        let line = format!("CI_SECRET={SECRET} mcp-token doctor --json; true");
        let report: Value = serde_json::from_str(&stdout(&ward.shell(&line))).unwrap();
        report["findings"].as_array().unwrap().clone()
    };
    ward.shell(&format!("CI_SECRET={SECRET} mcp-token client install codex --profile ci")).code(0);
    let found = doctor();
    assert_eq!(found.len(), 1, "{found:?}");
    assert_eq!((&found[0]["code"], &found[0]["rank"]), (&"no_token".into(), &"high".into()));
    let message = "`ci` takes its token from the profile `ci`, whose key is in `CI_SECRET`, which Codex does not hand on";
    assert_eq!(found[0]["message"], format!("~/.codex/config.toml: {message}"));
    let command = found[0]["command"].as_str().unwrap();
    assert_eq!(found[0]["mend"], Value::Null);
    let elsewhere = ward.findings(&[]);
    let those: Vec<_> = elsewhere.iter().filter(|one| one["code"] == "no_token").collect();
    assert_eq!(those.len(), 1, "{elsewhere:?}");
    assert_eq!(
        (&those[0]["mend"], &those[0]["command"]),
        (&"go where `CI_SECRET` is set".into(), &command.into())
    );
    ward.shell(&format!("export CI_SECRET={SECRET}; {command}")).code(0);
    assert_eq!(ward.found(&[]), []);
}

/// What a client starts has another environment than the client itself, for some.
#[test]
fn a_key_that_does_not_reach_what_is_started_gives_no_token() {
    let ward = Ward::new();
    ward.keeper.set(&["ci", "--secret-from", "env:CI_SECRET", "--store", "none"]);
    ward.program("npx", "");
    let found = || {
        let line = format!("CI_SECRET={SECRET} mcp-token doctor --json; true");
        let report: Value = serde_json::from_str(&stdout(&ward.shell(&line))).unwrap();
        report["findings"]
            .as_array()
            .unwrap()
            .iter()
            .map(|one| ward.keeper.plain(one["message"].as_str().unwrap()))
            .collect::<Vec<_>>()
    };
    let kept = |title: &str| {
        format!(
            "takes its token from the profile `ci`, whose key is in `CI_SECRET`, which {title} does not hand on"
        )
    };
    let json = r#"{"mcpServers":{"a":{"command":"mcp-token","args":["exec","ci","--","npx"]}}}"#;
    let cline = ".config/Code/User/globalStorage/saoudrizwan.claude-dev/settings/cline_mcp_settings.json";
    for (file, title) in [
        ("~/.config/Claude/claude_desktop_config.json", "Claude Desktop"),
        (&format!("~/{cline}"), "Cline"),
        ("~/.gemini/settings.json", "Gemini CLI"),
        ("~/.continue/mcpServers/a.json", "Continue (JSON)"),
        ("~/.cursor/mcp.json", ""),
    ] {
        ward.file(file, json);
        let expected =
            if title.is_empty() { Vec::new() } else { vec![format!("{file}: `a` {}", kept(title))] };
        assert_eq!(found(), expected);
        let without = json.replace(r#""ci""#, r#""--no-token","--secret-var","A=x""#);
        ward.file(file, without);
        assert!(found().iter().all(|one| !one.contains("hand on")), "{file}");
        fs::remove_file(ward.path(file)).unwrap();
    }
    let codex = "[mcp_servers.a]\ncommand = \"mcp-token\"\nargs = [\"exec\", \"ci\", \"--\", \"npx\"]\n";
    ward.file("~/.codex/config.toml", codex);
    assert_eq!(found(), [format!("~/.codex/config.toml: `a` {}", kept("Codex"))]);
    for handed in ["env_vars = [\"CI_SECRET\"]\n", "env = { CI_SECRET = \"${X}\" }\n"] {
        ward.file("~/.codex/config.toml", format!("{codex}{handed}"));
        assert!(found().iter().all(|one| !one.contains("does not hand on")), "{handed}: {:?}", found());
    }
}

#[test]
fn a_key_that_a_profile_names_can_be_used() {
    let ward = Ward::new();
    ward.keeper.set(&["ci", "--secret-from", "env:CI_SECRET", "--store", "none"]);
    let doctor = |secret: &str| {
        let assert = ward.keeper.run_with(&["doctor", "--json"], |command| command.env("CI_SECRET", secret));
        ward.found_by(&assert)
    };
    let unset = "its key is in the variable `CI_SECRET`, which is not set here";
    let asks = "export CI_SECRET=\"$(trap 'stty echo' INT; stty -echo; cat; stty echo)\"";
    assert_eq!(ward.found(&[]), [finding("unset_variable", "warning", unset, asks)]);
    assert_eq!(ward.findings(&[])[0]["mend"], "enter the key, then Enter and Ctrl-D");
    let asked = ward.shell_with(&format!("{asks}\nmcp-token doctor --json"), SECRET).code(0);
    assert_eq!(ward.found_by(&asked), []);
    assert_eq!(doctor(SECRET), []);
    let weak = doctor("PRIVATE");
    let told = "the secret in `CI_SECRET` is 7 bytes, HS256 needs 32";
    assert_eq!(weak, [finding("weak_secret", "high", told, "")]);
    ward.file("a.env", format!("K={OTHER_SECRET}\n"));
    ward.keeper.set(&["ci", "--secret-from", "dotenv:a.env:K"]);
    assert_eq!(ward.found(&[]), []);
    ward.file("a.env", format!("L={OTHER_SECRET}\n"));
    let found = ward.found(&[]);
    assert_eq!((found.len(), found[0].1.as_str(), found[0].2.as_str()), (1, "high", "`K` is not in ./a.env"));
    let mend = "what it names in its place, or another `--secret-from` for the profile";
    ward.by_editor(&[], "dotenv", mend, "nano ./a.env", &format!("K={OTHER_SECRET}\n"));
    assert_eq!(ward.found(&[]), []);
}

/// A new one is put where none is, or a placeholder; what somebody may sign with is not written over.
#[test]
fn a_secret_that_is_none_is_made() {
    let ward = Ward::new();
    let mend = "another secret in its place, or another `--secret-from` for the profile";
    for (source, file, before, command) in [
        ("file:key.txt", "key.txt", "", "mcp-token secret new > ./key.txt"),
        ("dotenv:a.env:K", "a.env", "A=b\nK=", "mcp-token secret new --var K --env-file ./a.env"),
    ] {
        ward.file(file, format!("{before}{SECRET}"));
        ward.keeper.set(&["ci", "--secret-from", source, "--store", "none", "--alg", "HS256"]);
        assert_eq!(ward.found(&[]), []);
        for content in ["", "your-256-bit-secret"] {
            ward.file(file, format!("{before}{content}"));
            ward.mended(&[], "weak_secret", command);
            assert_eq!(ward.found(&[]), []);
            assert!(ward.keeper.sandbox.read(file).starts_with(before));
        }
        ward.file(file, format!("{before}PRIVATE"));
        let good = format!("{before}{OTHER_SECRET}");
        ward.by_editor(&[], "weak_secret", mend, &format!("nano ./{file}"), &good);
        assert_eq!(ward.found(&[]), []);
        ward.keeper.set(&["ci", "--alg", "HS512"]);
        ward.file(file, before);
        ward.mended(&[], "weak_secret", &command.replace("new", "new --bits 512"));
        assert_eq!(ward.found(&[]), []);
    }
}

#[test]
fn a_key_that_is_none_is_mended_by_hand() {
    let ward = Ward::new();
    let path = ward.file("key.txt", SECRET);
    ward.keeper.set(&["ci", "--secret-from", "file:key.txt", "--store", "none"]);
    ward.file("key.txt", r#"{"keys":[]}"#);
    let mend = "what it names in its place, or another `--secret-from` for the profile";
    ward.by_editor(&[], "key", mend, "nano ./key.txt", SECRET);
    assert_eq!(ward.found(&[]), []);
    fs::remove_file(&path).unwrap();
    fs::create_dir(&path).unwrap();
    assert_eq!(ward.findings(&[])[0]["edit"], Value::Null);
    ward.by_hand(&[], "file", mend, || {
        fs::remove_dir(path).unwrap();
        ward.file("key.txt", SECRET);
    });
    assert_eq!(ward.found(&[]), []);
}

/// A directory that we may not write is no place for anything, whatever its mode says of others.
#[test]
fn our_own_directories_are_open_to_us() {
    let sandbox = Sandbox::of_an_ordinary_user();
    let ward = Ward::of(Keeper { sandbox });
    ward.keeper.set(&["p", "--secret-from", "new", "--store", "file"]);
    ward.keeper.get(&[]);
    assert_eq!(ward.found(&[]), []);
    for (place, mode) in
        [(STORE, 0o500), ("~/.config/mcp-token", 0o500), (STATE, 0o600), ("~/.config/mcp-token/secrets", 0)]
    {
        ward.set_mode(place, mode);
        let found = ward.found(&[]);
        let message = format!("`{place}` is closed to its owner (mode {mode:04o})");
        let closed = finding("closed", "high", &message, &format!("chmod 700 {place}"));
        assert!(found.contains(&closed), "{found:?}");
        ward.mended(&[], "closed", &format!("chmod 700 {place}"));
        assert_eq!(ward.found(&[]), [], "{place}");
    }
}

/// What cannot be opened is lost already: another is kept in its place.
#[test]
fn a_damaged_token_without_a_key_is_kept_anew() {
    let ward = Ward::new();
    ward.keeper.set(&["far", "--secret-from", "none", "--store", "file"]);
    ward.shell_with("mcp-token store far --opaque", "PRIVATE-one").code(0);
    for file in fs::read_dir(ward.path("~/.local/state/mcp-token/store")).unwrap() {
        fs::write(file.unwrap().path(), "rubbish").unwrap();
    }
    ward.mended_with(&[], "damaged", "mcp-token store far", &filled("@LIVE@"));
    assert_eq!(ward.found(&[]), []);
}
