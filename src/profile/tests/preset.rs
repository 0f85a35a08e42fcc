use super::*;
use crate::profile::{HeaderForm, Preset, url};

#[test]
fn every_preset_makes_a_profile_that_can_be_kept() {
    for preset in Preset::ALL {
        assert_eq!(Preset::named(preset.name), Some(preset));
        let profile = preset.profile(name(preset.name), &Claims::default(), &[]);
        let mut file = profiles("");
        file.set(&profile).unwrap();
        assert_eq!(file.profile(&profile.name), Ok(Some(profile.clone())));
        assert_eq!(profile.claims, claims(preset.claims));
        assert!(preset.url.is_none_or(|address| url::check(address).is_ok()));
    }
    assert_eq!(Preset::named("EXAI"), None);
}

#[test]
fn a_preset_gives_what_the_guide_says_and_the_user_wins() {
    let said = claims(r#"{"quota":1000,"team":"a","sub":"agent_001"}"#);
    let profile = Preset::named("exai").unwrap().profile(name("work"), &said, &[]);
    assert_eq!(
        profile.claims.to_json(),
        r#"{"sub":"agent_001","name":"AI Client","iss":"exai-mcp-server","aud":"exai-mcp-client","quota":1000,"role":"user","team":"a"}"#
    );
    assert_eq!(profile.token, Keeping::Keychain(Entry::new("exai-mcp", "jwt_token").unwrap()));
    assert_eq!((profile.variable.as_str(), profile.wanted_life()), ("EXAI_JWT_TOKEN", Span::from_hours(1)));
    assert_eq!(profile.demands, exai().demands);

    let bare = Preset::named("calculator").unwrap().profile(name("default"), &Claims::default(), &[]);
    assert_eq!((bare.header, bare.variable.as_str()), (HeaderForm::Nothing, "JWT_TOKEN"));
    let scoped = Preset::named("dhafnck").unwrap().profile(name("d"), &Claims::default(), &[]);
    assert_eq!(scoped.demands.scopes, ["mcp:access", "execute:mcp"]);
    assert_eq!(scoped.ttl, Span::from_days(7));
}

#[test]
fn a_preset_demands_nothing_of_a_claim_that_its_tokens_do_without() {
    let made = |preset: &str, said: &str, without: &[&str]| {
        let without: Vec<_> = without.iter().map(|&claim| claim.to_owned()).collect();
        Preset::named(preset).unwrap().profile(name("a"), &claims(said), &without)
    };
    let profile = made("exai", "{}", &["iss", "aud", "quota", "iat"]);
    assert_eq!(profile.claims.to_json(), r#"{"name":"AI Client","role":"user"}"#);
    assert_eq!(
        (profile.demands.required, profile.demands.min_quota),
        (vec!["sub".into(), "exp".into()], None)
    );
    assert_eq!(made("calculator", "{}", &["permissions"]).demands.required, [""; 0]);
    assert_eq!(made("dhafnck", "{}", &["scopes"]).demands.scopes, [""; 0]);
    assert_eq!(made("dhafnck", r#"{"scopes":["a","mcp:access"]}"#, &[]).demands.scopes, ["mcp:access"]);
}
