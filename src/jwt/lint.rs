//! What is odd about a token: what other verifiers stumble over, and what its maker may not have meant.
//!
//! A finding is no refusal. Sources: RFC 8725; the checks of the MCP SDKs, PyJWT and fastmcp.

use super::alg::Alg;
use super::demands::one_or_list;
use super::inspect::Inspection;
use super::instants::{expires_at, issued_at, lifetime};
use super::json::{JsonError, Kind, Object, Value};
use crate::clock::{MILLISECONDS_FROM, Span};

/// One odd thing: its stable code, and a sentence.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// The stable name.
    pub code: &'static str,
    /// What it is and what follows.
    pub message: String,
}

/// Looks a token over; findings come in a fixed order, header first.
pub fn lint(inspection: &Inspection) -> Vec<Finding> {
    let (header, claims) = (inspection.header(), inspection.claims());
    let mut findings = Findings(Vec::new());
    findings.duplicates(inspection);
    findings.header(&header);
    findings.life(&claims);
    findings.instants(&claims);
    findings.names(&claims);
    findings.scopes(&claims);
    findings.passwords(&claims);
    findings.0
}

struct Findings(Vec<Finding>);

impl Findings {
    fn add(&mut self, code: &'static str, message: impl Into<String>) {
        self.0.push(Finding { code, message: message.into() });
    }

    fn duplicates(&mut self, inspection: &Inspection) {
        for (part, text) in [("header", &inspection.header), ("claims", &inspection.claims)] {
            if let Err(JsonError::DuplicateName { name }) = Object::parse(text) {
                self.add(
                    "duplicate_name",
                    format!("`{name}` stands twice in the {part}: readers differ on which one counts"),
                );
            }
        }
    }

    fn header(&mut self, header: &Object<'_>) {
        let alg = header.get("alg").and_then(Value::as_str).unwrap_or_default();
        if alg.eq_ignore_ascii_case("none") {
            self.add("alg_none", "`alg` is none: the token is not signed, anybody can make it");
        }
        if alg.parse::<Alg>().is_ok_and(|alg| !alg.is_hmac()) && header.get("kid").is_none() {
            self.add("no_kid", format!("{alg} without `kid`: a verifier with several keys cannot choose"));
        }
        for name in ["jku", "jwk", "x5u"] {
            if header.get(name).is_some() {
                self.add(
                    "key_in_header",
                    format!("`{name}` in the header: a verifier must never take its key from the token"),
                );
            }
        }
    }

    fn life(&mut self, claims: &Object<'_>) {
        if claims.get("exp").is_none() {
            self.add("no_exp", "no `exp`: it never expires, and the MCP TypeScript SDK refuses it");
        }
        if let (Some(issued_at), Some(expires_at)) = (issued_at(claims), expires_at(claims))
            && expires_at <= issued_at
            && !is_milliseconds(claims)
        {
            self.add("exp_before_iat", "`exp` is not after `iat`: it was never valid");
        }
        match lifetime(claims) {
            _ if is_milliseconds(claims) => {}
            Some(life) if life > Span::from_days(365) => {
                self.add("life_over_365d", format!("it lives {life}, more than 365 days"));
            }
            Some(life) if life > Span::from_days(30) => {
                self.add("life_over_30d", format!("it lives {life}, more than 30 days"));
            }
            _ => {}
        }
    }

    fn instants(&mut self, claims: &Object<'_>) {
        for name in INSTANTS {
            let Some(value) = claims.get(name) else { continue };
            match value.kind() {
                Kind::Number if value.as_integer().is_none() => {
                    self.add(
                        "time_fraction",
                        format!("`{name}` is not a whole number: some readers refuse or round it"),
                    );
                }
                Kind::Number if milliseconds(claims, name) => {
                    self.add("time_milliseconds", format!("`{name}` is in milliseconds, seconds are meant"));
                }
                Kind::Number => {}
                kind => self.add("time_text", format!("`{name}` is {kind}, a number of seconds is meant")),
            }
        }
    }

    fn names(&mut self, claims: &Object<'_>) {
        let audiences = claims.get("aud").map(|value| (value.kind(), one_or_list(value)));
        match audiences {
            Some((_, Some(audiences))) if audiences.iter().any(|audience| audience.ends_with('/')) => {
                self.add(
                    "aud_trailing_slash",
                    "`aud` ends with a slash: it is compared whole by most servers",
                );
            }
            Some((kind, None)) => self.add(
                "aud_not_text",
                format!("`aud` is {kind}, a string or a list of strings is meant (RFC 7519 section 4.1.3)"),
            ),
            _ => {}
        }
        for (name, code, follows) in [
            ("iss", "iss_not_text", " (RFC 7519 section 4.1.1)"),
            ("sub", "sub_not_text", ": PyJWT refuses it"),
            ("jti", "jti_not_text", ": PyJWT refuses it"),
        ] {
            let kind = claims.get(name).map(Value::kind).filter(|kind| *kind != Kind::String);
            if let Some(kind) = kind {
                self.add(code, format!("`{name}` is {kind}, a string is meant{follows}"));
            }
        }
    }

    fn scopes(&mut self, claims: &Object<'_>) {
        if claims.get("scopes").is_some() && claims.get("scope").is_none() {
            self.add("scopes_without_scope", "`scopes` without `scope`: fastmcp reads `scope` or `scp` only");
        }
        let empty = claims.get("scope").and_then(Value::as_str).is_some_and(|scope| scope.trim().is_empty());
        if empty && claims.get("scp").is_some() {
            self.add("empty_scope", "an empty `scope` beside `scp`: fastmcp reads the empty one");
        }
    }

    fn passwords(&mut self, claims: &Object<'_>) {
        for (name, value) in claims.members() {
            let letters: String = name.chars().filter(char::is_ascii_alphanumeric).collect();
            let letters = letters.to_ascii_lowercase();
            if value.kind() == Kind::String && PASSWORDS.iter().any(|word| letters.contains(word)) {
                self.add(
                    "looks_secret",
                    format!("`{name}` looks like a secret: anybody who has the token can read it"),
                );
            }
        }
    }
}

fn is_milliseconds(claims: &Object<'_>) -> bool {
    INSTANTS.iter().any(|name| milliseconds(claims, name))
}

fn milliseconds(claims: &Object<'_>, name: &str) -> bool {
    claims
        .get(name)
        .and_then(Value::as_integer)
        .is_some_and(|number| number.unsigned_abs() >= MILLISECONDS_FROM)
}

const INSTANTS: [&str; 3] = ["iat", "nbf", "exp"];
const PASSWORDS: [&str; 8] =
    ["password", "passwd", "passphrase", "secret", "apikey", "privatekey", "credential", "accesstoken"];
