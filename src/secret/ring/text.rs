//! A ring as a small JSON file: `{"schema":1,"store":"file","versions":[...]}`, instants as on the wire. What is not known is refused.

use serde::{Deserialize, Serialize};

use super::{DotenvPlace, Origin, Ring, RingError, Shelf, State, Version};
use crate::clock::Time;

impl Ring {
    /// Reads a ring, and refuses one that no transition could have made.
    pub fn parse(bytes: &[u8]) -> Result<Self, RingError> {
        let head: Head = serde_json::from_slice(bytes).map_err(|error| unreadable(&error))?;
        if head.schema != SCHEMA {
            return Err(RingError::Schema { found: head.schema, expected: SCHEMA });
        }
        let file: File = serde_json::from_slice(bytes).map_err(|error| unreadable(&error))?;
        let versions = file.versions.into_iter().map(Row::into_version).collect::<Result<Vec<_>, _>>()?;
        consistent(&versions).map_err(|what| RingError::Inconsistent { what })?;
        Ok(Self { shelf: file.store, dotenv: file.dotenv, versions })
    }

    /// The file as it is to be written.
    pub fn to_bytes(&self) -> Vec<u8> {
        let versions: Vec<String> =
            self.versions.iter().map(|version| Row::from(version).to_line()).collect();
        let store = serde_json::json!(self.shelf);
        let dotenv = self.dotenv.as_ref().map(|place| format!("\"dotenv\":{},", serde_json::json!(place)));
        let dotenv = dotenv.unwrap_or_default();
        let head = format!("\"schema\":{SCHEMA},\"store\":{store},{dotenv}");
        format!("{{{head}\"versions\":[\n{}\n]}}\n", versions.join(",\n")).into_bytes()
    }
}

#[derive(Deserialize)]
struct Head {
    schema: u64,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    #[serde(rename = "schema")]
    _schema: u64,
    store: Shelf,
    #[serde(default)]
    dotenv: Option<DotenvPlace>,
    versions: Vec<Row>,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Row {
    kid: String,
    state: State,
    created_at: i64,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    activated_at: Option<i64>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    verify_until: Option<i64>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    revoked_at: Option<i64>,
    bits: u32,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    fingerprint: Option<String>,
    origin: Origin,
}

impl Row {
    fn into_version(self) -> Result<Version, RingError> {
        Ok(Version {
            kid: self.kid.parse()?,
            state: self.state,
            created_at: Time::from_unix(self.created_at),
            activated_at: self.activated_at.map(Time::from_unix),
            verify_until: self.verify_until.map(Time::from_unix),
            revoked_at: self.revoked_at.map(Time::from_unix),
            bits: self.bits,
            fingerprint: self.fingerprint,
            origin: self.origin,
        })
    }

    fn to_line(&self) -> String {
        serde_json::json!(self).to_string()
    }
}

impl From<&Version> for Row {
    fn from(version: &Version) -> Self {
        Self {
            kid: version.kid.to_string(),
            state: version.state,
            created_at: version.created_at.unix(),
            activated_at: version.activated_at.map(Time::unix),
            verify_until: version.verify_until.map(Time::unix),
            revoked_at: version.revoked_at.map(Time::unix),
            bits: version.bits,
            fingerprint: version.fingerprint.clone(),
            origin: version.origin,
        }
    }
}

/// What every transition keeps.
fn consistent(versions: &[Version]) -> Result<(), &'static str> {
    let count = |state| versions.iter().filter(|version| version.state == state).count();
    if count(State::Next) > 1 {
        return Err("two next versions");
    }
    if count(State::Active) > 1 {
        return Err("two active versions");
    }
    for (index, version) in versions.iter().enumerate() {
        if versions[..index].iter().any(|earlier| earlier.kid == version.kid) {
            return Err("two versions with one `kid`");
        }
        if (version.state == State::Previous) != version.verify_until.is_some() {
            return Err("`verify_until` belongs to a previous version, and to each of them");
        }
        if (version.state == State::Revoked) != version.revoked_at.is_some() {
            return Err("`revoked_at` belongs to a revoked version, and to each of them");
        }
        let has_signed = version.activated_at.is_some();
        if matches!(version.state, State::Active | State::Previous) && !has_signed
            || version.state == State::Next && has_signed
        {
            return Err("`activated_at` belongs to a version that has signed, and to each of them");
        }
    }
    Ok(())
}

fn unreadable(error: &serde_json::Error) -> RingError {
    let what = if error.is_data() { "a key or a value is missing or unknown" } else { "not JSON" };
    RingError::Unreadable { what, line: error.line(), column: error.column() }
}

const SCHEMA: u64 = 1;
