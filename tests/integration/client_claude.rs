//! `mcp-token client` and a client that changes its own file.

use std::fs;
use std::os::unix::fs::PermissionsExt;

use assert_cmd::assert::Assert;
use serde_json::Value;

use crate::client_install::{put, read};
use crate::client_print::{URL, exai, program};
use crate::keeper::Keeper;
use crate::sandbox::stderr;

/// Does what the real one does with these words.
const CLAUDE: &str = r#"#!/bin/sh
echo "$@" >> "$HOME/asked"
file="${CLAUDE_CONFIG_DIR:-$HOME}/.claude.json"
[ "$2" = remove ] && echo '{"mcpServers":{}}' > "$file" && exit
printf '{"mcpServers":{"%s":%s}}' "$5" "$6" > "$file"
"#;

fn with_claude(keeper: &Keeper, script: &str) {
    put(keeper, "bin/claude", script, 0o755);
}

/// Runs the program where it finds `claude`.
fn run(keeper: &Keeper, args: &[&str]) -> Assert {
    let path = format!("{}:{}", keeper.sandbox.home("bin").display(), std::env::var("PATH").unwrap());
    keeper.run_with(args, |command| command.env("PATH", path))
}

/// What it was asked last.
fn asked(keeper: &Keeper) -> String {
    read(keeper, "asked").lines().last().unwrap().to_owned()
}

/// Claude Code rewrites its own file while it runs: it is asked.
#[test]
fn claude_code_is_asked_for_its_own_file() {
    let keeper = exai();
    let entry = format!(
        r#"{{"type":"http","url":"{URL}","headersHelper":"{} get exai -o headers-json"}}"#,
        program()
    );
    let nobody = "error: Claude Code writes its own file, and there is no `claude` on the PATH to ask:";
    keeper.run(&["client", "install", "claude-code"]).code(1).stdout("").stderr(format!(
        "{nobody} with `--scope project` nobody is asked; else run this where there is one\n\
         hint: claude mcp add-json -s user exai '{entry}'\n"
    ));
    let offers =
        |said: &str| said.contains("or run     mcp-token client install claude-code --profile exai\n");
    assert!(!offers(&stderr(&keeper.run(&["client", "print", "claude-code"]).code(0))));
    with_claude(&keeper, CLAUDE);
    let run = |args: &[&str]| run(&keeper, args);
    assert!(offers(&stderr(&run(&["client", "print", "claude-code"]).code(0))));
    let assert = run(&["client", "install", "claude-code"]).code(0).stdout("");
    assert!(
        stderr(&assert)
            .starts_with("Claude Code: added `exai` to ~/.claude.json, through `claude mcp add-json`\n"),
        "{}",
        stderr(&assert)
    );
    assert_eq!(asked(&keeper), format!("mcp add-json -s user exai {entry}"));
    run(&["client", "install", "claude-code"])
        .code(0)
        .stdout("")
        .stderr("Claude Code: `exai` is in ~/.claude.json already\n");
    // The token itself never goes through its arguments.
    run(&["client", "install", "claude-code", "--mode", "inline"]).code(7).stdout("");
    fs::set_permissions(keeper.sandbox.home(".claude.json"), fs::Permissions::from_mode(0o600)).unwrap();
    run(&["client", "install", "claude-code", "--mode", "inline"]).code(0);
    assert!(!read(&keeper, "asked").contains("eyJ") && read(&keeper, ".claude.json").contains("eyJ"));
    // What it has added it takes out; what we have written we take out.
    run(&["client", "remove", "claude-code", "exai"]).code(0);
    assert!(!read(&keeper, "asked").contains("remove"));
    run(&["client", "install", "claude-code"]).code(0);
    keeper
        .run(&["client", "remove", "claude-code", "exai"])
        .code(1)
        .stdout("")
        .stderr(format!("{nobody} run this where there is one\nhint: claude mcp remove -s user exai\n"));
    run(&["client", "remove", "claude-code", "exai"]).code(0);
    assert_eq!(asked(&keeper), "mcp remove -s user exai");
    run(&["client", "remove", "claude-code", "exai"]).code(6).stdout("");
    // Or somebody has asked it already.
    run(&["client", "install", "claude-code"]).code(0);
    put(&keeper, ".claude.json", "{}", 0o600);
    run(&["client", "remove", "claude-code", "exai"])
        .code(0)
        .stdout("")
        .stderr("Claude Code: `exai` was gone from ~/.claude.json already\n");
    // What it says is looked at.
    put(&keeper, "bin/claude", "#!/bin/sh\nexit 0\n", 0o755);
    run(&["client", "install", "claude-code"])
        .code(1)
        .stdout("")
        .stderr("error: Claude Code said that it is done, and its file says otherwise\n");
}

/// To take the old one out and put the new one in would be two steps of `claude`, and between them nothing is there. Nor does it
/// keep what it does not know of an entry.
#[test]
fn what_is_there_is_replaced_in_one_step_and_put_back() {
    const OLD: &str = r#"{"primaryApiKey":"PRIVATE-key","mcpServers":{"exai":{"timeout":5,"odd":1,"type":"http","url":"https://old/"}}}"#;
    let keeper = exai();
    with_claude(&keeper, CLAUDE);
    let run = |args: &[&str]| run(&keeper, args);
    put(&keeper, ".claude.json", OLD, 0o600);
    let assert = run(&["client", "install", "claude-code"]).code(0).stdout("");
    let said = stderr(&assert);
    assert!(said.starts_with("Claude Code: changed `exai` in ~/.claude.json\n"), "{said}");
    assert!(!said.contains("not kept"), "{said}");
    let now: Value = serde_json::from_str(&read(&keeper, ".claude.json")).unwrap();
    let entry = &now["mcpServers"]["exai"];
    assert_eq!((&entry["timeout"], &entry["odd"], &entry["url"]), (&5.into(), &1.into(), &URL.into()));
    let files = keeper.files();
    run(&["client", "install", "claude-code"]).code(0);
    assert_eq!(keeper.files(), files, "done twice it changes nothing");
    // Put back when the client has rewritten its file since, too.
    put(&keeper, ".claude.json", &read(&keeper, ".claude.json").replace("PRIVATE-key", "PRIVATE-new"), 0o600);
    run(&["client", "remove", "claude-code", "exai"])
        .code(0)
        .stdout("")
        .stderr("Claude Code: put back what `exai` was in ~/.claude.json before\n");
    assert_eq!(read(&keeper, ".claude.json"), OLD.replace("PRIVATE-key", "PRIVATE-new"));
    assert!(!keeper.sandbox.home("asked").exists());
    // One that holds a token is kept nowhere, and that is told.
    let literal = OLD.replace("https://old/", URL);
    let literal = literal.replace("\"odd\":1", "\"headers\":{\"Authorization\":\"Bearer PRIVATE-token\"}");
    put(&keeper, ".claude.json", &literal, 0o600);
    let said = stderr(&run(&["client", "install", "claude-code"]).code(0).stdout(""));
    assert!(said.ends_with("what `exai` was before: `client remove` does not put it back\n"), "{said}");
    let holds = |(path, bytes): (String, Vec<u8>)| {
        String::from_utf8_lossy(&bytes).contains("PRIVATE-token").then_some(path)
    };
    assert_eq!(keeper.files().into_iter().find_map(holds), None);
}

/// Whoever takes ours out by `claude mcp remove` has nothing put back in its place: what ours had replaced is copied when it is
/// installed again, as in a file that we edit.
#[test]
fn what_ours_had_replaced_is_not_forgotten_when_the_client_adds_it_again() {
    const MINE: &str = r#"{"command":"/opt/mine"}"#;
    let setup = ["setup", "--yes", "--profile", "exai", "--client", "claude-code"];
    for words in [&["client", "install", "claude-code"][..], &setup] {
        let keeper = exai();
        with_claude(&keeper, CLAUDE);
        put(&keeper, ".claude.json", &format!(r#"{{"mcpServers":{{"exai":{MINE}}}}}"#), 0o600);
        run(&keeper, &["client", "install", "claude-code"]).code(0);
        put(&keeper, ".claude.json", r#"{"mcpServers":{}}"#, 0o600);
        let said = stderr(&run(&keeper, words).code(0));
        let copy = said.split_once("what `exai` was before: ~/").unwrap_or_else(|| panic!("{said}")).1;
        assert_eq!(read(&keeper, copy.split([',', '\n']).next().unwrap()), MINE);
        assert!(asked(&keeper).starts_with("mcp add-json -s user exai "));
        let said = stderr(&run(&keeper, words).code(0));
        assert!(!said.contains("was before"), "{said}");
        run(&keeper, &["client", "remove", "claude-code", "exai"])
            .code(0)
            .stdout("")
            .stderr("Claude Code: took `exai` out of ~/.claude.json\n");
    }
}

/// It would keep no copy.
#[test]
fn an_entry_of_somebody_is_taken_out_of_its_file_by_us() {
    const MINE: &str = r#"{"mcpServers":{"exai":{"command":"/opt/mine"}}}"#;
    let keeper = exai();
    with_claude(&keeper, CLAUDE);
    run(&keeper, &["client", "install", "claude-code"]).code(0);
    let before = asked(&keeper);
    put(&keeper, ".claude.json", MINE, 0o600);
    let said = stderr(&run(&keeper, &["client", "remove", "claude-code", "exai"]).code(0).stdout(""));
    assert_eq!(read(&keeper, said.split_once("the file as it was: ~/").unwrap().1.trim_end()), MINE);
    assert_eq!(asked(&keeper), before);
    assert_eq!(read(&keeper, ".claude.json"), r#"{"mcpServers":{}}"#);
}

/// Neither a token nor a secret that is said is an argument of a program. What we write ourselves asks nobody, and leaves nothing.
#[test]
fn claude_code_is_told_no_secret() {
    const OLD: &str = "{\"numStartups\": 3}\n";
    let keeper = exai();
    let secret = ["--header", "X-Api-Key: hunter2hunter2"];
    for more in [&["--mode", "inline"][..], &secret] {
        put(&keeper, ".claude.json", OLD, 0o600);
        keeper.run(&[&["client", "install", "claude-code"], more].concat()).code(0);
        assert_ne!(read(&keeper, ".claude.json"), OLD);
        keeper.run(&["client", "remove", "claude-code", "exai"]).code(0).stdout("");
        assert_eq!(read(&keeper, ".claude.json"), OLD);
        fs::remove_file(keeper.sandbox.home(".claude.json")).unwrap();
        keeper.run(&[&["client", "install", "claude-code"], more].concat()).code(0);
        keeper.run(&["client", "remove", "claude-code", "exai"]).code(0).stdout("");
        assert!(!keeper.sandbox.home(".claude.json").exists());
    }
}

/// However it ends, and whatever it leaves at work.
#[test]
fn its_file_says_whether_it_is_done() {
    let keeper = exai();
    let added = "Claude Code: added `exai` to ~/.claude.json, through `claude mcp add-json`\n";
    for end in ["sleep 40 &", "echo no >&2; exit 3"] {
        with_claude(&keeper, &format!("{CLAUDE}{end}\n"));
        let assert = run(&keeper, &["client", "install", "claude-code"]).code(0).stdout("");
        assert!(stderr(&assert).starts_with(added), "{}", stderr(&assert));
        with_claude(&keeper, CLAUDE);
        run(&keeper, &["client", "remove", "claude-code", "exai"]).code(0);
    }
    for (script, reason) in [("echo no >&2; exit 3", "no"), ("exit 1", "it wrote no reason")] {
        with_claude(&keeper, &format!("#!/bin/sh\n{script}\n"));
        run(&keeper, &["client", "install", "claude-code"])
            .code(1)
            .stdout("")
            .stderr(format!("error: Claude Code did not change its file\ncaused by: {reason}\n"));
    }
}

#[test]
fn its_directory_is_where_its_variable_says() {
    let keeper = exai();
    with_claude(&keeper, CLAUDE);
    fs::create_dir(keeper.sandbox.home("moved")).unwrap();
    let moved = |args: &[&str]| {
        let path = format!("{}:{}", keeper.sandbox.home("bin").display(), std::env::var("PATH").unwrap());
        keeper.run_with(args, |command| {
            command.env("PATH", path).env("CLAUDE_CONFIG_DIR", keeper.sandbox.home("moved"))
        })
    };
    let assert = moved(&["client", "install", "claude-code"]).code(0).stdout("");
    let said = "Claude Code: added `exai` to ~/moved/.claude.json, through `claude mcp add-json`\n";
    assert!(stderr(&assert).starts_with(said), "{}", stderr(&assert));
    assert!(
        read(&keeper, "moved/.claude.json").contains(URL) && !keeper.sandbox.home(".claude.json").exists()
    );
    let list = |assert: Assert| crate::sandbox::stdout(&assert.code(0));
    assert!(list(moved(&["client", "list"])).contains("claude-code  exai    helper  ~/moved/.claude.json\n"));
    assert!(!list(run(&keeper, &["client", "list"])).contains("exai"));
    // A relative path would lead elsewhere in each directory.
    let said = keeper.run_with(&["client", "print", "claude-code"], |command| {
        command.env("CLAUDE_CONFIG_DIR", "relative")
    });
    assert!(stderr(&said.code(0)).starts_with("goes into  ~/.claude.json (user) "));
}
