//! The variables that tokens go into. Clients refer to a token by one: where two profiles have it, one server is sent the token of
//! the other.

use mcp_token::name::Name;
use mcp_token::profile::{Profile, default_variable};

use super::Home;
use crate::failure::Failure;
use crate::output::Output;

impl Home<'_> {
    /// Gives a profile a variable by its own name where another profile has the one of its preset, and says so. One that was `said`
    /// is the profile's all the same, with a warning.
    pub(crate) fn settle_variable(
        &self,
        old: Option<&Profile>,
        new: &mut Profile,
        is_said: bool,
        output: &Output,
    ) -> Result<(), Failure> {
        if old.is_some_and(|old| old.variable == new.variable) {
            return Ok(());
        }
        let Some(other) = self.other_with(&new.variable, &new.name)? else { return Ok(()) };
        let (name, taken) = (&new.name, &new.variable);
        let Some(own) = self.free_variable(name)?.filter(|_| !is_said) else {
            output.warn(&format!(
                "the variable `{taken}` is that of profile `{other}` too: a client that reads it may send one server the token \
                 of the other"
            ));
            return Ok(());
        };
        output.note(&format!("profile `{other}` has the variable `{taken}`: `{name}` takes `{own}`"));
        new.variable = own;
        Ok(())
    }

    /// A variable by the name of a profile that no other has.
    fn free_variable(&self, name: &Name) -> Result<Option<String>, Failure> {
        let numbered = (2..10).filter_map(|number| format!("{name}-{number}").parse().ok());
        let all = std::iter::once(name.clone()).chain(numbered);
        for variable in all.map(|name| default_variable(&name)) {
            if self.other_with(&variable, name)?.is_none() {
                return Ok(Some(variable));
            }
        }
        Ok(None)
    }

    /// Another profile that has the variable, as far as it can be read.
    fn other_with(&self, variable: &str, name: &Name) -> Result<Option<Name>, Failure> {
        let profiles = self.profiles()?;
        let has_it = |other: &Name| {
            other != name
                && matches!(profiles.readable(other), Ok(Some((other, _))) if other.variable == variable)
        };
        Ok(profiles.names().into_iter().find(has_it))
    }
}
