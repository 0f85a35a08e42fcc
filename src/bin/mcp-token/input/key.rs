//! Secrets and keys: from where the arguments say, named as a report names them, judged before they are used.

use std::path::Path;

use mcp_token::dotenv::Dotenv;
use mcp_token::file;
use mcp_token::jwt::Alg;
use mcp_token::jwt::key::{AnyKey, KeyEntry, KeyError, KeyFile};
use mcp_token::secret::{self, Encoding, Secret, Weakness};

use super::{Input, LIMIT};
use crate::args::KeyArgs;
use crate::failure::{Exit, Failure, Hint};
use crate::output::{Output, escape};
use crate::prompt;

impl Input<'_> {
    /// The secret or key that the arguments name; a hidden prompt when they name none. `algs` are those asked for.
    pub(crate) fn key(
        &mut self,
        args: &KeyArgs,
        algs: &[Alg],
        output: &Output,
    ) -> Result<KeySource, Failure> {
        if let Some(path) = &args.key {
            let (mut file, path) = (self.key_file(path)?, path.display().to_string());
            let weak = |entry: &KeyEntry| match &entry.key {
                AnyKey::Secret(secret) => {
                    let algs = entry.alg.as_ref().map_or(algs, std::slice::from_ref);
                    strong(secret, algs, args.allow_weak_secret, "of the JWK")
                }
                AnyKey::Private(_) | AnyKey::Public(_) => Ok(()),
            };
            match &mut file {
                KeyFile::One(entry) => weak(entry).map_err(|failure| failure.about(&path))?,
                // A weak one among others is of no use, like a malformed one.
                KeyFile::Set(entries) => {
                    for entry in entries {
                        if entry.as_ref().is_ok_and(|entry| weak(entry).is_err()) {
                            *entry = Err(KeyError::WeakSecret);
                        }
                    }
                }
            }
            output.explain(&format!("key: from {}", escape::text(&path)));
            return Ok(KeySource::File { file, path });
        }
        let (text, place) = self.secret_text(args, output)?;
        output.explain(&format!("secret: {} bytes of text, {}", text.len(), escape::text(&place.owner)));
        Ok(KeySource::Secret(SecretSource {
            text,
            place,
            encoding: args.secret_encoding.map(Encoding::from),
            allow_weak: args.allow_weak_secret,
        }))
    }

    /// A PEM, a JWK or a JWK set; one that holds anything private must be ours alone.
    pub(crate) fn key_file(&mut self, path: &Path) -> Result<KeyFile, Failure> {
        let stdin = path.as_os_str() == "-";
        let holds_secret = |content: &[u8]| KeyFile::parse(content).is_ok_and(|file| holds_private(&file));
        let content = if stdin { self.stdin("the key")? } else { file::read_key(path, LIMIT, holds_secret)? };
        let parsed = KeyFile::parse(&content).map_err(|error| Failure::from(error).about(path.display()))?;
        Ok(parsed)
    }

    fn secret_text(&mut self, args: &KeyArgs, output: &Output) -> Result<(Secret, Place), Failure> {
        if let Some(path) = &args.secret_file {
            if path.as_os_str() == "-" {
                let bytes = self.stdin("the secret")?;
                return Ok((
                    Secret::from_file_content(bytes),
                    Place::new("on stdin", "secret on stdin", "stdin"),
                ));
            }
            let bytes = file::read_secret(path, LIMIT)?;
            return Ok((Secret::from_file_content(bytes), Place::named(&path.display().to_string())));
        }
        if let (Some(name), Some(path)) = (&args.secret_env, &args.env_file) {
            let bytes = file::read_secret(path, LIMIT)?;
            let about = |error| Failure::from(error).about(path.display());
            let dotenv = Dotenv::parse(bytes.to_vec()).map_err(about)?;
            let value = dotenv
                .value(name)
                .map_err(about)?
                .ok_or_else(|| Failure::usage(format!("`{name}` is not in {}", path.display())))?;
            return Ok((Secret::new(value.as_bytes().to_vec()), Place::named(name)));
        }
        if let Some(name) = &args.secret_env {
            return Ok((Secret::new(self.variable(name)?), Place::named(name)));
        }
        if let Some(value) = &args.secret {
            return literal(value, output)
                .map(|secret| (secret, Place::new("of `--secret`", "secret of `--secret`", "`--secret`")));
        }
        let typed = prompt::secret("Signing secret", "--secret-file, --secret-env or --key", self.env)?;
        Ok((
            Secret::new(typed.as_bytes().to_vec()),
            Place::new("that was typed", "typed secret", "what was typed"),
        ))
    }
}

/// Where a secret came from, in the words of an error, of a report's row, and of what it belongs to.
#[derive(Debug, Clone)]
struct Place {
    of_the_secret: String,
    row: String,
    owner: String,
}

impl Place {
    fn new(of_the_secret: &str, row: &str, owner: &str) -> Self {
        Self { of_the_secret: of_the_secret.to_owned(), row: row.to_owned(), owner: owner.to_owned() }
    }

    fn named(name: &str) -> Self {
        Self::new(&format!("in `{name}`"), &format!("secret `{name}`"), &format!("`{name}`"))
    }
}

/// What a key argument gave.
pub(crate) enum KeySource {
    /// A key file.
    File {
        /// What it holds.
        file: KeyFile,
        /// Its name.
        path: String,
    },
    /// A secret's text.
    Secret(SecretSource),
}

/// A secret as it was given.
pub(crate) struct SecretSource {
    /// The text itself.
    pub(crate) text: Secret,
    place: Place,
    /// How it is to be decoded, if at all.
    pub(crate) encoding: Option<Encoding>,
    allow_weak: bool,
}

impl SecretSource {
    /// The secret, decoded if that was asked for and fit for the algorithms.
    pub(crate) fn secret(&self, algs: &[Alg]) -> Result<Secret, Failure> {
        let unfit = |code, message: String| {
            Failure::new(Exit::Usage, code, format!("the secret {} {message}", self.place.of_the_secret))
        };
        let secret = match self.encoding {
            None => self.text.clone(),
            Some(encoding) => encoding.decode(&self.text).map_err(|_| {
                unfit("secret", format!("is not {encoding} ({} bytes of text)", self.text.len()))
            })?,
        };
        strong(&secret, algs, self.allow_weak, &self.place.of_the_secret)?;
        // A decoded text is judged as it was written too: a placeholder stays one.
        strong(&self.text, &[], self.allow_weak, &self.place.of_the_secret)?;
        Ok(secret)
    }

    /// Its name in a report's row, with the fingerprint where that is safe.
    pub(crate) fn name(&self) -> String {
        self.with_fingerprint(&self.place.row)
    }

    /// What its text belongs to, with the fingerprint where that is safe.
    pub(crate) fn owner(&self) -> String {
        self.with_fingerprint(&self.place.owner)
    }

    fn with_fingerprint(&self, words: &str) -> String {
        match self.text.fingerprint() {
            Some(fingerprint) => format!("{words} ({fingerprint})"),
            None => words.to_owned(),
        }
    }
}

/// Refuses a secret that is not fit for its algorithms: HS256 when none are asked for.
fn strong(secret: &Secret, algs: &[Alg], allow_weak: bool, place: &str) -> Result<(), Failure> {
    let alg = algs.iter().copied().max_by_key(|alg| alg.min_secret_len()).unwrap_or(Alg::HS256);
    let weakness = match secret::check(secret, alg.min_secret_len()) {
        Ok(()) => return Ok(()),
        Err(weakness) if allow_weak && weakness.may_be_allowed() => return Ok(()),
        Err(weakness) => weakness,
    };
    let what = match &weakness {
        Weakness::TooShort { len, min } => format!("is {len} bytes, {alg} needs {min}"),
        other => other.to_string(),
    };
    // A key in the place of a secret is a mistake that a new secret does not mend.
    let hint =
        (!matches!(weakness, Weakness::Key { .. })).then(|| Hint::run(&new_secret(alg.min_secret_len())));
    Err(Failure { hint, ..Failure::new(Exit::Usage, "weak_secret", format!("the secret {place} {what}")) })
}

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

fn new_secret(bytes: usize) -> String {
    if bytes == 32 { "secret new".to_owned() } else { format!("secret new --bits {}", bytes * 8) }
}

fn holds_private(file: &KeyFile) -> bool {
    let private = |entry: &KeyEntry| !matches!(entry.key, AnyKey::Public(_));
    match file {
        KeyFile::One(entry) => private(entry),
        KeyFile::Set(entries) => entries.iter().flatten().any(private),
    }
}
