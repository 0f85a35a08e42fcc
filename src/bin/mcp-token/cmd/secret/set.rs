//! `mcp-token secret set`

use std::path::PathBuf;

use clap::builder::TypedValueParser;
use mcp_token::name::Name;
use mcp_token::secret::ring::{Origin, Ring, Shelf};
use serde::Serialize;

use crate::args::one_of;
use crate::args::place::{OpeningArgs, StoreArg};
use crate::env::Env;
use crate::failure::{Exit, Failure};
use crate::home::{Home, Patience};
use crate::output::Output;

/// Keep a secret under a name
///
/// Reads it from a file, from stdin or from a hidden prompt: never from the command line. It gets a random `kid`, which goes
/// into the tokens that are signed with it. Servers must know the same secret.
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub(crate) struct Args {
    /// The name
    #[arg(value_name = "NAME")]
    name: Name,
    /// Where it is kept
    #[arg(long, value_name = "STORE", value_parser = shelf())]
    store: Shelf,
    /// Read the secret from a file, or from stdin with `-`; its text as it stands, less one final newline
    #[arg(long, value_name = "PATH")]
    secret_file: Option<PathBuf>,
    #[command(flatten)]
    opening: OpeningArgs,
    /// Accept a secret that is too short for HS256 or a JWT, as an API key may be, or published somewhere
    #[arg(long)]
    allow_weak_secret: bool,
}

const EXAMPLES: &str = "Examples:
  $ mcp-token secret new | mcp-token secret set exai --store file --secret-file -
  $ mcp-token secret set exai --store file --secret-file secret.txt
  $ mcp-token secret set calc-key --store file --secret-file api-key.txt --allow-weak-secret";

fn shelf() -> impl TypedValueParser<Value = Shelf> {
    let about = |shelf| match shelf {
        Shelf::Keychain => "The keychain of the system",
        Shelf::File => "An encrypted file",
    };
    one_of(&Shelf::ALL, |shelf| StoreArg::from(shelf).name(), about)
}

/// What was kept. The secret is not shown.
#[derive(Serialize)]
struct Report<'r> {
    secret: &'r str,
    kid: &'r str,
    fingerprint: Option<String>,
    store: StoreArg,
}

pub(crate) fn run(args: &Args, env: &Env, output: &mut Output) -> Result<Exit, Failure> {
    let home = Home::of(env, Patience::Long)?;
    home.take_away_left(output)?;
    let secret = super::given(&args.name, args.secret_file.as_deref(), args.allow_weak_secret, env)?;
    if let Some(opening) = &args.opening.passphrase_from {
        home.set_opening(opening, false)?;
    }
    let ring = home.keep_new_secret(&args.name, Ring::new(args.store, None), &secret, Origin::Given)?;
    let kid = ring.signing().map(|version| version.kid.as_str()).unwrap_or_default();
    let fingerprint = secret.fingerprint();
    let (name, store) = (args.name.as_str(), StoreArg::from(args.store));
    let shown = fingerprint.as_ref().map(|text| format!(", fingerprint {text}")).unwrap_or_default();
    output.did(true, &Report { secret: name, kid, fingerprint, store }, || {
        format!("kept the secret `{name}` in {}: kid {kid}{shown}", store.words())
    })?;
    Ok(Exit::Ok)
}
