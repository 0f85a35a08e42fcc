//! Rotation of a kept secret, step by step. Each step may be repeated: what was done already is not done again.

use mcp_token::clock::{Span, Time};
use mcp_token::name::Name;
use mcp_token::secret::ring::{Activation, Kid, Origin, Ring, Shelf, State, Target};
use mcp_token::secret::{Encoding, Secret, Size, generate};
use mcp_token::store::{Entry, Store};

use super::left::{self, Copy};
use super::rings::{entries, lock_name, new_version};
use super::{Home, dotenv};
use crate::cmd::refuse_tracked;
use crate::env::Env;
use crate::failure::{Exit, Failure, Hint};
use crate::output::{Output, escape};

impl Home<'_> {
    /// Makes the next secret, unless there is one.
    pub(crate) fn prepare_secret(
        &self,
        name: &Name,
        given: Option<Secret>,
        env: &Env,
        output: &Output,
    ) -> Result<(), Failure> {
        let _lock = self.lock(&lock_name(name))?;
        let mut ring = self.ring(name)?;
        self.clear_dotenv(name, &ring, env.now, output)?;
        let (secret, origin) = match given {
            _ if ring.next().is_some() && given.is_none() => return Ok(()),
            Some(_) if ring.next().is_some() => {
                return Err(Failure::usage(format!("the secret `{name}` has a next version already"))
                    .with_hint(Hint::run(&format!("secret rotate {name} --activate"))));
            }
            Some(secret) => {
                self.refuse_known(name, &ring, &secret)?;
                (secret, Origin::Given)
            }
            None => (random_secret()?, Origin::Generated),
        };
        let version = new_version(&secret, origin)?;
        let entry = Entry::secret(name, version.kid.as_str());
        let copies = [Copy::of_secret(name, ring.shelf, &entry)];
        self.list_copies(&copies)?;
        self.put(ring.shelf, &entry, &secret)?;
        ring.prepare(version, env.now)?;
        self.write_ring(name, &ring)?;
        self.strike_copies(&copies)
    }

    /// Signs with the next secret from now on.
    ///
    /// The `.env` file comes first: a server that reads it accepts both until the ring follows.
    pub(crate) fn activate_secret(
        &self,
        name: &Name,
        grace: Span,
        env: &Env,
        output: &Output,
    ) -> Result<(), Failure> {
        let _lock = self.lock(&lock_name(name))?;
        let mut ring = self.ring(name)?;
        let old = ring.signing().map(|version| version.kid.clone());
        if ring.activate(grace, env.now)? == Activation::Already {
            return Err(Failure::usage(format!("the secret `{name}` has no next version"))
                .with_hint(Hint::run(&format!("secret rotate {name}"))));
        }
        let Some(new) = ring.signing() else { return Ok(()) };
        let new = self.secret_by_kid(name, &ring, &new.kid)?;
        if let (Some(place), Some(old)) = (&ring.dotenv, &old) {
            let old = self.secret_by_kid(name, &ring, old)?;
            refuse_tracked(&place.path, env, output)?;
            dotenv::write(place, &new, &old, &self.kept_versions(name, &ring)?)?;
        }
        self.put(ring.shelf, &Entry::active_secret(name), &new)?;
        self.write_ring(name, &ring)?;
        self.drop_spent(name, &ring, env.now)
    }

    /// Ends the use of a version, and forgets its secret.
    pub(crate) fn revoke_secret(
        &self,
        name: &Name,
        kid: Option<&Kid>,
        env: &Env,
        output: &Output,
    ) -> Result<Vec<Kid>, Failure> {
        let _lock = self.lock(&lock_name(name))?;
        let mut ring = self.ring(name)?;
        if kid.is_some() && ring.signing().map(|version| &version.kid) == kid {
            return Err(Failure::usage(format!("the secret `{name}` signs with that version"))
                .with_hint(Hint::run(&format!("secret rotate {name} --now"))));
        }
        let in_grace: Vec<_> = ring
            .versions()
            .iter()
            .filter_map(|version| Some((version.kid.clone(), version.grace_left(env.now)?)))
            .collect();
        let target = kid.map_or(Target::Previous, |kid| Target::Kid(kid.clone()));
        let mut revoked = ring
            .revoke(&target, env.now)
            .map_err(|error| Failure::from(error).with_hint(Hint::run(&format!("secret show {name}"))))?;
        if revoked.is_empty() {
            // A run that was cut off has revoked it, and not forgotten its secret.
            revoked.extend(self.kept_spent(name, &ring, env.now)?.into_iter().map(|(kid, _)| kid));
        }
        if revoked.is_empty() {
            let message = format!("the secret `{name}` has no previous version");
            return Err(Failure::new(Exit::NotFound, "no_secret", message));
        }
        self.write_ring(name, &ring)?;
        self.clear_dotenv(name, &ring, env.now, output)?;
        self.drop_spent(name, &ring, env.now)?;
        for (kid, left) in in_grace.iter().filter(|(kid, _)| revoked.contains(kid)) {
            output.warn(&format!(
                "tokens that kid {kid} has signed are refused from now on, {left} before its grace ends"
            ));
        }
        Ok(revoked)
    }

    /// Forgets a kept secret with all of its versions. Whether they are left: what lies in a keychain that is not there is, and
    /// that is said; a later run takes it away.
    pub(crate) fn forget_secret(&self, name: &Name, output: &Output) -> Result<bool, Failure> {
        let _lock = self.lock(&lock_name(name))?;
        let ring = self.ring(name)?;
        let shelf = self.shelf(ring.shelf)?;
        let answer = match ring.shelf {
            Shelf::Keychain => self.keychain().read(&Entry::active_secret(name)).map(drop),
            Shelf::File => Ok(()),
        };
        let gone = match answer.map_err(Failure::from) {
            Err(failure) if failure.code == "no_keychain" => Some(failure),
            // One that is locked can be opened.
            answer => answer.map(|()| None)?,
        };
        let entries = entries(name, &ring);
        let copies: Vec<_> = entries.iter().map(|entry| Copy::of_secret(name, ring.shelf, entry)).collect();
        self.list_copies(&copies)?;
        self.remove_ring(name)?;
        if let Some(failure) = gone {
            left::warn_that_it_is_left("secret", true, &failure, output);
            return Ok(true);
        }
        for entry in &entries {
            shelf.remove(entry)?;
        }
        self.strike_copies(&copies).map(|()| false)
    }

    /// Refuses a secret that the ring has, or had: a leaked one would sign again. One that is forgotten is known by its
    /// fingerprint, if it has one.
    fn refuse_known(&self, name: &Name, ring: &Ring, secret: &Secret) -> Result<(), Failure> {
        let (shelf, fingerprint) = (self.shelf(ring.shelf)?, secret.fingerprint());
        for version in ring.versions() {
            let is_known = match &version.fingerprint {
                Some(_) => version.fingerprint == fingerprint,
                None => shelf.read(&Entry::secret(name, version.kid.as_str()))?.as_ref() == Some(secret),
            };
            if is_known {
                let (kid, state) = (&version.kid, words(version.state));
                return Err(Failure::usage(format!(
                    "that is no new secret: it is kid {kid} of `{name}`, {state}"
                ))
                .with_hint(Hint::run(&format!("secret rotate {name}"))));
            }
        }
        Ok(())
    }

    /// Takes `VAR_PREVIOUS` out of the `.env` file when nothing verifies with what it holds. A file that cannot be changed is
    /// no reason to let a secret live on: that is said.
    fn clear_dotenv(&self, name: &Name, ring: &Ring, now: Time, output: &Output) -> Result<(), Failure> {
        let Some(place) = &ring.dotenv else { return Ok(()) };
        let spent = self.kept_spent(name, ring, now)?;
        if spent.is_empty() {
            return Ok(());
        }
        let variable = dotenv::previous(&place.variable);
        let shown = escape::text(&place.path.display().to_string()).into_owned();
        match dotenv::take_out(place, &variable, &spent) {
            Ok(true) => output.note(&format!("removed `{variable}` from {shown}")),
            Ok(false) => {}
            Err(failure) => {
                output.warn(&format!(
                    "`{variable}` in {shown} may still hold the old secret: {}",
                    failure.message
                ));
            }
        }
        Ok(())
    }

    /// The versions whose secrets are kept.
    fn kept_versions(&self, name: &Name, ring: &Ring) -> Result<Vec<(Kid, Secret)>, Failure> {
        let shelf = self.shelf(ring.shelf)?;
        let mut kept = Vec::new();
        for kid in ring.versions().iter().map(|version| &version.kid) {
            let secret = shelf.read(&Entry::secret(name, kid.as_str()))?;
            kept.extend(secret.map(|secret| (kid.clone(), secret)));
        }
        Ok(kept)
    }

    /// Those of them that nothing verifies with any more.
    fn kept_spent(&self, name: &Name, ring: &Ring, now: Time) -> Result<Vec<(Kid, Secret)>, Failure> {
        let spent = ring.spent(now);
        if spent.is_empty() {
            return Ok(Vec::new());
        }
        let kept = self.kept_versions(name, ring)?;
        Ok(kept.into_iter().filter(|(kid, _)| spent.contains(&kid)).collect())
    }

    /// Forgets the secrets that nothing verifies with any more. One that a cut-off run left is found again.
    fn drop_spent(&self, name: &Name, ring: &Ring, now: Time) -> Result<(), Failure> {
        let shelf = self.shelf(ring.shelf)?;
        for kid in ring.spent(now) {
            shelf.remove(&Entry::secret(name, kid.as_str()))?;
        }
        Ok(())
    }
}

/// 256 bits as hex: what servers take as their key is the text.
pub(crate) fn random_secret() -> Result<Secret, Failure> {
    let text = Encoding::Hex.encode(generate(Size::Bits256)?.expose());
    Ok(Secret::new(text.as_bytes().to_vec()))
}

fn words(state: State) -> &'static str {
    match state {
        State::Next => "the next one already",
        State::Active => "which signs now",
        State::Previous => "which signed before",
        State::Revoked => "which is revoked",
    }
}
