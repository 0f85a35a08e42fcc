//! The other side: a coprocess that answers one JSON object a line with one JSON object a line.

use std::io::{BufRead, BufReader, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};

use serde_json::{Value, json};

/// A running program of `tests/peers/`; it ends when its stdin closes.
pub(crate) struct Peer {
    child: Child,
    stdin: Option<ChildStdin>,
    stdout: BufReader<ChildStdout>,
}

impl Peer {
    /// PyJWT, joserfc and fastmcp: `jwt_peer.py`.
    pub(crate) fn python() -> Self {
        Self::spawn(&mut python("jwt_peer.py"))
    }

    /// jsonwebtoken and jose: `jwt_peer.mjs`.
    pub(crate) fn node() -> Self {
        let mut command = Command::new("node");
        command.arg(script("jwt_peer.mjs")).env("PEER_MODULES", installed("node_modules"));
        Self::spawn(&mut command)
    }

    /// Starts a program and takes over its stdin and stdout.
    pub(crate) fn spawn(command: &mut Command) -> Self {
        let mut child = command
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .unwrap_or_else(|error| panic!("{command:?}: {error}: tests/run.sh installs it"));
        let stdin = child.stdin.take();
        let stdout = BufReader::new(child.stdout.take().unwrap());
        Self { child, stdin, stdout }
    }

    /// Sends one request and reads the answer to it.
    pub(crate) fn ask(&mut self, request: &Value) -> Value {
        writeln!(self.stdin.as_ref().unwrap(), "{request}").unwrap();
        self.read()
    }

    /// Has `jwt_peer.py` make a token of exactly these bytes; `alg` (an HMAC algorithm or `none`) is what it does,
    /// whatever the header says.
    pub(crate) fn forge(&mut self, alg: &str, key: &str, header: &[u8], payload: &[u8]) -> String {
        let answer = self.ask(&json!({
            "op": "forge", "alg": alg, "key": key, "header": hex(header), "payload": hex(payload),
        }));
        answer["token"].as_str().unwrap().to_owned()
    }

    /// Ends one that would never end by itself.
    #[cfg(target_os = "linux")]
    pub(crate) fn kill(mut self) {
        let _ = self.child.kill();
    }

    /// Reads one object.
    pub(crate) fn read(&mut self) -> Value {
        let mut line = String::new();
        self.stdout.read_line(&mut line).unwrap();
        assert!(!line.is_empty(), "the peer ended; what it wrote to stderr says why");
        serde_json::from_str(&line).unwrap_or_else(|error| panic!("the peer answered {line:?}: {error}"))
    }
}

impl Drop for Peer {
    fn drop(&mut self) {
        drop(self.stdin.take());
        let _ = self.child.wait();
    }
}

/// A script of `tests/peers/` under the Python that `tests/run.sh` made.
pub(crate) fn python(name: &str) -> Command {
    let mut command = Command::new(installed_python());
    command.arg(script(name));
    command
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().fold(String::with_capacity(2 * bytes.len()), |text, byte| text + &format!("{byte:02x}"))
}

fn script(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/peers").join(name)
}

/// The Python that `tests/run.sh` made.
pub(crate) fn installed_python() -> PathBuf {
    installed("venv/bin/python")
}

pub(crate) fn installed(name: &str) -> PathBuf {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("target/peers").join(name);
    assert!(path.exists(), "{} is missing: tests/run.sh installs it", path.display());
    path
}
