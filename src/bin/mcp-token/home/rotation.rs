//! Rotation of a kept secret, step by step. Each step may be repeated: what was done already is not done again.

use mcp_token::clock::{Span, Time};
use mcp_token::file;
use mcp_token::name::Name;
use mcp_token::secret::ring::{
    Activation, Kid, NewVersion, Origin, Replaced, Ring, Shelf, State, Target, Version,
};
use mcp_token::secret::{Encoding, Secret, Size, generate};
use mcp_token::store::{Entry, Store};

use super::left;
use super::leftover::Leftover;
use super::rings::{entries, lock_name, new_version, words};
use super::{Home, dotenv};
use crate::failure::{Code, Exit, Failure, Hint};
use crate::output::Output;

/// What a revocation did.
pub(crate) struct Revocation {
    /// The versions that verify nothing any more.
    pub(crate) kids: Vec<Kid>,
    /// Why the `.env` file may still hold one of them.
    pub(crate) lingers: Option<Failure>,
}

impl Home<'_> {
    /// Makes the next secret, unless there is one. Whether it was made.
    pub(crate) fn prepare_secret(
        &self,
        name: &Name,
        given: Option<Secret>,
        output: &Output,
    ) -> Result<bool, Failure> {
        let _lock = self.lock(&lock_name(name))?;
        let mut ring = self.ring(name)?;
        let lingers = self.clear_dotenv(name, &ring, output).err();
        if let Some(lingers) = &lingers {
            output.warn(&lingers.to_string());
        }
        if let Some(place) = ring.dotenv.as_ref().filter(|place| !file::is_pipe(&place.path)) {
            // What would keep the next one from being written is told before the server learns it.
            dotenv::judge(name, place, |found| Ok(self.version_of(name, &ring, found)?.is_some()))?;
        }
        lingers.and_then(|lingers| lingers.hint).iter().for_each(|hint| output.hint(hint));
        let (secret, origin) = match given {
            _ if ring.next().is_some() && given.is_none() => return Ok(false),
            Some(_) if ring.next().is_some() => {
                return Err(Failure::usage(format!("the secret `{name}` has a next version already"))
                    .with_hint(Hint::run(&format!("secret rotate {name} --activate"))));
            }
            Some(secret) => {
                self.refuse_known(name, &ring, &secret)?;
                ring.dotenv.as_ref().map_or(Ok(()), |place| dotenv::refuse_unwritable(place, &secret))?;
                (secret, Origin::Given)
            }
            None => (random_secret()?, Origin::Generated),
        };
        self.join(name, &mut ring, (&secret, origin), |ring, version| {
            ring.prepare(version, self.env.now).map(drop).map_err(Failure::from)
        })?;
        Ok(true)
    }

    /// Signs with a secret that somebody else put into the `.env` file; the one before goes on verifying until the grace ends.
    /// Whether it was another than the one that signs.
    pub(crate) fn take_over_secret(
        &self,
        name: &Name,
        secret: &Secret,
        grace: Span,
        output: &Output,
    ) -> Result<bool, Failure> {
        let _lock = self.lock(&lock_name(name))?;
        let mut ring = self.ring(name)?;
        let old = ring.signing().map(|version| version.kid.clone());
        if self.version_of(name, &ring, secret)?.is_some_and(|version| version.state == State::Active) {
            return Ok(false);
        }
        self.refuse_known(name, &ring, secret)?;
        self.join(name, &mut ring, (secret, Origin::Given), |ring, version| {
            ring.set(version, Replaced::KeptFor(grace), self.env.now)?;
            self.replace_active(name, ring, (old.as_ref(), secret), output)
        })?;
        Ok(true)
    }

    /// Keeps a secret that joins a ring as `change` says. The store first, then the ring that names it.
    fn join(
        &self,
        name: &Name,
        ring: &mut Ring,
        (secret, origin): (&Secret, Origin),
        change: impl FnOnce(&mut Ring, NewVersion) -> Result<(), Failure>,
    ) -> Result<(), Failure> {
        let version = new_version(secret, origin)?;
        let entry = Entry::secret(name, version.kid.as_str());
        let copies = [Leftover::of_secret(name, ring.shelf, &entry)];
        self.list_copies(&copies)?;
        self.put(ring.shelf, &entry, secret)?;
        change(ring, version)?;
        self.write_ring(name, ring)?;
        self.strike_copies(&copies)
    }

    /// Signs with the next secret from now on.
    ///
    /// The `.env` file comes first: a server that reads it accepts both until the ring follows.
    pub(crate) fn activate_secret(&self, name: &Name, grace: Span, output: &Output) -> Result<(), Failure> {
        let _lock = self.lock(&lock_name(name))?;
        let mut ring = self.ring(name)?;
        let old = ring.signing().map(|version| version.kid.clone());
        let promised = in_grace(&ring, self.env.now);
        if ring.activate(grace, self.env.now)? == Activation::Already {
            return Err(Failure::usage(format!("the secret `{name}` has no next version"))
                .with_hint(Hint::run(&format!("secret rotate {name}"))));
        }
        let Some(new) = ring.signing() else { return Ok(()) };
        let new = self.secret_by_kid(name, &ring, &new.kid)?;
        if let (Some(place), Some(old)) = (&ring.dotenv, &old) {
            let old = self.secret_by_kid(name, &ring, old)?;
            dotenv::refuse_tracked(&place.path, self.env, output)?;
            let file =
                dotenv::judge(name, place, |found| Ok(self.version_of(name, &ring, found)?.is_some()))?;
            let beside = dotenv::previous(&place.variable);
            let replaced = match dotenv::held(&file.1, &beside)? {
                Some(found) => self.version_of(name, &ring, &found)?.map(|version| &version.kid),
                None => None,
            };
            let old = (grace > Span::ZERO).then_some(&old);
            dotenv::write(file, place, &new, (old, replaced.is_some()))?;
            if let Some((kid, left)) = promised.iter().find(|(kid, _)| Some(kid) == replaced) {
                output.warn(&format!(
                    "`{beside}` no longer holds kid {kid}: a server that reads the file refuses the tokens that it has signed, \
                     {left} before its grace ends"
                ));
            }
        }
        self.replace_active(name, &ring, (old.as_ref(), &new), output)?;
        self.write_ring(name, &ring)?;
        self.drop_spent(name, &ring)
    }

    /// Ends the use of a version, and forgets its secret, once the `.env` file holds it no more: it is known by what is kept.
    pub(crate) fn revoke_secret(
        &self,
        name: &Name,
        kid: Option<&Kid>,
        output: &Output,
    ) -> Result<Revocation, Failure> {
        let _lock = self.lock(&lock_name(name))?;
        let mut ring = self.ring(name)?;
        if kid.is_some() && ring.signing().map(|version| &version.kid) == kid {
            return Err(Failure::usage(format!("the secret `{name}` signs with that version"))
                .with_hint(Hint::run(&format!("secret rotate {name} --now"))));
        }
        let in_grace = in_grace(&ring, self.env.now);
        let target = kid.map_or(Target::Previous, |kid| Target::Kid(kid.clone()));
        let mut revoked = ring
            .revoke(&target, self.env.now)
            .map_err(|error| Failure::from(error).with_hint(Hint::run(&format!("secret show {name}"))))?;
        if !revoked.is_empty() {
            self.write_ring(name, &ring)?;
        }
        let (taken_out, lingers) = match self.clear_dotenv(name, &ring, output) {
            Ok(taken_out) => (taken_out, None),
            Err(failure) => (None, Some(failure)),
        };
        if revoked.is_empty() {
            revoked = self.revoked_before(name, &ring, taken_out)?;
        }
        if revoked.is_empty() {
            let message = format!("the secret `{name}` has no previous version");
            return Err(lingers.unwrap_or_else(|| Failure::new(Exit::NotFound, Code::NO_SECRET, message)));
        }
        let lingers = lingers.or(self.revoked_in_dotenv(name, &ring));
        if lingers.is_none() {
            self.drop_spent(name, &ring)?;
        }
        for (kid, left) in in_grace.iter().filter(|(kid, _)| revoked.contains(kid)) {
            output.warn(&format!(
                "tokens that kid {kid} has signed are refused from now on, {left} before its grace ends"
            ));
        }
        Ok(Revocation { kids: revoked, lingers })
    }

    /// What an earlier run has revoked that was cut off before the secret was gone, or could not take it out of the file.
    fn revoked_before(&self, name: &Name, ring: &Ring, taken_out: Option<Kid>) -> Result<Vec<Kid>, Failure> {
        let kept = self.kept(name, ring, &ring.spent(self.env.now))?;
        let mut kids: Vec<_> = kept.into_iter().map(|(kid, _)| kid).collect();
        kids.extend(taken_out.filter(|kid| !kids.contains(kid)));
        Ok(kids)
    }

    /// Forgets a kept secret with all of its versions. Whether they are left: what lies in a keychain that is not there is, and
    /// that is said; a later run takes it away.
    pub(crate) fn forget_secret(&self, name: &Name, output: &Output) -> Result<bool, Failure> {
        let _lock = self.lock(&lock_name(name))?;
        let ring = self.ring(name)?;
        if let (Some(place), Some(version)) = (&ring.dotenv, dotenv::previous_of(&ring)) {
            output.warn(&format!(
                "`{}` in {} still holds kid {} of it: a server that reads that accepts what it has signed",
                dotenv::previous(&place.variable),
                place.path.display(),
                version.kid
            ));
        }
        let shelf = self.shelf_to_take_from(ring.shelf)?;
        let answer = match ring.shelf {
            Shelf::Keychain => self.keychain().read(&Entry::active_secret(name)).map(drop),
            Shelf::File => Ok(()),
        };
        let gone = match answer.map_err(Failure::from) {
            Err(failure) if failure.is_without_keychain() => Some(failure),
            // One that is locked can be opened.
            answer => answer.map(|()| None)?,
        };
        let entries = entries(name, &ring);
        let copies: Vec<_> =
            entries.iter().map(|entry| Leftover::of_secret(name, ring.shelf, entry)).collect();
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

    /// The version of the ring that a secret is. One that is forgotten is known by its fingerprint, if it has one.
    pub(super) fn version_of<'r>(
        &self,
        name: &Name,
        ring: &'r Ring,
        secret: &Secret,
    ) -> Result<Option<&'r Version>, Failure> {
        let fingerprint = secret.fingerprint();
        for version in ring.versions() {
            let is_it = match &version.fingerprint {
                Some(_) => version.fingerprint == fingerprint,
                None => self.kept(name, ring, &[&version.kid])?.iter().any(|(_, kept)| kept == secret),
            };
            if is_it {
                return Ok(Some(version));
            }
        }
        Ok(None)
    }

    /// Refuses a secret that the ring has, or had: a leaked one would sign again.
    fn refuse_known(&self, name: &Name, ring: &Ring, secret: &Secret) -> Result<(), Failure> {
        let Some(Version { kid, state, .. }) = self.version_of(name, ring, secret)? else { return Ok(()) };
        let message = format!("that is no new secret: it is kid {kid} of `{name}`, {}", words(*state));
        let activate = if *state == State::Next { " --activate" } else { "" };
        Err(Failure::usage(message).with_hint(Hint::run(&format!("secret rotate {name}{activate}"))))
    }

    /// Those of the versions whose secrets are kept.
    fn kept(&self, name: &Name, ring: &Ring, kids: &[&Kid]) -> Result<Vec<(Kid, Secret)>, Failure> {
        if kids.is_empty() {
            return Ok(Vec::new());
        }
        let shelf = self.shelf(ring.shelf)?;
        let mut kept = Vec::new();
        for &kid in kids {
            let secret = shelf.read(&Entry::secret(name, kid.as_str()))?;
            kept.extend(secret.map(|secret| (kid.clone(), secret)));
        }
        Ok(kept)
    }

    /// Forgets the secrets that nothing verifies with any more. One that a cut-off run left is found again.
    fn drop_spent(&self, name: &Name, ring: &Ring) -> Result<(), Failure> {
        let shelf = self.shelf_to_take_from(ring.shelf)?;
        for kid in ring.spent(self.env.now) {
            shelf.remove(&Entry::secret(name, kid.as_str()))?;
        }
        Ok(())
    }
}

/// The versions that verify as previous ones, and for how much longer.
fn in_grace(ring: &Ring, now: Time) -> Vec<(Kid, Span)> {
    let left = |version: &Version| Some((version.kid.clone(), version.grace_left(now)?));
    ring.versions().iter().filter_map(left).collect()
}

/// 256 bits as hex: what servers take as their key is the text.
pub(crate) fn random_secret() -> Result<Secret, Failure> {
    let text = Encoding::Hex.encode(generate(Size::Bits256)?.expose());
    Ok(Secret::new(text.as_bytes().to_vec()))
}
