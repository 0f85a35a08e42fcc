//! A new token of a profile.

use crate::clock::Time;
use crate::jwt::claims::ClaimConflict;
use crate::jwt::json::quote;
use crate::jwt::key::SigningKey;
use crate::jwt::{EncodeError, Encoder, HeaderOptions};
use crate::profile::Profile;
use crate::secret::{GenerateError, Secret, random_id};

/// Why no token could be made of a profile and a key.
#[derive(Debug, thiserror::Error)]
pub enum MakeError {
    /// The profile's claims hold one that every token gets anew.
    #[error(transparent)]
    Claim(#[from] ClaimConflict),
    /// The operating system gave no random bytes.
    #[error(transparent)]
    Random(#[from] GenerateError),
    /// The key does not sign.
    #[error(transparent)]
    Encode(#[from] EncodeError),
}

pub(super) fn token(profile: &Profile, key: &SigningKey, now: Time) -> Result<Secret, MakeError> {
    let mut claims = profile.claims.clone();
    let given = |claim: &str| !profile.omit.iter().any(|omitted| omitted == claim);
    if given("iat") {
        claims.add("iat", now.minus(profile.backdate).unix().to_string())?;
    }
    claims.add("exp", now.plus(profile.ttl).unix().to_string())?;
    if given("jti") {
        claims.add("jti", quote(&random_id()?))?;
    }
    let typ = profile.demands.typ.clone().unwrap_or_else(|| "JWT".to_owned());
    let encoder = Encoder::new(key, &HeaderOptions { typ: Some(typ), more: Vec::new() })?;
    Ok(Secret::new(encoder.encode(&claims.to_json())?.into_bytes()))
}
