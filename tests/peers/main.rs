//! `mcp-token` against the programs that its users' tokens really meet.
//!
//! PyJWT, joserfc, fastmcp, jsonwebtoken, jose and keyring are real and pinned (`requirements.txt`, `package.json`);
//! gnome-keyring, in sessions of its own, `secret-tool` and age are Debian's; the MCP clients are npm's
//! (`clients/package.json`). `tests/run.sh` installs them. Without them these tests fail: none is skipped.

#![allow(clippy::expect_used, clippy::unwrap_used, reason = "a test that cannot go on has failed")]
#![allow(clippy::disallowed_methods, reason = "the bans guard the program, not what surrounds it here")]
#![allow(clippy::doc_markdown, reason = "PyJWT and FastMCP are names")]

#[cfg(unix)]
mod age;
mod batch;
#[cfg(target_os = "linux")]
mod client_print;
#[cfg(target_os = "linux")]
mod clients;
mod doctor_cases;
mod doctor_token;
mod exai;
mod fastmcp;
#[cfg(target_os = "linux")]
mod keychain;
#[cfg(target_os = "linux")]
mod keychain_cli;
#[cfg(target_os = "linux")]
mod keychain_doctor;
#[cfg(target_os = "linux")]
mod keychain_given;
#[cfg(target_os = "linux")]
mod keychain_gone;
#[cfg(target_os = "linux")]
mod keychain_shared;
mod matrix;
mod mutants;
#[cfg(target_os = "linux")]
mod others;
mod ours;
mod peer;
#[cfg(target_os = "linux")]
mod recipes;
#[cfg(target_os = "linux")]
mod session;
