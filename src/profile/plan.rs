//! What has to be done to make or change a profile, in the order in which a kill between two steps does no harm.
//!
//! A plan does nothing. What is shown before and what is done are the same steps.

use super::{Keeping, Profile};
use crate::name::Name;
use crate::secret::Source;
use crate::secret::ring::{Origin, Shelf};

/// The steps to a profile.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Plan {
    /// The profile as it will be.
    pub profile: Profile,
    /// What is done, in this order.
    pub steps: Vec<Step>,
}

/// One step.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Step {
    /// A new secret is kept.
    KeepSecret {
        /// Its name.
        name: Name,
        /// Whether it is made or was given.
        origin: Origin,
        /// Where.
        shelf: Shelf,
    },
    /// A kept secret goes from one shelf to another.
    MoveSecret {
        /// Its name.
        name: Name,
        /// Where it was.
        from: Shelf,
        /// Where it will be.
        to: Shelf,
    },
    /// A kept secret stays on its shelf, and does not follow the token.
    LeaveSecret {
        /// Its name.
        name: Name,
        /// Where it is.
        at: Shelf,
        /// The other profiles that keep their token there and sign with it too.
        others: Vec<Name>,
    },
    /// The kept token is copied and read back.
    CopyToken {
        /// Where it is.
        from: Keeping,
        /// Where it will be too.
        to: Keeping,
    },
    /// The file of profiles is written.
    WriteProfile {
        /// Whether it did not hold the profile before.
        is_new: bool,
    },
    /// The kept token is taken from where it was.
    ForgetToken {
        /// Where it was.
        from: Keeping,
    },
}

/// A kept secret that a profile signs with.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Kept {
    /// Where it is.
    pub shelf: Shelf,
    /// The other profiles that may sign with it, and do not keep their token where this one will.
    pub others: Vec<Name>,
}

impl Plan {
    /// The steps from the old profile, if there is one, to the new one.
    ///
    /// - `new_secret`: the secret that the new one names is to be kept, and comes from there.
    /// - `kept`: the secret that the new one names, when it is kept already. It follows the token of the last profile that leaves.
    pub fn new(old: Option<&Profile>, new: Profile, new_secret: Option<Origin>, kept: Option<Kept>) -> Self {
        let mut steps = Vec::new();
        let shelf = new.token.shelf();
        if let Some(Source::Kept(name)) = new.key.as_ref().map(|key| &key.source) {
            let name = name.clone();
            match (new_secret, kept, shelf) {
                (Some(origin), ..) => {
                    steps.push(Step::KeepSecret { name, origin, shelf: shelf.unwrap_or(Shelf::File) });
                }
                (None, Some(Kept { shelf: from, others }), Some(to))
                    if from != to && old.is_some_and(|old| old.token.shelf() != shelf) =>
                {
                    steps.push(if others.is_empty() {
                        Step::MoveSecret { name, from, to }
                    } else {
                        Step::LeaveSecret { name, at: from, others }
                    });
                }
                _ => {}
            }
        }
        let moved = old.map(|old| old.token.clone()).filter(|from| *from != new.token);
        let moved = moved.filter(|from| *from != Keeping::Nowhere);
        if let Some(from) = &moved
            && new.token != Keeping::Nowhere
        {
            steps.push(Step::CopyToken { from: from.clone(), to: new.token.clone() });
        }
        if old != Some(&new) {
            steps.push(Step::WriteProfile { is_new: old.is_none() });
        }
        steps.extend(moved.map(|from| Step::ForgetToken { from }));
        Self { profile: new, steps }
    }
}
