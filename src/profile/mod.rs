//! Who a token is for, how it is made, where it is kept: what is remembered so that nobody has to say it again.
//!
//! A [`Profile`] is plain data and holds no secret, only from where one is fetched. The file of profiles is written by the
//! commands that change profiles and by nothing else; what is learnt while tokens are made is not in it.
//!
//! [`Profiles`] is that file, [`Preset`] what is known of a family of servers, [`url`] the judge of a server's URL.

mod change;
mod error;
mod file;
mod made;
pub mod plan;
mod policy;
mod preset;
mod read;
mod remove;
#[cfg(test)]
mod tests;
pub mod url;
mod write;

pub use change::Change;
pub use error::{Place, Problem, ProfileError};
pub use file::Profiles;
pub use made::is_made_by;
pub use preset::Preset;

use crate::clock::Span;
use crate::jwt::Alg;
use crate::jwt::claims::Claims;
use crate::jwt::policy::Policy;
use crate::name::Name;
use crate::secret::ring::Shelf;
use crate::secret::{Encoding, Source};
use crate::store::Entry;

/// One server as one user of it sees it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Profile {
    /// Its name.
    pub name: Name,
    /// What signs its tokens; none when they are issued elsewhere.
    pub key: Option<Key>,
    /// The algorithm; HS256 for a secret, the key's own for a key when it was not said.
    pub alg: Option<Alg>,
    /// The claims of every token, besides `iat`, `exp` and `jti`.
    pub claims: Claims,
    /// How long a new token lives.
    pub ttl: Span,
    /// How much life a token that is handed out should have; see [`Profile::wanted_life`].
    pub min_ttl: Option<Span>,
    /// How far `iat` is set back for a server whose clock is behind.
    pub backdate: Span,
    /// Which of `iat` and `jti` the tokens do without.
    pub omit: Vec<String>,
    /// What is demanded of its tokens; an issuer and an audience that are not said here are those among the claims, see
    /// [`Profile::policy`]. Not [`Profile::min_ttl`], which refuses nothing.
    pub demands: Policy,
    /// Where its token is kept.
    pub token: Keeping,
    /// The keychain entry of other programs that it goes back to; none while its token is in a keychain.
    pub shared: Option<Entry>,
    /// The server: `http`, `https`, `ws` or `wss`, without a token in it.
    pub url: Option<String>,
    /// How the server wants to be shown the token.
    pub header: HeaderForm,
    /// The variable that a token goes into.
    pub variable: String,
}

/// What signs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Key {
    /// From where it is fetched.
    pub source: Source,
    /// How the text of a secret is decoded; none takes the text itself.
    pub encoding: Option<Encoding>,
}

/// Where a token is kept between two runs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Keeping {
    /// In the keychain, under this entry.
    Keychain(Entry),
    /// In an encrypted file.
    File,
    /// Nowhere: it is made anew each time.
    Nowhere,
}

impl Keeping {
    /// The kind of store, when there is one.
    pub fn shelf(&self) -> Option<Shelf> {
        match self {
            Self::Keychain(_) => Some(Shelf::Keychain),
            Self::File => Some(Shelf::File),
            Self::Nowhere => None,
        }
    }
}

/// How a server is shown a token.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub enum HeaderForm {
    /// `Authorization: Bearer <token>` (RFC 6750 section 2.1).
    #[default]
    Bearer,
    /// `Authorization: Basic <token>`: the token is the encoded user and password already (RFC 7617 section 2).
    Basic,
    /// Another header, whose whole value is the token.
    Named(String),
    /// No header: the server reads the token from its environment.
    Nothing,
}

impl HeaderForm {
    /// The name of the header field, and what stands before the token in it; none where there is no header.
    pub fn field(&self) -> Option<(&str, &'static str)> {
        match self {
            Self::Bearer => Some(("Authorization", "Bearer ")),
            Self::Basic => Some(("Authorization", "Basic ")),
            Self::Named(name) => Some((name, "")),
            Self::Nothing => None,
        }
    }

    /// As the flag of a profile has it.
    pub fn word(&self) -> &str {
        match self {
            Self::Bearer => "bearer",
            Self::Basic => "basic",
            Self::Nothing => "none",
            Self::Named(name) => name,
        }
    }
}

/// How encrypted files are opened.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub enum Opening {
    /// By a random key in a file of its own.
    #[default]
    KeyFile,
    /// By a passphrase, from a file, a command or a prompt.
    Passphrase(Source),
}

impl Profile {
    /// A profile about which nothing was said: no key, no claims, 24 h, kept in the keychain under its name.
    pub fn new(name: Name) -> Self {
        Self {
            token: Keeping::Keychain(Entry::token(&name)),
            shared: None,
            variable: default_variable(&name),
            name,
            key: None,
            alg: None,
            claims: Claims::default(),
            ttl: DEFAULT_TTL,
            min_ttl: None,
            backdate: Span::ZERO,
            omit: Vec::new(),
            demands: Policy::default(),
            url: None,
            header: HeaderForm::Bearer,
        }
    }

    /// Under which entry its token is kept.
    pub fn token_entry(&self) -> Entry {
        match &self.token {
            Keeping::Keychain(entry) => entry.clone(),
            Keeping::File | Keeping::Nowhere => Entry::token(&self.name),
        }
    }

    /// How much life a new token of the profile is to have whenever it is handed out.
    pub fn wanted_life(&self) -> Span {
        self.wanted_life_of(self.ttl)
    }

    /// How much life a token is to have when it is handed out: what the profile says, else an hour, or half of its lifetime if
    /// that is less; never less than the profile demands.
    pub fn wanted_life_of(&self, lifetime: Span) -> Span {
        let liked =
            self.min_ttl.unwrap_or_else(|| Span::from_hours(1).min(Span::from_secs(lifetime.secs() / 2)));
        liked.max(self.demands.min_ttl.unwrap_or(Span::ZERO))
    }
}

/// The name of the profile that is meant where several are there and none is named.
pub const DEFAULT: &str = "default";

/// The profile of these that goes without saying: the only one, else that of the name [`DEFAULT`].
pub fn unsaid<'n>(names: impl Iterator<Item = &'n str> + Clone) -> Option<&'n str> {
    let mut only = names.clone();
    let first = only.next().filter(|_| only.next().is_none());
    first.or_else(|| names.into_iter().find(|name| *name == DEFAULT))
}

/// The variable of a profile that names none: `<NAME>_JWT_TOKEN`, `JWT_TOKEN` for `default`; `_` before a digit, which no
/// variable starts with.
pub fn default_variable(name: &Name) -> String {
    if name.as_str() == DEFAULT {
        return "JWT_TOKEN".to_owned();
    }
    let upper = name.as_str().to_ascii_uppercase().replace('-', "_");
    let before = if upper.starts_with(|first: char| first.is_ascii_digit()) { "_" } else { "" };
    format!("{before}{upper}_JWT_TOKEN")
}

/// How long a new token lives when nothing else is said.
const DEFAULT_TTL: Span = Span::from_hours(24);
