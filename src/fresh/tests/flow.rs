//! Many runs at once, keys that are away, stores that refuse, and what is learnt.

use super::*;

const DAY: i64 = 24 * HOUR;

/// Another run makes a token after this one has looked, and before it has the lock.
fn another_run_makes_one(place: &Place, now: Time) {
    let (learnt, profile) = (place.learnt.clone(), place.profile.clone());
    *place.store.meanwhile.borrow_mut() = Some(Box::new(move |store: &Shelf| {
        let keys = Signer::default();
        let key = keys.signing_key().unwrap();
        let token = make::token(&profile, &key, now).unwrap();
        store.items.borrow_mut().insert(profile.token_entry(), token.clone());
        let generation = Learnt::read(&learnt, &profile.name).unwrap().map_or(0, |learnt| learnt.generation);
        let (digest, key) = (Some(profile.claims_digest()), Some("aaaaaaaa".to_owned()));
        Learnt { digest, key, ..Learnt::of(&token, None, generation + 1) }
            .write(&learnt, &profile.name)
            .unwrap();
    }));
    place.store.reads.set(0);
}

#[test]
fn a_token_that_came_about_while_waiting_is_taken() {
    for (wanted, before) in [
        (Wanted::default(), None),
        (Wanted::default(), Some(at(-DAY))),
        (force_new(), None),
        (force_new(), Some(at(-HOUR))),
    ] {
        let place = Place::new();
        if let Some(before) = before {
            place.get(before);
        }
        let signed = place.keys.signed.get();
        another_run_makes_one(&place, noon());
        let given = place.token(wanted, noon()).unwrap();
        assert_eq!((given.made, place.keys.signed.get()), (None, signed), "{wanted:?} {before:?}");
        assert_eq!(place.kept(), Some(given.token));
    }
}

#[test]
fn a_token_that_came_about_while_waiting_must_still_be_good_enough() {
    let place = Place::new();
    another_run_makes_one(&place, at(-DAY + 60));
    let given = place.get(noon());
    let short = Why::Short { left: Span::from_secs(60), wanted: Span::from_hours(1) };
    assert_eq!((given.made, place.keys.signed.get()), (Some(short), 1));
}

#[test]
fn force_new_makes_one_when_nobody_else_did() {
    let place = Place::new();
    let first = place.get(noon()).token;
    assert_ne!(place.token(force_new(), noon()).unwrap().token, first);
    assert_eq!(place.keys.signed.get(), 2);
}

#[test]
fn a_good_token_needs_no_lock() {
    let place = Place::new();
    let token = place.get(noon()).token;
    let _held = place.held();
    let given = place.get(noon());
    assert_eq!((given.token == token, given.notes.len()), (true, 0));
}

#[test]
fn a_run_that_never_lets_go_does_not_stop_the_others() {
    let place = Place::new();
    let _held = place.held();
    let given = place.get(noon());
    assert_eq!((given.made, given.kept), (Some(Why::NoneKept), false));
    assert!(matches!(given.notes[..], [Note::Busy]));
    assert_eq!((place.kept(), place.learnt()), (None, None));
}

#[test]
fn what_came_while_a_run_waited_in_vain_is_handed_out() {
    let place = Place::new();
    let token = place.get(noon()).token;
    place.store.items.borrow_mut().clear();
    place.store.reads.set(0);
    let (entry, kept) = (place.profile.token_entry(), token.clone());
    *place.store.meanwhile.borrow_mut() =
        Some(Box::new(move |shelf| drop(shelf.items.borrow_mut().insert(entry, kept))));
    let _held = place.held();
    let given = place.get(noon());
    assert_eq!((given.token == token, given.made, given.notes.len()), (true, None, 0));
}

#[test]
fn beside_a_run_that_never_lets_go_a_living_token_is_given_unless_more_was_asked_for() {
    let place = Place::new();
    let kept = place.get(noon()).token;
    let _held = place.held();
    let given = place.get(at(DAY - 1));
    assert_eq!((given.token == kept, given.made), (true, None));
    assert!(matches!(given.notes[..], [Note::Busy]));
    for (wanted, now) in
        [(with_life(HOUR.unsigned_abs()), at(DAY - 1)), (Wanted::default(), at(DAY)), (force_new(), noon())]
    {
        let given = place.token(wanted, now).unwrap();
        assert_eq!(
            (given.token == kept, given.made.is_some(), given.kept),
            (false, true, false),
            "{wanted:?}"
        );
    }
}

#[test]
fn keeping_and_forgetting_wait_for_the_lock() {
    let place = Place::new();
    place.get(noon());
    let held = place.held();
    let token = Secret::new(b"TEST".to_vec());
    assert!(matches!(place.fresh().keep(&token, None), Err(FreshError::Busy)));
    assert!(matches!(place.fresh().forget(), Err(FreshError::Busy)));
    drop(held);
    assert!(place.fresh().forget().unwrap().was_there);
    assert_eq!((place.kept(), place.learnt()), (None, None));
    assert!(!place.fresh().forget().unwrap().was_there);
}

#[test]
fn profiles_that_share_an_entry_share_the_lock() {
    let (mut one, mut other) = (Place::new(), Place::new());
    assert_eq!(lock_name(&one.profile), lock_name(&other.profile));
    let shared = Keeping::Keychain(Entry::new("exai-mcp", "jwt_token").unwrap());
    other.profile.name = "other".parse().unwrap();
    assert_ne!(lock_name(&one.profile), lock_name(&other.profile));
    (one.profile.token, other.profile.token) = (shared.clone(), shared);
    assert_eq!(lock_name(&one.profile), lock_name(&other.profile));
}

#[test]
fn a_living_token_is_given_when_the_key_is_away() {
    let place = Place::new();
    let kept = place.get(noon()).token;
    place.keys.is_away.set(true);
    assert!(place.get(at(DAY - HOUR)).notes.is_empty());
    let given = place.get(at(DAY - 1));
    assert_eq!((given.token == kept, given.made), (true, None));
    assert!(matches!(given.notes[..], [Note::NoKey(NoKey)]));
}

#[test]
fn no_token_is_given_when_the_key_is_away_and_the_kept_one_is_not_what_was_asked_for() {
    let place = Place::new();
    assert!(place.fresh().token(Wanted::default(), noon()).is_ok());
    place.keys.is_away.set(true);
    let refused =
        |place: &Place, wanted, now| matches!(place.token(wanted, now), Err(FreshError::Key(NoKey)));
    assert!(refused(&place, Wanted::default(), at(DAY)), "expired");
    assert!(refused(&place, with_life(60), at(DAY - 59)), "life was asked for");
    assert!(refused(&place, force_new(), noon()), "a new one was asked for");
    place.keys.turn_to("bbbbbbbb");
    assert!(refused(&place, Wanted::default(), noon()), "of another key");
    place.keys.turn_to("aaaaaaaa");
    let mut place = place;
    place.profile.claims.set("role", r#""user""#.to_owned());
    assert!(refused(&place, Wanted::default(), noon()), "of another profile");
}

#[test]
fn a_store_that_does_not_keep_is_an_error_and_nothing_is_learnt() {
    let place = Place::new();
    place.store.refuses.set(true);
    assert!(matches!(place.token(Wanted::default(), noon()), Err(FreshError::Store(StoreError::Locked))));
    assert_eq!((place.kept(), place.learnt()), (None, None));

    place.store.refuses.set(false);
    let kept = place.get(noon()).token;
    let learnt = place.learnt();
    place.store.refuses.set(true);
    assert!(place.token(force_new(), noon()).is_err());
    assert_eq!((place.kept(), place.learnt()), (Some(kept), learnt));
}

#[test]
fn a_token_that_is_kept_and_not_yet_learnt_is_made_once_more() {
    let place = Place::new();
    place.get(noon());
    Learnt::forget(&place.learnt, &place.profile.name).unwrap();
    assert_eq!(place.get(noon()).made, Some(Why::NotOurs));
    assert_eq!(place.get(noon()).made, None);
}

#[test]
fn a_damaged_file_of_what_was_learnt_is_as_good_as_none() {
    for damage in ["", "{", "[]", r#"{"generation":1,"token":"x","more":1}"#] {
        let place = Place::new();
        place.get(noon());
        place.learnt.write("exai.json", damage.as_bytes()).unwrap();
        assert_eq!(place.get(noon()).made, Some(Why::NotOurs), "{damage}");
        assert_eq!(place.learnt().map(|learnt| learnt.generation), Some(1));
    }
}

#[test]
fn what_is_learnt_tells_of_the_token_and_does_not_hold_it() {
    let place = Place::new();
    for generation in 1..=3 {
        let given = place.token(force_new(), noon()).unwrap();
        let learnt = place.learnt().unwrap();
        assert_eq!(learnt.generation, generation);
        assert_eq!(learnt.token, learnt::digest(&given.token));
        assert_eq!(learnt.digest, Some(place.profile.claims_digest()));
        assert_eq!(learnt.key.as_deref(), Some("aaaaaaaa"));
        assert_eq!((learnt.sub.as_deref(), learnt.role.as_deref()), (Some("agent_001"), Some("admin")));
        assert_eq!((learnt.issued_at, learnt.expires_at), (Some(noon()), Some(at(DAY))));
        let file = place.learnt.read("exai.json").unwrap().unwrap();
        let token = std::str::from_utf8(given.token.expose()).unwrap();
        assert!(!String::from_utf8_lossy(&file).contains(token.rsplit('.').next().unwrap()));
    }
}

#[test]
fn a_profile_that_keeps_nothing_makes_one_each_time() {
    let place = Place::new();
    let fresh = Fresh { store: None, ..place.fresh() };
    let (one, two) =
        (fresh.token(Wanted::default(), noon()).unwrap(), fresh.token(Wanted::default(), noon()).unwrap());
    assert_ne!(one.token, two.token);
    assert_eq!((one.made, one.kept, place.learnt()), (Some(Why::KeptNowhere), false, None));
}
