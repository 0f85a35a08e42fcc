//! The key of a profile, fetched when it is needed, in the form that a key argument has too.

use mcp_token::clock::Time;
use mcp_token::fresh::{Keys, Known};
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
        let origin = match &key.source {
            Source::Kept(name) => return self.kept_key_source(name, key.encoding, now),
            Source::Variable(name) | Source::Dotenv { variable: name, .. } => Origin::Named(name.clone()),
            Source::File(path) => Origin::Named(path.display().to_string()),
            Source::Command(command) => Origin::Program(command.program.display().to_string()),
            Source::Prompt => Origin::Typed,
        };
        let text = self.fetch(&key.source)?;
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
        self.home.key_source(self.key, self.now)?.signing_key(self.profile.alg)
    }
}
