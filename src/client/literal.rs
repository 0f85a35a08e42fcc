//! Which texts of a configuration are tokens and secrets, and what a token says of itself.
//!
//! A JWT is known by its form, anything else by the name that it goes by. What is missed is not reported, and what is taken for
//! a secret is shown nowhere.

use super::reference::{self, Reference, Syntax};
use crate::clock::Time;
use crate::jwt::inspect::Inspection;
use crate::jwt::json::Value as Json;
use crate::jwt::one_or_list;
use crate::profile::url::{holds_a_jwt, jwts};

/// What a literal says of itself, when it is a JWT. Not checked.
#[derive(Debug, Default)]
pub(super) struct Said {
    pub(super) expires_at: Option<Time>,
    pub(super) audiences: Vec<String>,
}

/// What a literal says of itself.
pub(super) fn said(token: &str) -> Said {
    let Ok(inspection) = Inspection::of(token) else { return Said::default() };
    let claims = inspection.claims();
    let audiences = claims.get("aud").and_then(one_or_list).unwrap_or_default();
    Said {
        expires_at: claims.get("exp").and_then(Json::as_integer).map(Time::from_unix),
        audiences: audiences.into_iter().map(std::borrow::Cow::into_owned).collect(),
    }
}

/// Whether a value is a credential: by the name of its header or variable, by its scheme, or by its form.
pub(super) fn is_credential(name: &str, text: &str) -> bool {
    names_a_credential(name)
        || text.split_once(' ').is_some_and(|(first, _)| is_scheme(first))
        || holds_a_jwt(text)
}

/// Whether a header, variable or flag is named as one that holds a credential, and not as one that says where it is.
pub(super) fn names_a_credential(name: &str) -> bool {
    let lower = name.to_ascii_lowercase().replace('-', "_");
    let is_one = CREDENTIALS.iter().any(|word| lower.contains(word)) || lower.ends_with("_key");
    is_one && !SETTINGS.iter().any(|end| lower.ends_with(end)) && !lower.contains("tokeniz")
}

/// The literal of a value that is a credential; none when it is empty, a scheme and nothing else, a switch or a URL.
pub(super) fn literal(text: &str) -> Option<&str> {
    if let Some(jwt) = jwts(text).next() {
        return Some(jwt);
    }
    let token = token_of(text);
    let is_none = token.is_empty() || is_scheme(token) || SWITCHES.contains(&token) || token.contains("://");
    (!is_none).then_some(token)
}

/// Whether a value that should be a credential holds none: it is empty, or a scheme and nothing else.
pub(super) fn is_empty(text: &str) -> bool {
    text.trim().is_empty() || is_scheme(text.trim())
}

/// The reference in a value. A `$` stands in many a password: `$NAME` has to be all of it, and in capitals where the client does
/// not read that form. None where a token stands beside it or is its default.
pub(super) fn reference(text: &str, understood: &[Syntax]) -> Option<Reference> {
    let found = reference::find(text).filter(|_| !holds_a_jwt(text))?;
    let is_all = token_of(text) == found.syntax.write(&found.name);
    let is_known = understood.contains(&found.syntax);
    let is_likely = is_all && (is_known || is_in_capitals(&found.name));
    (found.syntax != Syntax::Dollar || is_likely).then_some(found)
}

/// Whether a name is one that a variable has by custom: what somebody put in its place may be a secret.
pub(super) fn is_in_capitals(name: &str) -> bool {
    !name.contains(|letter: char| !(letter.is_ascii_uppercase() || letter.is_ascii_digit() || letter == '_'))
}

/// The tokens and secrets among the arguments of a program: JWTs, `Name: value`, `--name=value` and `--name value`.
pub(super) fn in_arguments(words: &[String]) -> Vec<&str> {
    let mut found = Vec::new();
    for (index, word) in words.iter().enumerate() {
        let before = index.checked_sub(1).map_or("", |index| words[index].as_str());
        let named =
            word.split_once([':', '=']).filter(|(name, _)| names_a_credential(name.trim_start_matches('-')));
        let value = match named {
            Some((_, value)) => Some(value),
            None if holds_a_jwt(word) => Some(word.as_str()),
            None => (before.starts_with('-') && names_a_credential(before) && !word.starts_with('-'))
                .then_some(word.as_str()),
        };
        found.extend(value.filter(|value| reference(value, &[]).is_none()).and_then(literal));
    }
    found
}

/// The tokens in a text whose form is not read here: JWTs, and what stands behind `Bearer`.
pub(super) fn in_text(text: &str) -> Vec<&str> {
    let mut found: Vec<_> = jwts(text).collect();
    for line in text.lines().filter(|line| !holds_a_jwt(line)) {
        let Some((_, after)) = line.split_once("Bearer ") else { continue };
        let value = after.split(['"', '\'', ',', '}', '#']).next().unwrap_or_default();
        if reference(after, &[]).is_none() && !after.trim_start().starts_with(['$', '{', '<']) {
            found.extend(literal(value));
        }
    }
    found
}

/// What stands behind the scheme of a header's value (RFC 9110 section 11.4).
fn token_of(text: &str) -> &str {
    text.trim().rsplit(char::is_whitespace).next().unwrap_or_default()
}

fn is_scheme(word: &str) -> bool {
    ["Bearer", "Basic"].iter().any(|scheme| word.eq_ignore_ascii_case(scheme))
}

/// In lower case, with `_` for `-`.
const CREDENTIALS: [&str; 11] = [
    "authorization",
    "token",
    "secret",
    "password",
    "passwd",
    "api_key",
    "apikey",
    "credential",
    "cookie",
    "jwt",
    "bearer",
];
/// How the names of settings end that have such a word in them.
const SETTINGS: [&str; 18] = [
    "tokens",
    "file",
    "path",
    "dir",
    "url",
    "uri",
    "endpoint",
    "issuer",
    "name",
    "_id",
    "limit",
    "ttl",
    "type",
    "env",
    "var",
    "algorithm",
    "alg",
    "header",
];
const SWITCHES: [&str; 4] = ["true", "false", "0", "1"];

#[cfg(test)]
mod tests {
    use super::*;

    const JWT: &str = "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJhIn0.c2ln";

    #[test]
    fn names_tell_credentials_from_settings() {
        for name in [
            "Authorization",
            "X-API-Key",
            "x-api_key",
            "APIKEY",
            "EXAI_JWT_TOKEN",
            "jwt_secret",
            "DB_PASSWORD",
            "Cookie",
            "STRIPE_KEY",
            "client-secret",
            "credentials",
        ] {
            assert!(names_a_credential(name), "{name}");
        }
        for name in [
            "Accept",
            "MAX_TOKENS",
            "TOKENIZERS_PARALLELISM",
            "TOKEN_FILE",
            "SECRET_PATH",
            "AWS_ACCESS_KEY_ID",
            "authorization_server_issuer",
            "tokenUrl",
            "bearer_token_env_var",
            "JWT_ALGORITHM",
            "KEYBOARD",
            "MONKEY",
        ] {
            assert!(!names_a_credential(name), "{name}");
        }
    }

    #[test]
    fn a_literal_is_what_stands_behind_the_scheme() {
        for (text, token) in [
            ("Bearer abc", Some("abc")),
            ("bearer\tabc ", Some("abc")),
            ("Basic dXNlcjpwYXNzdw==", Some("dXNlcjpwYXNzdw==")),
            ("abc:def=", Some("abc:def=")),
            ("Bearer ", None),
            ("BASIC", None),
            ("", None),
            ("false", None),
            ("https://a/token", None),
        ] {
            assert_eq!(literal(text), token, "{text}");
        }
        assert_eq!(literal(&format!("Authorization:{JWT}")), Some(JWT));
    }

    #[test]
    fn a_dollar_in_a_password_refers_to_nothing() {
        let found = |text, understood: &[Syntax]| reference(text, understood).map(|found| found.name);
        for text in ["s3cr$tvalue", "$ecretvalue", "a $b c", "x$Y", "$A$B"] {
            assert_eq!(found(text, &[]), None, "{text}");
        }
        assert_eq!(found("Bearer $TOKEN", &[]).as_deref(), Some("TOKEN"));
        assert_eq!(found("Bearer $token", &[Syntax::Dollar]).as_deref(), Some("token"));
        assert_eq!(found("Bearer ${token}", &[]).as_deref(), Some("token"));
        assert_eq!(found("x$Y", &[Syntax::Dollar]), None);
        assert_eq!(found(&format!("Bearer ${{TOKEN:-{JWT}}}"), &[Syntax::Braces]), None);
    }

    #[test]
    fn arguments_hold_tokens_in_three_forms() {
        let found = |words: &[&str]| {
            let words: Vec<String> = words.iter().map(|word| (*word).to_owned()).collect();
            in_arguments(&words).into_iter().map(str::to_owned).collect::<Vec<_>>()
        };
        assert_eq!(found(&["npx", "--header", "Authorization: Bearer abc"]), ["abc"]);
        assert_eq!(found(&["npx", "--api-key=abc", "--token", "def"]), ["abc", "def"]);
        assert_eq!(found(&["docker", "-e", "API_TOKEN=abc", JWT]), ["abc", JWT]);
        let nothing: [&[&str]; 6] = [
            &["npx", "--header", "Authorization:${AUTH_HEADER}"],
            &["docker", "-e", "API_TOKEN"],
            &["x", "--token", "--verbose"],
            &["x", "--token-file", "/run/token"],
            &["x", "https://a/mcp", "--header", "Accept: text/event-stream"],
            &[],
        ];
        for words in nothing {
            assert!(found(words).is_empty(), "{words:?}");
        }
    }

    #[test]
    fn a_text_holds_jwts_and_what_stands_behind_bearer() {
        assert_eq!(in_text(&format!("a:\n  b: {JWT}\n")), [JWT]);
        assert_eq!(in_text("Authorization: \"Bearer abc\""), ["abc"]);
        assert_eq!(in_text("headers: {Authorization: Bearer abc}"), ["abc"]);
        for text in [
            "Authorization: Bearer ${{ secrets.TOKEN }}",
            "headers: {Authorization: \"Bearer ${TOKEN}\"}",
            "Bearer ",
            "abc",
            "Authorization: Bearer <token>",
        ] {
            assert!(in_text(text).is_empty(), "{text}");
        }
    }

    #[test]
    fn a_token_says_when_it_ends_and_for_whom_it_is() {
        let token = |claims: &str| {
            use base64::Engine;
            let text = |json: &str| base64::prelude::BASE64_URL_SAFE_NO_PAD.encode(json);
            format!("{}.{}.c2ln", text(r#"{"alg":"HS256"}"#), text(claims))
        };
        let said_by = |claims: &str| {
            let said = said(&token(claims));
            (said.expires_at.map(Time::unix), said.audiences)
        };
        assert_eq!(said_by(r#"{"exp":5,"aud":["a","b"]}"#), (Some(5), vec!["a".to_owned(), "b".to_owned()]));
        assert_eq!(said_by(r#"{"aud":"a"}"#), (None, vec!["a".to_owned()]));
        assert_eq!(said_by(r#"{"exp":"soon","aud":5}"#), (None, vec![]));
        assert_eq!(said("opaque").audiences, Vec::<String>::new());
    }
}
