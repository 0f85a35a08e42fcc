//! The key of a profile, fetched when it is needed, in the form that a key argument has too.

use mcp_token::clock::Time;
use mcp_token::fresh::Keys;
use mcp_token::jwt::key::{KeyFile, SigningKey};
use mcp_token::name::Name;
use mcp_token::profile::{Key, Profile};
use mcp_token::secret::{Encoding, Source};

use super::Home;
use crate::failure::Failure;
use crate::input::{KeySource, Origin, SecretSource};

impl Home<'_> {
    /// What a profile signs and verifies with. What is no key file is a secret.
    pub(crate) fn key_source(&self, key: &Key, now: Time) -> Result<KeySource, Failure> {
        if let Source::Kept(name) = &key.source {
            return self.kept_key_source(name, key.encoding, now);
        }
        let text = self.fetch(&key.source)?;
        let origin = match &key.source {
            Source::Variable(name) | Source::Dotenv { variable: name, .. } => Origin::Named(name.clone()),
            Source::File(path) => Origin::Named(path.display().to_string()),
            Source::Command(command) => Origin::Program(command.program.display().to_string()),
            Source::Kept(name) => Origin::Kept(name.clone()),
            Source::Prompt => Origin::Typed,
        };
        Ok(match KeyFile::parse(text.expose()) {
            Ok(file) if key.encoding.is_none() => KeySource::File { file, path: origin.to_string() },
            _ => KeySource::Secret(SecretSource { text, origin, encoding: key.encoding, allow_weak: false }),
        })
    }

    /// A kept secret: the active version, then the previous one while its grace lasts.
    pub(crate) fn kept_key_source(
        &self,
        name: &Name,
        encoding: Option<Encoding>,
        now: Time,
    ) -> Result<KeySource, Failure> {
        let versions = self.verifying_secrets(name, now)?.into_iter().map(|(version, text)| {
            let origin = Origin::Kept(name.clone());
            // It was judged when it was kept.
            (version.kid.to_string(), SecretSource { text, origin, encoding, allow_weak: true })
        });
        Ok(KeySource::Ring(versions.collect()))
    }
}

/// A profile's key and what knows where it lies.
pub(crate) struct ProfileKeys<'p> {
    profile: &'p Profile,
    key: &'p Key,
    home: &'p Home<'p>,
    now: Time,
}

impl<'p> ProfileKeys<'p> {
    /// `None` when the profile's tokens are issued elsewhere.
    pub(crate) fn of(profile: &'p Profile, home: &'p Home<'p>, now: Time) -> Option<Self> {
        profile.key.as_ref().map(|key| Self { profile, key, home, now })
    }
}

impl Keys for ProfileKeys<'_> {
    type Error = Failure;

    /// What must be asked of a program or a person is not asked for this.
    fn identity(&self) -> Result<Option<String>, Failure> {
        match &self.key.source {
            Source::Kept(name) => Ok(self.home.ring(name)?.signing().map(|version| version.kid.to_string())),
            Source::Command(_) | Source::Prompt => Ok(None),
            Source::Variable(_) | Source::Dotenv { .. } | Source::File(_) => {
                // A token that lives may outlive the variable that its secret was in.
                Ok(self.home.key_source(self.key, self.now).ok().and_then(|source| source.identity()))
            }
        }
    }

    fn signing_key(&self) -> Result<SigningKey, Failure> {
        self.home.key_source(self.key, self.now)?.signing_key(self.profile.alg)
    }
}
