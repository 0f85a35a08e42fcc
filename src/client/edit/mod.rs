//! Changes one entry of a configuration and leaves every other byte as it is.
//!
//! A library with a concrete syntax tree makes the change; what it changed is then cut out of its text and put into the old
//! bytes. So a byte order mark, line ends of two kinds and whatever the library would write in another way stay.
//!
//! JSON as RFC 8259, with comments and commas where the client takes them; TOML 1.0. YAML is not edited.

mod json;
pub(super) mod toml;

use super::table::Format;
use super::value::Value;
use super::{Client, Entry};

/// A configuration that was read.
pub(super) struct Document<'t> {
    /// The text after a byte order mark, as it stands.
    original: &'t str,
    has_mark: bool,
    tree: Tree,
}

enum Tree {
    Json(json::Json),
    Toml(toml::Toml),
}

/// Why a configuration is not edited: what is wrong, and where. Holds nothing of it.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Unreadable(pub(super) String);

impl<'t> Document<'t> {
    /// Reads what the client would read, and nothing else.
    pub(super) fn parse(client: &Client, bytes: &'t [u8]) -> Result<Self, Unreadable> {
        let text = std::str::from_utf8(bytes).map_err(|error| {
            let line = 1 + memchr::memchr_iter(b'\n', &bytes[..error.valid_up_to()]).count();
            Unreadable(format!("line {line} is not UTF-8"))
        })?;
        let original = text.strip_prefix(MARK).unwrap_or(text);
        let plain = original.replace("\r\n", "\n");
        let tree = match client.format {
            Format::Json => Tree::Json(json::Json::parse(client, &plain)?),
            Format::Toml => Tree::Toml(toml::Toml::parse(&plain)?),
            Format::Yaml | Format::Script => return Err(Unreadable("it is not edited here".to_owned())),
        };
        Ok(Self { original, has_mark: original.len() < text.len(), tree })
    }

    /// All of it as a value.
    pub(super) fn value(&self) -> Value {
        match &self.tree {
            Tree::Json(json) => json.value(),
            Tree::Toml(toml) => toml.value(),
        }
    }

    /// The keys that lead to the servers of this file.
    pub(super) fn root<'c>(&self, client: &'c Client) -> &'c [String] {
        match &client.newer_root {
            // A server that is called as the newer form's key would have a type.
            Some(newer) if self.servers(newer).is_some_and(|servers| servers.get("type").is_none()) => newer,
            _ => &client.root,
        }
    }

    /// The servers behind these keys.
    pub(super) fn servers(&self, root: &[String]) -> Option<Value> {
        root.iter().try_fold(self.value(), |value, key| value.get(key).cloned())
    }

    /// Puts an entry there, in the place of one of that name.
    pub(super) fn set(&mut self, client: &Client, entry: &Entry) -> Result<(), Unreadable> {
        let root = self.root(client).to_vec();
        match &mut self.tree {
            Tree::Json(json) => {
                json.set(&root, &entry.server, &entry.value)?;
                if let (Some(key), Some((id, input))) = (&client.inputs, &entry.input) {
                    json.set_in_list(key, id, input)?;
                }
                Ok(())
            }
            Tree::Toml(toml) => toml.set(&root, &entry.server, &entry.value),
        }
    }

    /// Takes the entry of that name out, and what the client asks for it; whether there was one.
    pub(super) fn remove(
        &mut self,
        client: &Client,
        server: &str,
        input: Option<&str>,
    ) -> Result<bool, Unreadable> {
        let root = self.root(client).to_vec();
        match &mut self.tree {
            Tree::Json(json) => {
                let removed = json.remove(&root, server)?;
                if let (true, Some(key), Some(id)) = (removed, &client.inputs, input) {
                    json.remove_from_list(key, id);
                }
                Ok(removed)
            }
            Tree::Toml(toml) => toml.remove(&root, server),
        }
    }

    /// The bytes as they are now.
    pub(super) fn to_bytes(&self) -> Vec<u8> {
        let edited = match &self.tree {
            Tree::Json(json) => json.to_text(),
            Tree::Toml(toml) => toml.to_text(),
        };
        let mark = if self.has_mark { MARK } else { "" };
        format!("{mark}{}", graft(self.original, &edited)).into_bytes()
    }
}

const MARK: &str = "\u{feff}";

/// The old text with what is new in `edited`, which has LF line ends: what both begin and end with is the old one's.
fn graft(original: &str, edited: &str) -> String {
    let plain = original.replace("\r\n", "\n");
    let same = |one: &mut dyn Iterator<Item = u8>, other: &mut dyn Iterator<Item = u8>| {
        one.zip(other).take_while(|(one, other)| one == other).count()
    };
    let mut start = same(&mut plain.bytes(), &mut edited.bytes());
    while !(plain.is_char_boundary(start) && edited.is_char_boundary(start)) {
        start -= 1;
    }
    let (old, new) = (&plain[start..], &edited[start..]);
    let mut end = same(&mut old.bytes().rev(), &mut new.bytes().rev());
    while !(old.is_char_boundary(old.len() - end) && new.is_char_boundary(new.len() - end)) {
        end -= 1;
    }
    let ending = if original.contains("\r\n") { "\r\n" } else { "\n" };
    let before = &original[..position(original, start)];
    let after = &original[position(original, plain.len() - end)..];
    format!("{before}{}{after}", new[..new.len() - end].replace('\n', ending))
}

/// Where the byte that stands at `plain` when every CRLF is LF stands in `original`. Before a line's end, that is before its CR.
fn position(original: &str, plain: usize) -> usize {
    let mut left = plain;
    for (at, byte) in original.bytes().enumerate() {
        let is_half = byte == b'\r' && original.as_bytes().get(at + 1) == Some(&b'\n');
        if left == 0 && !(byte == b'\n' && at > 0 && original.as_bytes()[at - 1] == b'\r') {
            return at;
        }
        left -= usize::from(!is_half);
    }
    original.len()
}
