//! The table: what each library and SDK checks, in the order in which it checks it.
//!
//! Every row was read from the source of the version that it names and is held against the running library by
//! `tests/peers/doctor_token.rs`. A new version is a new run of that test; a new library is a new row.

use super::checks::{
    Audience, Bound, Claim, Number, Payload, Rule, ScopeForm, Server, Step, Type, Unencoded,
};
use super::read::{Base64, Json};
use crate::jwt::token::Part;

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
    ],
    rules: &[
        Rule::Instant { claim: "iat", number: Number::PythonInt, bound: Bound::NowOrBefore },
        Rule::Instant { claim: "nbf", number: Number::PythonInt, bound: Bound::NowOrBefore },
        Rule::Instant { claim: "exp", number: Number::PythonInt, bound: Bound::After },
        Rule::Issuer,
        Rule::Audience(Audience::Strict),
        Rule::Text { claim: "sub", or_null: false },
        Rule::Text { claim: "jti", or_null: false },
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
        ]),
        Step::Unencoded(Unencoded::NotTrue),
        Step::Alg,
        Step::Base64(Part::Signature),
        Step::Signature,
        Step::Payload(Payload::Object),
    ],
    rules: &[
        Rule::Instant { claim: "exp", number: Number::PythonOrder, bound: Bound::NowOrAfter },
        Rule::Issuer,
        Rule::Audience(Audience::Loose),
        Rule::Scopes {
            claims: &["scope", "scp"],
            form: ScopeForm::WordsOrList,
            place: "`scope`, else `scp`",
        },
        Rule::Text { claim: "sub", or_null: true },
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
    ],
    rules: &[
        Rule::Instant { claim: "nbf", number: Number::Json, bound: Bound::NowOrBefore },
        Rule::Instant { claim: "exp", number: Number::Json, bound: Bound::After },
        Rule::Audience(Audience::Loose),
        Rule::Issuer,
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
    ],
    rules: &[
        Rule::There(Claim::Issuer),
        Rule::There(Claim::Audience),
        Rule::Issuer,
        Rule::Audience(Audience::Loose),
        Rule::Instant { claim: "iat", number: Number::Json, bound: Bound::Anywhere },
        Rule::Instant { claim: "nbf", number: Number::Json, bound: Bound::NowOrBefore },
        Rule::Instant { claim: "exp", number: Number::Json, bound: Bound::After },
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
    steps: &[],
    rules: &[
        Rule::Scopes { claims: &["scope"], form: ScopeForm::WordsAndBlanks, place: "`scope`" },
        Rule::Required("exp"),
        Rule::Instant { claim: "exp", number: Number::Json, bound: Bound::NowOrAfter },
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
    steps: &[],
    rules: &[
        Rule::Instant { claim: "exp", number: Number::Whole, bound: Bound::NowOrAfter },
        Rule::Scopes { claims: &["scope"], form: ScopeForm::Words, place: "`scope`" },
    ],
};
