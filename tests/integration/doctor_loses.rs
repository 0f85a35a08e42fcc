//! `mcp-token doctor`: no command of it loses a token that nothing else holds, nothing of a file shows one, and no advice leads one
//! to the server of others.

use std::fs;

use serde_json::Value;

use crate::keeper::Keeper;
use crate::sandbox::{line, stdout};
use crate::ward::{URL, Ward, filled};

const CURSOR: &str = "~/.cursor/mcp.json";
const KEY: &str = "sk-abcdefghijklmnopqrstuvwxyz0123456789";

fn entry(name: &str, url: &str, token: &str) -> String {
    filled(&format!(
        r#"{{"mcpServers":{{"{name}":{{"url":"{url}","headers":{{"Authorization":"Bearer {token}"}}}}}}}}"#
    ))
}

/// The commands that mend the literal tokens of Cursor's file.
fn commands(ward: &Ward) -> Vec<String> {
    let is_of_a_token = |one: &&Value| one["code"].as_str().unwrap().ends_with("_token");
    let command = |one: &Value| one["command"].as_str().unwrap_or_default().to_owned();
    ward.in_clients().iter().filter(is_of_a_token).map(command).collect()
}

/// What keeps a token under another name, and refers to that in the place of it.
fn kept_beside(profile: &str, url: &str, more: &str) -> String {
    format!(
        "mcp-token profile set {profile}-cursor --secret-from none --url {url} && mcp-token store {profile}-cursor{more} && \
         mcp-token client install cursor --profile {profile}-cursor --name {profile}"
    )
}

#[test]
fn a_token_that_is_not_the_profile_s_is_kept_under_a_name_of_its_own() {
    let ward = Ward::exai();
    ward.file(CURSOR, entry("exai-admin", URL, "PRIVATE-admin"));
    let line = format!(
        "mcp-token profile set exai-admin --secret-from none --url {URL} && mcp-token store exai-admin --opaque && \
         mcp-token client install cursor --profile exai-admin"
    );
    assert_eq!(commands(&ward), [line.as_str()]);
    ward.shell_with(&line, "PRIVATE-admin").code(0);
    assert_eq!(ward.keeper.get(&["exai-admin"]), "PRIVATE-admin");
    // What the profile makes, and what is dead, is no loss.
    for token in ["@OURS@", "@DEAD@"] {
        ward.file(CURSOR, entry("exai", URL, token));
        assert_eq!(commands(&ward), ["mcp-token client install cursor --profile exai"], "{token}");
    }
    ward.file(CURSOR, entry("exai", URL, "@LIVE@"));
    assert_eq!(commands(&ward), [kept_beside("exai", URL, "")]);
    ward.file(CURSOR, entry("exai", URL, "PRIVATE-other"));
    let line = kept_beside("exai", URL, " --opaque");
    assert_eq!(commands(&ward), [line.as_str()]);
    ward.shell_with(&line, "PRIVATE-other").code(0);
    assert_eq!(ward.keeper.get(&["exai-cursor"]), "PRIVATE-other");
    assert_eq!(commands(&ward), [""; 0]);
    // One more is by hand: the name is taken.
    ward.file(CURSOR, entry("exai", URL, "PRIVATE-third"));
    assert_eq!(commands(&ward), [""]);
}

/// The claims alone do not tell who has signed: whoever runs the server may have made one with the same.
#[test]
fn a_token_of_another_key_is_no_token_of_the_profile() {
    let ward = Ward::exai();
    let own = ward.keeper.get(&[]);
    let claims = crate::sandbox::claims_of(&own);
    let mint = |kid: &str| {
        let header = format!(r#"{{"alg":"HS256","typ":"JWT","kid":"{kid}"}}"#);
        crate::sandbox::mint_with(crate::sandbox::OTHER_SECRET.as_bytes(), &header, claims.as_bytes())
    };
    let install = "mcp-token client install cursor --profile exai";
    let kid = ward.keeper.kid("exai", "active");
    ward.keeper.run(&["get", "--force-new"]).code(0);
    for (token, command) in
        [(mint(&kid), install.to_owned()), (mint("2c2d32d5"), kept_beside("exai", URL, ""))]
    {
        ward.file(CURSOR, entry("exai", URL, &token));
        assert_eq!(commands(&ward), [command], "{token}");
    }
}

#[test]
fn the_one_token_that_a_profile_keeps_may_go_and_no_other() {
    let ward = Ward::new();
    let url = "https://partner.example/mcp";
    ward.keeper.set(&["partner", "--secret-from", "none", "--url", url, "--store", "file"]);
    ward.shell_with("mcp-token store partner --opaque", "PRIVATE-one").code(0);
    let install = "mcp-token client install cursor --profile partner".to_owned();
    for (token, command) in
        [("PRIVATE-one", install), ("PRIVATE-two", kept_beside("partner", url, " --opaque"))]
    {
        ward.file(CURSOR, entry("partner", url, token));
        assert_eq!(commands(&ward), [command], "{token}");
    }
}

/// One with another role is not what the profile makes.
#[test]
fn a_token_that_says_more_than_the_profile_s_is_not_one_of_them() {
    let ward = Ward::exai();
    let ends = crate::keeper::now() + crate::sandbox::DAY;
    let token = |more: &str| {
        crate::sandbox::mint_claims(&format!(
            r#"{{"sub":"agent_001","name":"AI Client","iss":"exai-mcp-server","aud":"exai-mcp-client","quota":100{more}}}"#
        ))
    };
    for (more, is_its) in [
        (format!(r#","role":"user","exp":{ends}"#), true),
        (format!(r#","role":"admin","exp":{ends}"#), false),
        (format!(r#","role":"user","tenant":"t","exp":{ends}"#), false),
        (r#","role":"user""#.to_owned(), false),
    ] {
        ward.file(CURSOR, entry("exai", URL, &token(&more)));
        let install = || "mcp-token client install cursor --profile exai".to_owned();
        let command = if is_its { install() } else { kept_beside("exai", URL, "") };
        assert_eq!(commands(&ward), [command], "{more}");
    }
}

/// While nobody can tell which of two tokens is kept, neither is known to be.
#[test]
fn a_token_that_may_not_be_kept_is_not_taken_for_kept() {
    let ward = Ward::new();
    let url = "https://partner.example/mcp";
    ward.program("pass", "echo PRIVATE-pass");
    let from = format!("command:{}", ward.path("../bin/pass").canonicalize().unwrap().display());
    let set =
        ["partner", "--secret-from", "none", "--url", url, "--store", "file", "--passphrase-from", &from];
    ward.keeper.set(&set);
    ward.shell_with("mcp-token store partner --opaque", "PRIVATE-one").code(0);
    ward.file(CURSOR, entry("partner", url, "PRIVATE-one"));
    assert_eq!(commands(&ward), ["mcp-token client install cursor --profile partner"]);
    let path = ward.path("~/.local/state/mcp-token/tokens/partner.json");
    let mut learnt: Value = serde_json::from_slice(&fs::read(&path).unwrap()).unwrap();
    learnt["before"] = learnt.clone();
    fs::write(&path, learnt.to_string()).unwrap();
    assert_eq!(
        commands(&ward),
        ["mcp-token store partner --opaque && mcp-token client install cursor --profile partner"]
    );
}

/// What a record alone says is kept is not, once the store is empty.
#[test]
fn a_token_that_is_no_longer_kept_is_kept_first() {
    let ward = Ward::new();
    let url = "https://partner.example/mcp";
    ward.keeper.set(&["partner", "--secret-from", "none", "--url", url, "--store", "file"]);
    ward.shell_with("mcp-token store partner --opaque", "PRIVATE-one").code(0);
    fs::remove_dir_all(ward.path("~/.local/state/mcp-token/store")).unwrap();
    ward.file(CURSOR, entry("partner", url, "PRIVATE-one"));
    let line = "mcp-token store partner --opaque && mcp-token client install cursor --profile partner";
    assert_eq!(commands(&ward), [line]);
}

/// What stands in a URL goes with it, as what stands in a header does.
#[test]
fn a_token_in_a_url_is_lost_by_no_command() {
    let ward = Ward::exai();
    let install = "mcp-token client install cursor --profile exai";
    let told = |url: &str| {
        ward.file(CURSOR, filled(&format!(r#"{{"mcpServers":{{"exai":{{"url":"{url}"}}}}}}"#)));
        let found = ward.in_clients();
        assert_eq!((found.len(), &found[0]["code"]), (1, &"token_in_url".into()), "{found:?}");
        (found[0]["command"].clone(), found[0]["mend"].clone())
    };
    let by_hand = |part: &str| {
        (Value::Null, format!("take it out of the {part} of the URL, and show it in a header").into())
    };
    for token in ["@OURS@", "@DEAD@"] {
        assert_eq!(told(&format!("{URL}?token={token}")), (install.into(), Value::Null), "{token}");
        assert_eq!(told(&format!("{URL}#x={token}")), (install.into(), Value::Null), "{token}");
    }
    let name = "exai-cursor";
    for (token, opaque) in [("@LIVE@", ""), ("PRIVATE", " --opaque")] {
        let set = format!("mcp-token profile set {name} --secret-from none --url {URL}");
        let installed = format!("mcp-token client install cursor --profile {name} --name exai");
        let line = format!("{set} && mcp-token store {name}{opaque} && {installed}");
        let needed = "see that the server takes its token in a header";
        assert_eq!(told(&format!("{URL}?token={token}")), (line.into(), needed.into()), "{token}");
    }
    assert_eq!(told("https://mcp.example.com/@LIVE@/mcp"), by_hand("path"));
    // What is only referred to stands somewhere else.
    assert_eq!(told(&format!("{URL}?token=${{env:HOME}}")), (install.into(), Value::Null));
    // A profile without a token keeps it first.
    let url = "https://bare.example/mcp";
    ward.keeper.set(&["bare", "--secret-from", "none", "--url", url, "--store", "file"]);
    let line = "mcp-token store bare --opaque && mcp-token client install cursor --profile bare --name exai";
    let needed = "see that the server takes its token in a header";
    assert_eq!(told(&format!("{url}?token=PRIVATE")), (line.into(), needed.into()));
    ward.shell_with(line, "PRIVATE").code(0);
    assert_eq!(ward.keeper.get(&["bare"]), "PRIVATE");
    assert!(!fs::read_to_string(ward.path(CURSOR)).unwrap().contains("PRIVATE"));
}

#[test]
fn a_token_in_the_place_of_a_name_or_a_url_is_not_shown() {
    let ward = Ward::new();
    let jwt = filled("@LIVE@");
    for secret in [KEY, &jwt] {
        let server = |more: &str| format!(r#"{{"url":"http://evil.example/a/{secret}/b",{more}}}"#);
        let headers = server(&format!(
            r#""headers":{{"{secret}":"Bearer PRIVATE","X-{secret}-Token":"PRIVATE-token"}}"#
        ));
        let started = format!(r#"{{"command":"sh","env":{{"{secret}":"Bearer PRIVATE"}}}}"#);
        ward.file(
            CURSOR,
            format!(
                r#"{{"mcpServers":{{"{secret}":{headers},"{secret}":{headers},"a":{started},"b":{}}}}}"#,
                server("\"x\":1").replace("/b", ";jsessionid=PRIVATE")
            ),
        );
        for args in
            [&["doctor"][..], &["doctor", "--json"], &["client", "list"], &["client", "list", "--json"]]
        {
            let assert = ward.shell(&format!("mcp-token {}", args.join(" ")));
            let text = stdout(&assert);
            assert!(!text.contains(secret) && !text.contains("PRIVATE"), "{text}");
            assert!(text.contains("..."), "{text}");
        }
    }
}

#[test]
fn no_command_shows_what_looks_like_a_key_in_a_url_or_loses_it() {
    let ward = Ward::exai();
    for (name, url, codes) in [
        ("far", format!("https://far.example/a/{KEY}/b"), &["token_in_url", "literal_token"][..]),
        ("far", format!("https://far.example/?k={KEY}"), &["token_in_url", "literal_token"]),
        ("exai", format!("{URL}?k={KEY}"), &["token_in_url", "literal_token"]),
    ] {
        ward.file(CURSOR, entry(name, &url, "@OURS@"));
        let found = ward.findings(&[]);
        assert_eq!(found.iter().map(|one| &one["code"]).collect::<Vec<_>>(), codes, "{found:?}");
        assert!(
            found.iter().all(|one| one["command"].is_null() && !one.to_string().contains(KEY)),
            "{found:?}"
        );
        let plain = url.replace(KEY, "a");
        ward.file(CURSOR, entry(name, &plain, "@OURS@"));
        let command = ward.found(&[])[0].3.clone();
        assert!(command.contains(&plain), "{command}");
    }
}

#[test]
fn a_token_in_an_old_place_is_taken_out_by_hand() {
    let ward = Ward::exai();
    let settings = entry("exai", URL, "@OURS@").replace("mcpServers", "mcp.servers");
    ward.file("~/.config/Code/User/settings.json", settings);
    let told = |code: &str| {
        let findings = ward.findings(&[]);
        let one = findings.iter().find(|one| one["code"] == code).unwrap();
        (one["command"].clone(), one["mend"].clone())
    };
    let install = "mcp-token client install vscode --profile exai";
    assert_eq!(told("dead_place"), (install.into(), ().into()));
    let by_hand = format!("take `exai` out of that file, after `{install}`");
    assert_eq!(told("literal_token"), (().into(), by_hand.into()));
}

#[test]
fn a_variable_of_ours_in_a_form_that_is_not_read_is_led_to_no_other_server() {
    let ward = Ward::exai();
    let file = "p/.cursor/mcp.json";
    ward.file(file, entry("ev", "https://evil.example/m", "${EXAI_JWT_TOKEN}"));
    let findings = ward.findings(&["--project", "p"]);
    let told: Vec<_> = findings.iter().map(|one| (one["code"].as_str().unwrap(), &one["command"])).collect();
    assert_eq!(told, [("wrong_reference", &().into())], "nothing of ours goes there");
    assert_eq!(findings[0]["mend"], "`${env:NAME}` in its place", "nor is it to");
    // Its own server, and a variable that is nobody's.
    for (url, name) in [(URL, "EXAI_JWT_TOKEN"), ("https://evil.example/m", "SOME_TOKEN")] {
        ward.file(file, entry("ev", url, &format!("${{{name}}}")));
        let found = ward.findings(&["--project", "p"]);
        assert_eq!((&found[0]["code"], found.len()), (&"wrong_reference".into(), 1), "{found:?}");
        let mend = format!("`${{env:{name}}}` in its place");
        assert!(url == URL && found[0]["command"].is_string() || found[0]["mend"] == mend, "{found:?}");
    }
    fs::remove_file(ward.path(file)).unwrap();
}

/// Pasted one after the other, none takes what another has kept.
#[test]
fn servers_of_one_name_are_given_a_profile_each() {
    let ward = Ward::of(Keeper::exai());
    ward.file(
        "~/.cursor/mcp.json",
        r#"{"mcpServers":{"api":{"url":"https://a.example/mcp","headers":{"Authorization":"Bearer PRIVATE-a"}}}}"#,
    );
    ward.file(
        "~/.codex/config.toml",
        "[mcp_servers.api]\nurl = \"https://b.example/mcp\"\nhttp_headers = { Authorization = \"Bearer PRIVATE-b\" }\n",
    );
    let commands: Vec<_> =
        ward.found(&[]).into_iter().map(|one| one.3).filter(|one| one.contains("store")).collect();
    let keeps = |client: &str, url: &str| {
        format!(
            "mcp-token profile set api-{client} --secret-from none --url {url} && mcp-token store api-{client} --opaque && \
             mcp-token client install {client} --profile api-{client} --name api"
        )
    };
    assert_eq!(commands, [keeps("cursor", "https://a.example/mcp"), keeps("codex", "https://b.example/mcp")]);
    for (command, token) in commands.iter().zip(["PRIVATE-a", "PRIVATE-b"]) {
        ward.shell_with(command, token).code(0);
    }
    for (profile, token) in [("api-cursor", "PRIVATE-a"), ("api-codex", "PRIVATE-b")] {
        assert_eq!(line(&ward.keeper.run(&["get", profile]).code(0)), token);
    }
    assert!(ward.found(&[]).iter().all(|one| one.0 == "unset_variable"), "{:?}", ward.found(&[]));
}

/// A helper of ours is shown in that header: what somebody has put there in its place does not stay beside it.
#[test]
fn a_literal_in_the_place_of_a_helper_of_ours_is_kept_and_goes() {
    let json = |more: &str| format!(r#"{{"mcpServers":{{"exai":{{"type":"http","url":"{URL}"{more}}}}}}}"#);
    let toml = |more: &str| format!("[mcp_servers.exai]\nurl = \"{URL}\"\n{more}");
    for (client, file, bare, literal) in [
        (
            "codex",
            "~/.codex/config.toml",
            toml(""),
            toml("http_headers = { Authorization = \"Bearer PRIVATE-x\" }\n"),
        ),
        (
            "claude-code",
            "~/.claude.json",
            json(""),
            json(r#","headers":{"Authorization":"Bearer PRIVATE-x"}"#),
        ),
    ] {
        let ward = Ward::exai();
        ward.program("codex", "echo codex-cli 0.169.0");
        ward.file(file, bare);
        ward.shell(&format!("mcp-token client install {client} --profile exai")).code(0);
        assert!(fs::read_to_string(ward.path(file)).unwrap().contains("headers-json"));
        ward.file(file, literal);
        let found = ward.in_clients();
        let [one] = found.as_slice() else { panic!("{found:?}") };
        ward.shell_with(one["command"].as_str().unwrap(), "PRIVATE-x").code(0);
        assert_eq!(ward.keeper.get(&[&format!("exai-{client}")]), "PRIVATE-x");
        assert!(!fs::read_to_string(ward.path(file)).unwrap().contains("PRIVATE-x"), "{client}");
        assert_eq!(ward.in_clients(), Vec::<Value>::new(), "{client}");
    }
}

#[test]
fn of_two_clients_that_read_it_one_keeps_a_token() {
    let ward = Ward::exai();
    for client in ["kiro", "kiro-cli"] {
        ward.program(client, "");
    }
    let literal = entry("exai", URL, "PRIVATE-x");
    ward.file("~/.kiro/settings/mcp.json", literal);
    let lines = commands(&ward);
    assert_eq!((lines.len(), lines[1].as_str()), (2, ""), "{lines:?}");
    ward.shell_with(&lines[0], "PRIVATE-x").code(0);
    assert_eq!(commands(&ward), [""; 0]);
}
