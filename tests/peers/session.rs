//! Sessions: a bus, perhaps a keychain on it, or a network that ends here; and a home that is gone afterwards. Nobody's
//! own is touched.

use std::ffi::OsString;
use std::io::{BufRead, BufReader};
use std::os::unix::fs::DirBuilderExt;
use std::path::Path;
use std::process::{Child, ChildStdout, Command, Stdio};
use std::{env, fs};

use tempfile::TempDir;

/// What there is in a session.
pub(crate) enum Session {
    /// A bus, and gnome-keyring with its `login` collection open.
    Open,
    /// A bus, and gnome-keyring that was never set up: it starts when it is asked for.
    Fresh,
    /// A bus that starts nothing.
    Bare,
    /// No bus; what `DBUS_SESSION_BUS_ADDRESS` says instead.
    None(Option<&'static str>),
    /// No bus, and a network namespace of its own with nothing but loopback.
    Loopback,
}

/// Runs `inside` in a session of its own: this program runs the test of that name again, there.
pub(crate) fn within(session: &Session, test: &str, inside: impl FnOnce()) {
    if env::var_os(INSIDE).is_some_and(|name| name == test) {
        return inside();
    }
    let home = TempDir::new().unwrap();
    let runtime = home.path().join("run");
    fs::DirBuilder::new().mode(0o700).create(&runtime).unwrap();
    let mut variables = vec![
        ("PATH", env::var_os("PATH").unwrap()),
        ("HOME", home.path().into()),
        ("XDG_RUNTIME_DIR", runtime.clone().into()),
        (INSIDE, test.into()),
    ];
    if let Session::None(Some(address)) = session {
        variables.push(("DBUS_SESSION_BUS_ADDRESS", address.into()));
    }
    let mut command = Command::new("timeout");
    command.arg(PATIENCE).args(wrapper(session, &runtime, &variables)).arg(env::current_exe().unwrap());
    command.args(["--exact", test, "--nocapture", "--include-ignored"]).env_clear().envs(variables);
    let output = command.stdin(Stdio::null()).output().unwrap();
    let (out, err) = (String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
    assert!(output.status.success(), "inside the session: {}\n{out}\n{err}", output.status);
    assert!(out.contains("1 passed"), "the test did not run inside the session:\n{out}\n{err}");
}

fn wrapper(session: &Session, runtime: &Path, variables: &[(&str, OsString)]) -> Vec<OsString> {
    let words: &[&str] = match session {
        // The program's exit code says nothing, so nothing is asked of it; the tests find out.
        Session::Open => &[
            "dbus-run-session",
            "--",
            "bash",
            "-c",
            r#"printf %s pass | gnome-keyring-daemon --unlock --components=secrets >/dev/null 2>&1; exec "$@""#,
            "bash",
        ],
        Session::Fresh => &["dbus-run-session", "--"],
        Session::Bare => {
            let config = runtime.join("bus.conf");
            fs::write(&config, BARE.replace("RUNTIME", runtime.to_str().unwrap())).unwrap();
            let mut option = OsString::from("--config-file=");
            option.push(config);
            return vec!["dbus-run-session".into(), option, "--".into()];
        }
        Session::None(_) => &[],
        Session::Loopback => return loopback(variables),
    };
    words.iter().map(Into::into).collect()
}

/// Not a user namespace: the owner of `/` is nobody there, and `mcp-token` trusts no such place.
fn loopback(variables: &[(&str, OsString)]) -> Vec<OsString> {
    let (user, group) = (rustix::process::geteuid(), rustix::process::getegid());
    let enter = ["unshare", "--net", "bash", "-c", r#"ip link set lo up && exec "$@""#, "bash"];
    let enter = enter.into_iter().map(OsString::from);
    if user.is_root() {
        return enter.collect();
    }
    let back = [format!("--reuid={user}"), format!("--regid={group}"), "--init-groups".to_owned()];
    let assignments = variables.iter().map(|(name, value)| {
        let mut assignment = OsString::from(format!("{name}="));
        assignment.push(value);
        assignment
    });
    let mut words: Vec<OsString> = vec!["sudo".into(), "--non-interactive".into()];
    words.extend(enter);
    words.push("setpriv".into());
    words.extend(back.map(OsString::from));
    words.extend(["env".into(), "--ignore-environment".into()]);
    words.extend(assignments);
    words
}

/// Everything that is said to a prompt on the bus of this session: a dialog appears when its `Prompt` is called.
pub(crate) struct PromptWatch {
    monitor: Child,
    lines: BufReader<ChildStdout>,
}

impl PromptWatch {
    /// Returns once nothing escapes it.
    pub(crate) fn start() -> Self {
        let mut command = Command::new("dbus-monitor");
        command.args(["--session", "interface='org.freedesktop.Secret.Prompt'"]);
        let mut monitor = command.stdout(Stdio::piped()).spawn().unwrap();
        let lines = BufReader::new(monitor.stdout.take().unwrap());
        let mut watch = Self { monitor, lines };
        // A monitor loses the name that it had as an ordinary peer.
        watch.read_to("member=NameLost");
        watch.read_to_mark();
        watch
    }

    /// What was said since it started.
    pub(crate) fn finish(mut self) -> String {
        self.read_to_mark()
    }

    fn read_to_mark(&mut self) -> String {
        let mark =
            ["--session", "--dest=org.freedesktop.DBus", "/mark", "org.freedesktop.Secret.Prompt.Mark"];
        assert!(Command::new("dbus-send").args(mark).status().unwrap().success());
        self.read_to("member=Mark")
    }

    fn read_to(&mut self, end: &str) -> String {
        let mut read = String::new();
        loop {
            let start = read.len();
            assert_ne!(self.lines.read_line(&mut read).unwrap(), 0, "dbus-monitor ended: {read}");
            if read[start..].contains(end) {
                read.truncate(start);
                return read;
            }
        }
    }
}

impl Drop for PromptWatch {
    fn drop(&mut self) {
        let _ = self.monitor.kill();
        let _ = self.monitor.wait();
    }
}

/// Which test runs inside; set by nobody but [`within`].
const INSIDE: &str = "MCP_TOKEN_TEST_INSIDE";

/// In seconds. Nothing is measured by it: what hangs must not hang the suite.
const PATIENCE: &str = "600";

const BARE: &str = r#"<!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN"
  "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
<busconfig>
  <type>session</type>
  <listen>unix:dir=RUNTIME</listen>
  <auth>EXTERNAL</auth>
  <policy context="default">
    <allow send_destination="*" eavesdrop="true"/>
    <allow eavesdrop="true"/>
    <allow own="*"/>
  </policy>
</busconfig>
"#;
