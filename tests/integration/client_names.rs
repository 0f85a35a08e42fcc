//! Names under which a client reads no server. What the real ones do is seen in `tests/peers/clients/`.

use crate::sandbox::stderr;
use crate::ward::{URL, Ward};

const CLAUDE: &str = "~/.claude.json";
const CODEX: &str = "~/.codex/config.toml";
const OF_CLAUDE: &str = "any but `workspace`, `computer-use`, `claude-in-chrome`, `Claude_in_Chrome`, `Claude_Preview`, \
`Claude_Browser`, `claude_ai`, `claude-code-remote`, `claude-device`, `ccr-email`, `hearthbot`";
const OF_CODEX: &str = "any of letters, digits and `_-./:` but `codex_apps`";

#[test]
fn no_entry_is_made_under_a_name_that_its_client_does_not_read() {
    let ward = Ward::exai();
    for (client, title, name, possible) in [
        ("claude-code", "Claude Code", "workspace", OF_CLAUDE),
        ("claude-code", "Claude Code", "hearthbot", OF_CLAUDE),
        ("codex", "Codex", "codex_apps", OF_CODEX),
    ] {
        for command in ["install", "print"] {
            let line = format!("mcp-token client {command} {client} --profile exai --name {name}");
            let said = stderr(&ward.shell(&line).code(2).stdout(""));
            let why = format!(
                "error: {title} reads no server of the name `{name}`, possible: {possible}\nhint: use --name {name}-{client}\n"
            );
            assert_eq!(said, why, "{line}");
        }
    }
    assert!(!ward.path(CLAUDE).exists() && !ward.path(CODEX).exists());
    for line in [
        "print claude-code --name Workspace",
        "print codex --name workspace",
        "print cursor --name workspace",
    ] {
        ward.shell(&format!("mcp-token client {line} --profile exai")).code(0);
    }
}

/// A profile may have the name, an entry made before may, too.
#[test]
fn a_server_goes_by_another_name_where_its_client_does_not_read_that_of_the_profile() {
    let ward = Ward::exai();
    ward.file(CODEX, "");
    let line = format!("mcp-token setup --yes --profile codex_apps --url {URL} --client codex");
    let said = stderr(&ward.shell(&line).code(0));
    assert!(said.contains("new entry `codex_apps-codex`"), "{said}");
    let content = std::fs::read_to_string(ward.path(CODEX)).unwrap();
    assert!(content.contains("[mcp_servers.codex_apps-codex]"), "{content}");
    ward.shell("mcp-token client install").code(0);
    // As one of a version before this one is remembered.
    let records = ward.path("~/.local/state/mcp-token/clients");
    for record in std::fs::read_dir(&records).unwrap().map(|entry| entry.unwrap().path()) {
        let former = |text: &str| text.replace("codex_apps-codex", "codex_apps");
        let text = std::fs::read_to_string(&record).unwrap();
        std::fs::write(&record, former(&text)).unwrap();
        std::fs::rename(&record, former(record.to_str().unwrap())).unwrap();
    }
    ward.file(CODEX, content.replace("codex_apps-codex", "codex_apps"));
    let said = stderr(&ward.shell("mcp-token client install").code(2));
    let hint = said.lines().last().unwrap().strip_prefix("hint: ").unwrap().to_owned();
    assert_eq!(hint, "mcp-token client remove codex codex_apps");
    ward.shell(&hint).code(0);
    ward.shell("mcp-token client install").code(0);
}

#[test]
fn an_entry_is_told_of_whose_name_its_client_does_not_read() {
    let ward = Ward::exai();
    let far = |name: &str| {
        format!(r#"{{"mcpServers":{{"{name}":{{"type":"http","url":"https://far.example/mcp"}}}}}}"#)
    };
    let codex = |name: &str| format!("[mcp_servers.\"{name}\"]\nurl = 'https://far.example/mcp'\n");
    for (file, content, wrong, right, possible) in [
        (CLAUDE, &far as &dyn Fn(&str) -> String, "claude-in-chrome", "Claude-in-chrome", OF_CLAUDE),
        (CLAUDE, &far, "workspace", "work space", OF_CLAUDE),
        (CODEX, &codex, "a b", "a.b/c:d", OF_CODEX),
        (CODEX, &codex, "\u{e4}", "a", OF_CODEX),
        (CODEX, &codex, "codex_apps", "codex", OF_CODEX),
    ] {
        ward.file(file, content(wrong));
        let message = format!("{file}: `{wrong}` is not used: it takes no entry of that name");
        let found = ward.found(&[]);
        let found: Vec<_> = found.iter().map(|one| (&*one.0, &*one.1, &*one.2)).collect();
        assert_eq!(found, [("skipped", "warning", &*message)], "{wrong}");
        let mend = format!("another name for it: {possible}");
        ward.by_hand(&[], "skipped", &mend, || drop(ward.file(file, content(right))));
        std::fs::remove_file(ward.path(file)).unwrap();
    }
}
