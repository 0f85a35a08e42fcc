//! `mcp-token client print`

use std::fs;

use serde_json::{Value, json};

use crate::client_install::put;
use crate::keeper::Keeper;
use crate::sandbox::{line, mint_claims, stderr, stdout};

pub(crate) const URL: &str = "https://mcp.example.com/mcp";

/// A keeper whose profile says where its server is.
pub(crate) fn exai() -> Keeper {
    let keeper = Keeper::exai();
    keeper.set(&["exai", "--url", URL]);
    keeper
}

/// The program under test, as an entry names it.
pub(crate) fn program() -> String {
    fs::canonicalize(env!("CARGO_BIN_EXE_mcp-token")).unwrap().display().to_string()
}

#[test]
fn the_entry_is_on_stdout_and_the_notes_on_stderr() {
    let keeper = exai();
    let entry = format!(
        r#"{{
  "mcpServers": {{
    "exai": {{
      "type": "http",
      "url": "{URL}",
      "headersHelper": "{} get exai -o headers-json"
    }}
  }}
}}
"#,
        program()
    );
    keeper.run(&["client", "print", "claude-code"]).code(0).stdout(entry).stderr(
        "goes into  ~/.claude.json (user) or .mcp.json (project, asks for workspace trust)\n\
         the token  is fetched by Claude Code at each connect; nothing secret is in this entry\n",
    );
    keeper
        .run(&["client", "print", "codex", "--mode", "env", "--name", "other"])
        .code(0)
        .stdout(format!("[mcp_servers.other]\nurl = \"{URL}\"\nbearer_token_env_var = \"EXAI_JWT_TOKEN\"\n"))
        .stderr(
            "goes into    ~/.codex/config.toml (user) or .codex/config.toml (project, needs a trusted project)\n\
             or run       mcp-token client install codex --profile exai --name other --mode env\n\
             or run       codex mcp add other --url https://mcp.example.com/mcp --bearer-token-env-var EXAI_JWT_TOKEN\n\
             the token    is read from `EXAI_JWT_TOKEN` when Codex starts; nothing secret is in this entry\n\
             set it with  export EXAI_JWT_TOKEN=$(mcp-token get exai)\n\
             if unset     the server is not contacted\n\
             it is good   for at most 24 h: then it is to be set, and Codex started, again\n",
        );
    assert_eq!(
        stderr(&keeper.run(&["client", "print", "jetbrains"]).code(0)).lines().next().unwrap(),
        "paste it in  Settings, Tools, AI Assistant, Model Context Protocol, Add, As JSON"
    );
}

#[test]
fn a_project_names_the_program_by_its_bare_name() {
    let keeper = exai();
    let assert = keeper.run(&["client", "print", "claude-code", "--scope", "project"]).code(0);
    assert!(stdout(&assert).contains("\"headersHelper\": \"mcp-token get exai -o headers-json\""));
    let said = stderr(&assert);
    assert!(said.contains("mcp-token  must be on the PATH of whoever opens the project\n"), "{said}");
    assert!(said.contains("mcp-token client install claude-code --profile exai --scope project\n"), "{said}");
}

#[test]
fn tells_programs() {
    let keeper = exai();
    let report: Value =
        serde_json::from_str(&line(&keeper.run(&["client", "print", "cursor", "--json"]).code(0).stderr("")))
            .unwrap();
    assert_eq!((&report["schema"], &report["ok"]), (&json!(1), &json!(true)));
    assert_eq!((&report["client"], &report["mode"]), (&json!("cursor"), &json!("env")));
    let entry: Value = serde_json::from_str(report["text"].as_str().unwrap()).unwrap();
    let entry = &entry["mcpServers"]["exai"];
    assert_eq!(entry, &json!({"url": URL, "headers": {"Authorization": "Bearer ${env:EXAI_JWT_TOKEN}"}}));
    assert_eq!(report["notes"].as_array().unwrap().len(), 6);
    keeper
        .run(&["client", "print", "cursor", "-o", "env"])
        .code(2)
        .stdout("")
        .stderr("error: this answer has no form `env`\n");
}

#[test]
fn a_server_that_is_started_needs_no_profile() {
    let keeper = Keeper::new();
    keeper
        .run(&["client", "print", "cursor", "--name", "tai", "--command", "npx", "--arg", "-y", "--arg", "tai-mcp"])
        .code(0)
        .stdout(
            "{\n  \"mcpServers\": {\n    \"tai\": {\n      \"command\": \"npx\",\n      \"args\": [\"-y\", \"tai-mcp\"]\n    }\n  }\n}\n",
        )
        .stderr(
            "goes into  ~/.cursor/mcp.json (user) or .cursor/mcp.json (project)\n\
             or run     mcp-token client install cursor --name tai --command npx --arg -y --arg tai-mcp\n",
        );
    keeper
        .run(&["client", "print", "cursor", "--command", "npx"])
        .code(2)
        .stdout("")
        .stderr("error: the name of the entry is missing: `--name`\n");
    keeper
        .run(&["client", "print", "cursor", "--name", "x", "--command", "npx", "--mode", "env"])
        .code(2)
        .stdout("")
        .stderr("error: it is not said whose token is used: `--profile`\n");
}

/// A client's own command is told where it says all of the entry, for the user's file alone, and never with a secret.
#[test]
fn a_client_s_own_command_is_told_where_it_says_the_same() {
    let keeper = exai();
    let own = |args: &[&str]| {
        let said = stderr(&keeper.run(&[&["client", "print"], args].concat()).code(0));
        let lines = said.lines().filter_map(|line| line.strip_prefix("or run"));
        lines
            .map(str::trim_start)
            .filter(|line| !line.starts_with("mcp-token "))
            .collect::<Vec<_>>()
            .join("\n")
    };
    let header = "-H 'Authorization: Bearer $EXAI_JWT_TOKEN'";
    assert_eq!(own(&["gemini"]), format!("gemini mcp add -s user -t http exai {URL} {header}"));
    assert_eq!(
        own(&["gemini", "--header", "X-Tenant: a"]),
        format!("gemini mcp add -s user -t http exai {URL} {header} -H 'X-Tenant: a'")
    );
    assert_eq!(
        own(&["qwen", "--profile", "exai", "--name", "x", "--command", "srv", "--env", "A=b"]),
        "qwen mcp add -s user -e 'A=b' -e 'EXAI_JWT_TOKEN=$EXAI_JWT_TOKEN' x srv --"
    );
    let text = keeper.run(&["client", "print", "gemini", "--json"]).code(0);
    assert!(
        stdout(&text).contains(&format!("\"or run gemini mcp add -s user -t http exai {URL} ")),
        "{text}"
    );
    let digits = "0123456789abcdef".repeat(4);
    let image = format!("x@sha256:{digits}");
    let pinned = ["client", "print", "qwen", "--profile", "exai", "--command", "docker", "--arg", &image];
    assert!(!stderr(&keeper.run(&pinned).code(0)).contains("or run"));
    for none in [
        // What it cannot say: a helper, a header, a variable.
        &["codex"][..],
        &["codex", "--mode", "env", "--header", "X-Tenant: a"],
        &["gemini", "--profile", "exai", "--command", "srv"],
        &["opencode"],
        // What would be read otherwise.
        &["qwen", "--profile", "exai", "--command", "srv", "--arg", "8080"],
        &["qwen", "--profile", "exai", "--command", "srv", "--arg=-1.0"],
        &["qwen", "--profile", "exai", "--command", "srv", "--env", "A="],
        &["qwen", "--profile", "exai", "--command", "http://a.example/b"],
        &["qwen", "--name", "help"],
        // What is not shown as it stands.
        &["qwen", "--profile", "exai", "--command", "srv", "--arg", "a\nb"],
        &["gemini", "--scope", "project"],
        &["gemini", "--mode", "inline"],
        &["gemini", "--header", "X-Api-Key: PRIVATE-0123456789abcdef"],
        &["cursor"],
    ] {
        assert_eq!(own(none), "", "{none:?}");
    }
    // Nothing that is there is replaced, and no comment dropped.
    let codex = ["codex", "--mode", "env"];
    assert!(own(&codex).starts_with("codex mcp add exai "));
    keeper.shell("mkdir -p ~/.codex ~/.gemini; echo '# mine' >~/.codex/config.toml").code(0);
    assert_eq!(own(&codex), "");
    let other = r#"{"mcpServers":{"other":{"url":"https://a.example"}}}"#;
    keeper.shell(&format!("echo '{other}' >~/.gemini/settings.json")).code(0);
    assert_eq!(own(&["gemini", "--name", "other"]), "");
    assert!(own(&["gemini"]).starts_with("gemini mcp add "));
    // Of two files it may take the one that we would not.
    let started = ["opencode", "--profile", "exai", "--command", "srv"];
    assert!(own(&started).starts_with("opencode mcp add exai "));
    keeper.shell("mkdir -p ~/.config/opencode; cd ~/.config/opencode; echo {} >opencode.json").code(0);
    assert!(own(&started).starts_with("opencode mcp add exai "));
    keeper.shell("echo {} >~/.config/opencode/opencode.jsonc").code(0);
    assert_eq!(own(&started), "");
}

#[test]
fn the_token_itself_is_printed_only_when_that_is_asked_for() {
    let keeper = exai();
    let token = keeper.get(&[]);
    let assert = keeper.run(&["client", "print", "cursor", "--mode", "inline"]).code(0);
    assert!(stdout(&assert).contains(&format!("\"Authorization\": \"Bearer {token}\"")));
    assert!(
        stderr(&assert)
            .contains("the token   stands there itself: whoever reads it has it, and it expires\n")
    );
    for client in ["claude-desktop", "zed", "lm-studio", "gemini", "codex", "curl", "python", "javascript"] {
        assert!(!stdout(&keeper.run(&["client", "print", client]).code(0)).contains(&token), "{client}");
    }
}

/// The line that installs is one that does.
#[test]
fn an_entry_goes_where_an_installation_would_put_it() {
    let keeper = exai();
    let print = |line: &str| {
        let words: Vec<&str> = line.split(' ').collect();
        let said = keeper.said(&keeper.run(&[&["client", "print"], &words[..]].concat()).code(0));
        // How wide a column is depends on the other lines.
        said.lines()
            .map(|line| line.split_whitespace().collect::<Vec<_>>().join(" ") + "\n")
            .collect::<String>()
    };
    let install = |line: &str| {
        let words: Vec<&str> = line.split(' ').collect();
        keeper.run(&[&["client", "install", "--dry-run"], &words[..]].concat())
    };
    let run = |line: &str| format!("or run mcp-token client install {line}\n");
    for (client, title) in
        [("windsurf", "Windsurf"), ("claude-desktop", "Claude Desktop"), ("cline", "Cline")]
    {
        let line = format!("{client} --scope project");
        let said = print(&line);
        assert!(!said.contains("or run") && !said.contains("PATH"), "{said}");
        assert!(said.contains(&format!("\nscope user: {title} has no file of a project\n")), "{said}");
        install(&line).code(2);
        let said = print(client);
        assert!(!said.contains("scope user"), "{said}");
        assert!(said.contains(&run(&format!("{client} --profile exai"))), "{said}");
        install(client).code(0);
    }
    let said = print("cursor --scope project");
    assert!(
        said.contains(&run("cursor --profile exai --scope project")) && !said.contains("scope user"),
        "{said}"
    );
    install("cursor --scope project").code(0);
    let said = print("cursor --scope project --mode inline");
    let user =
        "goes into ~/.cursor/mcp.json (user)\nscope user: whoever shares a project would read the secret\n";
    assert!(said.starts_with(user) && !said.contains("or run"), "{said}");
    install("cursor --scope project --mode inline").code(7);
    let said = print("cursor --mode inline");
    let user = "goes into ~/.cursor/mcp.json (user)\nor run mcp-token client install cursor --profile exai --mode inline\n";
    assert!(said.starts_with(user), "{said}");
}

#[test]
fn a_key_that_does_not_reach_what_is_started_is_told() {
    let keeper = Keeper::with(&["ci", "--secret-from", "env:CI_SECRET", "--store", "none", "--url", URL]);
    let print = |line: &str| {
        let words: Vec<&str> = line.split(' ').collect();
        stderr(&keeper.run(&[&["client", "print"], &words[..]].concat()).code(0))
    };
    let told =
        |title: &str| format!(" is in `CI_SECRET`, which {title} does not hand on: there will be no token\n");
    for (line, title) in [
        ("codex --mode exec", "Codex"),
        ("claude-desktop", "Claude Desktop"),
        ("cline --mode exec", "Cline"),
        ("roo --mode exec", "Roo Code"),
        ("continue --mode exec", "Continue"),
        ("gemini --mode exec --profile ci --command npx", "Gemini CLI"),
        ("copilot-cli --mode exec --profile ci --command npx", "Copilot CLI"),
    ] {
        let said = print(line);
        assert!(said.contains(&told(title)), "{line}: {said}");
    }
    for line in
        ["cursor --mode exec", "claude-code --mode exec --profile ci --command npx", "codex --mode env"]
    {
        assert!(!print(line).contains("hand on"), "{line}");
    }
    let install = ["client", "install", "codex", "--mode", "exec"];
    assert!(stderr(&keeper.run(&install).code(0)).contains(&told("Codex")));
    let started = "codex --mode exec --profile ci --command npx";
    assert!(print(started).contains(&told("Codex")));
    assert!(!print(&format!("{started} --env CI_SECRET")).contains("hand on"));
    let keeper = exai();
    let kept = stderr(&keeper.run(&["client", "print", "codex", "--mode", "exec"]).code(0));
    assert!(!kept.contains("hand on"), "{kept}");
}

#[test]
fn what_is_not_said_or_not_there() {
    let keeper = Keeper::exai();
    let refused = |args: &[&str], code: i32, said: &str| {
        keeper.run(&[&["client", "print"], args].concat()).code(code).stdout("").stderr(said.to_owned());
    };
    let no_client = "error: there is no client `nosuch`\nhint: mcp-token client list -v\n";
    refused(&["nosuch"], 6, no_client);
    keeper.run(&["client", "install", "nosuch"]).code(6).stdout("").stderr(no_client);
    keeper.run(&["client", "remove", "nosuch", "x"]).code(6).stdout("").stderr(no_client);
    for flag in ["--arg", "--env", "--secret-var"] {
        let with = |more: &[&str], said: &str| {
            let said = format!("error: {said}\nhint: mcp-token client print --help\n");
            refused(&[&["cursor", flag, "A=b"], more].concat(), 2, &said);
        };
        with(&["--url", URL], &format!("`{flag}` does not go with `--url <URL>`"));
        with(&["--header", "A: b"], &format!("`{flag}` does not go with `--header <NAME: VALUE>`"));
        with(&[], "`--command <PROGRAM>` is missing");
    }
    refused(
        &["cursor"],
        2,
        "error: it is not said where the server is: `--url`, a URL in the profile, or `--command`\n",
    );
    refused(
        &["cursor", "--name", "x", "--command", ""],
        2,
        "error: `--command <PROGRAM>` needs a value\nhint: mcp-token client print --help\n",
    );
    refused(
        &["cursor", "--profile", "x", "--url", URL],
        6,
        "error: there is no profile `x`\nhint: mcp-token list\n",
    );
    Keeper::new()
        .run(&["client", "print", "cursor", "--url", URL])
        .code(6)
        .stdout("")
        .stderr("error: there is no profile\nhint: mcp-token setup\n");
    refused(
        &["cursor", "--url", URL, "--mode", "helper"],
        2,
        "error: Cursor cannot come by the token through `helper`, possible: env, exec, inline\n",
    );
    refused(
        &["gemini", "--url", URL, "--mode", "exec"],
        2,
        "error: Gemini CLI cannot come by the token through `exec`, possible: env, inline\n",
    );
    refused(&["curl", "--name", "x", "--command", "y"], 2, "error: curl starts no servers\n");
}

#[test]
fn where_a_token_may_not_go() {
    let keeper = Keeper::exai();
    let jwt = mint_claims("{}");
    let unencrypted = "the URL is not encrypted and leaves this machine, expected https or wss";
    for (url, what) in [
        ("http://mcp.example.com/mcp", unencrypted),
        ("ws://10.0.0.1:3000", unencrypted),
        ("http://localhost.example.com/", unencrypted),
        ("https://mcp.example.com/?token=PRIVATE", "the URL holds what looks like a token in its query"),
        (&format!("https://mcp.example.com/{jwt}"), "the URL holds what looks like a token in its path"),
        ("https://me:PRIVATE@mcp.example.com/", "the URL holds a user or a password"),
        ("wss://mcp.example.com", "Cursor speaks no WebSocket"),
    ] {
        for verb in ["print", "install"] {
            let args = ["client", verb, "cursor", "--url", url];
            keeper.run(&args).code(2).stdout("").stderr(format!("error: {what}\n"));
        }
    }
    assert!(!keeper.sandbox.home(".cursor").exists());
    for url in ["http://localhost:8000/mcp", "http://127.0.0.1:1/", "http://[::1]:1/"] {
        keeper.run(&["client", "print", "cursor", "--url", url]).code(0);
    }
    let assert = keeper.run(&["client", "print", "claude-code", "--url", "ws://127.0.0.1:3000"]).code(0);
    assert!(stdout(&assert).contains("\"type\": \"ws\""));
}

#[test]
fn a_header_beside_the_tokens() {
    let keeper = exai();
    let jwt = mint_claims("{}");
    let print = |header: &str| keeper.run(&["client", "print", "cursor", "--header", header]);
    let assert = print("Accept: application/json, text/event-stream").code(0);
    assert!(stdout(&assert).contains("\"Accept\": \"application/json, text/event-stream\""));
    assert!(stderr(&assert).contains(" --header 'Accept: application/json, text/event-stream'\n"));
    for (header, said) in [
        ("Authorization: Bearer x", "the header `Authorization` is for the token"),
        ("authorization: x", "the header `authorization` is for the token"),
        (&format!("X-Other: {jwt}"), "the header `X-Other` holds a token"),
    ] {
        print(header).code(2).stdout("").stderr(format!("error: {said}\n"));
    }
    // The bridge passes over a name with more in it.
    print("X.Team: a").code(0);
    let bridged = |header: &str| keeper.run(&["client", "print", "claude-desktop", "--header", header]);
    bridged("X_Team-2: a").code(0);
    let odd = "mcp-remote@0.15.1 sends no header of the name `X.Team`, which holds more than letters, digits, `-` and `_`";
    bridged("X.Team: a").code(2).stdout("").stderr(format!("error: {odd}\n"));
    for header in ["Accept", "Bad Name: x", "X:", "X: a\nb", "X: \u{e9}", ": x"] {
        assert_eq!(stderr(&print(header).code(2).stdout("")).lines().count(), 2, "{header}");
    }
}

#[test]
fn a_url_refers_to_nothing_outside() {
    for (url, shown) in [
        ("https://h/?x=${env:EXAI_JWT_TOKEN}", "${env:EXAI_JWT_TOKEN}"),
        ("https://h/$(id)", "$(...)"),
        ("https://h/$EXAI_JWT_TOKEN", "$EXAI_JWT_TOKEN"),
    ] {
        Keeper::exai()
            .run(&["client", "print", "cursor", "--url", url])
            .code(2)
            .stdout("")
            .stderr(format!(
                "error: the URL holds `{shown}`: clients put something else in its place, and logs would keep that\n"
            ));
    }
}

/// Visual Studio has a file for all projects on Windows alone.
#[test]
fn a_client_with_files_of_projects_alone_is_installed_into_one() {
    let keeper = exai();
    let assert = keeper.run(&["client", "print", "visual-studio"]).code(0);
    let said = stderr(&assert);
    let line = said.lines().find_map(|line| line.strip_prefix("or run       ")).unwrap();
    assert_eq!(line, "mcp-token client install visual-studio --profile exai --scope project");
    keeper.shell(line).code(0);
    assert!(keeper.sandbox.read(".mcp.json").contains("${input:exai-token}"));
}

#[test]
fn one_name_is_for_one_value() {
    let keeper = exai();
    let started = ["client", "print", "cursor", "--name", "x", "--command", "y"];
    for (more, what) in [
        (&["--env", "A=1", "--env", "A=2"][..], "variable `A`"),
        (&["--env", "A", "--secret-var", "A=kept"], "variable `A`"),
        (&["--secret-var", "A=kept", "--secret-var", "A=kept"], "variable `A`"),
        (&["--profile", "exai", "--env", "EXAI_JWT_TOKEN=1"], "variable `EXAI_JWT_TOKEN`"),
    ] {
        let said = format!("error: the {what} is to hold two things\n");
        keeper.run(&[&started, more].concat()).code(2).stdout("").stderr(said);
    }
    keeper.run(&[&started[..], &["--env", "A=1", "--env", "a=2", "--secret-var", "B=kept"]].concat()).code(0);
    keeper
        .run(&["client", "print", "cursor", "--header", "X-A: 1", "--header", "x-a: 2"])
        .code(2)
        .stdout("")
        .stderr("error: the header `x-a` is to hold two things\n");
}

#[test]
fn where_a_client_refers_to_no_variable_the_way_without_one_is_named() {
    let keeper = exai();
    for (client, title) in [("zed", "Zed"), ("claude-desktop", "Claude Desktop"), ("codex", "Codex")] {
        let started = ["client", "print", client, "--name", "x", "--command", "y"];
        let said = format!(
            "error: {title} cannot refer to `OTHER` there: a kept secret goes into it with `--secret-var`\n"
        );
        keeper.run(&[&started[..], &["--env", "X=${OTHER}"]].concat()).code(2).stdout("").stderr(said);
        keeper.run(&[&started[..], &["--secret-var", "X=kept"]].concat()).code(0);
    }
}

/// A secret that goes away, or never was there.
#[test]
fn a_secret_that_is_not_kept_is_told_of_the_entries_that_hand_it_on() {
    let keeper = Keeper::new();
    keeper.sandbox.file("key", crate::sandbox::SECRET);
    keeper.run(&["secret", "set", "k2", "--store", "file", "--secret-file", "key"]).code(0);
    let entry = |verb: &str, name: &str| {
        let secret = format!("KEY={name}");
        let args = ["client", verb, "kiro", "--name", "x", "--command", "y", "--secret-var", &secret];
        stderr(&keeper.run(&args).code(0))
    };
    let warning = "warning: no secret `nosuch` is kept, `KEY` takes it: the server will not start\n";
    for verb in ["print", "install"] {
        assert!(entry(verb, "nosuch").contains(warning), "{verb}");
        let said = entry(verb, "k2");
        assert!(!said.contains("warning"), "{said}");
        let row = "the secret";
        let row = said.lines().find_map(|line| line.strip_prefix(row)).unwrap().trim();
        assert_eq!(
            row,
            "is handed on by mcp-token, which starts the server; nothing secret is in this entry"
        );
    }
    // What is not known is no reason to fail, nor to say that it is not kept.
    keeper.replace_in_ring("k2", "versions", "broken");
    for verb in ["print", "install"] {
        let said = entry(verb, "k2");
        assert!(!said.contains("warning"), "{said}");
    }
    keeper.replace_in_ring("k2", "broken", "versions");
    let removed = keeper.run(&["secret", "remove", "k2"]).code(0).stdout("");
    let line = "mcp-token client remove kiro x";
    let said = format!("forgot the secret `k2`\nwarning: a client still refers to it: {line}\n");
    assert_eq!(stderr(&removed), said);
    keeper.shell(line).code(0);
}

#[test]
fn the_variable_of_a_server_that_is_started_is_told_with_what_needs_none() {
    let keeper = exai();
    let args = ["client", "print", "kiro", "--profile", "exai", "--command", "y"];
    let said = stderr(&keeper.run(&args).code(0));
    assert!(
        said.contains("\nor add       --mode exec: mcp-token starts the server, with a fresh token\n"),
        "{said}"
    );
    let said = stderr(&keeper.run(&[&args[..], &["--mode", "exec"]].concat()).code(0));
    assert!(!said.contains("or add") && said.contains("\nthe token   is fetched by mcp-token"), "{said}");
}

/// The file that an installation would take.
#[test]
fn of_several_files_the_one_is_named_that_is_there() {
    let keeper = exai();
    let place = |args: &[&str]| {
        let print =
            keeper.run(&[&["client", "print", "opencode", "--profile", "exai"], args].concat()).code(0);
        stderr(&print).lines().next().unwrap().split_whitespace().skip(2).collect::<Vec<_>>().join(" ")
    };
    let (user, project) = ("~/.config/opencode/opencode.json", "opencode.json");
    assert_eq!(place(&[]), format!("{user} (user) or {project} (project)"));
    put(&keeper, ".config/opencode/opencode.jsonc", "{}", 0o600);
    assert_eq!(place(&[]), format!("{user}c (user) or {project} (project)"));
    let of_project = ["--scope", "project"];
    assert_eq!(place(&of_project), format!("{user}c (user) or {project} (project)"));
    let folder = keeper.sandbox.path(".opencode");
    fs::create_dir(&folder).unwrap();
    fs::write(folder.join("opencode.json"), "{}").unwrap();
    assert_eq!(place(&of_project), format!("{user}c (user) or .opencode/{project} (project)"));
}

/// A client has an environment of its own.
#[test]
fn a_moved_home_is_warned_of_where_the_client_runs_this_program() {
    let keeper = exai();
    let moved = keeper.sandbox.home(".config/mcp-token");
    let warning =
        "warning: the entry does not know of `MCP_TOKEN_HOME`: the client must have it in its environment\n";
    for (words, is_warned) in [
        (&["print", "claude-code"][..], true),
        (&["install", "codex"], true),
        (&["install", "zed"], true),
        (&["install", "cursor"], false),
        (&["install", "codex", "--dry-run"], false),
    ] {
        let args = [&["client"], words].concat();
        let assert = keeper.run_with(&args, |command| command.env("MCP_TOKEN_HOME", &moved)).code(0);
        assert_eq!(stderr(&assert).contains(warning), is_warned, "{words:?}: {}", stderr(&assert));
        assert!(
            !stderr(&keeper.run_with(&args, |command| command.env("MCP_TOKEN_HOME", "")).code(0))
                .contains(warning)
        );
    }
}

/// How long a token is good that a client takes once, and what then; nothing of the kind where it is taken at each connect.
#[test]
fn tells_how_long_what_is_taken_once_is_good() {
    let keeper = exai();
    let good = |words: &[&str]| {
        let said = stderr(&keeper.run(&[&["client", "print"], words].concat()).code(0));
        said.lines().find_map(|line| line.strip_prefix("it is good ").map(|text| text.trim().to_owned()))
    };
    let life = |then: &str| Some(format!("for at most 24 h: then {then}"));
    for (words, then) in [
        (&["cursor"][..], "it is to be set, and Cursor started, again"),
        (
            &["vscode"],
            "VS Code is to be given the next, by `Edit` over the stars behind the reference in mcp.json",
        ),
        (&["visual-studio"], "Visual Studio is to be given the next"),
        (&["zed"], "Zed is to be started again"),
        (&["crush"], "Crush is to be started again"),
        (&["cursor", "--mode", "inline"], "the next is to be written there"),
        (&["cursor", "--command", "server", "--mode", "exec"], "Cursor is to be started again"),
    ] {
        assert_eq!(good(&[words, &["--profile", "exai"]].concat()), life(then), "{words:?}");
    }
    for words in [&["codex"][..], &["claude-code"], &["curl"], &["curl", "--mode", "env"]] {
        assert_eq!(good(words), None, "{words:?}");
    }
    assert_eq!(good(&["cursor", "--name", "x", "--command", "server"]), None);
    // Of a token from elsewhere it is not known.
    keeper.set(&["partner", "--secret-from", "none", "--url", URL]);
    assert_eq!(good(&["cursor", "--profile", "partner"]), None);
    keeper.set(&["exai", "--ttl", "90m"]);
    assert_eq!(
        good(&["zed", "--profile", "exai"]).unwrap(),
        "for at most 1 h 30 min: then Zed is to be started again"
    );
}

#[test]
fn a_key_in_the_url_of_a_program_is_told() {
    let keeper = exai();
    let key = "9f86d081884c7d659a2feaa0c55ad015";
    for (url, is_told) in [(URL, false), (&format!("https://mcp.example.com/s/{key}/mcp"), true)] {
        keeper.set(&["exai", "--url", url]);
        for client in ["curl", "python", "javascript"] {
            let assert = keeper.run(&["client", "print", client]).code(0);
            let said = stderr(&assert);
            let literal = said.contains("the entry  holds a literal secret: whoever reads it has it\n");
            assert_eq!((literal, said.contains("nothing secret")), (is_told, !is_told), "{client}: {said}");
        }
    }
}

/// Without a token nothing is sent.
#[test]
fn what_is_pasted_for_curl_fails_where_its_variable_holds_nothing() {
    let keeper = exai();
    let line = stdout(&keeper.run(&["client", "print", "curl", "--mode", "env"]).code(0));
    let pasted = |before: &str| keeper.shell(&format!("curl() {{ cat; }}\n{before}\n{line}"));
    pasted("EXAI_JWT_TOKEN=PRIVATE").code(0).stdout("Authorization: Bearer PRIVATE\n").stderr("");
    for unset in ["", "EXAI_JWT_TOKEN="] {
        let assert = pasted(unset).failure().stdout("");
        assert!(stderr(&assert).contains("EXAI_JWT_TOKEN"), "{}", stderr(&assert));
    }
    let notes = keeper.run(&["client", "print", "curl", "--mode", "env"]).code(0);
    assert!(stderr(&notes).ends_with("if unset     the server is not contacted\n"), "{}", stderr(&notes));
}

/// Claude Code tells its helper the URL, and `get` gives no token for one that the profile does not name.
#[test]
fn a_helper_that_would_be_refused_is_not_written() {
    let keeper = Keeper::exai();
    let print = |more: &[&str]| {
        keeper.run(&[&["client", "print", "claude-code", "--profile", "exai"], more].concat())
    };
    let url = ["--url", "https://other.example/mcp"];
    let refused = |why: &str| {
        format!(
            "error: Claude Code tells a helper the URL, and `get exai` gives it no token: that profile {why}\n"
        )
    };
    for (set, why, hint) in [
        ("", "names no server", "hint: mcp-token profile set exai --url https://other.example/mcp\n"),
        ("https://mcp.example.com/mcp", "is for another URL", ""),
    ] {
        if !set.is_empty() {
            keeper.set(&["exai", "--url", set]);
        }
        let said = stderr(&print(&[&url[..], &["--mode", "helper"]].concat()).code(2).stdout(""));
        assert!(said.ends_with(&(refused(why) + hint)), "{said}");
        let assert = print(&url).code(0);
        assert!(
            stdout(&assert).contains("\"Authorization\": \"Bearer ${EXAI_JWT_TOKEN}\""),
            "{}",
            stdout(&assert)
        );
        let before = "or before    mcp-token profile set exai --url https://other.example/mcp, then this again: Claude Code fetches it at each connect\n";
        assert_eq!(stderr(&assert).contains(before), set.is_empty(), "{}", stderr(&assert));
    }
    let assert = print(&[]).code(0);
    assert!(stdout(&assert).contains("get exai -o headers-json"), "{}", stdout(&assert));
}
