//! What is known of families of MCP servers, as rows of data: what a new profile for one of them starts with.
//!
//! Whatever the user says wins. A row holds no secret and makes no promise for a server that was configured otherwise.

use super::{HeaderForm, Keeping, Profile};
use crate::clock::Span;
use crate::jwt::claims::Claims;
use crate::jwt::policy::Policy;
use crate::name::Name;
use crate::store::Entry;

/// One family of servers.
#[derive(Debug, PartialEq, Eq)]
pub struct Preset {
    /// Its name on the command line.
    pub name: &'static str,
    /// Its name for people.
    pub title: &'static str,
    /// The claims of its tokens, as a JSON object, issuer and audience among them. `sub` is for the user to say.
    pub claims: &'static str,
    /// How long its tokens live.
    pub ttl: Span,
    /// When its guide refreshes them.
    pub min_ttl: Option<Span>,
    /// Claims that it refuses a token without.
    pub required: &'static [&'static str],
    /// Scopes that it refuses a token without.
    pub scopes: &'static [&'static str],
    /// The smallest quota that it takes.
    pub min_quota: Option<i64>,
    /// The variable in which its clients look for a token; none takes the profile's own.
    pub variable: Option<&'static str>,
    /// The variables in which it looks for its secret, the likeliest first.
    pub secret_variables: &'static [&'static str],
    /// The service and user under which other programs look for the token.
    pub entry: Option<(&'static str, &'static str)>,
    /// How it is shown a token.
    pub header: HeaderForm,
    /// Where it usually listens; none for a server on stdio.
    pub url: Option<&'static str>,
}

impl Preset {
    /// Every preset.
    pub const ALL: &'static [Self] = &[
        Self {
            name: "exai",
            title: "EX-AI",
            claims: r#"{"name":"AI Client","iss":"exai-mcp-server","aud":"exai-mcp-client","quota":100,"role":"user"}"#,
            ttl: Span::from_hours(24),
            min_ttl: Some(Span::from_hours(1)),
            required: &["sub", "iat", "exp", "iss", "aud"],
            scopes: &[],
            min_quota: Some(1),
            variable: Some("EXAI_JWT_TOKEN"),
            secret_variables: &["SUPABASE_JWT_SECRET", "JWT_SECRET_KEY"],
            entry: Some(("exai-mcp", "jwt_token")),
            header: HeaderForm::Bearer,
            url: Some("ws://127.0.0.1:3000"),
        },
        Self {
            name: "dhafnck",
            title: "DhafnckMCP",
            claims: r#"{"scopes":["mcp:access","execute:mcp"]}"#,
            ttl: Span::from_days(7),
            min_ttl: None,
            required: &[],
            scopes: &["mcp:access", "execute:mcp"],
            min_quota: None,
            variable: None,
            secret_variables: &["JWT_SECRET_KEY"],
            entry: None,
            header: HeaderForm::Bearer,
            url: Some("http://localhost:8000/mcp/"),
        },
        Self {
            name: "calculator",
            title: "stdio server with a key",
            claims: r#"{"permissions":[]}"#,
            ttl: Span::from_hours(24),
            min_ttl: None,
            required: &["permissions"],
            scopes: &[],
            min_quota: None,
            variable: None,
            secret_variables: &["JWT_SECRET", "CALCULATOR_API_KEY"],
            entry: None,
            header: HeaderForm::Nothing,
            url: None,
        },
    ];

    /// The preset of that name.
    pub fn named(name: &str) -> Option<&'static Self> {
        Self::ALL.iter().find(|preset| preset.name == name)
    }

    /// A new profile with what is known of these servers.
    ///
    /// - `said`: the claims that the user gave, which win.
    /// - `without`: the claims that the user's tokens do without. Nothing is demanded of one, so that the profile takes its own.
    ///
    /// The rest of what the user said is for the caller to put over it. No URL: the usual one is a guess.
    pub fn profile(&self, name: Name, said: &Claims, without: &[String]) -> Profile {
        let is_left = |claim: &str| !without.iter().any(|name| name == claim);
        let mut profile = Profile::new(name);
        profile.claims = self.claims(said);
        for claim in without {
            profile.claims.remove(claim);
        }
        let scopes = profile.claims.texts(SCOPES);
        profile.ttl = self.ttl;
        profile.min_ttl = self.min_ttl;
        profile.header = self.header.clone();
        profile.demands = Policy {
            required: self
                .required
                .iter()
                .filter(|claim| is_left(claim))
                .map(|&claim| claim.to_owned())
                .collect(),
            scopes: scopes.into_iter().filter(|scope| self.scopes.contains(&scope.as_str())).collect(),
            min_quota: self.min_quota.filter(|_| is_left("quota")),
            ..Policy::default()
        };
        if let Some(variable) = self.variable {
            variable.clone_into(&mut profile.variable);
        }
        if let Some(Ok(entry)) = self.entry.map(|(service, user)| Entry::new(service, user)) {
            profile.token = Keeping::Keychain(entry);
        }
        profile
    }

    /// The same for a profile that is there and says nothing that a preset knows; `None` for another.
    pub fn under(&self, old: &Profile, said: &Claims, without: &[String]) -> Option<Profile> {
        let over = |base: Profile| {
            let Profile { key, alg, token, shared, url, .. } = old.clone();
            Profile { key, alg, token, shared, url, ..base }
        };
        let says_nothing = over(Profile::new(old.name.clone())) == *old;
        says_nothing.then(|| over(self.profile(old.name.clone(), said, without)))
    }

    /// The preset's claims with what the user said: `sub` first, then in the preset's order, then the rest.
    fn claims(&self, said: &Claims) -> Claims {
        let mut claims = Claims::default();
        if let Some(subject) = said.get("sub") {
            claims.set("sub", subject.to_owned());
        }
        let known = Claims::parse(self.claims).unwrap_or_default();
        for (name, json) in known.members().chain(said.members()) {
            claims.set(name, said.get(name).unwrap_or(json).to_owned());
        }
        claims
    }
}

/// The claim in which these servers look for scopes.
const SCOPES: &str = "scopes";
