//! Entries of a server that no profile is for, and the lines that make one for it.

use serde_json::Value;

use crate::ward::{Ward, filled};

pub(crate) const CURSOR: &str = "~/.cursor/mcp.json";
pub(crate) const CLAUDE: &str = "~/.claude.json";
pub(crate) const DESKTOP: &str = "~/.config/Claude/claude_desktop_config.json";
pub(crate) const VSCODE: &str = "~/.config/Code/User/mcp.json";
pub(crate) const FAR: &str = "https://far.example/mcp";
pub(crate) const GET: &str = "get a token for this server from its issuer";
pub(crate) const SEE: &str = "see that the server takes its token in a header";

pub(crate) fn server(entry: &str) -> String {
    filled(&format!(r#"{{"mcpServers":{{"far":{entry}}}}}"#))
}

pub(crate) fn with(header: &str, value: &str) -> String {
    server(&format!(r#"{{"url":"{FAR}","headers":{{"{header}":"{value}"}}}}"#))
}

pub(crate) fn bridge(url: &str, more: &str) -> String {
    server(&format!(r#"{{"command":"npx","args":["-y","mcp-remote@0.15.1","{url}"{more}}}"#))
}

/// The line that makes a profile for a server, asks for its token, and has the client refer to it.
pub(crate) fn made(client: &str, set: &str, store: &str) -> String {
    let set = format!("mcp-token profile set far --secret-from none{set}");
    format!("{set} && mcp-token store far{store} && mcp-token client install {client} --profile far")
}

/// The commands of all that is wrong, each once, and what is needed for them.
pub(crate) fn told(ward: &Ward) -> Vec<(String, String)> {
    let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    let found = ward.in_clients();
    let mut told: Vec<_> = found.iter().map(|one| (text(&one["mend"]), text(&one["command"]))).collect();
    told.dedup();
    told
}

/// Whether something is wrong, and no command mends any of it.
pub(crate) fn by_hand(ward: &Ward) -> bool {
    let told = told(ward);
    !told.is_empty() && told.iter().all(|(_, line)| line.is_empty())
}

/// After the line nothing is wrong but that a variable has to be set, which its own line does; the token is kept.
#[track_caller]
pub(crate) fn clears(ward: &Ward, line: &str, token: &str) {
    ward.shell_with(line, token).code(0);
    let (_, name) = line.split_once("mcp-token store ").unwrap();
    assert_eq!(ward.keeper.get(&[name.split(' ').next().unwrap()]), token);
    let found = ward.found(&[]);
    let codes: Vec<_> = found.iter().map(|one| one.0.as_str()).collect();
    assert!(codes.iter().all(|code| *code == "unset_variable"), "{found:?}");
    let exports: Vec<_> = found.iter().map(|one| one.3.as_str()).collect();
    let assert = ward.shell(&format!("{}\nmcp-token doctor --json", exports.join("\n"))).code(0);
    assert_eq!(ward.found_by(&assert), []);
}
