//! Tokens that were issued elsewhere: handed out while they live, and never made.

use super::*;
use crate::jwt::{Encoder, HeaderOptions};

/// A token that somebody else issued.
fn issued(claims: &str) -> Secret {
    let key = SigningKey::from_secret(Secret::new(vec![9; 32]), None).unwrap();
    let encoder = Encoder::new(&key, &HeaderOptions { typ: None, more: Vec::new() }).unwrap();
    Secret::new(encoder.encode(claims).unwrap().into_bytes())
}

/// One that lives from noon for two hours.
fn two_hours() -> Secret {
    issued(&format!(r#"{{"sub":"partner","iat":{NOON},"exp":{}}}"#, NOON + 2 * HOUR))
}

fn kept(token: &Secret, said: Option<Time>) -> Place {
    let place = Place::without_key();
    place.fresh().keep(token, said).unwrap();
    place
}

#[test]
fn a_kept_one_is_given_while_it_lives() {
    let (token, place) = (two_hours(), kept(&two_hours(), None));
    for (now, notes) in [(0, 0), (HOUR, 0), (HOUR + 1, 1), (2 * HOUR - 1, 1)] {
        let given = place.get(at(now));
        assert_eq!((given.token == token, given.made, given.notes.len()), (true, None, notes), "{now}");
        assert_eq!(given.expires_at, Some(at(2 * HOUR)));
    }
    let expired = unfit(place.token(Wanted::default(), at(2 * HOUR)));
    assert_eq!(expired, Unfit::Expired { at: at(2 * HOUR), ago: Span::ZERO });
    assert_eq!(place.keys.signed.get(), 0);
}

/// Each life stays with its token, whichever of the two is kept in the end.
#[test]
fn one_that_got_no_answer_is_kept_or_not() {
    let [old, new] = [b"TEST-old", b"TEST-new"].map(|text| Secret::new(text.to_vec()));
    let place = kept(&old, Some(at(60)));
    place.store.hangs.set(true);
    let error = place.fresh().keep(&new, Some(at(90))).unwrap_err();
    assert!(matches!(error, FreshError::Store(StoreError::NoAnswer { .. })), "{error:?}");
    assert!(place.learnt().unwrap().is_unsettled());
    assert_eq!(place.get(noon()).expires_at, Some(at(60)));
    place.put(&new);
    assert_eq!(place.get(noon()).expires_at, Some(at(90)));

    place.store.hangs.set(false);
    place.fresh().keep(&old, Some(at(60))).unwrap();
    assert!(!place.learnt().unwrap().is_unsettled());
    assert_eq!(place.get(noon()).expires_at, Some(at(60)));
}

/// However often nobody answers, what is known of the kept token can still be read.
#[test]
fn many_that_got_no_answer_do_not_hide_the_one_before() {
    let [old, same] = [b"TEST-old", b"TEST-new"].map(|text| Secret::new(text.to_vec()));
    let place = kept(&old, Some(at(60)));
    place.store.hangs.set(true);
    let keep = |token: &Secret, life| place.fresh().keep(token, Some(at(life))).unwrap_err();
    let depth = || {
        let learnt = place.learnt().unwrap();
        std::iter::successors(learnt.before.as_deref(), |known| known.before.as_deref()).count()
    };
    for round in 0..200 {
        keep(&same, 90 + round);
        assert_eq!(depth(), 1, "{round}");
    }
    assert_eq!(place.get(noon()).expires_at, Some(at(60)));
    let many: Vec<_> = (0..200).map(|nth| Secret::new(format!("TEST-{nth}").into_bytes())).collect();
    for (token, life) in many.iter().zip(1000..) {
        keep(token, life);
        assert!(depth() <= 5);
    }
    assert_eq!(place.get(noon()).expires_at, Some(at(60)));
    for (nth, life) in [(199, 1199), (195, 1195)] {
        place.put(&many[nth]);
        assert_eq!(place.get(noon()).expires_at, Some(at(life)));
    }
}

#[test]
fn why_nothing_was_kept_comes_before_what_could_not_be_learnt_again() {
    let place = kept(&two_hours(), None);
    place.store.refuses.set(true);
    *place.store.takes_away.borrow_mut() = Some(place.learnt.path().to_owned());
    let error = place.fresh().keep(&Secret::new(b"TEST-new".to_vec()), None).unwrap_err();
    assert!(matches!(error, FreshError::Store(StoreError::Locked)), "{error:?}");
}

#[test]
fn one_that_is_refused_changes_nothing_that_is_known() {
    let new = Secret::new(b"TEST-new".to_vec());
    for place in [Place::without_key(), kept(&two_hours(), None)] {
        let known = place.learnt();
        place.store.refuses.set(true);
        assert!(matches!(place.fresh().keep(&new, None), Err(FreshError::Store(StoreError::Locked))));
        assert_eq!(place.learnt(), known);
    }
}

#[test]
fn life_that_is_asked_for_is_a_demand() {
    let place = kept(&two_hours(), None);
    assert_eq!(place.token(with_life(60), at(2 * HOUR - 60)).unwrap().notes.len(), 0);
    let short = unfit(place.token(with_life(60), at(2 * HOUR - 59)));
    assert_eq!(short, Unfit::Short { left: Span::from_secs(59), wanted: Span::from_secs(60) });
}

#[test]
fn the_profile_says_what_life_is_liked() {
    let mut place = kept(&two_hours(), None);
    place.profile.min_ttl = Some(Span::from_secs(10));
    assert_eq!(place.get(at(2 * HOUR - 10)).notes.len(), 0);
    assert_eq!(place.get(at(2 * HOUR - 9)).notes.len(), 1);
}

#[test]
fn an_opaque_one_lives_for_ever_or_as_long_as_was_said() {
    let opaque = Secret::new(b"TEST-opaque".to_vec());
    let place = kept(&opaque, None);
    let given = place.get(at(1 << 40));
    assert_eq!((given.token == opaque, given.expires_at, given.notes.len()), (true, None, 0));

    // Nobody can promise it life.
    let wanted = Span::from_secs(1);
    assert_eq!(unfit(place.token(with_life(1), noon())), Unfit::Unknown { wanted });
    assert_eq!(place.token(with_life(0), noon()).unwrap().token, opaque);

    let place = kept(&opaque, Some(at(60)));
    assert_eq!(place.get(at(59)).expires_at, Some(at(60)));
    assert!(matches!(unfit(place.token(Wanted::default(), at(60))), Unfit::Expired { .. }));
}

#[test]
fn what_is_said_of_its_life_counts_for_a_jwt_without_exp_only() {
    assert_eq!(kept(&issued(r#"{"sub":"a"}"#), Some(at(60))).get(noon()).expires_at, Some(at(60)));
    assert_eq!(kept(&two_hours(), Some(at(60))).get(noon()).expires_at, Some(at(2 * HOUR)));
}

#[test]
fn what_was_said_of_one_token_does_not_count_for_another() {
    let place = kept(&Secret::new(b"TEST-opaque".to_vec()), Some(at(60)));
    place.put(&Secret::new(b"TEST-another".to_vec()));
    assert_eq!(place.get(at(60)).expires_at, None);
}

#[test]
fn none_can_be_made() {
    assert_eq!(unfit(Place::without_key().token(Wanted::default(), noon())), Unfit::NothingKept);
    assert_eq!(unfit(kept(&two_hours(), None).token(force_new(), noon())), Unfit::IssuedElsewhere);
    let place = Place::without_key();
    let nowhere = Fresh { store: None, ..place.fresh() };
    assert!(matches!(nowhere.token(Wanted::default(), noon()), Err(FreshError::NoKey)));
    assert!(matches!(nowhere.keep(&two_hours(), None), Err(FreshError::KeptNowhere)));
}

#[test]
fn what_it_says_is_learnt_with_no_digest() {
    let learnt = kept(&two_hours(), None).learnt().unwrap();
    assert_eq!((learnt.generation, learnt.digest, learnt.sub.as_deref()), (1, None, Some("partner")));
    assert_eq!((learnt.issued_at, learnt.expires_at), (Some(noon()), Some(at(2 * HOUR))));
}

#[test]
fn a_profile_that_gets_a_key_makes_its_own() {
    let mut place = kept(&two_hours(), None);
    place.profile.key = Place::new().profile.key;
    assert_eq!(place.get(noon()).made, Some(Why::NotOurs));
}
