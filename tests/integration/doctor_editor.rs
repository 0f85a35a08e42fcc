//! `mcp-token doctor`: the line that opens a file for a hand, at the line that it is about, in the editor that somebody has.

use std::fs;
use std::os::unix::fs::symlink;

use serde_json::Value;

use crate::sandbox::{SECRET, stdout};
use crate::ward::{Ward, filled};

const CURSOR: &str = "~/.cursor/mcp.json";

/// The entry `far` has something wrong with it, and stands on line 4.
const JSON: &str = "{\n  \"mcpServers\": {\n    \"near\": {\"command\": \"x\"},\n    \"far\": {\n      \"url\": \"http://far.example/mcp\"\n    }\n  }\n}\n";

/// The lines that are given for what is wrong with a file, by the codes.
#[track_caller]
fn lines(file: &str, content: &str) -> Vec<(String, String)> {
    let ward = Ward::new();
    ward.file(file, filled(content));
    let found = ward.findings(&[]).into_iter().filter(|one| one["mend"].is_string());
    let line = |one: &Value| {
        let edit = one["edit"].as_str().unwrap();
        let rest = edit.strip_suffix(&format!(" {file}")).and_then(|rest| rest.strip_prefix("nano"));
        rest.unwrap_or_else(|| panic!("{edit}")).trim_start().to_owned()
    };
    found.map(|one| (one["code"].as_str().unwrap().to_owned(), line(&one))).collect()
}

#[test]
fn an_entry_is_opened_at_the_line_of_its_name() {
    let one = |code: &str, line: &str| vec![(code.to_owned(), line.to_owned())];
    assert_eq!(lines(CURSOR, JSON), one("unencrypted", "+4"));
    assert_eq!(lines(CURSOR, &JSON.replace('\n', "\r\n")), one("unencrypted", "+4"));
    let typed = JSON.replace("mcpServers", "servers").replace("\"url\"", "\"type\": \"http\", \"url\"");
    let vscode = format!("\u{feff}// one\n/* two\nthree */ {typed}");
    assert_eq!(lines("~/.config/Code/User/mcp.json", &vscode), one("unencrypted", "+6"));
    let codex = "# one\nmodel = \"\"\"\ntwo\n\"\"\"\n\n[mcp_servers.near]\ncommand = \"x\"\n[mcp_servers.far]\nurl = \"http://far.example/mcp\"\n";
    assert_eq!(lines("~/.codex/config.toml", codex), one("unencrypted", "+8"));
    let inline = "[mcp_servers]\nnear.command = \"x\"\nfar = { url = \"http://far.example/mcp\" }\n";
    assert_eq!(lines("~/.codex/config.toml", inline), one("unencrypted", "+3"));
    let goose = "extensions:\n  near:\n    {type: stdio, enabled: true, cmd: x, args: []}\n  # far:\n  far:\n    type: streamable_http\n    enabled: true\n    uri: http://far.example/mcp\n";
    assert_eq!(lines("~/.config/goose/config.yaml", goose), one("unencrypted", "+5"));
    let continued = "name: a\nversion: 1.0.0\nschema: v1\nmcpServers:\n  - name: near\n    command: x\n  - type: streamable-http\n    name: far\n    url: http://far.example/mcp\n";
    assert_eq!(lines("~/.continue/config.yaml", continued), one("unencrypted", "+7"));
    let claude = "{\"projects\": {\n  \"/p\": {\"mcpServers\": {\n    \"far\": {\"type\": \"http\", \"url\": \"http://far.example\"}}}}}";
    assert_eq!(lines("~/.claude.json", claude), one("unencrypted", "+3"));
    let settings =
        "{\n\"mcp\": {\"servers\": {\n\"a\": {\"type\": \"http\", \"url\": \"https://a.example\"}}}}";
    assert_eq!(lines("~/.config/Code/User/settings.json", settings), one("dead_place", "+3"));
    let number = "{\"mcpServers\": {\n\n  \"a\": 1}}";
    assert_eq!(lines(CURSOR, number), one("skipped", "+3"));
}

#[test]
fn what_is_wrong_with_a_file_is_opened_at_its_line_where_that_is_known() {
    let one = |code: &str, line: &str| vec![(code.to_owned(), line.to_owned())];
    for (file, content, line) in [
        ("~/.claude.json", "{\n  \"a\": 1,\n  // one\n}", "+3"),
        ("~/.claude.json", "{\n  \"a\" 1\n}", "+2"),
        ("~/.claude.json", "\n\n[]", ""),
        ("~/.claude.json", "{\n  \"mcpServers\": []\n}", "+2"),
        ("~/.codex/config.toml", "a = 1\n\na = 2\n", "+3"),
        ("~/.config/goose/config.yaml", "a: 1\nb: 2\na: 3\n", "+3"),
        ("~/.config/goose/config.yaml", "a: 1\n--- \nb: 2\n", "+2"),
        (
            "~/.continue/config.yaml",
            "name: a\nversion: 1.0.0\nmcpServers:\n  - name: a\n    command: x\n  - command: y\n",
            "+6",
        ),
    ] {
        assert_eq!(lines(file, content), one("unreadable", line), "{content}");
    }
    let twice = "{\"mcpServers\": {\n  \"a\": {\"command\": \"x\"},\n  \"a\": {\"command\": \"x\"}}}";
    assert_eq!(lines(CURSOR, twice), one("duplicate_key", "+3"));
    let roots = "{\"mcpServers\": {},\n\n \"mcpServers\": {}}";
    assert_eq!(lines(CURSOR, roots), one("duplicate_key", "+3"));
    let inside = "{\"mcpServers\": {\n  \"a\": {\"command\": \"x\",\n  \"command\": \"x\"}}}";
    assert_eq!(lines(CURSOR, inside), one("duplicate_key", "+2"));
    let unread = "{\n  \"mcpServers\": {},\n  \"servers\": {\"a\": {\"command\": \"x\"}}\n}";
    assert_eq!(lines(CURSOR, unread), one("skipped", "+3"));
    assert_eq!(lines(CURSOR, "{\n  \"x\": \"@LIVE@\"\n}"), one("literal_token", "+2"));
    // Of a comment none is known.
    assert_eq!(lines(CURSOR, "{\n  // @LIVE@\n}"), one("literal_token", ""));
}

#[test]
fn the_line_stands_below_what_is_to_be_done_and_mends_it() {
    let ward = Ward::new();
    let file = ward.file(CURSOR, JSON);
    let text = stdout(&ward.doctor(&[]).code(0));
    let (_, clients) = text.split_once("clients\n").unwrap();
    assert_eq!(
        clients,
        format!(
            "  ok    cursor  ~/.cursor/mcp.json: `near` is shown no token\n  warn  cursor  ~/.cursor/mcp.json: `far` is at \
             http://far.example/mcp, not encrypted\n                by hand: `https` for `http` in its URL\n                nano +4 \
             {}\n0 high, 1 warning\n",
            file.display()
        )
    );
    let good = JSON.replace("http:", "https:");
    ward.by_editor(&[], "unencrypted", "`https` for `http` in its URL", &format!("nano +4 {CURSOR}"), &good);
    assert_eq!(fs::read_to_string(file).unwrap(), good);
}

#[test]
fn a_path_is_pasted_as_it_is_or_not_at_all() {
    let ward = Ward::new();
    let folder = "it's here {a,b}:1";
    ward.file(&format!("{folder}/.cursor/mcp.json"), JSON);
    let (at, mend) = (["--project", folder], "`https` for `http` in its URL");
    let quoted = "nano +4 './it'\\''s here {a,b}:1/.cursor/mcp.json'";
    ward.by_editor(&at, "unencrypted", mend, quoted, "{}");
    ward.file("a\u{1b}[31m/.cursor/mcp.json", JSON);
    let found = ward.findings(&["--project", "a\u{1b}[31m"]);
    assert_eq!((&found[0]["mend"], &found[0]["edit"]), (&mend.into(), &Value::Null));
}

/// `doctor` with these variables, and no program but those of the test.
fn edit(ward: &Ward, variables: &[(&str, &str)]) -> Value {
    let programs = ward.path("../bin").canonicalize().unwrap();
    let report = ward.doctor_with(&["--json"], |command| {
        command.env_remove("EDITOR").env("PATH", programs).envs(variables.iter().copied())
    });
    let found = ward.findings_by(&report);
    assert_eq!((found.len(), &found[0]["code"]), (1, &"unencrypted".into()), "{found:?}");
    found[0]["edit"].clone()
}

#[test]
fn each_editor_is_told_of_the_line_in_its_own_way() {
    let ward = Ward::new();
    ward.file(CURSOR, JSON);
    for (editor, line) in [
        ("vi", "vi +4 ~/.cursor/mcp.json"),
        ("/usr/bin/vim.tiny -n", "/usr/bin/vim.tiny -n +4 ~/.cursor/mcp.json"),
        ("nvim", "nvim +4 ~/.cursor/mcp.json"),
        ("nano -w", "nano -w +4 ~/.cursor/mcp.json"),
        ("emacsclient -c -a ''", "emacsclient -c -a '' +4 ~/.cursor/mcp.json"),
        ("micro", "micro +4 ~/.cursor/mcp.json"),
        ("kak", "kak +4 ~/.cursor/mcp.json"),
        ("joe", "joe +4 ~/.cursor/mcp.json"),
        (" code --wait ", "code --wait -g ~/.cursor/mcp.json:4"),
        ("'/a b/cursor' -w", "'/a b/cursor' -w -g ~/.cursor/mcp.json:4"),
        ("codium", "codium -g ~/.cursor/mcp.json:4"),
        ("windsurf", "windsurf -g ~/.cursor/mcp.json:4"),
        ("hx", "hx ~/.cursor/mcp.json:4"),
        ("subl -w", "subl -w ~/.cursor/mcp.json:4"),
        ("zeditor --wait", "zeditor --wait ~/.cursor/mcp.json:4"),
        ("ed", "ed ~/.cursor/mcp.json"),
        ("vim --", "vim -- ~/.cursor/mcp.json"),
        ("$HOME/bin/mine", "$HOME/bin/mine ~/.cursor/mcp.json"),
    ] {
        for variable in ["VISUAL", "EDITOR"] {
            assert_eq!(edit(&ward, &[(variable, editor)]), line);
        }
    }
    // Where no line is known the file alone is opened, in every form.
    ward.file(CURSOR, "[]");
    for editor in ["vi", "code", "hx", "ed"] {
        let report = ward.doctor_with(&["--json"], |command| command.env("EDITOR", editor));
        assert_eq!(ward.findings_by(&report)[0]["edit"], format!("{editor} {CURSOR}"));
    }
}

#[test]
fn an_editor_that_cannot_be_pasted_is_passed_over() {
    let ward = Ward::new();
    ward.file(CURSOR, JSON);
    for bad in [
        "",
        " ",
        "vi; x",
        "vi &",
        "vi | x",
        "vi > x",
        "vi `x`",
        "vi # x",
        "(vi)",
        "vi 'x",
        "vi\nx",
        "\u{1b}[31mvi",
        "env API_TOKEN=sk-PRIVATE vi",
        "vi --password=PRIVATE",
        "vi --password PRIVATE",
        "vi -H 'X-Api-Key: PRIVATE'",
    ] {
        assert_eq!(edit(&ward, &[("EDITOR", bad)]), Value::Null, "{bad:?}");
        let line = "hx ~/.cursor/mcp.json:4";
        assert_eq!(edit(&ward, &[("VISUAL", bad), ("EDITOR", "hx")]), line, "{bad:?}");
    }
    assert_eq!(edit(&ward, &[("VISUAL", "kak"), ("EDITOR", "hx")]), "kak +4 ~/.cursor/mcp.json");
    assert_eq!(edit(&ward, &[("EDITOR", &filled("nano --token=@LIVE@"))]), Value::Null);
}

/// `editor` and `vi` are names of whatever a system has.
#[test]
fn without_a_choice_the_first_editor_that_is_there_is_taken() {
    let ward = Ward::new();
    ward.file(CURSOR, JSON);
    let program = |name: &str| ward.path("../bin").canonicalize().unwrap().join(name);
    assert_eq!(edit(&ward, &[]), Value::Null);
    ward.program("busybox", "");
    symlink("busybox", program("vi")).unwrap();
    assert_eq!(edit(&ward, &[]), "vi ~/.cursor/mcp.json");
    fs::remove_file(program("vi")).unwrap();
    ward.program("vi", "");
    assert_eq!(edit(&ward, &[]), "vi +4 ~/.cursor/mcp.json");
    ward.program("nano", "");
    assert_eq!(edit(&ward, &[]), "nano +4 ~/.cursor/mcp.json");
    symlink("vi", program("editor")).unwrap();
    assert_eq!(edit(&ward, &[]), "editor +4 ~/.cursor/mcp.json");
    fs::remove_file(program("editor")).unwrap();
    symlink("busybox", program("editor")).unwrap();
    assert_eq!(edit(&ward, &[]), "editor ~/.cursor/mcp.json");
}

/// What is set outside of every file, and what no editor changes.
#[test]
fn what_is_done_in_no_file_opens_none() {
    let ward = Ward::exai();
    let entry = |value: &str| {
        format!(
            r#"{{"mcpServers":{{"a":{{"url":"https://a.example","headers":{{"Authorization":"{value}"}}}}}}}}"#
        )
    };
    ward.file(CURSOR, entry("Bearer ${env:NONE}"));
    let found = &ward.findings(&[])[0];
    assert_eq!((&found["code"], &found["edit"]), (&"unset_variable".into(), &Value::Null));
    // The file that an entry refers to is one to be opened.
    ward.file("~/a token", "Bearer opaque");
    fs::remove_file(ward.path(CURSOR)).unwrap();
    let more = r#""Authorization":"Bearer ${file:~/a token}","X-Session-Token":"1"}"#;
    let of_file = entry("").replace(r#""Authorization":""}"#, more);
    ward.file("~/.codeium/windsurf/mcp_config.json", of_file);
    ward.by_editor(&[], "unfit_token", "the token alone into that file", "nano '~/a token'", "opaque");
    // What git would read as a pattern.
    ward.shell("mkdir p && git init -q p").code(0);
    for (name, pattern) in
        [(".env.a b", "'.env.a\\ b'"), (".env.it's", "'.env.it'\\''s'"), (".env.a*[b]", "'.env.a\\*\\[b\\]'")]
    {
        let path = ward.file(&format!("p/{name}"), format!("JWT_SECRET={SECRET}\n"));
        let line = format!("printf '\\n/%s\\n' {pattern} >> ./p/.gitignore");
        ward.mended(&["--project", "p"], "env_not_ignored", &line);
        fs::remove_file(path).unwrap();
    }
}
