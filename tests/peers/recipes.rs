//! The recipes of `help ci`, taken from its text and carried out: what a log shows, and what the other side is given.
//!
//! bash, PyYAML for what GitHub, GitLab and Kubernetes read, and `kubectl` for what it makes itself. Who would ask a service (`gh`,
//! `glab`, `kubectl apply`) is stood in for by a script that notes its arguments and its stdin.

use std::collections::BTreeMap;
use std::fs;
use std::os::unix::fs::{PermissionsExt, symlink};
use std::path::Path;
use std::process::{Command, Output};

use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use serde_json::Value;

use crate::ours::{SECRET, Sandbox};
use crate::peer::installed_python;

/// A machine of a CI service: an empty home, our program, and stand-ins for the others.
struct Runner {
    sandbox: Sandbox,
    variables: BTreeMap<String, String>,
    /// Everything that was printed, and every argument that another program was given.
    log: String,
}

impl Runner {
    fn new() -> Self {
        let sandbox = Sandbox::new();
        let bin = sandbox.path("bin");
        fs::create_dir(&bin).unwrap();
        symlink(env!("CARGO_BIN_EXE_mcp-token"), bin.join("mcp-token")).unwrap();
        for (name, script) in [("gh", TAKES_STDIN), ("glab", TAKES_STDIN), ("kubectl", KUBECTL)] {
            let path = bin.join(name);
            fs::write(&path, script).unwrap();
            fs::set_permissions(path, fs::Permissions::from_mode(0o755)).unwrap();
        }
        Self { sandbox, variables: BTreeMap::new(), log: String::new() }
    }

    /// Runs a script as such services do: it ends with the first command that fails.
    fn run(&mut self, script: &str) -> Output {
        let args = ["--noprofile", "--norc", "-e", "-o", "pipefail", "-c", script];
        let output = self.command("bash", &args).output().unwrap();
        let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
        let said = format!("{}{}", text(&output.stdout), text(&output.stderr));
        assert!(output.status.success(), "{script}\n{}: {said}", output.status);
        self.log.push_str(&said);
        output
    }

    fn command(&self, shell: &str, args: &[&str]) -> Command {
        let bin = self.sandbox.path("bin");
        let path = format!("{}:{}", bin.display(), std::env::var("PATH").unwrap());
        let mut command = Command::new(shell);
        command.args(args).current_dir(self.sandbox.path("")).env_clear();
        command.env("HOME", self.sandbox.path("home")).env("PATH", path).env("NOTES", self.sandbox.path(""));
        command.envs(&self.variables);
        command
    }

    /// Fails when a value was shown.
    fn keep_quiet_about(&self, values: &[&str]) {
        let arguments = fs::read_to_string(self.sandbox.path("arguments")).unwrap_or_default();
        for value in values {
            assert!(value.len() >= 40, "no secret and no token: {value}");
            assert!(
                !self.log.contains(value) && !arguments.contains(value),
                "shown:\n{}{arguments}",
                self.log
            );
        }
    }

    fn read(&self, name: &str) -> String {
        fs::read_to_string(self.sandbox.path(name)).unwrap_or_else(|error| panic!("{name}: {error}"))
    }
}

/// Notes its arguments and what is piped into it.
const TAKES_STDIN: &str = "#!/bin/sh\necho \"$0 $*\" >>\"$NOTES/arguments\"\ncat >\"$NOTES/stdin\"\n";

/// Is kubectl, but that `apply` keeps the manifest.
const KUBECTL: &str = r#"#!/bin/sh
echo "$0 $*" >>"$NOTES/arguments"
case "$*" in
"apply -f -") cat >"$NOTES/manifest-$(cat "$NOTES"/manifest-* 2>/dev/null | grep -c "kind: Secret")" ;;
*) PATH=${PATH#*:} exec kubectl "$@" ;;
esac
"#;

fn topic() -> String {
    Sandbox::new().answer(&["help", "ci"], "")
}

/// The indented blocks that follow the paragraph that starts like this, up to the next paragraph of that kind.
fn recipes(topic: &str, title: &str) -> Vec<String> {
    let begin = topic.find(&format!("\n\n{title}")).unwrap_or_else(|| panic!("no recipe for {title}")) + 2;
    let mut blocks = vec![String::new()];
    for line in topic[begin..].lines().skip_while(|line| !line.is_empty()) {
        match line.strip_prefix("  ") {
            Some(line) => *blocks.last_mut().unwrap() += &format!("{line}\n"),
            None if line.is_empty() => blocks.push(String::new()),
            None if TITLES.iter().any(|title| line.starts_with(title)) => break,
            None => {}
        }
    }
    blocks.retain(|block| !block.is_empty());
    blocks
}

const TITLES: [&str; 4] = ["A shell.", "GitHub Actions.", "GitLab.", "Kubernetes."];

/// YAML as PyYAML reads it.
fn yaml(text: &str) -> Value {
    let mut command = Command::new(installed_python());
    command.args(["-c", "import json, sys, yaml; print(json.dumps(yaml.safe_load(sys.argv[1])))", text]);
    let output = command.output().unwrap();
    assert!(output.status.success(), "{text}\n{}", String::from_utf8_lossy(&output.stderr));
    serde_json::from_slice(&output.stdout).unwrap()
}

/// What GitLab masks: one line, at least 8 characters, of base64 and a few more.
fn can_be_masked_by_gitlab(value: &str) -> bool {
    let allowed = |letter: char| letter.is_ascii_alphanumeric() || "+/=@:.~_-".contains(letter);
    value.len() >= 8 && value.chars().all(allowed)
}

/// Fails unless the profile of the recipes takes the token.
fn verify(runner: &mut Runner, token: &str) {
    runner.variables.insert("JWT_TOKEN".to_owned(), token.to_owned());
    let output = runner.run("mcp-token verify --profile ci --token-env JWT_TOKEN");
    assert!(String::from_utf8_lossy(&output.stdout).starts_with("VALID  ci-bot for my-server, "));
}

#[test]
fn a_shell() {
    let mut runner = Runner::new();
    let [script] = &recipes(&topic(), "A shell.")[..] else { panic!("one block") };
    runner.run(&format!("{script}printf '%s\\n%s\\n' \"$JWT_SECRET\" \"$JWT_TOKEN\" >values"));
    let values = runner.read("values");
    let (secret, token) = values.trim_end().split_once('\n').unwrap();
    assert!(secret.len() == 64 && token.starts_with("eyJ"));
    // A job that fails has its reasons in the log.
    assert!(runner.log.contains("VALID  ci-bot for my-server, "), "{}", runner.log);
    runner.keep_quiet_about(&[secret, token]);
    // A token that cannot be made ends the job, of a shell that does not end by itself too.
    runner.variables.insert("JWT_TOKEN".to_owned(), token.to_owned());
    for made in ["secret new", "get ci"] {
        let broken = script.replace(made, "get nope");
        assert_ne!(broken, *script);
        let output = runner.command("sh", &["-c", &broken]).output().unwrap();
        assert_eq!(output.status.code(), Some(6), "{broken}");
    }
}

#[test]
fn github_actions() {
    let mut runner = Runner::new();
    let [job, once] = &recipes(&topic(), "GitHub Actions.")[..] else { panic!("two blocks") };
    let file = runner.sandbox.file("github.env", "");
    runner.variables.insert("GITHUB_ENV".to_owned(), file.display().to_string());
    let mut masks = Vec::new();
    for step in yaml(job)["steps"].as_array().unwrap() {
        let output = runner.run(step["run"].as_str().unwrap());
        let stdout = String::from_utf8(output.stdout).unwrap();
        if let Some(mask) = stdout.strip_prefix("::add-mask::") {
            let mask = mask.strip_suffix('\n').unwrap();
            masks.push(mask.to_owned());
            // The runner takes this line out of the log.
            runner.log = runner.log.replacen(&stdout, "", 1);
        }
        // Later steps get what the file says.
        for line in runner.read("github.env").lines() {
            let (name, value) = line.split_once('=').unwrap();
            assert!(masks.iter().any(|mask| mask == value), "{name} is not masked");
            runner.variables.insert(name.to_owned(), value.to_owned());
        }
    }
    let names: Vec<_> = runner.variables.keys().map(String::as_str).collect();
    assert_eq!(names, ["GITHUB_ENV", "JWT_SECRET", "JWT_TOKEN"]);
    runner.keep_quiet_about(&masks.iter().map(String::as_str).collect::<Vec<_>>());

    runner.run(once);
    let secret = runner.read("stdin");
    assert_eq!(secret.trim_end().len(), 64);
    runner.keep_quiet_about(&[secret.trim_end()]);
}

#[test]
fn gitlab() {
    let mut runner = Runner::new();
    let [once, job] = &recipes(&topic(), "GitLab.")[..] else { panic!("two blocks") };
    runner.run(once);
    let secret = runner.read("stdin").trim_end().to_owned();
    assert!(can_be_masked_by_gitlab(&secret), "{secret}");
    runner.variables.insert("JWT_SECRET".to_owned(), secret.clone());
    let job = yaml(job);
    for line in job["token"]["script"].as_array().unwrap() {
        runner.run(line.as_str().unwrap());
    }
    let report = runner.read(job["token"]["artifacts"]["reports"]["dotenv"].as_str().unwrap());
    let token = report.strip_prefix("JWT_TOKEN=").unwrap().strip_suffix('\n').unwrap().to_owned();
    assert!(can_be_masked_by_gitlab(&token), "{token}");
    assert!(!can_be_masked_by_gitlab(&report) && !can_be_masked_by_gitlab("seven77"));
    runner.keep_quiet_about(&[&secret, &token]);
    verify(&mut runner, &token);
}

#[test]
fn kubernetes() {
    let mut runner = Runner::new();
    runner.variables.insert("JWT_SECRET".to_owned(), SECRET.to_owned());
    let [script] = &recipes(&topic(), "Kubernetes.")[..] else { panic!("one block") };
    runner.run(script);
    let [server, client] = ["manifest-0", "manifest-1"].map(|name| yaml(&runner.read(name)));
    for (manifest, name) in [(&server, "mcp-server"), (&client, "mcp-client")] {
        assert_eq!(
            (&manifest["apiVersion"], &manifest["kind"]),
            (&Value::from("v1"), &Value::from("Secret"))
        );
        assert_eq!(manifest["metadata"]["name"], name);
    }
    let decoded =
        |text: &Value| String::from_utf8(BASE64_STANDARD.decode(text.as_str().unwrap()).unwrap()).unwrap();
    let secret = decoded(&server["data"]["JWT_SECRET"]);
    let token = decoded(&client["data"]["JWT_TOKEN"]);
    assert!(secret.len() == 64 && secret.chars().all(|letter| letter.is_ascii_hexdigit()), "{secret}");
    runner.keep_quiet_about(&[&secret, &token, SECRET]);
    verify(&mut runner, &token);
}

/// Whatever shell runs it, and whether it stops at what fails or not.
#[test]
fn kubernetes_is_given_nothing_when_there_is_nothing() {
    let [script] = &recipes(&topic(), "Kubernetes.")[..] else { panic!("one block") };
    for (failing, applied) in [("secret new", 0), ("get ci", 1)] {
        let runner = Runner::new();
        let (program, real) = (runner.sandbox.path("bin/mcp-token"), env!("CARGO_BIN_EXE_mcp-token"));
        fs::remove_file(&program).unwrap();
        fs::write(
            &program,
            format!("#!/bin/sh\ncase \"$*\" in '{failing}'*) exit 7;; esac\nexec {real} \"$@\"\n"),
        )
        .unwrap();
        fs::set_permissions(&program, fs::Permissions::from_mode(0o755)).unwrap();
        let mut shell = runner.command("sh", &["-c", script]);
        assert!(!shell.env("JWT_SECRET", SECRET).output().unwrap().status.success(), "{failing}");
        let manifests = ["manifest-0", "manifest-1"].map(|name| runner.sandbox.path(name).exists());
        assert_eq!(manifests.iter().filter(|there| **there).count(), applied, "{failing}");
    }
}

#[test]
fn the_readme_has_the_same_recipes() {
    let readme = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("README.md")).unwrap();
    let topic = topic();
    for title in TITLES {
        for recipe in recipes(&topic, title) {
            assert!(readme.contains(recipe.trim_end()), "README.md has not:\n{recipe}");
        }
    }
}

#[test]
fn a_log_that_shows_a_value_is_found_out() {
    let mut runner = Runner::new();
    runner.variables.insert("JWT_SECRET".to_owned(), SECRET.to_owned());
    runner.run("echo \"$JWT_SECRET\"");
    assert!(std::panic::catch_unwind(|| runner.keep_quiet_about(&[SECRET])).is_err());
}
