//! The key of a profile, fetched when it is needed, in the form that a key argument has too.

use mcp_token::clock::Time;
use mcp_token::fresh::{Keys, Known};
use mcp_token::jwt::Alg;
use mcp_token::jwt::key::{KeyFile, SigningKey};
use mcp_token::name::Name;
use mcp_token::profile::{Key, Profile};
use mcp_token::secret::ring::Kid;
use mcp_token::secret::{Encoding, Secret, Source};

use super::Home;
use crate::failure::Failure;
use crate::input::{KeySource, Origin, SecretSource};
use crate::output::Output;

impl Home<'_> {
    /// What a profile verifies with; the algorithms that are asked for, and whether a secret too weak for them will do.
    pub(crate) fn key_source(
        &self,
        key: &Key,
        asked: (&[Alg], bool),
        now: Time,
        output: &Output,
    ) -> Result<KeySource, Failure> {
        match &key.source {
            Source::Kept(name) => self.kept_key_source(name, key.encoding, now, output),
            _ => self.fetched_key_source(key, asked),
        }
    }

    /// What a profile signs with: of a kept secret the active version alone.
    pub(crate) fn signing_key(&self, key: &Key, alg: Option<Alg>) -> Result<SigningKey, Failure> {
        let source = match &key.source {
            Source::Kept(name) => {
                let (kid, secret) = self.active_secret(name)?;
                kept(name, key.encoding, [(kid, secret, None)])
            }
            _ => self.fetched_key_source(key, (alg.as_slice(), false))?,
        };
        source.signing_key(alg)
    }

    /// What is no key file is a secret.
    fn fetched_key_source(
        &self,
        key: &Key,
        (algs, allow_weak): (&[Alg], bool),
    ) -> Result<KeySource, Failure> {
        let text = self.fetch(&key.source)?;
        let origin = match &key.source {
            Source::Variable(name) | Source::Dotenv { variable: name, .. } => Origin::Named(name.clone()),
            Source::File(path) => Origin::Named(path.display().to_string()),
            Source::Command(command) => Origin::Program(command.program.display().to_string()),
            Source::Kept(name) => Origin::Kept(name.clone()),
            Source::Prompt => Origin::Typed,
        };
        match KeyFile::parse(text.expose()) {
            Ok(file) if key.encoding.is_none() => {
                KeySource::of_file(file, origin.to_string(), algs, allow_weak)
            }
            _ => {
                let encoding = key.encoding;
                let bare = SecretSource { text, origin, encoding, kid: None, until: None, allow_weak };
                Ok(KeySource::Secrets(vec![bare]))
            }
        }
    }

    /// A kept secret: the active version, then the previous one while its grace lasts.
    pub(crate) fn kept_key_source(
        &self,
        name: &Name,
        encoding: Option<Encoding>,
        now: Time,
        output: &Output,
    ) -> Result<KeySource, Failure> {
        Ok(kept(name, encoding, self.verifying_secrets(name, now, output)?))
    }
}

fn kept(
    name: &Name,
    encoding: Option<Encoding>,
    versions: impl IntoIterator<Item = (Kid, Secret, Option<Time>)>,
) -> KeySource {
    let source = |(kid, text, until)| {
        let origin = Origin::Kept(name.clone());
        // It was judged when it was kept, and again when it was read.
        SecretSource { text, origin, encoding, kid: Some(kid), until, allow_weak: true }
    };
    KeySource::Secrets(versions.into_iter().map(source).collect())
}

/// A profile's key and what knows where it lies.
pub(crate) struct ProfileKeys<'p> {
    profile: &'p Profile,
    key: &'p Key,
    home: &'p Home<'p>,
}

impl<'p> ProfileKeys<'p> {
    /// `None` when the profile's tokens are issued elsewhere.
    pub(crate) fn of(profile: &'p Profile, home: &'p Home<'p>) -> Option<Self> {
        profile.key.as_ref().map(|key| Self { profile, key, home })
    }
}

impl Keys for ProfileKeys<'_> {
    type Error = Failure;

    /// What must be asked of a program or a person is not asked for this.
    fn known(&self) -> Result<Known<Failure>, Failure> {
        Ok(match &self.key.source {
            Source::Kept(name) => match self.home.ring(name)?.signing() {
                Some(version) => Known::Kid(version.kid.to_string()),
                None => Known::Nothing,
            },
            Source::Command(_) | Source::Prompt => Known::Nothing,
            Source::Variable(_) | Source::Dotenv { .. } | Source::File(_) => match self.signing_key() {
                Ok(key) => Known::Key(Box::new(key)),
                // A token that lives may outlive the variable that its secret was in.
                Err(failure) => Known::Unusable(failure),
            },
        })
    }

    fn signing_key(&self) -> Result<SigningKey, Failure> {
        self.home.signing_key(self.key, self.profile.alg)
    }
}
