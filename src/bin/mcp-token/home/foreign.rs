//! What lies under a keychain entry that a profile keeps its token in, and was put there by another program, or by a profile of
//! the same name in another home: said before the profile's own token takes its place, by `jti` and expiry only.

use mcp_token::clock::Time;
use mcp_token::fresh::Foreign;
use mcp_token::profile::{Keeping, Profile};
use mcp_token::secret::Secret;
use mcp_token::store::Entry;

use super::Home;
use super::stores::place;
use crate::failure::{Failure, Hint};
use crate::output::Output;

impl Home<'_> {
    /// What somebody else put where the profile is to keep its token, unless that is `token`.
    pub(super) fn foreign(
        &self,
        profile: &Profile,
        token: Option<&Secret>,
    ) -> Result<Option<Foreign>, Failure> {
        if !matches!(profile.token, Keeping::Keychain(_)) {
            return Ok(None);
        }
        let Some(store) = self.token_store(profile)? else { return Ok(None) };
        let known = self.learnt_of(&profile.name)?;
        Ok(Foreign::under(profile, &*store, known.as_ref(), token)?)
    }

    /// Refuses a profile that makes its own tokens an entry of others that holds another program's: nobody could make that one
    /// again. Who imports it has named it.
    pub(super) fn refuse_foreign(&self, old: Option<&Profile>, new: &Profile) -> Result<(), Failure> {
        if new.token_entry().is_ours() || old.is_some_and(|old| old.token == new.token) {
            return Ok(());
        }
        match self.foreign_to_makers(new)? {
            Some(foreign) => Err(refused(&foreign, new, self.env.now)),
            None => Ok(()),
        }
    }

    /// Says so when a profile comes to make its own tokens where somebody else's lies.
    pub(crate) fn warn_of_foreign(
        &self,
        old: Option<&Profile>,
        new: &Profile,
        output: &Output,
    ) -> Result<(), Failure> {
        if old.is_some_and(|old| old.token == new.token && old.key.is_some()) {
            return Ok(());
        }
        if let Some(foreign) = self.foreign_to_makers(new)? {
            output.warn(&told("holds", "the next `get` replaces it", &foreign, new, self.env.now));
        }
        Ok(())
    }

    /// What a profile that makes its own tokens finds in its place. A keychain that gives no answer is for others to tell.
    fn foreign_to_makers(&self, profile: &Profile) -> Result<Option<Foreign>, Failure> {
        if profile.key.is_none() || !matches!(profile.token, Keeping::Keychain(_)) {
            return Ok(None);
        }
        match self.foreign(profile, None) {
            Err(failure) if failure.is_of_a_store() => Ok(None),
            found => found,
        }
    }
}

/// Why a token of the profile does not take the place of another program's.
pub(super) fn refused(foreign: &Foreign, profile: &Profile, now: Time) -> Failure {
    let what = format!("and one of `{}` would replace it", profile.name);
    Failure::usage(told("holds", &what, foreign, profile, now)).with_hint(in_its_own_place(profile))
}

/// The entry of the keychain that is the profile's own.
pub(super) fn in_its_own_place(profile: &Profile) -> Hint {
    let own = Entry::token(&profile.name);
    Hint::add(&format!("--service {} --user {}", own.service(), own.user()))
}

/// Says whose place a token of the profile took: another program may miss it.
pub(crate) fn warn_of_replaced(foreign: &Foreign, profile: &Profile, now: Time, output: &Output) {
    output.warn(&told("held", "it was replaced", foreign, profile, now));
}

/// Says that what another program put where the profile kept its token is not touched.
pub(crate) fn warn_that_it_stays(foreign: &Foreign, profile: &Profile, now: Time, output: &Output) {
    output.warn(&told("holds", "it stays", foreign, profile, now));
}

/// Whose token lies in the place of the profile's, and what becomes of it.
fn told(verb: &str, what: &str, foreign: &Foreign, profile: &Profile, now: Time) -> String {
    let (place, found) = (place(&profile.token), words(foreign, now));
    format!("{place} {verb} a token that was not made here, {what}: {found}")
}

/// Nothing of the token but what names it.
fn words(foreign: &Foreign, now: Time) -> String {
    if !foreign.is_jwt {
        return "it is no JWT".to_owned();
    }
    let jti = match &foreign.jti {
        Some(jti) => format!("jti `{jti}`"),
        None => "a JWT without `jti`".to_owned(),
    };
    match foreign.expires_at {
        Some(at) => format!("{jti}, expires {}", at.describe(now)),
        None => format!("{jti}, without `exp`"),
    }
}
