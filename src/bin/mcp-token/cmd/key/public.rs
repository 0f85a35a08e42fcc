//! `mcp-token key public`

use std::path::PathBuf;

use clap::ValueEnum;
use mcp_token::jwt::Alg;
use mcp_token::jwt::key::{KeyEntry, KeyFile, PublicKey};
use serde::Serialize;
use serde_json::value::RawValue;

use crate::args::alg;
use crate::env::Env;
use crate::failure::{Exit, Failure};
use crate::input::Input;
use crate::output::Output;

/// Print the public half of a key
///
/// Reads a private or public key (PEM or JWK) and prints what verifiers need. Nothing private comes out.
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub(crate) struct Args {
    /// The key file
    #[arg(value_name = "FILE")]
    file: PathBuf,
    /// As what
    #[arg(long, value_enum, default_value_t)]
    format: Format,
    /// The algorithm that the JWK names; the key's own when left out
    #[arg(long, short = 'A', value_parser = alg)]
    alg: Option<Alg>,
    /// The name that the JWK has; the key's own, else its thumbprint, when left out
    #[arg(long, short = 'k')]
    kid: Option<String>,
}

const EXAMPLES: &str = "Examples:
  $ mcp-token key public private.pem
  $ mcp-token key public private.pem --format jwks
  $ mcp-token key public private.pem --format thumbprint";

/// A form of a public key.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, ValueEnum)]
enum Format {
    /// SubjectPublicKeyInfo in PEM
    #[default]
    Pem,
    /// JSON Web Key
    Jwk,
    /// A JSON Web Key set with this key
    Jwks,
    /// The RFC 7638 thumbprint, SHA-256
    Thumbprint,
}

/// Every form of the key.
#[derive(Serialize)]
struct Report {
    kid: String,
    alg: &'static str,
    thumbprint: String,
    pem: String,
    jwk: Box<RawValue>,
}

pub(crate) fn run(args: &Args, env: &Env, output: &mut Output) -> Result<Exit, Failure> {
    let KeyFile::One(entry) = Input::new(env).key_file(&args.file)? else {
        return Err(Failure::usage("a JWK set: give one key"));
    };
    let key = entry.public()?;
    let (alg, kid) = (alg_of(args, &entry, key)?, kid_of(args, &entry, key));
    let jwk = RawValue::from_string(key.to_jwk(alg, &kid)).map_err(Failure::internal)?;
    let report = Report { kid, alg: alg.name(), thumbprint: key.thumbprint(), pem: key.to_pem(), jwk };
    output.found(&report, || match args.format {
        Format::Pem => report.pem.clone(),
        Format::Jwk => format!("{}\n", report.jwk),
        Format::Jwks => format!("{{\"keys\":[{}]}}\n", report.jwk),
        Format::Thumbprint => format!("{}\n", report.thumbprint),
    })?;
    Ok(Exit::Ok)
}

fn alg_of(args: &Args, entry: &KeyEntry, key: &PublicKey) -> Result<Alg, Failure> {
    let alg = args.alg.or(entry.alg).unwrap_or_else(|| key.kind().default_alg());
    if alg.key_kind() == Some(key.kind()) {
        Ok(alg)
    } else {
        Err(Failure::usage(format!("{alg} does not work with a key of kind {}", key.kind())))
    }
}

fn kid_of(args: &Args, entry: &KeyEntry, key: &PublicKey) -> String {
    args.kid.clone().or_else(|| entry.kid.clone()).unwrap_or_else(|| key.thumbprint())
}
