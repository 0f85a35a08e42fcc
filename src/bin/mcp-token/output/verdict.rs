//! A verdict as text and as JSON.

use mcp_token::clock::Time;
use mcp_token::jwt::Verdict;
use mcp_token::jwt::instants::expires_at;
use mcp_token::jwt::json::Object;
use mcp_token::jwt::refusal::Refusal;
use mcp_token::jwt::report::{CheckRow, Outcome};
use mcp_token::secret::mask::without_secrets;
use serde::Serialize;
use serde_json::value::RawValue;
use serde_json::{Value as Json, json};

use super::style::Style;
use super::{Output, escape, human};
use crate::failure::Failure;

/// A check, and the lines that stand beside it.
pub(crate) type Row<'r, 'v> = (&'r CheckRow<'v>, Vec<String>);

/// The verdict for people: one line that says it, then one for each check.
pub(crate) fn text(verdict: &Verdict<'_>, rows: &[Row<'_, '_>], style: Style, now: Time) -> String {
    let mut text = headline(verdict, style, now);
    let width = rows.iter().map(|(row, _)| row.check.name().len()).max().unwrap_or(0).max(NARROWEST);
    for (row, lines) in rows {
        if matches!((&row.outcome, verdict), (Outcome::None(_), Verdict::Refused(_))) {
            continue;
        }
        let label = row.check.name().replace('_', " ");
        let result = match row.outcome {
            Outcome::Ok(_) => style.green("ok  "),
            Outcome::Fail(_) => style.red("FAIL"),
            Outcome::None(_) => style.dim("-   "),
        };
        let indent = format!("\n{:width$}", "", width = width + 10);
        let lines: Vec<_> = lines.iter().map(|line| escape::text(line)).collect();
        text.push_str(&format!("  {label:width$}  {result}  {}\n", lines.join(&indent)));
    }
    text
}

fn headline(verdict: &Verdict<'_>, style: Style, now: Time) -> String {
    match verdict {
        Verdict::Accepted(verified) => {
            format!("{}  {}\n", style.green("VALID"), summary(verified.claims(), now))
        }
        Verdict::Refused(_) => {
            let count = verdict.reasons().len();
            let noun = if count == 1 { "reason" } else { "reasons" };
            format!("{}  {count} {noun}\n", style.red("REFUSED"))
        }
    }
}

/// `agent_001 for exai-mcp-client, 21 h 57 min left`
fn summary(claims: &Object<'_>, now: Time) -> String {
    let shown = |name| claims.get(name).map(human::bare);
    let mut text = shown("sub").unwrap_or_else(|| "no subject".to_owned());
    if let Some(audience) = shown("aud") {
        text.push_str(&format!(" for {audience}"));
    }
    match expires_at(claims) {
        Some(at) if at > now => text.push_str(&format!(", {} left", at.since(now))),
        Some(_) => text.push_str(", within the leeway"),
        None => text.push_str(", never expires"),
    }
    text
}

#[derive(Serialize)]
struct Report<'r> {
    reasons: Vec<&'static str>,
    checks: Vec<CheckReport<'r>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    kid: Option<&'r str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    claims: Option<Box<RawValue>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    untrusted_claims: Option<Box<RawValue>>,
}

#[derive(Serialize)]
struct CheckReport<'r> {
    check: &'static str,
    result: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    code: Option<&'static str>,
    #[serde(skip_serializing_if = "Json::is_null")]
    expected: Json,
    #[serde(skip_serializing_if = "Json::is_null")]
    found: Json,
    #[serde(skip_serializing_if = "str::is_empty")]
    detail: &'r str,
}

/// The verdict for programs.
pub(crate) fn json(
    verdict: &Verdict<'_>,
    rows: &[Row<'_, '_>],
    untrusted: Option<&Object<'_>>,
    output: &mut Output,
) -> Result<(), Failure> {
    let details: Vec<_> = rows.iter().map(|(_, lines)| lines.join("; ")).collect();
    let claims = match verdict {
        Verdict::Accepted(verified) => Some(verified.claims()),
        Verdict::Refused(_) => None,
    };
    let report = Report {
        reasons: verdict.reasons().iter().map(Refusal::code).collect(),
        checks: rows.iter().zip(&details).map(|((row, _), detail)| check(row, detail)).collect(),
        kid: claims.and_then(|_| verdict.kid()),
        claims: claims.map(raw).transpose()?,
        untrusted_claims: untrusted.map(raw).transpose()?,
    };
    output.report(report.reasons.is_empty(), &report)
}

/// The verdict on something that is no token at all.
pub(crate) fn json_of_no_token(failure: &Failure, output: &mut Output) -> Result<(), Failure> {
    let check = CheckReport {
        check: "shape",
        result: "fail",
        code: Some(failure.code.name()),
        expected: Json::Null,
        found: Json::Null,
        detail: &without_secrets(&failure.message),
    };
    let report = Report {
        reasons: vec![failure.code.name()],
        checks: vec![check],
        kid: None,
        claims: None,
        untrusted_claims: None,
    };
    output.report(false, &report)
}

fn check<'r>(row: &CheckRow<'_>, detail: &'r str) -> CheckReport<'r> {
    let (result, code, expected, found) = match &row.outcome {
        Outcome::Ok(_) => ("ok", None, Json::Null, Json::Null),
        Outcome::None(_) => ("none", None, Json::Null, Json::Null),
        Outcome::Fail(refusal) => {
            let (expected, found) = facts(refusal);
            ("fail", Some(refusal.code()), expected, found)
        }
    };
    CheckReport { check: row.check.name(), result, code, expected, found, detail }
}

/// What was expected and what was found, as JSON: texts, lists, numbers; instants as RFC 3339, spans in seconds.
fn facts(refusal: &Refusal) -> (Json, Json) {
    match refusal {
        Refusal::AlgMismatch { expected, found } => {
            (expected.iter().map(|alg| alg.name()).collect(), json!(found))
        }
        Refusal::KeyNotFound { kid } => (Json::Null, json!(kid)),
        Refusal::CritUnknown { names } => (Json::Null, json!(names)),
        Refusal::DuplicateName { name, .. } => (Json::Null, json!(name)),
        Refusal::ClaimType { expected, found, .. } => (json!(expected), json!(found.to_string())),
        Refusal::ClaimMissing { claim, .. } => (json!(claim), Json::Null),
        Refusal::IssMismatch { expected, found } => (json!(expected), json!(found)),
        Refusal::AudMismatch { expected, found } => (json!(expected), json!(found)),
        Refusal::AudNotAsked { found } => (Json::Null, json!(found)),
        Refusal::SubMismatch { expected, found } => (json!(expected), json!(found)),
        Refusal::TypMismatch { expected, found } => (json!(expected), json!(found)),
        Refusal::ScopeMissing { missing, found } | Refusal::RoleMissing { missing, found } => {
            (json!(missing), json!(found))
        }
        Refusal::QuotaLow { min, found } => (json!(min), json!(found)),
        Refusal::Expired { at, now }
        | Refusal::NotYetValid { at, now }
        | Refusal::IssuedAhead { at, now } => (json!(now.to_rfc3339()), json!(at.to_rfc3339())),
        Refusal::TooOld { max, age } => (json!(max.secs()), json!(age.secs())),
        Refusal::TtlShort { min, left } => (json!(min.secs()), json!(left.secs())),
        _ => (Json::Null, Json::Null),
    }
}

fn raw(claims: &Object<'_>) -> Result<Box<RawValue>, Failure> {
    let json = mcp_token::jwt::claims::Claims::from(claims).to_json();
    RawValue::from_string(json).map_err(Failure::internal)
}

/// The labels' column is at least this wide.
const NARROWEST: usize = 10;
