//! The questions of the wizard. Each names its flag, and is not asked when that flag is given; each answer becomes that flag.

use std::path::Path;

use mcp_token::name::Name;
use mcp_token::profile::Preset;
use mcp_token::secret::Secret;

use super::wish::{Wish, default_name, login_name};
use super::{Args, clients, known};
use crate::args::profile::StoreArg;
use crate::env::Env;
use crate::failure::Failure;
use crate::home::Home;
use crate::input::strong;
use crate::output::Output;
use crate::prompt::Questions;

/// Asks for everything that no flag says. Writes nothing.
pub(super) fn wish(
    args: &Args,
    questions: &Questions,
    home: &Home<'_>,
    env: &Env,
    output: &Output,
) -> Result<Wish, Failure> {
    let name = args.profile.clone().unwrap_or_else(default_name);
    let mut wizard = Wizard { wish: args.wish(name), questions, home, env };
    // What was said already is judged before anything is asked.
    wizard.wish.check(env)?;
    if args.profile.is_some() && home.profiles()?.names().contains(&wizard.wish.name) {
        return Err(known::already(&wizard.wish.name));
    }
    output.note(INTRODUCTION);
    wizard.preset()?;
    wizard.name(args)?;
    wizard.key()?;
    wizard.subject()?;
    wizard.life()?;
    wizard.url()?;
    wizard.claim("--iss", "iss", "Issuer, empty for none")?;
    wizard.claim("--aud", "aud", "Audience, empty for none")?;
    wizard.claim("--quota", "quota", "Quota, empty for none")?;
    wizard.store()?;
    wizard.clients()?;
    Ok(wizard.wish)
}

struct Wizard<'w> {
    wish: Wish,
    questions: &'w Questions,
    home: &'w Home<'w>,
    env: &'w Env,
}

/// An answer to where the secret comes from.
enum From {
    New,
    Kept,
    Pasted,
    Variable(String),
    Dotenv,
    File,
}

impl Wizard<'_> {
    fn preset(&mut self) -> Result<(), Failure> {
        if self.wish.flags.says("--preset") {
            return Ok(());
        }
        let titles = Preset::ALL.iter().map(|preset| preset.title);
        let items: Vec<_> = std::iter::once("any JWT server").chain(titles).map(str::to_owned).collect();
        let chosen = self.questions.choice("Kind of server (--preset)", &items, 0)?;
        if let Some(preset) = chosen.checked_sub(1).and_then(|index| Preset::ALL.get(index)) {
            self.wish.say("--preset", preset.name);
        }
        Ok(())
    }

    /// Asked only when the name that a profile would have is taken.
    fn name(&mut self, args: &Args) -> Result<(), Failure> {
        let profiles = self.home.profiles()?;
        let is_taken = |name: &Name| profiles.names().contains(name);
        if args.profile.is_some() {
            return Ok(());
        }
        if let Some(Ok(name)) = self.wish.flags.value("--preset").map(str::parse) {
            self.wish.name = name;
        }
        if is_taken(&self.wish.name) {
            let question = format!("Name, since there is a profile `{}` already (--profile)", self.wish.name);
            let judge = |text: &str| match text.parse::<Name>() {
                Ok(name) if is_taken(&name) => Err(known::already(&name)),
                Ok(_) => Ok(()),
                Err(error) => Err(Failure::usage(error)),
            };
            let name = self.questions.line(&question, "", judge)?;
            self.wish.name = name.parse().map_err(Failure::usage)?;
        }
        Ok(())
    }

    fn key(&mut self) -> Result<(), Failure> {
        if self.wish.flags.says("--secret-from") {
            return self.wish.plan(self.home, self.env).map(|_| ());
        }
        let (choices, items): (Vec<_>, Vec<_>) = self.keys()?.into_iter().unzip();
        loop {
            let chosen = self.questions.choice("Signing secret (--secret-from)", &items, 0)?;
            let Some(from) = choices.get(chosen) else { continue };
            let words = match from {
                From::New => "new".to_owned(),
                From::Kept => format!("name:{}", self.wish.name),
                From::Variable(name) => format!("env:{name}"),
                From::Pasted => {
                    self.wish.given = Some(self.pasted()?);
                    format!("name:{}", self.wish.name)
                }
                From::Dotenv => format!("dotenv:{}:{}", absolute(DOTENV)?, self.dotenv_variable()?),
                From::File => format!("file:{}", absolute(&self.file()?)?),
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
    fn keys(&self) -> Result<Vec<(From, String)>, Failure> {
        let name = &self.wish.name;
        let mut keys = if self.home.ring_if_any(name)?.is_some() {
            vec![(From::Kept, format!("the kept secret `{name}`"))]
        } else {
            vec![
                (From::New, "make a new one, 256 bits".to_owned()),
                (From::Pasted, "paste it, hidden".to_owned()),
            ]
        };
        for variable in self.secret_variables() {
            if let Some(value) = self.env.variable(variable).filter(|value| !value.is_empty()) {
                let length = value.to_string_lossy().chars().count();
                let line = format!("variable {variable} (set, {length} characters)");
                keys.push((From::Variable(variable.to_owned()), line));
            }
        }
        if Path::new(DOTENV).is_file() {
            keys.push((From::Dotenv, ".env in this directory".to_owned()));
        }
        keys.push((From::File, "a file".to_owned()));
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
        wish.check_key(self.home, self.env)
    }

    fn pasted(&self) -> Result<Secret, Failure> {
        let algs: Vec<_> = self.wish.profile(self.env)?.alg.into_iter().collect();
        self.questions.hidden("Secret, hidden", |typed| {
            let secret = Secret::new(typed.as_bytes().to_vec());
            strong(&secret, &algs, false, "that was typed")?;
            Ok(secret)
        })
    }

    fn dotenv_variable(&self) -> Result<String, Failure> {
        let usual = self.secret_variables().first().copied().unwrap_or("JWT_SECRET");
        let path = absolute(DOTENV)?;
        self.questions
            .line_or("Variable in .env", usual, |name| self.judge_key(&format!("dotenv:{path}:{name}")))
    }

    fn file(&self) -> Result<String, Failure> {
        self.questions.line("File", "", |path| self.judge_key(&format!("file:{}", absolute(path)?)))
    }

    fn subject(&mut self) -> Result<(), Failure> {
        if self.wish.flags.says("--sub") || self.wish.profile(self.env)?.claims.get("sub").is_some() {
            return Ok(());
        }
        let answer =
            self.questions.line_or("User id (--sub)", &login_name(self.env), |text| match text.trim() {
                "" => Err(Failure::usage("a token is for somebody")),
                text => self.wish.check_with("--sub", text, self.env),
            })?;
        self.wish.say("--sub", answer.trim());
        Ok(())
    }

    fn life(&mut self) -> Result<(), Failure> {
        if self.wish.flags.says("--ttl") {
            return Ok(());
        }
        let usual = (self.wish.profile(self.env)?.ttl.secs() / 3600).to_string();
        let answer = self.questions.line_or("Hours until it expires (--ttl)", &usual, |text| {
            self.wish.check_with("--ttl", &hours(text), self.env)
        })?;
        self.wish.say("--ttl", &hours(&answer));
        Ok(())
    }

    fn url(&mut self) -> Result<(), Failure> {
        if self.wish.flags.says("--url") {
            return Ok(());
        }
        let answer = self.questions.line("Server URL, empty for a stdio server (--url)", "", |text| {
            if text.trim().is_empty() { Ok(()) } else { self.wish.check_with("--url", text.trim(), self.env) }
        })?;
        if !answer.trim().is_empty() {
            self.wish.say("--url", answer.trim());
        }
        Ok(())
    }

    /// A claim that may be left out; what is known of the server stands there already.
    fn claim(&mut self, flag: &str, claim: &str, question: &str) -> Result<(), Failure> {
        if self.wish.flags.says(flag) {
            return Ok(());
        }
        let known = self.wish.profile(self.env)?.claims.get(claim).map(str::to_owned);
        let start = known.as_deref().map(text_of).unwrap_or_default();
        let answer = self.questions.line(&format!("{question} ({flag})"), &start, |text| {
            if text.trim().is_empty() { Ok(()) } else { self.wish.check_with(flag, text.trim(), self.env) }
        })?;
        match answer.trim() {
            same if same == start => {}
            "" => self.wish.say("--unset", claim),
            answer => self.wish.say(flag, answer),
        }
        Ok(())
    }

    fn store(&mut self) -> Result<(), Failure> {
        if self.wish.flags.says("--store") {
            return Ok(());
        }
        let works = self.questions.meanwhile(|| self.home.keychain().probe());
        let is_kept_here = self.wish.given.is_some()
            || self
                .wish
                .flags
                .value("--secret-from")
                .is_some_and(|from| from == "new" || from.starts_with("name:"));
        let mut stores = vec![
            (StoreArg::Keychain, format!("the keychain ({KEYCHAIN})")),
            (StoreArg::File, "encrypted files".to_owned()),
        ];
        if !is_kept_here {
            stores.push((StoreArg::None, "nowhere: a token is made anew at each call".to_owned()));
        }
        let what = if is_kept_here { "secret and token" } else { "the token" };
        let (choices, items): (Vec<_>, Vec<_>) = stores.into_iter().unzip();
        let question = format!("Keep {what} in (--store)");
        loop {
            let chosen = self.questions.choice(&question, &items, usize::from(works.is_err()))?;
            match (choices.get(chosen), &works) {
                (Some(StoreArg::Keychain), Err(error)) => self.questions.refuse(Failure::usage(error)),
                (Some(store), _) => {
                    self.wish.say("--store", store.word());
                    return Ok(());
                }
                (None, _) => {}
            }
        }
    }

    /// Only where there is something to connect and somebody to connect it.
    fn clients(&mut self) -> Result<(), Failure> {
        let profile = self.wish.profile(self.env)?;
        if !self.wish.clients.is_empty() || profile.url.is_none() {
            return Ok(());
        }
        let offered = clients::offered(&profile, self.env);
        if offered.is_empty() {
            return Ok(());
        }
        let titles: Vec<_> = offered.iter().map(|client| client.title.clone()).collect();
        let chosen = self.questions.choices("Clients found here, space to choose (--client)", &titles)?;
        self.wish.clients = chosen.into_iter().filter_map(|index| offered.get(index).copied()).collect();
        Ok(())
    }
}

/// A bare number means hours here, since that is what was asked for.
fn hours(text: &str) -> String {
    let text = text.trim();
    let is_number = !text.is_empty() && text.chars().all(|letter| letter.is_ascii_digit());
    if is_number { format!("{text}h") } else { text.to_owned() }
}

/// A claim as somebody would type it.
fn text_of(json: &str) -> String {
    serde_json::from_str(json).unwrap_or_else(|_| json.to_owned())
}

fn absolute(path: &str) -> Result<String, Failure> {
    if path.trim().is_empty() {
        return Err(Failure::usage("the path is missing"));
    }
    let path =
        std::path::absolute(path.trim()).map_err(|error| Failure::io("cannot tell where that is", error))?;
    path.into_os_string().into_string().map_err(|_| Failure::usage("the path is not UTF-8"))
}

const INTRODUCTION: &str = "Connects you to an MCP server that asks for a token. Nothing is\n\
     written before you confirm; Ctrl-C leaves nothing behind.\n";
const DOTENV: &str = ".env";
const KEYCHAIN: &str = if cfg!(target_os = "macos") {
    "login keychain"
} else if cfg!(windows) {
    "Credential Manager"
} else {
    "Secret Service"
};
