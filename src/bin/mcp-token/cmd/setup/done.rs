//! What a setup has done, or would do, told.

use mcp_token::clock::Time;
use mcp_token::fresh::Given;
use mcp_token::profile::Profile;
use mcp_token::profile::plan::Plan;

use super::card;
use super::wish::Wish;
use crate::args::place::StoreArg;
use crate::cmd::live::{self, FreshnessArgs};
use crate::failure::{Exit, Failure};
use crate::home::{Home, Told};
use crate::output::form::{Answer, Form, VariableArgs};
use crate::output::{Output, human};

/// What was set up.
pub(super) struct Done<'w> {
    pub(super) profile: Profile,
    pub(super) wish: &'w Wish,
    /// What was done.
    pub(super) steps: Vec<Told>,
    /// The clients that could not be connected, and why.
    pub(super) failures: Vec<Failure>,
    pub(super) has_new_secret: bool,
}

impl Done<'_> {
    /// Tells what there is now, also where a client could not be connected.
    pub(super) fn answer(
        mut self,
        variable: &VariableArgs,
        home: &Home<'_>,
        output: &mut Output,
    ) -> Result<Exit, Failure> {
        let profile = &self.profile;
        let given: Given<Failure> = FreshnessArgs::default().token(profile, home, output)?;
        let token = live::text(&given.token)?;
        let more = serde_json::json!({
            "profile": profile.name.as_str(),
            "expires_at": given.expires_at.map(Time::to_rfc3339),
            "store": StoreArg::from(&profile.token),
            "steps": self.steps.iter().map(ToString::to_string).collect::<Vec<_>>(),
            "again": self.again(),
            "failures": self.failures,
        });
        let more = more.as_object().cloned().unwrap_or_default();
        let is_ok = self.failures.is_empty();
        let answer = Answer { token, header: &profile.header, variable: &profile.variable, is_ok, more };
        answer.print(variable, home.env(), output)?;
        if output.form() != Form::Json {
            output.card(&card::of(&self, token, home)?);
        }
        // The last is told as what it is.
        let last = self.failures.pop();
        self.failures.iter().for_each(|earlier| output.warn(&earlier.to_string()));
        last.map_or(Ok(Exit::Ok), Err)
    }

    /// The line that gives the same profile, and a token of it.
    pub(super) fn again(&self) -> String {
        let flags = self.wish.flags.with_key_of(&self.profile).line();
        let clients: String =
            self.wish.clients.iter().map(|client| format!(" --client {}", client.name)).collect();
        format!("mcp-token setup --yes --profile {}{flags}{clients}", self.profile.name)
    }
}

/// Tells what would be done.
pub(super) fn show(
    plan: &Plan,
    connected: Vec<Told>,
    home: &Home<'_>,
    output: &mut Output,
) -> Result<Exit, Failure> {
    let steps = plan.steps.iter().map(|step| home.tell(step, plan)).chain(connected);
    let lines: Vec<_> = steps.map(|step| step.to_string()).collect();
    let name = plan.profile.name.as_str();
    if output.form() == Form::Json {
        output.report(true, &serde_json::json!({ "profile": name, "done": false, "steps": lines }))?;
    } else if lines.is_empty() {
        output.note(&format!("profile `{name}`: stays as it is"));
    } else {
        output.answer(&human::lines(&lines))?;
    }
    Ok(Exit::Ok)
}
