//! Whether a token is one of those that a profile makes.

use std::borrow::Cow;

use crate::jwt::inspect::Inspection;
use crate::jwt::json::Value;
use crate::jwt::one_or_list;
use crate::profile::Profile;

/// Whether a token says of itself what the profile's tokens say: the same issuer and subject, of which there is one at least, and
/// an audience of the profile. Not checked: it decides only whether a token that stands in a file may be replaced.
pub fn is_made_by(profile: &Profile, token: &str) -> bool {
    let Ok(inspection) = Inspection::of(token) else { return false };
    let claims = inspection.claims();
    let said = |name| claims.get(name).and_then(Value::as_str).map(Cow::into_owned);
    let names = ["iss", "sub"];
    let is_named = names.iter().any(|name| profile.claims.text(name).is_some());
    let audiences = claims.get("aud").and_then(one_or_list).unwrap_or_default();
    let wanted = profile.audiences();
    let is_for = audiences.iter().any(|one| wanted.iter().any(|wanted| wanted == one));
    profile.key.is_some()
        && is_named
        && names.iter().all(|name| profile.claims.text(name) == said(name))
        && (is_for || audiences.is_empty() && wanted.is_empty())
}
