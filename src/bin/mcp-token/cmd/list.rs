//! `mcp-token list`

use mcp_token::clock::{Span, Time};
use mcp_token::fresh::Learnt;
use mcp_token::profile::{Keeping, Profile};
use serde::Serialize;

use crate::args::place::StoreArg;
use crate::env::Env;
use crate::failure::{Exit, Failure, Hint};
use crate::home::{Home, Patience};
use crate::output::form::Form;
use crate::output::{Output, escape, human};

/// Tell what is kept for each profile, where, and how long it is good
///
/// Reads what was learnt when a token was made or stored: it opens no keychain and shows no token.
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub(crate) struct Args {}

const EXAMPLES: &str = "Examples:
  $ mcp-token list
  $ mcp-token list --json";

/// What is kept for one profile.
#[derive(Serialize)]
struct Row {
    profile: String,
    sub: Option<String>,
    role: Option<String>,
    state: State,
    expires_at: Option<String>,
    store: StoreArg,
    #[serde(skip)]
    life: Life,
    /// Whether the next `get` makes a new token.
    renewable: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
enum State {
    /// Good, for now.
    Live,
    /// Too old.
    Expired,
    /// Its life is not known.
    Opaque,
    /// A `store` was cut off: it is not known which of two tokens is kept.
    Unsettled,
    /// Nothing is kept yet.
    Absent,
    /// Nothing is ever kept.
    MadeAnew,
}

struct Life {
    issued_at: Option<Time>,
    expires_at: Option<Time>,
    wanted: Span,
}

pub(crate) fn run(_: &Args, env: &Env, output: &mut Output) -> Result<Exit, Failure> {
    let home = Home::of(env, Patience::Short)?;
    let profiles = home.profiles()?;
    let (mut rows, mut unreadable) = (Vec::new(), None);
    for name in profiles.names() {
        match profiles.profile(&name) {
            Ok(Some(profile)) => rows.push(row(&profile, home.learnt_of(&name)?, env.now)),
            Ok(None) => {}
            // It does not hide the others.
            Err(error) => unreadable = unreadable.or(Some(error)),
        }
    }
    if output.form() == Form::Json {
        output.list(unreadable.is_none(), "profiles", &rows)?;
    } else if !rows.is_empty() {
        output.answer(&table(&rows, env, output))?;
    } else if unreadable.is_none() {
        output.note("there is no profile");
    }
    if let Some(stale) = rows.iter().find(|row| row.state == State::Expired && row.renewable) {
        output.hint(&Hint::run(&format!("get {}", stale.profile)));
    }
    unreadable.map_or(Ok(Exit::Ok), |error| Err(error.into()))
}

fn row(profile: &Profile, learnt: Option<Learnt>, now: Time) -> Row {
    let state = match (&profile.token, &learnt) {
        (Keeping::Nowhere, _) => State::MadeAnew,
        (_, None) => State::Absent,
        (_, Some(learnt)) if learnt.is_unsettled() => State::Unsettled,
        (_, Some(Learnt { expires_at: None, .. })) => State::Opaque,
        (_, Some(Learnt { expires_at: Some(at), .. })) if *at <= now => State::Expired,
        (_, Some(_)) => State::Live,
    };
    let from_claims = |name: &str| profile.claims.text(name);
    let learnt = learnt.filter(|learnt| !learnt.is_unsettled());
    let Learnt { sub, role, issued_at, expires_at, .. } = learnt.unwrap_or_default();
    Row {
        profile: profile.name.to_string(),
        sub: sub.or_else(|| from_claims("sub")),
        role: role.or_else(|| from_claims("role")),
        state,
        expires_at: expires_at.map(Time::to_rfc3339),
        store: StoreArg::from(&profile.token),
        life: Life { issued_at, expires_at, wanted: profile.wanted_life() },
        renewable: profile.key.is_some(),
    }
}

fn table(rows: &[Row], env: &Env, output: &Output) -> String {
    let cell = |text: &Option<String>| {
        text.as_deref().map_or_else(|| "-".to_owned(), |text| escape::text(text).into_owned())
    };
    let cells = rows.iter().map(|row| {
        [
            row.profile.clone(),
            cell(&row.sub),
            cell(&row.role),
            token(row, env.now, output),
            row.store.column().to_owned(),
        ]
    });
    human::table(["PROFILE", "USER", "ROLE", "TOKEN", "KEPT IN"], cells)
}

fn token(row: &Row, now: Time, output: &Output) -> String {
    let Life { issued_at, expires_at, wanted } = &row.life;
    let left = expires_at.map(|at| at.since(now)).unwrap_or_default();
    match row.state {
        State::MadeAnew => row.store.keeps(),
        State::Absent => "none yet".to_owned(),
        State::Unsettled => "not known, a `store` was cut off: store it again".to_owned(),
        State::Opaque => "opaque, life unknown".to_owned(),
        State::Expired => {
            format!("expired {}", expires_at.map(|at| at.relative(now)).unwrap_or_default())
        }
        State::Live => {
            let renewed = if row.renewable && left < *wanted { ", renewed at the next `get`" } else { "" };
            let bar = match (issued_at, expires_at) {
                (Some(from), Some(to)) if output.stdout.is_terminal => {
                    format!("{} ", human::bar(left.secs(), to.since(*from).secs(), LIST_CELLS, output.stdout))
                }
                _ => String::new(),
            };
            format!("{bar}{left} left{renewed}")
        }
    }
}

const LIST_CELLS: usize = 12;
