//! MCP clients: where each keeps its servers, how an entry refers to a token, and what is wrong with one.
//!
//! A client is a row of a table ([`Client`]), a server to be connected is a [`Connection`], what stands for it in a file is an
//! [`Entry`]. The token itself is in an entry only when somebody insists ([`Mode::Inline`]).
//!
//! Not here: what makes a token, and words for people.
//!
//! Sources: the `source` of each row.

mod beside;
mod bridge;
mod build;
mod change;
mod connection;
mod credential;
mod destination;
mod diff;
mod edit;
mod entry;
mod error;
mod examine;
mod exposure;
mod files;
mod finding;
mod hidden;
mod holder;
mod input;
mod install;
mod judge;
mod layers;
mod lines;
mod literal;
mod mode;
mod opened;
mod place;
mod print;
mod readers;
mod reading;
mod record;
mod reference;
mod refusal;
mod remove;
mod request;
mod script;
mod server;
mod settings;
mod shown;
mod stray;
mod surroundings;
mod table;
mod unreadable;
mod value;
mod words;
mod written;
mod yaml;

#[cfg(test)]
mod tests;

pub use bridge::{PINNED, is_bridged, to as bridge_to};
pub use change::{Change, Copied, Outcome};
pub use connection::{Connection, EnvValue, Program, Target, TokenOf, refuse_reference};
pub use credential::{Credential, Kept, literals};
pub use entry::Entry;
pub use error::ClientError;
pub use examine::{Beside, Examined, examine};
pub use finding::{Finding, Lack, Rank, Skip, Unfit};
pub use hidden::holds_a_secret;
pub use holder::{Holder, Place};
pub use input::id_of as input_of;
pub use install::{forget, remember};
pub use judge::skip::is_url_of_events;
pub use layers::Layered;
pub use literal::{is_for_another, is_literal_secret, shows_a_secret};
pub use mode::Mode;
pub use opened::entry_in;
pub use place::{Above, Dead, Directories, Files, LookedAt, Platform, Scope};
pub use print::{Printed, print};
pub use readers::Reader;
pub use record::{Record, Records};
pub use reference::{Fallback, Reference, Syntax, variable_in};
pub use refusal::refused_for;
pub use request::Request;
pub use script::{Quote, Script};
pub use server::{Bridge, Handed, Server, Started, Told};
pub use settings::{OutsideFor, Sets};
pub use shown::{may_be_shown, shown, shown_url};
pub use surroundings::{Outside, Surroundings};
pub use table::{AddCommand, Client, Form, Format, Lacks, OwnCommand, Remote, Stdio, Unset};
pub use value::Value;
pub use words::is_our_command;
use written::Written;
