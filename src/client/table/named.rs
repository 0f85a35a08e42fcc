//! The names under which a client reads a server.

use super::Client;
use crate::name::Name;

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
        let but = if reserved.is_empty() { String::new() } else { format!(" but {}", reserved.join(", ")) };
        format!("any{}{but}", some.unwrap_or_default())
    }

    /// The name for the server of a profile: that of the profile, unless this client does not take it.
    pub fn name_for(&self, profile: &Name) -> Name {
        let other = Some(profile.as_str())
            .filter(|name| !self.takes_name(name))
            .and_then(|_| self.other_name(profile));
        other.unwrap_or_else(|| profile.clone())
    }

    /// Another name for a server, under which no other client reads it; none where that would be too long.
    pub fn other_name(&self, server: &Name) -> Option<Name> {
        format!("{server}-{}", self.name).parse().ok().filter(|name: &Name| self.takes_name(name.as_str()))
    }
}
