//! The tokens that everybody works on, as benches/tokens.py wrote them.

use std::fs;

use serde::{Deserialize, Serialize};

/// Good tokens, all different, with what made them.
pub(crate) struct Tokens {
    pub(crate) secret: Vec<u8>,
    pub(crate) good: Vec<String>,
}

/// The claims as a program that uses jsonwebtoken would declare them.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct Claims {
    pub(crate) sub: String,
    pub(crate) name: String,
    pub(crate) iat: i64,
    pub(crate) exp: i64,
    pub(crate) iss: String,
    pub(crate) aud: String,
    pub(crate) quota: i64,
    pub(crate) role: String,
}

impl Tokens {
    pub(crate) fn read(folder: &str) -> Self {
        let read =
            |name| fs::read_to_string(format!("{folder}/{name}")).expect("benches/run.sh has been run");
        let good: Vec<_> = read("good").lines().map(str::to_owned).collect();
        assert!(good.len() == POOL, "a pool of {POOL} good tokens");
        Self { secret: read("secret").into_bytes(), good }
    }

    /// What the good tokens say.
    pub(crate) fn claims(&self) -> Vec<Claims> {
        let claims =
            |token: &String| jsonwebtoken::dangerous::insecure_decode_claims(token).expect("a good token");
        self.good.iter().map(claims).collect()
    }
}

/// How many tokens there are to go round: more than a branch predictor remembers, less than a cache holds.
pub(crate) const POOL: usize = 1024;
/// What every contender demands of them.
pub(crate) const ISSUER: &str = "exai-mcp-server";
pub(crate) const AUDIENCE: &str = "exai-mcp-client";
