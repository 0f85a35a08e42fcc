//! What is to be set up: a profile as flags say it, and the secret that somebody pasted.

use mcp_token::client::Client;
use mcp_token::name::Name;
use mcp_token::profile::plan::Plan;
use mcp_token::profile::{Profile, Profiles};
use mcp_token::secret::Secret;
use mcp_token::secret::ring::Origin;

use crate::args::ProfileFlags;
use crate::args::place::StoreArg;
use crate::env::Env;
use crate::failure::{Failure, Hint};
use crate::home::{Home, random_secret};
use crate::input::{Origin as KeyOrigin, SecretSource};
use crate::output::{Output, escape};

/// What is wished for.
pub(super) struct Wish {
    pub(super) name: Name,
    pub(super) flags: ProfileFlags,
    /// The secret that the flags name, when it is to be kept first.
    pub(super) given: Option<Secret>,
    pub(super) clients: Vec<&'static Client>,
}

impl Wish {
    /// Says what was left unsaid: whom a token is for, where its secret comes from, where it is kept.
    pub(super) fn take_usual_answers(&mut self, home: &Home<'_>, output: &Output) -> Result<(), Failure> {
        // A flag that cannot be used is told before anything is tried.
        self.flags.read()?;
        if !self.flags.says("--secret-from") {
            let name = &self.name;
            let source = if home.ring_if_any(name)?.is_some() {
                output.note(&format!("the kept secret `{name}` is used"));
                format!("name:{name}")
            } else {
                "new".to_owned()
            };
            self.say("--secret-from", &source);
        }
        if self.profile_in(StoreArg::File, home.env())?.claims.get("sub").is_none() {
            self.say("--sub", &login_name(home.env()));
        }
        if !self.flags.says("--store") {
            self.check(home.env())?;
            let store = home.choose_store(None, None, output);
            self.say("--store", store.name());
        }
        Ok(())
    }

    /// Takes another variable than its preset's where that is another profile's.
    pub(super) fn settle_variable(&mut self, home: &Home<'_>, output: &Output) -> Result<(), Failure> {
        let usual = self.profile(home.env())?;
        let mut profile = usual.clone();
        home.settle_variable(None, &mut profile, self.flags.says("--var"), output)?;
        if profile != usual {
            self.say("--var", &profile.variable);
        }
        Ok(())
    }

    /// Adds an answer.
    pub(super) fn say(&mut self, flag: &str, value: &str) {
        self.flags = self.flags.and(flag, value);
    }

    /// The profile as far as it is said.
    pub(super) fn profile(&self, env: &Env) -> Result<Profile, Failure> {
        self.profile_in(StoreArg::Keychain, env)
    }

    fn profile_in(&self, store: StoreArg, env: &Env) -> Result<Profile, Failure> {
        // Where a token is kept depends on whether there is a key, which may be asked for later.
        let has_key = self.flags.says("--secret-from");
        let args = if has_key { self.flags.read()? } else { self.flags.without("--store").read()? };
        args.apply(&self.name, None, args.store().unwrap_or(store), env.now)
    }

    /// Whether what is said can stand in the file of profiles.
    pub(super) fn check(&self, env: &Env) -> Result<(), Failure> {
        Profiles::default().set(&self.profile(env)?).map_err(Failure::of_said_profile)
    }

    /// Whether another answer could be added.
    pub(super) fn check_with(&self, flag: &str, value: &str, env: &Env) -> Result<(), Failure> {
        let more = Self {
            flags: self.flags.and(flag, value),
            given: None,
            clients: Vec::new(),
            name: self.name.clone(),
        };
        more.check(env)
    }

    /// Whether its key signs as the profile says.
    pub(super) fn check_key(&self, home: &Home<'_>) -> Result<(), Failure> {
        let profile = self.profile(home.env())?;
        let Some(key) = &profile.key else {
            let name = &self.name;
            let message = "setup gives a token, and there is none without a key";
            return Err(Failure::usage(message)
                .with_hint(Hint::run(&format!("profile set {name} --secret-from none"))));
        };
        let new = match &self.given {
            Some(given) => Some(given.clone()),
            // Any other will do just as well.
            None if self.makes_a_secret()? => Some(random_secret()?),
            None => None,
        };
        let signing_key = match new {
            Some(text) => {
                let origin = KeyOrigin::Kept(self.name.clone());
                let encoding = key.encoding;
                SecretSource { text, origin, encoding, kid: None, until: None, allow_weak: false }
                    .signing_key(profile.alg)
            }
            None => home.signing_key(key, profile.alg),
        };
        signing_key.map(drop)
    }

    /// Whether its secret is a new one.
    pub(super) fn makes_a_secret(&self) -> Result<bool, Failure> {
        Ok(self.flags.read()?.makes_a_secret())
    }

    /// What is to be done, in its order.
    pub(super) fn plan(&self, home: &Home<'_>) -> Result<Plan, Failure> {
        self.flags.read()?.refuse_unset_of_nothing(&self.name, None)?;
        let made = self.makes_a_secret()?.then_some(Origin::Generated);
        let given = self.given.as_ref().map(|_| Origin::Given);
        let plan = home.plan(None, self.profile(home.env())?, made.or(given))?;
        self.check_key(home)?;
        Ok(plan)
    }
}

/// What a profile is called that nobody named.
#[expect(clippy::expect_used, reason = "a name by its letters")]
pub(super) fn default_name() -> Name {
    "default".parse().expect("it is a name")
}

/// Whom a token is for when nobody said it.
pub(super) fn login_name(env: &Env) -> String {
    // A name that nobody can read whole is no good name for a token either.
    env.login_name().filter(|name| escape::text(name) == name.as_str()).unwrap_or_else(|| "user".to_owned())
}
