//! Why a client is not connected.

use std::path::{Path, PathBuf};

use super::bridge::PINNED;
use super::unreadable::Unreadable;
use super::{Client, Mode};
use crate::file::FileError;
use crate::name::Name;
use crate::profile::url::UrlError;

/// Why a client is not connected. States facts; holds no token.
#[non_exhaustive]
#[derive(Debug, thiserror::Error)]
pub enum ClientError {
    /// Neither a URL nor a program to start.
    #[error("neither a URL nor a command is said")]
    NothingToConnect,
    /// No token may be sent to that URL.
    #[error("the URL {error}")]
    Url {
        /// What is wrong with it.
        error: UrlError,
    },
    /// What stands outside, a token perhaps, would be put into the URL.
    #[error("the URL holds `{reference}`: clients put something else in its place, and logs would keep that")]
    ReferenceInUrl {
        /// The reference, as it may be shown.
        reference: String,
    },
    /// A token is needed and no profile is named.
    #[error("no profile is named whose token is to be used")]
    NoToken,
    /// The profile's server takes its token in no header.
    #[error("the profile `{profile}` shows its token in no header, a server behind a URL needs one")]
    NoHeader {
        /// The profile.
        profile: Name,
    },
    /// A header field that the token's stands in, or that would hold another credential.
    #[error("the header `{name}` is for the token")]
    HeaderTaken {
        /// The field.
        name: String,
    },
    /// What speaks to a server behind a URL for the client reads no header of that name.
    #[error(
        "{PINNED} sends no header of the name `{name}`, which holds more than letters, digits, `-` and `_`"
    )]
    NotBridged {
        /// The field.
        name: String,
    },
    /// A token stands where it would be written into the file.
    #[error("the {place} holds a token")]
    LiteralToken {
        /// Where.
        place: String,
    },
    /// The client speaks no WebSocket.
    #[error("{client} speaks no WebSocket")]
    WebSocket {
        /// The client.
        client: String,
    },
    /// The client's file has no servers that it starts.
    #[error("{client} starts no servers")]
    NoStdio {
        /// The client.
        client: String,
    },
    /// The client cannot read the entry in that way.
    #[error("{client} {}", cannot(*asked, possible))]
    Mode {
        /// The client.
        client: String,
        /// The way that was asked for; none when every other but a literal is missing.
        asked: Option<Mode>,
        /// The ways that are possible.
        possible: Vec<Mode>,
    },
    /// What a client runs for its token would be refused one.
    #[error("{client} tells a helper the URL, and `get {profile}` gives it no token: that profile {}", if *is_for_another { "is for another URL" } else { "names no server" })]
    HelperRefused {
        /// The client.
        client: String,
        /// The profile.
        profile: Name,
        /// Whether the profile names another URL.
        is_for_another: bool,
        /// The URL that is told.
        url: String,
    },
    /// The client reads no server of that name.
    #[error("{client} reads no server of the name `{server}`, possible: {possible}")]
    Name {
        /// The client.
        client: String,
        /// The name.
        server: Name,
        /// The names that it reads, in words.
        possible: String,
    },
    /// The client cannot refer to a variable there.
    #[error("{client} cannot refer to {variable} there")]
    NoReference {
        /// The client.
        client: String,
        /// The variable, as it may be shown.
        variable: String,
    },
    /// A value would not stay what it is.
    #[error(
        "the {place} is taken as it stands, and {client} puts something else in the place of `{form}` there"
    )]
    FilledIn {
        /// The client.
        client: String,
        /// Where the value is.
        place: String,
        /// What references look like that the client reads there; not the one that was found, which can be part of a password.
        form: String,
    },
    /// A command line for cmd.exe cannot be written.
    #[error("`{word}` holds a `%` or a quote, which cmd.exe takes in no quotes")]
    NotQuoted {
        /// The path of this program, or an argument.
        word: String,
    },
    /// The file is not what the client reads.
    #[error("`{}` is not read by {client}: {what}", path.display())]
    NotRead {
        /// The file.
        path: PathBuf,
        /// The client.
        client: String,
        /// What is wrong, and where. Holds nothing of the file.
        what: String,
    },
    /// The file is read, and is left as it is.
    #[error("`{}` is not changed: {what}", path.display())]
    NotChanged {
        /// The file.
        path: PathBuf,
        /// What in it is in the way. Holds no value of the file.
        what: String,
    },
    /// A literal token would lie in a file that others get to see.
    #[error("`{}` is {why}: a token does not belong there", path.display())]
    Shared {
        /// The file.
        path: PathBuf,
        /// Why others see it.
        why: &'static str,
    },
    /// A literal token would lie in a file that others can read.
    #[error("`{}` can be read by others (mode {mode:04o}): a token does not belong there", path.display())]
    ReadableByOthers {
        /// The file.
        path: PathBuf,
        /// The permission bits.
        mode: u32,
    },
    /// There is no such file for the client.
    #[error("{client} has no file for this scope that can be edited")]
    NoFile {
        /// The client.
        client: String,
    },
    /// There is no such entry.
    #[error("`{}` has no server `{server}`", path.display())]
    NoEntry {
        /// The file.
        path: PathBuf,
        /// The entry.
        server: String,
    },
    /// Two clients read one entry, and none that is for one is for the other as well.
    #[error("`{server}` is there for {other}, which reads the same file: no entry is for {client} as well")]
    TwoReaders {
        /// The client.
        client: String,
        /// The one that the entry is for.
        other: String,
        /// The entry.
        server: Name,
    },
    /// Two things under one name.
    #[error("the {what} `{name}` is to hold two things")]
    Twice {
        /// A variable or a header.
        what: &'static str,
        /// Its name.
        name: String,
    },
    /// What was remembered of an installation cannot be read.
    #[error("what is remembered of `{}` cannot be read", path.file_name().unwrap_or_default().to_string_lossy())]
    Record {
        /// Its file.
        path: PathBuf,
        /// The copy beside it, in which alone may lie what the entry had replaced.
        copy: Option<PathBuf>,
    },
    /// There is no directory of ours to remember anything in.
    #[error("there is no directory to remember an installation in")]
    NoRecords,
    /// A file was not read or written.
    #[error(transparent)]
    File(#[from] FileError),
}

impl ClientError {
    /// Of a file that its client would not read either.
    pub(super) fn not_read(client: &Client, path: &Path) -> impl FnOnce(Unreadable) -> Self {
        let (path, client) = (path.to_owned(), client.title.clone());
        |Unreadable { what, .. }| Self::NotRead { path, client, what }
    }
}

fn cannot(asked: Option<Mode>, possible: &[Mode]) -> String {
    let names: Vec<_> = possible.iter().map(|mode| mode.name()).collect();
    let names = if names.is_empty() { "none".to_owned() } else { names.join(", ") };
    match asked {
        Some(asked) => format!("cannot come by the token through `{asked}`, possible: {names}"),
        None => format!("can only be given the token itself, possible: {names}"),
    }
}
