//! `mcp-token doctor`: whose a client's file is, and who else can change it.

use std::fs;
use std::os::unix::fs::symlink;

use crate::ward::Ward;

const CURSOR: &str = "~/.cursor/mcp.json";

#[test]
fn what_is_no_file_of_ours_is_mended_by_one() {
    let ward = Ward::new();
    let path = ward.file(CURSOR, "{}");
    fs::remove_file(&path).unwrap();
    symlink("/nonexistent", &path).unwrap();
    let found = ward.findings(&[]);
    assert_eq!(
        (&found[0]["code"], &found[0]["mend"]),
        (&"not_seen".into(), &"a regular file that you can read in its place".into())
    );
    fs::remove_file(&path).unwrap();
    ward.file(CURSOR, "{}");
    assert_eq!(ward.found(&[]), []);
    if rustix::process::geteuid().is_root() {
        std::os::unix::fs::chown(&path, Some(65534), None).unwrap();
        let found = ward.findings(&[]);
        assert_eq!(found.len(), 1, "{found:?}");
        assert_eq!(found[0]["message"], "~/.cursor/mcp.json: belongs to another user (uid 65534)");
        assert_eq!((&found[0]["rank"], &found[0]["code"]), (&"high".into(), &"foreign_owner".into()));
        assert_eq!(found[0]["mend"], "a file of yours in its place, in a directory of yours");
        std::os::unix::fs::chown(path.parent().unwrap(), Some(65534), None).unwrap();
        let messages: Vec<_> = ward.findings(&[]).iter().map(|one| one["message"].clone()).collect();
        assert_eq!(
            messages[1],
            "~/.cursor/mcp.json: lies in a directory that belongs to another user (uid 65534)"
        );
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
            &["readable_by_others", "token_in_url"],
        ),
        (r#"{"url":"https://a.example/mcp?tenant=a"}"#, &[]),
    ] {
        ward.file(CURSOR, format!(r#"{{"mcpServers":{{"a":{entry}}}}}"#));
        ward.set_mode(CURSOR, 0o644);
        let found: Vec<_> = ward.found(&[]).into_iter().map(|one| one.0).collect();
        assert_eq!(found, codes, "{entry}");
    }
}
