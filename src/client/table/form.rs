//! The forms of members of an entry, as the table has them.

use serde::Deserialize;

/// What a member of an entry has to be.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, thiserror::Error)]
pub enum Form {
    /// Whatever stands there: an entry is used all the same.
    #[error("value")]
    #[serde(rename = "anything")]
    Any,
    /// Yes or no.
    #[error("boolean")]
    #[serde(rename = "boolean")]
    Bool,
    /// A number that is not negative.
    #[error("positive number")]
    #[serde(rename = "positive number")]
    Number,
    /// A text.
    #[error("string")]
    #[serde(rename = "string")]
    Text,
    /// A text that is not blank.
    #[error("string with something in it")]
    #[serde(rename = "string with something in it")]
    Filled,
    /// Values in their order.
    #[error("list")]
    #[serde(rename = "list")]
    List,
    /// Texts in their order.
    #[error("list of strings")]
    #[serde(rename = "list of strings")]
    Texts,
    /// Texts, and objects with one as their `name` and another as their `source` at most.
    #[error("list of names")]
    #[serde(rename = "list of names")]
    Names,
    /// Members.
    #[error("object")]
    #[serde(rename = "object")]
    Map,
    /// Members that are texts.
    #[error("object of strings")]
    #[serde(rename = "object of strings")]
    TextMap,
    /// Members, or texts in the order of those.
    #[error("object or list of strings")]
    #[serde(rename = "object or list of strings")]
    MapOrTexts,
    /// Members, or no.
    #[error("object or `false`")]
    #[serde(rename = "object or false")]
    MapOrNo,
    /// A whole number of one or more, or members.
    #[error("whole number from 1 on or object")]
    #[serde(rename = "positive integer or object")]
    WholeOrMap,
    /// One of these texts.
    #[error("one of {}", listed(.0))]
    #[serde(untagged)]
    Words(Vec<String>),
    /// A whole number between two, both of them in it.
    #[error("whole number {}", span(*.from, *.to))]
    #[serde(untagged)]
    Whole {
        /// The least.
        from: u32,
        /// The greatest, if its client has one.
        to: Option<u32>,
    },
}

impl Form {
    /// What is said of a member that has another.
    pub(in crate::client) fn lacking(&self) -> String {
        match self {
            Self::Words(words) => format!("none of {}", listed(words)),
            other => format!("no {other}"),
        }
    }
}

fn listed(words: &[String]) -> String {
    words.iter().map(|word| format!("`{word}`")).collect::<Vec<_>>().join(", ")
}

fn span(from: u32, to: Option<u32>) -> String {
    to.map_or_else(|| format!("from {from} on"), |to| format!("from {from} to {to}"))
}
