//! `mcp-token` against the programs that its users' tokens really meet.
//!
//! PyJWT, joserfc, fastmcp, jsonwebtoken and jose are real and pinned (`requirements.txt`, `package.json`);
//! `tests/run.sh` installs them. Without them these tests fail: none is skipped.

#![allow(clippy::expect_used, clippy::unwrap_used, reason = "a test that cannot go on has failed")]
#![allow(clippy::doc_markdown, reason = "PyJWT and FastMCP are names")]

mod batch;
mod exai;
mod fastmcp;
mod matrix;
mod mutants;
mod ours;
mod peer;
