//! When a kept token will do, on both sides of each boundary.

use super::*;

const DAY: i64 = 24 * HOUR;

/// One that was made at noon is asked for again: why a new one is made, if it is.
fn again(place: &Place, wanted: Wanted, now: Time) -> Option<Why> {
    let first = place.get(noon()).token;
    let second = place.token(wanted, now).unwrap();
    assert_eq!(second.made.is_none(), second.token == first);
    second.made
}

#[test]
fn makes_one_when_none_is_kept() {
    let place = Place::new();
    let given = place.get(noon());
    assert_eq!((given.made, given.kept, given.expires_at), (Some(Why::NoneKept), true, Some(at(DAY))));
    assert_eq!(place.kept(), Some(given.token));
}

#[test]
fn gives_the_kept_one_to_the_last_second_of_the_wanted_life() {
    assert_eq!(again(&Place::new(), Wanted::default(), noon()), None);
    assert_eq!(again(&Place::new(), Wanted::default(), at(DAY - HOUR)), None);
    let short = Why::Short { left: Span::from_secs(3599), wanted: Span::from_hours(1) };
    assert_eq!(again(&Place::new(), Wanted::default(), at(DAY - HOUR + 1)), Some(short));
}

#[test]
fn the_wanted_life_is_the_flag_then_the_profile_then_an_hour_or_half() {
    let short =
        |left, wanted| Some(Why::Short { left: Span::from_secs(left), wanted: Span::from_secs(wanted) });
    assert_eq!(again(&Place::new(), with_life(60), at(DAY - 60)), None);
    assert_eq!(again(&Place::new(), with_life(60), at(DAY - 59)), short(59, 60));

    let mut place = Place::new();
    place.profile.min_ttl = Some(Span::from_secs(600));
    assert_eq!(again(&place, Wanted::default(), at(DAY - 600)), None);
    assert_eq!(again(&place, Wanted::default(), at(DAY - 599)), short(599, 600));

    // What the profile demands is refused with less.
    place.profile.demands.min_ttl = Some(Span::from_secs(700));
    assert_eq!(again(&place, Wanted::default(), at(DAY - 700)), None);
    assert_eq!(again(&place, Wanted::default(), at(DAY - 699)), short(699, 700));
    place.profile.demands.min_ttl = Some(Span::from_secs(500));
    assert_eq!(again(&place, Wanted::default(), at(DAY - 599)), short(599, 600));

    let mut place = Place::new();
    place.profile.ttl = Span::from_secs(1000);
    assert_eq!(again(&place, Wanted::default(), at(500)), None);
    assert_eq!(again(&place, Wanted::default(), at(501)), short(499, 500));
}

#[test]
fn a_token_has_expired_in_the_second_of_its_exp() {
    assert_eq!(again(&Place::new(), with_life(0), at(DAY - 1)), None);
    assert_eq!(again(&Place::new(), with_life(0), at(DAY)), Some(Why::Expired { at: at(DAY) }));
}

#[test]
fn makes_a_new_one_when_the_profile_would_make_another() {
    let changes: [fn(&mut Profile); 7] = [
        |profile| profile.claims.set("role", r#""user""#.to_owned()),
        |profile| profile.alg = Some(crate::jwt::Alg::HS256),
        |profile| profile.ttl = Span::from_hours(23),
        |profile| profile.omit.push("jti".to_owned()),
        |profile| profile.backdate = Span::from_secs(5),
        |profile| profile.demands.typ = Some("at+jwt".to_owned()),
        |profile| {
            profile.key = Some(Key { source: Source::Variable("OTHER".to_owned()), encoding: None });
        },
    ];
    for (index, change) in changes.into_iter().enumerate() {
        let mut place = Place::new();
        place.get(noon());
        change(&mut place.profile);
        assert_eq!(place.get(noon()).made, Some(Why::ProfileChanged), "change {index}");
        assert_eq!(place.get(noon()).made, None, "change {index}");
    }
}

#[test]
fn what_makes_no_other_token_changes_nothing() {
    let changes: [fn(&mut Profile); 4] = [
        |profile| profile.min_ttl = Some(Span::from_secs(60)),
        |profile| profile.url = Some("https://mcp.example.com".to_owned()),
        |profile| profile.variable = "X".to_owned(),
        |profile| profile.demands.required.push("sub".to_owned()),
    ];
    for change in changes {
        let mut place = Place::new();
        place.get(noon());
        change(&mut place.profile);
        assert_eq!(place.get(noon()).made, None);
    }
}

#[test]
fn makes_a_new_one_when_the_key_of_now_has_not_signed_the_kept_one() {
    let place = Place::new();
    *place.keys.kid.borrow_mut() = None;
    place.get(noon());
    assert_eq!(place.get(noon()).made, None);
    place.keys.byte.set(8);
    assert_eq!(place.get(noon()).made, Some(Why::KeyChanged));
    assert_eq!(place.get(noon()).made, None);
}

#[test]
fn says_that_a_token_is_the_last_one_while_its_key_cannot_be_used() {
    let place = Place::new();
    *place.keys.kid.borrow_mut() = None;
    let first = place.get(noon()).token;
    place.keys.is_away.set(true);
    let given = place.get(noon());
    assert_eq!((&given.token, given.made), (&first, None));
    assert!(matches!(given.notes.as_slice(), [Note::Last(NoKey)]));
    let asked = place.token(no_refresh(), noon()).unwrap();
    assert_eq!((asked.token, asked.notes.len()), (first, 0));
}

#[test]
fn makes_a_new_one_when_the_key_has_another_kid() {
    let place = Place::new();
    place.get(noon());
    place.keys.turn_to("bbbbbbbb");
    let given = place.get(noon());
    assert_eq!(given.made, Some(Why::KeyChanged));
    assert!(header(&given.token).contains(r#""kid":"bbbbbbbb""#));
    assert_eq!(place.get(noon()).made, None);
}

#[test]
fn makes_a_new_one_in_the_place_of_one_that_is_not_ours() {
    let place = Place::new();
    let ours = place.get(noon()).token;
    for foreign in ["opaque", "eyJhbGciOiJIUzI1NiJ9.eyJleHAiOjE3OTUyNjI0MDB9.c2ln"] {
        place.put(&Secret::new(foreign.as_bytes().to_vec()));
        let given = place.get(noon());
        assert_eq!(given.made, Some(Why::NotOurs), "{foreign}");
        assert_ne!(given.token, ours);
    }
}

#[test]
fn a_new_one_is_made_when_it_is_asked_for() {
    assert_eq!(again(&Place::new(), force_new(), noon()), Some(Why::Asked));
    assert_eq!(Place::new().token(force_new(), noon()).unwrap().made, Some(Why::Asked));
}

#[test]
fn none_is_made_when_that_is_forbidden() {
    assert_eq!(unfit(Place::new().token(no_refresh(), noon())), Unfit::NothingKept);

    let place = Place::new();
    let kept = place.get(noon()).token;
    let given = place.token(no_refresh(), at(DAY - 1)).unwrap();
    assert_eq!((given.token == kept, given.notes.len()), (true, 1), "short of life, and said");
    assert_eq!(place.token(no_refresh(), at(DAY - HOUR)).unwrap().notes.len(), 0);
    let expired = unfit(place.token(no_refresh(), at(DAY)));
    assert_eq!(expired, Unfit::Expired { at: at(DAY), ago: Span::ZERO });
    let short = unfit(place.token(Wanted { no_refresh: true, ..with_life(61) }, at(DAY - 60)));
    assert_eq!(short, Unfit::Short { left: Span::from_secs(60), wanted: Span::from_secs(61) });
    assert!(place.token(Wanted { no_refresh: true, ..with_life(60) }, at(DAY - 60)).is_ok());

    place.keys.turn_to("bbbbbbbb");
    assert_eq!(unfit(place.token(no_refresh(), noon())), Unfit::NothingKept);
    assert_eq!(place.keys.signed.get(), 1);
}

#[test]
fn a_profile_that_keeps_none_makes_none_when_that_is_forbidden() {
    let place = Place::new();
    let fresh = Fresh { store: None, ..place.fresh() };
    assert_eq!(unfit(fresh.token(no_refresh(), noon())), Unfit::NothingKept);
    assert_eq!(place.keys.signed.get(), 0);
}

#[test]
fn more_life_than_a_new_one_has_cannot_be_had() {
    let day = Span::from_hours(24);
    for place in [Place::new(), {
        let place = Place::new();
        place.get(noon());
        place
    }] {
        let signed = place.keys.signed.get();
        assert!(place.token(with_life(day.secs()), noon()).is_ok());
        let wanted = Span::from_secs(day.secs() + 1);
        let short = unfit(place.token(with_life(wanted.secs()), noon()));
        assert_eq!(short, Unfit::Short { left: day, wanted });
        assert!(place.keys.signed.get() <= signed + 1);
    }
    let place = Place::new();
    let nowhere = Fresh { store: None, ..place.fresh() };
    let wanted = Span::from_secs(day.secs() + 1);
    assert_eq!(unfit(nowhere.token(with_life(wanted.secs()), noon())), Unfit::Short { left: day, wanted });
}

#[test]
fn a_new_token_is_made_of_what_the_profile_says() {
    let mut place = Place::new();
    place.profile.backdate = Span::from_secs(5);
    place.profile.demands.typ = Some("at+jwt".to_owned());
    let token = place.get(noon()).token;
    assert_eq!(header(&token), r#"{"alg":"HS256","typ":"at+jwt","kid":"aaaaaaaa"}"#);
    let claims = claims(&token);
    let names: Vec<_> = claims.members().map(|(name, _)| name).collect();
    assert_eq!(names, ["sub", "role", "iat", "exp", "jti"]);
    assert_eq!(claims.get("iat"), Some((NOON - 5).to_string().as_str()));
    assert_eq!(claims.get("exp"), Some((NOON + DAY).to_string().as_str()));
    assert_eq!(claims.text("jti").map(|jti| jti.len()), Some(32));

    place.profile.omit = vec!["iat".to_owned(), "jti".to_owned()];
    let token = place.get(noon()).token;
    let claims = self::claims(&token);
    let names: Vec<_> = claims.members().map(|(name, _)| name).collect();
    assert_eq!(names, ["sub", "role", "exp"]);
}

#[test]
fn makes_a_new_one_when_the_kept_one_was_made_by_a_clock_that_was_ahead() {
    assert_eq!(again(&Place::new(), Wanted::default(), at(-60)), None);
    assert_eq!(again(&Place::new(), Wanted::default(), at(-61)), Some(Why::IssuedAhead));
}
