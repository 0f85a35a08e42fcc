//! What a finding is called, how bad it is, and whether it is about a text that stands there.

use super::{Finding, is_everybodys};

/// How bad a finding is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Rank {
    /// It will not work as it stands, or not for long.
    Warning,
    /// A token is where others get it, or is dead, or nothing of a file is read.
    High,
}

impl Finding {
    /// Its name in JSON. Never changed.
    pub fn code(&self) -> &'static str {
        match self {
            Self::LiteralToken { .. } => "literal_token",
            Self::ExpiredToken { .. } | Self::ExpiredElsewhere { .. } => "expired_token",
            Self::OtherAudience { .. } => "other_audience",
            Self::OtherServer { .. } | Self::Astray { .. } | Self::ForNoServer { .. } => "other_server",
            Self::ReadableByOthers { .. } | Self::ReadableElsewhere { .. } => "readable_by_others",
            Self::WritableByOthers { .. } => "writable_by_others",
            Self::ForeignOwner { .. } => "foreign_owner",
            Self::UnsetVariable { .. } | Self::NotListed { .. } => "unset_variable",
            Self::Blanked { .. } => "blanked_variable",
            Self::NoInput { .. } => "no_input",
            Self::NoFile { .. } => "no_file",
            Self::WrongReference { .. } => "wrong_reference",
            Self::Unfit { .. } => "unfit_token",
            Self::Skipped { .. } | Self::UnreadRoot { .. } => "skipped",
            Self::Dead => "dead_place",
            Self::TokenInUrl { .. } => "token_in_url",
            Self::Unencrypted { .. } => "unencrypted",
            Self::NoToken { .. }
            | Self::NotShown { .. }
            | Self::NothingKept { .. }
            | Self::HelperRefused { .. }
            | Self::KeyNotHandedOn { .. } => "no_token",
            Self::NoHeaders => "no_headers",
            Self::NoSecret { .. } => "no_secret",
            Self::NoProgram { .. } => "no_program",
            Self::NoProfile { .. } => "no_profile",
            Self::Unpinned { .. } => "unpinned",
            Self::Unreadable { .. } => "unreadable",
            Self::Twice { .. } | Self::HeaderTwice { .. } => "duplicate_key",
            Self::NotSeen { .. } => "not_seen",
        }
    }

    /// How bad it is.
    pub fn rank(&self) -> Rank {
        match self {
            // On many systems everybody's group has one member.
            Self::WritableByOthers { mode, .. } if !is_everybodys(*mode) => Rank::Warning,
            one if one.is_of_all_entries() => Rank::High,
            Self::Unreadable { .. }
            | Self::LiteralToken { .. }
            | Self::ExpiredToken { .. }
            | Self::ExpiredElsewhere { .. }
            | Self::NothingKept { .. }
            | Self::HelperRefused { .. }
            | Self::KeyNotHandedOn { .. }
            | Self::OtherAudience { .. }
            | Self::OtherServer { .. }
            | Self::Astray { .. }
            | Self::ReadableByOthers { .. }
            | Self::ReadableElsewhere { .. }
            | Self::WritableByOthers { .. }
            | Self::ForeignOwner { .. }
            | Self::TokenInUrl { .. }
            | Self::Unencrypted { has_token: true, .. } => Rank::High,
            Self::ForNoServer { .. }
            | Self::UnsetVariable { .. }
            | Self::NotListed { .. }
            | Self::Blanked { .. }
            | Self::NoInput { .. }
            | Self::NoFile { .. }
            | Self::WrongReference { .. }
            | Self::Unfit { .. }
            | Self::Skipped { .. }
            | Self::Dead
            | Self::Unencrypted { .. }
            | Self::UnreadRoot { .. }
            | Self::NoToken { .. }
            | Self::NotShown { .. }
            | Self::NoHeaders
            | Self::NoSecret { .. }
            | Self::NoProgram { .. }
            | Self::NoProfile { .. }
            | Self::Unpinned { .. }
            | Self::Twice { .. }
            | Self::HeaderTwice { .. }
            | Self::NotSeen { .. } => Rank::Warning,
        }
    }

    /// Whether it is about a token that stands in an entry itself.
    pub(in crate::client) fn is_of_a_literal(&self) -> bool {
        let is_there = matches!(self, Self::OtherAudience { holder: None, .. });
        is_there || matches!(self, Self::LiteralToken { .. } | Self::ExpiredToken { .. })
    }

    /// Whether it is about the text of an entry, whatever else says of the same server.
    pub(in crate::client) fn is_of_a_text(&self) -> bool {
        let is_there = matches!(
            self,
            Self::TokenInUrl { .. } | Self::Skipped { .. } | Self::Twice { .. } | Self::HeaderTwice { .. }
        );
        is_there || self.is_of_a_literal()
    }
}
