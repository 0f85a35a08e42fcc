//! The forms of members of an entry, as the table has them.

use serde::Deserialize;

/// What a member of an entry has to be.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, thiserror::Error)]
pub enum Form {
    /// Yes or no.
    #[error("boolean")]
    #[serde(rename = "boolean")]
    Bool,
    /// A number that is not negative.
    #[error("positive number")]
    #[serde(rename = "positive number")]
    Number,
    /// A whole number of one or more.
    #[error("positive integer")]
    #[serde(rename = "positive integer")]
    Integer,
    /// A text.
    #[error("string")]
    #[serde(rename = "string")]
    Text,
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
    /// Members that have members.
    #[error("object of objects")]
    #[serde(rename = "object of objects")]
    Maps,
    /// Members, or no.
    #[error("object or `false`")]
    #[serde(rename = "object or false")]
    MapOrNo,
}
