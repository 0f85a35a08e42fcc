//! What has the servers accept a token that they refuse.

use mcp_token::jwt::servers::{Objection, Prediction};

/// What has to change for every server to accept a token, in one line; none where all do.
pub(super) fn by_hand(predictions: &[Prediction]) -> Option<String> {
    let mut changes = Vec::new();
    for change in predictions.iter().flat_map(|prediction| &prediction.objections).map(change) {
        if !changes.contains(&change) {
            changes.push(change);
        }
    }
    (!changes.is_empty()).then(|| changes.join(", "))
}

/// What does away with an objection.
fn change(objection: &Objection) -> String {
    match objection {
        Objection::Under { objection, .. } => change(objection),
        Objection::IssMismatch { expected, .. } => format!("`iss` {}", expected.join(" or ")),
        Objection::AudMismatch { expected, .. } => format!("`aud` {}", expected.join(" or ")),
        Objection::AudNotAsked => "the server told which audience it is".to_owned(),
        Objection::ScopeMissing { missing, .. } => format!("the scope {missing}"),
        Objection::ClaimMissing { claim } => format!("`{claim}` in the token"),
        Objection::ClaimType { claim, expected, .. } => format!("`{claim}` as {expected}"),
        Objection::AlgUnknown { .. } => "an `alg` that it knows".to_owned(),
        Objection::Expired { .. } => "a token that lives".to_owned(),
        Objection::NotYetValid { .. } | Objection::IssuedAhead { .. } => {
            "to wait, or the clock of its maker set".to_owned()
        }
        Objection::AlgMismatch { expected, .. } => {
            format!("`alg` {}", expected.iter().map(|alg| alg.name()).collect::<Vec<_>>().join(" or "))
        }
        Objection::SignatureMismatch => "a token of this key".to_owned(),
        _ => "a token that is made anew".to_owned(),
    }
}

/// Whether a new token of the same profile would be accepted.
pub(super) fn is_a_new_token(prediction: &Prediction) -> bool {
    prediction
        .objections
        .iter()
        .all(|objection| ["expired", "signature_mismatch"].contains(&objection.code()))
}
