//! What one profile says otherwise than another.

use super::{Profile, write};

/// A setting or a claim, and what was and is said of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    /// Its name; a claim may have that of a setting.
    pub name: String,
    /// Whether it is a claim.
    pub is_claim: bool,
    /// What was said, if anything: TOML of a setting, JSON of a claim.
    pub old: Option<String>,
    /// What is said now.
    pub new: Option<String>,
}

impl Profile {
    /// What `new` says otherwise: the settings as the file of profiles has them, then the claims one by one. Not where the
    /// token is kept, which a [`Plan`](super::plan::Plan) has steps for, and nothing of a profile that the file cannot take.
    pub fn changes(&self, new: &Self) -> Vec<Change> {
        let (old_said, new_said) =
            (write::profile(self).unwrap_or_default(), write::profile(new).unwrap_or_default());
        // Both have all keys, in one order.
        let settings =
            old_said.iter().zip(&new_said).filter(|((name, _), _)| !APART.contains(&name.as_str()));
        let settings = settings.map(|((name, old), (_, new))| Change {
            name: name.clone(),
            is_claim: false,
            old: write::text(old.as_ref()),
            new: write::text(new.as_ref()),
        });
        let gone = self.claims.members().filter(|(name, _)| new.claims.get(name).is_none());
        let claims = new.claims.members().chain(gone).map(|(name, _)| Change {
            name: name.to_owned(),
            is_claim: true,
            old: self.claims.get(name).map(str::to_owned),
            new: new.claims.get(name).map(str::to_owned),
        });
        settings.chain(claims).filter(|change| change.old != change.new).collect()
    }
}

const APART: [&str; 2] = ["claims", "store"];
