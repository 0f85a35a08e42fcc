//! Secrets and keys: from where the arguments say, named as a report names them, judged before they are used.

use std::path::Path;

use mcp_token::file;
use mcp_token::jwt::Alg;
use mcp_token::jwt::key::{AnyKey, KeyEntry, KeyFile, SigningKey};
use mcp_token::profile::{Key, Profile};
use mcp_token::secret::{Secret, Source};

use super::{Input, KeySource, LIMIT, Origin, SecretSource};
use crate::args::{KeyArgs, source_words};
use crate::failure::Failure;
use crate::home::{Home, Patience, dotenv_value};
use crate::output::Output;
use crate::prompt;

impl Input<'_> {
    /// The secret or key that the arguments name; a hidden prompt when they name none. `algs` are those asked for, `places` the flags
    /// that are named where nobody can be asked.
    fn key(
        &mut self,
        args: &KeyArgs,
        algs: &[Alg],
        places: &str,
        output: &Output,
    ) -> Result<KeySource, Failure> {
        if let Some(path) = &args.key {
            let (file, path) = (self.key_file(path)?, path.display().to_string());
            let source = KeySource::of_file(file, path.clone(), algs, args.allow_weak_secret)?;
            output.explain(&format!("key: from {path}"));
            return Ok(source);
        }
        if let Some(name) = &args.secret_name {
            let home = Home::of(self.env, Patience::Short)?;
            output.explain(&format!("secret: kept as `{name}`"));
            return home.kept_key_source(name, args.secret_encoding, self.now, output);
        }
        let (text, origin) = self.secret_text(args, places, output)?;
        let owner = origin.to_string();
        output.explain(&format!("secret: {} bytes of text, {}", text.len(), owner));
        Ok(KeySource::Secrets(vec![SecretSource {
            text,
            origin,
            encoding: args.secret_encoding,
            kid: None,
            until: None,
            allow_weak: args.allow_weak_secret,
        }]))
    }

    /// The key that signs, from the same places; of a kept secret the active version alone.
    pub(crate) fn signing_key(
        &mut self,
        args: &KeyArgs,
        alg: Option<Alg>,
        output: &Output,
    ) -> Result<SigningKey, Failure> {
        let Some(name) = &args.secret_name else {
            return self.key(args, alg.as_slice(), PLACES, output)?.signing_key(alg);
        };
        output.explain(&format!("secret: kept as `{name}`"));
        let key = Key { source: Source::Kept(name.clone()), encoding: args.secret_encoding };
        Home::of(self.env, Patience::Short)?.signing_key(&key, alg)
    }

    /// The key that the arguments name, else that of the profile, read as the arguments say; with the algorithms that are
    /// asked for.
    pub(crate) fn key_or_profiles(
        &mut self,
        args: &KeyArgs,
        algs: &[Alg],
        profile: Option<&Profile>,
        output: &Output,
    ) -> Result<KeySource, Failure> {
        let Some(profile) = profile.filter(|_| !args.are_given()) else {
            return self.key(args, algs, PLACES_OR_PROFILE, output);
        };
        let key = profile.key.as_ref().ok_or_else(|| {
            Failure::usage(format!("the profile `{}` has no key: say --key or a secret", profile.name))
        })?;
        let words = match &key.source {
            // Its arguments may be what only their owner knows.
            Source::Command(command) => format!("command:{}", command.program.display()),
            source => source_words(source),
        };
        output.explain(&format!("key: {}, of the profile `{}`", words, profile.name));
        let encoding = args.secret_encoding.or(key.encoding);
        let key = Key { encoding, ..key.clone() };
        let home = Home::of(self.env, Patience::Short)?;
        let source = home.key_source(&key, (algs, args.allow_weak_secret), self.now, output)?;
        home.warn_of_changed_dotenv(profile, output);
        Ok(source)
    }

    /// A PEM, a JWK or a JWK set; one that holds anything private must be ours alone.
    pub(crate) fn key_file(&mut self, path: &Path) -> Result<KeyFile, Failure> {
        let stdin = path.as_os_str() == "-";
        let holds_secret = |content: &[u8]| KeyFile::parse(content).is_ok_and(|file| holds_private(&file));
        let content = if stdin { self.stdin("the key")? } else { file::read_key(path, LIMIT, holds_secret)? };
        let parsed = KeyFile::parse(&content).map_err(|error| Failure::from(error).about(path.display()))?;
        Ok(parsed)
    }

    fn secret_text(
        &mut self,
        args: &KeyArgs,
        places: &str,
        output: &Output,
    ) -> Result<(Secret, Origin), Failure> {
        if let Some(path) = &args.secret_file {
            let stdin = path.as_os_str() == "-";
            let origin = if stdin { Origin::Stdin } else { Origin::Named(path.display().to_string()) };
            return Ok((self.secret_file(path)?, origin));
        }
        if let (Some(name), Some(path)) = (&args.secret_env, &args.env_file) {
            return Ok((dotenv_value(path, name)?, Origin::Named(name.clone())));
        }
        if let Some(name) = &args.secret_env {
            return Ok((Secret::new(self.variable(name)?), Origin::Named(name.clone())));
        }
        if let Some(value) = &args.secret {
            return literal(value, output).map(|secret| (secret, Origin::Flag));
        }
        let typed = prompt::secret("Signing secret", places, self.env)?;
        Ok((Secret::new(typed.as_bytes().to_vec()), Origin::Typed))
    }
}

/// The flags that say where a key is.
const PLACES: &str = "--secret-file, --secret-env, --secret-name or --key";
const PLACES_OR_PROFILE: &str = "--secret-file, --secret-env, --secret-name, --key or --profile";

/// The secret of `--secret`, taken as it stands. What jwt-cli reads otherwise is refused, lest it become the key.
fn literal(value: &Secret, output: &Output) -> Result<Secret, Failure> {
    let text = std::str::from_utf8(value.expose()).unwrap_or_default();
    if text.strip_prefix('@').is_some_and(|path| Path::new(path).exists()) {
        return Err(Failure::usage(
            "`--secret` takes the secret itself; a file is read by --secret-file or --key",
        ));
    }
    if text.starts_with("b64:") {
        return Err(Failure::usage(
            "`--secret` takes the secret itself; --secret-encoding base64 decodes it",
        ));
    }
    output.warn("the secret on the command line can be read by every process of this machine");
    Ok(value.clone())
}

fn holds_private(file: &KeyFile) -> bool {
    let private = |entry: &KeyEntry| !matches!(entry.key, AnyKey::Public(_));
    match file {
        KeyFile::One(entry) => private(entry),
        KeyFile::Set(entries) => entries.iter().flatten().any(private),
    }
}
