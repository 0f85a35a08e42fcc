//! The thread and the deadline, without a keychain: what is handed over here touches none.

use super::*;

const PATIENCE: Duration = Duration::from_secs(60);

#[test]
fn a_keychain_that_hangs_is_waited_for_once() {
    let mut keychain = Keychain::new(Duration::ZERO);
    let (never, hangs) = channel::<()>();
    let result = keychain.call(move |_| Ok(hangs.recv().is_ok()));
    assert!(matches!(result, Err(StoreError::NoAnswer { seconds: 0 })), "{result:?}");

    // Were it asked again, there would be an answer.
    keychain.deadline = PATIENCE;
    let result = keychain.call(|_| Ok(7));
    assert!(matches!(result, Err(StoreError::NoAnswer { seconds: 60 })), "{result:?}");
    drop(never);
}

#[test]
fn calls_of_one_keychain_share_a_thread() {
    let keychain = Keychain::new(PATIENCE);
    let first = keychain.call(|_| Ok(thread::current().id())).unwrap();
    assert_eq!(keychain.call(|_| Ok(thread::current().id())).unwrap(), first);
    assert_ne!(thread::current().id(), first);
}

#[test]
fn a_thread_that_dies_is_an_error_and_not_the_end() {
    let keychain = Keychain::new(PATIENCE);
    let result: Result<(), _> = keychain.call(|_| panic!("on purpose"));
    assert!(
        matches!(&result, Err(StoreError::Refused { cause }) if cause == "its thread ended"),
        "{result:?}"
    );
    assert!(matches!(keychain.call(|_| Ok(7)), Ok(7)));
}

#[test]
fn rounds_a_deadline_up() {
    for (millis, seconds) in [(0, 0), (1, 1), (1000, 1), (1001, 2), (3000, 3)] {
        assert_eq!(ceil(Duration::from_millis(millis)), seconds, "{millis}");
    }
}
