//! The topics of `mcp-token help` that belong to no command.

/// The text of a topic.
pub(super) fn text(topic: &str) -> Option<&'static str> {
    TOPICS.iter().find(|(name, _)| *name == topic).map(|(_, text)| *text)
}

/// Their names.
pub(super) fn names() -> impl Iterator<Item = &'static str> {
    TOPICS.iter().map(|(name, _)| *name)
}

const TOPICS: [(&str, &str); 4] = [
    ("exit-codes", include_str!("exit-codes.txt")),
    ("environment", include_str!("environment.txt")),
    ("reasons", include_str!("reasons.txt")),
    ("ci", include_str!("ci.txt")),
];
