//! `mcp-token doctor`: every reason that the source knows for a finding is met in some file, what is said there is done, and it is
//! gone. The neighbours, in which it is not met, are in the tests of each.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::os::unix::fs::{chown, symlink};

use rustix::process::geteuid;
use serde_json::Value;

use crate::doctor_table::mended_by_hand;
use crate::sandbox::SECRET;
use crate::ward::{URL, Ward, filled};

const CODEX: &str = "~/.codex/config.toml";
const CLAUDE: &str = "~/.claude.json";
const CURSOR: &str = "~/.cursor/mcp.json";
const DESKTOP: &str = "~/.config/Claude/claude_desktop_config.json";
const GOOSE: &str = "~/.config/goose/config.yaml";
const OPENCODE: &str = "~/.config/opencode/opencode.json";
const VSCODE: &str = "~/.config/Code/User/mcp.json";
const WINDSURF: &str = "~/.codeium/windsurf/mcp_config.json";
const FAR: &str = "https://far.example/mcp";

fn server(entry: &str) -> String {
    filled(&format!(r#"{{"mcpServers":{{"a":{entry}}}}}"#))
}

fn goose(name: &str, more: &str) -> String {
    let entry = "enabled: true, type: stdio, cmd: /bin/true, args: []";
    format!("extensions:\n  {name}: {{{entry}}}\n{more}")
}

/// A name, a place or a form for which an entry is not used.
fn passed_over(ward: &Ward) {
    let codex = |name: &str| format!("[mcp_servers.\"{name}\"]\nurl = '{FAR}'\n");
    let another = "another name for it: any of letters, digits and `_-./:` but `codex_apps`";
    ward.file(CODEX, codex("a b"));
    ward.by_hand(&[], "skipped", another, || drop(ward.file(CODEX, codex("a"))));
    ward.file(GOOSE, goose("12", ""));
    let quoted = || drop(ward.file(GOOSE, goose("'12'", "")));
    ward.by_hand(&[], "skipped", "quotation marks around its name", quoted);
    let remote = format!(r#"{{"type":"remote","url":"{FAR}","enabled":true}}"#);
    ward.file(OPENCODE, format!(r#"{{"mcp":{{"a":{remote},"servers":{{"a":{remote}}}}}}}"#));
    let one = || drop(ward.file(OPENCODE, format!(r#"{{"mcp":{{"a":{remote}}}}}"#)));
    ward.by_hand(&[], "skipped", "take one of the two out", one);
    ward.file(CURSOR, server("[1]"));
    let print = "in its place what `mcp-token client print cursor --profile NAME` prints";
    ward.by_hand(&[], "skipped", print, || drop(ward.file(CURSOR, server(r#"{"command":"true"}"#))));
    ward.file(VSCODE, server(&format!(r#"{{"type":"http","url":"{FAR}"}}"#)));
    let moved =
        || drop(ward.file(VSCODE, format!(r#"{{"servers":{{"a":{{"type":"http","url":"{FAR}"}}}}}}"#)));
    ward.by_hand(&[], "skipped", "put its servers under `servers`", moved);
    ward.file(DESKTOP, server(&format!(r#"{{"url":"{FAR}"}}"#)));
    let bridge = "--command npx --arg -y --arg mcp-remote@0.15.1 --arg";
    ward.mended(&[], "skipped", &format!("mcp-token client install claude-desktop --name a {bridge} {FAR}"));
}

fn in_clients(ward: &Ward, code: &str) -> Value {
    ward.in_clients().into_iter().find(|one| one["code"] == code).unwrap()
}

/// A file that others get at, or that nobody does.
fn places(ward: &Ward) {
    let literal = filled(&format!(
        r#"{{"mcpServers":{{"a":{{"url":"{URL}","headers":{{"Authorization":"Bearer @LIVE@"}}}}}}}}"#
    ));
    ward.file(CURSOR, literal);
    ward.set_mode(CURSOR, 0o644);
    ward.mended(&[], "readable_by_others", "chmod 600 ~/.cursor/mcp.json");
    ward.file(CURSOR, "{}");
    ward.set_mode(CURSOR, 0o622);
    ward.mended(&[], "writable_by_others", "chmod go-w ~/.cursor/mcp.json");
    if geteuid().is_root() {
        chown(ward.path(CURSOR), Some(65534), None).unwrap();
        ward.mended(&[], "foreign_owner", "chown \"$(id -u)\" ~/.cursor/mcp.json");
    }
    fs::remove_file(ward.path(CURSOR)).unwrap();
    symlink("/nonexistent", ward.path(CURSOR)).unwrap();
    let regular = "a regular file that you can read in its place";
    ward.by_hand(&[], "not_seen", regular, || fs::remove_file(ward.path(CURSOR)).unwrap());
}

/// What an entry refers to, or takes its token from.
fn referred(ward: &Ward) {
    let unlisted = goose(
        "a",
        "  b: {enabled: true, type: streamable_http, uri: https://far.example/mcp, headers: {Authorization: \"Bearer ${HOME}\"}}\n",
    );
    ward.file(GOOSE, &unlisted);
    let listed = || drop(ward.file(GOOSE, unlisted.replace("headers:", "env_keys: [HOME], headers:")));
    ward.by_hand(&[], "unset_variable", "`HOME` into its `env_keys`", listed);
    ward.file("~/held", filled("@LIVE@"));
    ward.set_mode("~/held", 0o644);
    let headers = r#"{"Authorization":"Bearer ${file:~/held}"}"#;
    ward.file(WINDSURF, server(&format!(r#"{{"serverUrl":"{FAR}","headers":{headers}}}"#)));
    ward.mended(&[], "readable_by_others", "chmod 600 ~/held");
    let twice = r#"{"Authorization":"Bearer ${env:HOME}","authorization":"Bearer ${env:PATH}"}"#;
    ward.file(CURSOR, server(&format!(r#"{{"url":"{URL}","headers":{twice}}}"#)));
    ward.mended(&[], "duplicate_key", "mcp-token client install cursor --profile exai --name a");
    ward.keeper.set(&["none", "--secret-from", "none", "--store", "file"]);
    ward.file(CURSOR, server(r#"{"command":"mcp-token","args":["exec","none","--","true"]}"#));
    let found = in_clients(ward, "no_token");
    assert_eq!(found["command"], "mcp-token store none");
    ward.shell_with("mcp-token store none", &filled("@LIVE@")).code(0);
    ward.is_gone(&[], &found);
    fs::remove_file(ward.path(CURSOR)).unwrap();
}

/// A token in a variable whose key verifies nothing any more.
fn ended(ward: &Ward) {
    let header = r#"{"Authorization":"Bearer ${env:EXAI_JWT_TOKEN}"}"#;
    ward.file(CURSOR, server(&format!(r#"{{"url":"{URL}","headers":{header}}}"#)));
    let token = ward.keeper.get(&["exai"]);
    ward.keeper.run(&["secret", "rotate", "exai", "--now"]).code(0);
    ward.keeper.run(&["secret", "revoke", "exai"]).code(0);
    let doctor = ward.doctor_with(&["--json"], |command| command.env("EXAI_JWT_TOKEN", token));
    let found = ward.found_by(&doctor).into_iter().find(|one| one.0 == "unfit_token").unwrap();
    let after = ward.found_by(&ward.shell(&format!("{}; mcp-token doctor --json", found.3)));
    assert!(after.iter().all(|one| one.0 != "unfit_token"), "{after:?}");
    ward.done.borrow_mut().insert(found.2);
    fs::remove_file(ward.path(CURSOR)).unwrap();
}

/// Of two files that are laid over each other.
fn laid_over(ward: &Ward) {
    let at = |name: &str, url: &str, header: &str| {
        format!(
            r#"{{"mcp":{{"{name}":{{"type":"remote","url":"{url}","enabled":true,"headers":{{{header}}}}}}}}}"#
        )
    };
    ward.file(OPENCODE, at("exai", FAR, r#""X-Api-Key":"{env:HOME}""#));
    let above = |name: &str| {
        drop(ward.file("p/opencode.json", at(name, URL, r#""Authorization":"Bearer {env:PATH}""#)));
    };
    above("exai");
    let renamed =
        "another name for one of the two entries, for ours by `client remove` and `client install --name`";
    ward.by_hand(&["--project", "p"], "other_server", renamed, || above("other"));
}

/// Where a token goes that is for no server says nobody but a project.
fn for_no_server(ward: &Ward) {
    ward.keeper.set(&["free", "--secret-from", "new", "--store", "none"]);
    ward.file(
        "p/.cursor/mcp.json",
        server(&format!(
            r#"{{"url":"{URL}","headers":{{"Authorization":"Bearer ${{env:FREE_JWT_TOKEN}}"}}}}"#
        )),
    );
    let said = "`mcp-token profile set free --url URL` with the URL of its server";
    let url = || drop(ward.keeper.set(&["free", "--url", URL]));
    ward.by_hand(&["--project", "p"], "other_server", said, url);
}

/// A helper is told a URL, and its profile names none.
fn refused_to_a_helper(ward: &Ward) {
    ward.keeper.set(&["bare", "--secret-from", "new", "--store", "none"]);
    let helper = r#""headersHelper":"mcp-token get bare -o headers-json""#;
    ward.file(CLAUDE, server(&format!(r#"{{"type":"http","url":"https://bare.example/mcp",{helper}}}"#)));
    ward.mended(&[], "no_token", "mcp-token profile set bare --url https://bare.example/mcp");
    fs::remove_file(ward.path(CLAUDE)).unwrap();
}

/// A key that only those have whom a shell hands it on to.
fn not_handed_on(ward: &Ward) {
    ward.keeper.set(&["ci", "--secret-from", "env:CI_SECRET", "--store", "none"]);
    ward.file(DESKTOP, server(r#"{"command":"mcp-token","args":["exec","ci","--","true"]}"#));
    let found = in_clients(ward, "no_token");
    assert_eq!(found["mend"], "go where `CI_SECRET` is set");
    let line = format!("export CI_SECRET={SECRET}; {}", found["command"].as_str().unwrap());
    ward.shell(&line).code(0);
    ward.is_gone(&[], &found);
}

/// What the source says of each variant: of the error texts the parts that stand still.
fn texts(source: &str) -> BTreeMap<String, Vec<String>> {
    let of = |chunk: &str| {
        let (text, rest) = chunk.split_once('"')?.1.split_once('"')?;
        let names = rest
            .lines()
            .map(str::trim)
            .find(|line| line.starts_with(|first: char| first.is_ascii_uppercase()))?;
        let name = names.split(|letter: char| !letter.is_alphanumeric()).next()?;
        let parts =
            text.split('{').map(|part| part.split_once('}').map_or(part, |(_, behind)| behind).to_owned());
        Some((name.to_owned(), parts.filter(|part| !part.is_empty()).collect()))
    };
    let texts: BTreeMap<_, _> = source.split("#[error(").skip(1).filter_map(of).collect();
    assert_eq!(texts.len(), source.matches("#[error(").count());
    texts
}

/// The variant that a message is of: of those whose parts stand in it one after the other the one with the longest.
fn variant<'t>(texts: &'t BTreeMap<String, Vec<String>>, message: &str) -> Option<&'t str> {
    let is_it = |parts: &[String]| {
        let mut rest = Some(message);
        for part in parts {
            rest = rest.and_then(|rest| rest.split_once(part.as_str())).map(|(_, behind)| behind);
        }
        rest.is_some()
    };
    let those = texts.iter().filter(|(_, parts)| is_it(parts));
    those.max_by_key(|(_, parts)| parts.concat().len()).map(|(name, _)| name.as_str())
}

/// The variants of a source that none of the messages is of.
fn missing<'t>(texts: &'t BTreeMap<String, Vec<String>>, messages: &BTreeSet<String>) -> Vec<&'t str> {
    let met: BTreeSet<_> = messages.iter().filter_map(|message| variant(texts, message)).collect();
    texts.keys().map(String::as_str).filter(|name| !met.contains(name)).collect()
}

#[test]
fn every_reason_of_a_finding_is_met_and_what_is_said_is_done() {
    let ward = Ward::exai();
    for met in
        [places, passed_over, referred, ended, laid_over, for_no_server, not_handed_on, refused_to_a_helper]
    {
        met(&ward);
    }
    let mut messages = mended_by_hand();
    messages.extend(ward.done.take());
    let findings = texts(include_str!("../../src/client/finding.rs"));
    // Only `root` gives a file away.
    let unmet = if geteuid().is_root() { vec![] } else { vec!["ForeignOwner"] };
    assert_eq!(missing(&findings, &messages), unmet);
    let (skips, unfits) =
        include_str!("../../src/client/finding/why.rs").split_once("pub enum Unfit").unwrap();
    for source in [skips, unfits] {
        assert_eq!(missing(&texts(source), &messages), [""; 0]);
    }
}
