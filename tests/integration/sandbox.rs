//! A home and a working directory of its own for each test, an empty environment, and tokens that nothing here would make.

use std::ffi::OsStr;
use std::fs::{self, OpenOptions, Permissions};
use std::io::Write;
use std::os::unix::fs::{OpenOptionsExt, PermissionsExt, chown};
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};

use assert_cmd::Command;
use assert_cmd::assert::Assert;
use aws_lc_rs::hmac;
use base64::Engine;
use base64::prelude::BASE64_URL_SAFE_NO_PAD;
use tempfile::TempDir;

/// The instant at which tests happen.
pub(crate) const NOON: &str = "2026-11-20T12:00:00Z";
/// [`NOON`] as it stands in a token.
pub(crate) const NOON_UNIX: i64 = 1_795_176_000;
pub(crate) const HOUR: i64 = 3600;
pub(crate) const DAY: i64 = 24 * HOUR;

/// A TEST secret: 64 hexadecimal digits, taken as text.
pub(crate) const SECRET: &str = "8c1f5e07b2d94a6637f0c2e9518ad4b30e7a96c45d2f81b94c63e0f7a1d52b88";
/// The fingerprint of [`SECRET`].
pub(crate) const FINGERPRINT: &str = "36fca905";
/// Another TEST secret.
pub(crate) const OTHER_SECRET: &str = "f3b0d1862c9e4a75d8e1906b3a7c5f42906e81d7b4c25a3f68d09e1b7f4a2c53";

/// The TEST key pair of RFC 8037 appendix A.1, and its thumbprint (A.3).
pub(crate) const ED25519_PRIVATE: &str = r#"{"kty":"OKP","crv":"Ed25519","d":"nWGxne_9WmC6hEr0kuwsxERJxWl7MmkZcDusAxyuf2A","x":"11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo"}"#;
pub(crate) const ED25519_PUBLIC: &str =
    r#"{"kty":"OKP","crv":"Ed25519","x":"11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo"}"#;
pub(crate) const ED25519_THUMBPRINT: &str = "kPrK_qmxVWaYVA9wwBF6Iuo3vVzz7TxHCTwXBygrS4k";

/// The header of most tokens.
pub(crate) const HS256: &str = r#"{"alg":"HS256","typ":"JWT"}"#;

/// Claims of the EX-AI example, live from [`NOON`] for 24 hours.
pub(crate) const CLAIMS: &str = r#"{"sub":"agent_001","name":"AI Client","iss":"exai-mcp-server","aud":"exai-mcp-client","quota":100,"role":"user","iat":1795176000,"exp":1795262400}"#;

const BINARY: &str = env!("CARGO_BIN_EXE_mcp-token");

/// A home and a working directory, gone when dropped.
pub(crate) struct Sandbox {
    root: TempDir,
    /// Who runs the program, when that is somebody else than who runs the tests.
    user: Option<u32>,
}

impl Sandbox {
    /// The program runs as whoever runs the tests.
    pub(crate) fn new() -> Self {
        // Tokens are looked for in what is said, and its paths are there too.
        let is_no_token = |root: &TempDir| !root.path().to_string_lossy().contains("eyJ");
        let root = std::iter::repeat_with(|| TempDir::new().unwrap()).find(is_no_token).unwrap();
        let sandbox = Self { root, user: None };
        for folder in ["home", "work", "bin"] {
            fs::create_dir(sandbox.root.path().join(folder)).unwrap();
        }
        sandbox
    }

    /// The program runs as an ordinary user, whom modes bind: root runs it as nobody, from a copy that nobody can reach.
    pub(crate) fn of_an_ordinary_user() -> Self {
        let mut sandbox = Self::new();
        if rustix::process::geteuid().is_root() {
            // Copied by another process: a descriptor open for writing here could leak into a child of another test, and
            // then the program could not be run (ETXTBSY).
            let copied =
                std::process::Command::new("cp").arg(BINARY).arg(sandbox.program()).status().unwrap();
            assert!(copied.success());
            fs::set_permissions(sandbox.root.path(), Permissions::from_mode(0o755)).unwrap();
            for folder in ["home", "work"] {
                chown(sandbox.root.path().join(folder), Some(NOBODY), Some(NOBODY)).unwrap();
            }
            sandbox.user = Some(NOBODY);
        }
        sandbox
    }

    fn program(&self) -> PathBuf {
        self.root.path().join("bin/mcp-token")
    }

    /// The program in the working directory with nothing in its environment but `PATH`, `HOME` and `TERM=dumb`.
    pub(crate) fn mcp_token<I: IntoIterator<Item: AsRef<OsStr>>>(&self, args: I) -> Command {
        Command::from_std(
            self.std_command(if self.user.is_some() { self.program() } else { BINARY.into() }, args),
        )
    }

    /// The program at [`NOON`] with [`SECRET`] in the variable `SECRET`.
    pub(crate) fn at_noon<I: IntoIterator<Item: AsRef<OsStr>>>(&self, args: I) -> Command {
        let mut command = self.mcp_token(args);
        command.args(["--secret-env", "SECRET", "--now", NOON]).env("SECRET", SECRET);
        command
    }

    /// `decode` at [`NOON`] of a token on stdin.
    pub(crate) fn decode<I: IntoIterator<Item: AsRef<OsStr>>>(&self, token: &str, args: I) -> Assert {
        self.mcp_token(["decode", "--now", NOON]).args(args).write_stdin(token).assert()
    }

    /// `verify` at [`NOON`] of a token on stdin with [`SECRET`], for the audience of [`CLAIMS`].
    pub(crate) fn verify<I: IntoIterator<Item: AsRef<OsStr>>>(&self, token: &str, args: I) -> Assert {
        self.at_noon(["verify", "--aud", "exai-mcp-client"]).args(args).write_stdin(token).assert()
    }

    /// What `encode` at [`NOON`] printed: a token and a newline, and nothing on stderr.
    pub(crate) fn encode<I: IntoIterator<Item: AsRef<OsStr>>>(&self, args: I) -> String {
        let assert = self.at_noon(["encode"]).args(args).assert().code(0).stderr("");
        line(&assert)
    }

    /// A shell in the working directory that finds the program as `mcp-token`.
    pub(crate) fn shell(&self, script: &str) -> Command {
        if self.user.is_none() && !self.program().exists() {
            std::os::unix::fs::symlink(BINARY, self.program()).unwrap();
        }
        let mut command = self.std_command("sh", ["-c", script]);
        let path = std::env::join_paths(
            [self.root.path().join("bin")]
                .into_iter()
                .chain(std::env::split_paths(&std::env::var_os("PATH").unwrap())),
        );
        command.env("PATH", path.unwrap());
        Command::from_std(command)
    }

    /// A program of the system, without our user's settings.
    pub(crate) fn git<const N: usize>(&self, args: [&str; N]) {
        let output = self
            .std_command("git", args)
            .env("GIT_CONFIG_NOSYSTEM", "1")
            .output()
            .expect("git is installed: tests/run.sh sees to it");
        assert!(output.status.success(), "git {args:?}: {}", String::from_utf8_lossy(&output.stderr));
    }

    /// The same as [`mcp_token`](Self::mcp_token), to be started by the test itself.
    pub(crate) fn std_command<I: IntoIterator<Item: AsRef<OsStr>>>(
        &self,
        program: impl AsRef<OsStr>,
        args: I,
    ) -> std::process::Command {
        let mut command = std::process::Command::new(program);
        command
            .args(args)
            .current_dir(self.root.path().join("work"))
            .env_clear()
            .env("PATH", std::env::var_os("PATH").unwrap())
            .env("HOME", self.root.path().join("home"))
            .env("TERM", "dumb");
        if let Some(user) = self.user {
            command.uid(user).gid(user);
        }
        command
    }

    /// The program's file, for [`std_command`](Self::std_command).
    pub(crate) fn binary() -> &'static Path {
        Path::new(BINARY)
    }

    /// Where a file of the home is.
    pub(crate) fn home(&self, name: &str) -> PathBuf {
        self.root.path().join("home").join(name)
    }

    /// Where a file of the working directory is.
    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.root.path().join("work").join(name)
    }

    /// Makes a file of the program's user that only its owner can read.
    pub(crate) fn file(&self, name: &str, content: impl AsRef<[u8]>) {
        self.file_with_mode(name, content, 0o600);
    }

    /// Makes a file of the program's user.
    pub(crate) fn file_with_mode(&self, name: &str, content: impl AsRef<[u8]>, mode: u32) {
        let path = self.path(name);
        let mut file = OpenOptions::new().write(true).create_new(true).mode(0o600).open(&path).unwrap();
        file.write_all(content.as_ref()).unwrap();
        if let Some(user) = self.user {
            chown(&path, Some(user), Some(user)).unwrap();
        }
        self.set_mode(name, mode);
    }

    pub(crate) fn set_mode(&self, name: &str, mode: u32) {
        fs::set_permissions(self.path(name), Permissions::from_mode(mode)).unwrap();
    }

    /// The permission bits of a file.
    pub(crate) fn mode(&self, name: &str) -> u32 {
        fs::metadata(self.path(name)).unwrap().permissions().mode() & 0o7777
    }

    pub(crate) fn read(&self, name: &str) -> String {
        fs::read_to_string(self.path(name)).unwrap()
    }

    /// The names in the working directory, sorted: what a command left behind.
    pub(crate) fn names(&self) -> Vec<String> {
        let entries = fs::read_dir(self.path(".")).unwrap();
        let mut names: Vec<_> =
            entries.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
        names.sort();
        names
    }
}

/// A token with this header and these claims, to the byte, and a good signature of [`SECRET`].
pub(crate) fn mint(header: &str, claims: &str) -> String {
    mint_with(SECRET.as_bytes(), header, claims.as_bytes())
}

/// A token with these claims and a good signature of [`SECRET`].
pub(crate) fn mint_claims(claims: &str) -> String {
    mint(HS256, claims)
}

/// A token that is good but for its instant of expiry.
pub(crate) fn mint_expiring_at(unix: i64) -> String {
    mint_claims(&format!(r#"{{"sub":"agent_001","exp":{unix}}}"#))
}

/// A token with a good HS256 signature of any key.
pub(crate) fn mint_with(key: &[u8], header: &str, claims: &[u8]) -> String {
    let signed = format!("{}.{}", base64url(header), base64url(claims));
    let tag = hmac::sign(&hmac::Key::new(hmac::HMAC_SHA256, key), signed.as_bytes());
    format!("{signed}.{}", base64url(tag))
}

pub(crate) fn base64url(bytes: impl AsRef<[u8]>) -> String {
    BASE64_URL_SAFE_NO_PAD.encode(bytes)
}

/// The text of a token's header.
pub(crate) fn header_of(token: &str) -> String {
    segment(token, 0)
}

/// The text of a token's claims.
pub(crate) fn claims_of(token: &str) -> String {
    segment(token, 1)
}

fn segment(token: &str, index: usize) -> String {
    let text = token.split('.').nth(index).unwrap();
    String::from_utf8(BASE64_URL_SAFE_NO_PAD.decode(text).unwrap()).unwrap()
}

/// The one line on stdout.
pub(crate) fn line(assert: &Assert) -> String {
    let text = stdout(assert);
    let line = text.strip_suffix('\n').expect("an answer ends with a newline");
    assert!(!line.is_empty() && !line.contains('\n'), "one line, not {text:?}");
    line.to_owned()
}

pub(crate) fn stdout(assert: &Assert) -> String {
    String::from_utf8(assert.get_output().stdout.clone()).unwrap()
}

pub(crate) fn stderr(assert: &Assert) -> String {
    String::from_utf8(assert.get_output().stderr.clone()).unwrap()
}

/// What follows `hint: ` on the last line of stderr.
pub(crate) fn hint(assert: &Assert) -> String {
    let text = stderr(assert);
    let last = text.lines().last().expect("something on stderr");
    last.strip_prefix("hint: ").unwrap_or_else(|| panic!("no hint at the end of {text:?}")).to_owned()
}

/// The arguments of a hint `add ...`, as a shell reads them.
pub(crate) fn added(hint: &str) -> Vec<String> {
    let flags = hint.strip_prefix("add ").unwrap_or_else(|| panic!("`{hint}` adds nothing"));
    flags.split(' ').map(|word| word.trim_matches('\'').to_owned()).collect()
}

/// The user whom root runs the program as.
const NOBODY: u32 = 65534;
