//! A verdict told: the keys by their names, the checks in their order, what would mend it.

use mcp_token::clock::Time;
use mcp_token::jwt::Alg;
use mcp_token::jwt::Verdict;
use mcp_token::jwt::diagnose::{OtherLength, Reading, other_length, other_reading};
use mcp_token::jwt::key::{KeySet, VerifyingMaterial};
use mcp_token::jwt::policy::{Expiry, Policy};
use mcp_token::jwt::refusal::{Check, Refusal};
use mcp_token::jwt::report::{CheckRow, Outcome, checks};
use mcp_token::secret::Encoding;

use crate::failure::{Code, Exit, Failure, Hint};
use crate::input::{KeySource, SecretSource, key_set};
use crate::output::form::Form;
use crate::output::{Output, human, verdict};

/// The keys, and what to call them in a report.
pub(super) struct Keys {
    pub(super) set: KeySet,
    /// The secrets behind the keys of the set, in its order; none for a key file.
    sources: Vec<SecretSource>,
    path: String,
}

impl Keys {
    pub(super) fn new(source: KeySource, algs: &[Alg]) -> Result<Self, Failure> {
        match source {
            KeySource::Secrets(sources) => {
                Ok(Self { set: key_set(&sources, algs)?, sources, path: String::new() })
            }
            KeySource::File { file, path } => {
                let set = KeySet::from_file(file, algs).map_err(|error| Failure::from(error).about(&path))?;
                Ok(Self { set, sources: Vec::new(), path })
            }
        }
    }

    /// Keys of a file, chosen already.
    pub(super) fn of_file(set: KeySet, path: String) -> Self {
        Self { set, sources: Vec::new(), path }
    }

    /// The secret, or of several the one that is signed with now.
    fn secret(&self) -> Option<&SecretSource> {
        self.sources.first()
    }

    fn name(&self, index: usize) -> String {
        match (self.sources.get(index), self.set.keys().get(index)) {
            (Some(source), _) => source.name(),
            (None, Some(key)) => match (&key.kid, &key.material) {
                (Some(kid), _) => format!("key {kid} of {}", self.path),
                (None, VerifyingMaterial::Public(public)) => {
                    format!("key {} of {}", &public.thumbprint()[..8], self.path)
                }
                (None, VerifyingMaterial::Secret(_)) => format!("key of {}", self.path),
            },
            (None, None) => self.path.clone(),
        }
    }
}

/// A verdict with what is needed to tell of it.
pub(super) struct Judged<'v, 's> {
    pub(super) verdict: &'v Verdict<'s>,
    pub(super) policy: &'v Policy,
    pub(super) keys: &'v Keys,
    pub(super) token: &'v str,
    pub(super) now: Time,
}

impl Judged<'_, '_> {
    /// Writes the report and the hint, and gives the exit code.
    /// `otherwise` is the hint when the report has none of its own.
    pub(super) fn show(
        &self,
        show_untrusted: bool,
        otherwise: Option<Hint>,
        output: &mut Output,
    ) -> Result<Exit, Failure> {
        if let [Refusal::Token(error)] = self.verdict.reasons()
            && output.form() != Form::Json
        {
            return Err(error.clone().into());
        }
        let reading = self.other_reading();
        let untrusted = match self.verdict {
            Verdict::Refused(refused) if show_untrusted => refused.untrusted_claims(),
            _ => None,
        };
        let rows = checks(self.verdict, self.policy, self.now);
        let rows: Vec<_> = rows.iter().map(|row| (row, self.detail(row, reading))).collect();
        if output.form() == Form::Json {
            verdict::json(self.verdict, &rows, untrusted, output)?;
        } else {
            let mut text = verdict::text(self.verdict, &rows, output.stdout, self.now);
            if let Some(claims) = untrusted {
                text.push_str(&format!("claims (not trusted)\n{}", human::members(claims, self.now)));
            }
            output.answer(&text)?;
        }
        let exit = self.verdict.rank().map_or(Exit::Ok, Exit::from);
        if let Some(hint) = hint(reading, self.keys.secret()).or(otherwise).filter(|_| exit != Exit::Ok) {
            output.hint(&hint);
        }
        Ok(exit)
    }

    /// The verdict for a command whose answer is a token: there is none, and these are the reasons.
    pub(super) fn failure(&self, what: &str) -> Failure {
        let reasons = self.verdict.reasons();
        if let [Refusal::Token(error)] = reasons {
            return error.clone().into();
        }
        let gravest = reasons.iter().min_by_key(|reason| reason.rank());
        let (exit, code) = gravest
            .map_or((Exit::Error, Code::INTERNAL), |reason| (reason.rank().into(), Code::from(reason)));
        let reading = self.other_reading();
        let rows = checks(self.verdict, self.policy, self.now);
        let causes = rows.iter().filter(|row| matches!(row.outcome, Outcome::Fail(_))).map(|row| {
            format!("{}: {}", row.check.name().replace('_', " "), self.detail(row, reading).join("; "))
        });
        Failure {
            causes: causes.collect(),
            hint: hint(reading, self.keys.secret()),
            ..Failure::new(exit, code, what)
        }
    }

    /// What stands beside a check; for the signature, the key by its name.
    fn detail(&self, row: &CheckRow<'_>, reading: Option<Reading>) -> Vec<String> {
        match (&row.outcome, row.check) {
            (Outcome::Ok(alg), Check::Signature) => {
                let index = self.verdict.key().map_or(0, |key| key.index);
                vec![format!("{alg}, {}", self.keys.name(index))]
            }
            (Outcome::Fail(_), Check::Signature) => self.mismatch(reading),
            (Outcome::Ok(found), _) => vec![found.clone()],
            (Outcome::None(why), _) => vec![(*why).to_owned()],
            (Outcome::Fail(refusal), _) => vec![self.reason(refusal)],
        }
    }

    /// A refusal in words; the flag that it turns on is named where nobody has said it.
    fn reason(&self, refusal: &Refusal) -> String {
        match (refusal, self.policy.expiry) {
            (Refusal::AudNotAsked { .. }, _) => format!("{refusal}: expected `--aud`"),
            (Refusal::Expired { .. }, Expiry::Forgiven(max)) => {
                format!("{refusal}, and `--max-expired` is {max}")
            }
            _ => refusal.to_string(),
        }
    }

    /// A signature that its key cannot have made for its length alone.
    fn other_length(&self) -> Option<String> {
        let alg: Alg = self.verdict.alg_name()?.parse().ok()?;
        let OtherLength { found, expected, is_der } = other_length(self.token, alg)?;
        let why = match found < expected {
            _ if is_der => ": it is in DER, and RFC 7518 section 3.4 wants r and s",
            true => ": the token is cut off",
            false => "",
        };
        Some(format!("the signature is {found} bytes, {alg} makes {expected}{why}"))
    }

    fn mismatch(&self, reading: Option<Reading>) -> Vec<String> {
        if let Some(why) = self.other_length() {
            return vec![why];
        }
        let alg = self.verdict.alg_name().unwrap_or_default();
        let first = match self.keys.secret() {
            Some(source) => {
                let text = match source.encoding {
                    None => format!("the {}-byte text of", source.text.len()),
                    Some(encoding) => format!("the {encoding}-decoded"),
                };
                format!("{alg} with {text} {} does not match", source.owner())
            }
            None => match self.keys.set.keys() {
                [_] => format!("{alg} with {} does not match", self.keys.name(0)),
                keys => format!("{alg} with none of the {} keys of {} matches", keys.len(), self.keys.path),
            },
        };
        let would = match reading {
            Some(Reading::AsText) => Some("it would match if the secret were taken as text"),
            Some(Reading::Decoded(Encoding::Hex)) => Some("it would match if the secret were hex-decoded"),
            Some(Reading::Decoded(Encoding::Base64)) => {
                Some("it would match if the secret were base64-decoded")
            }
            Some(Reading::Decoded(Encoding::Base64url)) => {
                Some("it would match if the secret were base64url-decoded")
            }
            Some(Reading::Trimmed) => Some("it would match without the white space around the secret"),
            Some(Reading::Unquoted) => Some("it would match without the quotes around the secret"),
            Some(Reading::WithNewline) => {
                Some("it would match if the secret ended with a newline: its maker read a file whole")
            }
            None => None,
        };
        [Some(first), would.map(str::to_owned)].into_iter().flatten().collect()
    }

    /// Another reading of the secret that makes the signature match, when the signature is what failed.
    fn other_reading(&self) -> Option<Reading> {
        let failed = self.verdict.reasons().contains(&Refusal::SignatureMismatch);
        let alg = self.verdict.alg_name()?.parse().ok().filter(|_| failed)?;
        other_reading(self.token, alg, &self.keys.secret()?.text)
    }
}

/// What mends a signature that another reading of the secret would make match.
fn hint(reading: Option<Reading>, source: Option<&SecretSource>) -> Option<Hint> {
    match (reading?, source?.encoding) {
        (Reading::Decoded(encoding), None) => Some(Hint::add(&format!("--secret-encoding {encoding}"))),
        (Reading::Decoded(encoding), Some(_)) => {
            Some(Hint::instead(&format!("--secret-encoding {encoding}")))
        }
        (Reading::AsText | Reading::Trimmed | Reading::Unquoted | Reading::WithNewline, _) => None,
    }
}
