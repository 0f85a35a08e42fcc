//! The five programs, and how each is made to connect to its MCP servers and to nothing else.

/// One client, as `tests/run.sh` installs it.
pub(super) struct Client {
    /// Its program in `target/clients/bin/`.
    pub(super) name: &'static str,
    /// What `--version` says.
    pub(super) version: &'static str,
    /// Connects to every server, and ends. `@MODEL@` stands for the port of the fake provider.
    pub(super) connect: &'static [&'static str],
    /// Its own word for a server that has answered; Codex says nothing of that.
    pub(super) connected: &'static str,
    /// No telemetry, no updates, and what stands for a person's answer; `@HOME@` is the home.
    pub(super) settings: &'static [(&'static str, &'static str)],
}

pub(super) const CLAUDE: Client = Client {
    name: "claude",
    version: "2.1.329 (Claude Code)",
    connect: &["mcp", "list"],
    connected: "✔ Connected",
    settings: &[("CLAUDE_CODE_DISABLE_NONESSENTIAL_TRAFFIC", "1"), ("DISABLE_AUTOUPDATER", "1")],
};

pub(super) const CODEX: Client = Client {
    name: "codex",
    version: "codex-cli 0.169.0",
    connect: &[
        "exec",
        "--skip-git-repo-check",
        "--json",
        "--config=analytics.enabled=false",
        "--config=check_for_update_on_startup=false",
        "--config=model=\"fake\"",
        "--config=model_provider=\"fake\"",
        "--config=model_providers.fake={name=\"fake\",base_url=\"http://127.0.0.1:@MODEL@/v1\",wire_api=\"responses\"}",
        "hello",
    ],
    connected: "turn.completed",
    settings: &[],
};

pub(super) const GEMINI: Client = Client {
    name: "gemini",
    version: "0.61.0",
    connect: &["mcp", "list"],
    connected: "✓ exai",
    settings: &[
        ("GEMINI_CLI_SYSTEM_SETTINGS_PATH", "@HOME@/quiet.json"),
        // Without a trusted folder it leaves out the user's own servers as well.
        ("GEMINI_CLI_TRUST_WORKSPACE", "true"),
    ],
};

pub(super) const OPENCODE: Client = Client {
    name: "opencode",
    version: "1.18.34",
    connect: &["mcp", "list"],
    connected: "✓ exai",
    settings: &[("OPENCODE_DISABLE_AUTOUPDATE", "1"), ("OPENCODE_DISABLE_MODELS_FETCH", "1")],
};

pub(super) const QWEN: Client = Client {
    name: "qwen",
    version: "0.24.4",
    connect: &["mcp", "list"],
    connected: "Connected",
    settings: &[("QWEN_CODE_SYSTEM_SETTINGS_PATH", "@HOME@/quiet.json")],
};

/// `@HOME@/quiet.json`, where Gemini CLI and Qwen Code look beyond the user's own file.
pub(super) const QUIET: &str = r#"{
  "general": {"enableAutoUpdate": false},
  "privacy": {"usageStatisticsEnabled": false},
  "telemetry": {"enabled": false}
}
"#;
