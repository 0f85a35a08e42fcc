//! What stands in guides in the place of a secret.

use super::shape::is_surely_secret;

/// Whether a text only keeps the place of a secret, as `<your-key>` and `changeme` do. A secret that anybody can guess is one.
pub(crate) fn is_placeholder(text: &str) -> bool {
    let lower = text.to_ascii_lowercase();
    let letters: String = lower.chars().filter(|letter| letter.is_alphanumeric()).collect();
    let is_marked = text.starts_with('<') && text.ends_with('>');
    let is_blank = lower.len() > 2 && lower.chars().all(|letter| "*._-x".contains(letter));
    let is_yours =
        letters.starts_with("your") || lower.split(['-', '_', ' ', '<']).any(|word| word == "your");
    // Beside a figure it may be a part of a real one.
    let is_crossed_out =
        letters.contains("xxxx") && !letters.contains(|letter: char| letter.is_ascii_digit());
    let is_known = WORDS.contains(&letters.as_str()) || PIECES.iter().any(|piece| letters.contains(piece));
    (is_marked || is_blank || is_yours || is_crossed_out || is_known) && !is_surely_secret(text)
}

/// Letters and digits of whole texts, in lower case.
const WORDS: [&str; 9] = ["password", "secret", "token", "key", "apikey", "none", "null", "todo", "example"];
/// Pieces that no random text has, letters and digits in lower case.
pub(super) const PIECES: [&str; 11] = [
    "changeme",
    "changethis",
    "goeshere",
    "insertyour",
    "keyhere",
    "placeholder",
    "replaceme",
    "replacethis",
    "replacewith",
    "secrethere",
    "tokenhere",
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_placeholder_is_told_from_a_weak_secret() {
        for text in [
            "YOUR_API_KEY",
            "yourSecret",
            "sk-your-key",
            "<key>",
            "***",
            "...",
            "ghp_xxxxxxxx",
            "CHANGE_ME",
            "put-the-key-here",
            "password",
        ] {
            assert!(is_placeholder(text), "{text}");
        }
        let key = format!("xxxx{}", "9f86d081884c7d659a2feaa0c55ad015".repeat(2));
        for text in [
            "mysecret",
            "passw0rd",
            "hunter2pass",
            "young-yours",
            "!!!",
            "x",
            "<hunter",
            "sk-live-xxxx-9f8e7d6c5b4a",
            &key,
        ] {
            assert!(!is_placeholder(text), "{text}");
        }
    }
}
