//! Tables of the file of profiles as what they mean. A key that is not known is an error: a demand with a typing error in its name
//! would demand nothing.

mod fields;
mod source;

use toml_edit::Item;

use super::error::Problem;
use super::{HeaderForm, Keeping, Opening, Profile, url};
use crate::clock::Span;
use crate::jwt::claims::Claims;
use crate::jwt::json::{Kind, Value};
use crate::jwt::policy::{Audience, Expiry, Policy};
use crate::name::Name;
use crate::store::Entry;
use fields::Fields;

pub(super) use fields::{Fault, found, kind};

/// Reads one profile.
pub(super) fn profile(name: &Name, item: &Item) -> Result<Profile, Fault> {
    let not_a_table = || {
        let problem = Problem::Other { found: found(item), expected: "a table" };
        Fault::new(format!("profiles.{name}"), problem)
    };
    let fields = Fields::new(item.as_table_like().ok_or_else(not_a_table)?, "", &KEYS)?;
    let fresh = Profile::new(name.clone());
    let url = fields.text("url", "the URL of a server")?;
    if let Some(url) = &url {
        url::check(url).map_err(|error| fields.fault("url", Problem::Url(error)))?;
    }
    let (token, shared) = keeping(&fields, name)?;
    let profile = Profile {
        url,
        key: source::key(&fields)?,
        alg: fields.parsed("alg", "an algorithm such as `HS256`", |text| text.parse().ok())?,
        ttl: fields.span("ttl")?.unwrap_or(fresh.ttl),
        min_ttl: fields.span("min-ttl")?,
        backdate: fields.span("backdate")?.unwrap_or(Span::ZERO),
        omit: omit(&fields)?,
        token,
        shared,
        variable: source::variable(&fields, "variable")?.unwrap_or(fresh.variable),
        header: header(&fields)?,
        claims: claims(&fields)?,
        demands: demands(&fields)?,
        name: fresh.name,
    };
    if profile.ttl == Span::ZERO {
        return Err(fields.other("ttl", "more than no time"));
    }
    // Of a token that is issued elsewhere nobody says here how long it lives.
    for (key, life) in [("min-ttl", profile.min_ttl), ("demands.min-ttl", profile.demands.min_ttl)] {
        if profile.key.is_some() && life > Some(profile.ttl) {
            return Err(fields.fault(key, Problem::LongerThanTtl));
        }
    }
    Ok(profile)
}

/// Reads how encrypted files are opened.
pub(super) fn opening(item: &Item) -> Result<Opening, Fault> {
    let not_a_table = || {
        let problem = Problem::Other { found: found(item), expected: "a table" };
        Fault::new("encrypted-files", problem)
    };
    let fields = Fields::new(item.as_table_like().ok_or_else(not_a_table)?, "", &["passphrase"])?;
    source::opening(&fields)
}

/// The entry that a profile claims, also when something else in it is broken.
pub(super) fn entry(name: &Name, item: &Item) -> Option<Entry> {
    let table = item.as_table_like()?;
    let text = |key: &str| table.get("entry").and_then(|entry| entry.get(key)).and_then(Item::as_str);
    match (table.get("store")?.as_str()?, table.get("entry")) {
        ("keychain", None) => Some(Entry::token(name)),
        ("keychain", Some(_)) => Entry::new(text("service")?, text("user")?).ok(),
        _ => None,
    }
}

/// Where the token is kept, and the entry that it goes back to.
fn keeping(fields: &Fields<'_>, name: &Name) -> Result<(Keeping, Option<Entry>), Fault> {
    let entry = fields.table("entry", "a table with `service` and `user`", &["service", "user"])?;
    let store = fields.text("store", A_STORE)?.ok_or_else(|| fields.missing("store", A_STORE))?;
    let keeping = match store.as_str() {
        "keychain" => Keeping::Keychain(Entry::token(name)),
        "file" => Keeping::File,
        "none" => Keeping::Nowhere,
        _ => return Err(fields.other("store", A_STORE)),
    };
    let Some(entry) = entry else { return Ok((keeping, None)) };
    let text = |key| entry.text(key, "a text")?.ok_or_else(|| entry.missing(key, "a text"));
    let claimed = Entry::new(&text("service")?, &text("user")?)
        .map_err(|error| fields.fault("entry", Problem::Entry(error)))?;
    let ours = Entry::token(name);
    if claimed.service() == ours.service() && claimed != ours {
        return Err(fields.fault("entry", Problem::OursForOther(claimed)));
    }
    Ok(match keeping {
        Keeping::Keychain(_) => (Keeping::Keychain(claimed), None),
        elsewhere => (elsewhere, Some(claimed).filter(|claimed| *claimed != ours)),
    })
}

fn header(fields: &Fields<'_>) -> Result<HeaderForm, Fault> {
    match fields.get("header") {
        None => Ok(HeaderForm::Bearer),
        Some(item) if item.is_table_like() => {
            let header = fields.table("header", A_HEADER, &["name"])?;
            let name = header.as_ref().map(|header| header.parsed("name", "a header's name", header_name));
            name.transpose()?
                .flatten()
                .map(HeaderForm::Named)
                .ok_or_else(|| fields.said("header", "a table without `name`", A_HEADER))
        }
        Some(_) => {
            let form = fields.parsed("header", A_HEADER, |text| match text {
                "bearer" => Some(HeaderForm::Bearer),
                "basic" => Some(HeaderForm::Basic),
                "none" => Some(HeaderForm::Nothing),
                _ => None,
            })?;
            Ok(form.unwrap_or_default())
        }
    }
}

/// A `token` of RFC 9110 section 5.6.2, as a field name is (section 5.1).
fn header_name(text: &str) -> Option<String> {
    let good = |letter: char| letter.is_ascii_alphanumeric() || "!#$%&'*+-.^_`|~".contains(letter);
    (text.chars().all(good) && text.len() <= LONGEST_HEADER).then(|| text.to_owned())
}

fn omit(fields: &Fields<'_>) -> Result<Vec<String>, Fault> {
    let omitted = fields.texts("omit")?;
    if omitted.iter().all(|claim| matches!(claim.as_str(), "iat" | "jti")) {
        Ok(omitted)
    } else {
        Err(fields.said("omit", "another text", "`iat`, `jti` or a list of them"))
    }
}

/// Reads the claims, and refuses those from which no demand could be taken: a text where a list is meant would loosen one.
fn claims(fields: &Fields<'_>) -> Result<Claims, Fault> {
    let Some(text) = fields.text("claims", "a text that holds a JSON object")? else {
        return Ok(Claims::default());
    };
    let claims = Claims::parse(&text).map_err(|error| fields.fault("claims", Problem::Json(error)))?;
    if let Some(claim) = ["iat", "exp", "jti"].into_iter().find(|claim| claims.get(claim).is_some()) {
        return Err(fields.fault("claims", Problem::MadeForEach { claim }));
    }
    for (claim, expected, fits) in TYPED {
        let value = claims.get(claim).map(Value::parse).transpose();
        match value.map_err(|error| fields.fault("claims", Problem::Json(error)))? {
            Some(value) if !fits(value) => {
                let problem = Problem::ClaimType { claim, found: value.kind(), expected };
                return Err(fields.fault("claims", problem));
            }
            Some(_) | None => {}
        }
    }
    Ok(claims)
}

fn demands(fields: &Fields<'_>) -> Result<Policy, Fault> {
    let Some(demands) = fields.table("demands", "a table", &DEMANDS)? else { return Ok(Policy::default()) };
    let audience = match (demands.flag("any-aud")?, demands.texts("aud")?) {
        (false, audiences) if audiences.is_empty() => Audience::Unsaid,
        (false, audiences) => Audience::OneOf(audiences),
        (true, audiences) if audiences.is_empty() => Audience::Any,
        (true, _) => return Err(demands.fault("any-aud", Problem::Conflict { other: "demands.aud" })),
    };
    Ok(Policy {
        audience,
        issuers: demands.texts("iss")?,
        subject: demands.text("sub", "a text")?,
        typ: demands.text("typ", "a text")?,
        required: demands.texts("require")?,
        scopes: demands.texts("scope")?,
        roles: demands.texts("role")?,
        min_quota: demands.integer("min-quota")?,
        min_ttl: demands.span("min-ttl")?,
        max_age: demands.span("max-age")?,
        leeway: demands.span("leeway")?.unwrap_or_default(),
        expiry: if demands.flag("allow-no-exp")? { Expiry::Optional } else { Expiry::Required },
        unjudged: Vec::new(),
    })
}

/// What a profile can say.
const KEYS: [&str; 13] = [
    "url", "key", "alg", "ttl", "min-ttl", "backdate", "omit", "store", "entry", "variable", "header",
    "claims", "demands",
];
/// What it can demand, named like the flags of `verify`.
const DEMANDS: [&str; 13] = [
    "iss",
    "aud",
    "any-aud",
    "sub",
    "typ",
    "require",
    "scope",
    "role",
    "min-quota",
    "min-ttl",
    "max-age",
    "leeway",
    "allow-no-exp",
];

type Fits = fn(Value<'_>) -> bool;
/// Claims that have one type (RFC 7519 section 4.1), and the `quota` of the servers that count.
const TYPED: [(&str, &str, Fits); 5] = [
    ("iss", "a string", |value| value.kind() == Kind::String),
    ("sub", "a string", |value| value.kind() == Kind::String),
    ("aud", "a string or a list of strings", |value| {
        value.kind() == Kind::String || value.as_strings().is_some_and(|list| !list.is_empty())
    }),
    ("nbf", "a number of seconds", |value| value.kind() == Kind::Number),
    ("quota", "an integer", |value| value.as_integer().is_some()),
];

const A_STORE: &str = "`keychain`, `file` or `none`";
const A_HEADER: &str = "`bearer`, `basic`, `none` or a table with `name`";
const LONGEST_HEADER: usize = 256;
