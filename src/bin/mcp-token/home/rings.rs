//! Kept secrets: the ring of each in a small file without secrets, the secrets themselves in a store.
//!
//! A secret is in the store before the ring names it. A version goes from the ring first, a whole secret
//! with its ring: what a run that was cut off leaves in the store is listed, see `left`.

use mcp_token::clock::Time;
use mcp_token::jwt::Alg;
use mcp_token::name::Name;
use mcp_token::secret::ring::{Kid, NewVersion, Origin, Ring, RingError, Shelf, State, Version};
use mcp_token::secret::{self, Secret, Size, generate};
use mcp_token::store::{Entry, Store};

use super::Home;
use super::leftover::{Leftover, Of};
use crate::args::place::StoreArg;
use crate::failure::{Code, Exit, Failure, Hint};
use crate::input::strong;
use crate::output::Output;

impl Home<'_> {
    /// The ring of a kept secret, `None` when there is none of that name.
    pub(crate) fn ring_if_any(&self, name: &Name) -> Result<Option<Ring>, Failure> {
        let Some(folder) = self.folder_if_any(&self.rings_path())? else { return Ok(None) };
        let Some(content) = folder.read(&file(name))? else { return Ok(None) };
        let unread = |error: RingError| {
            // Another release can read its own.
            let is_lost = !matches!(error, RingError::Schema { .. });
            let path = folder.path().join(file(name));
            let aside = Hint::shell_two("mv -n", &path, &path.with_extension("unread"));
            let failure = Failure::from(error).about(format!("secret `{name}`"));
            failure.with_hint(is_lost.then_some(aside))
        };
        Ring::parse(&content).map(Some).map_err(unread)
    }

    /// The ring of a kept secret.
    pub(crate) fn ring(&self, name: &Name) -> Result<Ring, Failure> {
        self.ring_if_any(name)?.ok_or_else(|| not_kept(name).with_hint(Hint::run("secret list")))
    }

    /// The names of all kept secrets, sorted; whatever stands in the place of a ring.
    pub(crate) fn secret_names(&self) -> Result<Vec<Name>, Failure> {
        let Some(folder) = self.folder_if_any(&self.rings_path())? else { return Ok(Vec::new()) };
        let names = folder.all_names()?;
        Ok(names.iter().filter_map(|file| file.strip_suffix(SUFFIX)?.parse().ok()).collect())
    }

    /// Writes the ring; under the lock of its name.
    pub(super) fn write_ring(&self, name: &Name, ring: &Ring) -> Result<(), Failure> {
        Ok(self.folder(&self.rings_path())?.write(&file(name), &ring.to_bytes())?)
    }

    /// Forgets the ring; under the lock of its name.
    pub(super) fn remove_ring(&self, name: &Name) -> Result<(), Failure> {
        if let Some(folder) = self.folder_if_any(&self.rings_path())? {
            folder.remove(&file(name))?;
        }
        Ok(())
    }

    /// The secret that is signed with now, and its `kid`.
    pub(crate) fn active_secret(&self, name: &Name) -> Result<(Kid, Secret), Failure> {
        let ring = self.ring(name)?;
        let active = ring.signing().ok_or_else(|| {
            Failure::new(
                Exit::NotFound,
                Code::NO_SECRET,
                format!("the secret `{name}` has no active version"),
            )
        })?;
        Ok((active.kid.clone(), self.secret_by_kid(name, &ring, &active.kid)?))
    }

    /// The secrets that verify now: the active one, then the previous ones while their grace lasts, and when that ends. A previous
    /// one that cannot be read is told, and hinders nobody: a `kid` means exactly one of them.
    pub(super) fn verifying_secrets(
        &self,
        name: &Name,
        now: Time,
        output: &Output,
    ) -> Result<Vec<(Kid, Secret, Option<Time>)>, Failure> {
        let ring = self.ring(name)?;
        let mut found = Vec::new();
        for Version { kid, state, verify_until, .. } in ring.verifying(now) {
            match self.secret_by_kid(name, &ring, kid) {
                Ok(secret) => found.push((kid.clone(), secret, *verify_until)),
                Err(failure) if *state == State::Previous => {
                    // What is there may be of use to somebody.
                    let revoke = if failure.exit == Exit::NotFound {
                        format!(", `{}` forgets it", Hint::run(&format!("secret revoke {name} --kid {kid}")))
                    } else {
                        String::new()
                    };
                    output.warn(&format!("{failure}: the tokens that it has signed are refused{revoke}"));
                }
                Err(failure) => return Err(failure),
            }
        }
        Ok(found)
    }

    /// One version of a kept secret.
    pub(crate) fn secret_by_kid(&self, name: &Name, ring: &Ring, kid: &Kid) -> Result<Secret, Failure> {
        let version = ring.version(kid).ok_or_else(|| {
            Failure::from(RingError::NoSuchKid { kid: kid.clone() })
                .with_hint(Hint::run(&format!("secret show {name}")))
        })?;
        self.claim_secret(name)?;
        let shelf = self.shelf(ring.shelf)?;
        the_one_that_was_kept(name, ring, version, |entry| Ok(shelf.read(entry)?))
    }

    /// Has the entry of the active secret hold the new one, and that of the one before the one that was kept: the only good copy
    /// of it may be what is replaced here.
    pub(super) fn replace_active(
        &self,
        name: &Name,
        ring: &Ring,
        (old, new): (Option<&Kid>, &Secret),
        output: &Output,
    ) -> Result<(), Failure> {
        // What is lost, or is none any more, is told by others.
        let before = old.and_then(|old| {
            Some((Entry::secret(name, old.as_str()), self.secret_by_kid(name, ring, old).ok()?))
        });
        for (entry, secret) in before.into_iter().chain([(Entry::active_secret(name), new.clone())]) {
            let there = self.shelf(ring.shelf)?.read(&entry).ok().flatten();
            if there.as_ref() != Some(&secret) {
                self.warn_of_foreign_secret((name, ring), &entry, there.as_ref(), "it is replaced", output);
                self.put(ring.shelf, &entry, &secret)?;
            }
        }
        Ok(())
    }

    /// Says what becomes of what another program put under an entry of ours.
    fn warn_of_foreign_secret(
        &self,
        (name, ring): (&Name, &Ring),
        entry: &Entry,
        there: Option<&Secret>,
        what: &str,
        output: &Output,
    ) {
        let there = there.filter(|there| !there.is_empty());
        if there.is_some_and(|there| matches!(self.version_of(name, ring, there), Ok(None))) {
            let place = StoreArg::from(ring.shelf).words();
            output.warn(&format!("{place} ({entry}) holds a secret that was not kept here, {what}"));
        }
    }

    /// Refuses a name that the keychain has a secret under, though none of ours is to be there: another home keeps it, or did.
    /// A keychain that gives no answer is for others to tell. Under the lock of the name.
    pub(super) fn refuse_taken(&self, name: &Name, shelf: Shelf) -> Result<(), Failure> {
        let entry = Entry::active_secret(name);
        if shelf == Shelf::Keychain && matches!(self.keychain().read(&entry), Ok(Some(_))) {
            let message = format!("the keychain has a secret as {entry}, which nothing here knows of");
            return Err(Failure::usage(message).with_hint(Hint::instead("--store file")));
        }
        Ok(())
    }

    /// Puts a secret on its shelf, and makes sure that it can be read back.
    pub(super) fn put(&self, shelf: Shelf, entry: &Entry, secret: &Secret) -> Result<(), Failure> {
        put(&*self.shelf(shelf)?, entry, secret)
    }

    /// Moves a kept secret with all of its versions to another shelf: copied, read back, then taken from the old one.
    pub(super) fn move_secret(&self, name: &Name, to: Shelf, output: &Output) -> Result<(), Failure> {
        let _lock = self.lock(&lock_name(name))?;
        let mut ring = self.ring(name)?;
        if ring.shelf == to {
            return Ok(());
        }
        let (old, new) = (self.shelf(ring.shelf)?, self.shelf(to)?);
        let entries = entries(name, &ring);
        let of = Of::Secret(name.clone());
        let copies = [ring.shelf, to].map(|shelf| Leftover::of_each(shelf, &entries, &of)).concat();
        // A store that gives no answer keeps nothing that could be left.
        new.read(&Entry::active_secret(name))?;
        self.list_copies(&copies)?;
        for entry in &entries {
            if let Some(secret) = old.read(entry)? {
                self.warn_of_foreign_secret((name, &ring), entry, Some(&secret), "it goes along", output);
                put(&*new, entry, &secret)?;
            }
        }
        ring.shelf = to;
        self.write_ring(name, &ring)?;
        for entry in &entries {
            old.remove(entry)?;
        }
        self.strike_copies(&copies)
    }

    pub(super) fn rings_path(&self) -> std::path::PathBuf {
        self.config.join("secrets")
    }
}

/// That there is no secret of that name.
pub(crate) fn not_kept(name: &Name) -> Failure {
    Failure::new(Exit::NotFound, Code::NO_SECRET, format!("no secret `{name}` is kept"))
}

/// What a store gives for a version, unless that is another one by now, as far as what is recorded of it tells. The active one
/// lies there twice: where the one is not what was kept, the other may be.
pub(crate) fn the_one_that_was_kept(
    name: &Name,
    ring: &Ring,
    version: &Version,
    read: impl Fn(&Entry) -> Result<Option<Secret>, Failure>,
) -> Result<Secret, Failure> {
    let (kid, place) = (&version.kid, StoreArg::from(ring.shelf).words());
    let is_kept = |secret: &Secret| {
        version.fingerprint.as_ref().is_some_and(|known| !secret.is_empty() && secret.has_fingerprint(known))
    };
    let found = match read(&Entry::secret(name, kid.as_str()))? {
        Some(secret) if is_kept(&secret) => return Ok(secret),
        found => found,
    };
    if version.fingerprint.is_some()
        && let Some(copy) = read(&Entry::active_secret(name))?.filter(is_kept)
    {
        return Ok(copy);
    }
    // The `.env` file, where there is one, holds what was kept.
    let is_replaceable = version.state == State::Active && ring.dotenv.is_none();
    let replaced = || is_replaceable.then(|| Hint::run(&format!("secret rotate {name} --now")));
    let Some(secret) = found else {
        // It may come back, and would be given up by a rotation.
        let message = format!("the secret `{name}` ({kid}) is not in {place}");
        let told = is_replaceable.then(|| Hint::run("doctor"));
        return Err(Failure::new(Exit::NotFound, Code::NO_SECRET, message).with_hint(told));
    };
    let what = match &version.fingerprint {
        _ if secret.is_empty() => "is empty",
        Some(_) => "is not the one that was kept",
        None => {
            // It was judged when it was kept, and may be another one by now.
            let judged = strong(&secret, &[], version.weak, &format!("`{name}` ({kid}) in {place}"));
            return judged.map(|()| secret).map_err(|failure| failure.with_hint(replaced()));
        }
    };
    Err(Failure::of_store(format!("the secret `{name}` ({kid}) in {place} {what}")))
}

/// What a ring has in its store: each version, and the active one once more.
pub(super) fn entries(name: &Name, ring: &Ring) -> Vec<Entry> {
    let versions = ring.versions().iter().map(|version| Entry::secret(name, version.kid.as_str()));
    versions.chain([Entry::active_secret(name)]).collect()
}

/// Writes, and reads what was written.
pub(super) fn put(store: &dyn Store, entry: &Entry, secret: &Secret) -> Result<(), Failure> {
    store.write(entry, secret)?;
    if store.read(entry)?.as_ref() == Some(secret) {
        return Ok(());
    }
    Err(Failure::of_store(format!("what was kept as {entry} cannot be read back")))
}

/// What is known of a secret that is to join a ring. Its name is random, never made from the secret.
pub(super) fn new_version(secret: &Secret, origin: Origin) -> Result<NewVersion, Failure> {
    let random = generate(Size::Bits256)?;
    let mut kid = [0; 4];
    kid.copy_from_slice(&random.expose()[..4]);
    Ok(NewVersion {
        kid: Kid::from_random(kid),
        bits: u32::try_from(secret.bits()).unwrap_or(u32::MAX),
        fingerprint: secret.fingerprint(),
        weak: secret::check(secret, Alg::HS256.min_secret_len()).is_err(),
        origin,
    })
}

/// What a version of a secret is.
pub(super) fn words(state: State) -> &'static str {
    match state {
        State::Next => "the next one already",
        State::Active => "which signs now",
        State::Previous => "which signed before",
        State::Revoked => "which is revoked",
    }
}

/// The lock of a secret and of all that is kept of it.
pub(super) fn lock_name(name: &Name) -> String {
    format!("secret-{name}")
}

fn file(name: &Name) -> String {
    format!("{name}{SUFFIX}")
}

const SUFFIX: &str = ".json";
