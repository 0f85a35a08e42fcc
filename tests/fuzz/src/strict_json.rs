//! A second opinion on JSON that is safe to judge: an object, names unique at every depth, at most 64 levels.
//!
//! Sources: RFC 8259; RFC 7519 section 4.

use std::collections::{BTreeMap, HashSet};
use std::fmt;

use serde::de::{Deserialize, Deserializer, MapAccess, SeqAccess, Visitor};
use serde_json::value::RawValue;
use serde_json::{Map, Value};

/// What there is to say about some bytes.
pub enum Opinion {
    /// An object that may be judged: its members, and the same as text.
    Good(Map<String, Value>, BTreeMap<String, Box<RawValue>>),
    /// Not to be judged.
    Bad,
    /// serde_json has no number as large as one that stands there (`1e400`); RFC 8259 allows it.
    Unknown,
}

/// Reads bytes.
pub fn judge(bytes: &[u8]) -> Opinion {
    let Ok(text) = std::str::from_utf8(bytes) else { return Opinion::Bad };
    let value = match serde_json::from_str::<Value>(text) {
        Ok(value) => value,
        Err(error) if error.to_string().contains("number out of range") => return Opinion::Unknown,
        Err(_) => return Opinion::Bad,
    };
    let Shape { depth, unique } = serde_json::from_str(text).expect("it was JSON a line above");
    match (value, serde_json::from_str(text)) {
        (Value::Object(members), Ok(texts)) if unique && depth <= 64 => Opinion::Good(members, texts),
        _ => Opinion::Bad,
    }
}

struct Shape {
    depth: usize,
    unique: bool,
}

const LEAF: Shape = Shape { depth: 0, unique: true };

impl<'de> Deserialize<'de> for Shape {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(ShapeVisitor)
    }
}

struct ShapeVisitor;

impl<'de> Visitor<'de> for ShapeVisitor {
    type Value = Shape;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("JSON")
    }

    fn visit_bool<E>(self, _: bool) -> Result<Shape, E> {
        Ok(LEAF)
    }

    fn visit_i64<E>(self, _: i64) -> Result<Shape, E> {
        Ok(LEAF)
    }

    fn visit_u64<E>(self, _: u64) -> Result<Shape, E> {
        Ok(LEAF)
    }

    fn visit_f64<E>(self, _: f64) -> Result<Shape, E> {
        Ok(LEAF)
    }

    fn visit_str<E>(self, _: &str) -> Result<Shape, E> {
        Ok(LEAF)
    }

    fn visit_unit<E>(self) -> Result<Shape, E> {
        Ok(LEAF)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Shape, A::Error> {
        let mut all = LEAF;
        while let Some(Shape { depth, unique }) = seq.next_element()? {
            all = Shape { depth: all.depth.max(depth), unique: all.unique && unique };
        }
        Ok(Shape { depth: all.depth + 1, ..all })
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Shape, A::Error> {
        let mut all = LEAF;
        let mut names = HashSet::new();
        while let Some((name, Shape { depth, unique })) = map.next_entry::<String, Shape>()? {
            let unique = unique && names.insert(name);
            all = Shape { depth: all.depth.max(depth), unique: all.unique && unique };
        }
        Ok(Shape { depth: all.depth + 1, ..all })
    }
}
