//! A home with a profile in it, a server that writes down what it is sent, and a client between them.

use std::collections::BTreeSet;
use std::fs::{self, File};
use std::os::unix::process::ExitStatusExt;
use std::path::{Path, PathBuf};
use std::process::{Command, ExitStatus, Output, Stdio};
use std::{env, fmt};

use rustix::process::{Pid, Signal, kill_process_group};
use serde_json::{Value, json};

use super::program::{CLAUDE, Client, QUIET};
use crate::ours::Sandbox;
use crate::peer::{Peer, python};

/// Stands for the absence of a header among those that were sent.
pub(super) const NO_HEADER: &str = "(no Authorization)";

/// The variable that holds the token, for clients that read one.
pub(super) const VARIABLE: &str = "EXAI_JWT_TOKEN";

pub(super) struct Scene {
    sandbox: Sandbox,
    /// The PATH of `mcp-token`.
    path: Vec<PathBuf>,
    server: Peer,
    port: u16,
    _model: Peer,
    model_port: u16,
}

impl Scene {
    /// An empty home. Only within [`Session::Loopback`](crate::session::Session).
    pub(super) fn new() -> Self {
        let devices = fs::read_to_string("/proc/self/net/dev").unwrap();
        let names: Vec<&str> =
            devices.lines().filter_map(|line| line.split_once(':')).map(|(name, _)| name.trim()).collect();
        assert_eq!(names, ["lo"], "a client must reach nothing but loopback");

        let (server, port) = listening("clients/recording_server.py");
        let (model, model_port) = listening("clients/fake_model_provider.py");
        // Not one that somebody has installed here.
        let without_claude = paths().into_iter().filter(|folder| !folder.join(CLAUDE.name).exists());
        let path = without_claude.collect();
        let mut scene = Self { sandbox: Sandbox::new(), path, server, port, _model: model, model_port };
        scene.empty();
        scene
    }

    /// A home with the profile `exai` for the server, which knows no token yet.
    pub(super) fn with_profile() -> Self {
        let scene = Self::new();
        fs::create_dir(folder(&scene.program())).unwrap();
        fs::copy(env!("CARGO_BIN_EXE_mcp-token"), scene.program()).unwrap();
        let url = scene.fill("@URL@");
        let made_for = ["--preset", "exai", "--secret-from", "new", "--sub", "agent_001", "--url", &url];
        let made =
            scene.ours(&[["profile", "set", "exai", "--store", "file"].as_slice(), &made_for].concat());
        assert!(made.status.success(), "{}", String::from_utf8_lossy(&made.stderr));
        scene
    }

    /// Begins again with an empty home.
    pub(super) fn empty(&mut self) {
        self.sandbox = Sandbox::new();
        fs::create_dir(self.project()).unwrap();
        self.sandbox.file("quiet.json", QUIET);
    }

    /// Puts Claude Code on the PATH of `mcp-token`.
    pub(super) fn with_claude(&mut self) {
        self.path.insert(0, folder(&installed(CLAUDE.name)));
    }

    /// Runs `client install` for the profile, which has to succeed. For a variable, it says to export the token.
    pub(super) fn install(&self, args: &[&str]) {
        let (code, said) = self.try_install(args);
        assert_eq!(code, 0, "client install {}: {said}", args.join(" "));
        if said.contains("is read from") {
            let export = format!("export {VARIABLE}=$(mcp-token get exai)");
            assert!(said.contains(&export), "client install {}: {said}", args.join(" "));
        }
    }

    /// Runs `client install` for the profile: its exit code, and what it said on stderr.
    pub(super) fn try_install(&self, args: &[&str]) -> (i32, String) {
        let args = [["client", "install"].as_slice(), args, &["--profile", "exai"]].concat();
        let output = self.ours(&args);
        (output.status.code().unwrap(), String::from_utf8(output.stderr).unwrap())
    }

    /// Runs `client remove` for the profile's entry, which has to succeed.
    pub(super) fn remove(&self, args: &[&str]) {
        let output = self.ours(&[["client", "remove"].as_slice(), args, &["exai"]].concat());
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    }

    /// The client's own command for the profile's entry, as `client print` has it below its own.
    pub(super) fn own_command(&self, args: &[&str]) -> String {
        let output = self.ours(&[["client", "print"].as_slice(), args, &["--profile", "exai"]].concat());
        let said = String::from_utf8(output.stderr).unwrap();
        let lines = said.lines().filter_map(|line| line.strip_prefix("or run"));
        lines.map(str::trim).find(|line| !line.starts_with("mcp-token ")).expect(&said).to_owned()
    }

    /// What `client install` would change in the entry that is there: members that go and that come, a URL left out.
    pub(super) fn differences(&self, args: &[&str]) -> String {
        let args = [["client", "install", "--dry-run"].as_slice(), args, &["--profile", "exai"]].concat();
        let output = self.ours(&args);
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        let said = String::from_utf8(output.stdout).unwrap();
        let lines = said.lines().filter(|line| line.starts_with(['-', '+']));
        let lines = lines.map(|line| (&line[..1], line[1..].trim().trim_end_matches(',')));
        let lines: Vec<_> =
            lines.map(|(sign, member)| (sign, member.split(" \"http://").next().unwrap())).collect();
        let differs =
            |(sign, member): &&(&str, &str)| !lines.contains(&(if *sign == "-" { "+" } else { "-" }, member));
        lines
            .iter()
            .filter(differs)
            .map(|(sign, member)| format!("{sign}{member}"))
            .collect::<Vec<_>>()
            .join(" ")
    }

    /// Pastes a line into a shell that has the clients on its PATH.
    pub(super) fn paste(&self, line: &str) {
        let path = [vec![folder(&installed(CLAUDE.name))], paths()].concat();
        let output = self.at_home(Command::new("bash").args(["-c", line]), &path);
        assert!(output.status.success(), "{line}: {}", String::from_utf8_lossy(&output.stderr));
    }

    /// The profile's token.
    pub(super) fn token(&self) -> String {
        self.printed_token(&["get", "exai"])
    }

    /// The profile's new token, in place of the one it had.
    pub(super) fn replaced_token(&self) -> String {
        let old = self.token();
        let new = self.printed_token(&["get", "exai", "--force-new"]);
        assert_ne!(new, old);
        assert_eq!(new, self.token());
        new
    }

    fn printed_token(&self, args: &[&str]) -> String {
        let printed = String::from_utf8(self.ours(args).stdout).unwrap();
        printed.strip_suffix('\n').expect("a printed token ends with one newline").to_owned()
    }

    /// What `doctor` finds in clients' files: name of the code, rank, message.
    pub(super) fn doctor(&self) -> Vec<(String, String, String)> {
        let mut command = Command::new(env!("CARGO_BIN_EXE_mcp-token"));
        let output = self.at_home(command.args(["doctor", "--json"]), &self.path);
        let report: Value = serde_json::from_slice(&output.stdout).unwrap();
        let text = |value: &Value| value.as_str().unwrap().to_owned();
        let findings = report["findings"].as_array().unwrap().iter();
        findings
            .filter(|one| one["section"] == "clients")
            .map(|one| (text(&one["code"]), text(&one["rank"]), text(&one["message"])))
            .collect()
    }

    /// Runs `mcp-token` from where a person may have put it.
    fn ours(&self, args: &[&str]) -> Output {
        self.at_home(Command::new(self.program()).args(args), &self.path)
    }

    fn at_home(&self, command: &mut Command, path: &[PathBuf]) -> Output {
        let home = self.sandbox.path("");
        let path = env::join_paths(path).unwrap();
        command.env_clear().env("HOME", &home).env("PATH", path).current_dir(home);
        command.stdin(Stdio::null()).output().unwrap()
    }

    /// A shell takes this path apart unless it is quoted.
    fn program(&self) -> PathBuf {
        self.sandbox.path("Bob's tools/mcp-token")
    }

    /// Writes a file below the home: `@URL@` and `@HOME@` in it are filled in.
    pub(super) fn write(&self, path: &str, text: &str) {
        let path = self.sandbox.path(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, self.fill(text)).unwrap();
    }

    /// From now on, the server lets nobody in without this token; with none, everybody.
    pub(super) fn accept(&mut self, token: Option<&str>) {
        self.server.ask(&json!({"op": "accept", "token": token}));
    }

    /// Has a client connect to its servers, from the folder `project`, or `sub` in it where that is, and waits for its end.
    pub(super) fn run(&mut self, client: &Client, variables: &[(&str, &str)]) -> Seen {
        let args: Vec<String> =
            client.connect.iter().map(|arg| arg.replace("@MODEL@", &self.model_port.to_string())).collect();
        self.start(client, &args, variables)
    }

    /// Like [`Scene::run`], with other arguments.
    pub(super) fn start<S: AsRef<str>>(
        &mut self,
        client: &Client,
        args: &[S],
        variables: &[(&str, &str)],
    ) -> Seen {
        let said = self.sandbox.path("said");
        let mut command = Command::new("timeout");
        command.args(["--signal=KILL", DEADLINE]).arg(installed(client.name));
        command.args(args.iter().map(AsRef::as_ref)).current_dir(self.started_in());
        // An entry that others share names `mcp-token` and no path.
        let path = [vec![folder(&self.program())], paths()].concat();
        command.env_clear().env("PATH", env::join_paths(path).unwrap()).env("LANG", "C.UTF-8");
        command.env("HOME", self.sandbox.path("")).envs(variables.iter().copied());
        command.envs(client.settings.iter().map(|(name, value)| (name, self.fill(value))));
        let output = File::create(&said).unwrap();
        command.stdin(Stdio::null()).stdout(output.try_clone().unwrap()).stderr(output);

        // To files and not to pipes: a process that the client left behind would hold those open.
        let mut child = command.spawn().unwrap();
        let group = Pid::from_child(&child); // `timeout` makes itself the leader of a group
        let status = child.wait().unwrap();
        let _ = kill_process_group(group, Signal::KILL);
        let said = fs::read_to_string(said).unwrap();
        let killed = status.signal().is_some() || status.code() == Some(128 + 9);
        assert!(!killed, "{} had not ended after {DEADLINE} seconds: {said}", client.name);

        let answer = self.server.ask(&json!({"op": "take"}));
        let requests = answer["requests"].as_array().unwrap().iter().map(Request::read).collect();
        Seen { status, said, requests }
    }

    fn project(&self) -> PathBuf {
        self.sandbox.path("project")
    }

    fn started_in(&self) -> PathBuf {
        let inner = self.project().join("sub");
        if inner.is_dir() { inner } else { self.project() }
    }

    fn fill(&self, text: &str) -> String {
        let home = self.sandbox.path("");
        text.replace("@URL@", &format!("http://127.0.0.1:{}/mcp", self.port))
            .replace("@HOME@", home.to_str().unwrap().trim_end_matches('/'))
    }
}

/// What a client did.
#[derive(Debug)]
pub(super) struct Seen {
    pub(super) status: ExitStatus,
    /// Both of its outputs.
    pub(super) said: String,
    pub(super) requests: Vec<Request>,
}

impl Seen {
    /// What it sent as `Authorization`, over all requests.
    pub(super) fn sent(&self) -> BTreeSet<&str> {
        self.requests.iter().map(|request| request.authorization.as_str()).collect()
    }

    /// It opened an MCP session: the server answered `initialize`, and was told so.
    pub(super) fn is_initialized(&self) -> bool {
        let answered = |rpc: &str, status: u16| {
            self.requests.iter().any(|request| request.rpc == rpc && request.status == status)
        };
        answered("initialize", 200) && answered("notifications/initialized", 202)
    }
}

impl fmt::Display for Seen {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "{}", self.status)?;
        for request in &self.requests {
            writeln!(f, "  {request:?}")?;
        }
        write!(f, "{}", self.said)
    }
}

/// One request, as the server wrote it down.
#[derive(Debug)]
pub(super) struct Request {
    pub(super) method: String,
    pub(super) rpc: String,
    pub(super) authorization: String,
    pub(super) status: u16,
}

impl Request {
    fn read(value: &Value) -> Self {
        let text = |name: &str| value[name].as_str().unwrap_or_default().to_owned();
        let authorization: Vec<&str> =
            value["authorization"].as_array().unwrap().iter().map(|line| line.as_str().unwrap()).collect();
        Self {
            method: text("method"),
            rpc: text("rpc"),
            authorization: match authorization.as_slice() {
                [] => NO_HEADER.to_owned(),
                lines => lines.join(" | "),
            },
            status: value["status"].as_u64().and_then(|status| status.try_into().ok()).unwrap(),
        }
    }
}

fn listening(script: &str) -> (Peer, u16) {
    let mut process = Peer::spawn(&mut python(script));
    let port = process.read()["port"].as_u64().and_then(|port| port.try_into().ok()).expect("a port");
    (process, port)
}

fn paths() -> Vec<PathBuf> {
    env::split_paths(&env::var_os("PATH").unwrap()).collect()
}

fn folder(program: &Path) -> PathBuf {
    program.parent().unwrap().to_owned()
}

/// A client's program.
fn installed(name: &str) -> PathBuf {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("target/clients/bin").join(name);
    assert!(path.exists(), "{} is missing: tests/run.sh installs it", path.display());
    path
}

/// In seconds. Nothing is measured by it: what hangs must not hang the suite.
const DEADLINE: &str = "120";
