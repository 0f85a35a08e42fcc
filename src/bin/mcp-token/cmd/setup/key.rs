//! Where the secret comes from: what can be chosen on this machine, and whether it signs.

use std::path::Path;

use mcp_token::profile::Preset;
use mcp_token::secret::Secret;

use super::ask::Wizard;
use super::wish::Wish;
use crate::failure::{Exit, Failure};
use crate::input::strong;

/// An answer.
enum Choice {
    New,
    Kept,
    Pasted,
    Variable(String),
    Dotenv,
    File,
}

impl Wizard<'_> {
    /// Asks where the secret comes from, and takes nothing that does not sign.
    pub(super) fn key(&mut self) -> Result<(), Failure> {
        if self.wish.flags.says("--secret-from") {
            return self.wish.plan(self.home).map(|_| ());
        }
        let (choices, items): (Vec<_>, Vec<_>) = self.keys()?.into_iter().unzip();
        loop {
            let chosen = self.questions.choice("Signing secret (--secret-from)", &items, 0)?;
            let Some(choice) = choices.get(chosen) else { continue };
            self.wish.given = None;
            let words = match choice {
                Choice::New => Some("new".to_owned()),
                Choice::Kept => Some(format!("name:{}", self.wish.name)),
                Choice::Variable(name) => Some(format!("env:{name}")),
                Choice::Pasted => {
                    self.wish.given = self.pasted()?;
                    self.wish.given.as_ref().map(|_| format!("name:{}", self.wish.name))
                }
                Choice::Dotenv => self.dotenv()?,
                Choice::File => self.file()?,
            };
            let Some(words) = words else { continue };
            match self.judge_key(&words) {
                Ok(()) => {
                    self.wish.say("--secret-from", &words);
                    return Ok(());
                }
                Err(failure) => self.questions.refuse(failure),
            }
        }
    }

    /// What can be chosen here, each with its line.
    fn keys(&self) -> Result<Vec<(Choice, String)>, Failure> {
        let name = &self.wish.name;
        let mut keys = if self.home.ring_if_any(name)?.is_some() {
            vec![(Choice::Kept, format!("the kept secret `{name}`"))]
        } else {
            vec![
                (Choice::New, "make a new one, 256 bits".to_owned()),
                (Choice::Pasted, "paste it, hidden".to_owned()),
            ]
        };
        for variable in self.secret_variables() {
            if let Some(value) = self.env().variable(variable).filter(|value| !value.is_empty()) {
                let length = value.to_string_lossy().chars().count();
                let line = format!("variable {variable} (set, {length} characters)");
                keys.push((Choice::Variable(variable.to_owned()), line));
            }
        }
        if Path::new(DOTENV).is_file() {
            keys.push((Choice::Dotenv, ".env in this directory".to_owned()));
        }
        keys.push((Choice::File, "a file".to_owned()));
        Ok(keys)
    }

    /// The variables in which servers of that kind look for their secret; of any kind when none was chosen.
    fn secret_variables(&self) -> Vec<&'static str> {
        let chosen = self.wish.flags.value("--preset");
        let presets = Preset::ALL.iter().filter(|preset| chosen.is_none_or(|chosen| preset.name == chosen));
        let mut names = Vec::new();
        for name in presets.flat_map(|preset| preset.secret_variables).chain(&["JWT_SECRET"]) {
            if !names.contains(name) {
                names.push(*name);
            }
        }
        names
    }

    fn judge_key(&self, words: &str) -> Result<(), Failure> {
        let flags = self.wish.flags.and("--secret-from", words);
        let name = self.wish.name.clone();
        let wish = Wish { name, flags, given: self.wish.given.clone(), clients: Vec::new() };
        // A keychain may wait for somebody who unlocks it.
        self.questions.meanwhile(|| wish.check_key(self.home))
    }

    /// What was typed, none to go back.
    fn pasted(&self) -> Result<Option<Secret>, Failure> {
        let algs: Vec<_> = self.wish.profile(self.env())?.alg.into_iter().collect();
        self.questions.hidden("Secret, hidden, empty to go back (--secret-from)", |typed| {
            if typed.is_empty() {
                return Ok(None);
            }
            let secret = Secret::new(typed.as_bytes().to_vec());
            strong(&secret, &algs, false, "that was typed")?;
            Ok(Some(secret))
        })
    }

    /// A variable of the file that was chosen, none to go back. The one that stands there already signs.
    fn dotenv(&self) -> Result<Option<String>, Failure> {
        let path = self.path(DOTENV)?;
        let words = |name: &str| format!("dotenv:{path}:{}", name.trim());
        let mut usual = None;
        for name in self.secret_variables() {
            match self.judge_key(&words(name)) {
                Ok(()) => usual = usual.or(Some(name)),
                // None of its variables will do.
                Err(failure) if failure.exit == Exit::Unsafe => {
                    self.questions.refuse(failure);
                    return Ok(None);
                }
                Err(_) => {}
            }
        }
        let Some(usual) = usual else {
            return self.typed("Variable in .env, empty to go back (--secret-from)", |name| Ok(words(name)));
        };
        let judge = |name: &str| self.judge_key(&words(name));
        self.questions
            .line_or("Variable in .env (--secret-from)", usual, judge)
            .map(|name| Some(words(&name)))
    }

    fn file(&self) -> Result<Option<String>, Failure> {
        let words = |path: &str| Ok(format!("file:{}", self.path(path)?));
        self.typed("Path of the file, empty to go back (--secret-from)", words)
    }

    /// A source in the words of `--secret-from`, that is made of a line and signs; none to go back.
    fn typed(
        &self,
        question: &str,
        words: impl Fn(&str) -> Result<String, Failure>,
    ) -> Result<Option<String>, Failure> {
        let judge = |line: &str| match line.trim() {
            "" => Ok(()),
            line => self.judge_key(&words(line)?),
        };
        match self.questions.line(question, "", judge)?.trim() {
            "" => Ok(None),
            line => words(line).map(Some),
        }
    }

    /// A path as it is typed where no shell reads it.
    fn path(&self, typed: &str) -> Result<String, Failure> {
        let path = match typed.strip_prefix("~/") {
            Some(rest) => self.env().directories()?.home.join(rest.trim_start_matches('/')),
            None => typed.into(),
        };
        let path =
            std::path::absolute(path).map_err(|error| Failure::io("cannot tell where that is", error))?;
        path.into_os_string().into_string().map_err(|_| Failure::usage("the path is not UTF-8"))
    }
}

const DOTENV: &str = ".env";
