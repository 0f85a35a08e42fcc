//! GitHub Actions: the mask, the file of variables that later steps read, and the names that are not for a token.

use std::fs::{File, OpenOptions};
use std::io::{Read, Seek, SeekFrom, Write};

use super::Output;
use super::shell::refuse_broken;
use crate::env::Env;
use crate::failure::{Failure, Hint};

/// The mask first, so that nothing after it can show the value; then the file that later steps read.
pub(super) fn set(name: &str, value: &str, env: &Env, output: &mut Output) -> Result<(), Failure> {
    refuse_broken(value, "masked")?;
    refuse_of_the_system(name)?;
    let mut file = file(env)?;
    if is_thrown_away() {
        return Err(Failure::usage("stdout leads nowhere, where no runner reads the mask"));
    }
    // The runner reads `%25`, `%0D` and `%0A` in a command as what they stand for, and nothing so in the file.
    output.answer_surely(&format!("::add-mask::{}\n", value.replace('%', "%25")))?;
    // A line that somebody left open must not swallow this one.
    let line_end = if ends_within_a_line(&mut file) { "\n" } else { "" };
    file.write_all(format!("{line_end}{name}={value}\n").as_bytes())
        .map_err(|error| Failure::io("cannot write to the file that `GITHUB_ENV` names", error))
}

/// What every later step is run with is not replaced by a token.
pub(super) fn refuse_of_the_system(name: &str) -> Result<(), Failure> {
    let upper = name.to_ascii_uppercase();
    // What is called so holds a token, and nothing that changes how a step runs.
    let is_of_a_token = upper.ends_with("_TOKEN");
    let begins_so = BEFORE_NAMES.iter().any(|prefix| upper.starts_with(prefix));
    if OF_THE_SYSTEM.contains(&upper.as_str()) || begins_so && !is_of_a_token {
        let message = format!("GitHub or the system has `{name}` for itself, expected a name for a token");
        return Err(Failure::usage(message).with_hint(Hint::instead("--var JWT_TOKEN")));
    }
    Ok(())
}

pub(super) fn file(env: &Env) -> Result<File, Failure> {
    let file = env.variable("GITHUB_ENV").filter(|file| !file.is_empty()).ok_or_else(|| {
        Failure::usage("`-o github` needs the variable `GITHUB_ENV`, which GitHub Actions sets")
    })?;
    let cannot = "cannot open the file that `GITHUB_ENV` names";
    let opened = OpenOptions::new().read(true).append(true).open(&file);
    let opened =
        opened.map_err(|error| Failure { causes: vec![error.to_string()], ..Failure::usage(cannot) })?;
    // What is written to a device is shown, or gone.
    if !opened.metadata().is_ok_and(|metadata| metadata.is_file()) {
        return Err(Failure::usage("what `GITHUB_ENV` names is no regular file"));
    }
    Ok(opened)
}

/// Whether stdout is `/dev/null`; the runtime has one that was closed lead there as well.
#[cfg(unix)]
fn is_thrown_away() -> bool {
    let null = rustix::fs::stat("/dev/null").map(|null| null.st_rdev);
    rustix::fs::fstat(rustix::stdio::stdout())
        .is_ok_and(|stdout| null.is_ok_and(|null| stdout.st_rdev == null))
}

#[cfg(not(unix))]
fn is_thrown_away() -> bool {
    false
}

fn ends_within_a_line(file: &mut File) -> bool {
    let mut last = [b'\n'];
    file.seek(SeekFrom::End(-1)).is_ok() && file.read_exact(&mut last).is_ok() && last != [b'\n']
}

/// In capitals; what Windows and runners read in any case is refused in any.
const OF_THE_SYSTEM: [&str; 24] = [
    "ACTIONS_ID_TOKEN_REQUEST_TOKEN",
    "ACTIONS_RUNTIME_TOKEN",
    "BASH_ENV",
    "CI",
    "CLASSPATH",
    "ENV",
    "GITHUB_TOKEN",
    "HOME",
    "IFS",
    "JAVA_TOOL_OPTIONS",
    "LANG",
    "NODE_OPTIONS",
    "NODE_PATH",
    "PATH",
    "PERL5LIB",
    "PERL5OPT",
    "PS4",
    "PWD",
    "RUBYLIB",
    "RUBYOPT",
    "SHELL",
    "TMPDIR",
    "USER",
    "PROMPT_COMMAND",
];
const BEFORE_NAMES: [&str; 8] = ["GITHUB_", "RUNNER_", "ACTIONS_", "LD_", "DYLD_", "GIT_", "PYTHON", "LC_"];
