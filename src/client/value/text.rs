//! A value as JSON, as YAML, and as the text that JavaScript makes of it.

use super::Value;

impl Value {
    /// As JSON, two blanks a level.
    pub fn to_json(&self) -> String {
        let mut json = String::new();
        self.write_json(&mut json, 0);
        json
    }

    /// As JSON on one line.
    pub fn to_json_line(&self) -> String {
        match self {
            Self::List(values) => {
                format!("[{}]", values.iter().map(Self::to_json_line).collect::<Vec<_>>().join(","))
            }
            Self::Map(members) => {
                let member =
                    |(name, value): &(String, Self)| format!("{}:{}", quoted(name), value.to_json_line());
                format!("{{{}}}", members.iter().map(member).collect::<Vec<_>>().join(","))
            }
            scalar => scalar.to_json(),
        }
    }

    fn write_json(&self, json: &mut String, depth: usize) {
        let indent = |depth: usize| format!("\n{}", "  ".repeat(depth));
        match self {
            Self::Bool(value) => json.push_str(&value.to_string()),
            Self::Number(value) => json.push_str(&value.to_string()),
            Self::Fraction(text) => json.push_str(text),
            Self::Text(text) => json.push_str(&quoted(text)),
            Self::Other => json.push_str("null"),
            // Nothing but texts and numbers: on one line.
            Self::List(values) if !values.iter().any(Self::is_nested) => {
                let values: Vec<_> = values.iter().map(Self::to_json).collect();
                json.push_str(&format!("[{}]", values.join(", ")));
            }
            Self::List(values) => {
                json.push('[');
                for (index, value) in values.iter().enumerate() {
                    json.push_str(if index == 0 { "" } else { "," });
                    json.push_str(&indent(depth + 1));
                    value.write_json(json, depth + 1);
                }
                json.push_str(&format!("{}]", indent(depth)));
            }
            Self::Map(members) if members.is_empty() => json.push_str("{}"),
            Self::Map(members) => {
                json.push('{');
                for (index, (name, value)) in members.iter().enumerate() {
                    json.push_str(if index == 0 { "" } else { "," });
                    json.push_str(&format!("{}{}: ", indent(depth + 1), quoted(name)));
                    value.write_json(json, depth + 1);
                }
                json.push_str(&format!("{}}}", indent(depth)));
            }
        }
    }

    fn is_nested(&self) -> bool {
        matches!(self, Self::List(_) | Self::Map(_))
    }

    /// As JavaScript puts it into a variable; of a number with a point or an exponent as it is written.
    pub(in crate::client) fn to_javascript(&self) -> String {
        match self {
            Self::Text(text) => text.clone(),
            Self::List(values) => values.iter().map(Self::to_javascript).collect::<Vec<_>>().join(","),
            Self::Map(_) => "[object Object]".to_owned(),
            Self::Number(_) | Self::Fraction(_) | Self::Bool(_) | Self::Other => self.to_json(),
        }
    }

    /// As YAML in block style (YAML 1.2 section 8). Texts are JSON's, which YAML reads (section 1.3).
    pub fn to_yaml(&self) -> String {
        let mut yaml = String::new();
        self.write_yaml(&mut yaml, 0, false);
        yaml
    }

    /// `begun`: the first line follows on what is there already.
    fn write_yaml(&self, yaml: &mut String, depth: usize, begun: bool) {
        let margin = |index: usize| if index == 0 && begun { String::new() } else { "  ".repeat(depth) };
        match self {
            Self::Map(members) if !members.is_empty() => {
                for (index, (name, value)) in members.iter().enumerate() {
                    yaml.push_str(&format!("{}{}:", margin(index), yaml_key(name)));
                    value.write_yaml_after(yaml, depth);
                }
            }
            Self::List(values) if values.iter().any(Self::is_nested) => {
                for (index, value) in values.iter().enumerate() {
                    yaml.push_str(&format!("{}- ", margin(index)));
                    value.write_yaml(yaml, depth + 1, true);
                }
            }
            flat => yaml.push_str(&format!("{}\n", flat.to_json())),
        }
    }

    fn write_yaml_after(&self, yaml: &mut String, depth: usize) {
        let is_block = match self {
            Self::Map(members) => !members.is_empty(),
            Self::List(values) => values.iter().any(Self::is_nested),
            _ => false,
        };
        yaml.push(if is_block { '\n' } else { ' ' });
        self.write_yaml(yaml, depth + 1, false);
    }
}

/// The name of a member; in quotes where it would be something else than a text, in YAML 1.1 as well.
fn yaml_key(name: &str) -> String {
    let is_word = name.starts_with(|first: char| first.is_ascii_alphabetic())
        && name.chars().all(|letter| letter.is_ascii_alphanumeric() || matches!(letter, '_' | '-'));
    let is_value = ["y", "n", "yes", "no", "on", "off", "true", "false", "null"]
        .contains(&name.to_ascii_lowercase().as_str());
    if is_word && !is_value { name.to_owned() } else { quoted(name) }
}

/// A text as a JSON string (RFC 8259 section 7), with what nobody sees escaped: YAML takes some of it in no other way (YAML 1.2
/// section 5.1).
pub(in crate::client) fn quoted(text: &str) -> String {
    let is_unseen = |letter: char| {
        letter.is_control()
            || matches!(letter, '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}')
    };
    let quoted = serde_json::Value::from(text).to_string();
    if !quoted.contains(is_unseen) {
        return quoted;
    }
    let escaped = |letter: char| {
        if is_unseen(letter) { format!("\\u{:04x}", u32::from(letter)) } else { letter.to_string() }
    };
    quoted.chars().map(escaped).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// As Claude Code has sent them.
    #[test]
    fn javascript_makes_a_text_of_anything() {
        for (value, text) in [
            (Value::text("a b"), "a b"),
            (Value::Number(12345), "12345"),
            (Value::Bool(true), "true"),
            (Value::Other, "null"),
            (Value::Map(vec![("a".to_owned(), Value::text("b"))]), "[object Object]"),
            (Value::List(vec![Value::Number(1), Value::text("b")]), "1,b"),
            (Value::List(Vec::new()), ""),
        ] {
            assert_eq!(value.to_javascript(), text);
        }
    }
}
