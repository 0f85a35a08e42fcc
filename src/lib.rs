//! The library under the `mcp-token` command: JSON Web Tokens for MCP servers, made, judged and renewed.
//!
//! # The map
//!
//! Imports point down; modules of one level do not know each other.
//!
//! - [`fresh`]: a live token for a profile, made by one run at a time;
//! - [`client`]: MCP clients, their files, and how an entry in one refers to a token;
//! - [`profile`]: who a token is for, how it is made, where it is kept;
//! - [`store`]: where secrets and tokens rest;
//! - [`jwt`]: claims, keys, signing, the judge, what is odd about a token, and what other servers would say of it;
//! - [`dotenv`]: byte-preserving edits of a `.env` file;
//! - [`secret`]: secret bytes, how they are made, judged, named and rotated;
//! - [`mod@file`]: reading input files, replacing a file whole, directories of ours, locks;
//! - [`name`]: names of profiles and secrets;
//! - [`batch`]: many lines, worked on side by side, answered in order;
//! - [`child`]: other programs, run to their end or ended;
//! - [`clock`]: instants and durations as text.
//!
//! # What holds everywhere
//!
//! - A verified token is a type that only the verifier can make ([`jwt::Verified`]).
//! - A secret is a type that shows nothing of itself ([`secret::Secret`]).
//! - Nothing prints, prompts, reads the environment or the clock: `now` is an argument.
//! - Errors state facts. Advice, exit codes and flags belong to the command.
//!
//! # What it does not do
//!
//! No encryption of tokens (JWE), no unsecured tokens (`alg` none), no network: keys come from files, never from a URL.

pub mod batch;
pub mod child;
pub mod client;
pub mod clock;
pub mod dotenv;
pub mod file;
pub mod fresh;
pub mod jwt;
pub mod name;
pub mod profile;
pub mod secret;
pub mod store;
