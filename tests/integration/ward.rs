//! A home with clients' files in it, and what `doctor` finds there. No report may hold a token or secret.

use std::cell::RefCell;
use std::collections::BTreeSet;
use std::fs::{self, OpenOptions, Permissions};
use std::io::Write;
use std::os::unix::fs::{OpenOptionsExt, PermissionsExt};
use std::path::PathBuf;

use assert_cmd::Command;
use assert_cmd::assert::Assert;
use serde_json::Value;

use crate::keeper::{Keeper, MARK, holds_a_secret, now};
use crate::sandbox::{DAY, line, mint_claims, stdout};

/// The server of the profile `exai`.
pub(crate) const URL: &str = "https://mcp.example.com/mcp";

/// A home in which no program of a client is installed, unless a test puts one there.
pub(crate) struct Ward {
    pub(crate) keeper: Keeper,
    /// What was found, and is gone after what it said was done.
    pub(crate) done: RefCell<BTreeSet<String>>,
}

/// One finding: its code, its rank, what it says, the command that mends it or nothing.
pub(crate) type Found = (String, String, String, String);

impl Ward {
    /// Without a profile.
    pub(crate) fn new() -> Self {
        Self::of(Keeper::new())
    }

    /// With the profile `exai` for [`URL`].
    pub(crate) fn exai() -> Self {
        let keeper = Keeper::exai();
        keeper.set(&["exai", "--url", URL]);
        Self::of(keeper)
    }

    pub(crate) fn of(keeper: Keeper) -> Self {
        Self { keeper, done: RefCell::default() }
    }

    /// Makes a file, of the home when it begins with `~/`, else of the working directory, which only we can read; or another in
    /// its place.
    pub(crate) fn file(&self, name: &str, content: impl AsRef<[u8]>) -> PathBuf {
        let path = self.path(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        let mut file =
            OpenOptions::new().write(true).create(true).truncate(true).mode(0o600).open(&path).unwrap();
        file.write_all(content.as_ref()).unwrap();
        path
    }

    pub(crate) fn path(&self, name: &str) -> PathBuf {
        match name.strip_prefix("~/") {
            Some(name) => self.keeper.sandbox.home(name),
            None => self.keeper.sandbox.path(name),
        }
    }

    pub(crate) fn set_mode(&self, name: &str, mode: u32) {
        fs::set_permissions(self.path(name), Permissions::from_mode(mode)).unwrap();
    }

    /// Puts a program on the `PATH`.
    pub(crate) fn program(&self, name: &str, script: &str) {
        // Written by another process: see `Sandbox::of_an_ordinary_user`.
        let mut written = Command::new("install");
        written.args(["-m", "755", "/dev/stdin"]).arg(self.bin().join(name));
        written.write_stdin(format!("#!/bin/sh\n{script}\n")).assert().success();
    }

    fn bin(&self) -> PathBuf {
        let bin = self.keeper.sandbox.path("../bin").canonicalize().unwrap();
        if !bin.join("mcp-token").exists() {
            std::os::unix::fs::symlink(env!("CARGO_BIN_EXE_mcp-token"), bin.join("mcp-token")).unwrap();
        }
        bin
    }

    /// The `PATH` of every run: nothing of this machine is on it but what systems have.
    fn programs(&self) -> String {
        format!("{}:/usr/bin:/bin", self.bin().display())
    }

    /// `doctor` with these arguments, for somebody whose editor is `nano`.
    pub(crate) fn doctor(&self, args: &[&str]) -> Assert {
        self.doctor_with(args, |command| command)
    }

    /// The same, with more in its environment.
    pub(crate) fn doctor_with(
        &self,
        args: &[&str],
        more: impl FnOnce(&mut Command) -> &mut Command,
    ) -> Assert {
        let programs = self.programs();
        let assert = self
            .keeper
            .run_with(&[&["doctor"], args].concat(), |command| {
                more(command.env("PATH", programs).env("EDITOR", "nano"))
            })
            .stderr("");
        let text = stdout(&assert);
        assert!(!text.contains("eyJ") && !text.contains(MARK), "a token: {text}");
        // Such digits are the name of an encrypted file.
        let name = |letter: char| letter.is_ascii_hexdigit();
        let mut parts = text.split(".age").map(|part| part.trim_end_matches(name));
        assert!(!parts.any(holds_a_secret), "a secret: {text}");
        assert
    }

    /// Everything that is wrong.
    pub(crate) fn found(&self, args: &[&str]) -> Vec<Found> {
        self.found_by(&self.doctor(&[args, &["--json"]].concat()))
    }

    /// What is wrong in clients' files.
    pub(crate) fn in_clients(&self) -> Vec<Value> {
        self.findings(&[]).into_iter().filter(|one| one["section"] == "clients").collect()
    }

    /// Everything that is wrong, as programs are told of it.
    pub(crate) fn findings(&self, args: &[&str]) -> Vec<Value> {
        self.findings_by(&self.doctor(&[args, &["--json"]].concat()))
    }

    /// Everything that is wrong, as a line of a shell tells it.
    pub(crate) fn found_by(&self, assert: &Assert) -> Vec<Found> {
        let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
        let findings = self.findings_by(assert).into_iter();
        findings
            .map(|one| (text(&one["code"]), text(&one["rank"]), text(&one["message"]), text(&one["command"])))
            .collect()
    }

    /// With the exit code that belongs to it; each has a command, or says what to do by hand, and no editor beside a command.
    pub(crate) fn findings_by(&self, assert: &Assert) -> Vec<Value> {
        let report: Value = serde_json::from_str(&line(assert)).unwrap();
        let mut findings = report["findings"].as_array().unwrap().clone();
        for finding in findings.iter_mut().flat_map(|one| one.as_object_mut().unwrap().values_mut()) {
            if let Value::String(text) = finding {
                *text = self.keeper.plain(text);
            }
        }
        let is_mended = |one: &Value| {
            (one["command"].is_string() || one["mend"].is_string())
                && (one["edit"].is_null() || one["edit"].is_string() && one["command"].is_null())
        };
        assert!(findings.iter().all(is_mended), "{report}");
        let is_high = findings.iter().any(|one| one["rank"] == "high");
        assert_eq!(report["ok"], !is_high, "{report}");
        assert_eq!(assert.get_output().status.code(), Some(if is_high { 4 } else { 0 }), "{report}");
        findings
    }

    /// The one finding of that code, whose command is executed as it was printed and makes it go away.
    pub(crate) fn mended(&self, args: &[&str], code: &str, command: &str) {
        self.mended_with(args, code, command, "");
    }

    /// The same, with something on stdin.
    pub(crate) fn mended_with(&self, args: &[&str], code: &str, command: &str, stdin: &str) {
        let found = self.only(args, code);
        assert_eq!((&found["command"], &found["mend"]), (&command.into(), &Value::Null), "{code}");
        self.execute(args, code, "command", stdin);
        self.is_gone(args, &found);
    }

    /// Executes a line of the finding of that code as it was printed.
    fn execute(&self, args: &[&str], code: &str, key: &str, stdin: &str) {
        let report: Value = serde_json::from_str(&line(&self.doctor(&[args, &["--json"]].concat()))).unwrap();
        let printed = report["findings"].as_array().unwrap().iter().find(|one| one["code"] == code).unwrap();
        self.shell_with(printed[key].as_str().unwrap(), stdin).code(0);
    }

    /// The one finding of that code, which has no command: what it says is done, and makes it go away.
    #[track_caller]
    pub(crate) fn by_hand(&self, args: &[&str], code: &str, mend: &str, hand: impl FnOnce()) {
        let found = self.only(args, code);
        assert_eq!((&found["mend"], &found["command"]), (&mend.into(), &Value::Null), "{code}");
        let text = self.keeper.plain(&stdout(&self.doctor(args)));
        let edit = found["edit"].as_str().map(|edit| format!("  {edit}\n")).unwrap_or_default();
        let (_, after) = text.split_once(&format!("  by hand: {mend}\n")).expect(&text);
        assert!(after.trim_start().starts_with(edit.trim_start()), "{text}");
        hand();
        self.is_gone(args, &found);
    }

    /// The one finding of that code, which has no command: its file is opened as it says, and this put into it makes it go away.
    #[track_caller]
    pub(crate) fn by_editor(&self, args: &[&str], code: &str, mend: &str, edit: &str, content: &str) {
        assert_eq!(self.only(args, code)["edit"], edit, "{code}");
        self.program("nano", "for file; do :; done\ncat >\"$file\"");
        self.by_hand(args, code, mend, || self.execute(args, code, "edit", content));
    }

    #[track_caller]
    fn only(&self, args: &[&str], code: &str) -> Value {
        let found = self.findings(args);
        let those: Vec<_> = found.iter().filter(|one| one["code"] == code).collect();
        assert_eq!(those.len(), 1, "{code}: {found:?}");
        those[0].clone()
    }

    pub(crate) fn is_gone(&self, args: &[&str], found: &Value) {
        let after = self.findings(args);
        // The entry of a file, in whatever words; its own variable has to be set where another stood.
        let subject = |one: &Value| {
            let message = one["message"].as_str().unwrap();
            let is_of_entry = message.contains(": `") && one["code"] != "unset_variable";
            let end = message.match_indices('`').nth(1).filter(|_| is_of_entry);
            message[..end.map_or(message.len(), |(at, _)| at)].to_owned()
        };
        let is_it = |one: &Value| one["code"] == found["code"] && subject(one) == subject(found);
        assert!(!after.iter().any(is_it), "{found}: {after:?}");
        self.done.borrow_mut().insert(found["message"].as_str().unwrap().to_owned());
    }

    /// A line of a shell that finds the same programs.
    pub(crate) fn shell(&self, line: &str) -> Assert {
        self.shell_with(line, "")
    }

    /// The same, with something on stdin.
    pub(crate) fn shell_with(&self, line: &str, stdin: &str) -> Assert {
        let mut command = self.keeper.sandbox.shell(line);
        command.env("PATH", self.programs()).write_stdin(stdin);
        crate::keeper::looked_after(command.assert())
    }
}

/// What a finding has to say.
pub(crate) fn finding(code: &str, rank: &str, message: &str, command: &str) -> Found {
    (code.to_owned(), rank.to_owned(), message.to_owned(), command.to_owned())
}

/// Nothing is wrong with one content of the file, and these things with the other: code, rank, and what is said behind
/// `FILE: `a` `.
#[track_caller]
pub(crate) fn told_apart(ward: &Ward, file: &str, good: &str, bad: &str, wrong: &[(&str, &str, &str)]) {
    ward.file(file, good);
    assert_eq!(ward.found(&[]), [], "{good}");
    ward.file(file, bad);
    let expected: Vec<_> =
        wrong.iter().map(|(code, rank, message)| (*code, *rank, format!("{file}: `a` {message}"))).collect();
    let found = ward.found(&[]);
    let found: Vec<_> = found.iter().map(|one| (one.0.as_str(), one.1.as_str(), one.2.clone())).collect();
    assert_eq!(found, expected, "{bad}");
    fs::remove_file(ward.path(file)).unwrap();
}

/// Nothing is wrong with one content, and one thing with the other, which goes away when what it says is done: code, rank, what is
/// said, and what to do by hand.
#[track_caller]
pub(crate) fn mended_apart(
    ward: &Ward,
    file: &str,
    good: &str,
    bad: &str,
    (code, rank, message, mend): (&str, &str, &str, &str),
) {
    told_apart(ward, file, good, bad, &[(code, rank, message)]);
    ward.file(file, bad);
    ward.by_hand(&[], code, mend, || drop(ward.file(file, good)));
    fs::remove_file(ward.path(file)).unwrap();
}

/// A text with tokens in the place of `@LIVE@`, `@DEAD@`, `@EARLY@` (not valid yet), `@OTHER@` (for another URL), `@NAMED@` (for another name) and `@OURS@`
/// (as the preset `exai` makes one).
pub(crate) fn filled(text: &str) -> String {
    let token = |claims: String| mint_claims(&claims);
    let ends = now() + 10 * DAY;
    text.replace("@LIVE@", &token(format!(r#"{{"exp":{ends}}}"#)))
        .replace("@DEAD@", &token(format!(r#"{{"exp":{}}}"#, now() - 3 * DAY - 600)))
        .replace("@EARLY@", &token(format!(r#"{{"exp":{ends},"nbf":{}}}"#, now() + 3 * DAY)))
        .replace("@OTHER@", &token(format!(r#"{{"exp":{ends},"aud":["https://other.example.com"]}}"#)))
        .replace("@NAMED@", &token(format!(r#"{{"exp":{ends},"aud":"other-client"}}"#)))
        .replace(
            "@OURS@",
            &token(format!(
                r#"{{"exp":{ends},"sub":"agent_001","name":"AI Client","iss":"exai-mcp-server","aud":"exai-mcp-client","quota":100,"role":"user"}}"#
            )),
        )
}
