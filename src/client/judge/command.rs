//! What is wrong with a command that a client runs for its token.

use super::Judge;
use crate::client::bridge;
use crate::client::credential::{Credential, Kept};
use crate::client::finding::Finding;
use crate::client::holder::Place;
use crate::client::mode::Mode;
use crate::client::place::{Platform, Scope};
use crate::client::reference;
use crate::client::server::commands;
use crate::client::table::Form;
use crate::client::value::Value;
use crate::client::words::{Taken, base_name, behind_flags, is_this_program, words};
use crate::name::Name;
use crate::secret::shape::{could_be_secret, is_surely_secret};

impl Judge<'_> {
    /// The words of a command line that the client runs here.
    pub(super) fn words(&self, line: &str) -> Vec<String> {
        words(line, self.client.runs_cmd_on(Platform::HERE))
    }

    /// What is wrong with one that prints headers.
    pub(super) fn helper(&self, line: &str) -> Vec<Finding> {
        let words = self.words(line);
        if words.is_empty() {
            let key = self.client.remote.as_ref().and_then(|remote| remote.helper.as_ref());
            // That is told of its form.
            let is_refused = key.is_some_and(|key| self.client.forms.get(key) == Some(&Form::Filled));
            return (!is_refused).then_some(Finding::NoToken { place: Place::Helper }).into_iter().collect();
        }
        let words = &from_home(behind_starters(&words));
        let mut findings = self.missing(words);
        findings.extend(prints_no_headers(words).then_some(Finding::NoHeaders));
        findings.extend(self.not_in_home(words).or_else(|| self.not_in_project(words)));
        findings.extend(self.without_key(words, Mode::Helper));
        findings.extend(self.refused(line));
        findings
    }

    /// A profile that names no server: its token is given to no helper that is told one. Of a project that is told as what it sends.
    fn refused(&self, line: &str) -> Option<Finding> {
        let is_told = self.client.tells_its_helper() && !line.contains("CLAUDE_CODE_MCP_SERVER_URL");
        self.url.filter(|_| is_told && self.scope == Scope::User)?;
        let named = |words: Vec<&str>| match Taken::by(words.into_iter()) {
            Taken::Nothing => None,
            Taken::Unsaid => self.around.default_profile(),
            Taken::Of(name) => name.parse().ok(),
        };
        // One that is there, and whole.
        let names_none = |profile: &Name| {
            self.around.header_of_profile(profile).is_some() && self.around.url_of_profile(profile).is_none()
        };
        let mut those = commands(line).into_iter().filter_map(named);
        those.find(names_none).map(|profile| Finding::HelperRefused { profile })
    }

    /// A program that is named from the home, and is not there.
    fn not_in_home(&self, words: &[String]) -> Option<Finding> {
        let rest = words.first()?.strip_prefix(HOME)?;
        let is_plain = !rest.contains(OF_A_SHELL);
        let is_gone = is_plain && !self.around.has_program(&words[0]);
        is_gone
            .then(|| Finding::NoProgram { program: shown_program(rest).map(|rest| format!("{HOME}{rest}")) })
    }

    /// A program that is named from the directory of the project, in which its client runs it, and is not there.
    fn not_in_project(&self, words: &[String]) -> Option<Finding> {
        let program =
            words.first().filter(|program| is_relative(program) && !program.contains(OF_A_SHELL))?;
        let path = self.folder?.join(program);
        (!self.around.has_program(path.to_str()?))
            .then(|| Finding::NoProgram { program: shown_program(program) })
    }

    /// A profile that no token comes of there: its key is in a variable that the client does not hand on.
    fn without_key(&self, words: &[String], mode: Mode) -> Option<Finding> {
        self.taken(words).into_iter().find_map(|profile| {
            let variable = self.around.variable_of_key(&profile)?;
            let client = self.client.title.clone();
            let is_hidden = self.client.hides(&variable, mode, self.scope);
            is_hidden.then_some(Finding::KeyNotHandedOn { profile, variable, client })
        })
    }

    /// What is wrong with one in which this program starts the server.
    pub(super) fn exec(&self, words: &[String]) -> Vec<Finding> {
        let mut findings = self.missing(words);
        findings.extend(self.missing_secrets(words));
        findings.extend(self.without_key(words, Mode::Exec));
        let unpinned = bridge::unpinned(words);
        findings.extend(unpinned.map(|package| Finding::Unpinned { package: shown_program(package) }));
        findings
    }

    /// A bridge that an entry hands a token itself, in whatever version there is.
    pub(super) fn unpinned(&self, entry: &Value, credentials: &[Credential]) -> Option<Finding> {
        let stdio = self.client.stdio.as_ref()?;
        let is_handed = |one: &Credential| matches!(one.place, Place::Variable(_) | Place::Arguments);
        let words = stdio.words(entry);
        let package = bridge::unpinned_bridge(&words).filter(|_| credentials.iter().any(is_handed))?;
        Some(Finding::Unpinned { package: shown_program(package) })
    }

    /// The profiles that a command takes tokens of, also through a shell, and wherever flags stand.
    pub(super) fn taken(&self, words: &[String]) -> Vec<Name> {
        if ours(words).any(|(_, word)| word == "--no-token") {
            return Vec::new();
        }
        let is_between = |letter: char| letter.is_whitespace() || BETWEEN_WORDS.contains(&letter);
        let all = words.iter().flat_map(|word| word.split(is_between)).filter(|word| !word.is_empty());
        let ours = all.skip_while(|word| !is_this_program(word)).skip(1).take_while(|word| *word != "--");
        let mut ours = behind_flags(ours).skip(1);
        let known =
            |word: &str| word.parse::<Name>().ok().filter(|name| self.around.has_profile(name.as_str()));
        match ours.next() {
            Some(first) if !first.starts_with('-') => {
                std::iter::once(first).chain(ours).filter_map(known).collect()
            }
            Some(_) => {
                let named: Vec<_> = ours.filter_map(known).collect();
                if named.is_empty() { self.around.default_profile().into_iter().collect() } else { named }
            }
            None if words.iter().any(|word| is_this_program(word)) => {
                self.around.default_profile().into_iter().collect()
            }
            None => Vec::new(),
        }
    }

    /// What of a command is missing: its program, or the profile that this program is to take a token of, or that one's token.
    /// Nothing where only a shell, or who knows the directory that it is run in, can tell which program it is.
    pub(super) fn missing(&self, words: &[String]) -> Vec<Finding> {
        let mut findings = Vec::new();
        let is_plain = |program: &&String| {
            !program.contains(OF_A_SHELL)
                && !program.starts_with('-')
                && !is_relative(program)
                && ![&STARTERS[..], &OWN_OF_SHELLS].concat().contains(&program.as_str())
        };
        if let Some(program) =
            words.first().filter(is_plain).filter(|program| !self.around.has_program(program))
        {
            findings.push(Finding::NoProgram { program: shown_program(program) });
        }
        findings.extend(self.missing_script(words));
        let is_plain = |word: &&str| !word.contains(OF_A_SHELL);
        if let Some(profile) = Taken::of(words).name().filter(is_plain)
            && !self.around.has_profile(profile)
        {
            findings.push(Finding::NoProfile { name: shown_profile(profile) });
        }
        findings.extend(self.is_of_no_profile(words).then_some(Finding::NoProfile { name: None }));
        findings.extend(self.without_token(words).map(|profile| Finding::NothingKept { profile }));
        findings
    }

    /// Whether this program is told no profile, and none goes without saying.
    fn is_of_no_profile(&self, words: &[String]) -> bool {
        let has_default =
            || self.around.default_profile().is_none_or(|name| self.around.has_profile(name.as_str()));
        Taken::of(words) == Taken::Unsaid && !is_left_to_a_shell(words) && !has_default()
    }

    /// A file that an interpreter is to run; some look for more than that name.
    fn missing_script(&self, words: &[String]) -> Option<Finding> {
        let [program, script, ..] = words else { return None };
        let is_one = INTERPRETERS.contains(&base_name(program))
            && script.starts_with('/')
            && !["/dev/", "/proc/"].iter().any(|folder| script.starts_with(folder))
            && !script.contains(OF_A_SHELL);
        let is_there = || MAINS.iter().any(|end| self.around.has_file(&format!("{script}{end}")));
        (is_one && !is_there()).then(|| Finding::NoProgram { program: shown_program(script) })
    }

    /// The header that a helper of ours prints.
    pub(in crate::client) fn printed_header(&self, credentials: &[Credential]) -> Option<String> {
        let words = credentials.iter().find_map(|one| match &one.kept {
            Kept::Helper { line } => Some(self.words(line)),
            _ => None,
        })?;
        let words = behind_starters(&words);
        let is_ours = words.first().is_some_and(|program| is_this_program(program));
        let is_whole = is_ours && !is_left_to_a_shell(words) && !prints_no_headers(words);
        let profile = self.taken(words).into_iter().next().filter(|_| is_whole)?;
        self.around.header_of_profile(&profile)
    }

    /// The profile of a command that no token comes of.
    fn without_token(&self, words: &[String]) -> Option<Name> {
        let taken = self.taken(words);
        let [only] = taken.as_slice() else { return None };
        (!self.around.gives_a_token(only)).then(|| only.clone())
    }

    /// The kept secrets that this program is to hand on and that are not there.
    fn missing_secrets(&self, words: &[String]) -> Vec<Finding> {
        let pairs = ours(words).filter_map(|(before, word)| match word.strip_prefix("--secret-var=") {
            None if before == "--secret-var" => Some(word),
            inner => inner,
        });
        let names = pairs.filter_map(|pair| pair.split_once('=')?.1.parse::<Name>().ok());
        let missing = names.filter(|name| !self.around.has_secret(name));
        missing.map(|name| Finding::NoSecret { name: shown_profile(name.as_str()) }).collect()
    }
}

/// What is run in the end by these words: some only start what stands behind them and behind what they are told themselves.
fn behind_starters(words: &[String]) -> &[String] {
    let words = match words {
        [first, and, rest @ ..] if first == "true" && and == "&&" => rest,
        all => all,
    };
    let is_starter = |word: &String| STARTERS.contains(&word.as_str());
    let is_before = |word: &String| is_starter(word) || is_of_a_starter(word);
    let start =
        words.iter().position(|word| !is_before(word)).filter(|_| words.first().is_some_and(is_starter));
    &words[start.unwrap_or_default()..]
}

/// Whether a word before that of a program is for what starts it: a number, as of seconds, a variable, or a flag without more. One
/// that moves the programs is left to the shell.
fn is_of_a_starter(word: &str) -> bool {
    let number = word.trim_end_matches(['s', 'm', 'h', 'd']);
    let is_number =
        !number.is_empty() && number.chars().all(|letter| letter.is_ascii_digit() || letter == '.');
    let is_variable =
        word.split_once('=').is_some_and(|(name, _)| reference::is_name(name) && name != "PATH");
    is_number || is_variable || ["-i", "-k", "-n", "-p", "--"].contains(&word)
}

/// The same words, with the shell's other name of the home before the program as its short one.
fn from_home(words: &[String]) -> Vec<String> {
    let mut words = words.to_vec();
    if let Some(program) = words.first_mut()
        && let Some(rest) = ["$HOME/", "${HOME}/"].iter().find_map(|home| program.strip_prefix(home))
    {
        *program = format!("{HOME}{rest}");
    }
    words
}

/// Whether a program is named from a directory.
fn is_relative(program: &str) -> bool {
    program.contains('/') && !program.starts_with('/')
}

/// The arguments of this program itself, each with the word before it.
fn ours(words: &[String]) -> impl Iterator<Item = (&str, &str)> {
    let pairs = words.iter().zip(words.iter().skip(1));
    pairs.map(|(before, word)| (before.as_str(), word.as_str())).take_while(|(_, word)| *word != "--")
}

/// Whether it is surely this program, told to print something else than headers.
fn prints_no_headers(words: &[String]) -> bool {
    let is_ours = words.first().is_some_and(|program| is_this_program(program));
    if !is_ours || is_left_to_a_shell(words) {
        return false;
    }
    let makes_a_token = ours(words).any(|(_, word)| TOKEN_MAKERS.contains(&word));
    let in_form = ours(words).any(|(before, word)| {
        let is_flag = matches!(before, "-o" | "--output");
        ["-oheaders-json", "--output=headers-json"].contains(&word) || is_flag && word == "headers-json"
    });
    !(makes_a_token && in_form)
}

/// Whether only a shell can tell what the words are: in a flag of ours they stay what they are.
fn is_left_to_a_shell(words: &[String]) -> bool {
    let text = |word: &String| word.strip_prefix("--output=").unwrap_or(word).contains(OF_A_SHELL);
    words.iter().any(text)
}

/// A program as it may be shown: somebody may have put a token where a command line belongs.
fn shown_program(program: &str) -> Option<String> {
    let is_plain = |letter: char| letter.is_ascii_alphanumeric() || "/\\:._-+@ ".contains(letter);
    let is_hidden = if program.starts_with('/') { is_surely_secret } else { could_be_secret };
    (program.chars().all(is_plain) && !is_hidden(program)).then(|| program.to_owned())
}

/// A profile as it may be shown.
fn shown_profile(name: &str) -> Option<Name> {
    name.parse().ok().filter(|_| !could_be_secret(name))
}

/// What makes a shell do more with a word than take it as it stands.
const OF_A_SHELL: [char; 14] = ['$', '~', '`', '*', '?', ';', '|', '&', '<', '>', '(', ')', '=', '%'];
/// What stands before a program in the home.
const HOME: &str = "~/";
/// The words of a shell that the program stands behind, and the programs that start it by the words behind them.
const STARTERS: [&str; 8] = ["exec", "command", "time", "!", "env", "nohup", "nice", "timeout"];
/// The programs whose first argument is the file that they run.
const INTERPRETERS: [&str; 6] = ["sh", "bash", "zsh", "python", "python3", "node"];
/// What stands behind the name of such a file where that is short for another.
const MAINS: [&str; 5] = ["", ".js", "/index.js", "/package.json", "/__main__.py"];
/// Other words that are no programs, behind which only a shell can tell what is run.
const OWN_OF_SHELLS: [&str; 19] = [
    ".", "[[", "case", "cd", "eval", "export", "for", "function", "if", "pushd", "read", "set", "source",
    "trap", "umask", "unset", "until", "while", "{",
];
/// What stands between the words of a command that a shell is handed as one.
const BETWEEN_WORDS: [char; 11] = ['\'', '"', '`', '$', ';', '|', '&', '<', '>', '(', ')'];
/// The subcommands whose answer is a token, which can be printed as headers.
const TOKEN_MAKERS: [&str; 3] = ["get", "encode", "refresh"];
