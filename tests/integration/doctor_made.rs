//! `mcp-token doctor`: what is wrong at a server that no profile is for is mended by one that is made for it.

use std::fs;

use serde_json::{Value, json};

use crate::far::{
    CLAUDE, CURSOR, DESKTOP, FAR, GET, SEE, VSCODE, bridge, by_hand, clears, made, server, told, with,
};
use crate::sandbox::stdout;
use crate::ward::{URL, Ward, filled};

#[test]
fn an_entry_without_a_token_gets_one() {
    let url = format!(" --url {FAR}");
    let foo = format!("{url} --var FOO");
    let input =
        r#"{"servers":{"far":{"type":"http","url":"@","headers":{"Authorization":"Bearer ${input:x}"}}}}"#;
    let helper = server(&format!(r#"{{"type":"http","url":"{FAR}","headersHelper":"/nowhere/helper"}}"#));
    let gemini = with("Authorization", "Bearer ${FOO").replace("\"url\"", "\"httpUrl\"");
    for (client, file, content, set) in [
        ("cursor", CURSOR, with("Authorization", "Bearer ${FOO}"), foo.clone()),
        ("cursor", CURSOR, with("X-Api-Key", "${FOO}"), format!("{url} --header X-Api-Key --var FOO")),
        ("cursor", CURSOR, with("Authorization", "Bearer "), url.clone()),
        // What is in that is no token.
        ("cursor", CURSOR, with("Authorization", "Bearer ${HOME}"), url.clone()),
        ("vscode", VSCODE, input.replace('@', FAR), url.clone()),
        ("claude-code", CLAUDE, helper, url.clone()),
        ("gemini", "~/.gemini/settings.json", gemini, foo),
    ] {
        let ward = Ward::new();
        ward.file(file, &content);
        let line = made(client, &set, "");
        let line =
            if set.contains("X-Api-Key") { line.replace("store far", "store far --opaque") } else { line };
        assert_eq!(told(&ward), [(GET.to_owned(), line.clone())], "{content}");
        clears(&ward, &line, &filled("@LIVE@"));
    }
}

/// What a variable holds is taken from there, unless it is dead or more than a token.
#[test]
fn a_token_in_a_variable_is_not_asked_for() {
    let (live, dead) = (filled("@LIVE@"), filled("@DEAD@"));
    let set = format!(" --url {FAR} --var FAR_TOKEN");
    for (value, store) in [
        (live.as_str(), " --token-env FAR_TOKEN"),
        ("PRIVATE-0123456789", " --opaque --token-env FAR_TOKEN"),
        (dead.as_str(), ""),
    ] {
        let ward = Ward::new();
        ward.file(CURSOR, with("Authorization", "Bearer ${FAR_TOKEN}"));
        let line = made("cursor", &set, store);
        let report = ward.doctor_with(&["--json"], |command| command.env("FAR_TOKEN", value));
        let found = ward.findings_by(&report);
        let needed = if store.is_empty() { GET.into() } else { Value::Null };
        assert_eq!(
            (found.len(), &found[0]["command"], &found[0]["mend"]),
            (1, &line.as_str().into(), &needed)
        );
        if store.is_empty() {
            continue;
        }
        let assert =
            ward.shell(&format!("export FAR_TOKEN={value}\n{line} && mcp-token doctor --json")).code(0);
        let report = stdout(&assert);
        assert!(report.trim_end().ends_with(r#"{"schema":1,"ok":true,"findings":[]}"#), "{report}");
        assert_eq!(ward.keeper.get(&["far"]), value);
    }
}

#[test]
fn a_token_in_a_url_is_kept_and_shown_in_a_header() {
    for (url, rest) in [
        (format!("{FAR}?token=@"), FAR.to_owned()),
        (format!("{FAR}?team=a&api_key=@"), format!("'{FAR}?team=a'")),
        (format!("{FAR}#token=@"), FAR.to_owned()),
    ] {
        for (client, file, bare) in [("cursor", CURSOR, true), ("claude-desktop", DESKTOP, false)] {
            let ward = Ward::new();
            let url = url.replace('@', &filled("@LIVE@"));
            let content = if bare { server(&format!(r#"{{"url":"{url}"}}"#)) } else { bridge(&url, "]") };
            ward.file(file, content);
            let line = made(client, &format!(" --url {rest}"), "");
            assert_eq!(told(&ward), [(SEE.to_owned(), line.clone())]);
            clears(&ward, &line, &filled("@LIVE@"));
        }
    }
    // Where it is a part of the server's address, or a password, nobody knows what is left.
    for url in [
        "https://far.example/@/mcp",
        "https://me:PRIVATE@far.example/mcp",
        "https://far.example/?token=@&key=@",
    ] {
        let ward = Ward::new();
        ward.file(CURSOR, server(&format!(r#"{{"url":"{}"}}"#, url.replace('@', &filled("@LIVE@")))));
        assert!(by_hand(&ward), "{url}");
    }
}

/// A bridge of somebody's shows a header as a client does.
#[test]
fn a_bridge_gets_a_profile_and_a_pinned_version() {
    for (more, set, token) in [
        (r#","--header","Authorization: Bearer @"]"#, "", "@LIVE@"),
        (r#","--header","Authorization:${A}"],"env":{"A":"Bearer @"}"#, "", "PRIVATE-0123"),
        (r#","--header","Authorization: Bearer ${A}"],"env":{"A":"@"}"#, "", "@LIVE@"),
        (
            r#","--header","X-Api-Key:${API_KEY}"],"env":{"API_KEY":"@"}"#,
            " --header X-Api-Key",
            "PRIVATE-0123",
        ),
    ] {
        let token = filled(token);
        let opaque = if token.starts_with("ey") { "" } else { " --opaque" };
        let ward = Ward::new();
        ward.program("npx", "exit 1");
        let content = bridge(FAR, &more.replace('@', &token));
        ward.file(DESKTOP, content.replace("@0.15.1", ""));
        let line = made("claude-desktop", &format!(" --url {FAR}{set}"), opaque);
        assert_eq!(told(&ward), [(String::new(), line.clone())], "{content}");
        clears(&ward, &line, &token);
        assert!(fs::read_to_string(ward.path(DESKTOP)).unwrap().contains("\"mcp-remote@0.15.1\""));
    }
    // What else it is told would be lost; so would what it shows beside the token.
    for more in [
        r#","--header","Authorization: Bearer PRIVATE-0123","--debug"]"#,
        r#","--header","Authorization: Bearer PRIVATE-0123","--header","X-Tenant: PRIVATE99"]"#,
        r#","--header","Authorization: Token PRIVATE-0123"]"#,
        r#","--header","Authorization: Bearer PRIVATE-0123"],"env":{"A":"b"}"#,
    ] {
        let ward = Ward::new();
        ward.file(DESKTOP, bridge(FAR, more));
        assert!(by_hand(&ward), "{more}: {:?}", told(&ward));
    }
}

/// At the server of a profile it is that which is meant, whatever started the bridge.
#[test]
fn a_bridge_at_the_server_of_a_profile_gets_that_profile() {
    for words in [
        r#""mcp-token","args":["exec","exai","--","npx","mcp-remote","@"]"#,
        r#""mcp-token","args":["exec","exai","--","npx","--yes","mcp-remote","@","--header","Authorization: Bearer ${EXAI_JWT_TOKEN}"]"#,
        r#""npx","args":["mcp-remote","@","--header","Authorization: Bearer OURS"]"#,
    ] {
        let ward = Ward::exai();
        ward.program("npx", "exit 1");
        let content = format!(r#"{{"mcpServers":{{"exai":{{"command":{words}}}}}}}"#);
        ward.file(DESKTOP, content.replace('@', URL).replace("OURS", &filled("@OURS@")));
        let line = "mcp-token client install claude-desktop --profile exai";
        assert_eq!(told(&ward), [(String::new(), line.to_owned())], "{words}");
        ward.shell(line).code(0);
        assert_eq!(ward.found(&[]), [], "{words}");
    }
}

/// What has been broken off is begun again.
#[test]
fn a_profile_that_was_left_without_a_token_is_no_hindrance() {
    let ward = Ward::exai();
    let token = filled("@NAMED@");
    let entry = format!(r#"{{"url":"{URL}","headers":{{"Authorization":"Bearer {token}"}}}}"#);
    ward.file(CURSOR, format!(r#"{{"mcpServers":{{"exai":{entry}}}}}"#));
    let aside = "mcp-token profile set exai-cursor --secret-from none && mcp-token store exai-cursor";
    let line = format!("{aside} && mcp-token client install cursor --profile exai");
    for _ in 0..2 {
        assert_eq!(told(&ward), [(String::new(), line.clone())]);
        ward.shell_with(&line, "").code(2);
    }
    ward.shell_with(&line, &token).code(0);
    assert_eq!(ward.keeper.get(&["exai-cursor"]), token);
    assert_eq!(ward.found(&[])[0].0, "unset_variable");
}

/// In a project only what leads to a server of the user's.
#[test]
fn a_project_gets_no_profile_of_its_own() {
    let ward = Ward::exai();
    let project = ["--project", "p"];
    let file = "p/.cursor/mcp.json";
    let at = |url: &str, value: &str| {
        let entry = format!(r#"{{"url":"{url}","headers":{{"Authorization":"{value}"}}}}"#);
        filled(&format!(r#"{{"mcpServers":{{"exai":{entry}}}}}"#))
    };
    for entry in [at(FAR, "Bearer ${FOO}"), at(FAR, "Bearer @LIVE@"), at(&format!("{FAR}?token=@LIVE@"), "")]
    {
        ward.file(file, entry);
        let found = ward.found(&project);
        assert!(!found.is_empty() && found.iter().all(|one| one.3.is_empty()), "{found:?}");
    }
    // What lies there is kept for the user, and the token of the profile goes to its own server alone.
    ward.file(file, at(URL, "Bearer @LIVE@"));
    let aside = "mcp-token profile set exai-cursor --secret-from none && mcp-token store exai-cursor";
    let install = "mcp-token client install cursor --profile exai --project ./p";
    let token = filled("@LIVE@");
    ward.mended_with(&project, "literal_token", &format!("{aside} && {install}"), &token);
    assert_eq!(ward.keeper.get(&["exai-cursor"]), token);
    ward.file(file, at(&URL.replace("https", "http"), "Bearer ${env:EXAI_JWT_TOKEN}"));
    ward.mended(&project, "unencrypted", install);
    let written: Value = serde_json::from_slice(&fs::read(ward.path(file)).unwrap()).unwrap();
    assert_eq!(written["mcpServers"]["exai"]["url"], URL);
}

const WINDSURF: &str = "~/.codeium/windsurf/mcp_config.json";

/// Of two files the lines keep each its own.
#[test]
fn two_lines_of_one_report_make_two_profiles() {
    let at =
        |url: &str, token: &str| server(&format!(r#"{{"url":"{url}","headers":{{"X-Api-Key":"{token}"}}}}"#));
    let started = |token: &str| server(&format!(r#"{{"command":"true","env":{{"API_TOKEN":"{token}"}}}}"#));
    let (one, two) = ("PRIVATE-one-0123456789", "PRIVATE-two-0123456789");
    for (cursor, windsurf) in [
        (at(FAR, one), started(two)),
        (started(one), started(two)),
        (at(FAR, one), at(FAR, two).replace("\"url\"", "\"serverUrl\"")),
    ] {
        let ward = Ward::new();
        ward.file(CURSOR, cursor);
        ward.file(WINDSURF, windsurf);
        let lines = told(&ward);
        assert_eq!(lines.len(), 2, "{lines:?}");
        for ((_, line), token) in lines.iter().zip([one, two]) {
            ward.shell_with(line, token).code(0);
        }
        let kept = |client: &str| ward.keeper.get(&[&format!("far-{client}")]);
        assert_eq!([kept("cursor"), kept("windsurf")], [one, two].map(str::to_owned));
        assert!(ward.found(&[]).iter().all(|one| one.0 == "unset_variable"));
    }
    // The same token at the same server is one.
    let ward = Ward::new();
    ward.file(CURSOR, at(FAR, one));
    ward.file(WINDSURF, at(FAR, one).replace("\"url\"", "\"serverUrl\""));
    assert!(told(&ward).iter().all(|(_, line)| line.contains(" store far --opaque ")), "{:?}", told(&ward));
}

/// Nothing is handed another's token, or is left without its own.
#[test]
fn a_variable_that_another_entry_reads_is_not_taken() {
    let ward = Ward::new();
    let two = |one: &str, other: &str| format!(r#"{{"mcpServers":{{"far":{one},"b":{other}}}}}"#);
    let at = |url: &str, value: &str| format!(r#"{{"url":"{url}","headers":{{"X-Api-Key":"{value}"}}}}"#);
    let started = r#"{"command":"true","env":{"API_KEY":"PRIVATE-0123456789"}}"#;
    let of = |ward: &Ward, code: &str| {
        let found = ward.in_clients().into_iter().find(|one| one["code"] == code).unwrap();
        found["command"].as_str().unwrap_or_default().to_owned()
    };
    ward.file(CURSOR, two(started, &at("https://b.example", "${env:API_KEY}")));
    assert_eq!(of(&ward, "literal_token"), "");
    ward.file(CURSOR, two(&at(FAR, "${FOO}"), &at("https://b.example", "${env:FOO}")));
    assert_eq!(
        of(&ward, "wrong_reference"),
        made("cursor", &format!(" --url {FAR} --header X-Api-Key"), " --opaque")
    );
    ward.file(CURSOR, two(&at(FAR, "${FOO}"), started));
    let line = made("cursor", &format!(" --url {FAR} --header X-Api-Key --var FOO"), " --opaque");
    assert_eq!(of(&ward, "wrong_reference"), line);
    // One of a project that may run what takes it.
    let run = r#"{"mcpServers":{"c":{"command":"sh","args":["-c","send $API_KEY"]}}}"#;
    ward.file("p/.cursor/mcp.json", run);
    let found = ward.findings(&["--project", "p"]);
    let literal = found.iter().find(|one| one["code"] == "literal_token").unwrap();
    assert_eq!(literal["command"], Value::Null);
}

/// What `store` would read as something else, or not at all.
#[test]
fn what_is_no_token_as_it_stands_is_not_kept() {
    for value in [
        "my pass word here",
        "ApiKey abcdefg12345",
        "'quoted-PRIVATE-1'",
        "Authorization: abcdefgh",
        r#"{\"access_token\":\"abcdef123456\"}"#,
    ] {
        for entry in [
            format!(r#"{{"command":"true","env":{{"API_TOKEN":"{value}"}}}}"#),
            format!(r#"{{"url":"{FAR}","headers":{{"X-Api-Key":"{value}"}}}}"#),
        ] {
            let ward = Ward::new();
            ward.file(CURSOR, server(&entry));
            assert!(by_hand(&ward), "{entry}: {:?}", told(&ward));
        }
    }
    // Names that no flag takes.
    let ward = Ward::new();
    ward.file(CURSOR, server(r#"{"command":"true","env":{"API_TOKEN":"PRIVATE-0123456789","FOO-BAR":"1"}}"#));
    assert!(by_hand(&ward));
}

/// A client that could start none goes on only where it speaks what the server does.
#[test]
fn a_bridge_goes_on_being_started() {
    let shown = r#","--header","Authorization: Bearer PRIVATE-0123456789"]"#;
    let of_events = "https://far.example/sse";
    for (client, file, mode) in [
        ("cursor", CURSOR, Some(" --mode exec")),
        ("claude-desktop", DESKTOP, Some("")),
        ("claude-code", CLAUDE, None),
    ] {
        let ward = Ward::new();
        ward.program("npx", "exit 1");
        let content = bridge(of_events, shown).replacen('{', "{\"x\":1,", 1);
        ward.file(file, content.replace("\"command\"", "\"type\":\"stdio\",\"command\""));
        let line = mode.map(|mode| made(client, &format!(" --url {of_events}"), " --opaque") + mode);
        assert_eq!(told(&ward), [(told(&ward)[0].0.clone(), line.clone().unwrap_or_default())], "{client}");
        let Some(line) = line else { continue };
        clears(&ward, &line, "PRIVATE-0123456789");
        assert!(fs::read_to_string(ward.path(file)).unwrap().contains("mcp-remote@0.15.1"));
    }
    // Another `npx` than the first on the PATH.
    let ward = Ward::new();
    ward.file(DESKTOP, bridge(FAR, shown).replace("\"npx\"", "\"/opt/node/bin/npx\""));
    assert!(by_hand(&ward));
    // A value that nobody knows for a secret would be lost.
    let ward = Ward::new();
    let env = r#","--header","X-Api-Key:${K}"],"env":{"K":"abc-def-1"}"#;
    ward.file(DESKTOP, bridge(&format!("{FAR}?token=PRIVATE-0123456789"), env));
    assert!(by_hand(&ward), "{:?}", told(&ward));
}

/// A helper that works, and what names this program behind another.
#[test]
fn what_may_be_good_is_not_replaced() {
    for entry in [
        format!(r#"{{"url":"{FAR}","headersHelper":"/bin/true"}}"#),
        format!(r#"{{"url":"{FAR}","headers":{{"Authorization":"Bearer ${{HOME}}"}}}}"#),
        format!(r#"{{"type":"http","url":"{FAR}","headersHelper":"env A=1 mcp-token get exai"}}"#),
    ] {
        let ward = Ward::exai();
        ward.keeper.set(&["exai", "--url", "https://other.example/mcp"]);
        ward.file(CLAUDE, server(&entry));
        let lines = told(&ward);
        assert!(lines.iter().all(|(_, line)| !line.contains("profile set")), "{entry}: {lines:?}");
    }
}

/// With a second profile nobody knows any more which is meant.
#[test]
fn a_command_that_names_no_profile_is_told_once_there_are_two() {
    let ward = Ward::exai();
    let helper =
        r#"{"type":"http","url":"@","headersHelper":"mcp-token get -o headers-json"}"#.replace('@', URL);
    ward.file(CLAUDE, format!(r#"{{"mcpServers":{{"exai":{helper}}}}}"#));
    assert_eq!(ward.found(&[]), []);
    ward.keeper.set(&["second", "--secret-from", "new", "--store", "file"]);
    ward.mended(&[], "no_profile", "mcp-token client install claude-code --profile exai");
    assert_eq!(ward.found(&[]), []);
    // One by the name that goes without saying.
    ward.file(CLAUDE, format!(r#"{{"mcpServers":{{"x":{}}}}}"#, helper.replace(URL, FAR)));
    let name = "name a profile of `mcp-token list`";
    ward.by_hand(&[], "no_profile", name, || {
        drop(ward.keeper.set(&["default", "--secret-from", "new", "--store", "file"]));
    });
}

/// What an installation leaves at the same host is in nobody's way.
#[test]
fn a_header_beside_the_token_stays() {
    let more = r#","headers":{"Authorization":"Bearer PRIVATE-0123456789","X-Toolsets":"all"}}"#;
    for (client, file, url) in
        [("cursor", CURSOR, "url"), ("claude-code", CLAUDE, "url"), ("windsurf", WINDSURF, "serverUrl")]
    {
        let ward = Ward::new();
        ward.file(file, server(&format!(r#"{{"type":"http","{url}":"{FAR}"{more}"#)));
        let line = made(client, &format!(" --url {FAR}"), " --opaque");
        assert_eq!(told(&ward), [(String::new(), line.clone())]);
        clears(&ward, &line, "PRIVATE-0123456789");
        assert!(fs::read_to_string(ward.path(file)).unwrap().contains(r#""X-Toolsets":"all""#));
    }
    // What is wrong with that is not mended by another entry.
    for ward in [Ward::new(), Ward::exai()] {
        for url in [FAR, URL] {
            let headers = r#"{"Authorization":"Bearer ${env:HOME}","X-Trace":"${FOO2}"}"#;
            ward.file(CURSOR, server(&format!(r#"{{"url":"{url}","headers":{headers}}}"#)));
            let found = ward.in_clients();
            let wrong = found.iter().find(|one| one["code"] == "wrong_reference").unwrap();
            assert_eq!(
                (&wrong["command"], &wrong["mend"]),
                (&Value::Null, &"`${env:FOO2}` in its place".into())
            );
        }
    }
    // Another host would get it.
    let ward = Ward::exai();
    let led = r#","headers":{"Authorization":"Bearer ${env:EXAI_JWT_TOKEN}","X-Toolsets":"all"}}"#;
    ward.file(CURSOR, server(&format!(r#"{{"url":"{FAR}"{led}"#)));
    assert!(by_hand(&ward), "{:?}", told(&ward));
    // What is called like a credential and is none that anybody knows.
    for other in [r#""X-Api-Key":"12345""#, r#""X-Session-Token":"${env:HOME}""#, r#""X-Api-Key":"op://v/i""#]
    {
        let ward = Ward::exai();
        for url in [FAR, URL] {
            let headers = format!(r#"{{"Authorization":"Bearer @LIVE@",{other}}}"#);
            ward.file(CURSOR, server(&format!(r#"{{"url":"{url}","headers":{headers}}}"#)));
            let told = told(&ward);
            assert!(told.iter().all(|(_, line)| line.is_empty()), "{url} {other}: {told:?}");
        }
    }
}

/// A profile that shows its token in another way is not what the entry is for.
#[test]
fn a_server_is_sent_what_it_was_sent() {
    for (header, set) in [
        (r#""X-Api-Key":"@""#, " --header X-Api-Key"),
        (r#""Authorization":"@""#, " --header Authorization"),
        (r#""Authorization":"Basic @""#, " --header basic"),
    ] {
        let ward = Ward::new();
        ward.keeper.set(&["exai", "--secret-from", "none", "--url", URL, "--store", "file"]);
        let token = "PRIVATE-0123456789";
        let entry = format!(r#"{{"url":"{URL}","headers":{{{}}}}}"#, header.replace('@', token));
        ward.file(CURSOR, server(&entry));
        let line = made("cursor", &format!(" --url {URL}{set}"), " --opaque");
        assert!(told(&ward).contains(&(String::new(), line.clone())), "{header}: {:?}", told(&ward));
        ward.shell_with(&line, token).code(0);
        assert_eq!(ward.keeper.get(&["far"]), token);
        // So is that of a project's, at the URL of a profile of the user's and no other.
        let ward = Ward::exai();
        ward.file("p/.cursor/mcp.json", server(&entry.replace(URL, "https://mcp.example.com/other")));
        let found = ward.found(&["--project", "p"]);
        assert!(found.iter().all(|one| one.3.is_empty()), "{header}: {found:?}");
        ward.file("p/.cursor/mcp.json", server(&entry));
        let line = format!("{line} --project ./p");
        ward.mended_with(&["--project", "p"], "literal_token", &line, token);
        assert_eq!(ward.keeper.get(&["far"]), token);
    }
    // Names that no flag takes.
    for name in ["X-Api-Key: x", "Authorization ", "X-Token;id", "-H-Key"] {
        let ward = Ward::new();
        ward.file(CURSOR, with(name, "PRIVATE-0123456789"));
        assert!(by_hand(&ward), "{name}: {:?}", told(&ward));
    }
}

/// What clears one finding of an entry that is led back clears the others.
#[test]
fn what_else_is_wrong_goes_with_an_entry_that_is_led_back() {
    let bridge = r#""command":"mcp-token","args":["exec","exai","--","npx","-y","mcp-remote","@"]"#;
    for (client, file, entry, codes) in [
        (
            "claude-code",
            CLAUDE,
            r#""type":"http","url":"@","headersHelper":"mcp-token get exai""#,
            &["no_headers"][..],
        ),
        (
            "claude-code",
            CLAUDE,
            r#""url":"@","headersHelper":"/gone/mcp-token get exai -o headers-json""#,
            &["skipped", "no_program"],
        ),
        ("claude-desktop", DESKTOP, bridge, &["unpinned"]),
    ] {
        let ward = Ward::exai();
        ward.program("npx", "exit 1");
        ward.file(file, server(&format!("{{{}}}", entry.replace('@', FAR))));
        let line = format!("mcp-token client install {client} --profile exai --name far");
        let found = ward.found(&[]);
        for code in [&["other_server"], codes].concat() {
            let one = found.iter().find(|one| one.0 == code).unwrap();
            assert_eq!(one.3, line, "{code}: {found:?}");
        }
        ward.shell(&line).code(0);
        assert_eq!(ward.found(&[]), []);
    }
    // A WebSocket at the host of the profile.
    let ward = Ward::exai();
    ward.file(CURSOR, format!(r#"{{"mcpServers":{{"exai":{{"url":"{}"}}}}}}"#, URL.replace("https", "wss")));
    ward.mended(&[], "skipped", "mcp-token client install cursor --profile exai");
    // In the clear, with somebody's token.
    let entry = with("Authorization", "Bearer @NAMED@").replace(FAR, &URL.replace("https", "http"));
    ward.file(CURSOR, entry.replace("\"far\"", "\"exai\""));
    let aside = "mcp-token profile set exai-cursor --secret-from none && mcp-token store exai-cursor";
    let line = format!("{aside} && mcp-token client install cursor --profile exai");
    let lines: Vec<_> = told(&ward).into_iter().map(|(_, line)| line).collect();
    assert!(!lines.is_empty() && lines.iter().all(|one| *one == line), "{lines:?}");
}

/// Members that stay, and are read otherwise in what the entry becomes.
#[test]
fn an_entry_is_not_made_into_one_that_is_refused() {
    let ward = Ward::new();
    let shown = r#","--header","Authorization: Bearer PRIVATE-0123"],"type":"stdio","oauth":5"#;
    ward.file(CLAUDE, bridge(FAR, shown));
    assert!(by_hand(&ward), "{:?}", told(&ward));
    // One of a wrong form that stays as well.
    fs::remove_file(ward.path(CLAUDE)).unwrap();
    let shown = "http_headers = { Authorization = \"Bearer PRIVATE-0123\" }";
    ward.file(
        "~/.codex/config.toml",
        format!("[mcp_servers.far]\nurl = \"{FAR}\"\n{shown}\nrequired = \"x\"\n"),
    );
    let found = ward.in_clients();
    let skipped = found.iter().find(|one| one["code"] == "skipped").unwrap();
    let ward = Ward::exai();
    let led = format!("url = \"{FAR}\"\nbearer_token_env_var = \"EXAI_JWT_TOKEN\"\nrequired = \"x\"\n");
    ward.file("~/.codex/config.toml", format!("[mcp_servers.far]\n{led}"));
    let found = ward.in_clients();
    let led = found.iter().find(|one| one["code"] == "skipped").unwrap();
    assert_eq!(led["command"], Value::Null);
    assert_eq!(
        (&skipped["command"], &skipped["mend"]),
        (&Value::Null, &"a boolean as its `required`".into())
    );
}

/// Nor what the name of another entry would make.
#[test]
fn a_name_that_another_entry_has_is_not_taken() {
    let ward = Ward::new();
    let at =
        |url: &str| format!(r#"{{"url":"{url}","headers":{{"Authorization":"Bearer PRIVATE-0123456789"}}}}"#);
    let two =
        format!(r#"{{"mcpServers":{{"far":{},"far-cursor":{}}}}}"#, at(FAR), at("https://b.example/mcp"));
    ward.file(CURSOR, two);
    ward.file(WINDSURF, server(&at("https://c.example/mcp").replace("\"url\"", "\"serverUrl\"")));
    let lines: Vec<_> = told(&ward).into_iter().map(|(_, line)| line).collect();
    let names: Vec<_> = lines.iter().filter_map(|line| line.split(' ').nth(3)).collect();
    assert_eq!(names, ["far-cursor", "far-windsurf"], "{lines:?}");
}

/// What a project starts is believed nothing, and is handed no token that is not there yet.
#[test]
fn no_token_is_kept_for_a_project_s_own_program() {
    let ward = Ward::new();
    ward.program("evil", "exit 0");
    ward.keeper.set(&["exai", "--secret-from", "none", "--url", URL, "--store", "file"]);
    ward.file("p/.cursor/mcp.json", server(r#"{"command":"mcp-token","args":["exec","exai","--","evil"]}"#));
    let found = ward.findings(&["--project", "p"]);
    let of_project: Vec<_> = found.iter().filter(|one| one["section"] == "clients").collect();
    assert_eq!(
        (of_project.len(), &of_project[0]["code"], &of_project[0]["command"]),
        (1, &"no_token".into(), &Value::Null)
    );
}

/// Where a client looks no longer, what it starts is started from where it looks now.
#[test]
fn what_is_started_from_a_dead_place_is_moved() {
    let settings = "~/.config/Code/User/settings.json";
    let settings_of = |entry: &str| format!(r#"{{"mcp":{{"servers":{{"far":{{{entry}}}}}}}}}"#);
    let entry = |more: &str| settings_of(&format!(r#""command":"server","args":["-a"]{more}"#));
    let ward = Ward::new();
    ward.program("server", "exit 0");
    ward.file(settings, entry(r#","env":{"A":"b"}"#));
    let line = "mcp-token client install vscode --name far --command server --arg -a --env 'A=b'";
    ward.mended(&[], "dead_place", line);
    let now: Value = serde_json::from_slice(&fs::read(ward.path(VSCODE)).unwrap()).unwrap();
    let moved = json!({"type": "stdio", "command": "server", "args": ["-a"], "env": {"A": "b"}});
    assert_eq!(now["servers"]["far"], moved);
    // What this program starts is, for the user alone.
    let exec = settings_of(r#""command":"mcp-token","args":["exec","exai","--","server"]"#);
    let ward = Ward::exai();
    ward.program("server", "exit 0");
    ward.file(settings, &exec);
    let line = "mcp-token client install vscode --profile exai --name far --mode exec --command server";
    ward.mended(&[], "dead_place", line);
    let ward = Ward::exai();
    ward.program("server", "exit 0");
    ward.file("p/.vscode/settings.json", &exec);
    let found = ward.findings(&["--project", "p"]);
    assert!(found.iter().any(|one| one["code"] == "dead_place" && one["command"].is_null()), "{found:?}");
    // Another is there by that name.
    let ward = Ward::new();
    ward.program("server", "exit 0");
    ward.program("other", "exit 0");
    ward.file(VSCODE, r#"{"servers":{"far":{"command":"other"}}}"#);
    ward.file(settings, entry(""));
    assert_eq!(ward.found(&[]), []);
    // A secret would be said.
    let ward = Ward::new();
    ward.program("server", "exit 0");
    ward.file(settings, entry(r#","env":{"K_KEY":"PRIVATE-0123456789"}"#));
    let found = ward.in_clients();
    let dead = found.iter().find(|one| one["code"] == "dead_place").unwrap();
    let by_hand = "move it into `~/.config/Code/User/mcp.json`, under `servers`";
    assert_eq!((&dead["command"], &dead["mend"]), (&Value::Null, &by_hand.into()));
}
