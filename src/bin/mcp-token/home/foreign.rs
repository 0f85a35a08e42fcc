//! What lies under a keychain entry that a profile keeps its token in, and was put there by another program, or by a profile of
//! the same name in another home: said before the profile's own token takes its place, by `jti` and expiry only.

use mcp_token::clock::Time;
use mcp_token::fresh::Foreign;
use mcp_token::profile::{Keeping, Profile};
use mcp_token::secret::Secret;

use super::Home;
use crate::env::Env;
use crate::failure::Failure;
use crate::output::{Output, escape};

impl Home<'_> {
    /// What somebody else put where the profile is to keep its token, unless that is `token`.
    pub(crate) fn foreign(
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

    /// Says so when a profile comes to claim an entry that holds somebody else's token, which its own will replace. A
    /// keychain that gives no answer is for others to tell.
    pub(crate) fn warn_of_foreign(
        &self,
        old: Option<&Profile>,
        new: &Profile,
        env: &Env,
        output: &Output,
    ) -> Result<(), Failure> {
        let claimed = old.is_some_and(|old| old.token == new.token && old.key.is_some());
        if claimed || new.key.is_none() || !matches!(new.token, Keeping::Keychain(_)) {
            return Ok(());
        }
        match self.foreign(new, None) {
            Ok(Some(foreign)) => {
                let (place, what) = (place(new), words(&foreign, env.now));
                output.warn(&format!(
                    "{place} holds a token that was not made here, the next `get` replaces it: {what}"
                ));
                Ok(())
            }
            Err(failure) if !matches!(failure.code, "locked" | "no_keychain" | "store") => Err(failure),
            Ok(None) | Err(_) => Ok(()),
        }
    }
}

/// Says whose place a token of the profile took: another program may miss it.
pub(crate) fn warn_of_replaced(foreign: &Foreign, profile: &Profile, now: Time, output: &Output) {
    let (place, what) = (place(profile), words(foreign, now));
    output.warn(&format!("{place} held a token that was not made here, it was replaced: {what}"));
}

/// Says that what another program put where the profile kept its token is not touched.
pub(crate) fn warn_that_it_stays(foreign: &Foreign, profile: &Profile, now: Time, output: &Output) {
    let (place, what) = (place(profile), words(foreign, now));
    output.warn(&format!("{place} holds a token that was not made here, it stays: {what}"));
}

fn place(profile: &Profile) -> String {
    match &profile.token {
        Keeping::Keychain(entry) => format!("the keychain ({})", escape::text(&entry.to_string())),
        Keeping::File => "an encrypted file".to_owned(),
        Keeping::Nowhere => "nothing".to_owned(),
    }
}

/// Nothing of the token but what names it.
fn words(foreign: &Foreign, now: Time) -> String {
    if !foreign.is_jwt {
        return "it is no JWT".to_owned();
    }
    let jti = match &foreign.jti {
        Some(jti) => format!("jti `{}`", escape::text(jti)),
        None => "a JWT without `jti`".to_owned(),
    };
    match foreign.expires_at {
        Some(at) => format!("{jti}, expires {}", at.describe(now)),
        None => format!("{jti}, without `exp`"),
    }
}
