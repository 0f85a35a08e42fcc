//! YAML as a value and its comments.
//!
//! What the parsers of both clients refuse that have such a file is refused here: a key that stands twice, and a second document.
//! `<<` is a key like any other to both. Nothing is written.
//!
//! Sources: YAML 1.2.2; serde_yaml 0.9, and `yaml` 2.8 for JavaScript, as their clients call them.

use std::borrow::Cow;
use std::collections::{HashMap, HashSet};

use granit_parser::{Event, Marker, Parser, ScalarStyle, StrInput, Tag, options};

use super::lines::Mark;
use super::table::Form;
use super::unreadable::Unreadable;
use super::value::Value;

/// What stands in a file.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Read {
    pub(super) value: Value,
    pub(super) comments: Vec<String>,
    /// Where every member's name and every item of a list stands, each before those in it.
    pub(super) lines: Vec<Mark>,
}

/// Reads a file that holds one document, or nothing.
pub(super) fn read(text: &str) -> Result<Read, Unreadable> {
    // Many lines can be commented out one below the other.
    let options = options! { max_buffered_comment_events: usize::MAX };
    let events = Parser::new_from_str_with_options(text, options);
    let mut reader =
        Reader { events, comments: Vec::new(), lines: Vec::new(), anchors: HashMap::new(), copied: 0 };
    let mut value = Value::Other;
    let mut is_read = false;
    loop {
        match reader.next()? {
            (Event::DocumentStart(..), at) if is_read => {
                return Err(unreadable(at, "begins another document"));
            }
            (Event::DocumentStart(..), _) => {
                let (event, at) = reader.next()?;
                value = reader.node(event, at, 0)?;
                is_read = true;
            }
            (Event::StreamEnd, _) => break,
            _ => {}
        }
    }
    let value = match value {
        Value::Other => Value::Map(Vec::new()),
        Value::Map(_) => value,
        _ => return Err(Unreadable::of_form(None, Form::Map)),
    };
    Ok(Read { value, comments: reader.comments, lines: reader.lines })
}

struct Reader<'t> {
    events: Parser<'t, StrInput<'t>>,
    comments: Vec<String>,
    lines: Vec<Mark>,
    /// What aliases stand for.
    anchors: HashMap<usize, Value>,
    /// How much was put there, and taken from there.
    copied: usize,
}

impl<'t> Reader<'t> {
    /// The next event that is no comment.
    fn next(&mut self) -> Result<(Event<'t>, Marker), Unreadable> {
        for event in self.events.by_ref() {
            match event {
                Ok((Event::Comment(text, _), _)) => self.comments.push(text.into_owned()),
                Ok((event, span)) => return Ok((event, span.start)),
                Err(error) => return Err(unreadable(*error.marker(), NOT_YAML)),
            }
        }
        Ok((Event::StreamEnd, Marker::default()))
    }

    /// The value that an event begins.
    fn node(&mut self, event: Event<'t>, at: Marker, depth: usize) -> Result<Value, Unreadable> {
        let (value, anchor) = match event {
            _ if depth > DEEPEST => return Err(unreadable(at, TOO_DEEP)),
            Event::Alias(anchor) => {
                // One inside of what it stands for has nothing yet.
                let known = self.anchors.get(&anchor).ok_or_else(|| unreadable(at, NOT_YAML))?;
                let value = copy(known, &mut self.copied, at, depth)?;
                self.lines.extend(std::iter::repeat_n(Mark::from(at.line()), size(&value)));
                return Ok(value);
            }
            Event::Scalar(text, style, anchor, tag) => (scalar(text, style, tag.as_deref()), anchor),
            Event::SequenceStart(_, anchor, _) => (self.list(depth)?, anchor),
            Event::MappingStart(_, anchor, _) => (self.map(depth)?, anchor),
            _ => return Err(unreadable(at, NOT_YAML)),
        };
        if anchor > 0 {
            self.anchors.insert(anchor, copy(&value, &mut self.copied, at, depth)?);
        }
        Ok(value)
    }

    fn list(&mut self, depth: usize) -> Result<Value, Unreadable> {
        let mut values = Vec::new();
        loop {
            match self.next()? {
                (Event::SequenceEnd, _) => return Ok(Value::List(values)),
                (event, at) => {
                    self.lines.push(at.line().into());
                    values.push(self.node(event, at, depth + 1)?);
                }
            }
        }
    }

    fn map(&mut self, depth: usize) -> Result<Value, Unreadable> {
        let (mut members, mut names) = (Vec::new(), HashSet::new());
        loop {
            let (event, at) = self.next()?;
            if matches!(event, Event::MappingEnd) {
                return Ok(Value::Map(members));
            }
            let known = self.lines.len();
            let key = self.node(event, at, depth + 1)?;
            let is_odd = key.as_text().is_none();
            let name = key.as_text().map_or_else(|| key.to_json_line(), str::to_owned);
            // A key can have members of its own.
            self.lines.truncate(known);
            self.lines.push(Mark { line: at.line(), is_odd });
            if !names.insert(name.clone()) {
                return Err(unreadable(at, "has a key that stands there already"));
            }
            let (event, at) = self.next()?;
            members.push((name, self.node(event, at, depth + 1)?));
        }
    }
}

/// How many values are in one.
fn size(value: &Value) -> usize {
    value.inner().map(|inner| 1 + size(inner)).sum()
}

/// A value once more, as long as aliases do not make much of little.
fn copy(value: &Value, copied: &mut usize, at: Marker, depth: usize) -> Result<Value, Unreadable> {
    *copied += 1 + value.as_written().map_or(0, str::len);
    if *copied > MOST_COPIED {
        return Err(unreadable(at, "repeats too much by aliases"));
    }
    if depth > DEEPEST {
        return Err(unreadable(at, TOO_DEEP));
    }
    let mut inner = |name: &str, inner: &Value| {
        *copied += name.len();
        copy(inner, copied, at, depth + 1)
    };
    Ok(match value {
        Value::List(values) => {
            Value::List(values.iter().map(|value| inner("", value)).collect::<Result<_, _>>()?)
        }
        Value::Map(members) => {
            let members = members.iter().map(|(name, value)| Ok((name.clone(), inner(name, value)?)));
            Value::Map(members.collect::<Result<_, _>>()?)
        }
        scalar => scalar.clone(),
    })
}

/// A text, unless it is plain and says something else in the core schema (section 10.3.2).
fn scalar(text: Cow<'_, str>, style: ScalarStyle, tag: Option<&Tag>) -> Value {
    let is_text = match tag {
        Some(tag) => matches!(tag.core_suffix(), None | Some("str")),
        None => style != ScalarStyle::Plain,
    };
    match text.as_ref() {
        _ if is_text => Value::Text(text.into_owned()),
        "" | "~" | "null" | "Null" | "NULL" => Value::Other,
        "true" | "True" | "TRUE" => Value::Bool(true),
        "false" | "False" | "FALSE" => Value::Bool(false),
        _ => number(&text).unwrap_or_else(|| Value::Text(text.into_owned())),
    }
}

/// A number of whatever kind.
fn number(text: &str) -> Option<Value> {
    let whole = whole_number(text).map(Value::Number);
    whole.or_else(|| is_fraction(text).then(|| Value::Fraction(text.to_owned())))
}

fn is_fraction(text: &str) -> bool {
    let digits = text.strip_prefix(['+', '-']).unwrap_or(text);
    let is_of_digits = digits.starts_with(|first: char| first.is_ascii_digit() || first == '.')
        && digits.parse::<f64>().is_ok();
    is_of_digits || [".inf", ".Inf", ".INF"].contains(&digits) || [".nan", ".NaN", ".NAN"].contains(&text)
}

fn whole_number(text: &str) -> Option<i64> {
    let (digits, base) = match text.get(..2) {
        Some("0o") => (&text[2..], 8),
        Some("0x") => (&text[2..], 16),
        _ => (text, 10),
    };
    let is_one = base == 10 || !digits.starts_with(['+', '-']);
    i64::from_str_radix(digits, base).ok().filter(|_| is_one)
}

/// Where it is, and nothing of what stands there.
fn unreadable(at: Marker, what: &str) -> Unreadable {
    Unreadable::at(at.line(), &format!(", column {} {what}", at.col() + 1))
}

const NOT_YAML: &str = "is not YAML";
const TOO_DEEP: &str = "goes deeper than values go";
/// As deep as serde_yaml goes.
const DEEPEST: usize = 128;
/// Values and bytes. A file of a client has few aliases, if any.
const MOST_COPIED: usize = 1 << 20;

#[cfg(test)]
mod tests;
