use proptest::prelude::*;

use super::*;

const NOON: Time = Time::from_unix(1_795_176_000);
const DAY: Span = Span::from_hours(24);

fn kid(number: u8) -> Kid {
    Kid::from_random([0, 0, 0, number])
}

fn new(number: u8) -> NewVersion {
    let fingerprint = Some("3f9a61c2".to_owned());
    NewVersion { kid: kid(number), bits: 256, fingerprint, weak: false, origin: Origin::Generated }
}

fn empty() -> Ring {
    Ring::new(Shelf::File, None)
}

fn later(hours: u64) -> Time {
    NOON.plus(Span::from_hours(hours))
}

/// Version 1 active since noon, version 2 next.
fn prepared() -> Ring {
    let mut ring = empty();
    ring.set(new(1), Replaced::Revoked, NOON).unwrap();
    ring.prepare(new(2), later(1)).unwrap();
    ring
}

fn verifying(ring: &Ring, now: Time) -> Vec<Kid> {
    ring.verifying(now).into_iter().map(|version| version.kid.clone()).collect()
}

fn states(ring: &Ring) -> Vec<State> {
    ring.versions().iter().map(|version| version.state).collect()
}

#[test]
fn a_first_secret_signs_at_once() {
    let mut ring = empty();
    assert_eq!((ring.signing(), ring.age(NOON), verifying(&ring, NOON)), (None, None, vec![]));
    ring.set(new(1), Replaced::Revoked, NOON).unwrap();
    assert_eq!(ring.signing().unwrap().kid, kid(1));
    assert_eq!(ring.age(later(24)), Some(DAY));
    let before = ring.clone();
    ring.set(new(1), Replaced::Revoked, later(5)).unwrap();
    assert_eq!(ring, before);
}

#[test]
fn a_replaced_secret_is_revoked_or_kept_for_a_while() {
    let mut ring = prepared();
    ring.set(new(3), Replaced::Revoked, later(2)).unwrap();
    assert_eq!(states(&ring), [State::Revoked, State::Next, State::Active]);
    assert_eq!(ring.versions()[0].revoked_at, Some(later(2)));
    assert_eq!(verifying(&ring, later(2)), [kid(3)]);
    ring.set(new(4), Replaced::KeptFor(DAY), later(3)).unwrap();
    assert_eq!(verifying(&ring, later(26)), [kid(4), kid(3)]);
    assert_eq!(verifying(&ring, later(27)), [kid(4)]);
    for taken in [1, 2, 3] {
        let error = ring.set(new(taken), Replaced::Revoked, later(4));
        assert_eq!(error, Err(RingError::KidTaken { kid: kid(taken) }));
    }
}

#[test]
fn what_is_prepared_is_not_doubled_and_does_not_verify() {
    let mut ring = prepared();
    let before = ring.clone();
    assert_eq!(ring.prepare(new(9), later(2)).unwrap().kid, kid(2));
    assert_eq!(ring, before);
    assert_eq!(verifying(&ring, later(2)), [kid(1)]);
    let mut bare = empty();
    bare.set(new(1), Replaced::Revoked, NOON).unwrap();
    assert_eq!(bare.prepare(new(1), NOON), Err(RingError::KidTaken { kid: kid(1) }));
}

#[test]
fn the_old_one_verifies_until_its_grace_ends_and_not_a_second_longer() {
    let mut ring = prepared();
    assert_eq!(ring.activate(DAY, later(2)), Ok(Activation::Done));
    assert_eq!(states(&ring), [State::Previous, State::Active]);
    assert_eq!(ring.signing().unwrap().activated_at, Some(later(2)));
    let end = later(26);
    let before_end = end.minus(Span::from_secs(1));
    assert_eq!(verifying(&ring, before_end), [kid(2), kid(1)]);
    assert_eq!(ring.versions()[0].grace_left(before_end), Some(Span::from_secs(1)));
    assert_eq!(ring.spent(before_end), Vec::<&Kid>::new());
    assert_eq!(verifying(&ring, end), [kid(2)]);
    assert_eq!(ring.versions()[0].grace_left(end), None);
    assert_eq!(ring.spent(end), [&kid(1)]);
}

#[test]
fn activating_twice_is_activating_once() {
    let mut ring = prepared();
    ring.activate(DAY, later(2)).unwrap();
    let once = ring.clone();
    assert_eq!(ring.activate(Span::ZERO, later(3)), Ok(Activation::Already));
    assert_eq!(ring, once);
    assert_eq!(empty().activate(DAY, NOON), Err(RingError::NothingToActivate));
}

#[test]
fn a_grace_that_was_promised_holds_when_another_steps_down() {
    let mut ring = prepared();
    ring.activate(DAY, later(2)).unwrap();
    ring.prepare(new(3), later(3)).unwrap();
    ring.activate(DAY, later(4)).unwrap();
    assert_eq!(verifying(&ring, later(4)), [kid(3), kid(2), kid(1)]);
    let end = later(2).plus(DAY);
    assert_eq!(verifying(&ring, end.minus(Span::from_secs(1))), [kid(3), kid(2), kid(1)]);
    assert_eq!(verifying(&ring, end), [kid(3), kid(2)]);
    assert_eq!(ring.spent(end), [&kid(1)]);
}

#[test]
fn revoking_is_for_good_and_remembers_the_first_date() {
    let mut ring = prepared();
    ring.activate(DAY, later(2)).unwrap();
    assert_eq!(ring.revoke(&Target::Previous, later(3)), Ok(vec![kid(1)]));
    assert_eq!(ring.revoke(&Target::Previous, later(4)), Ok(vec![]));
    assert_eq!(ring.revoke(&Target::Kid(kid(1)), later(4)), Ok(vec![kid(1)]));
    let revoked = ring.version(&kid(1)).unwrap();
    assert_eq!((revoked.state, revoked.revoked_at), (State::Revoked, Some(later(3))));
    assert_eq!((verifying(&ring, later(3)), ring.spent(later(3))), (vec![kid(2)], vec![&kid(1)]));
    let none = RingError::NoSuchKid { kid: kid(9) };
    assert_eq!(ring.revoke(&Target::Kid(kid(9)), later(4)), Err(none));
    ring.revoke(&Target::Kid(kid(2)), later(5)).unwrap();
    assert_eq!((ring.signing(), verifying(&ring, later(5))), (None, vec![]));
    ring.prepare(new(3), later(6)).unwrap();
    assert_eq!(ring.activate(DAY, later(6)), Ok(Activation::Done));
    assert_eq!(verifying(&ring, later(6)), [kid(3)]);
}

#[test]
fn is_a_small_text_file() {
    let mut ring = prepared();
    ring.activate(DAY, later(2)).unwrap();
    let text = String::from_utf8(ring.to_bytes()).unwrap();
    let expected = r#"{
  "schema": 1,
  "store": "file",
  "versions": [
    {
      "kid": "00000001",
      "state": "previous",
      "created_at": 1795176000,
      "activated_at": 1795176000,
      "verify_until": 1795269600,
      "bits": 256,
      "fingerprint": "3f9a61c2",
      "origin": "generated"
    },
    {
      "kid": "00000002",
      "state": "active",
      "created_at": 1795179600,
      "activated_at": 1795183200,
      "bits": 256,
      "fingerprint": "3f9a61c2",
      "origin": "generated"
    }
  ]
}
"#;
    assert_eq!(text, expected);
}

#[test]
fn refuses_what_is_no_ring_and_says_why() {
    let row =
        |more: &str| format!(r#"{{"kid":"00000001","created_at":1,"bits":256,"origin":"given",{more}}}"#);
    let ring = |rows: &[String]| format!(r#"{{"schema":1,"store":"file","versions":[{}]}}"#, rows.join(","));
    let active = row(r#""state":"active","activated_at":1"#);
    assert!(Ring::parse(ring(std::slice::from_ref(&active)).as_bytes()).is_ok());
    let other = active.replace("00000001", "00000002");
    let next = row(r#""state":"next""#);
    for (text, error) in [
        ("", "not a ring: not JSON at line 1 column 0"),
        ("{", "not a ring: not JSON at line 1 column 1"),
        ("null", "not a ring: a key or a value is missing or unknown at line 1 column 4"),
        ("{}", "not a ring: a key or a value is missing or unknown at line 1 column 2"),
        (r#"{"schema":2,"more":[]}"#, "the ring has schema 2, expected 1"),
        (
            r#"{"schema":1,"store":"file","versions":[],"x":1}"#,
            "not a ring: a key or a value is missing or unknown at line 1 column 44",
        ),
        (
            &ring(&[row(r#""state":"retired""#)]),
            "not a ring: a key or a value is missing or unknown at line 1 column 117",
        ),
        (
            &ring(&[row(r#""state":"active""#)]),
            "not a ring: `activated_at` belongs to a version that has signed, and to each of them",
        ),
        (
            &ring(&[row(r#""state":"previous","activated_at":1"#)]),
            "not a ring: `verify_until` belongs to a previous version, and to each of them",
        ),
        (
            &ring(&[row(r#""state":"revoked""#)]),
            "not a ring: `revoked_at` belongs to a revoked version, and to each of them",
        ),
        (&ring(&[active.clone(), other]), "not a ring: two active versions"),
        (&ring(&[next.clone(), next.replace("00000001", "00000002")]), "not a ring: two next versions"),
        (&ring(&[active, next]), "not a ring: two versions with one `kid`"),
        (
            &ring(&[row(r#""state":"next""#).replace("00000001", "A0000001")]),
            "not a ring: a key or a value is missing or unknown at line 1 column 56",
        ),
    ] {
        assert_eq!(Ring::parse(text.as_bytes()).unwrap_err().to_string(), error, "{text}");
    }
}

#[test]
fn says_what_a_transition_lacks() {
    for (error, text) in [
        (RingError::KidTaken { kid: kid(1) }, "another version of the secret has the `kid` `00000001`"),
        (RingError::NoSuchKid { kid: kid(1) }, "no version of the secret has the `kid` `00000001`"),
        (RingError::NothingToActivate, "the secret has no next version and no active one"),
    ] {
        assert_eq!(error.to_string(), text);
    }
}

#[derive(Debug, Clone)]
enum Step {
    Set(u8, Replaced),
    Prepare(u8),
    Activate(u64),
    Revoke(Target),
}

fn step() -> impl Strategy<Value = Step> {
    let replaced = prop_oneof![
        Just(Replaced::Revoked),
        (0..50_u64).prop_map(|hours| Replaced::KeptFor(Span::from_hours(hours))),
    ];
    let target = prop_oneof![Just(Target::Previous), (0..12_u8).prop_map(|number| Target::Kid(kid(number)))];
    prop_oneof![
        (0..12_u8, replaced).prop_map(|(number, replaced)| Step::Set(number, replaced)),
        (0..12_u8).prop_map(Step::Prepare),
        (0..50_u64).prop_map(Step::Activate),
        target.prop_map(Step::Revoke),
    ]
}

fn take(ring: &mut Ring, step: &Step, now: Time) {
    match step {
        Step::Set(number, replaced) => drop(ring.set(new(*number), *replaced, now)),
        Step::Prepare(number) => drop(ring.prepare(new(*number), now).cloned()),
        Step::Activate(hours) => drop(ring.activate(Span::from_hours(*hours), now)),
        Step::Revoke(target) => drop(ring.revoke(target, now)),
    }
}

proptest! {
    #[test]
    fn whatever_happens_a_ring_stays_one(steps in prop::collection::vec((step(), 0..30_u64), 0..30)) {
        let (mut ring, mut now) = (empty(), NOON);
        for (step, hours) in steps {
            now = now.plus(Span::from_hours(hours));
            let revoked: Vec<Kid> = ring.spent(now).into_iter()
                .filter(|kid| ring.version(kid).is_some_and(|version| version.state == State::Revoked))
                .cloned().collect();
            take(&mut ring, &step, now);

            for state in [State::Next, State::Active] {
                prop_assert!(states(&ring).iter().filter(|found| **found == state).count() <= 1);
            }
            let verifies = ring.verifying(now);
            prop_assert!(verifies.iter().all(|version| matches!(version.state, State::Active | State::Previous)));
            prop_assert!(revoked.iter().all(|kid| ring.version(kid).unwrap().state == State::Revoked));
            prop_assert!(ring.spent(now).iter().all(|kid| verifies.iter().all(|version| version.kid != **kid)));
            prop_assert_eq!(Ring::parse(&ring.to_bytes()), Ok(ring.clone()));

            let once = ring.clone();
            take(&mut ring, &step, now);
            prop_assert_eq!(&ring, &once, "{:?} twice is not once", step);
        }
    }
}
