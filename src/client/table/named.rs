//! The names under which a client reads a server.

use super::Client;

impl Client {
    /// Whether it reads a server of that name.
    pub fn takes_name(&self, name: &str) -> bool {
        let is_reserved = self.reserved_names.iter().any(|own| own == name);
        let is_one = |marks: &String| {
            let is_of_one = |letter: char| letter.is_ascii_alphanumeric() || marks.contains(letter);
            !name.is_empty() && name.chars().all(is_of_one)
        };
        !is_reserved && self.name_marks.as_ref().is_none_or(is_one)
    }

    /// The names that it takes, in words.
    pub fn possible_names(&self) -> String {
        let some = self.name_marks.as_ref().map(|marks| format!(" of letters, digits and `{marks}`"));
        let reserved: Vec<_> = self.reserved_names.iter().map(|name| format!("`{name}`")).collect();
        format!("any{} but {}", some.unwrap_or_default(), reserved.join(", "))
    }
}
