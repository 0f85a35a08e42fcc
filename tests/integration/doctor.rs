//! `mcp-token doctor`: the report, and what it says of stores and profiles.

use std::fs;
use std::os::unix::fs::symlink;

use serde_json::{Value, json};

use crate::keeper::Keeper;
use crate::sandbox::{line, stdout};
use crate::ward::{URL, Ward, filled, finding};

/// What the report says where there is no keychain that could be used.
const NO_KEYCHAIN: &str = "  -     keychain  not used, and cannot be: no keychain: there is no session bus\n";

#[test]
fn an_empty_home_is_well_and_stays_empty() {
    let ward = Ward::new();
    let report = format!(
        "stores\n{NO_KEYCHAIN}  -     files     there are none yet\nclients\n  -     none  no file of any client is here\n0 high, 0 \
         warnings\n"
    );
    ward.doctor(&[]).code(0).stdout(report);
    ward.doctor(&["--json"]).code(0).stdout("{\"schema\":1,\"ok\":true,\"findings\":[]}\n");
    assert!(ward.keeper.files().is_empty());
    assert!(!ward.path("~/.config").exists() && !ward.path("~/.local").exists());
}

#[test]
fn tells_people_what_is_wrong_and_what_mends_it() {
    let ward = Ward::exai();
    ward.file("~/.cursor/mcp.json", filled(&format!(
        r#"{{"mcpServers":{{"exai":{{"url":"{URL}","headers":{{"Authorization":"Bearer @DEAD@"}}}},"open":{{"command":"x"}}}}}}"#
    )));
    let assert = ward.doctor(&[]).code(4);
    let text = stdout(&assert);
    let (before, secrets) = text.split_once("secrets\n").unwrap();
    let (secrets, profiles) = secrets.split_once("profiles\n").unwrap();
    assert_eq!(profiles, "  ok    exai  its key can be read\n1 high, 0 warnings\n");
    assert_eq!(
        before,
        format!(
            "stores\n  -     keychain         not used, and cannot be: no keychain: there is no session bus\n  ok    files            9 files \
             0600 in directories 0700\n  ok    encrypted files  one of them was opened with their key\nclients\n  HIGH  cursor  ~/.cursor/mcp.json: `exai` \
             holds a literal token in its header `Authorization`, expired 3 d ago\n                mcp-token client install cursor \
             --profile exai\n  ok    cursor  ~/.cursor/mcp.json: `open` is shown no token\n"
        )
    );
    assert!(secrets.starts_with("  ok    exai  ") && secrets.ends_with(" old\n"), "{secrets}");
    let colored = ward.doctor(&["--color", "always"]);
    assert!(stdout(&colored).contains("\u{1b}[1;31mHIGH\u{1b}[0m"), "{}", stdout(&colored));
}

#[test]
fn tells_programs_what_is_wrong_and_what_mends_it() {
    let ward = Ward::exai();
    ward.file(
        "~/.cursor/mcp.json",
        r#"{"mcpServers":{"a":{"url":"https://a.example","headers":{"X-Key":"${A}","X-Session-Token":"1"}}}}"#,
    );
    let report: Value = serde_json::from_str(&line(&ward.doctor(&["--json"]).code(0))).unwrap();
    assert_eq!(
        report,
        json!({"schema": 1, "ok": true, "findings": [{
            "code": "wrong_reference", "rank": "warning", "section": "clients", "subject": "cursor",
            "message": "~/.cursor/mcp.json: `a` refers to `${A}`, which is not read there: the server is sent the text as it stands, or nothing",
            "command": null,
            "mend": "`${env:A}` in its place",
            "edit": format!("nano +1 {}", ward.path("~/.cursor/mcp.json").display()),
        }]})
    );
}

#[test]
fn a_report_has_two_forms_and_the_project_is_a_directory() {
    let ward = Ward::new();
    let run = |args: &[&str]| ward.keeper.run(args);
    run(&["doctor", "-o", "env"]).code(2).stdout("").stderr("error: this answer has no form `env`\n");
    ward.file("file", "");
    let file = ward.path("file").canonicalize().unwrap();
    let no_directory = "error: the project `file` is no directory\n";
    run(&["doctor", "--project", "file"]).code(2).stdout("").stderr(no_directory);
    assert!(file.exists());
    run(&["doctor", "--project", "none"]).code(1).stdout("").stderr(
        "error: cannot find the project's directory\ncaused by: No such file or directory (os error 2)\n",
    );
}

#[test]
fn our_own_files_have_their_modes() {
    let ward = Ward::of(Keeper::exai());
    ward.keeper.get(&[]);
    assert_eq!(ward.found(&[]), []);
    for (file, mode, command) in [
        ("~/.config/mcp-token/config.toml", 0o644, "chmod 600"),
        ("~/.config/mcp-token/secrets/exai.json", 0o640, "chmod 600"),
        ("~/.local/state/mcp-token/tokens/exai.json", 0o604, "chmod 600"),
        ("~/.config/mcp-token", 0o755, "chmod 700"),
        ("~/.config/mcp-token/secrets", 0o750, "chmod 700"),
        ("~/.local/state/mcp-token", 0o701, "chmod 700"),
        ("~/.local/state/mcp-token/locks", 0o755, "chmod 700"),
    ] {
        ward.set_mode(file, mode);
        let found = ward.found(&[]);
        assert!(found.iter().all(|one| one.1 == "high"), "{file}: {found:?}");
        ward.mended(&[], "unsafe_file", &format!("{command} {file}"));
        assert_eq!(ward.found(&[]), [], "{file}");
    }
}

#[test]
fn our_own_files_are_no_links_and_ours() {
    let ward = Ward::of(Keeper::exai());
    ward.keeper.get(&[]);
    let file = ward.path("~/.local/state/mcp-token/tokens/exai.json");
    fs::rename(&file, ward.path("~/elsewhere")).unwrap();
    symlink(ward.path("~/elsewhere"), &file).unwrap();
    let shown = "~/.local/state/mcp-token/tokens/exai.json";
    let elsewhere = fs::read(ward.path("~/elsewhere")).unwrap();
    ward.mended(&[], "unsafe_file", &copied_into_place("~/elsewhere", shown));
    assert_eq!(ward.found(&[]), []);
    assert_eq!(fs::read(ward.path("~/elsewhere")).unwrap(), elsewhere, "it stays where it was");
    fs::remove_file(&file).unwrap();
    symlink(ward.path("~/nothing"), &file).unwrap();
    ward.mended(&[], "unsafe_file", &format!("mv -n {shown} {shown}.link"));
    assert_eq!(ward.found(&[]), []);
    if rustix::process::geteuid().is_root() {
        let other = ward.file("~/elsewhere", "{}");
        std::os::unix::fs::chown(&other, Some(65534), None).unwrap();
        symlink(&other, &file).unwrap();
        assert_eq!(ward.found(&[])[0].3, "");
        fs::remove_file(&file).unwrap();
    }
    if rustix::process::geteuid().is_root() {
        let config = ward.path("~/.config/mcp-token/config.toml");
        std::os::unix::fs::chown(&config, Some(65534), None).unwrap();
        let foreign = "`~/.config/mcp-token/config.toml` belongs to another user (uid 65534)";
        let mend = "chown \"$(id -u)\" ~/.config/mcp-token/config.toml";
        assert_eq!(ward.found(&[]), [finding("unsafe_file", "high", foreign, mend)]);
        ward.mended(&[], "unsafe_file", mend);
        assert_eq!(ward.found(&[]), []);
    }
}

/// What a link to it leads to is put into its place: set aside, every profile would be gone.
#[test]
fn nothing_of_ours_is_a_link_and_nothing_is_lost_when_it_is_made_none() {
    let ward = Ward::of(Keeper::exai());
    let token = ward.keeper.get(&[]);
    for place in [
        "~/.config/mcp-token",
        "~/.local/state/mcp-token",
        "~/.config/mcp-token/config.toml",
        "~/.config/mcp-token/files.key",
    ] {
        fs::rename(ward.path(place), ward.path("~/q")).unwrap();
        symlink(ward.path("~/q"), ward.path(place)).unwrap();
        ward.mended(&[], "unsafe_file", &copied_into_place("~/q", place));
        assert_eq!((ward.found(&[]), ward.keeper.get(&[])), (vec![], token.clone()), "{place}");
        assert!(ward.path("~/q").exists(), "{place}");
        ward.shell(&format!("rm -r {}", ward.path("~/q").display())).code(0);
    }
}

fn copied_into_place(target: &str, link: &str) -> String {
    format!("cp -Rp {target} {link}.copy && rm {link} && mv {link}.copy {link}")
}

/// Somebody has put it there, and may want it there.
#[test]
fn a_link_in_the_place_of_nothing_of_ours_has_no_command() {
    let ward = Ward::of(Keeper::exai());
    ward.keeper.get(&[]);
    ward.file("~/key", "a key of the user's");
    ward.file("~/work/x", "work");
    let (config, state) = ("~/.config/mcp-token", "~/.local/state/mcp-token");
    for (target, link) in [
        // A file and a directory with names that nothing of ours has, one in the place of the other, and what holds the link.
        ("~/key", format!("{config}/id_rsa")),
        ("~/work", format!("{config}/work")),
        ("~/work", format!("{state}/tokens/other.json")),
        ("~/key", format!("{state}/overflow")),
        ("~/", format!("{state}/overflow")),
    ] {
        symlink(ward.path(target), ward.path(&link)).unwrap();
        let found = ward.found(&[]);
        assert_eq!(found, [finding("unsafe_file", "high", &format!("`{link}` is a link"), "")]);
        fs::remove_file(ward.path(&link)).unwrap();
    }
    // Nor has one where the copy would take the place of another file.
    let link = format!("{state}/tokens/other.json");
    symlink(ward.path("~/key"), ward.path(&link)).unwrap();
    let hint = copied_into_place("~/key", &link);
    assert_eq!(ward.found(&[])[0].3, hint);
    ward.file(&format!("{link}.copy"), "mine");
    assert_eq!(ward.found(&[])[0].3, "");
}

#[test]
fn our_own_directory_is_not_where_git_takes_it() {
    let ward = Ward::of(Keeper::exai());
    let home = ward.path("~/").display().to_string();
    ward.keeper.sandbox.git(["init", "-q", &home]);
    let found = ward.found(&[]);
    assert_eq!(found.len(), 2, "{found:?}");
    for (_, rank, message, command) in found {
        assert_eq!(rank, "high", "{message}");
        ward.shell(&command.replace("~/", &home)).code(0);
    }
    assert_eq!(ward.found(&[]), []);
}

#[test]
fn a_broken_profile_is_told_and_hides_nothing() {
    let ward = Ward::of(Keeper::exai());
    let config = ward.path("~/.config/mcp-token/config.toml");
    let good = fs::read_to_string(&config).unwrap();
    fs::write(&config, format!("{good}\n[profiles.broken]\nttl = \"soon\"\n")).unwrap();
    ward.file(
        "~/.cursor/mcp.json",
        r#"{"mcpServers":{"a":{"command":"mcp-token","args":["exec","broken","--","x"]}}}"#,
    );
    let found = ward.found(&[]);
    assert_eq!((found.len(), found[0].0.as_str(), found[0].1.as_str()), (1, "profile", "high"), "{found:?}");
    assert!(found[0].2.starts_with("profile `broken`: "), "{found:?}");
    let corrected = "correct it in `~/.config/mcp-token/config.toml`";
    let edit = |line| format!("nano +{line} ~/.config/mcp-token/config.toml");
    ward.by_editor(&[], "profile", corrected, &edit(good.lines().count() + 2), &good);
    fs::write(&config, format!("{good}\n[profiles.\"my server\"]\nttl = \"1h\"\n")).unwrap();
    let found = ward.found(&[]);
    assert!(found[0].2.starts_with("a profile has a name that is none: "), "{found:?}");
    // Nothing of the file is read: what else there is is looked at all the same.
    fs::write(&config, "[profiles\n").unwrap();
    let found = ward.found(&[]);
    assert_eq!((found[0].0.as_str(), found[0].1.as_str()), ("profile", "high"), "{found:?}");
    assert_eq!(found.len(), 1, "nobody knows whether `broken` is there: {found:?}");
    fs::remove_file(&config).unwrap();
    ward.file("~/.config/mcp-token/config.toml", "# one\n\n[profiles\n");
    ward.by_editor(&[], "profile", corrected, &edit(3), &good);
    fs::remove_file(ward.path("~/.cursor/mcp.json")).unwrap();
    assert_eq!(ward.found(&[]), []);
}

#[test]
fn a_record_of_an_installation_that_is_broken_is_told() {
    let ward = Ward::exai();
    ward.file("~/.cursor/mcp.json", "{}");
    ward.shell("mcp-token client install cursor --profile exai").code(0);
    let folder = ward.path("~/.local/state/mcp-token/clients");
    let names: Vec<_> = fs::read_dir(&folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    let record = names.iter().find(|path| path.extension().is_some_and(|end| end == "json")).unwrap();
    fs::write(record, "{").unwrap();
    let found = ward.found(&[]);
    let codes: Vec<_> = found.iter().map(|one| (one.0.as_str(), one.1.as_str())).collect();
    assert_eq!(codes, [("record", "warning"), ("unset_variable", "warning")], "{found:?}");
    let name = record.file_stem().unwrap().to_str().unwrap();
    let place = format!("~/.local/state/mcp-token/clients/{name}");
    let moved = format!("mv -n {place}.json {place}.unread && mv -n {place}.before {place}.before.unread");
    ward.mended(&[], "record", &moved);
    assert_eq!(ward.found(&[]).len(), 1);
    ward.shell("mcp-token client install cursor --profile exai").code(0);
    assert_eq!(ward.found(&[]).len(), 1);
}

/// As a move leaves one that was cut off, and somebody has changed since.
#[test]
fn a_list_of_copies_that_cannot_be_read_is_set_aside() {
    let ward = Ward::of(Keeper::exai());
    ward.keeper.get(&[]);
    ward.keeper.set(&["exai", "--store", "none"]);
    assert_eq!(ward.found(&[]), []);
    let list = "~/.local/state/mcp-token/left/list";
    ward.file(&format!("{list}.json"), "[{");
    ward.mended(&[], "left", &format!("mv -n {list}.json {list}.unread"));
    assert_eq!(ward.found(&[]), []);
}

#[test]
fn a_keychain_that_is_used_has_to_be_there() {
    let ward = Ward::new();
    ward.file("secret", crate::sandbox::SECRET);
    ward.keeper.set(&["ci", "--secret-from", "file:secret", "--store", "keychain"]);
    let gone = "no keychain: there is no session bus";
    let assert = ward.doctor(&[]).code(4);
    let text = stdout(&assert);
    assert!(text.starts_with(&format!("stores\n  HIGH  keychain  {gone}")), "{text}");
    ward.mended(&[], "no_keychain", "mcp-token profile set ci --store file");
}

#[test]
fn a_key_in_the_url_of_a_profile_is_told() {
    let ward = Ward::exai();
    let key = "9f86d081884c7d659a2feaa0c55ad015";
    let url = |url: &str| {
        ward.keeper.set(&["exai", "--url", url]);
        ward.findings(&[])
    };
    for bad in [format!("https://a.example/s/{key}/mcp"), format!("https://a.example/mcp?k={key}")] {
        let found = url(&bad);
        assert_eq!(found.len(), 1, "{found:?}");
        assert!(!found[0].to_string().contains(key), "{found:?}");
        assert_eq!((&found[0]["code"], &found[0]["rank"]), (&"token_in_url".into(), &"warning".into()));
        assert_eq!(found[0]["message"], "the URL of `exai` holds what looks like a key, where logs keep it");
        let mend = "`mcp-token profile set exai --url URL`, with a URL that holds none";
        let config = ward.keeper.config();
        let line = 1 + config.lines().position(|line| line.contains(&bad)).unwrap();
        let edit = format!("nano +{line} ~/.config/mcp-token/config.toml");
        ward.by_editor(&[], "token_in_url", mend, &edit, &config.replace(&bad, URL));
    }
    for good in [
        URL,
        "https://a.example/123e4567-e89b-12d3-a456-426614174000/mcp",
        &format!("https://{key}.example/"),
    ] {
        assert_eq!(url(good), [Value::Null; 0], "{good}");
    }
}

/// What a terminal would obey is written out for people, and once for programs, who get it back.
#[test]
fn what_could_not_be_done_is_escaped_once() {
    let ward = Ward::new();
    let name = "sec\u{1b}[31mret";
    ward.file(name, crate::sandbox::SECRET);
    ward.keeper.set(&["p", "--secret-from", &format!("file:{name}"), "--store", "none"]);
    fs::remove_file(ward.path(name)).unwrap();
    let text = stdout(&ward.doctor(&[]));
    assert!(text.contains("sec\\u{1b}[31mret`: No such file") && !text.contains('\u{1b}'), "{text}");
    assert!(!stdout(&ward.doctor(&["--json"])).contains('\u{1b}'));
    let found = ward.found(&[]);
    assert_eq!(found[0].2, format!("cannot open `./{name}`: No such file or directory (os error 2)"));
    // So are the errors of every command.
    let assert = ward.keeper.run(&["decode", &format!("@{name}"), "--json"]).code(1);
    let report: Value = serde_json::from_str(&line(&assert)).unwrap();
    assert!(report["error"]["message"].as_str().unwrap().contains(name), "{report}");
    ward.keeper.run(&["decode", &format!("@{name}")]).code(1).stdout("").stderr(
        "error: cannot open `sec\\u{1b}[31mret`\ncaused by: No such file or directory (os error 2)\n",
    );
}
