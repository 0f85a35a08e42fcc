//! What a program is started with: its arguments, and whole command lines.

use super::{
    SHORTEST, beside, could_be_secret, default, in_pairs, in_text, in_url, keys, literal, names_a_credential,
    reference, without_scheme,
};
use crate::client::words::{base_name, words};
use crate::name::Name;

/// The tokens and secrets among the arguments of a program: JWTs, `Name: value`, `--name=value` and `--name value`, what stands
/// behind `Bearer`, the password of a user, those of URLs, of JSON and of a string of pairs, and what looks like a key.
pub(in crate::client) fn in_arguments(words: &[String]) -> Vec<String> {
    let mut found = Vec::new();
    let is_of_containers = words.iter().any(|word| CONTAINERS.contains(&base_name(word)));
    for (index, word) in words.iter().enumerate() {
        let before = index.checked_sub(1).map_or("", |index| words[index].as_str());
        if names_a_kept_secret(before, word) {
            continue;
        }
        let inner = word.split_once('=').filter(|_| word.starts_with('-')).map(|(_, inner)| inner);
        let is_of_a_name = |letter: char| letter.is_ascii_alphanumeric() || "-_. ".contains(letter);
        let named =
            |name: &str| names_a_credential(name.trim_start_matches('-')) && name.chars().all(is_of_a_name);
        let value = [Some(word.as_str()), inner].into_iter().flatten().find_map(|word| {
            word.split_once([':', '=']).filter(|(name, _)| named(name)).map(|(_, value)| value)
        });
        // The key of a record has the same flag.
        let is_one = !KEYS.contains(&before) || could_be_secret(word);
        let flagged =
            before.starts_with('-') && names_a_credential(before) && !word.starts_with('-') && is_one;
        let of_user = || password_of_user(before, word).filter(|_| !is_of_containers);
        match value.or(flagged.then_some(word)).or_else(of_user) {
            Some(value) if reference(value, &[]).is_some() => {
                let beside = beside(without_scheme(value)).into_iter().filter(|text| could_be_secret(text));
                found.extend(default(value).into_iter().chain(beside).map(str::to_owned));
            }
            Some(value) => found.extend(literal(value).map(str::to_owned)),
            None => {
                let is_named = reference::find(word).is_some_and(|found| names_a_credential(&found.name));
                let default = default(word).filter(|_| is_named);
                let here = in_text(word).into_iter().chain(in_url(word)).chain(default);
                let mut here: Vec<_> = here.map(str::to_owned).collect();
                let keys = keys(word).into_iter().map(str::to_owned);
                for key in in_pairs(inner.unwrap_or(word), &[]).into_iter().chain(keys) {
                    if !here.iter().any(|known| known.contains(&key)) {
                        here.push(key);
                    }
                }
                found.append(&mut here);
            }
        }
    }
    found
}

/// Whether an argument is `VARIABLE=NAME`, as `exec` takes it, with the name of a secret that is kept elsewhere.
pub(in crate::client) fn names_a_kept_secret(before: &str, word: &str) -> bool {
    let name = word.split_once('=').filter(|_| before == "--secret-var").map(|(_, name)| name);
    name.is_some_and(|name| name.parse::<Name>().is_ok() && !could_be_secret(name))
}

/// What stands behind the colon of `--user name:password`. A user can stand before a group or a URL's rest.
fn password_of_user<'w>(before: &str, word: &'w str) -> Option<&'w str> {
    let user = if USERS.contains(&before) { word } else { word.strip_prefix("--user=")? };
    let (name, password) = user.split_once(':')?;
    let is_one = password.len() >= SHORTEST && name != password && !password.starts_with(['/', '\\']);
    is_one.then_some(password)
}

/// The tokens and secrets of a program and its arguments. A whole command line can stand in the place of either.
pub(in crate::client) fn in_program(words: &[String]) -> Vec<String> {
    let mut found = in_arguments(words);
    for (index, word) in words.iter().enumerate() {
        let is_first =
            index.checked_sub(1).is_none_or(|index| BEFORE_COMMANDS.contains(&words[index].as_str()));
        if is_first && word.contains(char::is_whitespace) {
            for text in in_command(word) {
                if !found.iter().any(|known| known.contains(&text)) {
                    found.push(text);
                }
            }
        }
    }
    found
}

/// The tokens and secrets in a command line.
pub(in crate::client) fn in_command(line: &str) -> Vec<String> {
    let words = words(line, cfg!(windows));
    let mut found = in_arguments(&words);
    for text in in_text(line) {
        if !found.iter().any(|known| known == text) {
            found.push(text.to_owned());
        }
    }
    found
}

/// Behind these stands the command that a shell or this program runs.
const BEFORE_COMMANDS: [&str; 4] = ["-c", "-lc", "/c", "--"];
/// Behind these stands a user, with the password or without.
const USERS: [&str; 4] = ["-u", "--user", "-U", "--proxy-user"];
/// Behind these stands a secret, or a name of something.
const KEYS: [&str; 2] = ["--key", "-key"];
/// They are told a user and a group there.
const CONTAINERS: [&str; 3] = ["docker", "podman", "nerdctl"];
