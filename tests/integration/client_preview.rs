//! What `--dry-run` of `mcp-token client install` and `client remove` shows of a file: never a secret, in whatever form it stands

use crate::client_install::{CURSOR, put};
use crate::client_print::exai;
use crate::sandbox::stdout;

const LOST: &str = "warning: what `a` is now would be kept nowhere: it may hold a token\n";

/// Numbers, dates, texts of several lines and short ones; what refers to something outside stays to be seen, and other settings.
#[test]
fn what_stands_under_the_name_of_a_credential_is_hidden_in_any_form() {
    let keeper = exai();
    let shown = |client: &str, file: &str, text: &str| {
        put(&keeper, file, text, 0o600);
        let assert = keeper.run(&["client", "remove", client, "a", "--dry-run"]).code(0).stderr(LOST);
        keeper.plain(&stdout(&assert))
    };
    assert_eq!(
        shown(
            "cursor",
            CURSOR,
            r#"{"mcpServers": {"a": {
  "url": "https://h.example/mcp#access_token=abc",
  "next": "/mcp#access_token=opaque",
  "password": 1.5, "token": 12345678901234567890, "version": 1.5,
  "env": {"API_KEY": "${env:KEY}", "DB_PASS": "x", "PIN_KEY": [7, "y"]}
}}}"#,
        ),
        r#"~/.cursor/mcp.json
line 1
- {"mcpServers": {"a": {
-   "url": "https://h.example/mcp#access_token=***",
-   "next": "/mcp#access_token=***",
-   "password": ***, "token": ***, "version": 1.5,
-   "env": {"API_KEY": "${env:KEY}", "DB_PASS": "***", "PIN_KEY": [***, "***"]}
- }}}
+ {"mcpServers": {}}
"#
    );
    assert_eq!(
        shown(
            "codex",
            ".codex/config.toml",
            r#"[mcp_servers.a]
command = "x"
password = 1_234
a_key = 0xdead_beef
b_key = 2020-01-02
c_key = """ab\
  cd"""
d_key = '''
e
'''
tool_timeout_sec = 1_234
"#,
        ),
        r#"~/.codex/config.toml
line 1
- [mcp_servers.a]
- command = "x"
- password = ***
- a_key = ***
- b_key = ***
- c_key = """***
-   ***"""
- d_key = '''
- ***
- '''
- tool_timeout_sec = 1_234
"#
    );
}
