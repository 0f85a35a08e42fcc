//! `mcp-token client remove`

use std::fs;

use crate::client_install::{CURSOR, put, read};
use crate::client_print::{URL, exai};
use crate::sandbox::{hint, line, stderr, stdout};

const CODEX: &str = ".codex/config.toml";
const OTHER: &str =
    "\u{feff}{\r\n\t\"mcpServers\": { \"other\": {\"url\":\"https://o.example\"}, }, // mine\r\n}";

#[test]
fn the_file_becomes_what_it_was() {
    let keeper = exai();
    put(&keeper, CURSOR, OTHER, 0o600);
    keeper.run(&["client", "install", "cursor"]).code(0);
    assert_ne!(read(&keeper, CURSOR), OTHER);
    keeper
        .run(&["client", "remove", "cursor", "exai"])
        .code(0)
        .stdout("")
        .stderr("Cursor: took `exai` out of ~/.cursor/mcp.json\n");
    assert_eq!(read(&keeper, CURSOR), OTHER);
    let left = keeper.files().into_keys().filter(|path| path.contains("/clients/"));
    assert!(left.into_iter().all(|path| path.ends_with(".before")));
}

#[test]
fn a_file_that_is_too_large_for_a_copy_is_edited() {
    let keeper = exai();
    let large = format!("{{\n  // {}\n  \"mcpServers\": {{}}\n}}\n", "x".repeat(8 << 20));
    put(&keeper, CURSOR, &large, 0o600);
    keeper.run(&["client", "install", "cursor"]).code(0);
    assert!(!keeper.files().keys().any(|path| path.ends_with(".before")));
    keeper.run(&["client", "remove", "cursor", "exai"]).code(0);
    let left = read(&keeper, CURSOR);
    let plain = |text: &str| text.split_whitespace().collect::<String>();
    let is_same = plain(&left) == plain(&large);
    assert!(is_same, "{}", &left[left.len() - 60..]);
}

#[test]
fn what_was_changed_since_stays() {
    let keeper = exai();
    put(&keeper, CURSOR, OTHER, 0o600);
    keeper.run(&["client", "install", "cursor"]).code(0);
    let changed = read(&keeper, CURSOR).replace("o.example", "changed.example");
    put(&keeper, CURSOR, &changed, 0o600);
    keeper.run(&["client", "remove", "cursor", "exai"]).code(0);
    assert_eq!(read(&keeper, CURSOR), OTHER.replace("o.example", "changed.example"));
}

/// Members that somebody has made comments for a while, and makes members again.
#[test]
fn comments_at_the_end_of_a_file_stay_where_they_are() {
    let keeper = exai();
    let before = "# Codex, all at its default\n# model = \"o5\"\n";
    put(&keeper, CODEX, before, 0o600);
    keeper.run(&["client", "install", "codex"]).code(0);
    let after = read(&keeper, CODEX);
    assert!(after.starts_with(&format!("{before}\n[mcp_servers.exai]\n")), "{after}");
    let told = "Codex: took `exai` out of ~/.codex/config.toml\n";
    keeper.run(&["client", "remove", "codex", "exai"]).code(0).stdout("").stderr(told);
    assert_eq!(read(&keeper, CODEX), before);
    // Another table meanwhile.
    keeper.run(&["client", "install", "codex"]).code(0);
    let changed = read(&keeper, CODEX).replace("# model", "model") + "\n[tui]\n";
    put(&keeper, CODEX, &changed, 0o600);
    keeper.run(&["client", "remove", "codex", "exai"]).code(0).stdout("").stderr(told);
    assert_eq!(read(&keeper, CODEX), before.replace("# model", "model") + "\n[tui]\n");
}

#[test]
fn a_file_that_was_made_for_it_goes_with_it() {
    let keeper = exai();
    keeper.run(&["client", "install", "codex"]).code(0);
    let assert = keeper.run(&["client", "remove", "codex", "exai", "--dry-run"]).code(0).stderr("");
    let shown = keeper.plain(&stdout(&assert));
    assert!(shown.starts_with("~/.codex/config.toml (goes away)\nline 1\n- [mcp_servers.exai]\n"), "{shown}");
    keeper.run(&["client", "remove", "codex", "exai"]).code(0);
    assert!(!keeper.sandbox.home(".codex/config.toml").exists());
    // Another entry meanwhile.
    keeper.run(&["client", "install", "codex"]).code(0);
    keeper.run(&["client", "install", "codex", "--name", "two"]).code(0);
    keeper.run(&["client", "remove", "codex", "exai"]).code(0);
    assert!(read(&keeper, ".codex/config.toml").trim_start().starts_with("[mcp_servers.two]\n"));
    keeper.run(&["client", "remove", "codex", "two"]).code(0);
}

/// Nor is an entry that stands there twice taken for one that is gone.
#[test]
fn what_somebody_has_written_into_a_file_of_ours_keeps_it_there() {
    let keeper = exai();
    keeper.run(&["client", "install", "cursor"]).code(0);
    let installed = read(&keeper, CURSOR);
    put(&keeper, CURSOR, &format!("// mine\n{installed}"), 0o600);
    keeper.run(&["client", "remove", "cursor", "exai"]).code(0);
    assert_eq!(read(&keeper, CURSOR), "// mine\n{\n}\n");

    let keeper = exai();
    keeper.run(&["client", "install", "cursor"]).code(0);
    let twice = installed.replace("\"exai\": {", "\"exai\": {}, \"exai\": {");
    put(&keeper, CURSOR, &twice, 0o600);
    let assert = keeper.run(&["client", "remove", "cursor", "exai"]).code(1).stdout("");
    assert!(stderr(&assert).contains("`exai` stands there twice"), "{}", stderr(&assert));
    assert_eq!(read(&keeper, CURSOR), twice);
}

#[test]
fn an_entry_of_somebody_else_is_put_back() {
    let keeper = exai();
    put(&keeper, CURSOR, OTHER, 0o600);
    keeper.run(&["client", "install", "cursor", "--name", "other"]).code(0);
    assert!(!read(&keeper, CURSOR).contains("o.example"));
    keeper
        .run(&["client", "remove", "cursor", "other"])
        .code(0)
        .stdout("")
        .stderr("Cursor: put back what `other` was in ~/.cursor/mcp.json before\n");
    assert_eq!(read(&keeper, CURSOR), OTHER);
}

#[test]
fn an_entry_of_somebody_else_can_be_taken_out() {
    let keeper = exai();
    put(&keeper, CURSOR, OTHER, 0o600);
    let assert = keeper.run(&["client", "remove", "cursor", "other"]).code(0).stdout("");
    let said = stderr(&assert);
    let (first, copy) = said.split_once("the file as it was: ~/").unwrap();
    assert_eq!(first, "Cursor: took `other` out of ~/.cursor/mcp.json\n");
    assert_eq!(read(&keeper, CURSOR), "\u{feff}{\r\n\t\"mcpServers\": { }, // mine\r\n}");
    assert_eq!(read(&keeper, copy.trim_end()), OTHER);
    let found = fs::metadata(keeper.sandbox.home(copy.trim_end())).unwrap();
    assert_eq!(std::os::unix::fs::PermissionsExt::mode(&found.permissions()) & 0o777, 0o600);
    // Nothing is remembered of it.
    keeper.run(&["client", "install"]).code(0).stdout("").stderr("no client was connected yet\n");
    // There is one copy: of the file as it was before the last change.
    put(&keeper, CURSOR, "{\"mcpServers\":{\"other\":{\"command\":\"second\"}}}", 0o600);
    let second = stderr(&keeper.run(&["client", "remove", "cursor", "other"]).code(0).stdout(""));
    assert_eq!(second, said);
    assert!(read(&keeper, copy.trim_end()).contains("second"));
}

/// Whatever else is in the file by then.
#[test]
fn an_entry_of_somebody_else_is_put_back_in_any_order() {
    const THEIRS: &str = "{ \"mcpServers\": {\"two\": { \"command\": \"theirs\", \"n\": 1.50 } }}";
    for again in [false, true] {
        for order in [["two", "three"], ["three", "two"]] {
            let keeper = exai();
            put(&keeper, CURSOR, THEIRS, 0o600);
            for name in ["two", "three"] {
                keeper.run(&["client", "install", "cursor", "--name", name]).code(0);
            }
            assert!(!read(&keeper, CURSOR).contains("theirs"));
            if again {
                keeper.set(&["exai", "--url", "https://new.example/mcp"]);
                keeper.run(&["client", "install"]).code(0);
            }
            keeper.run(&["client", "install"]).code(0);
            for name in order {
                let did = if name == "two" {
                    "put back what `two` was in ~/.cursor/mcp.json before"
                } else {
                    "took `three` out of ~/.cursor/mcp.json"
                };
                keeper
                    .run(&["client", "remove", "cursor", name])
                    .code(0)
                    .stdout("")
                    .stderr(format!("Cursor: {did}\n"));
            }
            assert_eq!(read(&keeper, CURSOR), THEIRS, "{again}, {order:?}");
        }
    }
}

/// What it held is nobody's to keep.
#[test]
fn an_entry_of_somebody_else_that_held_a_token_is_not_put_back() {
    let keeper = exai();
    let theirs = format!(r#"{{"mcpServers":{{"two":{{"url":"{URL}","headers":{{"X-Key":"PRIVATE"}}}}}}}}"#);
    put(&keeper, CURSOR, &theirs, 0o600);
    keeper.run(&["client", "install", "cursor", "--name", "two"]).code(0);
    assert!(keeper.files().values().all(|bytes| !String::from_utf8_lossy(bytes).contains("PRIVATE")));
    keeper
        .run(&["client", "remove", "cursor", "two"])
        .code(0)
        .stdout("")
        .stderr("Cursor: took `two` out of ~/.cursor/mcp.json\n");
    assert_eq!(read(&keeper, CURSOR), "{\"mcpServers\":{}}");
}

#[test]
fn no_copy_is_kept_of_a_token() {
    let keeper = exai();
    put(
        &keeper,
        CURSOR,
        &OTHER.replace("}, }", ",\"headers\":{\"Authorization\":\"Bearer PRIVATE\"}}, }"),
        0o600,
    );
    keeper.run(&["client", "remove", "cursor", "other"]).code(0).stdout("").stderr(
        "Cursor: took `other` out of ~/.cursor/mcp.json\n\
         the file as it was is not kept: it may hold a token, or is too large\n",
    );
    assert!(!keeper.files().keys().any(|path| path.contains("/clients/")));
}

/// Wherever it stands, it is shown nowhere and kept nowhere.
#[test]
fn a_token_in_the_place_of_a_name_is_one() {
    const JWT: &str = "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJhIn0.c2ln";
    let keeper = exai();
    let theirs =
        format!("{{\"mcpServers\":{{\"exai\":{{\"url\":\"{URL}\",\"headers\":{{\"{JWT}\":\"\"}}}}}}}}\n");
    put(&keeper, CURSOR, &theirs, 0o600);
    let remove =
        |more: &[&str]| keeper.run(&[&["client", "remove", "cursor", "exai"], more].concat()).code(0);
    let would = "warning: what `exai` is now would be kept nowhere: it may hold a token\n";
    let shown = stdout(&remove(&["--dry-run"]).stderr(would));
    assert!(shown.contains(r#""headers":{"***":""}"#) && !shown.contains("c2ln"), "{shown}");
    let said = stderr(&keeper.run(&["client", "install", "cursor"]).code(0).stdout(""));
    assert!(said.contains("not kept     what `exai` was before"), "{said}");
    remove(&[]).stdout("").stderr("Cursor: took `exai` out of ~/.cursor/mcp.json\n");
    put(&keeper, CURSOR, &theirs, 0o600);
    let said = stderr(&remove(&[]).stdout(""));
    assert!(
        said.ends_with("the file as it was is not kept: it may hold a token, or is too large\n"),
        "{said}"
    );
    assert!(keeper.files().values().all(|bytes| !String::from_utf8_lossy(bytes).contains("c2ln")));
}

#[test]
fn what_is_no_token_outside_of_servers_is_copied_and_what_is_one_in_a_comment_is_not() {
    const KEY: &str = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08";
    let with = |before: &str| OTHER.replacen('{', &format!("{{{before}"), 1);
    for (before, is_copied) in [
        (format!(r#""machineId":"{KEY}","#), true),
        (format!(r#""seen":["{KEY}"],"#), true),
        (format!(r#""apiKey":"{KEY}","#), false),
        (format!("/* {KEY} */"), false),
        ("// Bearer PRIVATE-abc\n".to_owned(), false),
        (r#""tokens":["PRIVATE"],"#.to_owned(), false),
        // What is hidden in a preview, too: a comment can say anything.
        ("// Bearer ${NAME}\n".to_owned(), false),
        ("/* --api-key PRIVATE */".to_owned(), false),
        ("// the password is PRIVATE\n".to_owned(), false),
        ("/* before: https://bob:PRIVATE@host/mcp */".to_owned(), false),
        ("/* postgres://u:PRIVATE@h/db */".to_owned(), false),
        ("/* https://host/mcp, u:v@h */".to_owned(), true),
    ] {
        let keeper = exai();
        put(&keeper, CURSOR, &with(&before), 0o600);
        let assert = keeper.run(&["client", "remove", "cursor", "other"]).code(0).stdout("");
        assert_eq!(stderr(&assert).contains("the file as it was: "), is_copied, "{before}");
        // Else the entry alone.
        let copies = keeper.files().into_iter().filter(|(path, _)| path.contains("/clients/"));
        let copies: Vec<_> = copies.map(|(_, bytes)| String::from_utf8(bytes).unwrap()).collect();
        let is_whole = [copies[0].contains(&before), copies[0].contains("mcpServers")];
        assert_eq!((copies.len(), is_whole), (1, [is_copied; 2]), "{before}");
    }
    // Nor an entry with one in it.
    for inside in [
        "/* Bearer PRIVATE-abc */",
        "/* --api-key PRIVATE */",
        "/* before: https://bob:PRIVATE@host/mcp?token=PRIVATE */",
        "/* postgres://u:PRIVATE@h/db */",
        r#","tokens":["PRIVATE"]"#,
    ] {
        let keeper = exai();
        let theirs = OTHER.replace("https://o.example", URL).replace("}, }", &format!("{inside}}}, }}"));
        put(&keeper, CURSOR, &theirs, 0o600);
        keeper.run(&["client", "install", "cursor", "--name", "other"]).code(0);
        let files = keeper.files();
        let ours: Vec<_> = files.iter().filter(|(path, _)| path.contains("/clients/")).collect();
        assert!(!ours.is_empty());
        assert!(
            ours.iter().all(|(_, bytes)| !String::from_utf8_lossy(bytes).contains("PRIVATE")),
            "{inside}"
        );
    }
}

/// A comment that speaks of a credential could hold one, and is not kept: the entry is. What the installation left of them stays.
#[test]
fn an_entry_is_not_lost_for_a_comment_in_it() {
    let codex = |lines: &str| ("codex", CODEX, format!("[mcp_servers.two]\n{lines}"));
    let json = |text: &str| ("cursor", CURSOR, text.to_owned());
    let cursor =
        |inside: &str| json(&format!("{{\"mcpServers\":{{\"two\":{{\"command\":\"x\"{inside}}}}}}}"));
    let again = |before: &str, behind: &str| {
        let text = "{\"mcpServers\":{\"two\":{@      \"command\": \"x\"#}}}";
        json(&text.replace('@', before).replace('#', behind))
    };
    let from_there = |comment: &str| codex(&format!("{comment}\nbearer_token_env_var = \"B\"\n"));
    let after_another = |comment: &str| {
        let other = "url = \"https://o.example\" # the password of two is";
        let text = format!("[mcp_servers.one]\n{other}\n\n[mcp_servers.two]\ncommand = \"x\"{comment}\n");
        ("codex", CODEX, text)
    };
    let at = |comment: &str| codex(&format!("url = \"https://o.example\"{comment}\n"));
    for (theirs, back) in [
        (from_there("# it comes from the environment"), None),
        (from_there("# the token comes from the environment"), Some(codex("bearer_token_env_var = \"B\"\n"))),
        (from_there("# the old password was\n#   PRIVATE"), Some(codex("bearer_token_env_var = \"B\"\n"))),
        (at(" # see https://b.example"), None),
        (at("  # get a token at https://b.example"), Some(at("  # get a token at https://b.example"))),
        (at(" # PRIVATE is the token"), Some(at(" # PRIVATE is the token"))),
        (cursor("/* ours */"), None),
        (cursor(r#","tokenScopes":["profile","offline"],"tokenType":["bearer-only"]"#), None),
        (cursor(" // what token?\n"), Some(again(" // what token?\n", "\n"))),
        // What one speaks of can stand in any other.
        (
            cursor("/* one */ /* a password: PRIVATE */ "),
            Some(again("/* one */ /* a password: PRIVATE */\n", " ")),
        ),
        (cursor("\n // password:\n // PRIVATE\n"), Some(again("\n", "\n // password:\n // PRIVATE\n"))),
        // Wherever that stands.
        (after_another(" # PRIVATE"), Some(after_another(""))),
        (
            json("{\"mcpServers\":{ // password of:\n\"two\":{/* PRIVATE */\"command\":\"x\"}}}"),
            Some(json(
                "{\"mcpServers\":{ // password of:\n\"two\":{/* PRIVATE */\n      \"command\": \"x\"}}}",
            )),
        ),
        // What is no text comes back as it was written.
        (
            cursor(",\"env\":{\"A\":1.50} /* what token? */"),
            Some(again(" /* what token? */\n", ",\n      \"env\": {\"A\":1.50}")),
        ),
        (
            codex("command = \"x\" # what token?\n\n# mine\n[mcp_servers.two.env]\nN = 1.50\n"),
            Some(codex("command = \"x\"\n\n[mcp_servers.two.env]\nN = 1.50\n\n# mine\n")),
        ),
    ] {
        let keeper = exai();
        let (client, file, text) = &theirs;
        let (more, back) = match &back {
            Some((.., back)) => (", without its comments", back),
            None => ("", text),
        };
        let is_kept = |words: &[&str]| {
            put(&keeper, file, text, 0o600);
            let said = stderr(&keeper.run(words).code(0).stdout(""));
            let ours = keeper.files().into_iter().filter(|(path, _)| path.contains("/clients/"));
            let ours: Vec<_> = ours.map(|(_, bytes)| String::from_utf8(bytes).unwrap()).collect();
            assert!(!ours.is_empty() && !ours.concat().contains("PRIVATE"), "{text}");
            said
        };
        let install = ["client", "install", client, "--name", "two"];
        put(&keeper, file, text, 0o600);
        let shown = keeper.run(&[&install[..], &["--dry-run", "--json"]].concat()).code(0);
        assert!(line(&shown).contains("\"kept\":true"), "{text}");
        let kept = format!("what `two` was before: `client remove` puts it back{more}\n");
        let said = is_kept(&install);
        assert!(said.ends_with(&kept) && !said.contains("not kept"), "{said}");
        // Somebody has put it back, comment and all.
        let remove = ["client", "remove", client, "two"];
        put(&keeper, file, text, 0o600);
        let did = stderr(&keeper.run(&remove).code(0).stdout(""));
        assert!(did.ends_with(&format!("`two` in ~/{file} is what it was before already\n")), "{did}");
        assert_eq!(&read(&keeper, file), text);
        is_kept(&install);
        let did = stderr(&keeper.run(&remove).code(0).stdout(""));
        let (first, copied) = did.split_once('\n').unwrap();
        assert!(first.ends_with(&format!("put back what `two` was in ~/{file} before")), "{did}");
        assert_eq!((&read(&keeper, file), copied), (back, ""));
        let did = is_kept(&remove);
        let (_, copied) = did.split_once('\n').unwrap();
        let (what, copy) = copied.split_once(": ~/").unwrap();
        let copy = read(&keeper, copy.trim_end());
        if more.is_empty() {
            assert_eq!((what, &copy), ("the file as it was", text));
        } else {
            assert_eq!(what, format!("`two` as it stood until now{more}"));
            assert!(!["# ", "/*", " //"].iter().any(|mark| copy.contains(mark)), "{copy}");
        }
    }
}

/// Whatever somebody has written into ours since: of that there is a copy.
#[test]
fn an_entry_comes_back_as_it_stood() {
    let json = r#"{"mcpServers":{"two":{"command":"x","args":["a", "b"], "env":{"A":"1"}}}}"#;
    let toml = |value: &str| {
        format!("[mcp_servers.two]\nurl = \"https://o.example\"\nstartup_timeout_sec = {value} # token?\n")
    };
    let (file, part) = ("the file as it was", "`two` as it stood until now, without its comments");
    for (client, path, theirs, changed, what) in [
        ("cursor", CURSOR, json.to_owned(), ("\"url\"", "/* prod */ \"url\""), file),
        ("codex", CODEX, toml("10.5"), ("10.5", "99.5"), part),
        ("codex", CODEX, toml("2020-01-02"), ("2020", "1999"), part),
    ] {
        let keeper = exai();
        put(&keeper, path, &theirs, 0o600);
        keeper.run(&["client", "install", client, "--name", "two"]).code(0);
        put(&keeper, path, &read(&keeper, path).replace(changed.0, changed.1), 0o600);
        let said = stderr(&keeper.run(&["client", "remove", client, "two"]).code(0).stdout(""));
        assert_eq!(read(&keeper, path), theirs);
        let (_, copy) = said.split_once(&format!("{what}: ~/")).unwrap_or_else(|| panic!("{said}"));
        assert!(read(&keeper, copy.trim_end()).contains(changed.1));
    }
}

/// Where no copy of the file may be kept: one of its comments speaks of a token.
#[test]
fn a_comment_that_was_added_since_stays_beside_an_entry_that_had_none() {
    let keeper = exai();
    let start = "# token\n[a]\nb=1\n\n";
    let theirs = "[mcp_servers.exai]\nurl=\"https://o.example/mcp\"\n";
    put(&keeper, CODEX, &format!("{start}{theirs}"), 0o600);
    keeper.run(&["client", "install", "codex"]).code(0);
    let now = read(&keeper, CODEX);
    put(&keeper, CODEX, &now.replace("[mcp_servers.exai]", "# footer of a\n\n[mcp_servers.exai]"), 0o600);
    keeper.run(&["client", "remove", "codex", "exai"]).code(0);
    let back = read(&keeper, CODEX);
    assert!(back.contains("# footer of a\n") && back.contains("url=\"https://o.example/mcp\"\n"), "{back}");
    // With nothing added it comes back to the byte.
    put(&keeper, CODEX, &format!("{start}{theirs}"), 0o600);
    keeper.run(&["client", "install", "codex"]).code(0);
    keeper.run(&["client", "remove", "codex", "exai"]).code(0);
    assert_eq!(read(&keeper, CODEX), format!("{start}{theirs}"));
}

/// By whichever command it goes, and if the same stands elsewhere. What could hold a token is in no copy, and none is told then.
#[test]
fn a_comment_in_ours_is_told_when_it_goes() {
    let not_kept = "the file as it was is not kept: it may hold a token, or is too large\n";
    for words in
        [&["client", "remove", "cursor", "exai"][..], &["client", "install", "cursor", "--mode", "exec"]]
    {
        for (comment, is_kept) in [("/* mine */", true), ("/* ask bob for the token */", false)] {
            let keeper = exai();
            put(&keeper, CURSOR, &format!("{comment}\n{{}}\n"), 0o600);
            keeper.run(&["client", "install", "cursor"]).code(0);
            let noted =
                read(&keeper, CURSOR).replace("\"headers\": {", &format!("\"headers\": {{ {comment}"));
            put(&keeper, CURSOR, &noted, 0o600);
            let json = line(&keeper.run(&[words, &["--dry-run", "--json"]].concat()).code(0).stderr(""));
            assert!(json.contains(&format!("\"kept\":{is_kept}")), "{json}");
            let said = stderr(&keeper.run(words).code(0).stdout(""));
            assert_eq!(read(&keeper, CURSOR).matches(comment).count(), 1, "{noted}");
            match said.split_once("the file as it was: ~/") {
                Some((_, copy)) => assert_eq!((is_kept, read(&keeper, copy.trim_end())), (true, noted)),
                None => assert!(!is_kept && said.ends_with(not_kept), "{said}"),
            }
            assert_eq!(keeper.files().keys().any(|path| path.ends_with(".before")), is_kept);
        }
    }
}

/// What was made for entries goes with the last of them.
#[test]
fn entries_go_in_any_order() {
    let keeper = exai();
    for before in ["{}", "{\n  \"apiKey\": \"PRIVATE-key\"\n}\n"] {
        for order in [["one", "two"], ["two", "one"]] {
            put(&keeper, CURSOR, before, 0o600);
            for name in ["one", "two"] {
                keeper.run(&["client", "install", "cursor", "--name", name]).code(0);
            }
            for name in order {
                keeper.run(&["client", "remove", "cursor", name]).code(0);
            }
            assert_eq!(read(&keeper, CURSOR), before, "{order:?}");
        }
    }
}

/// What was taken out by hand, or with its file, is remembered no more.
#[test]
fn what_is_gone_already_is_forgotten() {
    for now in [Some("{}"), None] {
        let keeper = exai();
        keeper.run(&["client", "install", "cursor"]).code(0);
        match now {
            Some(now) => put(&keeper, CURSOR, now, 0o600),
            None => fs::remove_file(keeper.sandbox.home(CURSOR)).unwrap(),
        }
        keeper
            .run(&["client", "remove", "cursor", "exai"])
            .code(0)
            .stdout("")
            .stderr("Cursor: `exai` was gone from ~/.cursor/mcp.json already\n");
        assert_eq!(fs::read_to_string(keeper.sandbox.home(CURSOR)).ok().as_deref(), now);
        assert!(!keeper.files().keys().any(|path| path.contains("/clients/")));
        keeper.run(&["client", "remove", "cursor", "exai"]).code(6).stdout("");
    }
}

/// With what was made for it; what somebody else has put into that keeps it there.
#[test]
fn what_was_made_for_an_entry_that_is_gone_goes() {
    for (now, after) in [
        ("{\"theme\": 1, \"mcpServers\": { }}", "{\"theme\": 1}"),
        ("{\"mcpServers\": { \"o\": {} }}", "{\"mcpServers\": { \"o\": {} }}"),
        ("{\"mcpServers\": { /* mine */ }}", "{\"mcpServers\": { /* mine */ }}"),
    ] {
        let keeper = exai();
        put(&keeper, CURSOR, "{\"theme\": 1}", 0o600);
        keeper.run(&["client", "install", "cursor"]).code(0);
        put(&keeper, CURSOR, now, 0o600);
        keeper
            .run(&["client", "remove", "cursor", "exai"])
            .code(0)
            .stdout("")
            .stderr("Cursor: `exai` was gone from ~/.cursor/mcp.json already\n");
        assert_eq!(read(&keeper, CURSOR), after);
    }
}

#[test]
fn what_is_not_there() {
    let keeper = exai();
    let path = keeper.sandbox.home(CURSOR).display().to_string();
    for there in [false, true] {
        if there {
            put(&keeper, CURSOR, OTHER, 0o600);
        }
        let assert = keeper.run(&["client", "remove", "cursor", "exai"]).code(6).stdout("");
        assert_eq!(
            stderr(&assert),
            format!("error: `{path}` has no server `exai`\nhint: mcp-token client list\n")
        );
        keeper.shell(&hint(&assert)).code(0);
    }
    keeper
        .run(&["client", "remove", "continue", "exai"])
        .code(2)
        .stdout("")
        .stderr("error: Continue has no file that is edited here\nhint: mcp-token client list\n");
    assert_eq!(read(&keeper, CURSOR), OTHER);
}

#[test]
fn tells_programs() {
    let keeper = exai();
    keeper.run(&["client", "install", "cursor", "--scope", "project"]).code(0);
    let remove = |more: &[&str]| {
        let args = [&["client", "remove", "cursor", "exai", "--scope", "project", "--json"], more].concat();
        line(&keeper.run(&args).code(0).stderr(""))
    };
    assert_eq!(
        remove(&["--dry-run"]),
        r#"{"schema":1,"ok":true,"client":"cursor","done":false,"server":"exai"}"#
    );
    assert!(keeper.sandbox.path(CURSOR).exists());
    assert_eq!(remove(&[]), r#"{"schema":1,"ok":true,"client":"cursor","done":true,"server":"exai"}"#);
    put(&keeper, CURSOR, OTHER, 0o600);
    let report: serde_json::Value =
        serde_json::from_str(&line(&keeper.run(&["client", "remove", "cursor", "other", "--json"]).code(0)))
            .unwrap();
    assert_eq!(fs::read_to_string(report["copy"].as_str().unwrap()).unwrap(), OTHER);
    assert!(!keeper.sandbox.path(CURSOR).exists());
    fs::remove_dir(keeper.sandbox.path(".cursor")).unwrap();
}
