//! `mcp-token doctor`: whose a client's file is, and who else can change it.

use std::fs::{self, Permissions};
use std::os::unix::fs::{MetadataExt, PermissionsExt, chown, symlink};

use serde_json::Value;

use crate::sandbox::{Sandbox, line};
use crate::ward::{URL, Ward};

const CURSOR: &str = "~/.cursor/mcp.json";

#[test]
fn what_is_no_file_of_ours_is_mended_by_one() {
    let ward = Ward::new();
    let path = ward.file(CURSOR, "{}");
    fs::remove_file(&path).unwrap();
    symlink("/nonexistent", &path).unwrap();
    ward.by_hand(&[], "not_seen", "a regular file that you can read in its place", || {
        fs::remove_file(&path).unwrap();
        ward.file(CURSOR, "{}");
    });
    assert_eq!(ward.found(&[]), []);
    if rustix::process::geteuid().is_root() {
        chown(&path, Some(65534), None).unwrap();
        let found = ward.findings(&[]);
        assert_eq!(found.len(), 1, "{found:?}");
        assert_eq!(found[0]["message"], "~/.cursor/mcp.json: belongs to another user (uid 65534)");
        assert_eq!((&found[0]["rank"], &found[0]["code"]), (&"high".into(), &"foreign_owner".into()));
        ward.mended(&[], "foreign_owner", "chown \"$(id -u)\" ~/.cursor/mcp.json");
        assert_eq!(ward.found(&[]), []);
        ward.set_mode("~/.cursor", 0o775);
        chown(&path, Some(65534), None).unwrap();
        let by_hand = "a file of yours in its place, in a directory of yours";
        let foreign =
            |found: &[Value]| found.iter().find(|one| one["code"] == "foreign_owner").cloned().unwrap();
        assert_eq!(foreign(&ward.findings(&[]))["mend"], by_hand, "somebody else can have put it there");
        ward.set_mode("~/.cursor", 0o755);
        chown(path.parent().unwrap(), Some(65534), None).unwrap();
        let messages: Vec<_> = ward.findings(&[]).iter().map(|one| one["message"].clone()).collect();
        assert_eq!(
            messages[1],
            "~/.cursor/mcp.json: lies in a directory that belongs to another user (uid 65534)"
        );
        // The file in it is one that they could have put there, unless it is ours.
        chown(&path, Some(0), None).unwrap();
        ward.mended(&[], "foreign_owner", "chown \"$(id -u)\" ~/.cursor");
        assert_eq!(ward.found(&[]), []);
        chown(path.parent().unwrap(), Some(65534), None).unwrap();
        ward.set_mode("~/", 0o775);
        let back = || chown(path.parent().unwrap(), Some(0), None).unwrap();
        ward.by_hand(&[], "foreign_owner", by_hand, back);
        assert_eq!(ward.found(&[]), []);
    }
}

/// How bad it is that somebody can write, and who that is.
const OF_ITS_GROUP: Option<(&str, &str)> = Some(("warning", "its group"));
const OF_ALL: Option<(&str, &str)> = Some(("high", "others"));

#[test]
fn what_others_can_write_is_taken_from_them() {
    let ward = Ward::new();
    ward.file(CURSOR, "{}");
    for (mode, told) in [(0o644, None), (0o664, OF_ITS_GROUP), (0o646, OF_ALL), (0o600, None)] {
        ward.set_mode(CURSOR, mode);
        let found = ward.found(&[]);
        assert_eq!(!found.is_empty(), told.is_some(), "{mode:o}: {found:?}");
        if let Some((rank, who)) = told {
            let message = format!("~/.cursor/mcp.json: {who} can write it (mode {mode:04o})");
            assert_eq!((found[0].1.as_str(), &found[0].2), (rank, &message));
            ward.mended(&[], "writable_by_others", "chmod go-w ~/.cursor/mcp.json");
        }
    }
    for (mode, told) in [(0o755, None), (0o775, OF_ITS_GROUP), (0o757, OF_ALL), (0o1777, None), (0o700, None)]
    {
        ward.set_mode("~/.cursor", mode);
        let found = ward.found(&[]);
        assert_eq!(!found.is_empty(), told.is_some(), "{mode:o}: {found:?}");
        if let Some((rank, who)) = told {
            let message =
                format!("~/.cursor/mcp.json: {who} can put another file in its place (mode {mode:04o})");
            assert_eq!((found[0].1.as_str(), &found[0].2), (rank, &message));
            ward.mended(&[], "writable_by_others", "chmod go-w ~/.cursor");
        }
    }
    // What a link leads to lies somewhere else.
    ward.file("~/dotfiles/mcp.json", "{}");
    fs::remove_file(ward.path(CURSOR)).unwrap();
    symlink(ward.path("~/dotfiles/mcp.json"), ward.path(CURSOR)).unwrap();
    assert_eq!(ward.found(&[]), []);
    ward.set_mode("~/dotfiles", 0o777);
    ward.mended(&[], "writable_by_others", "chmod go-w ~/dotfiles");
    assert_eq!(ward.found(&[]), []);
}

#[test]
fn a_token_in_a_url_is_one_that_others_can_read() {
    let ward = Ward::new();
    for (entry, codes) in [
        (r#"{"url":"https://a.example/mcp?token=PRIVATE"}"#, &["readable_by_others", "token_in_url"][..]),
        (
            r#"{"command":"npx","args":["mcp-remote","https://a.example/mcp?token=PRIVATE"]}"#,
            &["readable_by_others", "token_in_url", "unpinned"],
        ),
        (r#"{"url":"https://a.example/mcp?tenant=a"}"#, &[]),
    ] {
        ward.file(CURSOR, format!(r#"{{"mcpServers":{{"a":{entry}}}}}"#));
        ward.set_mode(CURSOR, 0o644);
        let found: Vec<_> = ward.found(&[]).into_iter().map(|one| one.0).collect();
        assert_eq!(found, codes, "{entry}");
    }
}

/// What a run as root left takes root to mend; what an ordinary user left does not.
#[test]
fn what_root_owns_is_mended_by_root() {
    if !rustix::process::geteuid().is_root() {
        return;
    }
    let sandbox = Sandbox::of_an_ordinary_user();
    let (home, path) = (sandbox.home(""), sandbox.home(".cursor/mcp.json"));
    let (folder, user) = (sandbox.home(".cursor"), home.metadata().unwrap().uid());
    fs::create_dir(&folder).unwrap();
    fs::write(&path, r#"{"mcpServers":{"a":{"command":"x","env":{"TOKEN":"PRIVATE"}}}}"#).unwrap();
    let mends = |owners: [u32; 2], modes: [u32; 2]| {
        for ((path, owner), mode) in [&folder, &path].into_iter().zip(owners).zip(modes) {
            chown(path, Some(owner), None).unwrap();
            fs::set_permissions(path, Permissions::from_mode(mode)).unwrap();
        }
        let report: Value =
            serde_json::from_str(&line(&sandbox.mcp_token(["doctor", "--json"]).assert())).unwrap();
        let findings = report["findings"].as_array().unwrap().iter();
        let of_modes = findings.filter(|one| one["code"] != "literal_token");
        let mend = |one: &Value| one["command"].as_str().or(one["mend"].as_str()).unwrap().to_owned();
        of_modes.map(|one| mend(one).replace(home.to_str().unwrap(), "~/")).collect::<Vec<_>>()
    };
    assert_eq!(mends([user, user], [0o755, 0o644]), ["chmod 600 ~/.cursor/mcp.json"]);
    assert_eq!(
        mends([user, 0], [0o755, 0o644]),
        ["sudo chown \"$(id -u)\" ~/.cursor/mcp.json && chmod 600 ~/.cursor/mcp.json"]
    );
    // Nothing of root's is given away.
    assert_eq!(mends([0, 0], [0o755, 0o644]), ["take from group and others the right to read it"]);
    assert_eq!(
        mends([user, user], [0o757, 0o602]),
        ["chmod go-w ~/.cursor/mcp.json", "chmod go-w ~/.cursor"]
    );
    assert_eq!(
        mends([0, 0], [0o757, 0o646])[1..],
        ["sudo chmod go-w ~/.cursor/mcp.json", "sudo chmod go-w ~/.cursor"]
    );
}

/// Which they are is seen with the real clients: all above for one, those of a work tree for another.
#[test]
fn the_files_above_a_project_are_looked_at_that_its_clients_read() {
    let ward = Ward::new();
    let json =
        |key: &str| format!(r#"{{"{key}":{{"s":{{"type":"TYPE","url":"http://mcp.example.com/mcp"}}}}}}"#);
    let claude = json("mcpServers").replace("TYPE", "http");
    for (file, content) in [
        (".mcp.json", claude.clone()),
        ("opencode.json", json("mcp").replace("TYPE", "remote")),
        (".codex/config.toml", "[mcp_servers.s]\nurl = \"http://mcp.example.com/mcp\"\n".to_owned()),
        (".gemini/settings.json", claude.replace(r#""type":"http","#, "")),
    ] {
        ward.file(&format!("p/{file}"), &content);
        ward.file(&format!("p/q/{file}"), content.replace("\"s\"", "\"inner\"").replace(".s]", ".inner]"));
    }
    ward.file("p/q/r/x", "");
    let places = |project: &str| {
        let found = ward.found(&["--project", project]).into_iter();
        found.map(|one| one.2.split_once(": ").unwrap().0.to_owned()).collect::<Vec<_>>()
    };
    let of_all = ["./p/.mcp.json", "./p/q/.mcp.json", "./p/opencode.json", "./p/q/opencode.json"];
    assert_eq!(places("p/q/r"), of_all);
    ward.shell("git init -q p/q").code(0);
    let of_tree = ["./p/.mcp.json", "./p/q/.mcp.json", "./p/q/.codex/config.toml", "./p/q/opencode.json"];
    assert_eq!(places("p/q/r"), of_tree);
    ward.shell("mv p/q/.git p/.git").code(0);
    let above: Vec<_> = places("p/q/r").into_iter().filter(|place| !place.contains("/q/")).collect();
    assert_eq!(above, ["./p/.mcp.json", "./p/.codex/config.toml", "./p/opencode.json"]);
    assert!(places("p").iter().any(|place| place == "./p/.gemini/settings.json"));
    // Codex can be told another mark of a project, or none.
    for (markers, codex) in [
        (r#"["x.json"]"#, &["./p/q/.codex/config.toml"][..]),
        (r#"["x.json", ".git"]"#, &["./p/q/.codex/config.toml"]),
        (r#"["none", ".git"]"#, &["./p/.codex/config.toml", "./p/q/.codex/config.toml"]),
        ("[]", &[]),
    ] {
        ward.file("~/.codex/config.toml", format!("project_root_markers = {markers}\n"));
        ward.file("p/q/x.json", "{}");
        let found: Vec<_> = places("p/q/r").into_iter().filter(|place| place.contains("codex")).collect();
        assert_eq!(found, codex, "{markers}");
    }
}

#[test]
fn an_entry_above_a_project_is_mended_where_it_stands() {
    let ward = Ward::exai();
    ward.file("p/q/x", "");
    ward.file("p/.mcp.json", format!(r#"{{"mcpServers":{{"exai":{{"url":"{URL}"}}}}}}"#));
    let at = ["--project", "p/q"];
    ward.mended(&at, "skipped", "mcp-token client install claude-code --profile exai --project ./p");
    assert!(!ward.path("p/q/.mcp.json").exists());
}
