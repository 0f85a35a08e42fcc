//! `mcp-token encode --batch`: one claims set a line in, one token a line out.

use mcp_token::clock::Time;
use mcp_token::jwt::claims::Claims;
use mcp_token::jwt::inspect::Inspection;
use mcp_token::jwt::json::JsonError;
use mcp_token::jwt::key::SigningKey;
use mcp_token::jwt::token::MAX_LEN;
use mcp_token::jwt::{Encoder, HeaderOptions};

use super::FlagArgs;
use crate::cmd::batch::{self, Answer, BatchArgs, EachLine, Reason};
use crate::env::Clock;
use crate::failure::{Exit, Failure};
use crate::input::Lines;
use crate::output::Output;

pub(super) fn run(
    args: &BatchArgs,
    lines: Lines,
    (key, header): (SigningKey, HeaderOptions),
    flags: FlagArgs,
    clock: Clock,
    output: &mut Output,
) -> Result<Exit, Failure> {
    // What is wrong with the flags is wrong for every line.
    flags.add_to(&mut Claims::default(), clock.now())?;
    let empty = Inspection::of(&Encoder::new(&key, &header)?.encode("{}")?)?;
    let (kid, summary) = (empty.header().text("kid"), args.summary);
    let make = move || Signer {
        encoder: Encoder::new(&key, &header).ok(),
        kid: kid.clone(),
        flags: flags.clone(),
        summary,
    };
    batch::run(args, lines, clock, make, output)
}

struct Signer {
    encoder: Option<Encoder>,
    /// What the header says.
    kid: Option<String>,
    flags: FlagArgs,
    summary: bool,
}

impl Signer {
    /// The claims of a line and the token for them, or the reason why there is none.
    fn token(&self, line: &[u8], now: Time) -> Result<(Claims, String), Reason> {
        if line.len() > MAX_LEN {
            return Err(("too_large", Exit::Malformed));
        }
        let text = std::str::from_utf8(line).map_err(|_| ("not_utf8", Exit::Refused))?;
        let mut claims = Claims::parse(text).map_err(|error| match error {
            JsonError::DuplicateName { .. } => ("duplicate_name", Exit::Refused),
            JsonError::TooDeep => ("too_deep", Exit::Refused),
            JsonError::NotAnObject { .. } | JsonError::NotJson { .. } => ("malformed", Exit::Malformed),
        })?;
        self.flags.add_to(&mut claims, now).map_err(|failure| ("conflict", failure.exit))?;
        let encoder = self.encoder.as_ref().ok_or(("key", Exit::Usage))?;
        let token = encoder.encode(&claims.to_json()).map_err(|error| {
            let failure = Failure::from(error);
            (failure.code.name(), failure.exit)
        })?;
        Ok((claims, token))
    }
}

impl EachLine for Signer {
    fn line(&mut self, line: &[u8], answer: Answer<'_>) -> bool {
        match self.token(line, answer.now) {
            Ok((claims, token)) => {
                if self.summary {
                    answer.tally.token(claims.text("sub").as_deref(), self.kid.as_deref());
                }
                answer.tally.first_made.get_or_insert_with(|| (answer.number, token.clone()));
                answer.good(&token, &["\"token\":\"", &token, "\""])
            }
            Err(reason) => answer.bad([reason]),
        }
    }
}
