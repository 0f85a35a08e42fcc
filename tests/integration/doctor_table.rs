//! `mcp-token doctor`: for each code of a client's file what triggers it, the neighbour that does not, and what mends it. A
//! command is executed as it stands; what is to be done by hand is what makes the neighbour of it, in the editor that is named.

use std::collections::BTreeSet;
use std::fs;

use crate::sandbox::stdout;
use crate::ward::{URL, Ward, filled};

const CURSOR: &str = "~/.cursor/mcp.json";
const CLAUDE: &str = "~/.claude.json";
const CODEX: &str = "~/.codex/config.toml";
const DESKTOP: &str = "~/.config/Claude/claude_desktop_config.json";
const QWEN: &str = "~/.qwen/settings.json";
const SETTINGS: &str = "~/.config/Code/User/settings.json";
const VSCODE: &str = "~/.config/Code/User/mcp.json";
const WINDSURF: &str = "~/.codeium/windsurf/mcp_config.json";
const ZED: &str = "~/.config/zed/settings.json";
const GOOSE: &str = "~/.config/goose/config.yaml";

/// A server that no profile is for.
const FAR: &str = "https://far.example/mcp";

/// A finding that no command mends: its code, the file, what triggers it, the neighbour, what is said.
type ByHand = (&'static str, &'static str, String, String, &'static str);

fn server(entry: &str) -> String {
    filled(&format!(r#"{{"mcpServers":{{"a":{entry}}}}}"#))
}

fn at(url: &str, more: &str) -> String {
    server(&format!(r#"{{"url":"{url}"{more}}}"#))
}

fn with(value: &str) -> String {
    at(FAR, &format!(r#","headers":{{"Authorization":"{value}","X-Session-Token":"1"}}"#))
}

fn run(more: &str) -> String {
    server(&format!(r#"{{"command":"npx"{more}}}"#))
}

fn zed(entry: &str) -> String {
    filled(&format!(r#"{{"context_servers":{{"a":{entry}}}}}"#))
}

fn vscode(value: &str) -> String {
    let headers = format!(r#"{{"Authorization":"{value}","X-Session-Token":"1"}}"#);
    format!(r#"{{"servers":{{"a":{{"type":"http","url":"{FAR}","headers":{headers}}}}}}}"#)
}

fn vscode_at(url: &str, more: &str) -> String {
    format!(r#"{{"servers":{{"a":{{"type":"http","url":"{url}"{more}}}}}}}"#)
}

fn codex(lines: &str) -> String {
    format!("[mcp_servers.a]\n{lines}\n")
}

fn bridge(package: &str, url: &str) -> String {
    server(&format!(
        r#"{{"command":"mcp-token","args":["exec","exai","--","npx","-y","{package}","{url}"]}}"#
    ))
}

fn literals() -> Vec<ByHand> {
    let reference = "`${env:NAME}` in its place, and the token in that variable";
    vec![
        ("literal_token", CURSOR, with("Bearer @LIVE@"), with("Bearer ${env:HOME}"), reference),
        (
            "expired_token",
            CURSOR,
            with("Bearer @DEAD@"),
            with("Bearer ${env:HOME}"),
            "`${env:NAME}` in its place, and a new token in that variable",
        ),
        (
            "literal_token",
            CURSOR,
            run(r#","env":{"API_KEY":"PRIVATE","B":"${env:HOME}"}"#),
            run(r#","env":{"API_KEY":"${env:HOME}"}"#),
            "`${env:API_KEY}` in its place, and the token in that variable",
        ),
        (
            "literal_token",
            CODEX,
            codex(
                "url = \"https://far.example\"\nhttp_headers = { Authorization = \"Bearer PRIVATE\", X-Session-Token = \"1\" }",
            ),
            codex("url = \"https://far.example\"\nbearer_token_env_var = \"HOME\""),
            "`bearer_token_env_var` with the name of a variable in its place",
        ),
        (
            "literal_token",
            CODEX,
            codex("command = \"x\"\nenv_vars = [\"B\"]\nenv = { API_KEY = \"PRIVATE\" }"),
            codex("command = \"x\"\nenv_vars = [\"API_KEY\"]"),
            "the name of the variable in `env_vars` in its place",
        ),
        (
            "literal_token",
            CODEX,
            codex(
                "url = \"https://far.example\"\nhttp_headers = { X-Api-Key = \"PRIVATE\", X-Session-Token = \"1\" }",
            ),
            codex("url = \"https://far.example\"\nenv_http_headers = { X-Api-Key = \"HOME\" }"),
            "`env_http_headers` with the name of a variable in its place",
        ),
        (
            "literal_token",
            CODEX,
            codex("command = \"x\"\nargs = [\"--api-key\", \"PRIVATE\"]"),
            codex("command = \"x\"\nenv_vars = [\"API_KEY\"]"),
            "a variable that the server reads, its name in `env_vars`",
        ),
        (
            "literal_token",
            ZED,
            zed(&format!(
                r#"{{"url":"{URL}","headers":{{"X-Session-Token":"1","Authorization":"Bearer PRIVATE"}}}}"#
            )),
            zed(r#"{"command":"mcp-token","args":["exec","exai","--","x"]}"#),
            "in its place what `mcp-token client print zed` prints",
        ),
        (
            "literal_token",
            CURSOR,
            at(FAR, r#","headers":{"eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJhIn0.c2ln":""}"#),
            at(FAR, r#","headers":{"X-Tenant":""}"#),
            "take it out of there",
        ),
        (
            "literal_token",
            GOOSE,
            "extensions:\n  a:\n    headers: {Authorization: \"Bearer PRIVATE\"}\n".to_owned(),
            "extensions:\n  a:\n    headers: {Authorization: \"Bearer ${HOME}\"}\n".to_owned(),
            "`${NAME}` in its place, its name in `env_keys`, and the token in that variable",
        ),
        (
            "literal_token",
            VSCODE,
            vscode("Bearer PRIVATE"),
            vscode("Bearer ${input:x}"),
            "`${input:ID}` in its place, and that `ID` among the `inputs`",
        ),
        (
            "wrong_reference",
            VSCODE,
            vscode("Bearer ${env:HOME}"),
            vscode("Bearer ${input:x}"),
            "`${input:ID}` in its place, and that `ID` among the `inputs`",
        ),
        (
            "other_audience",
            CURSOR,
            with("Bearer @OTHER@"),
            with("Bearer @OTHER@").replace(FAR, "https://other.example.com/mcp"),
            "a token for this server in its place",
        ),
    ]
}

fn references() -> Vec<ByHand> {
    vec![
        (
            "other_server",
            CURSOR,
            bridge("mcp-proxy@0.15.1", FAR),
            bridge("mcp-proxy@0.15.1", URL),
            "`https://mcp.example.com/mcp` into the entry, or the token of another profile",
        ),
        (
            "unset_variable",
            CURSOR,
            with("Bearer ${env:EXAI_JWT_TOKEN}"),
            with("Bearer ${env:HOME}"),
            "first its URL: what is put into the variable goes there",
        ),
        (
            "blanked_variable",
            CLAUDE,
            with("Bearer ${NPM_TOKEN}").replacen("\"url\"", "\"type\":\"http\",\"url\"", 1),
            with("Bearer ${HOME}").replacen("\"url\"", "\"type\":\"http\",\"url\"", 1),
            "a variable of another name, there and where it is set",
        ),
        (
            "no_input",
            VSCODE,
            vscode("Bearer ${input:x}"),
            vscode("Bearer ${input:x}").replacen('{', r#"{"inputs":[{"type":"promptString","id":"x"}],"#, 1),
            "an input of that `id`, with a `type` as `promptString`, among the `inputs`",
        ),
        (
            "no_file",
            WINDSURF,
            with("Bearer ${file:/none/token}"),
            with("Bearer ${file:/etc/passwd}"),
            "the file in its place, or the name of another",
        ),
        (
            "wrong_reference",
            CURSOR,
            with("Bearer ${HOME}"),
            with("Bearer ${env:HOME}"),
            "`${env:HOME}` in its place",
        ),
        (
            "wrong_reference",
            CURSOR,
            run(r#","env":{"X":"${HOME}/x"}"#),
            run(r#","env":{"X":"${env:HOME}/x"}"#),
            "`${env:HOME}` in its place",
        ),
        (
            "wrong_reference",
            CODEX,
            codex("url = \"https://far.example\"\nhttp_headers = { X-Team = \"${HOME}\" }"),
            codex("url = \"https://far.example\"\nenv_http_headers = { X-Team = \"HOME\" }"),
            "`env_http_headers` with the name of a variable in its place",
        ),
        (
            "wrong_reference",
            CODEX,
            codex("command = \"true\"\nenv = { LEVEL = \"${HOME}\" }"),
            codex("command = \"true\"\nenv_vars = [\"HOME\"]"),
            "the name of the variable in `env_vars` in its place",
        ),
        (
            "wrong_reference",
            ZED,
            zed(&format!(
                r#"{{"url":"{FAR}","headers":{{"Authorization":"Bearer ${{HOME}}","X-Session-Token":"1"}}}}"#
            )),
            zed(r#"{"command":"mcp-token","args":["exec","far","--","x"]}"#),
            "in its place what `mcp-token client print zed --profile NAME` prints",
        ),
        (
            "no_token",
            CURSOR,
            with("Bearer "),
            with("Bearer ${env:HOME}"),
            "`Bearer ${env:NAME}` as its value",
        ),
    ]
}

/// What a file holds that an entry refers to, and what belongs into it.
const HELD: [(&str, &str, &str); 5] = [
    ("expired_token", "@DEAD@", "a token that lives into that file"),
    ("unfit_token", "Bearer opaque", "the token alone into that file"),
    ("unfit_token", "", "a token into that file"),
    ("unfit_token", "eyJhbGciOiJIUzI1NiJ9.e30", "a whole token into that file"),
    ("unfit_token", "@EARLY@", "a token that is valid now into that file"),
];

fn commands() -> Vec<ByHand> {
    vec![
        (
            "no_program",
            CLAUDE,
            at(FAR, r#","type":"http","headers":{"X-Session-Token":"1"},"headersHelper":"no-helper""#),
            at(FAR, r#","type":"http","headersHelper":"/bin/true""#),
            "install it where Claude Code looks for programs, or name another",
        ),
        (
            "no_profile",
            CURSOR,
            server(r#"{"command":"mcp-token","args":["exec","no name","--","x"]}"#),
            server(r#"{"command":"mcp-token","args":["exec","exai","--","x"]}"#),
            "name a profile of `mcp-token list`",
        ),
        (
            "no_token",
            VSCODE,
            vscode_at(URL, r#","disabled":false,"env":{}"#),
            vscode_at(FAR, r#","disabled":false,"env":{}"#),
            "`Bearer ${input:ID}` as its header `Authorization`",
        ),
        (
            "no_headers",
            CLAUDE,
            at(FAR, r#","type":"http","headersHelper":"mcp-token gte free -o headers-json""#),
            at(FAR, r#","type":"http","headersHelper":"mcp-token get free -o headers-json""#),
            "`mcp-token get NAME -o headers-json` in its place",
        ),
        (
            "no_secret",
            CURSOR,
            server(
                r#"{"command":"mcp-token","args":["exec","--no-token","--secret-var","K=0123456789abcdef0123456789abcdef","--","x"]}"#,
            ),
            server(
                r#"{"command":"mcp-token","args":["exec","--no-token","--secret-var","K=exai","--","x"]}"#,
            ),
            "name a secret of `mcp-token secret list`",
        ),
        (
            "unpinned",
            CURSOR,
            bridge("mcp-proxy", &format!("{URL}\",\"--pat\",\"x")),
            bridge("mcp-proxy@0.15.1", URL),
            "`mcp-proxy@VERSION` in its place, one that was looked at",
        ),
        (
            "unpinned",
            CURSOR,
            bridge("mcp-proxy@latest", &format!("{URL}\",\"--pat\",\"x")),
            bridge("mcp-proxy@0.15.1", URL),
            "`mcp-proxy@VERSION` in its place, one that was looked at",
        ),
    ]
}

fn urls_and_types() -> Vec<ByHand> {
    let out = "take it out of the query of the URL, and show it in a header";
    let secure = "`https` for `http` in its URL";
    let old = |inside: &str| format!(r#"{{"mcp":{{"servers":{{{inside}}}}}}}"#);
    vec![
        ("skipped", CLAUDE, at(FAR, ""), at(FAR, r#","type":"http""#), "`\"type\": \"http\"` into the entry"),
        (
            "skipped",
            CLAUDE,
            at(FAR, r#","type":"remote""#),
            at(FAR, r#","type":"http""#),
            "`\"type\": \"http\"` in the entry",
        ),
        (
            "skipped",
            QWEN,
            at(FAR, ""),
            at(FAR, "").replace("url", "httpUrl"),
            "`httpUrl` for `url` as the key of the URL",
        ),
        (
            "skipped",
            CURSOR,
            at("wss://far.example", ""),
            at(FAR, ""),
            "an `https` URL of the server, if it has one",
        ),
        ("skipped", CURSOR, run(r#","args":"-y""#), run(r#","args":["-y"]"#), "a list as its `args`"),
        ("skipped", CURSOR, run(r#","env":"A=b""#), run(r#","env":{"A":"b"}"#), "an object as its `env`"),
        (
            "skipped",
            CURSOR,
            at("", ""),
            at(FAR, ""),
            "in its place what `mcp-token client print cursor --profile NAME` prints",
        ),
        (
            "skipped",
            DESKTOP,
            at(FAR, r#","headers":{"X-Session-Token":"1"}"#),
            bridge("mcp-remote@0.15.1", FAR).replace("exai", "far"),
            "in its place what `mcp-token client print claude-desktop --profile NAME` prints",
        ),
        (
            "skipped",
            CODEX,
            codex(
                "url = \"https://far.example\"\nbearer_token = \"PRIVATE\"\nhttp_headers = { X-Session-Token = \"1\" }",
            ),
            codex("url = \"https://far.example\"\nhttp_headers = { X-Session-Token = \"1\" }"),
            "take `bearer_token` out of the entry",
        ),
        (
            "dead_place",
            SETTINGS,
            old(&format!(r#""a":{{"type":"http","url":"{FAR}"}}"#)),
            old(""),
            "move it into `~/.config/Code/User/mcp.json`, under `servers`",
        ),
        (
            "token_in_url",
            CURSOR,
            at("https://far.example/?token=PRIVATE", r#","headers":{"X-Session-Token":"1"}"#),
            at(FAR, ""),
            out,
        ),
        (
            "token_in_url",
            CURSOR,
            bridge("mcp-remote@0.15.1", &format!("{URL}?token=PRIVATE")),
            bridge("mcp-remote@0.15.1", URL),
            out,
        ),
        (
            "token_in_url",
            CURSOR,
            at("https://me:PRIVATE@far.example/", ""),
            at(FAR, ""),
            "take it out of the URL, and show it in a header",
        ),
        ("unencrypted", CURSOR, at("http://far.example/mcp", ""), at(FAR, ""), secure),
        (
            "unencrypted",
            CLAUDE,
            at("ws://far.example", r#","type":"ws""#),
            at("wss://far.example", r#","type":"ws""#),
            "`wss` for `ws` in its URL",
        ),
        (
            "unencrypted",
            CURSOR,
            run(r#","args":["mcp-remote","http://far.example/mcp","--allow-http"]"#),
            run(r#","args":["mcp-remote","https://far.example/mcp"]"#),
            secure,
        ),
    ]
}

fn files() -> Vec<ByHand> {
    vec![
        (
            "unreadable",
            CLAUDE,
            "{// one\n}".to_owned(),
            "{}".to_owned(),
            "correct it there: Claude Code reads JSON without comments and without a comma before a bracket",
        ),
        (
            "unreadable",
            CODEX,
            "a = 1\na = 2\n".to_owned(),
            "a = 1\n".to_owned(),
            "correct it there: Codex reads TOML",
        ),
        (
            "duplicate_key",
            CURSOR,
            r#"{"mcpServers":{},"mcpServers":{}}"#.to_owned(),
            r#"{"mcpServers":{}}"#.to_owned(),
            "take one of the two out",
        ),
    ]
}

fn by_hand() -> Vec<ByHand> {
    [literals(), references(), commands(), urls_and_types(), files()].concat()
}

/// Every code that a client's file can have, as the source has them.
fn codes() -> BTreeSet<&'static str> {
    let source = include_str!("../../src/client/finding/code.rs");
    let (_, code) = source.split_once("pub fn code(").unwrap();
    let (code, _) = code.split_once("pub fn rank(").unwrap();
    code.split('"').skip(1).step_by(2).collect()
}

/// Does what is said where no command mends a finding, and gives what is gone by that.
pub(crate) fn mended_by_hand() -> BTreeSet<String> {
    let ward = Ward::exai();
    for (code, file, bad, good, mend) in &by_hand() {
        ward.file(file, bad);
        let line = if *file == GOOSE || bad.starts_with("a = 1") { 2 } else { 1 };
        ward.by_editor(&[], code, mend, &format!("nano +{line} {file}"), good);
        let found = ward.findings(&[]);
        assert!(found.iter().all(|one| one["code"] != *code), "{code} {good}: {found:?}");
        fs::remove_file(ward.path(file)).unwrap();
    }
    ward.file(WINDSURF, with("Bearer ${file:~/held}"));
    for (code, held, mend) in HELD {
        ward.file("~/held", filled(held));
        ward.by_editor(&[], code, mend, "nano ~/held", "opaque");
    }
    ward.done.take()
}

#[test]
fn programs_get_the_texts_as_they_stand() {
    let ward = Ward::new();
    ward.file(CURSOR, r#"{"mcpServers":{"a\u001b[31m\u202e":{"url":"http://a.example/"}}}"#);
    let found = ward.findings(&[]);
    assert_eq!(
        found[0]["message"],
        "~/.cursor/mcp.json: `a\u{1b}[31m\u{202e}` is at http://a.example/, not encrypted"
    );
    let text = stdout(&ward.doctor(&[]).code(0));
    assert!(text.contains("`a\\u{1b}[31m\\u{202e}` is at "), "{text}");
}

/// The codes that a finding of `doctor` takes from what has failed.
const OF_FAILURES: [&str; 20] = [
    "changed_meanwhile",
    "closed",
    "damaged",
    "dotenv",
    "file",
    "git",
    "grace_ended",
    "io",
    "key",
    "left",
    "locked",
    "no_keychain",
    "no_secret",
    "profile",
    "record",
    "revoked_in_use",
    "secret",
    "store",
    "unsafe_file",
    "weak_secret",
];

/// A keychain that is locked, in `tests/peers`, and a file system of a network, in `tests/shells`: no line of a shell and no hand
/// makes another of them there.
const OF_THE_SYSTEM: [&str; 2] = ["locked", "unsure_locks"];

/// Each has a fixture that it is found in, and what it says is done there: a line of a shell is executed, else a hand does it.
#[test]
fn what_every_code_says_is_done_and_mends_it() {
    let all_of = |folder: &str| {
        let mut text = String::new();
        for entry in fs::read_dir(std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join(folder)).unwrap() {
            let path = entry.unwrap().path();
            let is_source = path.extension().is_some_and(|end| end == "rs");
            text.extend(is_source.then(|| fs::read_to_string(&path).unwrap()));
        }
        text
    };
    let source = all_of("src/bin/mcp-token/cmd/doctor");
    let is_code = |text: &&str| {
        text.contains('_') && text.chars().all(|letter| letter.is_ascii_lowercase() || letter == '_')
    };
    // A flag, and what is not a finding.
    let is_other = |text: &&str| ["token_env", "not_checked"].contains(text);
    let own: BTreeSet<_> = source.split('"').filter(is_code).filter(|text| !is_other(text)).collect();
    assert!(own.len() > 8 && own.contains("unsure_locks"), "{own:?}");
    let elsewhere = ["tests/peers", "tests/shells"].map(all_of).concat();
    let is_elsewhere = |code: &str| elsewhere.contains(&format!("\"{code}\""));
    assert!(OF_THE_SYSTEM.into_iter().all(is_elsewhere));
    let tests = all_of("tests/integration") + &elsewhere;
    let calls =
        [".mended(", ".mended_with(", ".by_hand(", ".by_editor("].map(|call| tests.split(call).skip(1));
    let calls = calls.into_iter().flatten().filter_map(|call| call.split(';').next()).collect::<Vec<_>>();
    let by_hand: BTreeSet<_> = by_hand().iter().map(|case| case.0).collect();
    let is_done =
        |code: &str| by_hand.contains(code) || calls.iter().any(|call| call.contains(&format!("\"{code}\"")));
    let all: BTreeSet<_> = own.into_iter().chain(OF_FAILURES).chain(codes()).collect();
    let missing: Vec<_> =
        all.into_iter().filter(|code| !OF_THE_SYSTEM.contains(code) && !is_done(code)).collect();
    assert!(missing.is_empty(), "{missing:?}");
}
