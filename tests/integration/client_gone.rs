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
    let (first, second) = (&all["clients"][0], &all["clients"][1]);
    assert_eq!((&first["error"]["code"], &second["change"]), (&json!("no_project"), &json!("unchanged")));
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

/// The entry goes as somebody's, and what is remembered of it with it.
#[test]
fn a_damaged_record_keeps_no_entry_there() {
    for is_there in [true, false] {
        let keeper = exai();
        keeper.run(&["client", "install", "cursor"]).code(0);
        let records = keeper.files().into_keys().filter(|path| path.contains("/clients/mcpServers.exai."));
        let record = records.map(|path| path.split_once(".local/").unwrap().1.to_owned()).next().unwrap();
        put(&keeper, &format!(".local/{record}"), "{", 0o600);
        keeper.run(&["client", "install"]).code(1).stdout("");
        let before = read(&keeper, CURSOR);
        if !is_there {
            put(&keeper, CURSOR, "{}", 0o600);
        }
        let said = stderr(&keeper.run(&["client", "remove", "cursor", "exai"]).code(0).stdout(""));
        match said.split_once("the file as it was: ~/") {
            Some((_, copy)) => assert!(is_there && read(&keeper, copy.trim_end()) == before),
            None => assert!(
                !is_there && said == "Cursor: `exai` was gone from ~/.cursor/mcp.json already\n",
                "{said}"
            ),
        }
        assert!(!read(&keeper, CURSOR).contains("exai"));
        keeper.run(&["client", "install"]).code(0).stdout("").stderr("no client was connected yet\n");
    }
}
