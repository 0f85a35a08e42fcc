//! The forms in which an answer is printed.

use clap::ValueEnum;
use mcp_token::profile::HeaderForm;
use mcp_token::secret::shape::is_surely_secret;

use super::shell::{self, Shell};
use super::{Output, github};
use crate::env::Env;
use crate::failure::Failure;

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
    /// What a report can be printed in.
    pub(crate) const OF_A_REPORT: &[Self] = &[Self::Text, Self::Json];
    /// What a secret can be printed in.
    pub(crate) const OF_A_SECRET: &[Self] = &[Self::Text, Self::Json, Self::Env, Self::Github, Self::Gitlab];

    /// Its name as a flag's value.
    pub(crate) fn name(self) -> String {
        self.to_possible_value().map(|value| value.get_name().to_owned()).unwrap_or_default()
    }
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
            github::refuse_of_the_system(name)?;
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
        Form::Github => github::file(env).map(|_| ()),
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
    /// Whether everything else that was asked for is done.
    pub(crate) is_ok: bool,
    /// What JSON says besides.
    pub(crate) more: serde_json::Map<String, serde_json::Value>,
}

impl<'t> Answer<'t> {
    /// A token of no profile.
    pub(crate) fn bare(token: &'t str) -> Self {
        let more = serde_json::Map::new();
        Self { token, header: &HeaderForm::Bearer, variable: "JWT_TOKEN", is_ok: true, more }
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
                output.report(self.is_ok, &report)
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
    let field = form.field().map(|(name, before)| (name, format!("{before}{token}")));
    field.ok_or_else(|| Failure::usage("the profile's server takes its token in no header"))
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
        Form::Github => github::set(name, value, env, output),
        Form::Gitlab => output.answer_line(&shell::gitlab(name, value)?),
        _ => output.answer_line(&shell::assignment(variable.shell.unwrap_or_default(), name, value)?),
    }
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
