//! `mcp-token get`

use std::fs;
use std::process::Stdio;

use serde_json::{Value, json};

use crate::keeper::{Keeper, now};
use crate::sandbox::{HOUR, Sandbox, claims_of, header_of, hint, line, stderr, stdout};

#[test]
fn prints_the_kept_token_in_every_form() {
    let keeper = Keeper::exai();
    let token = keeper.get(&["exai"]);
    for (args, expected) in [
        (&["-o", "text"][..], token.clone()),
        (&["-o", "token"], token.clone()),
        (&["-o", "header"], format!("Authorization: Bearer {token}")),
        (&["-o", "headers-json"], format!(r#"{{"Authorization":"Bearer {token}"}}"#)),
        (&["-o", "env"], format!("export EXAI_JWT_TOKEN='{token}'")),
        (&["-o", "env", "--var", "T"], format!("export T='{token}'")),
        (&["-o", "env", "--shell", "fish"], format!("set -gx EXAI_JWT_TOKEN '{token}'")),
        (&["-o", "env", "--shell", "powershell"], format!("$env:EXAI_JWT_TOKEN = '{token}'")),
        (&["-o", "env", "--shell", "cmd"], format!("set \"EXAI_JWT_TOKEN={token}\"")),
        (&["-o", "env", "--shell", "nushell"], format!("$env.EXAI_JWT_TOKEN = r#'{token}'#")),
        (&["-o", "env", "--shell", "dotenv"], format!("EXAI_JWT_TOKEN={token}")),
        (&["-o", "gitlab"], format!("EXAI_JWT_TOKEN={token}")),
    ] {
        keeper.run(&[&["get", "exai"], args].concat()).code(0).stdout(expected + "\n").stderr("");
    }
    let json: Value = serde_json::from_str(&keeper.get(&["exai", "--json"])).unwrap();
    let expires_at = json["expires_at"].as_str().unwrap();
    assert_eq!(
        json,
        json!({"schema": 1, "ok": true, "profile": "exai", "token": token, "expires_at": expires_at})
    );
    assert_eq!(expires_at.len(), "2026-11-22T09:40:06Z".len());
}

#[test]
fn masks_the_token_for_github_before_it_is_set() {
    let keeper = Keeper::exai();
    keeper.sandbox.file("github.env", "");
    let token = keeper.get(&[]);
    keeper
        .run_with(&["get", "-o", "github"], |command| command.env("GITHUB_ENV", "github.env"))
        .code(0)
        .stdout(format!("::add-mask::{token}\n"))
        .stderr("");
    assert_eq!(keeper.sandbox.read("github.env"), format!("EXAI_JWT_TOKEN={token}\n"));
}

#[test]
fn the_profile_says_how_its_server_is_shown_the_token() {
    let keeper = Keeper::exai();
    let token = keeper.get(&[]);
    for (form, name, value) in [
        ("bearer", "Authorization", format!("Bearer {token}")),
        ("basic", "Authorization", format!("Basic {token}")),
        ("X-Api-Key", "X-Api-Key", token.clone()),
    ] {
        keeper.set(&["exai", "--header", form]);
        assert_eq!(keeper.get(&["-o", "header"]), format!("{name}: {value}"));
        assert_eq!(keeper.get(&["-o", "headers-json"]), format!(r#"{{"{name}":"{value}"}}"#));
    }
    keeper.set(&["exai", "--header", "none"]);
    for form in ["header", "headers-json"] {
        keeper
            .run(&["get", "-o", form])
            .code(2)
            .stdout("")
            .stderr("error: the profile's server takes its token in no header\n");
    }
    assert_eq!(keeper.get(&[]), token);
}

#[test]
fn the_profile_says_the_variable() {
    let keeper = Keeper::exai();
    keeper.set(&["exai", "--var", "MY_TOKEN"]);
    assert!(keeper.get(&["-o", "env"]).starts_with("export MY_TOKEN='"));
    let keeper = Keeper::with(&["default", "--secret-from", "new", "--store", "file"]);
    assert!(keeper.get(&["-o", "env"]).starts_with("export JWT_TOKEN='"));
    keeper
        .run(&["get", "--var", "X"])
        .code(2)
        .stdout("")
        .stderr("error: `--var` is for `-o env`, `github` and `gitlab`, and `-o text` was asked for\n");
}

#[test]
fn claude_code_gets_headers_for_the_server_of_the_profile_alone() {
    let keeper = Keeper::exai();
    let asked = |url: &str| {
        keeper.run_with(&["get", "exai", "-o", "headers-json"], |command| {
            command.env("CLAUDE_CODE_MCP_SERVER_URL", url)
        })
    };
    asked("https://mcp.example.com/mcp").code(4).stdout("").stderr(
        "error: the profile `exai` names no server, Claude Code asks for https://mcp.example.com/mcp\n",
    );
    keeper.set(&["exai", "--url", "https://mcp.example.com/mcp"]);
    let token = keeper.get(&[]);
    for same in
        ["https://mcp.example.com/mcp", "https://mcp.example.com/mcp/", "https://MCP.example.com:443/mcp", ""]
    {
        asked(same).code(0).stdout(format!("{{\"Authorization\":\"Bearer {token}\"}}\n")).stderr("");
    }
    for other in [
        "https://mcp.example.com/mcp2",
        "https://mcp.example.com:8443/mcp",
        "http://mcp.example.com/mcp",
        "https://evil.example/mcp",
    ] {
        asked(other).code(4).stdout("").stderr(format!(
            "error: the token of `exai` is for https://mcp.example.com/mcp, Claude Code asks for {other}\n"
        ));
    }
    // Not in any other form either: the configuration that asks is the same.
    keeper
        .run_with(&["get", "exai"], |command| {
            command.env("CLAUDE_CODE_MCP_SERVER_URL", "https://evil.example")
        })
        .code(4)
        .stdout("");
}

#[test]
fn a_token_in_the_url_of_claude_code_is_not_repeated() {
    let keeper = Keeper::exai();
    keeper.set(&["exai", "--url", "https://mcp.example.com/mcp"]);
    for url in [
        "https://user:PRIVATE@evil.example/",
        "https://evil.example/?token=PRIVATE",
        "https://evil.example/#eyJh.eyJz.c2ln",
        "https://evil.example/0123456789abcdef0123/mcp",
    ] {
        keeper
            .run_with(&["get"], |command| command.env("CLAUDE_CODE_MCP_SERVER_URL", url))
            .code(4)
            .stdout("")
            .stderr("error: the token of `exai` is for https://mcp.example.com/mcp, Claude Code asks for https://evil.example\n");
    }
}

#[test]
fn a_kept_token_is_of_the_key_that_its_file_holds_now() {
    let keeper = Keeper::new();
    for name in ["key.txt", "key.env"] {
        keeper.sandbox.file_with_mode(name, "", 0o600);
    }
    let write = |content: &str| {
        fs::write(keeper.sandbox.path("key.txt"), content).unwrap();
        fs::write(keeper.sandbox.path("key.env"), format!("JWT_SECRET='{content}'\n")).unwrap();
    };
    let first = "PRIVATE one pass phrase of more than 32 bytes";
    let second = "PRIVATE another pass phrase, as long as that";
    write(first);
    keeper.set(&["f", "--secret-from", "file:key.txt", "--store", "file"]);
    keeper.set(&["d", "--secret-from", "dotenv:key.env:JWT_SECRET", "--store", "file"]);
    for name in ["f", "d"] {
        let before = keeper.get(&[name]);
        assert_eq!(keeper.get(&[name]), before);
    }
    write(second);
    for name in ["f", "d"] {
        let said = keeper.said(&keeper.run(&["get", name, "-v"]).code(0));
        let new = "new token, expires <instant>, kept in an encrypted file\n";
        assert_eq!(said, format!("the kept token was signed with another key: making a new one\n{new}"));
        let token = keeper.get(&[name]);
        keeper.run_with(&["verify", "--profile", name], |command| command.write_stdin(token)).code(0);
    }
}

#[test]
fn a_profile_that_is_not_named_is_the_only_one_or_the_default_one() {
    let keeper = Keeper::new();
    keeper.run(&["get"]).code(6).stdout("").stderr("error: there is no profile\nhint: mcp-token setup\n");
    let set = |name: &str| keeper.set(&[name, "--secret-from", "new", "--store", "none", "--sub", name]);
    let told = |name: &str, why: &str| {
        let assert = keeper.run(&["get", "-v"]).code(0);
        assert_eq!(claims_of(&line(&assert)).split('"').nth(3), Some(name));
        let chosen = format!("profile: `{name}`, {why}\n");
        let new = "tokens of this profile are kept nowhere: making a new one\nnew token, expires <instant>, not kept\n";
        assert_eq!(keeper.said(&assert), format!("{chosen}{new}"));
        let named = keeper.run(&["get", name, "-v"]).code(0);
        assert_eq!(keeper.said(&named), new);
    };
    set("one");
    told("one", "the only one");
    set("two");
    keeper
        .run(&["get"])
        .code(2)
        .stdout("")
        .stderr("error: which of 2 profiles is meant was not said\nhint: mcp-token list\n");
    set("default");
    told("default", "by its name");
    keeper
        .run(&["get", "three"])
        .code(6)
        .stdout("")
        .stderr("error: there is no profile `three`\nhint: mcp-token list\n");
    let json = stdout(&keeper.run(&["get", "three", "--json"]).code(6).stderr(""));
    assert_eq!(
        json,
        "{\"schema\":1,\"ok\":false,\"error\":{\"code\":\"no_profile\",\"message\":\"there is no profile `three`\",\"hint\":\"mcp-token list\"}}\n"
    );
}

#[test]
fn a_profile_that_changes_is_seen_by_the_next_get() {
    let keeper = Keeper::exai();
    assert!(claims_of(&keeper.get(&[])).contains(r#""role":"user""#));
    keeper.set(&["exai", "--role", "admin"]);
    let token = keeper.get(&[]);
    assert!(claims_of(&token).contains(r#""role":"admin""#));
    assert_eq!(keeper.get(&[]), token);
    keeper.set(&["exai", "--typ", "at+jwt"]);
    assert!(header_of(&keeper.get(&[])).contains(r#""typ":"at+jwt""#));
}

#[test]
fn life_that_is_asked_for_is_had_or_nothing() {
    let keeper = Keeper::exai();
    keeper.get(&["--min-ttl", "24h"]);
    // The least first: each hint is followed.
    for (asked, told, ttl) in [
        ("86401s", "24h1s of life are asked for, a token has 24h", "24h1s"),
        ("49h", "2 d 1 h of life are asked for, a token has 24 h", "2d1h"),
    ] {
        let said = format!("error: profile `exai`: {told}\nhint: mcp-token profile set exai --ttl {ttl}\n");
        let assert = keeper.run(&["get", "--min-ttl", asked]).code(5).stdout("").stderr(said);
        keeper.shell(&hint(&assert)).code(0);
        keeper.get(&["--min-ttl", asked]);
    }
    keeper
        .run(&["get", "--min-ttl", "60"])
        .code(2)
        .stdout("")
        .stderr("error: `--min-ttl`: `60` has no unit (s, m, h, d)\n");
}

#[test]
fn no_refresh_prints_the_kept_one_or_nothing() {
    let keeper = Keeper::exai();
    let none = "error: profile `exai`: no token is kept\nhint: mcp-token get exai\n";
    keeper.run(&["get", "--no-refresh"]).code(6).stdout("").stderr(none);
    let token = keeper.get(&[]);
    assert_eq!(keeper.get(&["--no-refresh"]), token);

    keeper.relearn("exai", "expires-at", now() + 120);
    let assert = keeper.run(&["get", "--no-refresh"]).code(0).stdout(format!("{token}\n"));
    assert!(stderr(&assert).starts_with("note: the token of `exai` expires in "), "{}", stderr(&assert));
    let assert = keeper.run(&["get", "--no-refresh", "--min-ttl", "10m"]).code(5).stdout("");
    assert!(stderr(&assert).starts_with("error: profile `exai`: 10 min of life are asked for, a token has "));
    assert_eq!(hint(&assert), "mcp-token get exai --min-ttl 10m");
    let token = line(&keeper.shell(&hint(&assert)).code(0).stderr(""));
    assert_eq!(keeper.get(&["--no-refresh", "--min-ttl", "10m"]), token);

    keeper.relearn("exai", "expires-at", now() - 120);
    let assert = keeper.run(&["get", "--no-refresh"]).code(5).stdout("");
    let said = stderr(&assert);
    assert!(said.starts_with("error: profile `exai`: the kept token expired 2 min"), "{said}");
    assert!(said.ends_with("\nhint: mcp-token get exai\n"), "{said}");

    keeper.set(&["exai", "--store", "none"]);
    keeper.run(&["get", "--no-refresh"]).code(6).stdout("").stderr(none);
    let assert = keeper.run(&["get", "--no-refresh", "--force-new"]).code(2).stdout("");
    assert!(stderr(&assert).starts_with("error: "), "{}", stderr(&assert));
}

#[test]
fn many_runs_at_once_make_one_token() {
    let keeper = Keeper::exai();
    let old = keeper.get(&[]);
    keeper.relearn("exai", "expires-at", now() - HOUR);
    let start = |_| {
        let mut command = keeper.sandbox.std_command(Sandbox::binary(), ["get", "exai"]);
        command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap()
    };
    let runs: Vec<_> = (0..12).map(start).collect();
    let outputs: Vec<_> = runs.into_iter().map(|run| run.wait_with_output().unwrap()).collect();
    let token = keeper.get(&[]);
    assert_ne!(token, old);
    for output in outputs {
        assert_eq!(String::from_utf8_lossy(&output.stderr), "");
        assert_eq!(String::from_utf8_lossy(&output.stdout), format!("{token}\n"));
        assert_eq!(output.status.code(), Some(0));
    }
}

#[test]
fn what_was_learnt_and_cannot_be_understood_is_as_good_as_nothing() {
    for damage in ["", "nonsense", "{}", "[]", "{\"generation\":1", "\0"] {
        let keeper = Keeper::exai();
        let token = keeper.get(&[]);
        let learnt = keeper.sandbox.home(".local/state/mcp-token/tokens/exai.json");
        fs::write(&learnt, damage).unwrap();
        let list = stdout(&keeper.run(&["list"]).code(0).stderr(""));
        assert!(list.contains("  none yet  "), "{damage:?}: {list}");
        let new = keeper.get(&[]);
        assert_ne!(new, token, "{damage:?}");
        assert_eq!(keeper.get(&[]), new, "{damage:?}: it is mended");

        // One that cannot be made again is not lost.
        let keeper = Keeper::with(&["partner", "--secret-from", "none", "--store", "file"]);
        keeper.run(&["store", "partner", &token]).code(0);
        fs::write(keeper.sandbox.home(".local/state/mcp-token/tokens/partner.json"), damage).unwrap();
        assert_eq!(keeper.get(&[]), token, "{damage:?}");
    }
}
