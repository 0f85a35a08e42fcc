//! How the value of a configuration refers to something outside of it: eleven forms, of which no client reads
//! all, and others that people write and none reads.

use std::fmt;
use std::ops::Range;

use serde::Deserialize;

use super::shown::may_be_shown;
use crate::secret::credential_names::names_a_credential;
use crate::secret::shape::could_be_secret;

/// One way to write a reference.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Syntax {
    /// `$NAME`
    Dollar,
    /// `${NAME}`, also with a default, as in `${NAME:-text}`
    Braces,
    /// `${env:NAME}`
    Env,
    /// `{env:NAME}`
    CurlyEnv,
    /// `${input:ID}`: the user is asked
    Input,
    /// `${{ secrets.NAME }}`, also without the blanks, and with the names of packages before that of the secret
    Secrets,
    /// `${{ inputs.NAME }}`, also without the blanks: a template that somebody fills in who uses it
    Inputs,
    /// `${{ env.NAME }}`, also without the blanks
    Envs,
    /// `$(COMMAND)`
    Command,
    /// `${file:PATH}`: what stands in that file
    File,
    /// `{file:PATH}`
    CurlyFile,
    /// What no client reads: what stands before the name and behind it
    #[serde(skip)]
    Foreign(#[serde(skip)] &'static str, #[serde(skip)] &'static str),
}

impl Syntax {
    /// Whether what is written is the name of a variable, or of what is filled in as one: a secret is looked for in the environment
    /// as well, an input of a template becomes either.
    pub fn names_a_variable(self) -> bool {
        !matches!(self, Self::Input | Self::Command | Self::File | Self::CurlyFile)
    }

    /// The reference to `name`: a variable, an input, or a command line.
    pub fn write(self, name: &str) -> String {
        let (before, after) = self.around();
        format!("{before}{name}{after}")
    }

    /// How one looks, for people.
    pub(super) fn form(self) -> String {
        self.write(match self {
            Self::Input => "ID",
            Self::Command => "COMMAND",
            Self::File | Self::CurlyFile => "PATH",
            _ => "NAME",
        })
    }

    fn around(self) -> (&'static str, &'static str) {
        match self {
            Self::Dollar => ("$", ""),
            Self::Braces => ("${", "}"),
            Self::Env => ("${env:", "}"),
            Self::CurlyEnv => ("{env:", "}"),
            Self::Input => ("${input:", "}"),
            Self::Secrets => ("${{ secrets.", " }}"),
            Self::Inputs => ("${{ inputs.", " }}"),
            Self::Envs => ("${{ env.", " }}"),
            Self::Command => ("$(", ")"),
            Self::File => ("${file:", "}"),
            Self::CurlyFile => ("{file:", "}"),
            Self::Foreign(before, after) => (before, after),
        }
    }

    /// What one surely begins and ends with.
    fn bounds(self) -> (&'static str, &'static str) {
        if self.is_template() { ("${{", "}}") } else { self.around() }
    }

    fn is_template(self) -> bool {
        matches!(self, Self::Secrets | Self::Inputs | Self::Envs)
    }

    /// Those that are told from any text, the longest beginnings first, so that none is taken for another.
    const ALL: [Self; 11] = [
        Self::Secrets,
        Self::Inputs,
        Self::Envs,
        Self::Env,
        Self::Input,
        Self::File,
        Self::CurlyEnv,
        Self::CurlyFile,
        Self::Command,
        Self::Braces,
        Self::Dollar,
    ];
}

/// A reference that was found in a text. `Debug` shows what may be shown.
#[derive(Clone, PartialEq, Eq)]
pub struct Reference {
    /// How it is written.
    pub syntax: Syntax,
    /// The variable, input, command line or path.
    pub name: String,
    /// What it is when the variable is not set.
    pub default: Fallback,
}

/// What a reference says of a variable that is not set.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fallback {
    /// Nothing.
    None,
    /// A default with nothing in it.
    Empty,
    /// A default.
    Text,
}

impl Reference {
    /// Whether its client asks for what it refers to, under that name.
    pub fn is_input(&self, id: &str) -> bool {
        self.syntax == Syntax::Input && self.name == id
    }

    /// What it refers to, when that may be shown: what stands in a command can be a secret, and a token can stand where a name
    /// belongs.
    pub fn shown_name(&self) -> Option<&str> {
        let may_be = match self.syntax {
            Syntax::Command => false,
            Syntax::Input | Syntax::File | Syntax::CurlyFile => !could_be_secret(&self.name),
            _ => may_be_shown(&self.name),
        };
        may_be.then_some(self.name.as_str())
    }

    /// As it may be shown.
    pub fn shown(&self) -> String {
        let default = match self.default {
            Fallback::None => "",
            Fallback::Empty => ":-",
            Fallback::Text => ":-...",
        };
        self.syntax.write(&format!("{}{default}", self.shown_name().unwrap_or("...")))
    }

    /// Whether it has a default, so that nothing is missing when the variable is not set.
    pub(super) fn has_default(&self) -> bool {
        self.default != Fallback::None
    }
}

impl fmt::Debug for Reference {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.shown())
    }
}

/// The first reference in a text, in whatever family's form.
pub(super) fn find(text: &str) -> Option<Reference> {
    all(text).next()
}

/// Every reference in a text, in whatever family's form.
pub(super) fn all(text: &str) -> impl Iterator<Item = Reference> {
    placed(text).map(|(_, reference)| reference)
}

/// Every reference that could be read in a text, wherever one may begin: also behind what begins as one and is none, and in another.
/// Of a name that is longer than any, nothing.
pub(super) fn anywhere(text: &str) -> Vec<Reference> {
    let from = |start: usize| {
        let rest = &text[start..];
        &rest[..rest.char_indices().nth(LONGEST).map_or(rest.len(), |(end, _)| end)]
    };
    let of_form = |syntax: Syntax| {
        let starts = text.match_indices(syntax.bounds().0).map(|(start, _)| start);
        starts.filter_map(move |start| read(syntax, from(start))).map(|(reference, _)| reference)
    };
    Syntax::ALL.into_iter().flat_map(of_form).collect()
}

/// The names of those, and of the variables that a shell does more with than to put them there: `${NAME%%x}`.
pub(super) fn names_anywhere(text: &str) -> impl Iterator<Item = String> {
    let of_shell = text.match_indices("${").filter_map(|(start, opening)| {
        let rest = &text[start + opening.len()..];
        let name = &rest[..rest.find(|letter| !is_of_a_name(letter))?];
        (name.len() <= LONGEST && is_name(name)).then(|| name.to_owned())
    });
    anywhere(text).into_iter().map(|one| one.name).chain(of_shell)
}

/// The most characters of a reference that is looked for anywhere.
const LONGEST: usize = 256;

/// Every reference in a text, with where it stands: the first, then the first behind that; of two that begin at one place the one
/// with the longer beginning.
pub(super) fn placed(text: &str) -> impl Iterator<Item = (Range<usize>, Reference)> {
    let (mut ahead, mut end) = (Syntax::ALL.map(|syntax| Ahead::of(syntax, text, 0)), 0);
    std::iter::from_fn(move || {
        for one in ahead.iter_mut().filter(|one| one.start.is_some_and(|start| start < end)) {
            *one = Ahead::of(one.syntax, text, end);
        }
        let found = ahead.iter().filter_map(|one| one.found.clone()).min_by_key(|(place, _)| place.start)?;
        end = found.0.end;
        Some(found)
    })
}

/// Where one form begins next in a text, and the reference there, if it is one.
struct Ahead {
    syntax: Syntax,
    start: Option<usize>,
    found: Option<(Range<usize>, Reference)>,
}

impl Ahead {
    fn of(syntax: Syntax, text: &str, from: usize) -> Self {
        let start = text[from..].find(syntax.bounds().0).map(|start| from + start);
        let found = start.and_then(|start| {
            let (reference, behind) = read(syntax, &text[start..])?;
            Some((start..text.len() - behind.len(), reference))
        });
        Self { syntax, start, found }
    }
}

/// A text with values in the place of its references. One without a value stays as it is written.
pub(super) fn filled(text: &str, value: impl Fn(&Reference, &str) -> Option<String>) -> String {
    let (mut filled, mut end) = (String::new(), 0);
    for (place, reference) in placed(text) {
        let written = &text[place.clone()];
        filled.push_str(&text[end..place.start]);
        filled.push_str(value(&reference, written).as_deref().unwrap_or(written));
        end = place.end;
    }
    filled + &text[end..]
}

/// The reference that a text is, without a default.
pub(super) fn whole(text: &str) -> Option<Reference> {
    let (place, found) = placed(text).next()?;
    (!found.has_default() && place == (0..text.len())).then_some(found)
}

/// The variable that a text refers to, and says no more, in whatever form that a client reads.
pub fn variable_in(text: &str) -> Option<String> {
    let is_one = |form| matches!(form, Syntax::Dollar | Syntax::Braces | Syntax::Env | Syntax::CurlyEnv);
    whole(text).filter(|found| is_one(found.syntax)).map(|found| found.name)
}

/// A variable in one of the forms that no client reads, where it is the whole text: that of cmd.exe, of PowerShell, of templates,
/// and what begins as one that is read and is not closed.
pub(super) fn foreign(text: &str) -> Option<Reference> {
    let open = Syntax::ALL.map(|syntax| (syntax.bounds().0, ""));
    FOREIGN.into_iter().chain(open.into_iter().filter(|form| *form != ("$", ""))).find_map(
        |(before, after)| {
            let rest = text.strip_suffix(after)?;
            let name = rest.strip_prefix(before)?;
            let name = if before.ends_with("{{") { name.trim() } else { name };
            is_foreign_name(before, name).then(|| {
                let syntax = Syntax::Foreign(before, after);
                Reference { syntax, name: name.to_owned(), default: Fallback::None }
            })
        },
    )
}

/// Whether it is a name that stands behind that, and no password that begins so.
fn is_foreign_name(before: &str, name: &str) -> bool {
    let may_be = match before {
        // They stand in many a text.
        "%" | "{" | "${" => false,
        "$(" => name.starts_with("mcp-token "),
        _ => names_a_credential(name),
    };
    !name.is_empty() && (may_be_shown(name) || may_be && !could_be_secret(name))
}

/// What stands before a name and behind it in forms that no client reads.
const FOREIGN: [(&str, &str); 7] =
    [("%", "%"), ("{", "}"), ("{{", "}}"), ("${{", "}}"), ("$env:", ""), ("$Env:", ""), ("$ENV:", "")];

/// The reference that a text begins with, when it is of that form, and what follows it.
fn read(syntax: Syntax, text: &str) -> Option<(Reference, &str)> {
    let (before, after) = syntax.bounds();
    let rest = text.strip_prefix(before)?;
    let end = match syntax {
        Syntax::Dollar => rest.find(|letter| !is_of_a_name(letter)).unwrap_or(rest.len()),
        _ => rest.find(after)?,
    };
    let (inside, behind) = (&rest[..end], &rest[end + after.len()..]);
    let inside = match syntax {
        Syntax::Secrets => inside.trim().strip_prefix("secrets.")?.rsplit('/').next()?,
        Syntax::Inputs => inside.trim().strip_prefix("inputs.")?,
        Syntax::Envs => inside.trim().strip_prefix("env.")?,
        _ => inside,
    };
    let (name, default) = match inside.split_once(":-") {
        Some((name, "")) if syntax == Syntax::Braces => (name, Fallback::Empty),
        Some((name, _)) if syntax == Syntax::Braces => (name, Fallback::Text),
        _ => (inside, Fallback::None),
    };
    let is_good = match syntax {
        Syntax::Command | Syntax::File | Syntax::CurlyFile => !name.trim().is_empty(),
        _ if syntax == Syntax::Input || syntax.is_template() => {
            !name.is_empty() && name.chars().all(|letter| is_of_a_name(letter) || letter == '-')
        }
        _ => is_name(name),
    };
    is_good.then(|| (Reference { syntax, name: name.to_owned(), default }, behind))
}

/// Whether a text can be the name of a variable.
pub(super) fn is_name(text: &str) -> bool {
    !text.is_empty()
        && text.chars().all(is_of_a_name)
        && !text.starts_with(|first: char| first.is_ascii_digit())
}

pub(super) fn is_of_a_name(letter: char) -> bool {
    letter.is_ascii_alphanumeric() || letter == '_'
}

#[cfg(test)]
mod tests;
