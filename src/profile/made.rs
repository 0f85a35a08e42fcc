//! Whether a token is one of those that a profile makes.

use std::collections::BTreeMap;

use crate::jwt::claims::Claims;
use crate::jwt::inspect::Inspection;
use crate::profile::Profile;

/// Whether a token says of itself what the profile's tokens say, and nothing else: every claim is the same, an issuer or subject
/// among them, but for those that are new in each. Not checked: it decides only whether a token that stands in a file may be
/// replaced.
pub fn is_made_by(profile: &Profile, token: &str) -> bool {
    let Ok(inspection) = Inspection::of(token) else { return false };
    let claims = Claims::from(&inspection.claims());
    let is_named = ["iss", "sub"].iter().any(|name| profile.claims.text(name).is_some());
    // There is no profile whose tokens live for ever.
    let expires = claims.get("exp").is_some();
    profile.key.is_some() && is_named && expires && lasting(&claims) == lasting(&profile.claims)
}

fn lasting(claims: &Claims) -> BTreeMap<&str, &str> {
    claims.members().filter(|(name, _)| !NEW_IN_EACH.contains(name)).collect()
}

const NEW_IN_EACH: [&str; 4] = ["iat", "exp", "nbf", "jti"];

#[cfg(test)]
mod tests {
    use base64::Engine;
    use base64::prelude::BASE64_URL_SAFE_NO_PAD;

    use super::*;
    use crate::profile::Key;
    use crate::secret::Source;

    fn profile(claims: &str) -> Profile {
        let key = Key { source: Source::Prompt, encoding: None };
        let claims = Claims::parse(claims).unwrap();
        Profile { key: Some(key), claims, ..Profile::new("p".parse().unwrap()) }
    }

    #[test]
    fn a_token_is_the_profile_s_when_it_says_all_of_it_and_no_more() {
        let own = profile(r#"{"iss":"i","sub":"s","aud":"a","quota":1}"#);
        let is_made_by = |profile: &Profile, claims: &str| {
            let text = |json: &str| BASE64_URL_SAFE_NO_PAD.encode(json);
            is_made_by(profile, &format!("{}.{}.c2ln", text(r#"{"alg":"HS256"}"#), text(claims)))
        };
        for ours in [
            r#"{"iss":"i","sub":"s","aud":"a","quota":1,"exp":2}"#,
            r#"{"quota": 1,"sub":"s","aud":"a","iss":"i","exp":2,"iat":1,"nbf":1,"jti":"x"}"#,
        ] {
            assert!(is_made_by(&own, ours), "{ours}");
        }
        for other in [
            r#"{"iss":"i","sub":"s","aud":"a","quota":1}"#,
            r#"{"iss":"i","sub":"s","aud":"a","exp":2}"#,
            r#"{"iss":"i","sub":"s","aud":"a","quota":2,"exp":2}"#,
            r#"{"iss":"i","sub":"s","aud":"a","quota":"1","exp":2}"#,
            r#"{"iss":"i","sub":"s","aud":["a","b"],"quota":1,"exp":2}"#,
            r#"{"iss":"i","sub":"s","aud":"a","quota":1,"role":"admin","exp":2}"#,
            r#"{"iss":"i","sub":"t","aud":"a","quota":1,"exp":2}"#,
        ] {
            assert!(!is_made_by(&own, other), "{other}");
        }
        let keyless = Profile { key: None, ..own };
        assert!(!is_made_by(&keyless, r#"{"iss":"i","sub":"s","aud":"a","quota":1,"exp":2}"#));
        // Where nothing names anybody, it could be anybody's.
        assert!(!is_made_by(&profile(r#"{"aud":"a"}"#), r#"{"aud":"a","exp":2}"#));
        assert!(!is_made_by(&profile("{}"), "opaque"));
    }
}
