//! Servers that people have, in the clients that they have.

use serde_json::{Value, json};

use super::{acme, client, name, remote, stdio, texts};
use crate::client::bridge::plain;
use crate::client::{
    Client, ClientError, Connection, Entry, EnvValue, Mode, Platform, Target, TokenOf, print,
};
use crate::profile::HeaderForm;

fn printed(to: &str, connection: &Connection, mode: Option<Mode>) -> String {
    print(client(to), connection, mode, None).unwrap_or_else(|error| panic!("{to}: {error}")).text
}

fn json_of(to: &str, connection: &Connection, mode: Option<Mode>) -> Value {
    serde_json::from_str(&printed(to, connection, mode)).unwrap()
}

fn at(url: &str, headers: &[(&str, &str)]) -> Connection {
    let headers = headers.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect();
    let token = Some(TokenOf { url: Some(url.to_owned()), ..acme() });
    Connection { token, target: Target::Remote { url: url.to_owned(), headers }, ..remote(Platform::Linux) }
}

fn started(command: &[&str], env: &[(&str, EnvValue)], secrets: &[(&str, &str)]) -> Connection {
    Connection {
        token: None,
        target: Target::Stdio {
            command: command[0].to_owned(),
            args: texts(&command[1..]),
            env: env.iter().map(|(name, value)| ((*name).to_owned(), value.clone())).collect(),
            secrets: secrets.iter().map(|(variable, kept)| ((*variable).to_owned(), name(kept))).collect(),
        },
        ..stdio(Platform::Linux)
    }
}

fn text(value: &str) -> EnvValue {
    EnvValue::Text(value.to_owned())
}

fn variable(name: &str) -> EnvValue {
    EnvValue::Variable(name.to_owned())
}

/// Dhafnck's server answers only to those who say that they read streams.
#[test]
fn a_header_stands_beside_the_tokens() {
    const ACCEPT: (&str, &str) = ("Accept", "application/json, text/event-stream");
    let dhafnck = at("http://localhost:8000/mcp", &[ACCEPT]);
    let both = |reference: &str| json!({"Authorization": reference, "Accept": ACCEPT.1});
    for (to, root, reference) in [
        ("cursor", "mcpServers", "Bearer ${env:ACME_MCP_TOKEN}"),
        ("gemini", "mcpServers", "Bearer $ACME_MCP_TOKEN"),
        ("opencode", "mcp", "Bearer {env:ACME_MCP_TOKEN}"),
        ("copilot-cli", "mcpServers", "Bearer ${ACME_MCP_TOKEN}"),
    ] {
        let entry = json_of(to, &dhafnck, Some(Mode::Env))[root]["acme"].take();
        assert_eq!(entry["headers"], both(reference), "{to}");
    }
    // The helper's header joins those that stand there.
    let entry = json_of("claude-code", &dhafnck, None)["mcpServers"]["acme"].take();
    assert_eq!(entry["headers"], json!({"Accept": ACCEPT.1}));
    assert_eq!(entry["headersHelper"], "'/home/ann lee/bin/mcp-token' get acme -o headers-json");
    let codex: toml_edit::DocumentMut = printed("codex", &dhafnck, Some(Mode::Env)).parse().unwrap();
    let entry = &codex["mcp_servers"]["acme"];
    assert_eq!(entry["bearer_token_env_var"].as_str(), Some("ACME_MCP_TOKEN"));
    assert_eq!(entry["http_headers"]["Accept"].as_str(), Some(ACCEPT.1));
    // The bridge is handed it as an argument of its own.
    let args = json_of("claude-desktop", &dhafnck, None)["mcpServers"]["acme"]["args"].take();
    let args: Vec<_> = args.as_array().unwrap().iter().filter_map(Value::as_str).collect();
    assert_eq!(
        args[args.len() - 4..],
        [
            "--header",
            "Authorization:${AUTH_HEADER}",
            "--header",
            "Accept:application/json, text/event-stream"
        ]
    );
    for script in ["curl", "python", "javascript"] {
        let text = printed(script, &dhafnck, None);
        assert_eq!(text.matches("text/event-stream").count(), 1, "{text}");
    }
}

#[test]
fn a_header_does_not_take_the_tokens_place_nor_hold_one() {
    const JWT: &str = "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJhIn0.c2ln";
    let refused =
        |connection: &Connection| print(client("cursor"), connection, None, None).map(|_| ()).unwrap_err();
    for name in ["Authorization", "authorization", "AUTHORIZATION"] {
        let error = refused(&at("https://a.example/mcp", &[(name, "Basic x")]));
        assert_eq!(error.to_string(), format!("the header `{name}` is for the token"));
    }
    let named = TokenOf { header: HeaderForm::Named("X-Api-Key".to_owned()), ..acme() };
    for name in ["x-api-key", "Authorization"] {
        let connection =
            Connection { token: Some(named.clone()), ..at("https://a.example/mcp", &[(name, "x")]) };
        assert!(matches!(refused(&connection), ClientError::HeaderTaken { .. }), "{name}");
    }
    let error = refused(&at("https://a.example/mcp", &[("X-Other", JWT)]));
    assert_eq!(error.to_string(), "the header `X-Other` holds a token");
}

/// A token in the arguments or variables of a server that is started would lie in the file as well.
#[test]
fn a_token_does_not_slip_in_through_a_variable_or_an_argument() {
    const JWT: &str = "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJhIn0.c2ln";
    for (connection, place) in [
        (started(&["server", "--header", &format!("Authorization: Bearer {JWT}")], &[], &[]), "argument 2"),
        (started(&["server"], &[("API_TOKEN", text(JWT))], &[]), "variable `API_TOKEN`"),
    ] {
        let error = print(client("cursor"), &connection, None, None).map(|_| ()).unwrap_err();
        assert_eq!(error.to_string(), format!("the {place} holds a token"));
    }
}

/// tai-mcp: a server from npm that wants two variables, which every client refers to in its own way.
#[test]
fn a_block_of_variables_in_the_words_of_each_client() {
    let tai = started(
        &["npx", "-y", "tai-mcp"],
        &[
            ("TAI_MCP_USERNAME", variable("TAI_MCP_USERNAME")),
            ("TAI_MCP_PASSWORD", variable("TAI_MCP_PASSWORD")),
            ("TAI_MCP_URL", text("https://tai.example.com")),
        ],
        &[],
    );
    let block = |user: &str, password: &str| json!({"TAI_MCP_USERNAME": user, "TAI_MCP_PASSWORD": password, "TAI_MCP_URL": "https://tai.example.com"});
    for (to, block) in [
        ("claude-code", block("${TAI_MCP_USERNAME}", "${TAI_MCP_PASSWORD}")),
        ("kiro", block("${TAI_MCP_USERNAME}", "${TAI_MCP_PASSWORD}")),
        ("copilot-cli", block("${TAI_MCP_USERNAME}", "${TAI_MCP_PASSWORD}")),
        ("gemini", block("$TAI_MCP_USERNAME", "$TAI_MCP_PASSWORD")),
        ("cursor", block("${env:TAI_MCP_USERNAME}", "${env:TAI_MCP_PASSWORD}")),
        ("kiro-cli", block("${env:TAI_MCP_USERNAME}", "${env:TAI_MCP_PASSWORD}")),
    ] {
        let entry = json_of(to, &tai, None)["mcpServers"]["calc"].take();
        assert_eq!((&entry["command"], &entry["args"]), (&json!("npx"), &json!(["-y", "tai-mcp"])), "{to}");
        assert_eq!(entry["env"], block, "{to}");
    }
    let entry = json_of("vscode", &tai, None)["servers"]["calc"].take();
    assert_eq!(entry["env"], block("${env:TAI_MCP_USERNAME}", "${env:TAI_MCP_PASSWORD}"));
    let entry = json_of("opencode", &tai, None)["mcp"]["calc"].take();
    assert_eq!(entry["command"], json!(["npx", "-y", "tai-mcp"]));
    assert_eq!(entry["environment"], block("{env:TAI_MCP_USERNAME}", "{env:TAI_MCP_PASSWORD}"));
    // Codex hands a variable on by its name; a value stands where values stand.
    let codex: toml_edit::DocumentMut = printed("codex", &tai, None).parse().unwrap();
    let names = codex["mcp_servers"]["calc"]["env_vars"].as_array().unwrap();
    let names: Vec<_> = names.iter().filter_map(toml_edit::Value::as_str).collect();
    assert_eq!(names, ["TAI_MCP_USERNAME", "TAI_MCP_PASSWORD"]);
    assert_eq!(codex["mcp_servers"]["calc"]["env"]["TAI_MCP_URL"].as_str(), Some("https://tai.example.com"));
    // Where nothing can be referred to, that is said.
    for to in ["claude-desktop", "zed", "lm-studio", "junie"] {
        let error = print(client(to), &tai, None, None).map(|_| ()).unwrap_err();
        assert!(matches!(error, ClientError::NoReference { .. }), "{to}: {error}");
    }
}

#[test]
fn a_variable_of_another_name_is_renamed_where_that_can_be_said() {
    let renamed = started(&["server"], &[("API_KEY", variable("MY_KEY"))], &[]);
    assert_eq!(
        json_of("cursor", &renamed, None)["mcpServers"]["calc"]["env"],
        json!({"API_KEY": "${env:MY_KEY}"})
    );
    let error = print(client("codex"), &renamed, None, None).map(|_| ()).unwrap_err();
    assert_eq!(error.to_string(), "Codex cannot refer to `MY_KEY` there");
}

/// The calculator's `.kiro` entry, with the key that it wants in a variable, and with a token instead.
#[test]
fn the_calculator_in_kiro_by_key_and_by_token() {
    let on = ("CALCULATOR_REQUIRE_AUTH", text("true"));
    let by_key = started(
        &["python3", "calculator.py"],
        std::slice::from_ref(&on),
        &[("CALCULATOR_API_KEY", "calc-key")],
    );
    assert_eq!(
        json_of("kiro", &by_key, None),
        json!({"mcpServers": {"calc": {
            "command": "/home/ann lee/bin/mcp-token",
            "args": ["exec", "--no-token", "--secret-var", "CALCULATOR_API_KEY=calc-key", "--", "python3", "calculator.py"],
            "env": {"CALCULATOR_REQUIRE_AUTH": "true"},
            "disabled": false,
        }}})
    );
    // A kept secret goes through this program and in no other way.
    for mode in [Mode::Helper, Mode::Env, Mode::Input, Mode::Inline] {
        assert!(
            matches!(print(client("kiro"), &by_key, Some(mode), None), Err(ClientError::Mode { .. })),
            "{mode}"
        );
    }

    let calculator = TokenOf { variable: "CALCULATOR_JWT_TOKEN".to_owned(), ..acme() };
    let by_token =
        Connection { token: Some(calculator), ..started(&["python3", "calculator.py"], &[on], &[]) };
    let env = json!({"CALCULATOR_REQUIRE_AUTH": "true", "CALCULATOR_JWT_TOKEN": "${CALCULATOR_JWT_TOKEN}"});
    assert_eq!(
        json_of("kiro", &by_token, None),
        json!({"mcpServers": {"calc": {"command": "python3", "args": ["calculator.py"], "env": env, "disabled": false}}})
    );
    assert_eq!(
        json_of("kiro", &by_token, Some(Mode::Exec))["mcpServers"]["calc"]["args"],
        json!(["exec", "acme", "--", "python3", "calculator.py"])
    );
}

/// EX-AI listens on a WebSocket, which one client speaks.
#[test]
fn a_websocket_is_for_those_who_speak_it() {
    let exai = at("ws://127.0.0.1:3000", &[]);
    let mut speakers = Vec::new();
    for client in Client::all() {
        match print(client, &exai, None, None) {
            Ok(_) => speakers.push(&client.name),
            Err(error) => assert_eq!(error.to_string(), format!("{} speaks no WebSocket", client.title)),
        }
    }
    assert_eq!(speakers, ["claude-code"]);
    let entry = json_of("claude-code", &exai, None)["mcpServers"]["acme"].take();
    assert_eq!((&entry["type"], &entry["url"]), (&json!("ws"), &json!("ws://127.0.0.1:3000")));
    let error = print(client("claude-code"), &exai, Some(Mode::Exec), None).map(|_| ()).unwrap_err();
    assert!(error.to_string().ends_with("possible: helper, env, inline"), "{error}");
    assert_eq!(
        json_of("claude-code", &at("WSS://mcp.example.com", &[]), None)["mcpServers"]["acme"]["type"],
        "ws"
    );
}

#[test]
fn the_profiles_header_is_written_as_the_server_wants_it() {
    let with = |header: HeaderForm| Connection {
        token: Some(TokenOf { header, ..acme() }),
        ..remote(Platform::Linux)
    };
    let named = with(HeaderForm::Named("X-Api-Key".to_owned()));
    let entry = json_of("cursor", &named, None)["mcpServers"]["acme"].take();
    assert_eq!(entry["headers"], json!({"X-Api-Key": "${env:ACME_MCP_TOKEN}"}));
    let codex = printed("codex", &named, Some(Mode::Env));
    assert!(codex.contains("env_http_headers = { X-Api-Key = \"ACME_MCP_TOKEN\" }"), "{codex}");
    let basic = with(HeaderForm::Basic);
    let entry = json_of("cursor", &basic, None)["mcpServers"]["acme"].take();
    assert_eq!(entry["headers"], json!({"Authorization": "Basic ${env:ACME_MCP_TOKEN}"}));
    // Codex knows a key for a bearer token and one for a bare value: neither is Basic.
    let modes = basic.modes(client("codex"));
    assert_eq!(modes, [Mode::Helper, Mode::Exec, Mode::Inline]);
    let error = print(client("cursor"), &with(HeaderForm::Nothing), None, None).map(|_| ()).unwrap_err();
    assert!(matches!(error, ClientError::NoHeader { .. }), "{error}");
}

#[test]
fn what_is_written_for_a_bridge_is_known_as_ours() {
    let bridges = |client: &&Client| remote(Platform::Linux).modes(client).contains(&Mode::Exec);
    let all: Vec<_> = Client::all().iter().filter(bridges).collect();
    for client in &all {
        let written = |connection: &Connection| {
            let entry = Entry::new(client, connection, Some(Mode::Exec), None).unwrap();
            let stdio = client.stdio.as_ref().unwrap();
            stdio.words(&entry.value)
        };
        let ours = written(&remote(Platform::Linux));
        assert!(plain(&ours).is_some(), "{}: {ours:?}", client.name);
        // What nothing else holds.
        let more = written(&at("https://mcp.example.com/mcp", &[("X-Tenant", "t")]));
        assert_eq!(plain(&more).unwrap().more, [("X-Tenant", "t")], "{}", client.name);
    }
    assert!(all.len() > 20);
}
