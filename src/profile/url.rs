//! Which URLs a token may be sent to, and whether two of them are one server.
//!
//! A URL is read as most clients read it (WHATWG URL), and kept as it was written. Nothing is asked of any server.
//!
//! Sources: RFC 6750 section 5.3 (TLS; no token in a URL); RFC 8252 section 7.3 and 8.3 (loopback).

use url::{Host, Url};

use crate::secret::credential_names::names_a_credential;
use crate::secret::shape::holds_a_jwt;

/// Judges a server's URL: `http`, `https`, `ws` or `wss`, a host, no user, no token; unencrypted to this machine only.
pub fn check(text: &str) -> Result<(), UrlError> {
    if text.contains(|letter: char| letter.is_whitespace() || letter.is_control() || letter == '\\') {
        return Err(UrlError::Character);
    }
    let url = Url::parse(text).map_err(|error| match error {
        url::ParseError::EmptyHost => UrlError::NoHost,
        url::ParseError::RelativeUrlWithoutBase => UrlError::NoScheme,
        other => UrlError::NotAUrl { what: other.to_string() },
    })?;
    if !SCHEMES.contains(&url.scheme()) {
        return Err(UrlError::Scheme);
    }
    // WHATWG repairs `https:a` and `https:///a`; others read no host there, or refuse it.
    let rest = text[url.scheme().len()..].strip_prefix("://");
    if rest.is_none_or(|rest| rest.starts_with('/')) {
        return Err(UrlError::NoHost);
    }
    url.host().ok_or(UrlError::NoHost)?;
    if !url.username().is_empty() || url.password().is_some() {
        return Err(UrlError::User);
    }
    if let Some(part) = token_in(&url) {
        return Err(UrlError::Token { part });
    }
    if is_in_the_clear(&url) { Err(UrlError::Unencrypted) } else { Ok(()) }
}

/// Whether what is sent there leaves this machine in the clear, whatever else is wrong with the URL.
pub fn is_unencrypted(text: &str) -> bool {
    Url::parse(text).is_ok_and(|url| is_in_the_clear(&url))
}

fn is_in_the_clear(url: &Url) -> bool {
    matches!(url.scheme(), "http" | "ws") && url.host().is_some_and(|host| !is_loopback(&host))
}

/// Whether a URL is that of a WebSocket, by its scheme (RFC 6455 section 3).
pub(crate) fn is_websocket(text: &str) -> bool {
    let is_one = |scheme: &str| ["ws", "wss"].iter().any(|known| known.eq_ignore_ascii_case(scheme));
    text.split_once(':').is_some_and(|(scheme, _)| is_one(scheme))
}

/// Whether two URLs are one server: scheme, host, port and path, one final slash and default ports aside. Never for what is no
/// URL of a server.
pub fn same_server(one: &str, other: &str) -> bool {
    matches!((Parts::of(one), Parts::of(other)), (Some(one), Some(other)) if one == other)
}

/// The ways to write the URL of a server: without its port where that goes without saying, and with it. In small letters but for the
/// path, and with a final slash.
pub(crate) fn spellings(url: &str) -> Vec<String> {
    let Some(Parts { scheme, host, port, path }) = Parts::of(url) else { return Vec::new() };
    let with = |port: String| format!("{scheme}://{host}{port}{path}/");
    let is_default = Parts::of(&with(String::new())).is_some_and(|parts| parts.port == port);
    let plain = is_default.then(|| with(String::new()));
    plain.into_iter().chain(port.map(|port| with(format!(":{port}")))).collect()
}

/// Whether two URLs lead to one host, whatever the scheme, port and path.
pub fn same_host(one: &str, other: &str) -> bool {
    matches!((Parts::of(one), Parts::of(other)), (Some(one), Some(other)) if one.host == other.host)
}

/// Whether two URLs lead to one host and port, whatever the scheme and path: default ports are one, and so are the names of this
/// machine. None where one of them is no URL of a server.
pub fn same_port(one: &str, other: &str) -> Option<bool> {
    let [one, other] = [Parts::of(one)?, Parts::of(other)?].map(|parts| {
        let is_here = Host::parse(&parts.host).is_ok_and(|host| is_loopback(&host));
        let host = if is_here { "localhost".to_owned() } else { parts.host };
        (host, parts.port.filter(|port| ![80, 443].contains(port)))
    });
    Some(one == other)
}

/// Whether a resource is the server, or what the server is part of: a token for `https://a.example` is one for
/// `https://a.example/mcp` (RFC 8707 section 2: the most specific URI that is practical). A WebSocket's resource may be written
/// as HTTP's.
pub fn is_resource_of(resource: &str, server: &str) -> bool {
    let (Some(resource), Some(server)) = (Parts::of(resource), Parts::of(server)) else { return false };
    let inside = server.path.strip_prefix(resource.path.as_str());
    resource.plain_scheme() == server.plain_scheme()
        && (&resource.host, resource.port) == (&server.host, server.port)
        && inside.is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
}

/// What makes a server.
#[derive(PartialEq)]
struct Parts {
    scheme: String,
    host: String,
    port: Option<u16>,
    /// Without a final slash.
    path: String,
}

impl Parts {
    fn of(text: &str) -> Option<Self> {
        let url = Url::parse(text).ok().filter(|url| SCHEMES.contains(&url.scheme()))?;
        let path = url.path().strip_suffix('/').unwrap_or(url.path()).to_owned();
        let (scheme, host) = (url.scheme().to_owned(), url.host_str()?.to_owned());
        Some(Self { scheme, host, port: url.port_or_known_default(), path })
    }

    fn plain_scheme(&self) -> &str {
        match self.scheme.as_str() {
            "ws" => "http",
            "wss" => "https",
            other => other,
        }
    }
}

/// Why no token may be sent to a URL. The URL is not repeated: a token may be in it.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum UrlError {
    /// White space, a control character or a backslash, which clients read in different ways.
    #[error("holds white space, a control character or a backslash")]
    Character,
    /// Not a URL at all.
    #[error("is not a URL: {what}")]
    NotAUrl {
        /// What is wrong.
        what: String,
    },
    /// No scheme, as in `example.com/mcp`.
    #[error("does not begin with https://, wss://, http:// or ws://")]
    NoScheme,
    /// Another scheme.
    #[error("does not begin with https://, wss://, http:// or ws://")]
    Scheme,
    /// No host.
    #[error("has no host")]
    NoHost,
    /// A user or a password.
    #[error("holds a user or a password")]
    User,
    /// Something that looks like a token, where logs and proxies would keep it.
    #[error("holds what looks like a token in its {part}")]
    Token {
        /// `path`, `query` or `fragment`.
        part: &'static str,
    },
    /// `http` or `ws` beyond this machine.
    #[error("is not encrypted and leaves this machine, expected https or wss")]
    Unencrypted,
}

fn is_loopback<S: AsRef<str>>(host: &Host<S>) -> bool {
    match host {
        Host::Domain(name) => name.as_ref() == "localhost",
        Host::Ipv4(address) => address.is_loopback(),
        Host::Ipv6(address) => address.is_loopback(),
    }
}

fn token_in(url: &Url) -> Option<&'static str> {
    let names_one = |text: &str| {
        url::form_urlencoded::parse(text.as_bytes())
            .any(|(name, value)| names_a_token(&name) || holds_a_jwt(&name) || holds_a_jwt(&value))
    };
    if holds_a_jwt(url.path()) {
        Some("path")
    } else if url.query().is_some_and(names_one) {
        Some("query")
    } else if url.fragment().is_some_and(names_one) {
        Some("fragment")
    } else {
        None
    }
}

fn names_a_token(parameter: &str) -> bool {
    names_a_credential(parameter) || PARAMETERS.iter().any(|name| parameter.eq_ignore_ascii_case(name))
}

/// What a URL, be it without its host, holds that is a secret by its place, as it is written: the values of parameters that are
/// named as tokens, and a password. A user alone is one when it is too long for a name.
pub(crate) fn secrets(text: &str) -> Vec<&str> {
    let authority = text.split_once("://").and_then(|(_, rest)| rest.split(['/', '?', '#']).next());
    let user = authority.and_then(|authority| authority.rsplit_once('@')).map(|(user, _)| user);
    let password = user.and_then(|user| match user.split_once(':') {
        Some((_, password)) => Some(password),
        None => Some(user).filter(|user| user.len() > LONGEST_USER),
    });
    let is_url = authority.is_some() || text.starts_with(['/', '?', '#']);
    let parameters = text.split_once(['?', '#']).filter(|_| is_url).map_or("", |(_, parameters)| parameters);
    let named = parameters.split(['&', '#', '?']).filter_map(|parameter| {
        let (name, value) = parameter.split_once('=')?;
        let (name, _) = url::form_urlencoded::parse(name.as_bytes()).next()?;
        names_a_token(&name).then_some(value)
    });
    password.into_iter().chain(named).filter(|secret| !secret.is_empty()).collect()
}

const SCHEMES: [&str; 4] = ["http", "https", "ws", "wss"];
/// What a parameter is called that holds a credential, and a header or a variable is not.
const PARAMETERS: [&str; 4] = ["key", "pass", "sig", "signature"];
/// More than any login has by custom.
const LONGEST_USER: usize = 15;
