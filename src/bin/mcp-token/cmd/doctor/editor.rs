//! The line for the shell that opens a file at one of its lines, in the editor of whoever reads the report.
//!
//! Sources: the manual pages of micro and kak, the reference of Zed's command line, Helix's `args.rs`; for the others the tables of
//! Julia (`editless.jl`) and of launch-ide (`get-args.ts`).

use std::ffi::OsString;
use std::path::Path;

use mcp_token::client::shows_a_secret;

use super::shell::with_path;
use crate::env::Env;
use crate::failure::Hint;

/// An editor, as it is called.
pub(super) struct Editor {
    /// What stands before the file.
    command: String,
    form: LineForm,
}

/// How an editor is told of a line.
#[derive(Debug, Clone, Copy, PartialEq)]
enum LineForm {
    /// `+4 FILE`
    Plus,
    /// `-g FILE:4`
    Goto,
    /// `FILE:4`
    Colon,
    /// That is not known.
    Unknown,
}

impl Editor {
    /// The one that the user has chosen, else the first that is there.
    pub(super) fn of(env: &Env) -> Option<Self> {
        let chosen = VARIABLES.iter().filter_map(|name| env.variable(name)?.into_string().ok());
        let there = USUAL.iter().filter(|name| env.program(name).is_some()).map(|name| (*name).to_owned());
        chosen.chain(there).find_map(|text| Self::said(text.trim(), env))
    }

    /// A program with its arguments, as git takes one: a part of a line for the shell.
    fn said(text: &str, env: &Env) -> Option<Self> {
        let words = shell_words::split(text).ok()?;
        let program = Path::new(words.first()?);
        // What these names lead to is another's choice.
        let leads =
            ["editor", "vi"].into_iter().find(|name| program.file_name().is_some_and(|own| own == *name));
        let leads = leads.and_then(|_| env.program(program.to_str()?)?.canonicalize().ok());
        // Behind `--` a line would be a file.
        let takes_flags = !words.iter().any(|word| word == "--");
        let form =
            if takes_flags { LineForm::of(leads.as_deref().unwrap_or(program)) } else { LineForm::Unknown };
        let is_one_command = Hint::command(text).is_pasteable()
            && !text.contains(ENDS)
            && !text.ends_with('\\')
            && !shows_a_secret(&words);
        is_one_command.then(|| Self { command: text.to_owned(), form })
    }

    /// Opens a file, at that line where both are known; none where the path cannot be pasted.
    pub(super) fn opening(&self, path: &Path, line: Option<usize>) -> Option<Hint> {
        let Self { command, form } = self;
        let before = |command: &str, path: &Path| with_path(path, |path| Some(Hint::shell(command, path)));
        let hint = match (form, line) {
            (LineForm::Plus, Some(line)) => before(&format!("{command} +{line}"), path),
            (LineForm::Goto, Some(line)) => before(&format!("{command} -g"), &at(path, line)),
            (LineForm::Colon, Some(line)) => before(command, &at(path, line)),
            (LineForm::Unknown, _) | (_, None) => before(command, path),
        };
        hint.filter(Hint::is_whole)
    }
}

impl LineForm {
    fn of(program: &Path) -> Self {
        let name = program.file_name().unwrap_or_default().to_string_lossy();
        // `vim.tiny`, `code.cmd`.
        let name = name.split('.').next().unwrap_or_default();
        let row = FORMS.iter().find(|(_, names)| names.contains(&name));
        row.map_or(Self::Unknown, |(form, _)| *form)
    }
}

fn at(path: &Path, line: usize) -> std::path::PathBuf {
    let mut path = OsString::from(path);
    path.push(format!(":{line}"));
    path.into()
}

/// Those in which somebody names an editor, the first before the second.
const VARIABLES: [&str; 2] = ["VISUAL", "EDITOR"];
/// Those of which each system has one.
const USUAL: &[&str] = if cfg!(windows) { &["notepad"] } else { &["editor", "nano", "vi"] };
/// What a command does not go on behind.
const ENDS: [char; 8] = [';', '&', '|', '<', '>', '(', '#', '`'];
const FORMS: [(LineForm, &[&str]); 3] = [
    (
        LineForm::Plus,
        &[
            "vi",
            "vim",
            "nvi",
            "nvim",
            "gvim",
            "mvim",
            "nano",
            "emacs",
            "emacsclient",
            "micro",
            "kak",
            "joe",
            "gedit",
        ],
    ),
    (
        LineForm::Goto,
        &["code", "code-insiders", "codium", "cursor", "windsurf", "kiro", "trae", "antigravity"],
    ),
    (LineForm::Colon, &["hx", "helix", "subl", "zed", "zeditor"]),
];
