//! The forms in which an answer is printed, and how each shell takes a variable.

use std::fs::{File, OpenOptions};
use std::io::{Read, Seek, SeekFrom, Write};

use clap::ValueEnum;
use mcp_token::profile::HeaderForm;
use mcp_token::secret::shape::is_surely_secret;

use super::Output;
use crate::env::Env;
use crate::failure::{Failure, Hint};

/// The form of the answer on stdout.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, ValueEnum)]
pub(crate) enum Form {
    /// For people
    #[default]
    Text,
    /// One JSON object
    Json,
    /// The token alone
    Token,
    /// A line for HTTP: Authorization, Bearer and the token
    Header,
    /// The same as a JSON object, on one line
    HeadersJson,
    /// A line that sets a variable, for the shell of --shell
    Env,
    /// GitHub Actions: the mask on stdout, the variable in the file that GITHUB_ENV names
    Github,
    /// GitLab CI: a line of a dotenv report
    Gitlab,
}

impl Form {
    /// Its name as a flag's value.
    pub(crate) fn name(self) -> String {
        self.to_possible_value().map(|value| value.get_name().to_owned()).unwrap_or_default()
    }
}

/// The shells that `-o env` writes for.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, ValueEnum)]
pub(crate) enum Shell {
    /// sh, bash, zsh: export
    #[default]
    Posix,
    /// fish: set -gx
    Fish,
    /// PowerShell
    Powershell,
    /// cmd.exe: set
    Cmd,
    /// Nushell
    Nushell,
    /// A line of a .env file
    Dotenv,
}

/// Flags of every command whose answer can become a variable.
#[derive(Debug, Clone, clap::Args)]
pub(crate) struct VariableArgs {
    /// The shell that `-o env` writes for [default: posix]
    #[arg(long, value_enum, help_heading = "Output")]
    pub(crate) shell: Option<Shell>,
    /// The variable that `-o env`, `github` and `gitlab` set
    #[arg(long, value_name = "NAME", value_parser = variable_name, help_heading = "Output")]
    pub(crate) var: Option<String>,
}

impl VariableArgs {
    /// Refuses a variable or a shell for a form that has none.
    pub(crate) fn goes_with(&self, form: Form) -> Result<(), Failure> {
        if let (Form::Github, Some(name)) = (form, &self.var) {
            refuse_of_the_system(name)?;
        }
        let (flag, forms) = match (self.shell, &self.var, form) {
            (Some(_), _, Form::Env)
            | (None, Some(_), Form::Env | Form::Github | Form::Gitlab)
            | (None, None, _) => {
                return Ok(());
            }
            (Some(_), ..) => ("--shell", "`-o env`"),
            (None, Some(_), _) => ("--var", "`-o env`, `github` and `gitlab`"),
        };
        Err(Failure::usage(format!("`{flag}` is for {forms}, and `-o {}` was asked for", form.name())))
    }
}

/// Refuses a form that a token cannot be printed in, before there is one.
pub(crate) fn refuse_unprintable(form: Form, header: &HeaderForm, env: &Env) -> Result<(), Failure> {
    match form {
        Form::Header | Form::HeadersJson => header_field(header, "").map(|_| ()),
        Form::Github => file_of_github(env).map(|_| ()),
        Form::Text | Form::Json | Form::Token | Form::Env | Form::Gitlab => Ok(()),
    }
}

/// A token as an answer: what goes around it.
pub(crate) struct Answer<'t> {
    pub(crate) token: &'t str,
    /// How the server wants to be shown it.
    pub(crate) header: &'t HeaderForm,
    /// The variable that it goes into when none is said.
    pub(crate) variable: &'t str,
    /// What JSON says besides.
    pub(crate) more: serde_json::Map<String, serde_json::Value>,
}

impl<'t> Answer<'t> {
    /// A token of no profile.
    pub(crate) fn bare(token: &'t str) -> Self {
        Self { token, header: &HeaderForm::Bearer, variable: "JWT_TOKEN", more: serde_json::Map::new() }
    }

    /// Prints the token in the form that was asked for. `text` is the bare token too.
    pub(crate) fn print(
        self,
        variable: &VariableArgs,
        env: &Env,
        output: &mut Output,
    ) -> Result<(), Failure> {
        variable.goes_with(output.form())?;
        match output.form() {
            Form::Text | Form::Token => output.answer_line(self.token),
            Form::Json => {
                let mut report = serde_json::json!({ "token": self.token });
                if let Some(report) = report.as_object_mut() {
                    report.extend(self.more);
                }
                output.report(true, &report)
            }
            Form::Header => {
                let (name, value) = header_field(self.header, self.token)?;
                output.answer_line(&format!("{name}: {value}"))
            }
            Form::HeadersJson => {
                let (name, value) = header_field(self.header, self.token)?;
                output.answer_line(&serde_json::json!({ name: value }).to_string())
            }
            Form::Env | Form::Github | Form::Gitlab => {
                let name = variable.var.as_deref().unwrap_or(self.variable);
                assignment(name, self.token, variable, env, output)
            }
        }
    }
}

/// The name and the value of the header field that shows a token (RFC 9110 section 5).
pub(crate) fn header_field<'h>(form: &'h HeaderForm, token: &str) -> Result<(&'h str, String), Failure> {
    match form {
        HeaderForm::Bearer => Ok(("Authorization", format!("Bearer {token}"))),
        HeaderForm::Basic => Ok(("Authorization", format!("Basic {token}"))),
        HeaderForm::Named(name) => Ok((name, token.to_owned())),
        HeaderForm::Nothing => Err(Failure::usage("the profile's server takes its token in no header")),
    }
}

/// Prints `name` set to `value` as `env`, `github` or `gitlab` want it.
pub(crate) fn assignment(
    name: &str,
    value: &str,
    variable: &VariableArgs,
    env: &Env,
    output: &mut Output,
) -> Result<(), Failure> {
    match output.form() {
        Form::Github => github(name, value, env, output),
        Form::Gitlab => output.answer_line(&shell_line(Shell::Dotenv, name, value)?),
        _ => output.answer_line(&shell_line(variable.shell.unwrap_or_default(), name, value)?),
    }
}

/// The line with which a shell sets and exports a variable.
fn shell_line(shell: Shell, name: &str, value: &str) -> Result<String, Failure> {
    if value.contains(['\n', '\r', '\0']) {
        return Err(Failure::usage("a value with a line break cannot be written for a shell"));
    }
    Ok(match shell {
        Shell::Posix => format!("export {name}='{}'", value.replace('\'', r"'\''")),
        Shell::Fish => format!("set -gx {name} '{}'", value.replace('\\', r"\\").replace('\'', r"\'")),
        Shell::Powershell => format!("$env:{name} = '{}'", doubled(value)),
        Shell::Cmd if value.contains(['"', '%', '!']) => {
            return Err(Failure::usage("a value with `\"`, `%` or `!` cannot be written for cmd"));
        }
        Shell::Cmd => format!("set \"{name}={value}\""),
        Shell::Nushell => {
            let marks = "#".repeat(longest_end(value) + 1);
            format!("$env.{name} = r{marks}'{value}'{marks}")
        }
        Shell::Dotenv if value.chars().all(is_plain) => format!("{name}={value}"),
        Shell::Dotenv if value.contains(['\'', '\\']) || value.contains("${") => {
            return Err(Failure::usage(
                "a value with `'`, `\\` or `${` cannot be written for every reader of a .env file",
            ));
        }
        Shell::Dotenv => format!("{name}='{value}'"),
    })
}

/// PowerShell takes four more characters for a `'`, also to end what began with a `'` (about_Quoting_Rules).
fn doubled(value: &str) -> String {
    let is_quote = |character| matches!(character, '\'' | '\u{2018}'..='\u{201b}');
    value
        .chars()
        .flat_map(|character| std::iter::repeat_n(character, if is_quote(character) { 2 } else { 1 }))
        .collect()
}

/// How many `#` stand at most behind a `'`: what Nushell ends a raw string with must have more.
fn longest_end(value: &str) -> usize {
    let behind = value.split('\'').skip(1);
    behind.map(|rest| rest.chars().take_while(|character| *character == '#').count()).max().unwrap_or(0)
}

fn is_plain(character: char) -> bool {
    character.is_ascii_alphanumeric() || "+/=._-:@~".contains(character)
}

/// The mask first, so that nothing after it can show the value; then the file that later steps read.
fn github(name: &str, value: &str, env: &Env, output: &mut Output) -> Result<(), Failure> {
    if value.contains(['\n', '\r']) {
        return Err(Failure::usage("a value with a line break cannot be masked"));
    }
    refuse_of_the_system(name)?;
    let mut file = file_of_github(env)?;
    output.answer_surely(&format!("::add-mask::{value}\n"))?;
    // A line that somebody left open must not swallow this one.
    let line_end = if ends_within_a_line(&mut file) { "\n" } else { "" };
    file.write_all(format!("{line_end}{name}={value}\n").as_bytes())
        .map_err(|error| Failure::io("cannot write to the file that `GITHUB_ENV` names", error))
}

/// What every later step is run with is not replaced by a token.
fn refuse_of_the_system(name: &str) -> Result<(), Failure> {
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

fn file_of_github(env: &Env) -> Result<File, Failure> {
    let file = env.variable("GITHUB_ENV").filter(|file| !file.is_empty()).ok_or_else(|| {
        Failure::usage("`-o github` needs the variable `GITHUB_ENV`, which GitHub Actions sets")
    })?;
    OpenOptions::new().read(true).append(true).open(&file).map_err(|error| Failure {
        causes: vec![error.to_string()],
        ..Failure::usage("cannot open the file that `GITHUB_ENV` names")
    })
}

fn ends_within_a_line(file: &mut File) -> bool {
    let mut last = [b'\n'];
    file.seek(SeekFrom::End(-1)).is_ok() && file.read_exact(&mut last).is_ok() && last != [b'\n']
}

/// Reads the name of an environment variable.
pub(crate) fn variable_name(text: &str) -> Result<String, String> {
    if is_surely_secret(text) {
        return Err("looks like a secret, expected the name of a variable".to_owned());
    }
    let good = text.starts_with(|first: char| first.is_ascii_alphabetic() || first == '_')
        && text.chars().all(|character| character.is_ascii_alphanumeric() || character == '_');
    if good { Ok(text.to_owned()) } else { Err("not the name of a variable".to_owned()) }
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quotes_for_every_shell() {
        let line = |shell, value| shell_line(shell, "V", value).ok();
        assert_eq!(line(Shell::Posix, "a'b").as_deref(), Some(r"export V='a'\''b'"));
        assert_eq!(line(Shell::Fish, r"a'b\").as_deref(), Some(r"set -gx V 'a\'b\\'"));
        assert_eq!(line(Shell::Powershell, "a'b$c").as_deref(), Some("$env:V = 'a''b$c'"));
        assert_eq!(line(Shell::Cmd, "a.b-c_d").as_deref(), Some("set \"V=a.b-c_d\""));
        assert_eq!(line(Shell::Cmd, "100%"), None);
        assert_eq!(line(Shell::Powershell, "a\u{2019};b").as_deref(), Some("$env:V = 'a\u{2019}\u{2019};b'"));
        assert_eq!(line(Shell::Nushell, "a'b").as_deref(), Some("$env.V = r#'a'b'#"));
        assert_eq!(line(Shell::Nushell, "a'##;b'#c").as_deref(), Some("$env.V = r###'a'##;b'#c'###"));
        assert_eq!(line(Shell::Dotenv, "a.b").as_deref(), Some("V=a.b"));
        assert_eq!(line(Shell::Dotenv, "a b$c").as_deref(), Some("V='a b$c'"));
        assert_eq!(line(Shell::Dotenv, "a'b"), None);
        assert_eq!(line(Shell::Dotenv, "a b\\"), None);
        assert_eq!(line(Shell::Dotenv, "a${b}"), None);
        assert_eq!(line(Shell::Posix, "a\nb"), None);
    }
}
