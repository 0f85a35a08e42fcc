//! Any payload, correctly signed, under any demands.
#![no_main]

use libfuzzer_sys::fuzz_target;
use mcp_token::clock::{Span, Time};
use mcp_token::jwt::inspect::Inspection;
use mcp_token::jwt::lint::lint;
use mcp_token::jwt::policy::Policy;
use mcp_token::jwt::refresh::{Renewal, renew};
use mcp_token::jwt::refusal::Refusal;
use mcp_token::jwt::report::{Outcome, checks};
use mcp_token::jwt::{Scratch, Verdict, Verifier};
use mcp_token_fuzz::case::is_met;
use mcp_token_fuzz::strict_json::{self, Opinion};
use mcp_token_fuzz::{Case, key_set, sign};

fuzz_target!(|data: &[u8]| {
    let Some(case) = Case::parse(data) else { return };
    let token = sign(br#"{"alg":"HS256","typ":"JWT"}"#, case.payload);
    let verifier = Verifier::new(&key_set(), case.policy.clone());
    let mut scratch = Scratch::default();
    let verdict = verifier.verify(&token, &mut scratch, case.now);
    let accepted = matches!(verdict, Verdict::Accepted(_));

    match strict_json::judge(case.payload) {
        Opinion::Good(claims, texts) => {
            let met = is_met(&case.policy, &claims, &texts, case.now);
            assert_eq!(accepted, met, "{:?}", verdict.reasons());
        }
        Opinion::Bad => assert!(!accepted, "accepted what is not strict JSON"),
        Opinion::Unknown => {}
    }
    if let Some(stricter) = case.stricter {
        let stricter = accepts(&stricter, &token, case.now);
        assert!(accepted || !stricter, "a stricter demand made it good: {:?}", verdict.reasons());
    }
    let expired =
        |verdict: &Verdict<'_>| verdict.reasons().iter().any(|one| matches!(one, Refusal::Expired { .. }));
    let later = case.now.plus(Span::from_secs(1));
    if expired(&verdict) {
        let mut scratch = Scratch::default();
        assert!(expired(&verifier.verify(&token, &mut scratch, later)), "it came back to life");
    }
    show(&verdict, &case.policy, case.now);
    if let Verdict::Accepted(verified) = &verdict {
        let renewal =
            Renewal { ttl: None, set: Vec::new(), jti: "j".to_owned(), backdate: Span::from_secs(u64::MAX) };
        if let Ok(claims) = renew(verified, &renewal, case.now) {
            let old: Vec<_> = verified.claims().members().map(|(name, _)| name.to_owned()).collect();
            let json = claims.to_json();
            assert!(
                !matches!(strict_json::judge(json.as_bytes()), Opinion::Bad),
                "a renewed token is not JSON: {json}"
            );
            assert!(old.iter().all(|name| claims.get(name).is_some()), "a claim was lost");
        }
    }
    if let Ok(inspection) = Inspection::of(&token) {
        lint(&inspection);
    } else {
        assert!(!accepted);
    }
    // A verifier remembers headers, and the buffers are used again: a second look says the same.
    let reasons = verdict.reasons().to_vec();
    assert_eq!(verifier.verify(&token, &mut scratch, case.now).reasons(), reasons);
});

fn accepts(policy: &Policy, token: &str, now: Time) -> bool {
    let mut scratch = Scratch::default();
    matches!(Verifier::new(&key_set(), policy.clone()).verify(token, &mut scratch, now), Verdict::Accepted(_))
}

/// Everything that can be written about a verdict is written.
fn show(verdict: &Verdict<'_>, policy: &Policy, now: Time) {
    let rank = verdict.rank();
    assert_eq!(rank.is_none(), matches!(verdict, Verdict::Accepted(_)));
    let mut failed = 0;
    for row in checks(verdict, policy, now) {
        match row.outcome {
            Outcome::Fail(refusal) => {
                failed += 1;
                assert!(
                    !refusal.to_string().is_empty()
                        && !refusal.code().is_empty()
                        && !row.check.name().is_empty()
                );
            }
            Outcome::None(why) => assert!(!why.is_empty()),
            Outcome::Ok(_) => {}
        }
    }
    assert_eq!(failed, verdict.reasons().len(), "a reason is not in the report");
}
