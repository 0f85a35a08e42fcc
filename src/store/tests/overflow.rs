use super::*;

/// What a keychain takes here: its own keys and little more.
const MAX: usize = 64;

#[test]
fn does_what_every_store_does() {
    let place = Place::new();
    conformance::run(&Overflow::new(Memory::of_at_most(MAX), place.folder.clone()));
}

#[test]
fn touches_no_file_where_the_keychain_takes_everything() {
    let place = Place::new();
    conformance::run(&Overflow::new(Memory::default(), place.folder.clone()));
    assert!(place.names().is_empty());
}

#[test]
fn keeps_what_just_fits_in_the_keychain() {
    let place = Place::new();
    let memory = Memory::of_at_most(MAX);
    let store = Overflow::new(&memory, place.folder.clone());
    store.write(&entry("a"), &secret([7; MAX])).unwrap();
    assert!(place.names().is_empty());
    assert_eq!(memory.entries(), [entry("a")]);

    store.write(&entry("a"), &secret([7; MAX + 1])).unwrap();
    assert_eq!(place.names().len(), 1);
    assert_eq!(memory.entries(), [Entry::overflow_key(&entry("a"))]);
}

#[test]
fn leaves_nothing_behind_when_a_value_shrinks_or_goes() {
    let place = Place::new();
    let memory = Memory::of_at_most(MAX);
    let store = Overflow::new(&memory, place.folder.clone());
    store.write(&entry("a"), &secret([1; 500])).unwrap();
    store.write(&entry("a"), &secret("short")).unwrap();
    assert!(place.names().is_empty());
    assert_eq!(memory.entries(), [entry("a")]);

    store.write(&entry("a"), &secret([2; 500])).unwrap();
    assert!(store.remove(&entry("a")).unwrap());
    assert!(place.names().is_empty());
    assert!(memory.entries().is_empty());
}

#[test]
fn does_not_open_a_file_with_the_key_of_another() {
    let place = Place::new();
    let memory = Memory::of_at_most(MAX);
    let store = Overflow::new(&memory, place.folder.clone());
    store.write(&entry("a"), &secret([1; 500])).unwrap();
    store.write(&entry("b"), &secret([2; 500])).unwrap();
    let key = memory.read(&Entry::overflow_key(&entry("b"))).unwrap().unwrap();
    memory.write(&Entry::overflow_key(&entry("a")), &key).unwrap();
    assert!(matches!(store.read(&entry("a")), Err(StoreError::WrongKey { .. })));

    memory.write(&Entry::overflow_key(&entry("a")), &secret("no key")).unwrap();
    assert!(matches!(store.read(&entry("a")), Err(StoreError::Damaged { .. })));
}

/// The keychain was emptied by hand: the file is lost, and in nobody's way.
#[test]
fn a_file_without_its_key_is_no_value_whatever_happens_next() {
    let place = Place::new();
    let memory = Memory::of_at_most(MAX);
    let store = Overflow::new(&memory, place.folder.clone());
    store.write(&entry("a"), &secret([1; 500])).unwrap();
    memory.remove(&Entry::overflow_key(&entry("a"))).unwrap();
    assert_eq!(store.read(&entry("a")).unwrap(), None);

    // The new key is there, the new file is not.
    memory.dies_at(3);
    store.write(&entry("a"), &secret([2; 500])).unwrap_err();
    memory.revive();
    assert_eq!(memory.entries(), [Entry::overflow_key(&entry("a"))]);
    assert_eq!(store.read(&entry("a")).unwrap(), None);
}

/// Every state that a kill can leave is a state that a second kill can hit. A write makes at most three calls, and a kill
/// comes before a call has done its work or after.
#[test]
fn has_the_old_or_the_new_value_whole_after_a_kill_at_any_point() {
    let lengths = [None, Some(10), Some(300)];
    for old in lengths {
        for new in lengths {
            for then in lengths {
                for first in 0..7 {
                    for second in [1, 3, 6] {
                        killed_twice([old, new, then], [first, second]);
                    }
                }
            }
        }
    }
}

fn killed_twice([old, new, then]: [Option<usize>; 3], kills: [usize; 2]) {
    let place = Place::new();
    let memory = Memory::of_at_most(MAX);
    let store = Overflow::new(&memory, place.folder.clone());
    let value = |length: Option<usize>, byte| length.map(|length| secret(vec![byte; length]));
    let set = |value: &Option<Secret>| match value {
        Some(value) => store.write(&entry("a"), value),
        None => store.remove(&entry("a")).map(|_| ()),
    };
    let context = format!("{old:?} {new:?} {then:?}, killed at {kills:?}");

    set(&value(old, b'o')).unwrap();
    let mut expected = value(old, b'o');
    for (next, kill) in [(value(new, b'n'), kills[0]), (value(then, b't'), kills[1])] {
        memory.dies_at(kill);
        let done = set(&next).is_ok();
        memory.revive();
        let found = store.read(&entry("a")).unwrap_or_else(|error| panic!("{context}: {error}"));
        if done {
            assert!(found == next, "{context}: done, and not there");
        } else {
            assert!(found == next || found == expected, "{context}: neither old nor new");
        }
        expected = found;
    }
    set(&None).unwrap();
    assert!(place.names().is_empty() && memory.entries().is_empty(), "{context}: something is left");
}
