//! The questions of the wizard. Each names its flag, and is not asked when that flag is given; each answer becomes that flag.

use mcp_token::name::Name;
use mcp_token::profile::{HeaderForm, Preset};
use mcp_token::store::Keychain;

use super::known::text_of;
use super::wish::{Wish, default_name, login_name};
use super::{Args, clients, known};
use crate::args::place::StoreArg;
use crate::env::Env;
use crate::failure::Failure;
use crate::home::Home;
use crate::output::escape;
use crate::prompt::Questions;

/// Asks for everything that no flag says. Writes nothing.
pub(super) fn wish(args: &Args, questions: &Questions, home: &Home<'_>) -> Result<Wish, Failure> {
    let name = args.profile.clone().unwrap_or_else(default_name);
    let mut wizard = Wizard { wish: args.wish(name), questions, home };
    // What was said already is judged before anything is asked.
    wizard.wish.check(home.env())?;
    if args.profile.is_some() && home.profiles()?.names().contains(&wizard.wish.name) {
        return Err(known::already(&wizard.wish.name));
    }
    questions.tell(INTRODUCTION);
    wizard.preset()?;
    wizard.name(args)?;
    wizard.key()?;
    wizard.subject()?;
    wizard.life()?;
    // A server that a client starts has no URL, and none is known that asks more of a token.
    if wizard.wish.profile(home.env())?.header != HeaderForm::Nothing {
        wizard.url()?;
        wizard.claim("--iss", "iss", "Issuer, empty for none")?;
        wizard.claim("--aud", "aud", "Audience, empty for none")?;
        wizard.claim("--quota", "quota", "Quota, empty for none")?;
    }
    wizard.store()?;
    wizard.clients()?;
    Ok(wizard.wish)
}

/// The answers so far, and what more of them depend on.
pub(super) struct Wizard<'w> {
    pub(super) wish: Wish,
    pub(super) questions: &'w Questions,
    pub(super) home: &'w Home<'w>,
}

impl Wizard<'_> {
    pub(super) fn env(&self) -> &Env {
        self.home.env()
    }

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
            let free = (2..100).map(|number| format!("{}-{number}", self.wish.name));
            let free = free.into_iter().find(|name| judge(name).is_ok()).unwrap_or_default();
            let name = self.questions.line_or(&question, &free, judge)?;
            self.wish.name = name.parse().map_err(Failure::usage)?;
        }
        Ok(())
    }

    fn subject(&mut self) -> Result<(), Failure> {
        if self.wish.flags.says("--sub") || self.wish.profile(self.env())?.claims.get("sub").is_some() {
            return Ok(());
        }
        let answer =
            self.questions.line_or("User id (--sub)", &login_name(self.env()), |text| match text.trim() {
                "" => Err(Failure::usage("a token is for somebody")),
                text => self.wish.check_with("--sub", text, self.env()),
            })?;
        self.wish.say("--sub", answer.trim());
        Ok(())
    }

    fn life(&mut self) -> Result<(), Failure> {
        if self.wish.flags.says("--ttl") {
            return Ok(());
        }
        let usual = (self.wish.profile(self.env())?.ttl.secs() / 3600).to_string();
        let answer = self.questions.line_or("Hours until it expires (--ttl)", &usual, |text| {
            self.wish.check_with("--ttl", &hours(text), self.env())
        })?;
        self.wish.say("--ttl", &hours(&answer));
        Ok(())
    }

    fn url(&mut self) -> Result<(), Failure> {
        if self.wish.flags.says("--url") {
            return Ok(());
        }
        let answer = self.questions.line("Server URL, empty for a stdio server (--url)", "", |text| {
            if text.trim().is_empty() {
                Ok(())
            } else {
                self.wish.check_with("--url", text.trim(), self.env())
            }
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
        let known = self.wish.profile(self.env())?.claims.get(claim).map(str::to_owned);
        let start = known.as_deref().map(text_of).unwrap_or_default();
        let answer = self.questions.line(&format!("{question} ({flag})"), &start, |text| {
            if text.trim().is_empty() { Ok(()) } else { self.wish.check_with(flag, text.trim(), self.env()) }
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
        let mut stores = vec![(StoreArg::File, "encrypted files".to_owned())];
        match self.questions.meanwhile(|| self.home.probe_keychain()) {
            Ok(()) => stores.insert(0, (StoreArg::Keychain, format!("the keychain ({})", Keychain::NAME))),
            Err(error) => self.questions.tell(&format!("  {}", escape::text(&error.to_string()))),
        }
        let is_kept_here = self.wish.given.is_some()
            || self
                .wish
                .flags
                .value("--secret-from")
                .is_some_and(|from| from == "new" || from.starts_with("name:"));
        if !is_kept_here {
            stores.push((StoreArg::None, "nowhere: a token is made anew at each call".to_owned()));
        }
        let what = if is_kept_here { "secret and token" } else { "the token" };
        let (choices, items): (Vec<_>, Vec<_>) = stores.into_iter().unzip();
        let chosen = self.questions.choice(&format!("Keep {what} in (--store)"), &items, 0)?;
        if let Some(store) = choices.get(chosen) {
            self.wish.say("--store", store.name());
        }
        Ok(())
    }

    /// Only where there is something to connect and somebody to connect it.
    fn clients(&mut self) -> Result<(), Failure> {
        let profile = self.wish.profile(self.env())?;
        if !self.wish.clients.is_empty() || profile.url.is_none() {
            return Ok(());
        }
        let (offered, kept_out) = clients::offered(&profile, self.home);
        for failure in kept_out {
            self.questions.refuse(failure);
        }
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

const INTRODUCTION: &str = "Connects you to an MCP server that asks for a token. Nothing is\n\
     written before you confirm; until then Ctrl-C leaves nothing behind.\n";
