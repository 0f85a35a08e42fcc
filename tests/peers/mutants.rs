//! Tokens of the EX-AI guide with something done to them: the raw material of `exai` and `doctor_token`.

use serde_json::{Value, json};

use crate::ours::{AUDIENCE, ISSUER, NOW, SECRET};
use crate::peer::Peer;

const OTHER_SECRET: &str = "1b0d9c7e5f3a28466790efcdab18325476ba98dcfe1032547698badcfe103254";
const BASE64URL: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

/// The token of that number, and what was done to it: one mutation in turn, every fourth time another one too.
pub(crate) fn mutant(number: usize, random: &mut Random, peer: &mut Peer) -> (Vec<&'static str>, String) {
    let mut chosen = vec![MUTATIONS[number % MUTATIONS.len()]];
    if random.below(4) == 0 {
        chosen.push(random.pick(&MUTATIONS));
    }
    let mut draft = Draft::new();
    for (_, mutation) in &chosen {
        match mutation {
            Claim(names, values) => draft.claims.set(random.pick(names), random.pick(values)),
            Header(names, values) => draft.header.set(random.pick(names), random.pick(values)),
            Unsigned(change) => change(&mut draft, random),
            Signed(_) | Around(_) => {}
        }
    }
    let mut token = peer.forge(draft.mac, &draft.key, draft.header.json().as_bytes(), &draft.payload());
    for (_, mutation) in &chosen {
        if let Signed(change) = mutation {
            token = change(&token, random);
        }
    }
    // What is put around a token comes last, or it would be mutated instead of the token.
    for (_, mutation) in &chosen {
        if let Around(change) = mutation {
            token = change(&token, random);
        }
    }
    (chosen.iter().map(|(name, _)| *name).collect(), token)
}

#[derive(Clone, Copy)]
enum Mutation {
    /// One of these claims gets one of these values.
    Claim(&'static [&'static str], &'static [&'static str]),
    /// One of these header parameters gets one of these values.
    Header(&'static [&'static str], &'static [&'static str]),
    /// Anything else before the token is signed.
    Unsigned(fn(&mut Draft, &mut Random)),
    /// Afterwards.
    Signed(fn(&str, &mut Random) -> String),
    /// Around it.
    Around(fn(&str, &mut Random) -> String),
}

use Mutation::{Around, Claim, Header, Signed, Unsigned};

const MUTATIONS: [(&str, Mutation); 59] = [
    ("none", Unsigned(|_, _| ())),
    // Claims that are missing, misnamed or odd.
    ("claim dropped", Unsigned(|draft, random| draft.claims.remove(random.pick(&CLAIMS)))),
    ("claim null", Claim(&["sub", "iat", "exp", "iss", "aud", "quota", "nbf", "jti"], &["null"])),
    ("claim renamed", Unsigned(rename_a_claim)),
    ("claim name escaped", Unsigned(escape_a_claim_name)),
    ("claims turned round", Unsigned(|draft, random| draft.claims.0.rotate_left(random.below(8)))),
    ("claim that nobody judges", Claim(&["name", "email", "x", "", "Exp", "__proto__"], &IDLE)),
    ("sub odd", Claim(&["sub"], &["5", r#"["agent_001"]"#, "{}", "true"])),
    ("jti odd", Claim(&["jti"], &["5", "[]", "true", r#""x""#])),
    // Instants.
    ("exp around now", Claim(&["exp"], &AROUND_NOW)),
    ("nbf around now", Claim(&["nbf"], &AROUND_NOW)),
    ("iat around now", Claim(&["iat"], &AROUND_NOW)),
    ("time far away", Claim(&["exp", "nbf", "iat"], &FAR)),
    ("exp with a fraction", Claim(&["exp"], &["1800000060.5", "1.9e9"])),
    ("time as text", Claim(&["nbf", "iat"], &[r#""1799999990""#])),
    ("exp as text", Claim(&["exp"], &[r#""1800000060""#, r#""1799999999""#])),
    ("time as boolean", Claim(&["exp", "nbf", "iat"], &["true", "false"])),
    ("time odd", Claim(&["exp", "nbf", "iat"], &[r#""soon""#, "[]", "{}", r#""""#])),
    // Audience and issuer.
    ("aud list", Claim(&["aud"], &AUDIENCE_LISTS)),
    ("aud of another", Unsigned(|draft, random| draft.claims.set("aud", &quoted(&alike(AUDIENCE, random))))),
    ("aud odd", Claim(&["aud"], &["5", "{}", "true", r#"{"exai-mcp-client":1}"#])),
    ("iss of another", Unsigned(|draft, random| draft.claims.set("iss", &quoted(&alike(ISSUER, random))))),
    ("iss odd", Claim(&["iss"], &["5", r#"["exai-mcp-server"]"#, "{}", "true"])),
    // Quota.
    ("quota small", Claim(&["quota"], &["0", "-1", "-0", "1", "2"])),
    ("quota huge", Claim(&["quota"], &HUGE)),
    ("quota odd", Claim(&["quota"], &[r#""100""#, "1.5", "100.0", "1e2", "true", "[100]", "{}"])),
    // JSON.
    ("duplicate claim", Unsigned(duplicate_a_claim)),
    ("duplicate name inside", Claim(&["x"], &[r#"[{"a":1,"b":{},"\u0061":1}]"#])),
    ("nesting", Unsigned(|draft, random| draft.nest(1 + random.below(40)))),
    ("deep nesting", Unsigned(|draft, random| draft.nest(150 + random.below(200)))),
    ("not a number", Claim(&["x"], &["NaN", "Infinity", "-Infinity"])),
    ("not JSON", Unsigned(|draft, random| draft.text = Some(random.pick(&NOT_JSON).to_owned()))),
    ("broken JSON", Unsigned(break_the_json)),
    ("white space", Unsigned(|draft, _| draft.text = Some(draft.claims.json().replace(',', " ,\r\n\t")))),
    ("control character", Claim(&["x"], &["\"\u{1}\"", "\"\n\"", "\"\0\""])),
    ("lone surrogate", Claim(&["x"], &[r#""\ud800""#, r#"["\udc00 "]"#])),
    ("many claims", Unsigned(|draft, _| (0..300).for_each(|i| draft.claims.push(&format!("x{i}"), "[1,2]")))),
    ("too large", Unsigned(|draft, _| draft.claims.set("x", &quoted(&"x".repeat(1 << 20))))),
    // Bytes.
    (
        "byte order mark",
        Unsigned(|draft, _| draft.encode = |text| [b"\xef\xbb\xbf", text.as_bytes()].concat()),
    ),
    ("UTF-16", Unsigned(|draft, random| draft.encode = random.pick(&[utf16, utf16_marked]))),
    ("surrogate in UTF-8", Unsigned(|draft, _| draft.encode = |text| with_bytes(text, b"\xed\xa0\x80"))),
    ("not UTF-8", Unsigned(|draft, _| draft.encode = |text| with_bytes(text, b"\xc0\xaf"))),
    // Header.
    ("alg of another", Header(&["alg"], &ODD_ALGS)),
    ("alg of another, signed so", Unsigned(sign_with_another_alg)),
    ("alg none", Unsigned(do_not_sign)),
    ("alg missing", Unsigned(|draft, _| draft.header.remove("alg"))),
    ("typ odd", Header(&["typ"], &[r#""at+jwt""#, r#""jwt""#, r#""JOSE""#, r#""""#])),
    ("key in the header", Header(&["jku", "x5u", "kid"], &[r#""https://127.0.0.1/k""#])),
    ("crit", Header(&["crit"], &[r#"["exp"]"#, "[]", r#""exp""#, "[5]", "null", r#"["x"]"#])),
    ("duplicate header", Unsigned(|draft, _| draft.header.push("typ", r#""JWT""#))),
    // Signature and form.
    ("other secret", Unsigned(|draft, random| draft.key = other_secret(random))),
    ("character changed", Signed(change_a_character)),
    ("trailing bits", Signed(|token, _| with_trailing_bits(token))),
    ("padding", Signed(|token, _| padded(token))),
    ("standard alphabet", Signed(|token, _| token.replace('-', "+").replace('_', "/"))),
    ("broken in two", Signed(break_a_line)),
    ("cut", Signed(|token, random| token[..=random.below(token.len().max(2) - 1)].to_owned())),
    ("segments", Signed(other_segments)),
    ("pasted", Around(as_pasted)),
];

const CLAIMS: [&str; 8] = ["sub", "iat", "exp", "iss", "aud", "quota", "name", "role"];
const IDLE: [&str; 5] = ["5", "null", "[]", r#"{"a":[1.5e300,-0,"\u00e9\n"]}"#, "\"\u{202e}\u{1F511}\""];
/// A day before `NOW` to a day after, and each second about it.
const AROUND_NOW: [&str; 6] =
    ["1799913600", "1799999999", "1800000000", "1800000001", "1800000002", "1800086400"];
const FAR: [&str; 8] = [
    "0",
    "-5",
    "2147483648",
    "9999999999",
    "253402300800",
    "1800000000000",
    "9223372036854775807",
    "18446744073709551616",
];
const HUGE: [&str; 3] = ["9007199254740993", "9223372036854775808", "1000000000000000000000000000000"];
const AUDIENCE_LISTS: [&str; 6] = [
    r#"["exai-mcp-client"]"#,
    r#"["other","exai-mcp-client"]"#,
    r#"["exai-mcp-client",5]"#,
    r#"[["exai-mcp-client"]]"#,
    r#"["other"]"#,
    "[]",
];
const NOT_JSON: [&str; 9] = ["", "{", "[]", "\"text\"", "5", "null", "{'sub':1}", "{} {}", "sub=agent_001"];
const ODD_ALGS: [&str; 9] = [
    r#""HS384""#,
    r#""HS512""#,
    r#""RS256""#,
    r#""hs256""#,
    r#""HS256 ""#,
    r#""""#,
    "null",
    r#"["HS256"]"#,
    "256",
];

/// A token before it is signed.
struct Draft {
    header: Members,
    claims: Members,
    /// The payload, when it is not `claims`.
    text: Option<String>,
    /// From text to bytes.
    encode: fn(&str) -> Vec<u8>,
    /// What really signs, whatever the header says.
    mac: &'static str,
    key: String,
}

impl Draft {
    /// What the EX-AI guide mints.
    fn new() -> Self {
        let mut draft = Self {
            header: Members::default(),
            claims: Members::default(),
            text: None,
            encode: |text| text.as_bytes().to_vec(),
            mac: "HS256",
            key: SECRET.to_owned(),
        };
        draft.header.push("alg", "\"HS256\"");
        draft.header.push("typ", "\"JWT\"");
        draft.claims.push("sub", "\"agent_001\"");
        draft.claims.push("name", "\"AI Client\"");
        draft.at("iat", -60);
        draft.at("exp", 3600);
        draft.claims.push("iss", &quoted(ISSUER));
        draft.claims.push("aud", &quoted(AUDIENCE));
        draft.claims.push("quota", "100");
        draft.claims.push("role", "\"user\"");
        draft
    }

    fn at(&mut self, name: &str, seconds: i64) {
        self.claims.set(name, &(NOW + seconds).to_string());
    }

    fn nest(&mut self, levels: usize) {
        self.claims.set("x", &("[".repeat(levels) + &"]".repeat(levels)));
    }

    fn payload(&self) -> Vec<u8> {
        (self.encode)(&self.text.clone().unwrap_or_else(|| self.claims.json()))
    }
}

/// The members of a JSON object, as the text that will be signed.
#[derive(Default)]
struct Members(Vec<(String, String)>);

impl Members {
    fn push(&mut self, name: &str, json: &str) {
        self.0.push((quoted(name), json.to_owned()));
    }

    fn set(&mut self, name: &str, json: &str) {
        let name_json = quoted(name);
        match self.0.iter_mut().find(|(known, _)| *known == name_json) {
            Some((_, value)) => json.clone_into(value),
            None => self.push(name, json),
        }
    }

    fn remove(&mut self, name: &str) {
        let name = quoted(name);
        self.0.retain(|(known, _)| *known != name);
    }

    fn json(&self) -> String {
        let members: Vec<String> = self.0.iter().map(|(name, value)| format!("{name}:{value}")).collect();
        format!("{{{}}}", members.join(","))
    }
}

fn rename_a_claim(draft: &mut Draft, random: &mut Random) {
    let index = random.below(draft.claims.0.len());
    let name = &mut draft.claims.0[index].0;
    *name = match random.below(3) {
        0 => name.to_uppercase(),
        1 => name.replacen('"', "\" ", 1),
        _ => name.replacen('"', "\"x_", 1),
    };
}

fn escape_a_claim_name(draft: &mut Draft, random: &mut Random) {
    let index = random.below(draft.claims.0.len());
    let name = &mut draft.claims.0[index].0;
    let first = u32::from(name.as_bytes()[1]);
    *name = format!("\"\\u{first:04x}{}", &name[2..]);
}

fn duplicate_a_claim(draft: &mut Draft, random: &mut Random) {
    let again = draft.claims.0[random.below(draft.claims.0.len())].clone();
    draft.claims.0.push(again);
    if random.below(2) == 0 {
        let last = draft.claims.0.len() - 1;
        draft.claims.0.swap(0, last);
    }
}

fn break_the_json(draft: &mut Draft, random: &mut Random) {
    let json = draft.claims.json();
    draft.text = Some(match random.below(5) {
        0 => json[..json.len() - 1].to_owned(),
        1 => json.replacen('}', ",}", 1),
        2 => json.clone() + "x",
        3 => json.replacen(':', "=", 1),
        _ => json.replacen("100", "0100", 1).replacen(',', "//\n,", 1),
    });
}

fn sign_with_another_alg(draft: &mut Draft, random: &mut Random) {
    draft.mac = random.pick(&["HS384", "HS512"]);
    draft.header.set("alg", &quoted(draft.mac));
}

fn do_not_sign(draft: &mut Draft, random: &mut Random) {
    draft.header.set("alg", &quoted(random.pick(&["none", "None", "NONE", "nOnE"])));
    if random.below(2) == 0 {
        draft.mac = "none";
    }
}

fn other_secret(random: &mut Random) -> String {
    match random.below(4) {
        0 => OTHER_SECRET.to_owned(),
        1 => SECRET.to_uppercase(),
        2 => format!("{SECRET}\n"),
        _ => SECRET[1..].to_owned(),
    }
}

/// Not that name, but one that somebody might take for it.
fn alike(name: &str, random: &mut Random) -> String {
    match random.below(7) {
        0 => name.to_uppercase(),
        1 => format!("{name}/"),
        2 => format!("{name} "),
        3 => name[..name.len() - 1].to_owned(),
        4 => String::new(),
        5 => format!("{name}\0"),
        _ => name.replacen('e', "\u{435}", 1),
    }
}

fn utf16(text: &str) -> Vec<u8> {
    text.encode_utf16().flat_map(u16::to_le_bytes).collect()
}

fn utf16_marked(text: &str) -> Vec<u8> {
    [vec![0xff, 0xfe], utf16(text)].concat()
}

/// The claims and one more, with these bytes in its text.
fn with_bytes(text: &str, bytes: &[u8]) -> Vec<u8> {
    let rest = text.strip_prefix('{').unwrap_or(text);
    [br#"{"bytes":""#, bytes, b"\",", rest.as_bytes()].concat()
}

fn change_a_character(token: &str, random: &mut Random) -> String {
    // Each of the three segments as often as the others, however long it is.
    let segment = random.below(3);
    let start: usize = token.split('.').take(segment).map(|text| text.len() + 1).sum();
    let len = token.split('.').nth(segment).map_or(0, str::len);
    let mut bytes = token.as_bytes().to_vec();
    if len > 0 {
        let at = start + random.below(len);
        let old = bytes[at];
        while bytes[at] == old {
            bytes[at] = random.pick(BASE64URL);
        }
    }
    String::from_utf8(bytes).unwrap()
}

/// The token whose signature stands for the same bytes, with other bits behind them.
pub(crate) fn with_trailing_bits(token: &str) -> String {
    let Some((rest, last)) = token.split_at_checked(token.len() - 1) else { return token.to_owned() };
    match BASE64URL.iter().position(|&character| [character] == last.as_bytes()) {
        Some(value) => format!("{rest}{}", char::from(BASE64URL[value ^ 1])),
        None => token.to_owned(),
    }
}

pub(crate) fn padded(token: &str) -> String {
    let signature = token.rsplit('.').next().map_or(0, str::len);
    token.to_owned() + &"=".repeat((4 - signature % 4) % 4)
}

fn break_a_line(token: &str, random: &mut Random) -> String {
    let at = 1 + random.below(token.len().max(2) - 1);
    format!("{}{}{}", &token[..at], random.pick(&["\n", "\r\n", " ", "\t", "\n    ", "\0"]), &token[at..])
}

fn other_segments(token: &str, random: &mut Random) -> String {
    match random.below(7) {
        0 => format!("{token}.e30"),
        1 => format!("{token}."),
        2 => format!(".{token}"),
        3 => format!("{token}.e30.e30"),
        4 => token.replacen('.', "..", 1),
        5 => token.replace('.', ""),
        _ => token.rsplit_once('.').map_or(token, |(signed, _)| signed).to_owned(),
    }
}

fn as_pasted(token: &str, random: &mut Random) -> String {
    match random.below(6) {
        0 => format!("{token}\n"),
        1 => format!("  {token}\r\n"),
        2 => format!("\"{token}\""),
        3 => format!("Bearer {token}"),
        4 => format!("Authorization: Bearer {token}"),
        _ => json!({"access_token": token, "token_type": "Bearer"}).to_string(),
    }
}

fn quoted(text: &str) -> String {
    Value::from(text).to_string()
}

/// splitmix64: the same numbers in every run.
pub(crate) struct Random(pub(crate) u64);

impl Random {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    fn below(&mut self, bound: usize) -> usize {
        usize::try_from(self.next() % bound as u64).unwrap()
    }

    fn pick<T: Copy>(&mut self, choices: &[T]) -> T {
        choices[self.below(choices.len())]
    }
}
