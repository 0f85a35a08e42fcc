//! Why an entry is not used, and why a token is not taken.

use crate::client::table::Form;
use crate::clock::Span;

/// Why a client does not use an entry, or not as it is meant.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Skip {
    /// Its file is for servers that it starts.
    #[error("it reads no entry with a URL")]
    NoUrls,
    /// A member is missing.
    #[error("it takes no entry without `{key}`{}", if key == "type" { ", or takes it for another transport" } else { "" })]
    Missing {
        /// Which.
        key: String,
        /// The word that belongs there, of `type`.
        word: Option<String>,
    },
    /// `type` is a word of others, or of another transport.
    #[error("it does not take that `type` there")]
    UnknownType {
        /// The word that belongs there.
        word: Option<String>,
    },
    /// The URL stands behind the key of another transport.
    #[error("it reads `url` as server-sent events, whatever `type` says")]
    EventStream,
    /// It cannot connect to that URL.
    #[error("it speaks no WebSocket")]
    WebSocket,
    /// It has neither a URL nor a program, or not in the form that is read.
    #[error("it says neither where a server is nor how one is started")]
    LeadsNowhere,
    /// A member has another form than is read.
    #[error("its `{key}` is {}", wanted.lacking())]
    Form {
        /// The member, by the key that the client reads.
        key: String,
        /// The form.
        wanted: Form,
    },
    /// Its name is one under which none is read.
    #[error("it takes no entry of that name")]
    Name,
    /// Its name is a number, or no text for another reason.
    #[error("its name is no text")]
    NameNoText,
    /// Another of its name stands where it is looked for first.
    #[error("it reads another of that name in this file")]
    NameTaken,
    /// It is no object.
    #[error("it is no object")]
    NoObject,
    /// A key stands there that it does not take at that place.
    #[error("it takes no `{key}` there")]
    Refused {
        /// Which.
        key: String,
    },
}

/// What a file lacks that could be taken apart and is not read for it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Lack {
    /// The form of a member, or of the whole.
    Form {
        /// The key of the member.
        key: Option<String>,
        /// The form.
        wanted: Form,
    },
    /// A text as the name of an entry in a list.
    Name,
    /// A text at the top, under that key.
    Heading(String),
}

/// Why no server takes what an entry refers to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Unfit {
    /// There is nothing in it.
    #[error("is empty")]
    Empty,
    /// It begins as a JWT does, and is none.
    #[error("holds no whole JWT")]
    Malformed,
    /// The key that it names verifies nothing any more.
    #[error("holds a token of a key that its profile has no more")]
    Ended,
    /// It holds the scheme that stands before it.
    #[error("holds `{0}` as well, which is then sent twice")]
    Doubled(&'static str),
    /// It is not valid yet.
    #[error("holds a token that is not valid for another {0}")]
    Early(Span),
}
