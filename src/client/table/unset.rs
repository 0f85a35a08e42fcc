//! What becomes of a reference that leads nowhere.

use serde::Deserialize;

/// What a server is sent when a reference leads to nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, thiserror::Error)]
#[serde(rename_all = "lowercase")]
pub enum Unset {
    /// The text of the reference.
    #[error("the server is sent the text of the reference")]
    Literal,
    /// Nothing in its place.
    #[error("the server is sent an empty token")]
    Empty,
    /// Nothing at all: it is not contacted.
    #[error("the server is not contacted")]
    Nothing,
    /// Nothing: it is started without it.
    #[error("the server is started without it")]
    #[serde(skip)]
    Absent,
    /// Not known.
    #[error("what the server is sent is not known")]
    Unknown,
}
