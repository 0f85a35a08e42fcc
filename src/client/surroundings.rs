//! What decides whether an entry works, and does not stand in its file.

use crate::name::Name;
use crate::secret::Secret;

/// What the references of a file lead to. Asked only about names that stand in one.
pub trait Outside {
    /// What a variable holds.
    fn in_variable(&self, name: &str) -> Option<Secret>;
    /// What a file holds; nothing of one that only the client can find.
    fn in_file(&self, path: &str) -> Option<Secret>;
}

/// What is outside of a file.
pub trait Surroundings: Outside {
    /// Whether a variable is set to something.
    fn is_set(&self, variable: &str) -> bool;
    /// Whether there is a program of that name or path.
    fn has_program(&self, program: &str) -> bool;
    /// Whether there is a regular file that a reference names; one that only the client can find is there.
    fn has_file(&self, path: &str) -> bool;
    /// The mode of a file that a reference names, when it lets others have what only we should.
    fn mode_for_others(&self, path: &str) -> Option<u32>;
    /// Whether there is a profile of that name.
    fn has_profile(&self, name: &str) -> bool;
    /// The audiences that a profile for that server demands; none when no profile is known to be for it.
    fn audiences(&self, server: &str, url: Option<&str>) -> Vec<String>;
    /// The server of a profile, if it has one.
    fn url_of_profile(&self, name: &Name) -> Option<String>;
    /// The header in which a server is shown the token of a profile, if it is shown it in one.
    fn header_of_profile(&self, name: &Name) -> Option<String>;
    /// The profile that this program takes when none is named.
    fn default_profile(&self) -> Option<Name>;
    /// The profile whose token that server is to be shown in a header.
    fn profile_shown_to(&self, server: &str, url: &str) -> Option<Name>;
    /// Whether a profile makes its tokens, or is known to keep one that lives; one that is broken is not judged.
    fn gives_a_token(&self, name: &Name) -> bool;
    /// The variable that the key of a profile is in, if it is in one.
    fn variable_of_key(&self, name: &Name) -> Option<String>;
    /// Whether a secret of that name is kept; one that cannot be looked at is.
    fn has_secret(&self, name: &Name) -> bool;
    /// The profiles whose token is handed on in that variable.
    fn profiles_of_variable(&self, variable: &str) -> Vec<Name>;
    /// Whether a token could be one of the profiles whose token is handed on in that variable; where there are none, any could.
    fn may_be_in(&self, variable: &str, token: &str) -> bool;
}
