//! `mcp-token doctor`: what Continue reads as JSON beside its YAML.

use std::os::unix::fs::symlink;

use crate::sandbox::stdout;
use crate::ward::{Found, Ward, filled, finding, mended_apart};

const FILE: &str = "~/.continue/mcpServers/more/a.json";

fn servers(entry: &str) -> String {
    filled(&format!("{{ // copied\n\"mcpServers\":{{\"a\":{entry},}},}}"))
}

fn at(more: &str) -> String {
    servers(&format!(r#"{{"url":"https://far.example/mcp"{more}}}"#))
}

fn run(more: &str) -> String {
    servers(&format!(r#"{{"command":"/bin/true"{more}}}"#))
}

#[test]
fn what_is_wrong_in_a_file_of_blocks_is_told() {
    let printed = "in its place what `mcp-token client print continue-json --profile NAME` prints";
    let unread = |text: &str| {
        format!(
            "refers to `{text}`, which is not read there: the server is sent the text as it stands, or nothing"
        )
    };
    let whole = |why: &str| format!("is not used, nor is any other of the file: {why}");
    let literal = "holds a literal token in its header `Authorization`".to_owned();
    let with = |value: &str| at(&format!(r#","headers":{{"Authorization":"{value}"}}"#));
    let started = || servers(r#"{"command":"mcp-token","args":["exec","exai","--","x"]}"#);
    let ward = Ward::exai();
    for (code, rank, bad, good, message, mend) in [
        ("literal_token", "high", with("Bearer @LIVE@"), started(), literal.clone(), printed),
        ("literal_token", "high", with("Bearer PRIVATE"), started(), literal, printed),
        ("wrong_reference", "warning", with("Bearer ${TOKEN}"), started(), unread("${TOKEN}"), printed),
        ("wrong_reference", "warning", run(r#","env":{"A_KEY":"${A}"}"#), started(), unread("${A}"), printed),
        (
            "skipped",
            "high",
            at(r#","type":"streamable-http""#),
            at(r#","type":"http""#),
            whole("it does not take that `type` there"),
            "`\"type\": \"http\"` in the entry",
        ),
        (
            "skipped",
            "high",
            run(r#","args":[8080]"#),
            run(r#","args":["8080"]"#),
            whole("its `args` is no list of strings"),
            "a list of strings as its `args`",
        ),
        // Its own entries have no switch.
        (
            "unencrypted",
            "warning",
            at(r#","disabled":true"#).replace("https", "http"),
            at(r#","disabled":true"#),
            "is at http://far.example/mcp, not encrypted".to_owned(),
            "`https` for `http` in its URL",
        ),
        (
            "skipped",
            "high",
            at(r#","headers":{"X":null}"#),
            at(r#","headers":{"X":""}"#),
            whole("its `headers` is no object of strings"),
            "an object of strings as its `headers`",
        ),
    ] {
        mended_apart(&ward, FILE, &good, &bad, (code, rank, &message, mend));
    }
}

/// Under its name, in a project of Claude Code's file, or alone in a file that has the name.
#[test]
fn a_server_stands_in_each_form_that_is_read() {
    let ward = Ward::new();
    let server = filled(r#"{"url":"https://far.example/mcp","headers":{"X-Api-Key":"@LIVE@"}}"#);
    let message = |about: &str, place: &str| {
        let message = format!("{FILE}: {about} holds a literal token in its {place}");
        [finding("literal_token", "high", &message, "")]
    };
    let header = "header `X-Api-Key`";
    for (content, expected) in [
        (format!(r#"{{"mcpServers":{{"b":{server}}}}}"#), message("`b`", header)),
        (
            format!(r#"{{"mcpServers":{{}},"projects":{{"/p":{{"mcpServers":{{"b":{server}}}}}}}}}"#),
            message("`b` (in `/p`)", header),
        ),
        (server.clone(), message("`a`", header)),
        // What is no server, and what stands beside some.
        (server.replace("url", "uri"), message("", "`headers.X-Api-Key`").map(without_blank)),
        (
            server.replacen('{', r#"{"mcpServers":{},"#, 1),
            message("", "`headers.X-Api-Key`").map(without_blank),
        ),
    ] {
        ward.file(FILE, &content);
        assert_eq!(ward.found(&[]), expected, "{content}");
    }
    ward.file(FILE, r#"{"command":"/bin/true","env":{"A":"b"}}"#);
    assert_eq!(ward.found(&[]), []);
    let list = stdout(&ward.keeper.run(&["client", "list"]).code(0));
    let line = "continue-json  a       none   ~/.continue/mcpServers/more/a.json\n";
    assert!(list.contains(line), "{list}");
    // Nobody else's file, however it ends.
    ward.file("~/.continue/mcpServers/package.json", r#"{"name":"a","version":"1.0.0"}"#);
    assert_eq!(ward.found(&[]), []);
}

fn without_blank(found: Found) -> Found {
    (found.0, found.1, found.2.replace(":  ", ": "), found.3)
}

/// It is looked at, and not written: what is put into it would be one file among many.
#[test]
fn nothing_is_installed_there() {
    let ward = Ward::exai();
    let refused = ward.keeper.run(&["client", "install", "continue-json", "--profile", "exai"]).code(2);
    let why = "error: Continue (JSON) has no file that is edited here\nhint: mcp-token client print continue-json --profile exai\n";
    refused.stdout("").stderr(why);
    let printed = ward.keeper.run(&["client", "print", "continue-json", "--mode", "exec"]).code(0);
    ward.file(FILE, stdout(&printed));
    assert_eq!(ward.found(&[]), []);
}

/// What a project has linked is the project's as long as it lies in it, and what does not is told; a home's is the user's.
#[test]
fn a_link_leads_to_nothing_outside_of_a_project() {
    let ward = Ward::new();
    for folder in ["out", "p/in"] {
        for file in ["mcpServers/deep/o.json", "mcp.json"] {
            ward.file(&format!("{folder}/{file}"), at(r#","headers":{"X-Api-Key":"@LIVE@"}"#));
        }
    }
    let found = |link: &str, to: &str, args: &[&str]| {
        let (link, to) = (ward.path(link), ward.path(to));
        std::fs::create_dir_all(link.parent().unwrap()).unwrap();
        symlink(to, &link).unwrap();
        let found = ward.found(args);
        std::fs::remove_file(link).unwrap();
        found
    };
    for (link, file, below, seen) in [
        (".continue", ".continue/mcpServers", "", ".continue/mcpServers/deep/o.json"),
        (".continue/mcpServers", ".continue/mcpServers", "/mcpServers", ".continue/mcpServers/deep/o.json"),
        (
            ".continue/mcpServers/l.json",
            ".continue/mcpServers/l.json",
            "/mcp.json",
            ".continue/mcpServers/l.json",
        ),
        (".cursor", ".cursor/mcp.json", "", ".cursor/mcp.json"),
        (".cursor/mcp.json", ".cursor/mcp.json", "/mcp.json", ".cursor/mcp.json"),
    ] {
        let literal = |place: &str| {
            let what = "`a` holds a literal token in its header `X-Api-Key`";
            finding("literal_token", "high", &format!("{place}/{seen}: {what}"), "")
        };
        let of_literal = |found: Vec<Found>| {
            let told = found.into_iter().map(|(code, rank, message, _)| (code, rank, message, String::new()));
            told.collect::<Vec<_>>()
        };
        let (of_project, of_home) = (format!("p/{link}"), format!("~/{link}"));
        let left = found(&of_project, &format!("out{below}"), &["--project", "p"]);
        let codes: Vec<_> = left.iter().map(|one| (one.0.as_str(), one.1.as_str())).collect();
        assert_eq!(codes, [("not_seen", "warning")], "{link}: {left:?}");
        // Nothing outside is changed that a checkout names.
        assert_eq!(left[0].3, "");
        let start = format!("./p/{file}: cannot be looked at: ");
        assert!(left[0].2.starts_with(&start) && left[0].2.contains("leads out of"), "{link}: {left:?}");
        let inside = found(&of_project, &format!("p/in{below}"), &["--project", "p"]);
        assert_eq!(inside, [literal("./p")]);
        assert_eq!(of_literal(found(&of_home, &format!("out{below}"), &[])), [literal("~")]);
    }
    // Where it leads to nothing that would be read, nothing is told.
    assert_eq!(found("q/.cursor", "out/mcpServers", &["--project", "q"]), []);
    assert_eq!(found("q/.continue", "out/mcpServers", &["--project", "q"]), []);
}
