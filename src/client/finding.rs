//! What is wrong with a client's file, an entry, or what is kept: facts.

mod code;
mod why;

pub use self::code::Rank;
pub use self::why::{Lack, Skip, Unfit};

use std::path::PathBuf;

use super::holder::{Holder, Place};
use super::reference::Syntax;
use super::shown::{named, shown, shown_url};
use super::table::Unset;
use crate::clock::Span;
use crate::name::Name;

/// One thing that is wrong. Whoever tells of one says what mends it, so that none is added without that.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Finding {
    /// A token stands in the file itself.
    #[error("holds a literal token in its {place}")]
    LiteralToken {
        /// Where.
        place: Place,
    },
    /// A token stands in the file itself, and is dead.
    #[error("holds a literal token in its {place}, expired {ago} ago")]
    ExpiredToken {
        /// Where.
        place: Place,
        /// For how long.
        ago: Span,
    },
    /// A token was issued for another server.
    #[error("{} for {}, another server", holder.as_ref().map_or("holds a literal token".to_owned(), |holder| format!("refers to {holder}, which holds a token")), shown_url(found))]
    OtherAudience {
        /// Where it lies; none for a literal.
        holder: Option<Holder>,
        /// An audience of the token. Untrusted text.
        found: String,
    },
    /// The token of a profile goes to a server that is not the profile's.
    #[error("sends the token of `{profile}` to another server")]
    OtherServer {
        /// The profile.
        profile: Name,
    },
    /// The token of a profile that is for no server goes where a file of a project says.
    #[error("sends the token of `{profile}` to where this project says: that profile names no server")]
    ForNoServer {
        /// The profile.
        profile: Name,
    },
    /// The helper gives no token: its client tells it a URL, and the profile names none.
    #[error("is given no token by its helper: the profile `{profile}` names no server")]
    HelperRefused {
        /// The profile.
        profile: Name,
    },
    /// A credential of one of the client's files goes to where another leads: the two are laid over each other.
    #[error("shows {}", if *is_theirs { format!("its server the {place} of `{file}`, which leads elsewhere") } else { format!("its {place} to where `{file}` leads, which counts more") })]
    Astray {
        /// Where it stands.
        place: Place,
        /// The other file, as a reference would name it.
        file: String,
        /// Whether it stands in that.
        is_theirs: bool,
    },
    /// A file that holds a literal token can be read by others.
    #[error("holds a literal token and can be read by others (mode {mode:04o})")]
    ReadableByOthers {
        /// The permission bits.
        mode: u32,
    },
    /// Its group or everybody can write the file, or put another in its place.
    #[error("{} can {} (mode {mode:04o})", if is_everybodys(*mode) { "others" } else { "its group" }, if directory.is_some() { "put another file in its place" } else { "write it" })]
    WritableByOthers {
        /// The directory, when it is that which they can write.
        directory: Option<PathBuf>,
        /// The permission bits.
        mode: u32,
    },
    /// The file, or the directory that it lies in, belongs to another user.
    #[error("{} to another user (uid {owner})", if directory.is_some() { "lies in a directory that belongs" } else { "belongs" })]
    ForeignOwner {
        /// The directory, when it is that which is theirs.
        directory: Option<PathBuf>,
        /// The user id of the owner.
        owner: u32,
    },
    /// A reference leads to a variable that is not set here.
    #[error("refers to {}, which is not set: {unset}", named(name))]
    UnsetVariable {
        /// The variable.
        name: String,
        /// What the server is sent then.
        unset: Unset,
    },
    /// A reference leads to a variable that the entry itself does not list.
    #[error(
        "refers to {}, which its `{key}` does not list: the server is sent the text of the reference",
        named(name)
    )]
    NotListed {
        /// The variable.
        name: String,
        /// The key of the list.
        key: String,
    },
    /// A reference leads to a token that is dead.
    #[error("refers to {holder}, which holds a token that expired {ago} ago")]
    ExpiredElsewhere {
        /// Where the token lies.
        holder: Holder,
        /// For how long.
        ago: Span,
    },
    /// A reference leads to what no server takes.
    #[error("refers to {holder}, which {why}")]
    Unfit {
        /// Where it lies.
        holder: Holder,
        /// Why.
        why: Unfit,
    },
    /// A reference leads to a token in a file that others can read.
    #[error("refers to {holder}, which can be read by others (mode {mode:04o})")]
    ReadableElsewhere {
        /// The file.
        holder: Holder,
        /// The permission bits.
        mode: u32,
    },
    /// A reference leads to a variable that the client sends nothing of.
    #[error("refers to {}, which the client sends to no server: it is sent an empty token", named(name))]
    Blanked {
        /// The variable.
        name: String,
    },
    /// A reference leads to something that the client is not told to ask for.
    #[error("refers to {}, which its file has no input for", named_input(id.as_deref()))]
    NoInput {
        /// The input; none when it could be a token.
        id: Option<String>,
    },
    /// A reference leads to a file that is not there.
    #[error("refers to {holder}, which is not there, or is no regular file{}", if *is_whole { ": no entry of its file is used" } else { "" })]
    NoFile {
        /// The file.
        holder: Holder,
        /// Whether it uses no entry of the file for that.
        is_whole: bool,
    },
    /// A reference is written in a form that the client does not read there.
    #[error(
        "refers to `{text}`, which is not read there: the server is sent the text as it stands, or nothing"
    )]
    WrongReference {
        /// Where it stands.
        place: Place,
        /// The reference.
        text: String,
        /// What the client would read there; none where it reads no reference.
        right: Option<String>,
    },
    /// The client does not use the entry.
    #[error("is not used{}: {why}", if *is_whole { ", nor is any other of the file" } else { "" })]
    Skipped {
        /// Why.
        why: Skip,
        /// Whether it uses no entry of the file for that.
        is_whole: bool,
    },
    /// The entry stands where the client no longer looks.
    #[error("stands where the client no longer looks")]
    Dead,
    /// A token stands in the URL.
    #[error("sends its token in the {part} of its URL, where logs keep it")]
    TokenInUrl {
        /// `path`, `query`, `fragment` or `user`.
        part: &'static str,
    },
    /// What is sent leaves this machine in the clear.
    #[error("{} {}, not encrypted", if *has_token { "sends its token to" } else { "is at" }, shown_url(url))]
    Unencrypted {
        /// The URL. Untrusted text.
        url: String,
        /// Whether a token is sent.
        has_token: bool,
    },
    /// Where a token should be shown is none.
    #[error("shows no token in its {place}")]
    NoToken {
        /// Where.
        place: Place,
    },
    /// A server that a profile is for is shown nothing.
    #[error("is the server of `{profile}`, and is shown no token")]
    NotShown {
        /// The profile.
        profile: Name,
    },
    /// A profile has no key, and no token that lives is kept for it.
    #[error("takes its token from the profile `{profile}`, which has no key and no token that lives")]
    NothingKept {
        /// The profile.
        profile: Name,
    },
    /// The client keeps the key of a profile from the command that it takes the token from.
    #[error(
        "takes its token from the profile `{profile}`, whose key is in {}, which {client} does not hand on",
        named(variable)
    )]
    KeyNotHandedOn {
        /// The profile.
        profile: Name,
        /// Where its key is.
        variable: String,
        /// The client, by its name for people.
        client: String,
    },
    /// This program is told to print something else than the headers that a client reads.
    #[error("runs `mcp-token` so that it prints no headers")]
    NoHeaders,
    /// A kept secret that is to be handed on is not there.
    #[error("hands on {}, which is not there", name.as_ref().map_or("a kept secret".to_owned(), |name| format!("the kept secret `{name}`")))]
    NoSecret {
        /// The secret; none when it could be a token.
        name: Option<Name>,
    },
    /// Servers stand under a key that others read.
    #[error("`{key}` is not read: {client} reads `{right}`")]
    UnreadRoot {
        /// The key.
        key: String,
        /// The client, by its name for people.
        client: String,
        /// The key that it reads.
        right: String,
        /// The line of the key.
        line: Option<usize>,
    },
    /// A helper's program is not there.
    #[error("runs {}, which is not there", program.as_ref().map_or("a program".to_owned(), |name| format!("`{name}`")))]
    NoProgram {
        /// The program; none when it could be a token.
        program: Option<String>,
    },
    /// A helper is to take a token of a profile that is not there.
    #[error("takes its token from {}, which is not there", name.as_ref().map_or("a profile".to_owned(), |name| format!("the profile `{name}`")))]
    NoProfile {
        /// The profile; none when it is no name, or could be a token.
        name: Option<Name>,
    },
    /// What is handed a token is whatever version is published by then.
    #[error("hands its token to {}, in whatever version there is", package.as_ref().map_or("a package".to_owned(), |name| format!("`{name}`")))]
    Unpinned {
        /// The package; none when it could be a token.
        package: Option<String>,
    },
    /// The client does not read the file.
    #[error("none of its servers is read: {what}")]
    Unreadable {
        /// What is wrong, and where.
        what: String,
        /// What it lacks, of a file whose text can be read.
        lack: Option<Lack>,
        /// The line, where it is about one.
        line: Option<usize>,
    },
    /// Two members of one name: clients read the first or the last.
    #[error("has `{}` twice, and only one of them is read", shown(key))]
    Twice {
        /// The name. Untrusted text.
        key: String,
        /// The line of the second, where it is in no entry.
        line: Option<usize>,
    },
    /// One header in two spellings: clients send both in one, or one of them.
    #[error("has its header `{}` as `{}` too{}: a server is shown both in one, or one of them", shown(name), shown(other), file.as_ref().map_or(String::new(), |file| format!(", by `{file}`")))]
    HeaderTwice {
        /// The one of the entry. Untrusted text.
        name: String,
        /// The other. Untrusted text.
        other: String,
        /// The file that has the other, as a reference would name it; none where the entry has both.
        file: Option<String>,
    },
    /// The file could not be looked at here.
    #[error("cannot be looked at: {what}")]
    NotSeen {
        /// Why.
        what: String,
        /// Whether it is a project's, and a link leads out of that.
        leads_out: bool,
    },
}

impl Finding {
    /// Whether the client uses no entry of the file for it.
    pub fn is_of_all_entries(&self) -> bool {
        matches!(
            self,
            Self::Skipped { is_whole: true, .. }
                | Self::NoFile { is_whole: true, .. }
                | Self::Unreadable { .. }
        )
    }

    /// Whether another says the same: a reference can stand in two places.
    pub(super) fn says(&self, other: &Self) -> bool {
        match (self, other) {
            (
                Self::WrongReference { text, right, .. },
                Self::WrongReference { text: other, right: mend, .. },
            ) => (text, right) == (other, mend),
            _ => self == other,
        }
    }

    /// The line of the file that it is about, where it is about none of an entry.
    pub fn line(&self) -> Option<usize> {
        match self {
            Self::UnreadRoot { line, .. }
            | Self::Unreadable { line, .. }
            | Self::Twice { line, .. }
            | Self::LiteralToken { place: Place::Stray { line, .. } }
            | Self::ExpiredToken { place: Place::Stray { line, .. }, .. } => *line,
            _ => None,
        }
    }
}

/// Whether a mode lets everybody write, and not a group alone.
fn is_everybodys(mode: u32) -> bool {
    mode & 0o002 != 0
}

fn named_input(id: Option<&str>) -> String {
    id.map_or("something to be asked for".to_owned(), |id| format!("`{}`", Syntax::Input.write(id)))
}
