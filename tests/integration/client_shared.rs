//! `mcp-token client` where two clients read one file.

use serde_json::Value;

use crate::client_install::{put, read};
use crate::client_print::exai;
use crate::keeper::Keeper;
use crate::sandbox::{hint, stderr};

const KIRO: &str = ".kiro/settings/mcp.json";
const AGAIN: &str = "Kiro: `exai` is in ~/.kiro/settings/mcp.json already\n\
                     Kiro CLI: `exai` is in ~/.kiro/settings/mcp.json already\n";

fn install(keeper: &Keeper, words: &[&str]) -> assert_cmd::assert::Assert {
    keeper.run(&[&["client", "install"], words].concat())
}

fn entry(keeper: &Keeper) -> Value {
    serde_json::from_str::<Value>(&read(keeper, KIRO)).unwrap()["mcpServers"]["exai"].take()
}

/// Each sends the other's reference as it stands.
#[test]
fn one_entry_is_for_both() {
    let keeper = exai();
    let assert = install(&keeper, &["kiro"]).code(0).stdout("");
    let note = "note         Kiro CLI reads the same file, and sends this reference as it stands\n";
    assert!(stderr(&assert).ends_with(note), "{}", stderr(&assert));
    let assert = install(&keeper, &["kiro-cli"]).code(0).stdout("");
    assert_eq!(
        stderr(&assert),
        "Kiro CLI: changed `exai` in ~/.kiro/settings/mcp.json\n\
         Kiro: it is the same entry\n\
         the token   is fetched by mcp-token, which starts a bridge; nothing secret is in this entry\n\
         it needs    Node.js, with `npx` where Kiro CLI looks for programs\n\
         it is good  for at most 24 h: then Kiro CLI is to be started again\n"
    );
    assert_eq!(entry(&keeper)["args"][0], "exec");
    let both = read(&keeper, KIRO);
    for words in [&[][..], &[], &["kiro"], &["kiro-cli"], &["kiro", "--mode", "exec"]] {
        install(&keeper, words).code(0).stdout("");
        assert_eq!(read(&keeper, KIRO), both);
    }
    install(&keeper, &[]).code(0).stdout("").stderr(AGAIN);
}

#[test]
fn what_both_read_is_written_again_when_the_profile_changes() {
    let keeper = exai();
    for client in ["kiro", "kiro-cli"] {
        install(&keeper, &[client]).code(0);
    }
    keeper.set(&["exai", "--url", "https://new.example/mcp"]);
    install(&keeper, &[]).code(0).stdout("");
    assert!(read(&keeper, KIRO).contains("https://new.example/mcp"));
    install(&keeper, &[]).code(0).stdout("").stderr(AGAIN);
}

#[test]
fn an_entry_that_goes_goes_for_both() {
    for [one, other] in [["kiro", "kiro-cli"], ["kiro-cli", "kiro"]] {
        let keeper = exai();
        for client in ["kiro", "kiro-cli"] {
            install(&keeper, &[client]).code(0);
        }
        let title = |name| if name == "kiro" { "Kiro" } else { "Kiro CLI" };
        let said = stderr(&keeper.run(&["client", "remove", one, "exai"]).code(0).stdout(""));
        let did = format!("{}: took `exai` out of ~/.kiro/settings/mcp.json\n", title(one));
        assert!(said.starts_with(&format!("{did}{}: it was the same entry\n", title(other))), "{said}");
        assert!(!keeper.sandbox.home(KIRO).exists());
        install(&keeper, &[]).code(0).stdout("").stderr("no client was connected yet\n");
        keeper.run(&["client", "remove", other, "exai"]).code(6).stdout("");
    }
}

/// It is ours, whoever of its readers it was put there for.
#[test]
fn an_entry_goes_through_the_client_that_did_not_install_it() {
    let theirs = "{\"mcpServers\":{\"exai\":{\"command\":\"theirs\"}}}";
    for (before, did) in [
        ("{}", "took `exai` out of ~/.kiro/settings/mcp.json"),
        (theirs, "put back what `exai` was in ~/.kiro/settings/mcp.json before"),
    ] {
        let keeper = exai();
        put(&keeper, KIRO, before, 0o600);
        install(&keeper, &["kiro"]).code(0);
        keeper
            .run(&["client", "remove", "kiro-cli", "exai"])
            .code(0)
            .stdout("")
            .stderr(format!("Kiro CLI: {did}\nKiro: it was the same entry\n"));
        assert_eq!(read(&keeper, KIRO), before);
        install(&keeper, &[]).code(0).stdout("").stderr("no client was connected yet\n");
    }
}

/// Both are connected over an entry of somebody: that comes back.
#[test]
fn what_both_have_replaced_is_put_back() {
    let theirs = "{\"mcpServers\":{\"exai\":{\"command\":\"theirs\"}}}";
    for (client, other) in [("kiro", "kiro-cli"), ("kiro-cli", "kiro")] {
        let keeper = exai();
        put(&keeper, KIRO, theirs, 0o600);
        for client in ["kiro", "kiro-cli"] {
            install(&keeper, &[client]).code(0);
        }
        let assert = keeper.run(&["client", "remove", client, "exai"]).code(0).stdout("");
        let said = stderr(&assert);
        assert!(said.contains(": put back what `exai` was in ~/.kiro/settings/mcp.json before\n"), "{said}");
        assert_eq!(read(&keeper, KIRO), theirs);
        install(&keeper, &[]).code(0).stdout("").stderr("no client was connected yet\n");
        // It is somebody's: through the other client, too.
        let assert = keeper.run(&["client", "remove", other, "exai"]).code(0).stdout("");
        assert!(stderr(&assert).contains("the file as it was: "), "{}", stderr(&assert));
        assert_eq!(read(&keeper, KIRO), "{\"mcpServers\":{}}");
    }
}

#[test]
fn what_cannot_be_for_both_is_refused_and_a_name_of_its_own_is_not() {
    let keeper = exai();
    install(&keeper, &["kiro", "--mode", "env"]).code(0);
    let before = read(&keeper, KIRO);
    let refused = "error: `exai` is there for Kiro, which reads the same file: no entry is for Kiro CLI as well\n\
                   hint: add --name exai-kiro-cli\n";
    for words in [&["kiro-cli"][..], &["kiro-cli", "--dry-run"], &["kiro-cli", "--mode", "exec"]] {
        install(&keeper, words).code(2).stdout("").stderr(refused);
        assert_eq!(read(&keeper, KIRO), before);
    }
    let assert = install(&keeper, &["kiro-cli"]);
    let flag = hint(&assert);
    let flags: Vec<_> = flag.strip_prefix("add ").unwrap().split(' ').collect();
    install(&keeper, &[&["kiro-cli"], &flags[..]].concat()).code(0).stdout("");
    let both = read(&keeper, KIRO);
    assert!(both.contains("Bearer ${EXAI_JWT_TOKEN}") && both.contains("Bearer ${env:EXAI_JWT_TOKEN}"));
    for _ in 0..2 {
        install(&keeper, &[]).code(0).stdout("");
        assert_eq!(read(&keeper, KIRO), both);
    }
    // A name that was said is said in another way.
    let assert = install(&keeper, &["kiro", "--name", "exai-kiro-cli", "--mode", "env"]).code(2);
    assert!(stderr(&assert).ends_with("hint: use --name exai-kiro-cli-kiro\n"), "{}", stderr(&assert));
}

/// `.mcp.json` of a project is read by three: two of them in one way.
#[test]
fn a_file_of_a_project_is_for_whoever_reads_it() {
    let keeper = exai();
    for words in [&["claude-code"][..], &["copilot-cli", "--mode", "env"], &["visual-studio"]] {
        install(&keeper, &[words, &["--scope", "project"]].concat()).code(0).stdout("");
    }
    let both = project(&keeper);
    let entry = &both["mcpServers"]["exai"];
    assert_eq!(entry["headers"]["Authorization"], "Bearer ${EXAI_JWT_TOKEN}");
    assert!(entry.get("headersHelper").is_none() && both["servers"]["exai"]["url"] == entry["url"], "{both}");
    for _ in 0..2 {
        install(&keeper, &[]).code(0).stdout("");
        assert_eq!(project(&keeper), both);
    }
}

fn project(keeper: &Keeper) -> Value {
    serde_json::from_str(&keeper.sandbox.read(".mcp.json")).unwrap()
}

/// What fetches the token by itself is not made to wait for a variable, unless somebody says so; an entry of its own is not in
/// the way. Nor is it a teammate's, of which nothing is remembered here.
#[test]
fn a_command_is_not_taken_from_another_client_unasked() {
    let refused = "error: `exai` is there for Claude Code, which fetches the token by a command; Copilot CLI runs none, \
                   with `--mode env` neither would\nhint: add --name exai-copilot-cli\n";
    for is_known in [true, false] {
        let keeper = exai();
        let copilot =
            |more: &[&str]| install(&keeper, &[&["copilot-cli", "--scope", "project"], more].concat());
        install(&keeper, &["claude-code", "--scope", "project"]).code(0);
        if !is_known {
            std::fs::remove_dir_all(keeper.sandbox.home(".local/state/mcp-token/clients")).unwrap();
        }
        let before = project(&keeper);
        assert_eq!(before["mcpServers"]["exai"]["headersHelper"], "mcp-token get exai -o headers-json");
        for words in [&[][..], &["--dry-run"]] {
            copilot(words).code(2).stdout("").stderr(refused);
            assert_eq!(project(&keeper), before);
        }
        copilot(&["--name", "exai-copilot-cli"]).code(0);
        assert_eq!(project(&keeper)["mcpServers"]["exai"], before["mcpServers"]["exai"]);
        let assert = copilot(&["--mode", "env"]).code(0).stdout("");
        let same = if is_known { "Claude Code: it is the same entry\n" } else { "the token " };
        let said = stderr(&assert);
        assert!(said.split_once('\n').unwrap().1.starts_with(same), "{said}");
        assert!(project(&keeper)["mcpServers"]["exai"].get("headersHelper").is_none());
    }
    // The other way round nothing is taken from anybody.
    let keeper = exai();
    for client in ["copilot-cli", "claude-code", "copilot-cli"] {
        install(&keeper, &[client, "--scope", "project"]).code(0).stdout("");
        assert_eq!(
            project(&keeper)["mcpServers"]["exai"]["headers"]["Authorization"],
            "Bearer ${EXAI_JWT_TOKEN}"
        );
    }
}
