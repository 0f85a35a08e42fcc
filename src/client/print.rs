//! The text that stands for a server in a client's own language.

use super::{Client, ClientError, Connection, Entry, Format, Mode, edit, script};
use crate::secret::Secret;

/// What is pasted for a connection.
#[derive(Clone, PartialEq, Eq)]
pub struct Printed {
    /// The text: a whole file, or a program.
    pub text: String,
    /// How it comes by the token.
    pub mode: Option<Mode>,
    /// The entry; none for a program.
    pub entry: Option<Entry>,
}

/// Writes what is pasted, in the way that was asked for or else the safest.
///
/// - `token`: for [`Mode::Inline`] alone, which is refused without it.
pub fn print(
    client: &Client,
    connection: &Connection,
    asked: Option<Mode>,
    token: Option<&Secret>,
) -> Result<Printed, ClientError> {
    if let Some(program) = &client.script {
        connection.check()?;
        let mode = connection.mode(client, asked)?;
        return Ok(Printed {
            text: script::write(program, connection, mode)?,
            mode: Some(mode),
            entry: None,
        });
    }
    let entry = Entry::new(client, connection, asked, token)?;
    let text = match client.format {
        Format::Toml => edit::toml::write(&client.root, &entry.server, &entry.value),
        Format::Yaml => entry.document(client).to_yaml(),
        Format::Json | Format::Script => entry.document(client).to_json() + "\n",
    };
    Ok(Printed { text, mode: entry.mode, entry: Some(entry) })
}
