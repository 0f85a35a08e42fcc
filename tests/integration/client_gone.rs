//! Projects, files and records that went away: `mcp-token client install` and `client remove`

use std::fs;
use std::os::unix::fs::symlink;

use serde_json::{Value, json};

use crate::client_install::{CURSOR, put, read};
use crate::client_print::exai;
use crate::sandbox::{hint, line, stderr, stdout};

/// The record of a project that is gone can be taken away, by the line that is told.
#[test]
fn a_project_that_is_gone_is_forgotten_when_that_is_asked_for() {
    let keeper = exai();
    let folder = keeper.sandbox.home("my project");
    for client in ["cursor", "opencode"] {
        fs::create_dir(&folder).unwrap();
        keeper.run(&["client", "install", client, "--project", folder.to_str().unwrap()]).code(0);
        fs::remove_dir_all(&folder).unwrap();
        let assert = keeper.run(&["client", "install"]).code(6).stdout("");
        let path = folder.display();
        assert_eq!(
            stderr(&assert),
            format!(
                "error: {client}, exai: the project `{path}` is not there any more\n\
                 hint: mcp-token client remove {client} exai --project '{path}'\n"
            )
        );
        let said = stderr(&keeper.shell(&hint(&assert)).code(0).stdout(""));
        assert!(
            said.contains(": `exai` was gone from ~/my project/") && said.ends_with(" already\n"),
            "{said}"
        );
        assert!(!folder.exists());
        keeper.run(&["client", "install"]).code(0).stdout("").stderr("no client was connected yet\n");
        // Where nothing is remembered of it.
        let said = stderr(
            &keeper
                .run(&["client", "remove", client, "exai", "--project", folder.to_str().unwrap()])
                .code(1)
                .stdout(""),
        );
        assert!(said.starts_with("error: cannot find the project's directory"), "{said}");
    }
}

/// Nothing of it is looked at, and nothing is made again; what is remembered of it goes by the name that it had.
#[test]
fn a_project_that_is_gone_keeps_nobody_from_the_others() {
    let keeper = exai();
    let folder = keeper.sandbox.home("gone");
    let project = folder.to_str().unwrap();
    fs::create_dir(&folder).unwrap();
    keeper.run(&["client", "install", "cursor", "--project", project]).code(0);
    keeper.run(&["client", "install", "kiro"]).code(0);
    fs::remove_dir_all(&folder).unwrap();
    let servers = |args: &[&str]| {
        let report: Value = serde_json::from_str(&line(&keeper.run(args).code(0).stderr(""))).unwrap();
        report["clients"].as_array().unwrap().iter().filter(|row| row["servers"] != json!([])).count()
    };
    // One file, which two clients read.
    assert_eq!(servers(&["client", "list", "--json"]), 2);
    let doctor = stdout(&keeper.run(&["doctor"]).stderr(""));
    assert!(!doctor.contains("gone"), "{doctor}");
    let all: Value =
        serde_json::from_str(&line(&keeper.run(&["client", "install", "--json"]).code(6))).unwrap();
    // The user's first.
    let (first, second) = (&all["clients"][0], &all["clients"][1]);
    assert_eq!((&first["change"], &second["error"]["code"]), (&json!("unchanged"), &json!("no_project")));
    let said =
        stderr(&keeper.run(&["client", "remove", "cursor", "exai", "--project", project]).code(0).stdout(""));
    assert_eq!(said, "Cursor: `exai` was gone from ~/gone/.cursor/mcp.json already\n");
    assert!(!folder.exists());
    keeper
        .run(&["client", "install"])
        .code(0)
        .stdout("")
        .stderr("Kiro: `exai` is in ~/.kiro/settings/mcp.json already\n");
}

/// A file that lies deeper in its project than another of that name.
#[test]
fn the_project_of_a_deeper_file_is_its_own() {
    const DEEP: &str = ".opencode/opencode.json";
    let keeper = exai();
    fs::create_dir(keeper.sandbox.path(".opencode")).unwrap();
    fs::write(keeper.sandbox.path("mine.json"), "{}").unwrap();
    symlink("../mine.json", keeper.sandbox.path(DEEP)).unwrap();
    keeper.run(&["client", "install", "opencode", "--scope", "project"]).code(0);
    assert!(keeper.sandbox.read("mine.json").contains("exai"));
    fs::remove_dir_all(keeper.sandbox.path(".opencode")).unwrap();
    let said = keeper.said(&keeper.run(&["client", "install"]).code(0).stdout(""));
    assert!(
        said.ends_with("`exai` is gone from ./.opencode/opencode.json, and is not written again\n"),
        "{said}"
    );
    fs::create_dir(keeper.sandbox.path(".opencode")).unwrap();
    fs::write(keeper.sandbox.path(DEEP), "{}").unwrap();
    keeper.run(&["client", "install", "opencode", "--scope", "project"]).code(0);
    assert!(keeper.sandbox.read(DEEP).contains("exai"));
    // It is taken out of the file that it was put into, whatever others came since.
    fs::write(keeper.sandbox.path("opencode.json"), "{}").unwrap();
    keeper.run(&["client", "remove", "opencode", "exai", "--scope", "project"]).code(0);
    assert!(!keeper.sandbox.path(DEEP).exists() || !keeper.sandbox.read(DEEP).contains("exai"));
    assert_eq!(keeper.sandbox.read("opencode.json"), "{}");
}

/// What is forgotten is told when it is, and where a copy lies when it lies there.
#[test]
fn what_could_not_be_forgotten_is_not_told_as_forgotten() {
    let keeper = exai();
    put(&keeper, CURSOR, r#"{"mcpServers": {"exai": {"command": "mine"}}}"#, 0o600);
    keeper.run(&["client", "install", "cursor"]).code(0);
    put(&keeper, CURSOR, "{}", 0o600);
    let copy = keeper.files().into_keys().find(|path| path.ends_with(".before")).unwrap();
    let copy = keeper.sandbox.home(&copy);
    fs::remove_file(&copy).unwrap();
    fs::create_dir(&copy).unwrap();
    let said = stderr(&keeper.run(&["client", "install"]).code(7).stdout(""));
    assert!(said.starts_with("error: cursor, exai: "), "{said}");
    fs::remove_dir(&copy).unwrap();
    let said = stderr(&keeper.run(&["client", "install"]).code(0).stdout(""));
    assert!(said.starts_with("Cursor: `exai` is gone from ") && copy.exists(), "{said}");
}

/// What stands in it may be somebody else's.
#[test]
fn a_record_that_is_a_link_is_told_by_all_that_look_for_records() {
    let keeper = exai();
    keeper.run(&["client", "install", "cursor"]).code(0);
    let record = keeper.files().into_keys().find(|path| path.contains("/clients/")).unwrap();
    let elsewhere = keeper.sandbox.home("record.json");
    fs::rename(&record, &elsewhere).unwrap();
    symlink(&elsewhere, &record).unwrap();
    let told = format!("`{record}` is a link\n");
    for (words, status) in [(&["install"][..], 7), (&["list"], 0), (&["remove", "cursor", "exai"], 7)] {
        let said = stderr(&keeper.run(&[&["client"], words].concat()).code(status));
        assert!(said.contains(&told), "{words:?}: {said}");
    }
}

/// Nobody knows then what is ours: the file and the copy, in which alone what was there before may lie, stay.
#[test]
fn with_a_damaged_record_nothing_goes_and_its_hint_loses_nothing() {
    let own = r#"{"mcpServers": {"exai": {"command": "mine"}}}"#;
    for (damage, before) in [("", own), ("{", own), ("{", "")] {
        let keeper = exai();
        if !before.is_empty() {
            put(&keeper, CURSOR, before, 0o600);
        }
        keeper.run(&["client", "install", "cursor"]).code(0);
        let edited = read(&keeper, CURSOR).replace("\"url\"", "\"timeout\": 60, \"url\"");
        put(&keeper, CURSOR, &edited, 0o600);
        let ours = |end: &str| {
            keeper.files().into_iter().find(|(path, _)| path.contains("/clients/") && path.ends_with(end))
        };
        let record = ours(".json").unwrap().0;
        fs::write(&record, damage).unwrap();
        let (file, stem) = (record.rsplit('/').next().unwrap(), record.trim_end_matches(".json"));
        let copy = format!(" && mv -n {stem}.before {stem}.before.unread");
        let copy = if before.is_empty() { "" } else { &copy };
        let moved = format!("mv -n {stem}.json {stem}.unread{copy}");
        for words in [&["install"][..], &["install", "cursor"], &["remove", "cursor", "exai"]] {
            let assert = keeper
                .run(&[&["client"], words].concat())
                .code(1)
                .stdout("")
                .stderr(format!("error: what is remembered of `{file}` cannot be read\nhint: {moved}\n"));
            assert_eq!(hint(&assert), moved);
            assert_eq!(read(&keeper, CURSOR), edited);
        }
        keeper.shell(&moved).code(0);
        keeper.run(&["client", "install", "cursor"]).code(0);
        let said = stderr(&keeper.run(&["client", "remove", "cursor", "exai"]).code(0).stdout(""));
        let (did, copy) = said.split_once("the file as it was: ~/").unwrap_or_else(|| panic!("{said}"));
        assert_eq!(did, "Cursor: took `exai` out of ~/.cursor/mcp.json\n");
        assert_eq!(read(&keeper, copy.trim_end()), edited);
        let first = ours(".before.unread").map(|(_, bytes)| bytes).unwrap_or_default();
        assert_eq!(String::from_utf8(first).unwrap(), before);
    }
}

/// OpenCode lays its files over each other: the last counts, and the first is none that is made.
#[test]
fn of_files_that_are_laid_over_each_other_the_last_gets_the_entry() {
    let files =
        ["config.json", "opencode.json", "opencode.jsonc"].map(|name| format!(".config/opencode/{name}"));
    let deep = ".opencode/opencode.json".to_owned();
    let all = [&files[..], &[deep]].concat();
    let keeper = exai();
    keeper.run(&["client", "install", "opencode"]).code(0);
    assert!(read(&keeper, &files[1]).contains("exai"));
    for last in 0..all.len() {
        let keeper = exai();
        all[..=last].iter().for_each(|file| put(&keeper, file, "{}", 0o600));
        keeper.run(&["client", "install", "opencode"]).code(0);
        let holders: Vec<_> =
            all[..=last].iter().filter(|file| read(&keeper, file).contains("exai")).collect();
        assert_eq!(holders, [&all[last]]);
        // What comes later changes nothing of what was put there.
        put(&keeper, ".opencode/opencode.jsonc", "{}", 0o600);
        let again = stderr(&keeper.run(&["client", "install"]).code(0).stdout(""));
        assert_eq!(again, format!("OpenCode: `exai` is in ~/{} already\n", all[last]));
        keeper.run(&["client", "remove", "opencode", "exai"]).code(0);
        assert_eq!(read(&keeper, &all[last]), "{}");
        // Of somebody's own the one that counts.
        let own = r#"{"mcp":{"mine":{"type":"remote","url":"https://a.example"}}}"#;
        all[..=last].iter().for_each(|file| put(&keeper, file, own, 0o600));
        keeper.run(&["client", "remove", "opencode", "mine"]).code(0);
        let holders = all[..=last].iter().filter(|file| read(&keeper, file).contains("mine")).count();
        assert_eq!((holders, read(&keeper, &all[last]).contains("mine")), (last, false));
    }
}

/// The one that its client sees goes first.
#[test]
fn of_two_that_were_installed_over_each_other_the_last_is_taken_out_first() {
    let keeper = exai();
    let (first, last) = (".config/opencode/opencode.json", ".config/opencode/opencode.jsonc");
    keeper.run(&["client", "install", "opencode"]).code(0);
    put(&keeper, last, "{}", 0o600);
    keeper.run(&["client", "install", "opencode"]).code(0);
    for file in [last, first] {
        assert!(read(&keeper, file).contains("exai"), "{file}");
        let said = stderr(&keeper.run(&["client", "remove", "opencode", "exai"]).code(0).stdout(""));
        assert!(said.starts_with(&format!("OpenCode: took `exai` out of ~/{file}\n")), "{said}");
    }
    assert_eq!(read(&keeper, last), "{}");
}
