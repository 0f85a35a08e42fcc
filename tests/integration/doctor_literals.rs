//! `mcp-token doctor`: what of an entry is a secret that stands there, and what only looks like one.

use crate::ward::{URL, Ward, told_apart};

const CONTINUE: &str = "~/.continue/config.yaml";
const CURSOR: &str = "~/.cursor/mcp.json";
const CLAUDE: &str = "~/.claude.json";
const WINDSURF: &str = "~/.codeium/windsurf/mcp_config.json";
const VSCODE: &str = "~/.config/Code/User/mcp.json";
const CODEX: &str = "~/.codex/config.toml";
const ZED: &str = "~/.config/zed/settings.json";
const KEY: &str = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08";

fn servers(entry: &str) -> String {
    format!(r#"{{"mcpServers":{{"a":{entry}}}}}"#)
}

fn env(name: &str, value: &str) -> String {
    servers(&format!(r#"{{"command":"npx","env":{{"{name}":"{value}"}}}}"#))
}

fn literal(place: &str) -> String {
    format!("holds a literal token in its {place}")
}

#[test]
fn the_password_of_a_url_is_one_wherever_it_stands() {
    let ward = Ward::new();
    let with = |password: &str| format!("postgres://u{password}@db.example/x");
    for (bad, place) in [
        (env("DATABASE_URL", &with(":PRIVATE")), "variable `DATABASE_URL`"),
        (
            env("DATABASE_URL", &with(":PRIVATE").replace("db.example", "${env:PATH}")),
            "variable `DATABASE_URL`",
        ),
        (
            servers(&format!(r#"{{"url":"{URL}","headers":{{"X-Db":"{}"}}}}"#, with(":PRIVATE"))),
            "header `X-Db`",
        ),
        (servers(&format!(r#"{{"command":"npx","args":["{}"]}}"#, with(":PRIVATE"))), "arguments"),
    ] {
        for none in ["", ":", ":${env:PATH}"] {
            let good = env("DATABASE_URL", &with(none));
            told_apart(&ward, CURSOR, &good, &bad, &[("literal_token", "high", &literal(place))]);
        }
    }
}

#[test]
fn what_a_value_refers_to_hides_nothing_beside_it() {
    let ward = Ward::new();
    let bearer = |value: &str| {
        servers(&format!(r#"{{"url":"{URL}","headers":{{"Authorization":"Bearer {value}"}}}}"#))
    };
    for value in [
        "abc123def456ghi789${env:PATH}",
        "${env:PATH}abc123def456ghi789",
        "${env:PATH}${env:PATH}.abc123def456ghi789",
    ] {
        let wrong = literal("header `Authorization`");
        told_apart(
            &ward,
            CURSOR,
            &bearer("sk-${env:PATH}"),
            &bearer(value),
            &[("literal_token", "high", &wrong)],
        );
    }
    let entry = |value: &str| {
        format!(
            "name: n\nversion: 1.0.0\nmcpServers:\n  - name: a\n    url: {URL}\n    requestOptions: {{headers: {{Authorization: '{value}'}}}}\n"
        )
    };
    let wrong = literal("header `Authorization`");
    for (good, bad) in [
        ("Basic abc${{secrets.B}}", "Basic abc123def456ghi789${{secrets.B}}"),
        ("${{  secrets.B }}abc", "${{  secrets.B }}abc123def456ghi789"),
    ] {
        told_apart(&ward, CONTINUE, &entry(good), &entry(bad), &[("literal_token", "high", &wrong)]);
    }
}

#[test]
fn a_command_line_is_read_wherever_it_stands() {
    let ward = Ward::new();
    let run = |members: &str| servers(&format!("{{{members}}}"));
    let good = run(r#""command":"srv --token ${env:PATH} --level info""#);
    for members in [
        r#""command":"srv --token abc123def456ghi789""#,
        r#""command":"sh","args":["-c","srv --token abc123def456ghi789"]"#,
        r#""command":{"path":"srv","args":["--token","PRIVATE"]}"#,
    ] {
        told_apart(&ward, CURSOR, &good, &run(members), &[("literal_token", "high", &literal("arguments"))]);
    }
    let zed = |env: &str| {
        format!(
            r#"{{"context_servers":{{"a":{{"source":"custom","command":{{"path":"srv","args":[],"env":{{{env}}}}}}}}}}}"#
        )
    };
    let wrong = literal("variable `API_KEY`");
    told_apart(&ward, ZED, &zed(""), &zed(r#""API_KEY":"PRIVATE""#), &[("literal_token", "high", &wrong)]);
}

#[test]
fn a_key_in_the_url_of_an_entry_is_told() {
    let ward = Ward::new();
    let at = |rest: &str| servers(&format!(r#"{{"url":"https://mcp.example.com/{rest}"}}"#));
    for (rest, part) in [
        (format!("{KEY}/mcp"), "path"),
        (format!("mcp?k={KEY}"), "query"),
        (format!("mcp#{KEY}"), "fragment"),
    ] {
        let wrong = format!("sends its token in the {part} of its URL, where logs keep it");
        let good = at("123e4567-e89b-12d3-a456-426614174000/mcp?format=json");
        told_apart(&ward, CURSOR, &good, &at(&rest), &[("token_in_url", "high", &wrong)]);
        ward.file(CURSOR, at(&rest));
        ward.set_mode(CURSOR, 0o644);
        assert!(ward.found(&[]).iter().any(|one| one.0 == "readable_by_others"), "{rest}");
        std::fs::remove_file(ward.path(CURSOR)).unwrap();
    }
}

#[test]
fn a_secret_among_names_and_values_of_one_text_is_told() {
    let ward = Ward::new();
    let args = |words: &str| servers(&format!(r#"{{"command":"curl","args":[{words}]}}"#));
    for (name, good, bad) in [
        (
            "HEADERS",
            r#"{\"Authorization\":\"Bearer ${env:PATH}\"}"#,
            r#"{\"Authorization\":\"Bearer PRIVATE\"}"#,
        ),
        ("DB", "Server=db;Password=${env:PATH};", "Server=db;Password=PRIVATE;"),
    ] {
        let wrong = literal(&format!("variable `{name}`"));
        told_apart(&ward, CURSOR, &env(name, good), &env(name, bad), &[("literal_token", "high", &wrong)]);
    }
    for (good, bad) in [
        (r#""-u","u:${env:PATH}""#, r#""-u","u:PRIVATE""#),
        (r#""--config","{\"apiKey\":\"${env:PATH}\"}""#, r#""--config","{\"apiKey\":\"PRIVATE\"}""#),
    ] {
        let wrong = literal("arguments");
        told_apart(&ward, CURSOR, &args(good), &args(bad), &[("literal_token", "high", &wrong)]);
    }
}

/// Parsers take the last of two, and what is passed over lies there all the same.
#[test]
fn of_what_stands_twice_in_an_entry_the_last_is_judged_and_both_are_told() {
    let ward = Ward::new();
    let of = |members: &str| servers(&format!(r#"{{"url":"{URL}",{members}}}"#));
    let good = of(r#""headers":{"Authorization":"Bearer ${env:PATH}"}"#);
    let twice = |key: &str| format!("has `{key}` twice, and only one of them is read");
    let header = literal("header `Authorization`");
    for (members, wrong) in [
        (
            r#""headers":{"Authorization":"Bearer ${env:PATH}"},"headers":{"Authorization":"Bearer PRIVATE"}"#,
            vec![("literal_token", "high", header.clone()), ("duplicate_key", "warning", twice("headers"))],
        ),
        (
            r#""headers":{"Authorization":"Bearer PRIVATE"},"headers":{"Authorization":"Bearer ${env:PATH}"}"#,
            vec![("literal_token", "high", header.clone()), ("duplicate_key", "warning", twice("headers"))],
        ),
        (
            r#""headers":{"Authorization":"Bearer ${env:PATH}","Authorization":"Bearer PRIVATE"}"#,
            vec![("literal_token", "high", header), ("duplicate_key", "warning", twice("Authorization"))],
        ),
        (
            r#""headers":{"Authorization":"","Authorization":"Bearer ${env:PATH}"}"#,
            vec![("duplicate_key", "warning", twice("Authorization"))],
        ),
        (
            r#""headers":{"Authorization":"Bearer ${env:PATH}"},"url":"http://mcp.example.com/mcp""#,
            vec![
                (
                    "unencrypted",
                    "high",
                    "sends its token to http://mcp.example.com/mcp, not encrypted".to_owned(),
                ),
                ("duplicate_key", "warning", twice("url")),
            ],
        ),
    ] {
        let wrong: Vec<_> = wrong.iter().map(|(code, rank, said)| (*code, *rank, said.as_str())).collect();
        told_apart(&ward, CURSOR, &good, &of(members), &wrong);
    }
}

/// Where somebody has taken the header's value for its name.
#[test]
fn a_token_in_the_place_of_a_name_is_told() {
    let ward = Ward::new();
    let jwt = "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJhIn0.c2ln";
    let names = literal("member names");
    for of in [
        |name: &str| servers(&format!(r#"{{"url":"{URL}","headers":{{"{name}":""}}}}"#)),
        |name: &str| servers(&format!(r#"{{"url":"{URL}","headers":{{"X-A":{{"{name}":1}}}}}}"#)),
        |name: &str| servers(&format!(r#"{{"command":"npx","env":{{"{name}":"1"}}}}"#)),
        |name: &str| servers(&format!(r#"{{"command":"npx","{name}":[true,false]}}"#)),
        |name: &str| servers(&format!(r#"{{"command":"npx","x":[{{"{name}":null}}]}}"#)),
    ] {
        let name = "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJhIn0";
        told_apart(&ward, CURSOR, &of(name), &of(jwt), &[("literal_token", "high", &names)]);
    }
    ward.file(CURSOR, format!(r#"{{"mcpServers":{{"{jwt}":{{"url":"{URL}"}}}}}}"#));
    ward.set_mode(CURSOR, 0o644);
    let found: Vec<_> = ward.found(&[]).into_iter().map(|one| (one.0, one.2)).collect();
    let readable = format!("{CURSOR}: holds a literal token and can be read by others (mode 0644)");
    let expected = [("readable_by_others", readable), ("literal_token", format!("{CURSOR}: `...` {names}"))];
    assert_eq!(found, expected.map(|(code, message)| (code.to_owned(), message)));
    ward.by_hand(&[], "literal_token", "take it out of there", || {
        ward.file(CURSOR, format!(r#"{{"mcpServers":{{"a":{{"url":"{URL}"}}}}}}"#));
    });
}

/// Somebody has written it in a form in which no client reads it.
#[test]
fn a_token_in_a_known_member_of_another_form_is_told() {
    let ward = Ward::new();
    let json = |root: &str, members: &str| format!(r#"{{"{root}":{{"a":{{{members}}}}}}}"#);
    let codex = |line: &str| format!("[mcp_servers.a]\nurl = '{URL}'\n{line}\n");
    let yaml = |line: &str| format!("mcpServers:\n- name: a\n  url: {URL}\n  {line}\n");
    let started = |member: &str| (CURSOR, json("mcpServers", &format!(r#""command":"npx",{member}"#)));
    let behind =
        |file, member: &str| (file, json("mcpServers", &format!(r#""type":"http","url":"{URL}",{member}"#)));
    let (jwt, opaque) =
        ("eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJhIn0.c2ln", "sk-proj-0123456789abcdefghijABCDEFGHIJ");
    for (token, (file, content), place) in [
        (jwt, started(r#""args":{"token":"T"}"#), "`token`"),
        (jwt, started(r#""args":["a",["--token","T"]]"#), "arguments"),
        (opaque, started(r#""args":["a",["--token","T"]]"#), "arguments"),
        (jwt, started(r#""args":["a",{"b":"T"}]"#), "`b`"),
        (jwt, (CURSOR, json("mcpServers", r#""command":{"path":"npx","token":"T"}"#)), "`token`"),
        // Beside the old form of `command` nobody reads it.
        (jwt, (CURSOR, json("mcpServers", r#""command":{"path":"npx"},"args":["T"]"#)), "`args`"),
        (jwt, (CURSOR, json("mcpServers", r#""url":["https://a.example/T"]"#)), "`url`"),
        // Where two of them stand, one is read.
        (
            jwt,
            (WINDSURF, json("mcpServers", r#""serverUrl":"https://a.example/","url":"https://a.example/T""#)),
            "`url`",
        ),
        (jwt, behind(CURSOR, r#""type":"T""#), "`type`"),
        (jwt, behind(CURSOR, r#""name":"Basic T""#), "`name`"),
        (jwt, behind(CLAUDE, r#""headersHelper":["get","T"]"#), "`headersHelper`"),
        (opaque, behind(CLAUDE, r#""headersHelper":{"token":"T"}"#), "`token`"),
        (jwt, (CODEX, codex("bearer_token_env_var = ['T']")), "`bearer_token_env_var`"),
        (jwt, (CODEX, codex("env_vars = [{ name = 'T' }]")), "`name`"),
        (jwt, (CODEX, codex("env_http_headers = 'T'")), "`env_http_headers`"),
        (jwt, (CODEX, codex("env_http_headers = { X = ['T'] }")), "`X`"),
        (jwt, (CONTINUE, yaml("requestOptions: { x: T, headers: { A: b } }")), "`x`"),
        (opaque, (CONTINUE, yaml("apiKey: [T]")), "`apiKey`"),
    ] {
        let literals = |text: &str| {
            ward.file(file, content.replace('T', text));
            ward.set_mode(file, 0o644);
            let found = ward.found(&[]).into_iter();
            found
                .filter(|one| ["literal_token", "readable_by_others"].contains(&one.0.as_str()))
                .map(|one| one.2)
                .collect::<Vec<_>>()
        };
        assert_eq!(literals(""), [""; 0], "{content}");
        let expected = [
            format!("{file}: holds a literal token and can be read by others (mode 0644)"),
            format!("{file}: `a` {}", literal(place)),
        ];
        assert_eq!(literals(token), expected, "{content}");
        std::fs::remove_file(ward.path(file)).unwrap();
    }
}

#[test]
fn a_token_in_a_comment_is_told() {
    let ward = Ward::new();
    for (file, whole) in [
        (
            VSCODE,
            "{\n// COMMENT\n\"servers\":{\"a\":{\"type\":\"http\",\"url\":\"https://a.example//x\"/* COMMENT */}}}",
        ),
        (CODEX, "[mcp_servers.a]\nurl = \"https://a.example/#x\" # COMMENT\nx = '''#'''\n"),
    ] {
        for comment in [
            "Bearer PRIVATE-abc",
            &format!("{KEY} Bearer {KEY}, ghp_0123456789abcdefghij"),
            "ghp_0123456789abcdefghij",
        ] {
            ward.file(
                file,
                whole.replace(
                    "COMMENT",
                    "see TOKEN, Bearer ${X}, commit 9f86d081884c7d659a2feaa0c55ad015a3bf4f1b",
                ),
            );
            assert_eq!(ward.found(&[]), [], "{file}");
            ward.file(file, whole.replacen("COMMENT", comment, 1));
            ward.set_mode(file, 0o644);
            let found: Vec<_> = ward.found(&[]).into_iter().map(|one| (one.0, one.2)).collect();
            let said = |code: &str, message: &str| (code.to_owned(), format!("{file}: {message}"));
            let expected = [
                said("literal_token", &literal("comments")),
                said("readable_by_others", "holds a literal token and can be read by others (mode 0644)"),
            ];
            assert_eq!(found, expected, "{comment}");
        }
        std::fs::remove_file(ward.path(file)).unwrap();
    }
}

#[test]
fn what_is_only_called_like_a_secret_is_none() {
    let ward = Ward::new();
    for (name, good, bad) in [
        ("GOOGLE_APPLICATION_CREDENTIALS", "/home/me/c.json", "PRIVATE"),
        ("SSL_KEY", "/etc/k.pem", "/PRIVATE"),
        ("SSL_KEY", "~/k.pem", "~PRIVATE"),
        (
            "PUBLIC_KEY",
            "-----BEGIN PUBLIC KEY-----\\nMCowBQYDK2VwAyEA9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0=",
            "-----BEGIN PRIVATE KEY-----",
        ),
        ("VAULT_TOKEN", "vault:secret/x", "vault PRIVATE"),
        ("API_KEY", "op://Private/item/field", "op PRIVATE"),
        ("API_TOKEN", "86400", "864000"),
    ] {
        let wrong = literal(&format!("variable `{name}`"));
        told_apart(&ward, CURSOR, &env(name, good), &env(name, bad), &[("literal_token", "high", &wrong)]);
    }
    for (name, value) in [
        ("MCP_TOKEN_HOME", "x"),
        ("NEXT_PUBLIC_API_KEY", "PRIVATE"),
        ("PUBLIC_TOKEN", "PRIVATE"),
        ("REQUEST_KEY", "PRIVATE"),
        ("VAULT_TOKEN_REF", "secret/x"),
        ("SECRET_ENCODING", "base64"),
        ("JWT_EXPIRY", "3600000"),
        ("TOKEN_BUDGET", "1000000"),
        ("JWT_AUDIENCE", "exai-mcp-client"),
        ("API_KEY", "YOUR_API_KEY"),
        ("API_KEY", "<your-key>"),
        ("PRIMARY_KEY", "id"),
        ("SECRET_MANAGER", "gcp"),
        ("ROOT", "/home/me/9f86d081884c7d659a2feaa0c55ad015"),
    ] {
        ward.file(CURSOR, env(name, value));
        assert_eq!(ward.found(&[]), [], "{name}");
    }
}

/// A token can stand where a name belongs.
#[test]
fn what_could_be_a_token_is_not_shown() {
    let ward = Ward::new();
    let exec = |profile: &str| {
        servers(&format!(r#"{{"command":"mcp-token","args":["exec","{profile}","--","srv"]}}"#))
    };
    let bearer = |reference: &str| {
        servers(&format!(r#"{{"url":"{URL}","headers":{{"Authorization":"Bearer {reference}"}}}}"#))
    };
    let refers = |to: &str| {
        format!(
            "refers to `{to}`, which is not read there: the server is sent the text as it stands, or nothing"
        )
    };
    for (content, said) in [
        (exec("exai"), "takes its token from the profile `exai`, which is not there".to_owned()),
        (exec("token-0123456789abcdefghij"), "takes its token from a profile, which is not there".to_owned()),
        (bearer("{file:/run/token}"), refers("{file:/run/token}")),
        (bearer("{file:/run/token-0123456789abcdefghij}"), refers("{file:...}")),
        (bearer("${input:token-0123456789abcdefghij}"), refers("${input:...}")),
    ] {
        ward.file(CURSOR, &content);
        let found = ward.found(&[]);
        assert_eq!(found[0].2, format!("{CURSOR}: `a` {said}"), "{content}");
    }
}
