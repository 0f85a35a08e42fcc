//! What the tests of profiles share.

mod errors;
mod file;
mod policy;
mod preset;
mod properties;
mod url;

use super::{Keeping, Key, Profile, Profiles};
use crate::clock::Span;
use crate::jwt::Alg;
use crate::jwt::claims::Claims;
use crate::jwt::policy::Policy;
use crate::name::Name;
use crate::secret::{Encoding, Source};
use crate::store::Entry;

fn name(text: &str) -> Name {
    text.parse().unwrap()
}

fn profiles(text: &str) -> Profiles {
    Profiles::parse(text.as_bytes()).unwrap()
}

fn text(profiles: &Profiles) -> String {
    String::from_utf8(profiles.to_bytes()).unwrap()
}

fn claims(json: &str) -> Claims {
    Claims::parse(json).unwrap()
}

fn texts(list: &[&str]) -> Vec<String> {
    list.iter().map(|text| (*text).to_owned()).collect()
}

/// The profile of [`EXAI`].
fn exai() -> Profile {
    Profile {
        url: Some("https://mcp.example.com/mcp".to_owned()),
        key: Some(Key { source: Source::Kept(name("exai")), encoding: Some(Encoding::Hex) }),
        alg: Some(Alg::HS256),
        min_ttl: Some(Span::from_hours(1)),
        token: Keeping::Keychain(Entry::new("exai-mcp", "jwt_token").unwrap()),
        claims: claims(
            r#"{"sub":"agent_001","iss":"exai-mcp-server","aud":"exai-mcp-client","quota":100,"role":"user"}"#,
        ),
        demands: Policy {
            required: texts(&["sub", "iat", "exp", "iss", "aud"]),
            min_quota: Some(1),
            ..Policy::default()
        },
        ..Profile::new(name("exai"))
    }
}

const EXAI: &str = r#"[profiles.exai]
url = "https://mcp.example.com/mcp"
key = { name = "exai", encoding = "hex" }
alg = "HS256"
ttl = "24h"
min-ttl = "1h"
store = "keychain"
entry = { service = "exai-mcp", user = "jwt_token" }
claims = '{"sub":"agent_001","iss":"exai-mcp-server","aud":"exai-mcp-client","quota":100,"role":"user"}'
demands = { require = ["sub", "iat", "exp", "iss", "aud"], min-quota = 1 }
"#;
