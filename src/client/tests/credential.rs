//! What an entry shows a server, as it is found.

use crate::client::credential::{Kept, credentials};
use crate::client::edit::Document;

fn found(client: &str, toml: &str) -> Vec<String> {
    let entry = Document::parse(super::client("codex"), toml.as_bytes()).unwrap().value();
    let found = credentials(super::client(client), &entry);
    found.iter().map(|one| format!("{}: {:?}", one.place, one.kept)).collect()
}

#[test]
fn an_entry_holds_credentials_in_many_places() {
    let codex = "bearer_token_env_var = 'A'\nhttp_headers_helper = 'x'\nenv_http_headers = { X = 'B' }\nenv_vars = ['A_TOKEN']";
    assert_eq!(
        found("codex", codex),
        [
            "bearer token: Variable(A)",
            "helper: Helper",
            "header `X`: Variable(B)",
            "variable `A_TOKEN`: Variable(A_TOKEN)"
        ]
    );
    assert_eq!(
        found("codex", "bearer_token_env_var = 'a.b'\nbearer_token = 'k3y'"),
        ["bearer token: Literal", "`bearer_token`: Literal"]
    );
    let list = "type = 'local'\ncommand = ['x', '--token', 'k3y']\nenvironment = { API_KEY = 'k3y' }";
    assert_eq!(found("opencode", list), ["variable `API_KEY`: Literal", "arguments: Literal"]);
    assert_eq!(found("cursor", "url = 'https://a'\nheaders = { Accept = 'x', Authorization = '' }"), [""; 0]);
    assert_eq!(found("cursor", "command = 'mcp-token'\nargs = ['exec', 'a', '--', 'b']"), ["command: Exec"]);
    assert_eq!(found("cursor", "command = 'mcp-tokens'\nargs = ['exec', 'a', '--', 'b']"), [""; 0]);
}

/// The others are told of where one is not set.
#[test]
fn a_name_that_is_handed_on_is_a_credential_where_it_is_one_of_a_credential() {
    let of = |name: &str| found("codex", &format!("command = 'x'\nenv_vars = ['{name}']"));
    assert_eq!(of("API_KEY"), ["variable `API_KEY`: Variable(API_KEY)"]);
    assert_eq!(of("PORT"), [""; 0]);
    assert_eq!(of("ghp_0123456789abcdefghijklmnopqrstuvwxyz"), ["variable `...`: Literal"]);
}

#[test]
fn a_key_of_its_own_holds_a_bearer_token_or_the_name_of_another_secret() {
    let of = |client: &str, line: &str| found(client, &format!("url = 'https://a'\n{line}"));
    let reference = "apiKey = '${{ secrets.A }}'";
    assert_eq!(of("continue", reference), ["`apiKey`: Reference(${{ secrets.A }}, true)"]);
    assert_eq!(of("continue", "apiKey = 'k3y'"), ["`apiKey`: Literal"]);
    assert_eq!(of("continue", "apiKey = ''"), [""; 0]);
    assert_eq!(of("cursor", reference), [""; 0]);
    let named = "client_secret_key = 'A_NAME'";
    assert_eq!(of("goose", named), ["`client_secret_key`: Variable(A_NAME)"]);
    assert_eq!(of("cursor", named), ["`client_secret_key`: Literal"]);
}

#[test]
fn what_is_kept_shows_no_literal() {
    let kept = Kept::Literal { text: "PRIVATE".to_owned() };
    assert_eq!(format!("{kept:?} {:?}", Kept::Helper { line: "PRIVATE".to_owned() }), "Literal Helper");
}
