//! `mcp-token doctor`: an entry, a file or a folder that a client reads otherwise than somebody meant, and its neighbour.

use crate::sandbox::stdout;
use crate::ward::{URL, Ward, filled, mended_apart, told_apart};

const CONTINUE: &str = "~/.continue/config.yaml";
const GOOSE: &str = "~/.config/goose/config.yaml";
const CLAUDE: &str = "~/.claude.json";
const CODEX: &str = "~/.codex/config.toml";
const FX: &str = "~/.fx/mcp.json";
const OPENCODE: &str = "~/.config/opencode/opencode.json";

#[test]
fn every_file_of_a_folder_is_looked_at() {
    let ward = Ward::exai();
    let block = |name: &str, value: &str| {
        filled(&format!(
            "name: b\nversion: 0.0.1\nschema: v1\nmcpServers:\n  - name: {name}\n    url: {URL}\n    requestOptions:\n      headers: {{Authorization: \"Bearer {value}\"}}\n"
        ))
    };
    let literal = |place: &str, name: &str| {
        let message = format!("{place}: `{name}` holds a literal token in its header `Authorization`");
        ("literal_token".to_owned(), "high".to_owned(), message, String::new())
    };
    for (place, args, shown) in [
        ("p/.continue/mcpServers/", &["--project", "p"][..], "./p/.continue/mcpServers/"),
        ("~/.continue/mcpServers/", &[], "~/.continue/mcpServers/"),
    ] {
        let file = |name: &str| format!("{place}{name}");
        ward.file(&file("z.yaml"), block("z", "${{ secrets.EXAI_JWT_TOKEN }}"));
        // Not in its own file.
        ward.file(&file("y.yaml"), block("y", "${{ inputs.EXAI_JWT_TOKEN }}"));
        ward.file(&file("note.txt"), block("t", "@LIVE@"));
        ward.file(&file("yaml"), block("t", "@LIVE@"));
        assert_eq!(ward.found(args), []);
        ward.file(&file("b.yml"), block("b", "@LIVE@"));
        ward.file(&file("a.yaml"), block("a", "@LIVE@"));
        ward.file(&file("more/deep/c.yaml"), block("c", "@LIVE@"));
        // It looks at none of these.
        for folder in ["node_modules", "Private", "more/.git/x"] {
            ward.file(&file(&format!("{folder}/d.yaml")), block("d", "@LIVE@"));
        }
        let found = [("a.yaml", "a"), ("more/deep/c.yaml", "c"), ("b.yml", "b")];
        assert_eq!(ward.found(args), found.map(|(name, server)| literal(&format!("{shown}{name}"), server)));
        let list = stdout(&ward.shell(&format!("mcp-token client list {}", args.join(" "))));
        for name in ["a.yaml", "b.yml", "z.yaml"] {
            assert!(list.contains(&format!("/.continue/mcpServers/{name}")), "{list}");
        }
        assert!(!list.contains("note.txt"), "{list}");
        std::fs::remove_dir_all(ward.path(place)).unwrap();
    }
}

#[test]
fn an_entry_that_goose_cannot_read_is_told() {
    let ward = Ward::exai();
    let remote = "extensions:\n  a:\n    enabled: true\n    type: streamable_http\n    name: a\n    uri: https://far.example/mcp\n    timeout: 300\n    env_keys: [A_TOKEN]\n    envs: {A: \"1\"}\n    headers: {X: b}\n";
    let runs =
        "extensions:\n  a:\n    enabled: true\n    type: stdio\n    cmd: /bin/true\n    args: [-p, '8080']\n";
    for (good, from, to, what) in [
        (remote, "uri: ", "url: ", "it takes no entry without `uri`"),
        (remote, "enabled: true", "enabled: \"yes\"", "its `enabled` is no boolean"),
        (remote, "enabled: true", "enabled: yes", "its `enabled` is no boolean"),
        (remote, "name: a", "name: 7", "its `name` is no string"),
        (remote, "timeout: 300", "timeout: soon", "its `timeout` is no positive number"),
        (remote, "[A_TOKEN]", "A_TOKEN", "its `env_keys` is no list of strings"),
        (remote, "{X: b}", "{X: [a, b]}", "its `headers` is no object of strings"),
        (remote, "{X: b}", "{X: 1}", "its `headers` is no object of strings"),
        (remote, "{A: \"1\"}", "{A: 1}", "its `envs` is no object of strings"),
        (runs, "'8080'", "8080", "its `args` is no list of strings"),
    ] {
        let bad = good.replace(from, to);
        told_apart(&ward, GOOSE, good, &bad, &[("skipped", "warning", &format!("is not used: {what}"))]);
    }
    // It takes the key for a name that is missing, and a null for nothing.
    for line in ["    name: a\n", "    timeout: 300\n"] {
        ward.file(GOOSE, remote.replace(line, ""));
        assert_eq!(ward.found(&[]), [], "{line}");
    }
    ward.file(GOOSE, remote.replace("300", "null"));
    assert_eq!(ward.found(&[]), []);
    let mend = |bad: &str| {
        ward.file(GOOSE, bad);
        ward.findings(&[])[0]["mend"].as_str().unwrap().to_owned()
    };
    assert_eq!(mend(&remote.replace("{X: b}", "{X: 1}")), "an object of strings as its `headers`");
    assert_eq!(mend(&remote.replace("enabled: true", "enabled: yes")), "a boolean as its `enabled`");
}

#[test]
fn a_file_or_an_entry_without_a_name_has_continue_read_none() {
    let ward = Ward::exai();
    let good = "name: mine\nversion: 1.0.0\nmcpServers:\n  - uses: a/b\n    with: {A: b}\n  - name: a\n    url: https://far.example/mcp\n";
    ward.file(CONTINUE, good);
    assert_eq!(ward.found(&[]), []);
    let unnamed = "entry 2 of `mcpServers` has no string as its `name`";
    let (named, nano) = ("`name` with a string into that entry", "nano +6 ~/.continue/config.yaml");
    let at_the_top = |key: &str| format!("`{key}` with a string at the top");
    let whole = "nano ~/.continue/config.yaml";
    for (from, to, what, mend, edit) in [
        ("name: a\n    ", "", unnamed, named, nano),
        ("name: a", "name: 7", unnamed, named, nano),
        ("name: mine\n", "", "it has no string as its `name`", &at_the_top("name"), whole),
        ("version: 1.0.0\n", "", "it has no string as its `version`", &at_the_top("version"), whole),
        ("version: 1.0.0", "version: 1", "it has no string as its `version`", &at_the_top("version"), whole),
    ] {
        ward.file(CONTINUE, good.replace(from, to));
        let what = format!("none of its servers is read: {what}");
        let found = ("unreadable", "high", format!("{CONTINUE}: {what}"));
        let told = ward.found(&[]);
        let told: Vec<_> = told.iter().map(|one| (one.0.as_str(), one.1.as_str(), one.2.clone())).collect();
        assert_eq!(told, [found]);
        ward.by_editor(&[], "unreadable", mend, edit, good);
    }
}

#[test]
fn a_program_and_its_arguments_may_stand_apart_for_fx_and_not_for_opencode() {
    let ward = Ward::exai();
    let apart = r#"{"mcp":{"a":{"type":"local","command":"/bin/true","args":["-v"]}}}"#;
    let whole = r#"{"mcp":{"a":{"type":"local","command":["/bin/true","-v"]}}}"#;
    for (file, content, is_told) in
        [(FX, apart, false), (FX, whole, false), (OPENCODE, apart, true), (OPENCODE, whole, false)]
    {
        ward.file(file, content);
        let found = ward.found(&[]).into_iter().map(|one| one.2).collect::<Vec<_>>();
        let what = "`a` is not used, nor is any other of the file: its `command` is no list of strings";
        let told = is_told.then(|| format!("{file}: {what}"));
        assert_eq!(found, told.into_iter().collect::<Vec<_>>(), "{file} {content}");
        std::fs::remove_file(ward.path(file)).unwrap();
    }
    ward.file(FX, r#"{"mcpServers":{"other":{"command":"x"}}}"#);
    let message = format!("{FX}: `mcpServers` is not read: fx reads `mcp`");
    assert_eq!(ward.found(&[]), [crate::ward::finding("skipped", "warning", &message, "")]);
}

/// What the real ones do is seen in `tests/peers/clients/entries.rs`.
#[test]
fn an_entry_that_is_refused_or_passed_over_is_mended_by_what_is_said() {
    let ward = Ward::exai();
    let codex = |lines: &str| format!("[mcp_servers.a]\n{lines}\n");
    let codex_at = |more: &str| codex(&format!("url = \"https://far.example/mcp\"\n{more}"));
    let codex_runs = |more: &str| codex(&format!("command = \"x\"\n{more}"));
    let opencode = |entry: &str| format!(r#"{{"mcp":{{"a":{entry}}}}}"#);
    let claude = |entry: &str| format!(r#"{{"mcpServers":{{"a":{entry}}}}}"#);
    let texts = "an object of strings as its `env`";
    for (file, good, bad, is_whole, why, mend) in [
        (
            CODEX,
            codex_runs("env = { A = \"3\" }"),
            codex_runs("env = { A = 3 }"),
            true,
            "its `env` is no object of strings",
            texts,
        ),
        (
            CODEX,
            codex_at("startup_timeout_sec = 10.5"),
            codex_at("startup_timeout_sec = \"10\""),
            true,
            "its `startup_timeout_sec` is no positive number",
            "a positive number as its `startup_timeout_sec`",
        ),
        (
            CODEX,
            codex_at(""),
            codex_at("command = \"x\""),
            true,
            "it takes no `command` there",
            "take `command` out of the entry",
        ),
        (
            CODEX,
            codex_runs(""),
            codex_runs("http_headers = {}"),
            true,
            "it takes no `http_headers` there",
            "take `http_headers` out of the entry",
        ),
        (
            CODEX,
            codex_at("enabled = false"),
            codex("enabled = false"),
            true,
            "it says neither where a server is nor how one is started",
            "in its place what `mcp-token client print codex --profile NAME` prints",
        ),
        (
            OPENCODE,
            opencode(r#"{"type":"local","command":["x"]}"#),
            opencode(r#"{"type":"stdio","command":["x"]}"#),
            true,
            "it does not take that `type` there",
            "`\"type\": \"local\"` in the entry",
        ),
        (
            OPENCODE,
            opencode(r#"{"type":"local","command":["x"],"enabled":true}"#),
            opencode(r#"{"command":["x"],"enabled":true}"#),
            false,
            "it takes no entry without `type`, or takes it for another transport",
            "`\"type\": \"local\"` into the entry",
        ),
        (
            OPENCODE,
            opencode(r#"{"type":"local","command":["x"],"env":{"P":1}}"#),
            opencode(r#"{"type":"local","command":["x"],"environment":{"P":1}}"#),
            true,
            "its `environment` is no object of strings",
            "an object of strings as its `environment`",
        ),
        (
            CLAUDE,
            claude(r#"{"command":"x","env":{"PORT":"1"}}"#),
            claude(r#"{"command":"x","env":{"PORT":1}}"#),
            false,
            "its `env` is no object of strings",
            texts,
        ),
        (
            CLAUDE,
            claude(r#"{"type":"stdio","command":"x","url":"y"}"#),
            claude(r#"{"type":"local","command":"x"}"#),
            false,
            "it does not take that `type` there",
            "`\"type\": \"stdio\"` in the entry",
        ),
    ] {
        let (rank, rest) =
            if is_whole { ("high", ", nor is any other of the file") } else { ("warning", "") };
        mended_apart(&ward, file, &good, &bad, ("skipped", rank, &format!("is not used{rest}: {why}"), mend));
    }
}

#[test]
fn no_entry_is_ok_beside_one_for_which_the_file_is_refused() {
    let ward = Ward::exai();
    ward.file(CODEX, "[mcp_servers.other]\ncommand = \"x\"\nargs = \"a\"\n");
    let told = "~/.codex/config.toml: `other` is not used, nor is any other of the file: its `args` is no list of strings";
    let install = ward.shell("mcp-token client install codex --profile exai").code(0);
    assert_eq!(crate::sandbox::stderr(&install).lines().next(), Some(&*format!("warning: {told}")));
    let lines = stdout(&ward.doctor(&[]));
    assert!(lines.contains(told) && !lines.contains("`exai` has its token"), "{lines}");
    ward.file(CODEX, std::fs::read_to_string(ward.path(CODEX)).unwrap().replace("\"a\"", "[\"a\"]"));
    let lines = stdout(&ward.doctor(&[]));
    assert!(lines.contains("`exai` has its token"), "{lines}");
    ward.shell("mcp-token client install codex --profile exai")
        .code(0)
        .stderr("Codex: `exai` is in ~/.codex/config.toml already\n");
}
