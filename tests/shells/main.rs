//! `mcp-token` in the hands of real shells, on real terminals and in hostile surroundings.
//!
//! bash, dash, zsh, fish, expect, git and strace are the real ones; `tests/run.sh` installs them. Without them these tests fail:
//! none is skipped. Nothing here sleeps: whoever waits, waits for something, and no longer than [`sandbox::PATIENCE`].

#![cfg(unix)]
#![allow(clippy::expect_used, clippy::unwrap_used, reason = "a test that cannot go on has failed")]

mod kept;
mod pty;
mod sandbox;
#[path = "../peers/session.rs"]
#[allow(
    dead_code,
    clippy::disallowed_methods,
    reason = "the sessions are those of the peers, who need more of them"
)]
mod session;
mod trace;

mod clients;
mod doctor;
mod drift;
mod evals;
mod examples;
mod flight;
mod kills;
mod leaks;
mod moves;
mod places;
mod programs;
mod released;
mod surroundings;
mod tab;
mod terminal;
mod wizard;
