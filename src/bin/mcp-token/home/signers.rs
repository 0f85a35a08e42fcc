//! Which profiles sign with a kept secret, as far as the file of profiles can be read.
//!
//! A profile that is broken does not hide the others. It is in doubt only about what could not be read in it.

use mcp_token::clock::Span;
use mcp_token::name::Name;
use mcp_token::profile::{Problem, Profile, ProfileError};
use mcp_token::secret::Source;
use mcp_token::secret::ring::Ring;

use super::Home;
use crate::failure::{Code, Exit, Failure};
use crate::output::Output;

/// All profiles, broken ones too.
pub(crate) struct Signers(Vec<Signer>);

/// A profile, as far as it can be read, and what is wrong with it.
struct Signer {
    name: Name,
    profile: Option<Profile>,
    problems: Vec<ProfileError>,
}

impl Home<'_> {
    /// The profiles, for a question about who signs with what.
    pub(crate) fn signers(&self) -> Result<Signers, Failure> {
        let profiles = self.profiles()?;
        let signer = |name: Name| match profiles.readable(&name) {
            Ok(read) => {
                let (profile, problems) = read.unzip();
                Signer { name, profile, problems: problems.unwrap_or_default() }
            }
            Err(error) => Signer { name, profile: None, problems: vec![error] },
        };
        Ok(Signers(profiles.names().into_iter().map(signer).collect()))
    }

    /// The same for a report that has more to tell: a file that cannot be read at all is warned of, and so is every broken
    /// profile.
    pub(crate) fn signers_or_warn(&self, output: &Output) -> Result<Signers, Failure> {
        let signers = match self.signers() {
            Err(failure) if failure.is_of_a_profile() => {
                output.warn(&format!("who signs with what is not known: {failure}"));
                return Ok(Signers(Vec::new()));
            }
            signers => signers?,
        };
        signers.warn(output);
        Ok(signers)
    }
}

impl Signers {
    /// Names every broken profile.
    pub(crate) fn warn(&self, output: &Output) {
        for problem in self.0.iter().flat_map(|signer| &signer.problems) {
            output.warn(&problem.to_string());
        }
    }

    /// The kept secrets that profiles sign with, be they there or not.
    pub(crate) fn secrets(&self) -> impl Iterator<Item = &Name> {
        self.0.iter().filter_map(|signer| match &signer.profile.as_ref()?.key.as_ref()?.source {
            Source::Kept(name) => Some(name),
            _ => None,
        })
    }

    /// The profiles that sign with the secret.
    pub(crate) fn of(&self, secret: &Name) -> Vec<&Name> {
        self.with(secret, Some(true))
    }

    /// The profiles of which nobody can tell whether they do.
    pub(crate) fn in_doubt(&self, secret: &Name) -> Vec<&Name> {
        self.with(secret, None)
    }

    /// The other profiles that may sign with the secret, and do not keep their token where this one does.
    pub(super) fn elsewhere(&self, secret: &Name, profile: &Profile) -> Vec<Name> {
        let is_elsewhere = |signer: &&Signer| {
            let shelf = signer.profile.as_ref().map(|other| other.token.shelf());
            // One that keeps none has no place, and one that cannot be read may have another.
            signer.name != profile.name
                && signer.signs_with(secret) != Some(false)
                && !shelf.is_some_and(|shelf| shelf.is_none() || shelf == profile.token.shelf())
        };
        self.0.iter().filter(is_elsewhere).map(|signer| signer.name.clone()).collect()
    }

    /// The profiles whose tokens a rotation changes: those that sign with the secret, and those that read it where it lives.
    pub(crate) fn touched(&self, secret: &Name, ring: &Ring) -> Vec<String> {
        let is_touched = |signer: &&Signer| signer.signs_with(secret) == Some(true) || signer.reads(ring);
        self.0.iter().filter(is_touched).map(|signer| signer.name.to_string()).collect()
    }

    /// How long the longest-lived tokens live that are signed with the secret, the leeway included; nothing when nobody signs
    /// with it. The error is the profile that may have others.
    fn longest_life(&self, secret: &Name, ring: Option<&Ring>) -> Result<Option<Span>, &Name> {
        let may_sign = |signer: &&Signer| {
            signer.signs_with(secret) != Some(false) || ring.is_some_and(|ring| signer.reads(ring))
        };
        let mut longest = None;
        for signer in self.0.iter().filter(may_sign) {
            longest = longest.max(Some(signer.life().ok_or(&signer.name)?));
        }
        Ok(longest)
    }

    /// How long a secret verifies when another takes its place and nobody says it: every token that was signed with it must be
    /// able to live to its end.
    pub(crate) fn default_grace(&self, secret: &Name, ring: Option<&Ring>) -> Result<Span, Failure> {
        match self.longest_life(secret, ring) {
            Ok(longest) => Ok(longest.unwrap_or(Span::from_hours(24))),
            Err(profile) => {
                let message = format!(
                    "how long the tokens of `{profile}` live is not known, and so neither how long the secret before \
                     must verify: expected `--grace`"
                );
                Err(Failure::new(Exit::Error, Code::PROFILE, message))
            }
        }
    }

    fn with(&self, secret: &Name, answer: Option<bool>) -> Vec<&Name> {
        let found = self.0.iter().filter(|signer| signer.signs_with(secret) == answer);
        found.map(|signer| &signer.name).collect()
    }
}

impl Signer {
    /// Nothing when that cannot be read.
    fn signs_with(&self, secret: &Name) -> Option<bool> {
        match self.profile.as_ref()?.key.as_ref() {
            Some(key) => Some(key.source == Source::Kept(secret.clone())),
            None => self.is_read("key").then_some(false),
        }
    }

    /// Whether it reads the secret in the file that this lives in.
    fn reads(&self, ring: &Ring) -> bool {
        let source = self.profile.as_ref().and_then(|profile| Some(&profile.key.as_ref()?.source));
        matches!((source, &ring.dotenv), (Some(Source::Dotenv { path, variable }), Some(place))
            if (path, variable) == (&place.path, &place.variable))
    }

    fn life(&self) -> Option<Span> {
        let is_read = ["key", "ttl", "demands.leeway"].into_iter().all(|key| self.is_read(key));
        let profile = self.profile.as_ref().filter(|_| is_read)?;
        Some(Span::from_secs(profile.ttl.secs().saturating_add(profile.demands.leeway.secs())))
    }

    /// Whether nothing that was left out could have said it. A key that is not known may be that one, with a typing error.
    fn is_read(&self, key: &str) -> bool {
        let table = |key: &str| key.rsplit_once('.').map_or(String::new(), |(table, _)| table.to_owned());
        let is_within = |inner: &str, outer: &str| {
            inner.strip_prefix(outer).is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
        };
        self.problems.iter().all(|problem| match problem {
            ProfileError::Key { key: wrong, problem: Problem::Unknown, .. } => table(wrong) != table(key),
            ProfileError::Key { key: wrong, .. } => !is_within(wrong, key) && !is_within(key, wrong),
            _ => false,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn signer(problems: &[(&str, Problem)]) -> Signer {
        let name: Name = "p".parse().unwrap();
        let problems = problems.iter().map(|(key, problem)| ProfileError::Key {
            place: mcp_token::profile::Place::Profile(name.clone()),
            key: (*key).to_owned(),
            problem: problem.clone(),
        });
        Signer { problems: problems.collect(), profile: Some(Profile::new(name.clone())), name }
    }

    #[test]
    fn what_is_wrong_elsewhere_is_no_doubt() {
        let missing = Problem::Missing { expected: "it" };
        for (wrong, problem, key, is_read) in [
            ("ttl", missing.clone(), "ttl", false),
            ("ttl", missing.clone(), "key", true),
            ("ttlx", missing.clone(), "ttl", true),
            ("demands", missing.clone(), "demands.leeway", false),
            ("demands.leeway", missing.clone(), "demands.leeway", false),
            ("demands.aud", missing.clone(), "demands.leeway", true),
            ("key.name", missing, "key", false),
            ("tll", Problem::Unknown, "ttl", false),
            ("demands.foo", Problem::Unknown, "ttl", true),
            ("demands.foo", Problem::Unknown, "demands.leeway", false),
            ("tll", Problem::Unknown, "demands.leeway", true),
        ] {
            assert_eq!(signer(&[(wrong, problem)]).is_read(key), is_read, "{wrong}, {key}");
        }
    }

    #[test]
    fn a_life_without_bound_is_a_long_one() {
        let mut endless = signer(&[]);
        endless.profile.as_mut().unwrap().demands.leeway = Span::from_secs(u64::MAX);
        assert_eq!(endless.life(), Some(Span::from_secs(u64::MAX)));
    }
}
