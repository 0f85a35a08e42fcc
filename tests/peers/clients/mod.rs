//! Real MCP clients read what we write, and send the token that we hold.
//!
//! **Real:** Claude Code 2.1.329, Codex 0.169.0, Gemini CLI 0.61.0, OpenCode 1.18.34 and Qwen Code 0.24.4, as npm has them
//! (`package.json`; OpenCode and Claude Code from the package of this machine's kind), each in an empty home, in a network
//! namespace where there is nothing but loopback; `mcp-token`, with a profile in the same home. A client runs to its end, or
//! is killed with its process group at a deadline.
//!
//! **Stand-ins:** the server (`recording_server.py`), which speaks MCP and writes down what it is sent; the model that Codex
//! asks (`fake_model_provider.py`), since `codex mcp list` contacts no server and `codex exec` has to have a model. The
//! others connect for their `mcp list`, without a model or a login.
//!
//! [`follow`]: after `client install`, in the user's file and in a project's, the header is `Bearer` and the profile's token,
//! and the new one after the token was replaced: by helper (Claude Code, Codex), else by the variable that `install` said to
//! export; so too by a client's own command, as `client print` shows that. [`facts`]: what our table of clients says of these
//! five: references that they read, that they send as they stand, what becomes of one that is unset, and which files they do
//! not read at all. [`entries`]: which entries they do not take, what becomes of the others of the file, and that `doctor`
//! says the same.
//!
//! **Not covered:** the dialogs in which a person trusts a folder or approves a server (their results are written into the
//! clients' files or environment), tool calls, a second connection after a 401, OAuth, servers that a client starts, macOS and
//! Windows, and every client that has a window.

mod entries;
mod facts;
mod follow;
mod program;
mod scene;
