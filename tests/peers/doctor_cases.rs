//! Headers and claims with one fault each, or with what looks like one: the raw material of `doctor_token`; and what
//! the libraries' words mean.

use crate::ours::{AUDIENCE, ISSUER, NOW};

/// Headers of which some server takes note. A segment of 512 characters is the longest that fastmcp reads.
pub(crate) fn headers() -> Vec<String> {
    let long = |len: usize| {
        format!(r#"{{"alg":"HS256","x":"{}"}}"#, "x".repeat(len - r#"{"alg":"HS256","x":""}"#.len()))
    };
    HEADERS.into_iter().map(str::to_owned).chain([long(384), long(385)]).collect()
}

const HEADERS: [&str; 60] = [
    r#"{"alg":"HS256"}"#,
    r#"{"alg":"HS256","typ":"at+jwt"}"#,
    r#"{"alg":"HS256","typ":5}"#,
    r#"{"alg":"HS256","typ":null}"#,
    r#"{"alg":"HS256","typ":"JWT","typ":"x"}"#,
    r#"{"alg":"none","alg":"HS256"}"#,
    r#"{"alg":"HS256","alg":"none"}"#,
    r#"{"alg":"HS384"}"#,
    r#"{"alg":"none"}"#,
    r#"{"alg":"RS256"}"#,
    r#"{"alg":"hs256"}"#,
    r#"{"alg":""}"#,
    r#"{"alg":null}"#,
    r#"{"alg":["HS256"]}"#,
    r#"{"alg":{"HS256":1}}"#,
    r#"{"alg":"HS256\ud800"}"#,
    r#"{"alg":"\u0048S256"}"#,
    "{}",
    "[]",
    "5",
    "null",
    "",
    "{'alg':'HS256'}",
    "{\"alg\":\"HS256\"} ",
    "{\"alg\":\"HS256\"}x",
    "\u{feff}{\"alg\":\"HS256\"}",
    r#"{"alg":"HS256","x":NaN}"#,
    r#"{"alg":"HS256","x":-Infinity}"#,
    r#"{"alg":"HS256","x":1NaN}"#,
    r#"{"alg":"HS256","x":"é"}"#,
    r#"{"alg":"HS256","x":"\ud800"}"#,
    r#"{"alg":"HS256","\ud800":1}"#,
    r#"{"alg":"HS256","kid":"one"}"#,
    r#"{"alg":"HS256","kid":null}"#,
    r#"{"alg":"HS256","kid":5}"#,
    r#"{"alg":"HS256","jku":"https://127.0.0.1/k"}"#,
    r#"{"alg":"HS256","jku":"ftp://127.0.0.1/k"}"#,
    r#"{"alg":"HS256","jwk":{}}"#,
    r#"{"alg":"HS256","jwk":"x"}"#,
    r#"{"alg":"HS256","x5u":5}"#,
    r#"{"alg":"HS256","x5c":["a"]}"#,
    r#"{"alg":"HS256","x5c":[5]}"#,
    r#"{"alg":"HS256","x5t":5}"#,
    r#"{"alg":"HS256","x5t#S256":5}"#,
    r#"{"alg":"HS256","cty":5}"#,
    r#"{"alg":"HS256","crit":[]}"#,
    r#"{"alg":"HS256","crit":null}"#,
    r#"{"alg":"HS256","crit":"b64"}"#,
    r#"{"alg":"HS256","crit":["exp"],"exp":1}"#,
    r#"{"alg":"HS256","crit":["alg"]}"#,
    r#"{"alg":"HS256","crit":["typ"]}"#,
    r#"{"alg":"HS256","crit":["b64"]}"#,
    r#"{"alg":"HS256","crit":["b64"],"b64":true}"#,
    r#"{"alg":"HS256","crit":["b64","b64"],"b64":true}"#,
    r#"{"alg":"HS256","crit":["b64",5],"b64":true}"#,
    r#"{"alg":"HS256","crit":[""]}"#,
    r#"{"alg":"HS256","crit":["b64"],"b64":null}"#,
    r#"{"alg":"HS256","b64":true}"#,
    r#"{"alg":"HS256","b64":false}"#,
    r#"{"alg":"HS256","b64":0}"#,
];

/// Claims of which some server takes note: the good ones with one member more, which replaces an earlier one of its name.
pub(crate) fn claims() -> Vec<String> {
    let exp = NOW + 60;
    let good = format!(r#""iss":"{ISSUER}","aud":"{AUDIENCE}","exp":{exp},"scope":"read write""#);
    let longest = format!(r#""x":{}"#, "9".repeat(4300));
    let too_long = format!(r#""x":-{}"#, "9".repeat(4301));
    let large = format!(r#""x":"{}""#, "x".repeat(128_000));
    let nested = [700, 1000, 3000].map(|depth| format!(r#""x":{}{}"#, "[".repeat(depth), "]".repeat(depth)));
    let mut all: Vec<String> = MEMBERS
        .iter()
        .copied()
        .chain([longest.as_str(), &too_long, &large])
        .chain(nested.iter().map(String::as_str))
        .map(|member| format!("{{{good},{member}}}"))
        .collect();
    for dropped in ["iss", "aud", "exp", "scope"] {
        all.push(format!("{{{}}}", good.replace(&format!("\"{dropped}\""), "\"x\"")));
    }
    let texts =
        ["5", "\"text\"", "null", "[]", "{}", "", "true", "text", "{", "\"null\"", " {} ", "\u{feff}{}"];
    all.extend(texts.map(str::to_owned));
    let inside = serde_json::Value::from(format!(r#"{{"aud":"{AUDIENCE}","exp":1}}"#)).to_string();
    all.extend([inside.clone(), serde_json::Value::from(inside).to_string()]);
    all
}

const MEMBERS: [&str; 100] = [
    r#""x":1"#,
    // Instants: each side of each boundary, each type.
    r#""exp":1799999999"#,
    r#""exp":1800000000"#,
    r#""exp":1800000001"#,
    r#""exp":1800000000.5"#,
    r#""exp":1799999999.5"#,
    r#""exp":1800000001.0"#,
    r#""exp":1.8000001e9"#,
    r#""exp":1e300"#,
    r#""exp":9e18"#,
    r#""exp":1e19"#,
    r#""exp":1e999"#,
    r#""exp":-1e999"#,
    r#""exp":1e-999"#,
    r#""exp":NaN"#,
    r#""exp":Infinity"#,
    r#""exp":18446744073709551616"#,
    r#""exp":100000000000000000000000000000000"#,
    r#""exp":-1"#,
    r#""exp":0"#,
    r#""exp":null"#,
    r#""exp":true"#,
    r#""exp":false"#,
    r#""exp":"1800000060""#,
    r#""exp":" +1800000060\n""#,
    r#""exp":"1_800_000_060""#,
    r#""exp":"_1800000060""#,
    r#""exp":"1800000060.5""#,
    r#""exp":"1.9e9""#,
    r#""exp":"1800000000""#,
    r#""exp":"soon""#,
    r#""exp":"""#,
    r#""exp":[1800000060]"#,
    r#""exp":{}"#,
    r#""exp":1800000060,"exp":1"#,
    r#""exp":1,"exp":1800000060"#,
    r#""nbf":1799999999"#,
    r#""nbf":1800000000"#,
    r#""nbf":1800000001"#,
    r#""nbf":1800000000.5"#,
    r#""nbf":1800000001.5"#,
    r#""nbf":null"#,
    r#""nbf":"1799999999""#,
    r#""nbf":"1800000001""#,
    r#""nbf":true"#,
    r#""nbf":[]"#,
    r#""nbf":1e999"#,
    r#""nbf":-1e999"#,
    r#""iat":1800000000"#,
    r#""iat":1800000001"#,
    r#""iat":1800000000.5"#,
    r#""iat":1900000000"#,
    r#""iat":null"#,
    r#""iat":"1799999999""#,
    r#""iat":"soon""#,
    r#""iat":true"#,
    r#""iat":{}"#,
    // Audience and issuer.
    r#""aud":"other""#,
    r#""aud":"""#,
    r#""aud":[]"#,
    r#""aud":{}"#,
    r#""aud":null"#,
    r#""aud":0"#,
    r#""aud":-0.0"#,
    r#""aud":5"#,
    r#""aud":false"#,
    r#""aud":true"#,
    r#""aud":["exai-mcp-client"]"#,
    r#""aud":["third","exai-mcp-client"]"#,
    r#""aud":["exai-mcp-client",5]"#,
    r#""aud":["third"]"#,
    r#""aud":[["exai-mcp-client"]]"#,
    r#""aud":"exai-mcp-client/""#,
    r#""aud":"exai\u002dmcp-client""#,
    r#""aud":{"exai-mcp-client":1}"#,
    r#""iss":"third""#,
    r#""iss":"exai-mcp-server/""#,
    r#""iss":null"#,
    r#""iss":5"#,
    r#""iss":["exai-mcp-server"]"#,
    r#""iss":"""#,
    // Subject and identifier.
    r#""sub":"agent_001""#,
    r#""sub":5"#,
    r#""sub":null"#,
    r#""sub":["agent_001"]"#,
    r#""sub":"\ud800""#,
    r#""jti":5"#,
    r#""jti":null"#,
    r#""jti":"one""#,
    // Scopes.
    r#""scope":"read""#,
    r#""scope":"""#,
    r#""scope":"","scp":["read","write"]"#,
    r#""scope":null,"scp":["read","write"]"#,
    r#""scope":["read","write"]"#,
    r#""scope":["read",5]"#,
    r#""scope":"read\twrite""#,
    r#""scope":"readwrite","scopes":["read","write"]"#,
    r#""scope":5,"scp":"read write""#,
    r#""scope":5,"scp":["read"]"#,
    r#""scope":" read  write ""#,
];

/// Whether the words of a library mean that reason; words that say nothing mean any.
pub(crate) fn says(words: &str, code: &str) -> bool {
    REASONS
        .iter()
        .find(|(fragment, _)| words.contains(fragment))
        .is_none_or(|(_, codes)| codes.contains(&code))
}

/// What the libraries say, and what it may mean; the first that fits counts.
const REASONS: [(&str, &[&str]); 46] = [
    // PyJWT
    ("ExpiredSignatureError", &["expired"]),
    ("not yet valid (iat)", &["issued_ahead"]),
    ("not yet valid (nbf)", &["not_yet_valid"]),
    ("MissingRequiredClaimError", &["claim_missing"]),
    ("Invalid claim format in token", &["claim_type"]),
    ("InvalidAudienceError: Audience doesn't match", &["aud_mismatch"]),
    ("InvalidAudienceError", &["aud_not_asked"]),
    ("(iss) must be a string", &["claim_type"]),
    ("InvalidIssuerError", &["iss_mismatch"]),
    ("InvalidSubjectError", &["claim_type"]),
    ("InvalidJTIError", &["claim_type"]),
    ("must be an integer", &["claim_type"]),
    ("InvalidAlgorithmError: Algorithm not specified", &["malformed"]),
    ("InvalidAlgorithmError", &["alg_mismatch", "malformed"]),
    ("InvalidSignatureError", &["signature_mismatch"]),
    ("Key ID header parameter must be a string", &["header_type"]),
    ("'crit'", &["crit_unknown"]),
    ("ritical extension", &["crit_unknown"]),
    ("'b64'", &["crit_unknown"]),
    ("recursion", &["too_deep"]),
    ("DecodeError: Invalid", &["malformed", "not_utf8"]),
    // jose
    ("JWTExpired", &["expired"]),
    ("\"nbf\" claim timestamp check failed", &["not_yet_valid"]),
    ("missing required", &["claim_missing"]),
    ("claim must be a number", &["claim_type"]),
    ("unexpected \"aud\"", &["aud_mismatch", "claim_type"]),
    ("unexpected \"iss\"", &["iss_mismatch", "claim_type"]),
    ("JWTs MUST NOT use unencoded payload", &["crit_unknown"]),
    ("\"b64\" (base64url-encode payload)", &["crit_unknown"]),
    ("Extension Header Parameter", &["crit_unknown"]),
    ("\"crit\" (Critical)", &["crit_unknown"]),
    ("\"alg\" (Algorithm) Header Parameter value not allowed", &["alg_mismatch"]),
    ("\"alg\" (Algorithm) Header Parameter missing", &["malformed", "alg_mismatch"]),
    ("signature verification failed", &["signature_mismatch"]),
    ("top-level JSON object", &["malformed", "not_utf8"]),
    ("JWS Protected Header is invalid", &["malformed", "not_utf8"]),
    // jsonwebtoken
    ("TokenExpiredError", &["expired"]),
    ("NotBeforeError", &["not_yet_valid"]),
    ("invalid exp value", &["claim_type"]),
    ("invalid nbf value", &["claim_type"]),
    ("invalid signature", &["signature_mismatch"]),
    ("invalid algorithm", &["alg_mismatch", "malformed"]),
    ("jwt audience invalid", &["aud_mismatch", "claim_missing", "claim_type"]),
    ("jwt issuer invalid", &["iss_mismatch", "claim_missing", "claim_type"]),
    // The SDKs
    ("Insufficient scope", &["scope_missing"]),
    ("Token has no expiration time", &["claim_missing"]),
];
