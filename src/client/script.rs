//! A program that calls a server: the text of a row with literals put in.

use serde::Deserialize;

use super::connection::TokenOf;
use super::value::{Value, quoted};
use super::words::quote_posix;
use super::{ClientError, Connection, Mode, Target};

/// A program that calls a server: its text, for each way to come by a token.
#[derive(Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Script {
    /// How a text becomes a literal.
    pub quote: Quote,
    /// It asks a command for the header field.
    pub helper: String,
    /// It reads a variable.
    pub env: String,
}

/// Whose literals a script holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Quote {
    /// A POSIX shell's.
    Shell,
    /// JSON's, which Python and JavaScript read as well.
    Json,
}

/// The program for a connection. The token is never in it.
pub(super) fn write(script: &Script, connection: &Connection, mode: Mode) -> Result<String, ClientError> {
    let Target::Remote { url, headers } = &connection.target else {
        return Err(ClientError::NothingToConnect);
    };
    let token = connection.token.as_ref().ok_or(ClientError::NoToken)?;
    let filling = Filling { quote: script.quote, connection, token, url, headers };
    let template = if mode == Mode::Env { &script.env } else { &script.helper };
    let mut text = String::new();
    let mut rest = template.trim_start_matches('\n');
    while let Some((before, name, after)) = placeholder(rest) {
        text.push_str(before);
        text.push_str(&filling.literal(name)?);
        rest = after;
    }
    text.push_str(rest);
    Ok(text)
}

/// The next `@name@`, with what stands around it.
fn placeholder(text: &str) -> Option<(&str, &str, &str)> {
    let mut from = 0;
    loop {
        let start = from + text.get(from..)?.find('@')?;
        let inside = &text[start + 1..];
        let end = inside.find(|letter: char| !letter.is_ascii_lowercase())?;
        if end > 0 && inside[end..].starts_with('@') {
            return Some((&text[..start], &inside[..end], &inside[end + 1..]));
        }
        from = start + 1;
    }
}

/// What stands in the place of marks.
struct Filling<'f> {
    quote: Quote,
    connection: &'f Connection,
    token: &'f TokenOf,
    url: &'f str,
    headers: &'f [(String, String)],
}

impl Filling<'_> {
    fn literal(&self, name: &str) -> Result<String, ClientError> {
        let Self { quote, connection, token, url, headers: more } = *self;
        let (header, before) = token.field()?;
        let text = |text: &str| match quote {
            Quote::Shell => quote_posix(text),
            Quote::Json => quoted(text),
        };
        let command = [connection.program.path.as_str(), "get", token.profile.as_str()];
        Ok(match (name, quote) {
            ("url", _) => text(url),
            ("initialize", _) => text(INITIALIZE),
            ("header", _) => text(header),
            ("before", _) => text(before),
            ("variable", Quote::Shell) => token.variable.clone(),
            ("variable", Quote::Json) => text(&token.variable),
            ("field", _) => text(&format!("{}: {before}%s\\n", header.replace('%', "%%"))),
            ("command", Quote::Shell) => command.map(quote_posix).join(" "),
            ("command", Quote::Json) => {
                Value::texts(command.into_iter().chain(["-o", "headers-json"])).to_json()
            }
            ("headers", Quote::Shell) => {
                let headers = headers(more).into_iter();
                headers
                    .map(|(name, value)| format!("-H {}", quote_posix(&format!("{name}: {value}"))))
                    .collect::<Vec<_>>()
                    .join(" ")
            }
            ("headers", Quote::Json) => {
                let headers = headers(more).into_iter();
                Value::Map(headers.map(|(name, value)| (name, Value::text(value))).collect()).to_json_line()
            }
            (other, _) => other.to_owned(),
        })
    }
}

/// What streamable HTTP asks for (MCP 2025-06-18, transports), save where something else was said.
fn headers(more: &[(String, String)]) -> Vec<(String, String)> {
    let said = |name: &str| more.iter().any(|(given, _)| given.eq_ignore_ascii_case(name));
    let own = [("Content-Type", "application/json"), ("Accept", "application/json, text/event-stream")];
    let own = own
        .into_iter()
        .filter(|(name, _)| !said(name))
        .map(|(name, value)| (name.to_owned(), value.to_owned()));
    own.chain(more.iter().cloned()).collect()
}

/// The first request of a session (MCP 2025-06-18, lifecycle).
const INITIALIZE: &str = r#"{"jsonrpc":"2.0","id":1,"method":"initialize","params":{"protocolVersion":"2025-06-18","capabilities":{},"clientInfo":{"name":"mcp-token","version":"1"}}}"#;
