//! The line on which each part of a client's file stands.

use std::collections::HashMap;

use super::value::Value;

/// Where the name of a member stands, or an item of a list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Mark {
    pub(super) line: usize,
    /// Whether the name is no text.
    pub(super) is_odd: bool,
}

impl From<usize> for Mark {
    fn from(line: usize) -> Self {
        Self { line, is_odd: false }
    }
}

/// The lines of all that is in a value. What is in it is told apart by where it is.
pub(super) struct Lines(HashMap<*const Value, Mark>);

impl Lines {
    /// - `marks`: of every member's name and of every item of a list, each before those in it.
    pub(super) fn of(value: &Value, marks: Vec<Mark>) -> Self {
        let mut found = HashMap::with_capacity(marks.len());
        add(value, &mut marks.into_iter(), &mut found);
        Self(found)
    }

    /// The line of what stands there: that of its name, where it has one.
    pub(super) fn at(&self, value: &Value) -> Option<usize> {
        self.0.get(&std::ptr::from_ref(value)).map(|mark| mark.line)
    }

    /// Whether the name of what stands there is no text.
    pub(super) fn has_odd_name(&self, value: &Value) -> bool {
        self.0.get(&std::ptr::from_ref(value)).is_some_and(|mark| mark.is_odd)
    }
}

fn add(value: &Value, lines: &mut impl Iterator<Item = Mark>, found: &mut HashMap<*const Value, Mark>) {
    for inner in value.inner() {
        found.extend(lines.next().map(|mark| (std::ptr::from_ref(inner), mark)));
        add(inner, lines, found);
    }
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::*;
    use crate::client::Client;
    use crate::client::reading::Reading;

    const JSON: &str = r#"
{"mcpServers": {
  "a": {"url": "u", "args": [{"b": 1},
    "item",
    {"c": {"d": null}}]}, "e":
  {
    "f": 1.5
  }, "a": {"g": []}
}, "h": true}"#;

    const TOML: &str = r#"
h.i = { j = 1, k = [
  1, {l = 2},
] }
[mcp_servers.a]
args = [
  "item" ]
m.n = 1
[[o]]
p = 1
[mcp_servers.b.env]
q = """
r = 1
"""
[mcp_servers.b]
s = 1979-05-27
[[o]]
t = 1"#;

    const YAML: &str = "
extensions:
  a: &a {b: c, d: [item,
    {e: f}]}
  g: *a
  'h':
    - item
    - i: j
      k: |
        l
        m
    # n
    -
      - o
  ? {p: q, r: s}
  : t
u: v";

    /// Every name of a member, and every text `item` in a list, has the line that it stands on; of an alias, that of the
    /// alias, and of a key that is no text, where it begins.
    #[track_caller]
    fn has_its_line(client: &str, text: &str) {
        let read = |has_lines| {
            let client = Client::named(client).unwrap();
            Reading::of(client, Path::new("f"), text.as_bytes(), has_lines).unwrap()
        };
        let (reading, fast) = (read(true), read(false));
        assert_eq!(fast.value, reading.value);
        // YAML has them anyhow.
        assert!(fast.lines.is_empty() || client == "goose");
        let (value, lines) = (reading.value, reading.lines);
        let lines = Lines::of(&value, lines);
        let mut open: Vec<_> = value.members().iter().map(|(name, inner)| (name.as_str(), inner)).collect();
        while let Some((name, inner)) = open.pop() {
            let line = text.lines().nth(lines.at(inner).unwrap() - 1).unwrap();
            assert!(
                line.contains(name)
                    || line.ends_with(": *a")
                    || name.starts_with('{') && line.contains("? {"),
                "{name}: {line}"
            );
            open.extend(inner.members().iter().map(|(name, inner)| (name.as_str(), inner)));
            let items = if let Value::List(items) = inner { items.as_slice() } else { &[] };
            open.extend(items.iter().map(|item| (item.as_text().unwrap_or_default(), item)));
        }
        assert!(lines.at(&value).is_none());
    }

    #[test]
    fn each_part_of_a_file_has_the_line_that_its_name_stands_on() {
        has_its_line("cursor", JSON);
        has_its_line("cursor", &JSON.replace('\n', "\r\n"));
        has_its_line("vscode", &format!("\u{feff}{JSON}"));
        has_its_line("codex", TOML);
        has_its_line("codex", &TOML.replace('\n', "\r\n"));
        has_its_line("goose", YAML);
        let list = "name: n\nmcpServers:\n  - name: a\n    url: u\n  -\n    name: b\n";
        let reading =
            Reading::of(Client::named("continue").unwrap(), Path::new("f"), list.as_bytes(), true).unwrap();
        let lines = Lines::of(&reading.value, reading.lines.clone());
        let servers = reading.value.get("mcpServers").unwrap();
        let of_servers: Vec<_> =
            servers.members().iter().map(|(name, entry)| (name.as_str(), lines.at(entry))).collect();
        assert_eq!(of_servers, [("a", Some(3)), ("b", Some(6))]);
    }
}
