//! Why a file of a client is not read, be it to be looked at or edited.

use super::finding::Lack;
use super::table::Form;

/// Why a file is not read: what is wrong, and where. Holds nothing of it.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Unreadable {
    pub(super) what: String,
    /// What it lacks, of a file whose text can be read.
    pub(super) lack: Option<Lack>,
    /// The line that it is about, where it is about one.
    pub(super) line: Option<usize>,
}

impl Unreadable {
    pub(super) fn new(what: impl Into<String>) -> Self {
        Self { what: what.into(), lack: None, line: None }
    }

    /// - `what`: what is said behind the number of the line.
    pub(super) fn at(line: usize, what: &str) -> Self {
        Self { line: Some(line), ..Self::new(format!("line {line}{what}")) }
    }

    /// Of a member that has another form than is read, or of the whole.
    pub(super) fn of_form(key: Option<&str>, wanted: Form) -> Self {
        let subject = key.map_or("it".to_owned(), |key| format!("`{key}`"));
        let what = format!("{subject} is {}", wanted.lacking());
        let lack = Some(Lack::Form { key: key.map(str::to_owned), wanted });
        Self { lack, ..Self::new(what) }
    }
}

/// The text of a file.
pub(super) fn text(bytes: &[u8]) -> Result<&str, Unreadable> {
    std::str::from_utf8(bytes).map_err(|error| {
        let line = 1 + memchr::memchr_iter(b'\n', &bytes[..error.valid_up_to()]).count();
        Unreadable::at(line, " is not UTF-8")
    })
}
