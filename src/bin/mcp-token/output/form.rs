//! The forms in which an answer is printed, and how each shell takes a variable.

use std::fs::{File, OpenOptions};
use std::io::{Read, Seek, SeekFrom, Write};

use clap::ValueEnum;

use super::Output;
use crate::env::Env;
use crate::failure::{Exit, Failure};

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
    shell: Option<Shell>,
    /// The variable that `-o env`, `github` and `gitlab` set
    #[arg(long, value_name = "NAME", value_parser = variable_name, help_heading = "Output")]
    pub(crate) var: Option<String>,
}

impl VariableArgs {
    /// Refuses a variable or a shell for a form that has none.
    pub(crate) fn goes_with(&self, form: Form) -> Result<(), Failure> {
        let flag = match (self.shell, &self.var, form) {
            (Some(_), _, Form::Env)
            | (None, Some(_), Form::Env | Form::Github | Form::Gitlab)
            | (None, None, _) => {
                return Ok(());
            }
            (Some(_), ..) => "--shell",
            (None, Some(_), _) => "--var",
        };
        Err(Failure::usage(format!("`{flag}` is for `-o env`, and `-o {}` was asked for", form.name())))
    }
}

/// Prints a token in the form that was asked for. `text` is the bare token too.
pub(crate) fn token(
    token: &str,
    variable: &VariableArgs,
    env: &Env,
    output: &mut Output,
) -> Result<Exit, Failure> {
    let name = variable.var.as_deref().unwrap_or("JWT_TOKEN");
    variable.goes_with(output.form())?;
    match output.form() {
        Form::Text | Form::Token => output.answer_line(token)?,
        Form::Json => output.report(true, &serde_json::json!({ "token": token }))?,
        Form::Header => output.answer_line(&format!("Authorization: Bearer {token}"))?,
        Form::HeadersJson => {
            output.answer_line(
                &serde_json::json!({ "Authorization": format!("Bearer {token}") }).to_string(),
            )?;
        }
        Form::Env | Form::Github | Form::Gitlab => assignment(name, token, variable, env, output)?,
    }
    Ok(Exit::Ok)
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
        Shell::Powershell => format!("$env:{name} = '{}'", value.replace('\'', "''")),
        Shell::Cmd if value.contains(['"', '%', '!']) => {
            return Err(Failure::usage("a value with `\"`, `%` or `!` cannot be written for cmd"));
        }
        Shell::Cmd => format!("set \"{name}={value}\""),
        Shell::Nushell => format!("$env.{name} = r#'{value}'#"),
        Shell::Dotenv if value.chars().all(is_plain) => format!("{name}={value}"),
        Shell::Dotenv if value.contains('\'') => {
            return Err(Failure::usage("a value with `'` cannot be written for every reader of a .env file"));
        }
        Shell::Dotenv => format!("{name}='{value}'"),
    })
}

fn is_plain(character: char) -> bool {
    character.is_ascii_alphanumeric() || "+/=._-:@~".contains(character)
}

/// The mask first, so that nothing after it can show the value; then the file that later steps read.
fn github(name: &str, value: &str, env: &Env, output: &mut Output) -> Result<(), Failure> {
    let file = env.variable("GITHUB_ENV").filter(|file| !file.is_empty()).ok_or_else(|| {
        Failure::usage("`-o github` needs the variable `GITHUB_ENV`, which GitHub Actions sets")
    })?;
    if value.contains(['\n', '\r']) {
        return Err(Failure::usage("a value with a line break cannot be masked"));
    }
    let mut file = OpenOptions::new().read(true).append(true).open(&file).map_err(|error| Failure {
        causes: vec![error.to_string()],
        ..Failure::usage("cannot open the file that `GITHUB_ENV` names")
    })?;
    output.answer_surely(&format!("::add-mask::{value}\n"))?;
    // A line that somebody left open must not swallow this one.
    let line_end = if ends_within_a_line(&mut file) { "\n" } else { "" };
    file.write_all(format!("{line_end}{name}={value}\n").as_bytes())
        .map_err(|error| Failure::io("cannot write to the file that `GITHUB_ENV` names", error))
}

fn ends_within_a_line(file: &mut File) -> bool {
    let mut last = [b'\n'];
    file.seek(SeekFrom::End(-1)).is_ok() && file.read_exact(&mut last).is_ok() && last != [b'\n']
}

/// Reads the name of an environment variable.
pub(crate) fn variable_name(text: &str) -> Result<String, String> {
    let good = text.starts_with(|first: char| first.is_ascii_alphabetic() || first == '_')
        && text.chars().all(|character| character.is_ascii_alphanumeric() || character == '_');
    if good { Ok(text.to_owned()) } else { Err("not the name of a variable".to_owned()) }
}

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
        assert_eq!(line(Shell::Nushell, "a'b").as_deref(), Some("$env.V = r#'a'b'#"));
        assert_eq!(line(Shell::Dotenv, "a.b").as_deref(), Some("V=a.b"));
        assert_eq!(line(Shell::Dotenv, "a b$c").as_deref(), Some("V='a b$c'"));
        assert_eq!(line(Shell::Dotenv, "a'b"), None);
        assert_eq!(line(Shell::Posix, "a\nb"), None);
    }
}
