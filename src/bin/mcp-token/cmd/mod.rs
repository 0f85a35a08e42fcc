//! One file for each subcommand: its arguments, what it does, its report.

pub(crate) mod batch;
pub(crate) mod completions;
pub(crate) mod decode;
pub(crate) mod encode;
pub(crate) mod help;
pub(crate) mod key;
pub(crate) mod man;
pub(crate) mod refresh;
pub(crate) mod secret;
pub(crate) mod verify;

mod token_card;

use mcp_token::secret::{Size, generate};

use crate::failure::Failure;

/// A random identifier for a token: 128 bits as hex.
fn random_id() -> Result<String, Failure> {
    Ok(hex::encode(&generate(Size::Bits256)?.expose()[..16]))
}
