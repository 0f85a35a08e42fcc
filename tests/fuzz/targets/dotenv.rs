//! Any `.env` file. An input is the name on the first line, the new value on the second, then the file.
#![no_main]

use std::collections::BTreeSet;
use std::mem::{Discriminant, discriminant};

use libfuzzer_sys::fuzz_target;
use mcp_token::dotenv::{Change, Dotenv, DotenvError};

fuzz_target!(|data: &[u8]| {
    let mut parts = data.splitn(3, |&byte| byte == b'\n');
    let (Some(name), Some(value), Some(file)) = (parts.next(), parts.next(), parts.next()) else { return };
    let (Ok(name), Ok(value)) = (std::str::from_utf8(name), std::str::from_utf8(value)) else { return };
    let Ok(mut dotenv) = Dotenv::parse(file.to_vec()) else { return };
    assert_eq!(dotenv.as_bytes(), file, "reading changed it");

    let others: BTreeSet<&str> = words(file).filter(|word| *word != name).take(32).collect();
    let before: Vec<_> = others.iter().map(|other| read(&dotenv, other)).collect();
    let old = dotenv.value(name);
    if let Some(values) = plain(file, name) {
        match (values[..].first(), &old) {
            (None, Ok(found)) => assert!(found.is_none(), "{name} is not in it"),
            (Some(value), Ok(found)) => {
                assert_eq!(found.as_deref().map(String::as_str), Some(*value));
                assert_eq!(values.len(), 1, "one of several values was chosen");
            }
            (_, Err(_)) => {}
        }
    }

    let Ok(change) = dotenv.set(name, value) else {
        assert_eq!(dotenv.as_bytes(), file, "a refused change changed it");
        return;
    };
    let new = dotenv.as_bytes().to_vec();
    for line in change.diff() {
        // The name may contain the value, and a short value may stand in the words about it.
        let (_, shown) = line.split_once('=').expect("an assignment");
        assert!(value.len() < 16 || !shown.contains(value), "the value is shown");
    }
    assert_eq!(dotenv.value(name).expect("it was written").as_deref().map(String::as_str), Some(value));
    let after: Vec<_> = others.iter().map(|other| read(&dotenv, other)).collect();
    assert_eq!(before, after, "another variable changed");

    match change {
        Change::Unchanged { line } => {
            assert_eq!(new, file);
            assert_eq!(old.expect("it was read").as_deref().map(String::as_str), Some(value));
            assert!(assigned(file, line, name));
        }
        Change::Added { line, .. } => {
            assert!(matches!(old, Ok(None)), "added beside another one");
            let added = new.strip_prefix(file).expect("the old bytes come first");
            let added = std::str::from_utf8(added).expect("what is added is ASCII");
            let end = if added.ends_with("\r\n") { "\r\n" } else { "\n" };
            let assignment = format!("{name}={value}{end}");
            assert!(added == assignment || *added == format!("{end}{assignment}"), "{added:?}");
            assert!(assigned(&new, line, name));
        }
        Change::Replaced { line, .. } => {
            assert!(!matches!(old, Ok(None)), "nothing was there");
            assert!(assigned(&new, line, name));
            // What stands before the value's line, and after the line on which it ends, is the same.
            let start =
                new.split_inclusive(|&byte| byte == b'\n').take(line - 1).map(<[u8]>::len).sum::<usize>();
            assert_eq!(new[..start], file[..start], "a line above changed");
            let rest = &new[start..];
            let tail = rest.iter().position(|&byte| byte == b'\n').map_or(0, |at| rest.len() - at);
            assert!(file.ends_with(&new[new.len() - tail..]), "a line below changed");
            assert!(file.len() - tail >= start);
            let line = &rest[..rest.len() - tail];
            let at = find(line, value.as_bytes());
            assert!(
                at.iter().any(|&at| {
                    let (head, foot) = (&line[..at], &line[at + value.len()..]);
                    let was = &file[start..file.len() - tail];
                    was.len() >= head.len() + foot.len() && was.starts_with(head) && was.ends_with(foot)
                }),
                "something beside the value changed"
            );
        }
    }
    assert!(matches!(dotenv.set(name, value), Ok(Change::Unchanged { .. })), "a second time it changed");
    assert_eq!(dotenv.as_bytes(), new);
    let again = Dotenv::parse(new).expect("what was written is read again");
    assert_eq!(again.value(name).expect("it is read again").as_deref().map(String::as_str), Some(value));
});

/// What stands in a variable, or the kind of trouble: its line may move.
fn read(dotenv: &Dotenv, name: &str) -> Result<Option<String>, Discriminant<DotenvError>> {
    match dotenv.value(name) {
        Ok(value) => Ok(value.map(|value| value.to_string())),
        Err(error) => Err(discriminant(&error)),
    }
}

/// Every value that stands behind `name=`, in a file where nothing is quoted, escaped or a comment.
fn plain<'a>(file: &'a [u8], name: &str) -> Option<Vec<&'a str>> {
    let text = std::str::from_utf8(file).ok()?;
    if text.contains(|c: char| {
        c == '\r' || (c.is_control() && c != '\n') || !c.is_ascii() || "'\"`\\#$".contains(c)
    }) {
        return None;
    }
    let assignments = text.lines().filter_map(|line| line.split_once('='));
    let named = assignments.filter(|(head, _)| {
        let head = head.trim();
        head == name || head.strip_prefix("export ").is_some_and(|head| head.trim_start() == name)
    });
    Some(named.map(|(_, value)| value.trim()).collect())
}

/// Whether the line of that number names the variable.
fn assigned(file: &[u8], line: usize, name: &str) -> bool {
    file.split(|&byte| byte == b'\n')
        .nth(line - 1)
        .is_some_and(|line| !find(line, name.as_bytes()).is_empty())
}

fn find(text: &[u8], part: &[u8]) -> Vec<usize> {
    text.windows(part.len()).enumerate().filter(|(_, window)| *window == part).map(|(at, _)| at).collect()
}

/// Everything that might be the name of a variable.
fn words(file: &[u8]) -> impl Iterator<Item = &str> {
    file.split(|byte| !byte.is_ascii_alphanumeric() && *byte != b'_')
        .filter(|word| word.first().is_some_and(|first| !first.is_ascii_digit()))
        .filter_map(|word| std::str::from_utf8(word).ok())
}
