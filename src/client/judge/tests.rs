//! What is wrong with one entry.

mod commands;

use crate::client::Client;
use crate::client::credential::{Kept, at, credentials};
use crate::client::finding::Finding;
use crate::client::holder::Place;
use crate::client::judge::Judge;
use crate::client::literal::in_text;
use crate::client::place::Scope;
use crate::client::reference::{Fallback, Reference, Syntax};
use crate::client::surroundings::{Outside, Surroundings};
use crate::client::value::Value;
use crate::clock::Time;
use crate::name::Name;
use crate::secret::Secret;

/// Where `SET`, `there` and `known` are, and every server is for the audience `ours`.
struct Here {
    audiences: Vec<String>,
}

impl Outside for Here {
    fn in_variable(&self, _: &str) -> Option<Secret> {
        None
    }

    fn in_file(&self, _: &str) -> Option<Secret> {
        None
    }
}

impl Surroundings for Here {
    fn is_set(&self, variable: &str) -> bool {
        variable == "SET"
    }

    fn has_program(&self, program: &str) -> bool {
        matches!(program, "there" | "mcp-token" | "true" | "bash" | "node" | "python3")
    }

    fn has_profile(&self, name: &str) -> bool {
        matches!(name, "known" | "far" | "free")
    }

    fn url_of_profile(&self, name: &Name) -> Option<String> {
        let urls = [("known", "https://a.example/mcp"), ("far", "https://far.example/mcp")];
        urls.iter().find(|(known, _)| *known == name.as_str()).map(|(_, url)| (*url).to_owned())
    }

    fn header_of_profile(&self, _: &Name) -> Option<String> {
        Some("Authorization".to_owned())
    }

    fn default_profile(&self) -> Option<Name> {
        "far".parse().ok()
    }

    fn profiles_of_variable(&self, variable: &str) -> Vec<Name> {
        let names: &[&str] = match variable {
            "BOTH" => &["far", "known"],
            "FAR" => &["free", "far"],
            "FREE" => &["free"],
            _ => &[],
        };
        names.iter().map(|name| name.parse().unwrap()).collect()
    }

    fn may_be_in(&self, _: &str, _: &str) -> bool {
        true
    }

    fn has_file(&self, path: &str) -> bool {
        path == "/known/app/index.js"
    }

    fn mode_for_others(&self, _: &str) -> Option<u32> {
        None
    }

    fn profile_shown_to(&self, _: &str, _: &str) -> Option<Name> {
        None
    }

    fn gives_a_token(&self, _: &Name) -> bool {
        true
    }

    fn variable_of_key(&self, _: &Name) -> Option<String> {
        None
    }

    fn has_secret(&self, _: &Name) -> bool {
        true
    }

    fn audiences(&self, _: &str, _: Option<&str>) -> Vec<String> {
        self.audiences.clone()
    }
}

fn judge<'j>(around: &'j Here, url: Option<&'j str>, now: i64) -> Judge<'j> {
    let client = Client::named("claude-code").unwrap();
    Judge {
        client,
        scope: Scope::User,
        folder: None,
        name: "a",
        more: &[],
        url: None,
        read_in_url: &[],
        leads_to: None,
        inputs: &[],
        settings: Box::leak(Box::default()),
        around,
        now: Time::from_unix(now),
        all_or_none: false,
    }
    .at(url, &Value::Map(url.map(|url| ("url".to_owned(), Value::text(url))).into_iter().collect()))
}

fn codes(kept: Kept, url: Option<&str>, audiences: &[&str], now: i64) -> Vec<&'static str> {
    let around = Here { audiences: audiences.iter().map(|one| (*one).to_owned()).collect() };
    judge(&around, url, now).credential(&at(Place::Text, kept)).iter().map(Finding::code).collect()
}

fn token(claims: &str) -> Kept {
    use base64::Engine;
    let text = |json: &str| base64::prelude::BASE64_URL_SAFE_NO_PAD.encode(json);
    let text = format!("{}.{}.c2ln", text(r#"{"alg":"HS256"}"#), text(claims));
    assert_eq!(in_text(&text), [text.as_str()]);
    Kept::Literal { text }
}

#[test]
fn a_token_is_dead_from_its_very_second_on() {
    let at = |now| codes(token(r#"{"exp":100}"#), None, &[], now);
    assert_eq!((at(99), at(100)), (vec!["literal_token"], vec!["expired_token"]));
}

#[test]
fn an_audience_is_that_of_the_profile_or_of_the_url() {
    let url = Some("https://a.example/mcp");
    let other = |claims: &str, url, audiences: &[&str]| {
        codes(token(claims), url, audiences, 0).contains(&"other_audience")
    };
    assert!(!other("{}", url, &["ours"]));
    assert!(!other(r#"{"aud":["x","ours"]}"#, url, &["ours"]));
    assert!(!other(r#"{"aud":"https://a.example"}"#, url, &["ours"]));
    assert!(other(r#"{"aud":"x"}"#, url, &["ours"]));
    assert!(other(r#"{"aud":"x"}"#, None, &["ours"]));
    // Nobody knows what the server is called.
    assert!(!other(r#"{"aud":"x"}"#, url, &[]));
    assert!(other(r#"{"aud":["x","https://b.example"]}"#, url, &[]));
    assert!(!other(r#"{"aud":"https://b.example"}"#, None, &[]));
}

fn goes_elsewhere(kept: &Kept, url: &str) -> bool {
    let around = Here { audiences: Vec::new() };
    let found = judge(&around, Some(url), 0).other_server(kept);
    assert!(found.iter().all(|one| one.to_string() == "sends the token of `far` to another server"));
    found.is_some()
}

#[test]
fn a_command_s_token_goes_to_the_server_of_its_profile() {
    let helper =
        |line: &str| goes_elsewhere(&Kept::Helper { line: line.to_owned() }, "https://a.example/mcp/");
    for line in [
        "mcp-token get far",
        "'/a b/mcp-token' get --min-ttl 5m far -o headers-json",
        "sh -c 'x; mcp-token get \"far\"; y'",
        "mcp-token get",
        "mcp-token get -o headers-json",
        "mcp-token -o headers-json get",
        "mcp-token -o headers-json get far",
        "mcp-token --output=known get far",
    ] {
        assert!(helper(line), "{line}");
    }
    for line in
        ["mcp-token get known", "mcp-token get -o headers-json known", "mcp-token get free", "x far", ""]
    {
        assert!(!helper(line), "{line}");
    }
    let words = ["mcp-token", "exec", "far", "--", "x"].map(str::to_owned).to_vec();
    assert!(goes_elsewhere(&Kept::Exec { words }, "https://a.example/mcp"));
}

#[test]
fn a_variable_s_token_goes_to_the_server_of_one_of_its_profiles() {
    let variable = |name: &str, url| goes_elsewhere(&Kept::Variable { name: name.to_owned() }, url);
    let (own, other) = ("https://a.example/mcp", "https://evil.example/");
    assert_eq!((variable("FAR", own), variable("FAR", other)), (true, true));
    assert_eq!((variable("FAR", "https://far.example/mcp"), variable("BOTH", own)), (false, false));
    assert_eq!(
        (variable("BOTH", other), variable("FREE", other), variable("NONE", other)),
        (true, false, false)
    );
    // Where that leads, nothing in the file says.
    for url in ["${URL}", "$URL", "https://${env:HOST}/mcp", "https://${input:x}/"] {
        assert!(!variable("FAR", url), "{url}");
    }
    for url in [
        "${URL:-https://evil.example}",
        "https://${NO}evil.example:8443/",
        "https://evil.example:8443/${URL}",
        "https://{env:HOST}:8443/mcp",
        "${NO}https://evil.example",
        "evil",
    ] {
        assert!(variable("FAR", url), "{url}");
    }
}

#[test]
fn what_is_asked_for_goes_to_the_server_of_its_profile() {
    let input = |id: &str, url| {
        let reference = Reference { syntax: Syntax::Input, name: id.to_owned(), default: Fallback::None };
        goes_elsewhere(&Kept::Reference { reference, understood: true }, url)
    };
    assert!(input("far-token", "https://a.example/mcp"));
    assert!(!input("far-token", "https://far.example/mcp"));
    for other in ["far", "free-token", "unknown-token", "-token"] {
        assert!(!input(other, "https://a.example/mcp"), "{other}");
    }
}

#[test]
fn a_variable_is_set_or_has_a_default() {
    let reference = |name: &str, default| {
        let reference = Reference { syntax: Syntax::Braces, name: name.to_owned(), default };
        codes(Kept::Reference { reference, understood: true }, None, &[], 0)
    };
    assert_eq!((reference("SET", Fallback::None), reference("GONE", Fallback::Text)), (vec![], vec![]));
    assert_eq!(reference("GONE", Fallback::None), ["unset_variable"]);
    assert_eq!(codes(Kept::Variable { name: "GONE".to_owned() }, None, &[], 0), ["unset_variable"]);
}

#[test]
fn what_a_client_can_find_by_itself_is_not_missing() {
    let around = Here { audiences: Vec::new() };
    let found = |client: &str, syntax| {
        let reference = Reference { syntax, name: "GONE".to_owned(), default: Fallback::None };
        let judge = Judge { client: Client::named(client).unwrap(), ..judge(&around, None, 0) };
        let kept = Kept::Reference { reference, understood: true };
        judge.credential(&at(Place::Text, kept)).iter().map(Finding::code).collect::<Vec<_>>()
    };
    assert_eq!(found("continue", Syntax::Secrets), [""; 0]);
    assert_eq!(found("goose", Syntax::Braces), [""; 0]);
    assert_eq!(found("grok", Syntax::Braces), ["unset_variable"]);
}

#[test]
fn a_variable_is_read_where_the_entry_lists_it() {
    let around = Here { audiences: Vec::new() };
    let client = Client::named("goose").unwrap();
    let map = |members: &[(&str, Value)]| {
        Value::Map(members.iter().map(|(name, value)| ((*name).to_owned(), value.clone())).collect())
    };
    let found = |url: &str, header: &str, more: &[(&str, Value)]| {
        let headers = map(&[("Authorization", Value::text(header))]);
        let own = [
            ("enabled", Value::Bool(true)),
            ("type", Value::text("streamable_http")),
            ("uri", Value::text(url)),
            ("headers", headers),
        ];
        let entry = map(&[&own, more].concat());
        let judge = Judge { client, ..judge(&around, Some(url), 0) };
        let found = judge.used(&entry, Vec::new(), &credentials(client, &entry));
        found.iter().map(ToString::to_string).collect::<Vec<_>>()
    };
    let names = |name: &str| ("env_keys", Value::texts([name]));
    let (url, bearer) = ("https://a.example", "Bearer ${A_TOKEN}");
    let not_listed = [
        "refers to `A_TOKEN`, which its `env_keys` does not list: the server is sent the text of the reference",
    ];
    assert_eq!(found(url, bearer, &[]), not_listed);
    assert_eq!(found(url, "Bearer $A_TOKEN", &[]), not_listed);
    assert_eq!(found(url, bearer, &[names("B_TOKEN")]), not_listed);
    let in_path = "sends its token in the path of its URL, where logs keep it";
    let of_path = |more| found("https://a.example/${A_TOKEN}", "Bearer $A_TOKEN", more);
    assert_eq!(of_path(&[]), [in_path, not_listed[0]]);
    assert_eq!(found(url, bearer, &[names("A_TOKEN")]), [""; 0]);
    assert_eq!(of_path(&[names("A_TOKEN")]), [in_path]);
    // What it sets itself is another finding.
    let literal = found(url, bearer, &[("envs", map(&[("A_TOKEN", Value::text("PRIVATE"))]))]);
    assert_eq!(literal, ["holds a literal token in its variable `A_TOKEN`"]);
}
