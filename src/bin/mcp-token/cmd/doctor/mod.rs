//! `mcp-token doctor`

mod token;

use crate::env::Env;
use crate::failure::{Exit, Failure};
use crate::output::Output;

/// Say which servers would refuse a token, and why
///
/// Holds one token against a table of what PyJWT, fastmcp, jsonwebtoken, jose and the two MCP SDKs really check. Nothing is
/// contacted. Without a key the signature is taken to be good. Exits 0 if every one of them would accept it, 3 if it is no
/// token, 4 if any would refuse it.
#[derive(clap::Args)]
#[command(after_help = EXAMPLES)]
pub(crate) struct Args {
    #[command(flatten)]
    token: token::OneTokenArgs,
}

const EXAMPLES: &str = "Examples:
  $ mcp-token doctor --token-env JWT_TOKEN --iss exai-mcp-server --aud exai-mcp-client
  $ mcp-token doctor --token-env JWT_TOKEN --aud exai-mcp-client --secret-env JWT_SECRET --json
  $ mcp-token doctor --token-env JWT_TOKEN --profile exai";

pub(crate) fn run(args: Args, env: &Env, output: &mut Output) -> Result<Exit, Failure> {
    if args.token.is_given() {
        return token::run(args.token, env, output);
    }
    Err(Failure::usage("no token: give --token TOKEN, `--token -`, --token @FILE or --token-env VAR"))
}
