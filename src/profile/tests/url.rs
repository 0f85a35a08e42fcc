//! Which URLs a token may be sent to.

use crate::profile::url::{
    UrlError, check, is_resource_of, is_websocket, same_host, same_port, same_server, secrets,
};

const JWT: &str = "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJhIn0.c2ln";

#[test]
fn takes_servers() {
    for good in [
        "https://mcp.example.com/mcp",
        "wss://mcp.example.com",
        "HTTPS://MCP.example.com:8443/a?tenant=x#top",
        "http://localhost:8000/mcp/",
        "http://LOCALHOST",
        "ws://127.0.0.1:3000",
        "http://127.255.0.9/",
        "http://[::1]:3000/",
        "https://example.com/?keys=1&tokens=2",
    ] {
        assert_eq!(check(good), Ok(()), "{good}");
    }
}

#[test]
fn refuses_what_no_token_may_be_sent_to() {
    let token = |part| UrlError::Token { part };
    let not_a_url = |what: &str| UrlError::NotAUrl { what: what.to_owned() };
    for (bad, error) in [
        ("", UrlError::NoScheme),
        ("example.com/mcp", UrlError::NoScheme),
        ("localhost:8000", UrlError::Scheme),
        ("ftp://example.com", UrlError::Scheme),
        ("file:///etc/passwd", UrlError::Scheme),
        ("https://", UrlError::NoHost),
        ("https:a.example/mcp", UrlError::NoHost),
        ("https:/a.example/mcp?x=://b", UrlError::NoHost),
        ("https:///b.example/mcp", UrlError::NoHost),
        ("https://a b/", UrlError::Character),
        (" https://a/", UrlError::Character),
        ("https://a/\n", UrlError::Character),
        ("https:\\\\a", UrlError::Character),
        ("https://[::1/", not_a_url("invalid IPv6 address")),
        ("https://a:99999/", not_a_url("invalid port number")),
        ("https://user@example.com/", UrlError::User),
        ("https://:pw@example.com/", UrlError::User),
        ("https://a/?token=x", token("query")),
        ("https://a/?x=1&Access-Token=", token("query")),
        ("https://a/?api_key=x", token("query")),
        ("https://a/?secret=x", token("query")),
        ("https://a/?client-secret=x", token("query")),
        ("https://a/?passphrase=x", token("query")),
        ("https://a/?%6Bey=x", token("query")),
        ("https://a/?Pass=x", token("query")),
        ("https://a/?sig=x", token("query")),
        ("https://a/?signature=x", token("query")),
        ("https://a/#access_token=x", token("fragment")),
        ("https://a/#jwt", token("fragment")),
        ("http://example.com/", UrlError::Unencrypted),
        ("ws://10.0.0.1/", UrlError::Unencrypted),
        ("http://localhost.example.com/", UrlError::Unencrypted),
        ("http://128.0.0.1/", UrlError::Unencrypted),
        ("http://[::2]/", UrlError::Unencrypted),
    ] {
        assert_eq!(check(bad), Err(error), "{bad}");
    }
    for (bad, part) in [("?x=", "query"), ("#", "fragment"), ("", "path"), ("?a=bearer%20", "query")] {
        assert_eq!(check(&format!("https://a/{bad}{JWT}")), Err(token(part)), "{bad}");
    }
}

#[test]
fn finds_what_is_secret_by_its_place() {
    for (text, secret) in [
        ("https://a/?x=1&%61pi_key=ab%20c&y#z", &["ab%20c"][..]),
        ("https://a/#token=one?secret=two", &["one", "two"]),
        ("postgres://user:pw@a/b", &["pw"]),
        ("https://0123456789abcdef@a/b", &["0123456789abcdef"]),
        ("https://git@a/b?token=", &[]),
        ("/mcp#access_token=x", &["x"]),
        ("?x=1&token=x", &["x"]),
        ("#token=x", &["x"]),
        ("a?token=x", &[]),
        ("a@b:c@d", &[]),
    ] {
        assert_eq!(secrets(text), secret, "{text}");
    }
}

#[test]
fn tells_servers_apart() {
    for (one, other) in [
        ("https://A.example/mcp", "HTTPS://a.example:443/mcp/"),
        ("http://localhost", "http://localhost:80/"),
        ("ws://127.0.0.1:3000", "ws://127.0.0.1:3000/"),
        ("https://a/mcp?x=1", "https://a/mcp#y"),
    ] {
        assert!(same_server(one, other), "{one} {other}");
    }
    for (one, other) in [
        ("https://a/mcp", "https://a/MCP"),
        ("https://a/mcp", "https://a/mcp//"),
        ("https://a/mcp", "http://a/mcp"),
        ("https://a/mcp", "wss://a/mcp"),
        ("https://a/mcp", "https://b/mcp"),
        ("https://a/mcp", "https://a:8443/mcp"),
        ("https://a/", "https://a/mcp"),
        ("nonsense", "nonsense"),
        ("x:y", "x:y"),
    ] {
        assert!(!same_server(one, other), "{one} {other}");
    }
}

#[test]
fn a_resource_is_the_server_or_what_it_is_part_of() {
    for (resource, server) in [
        ("https://a", "https://a/mcp"),
        ("https://a/", "https://A:443/mcp/"),
        ("https://a/mcp", "https://a/mcp?x=1"),
        ("https://a/mcp", "wss://a/mcp/v1"),
    ] {
        assert!(is_resource_of(resource, server), "{resource} {server}");
    }
    for (resource, server) in [
        ("https://a/mcp/v1", "https://a/mcp"),
        ("https://a/mcp", "https://a/mcp2"),
        ("https://a", "http://a"),
        ("https://a", "https://a.b"),
        ("https://a", "https://a:8443"),
        ("a", "https://a"),
        ("https://a", "a"),
    ] {
        assert!(!is_resource_of(resource, server), "{resource} {server}");
    }
}

#[test]
fn a_host_is_one_whatever_is_spoken_to_it() {
    assert!(same_host("http://A.example/mcp", "https://a.example:8443/"));
    assert!(!same_host("https://a.example", "https://b.example"));
    assert!(!same_host("a", "a"));
}

#[test]
fn one_port_is_one_whatever_the_scheme_and_the_name_of_this_machine() {
    for (one, other, is_same) in [
        ("https://A.example/mcp", "http://a.example", Some(true)),
        ("https://a.example:443", "http://a.example:80", Some(true)),
        ("https://a.example:8443", "https://a.example", Some(false)),
        ("https://a.example", "https://b.example", Some(false)),
        ("http://localhost:3000/mcp", "ws://127.0.0.1:3000", Some(true)),
        ("http://[::1]:3000", "http://127.0.0.2:3000", Some(true)),
        ("http://127.0.0.1:3000", "http://127.0.0.1:3001", Some(false)),
        ("http://localhost:3000", "http://localhost.example:3000", Some(false)),
        ("a", "a", None),
        ("", "https://a.example", None),
    ] {
        assert_eq!(same_port(one, other), is_same, "{one} {other}");
        assert_eq!(same_port(other, one), is_same, "{other} {one}");
    }
}

#[test]
fn a_websocket_is_told_by_its_scheme() {
    for one in ["ws://a.example", "WSS://a.example", "ws://${HOST}/mcp"] {
        assert!(is_websocket(one), "{one}");
    }
    for other in ["https://ws.example", "ws.example/mcp", "wsx://a.example", "ws", ""] {
        assert!(!is_websocket(other), "{other}");
    }
}
