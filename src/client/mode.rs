//! The ways in which an entry can come by the token.

use std::fmt;

use serde::{Deserialize, Serialize};

use super::literal::speaks_of_a_credential;
use super::place::Scope;
use super::reference::Syntax;
use super::table::Lacks;
use super::{Client, ClientError, Connection, Target};
use crate::profile::HeaderForm;
use crate::profile::url::{is_websocket, same_server};

/// How the entry comes by the token.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Mode {
    /// The client runs a command at each connect.
    Helper,
    /// The client asks the user.
    Input,
    /// The client reads a variable.
    Env,
    /// The client starts this program, which starts the server with the token in its environment.
    Exec,
    /// The token itself stands in the entry.
    Inline,
}

impl Mode {
    /// Every mode, the safest first.
    pub const ALL: [Self; 5] = [Self::Helper, Self::Input, Self::Env, Self::Exec, Self::Inline];

    /// Its name on the command line.
    pub fn name(self) -> &'static str {
        match self {
            Self::Helper => "helper",
            Self::Input => "input",
            Self::Env => "env",
            Self::Exec => "exec",
            Self::Inline => "inline",
        }
    }
}

impl fmt::Display for Mode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

/// Where the variable of a token stands in an entry with a URL.
pub(super) enum VariablePlace<'c> {
    /// In a header field, as a reference of this form.
    Field(Syntax),
    /// Behind this key, for a bearer token.
    Bearer(&'c str),
    /// Behind this key and the name of the header field.
    Fields(&'c str),
}

impl Client {
    /// Where it reads the variable of a token that is shown in that form.
    pub(super) fn variable_place(&self, header: Option<&HeaderForm>) -> Option<VariablePlace<'_>> {
        let remote = self.remote.as_ref()?;
        if let Some(syntax) = remote.references.iter().find(|form| form.names_a_variable()) {
            return Some(VariablePlace::Field(*syntax));
        }
        match header? {
            HeaderForm::Bearer => remote.bearer_variable.as_deref().map(VariablePlace::Bearer),
            HeaderForm::Named(_) => remote.header_variables.as_deref().map(VariablePlace::Fields),
            HeaderForm::Basic | HeaderForm::Nothing => None,
        }
    }

    /// Whether a variable of ours does not reach the command that a token is fetched by.
    pub fn hides(&self, variable: &str, mode: Mode, scope: Scope) -> bool {
        let lacks = match mode {
            Mode::Helper => self.remote.as_ref().and_then(|remote| remote.helper_lacks),
            Mode::Exec => self.stdio.as_ref().and_then(|stdio| stdio.lacks),
            Mode::Env | Mode::Input | Mode::Inline => None,
        };
        match lacks {
            Some(Lacks::Variables) => true,
            Some(Lacks::Credentials) => speaks_of_a_credential(variable),
            Some(Lacks::CredentialsInProjects) => scope == Scope::Project && speaks_of_a_credential(variable),
            None => false,
        }
    }

    /// Whether it tells the command that it runs for a token the URL that this is for.
    pub fn tells_its_helper(&self) -> bool {
        self.remote.as_ref().is_some_and(|remote| remote.helper_is_told)
    }

    /// Whether a bridge that it starts gets a reference of its own, `${NAME}`, as it stands: it does not read one there, or nobody
    /// has approved it.
    pub fn hands_braces_on(&self) -> bool {
        let reads_them = self.stdio.as_ref().is_some_and(|stdio| stdio.references.contains(&Syntax::Braces));
        !reads_them || self.approve.is_some()
    }
}

impl Connection {
    /// The ways that a client can read, the safest first.
    pub fn modes(&self, client: &Client) -> Vec<Mode> {
        Mode::ALL.into_iter().filter(|mode| self.is_possible(client, *mode)).collect()
    }

    /// The way that is taken: the one that was asked for, or the safest. A literal is only taken when it was asked for.
    pub(super) fn mode(&self, client: &Client, asked: Option<Mode>) -> Result<Mode, ClientError> {
        if matches!(&self.target, Target::Remote { url, .. } if !client.speaks(url)) {
            return Err(ClientError::WebSocket { client: client.title.clone() });
        }
        let possible = self.modes(client);
        if let Some(refusal) = self.refused_by_helper(client).filter(|_| asked == Some(Mode::Helper)) {
            return Err(refusal);
        }
        if possible.is_empty() && matches!(self.target, Target::Stdio { .. }) {
            return Err(ClientError::NoStdio { client: client.title.clone() });
        }
        let chosen = match asked {
            Some(asked) => possible.contains(&asked).then_some(asked),
            None => possible.iter().copied().find(|mode| *mode != Mode::Inline),
        };
        chosen.ok_or_else(|| ClientError::Mode { client: client.title.clone(), asked, possible })
    }

    fn is_websocket(&self) -> bool {
        matches!(&self.target, Target::Remote { url, .. } if is_websocket(url))
    }

    fn is_possible(&self, client: &Client, mode: Mode) -> bool {
        if client.script.is_some() {
            return matches!(mode, Mode::Helper | Mode::Env) && matches!(self.target, Target::Remote { .. });
        }
        match (&self.target, &client.remote, &client.stdio) {
            (Target::Remote { .. }, Some(remote), stdio) => match mode {
                Mode::Helper => {
                    let has_one = remote.helper.is_some() && self.refused_by_helper(client).is_none();
                    has_one || remote.references.contains(&Syntax::Command)
                }
                Mode::Input => client.inputs.is_some() && remote.references.contains(&Syntax::Input),
                Mode::Env => client.variable_place(self.header()).is_some(),
                Mode::Exec => stdio.is_some() && client.hands_braces_on() && !self.is_websocket(),
                Mode::Inline => !(remote.refuses_authorization && self.is_authorized()),
            },
            (Target::Remote { .. }, None, stdio) => mode == Mode::Exec && stdio.is_some(),
            (Target::Stdio { secrets, .. }, _, Some(stdio)) => match mode {
                Mode::Exec => true,
                _ if !secrets.is_empty() || self.token.is_none() => false,
                Mode::Helper => false,
                Mode::Input => client.inputs.is_some() && stdio.references.contains(&Syntax::Input),
                Mode::Env => {
                    stdio.env_names.is_some() || stdio.references.iter().any(|form| form.names_a_variable())
                }
                Mode::Inline => true,
            },
            (Target::Stdio { .. }, _, None) => false,
        }
    }

    /// Why the command of ours that a client would run gives no token there: it is told a URL that the profile does not name.
    fn refused_by_helper(&self, client: &Client) -> Option<ClientError> {
        let (Target::Remote { url, .. }, Some(token)) = (&self.target, &self.token) else { return None };
        let is_it = token.url.as_ref().is_some_and(|own| same_server(own, url));
        (client.tells_its_helper() && !is_it).then(|| ClientError::HelperRefused {
            client: client.title.clone(),
            profile: token.profile.clone(),
            is_for_another: token.url.is_some(),
            url: url.clone(),
        })
    }

    /// Whether the token is shown in the header field of that name (RFC 6750 section 2.1, RFC 7617).
    fn is_authorized(&self) -> bool {
        matches!(self.header(), Some(HeaderForm::Bearer | HeaderForm::Basic))
    }

    fn header(&self) -> Option<&HeaderForm> {
        self.token.as_ref().map(|token| &token.header)
    }
}
