//! Why a profile gives no token.

use mcp_token::fresh::{FreshError, NoToken, Unfit};
use mcp_token::profile::Profile;
use mcp_token::secret::Source;

use super::{Code, Exit, Failure, Hint};

impl Failure {
    /// Why a profile gives no token, and what would make it give one.
    pub(crate) fn of_profile(error: FreshError<Failure>, profile: &Profile) -> Self {
        let name = &profile.name;
        let about = |exit, code, error: &dyn std::fmt::Display| {
            Self::new(exit, code, format!("profile `{name}`: {error}"))
        };
        match error {
            FreshError::Unfit(unfit) => of_unfit(unfit, &about).with_hint(better(unfit, profile)),
            FreshError::NoToken(error) => {
                Self::from(error).about(format!("profile `{name}`")).with_hint(Hint::run("store --help"))
            }
            FreshError::Key(failure) => failure,
            FreshError::KeptNowhere => about(Exit::Usage, Code::USAGE, &error)
                .with_hint(Hint::run(&format!("profile set {name} --store file"))),
            FreshError::Busy => about(Exit::Unsafe, Code::BUSY, &error),
            FreshError::NoKey => about(Exit::Usage, Code::USAGE, &error),
            FreshError::Make(error) => about(Exit::Usage, Code::KEY, &error),
            FreshError::Store(error) => {
                let failure = Self::from(error);
                if failure.is_without_keychain() && !needs_keychain(profile) {
                    // A move to a file lasts, a session does not.
                    return failure.with_hint(Hint::run(&format!("profile set {name} --store file")));
                }
                failure
            }
            FreshError::File(error) => error.into(),
        }
    }
}

impl From<NoToken> for Failure {
    /// Another program keeps something else there.
    fn from(error: NoToken) -> Self {
        Self::of_store(error)
    }
}

fn of_unfit(unfit: Unfit, about: &dyn Fn(Exit, Code, &dyn std::fmt::Display) -> Failure) -> Failure {
    match unfit {
        Unfit::NothingKept => about(Exit::NotFound, Code::NO_TOKEN, &unfit),
        Unfit::Expired { .. } => about(Exit::OutOfTime, Code::EXPIRED, &unfit),
        Unfit::Short { .. } | Unfit::Unknown { .. } => about(Exit::OutOfTime, Code::TTL_SHORT, &unfit),
        Unfit::IssuedElsewhere => about(Exit::Usage, Code::USAGE, &unfit),
    }
}

/// What gives a better token: a new one, or one from where they are issued.
fn better(unfit: Unfit, profile: &Profile) -> Hint {
    let name = &profile.name;
    let line = match unfit {
        _ if profile.key.is_none() => "store --help".to_owned(),
        Unfit::Short { wanted, .. } if wanted > profile.ttl => {
            format!("profile set {name} --ttl {}", wanted.to_text())
        }
        Unfit::Short { wanted, .. } => format!("get {name} --min-ttl {}", wanted.to_text()),
        _ => format!("get {name}"),
    };
    Hint::run(&line)
}

fn needs_keychain(profile: &Profile) -> bool {
    !matches!(&profile.key, Some(key) if !matches!(key.source, Source::Kept(_)))
}
