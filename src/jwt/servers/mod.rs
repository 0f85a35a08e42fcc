//! What real servers would say of a token: who refuses it, and why.
//!
//! [`predict`] walks a table of libraries and SDKs (the rows are data) and says of each whether it accepts one token, for one
//! expectation, at one instant. It is a forecast of other programs, with their faults; it never makes a token good:
//! [`Verifier`](super::Verifier) is the only judge in this crate. It reads no clock and fetches nothing.
//!
//! What it takes for granted: each server is configured with the algorithm of the key, or with those that are expected,
//! without leeway and without options that loosen or tighten a check; a set of keys is answered by whichever key matches.
//! Without keys the signature is taken to be good. A token travels in a header: one with white space inside is none.
//!
//! Sources: the libraries themselves, run (`tests/peers/doctor_token.rs`).

mod checks;
mod claims;
mod header;
mod objection;
mod read;
mod rows;
#[cfg(test)]
mod tests;

use super::alg::Alg;
use super::json::{JsonError, Object, Value};
use super::key::KeySet;
use super::policy::Policy;
use super::signature::Checker;
use super::token::{Part, Segments, TokenError};
use crate::clock::Time;
use checks::{Payload, Step};
use read::{Base64, Json, Text};

pub use checks::Server;
pub use objection::Objection;
pub use rows::SERVERS;

/// What a server is configured to expect of a token.
#[derive(Debug, Clone, Default)]
pub struct Expectation {
    /// Accepted algorithms where there are no keys; none: any that the server knows. Keys have their own.
    pub algs: Vec<Alg>,
    /// Accepted issuers; none asks nothing.
    pub issuers: Vec<String>,
    /// Accepted audiences; none: the server was not told which audience it is.
    pub audiences: Vec<String>,
    /// Scopes that the token must have, every one. Only fastmcp and the SDKs look at them.
    pub scopes: Vec<String>,
}

impl From<&Policy> for Expectation {
    fn from(policy: &Policy) -> Self {
        Self {
            algs: Vec::new(),
            issuers: policy.issuers.clone(),
            audiences: policy.audience.named().to_vec(),
            scopes: policy.scopes.clone(),
        }
    }
}

/// What one server would say.
#[derive(Debug)]
pub struct Prediction {
    /// Which server.
    pub server: &'static Server,
    /// Why it would refuse the token: for the first, and were that mended, for the next. None where it would accept it.
    pub objections: Vec<Objection>,
}

impl Prediction {
    /// Whether the server would accept the token.
    pub fn accepts(&self) -> bool {
        self.objections.is_empty()
    }
}

/// Says of every server whether it would accept a token.
///
/// - `keys`: what the servers verify with; `None` takes every signature that is there for a good one.
/// - `now`: the instant at which they judge.
///
/// An error is a text that no server reads: it has not three segments, or is too large to be a token.
pub fn predict(
    token: &str,
    keys: Option<&KeySet>,
    expectation: &Expectation,
    now: Time,
) -> Result<Vec<Prediction>, TokenError> {
    let segments = Segments::parse(token)?;
    let question = Question { segments, keys, expectation, now };
    let ask = |server: &&'static Server| Prediction { server, objections: question.ask(server) };
    Ok(SERVERS.iter().map(ask).collect())
}

/// A token, and what it is to be judged by.
struct Question<'q> {
    segments: Segments<'q>,
    keys: Option<&'q KeySet>,
    expectation: &'q Expectation,
    now: Time,
}

impl Question<'_> {
    fn ask(&self, server: &'static Server) -> Vec<Objection> {
        let under = |library: &'static Server| {
            let its = self.ask(library).into_iter();
            its.map(|objection| Objection::Under { library: library.name, objection: Box::new(objection) })
        };
        let mut objections: Vec<_> = server.over.into_iter().flat_map(under).collect();
        let (header, payload) = (self.text(server, Part::Header), self.text(server, Part::Payload));
        let hearing = Hearing {
            question: self,
            server,
            header: header.as_ref().map_err(Clone::clone).and_then(|text| object(text, Part::Header)),
            payload: payload.as_ref().map_err(Clone::clone),
        };
        let known: Vec<_> = objections.iter().map(Objection::code).collect();
        objections.extend(hearing.walk().into_iter().filter(|objection| !known.contains(&objection.code())));
        objections
    }

    fn text(&self, server: &Server, part: Part) -> Result<Text, Objection> {
        let segment = self.segment(part);
        let bytes = server.base64.decode(segment).ok_or(Objection::Base64 { part })?;
        let text = match part {
            Part::Header => server.json.header(&bytes),
            Part::Payload | Part::Signature => server.json.payload(&bytes),
        };
        let text = text.ok_or(Objection::NotUtf8 { part })?;
        match server.json {
            Json::Python if text.depth >= PYTHON_DEPTH => Err(Objection::TooDeep { part }),
            Json::Python if text.longest_integer > PYTHON_DIGITS => {
                Err(Objection::LongInteger { part, len: text.longest_integer })
            }
            _ => Ok(text),
        }
    }

    /// The algorithms that a token may have: those of the keys, else those that the servers are set to.
    fn algs(&self) -> Vec<Alg> {
        match self.keys {
            Some(keys) => keys.keys().iter().flat_map(|key| key.algs.clone()).collect(),
            None => self.expectation.algs.clone(),
        }
    }

    fn segment(&self, part: Part) -> &str {
        match part {
            Part::Header => self.segments.header,
            Part::Payload => self.segments.payload,
            Part::Signature => self.segments.signature,
        }
    }
}

/// One server before one token.
struct Hearing<'h> {
    question: &'h Question<'h>,
    server: &'static Server,
    header: Result<Object<'h>, Objection>,
    payload: Result<&'h Text, Objection>,
}

impl Hearing<'_> {
    /// Takes the server's steps until one fails, then all of its rules.
    fn walk(&self) -> Vec<Objection> {
        let inner;
        let claims = match &self.payload {
            Ok(text) => {
                inner = self.unwrapped(text);
                match &inner {
                    Some(inner) => object(inner, Part::Payload),
                    None => object(text, Part::Payload),
                }
            }
            Err(objection) => Err(objection.clone()),
        };
        if let Some(objection) = self.server.steps.iter().find_map(|step| self.step(step, &claims).err()) {
            return vec![objection];
        }
        let claims = claims.unwrap_or_default();
        let mut objections = Vec::new();
        for rule in self.server.rules {
            let judged = claims::judge(rule, &claims, self.question.expectation, self.question.now);
            objections.extend(judged.err().filter(|objection| !objections.contains(objection)));
        }
        objections
    }

    fn step(&self, step: &Step, claims: &Result<Object<'_>, Objection>) -> Result<(), Objection> {
        let none = Object::default();
        let header = self.header.as_ref().unwrap_or(&none);
        match step {
            Step::Size(part, max) => match self.question.segment(*part).len() {
                len if len > *max => Err(Objection::TooLarge { part: *part, len, max: *max }),
                _ => Ok(()),
            },
            Step::Base64(part) => {
                let segment = self.question.segment(*part);
                let empty =
                    segment.is_empty() && *part != Part::Signature && self.server.base64 == Base64::Buffer;
                let decoded = self.server.base64.decode(segment).filter(|_| !empty);
                decoded.map(drop).ok_or(Objection::Base64 { part: *part })
            }
            Step::Header => self.header.as_ref().map(drop).map_err(Clone::clone),
            Step::HeaderTypes(types) => header::types(header, types),
            Step::Crit { known, may_be_empty } => header::crit(header, known, *may_be_empty),
            Step::Unencoded(refused) => header::unencoded(header, *refused),
            Step::Alg => header::alg(header, self.server, &self.question.algs()),
            Step::Signature => self.signature(header),
            Step::Payload(Payload::Object) => claims.as_ref().map(drop).map_err(Clone::clone),
            Step::Payload(Payload::Anything) => self.anything(header),
        }
    }

    /// Whether a key that has the token's algorithm made its signature.
    fn signature(&self, header: &Object<'_>) -> Result<(), Objection> {
        let Segments { signed, signature, .. } = self.question.segments;
        let Some(keys) = self.question.keys else {
            return if signature.is_empty() { Err(Objection::SignatureMismatch) } else { Ok(()) };
        };
        let alg =
            header::alg_of(header).and_then(|alg| alg.parse().ok()).ok_or(Objection::SignatureMismatch)?;
        // jsonwebtoken compares the text of an HMAC, not its bytes.
        let as_text = self.server.base64 == Base64::Buffer && Alg::is_hmac(alg);
        let base64 = if as_text { Base64::Strict } else { self.server.base64 };
        let bytes = base64.decode(signature).ok_or(Objection::SignatureMismatch)?;
        let made = keys.keys().iter().filter(|key| key.algs.contains(&alg)).any(|key| {
            Checker::new(alg, &key.material).is_some_and(|checker| checker.matches(signed.as_bytes(), &bytes))
        });
        if made { Ok(()) } else { Err(Objection::SignatureMismatch) }
    }

    /// jsonwebtoken: what is no object has no claims, but null, and what is not JSON where `typ` says JWT, is an error.
    fn anything(&self, header: &Object<'_>) -> Result<(), Objection> {
        let text = self.payload.clone()?;
        if !is_jwt(header) {
            return Ok(());
        }
        match Value::parse_lenient(&text.json) {
            Ok(value) if value.text() == "null" => {
                let problem = JsonError::NotAnObject { found: value.kind() };
                Err(Objection::Json { part: Part::Payload, problem })
            }
            Ok(_) => Ok(()),
            Err(problem) => Err(Objection::Json { part: Part::Payload, problem }),
        }
    }

    /// jsonwebtoken: a payload that is a JSON text is parsed again, where `typ` says JWT.
    fn unwrapped(&self, text: &Text) -> Option<Text> {
        let twice = self.server.json == Json::Loose && self.header.as_ref().is_ok_and(is_jwt);
        let inner = Value::parse_lenient(&text.json).ok().filter(|_| twice)?.as_str()?.into_owned();
        Json::Loose.payload(inner.as_bytes())
    }
}

fn object(text: &Text, part: Part) -> Result<Object<'_>, Objection> {
    Object::parse_lenient(&text.json).map_err(|problem| Objection::Json { part, problem })
}

fn is_jwt(header: &Object<'_>) -> bool {
    last(header, "typ").and_then(Value::as_str).is_some_and(|typ| typ == "JWT")
}

/// The value of that name; the last of several, as every one of these readers takes it.
fn last<'a>(object: &Object<'a>, name: &str) -> Option<Value<'a>> {
    object.members().filter(|(known, _)| *known == name).map(|(_, value)| value).last()
}

/// Python's `sys.int_info.default_max_str_digits`.
const PYTHON_DIGITS: usize = 4300;
/// Python's recursion limit is 1000, and the calls around the parser, of which a web server makes many, are counted too: what
/// goes this far may be refused.
const PYTHON_DEPTH: usize = 800;
