//! `mcp-token key new`

use std::path::{Path, PathBuf};

use clap::ValueEnum;
use mcp_token::file::{self, FileError};
use mcp_token::jwt::Alg;
use mcp_token::jwt::key::PrivateKey;
use serde::Serialize;
use zeroize::Zeroizing;

use crate::args::alg;
use crate::env::Env;
use crate::failure::{Exit, Failure, Hint};
use crate::output::Output;

/// Make a key pair
///
/// Writes the private key to a new file that only you can read, or to stdout when that is not a terminal. The public half
/// comes from `mcp-token key public`.
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub(crate) struct Args {
    /// What it is to sign with: RS256-512, PS256-512, ES256, ES384, ES512, EdDSA
    #[arg(long, short = 'A', value_parser = alg, default_value = "ES256")]
    alg: Alg,
    /// The size of an RSA key
    #[arg(long, value_name = "BITS", value_parser = ["2048", "3072", "4096"])]
    bits: Option<String>,
    /// PEM (PKCS#8) or JWK
    #[arg(long, value_enum, default_value_t)]
    format: Format,
    /// Where to write it; the file must not exist
    #[arg(long, value_name = "PATH")]
    out: Option<PathBuf>,
    /// Print it even on a terminal
    #[arg(long, conflicts_with = "out")]
    print: bool,
}

const EXAMPLES: &str = "Examples:
  $ mcp-token key new --alg ES256 --out private.pem
  $ mcp-token key new --alg RS256 --bits 3072 --format jwk --out private.jwk";

/// A file format for private keys.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, ValueEnum)]
enum Format {
    /// PKCS#8 in PEM
    #[default]
    Pem,
    /// JSON Web Key
    Jwk,
}

/// The key that was written; its private half is not shown.
#[derive(Serialize)]
struct Report<'r> {
    path: &'r Path,
    alg: &'static str,
    kid: &'r str,
}

pub(crate) fn run(args: &Args, env: &Env, output: &mut Output) -> Result<Exit, Failure> {
    let kind = args.alg.key_kind().ok_or_else(|| {
        Failure::usage(format!("{} signs with a secret, not with a key pair", args.alg))
            .with_hint(Hint::run("secret new"))
    })?;
    if args.bits.is_some() && !matches!(kind, mcp_token::jwt::key::KeyKind::Rsa) {
        return Err(Failure::usage(format!("`--bits` is for RSA keys, {} has one size", args.alg)));
    }
    if args.out.is_none() && output.stdout.is_terminal && !args.print {
        return Err(Failure::usage("a private key is not printed on a terminal")
            .with_hint(Hint::add("--out private.pem")));
    }
    let bits = args.bits.as_deref().and_then(|bits| bits.parse().ok()).unwrap_or(2048);
    let key = PrivateKey::generate(kind, bits)?;
    let kid = key.public().thumbprint();
    let text = match args.format {
        Format::Pem => key.to_pem(),
        Format::Jwk => {
            let jwk = key
                .to_jwk(args.alg, &kid)
                .ok_or_else(|| Failure::usage("the key cannot be written as a JWK"))?;
            Zeroizing::new(format!("{}\n", *jwk))
        }
    };
    match &args.out {
        None => output.document(&text)?,
        Some(path) if path.as_os_str() == "-" => {
            return Err(Failure::usage("`--out` takes a file; without it the key goes to stdout"));
        }
        Some(path) => write(&text, path, (args.alg, &kid), env, output)?,
    }
    Ok(Exit::Ok)
}

fn write(
    text: &str,
    path: &Path,
    (alg, kid): (Alg, &str),
    env: &Env,
    output: &mut Output,
) -> Result<(), Failure> {
    if path.symlink_metadata().is_ok() {
        return Err(FileError::AlreadyExists { path: path.to_owned() }.into());
    }
    crate::home::refuse_tracked(path, env, output)?;
    file::create_private(path, text.as_bytes())?;
    output.did(true, &Report { path, alg: alg.name(), kid }, || {
        format!("wrote the private key for {alg} to {}: thumbprint {kid}", path.display())
    })
}
