//! `mcp-token secret new`

use std::path::{Path, PathBuf};

use clap::builder::TypedValueParser;
use mcp_token::dotenv::{Change, Dotenv};
use mcp_token::file::{self, Original};
use mcp_token::secret::{Encoding, Secret, Size, Weakness, check, generate};
use serde::Serialize;
use serde_json::json;
use zeroize::Zeroizing;

use crate::args::{encoding, one_of};
use crate::env::Env;
use crate::failure::{Exit, Failure, Hint};
use crate::output::form::{self, Form, VariableArgs};
use crate::output::{Output, human};

/// Make a random secret
///
/// Prints it alone on stdout: 256 bits from the operating system, as hex. Servers take the text itself as their key. With
/// --env-file it goes into that file, which keeps every other byte, and is not printed.
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES, mut_arg("var", |arg| arg.help(VAR)))]
pub(crate) struct Args {
    /// How large: 256 for HS256, 384 for HS384, 512 for HS512
    #[arg(long, default_value = "256", value_name = "BITS", value_parser = size())]
    bits: Size,
    /// How it is written
    #[arg(long, default_value = "hex", value_name = "ENCODING", value_parser = encoding())]
    encoding: Encoding,
    /// How many, one a line
    #[arg(long, value_name = "N", default_value_t = 1, value_parser = clap::value_parser!(u32).range(1..=1_000_000), conflicts_with = "env_file")]
    count: u32,
    /// Write it into this .env file instead of printing it
    #[arg(long, value_name = "PATH", conflicts_with = "shell")]
    env_file: Option<PathBuf>,
    /// Replace the value that the variable has in the .env file
    #[arg(long, requires = "env_file")]
    force: bool,
    /// Show what would change in the .env file, with values masked
    #[arg(long, requires = "env_file")]
    dry_run: bool,
    #[command(flatten)]
    variable: VariableArgs,
}

const VAR: &str =
    "The variable in the .env file, or that `-o env`, `github` and `gitlab` set [default: JWT_SECRET]";

const EXAMPLES: &str = "Examples:
  $ mcp-token secret new
  $ mcp-token secret new --env-file .env --var JWT_SECRET
  $ mcp-token secret new --bits 512 --encoding base64url -o env --var JWT_SECRET";

fn size() -> impl TypedValueParser<Value = Size> {
    let name = |size| match size {
        Size::Bits256 => "256",
        Size::Bits384 => "384",
        Size::Bits512 => "512",
    };
    one_of(&Size::ALL, name, |_| None::<&str>)
}

/// The secret that was written; it is not shown.
#[derive(Serialize)]
struct Written<'p> {
    path: &'p Path,
    variable: &'p str,
    bits: usize,
    fingerprint: Option<String>,
}

pub(crate) fn run(args: &Args, env: &Env, output: &mut Output) -> Result<Exit, Failure> {
    if let Some(path) = &args.env_file {
        return into_env_file(args, path, env, output);
    }
    let form = output.form();
    if args.variable.var.is_some() && matches!(form, Form::Text | Form::Json) {
        return Err(Failure::usage("`--var` names the variable in an --env-file, or that `-o env` sets")
            .with_hint(Hint::add("-o env")));
    }
    args.variable.goes_with(form)?;
    if args.count > 1 && !matches!(form, Form::Text | Form::Json) {
        let message = format!("`-o {}` takes one secret, not --count {}", form.name(), args.count);
        return Err(Failure::usage(message));
    }
    let secrets = (0..args.count).map(|_| one(args)).collect::<Result<Vec<_>, _>>()?;
    let texts = || secrets.iter().map(|secret| secret.as_str());
    match form {
        Form::Text => {
            output.answer(&Zeroizing::new(texts().flat_map(|secret| [secret, "\n"]).collect::<String>()))?;
        }
        Form::Json => output.list(true, "secrets", texts().collect::<Vec<_>>())?,
        _ => form::assignment(variable(args), &secrets[0], &args.variable, env, output)?,
    }
    Ok(Exit::Ok)
}

fn one(args: &Args) -> Result<Zeroizing<String>, Failure> {
    Ok(args.encoding.encode(generate(args.bits)?.expose()))
}

fn variable(args: &Args) -> &str {
    args.variable.var.as_deref().unwrap_or("JWT_SECRET")
}

fn into_env_file(args: &Args, path: &Path, env: &Env, output: &mut Output) -> Result<Exit, Failure> {
    if !matches!(output.form(), Form::Text | Form::Json) {
        return Err(Failure::usage(format!(
            "`-o {}` prints a value, --env-file does not",
            output.form().name()
        )));
    }
    let name = variable(args);
    let original = open(path, env, output)?;
    let content = original.as_ref().map(|original| original.bytes().to_vec()).unwrap_or_default();
    let about = |error| Failure::from(error).about(path.display());
    let mut dotenv = Dotenv::parse(content).map_err(about)?;
    let value = dotenv.value(name).map_err(about)?.unwrap_or_default();
    let is_placeholder = check(&Secret::new(value.as_bytes().to_vec()), 0) == Err(Weakness::Published);
    if !args.force && !is_placeholder && !value.is_empty() {
        return Err(Failure::usage(format!("`{name}` already has a value in {}", path.display())));
    }
    let secret = one(args)?;
    let change = dotenv.set(name, &secret).map_err(about)?;
    if args.dry_run {
        return show(&change, path, output);
    }
    match original {
        Some(original) => original.replace(dotenv.as_bytes())?,
        None => file::create_private(path, dotenv.as_bytes())?,
    }
    let fingerprint = Secret::new(secret.as_bytes().to_vec()).fingerprint();
    let bits = args.bits.bits();
    let shown = fingerprint.as_ref().map(|text| format!(", fingerprint {text}")).unwrap_or_default();
    let instead = if is_placeholder { ", in the place of a placeholder" } else { "" };
    output.did(true, &Written { path, variable: name, bits, fingerprint }, || {
        format!("wrote `{name}` to {}: {bits} bits{shown}{instead}", path.display())
    })?;
    Ok(Exit::Ok)
}

/// The file as it is, if it is there; what git or others would read is refused or told.
fn open(path: &Path, env: &Env, output: &Output) -> Result<Option<Original>, Failure> {
    let original = Original::open(path)?;
    crate::home::refuse_tracked(path, env, output)?;
    if let Some(mode) = original.as_ref().and_then(Original::mode_for_others) {
        let chmod = Hint::shell("chmod 600", path);
        output.warn(&format!("{} can be read by others (mode {mode:04o}): {chmod}", path.display()));
    }
    Ok(original)
}

fn show(change: &Change, path: &Path, output: &mut Output) -> Result<Exit, Failure> {
    let diff = change.diff();
    output.found(&json!({ "path": path, "diff": diff }), || human::lines(&diff))?;
    Ok(Exit::Ok)
}
