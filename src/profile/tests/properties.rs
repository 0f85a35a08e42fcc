use proptest::collection::vec;
use proptest::option::of;
use proptest::prelude::*;

use super::*;
use crate::jwt::json::quote;
use crate::jwt::policy::{Audience, Expiry};
use crate::profile::{HeaderForm, ProfileError};
use crate::secret::Command;

/// Any text that a value may be, with what TOML and JSON write in a special way.
fn any_text() -> impl Strategy<Value = String> {
    vec(
        prop_oneof![
            any::<char>(),
            prop::char::range(' ', '~'),
            Just('\''),
            Just('"'),
            Just('\n'),
            Just('\\')
        ],
        1..12,
    )
    .prop_map(|letters| letters.into_iter().collect())
}

fn any_path() -> impl Strategy<Value = String> {
    any_text().prop_map(|text| format!("/{}", text.replace('\0', "")))
}

fn any_claims() -> impl Strategy<Value = Claims> {
    let json = prop_oneof![
        any_text().prop_map(|text| quote(&text)),
        Just("1.0".to_owned()),
        Just("123456789012345678901234567890".to_owned()),
        vec(any_text(), 0..3).prop_map(|list| serde_json::json!(list).to_string()),
    ];
    vec((any_text(), json), 0..5).prop_map(|members| {
        let mut claims = Claims::default();
        for (name, json) in members {
            claims.set(&format!("x-{name}"), json);
        }
        claims
    })
}

fn any_source() -> impl Strategy<Value = Source> {
    prop_oneof![
        "[a-z]{1,8}".prop_map(|text| Source::Kept(name(&text))),
        "[A-Z_][A-Z0-9_]{0,8}".prop_map(Source::Variable),
        (any_path(), "[A-Z_]{1,8}")
            .prop_map(|(path, variable)| Source::Dotenv { path: path.into(), variable }),
        any_path().prop_map(|path| Source::File(path.into())),
        (any_path(), vec(any_text(), 0..3))
            .prop_map(|(program, arguments)| Source::Command(Command { program: program.into(), arguments })),
    ]
}

fn any_span() -> impl Strategy<Value = Span> {
    (1..=u64::MAX).prop_map(Span::from_secs)
}

fn any_demands() -> impl Strategy<Value = Policy> {
    let texts = || vec(any_text(), 0..3);
    let audience = prop_oneof![
        Just(Audience::Unsaid),
        Just(Audience::Any),
        vec(any_text(), 1..3).prop_map(Audience::OneOf),
    ];
    let some = (texts(), audience, of(any_text()), of(any_text()), texts());
    let leeway = of(any_span()).prop_map(Option::unwrap_or_default);
    let more = (texts(), texts(), of(any::<i64>()), of(any_span()), of(any_span()), leeway, any::<bool>());
    (some, more).prop_map(|(some, more)| Policy {
        issuers: some.0,
        audience: some.1,
        subject: some.2,
        typ: some.3,
        required: some.4,
        scopes: more.0,
        roles: more.1,
        min_quota: more.2,
        min_ttl: more.3,
        max_age: more.4,
        leeway: more.5,
        expiry: if more.6 { Expiry::Optional } else { Expiry::Required },
        unjudged: Vec::new(),
    })
}

/// And the entry that a token goes back to.
fn any_keeping() -> impl Strategy<Value = (Keeping, Option<Entry>)> {
    let entry = || "[a-z/ ]{1,9}".prop_map(|user| Entry::new("other service", &user).unwrap());
    prop_oneof![
        entry().prop_map(|entry| (Keeping::Keychain(entry), None)),
        of(entry()).prop_map(|shared| (Keeping::File, shared)),
        of(entry()).prop_map(|shared| (Keeping::Nowhere, shared)),
    ]
}

fn any_profile() -> impl Strategy<Value = Profile> {
    let header = prop_oneof![
        Just(HeaderForm::Bearer),
        Just(HeaderForm::Basic),
        Just(HeaderForm::Nothing),
        "[A-Za-z-]{1,9}".prop_map(HeaderForm::Named),
    ];
    let encoding = of(prop_oneof![Just(Encoding::Hex), Just(Encoding::Base64), Just(Encoding::Base64url)]);
    let key = of((any_source(), encoding).prop_map(|(source, encoding)| Key { source, encoding }));
    let url = of(Just("https://mcp.example.com/mcp?x='1'".to_owned()));
    let omit = prop_oneof![Just(vec![]), Just(texts(&["jti"])), Just(texts(&["iat", "jti"]))];
    let some =
        ("[a-z0-9_][a-z0-9_-]{0,5}", key, of(prop::sample::select(&Alg::ALL[..])), any_claims(), any_span());
    let more = (of(any_span()), any_span(), omit, any_demands(), any_keeping());
    let rest = (url, header, of("[A-Z_][A-Z0-9_]{0,8}"));
    (some, more, rest).prop_map(|(some, more, rest)| {
        let fresh = Profile::new(name(&some.0));
        Profile {
            key: some.1,
            alg: some.2,
            claims: some.3,
            ttl: some.4,
            min_ttl: more.0.map(|min| min.min(some.4)),
            backdate: more.1,
            omit: more.2,
            demands: Policy { min_ttl: more.3.min_ttl.map(|min| min.min(some.4)), ..more.3 },
            token: more.4.0,
            shared: more.4.1,
            url: rest.0,
            header: rest.1,
            variable: rest.2.unwrap_or(fresh.variable),
            name: fresh.name,
        }
    })
}

/// Pieces of files, laid out as a person might: top-level keys, then a profile, then other tables.
fn any_file() -> impl Strategy<Value = String> {
    const LIST: &str = "profiles.b-0.key.command = [\n  '/a', # one\n]\n";
    const TEXT: &str = "[profiles.c-0]\nclaims = '''\n# no comment\n'''\n";
    let blank = || prop::sample::select(&["", "\n", "# a comment\n", "\n# a comment\n\n", "\n\n"][..]);
    let head = prop::sample::select(&["", "profiles.b-0.store = 'none' # one\n", LIST][..]);
    let profile = prop::sample::select(&["", "[profiles.a-0] # mine\nstore = 'none'\n"][..]);
    let other = prop::sample::select(&["", TEXT, "[encrypted-files]\n"][..]);
    let pieces = (blank(), head, blank(), profile, blank(), other, blank());
    let ends = prop_oneof![Just(("\n", true)), Just(("\r\n", true)), Just(("\n", false))];
    (pieces, ends).prop_map(|(pieces, (end, ended))| {
        let (start, head, above, profile, between, other, finish) = pieces;
        let mut text = [start, head, above, profile, between, other, finish].concat();
        if !ended {
            text.truncate(text.trim_end_matches('\n').len());
        }
        text.replace('\n', end)
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(128))]

    #[test]
    fn what_is_kept_is_read_again(profile in any_profile()) {
        let mut file = Profiles::default();
        file.set(&profile).unwrap();
        let again = Profiles::parse(&file.to_bytes()).unwrap();
        prop_assert_eq!(again.profile(&profile.name).unwrap().unwrap(), profile.clone());
        prop_assert_eq!(again.to_bytes(), file.to_bytes());
        prop_assert_eq!(again.problems(), Vec::<ProfileError>::new());
    }

    #[test]
    fn one_profile_becomes_another(file in any_file(), old in any_profile(), new in any_profile()) {
        let new = Profile { name: old.name.clone(), ..new };
        let mut file = profiles(&file);
        file.set(&old).unwrap();
        file.set(&new).unwrap();
        prop_assert_eq!(profiles(&text(&file)).profile(&new.name).unwrap().unwrap(), new);
    }

    #[test]
    fn set_then_removed_leaves_every_byte(file in any_file(), profile in any_profile()) {
        let original = file;
        let mut file = profiles(&original);
        prop_assert_eq!(&text(&file), &original);
        file.set(&profile).unwrap();
        prop_assert!(file.remove(&profile.name));
        prop_assert_eq!(&text(&file), &original);
    }

    #[test]
    fn whatever_the_bytes_are_nothing_panics(bytes in vec(any::<u8>(), 0..64), piece in any_text()) {
        drop(Profiles::parse(&bytes));
        for text in [format!("[profiles.a]\n{piece}"), format!("[profiles.a]\nclaims = {}", quote(&piece))] {
            if let Ok(mut file) = Profiles::parse(text.as_bytes()) {
                drop(file.problems());
                file.remove(&name("a"));
            }
        }
    }
}
