//! What a row of the table is made of: the checks that there are, and how servers differ in them.

use super::read::{Base64, Json};
use crate::jwt::token::Part;

/// A library or an SDK that judges tokens.
#[derive(Debug)]
pub struct Server {
    /// Its name, as its users know it.
    pub name: &'static str,
    /// The version that the row was checked against.
    pub version: &'static str,
    /// What judges the token before it does: an SDK has no JWT code of its own.
    pub over: Option<&'static Server>,
    pub(super) base64: Base64,
    pub(super) json: Json,
    /// The algorithms that it can check, by their names on the wire.
    pub(super) algs: &'static [&'static str],
    /// What it does with the header, the signature and the form of the payload.
    pub(super) steps: &'static [Step],
    /// What it asks of the claims, after that.
    pub(super) rules: &'static [Rule],
}

/// One thing that a server looks at before it looks at claims. What fails ends the hearing.
#[derive(Debug)]
pub(super) enum Step {
    /// The segment has at most so many characters.
    Size(Part, usize),
    /// The segment is base64url.
    Base64(Part),
    /// The header is a JSON object.
    Header,
    /// These header parameters, where they are there, are of these types.
    HeaderTypes(&'static [(&'static str, Type)]),
    /// `crit`, where it is there, names parameters of the header that are known.
    Crit { known: &'static [&'static str], may_be_empty: bool },
    /// `b64`.
    Unencoded(Unencoded),
    /// `alg` is one that it knows and that is expected.
    Alg,
    /// The signature is there and matches.
    Signature,
    /// The payload is a JSON object, or whatever else the server takes for one.
    Payload(Payload),
}

/// One thing that a server asks of the claims.
#[derive(Debug)]
pub(super) enum Rule {
    /// The claim is there when something is expected of it.
    There(Claim),
    /// `iss` is expected, where one is.
    Issuer,
    /// `aud` is expected, where one is.
    Audience(Audience),
    /// The claim is there.
    Required(&'static str),
    /// The claim, where it is there, is text; for some null is an absence.
    Text { claim: &'static str, or_null: bool },
    /// The instant, where it is there, is a number as it reads one and lies where it should.
    Instant { claim: &'static str, number: Number, bound: Bound },
    /// Every scope that is expected stands in the first of these claims that has the form.
    Scopes { claims: &'static [&'static str], form: ScopeForm, place: &'static str },
}

/// The type of a header parameter.
#[derive(Debug, Clone, Copy)]
pub(super) enum Type {
    Object,
    Text,
    Texts,
    /// Text that starts with `http://` or `https://`.
    Url,
}

/// Which `b64` is refused (RFC 7797).
#[derive(Debug, Clone, Copy)]
pub(super) enum Unencoded {
    /// One that `crit` names and that is not true.
    Critical,
    /// False.
    False,
    /// Anything but true.
    NotTrue,
}

/// What may stand in the place of the claims.
#[derive(Debug, Clone, Copy)]
pub(super) enum Payload {
    /// A JSON object.
    Object,
    /// Anything, as claims that are empty; JSON when `typ` is `JWT`.
    Anything,
}

/// A claim of which something may be expected.
#[derive(Debug, Clone, Copy)]
pub(super) enum Claim {
    Audience,
    Issuer,
}

/// How `aud` is compared.
#[derive(Debug, Clone, Copy)]
pub(super) enum Audience {
    /// Looked at only when one is expected; what is not text in a list is passed over.
    Loose,
    /// Refused when none is expected; a list holds text only; what Python calls false is an absence.
    Strict,
}

/// What counts as a number of seconds.
#[derive(Debug, Clone, Copy)]
pub(super) enum Number {
    /// A JSON number.
    Json,
    /// Whatever Python's `int()` takes, less the fraction.
    PythonInt,
    /// What Python compares with a number; null is an absence, infinity a fault.
    PythonOrder,
    /// A whole number of at most 64 bits, or a text that is one.
    Whole,
}

/// How scopes are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum ScopeForm {
    /// As words between white space.
    Words,
    /// As words with one blank between them.
    WordsAndBlanks,
    /// As words between white space, or as a list.
    WordsOrList,
}

/// Where an instant has to lie.
#[derive(Debug, Clone, Copy)]
pub(super) enum Bound {
    /// After now.
    After,
    /// Now or after.
    NowOrAfter,
    /// Now or before.
    NowOrBefore,
    /// Anywhere.
    Anywhere,
}
