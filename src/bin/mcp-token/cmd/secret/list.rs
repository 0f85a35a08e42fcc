//! `mcp-token secret list`

use std::collections::BTreeSet;

use mcp_token::clock::Span;
use mcp_token::name::Name;
use mcp_token::secret::ring::{Ring, State};
use serde::Serialize;

use super::VersionReport;
use crate::args::place::StoreArg;
use crate::env::Env;
use crate::failure::{Exit, Failure, Hint};
use crate::home::{self, Home, Patience};
use crate::output::form::Form;
use crate::output::{Output, human};

/// Tell which secrets are kept, where, and how old they are
///
/// Reads what is recorded of them: opens no keychain, looks at no value, and shows none. `mcp-token doctor` tells of a value that
/// is lost.
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub(crate) struct Args {
    /// Exit with 4 when one is older than --max-age, or its record cannot be read
    #[arg(long)]
    check: bool,
    /// The age from which on a secret should be replaced
    #[arg(long, value_name = "DURATION", value_parser = Span::parse, default_value = "90d")]
    max_age: Span,
}

const EXAMPLES: &str = "Examples:
  $ mcp-token secret list
  $ mcp-token secret list --check --max-age 90d";

/// One kept secret; of one whose ring cannot be read, no more than why.
#[derive(Default, Serialize)]
struct Row {
    secret: String,
    store: Option<StoreArg>,
    kid: Option<String>,
    fingerprint: Option<String>,
    age_secs: Option<u64>,
    too_old: bool,
    used_by: Vec<String>,
    versions: Vec<VersionReport>,
    #[serde(skip_serializing_if = "Option::is_none")]
    error: Option<Failure>,
}

pub(crate) fn run(args: &Args, env: &Env, output: &mut Output) -> Result<Exit, Failure> {
    let max_age = args.max_age;
    let home = Home::of(env, Patience::Short)?;
    let signers = home.signers_or_warn(output)?;
    let (mut rows, mut lingering) = (Vec::new(), Vec::new());
    let mut names: BTreeSet<_> = home.secret_names()?.into_iter().collect();
    names.extend(signers.secrets().cloned());
    for name in names {
        let used_by = signers.of(&name).into_iter().map(Name::to_string).collect();
        let not_kept =
            || home::not_kept(&name).with_hint(Hint::run(&format!("secret set {name} --store file")));
        match home.ring_if_any(&name).and_then(|ring| ring.ok_or_else(not_kept)) {
            Ok(ring) => {
                rows.push(row(&name, &ring, used_by, max_age, env));
                lingering.extend(home::lingers(&name, &ring, env.now));
            }
            // It does not hide the others.
            Err(failure) => {
                output.warn(&failure.to_string());
                rows.push(Row { secret: name.to_string(), used_by, error: Some(failure), ..Row::default() });
            }
        }
    }
    let broken = rows.iter().find_map(|row| row.error.as_ref()).map(|failure| failure.exit);
    let too_old: Vec<_> = rows.iter().filter(|row| row.too_old).collect();
    if output.form() == Form::Json {
        let ok = broken.is_none() && (!args.check || too_old.is_empty());
        output.list(ok, "secrets", &rows)?;
    } else if rows.is_empty() {
        output.note("no secret is kept");
    } else {
        output.answer(&table(&rows))?;
    }
    warn(&lingering, &too_old, max_age, output);
    Ok(match broken {
        _ if args.check && !(too_old.is_empty() && broken.is_none()) => Exit::Refused,
        Some(exit) => exit,
        None => Exit::Ok,
    })
}

/// What should not stay as it is, and what mends the first of it.
fn warn(lingering: &[Failure], too_old: &[&Row], max_age: Span, output: &Output) {
    for failure in lingering {
        output.warn(&failure.to_string());
    }
    for old in too_old {
        output.warn(&format!("the secret `{}` is older than {max_age}", old.secret));
    }
    if let Some(hint) = lingering.first().and_then(|failure| failure.hint.as_ref()) {
        output.hint(hint);
    } else if let Some(old) = too_old.first() {
        output.hint(&Hint::run(&format!("secret rotate {}", old.secret)));
    }
}

fn row(name: &Name, ring: &Ring, used_by: Vec<String>, max_age: Span, env: &Env) -> Row {
    let active = ring.signing();
    let age = ring.age(env.now);
    Row {
        secret: name.to_string(),
        store: Some(ring.shelf.into()),
        kid: active.map(|version| version.kid.to_string()),
        fingerprint: active.and_then(|version| version.fingerprint.clone()),
        age_secs: age.map(Span::secs),
        too_old: age.is_some_and(|age| age > max_age),
        used_by,
        versions: ring.versions().iter().map(VersionReport::from).collect(),
        error: None,
    }
}

fn table(rows: &[Row]) -> String {
    let dash = |text: Option<String>| text.unwrap_or_else(|| "-".to_owned());
    let rest = |row: &Row| {
        let is_there = |state: &&str| row.versions.iter().any(|version| version.state == *state);
        let shown: Vec<_> =
            [State::Next, State::Previous].into_iter().map(super::state).filter(is_there).collect();
        if shown.is_empty() { "-".to_owned() } else { shown.join(", ") }
    };
    let kid = |row: &Row| match &row.error {
        Some(failure) if failure.exit == Exit::NotFound => "not kept".to_owned(),
        Some(_) => "cannot be read".to_owned(),
        None => dash(row.kid.clone()),
    };
    let cells = rows.iter().map(|row| {
        [
            row.secret.clone(),
            kid(row),
            dash(row.age_secs.map(|secs| Span::from_secs(secs).to_string())),
            rest(row),
            if row.used_by.is_empty() { "-".to_owned() } else { row.used_by.join(", ") },
            dash(row.store.map(|store| store.column().to_owned())),
        ]
    });
    human::table(["SECRET", "KID", "AGE", "BESIDE IT", "USED BY", "KEPT IN"], cells)
}
