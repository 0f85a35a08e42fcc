//! `mcp-token client install` beside other files of OpenCode and Codex, which make one of the entries of one name. What the real ones
//! send then was seen with them; what `doctor` tells of such entries is in `doctor_layers`.

use std::fs;

use crate::client_install::{put, read};
use crate::client_print::{URL, exai};
use crate::keeper::Keeper;
use crate::sandbox::{line, stderr, stdout};

const FIRST: &str = ".config/opencode/opencode.json";
const LAST: &str = ".config/opencode/opencode.jsonc";
const DEEP: &str = ".opencode/opencode.json";
const CODEX: &str = ".codex/config.toml";
const FAR: &str = "https://far.example/mcp";

/// An entry of OpenCode that shows another credential too.
fn other(url: &str) -> String {
    format!(
        r#"{{"mcp":{{"exai":{{"type":"remote","url":"{url}","headers":{{"X-Api-Key":"{{env:OLD}}"}},"timeout":9000}}}}}}"#
    )
}

#[test]
fn what_another_layer_adds_is_told_before() {
    let keeper = exai();
    let other = other("https://mcp.example.com/mcp");
    put(&keeper, LAST, "{}", 0o600);
    let install = ["client", "install", "opencode"];
    let quiet = stderr(&keeper.run(&install).code(0));
    assert!(!quiet.contains("warning"), "{quiet}");
    // The same file, or the same entry, adds nothing.
    let entry = read(&keeper, LAST);
    put(&keeper, FIRST, &entry, 0o600);
    assert!(!stderr(&keeper.run(&install).code(0)).contains("warning"));
    put(&keeper, FIRST, &other, 0o600);
    let said = |file: &str| {
        format!("warning: ~/{file} has `exai` too: for OpenCode it adds its `headers.X-Api-Key`, `timeout`\n")
    };
    assert_eq!(
        stderr(&keeper.run(&install).code(0)),
        format!("{}OpenCode: `exai` is in ~/{LAST} already\n", said(FIRST))
    );
    put(&keeper, LAST, "{}", 0o600);
    let dry = stderr(&keeper.run(&[&install[..], &["--dry-run"]].concat()).code(0));
    assert!(dry.starts_with(&said(FIRST)), "{dry}");
    let args = ["setup", "--yes", "--profile", "exai", "--client", "opencode", "--dry-run"];
    let planned = stdout(&keeper.run(&args).code(0));
    assert!(planned.contains(&said(FIRST)["warning: ".len()..said(FIRST).len() - 1]), "{planned}");
    // Above a project too.
    fs::remove_file(keeper.sandbox.home(FIRST)).unwrap();
    put(&keeper, "w/opencode.json", &other, 0o600);
    put(&keeper, "w/p/sub", "", 0o600);
    let folder = keeper.sandbox.home("w/p");
    let project = ["--scope", "project", "--project", folder.to_str().unwrap()];
    let above = stderr(&keeper.run(&[&install[..], &project].concat()).code(0));
    assert!(above.contains(&said("w/opencode.json")), "{above}");
}

/// As its source lays them over each other; it was not run here.
#[test]
fn kilo_code_makes_one_of_two_files_too() {
    let keeper = exai();
    let (first, last) = (".config/kilo/kilo.json", ".config/kilo/kilo.jsonc");
    put(&keeper, last, "{}", 0o600);
    put(&keeper, first, &other(FAR), 0o600);
    let said = stderr(&keeper.run(&["client", "install", "kilo"]).code(1).stdout(""));
    assert!(said.contains("Kilo Code would make one of the two entries"), "{said}");
    assert!(said.ends_with("\nhint: add --name exai-kilo\n"), "{said}");
    let ours = format!(
        r#"{{"mcp":{{"exai":{{"type":"remote","url":"{URL}","headers":{{"Authorization":"Bearer {{env:EXAI_JWT_TOKEN}}"}}}}}}}}"#
    );
    put(&keeper, first, &ours, 0o600);
    put(&keeper, last, r#"{"mcp":{"exai":{"type":"remote","url":"https://far.example/mcp"}}}"#, 0o600);
    let report = line(&keeper.run(&["doctor", "--json"]).code(4));
    assert!(report.contains(r#""code":"other_server","rank":"high""#), "{report}");
    put(&keeper, last, r#"{"mcp":{"exai":{"enabled":false}}}"#, 0o600);
    assert!(stdout(&keeper.run(&["doctor"]).code(0)).contains("kilo.jsonc: `exai` is switched off\n"));
}

/// OpenCode would show one of two servers what is for the other.
#[test]
fn an_entry_is_not_laid_over_one_of_another_server_that_shows_a_credential() {
    let keeper = exai();
    put(&keeper, FIRST, &other(FAR), 0o600);
    put(&keeper, LAST, "{}", 0o600);
    let why = |file: &str, place: &str| {
        format!(
            "error: ~/{file} has `exai` for another server: OpenCode would make one of the two entries, and show one server the \
             header `{place}` of the other\n"
        )
    };
    let install = ["client", "install", "opencode"];
    let named = ["--name", "exai-opencode"];
    for more in [&[][..], &["--dry-run"]] {
        let said = stderr(&keeper.run(&[&install[..], more].concat()).code(1).stdout(""));
        assert_eq!(said, why(FIRST, "X-Api-Key") + "hint: add --name exai-opencode\n");
    }
    let args = ["setup", "--yes", "--profile", "exai", "--client", "opencode"];
    assert!(stderr(&keeper.run(&args).code(0)).contains("new entry `exai-opencode`"));
    keeper.run(&["client", "remove", "opencode", "exai-opencode"]).code(0);
    assert_eq!(read(&keeper, LAST), "{}");
    keeper.run(&[&install[..], &named].concat()).code(0);
    // The neighbour: nothing of that one is seen, or nothing of it is for that server alone.
    keeper.run(&[&["client", "remove", "opencode"][..], &["exai-opencode"]].concat()).code(0);
    let same = r#"{"mcp":{"exai":{"type":"remote","url":"https://far.example/mcp","headers":{"Authorization":"{env:OLD}"}}}}"#;
    put(&keeper, FIRST, same, 0o600);
    keeper.run(&install).code(0);
    // What is laid over that of a project takes its token elsewhere.
    put(&keeper, DEEP, &same.replace(r#","headers":{"Authorization":"{env:OLD}"}"#, ""), 0o600);
    put(&keeper, "w/p/sub", "", 0o600);
    let folder = keeper.sandbox.home("w/p");
    let project = ["--scope", "project", "--project", folder.to_str().unwrap()];
    let said = stderr(&keeper.run(&[&install[..], &project].concat()).code(1));
    assert!(said.starts_with(&why(DEEP, "Authorization")), "{said}");
    // Again all that was installed: one that would be mixed is told, and stays.
    let said = stderr(&keeper.run(&["client", "install"]).code(1));
    assert!(
        said.starts_with(&why(DEEP, "Authorization").replace("error: ", "error: opencode, exai: ")),
        "{said}"
    );
    fs::remove_file(keeper.sandbox.home(DEEP)).unwrap();
    put(&keeper, FIRST, &other(FAR), 0o600);
    let before = read(&keeper, LAST);
    let said = stderr(&keeper.run(&["client", "install"]).code(1));
    let hint = "hint: mcp-token client remove opencode exai\n";
    assert_eq!(said, why(FIRST, "X-Api-Key").replace("error: ", "error: opencode, exai: ") + hint);
    assert_eq!(read(&keeper, LAST), before);
}

/// An entry of OpenCode or Codex that leads somewhere, and more members of it.
fn at(client: &str, url: &str, more: &str) -> String {
    if client == "codex" {
        return format!("[mcp_servers.exai]\nurl = \"{url}\"\n{more}\n");
    }
    let more = if more.is_empty() { String::new() } else { format!(",{more}") };
    format!(r#"{{"mcp":{{"exai":{{"type":"remote","url":"{url}"{more}}}}}}}"#)
}

/// What `client install` says of an entry beside those files, in the project `w/p` where they lie in `w`; and its status.
fn beside(client: &str, files: &[(&str, &str)], more: &[&str]) -> (i32, String) {
    let keeper = exai();
    fs::create_dir_all(keeper.sandbox.home("w/p")).unwrap();
    for (file, content) in files {
        put(&keeper, file, content, 0o600);
    }
    install(&keeper, client, files.iter().any(|(file, _)| file.starts_with("w/")), more)
}

fn install(keeper: &Keeper, client: &str, is_of_project: bool, more: &[&str]) -> (i32, String) {
    let folder = keeper.sandbox.home("w/p");
    let project = ["--project", folder.to_str().unwrap()];
    let place = if is_of_project { &project[..] } else { &[] };
    let assert = keeper.run(&[&["client", "install", client], place, more].concat());
    (assert.get_output().status.code().unwrap(), stderr(&assert))
}

/// Whatever comes after the file of the entry says where it leads; a part without a URL is for the server below it.
#[test]
fn the_order_of_the_files_says_whose_word_counts() {
    let (opencode, codex) = (at("opencode", FAR, ""), at("codex", FAR, ""));
    let keyed = at("opencode", FAR, r#""headers":{"X-Api-Key":"{env:OLD}"}"#);
    let (old, part) = ("env_http_headers = { X-Api-Key = \"OLD\" }", "[mcp_servers.exai]\n");
    let part = format!("{part}{old}\n");
    for (client, files, file, place) in [
        // `.opencode` above a project is laid over the project's own files.
        (
            "opencode",
            &[("w/.opencode/opencode.json", &*opencode)][..],
            "w/.opencode/opencode.json",
            "Authorization",
        ),
        ("opencode", &[("w/opencode.json", &*keyed)], "w/opencode.json", "X-Api-Key"),
        // With `--profile` Codex lays this over the user's.
        ("codex", &[(".codex/p.config.toml", &*codex)], ".codex/p.config.toml", ""),
        // The key is of the file that has no URL, for that of another.
        (
            "codex",
            &[(CODEX, &*codex), ("w/.git/HEAD", ""), ("w/.codex/config.toml", &*part)],
            "w/.codex/config.toml",
            "X-Api-Key",
        ),
    ] {
        let (status, said) = beside(client, files, &[]);
        let place = if place.is_empty() { "helper".to_owned() } else { format!("header `{place}`") };
        assert!(
            said.starts_with(&format!("error: ~/{file} has `exai` for another server: ")),
            "{files:?}: {said}"
        );
        assert!(
            said.contains(&format!("show one server the {place} of the other\nhint: add --name ")),
            "{said}"
        );
        assert_eq!(status, 1);
        // The neighbours: it leads to the same server, with or without a slash.
        for url in [URL.to_owned(), format!("{URL}/")] {
            let good: Vec<_> =
                files.iter().map(|(file, content)| (*file, content.replace(FAR, &url))).collect();
            let good: Vec<_> = good.iter().map(|(file, content)| (*file, &**content)).collect();
            let (status, said) = beside(client, &good, &[]);
            assert_eq!(status, 0, "{good:?}: {said}");
        }
    }
    // The same again, of an entry that was there before.
    let keeper = exai();
    put(&keeper, FIRST, "{}", 0o600);
    assert_eq!(install(&keeper, "opencode", false, &[]).0, 0);
    put(&keeper, LAST, &opencode, 0o600);
    let said = stderr(&keeper.run(&["client", "install"]).code(1));
    assert!(
        said.starts_with(&format!("error: opencode, exai: ~/{LAST} has `exai` for another server")),
        "{said}"
    );
    // What counts more is told where it is for the same server.
    put(&keeper, LAST, &at("opencode", URL, r#""headers":{"Authorization":"{env:OLD}"}"#), 0o600);
    let said = stderr(&keeper.run(&["client", "install"]).code(0));
    let warning = format!(
        "warning: ~/{LAST} has `exai` too: for OpenCode it counts more, with its `headers.Authorization`\n"
    );
    assert!(said.starts_with(&warning), "{said}");
}

/// Codex does not start with a URL beside a command, in whichever files they are.
#[test]
fn two_entries_that_make_none_are_not_made_one() {
    let started = "[mcp_servers.exai]\ncommand = \"x\"\n";
    let (status, said) = beside("codex", &[(CODEX, started), ("w/.git/HEAD", "")], &[]);
    assert_eq!(status, 1);
    assert_eq!(
        said,
        format!(
            "error: ~/{CODEX} has `exai` too: Codex would make one of the two entries, and read no server at all then\n\
             hint: add --name exai-codex\n"
        )
    );
    let remote = at("codex", FAR, "");
    let files = [(CODEX, &*remote), ("w/.git/HEAD", "")];
    assert_eq!(beside("codex", &files, &["--command", "x", "--name", "exai"]).0, 1);
    assert_eq!(beside("codex", &files, &["--command", "x", "--name", "other"]).0, 0);
}

/// A program is the same with more arguments and in whatever way it is started, and what is handed to one is shown to no server.
#[test]
fn what_is_seen_of_no_other_server_is_no_reason() {
    let started = |more: &str| {
        format!(
            r#"{{"mcp":{{"exai":{{"type":"local","command":["node","x.js"],"environment":{{"API_KEY":"{{env:OLD}}"}}{more}}}}}}}"#
        )
    };
    let (started, off) = (started(""), started(r#","enabled":true"#));
    let command = ["--name", "exai", "--command", "node", "--arg", "x.js"];
    for more in [&[][..], &["--arg", "--more"], &["--profile", "exai", "--mode", "exec"]] {
        let (status, said) =
            beside("opencode", &[(FIRST, &started), (LAST, "{}")], &[&command[..], more].concat());
        assert_eq!(status, 0, "{more:?}: {said}");
    }
    let other = ["--name", "exai", "--command", "node", "--arg", "y.js"];
    assert_eq!(beside("opencode", &[(FIRST, &started), (LAST, "{}")], &other).0, 1);
    for below in [&started, &off] {
        let (status, said) = beside("opencode", &[(FIRST, below), (LAST, "{}")], &[]);
        assert_eq!(status, 0, "{said}");
    }
    // Of one that is not good by itself OpenCode takes the switch alone.
    let switch = format!(
        r#"{{"mcp":{{"exai":{{"url":"{FAR}","headers":{{"X-Api-Key":"{{env:OLD}}"}},"enabled":true}}}}}}"#
    );
    assert_eq!(beside("opencode", &[(FIRST, &switch), (LAST, "{}")], &[]).0, 0);
}
