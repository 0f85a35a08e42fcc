//! The table: what each library and SDK checks, in the order in which it checks it.
//!
//! Every row was read from the source of the version that it names and is held against the running library by
//! `tests/peers/doctor_token.rs`. A new version is a new run of that test; a new library is a new row.

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
    pub(super) steps: &'static [Step],
}

/// One thing that a server looks at.
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
    /// `alg` is one that it knows and that the key is for.
    Alg,
    /// The signature is there and matches.
    Signature,
    /// The payload is a JSON object, or whatever else the server takes for one.
    Payload(Payload),
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

impl Step {
    /// Whether it is one that a readable token with a good signature comes to.
    pub(super) fn is_about_claims(&self) -> bool {
        match self {
            Self::There(_)
            | Self::Issuer
            | Self::Audience(_)
            | Self::Required(_)
            | Self::Text { .. }
            | Self::Instant { .. }
            | Self::Scopes { .. } => true,
            Self::Size(..)
            | Self::Base64(_)
            | Self::Header
            | Self::HeaderTypes(_)
            | Self::Crit { .. }
            | Self::Unencoded(_)
            | Self::Alg
            | Self::Signature
            | Self::Payload(_) => false,
        }
    }
}

/// The type of a header parameter.
#[derive(Debug, Clone, Copy)]
pub(super) enum Type {
    Boolean,
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

/// Every server, in the order of a report.
pub static SERVERS: [&Server; 6] = [&PYJWT, &FASTMCP, &JSONWEBTOKEN, &JOSE, &TYPESCRIPT_SDK, &PYTHON_SDK];

/// `jwt.decode(token, key, algorithms=[alg], audience=..., issuer=...)`.
static PYJWT: Server = Server {
    name: "PyJWT",
    version: "2.15.1",
    over: None,
    base64: Base64::Padded,
    json: Json::Python,
    algs: &[
        "HS256", "HS384", "HS512", "RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES256K",
        "ES384", "ES512", "EdDSA",
    ],
    steps: &[
        Step::Base64(Part::Header),
        Step::Header,
        Step::Unencoded(Unencoded::False),
        Step::Base64(Part::Payload),
        Step::Base64(Part::Signature),
        Step::HeaderTypes(&[("kid", Type::Text)]),
        Step::Crit { known: &["b64"], may_be_empty: false },
        Step::Alg,
        Step::Signature,
        Step::Payload(Payload::Object),
        Step::Instant { claim: "iat", number: Number::PythonInt, bound: Bound::NowOrBefore },
        Step::Instant { claim: "nbf", number: Number::PythonInt, bound: Bound::NowOrBefore },
        Step::Instant { claim: "exp", number: Number::PythonInt, bound: Bound::After },
        Step::Issuer,
        Step::Audience(Audience::Strict),
        Step::Text { claim: "sub", or_null: false },
        Step::Text { claim: "jti", or_null: false },
    ],
};

/// `JWTVerifier(public_key=key, algorithm=alg, issuer=..., audience=..., required_scopes=...)`, over joserfc 1.8.0.
static FASTMCP: Server = Server {
    name: "fastmcp",
    version: "4.1.2",
    over: None,
    base64: Base64::Strict,
    json: Json::Python,
    algs: &[
        "HS256", "HS384", "HS512", "RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384",
        "ES512", "EdDSA", "Ed25519", "Ed448",
    ],
    steps: &[
        Step::Size(Part::Header, 512),
        Step::Size(Part::Payload, 128_000),
        Step::Size(Part::Signature, 1024),
        Step::Base64(Part::Header),
        Step::Header,
        Step::Crit { known: JOSERFC_HEADER, may_be_empty: true },
        Step::Base64(Part::Payload),
        Step::HeaderTypes(&[
            ("jku", Type::Url),
            ("jwk", Type::Object),
            ("kid", Type::Text),
            ("x5u", Type::Url),
            ("x5c", Type::Texts),
            ("x5t", Type::Text),
            ("x5t#S256", Type::Text),
            ("typ", Type::Text),
            ("cty", Type::Text),
            ("b64", Type::Boolean),
        ]),
        Step::Unencoded(Unencoded::NotTrue),
        Step::Alg,
        Step::Base64(Part::Signature),
        Step::Signature,
        Step::Payload(Payload::Object),
        Step::Instant { claim: "exp", number: Number::PythonOrder, bound: Bound::NowOrAfter },
        Step::Issuer,
        Step::Audience(Audience::Loose),
        Step::Scopes {
            claims: &["scope", "scp"],
            form: ScopeForm::WordsOrList,
            place: "`scope`, else `scp`",
        },
        Step::Text { claim: "sub", or_null: true },
    ],
};

const JOSERFC_HEADER: &[&str] =
    &["alg", "jku", "jwk", "kid", "x5u", "x5c", "x5t", "x5t#S256", "typ", "cty", "crit", "b64"];

/// `jwt.verify(token, key, { algorithms: [alg], audience, issuer })`.
static JSONWEBTOKEN: Server = Server {
    name: "jsonwebtoken",
    version: "9.0.3",
    over: None,
    base64: Base64::Buffer,
    json: Json::Loose,
    algs: &[
        "HS256", "HS384", "HS512", "RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384",
        "ES512",
    ],
    steps: &[
        Step::Base64(Part::Header),
        Step::Base64(Part::Payload),
        Step::Base64(Part::Signature),
        Step::Header,
        Step::Payload(Payload::Anything),
        Step::Alg,
        Step::Signature,
        Step::Instant { claim: "nbf", number: Number::Json, bound: Bound::NowOrBefore },
        Step::Instant { claim: "exp", number: Number::Json, bound: Bound::After },
        Step::Audience(Audience::Loose),
        Step::Issuer,
    ],
};

/// `jwtVerify(token, key, { algorithms: [alg], audience, issuer })`.
static JOSE: Server = Server {
    name: "jose",
    version: "6.2.17",
    over: None,
    base64: Base64::Forgiving,
    json: Json::Strict,
    algs: &[
        "HS256", "HS384", "HS512", "RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384",
        "ES512", "EdDSA", "Ed25519",
    ],
    steps: &[
        Step::Base64(Part::Header),
        Step::Header,
        Step::Crit { known: &["b64"], may_be_empty: false },
        Step::Alg,
        Step::Base64(Part::Signature),
        Step::Signature,
        Step::Unencoded(Unencoded::Critical),
        Step::Base64(Part::Payload),
        Step::Payload(Payload::Object),
        Step::There(Claim::Issuer),
        Step::There(Claim::Audience),
        Step::Issuer,
        Step::Audience(Audience::Loose),
        Step::Instant { claim: "iat", number: Number::Json, bound: Bound::Anywhere },
        Step::Instant { claim: "nbf", number: Number::Json, bound: Bound::NowOrBefore },
        Step::Instant { claim: "exp", number: Number::Json, bound: Bound::After },
    ],
};

/// `requireBearerAuth` of `@modelcontextprotocol/server`, whose verifier asks jose and passes on `exp` and the words of
/// `scope`. Version 1.32.2 of `@modelcontextprotocol/sdk` has the same logic.
static TYPESCRIPT_SDK: Server = Server {
    name: "TypeScript SDK",
    version: "2.4.0",
    over: Some(&JOSE),
    base64: Base64::Forgiving,
    json: Json::Strict,
    algs: JOSE.algs,
    steps: &[
        Step::Scopes { claims: &["scope"], form: ScopeForm::WordsAndBlanks, place: "`scope`" },
        Step::Required("exp"),
        Step::Instant { claim: "exp", number: Number::Json, bound: Bound::NowOrAfter },
    ],
};

/// `BearerAuthBackend` of `mcp`, whose verifier asks PyJWT and passes on `exp` and the words of `scope`.
static PYTHON_SDK: Server = Server {
    name: "Python SDK",
    version: "2.3.0",
    over: Some(&PYJWT),
    base64: Base64::Padded,
    json: Json::Python,
    algs: PYJWT.algs,
    steps: &[
        Step::Instant { claim: "exp", number: Number::Whole, bound: Bound::NowOrAfter },
        Step::Scopes { claims: &["scope"], form: ScopeForm::Words, place: "`scope`" },
    ],
};
