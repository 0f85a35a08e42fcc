//! `mcp-token doctor --token`: one token against what real servers check.

mod mend;

use mcp_token::jwt::Alg;
use mcp_token::jwt::policy::{Audience, Policy};
use mcp_token::jwt::servers::{Expectation, Objection, Prediction, Server, predict};
use mcp_token::profile::Profile;
use serde::Serialize;

use super::report::by_hand;
use crate::args::{KeyArgs, NowArgs, ProfileArg, TokenArgs, alg};
use crate::cmd::judged::Keys;
use crate::env::Env;
use crate::failure::{Exit, Failure, Hint};
use crate::input::Input;
use crate::output::form::{Form, variable_name};
use crate::output::style::Style;
use crate::output::{Output, escape};

/// The flags that are about one token.
#[derive(clap::Args)]
pub(super) struct OneTokenArgs {
    /// The token, `-` for stdin, or @FILE
    #[arg(long, value_name = "TOKEN")]
    token: Option<String>,
    /// Read the token from this variable
    #[arg(long, value_name = "VAR", value_parser = variable_name, conflicts_with = "token")]
    token_env: Option<String>,
    #[command(flatten)]
    profile: ProfileArg,
    #[command(flatten)]
    key: KeyArgs,
    /// The algorithm that the servers are set to; HS256 for a secret, the key's own for a key when left out
    #[arg(long, short = 'A', value_parser = alg, help_heading = "Key")]
    alg: Vec<Alg>,
    #[command(flatten)]
    expected: ExpectedArgs,
    #[command(flatten)]
    now: NowArgs,
}

/// What the servers are set to expect.
#[derive(Debug, Clone, clap::Args)]
#[command(next_help_heading = "What the servers expect")]
struct ExpectedArgs {
    /// The issuer; repeated, any of them will do
    #[arg(long, short = 'i', value_name = "ISSUER")]
    iss: Vec<String>,
    /// The audience that the server is; repeated, any of them will do
    #[arg(long, short = 'a', value_name = "AUDIENCE")]
    aud: Vec<String>,
    /// A scope that the token must have; repeated, every one of them
    #[arg(long, value_name = "SCOPE")]
    scope: Vec<String>,
}

impl ExpectedArgs {
    fn are_given(&self) -> bool {
        [&self.iss, &self.aud, &self.scope].into_iter().any(|list| !list.is_empty())
    }

    /// What a flag says, else what the profile demands.
    fn or(self, base: Policy, algs: Vec<Alg>) -> Expectation {
        let or = |said: Vec<String>, base: Vec<String>| if said.is_empty() { base } else { said };
        let audience = if self.aud.is_empty() { base.audience } else { Audience::OneOf(self.aud) };
        let (issuers, scopes) = (or(self.iss, base.issuers), or(self.scope, base.scopes));
        Expectation { algs, ..Expectation::from(&Policy { audience, issuers, scopes, ..Policy::default() }) }
    }
}

impl OneTokenArgs {
    pub(super) fn is_given(&self) -> bool {
        self.token.is_some() || self.token_env.is_some()
    }

    /// Refuses the flags that say how a token is judged where there is none.
    pub(super) fn refuse_without_a_token(&self) -> Result<(), Failure> {
        let judged = self.profile.profile.is_some()
            || self.key.are_given()
            || !self.alg.is_empty()
            || self.expected.are_given()
            || self.now.is_given();
        if judged {
            Err(Failure::usage("no token: give --token TOKEN, `--token -`, --token @FILE or --token-env VAR"))
        } else {
            Ok(())
        }
    }
}

/// What every server would say.
#[derive(Serialize)]
struct Report<'r> {
    signature: &'static str,
    expected: Expected<'r>,
    servers: Vec<ServerReport>,
    /// What has every server accept a token, else what has to change by hand.
    command: Option<&'r Hint>,
    mend: Option<String>,
}

#[derive(Serialize)]
struct Expected<'r> {
    iss: &'r [String],
    aud: &'r [String],
    scope: &'r [String],
}

/// What one would say.
#[derive(Serialize)]
struct ServerReport {
    server: &'static str,
    version: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    over: Option<&'static str>,
    verdict: &'static str,
    #[serde(flatten)]
    first: Option<Reason>,
    /// What it would refuse the token for once the first is mended.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    then: Vec<Reason>,
}

#[derive(Serialize)]
struct Reason {
    code: &'static str,
    reason: String,
}

pub(super) fn run(args: &OneTokenArgs, env: &Env, output: &mut Output) -> Result<Exit, Failure> {
    let now = args.now.instant(env)?;
    let mut input = Input::new(env).at(now);
    let profile = args.profile.load(env)?;
    let asks_more = args.expected.are_given() || args.key.are_given();
    // Not judged here: some servers read what is no JWT.
    let token = TokenArgs { token: args.token.clone(), token_env: args.token_env.clone() };
    let token = input.opaque_token(&token, output)?;
    let algs = match &profile {
        Some(profile) if args.alg.is_empty() => profile.alg.into_iter().collect(),
        _ => args.alg.clone(),
    };
    let has_key = args.key.are_given() || profile.as_ref().is_some_and(|profile| profile.key.is_some());
    let keys = has_key
        .then(|| Keys::new(input.key_or_profiles(&args.key, &algs, profile.as_ref(), output)?, &algs))
        .transpose()?;
    let expectation =
        args.expected.clone().or(profile.as_ref().map(Profile::policy).unwrap_or_default(), algs);
    let predictions = predict(&token, keys.as_ref().map(|keys| &keys.set), &expectation, now)?;
    // A token that the profile could make anew is mended by making it, unless it is a flag that asks for something else.
    let exit = exit(&predictions);
    let maker = profile.filter(|profile| profile.key.is_some() && !asks_more && exit == Exit::Refused);
    let maker = maker.filter(|_| predictions.iter().all(mend::is_a_new_token));
    let command = maker.map(|profile| Hint::run(&format!("get {} --force-new", profile.name)));
    show(&predictions, &expectation, has_key, command.as_ref(), output)?;
    if let Some(command) = &command {
        output.hint(command);
    }
    Ok(exit)
}

fn show(
    predictions: &[Prediction],
    expectation: &Expectation,
    has_key: bool,
    command: Option<&Hint>,
    output: &mut Output,
) -> Result<(), Failure> {
    let mend = if command.is_none() { mend::by_hand(predictions) } else { None };
    if output.form() != Form::Json {
        let mut text = text(predictions, expectation, has_key, output.stdout);
        text.extend(mend.map(|mend| by_hand(&mend) + "\n"));
        return output.answer(&text);
    }
    let Expectation { issuers, audiences, scopes, .. } = expectation;
    let report = Report {
        signature: if has_key { "checked" } else { "not_checked" },
        expected: Expected { iss: issuers, aud: audiences, scope: scopes },
        servers: predictions.iter().map(report).collect(),
        command,
        mend,
    };
    output.report(exit(predictions) == Exit::Ok, &report)
}

fn report(prediction: &Prediction) -> ServerReport {
    let Server { name, version, over, .. } = *prediction.server;
    let mut reasons = prediction
        .objections
        .iter()
        .map(|objection| Reason { code: objection.code(), reason: objection.to_string() });
    ServerReport {
        server: name,
        version,
        over: over.map(|library| library.name),
        verdict: verdict(prediction),
        first: reasons.next(),
        then: reasons.collect(),
    }
}

fn text(predictions: &[Prediction], expectation: &Expectation, has_key: bool, style: Style) -> String {
    let mut text = headline(predictions, style);
    let labels: Vec<_> = predictions.iter().map(|prediction| label(prediction.server)).collect();
    let width = labels.iter().map(String::len).max().unwrap_or(0);
    for (label, prediction) in labels.iter().zip(predictions) {
        let verdict = verdict(prediction);
        let verdict = if prediction.accepts() { style.green(verdict) } else { style.red(verdict) };
        let indent = format!("\n{:width$}", "", width = width + 13);
        let why = lines(&prediction.objections);
        let why: Vec<_> = why.iter().map(|reason| escape::text(reason)).collect();
        let line = format!("  {label:width$}  {verdict}  {}", why.join(&indent));
        text.push_str(&format!("{}\n", line.trim_end()));
    }
    text.push_str(&format!("expected: {}\n", expected(expectation)));
    if !has_key {
        text.push_str(&format!("signature: {}, taken to be good\n", style.yellow("NOT CHECKED")));
    }
    text
}

/// The reasons, a line each; those of the library underneath stand in its own row.
fn lines(objections: &[Objection]) -> Vec<String> {
    let mut lines: Vec<_> = objections
        .iter()
        .map(|objection| match objection {
            Objection::Under { library, .. } => format!("as {library} does"),
            own => own.to_string(),
        })
        .collect();
    lines.dedup();
    lines
}

fn headline(predictions: &[Prediction], style: Style) -> String {
    let all = predictions.len();
    match predictions.iter().filter(|prediction| !prediction.accepts()).count() {
        0 => format!("{}  by all {all}\n", style.green("ACCEPTED")),
        some => format!("{}  by {some} of {all}\n", style.red("REFUSED")),
    }
}

/// `Python SDK 2.3.0 over PyJWT`
fn label(server: &Server) -> String {
    let Server { name, version, .. } = server;
    match server.over {
        Some(library) => format!("{name} {version} over {}", library.name),
        None => format!("{name} {version}"),
    }
}

/// What the servers were taken to be told, in words.
fn expected(expectation: &Expectation) -> String {
    let Expectation { issuers, audiences, scopes, .. } = expectation;
    let part = |what: &str, values: &[String], between: &str| match values {
        [] => format!("no {what}"),
        values => format!("{what} {}", escape::text(&values.join(between))),
    };
    [part("issuer", issuers, " or "), part("audience", audiences, " or "), part("scope", scopes, " and ")]
        .join(", ")
}

fn verdict(prediction: &Prediction) -> &'static str {
    if prediction.accepts() { "accepts" } else { "refuses" }
}

/// 3 when nobody can read it, 4 when somebody refuses it.
fn exit(predictions: &[Prediction]) -> Exit {
    let unreadable = |prediction: &Prediction| {
        prediction.objections.first().is_some_and(|first| ["malformed", "not_utf8"].contains(&first.code()))
    };
    if predictions.iter().all(Prediction::accepts) {
        Exit::Ok
    } else if predictions.iter().all(unreadable) {
        Exit::Malformed
    } else {
        Exit::Refused
    }
}
