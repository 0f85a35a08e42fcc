use std::fs;

use super::*;
use crate::store::files::{encrypt, seal};
use crate::store::key::Opener;

#[test]
fn does_what_every_store_does_with_a_key_file() {
    conformance::run(&Place::new().files_with_key_file());
}

#[test]
fn does_what_every_store_does_with_a_passphrase() {
    let place = Place::new();
    let key = OpeningKey::cheap(&secret("correct horse")).unwrap();
    conformance::run(&EncryptedFiles::new(place.folder.clone(), key));
}

#[test]
fn does_the_work_of_the_key_and_no_other() {
    let place = Place::new();
    let head = |key: OpeningKey| {
        place.folder.remove(&EncryptedFiles::name(&entry("a"))).unwrap();
        let files = EncryptedFiles::new(place.folder.clone(), key);
        files.write(&entry("a"), &secret("value")).unwrap();
        assert_eq!(files.read(&entry("a")).unwrap(), Some(secret("value")));
        let bytes = fs::read(place.path(&EncryptedFiles::name(&entry("a")))).unwrap();
        let text = String::from_utf8_lossy(&bytes).into_owned();
        text.lines().nth(1).unwrap().split(' ').map(str::to_owned).collect::<Vec<_>>()
    };
    let of_key_file = head(OpeningKey::file(&place.other(), "key"));
    assert_eq!((of_key_file[1].as_str(), of_key_file[3].as_str()), ("scrypt", "2"));
    let of_passphrase = head(OpeningKey::passphrase(&secret("correct horse")).unwrap());
    assert_eq!((of_passphrase[1].as_str(), of_passphrase[3].as_str()), ("scrypt", "17"));

    // The other way round nothing opens, and no passphrase is tried against a file of a key.
    assert_eq!(error(&place.files_with_key_file()), "wrong key");
}

/// Whoever has files of an earlier build keeps them.
#[test]
fn opens_what_asked_for_more_work_before() {
    let place = Place::new();
    let files = place.files_with_key_file();
    files.write(&entry("a"), &secret("value")).unwrap();
    let key = place.other().read("key").unwrap().unwrap();
    let text = String::from_utf8(key.to_vec()).unwrap().trim_end().to_owned();
    let of =
        |log_n| encrypt(&seal(&entry("a"), &secret("old")), &Opener { text: text.clone().into(), log_n });
    place.folder.write(&EncryptedFiles::name(&entry("a")), &of(10)).unwrap();
    assert_eq!(files.read(&entry("a")).unwrap(), Some(secret("old")));
    place.folder.write(&EncryptedFiles::name(&entry("a")), &of(11)).unwrap();
    assert_eq!(error(&files), "damaged: it asks for more work than ours do");
}

#[test]
fn makes_the_key_file_when_the_first_value_is_written() {
    let place = Place::new();
    let files = place.files_with_key_file();
    assert_eq!(files.read(&entry("a")).unwrap(), None);
    assert!(!files.remove(&entry("a")).unwrap());
    assert!(place.other().names().unwrap().is_empty());

    files.write(&entry("a"), &secret("a")).unwrap();
    let key = place.other().read("key").unwrap().unwrap();
    assert_eq!((key.len(), key.ends_with(b"\n")), (44, true));
    files.write(&entry("b"), &secret("b")).unwrap();
    assert_eq!(place.other().read("key").unwrap().unwrap(), key);
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        for path in [place.other().path().join("key"), place.path(&EncryptedFiles::name(&entry("a")))] {
            assert_eq!(fs::metadata(path).unwrap().permissions().mode() & 0o7777, 0o600);
        }
    }
}

#[test]
fn does_not_make_a_new_key_for_files_that_an_old_one_opens() {
    let place = Place::new();
    let files = place.files_with_key_file();
    files.write(&entry("a"), &secret("a")).unwrap();
    for (content, what) in
        [(None, "does not exist"), (Some("short\n"), "does not hold a key (43 base64url digits)")]
    {
        match content {
            None => assert!(place.other().remove("key").unwrap()),
            Some(content) => place.other().write("key", content.as_bytes()).unwrap(),
        }
        let Err(error) = files.read(&entry("a")) else { panic!("read without a key") };
        assert_eq!(
            error.to_string(),
            format!("the key file `{}` {what}", place.other().path().join("key").display())
        );
        assert!(place.other().names().unwrap().len() <= 1);
    }
}

#[test]
fn is_not_opened_by_another_key() {
    let place = Place::new();
    place.files_with_key_file().write(&entry("a"), &secret("a")).unwrap();
    let other = EncryptedFiles::of_one(place.folder.clone(), OpeningKey::file(&place.other(), "other"));
    other.write(&entry("b"), &secret("b")).unwrap();
    assert_eq!(error(&other), "wrong key");
    place.folder.remove(&EncryptedFiles::name(&entry("b"))).unwrap();
    // Nor does another key close anything beside it, be it there or still to be made.
    for name in ["other", "new"] {
        let other = EncryptedFiles::new(place.folder.clone(), OpeningKey::file(&place.other(), name));
        let refused = other.write(&entry("b"), &secret("b")).unwrap_err();
        assert!(matches!(refused, StoreError::OtherKey { .. } | StoreError::KeyFile { .. }), "{refused}");
        assert_eq!(place.files_with_key_file().read(&entry("b")).unwrap(), None);
    }
    assert_eq!(place.files_with_key_file().read(&entry("a")).unwrap(), Some(secret("a")));
}

/// What one file does not say of a key, the others do.
#[test]
fn a_damaged_file_lets_no_other_key_in_and_keeps_the_right_one_not_out() {
    let place = Place::new();
    let files =
        |text: &str| EncryptedFiles::new(place.folder.clone(), OpeningKey::cheap(&secret(text)).unwrap());
    for name in ["a", "b"] {
        files("right").write(&entry(name), &secret("value")).unwrap();
    }
    let first = place.names().remove(0);
    let good = place.folder.read(&first).unwrap().unwrap();
    let salt = good.iter().position(|byte| *byte == b'\n').unwrap() + "\n-> scrypt ".len();
    let mut other_salt = good.to_vec();
    other_salt[salt] = if good[salt] == b'A' { b'B' } else { b'A' };
    for damaged in [&b"junk"[..], &other_salt] {
        place.folder.write(&first, damaged).unwrap();
        let refused = files("wrong").write(&entry("c"), &secret("c"));
        assert!(matches!(refused, Err(StoreError::OtherKey { .. })), "{refused:?}");
        files("right").write(&entry("c"), &secret("c")).unwrap();
        assert!(files("right").try_key().unwrap());
        assert!(files("right").remove(&entry("c")).unwrap());
    }
}

/// Each try of a passphrase takes its time: a wrong one is not tried on all files.
#[test]
fn two_files_that_look_like_another_key_s_settle_it() {
    let place = Place::new();
    let files =
        |text: &str| EncryptedFiles::new(place.folder.clone(), OpeningKey::cheap(&secret(text)).unwrap());
    for name in ["a", "b", "c"] {
        files("right").write(&entry(name), &secret("value")).unwrap();
    }
    let names = place.folder.names().unwrap();
    let close_anew = |name: &str| {
        let other = Folder::create(&place.folder.path().join("other")).unwrap();
        let files = EncryptedFiles::new(other.clone(), OpeningKey::cheap(&secret("other")).unwrap());
        files.write(&entry("a"), &secret("value")).unwrap();
        let closed = other.read(&EncryptedFiles::name(&entry("a"))).unwrap().unwrap();
        place.folder.write(name, &closed).unwrap();
    };
    close_anew(&names[0]);
    assert!(files("right").try_key().unwrap());
    close_anew(&names[1]);
    assert!(matches!(files("right").try_key(), Err(StoreError::OtherKey { .. })));
}

/// Swapping two files gives nobody another's value.
#[test]
fn a_key_is_tried_and_none_is_made() {
    let place = Place::new();
    let files = place.files_with_key_file();
    assert!(!files.try_key().unwrap());
    assert!(place.other().names().unwrap().is_empty());
    place.other().write("key", b"junk\n").unwrap();
    assert!(matches!(files.try_key(), Err(StoreError::KeyFile { .. })), "there is nothing to open yet");
    place.other().remove("key").unwrap();
    for name in ["a", "b"] {
        files.write(&entry(name), &secret("value")).unwrap();
    }
    assert!(files.try_key().unwrap());
    // What is damaged says nothing of the key; what is whole does.
    let mut names = place.folder.names().unwrap();
    place.folder.write(&names.remove(0), b"junk").unwrap();
    assert!(files.try_key().unwrap());
    place.other().write("other", &[b'A'; 43]).unwrap();
    let other = EncryptedFiles::new(place.folder.clone(), OpeningKey::file(&place.other(), "other"));
    assert!(matches!(other.try_key(), Err(StoreError::OtherKey { .. })));
    place.folder.write(&names.remove(0), b"junk").unwrap();
    assert!(!files.try_key().unwrap());
    place.other().remove("key").unwrap();
    assert!(matches!(files.try_key(), Err(StoreError::KeyFile { .. })));
}

#[test]
fn refuses_a_file_under_another_name() {
    let place = Place::new();
    let files = place.files_with_key_file();
    files.write(&entry("a"), &secret("a")).unwrap();
    files.write(&entry("b"), &secret("b")).unwrap();
    let path = |user| place.path(&EncryptedFiles::name(&entry(user)));
    fs::rename(path("b"), path("a")).unwrap();
    assert_eq!(error(&files), "damaged: it belongs to another entry");

    let other_service = Entry::new("exai-mcp", "a").unwrap();
    files.write(&other_service, &secret("other")).unwrap();
    fs::rename(place.path(&EncryptedFiles::name(&other_service)), path("a")).unwrap();
    assert_eq!(error(&files), "damaged: it belongs to another entry");
}

#[test]
fn notices_every_changed_and_every_missing_byte() {
    let place = Place::new();
    let key = OpeningKey::cheap(&secret("correct horse")).unwrap();
    let files = EncryptedFiles::new(place.folder.clone(), key);
    files.write(&entry("a"), &secret("value")).unwrap();
    let name = EncryptedFiles::name(&entry("a"));
    let good = place.folder.read(&name).unwrap().unwrap();
    for position in 0..good.len() {
        let mut changed = good.to_vec();
        changed[position] ^= 1;
        place.folder.write(&name, &changed).unwrap();
        let found = error(&files);
        assert!(found == "wrong key" || found.starts_with("damaged: "), "byte {position}: {found}");
        place.folder.write(&name, &good[..position]).unwrap();
        assert!(error(&files).starts_with("damaged: "), "{position} bytes");
    }
    place.folder.write(&name, &[&good[..], b"x"].concat()).unwrap();
    assert_eq!(error(&files), "damaged: it was changed or cut short");
}

#[test]
fn refuses_files_that_others_made() {
    let place = Place::new();
    let files = place.files_with_key_file();
    files.write(&entry("b"), &secret("b")).unwrap();
    let name = EncryptedFiles::name(&entry("a"));
    for content in ["", "no age file", "age-encryption.org/v1\n", "age-encryption.org/v2\n-> scrypt x 10\n"] {
        place.folder.write(&name, content.as_bytes()).unwrap();
        assert_eq!(
            error(&files),
            "damaged: it is no age file, or it was changed or cut short",
            "{content:?}"
        );
    }
    // Under our key, and still not ours.
    let key = place.other().read("key").unwrap().unwrap();
    let key = OpeningKey::random(&Secret::from_file_content(key)).unwrap().for_reading().unwrap();
    for (content, what) in [
        ("text", "what it holds is not ours"),
        (r#"{"v":2,"service":"mcp-token","user":"a","value":""}"#, "another version of this program made it"),
        (r#"{"v":1,"service":"mcp-token","user":"a","value":"?"}"#, "what it holds is not ours"),
        (r#"{"v":1,"service":"mcp-token","user":"b","value":""}"#, "it belongs to another entry"),
    ] {
        let file = encrypt(content.as_bytes(), &key);
        place.folder.write(&name, &file).unwrap();
        assert_eq!(error(&files), format!("damaged: {what}"), "{content}");
    }
}

#[test]
fn refuses_more_than_it_could_read_again() {
    let place = Place::new();
    let files = place.files_with_key_file();
    let max = files.max_len().unwrap();
    let result = files.write(&entry("a"), &Secret::new(vec![0; max + 1]));
    assert!(matches!(result, Err(StoreError::TooLong { len, max: most }) if len == max + 1 && most == max));
    assert!(place.names().is_empty());
    let value = Secret::new(vec![0xff; max]);
    files.write(&entry("a"), &value).unwrap();
    assert!(files.read(&entry("a")).unwrap() == Some(value));
}

#[test]
fn takes_no_passphrase_that_nobody_could_type() {
    assert!(OpeningKey::passphrase(&secret("")).is_err());
    assert!(OpeningKey::passphrase(&secret([0xff, 0xfe])).is_err());
    assert!(OpeningKey::passphrase(&secret("Straße 5")).is_ok());
}

#[test]
fn names_a_file_by_service_and_user() {
    // printf 'mcp-token\0token/exai' | sha256sum
    let name = EncryptedFiles::name(&Entry::token(&"exai".parse().unwrap()));
    assert_eq!(name, "36a2815798922599b79cb1befd7c40b8.age");
}

/// How the file of entry `a` fails to be read.
fn error(files: &EncryptedFiles) -> String {
    match files.read(&entry("a")) {
        Err(StoreError::WrongKey { entry: named, .. }) if named == entry("a") => "wrong key".to_owned(),
        Err(StoreError::Damaged { entry: named, what, .. }) if named == entry("a") => {
            format!("damaged: {what}")
        }
        other => panic!("{other:?}"),
    }
}
