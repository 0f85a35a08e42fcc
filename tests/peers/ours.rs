//! Our side: the binary, in an empty environment and a home of its own.

use std::fs::{self, OpenOptions};
use std::io::Write;
use std::os::unix::fs::OpenOptionsExt;
use std::path::PathBuf;
use std::process::{Command, Output, Stdio};

use serde_json::Value;
use tempfile::TempDir;

/// 2027-01-15 08:00:00 UTC, the clock of every test that does not need the real one.
pub(crate) const NOW: i64 = 1_800_000_000;

/// 64 hexadecimal digits, which everybody takes as text.
pub(crate) const SECRET: &str = "8c1f5e07b2d94a6637f0c2e9518ad4b30e7a96c45d2f81b94c63e0f7a1d52b88";

pub(crate) const ISSUER: &str = "exai-mcp-server";
pub(crate) const AUDIENCE: &str = "exai-mcp-client";

/// A directory with its own home, gone when dropped.
pub(crate) struct Sandbox {
    root: TempDir,
}

impl Sandbox {
    pub(crate) fn new() -> Self {
        // Tokens are looked for in what is executed, and its paths are there too.
        let is_no_token = |root: &TempDir| !root.path().to_string_lossy().contains("eyJ");
        Self { root: std::iter::repeat_with(|| TempDir::new().unwrap()).find(is_no_token).unwrap() }
    }

    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.root.path().join(name)
    }

    /// Makes a file that only its owner can read.
    pub(crate) fn file(&self, name: &str, content: &str) -> PathBuf {
        let path = self.path(name);
        let mut file = OpenOptions::new().write(true).create_new(true).mode(0o600).open(&path).unwrap();
        file.write_all(content.as_bytes()).unwrap();
        path
    }

    /// Runs `mcp-token` with the secret in `SECRET` and this on stdin.
    pub(crate) fn run<S: AsRef<str>>(&self, args: &[S], stdin: &str) -> Output {
        let mut child = Command::new(env!("CARGO_BIN_EXE_mcp-token"))
            .args(args.iter().map(AsRef::as_ref))
            .current_dir(self.root.path())
            .env_clear()
            .env("HOME", self.root.path())
            .env("SECRET", SECRET)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        // It may have refused before it read everything: that is its answer, not a failure of this test.
        let _ = child.stdin.take().unwrap().write_all(stdin.as_bytes());
        child.wait_with_output().unwrap()
    }

    /// Runs `mcp-token`, which has to succeed, and returns the text on stdout.
    pub(crate) fn answer<S: AsRef<str>>(&self, args: &[S], stdin: &str) -> String {
        let output = self.run(args, stdin);
        let shown: Vec<&str> = args.iter().map(AsRef::as_ref).collect();
        assert!(
            output.status.success(),
            "mcp-token {}: {}: {}",
            shown.join(" "),
            output.status,
            String::from_utf8_lossy(&output.stderr)
        );
        String::from_utf8(output.stdout).unwrap()
    }

    /// Like [`Sandbox::answer`], for an answer that is a token.
    pub(crate) fn token<S: AsRef<str>>(&self, args: &[S], stdin: &str) -> String {
        let answer = self.answer(args, stdin);
        answer.strip_suffix('\n').expect("a printed token ends with one newline").to_owned()
    }

    /// Runs `mcp-token verify - ... --json`.
    pub(crate) fn judge<S: AsRef<str>>(&self, token: &str, args: &[S]) -> Judgement {
        let mut all = vec!["verify", "-", "--json"];
        all.extend(args.iter().map(AsRef::as_ref));
        Judgement::read(&self.run(&all, token))
    }

    /// Makes a key pair and returns the private and the public half as PEM.
    pub(crate) fn key_pair(alg: &str) -> (String, String) {
        let sandbox = Self::new();
        let mut args = vec!["key", "new", "--alg", alg, "--out", "private.pem"];
        if alg.starts_with("RS") {
            args.extend(["--bits", "2048"]);
        }
        sandbox.answer(&args, "");
        let public = sandbox.answer(&["key", "public", "private.pem"], "");
        (fs::read_to_string(sandbox.path("private.pem")).unwrap(), public)
    }
}

/// What `verify` said of one token.
#[derive(Debug)]
pub(crate) struct Judgement {
    pub(crate) status: i32,
    pub(crate) reasons: Vec<String>,
}

impl Judgement {
    pub(crate) fn accepted(&self) -> bool {
        self.status == 0
    }

    /// Reads the status and the report, which have to agree.
    fn read(output: &Output) -> Self {
        let status = output.status.code().expect("not killed by a signal");
        let stderr = String::from_utf8_lossy(&output.stderr);
        assert!([0, 3, 4, 5].contains(&status), "verify ended with {status}, which is no verdict: {stderr}");
        let report: Value = serde_json::from_slice(&output.stdout)
            .unwrap_or_else(|error| panic!("verify --json printed {output:?}: {error}"));
        assert_eq!(report["schema"], 1, "{report}");
        assert_eq!(report["ok"], status == 0, "{report}");
        let reasons: Vec<String> = match report["reasons"].as_array() {
            Some(reasons) => reasons.iter().map(|reason| reason.as_str().unwrap().to_owned()).collect(),
            None => report["error"]["code"].as_str().map(str::to_owned).into_iter().collect(),
        };
        assert_eq!(reasons.is_empty(), status == 0, "{report}");
        Self { status, reasons }
    }
}

/// The token with another first character in its signature.
pub(crate) fn tampered(token: &str) -> String {
    let (signed, signature) = token.rsplit_once('.').expect("a token has segments");
    let first = if signature.starts_with('A') { 'B' } else { 'A' };
    format!("{signed}.{first}{}", &signature[1..])
}
