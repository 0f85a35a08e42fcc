//! `mcp-token doctor`: a line takes nothing away that somebody may have meant, and none is printed that would leave the finding.

use std::fs;

use serde_json::Value;

use crate::far::{CLAUDE, CURSOR, DESKTOP, FAR, GET, VSCODE, by_hand, clears, made, server, told};
use crate::ward::{URL, Ward, filled};

/// Members by which other clients say something go with an entry: somebody may have meant something by them.
#[test]
fn what_other_clients_would_read_in_an_entry_is_not_taken_away() {
    let shown = |more: &str| {
        server(&format!(
            r#"{{"url":"{FAR}","headers":{{"Authorization":"Bearer PRIVATE-0123456789"}}{more}}}"#
        ))
    };
    for (more, is_left) in [
        (r#","headersHelper":"/opt/h --realm x""#, true),
        (r#","http_headers":{"X-Tenant":"acme"}"#, true),
        (r#","serverUrl":"https://b.example/mcp""#, true),
        (r#","timeout":5"#, false),
        (r#","note":"n""#, false),
    ] {
        let ward = Ward::new();
        ward.file(CURSOR, shown(more));
        assert_eq!(by_hand(&ward), is_left, "{more}: {:?}", told(&ward));
    }
    // Nor is one without a URL led anywhere that says so in another's words.
    let ward = Ward::exai();
    for (entry, is_left) in [
        (r#"{"httpUrl":"https://other.example/mcp"}"#, true),
        (r#"{"headers":{"X-Tenant":"acme"}}"#, true),
        (r#"{"timeout":5}"#, false),
    ] {
        ward.file(CURSOR, format!(r#"{{"mcpServers":{{"exai":{entry}}}}}"#));
        assert_eq!(by_hand(&ward), is_left, "{entry}: {:?}", told(&ward));
    }
}

/// A server with server-sent events goes on being spoken to so: where a client tells the transports apart, by hand.
#[test]
fn a_server_with_server_sent_events_is_not_made_another() {
    let sse = "https://far.example/sse";
    let code = |entry: &str| format!(r#"{{"servers":{{"far":{entry}}}}}"#);
    for (file, members, is_left) in [
        ("~/.qwen/settings.json", r#""url":"@""#, true),
        ("~/.qwen/settings.json", r#""httpUrl":"@""#, false),
        ("~/.gemini/settings.json", r#""url":"@""#, true),
        ("~/.gemini/settings.json", r#""httpUrl":"@""#, false),
        (CLAUDE, r#""url":"@""#, true),
        (CLAUDE, r#""type":"sse","url":"@""#, true),
        (CLAUDE, r#""type":"http","url":"@""#, false),
        (VSCODE, r#""url":"@""#, true),
        (CURSOR, r#""url":"@""#, false),
        (CURSOR, r#""type":"sse","url":"@""#, true),
    ] {
        for url in [sse, FAR, "https://sse.example/assess"] {
            let ward = Ward::new();
            let shown = r#""headers":{"Authorization":"Bearer PRIVATE-0123456789"}"#;
            let entry = format!("{{{},{shown}}}", members.replace('@', url));
            ward.file(file, if file == VSCODE { code(&entry) } else { server(&entry) });
            let is_left = is_left && (url == sse || members.contains("sse"));
            assert_eq!(by_hand(&ward), is_left, "{file} {entry}: {:?}", told(&ward));
        }
    }
    // Qwen Code reads `url` so.
    let ward = Ward::new();
    for (members, codes) in [(r#""url":"@""#, ""), (r#""url":"@","type":"sse""#, "")] {
        ward.file("~/.qwen/settings.json", server(&format!("{{{}}}", members.replace('@', sse))));
        let found = ward.found(&[]);
        assert_eq!(found.iter().map(|one| one.0.as_str()).collect::<Vec<_>>().join(" "), codes);
    }
    ward.file("~/.qwen/settings.json", server(&format!(r#"{{"url":"{FAR}"}}"#)));
    assert_eq!(ward.found(&[])[0].0, "skipped");
    // Claude Code wants a `type`, and which is no guess there.
    ward.file("~/.qwen/settings.json", "{}");
    ward.file(CLAUDE, server(&format!(r#"{{"url":"{sse}"}}"#)));
    ward.by_hand(&[], "skipped", "`\"type\": \"sse\"` into the entry", || {
        ward.file(CLAUDE, server(&format!(r#"{{"type":"sse","url":"{sse}"}}"#)));
    });
}

/// What stands in a header or a variable that stays is not mended by a line that leaves it.
#[test]
fn a_reference_that_stays_is_changed_by_hand() {
    let (of_url, started) = (format!(r#""url":"{FAR}","headers""#), r#""command":"true","env""#.to_owned());
    for (at, members, text) in [
        (&of_url, r#""Authorization":"Bearer ${FOO}","X-Team":"t-${FOO}""#, "${FOO}"),
        (&of_url, r#""Authorization":"Bearer ${FOO}","X-Team":"${FOO}""#, "${FOO}"),
        (&started, r#""API_TOKEN":"PRIVATE-0123456789","X":"%Y%""#, "%Y%"),
    ] {
        let ward = Ward::new();
        ward.file(CURSOR, server(&format!(r"{{{at}:{{{members}}}}}")));
        let found = ward.in_clients();
        let those: Vec<_> = found.iter().filter(|one| one["code"] == "wrong_reference").collect();
        assert_eq!(those.len(), 1, "{members}");
        assert!(those[0]["message"].as_str().unwrap().contains(text));
        assert_eq!(those[0]["command"], Value::Null, "{members}");
    }
    // Codex's, by the name of a variable, is asked for.
    let ward = Ward::exai();
    let headers = "bearer_token_env_var = \"EXAI_JWT_TOKEN\"\nenv_http_headers = { X-Team = \"TEAM\" }\n";
    ward.file("~/.codex/config.toml", format!("[mcp_servers.exai]\nurl = \"{URL}\"\n{headers}"));
    let lines: Vec<_> = told(&ward).into_iter().map(|(_, line)| line).collect();
    let asked = "export TEAM=\"$(trap 'stty echo' INT; stty -echo; cat; stty echo)\"";
    assert_eq!(lines, ["export EXAI_JWT_TOKEN=$(mcp-token get exai)", asked]);
}

/// What an installation leaves is changed by hand, whether a profile is there or not.
#[test]
fn a_member_of_another_form_that_stays_is_changed_by_hand() {
    for (line, mend) in
        [("required = \"x\"", "a boolean as its `required`"), ("cwd = \"/x\"", "take `cwd` out of the entry")]
    {
        let ward = Ward::exai();
        let entry = |line: &str| format!("[mcp_servers.exai]\nurl = \"{URL}\"\n{line}\n");
        ward.file("~/.codex/config.toml", entry(line));
        ward.by_hand(&[], "skipped", mend, || {
            ward.file("~/.codex/config.toml", entry(""));
        });
    }
}

/// What a client does not read is told of its entry, and kept from where it refers to.
#[test]
fn a_reference_that_is_not_read_where_it_stands_is_mended_with_its_entry() {
    let shown = r#"{"url":"@","headers":{"Authorization":"Bearer ${FOO}"}}"#.replace('@', FAR);
    let of_codex = |line: &str| format!("[mcp_servers.far]\nurl = \"{FAR}\"\n{line}\n");
    let refused = of_codex("bearer_token = \"${FOO}\"");
    for (client, file, content) in
        [("claude-desktop", DESKTOP, server(&shown)), ("codex", "~/.codex/config.toml", refused)]
    {
        let ward = Ward::new();
        ward.program("npx", "exit 1");
        ward.file(file, content);
        let found = ward.in_clients();
        let codes: Vec<_> = found.iter().map(|one| one["code"].as_str().unwrap()).collect();
        assert_eq!(codes, ["skipped"]);
        let line = made(client, &format!(" --url {FAR} --var FOO"), "");
        assert_eq!((&found[0]["command"], &found[0]["mend"]), (&(&*line).into(), &GET.into()));
        clears(&ward, &line, &filled("@LIVE@"));
    }
    // What is started has no URL for which it would be passed over.
    let ward = Ward::new();
    ward.file(DESKTOP, server(r#"{"command":"true","headers":{"Authorization":"Bearer ${FOO}"}}"#));
    assert_eq!(ward.found(&[])[0].0, "wrong_reference");
    let ward = Ward::new();
    ward.file("~/.codex/config.toml", of_codex("env_http_headers = { \"X-Api-Key\" = \"${FOO}\" }"));
    let line = made("codex", &format!(" --url {FAR} --header X-Api-Key --var FOO"), " --opaque");
    assert_eq!(told(&ward), [(GET.to_owned(), line)]);
}

/// What stands around a reference would go with it.
#[test]
fn a_part_of_a_value_is_changed_by_hand() {
    for value in [
        "id-77:${FOO_TOKEN}",
        "Bearer id-77:${FOO_TOKEN}",
        "Bearer ${FOO_TOKEN}.${BAR_TOKEN}",
        "k=${FOO_TOKEN};t=acme",
    ] {
        for entry in [
            format!(r#"{{"command":"true","env":{{"API_TOKEN":"{value}"}}}}"#),
            format!(r#"{{"url":"{FAR}","headers":{{"X-Api-Key":"{value}"}}}}"#),
            format!(r#"{{"url":"{FAR}","headers":{{"Authorization":"{value}"}}}}"#),
        ] {
            let ward = Ward::new();
            ward.file(CURSOR, server(&entry));
            let told = told(&ward);
            assert!(
                !told.is_empty() && told.iter().all(|(_, line)| !line.contains("profile set")),
                "{entry}: {told:?}"
            );
        }
    }
    let ward = Ward::new();
    let scheme = r#"{"command":"true","env":{"API_TOKEN":"Bearer ${FOO_TOKEN}"}}"#;
    ward.file(CURSOR, server(scheme));
    assert!(by_hand(&ward));
}

/// A client that speaks to no URL with that token starts a bridge, which is told of the other headers.
#[test]
fn headers_that_a_bridge_would_lose_are_said_again() {
    let desktop = |members: &str| server(&format!("{{{members}}}"));
    let zed = |members: &str| format!(r#"{{"context_servers":{{"far":{{{members}}}}}}}"#);
    let token = "PRIVATE-0123456789";
    for (client, file, written) in [
        ("zed", "~/.config/zed/settings.json", &zed as &dyn Fn(&str) -> String),
        ("claude-desktop", DESKTOP, &desktop),
    ] {
        let at = |more: &str| {
            written(&format!(r#""url":"{FAR}","headers":{{"Authorization":"Bearer {token}"{more}}}"#))
        };
        let ward = Ward::new();
        ward.program("npx", "exit 1");
        ward.file(file, at(r#","X-Team":"a b","X-Trace":"on""#));
        let line = made(client, &format!(" --url {FAR}"), " --opaque");
        let line = format!("{line} --header 'X-Team: a b' --header 'X-Trace: on'");
        assert!(told(&ward).contains(&(String::new(), line.clone())), "{:?}", told(&ward));
        clears(&ward, &line, token);
        let now = fs::read_to_string(ward.path(file)).unwrap();
        assert!(now.contains("X-Team:a b") && now.contains("X-Trace:on"), "{now}");
        // What no flag says, what would be another thing there, and what may be a secret.
        for more in [
            r#","X-Team":"""#,
            r#","X-Team":" a""#,
            r#","X-Team":5"#,
            r#","X-Team":"é""#,
            r#","-Team":"a""#,
            r#","X Team":"a""#,
            r#","X-Team":"a","x-team":"b""#,
            r#","X-Team":"${A}""#,
            r#","X-Api-Key":"1""#,
        ] {
            ward.file(file, at(more));
            ward.shell("rm -rf ~/.config/mcp-token ~/.local").code(0);
            assert!(by_hand(&ward), "{more}: {:?}", told(&ward));
        }
    }
}

/// Nothing is shown to that server: what its client starts for it is all that is missing.
#[test]
fn a_url_without_a_token_is_reached_by_a_bridge_where_its_client_reads_none() {
    let url = format!(r#""url":"{FAR}""#);
    let line = |more: &str| {
        format!(
            "mcp-token client install claude-desktop --name far --command npx --arg -y --arg mcp-remote@0.15.1 --arg {FAR}{more}"
        )
    };
    let header = " --arg --header --arg 'X-Team:a b'";
    for (members, more) in [
        (url.clone(), ""),
        (format!(r#"{url},"type":"http""#), ""),
        // The bridge tries both transports.
        (format!(r#"{url},"type":"sse""#), ""),
        (format!(r#"{url},"headers":{{"X-Team":"a b"}}"#), header),
    ] {
        let ward = Ward::new();
        ward.program("npx", "exit 1");
        ward.file(DESKTOP, server(&format!("{{{members}}}")));
        ward.mended(&[], "skipped", &line(more));
        assert_eq!(ward.found(&[]), []);
    }
    for members in [
        url.replace("https", "http"),
        url.replace("https", "wss"),
        url.replace("far.", "${A}."),
        format!("{url},\"headers\":{{\"X-Api-Key\":\"1\"}}"),
    ] {
        let ward = Ward::new();
        ward.file(DESKTOP, server(&format!("{{{members}}}")));
        assert!(by_hand(&ward), "{members}: {:?}", told(&ward));
    }
    // To the server of a profile its token goes.
    let ward = Ward::exai();
    ward.file(DESKTOP, server(&format!("{{{}}}", url.replace(FAR, URL))));
    ward.mended(&[], "skipped", "mcp-token client install claude-desktop --profile exai --name far");
}

/// A token that a reference leads to is at hand: what passes over the entry is no reason to leave it.
#[test]
fn a_token_of_an_entry_that_is_passed_over_is_kept() {
    for (client, file, content) in [
        (
            "opencode",
            "~/.config/opencode/opencode.json",
            r#"{"mcp":{"far":{"url":"@","headers":{"Authorization":"Bearer {env:FAR_TOKEN}"}}}}"#,
        ),
        (
            "qwen",
            "~/.qwen/settings.json",
            r#"{"mcpServers":{"far":{"url":"@","headers":{"Authorization":"Bearer ${FAR_TOKEN}"}}}}"#,
        ),
    ] {
        let told = |value: &str| {
            let ward = Ward::new();
            ward.file(file, content.replace('@', FAR));
            let assert = ward.doctor_with(&["--json"], |command| command.env("FAR_TOKEN", value));
            let found = ward.found_by(&assert);
            let skipped = found.iter().find(|one| one.0 == "skipped").unwrap().clone();
            (ward, skipped.3)
        };
        for value in ["", "/home/me", "two words"] {
            assert_eq!(told(value).1, "", "{client} {value}");
        }
        let token = "PRIVATE-0123456789";
        let (ward, line) = told(token);
        let set = format!(" --url {FAR} --var FAR_TOKEN");
        assert_eq!(line, made(client, &set, " --opaque --token-env FAR_TOKEN"));
        let line = format!("export FAR_TOKEN={token}; {line} && mcp-token doctor --json");
        let found = ward.found_by(&ward.shell(&line).code(0));
        assert!(found.is_empty(), "{found:?}");
    }
}

/// What its client does not read there is kept as what it would.
#[test]
fn a_token_that_is_not_read_where_it_stands_is_kept() {
    let shown = r#"{"url":"@","headers":{"Authorization":"Bearer PRIVATE-0123456789"}}"#.replace('@', FAR);
    let refused = format!("[mcp_servers.far]\nurl = \"{FAR}\"\nbearer_token = \"PRIVATE-0123456789\"\n");
    for (client, file, content) in
        [("claude-desktop", DESKTOP, server(&shown)), ("codex", "~/.codex/config.toml", refused)]
    {
        let ward = Ward::new();
        ward.program("npx", "exit 1");
        ward.file(file, content);
        let line = made(client, &format!(" --url {FAR}"), " --opaque");
        let found = ward.in_clients();
        let codes: Vec<_> = found.iter().map(|one| one["code"].as_str().unwrap()).collect();
        assert_eq!(codes, ["skipped", "literal_token"]);
        assert!(found.iter().all(|one| one["command"] == line), "{found:?}");
        clears(&ward, &line, "PRIVATE-0123456789");
    }
}

/// What says nothing yet is written anew under the name of a profile.
#[test]
fn an_entry_that_leads_nowhere_gets_the_profile_of_its_name() {
    let ward = Ward::exai();
    for entry in ["{}", "5", "null", r#"{"timeout":5}"#] {
        ward.file(CURSOR, format!(r#"{{"mcpServers":{{"exai":{entry}}}}}"#));
        ward.mended(&[], "skipped", "mcp-token client install cursor --profile exai");
        assert!(fs::read_to_string(ward.path(CURSOR)).unwrap().contains(URL), "{entry}");
    }
    ward.file(CURSOR, r#"{"mcpServers":{"other":{}}}"#);
    assert!(by_hand(&ward));
}
