//! `mcp-token decode`

use clap::ValueEnum;
use mcp_token::clock::Time;
use mcp_token::jwt::inspect::Inspection;
use mcp_token::jwt::json::Value;
use mcp_token::jwt::lint::lint;
use serde::Serialize;
use serde_json::value::RawValue;

use crate::args::{NowArgs, TokenArgs};
use crate::env::Env;
use crate::failure::{Code, Exit, Failure};
use crate::input::Input;
use crate::output::form::Form;
use crate::output::{Output, escape, human};

/// Show what a token says, without trusting it
///
/// Prints header and claims, instants in words, and what is odd about the token. The signature is not checked, and the last
/// line says so: `mcp-token verify` checks it.
#[derive(clap::Args)]
#[command(after_help = EXAMPLES)]
pub(crate) struct Args {
    #[command(flatten)]
    token: TokenArgs,
    /// Print the value of this claim alone
    #[arg(long, value_name = "NAME", conflicts_with = "part")]
    claim: Option<String>,
    /// Print this part alone, as JSON
    #[arg(long, value_enum)]
    part: Option<Part>,
    #[command(flatten)]
    now: NowArgs,
}

const EXAMPLES: &str = "Examples:
  $ mcp-token decode --token-env JWT_TOKEN
  $ mcp-token decode --token-env JWT_TOKEN --claim sub
  $ mcp-token decode --token-env JWT_TOKEN --json";

/// A part of a token.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Part {
    /// The header
    Header,
    /// The claims
    Claims,
}

/// What the token says.
#[derive(Serialize)]
struct Report {
    signature: &'static str,
    header: Box<RawValue>,
    claims: Box<RawValue>,
    findings: Vec<Finding>,
}

/// One claim; its value keeps its text.
#[derive(Serialize)]
struct ClaimReport<'r> {
    claim: &'r str,
    value: Box<RawValue>,
}

/// One part.
#[derive(Serialize)]
struct PartReport {
    part: Box<RawValue>,
}

#[derive(Serialize)]
struct Finding {
    code: &'static str,
    message: String,
}

pub(crate) fn run(args: &Args, env: &Env, output: &mut Output) -> Result<Exit, Failure> {
    let now = args.now.instant(env)?;
    let token = Input::new(env).token(&args.token, output)?;
    let inspection = Inspection::of(&token)?;
    match (&args.claim, args.part, output.form()) {
        (Some(name), _, form) => claim(&inspection, name, form, output)?,
        (None, Some(part), _) => {
            let json = compact(if part == Part::Header { &inspection.header } else { &inspection.claims });
            match output.form() {
                Form::Json => output.report(true, &PartReport { part: raw(&json)? })?,
                _ => output.answer_line(&escape::json(&json))?,
            }
        }
        (None, None, Form::Json) => output.report(true, &report(&inspection)?)?,
        (None, None, _) => {
            let text = text(&inspection, output, now);
            output.answer(&text)?;
        }
    }
    Ok(Exit::Ok)
}

fn claim(inspection: &Inspection, name: &str, form: Form, output: &mut Output) -> Result<(), Failure> {
    let claims = inspection.claims();
    let value = claims.get(name).ok_or_else(|| {
        Failure::new(Exit::Refused, Code::CLAIM_MISSING, format!("the token has no claim `{name}`"))
    })?;
    match form {
        Form::Json => output.report(true, &ClaimReport { claim: name, value: raw(&value.compact())? }),
        _ => output.answer_line(&human::bare(value)),
    }
}

fn report(inspection: &Inspection) -> Result<Report, Failure> {
    Ok(Report {
        signature: "not_checked",
        header: raw(&compact(&inspection.header))?,
        claims: raw(&compact(&inspection.claims))?,
        findings: lint(inspection)
            .into_iter()
            .map(|finding| Finding { code: finding.code, message: finding.message })
            .collect(),
    })
}

fn text(inspection: &Inspection, output: &Output, now: Time) -> String {
    let style = output.stdout;
    let claims = inspection.claims();
    let mut text = format!("header\n{}", human::members(&inspection.header(), now));
    text.push_str(&format!("claims\n{}", human::members(&claims, now)));
    if let Some(life) = human::life(&claims, style, now) {
        text.push_str(&format!("life  {life}\n"));
    }
    let findings = lint(inspection);
    if !findings.is_empty() {
        text.push_str(&style.yellow("findings"));
        text.push('\n');
        let rows = findings.iter().map(|finding| (finding.code, finding.message.clone()));
        text.push_str(&human::rows(rows));
    }
    text.push_str(&format!("signature: {}\n", style.yellow("NOT CHECKED")));
    text
}

/// The text of a part without the white space between its tokens; it was found to be JSON before.
fn compact(json: &str) -> String {
    Value::parse_lenient(json).map_or_else(|_| json.to_owned(), |value| value.compact().into_owned())
}

fn raw(json: &str) -> Result<Box<RawValue>, Failure> {
    RawValue::from_string(json.to_owned()).map_err(Failure::internal)
}
