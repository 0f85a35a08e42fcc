//! What it takes to make or change a profile: told before it is done, and done as it was told.

use std::fmt;

use mcp_token::clock::Span;
use mcp_token::file::Lock;
use mcp_token::fresh::Keys;
use mcp_token::name::Name;
use mcp_token::profile::plan::{Kept, Plan, Step};
use mcp_token::profile::{Keeping, Profile, ProfileError};
use mcp_token::secret::ring::{DotenvPlace, Origin, Replaced, Ring, Shelf};
use mcp_token::secret::{Secret, Source};
use mcp_token::store::Entry;

use super::foreign::in_its_own_place;
use super::leftover::{Leftover, Of};
use super::moving::Moving;
use super::rings::{entries, lock_name, new_version, not_kept};
use super::rotation::random_secret;
use super::stores::place;
use super::{Home, ProfileKeys};
use crate::args::place::StoreArg;
use crate::failure::{Failure, Hint};
use crate::output::Output;

/// A kept secret that is taken away again when nobody comes to use it; nobody else takes it while this run goes on.
struct Unused {
    copies: Vec<Leftover>,
    _lock: Lock,
}

impl Home<'_> {
    /// Where a profile keeps its token: what was said, else what it was; for a new one the keychain if one works, else
    /// encrypted files, and that is said aloud.
    pub(crate) fn choose_store(
        &self,
        said: Option<StoreArg>,
        old: Option<&Profile>,
        output: &Output,
    ) -> StoreArg {
        if let Some(said) = said {
            return said;
        }
        if let Some(old) = old {
            return StoreArg::from(&old.token);
        }
        match self.probe_keychain() {
            Ok(()) => StoreArg::Keychain,
            Err(error) => {
                output.note(&format!("encrypted files are used: {error}"));
                StoreArg::File
            }
        }
    }

    /// Says now what every later run would say.
    pub(crate) fn warn_of_a_dead_keychain(&self, output: &Output) {
        if let Err(error) = self.probe_keychain() {
            output.warn(&format!("the keychain cannot be used now: {error}"));
        }
    }

    /// What is to be done, in its order.
    pub(crate) fn plan(
        &self,
        old: Option<&Profile>,
        new: Profile,
        new_secret: Option<Origin>,
    ) -> Result<Plan, Failure> {
        let profiles = self.profiles()?;
        let mut kept = None;
        if let Some(Source::Kept(name)) = new.key.as_ref().map(|key| &key.source) {
            let ring = self.ring_if_any(name)?;
            match (&ring, new_secret) {
                (Some(_), Some(_)) => {
                    return Err(
                        kept_already(name).with_hint(Hint::instead(&format!("--secret-from name:{name}")))
                    );
                }
                (None, None) => {
                    let store = if new.token.shelf() == Some(Shelf::Keychain) { "keychain" } else { "file" };
                    return Err(
                        not_kept(name).with_hint(Hint::run(&format!("secret set {name} --store {store}")))
                    );
                }
                _ => {}
            }
            let others = self.signers()?.elsewhere(name, &new);
            kept = ring.map(|ring| Kept { shelf: ring.shelf, others });
        }
        if let Err(error) = profiles.clone().set(&new) {
            let taken = matches!(error, ProfileError::EntryTaken { .. });
            let hint = taken.then(|| in_its_own_place(&new));
            return Err(Failure::of_said_profile(error).with_hint(hint));
        }
        self.refuse_foreign(old, &new)?;
        Ok(Plan::new(old, new, new_secret, kept))
    }

    /// Does what was planned; the steps that there was something to do for. What is left in a place that cannot be reached is
    /// warned of. `given` is the secret that the plan keeps, when it does not make one, and the `.env` file that it lives in.
    pub(crate) fn carry_out<'p>(
        &self,
        plan: &'p Plan,
        given: Option<(&Secret, Option<&DotenvPlace>)>,
        output: &Output,
    ) -> Result<Vec<&'p Step>, Failure> {
        self.refuse_taken_places(plan)?;
        let mut moving = Moving::begin(plan, self)?;
        let (mut done, mut unused) = (Vec::new(), None);
        for step in &plan.steps {
            let is_done = match (step, &mut moving) {
                (Step::KeepSecret { name, origin, shelf }, _) => {
                    let secret = given.map_or_else(random_secret, |(secret, _)| Ok(secret.clone()))?;
                    let ring = Ring::new(*shelf, given.and_then(|(_, dotenv)| dotenv).cloned());
                    let (new, of) = ((&secret, *origin), Of::NewSecret(name.clone()));
                    unused = Some(self.put_new_secret(name, ring, new, &of)?.1);
                    true
                }
                (Step::MoveSecret { name, to, .. }, _) => {
                    self.move_secret(name, *to, output).map(|()| true)?
                }
                (Step::LeaveSecret { .. }, _) => true,
                (Step::WriteProfile { .. }, _) => {
                    self.change_profiles(|profiles| {
                        profiles.set(&plan.profile).map_err(Failure::of_said_profile)
                    })?;
                    unused.take().map_or(Ok(()), |unused| self.is_used(&unused)).map(|()| true)?
                }
                (Step::CopyToken { .. }, Some(moving)) => moving.copy(output)?,
                (Step::ForgetToken { .. }, Some(moving)) => moving.forget(output)?,
                (Step::CopyToken { .. } | Step::ForgetToken { .. }, None) => false,
            };
            done.extend(is_done.then_some(step));
        }
        moving.map_or(Ok(()), Moving::end)?;
        // The profile may have been what it is to be already.
        unused.map_or(Ok(()), |unused| self.is_used(&unused))?;
        if let Some(keys) = ProfileKeys::of(&plan.profile, self)
            && let Err(failure) = Keys::signing_key(&keys)
        {
            output.warn(&format!("the key cannot be used now: {failure}"));
        }
        Ok(done)
    }

    /// Before anything is listed that is to come there.
    fn refuse_taken_places(&self, plan: &Plan) -> Result<(), Failure> {
        for step in &plan.steps {
            if let Step::KeepSecret { name, shelf, .. } | Step::MoveSecret { name, to: shelf, .. } = step {
                let _lock = self.lock(&lock_name(name))?;
                if self.ring_if_any(name)?.is_none_or(|ring| ring.shelf != *shelf) {
                    self.refuse_taken(name, *shelf)?;
                }
            }
        }
        Ok(())
    }

    /// Keeps a secret under a name that is free, as the first of an empty ring. The store first, then the ring that names it.
    pub(crate) fn keep_new_secret(
        &self,
        name: &Name,
        ring: Ring,
        secret: &Secret,
        origin: Origin,
    ) -> Result<Ring, Failure> {
        let (ring, new) = self.put_new_secret(name, ring, (secret, origin), &Of::Secret(name.clone()))?;
        self.is_used(&new).map(|()| ring)
    }

    /// What it was kept for is there: it stays.
    fn is_used(&self, secret: &Unused) -> Result<(), Failure> {
        self.strike_copies(&secret.copies)
    }

    /// Puts it there, and lists it as a copy of `of` until it is used: for a profile that is still to be written, a run that is
    /// cut off before that leaves nothing of it.
    fn put_new_secret(
        &self,
        name: &Name,
        mut ring: Ring,
        (secret, origin): (&Secret, Origin),
        of: &Of,
    ) -> Result<(Ring, Unused), Failure> {
        self.config_folder()?;
        let lock = self.lock(&lock_name(name))?;
        if self.ring_if_any(name)?.is_some() {
            return Err(kept_already(name).with_hint(Hint::run(&format!("secret rotate {name}"))));
        }
        ring.set(new_version(secret, origin)?, Replaced::Revoked, self.env.now)?;
        let entries = entries(name, &ring);
        let copies = Leftover::of_each(ring.shelf, &entries, of);
        // A store that gives no answer keeps nothing that could be left.
        let answer = self.shelf(ring.shelf)?.read(&Entry::active_secret(name));
        answer.map_err(|error| Failure::from(error).or_keep_in_a_file())?;
        self.refuse_taken(name, ring.shelf)?;
        self.list_copies(&copies)?;
        for entry in &entries {
            self.put(ring.shelf, entry, secret)?;
        }
        self.write_ring(name, &ring)?;
        Ok((ring, Unused { copies, _lock: lock }))
    }

    /// A step in words, which are true before it is done and after.
    pub(crate) fn tell(&self, step: &Step, plan: &Plan) -> Told {
        let name = &plan.profile.name;
        let told = |subject, name: &Name, facts: &[&str]| Told {
            subject,
            name: name.to_string(),
            facts: facts.iter().map(|&fact| fact.to_owned()).collect(),
        };
        match step {
            Step::KeepSecret { name, origin, shelf } => {
                let what = match origin {
                    Origin::Generated => "new, 256 bits",
                    Origin::Given => "as it was given",
                };
                told("secret", name, &[what, &format!("kept in {}", StoreArg::from(*shelf).words())])
            }
            Step::MoveSecret { name, from, to } => {
                let (from, to) = (StoreArg::from(*from).words(), StoreArg::from(*to).words());
                told("secret", name, &[&format!("move from {from} to {to}")])
            }
            Step::LeaveSecret { name, at, others } => {
                let others: Vec<_> = others.iter().map(|other| format!("`{other}`")).collect();
                let stays = format!("stays in {}", StoreArg::from(*at).words());
                told("secret", name, &[&stays, &format!("where {} may sign with it too", others.join(", "))])
            }
            Step::CopyToken { from, to } => {
                told("token", name, &[&format!("copy from {} to {}", place(from), place(to))])
            }
            Step::WriteProfile { is_new } => {
                let what = if *is_new { "new" } else { "change" };
                let kept = match &plan.profile.token {
                    Keeping::Nowhere => StoreArg::None.keeps(),
                    keeping => format!("kept in {}", place(keeping)),
                };
                let written = format!("{what} in {}", self.profiles_path().display());
                told("profile", name, &[&written, &format!("its token is {kept}")])
            }
            Step::ForgetToken { from } => told("token", name, &[&format!("removal from {}", place(from))]),
        }
    }
}

/// Says so when the tokens of a profile are to live for longer than any should, unless that was said before.
pub(crate) fn warn_of_a_long_life(old: Option<&Profile>, new: &Profile, output: &Output) {
    let said_before = old.is_some_and(|old| old.ttl == new.ttl && old.key.is_some());
    if new.key.is_some() && new.ttl > LONG && !said_before {
        output.warn(&format!("the tokens of `{}` live for {}, more than 30 days", new.name, new.ttl));
    }
}

/// A token cannot be called back.
const LONG: Span = Span::from_days(30);

/// That the name of a secret that was to be kept is another's.
pub(crate) fn kept_already(name: &Name) -> Failure {
    Failure::usage(format!("a secret `{name}` is kept already"))
}

/// A step in words: what it is about, and what becomes of it.
pub(crate) struct Told {
    pub(crate) subject: &'static str,
    pub(crate) name: String,
    pub(crate) facts: Vec<String>,
}

impl fmt::Display for Told {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let of = if self.subject == "token" { " of" } else { "" };
        write!(f, "{}{of} `{}`: {}", self.subject, self.name, self.facts.join(", "))
    }
}
