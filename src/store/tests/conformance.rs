//! What every store does, whatever it is made of. `tests/peers/` runs the same against real keychains.
//!
//! Whoever includes this has `Entry`, `Secret` and `Store` in scope. Each case keeps to entries of its own.

use super::{Entry, Secret, Store};

/// A name, and what it checks.
pub(super) type Case = (&'static str, fn(&dyn Store));

pub(super) const CASES: [Case; 13] = [
    ("what was never written is absent", absent),
    ("what was written is read", written),
    ("a second value takes the place of the first", replaced),
    ("what was removed is absent", removed),
    ("an empty value is a value", empty),
    ("every byte comes back", binary),
    ("a hundred thousand bytes come back", long),
    ("a value grows and shrinks", grows_and_shrinks),
    ("what was long is removed", long_removed),
    ("odd words are words", odd_words),
    ("two entries stand side by side", side_by_side),
    ("a token and a secret of one name stand side by side", one_name),
    ("what the longest words name is apart from its neighbour", longest_words),
];

/// Runs them all against one store.
#[allow(clippy::print_stdout, reason = "names the case that fails")]
pub(super) fn run(store: &dyn Store) {
    for (name, case) in CASES {
        println!("{name}");
        case(store);
    }
}

fn absent(store: &dyn Store) {
    let entry = entry("mcp-token", "absent");
    assert_eq!(store.read(&entry).unwrap(), None);
    assert!(!store.remove(&entry).unwrap());
}

fn written(store: &dyn Store) {
    let entry = entry("mcp-token", "written");
    store.write(&entry, &value("eyJ.eyJ.sig")).unwrap();
    assert_eq!(store.read(&entry).unwrap(), Some(value("eyJ.eyJ.sig")));
    assert_eq!(store.read(&entry).unwrap(), Some(value("eyJ.eyJ.sig")), "reading changes nothing");
}

fn replaced(store: &dyn Store) {
    let entry = entry("mcp-token", "replaced");
    for text in ["one", "another one", "3", "3"] {
        store.write(&entry, &value(text)).unwrap();
        assert_eq!(store.read(&entry).unwrap(), Some(value(text)));
    }
}

fn removed(store: &dyn Store) {
    let entry = entry("mcp-token", "removed");
    for _ in 0..2 {
        store.write(&entry, &value("here")).unwrap();
        assert!(store.remove(&entry).unwrap());
        assert_eq!(store.read(&entry).unwrap(), None);
        assert!(!store.remove(&entry).unwrap(), "there is nothing to remove any more");
    }
}

fn empty(store: &dyn Store) {
    let entry = entry("mcp-token", "empty");
    store.write(&entry, &value("")).unwrap();
    assert_eq!(store.read(&entry).unwrap(), Some(value("")));
    assert!(store.remove(&entry).unwrap());
}

fn binary(store: &dyn Store) {
    let entry = entry("mcp-token", "binary");
    let bytes: Vec<u8> = (0..=255).rev().chain([0, 0, 10, 13, 10]).collect();
    store.write(&entry, &Secret::new(bytes.clone())).unwrap();
    assert_eq!(store.read(&entry).unwrap().unwrap().expose(), bytes);
}

fn long(store: &dyn Store) {
    let entry = entry("mcp-token", "long");
    let bytes: Vec<u8> =
        (0..100_000_u32).map(|number| number.to_le_bytes()[0] ^ number.to_le_bytes()[1]).collect();
    store.write(&entry, &Secret::new(bytes.clone())).unwrap();
    assert!(store.read(&entry).unwrap().unwrap().expose() == bytes);
}

fn grows_and_shrinks(store: &dyn Store) {
    let entry = entry("mcp-token", "grows and shrinks");
    for length in [10, 5_000, 20, 6_000, 7_000, 0] {
        let value = Secret::new(vec![b'x'; length]);
        store.write(&entry, &value).unwrap();
        assert!(store.read(&entry).unwrap() == Some(value), "{length}");
    }
    assert!(store.remove(&entry).unwrap());
    assert_eq!(store.read(&entry).unwrap(), None);
}

fn long_removed(store: &dyn Store) {
    let entry = entry("mcp-token", "long removed");
    store.write(&entry, &Secret::new(vec![b'x'; 5_000])).unwrap();
    assert!(store.remove(&entry).unwrap());
    assert_eq!(store.read(&entry).unwrap(), None);
    assert!(!store.remove(&entry).unwrap());
}

fn odd_words(store: &dyn Store) {
    let words = ["Jürgen Ö", "a b/c/../d", r#"quo"te'd \ $HOME `x` %s"#, "日本語 🔑", ".", "-x", " edge "];
    for (number, word) in words.into_iter().enumerate() {
        store.write(&entry(word, "odd"), &value(&format!("service {number}"))).unwrap();
        store.write(&entry("odd", word), &value(&format!("user {number}"))).unwrap();
    }
    for (number, word) in words.into_iter().enumerate() {
        assert_eq!(
            store.read(&entry(word, "odd")).unwrap(),
            Some(value(&format!("service {number}"))),
            "{word}"
        );
        assert_eq!(
            store.read(&entry("odd", word)).unwrap(),
            Some(value(&format!("user {number}"))),
            "{word}"
        );
    }
}

fn side_by_side(store: &dyn Store) {
    let (one, other) = (entry("mcp-token", "side"), entry("mcp-token/side", "side"));
    store.write(&one, &value("one")).unwrap();
    assert_eq!(store.read(&other).unwrap(), None);
    store.write(&other, &value("other")).unwrap();
    assert_eq!(store.read(&one).unwrap(), Some(value("one")));
    assert!(store.remove(&one).unwrap());
    assert_eq!(store.read(&other).unwrap(), Some(value("other")));
}

fn one_name(store: &dyn Store) {
    let name = "exai".parse().unwrap();
    let entries = [Entry::token(&name), Entry::active_secret(&name), Entry::secret(&name, "kid-1")];
    for entry in &entries {
        store.write(entry, &value(entry.user())).unwrap();
    }
    for entry in &entries {
        assert_eq!(store.read(entry).unwrap(), Some(value(entry.user())));
    }
}

fn longest_words(store: &dyn Store) {
    let long = |last: char| entry(&"s".repeat(255), &format!("{}{last}", "u".repeat(254)));
    store.write(&long('a'), &value("a")).unwrap();
    store.write(&long('b'), &value("b")).unwrap();
    assert_eq!(store.read(&long('a')).unwrap(), Some(value("a")));
}

fn entry(service: &str, user: &str) -> Entry {
    Entry::new(service, user).unwrap()
}

fn value(text: &str) -> Secret {
    Secret::new(text.as_bytes().to_vec())
}
