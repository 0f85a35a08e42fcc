//! A token that was not made here, as far as it may be told: never the token itself.

use super::{Learnt, token_in};
use crate::clock::Time;
use crate::jwt::inspect::Inspection;
use crate::jwt::instants::expires_at;
use crate::profile::{Keeping, Profile};
use crate::secret::Secret;
use crate::store::{Store, StoreError};

/// What is told of a token whose place another takes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Foreign {
    /// Whether it is a JWT.
    pub is_jwt: bool,
    /// Its `jti`, unless that is too long for a name. Untrusted text.
    pub jti: Option<String>,
    /// When it expires, as far as that is known.
    pub expires_at: Option<Time>,
}

impl Foreign {
    /// What lies in the keychain where the profile keeps its token, unless the profile put it there or it is `token` itself:
    /// another program's, or that of a profile of the same name whose file lies elsewhere.
    ///
    /// Compared without what programs put around a token.
    ///
    /// - `known`: what was learnt about the profile's own token.
    pub fn under(
        profile: &Profile,
        store: &dyn Store,
        known: Option<&Learnt>,
        token: Option<&Secret>,
    ) -> Result<Option<Self>, StoreError> {
        let Keeping::Keychain(entry) = &profile.token else { return Ok(None) };
        let there = store.read(entry)?.map(|there| token_in(&there, entry, None).unwrap_or(there));
        let there = there.filter(|there| Some(there) != token);
        // In an entry of ours, one that was found elsewhere was put by us.
        let is_own =
            |known: &Learnt, there: &Secret| known.is_ours(there) || entry.is_ours() && known.is_about(there);
        let foreign = there.filter(|there| !known.is_some_and(|known| is_own(known, there)));
        Ok(foreign.map(|there| Self::of(&there)))
    }

    /// Reads what a token says of itself.
    pub fn of(token: &Secret) -> Self {
        let Some(inspection) = Inspection::of_bytes(token.expose()) else {
            return Self { is_jwt: false, jti: None, expires_at: None };
        };
        let claims = inspection.claims();
        Self {
            is_jwt: true,
            jti: claims.text("jti").filter(|jti| jti.len() <= LONGEST_NAME),
            expires_at: expires_at(&claims),
        }
    }
}

/// A UUID has 36 characters.
const LONGEST_NAME: usize = 64;
