//! A ring as a small JSON file: `{"schema":1,"store":"file","versions":[...]}`, instants as on the wire. What is not known is refused.

use serde::{Deserialize, Serialize};

use super::{DotenvPlace, Ring, RingError, Shelf, State, Version};

impl Ring {
    /// Reads a ring, and refuses one that no transition could have made.
    pub fn parse(bytes: &[u8]) -> Result<Self, RingError> {
        let head: Head = serde_json::from_slice(bytes).map_err(|error| unreadable(&error))?;
        if head.schema != SCHEMA {
            return Err(RingError::Schema { found: head.schema, expected: SCHEMA });
        }
        let file: File = serde_json::from_slice(bytes).map_err(|error| unreadable(&error))?;
        consistent(&file.versions).map_err(|what| RingError::Inconsistent { what })?;
        Ok(Self { shelf: file.store, dotenv: file.dotenv, versions: file.versions })
    }

    /// The file as it is to be written.
    #[expect(
        clippy::expect_used,
        clippy::missing_panics_doc,
        reason = "the path of a `.env` file here is text"
    )]
    pub fn to_bytes(&self) -> Vec<u8> {
        let Self { shelf: store, dotenv, versions } = self.clone();
        let file = File { schema: SCHEMA, store, dotenv, versions };
        let mut bytes = serde_json::to_vec_pretty(&file).expect("texts and numbers under fixed names");
        bytes.push(b'\n');
        bytes
    }
}

#[derive(Deserialize)]
struct Head {
    schema: u64,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    schema: u64,
    store: Shelf,
    #[serde(skip_serializing_if = "Option::is_none")]
    dotenv: Option<DotenvPlace>,
    versions: Vec<Version>,
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
