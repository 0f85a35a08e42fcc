//! What signs or verifies, as it was given: a key file, a secret, or the versions of a kept secret; named as a report names
//! it, judged before it is used.

use std::fmt;

use mcp_token::clock::Time;
use mcp_token::jwt::Alg;
use mcp_token::jwt::key::{AnyKey, KeyEntry, KeyError, KeyFile, KeySet, SigningKey, VerifyingKey};
use mcp_token::name::Name;
use mcp_token::secret::ring::Kid;
use mcp_token::secret::{self, Encoding, Secret, Weakness};

use crate::failure::{Code, Exit, Failure, Hint};
use crate::output::human;

/// What a key argument or a profile gave.
pub(crate) enum KeySource {
    /// A key file.
    File {
        /// What it holds.
        file: KeyFile,
        /// Its name.
        path: String,
    },
    /// A secret, or the versions of a kept one; the first is signed with.
    Secrets(Vec<SecretSource>),
}

impl KeySource {
    /// A key file, unless its JWK is a secret that is not fit for the algorithms.
    pub(crate) fn of_file(
        mut file: KeyFile,
        path: String,
        algs: &[Alg],
        allow_weak: bool,
    ) -> Result<Self, Failure> {
        refuse_weak(&mut file, algs, allow_weak).map_err(|failure| failure.about(&path))?;
        Ok(Self::File { file, path })
    }

    /// The key that signs. A key pair is named by its thumbprint unless its file names it.
    pub(crate) fn signing_key(self, alg: Option<Alg>) -> Result<SigningKey, Failure> {
        match self {
            Self::Secrets(sources) => signing_secret(&sources)?.signing_key(alg),
            Self::File { file, path } => {
                let thumbprint = thumbprint(&file);
                let key =
                    SigningKey::from_file(file, alg).map_err(|error| Failure::from(error).about(path))?;
                Ok(SigningKey { kid: key.kid.or(thumbprint), ..key })
            }
        }
    }
}

/// What signs of several secrets: the first.
pub(crate) fn signing_secret(sources: &[SecretSource]) -> Result<&SecretSource, Failure> {
    sources.first().ok_or_else(|| Failure::usage("the kept secret has no version"))
}

/// The keys of secrets. One without a `kid` is used for every token.
pub(crate) fn key_set(sources: &[SecretSource], algs: &[Alg]) -> Result<KeySet, Failure> {
    if let [bare] = sources
        && bare.kid.is_none()
    {
        return Ok(KeySet::One(bare.verifying_key(algs)?));
    }
    sources.iter().map(|source| source.verifying_key(algs)).collect::<Result<_, _>>().map(KeySet::Set)
}

/// Where a secret came from.
#[derive(Debug, Clone)]
pub(crate) enum Origin {
    /// A file or a variable, by its name.
    Named(String),
    /// A kept secret, by its name.
    Kept(Name),
    /// The output of a program.
    Program(String),
    Stdin,
    Flag,
    Typed,
}

impl Origin {
    /// As it follows on "the secret".
    fn of_the_secret(&self) -> String {
        match self {
            Self::Named(name) => format!("in `{name}`"),
            Self::Kept(name) => format!("`{name}`"),
            Self::Program(name) => format!("that `{name}` prints"),
            Self::Stdin => "on stdin".to_owned(),
            Self::Flag => "of `--secret`".to_owned(),
            Self::Typed => "that was typed".to_owned(),
        }
    }

    /// As it stands in a report's row.
    fn row(&self) -> String {
        match self {
            Self::Named(name) => format!("secret `{name}`"),
            Self::Typed => "typed secret".to_owned(),
            other => format!("secret {}", other.of_the_secret()),
        }
    }
}

impl fmt::Display for Origin {
    /// As the owner of a text.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Named(name) | Self::Program(name) => write!(f, "`{name}`"),
            Self::Kept(name) => write!(f, "secret `{name}`"),
            Self::Stdin => f.write_str("stdin"),
            Self::Flag => f.write_str("`--secret`"),
            Self::Typed => f.write_str("what was typed"),
        }
    }
}

/// A secret as it was given.
pub(crate) struct SecretSource {
    /// The text itself.
    pub(crate) text: Secret,
    pub(crate) origin: Origin,
    /// How it is to be decoded, if at all.
    pub(crate) encoding: Option<Encoding>,
    /// Its name, when it is a version of a kept secret.
    pub(crate) kid: Option<Kid>,
    /// When its grace ends, if it is one of those before.
    pub(crate) until: Option<Time>,
    pub(crate) allow_weak: bool,
}

impl SecretSource {
    /// The secret, decoded if that was asked for and fit for the algorithms.
    fn secret(&self, algs: &[Alg]) -> Result<Secret, Failure> {
        let place = self.origin.of_the_secret();
        let secret = match self.encoding {
            None => self.text.clone(),
            Some(encoding) => encoding.decode(&self.text).map_err(|_| {
                let len = self.text.len();
                let message = format!("the secret {place} is not {encoding} ({len} bytes of text)");
                Failure::new(Exit::Usage, Code::SECRET, message)
            })?,
        };
        strong(&secret, algs, self.allow_weak, &place).map_err(|failure| match &self.origin {
            // A guide's line: the server has that secret already, and a new one is of no help.
            Origin::Flag if failure.hint.is_some() && !secret.is_empty() => {
                Failure { message: failure.message + " (`--allow-weak-secret` takes it)", ..failure }
            }
            _ => failure,
        })?;
        if self.encoding.is_some() {
            // A decoded text is judged as it was written too: a placeholder stays one.
            strong(&self.text, &[], self.allow_weak, &place)?;
        }
        Ok(secret)
    }

    /// The key that signs with it.
    pub(crate) fn signing_key(&self, alg: Option<Alg>) -> Result<SigningKey, Failure> {
        let secret = self.secret(&[alg.unwrap_or(Alg::HS256)])?;
        Ok(SigningKey { kid: self.kid(), ..SigningKey::from_secret(secret, alg)? })
    }

    /// The key that verifies with it.
    fn verifying_key(&self, algs: &[Alg]) -> Result<VerifyingKey, Failure> {
        let key = VerifyingKey::from_secret(self.secret(algs)?, algs)?;
        Ok(VerifyingKey { kid: self.kid(), until: self.until, ..key })
    }

    fn kid(&self) -> Option<String> {
        self.kid.as_ref().map(Kid::to_string)
    }

    /// Its name in a report's row, with the fingerprint where that is safe.
    pub(crate) fn name(&self) -> String {
        self.with_fingerprint(self.origin.row())
    }

    /// What its text belongs to, with the fingerprint where that is safe.
    pub(crate) fn owner(&self) -> String {
        self.with_fingerprint(self.origin.to_string())
    }

    fn with_fingerprint(&self, words: String) -> String {
        match self.text.fingerprint() {
            Some(fingerprint) => format!("{words} ({fingerprint})"),
            None => words,
        }
    }
}

/// Refuses a secret that is not fit for its algorithms: HS256 when none are asked for.
pub(crate) fn strong(secret: &Secret, algs: &[Alg], allow_weak: bool, place: &str) -> Result<(), Failure> {
    let alg = algs.iter().copied().max_by_key(|alg| alg.min_secret_len()).unwrap_or(Alg::HS256);
    let weakness = match secret::check(secret, alg.min_secret_len()) {
        Ok(()) => return Ok(()),
        Err(weakness) if allow_weak && weakness.may_be_allowed() => return Ok(()),
        Err(weakness) => weakness,
    };
    let what = match &weakness {
        Weakness::TooShort { len, min } => format!("is {}, {alg} needs {min}", human::count(*len, "byte")),
        other => other.to_string(),
    };
    // A key or a token in the place of a secret is a mistake that a new secret does not mend.
    let hint = (!matches!(weakness, Weakness::Key { .. } | Weakness::Token))
        .then(|| Hint::run(&new_secret(alg.min_secret_len())));
    Err(Failure::new(Exit::Usage, Code::WEAK_SECRET, format!("the secret {place} {what}")).with_hint(hint))
}

/// Refuses a JWK that is a weak secret. Among others it is of no use, like a malformed one.
fn refuse_weak(file: &mut KeyFile, algs: &[Alg], allow_weak: bool) -> Result<(), Failure> {
    let weak = |entry: &KeyEntry| match &entry.key {
        AnyKey::Secret(secret) => {
            let algs = entry.alg.as_ref().map_or(algs, std::slice::from_ref);
            strong(secret, algs, allow_weak, "of the JWK")
        }
        AnyKey::Private(_) | AnyKey::Public(_) => Ok(()),
    };
    match file {
        KeyFile::One(entry) => weak(entry),
        KeyFile::Set(entries) => {
            for entry in entries {
                if entry.as_ref().is_ok_and(|entry| weak(entry).is_err()) {
                    *entry = Err(KeyError::WeakSecret);
                }
            }
            Ok(())
        }
    }
}

fn new_secret(bytes: usize) -> String {
    if bytes == 32 { "secret new".to_owned() } else { format!("secret new --bits {}", bytes * 8) }
}

fn thumbprint(file: &KeyFile) -> Option<String> {
    match file {
        KeyFile::One(entry) if !matches!(entry.key, AnyKey::Secret(_)) => {
            entry.public().ok().map(mcp_token::jwt::key::PublicKey::thumbprint)
        }
        _ => None,
    }
}
