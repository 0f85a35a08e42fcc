//! Where the secret comes from: what can be chosen on this machine, and whether it signs.

use std::path::Path;

use mcp_token::profile::Preset;
use mcp_token::secret::Secret;

use super::ask::Wizard;
use super::wish::Wish;
use crate::failure::Failure;
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
            return self.wish.plan(self.home, self.env).map(|_| ());
        }
        let (choices, items): (Vec<_>, Vec<_>) = self.keys()?.into_iter().unzip();
        loop {
            let chosen = self.questions.choice("Signing secret (--secret-from)", &items, 0)?;
            let Some(choice) = choices.get(chosen) else { continue };
            self.wish.given = None;
            let words = match choice {
                Choice::New => "new".to_owned(),
                Choice::Kept => format!("name:{}", self.wish.name),
                Choice::Variable(name) => format!("env:{name}"),
                Choice::Pasted => {
                    self.wish.given = Some(self.pasted()?);
                    format!("name:{}", self.wish.name)
                }
                Choice::Dotenv => format!("dotenv:{}:{}", absolute(DOTENV)?, self.dotenv_variable()?),
                Choice::File => format!("file:{}", absolute(&self.file()?)?),
            };
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
            if let Some(value) = self.env.variable(variable).filter(|value| !value.is_empty()) {
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
        self.questions.meanwhile(|| wish.check_key(self.home, self.env))
    }

    fn pasted(&self) -> Result<Secret, Failure> {
        let algs: Vec<_> = self.wish.profile(self.env)?.alg.into_iter().collect();
        self.questions.hidden("Secret, hidden (--secret-from)", |typed| {
            let secret = Secret::new(typed.as_bytes().to_vec());
            strong(&secret, &algs, false, "that was typed")?;
            Ok(secret)
        })
    }

    fn dotenv_variable(&self) -> Result<String, Failure> {
        let usual = self.secret_variables().first().copied().unwrap_or("JWT_SECRET");
        let path = absolute(DOTENV)?;
        self.questions.line_or("Variable in .env (--secret-from)", usual, |name| {
            self.judge_key(&format!("dotenv:{path}:{name}"))
        })
    }

    fn file(&self) -> Result<String, Failure> {
        self.questions.line("Path of the file (--secret-from)", "", |path| {
            self.judge_key(&format!("file:{}", absolute(path)?))
        })
    }
}

fn absolute(path: &str) -> Result<String, Failure> {
    if path.trim().is_empty() {
        return Err(Failure::usage("the path is missing"));
    }
    let path =
        std::path::absolute(path.trim()).map_err(|error| Failure::io("cannot tell where that is", error))?;
    path.into_os_string().into_string().map_err(|_| Failure::usage("the path is not UTF-8"))
}

const DOTENV: &str = ".env";
