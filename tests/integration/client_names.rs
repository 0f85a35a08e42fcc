//! Names under which a client reads no server. What the real ones do is seen in `tests/peers/clients/`.

use crate::sandbox::stderr;
use crate::ward::Ward;

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
            let why = format!("error: {title} reads no server of the name `{name}`, possible: {possible}\n");
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
