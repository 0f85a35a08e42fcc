//! An empty home, an empty working directory, and programs that run in them.

use std::ffi::{OsStr, OsString};
use std::fs::{self, File, OpenOptions};
use std::io::Write;
use std::os::unix::fs::{OpenOptionsExt, PermissionsExt, symlink};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Output, Stdio};
use std::time::{Duration, Instant};

use tempfile::TempDir;

/// The program under test.
pub(crate) const PROGRAM: &str = env!("CARGO_BIN_EXE_mcp-token");

/// 64 hexadecimal digits.
pub(crate) const SECRET: &str = "5d0c2f9be17a4683c1f07d5528ae9b64f3027c18d6459eab70c4f2316b8d9e05";

/// How long a test waits for what has to come.
pub(crate) const PATIENCE: Duration = Duration::from_secs(30);

/// Directories of one test, gone when dropped.
pub(crate) struct Sandbox {
    root: TempDir,
    bus: Option<OsString>,
}

impl Sandbox {
    pub(crate) fn new() -> Self {
        // Tokens are looked for in what is said, and its paths are there too.
        let is_no_token = |root: &TempDir| !root.path().to_string_lossy().contains("eyJ");
        let root = std::iter::repeat_with(|| TempDir::new().unwrap()).find(is_no_token).unwrap();
        for folder in ["home", "work", "bin", "notes"] {
            fs::create_dir(root.path().join(folder)).unwrap();
        }
        symlink(PROGRAM, root.path().join("bin/mcp-token")).unwrap();
        Self { root, bus: None }
    }

    /// One whose programs find the bus that this process finds.
    #[allow(clippy::disallowed_methods, reason = "the session says where its bus is")]
    pub(crate) fn on_this_bus() -> Self {
        let bus = std::env::var_os("DBUS_SESSION_BUS_ADDRESS").expect("there is a bus");
        Self { bus: Some(bus), ..Self::new() }
    }

    /// Where commands run.
    pub(crate) fn work(&self) -> PathBuf {
        // Without links, as the kernel names it.
        self.root.path().canonicalize().unwrap().join("work")
    }

    pub(crate) fn home(&self) -> PathBuf {
        self.root.path().join("home")
    }

    /// Stands first on `PATH`.
    pub(crate) fn bin(&self) -> PathBuf {
        self.root.path().join("bin")
    }

    /// A file of the test itself, out of the way of what is tested.
    pub(crate) fn note(&self, name: &str) -> PathBuf {
        self.root.path().join("notes").join(name)
    }

    /// Makes a file in the working directory that only its owner can read.
    pub(crate) fn file(&self, name: &str, content: impl AsRef<[u8]>) -> PathBuf {
        let path = self.work().join(name);
        write(&path, content, 0o600);
        path
    }

    pub(crate) fn read(&self, name: &str) -> String {
        fs::read_to_string(self.work().join(name)).unwrap_or_else(|error| panic!("{name}: {error}"))
    }

    /// Makes a FIFO in the working directory.
    pub(crate) fn fifo(&self, name: &str) -> PathBuf {
        let path = self.work().join(name);
        let made = Command::new("mkfifo").args(["-m", "600"]).arg(&path).status().unwrap();
        assert!(made.success(), "mkfifo: {made}");
        path
    }

    /// The names in the working directory, sorted.
    pub(crate) fn names(&self) -> Vec<String> {
        names(&self.work())
    }

    /// A command in the working directory with an empty home. The environment holds `HOME`, `PATH` and the secret.
    pub(crate) fn command(&self, program: impl AsRef<OsStr>) -> Command {
        let mut command = Command::new(program);
        command
            .current_dir(self.work())
            .env_clear()
            .env("HOME", self.home())
            .env("PATH", self.path())
            .env("SECRET", SECRET)
            .envs(self.bus.iter().map(|bus| ("DBUS_SESSION_BUS_ADDRESS", bus)))
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped());
        command
    }

    /// `mcp-token` with these arguments.
    pub(crate) fn mcp_token<S: AsRef<OsStr>>(&self, args: impl IntoIterator<Item = S>) -> Command {
        let mut command = self.command(PROGRAM);
        command.args(args);
        command
    }

    /// A line for `sh`, which finds `mcp-token` on its `PATH`.
    pub(crate) fn sh(&self, line: &str) -> Command {
        let mut command = self.command("sh");
        command.args(["-c", line]);
        command
    }

    /// Runs `mcp-token`, which has to succeed, and returns stdout without its last newline.
    pub(crate) fn answer(&self, args: &[&str]) -> String {
        let output = self.mcp_token(args).output().unwrap();
        assert!(output.status.success(), "mcp-token {}: {}", args.join(" "), told(&output));
        String::from_utf8(output.stdout).unwrap().trim_end_matches('\n').to_owned()
    }

    /// A normal token, signed with [`SECRET`].
    pub(crate) fn token(&self) -> String {
        self.answer(&[
            "encode",
            "--secret-env",
            "SECRET",
            "--sub",
            "agent_001",
            "--iss",
            "exai-mcp-server",
            "--aud",
            "exai-mcp-client",
            "--quota",
            "100",
            "--role",
            "user",
        ])
    }

    /// `bin` before the real `PATH`.
    pub(crate) fn path(&self) -> OsString {
        let mut path = self.bin().into_os_string();
        path.push(":");
        path.push(real_path());
        path
    }
}

/// Where the programs are that `tests/run.sh` installs.
#[allow(clippy::disallowed_methods, reason = "the real shells are found where the suite's caller finds them")]
pub(crate) fn real_path() -> OsString {
    std::env::var_os("PATH").expect("PATH is set")
}

/// Makes a file of this mode.
pub(crate) fn write(path: &Path, content: impl AsRef<[u8]>, mode: u32) {
    let mut file = OpenOptions::new().write(true).create_new(true).mode(mode).open(path).unwrap();
    file.write_all(content.as_ref()).unwrap();
    file.set_permissions(fs::Permissions::from_mode(mode)).unwrap();
}

/// Puts other content into a file.
#[allow(clippy::disallowed_methods, reason = "what is written is there to be found wanting")]
pub(crate) fn overwrite(path: impl AsRef<Path>, content: impl AsRef<[u8]>) -> std::io::Result<()> {
    fs::write(path, content)
}

pub(crate) fn names(folder: &Path) -> Vec<String> {
    let mut names: Vec<_> = fs::read_dir(folder)
        .unwrap_or_else(|error| panic!("{}: {error}", folder.display()))
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    names.sort();
    names
}

/// Runs a program that `tests/run.sh` installs.
pub(crate) fn output_of(command: &mut Command) -> Output {
    let name = command.get_program().to_string_lossy().into_owned();
    command.output().unwrap_or_else(|error| panic!("{name}: {error}: tests/run.sh installs it"))
}

/// Status, stdout and stderr, for the message of a failed test.
pub(crate) fn told(output: &Output) -> String {
    format!("{}\n--- stdout\n{}--- stderr\n{}", output.status, stdout(output), stderr(output))
}

pub(crate) fn stdout(output: &Output) -> String {
    String::from_utf8_lossy(&output.stdout).into_owned()
}

pub(crate) fn stderr(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

/// Asserts that a run ended with `code`, said nothing on stdout and one error on stderr.
#[track_caller]
pub(crate) fn assert_one_sentence(output: &Output, code: i32) -> String {
    let said = stderr(output);
    assert_eq!(output.status.code(), Some(code), "{}", told(output));
    assert_eq!(stdout(output), "", "{}", told(output));
    assert!(said.starts_with("error: "), "{}", told(output));
    assert_eq!(said.matches("error: ").count(), 1, "{}", told(output));
    assert!(said.lines().skip(1).all(|line| line.starts_with("caused by: ") || line.starts_with("hint: ")));
    assert!(!said.contains("panicked"), "{}", told(output));
    said
}

/// Tries again until there is something, for as long as [`PATIENCE`] lasts.
#[track_caller]
pub(crate) fn await_some<T>(what: &str, mut attempt: impl FnMut() -> Option<T>) -> T {
    let begin = Instant::now();
    loop {
        if let Some(found) = attempt() {
            return found;
        }
        assert!(begin.elapsed() < PATIENCE, "waited in vain for {what}");
        std::thread::yield_now();
    }
}

/// The writing end of a FIFO, as soon as `child` has opened it for reading.
#[track_caller]
pub(crate) fn await_reader(fifo: &Path, child: &mut Child) -> File {
    let nonblocking = rustix::fs::OFlags::NONBLOCK.bits().cast_signed();
    await_some("somebody to read the FIFO", || {
        if let Some(status) = child.try_wait().unwrap() {
            let mut said = String::new();
            if let Some(stderr) = &mut child.stderr {
                std::io::Read::read_to_string(stderr, &mut said).unwrap();
            }
            panic!("it ended before it read the FIFO: {status}: {said}");
        }
        OpenOptions::new().write(true).custom_flags(nonblocking).open(fifo).ok()
    })
}
