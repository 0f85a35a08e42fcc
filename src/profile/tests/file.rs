use super::*;
use crate::profile::{HeaderForm, Opening, Place, ProfileError};
use crate::secret::Command;

/// A file that a person has worked on.
const WORKED_ON: &str = r#"# mine

profiles.c = { store = 'none' } # top-level

# the first
[profiles.a] # here
ttl = '1440m' # a day
store = "none"
claims = '{ "sub" : "a", "n": 1.0 }'
  # ttl = "1h"

[profiles.a.demands]
  min-quota = 0x10
role = ["x"]   # roles

# all of them
[encrypted-files]
passphrase.command = [
  '/a', # one
]

[profiles."b"]
"store" = "keychain"
key = {env="B"}

# end
"#;

#[test]
fn writes_a_new_file_that_is_pleasant_to_read() {
    let mut file = Profiles::default();
    file.set(&exai()).unwrap();
    let header = "# Profiles of mcp-token. No secret is in this file.\n\n";
    assert_eq!(text(&file), format!("{header}{EXAI}"));
    assert_eq!(file.profile(&name("exai")), Ok(Some(exai())));
    assert_eq!(file.profile(&name("other")), Ok(None));
    assert!(file.remove(&name("exai")));
    assert!(!file.remove(&name("exai")));
    assert_eq!(text(&file), text(&Profiles::default()));
}

#[test]
fn says_only_what_is_not_the_default() {
    let mut file = profiles("");
    file.set(&Profile::new(name("x"))).unwrap();
    assert_eq!(text(&file), "[profiles.x]\nttl = \"24h\"\nstore = \"keychain\"\n");
}

#[test]
fn a_key_has_a_line_or_what_of_those_above_it_is_there() {
    let file = profiles(WORKED_ON);
    let of = |profile: &str, key: &str| file.line_of(&Place::Profile(name(profile)), key);
    assert_eq!(
        (of("a", "ttl"), of("a", "demands.role"), of("a", "demands.none")),
        (Some(7), Some(14), Some(12))
    );
    assert_eq!((of("a", "none"), of("a", "profiles.a"), of("c", "store")), (Some(6), Some(6), Some(3)));
    assert_eq!((of("b", "key.env"), of("b", "store.x"), of("none", "ttl")), (Some(24), Some(23), Some(3)));
    assert_eq!(file.line_of(&Place::EncryptedFiles, "passphrase.command"), Some(18));
    assert_eq!(profiles("").line_of(&Place::EncryptedFiles, "passphrase"), None);
    let crlf = profiles(&format!("\u{feff}{}", WORKED_ON.replace('\n', "\r\n")));
    assert_eq!(crlf.line_of(&Place::Profile(name("a")), "ttl"), Some(7));
}

#[test]
fn keeps_every_byte_of_what_it_does_not_change() {
    for text_ in [
        WORKED_ON,
        "",
        "\n\n",
        "# only a comment",
        "profiles.a.store = 'none'\nencrypted-files = {}\nprofiles.a.ttl = '1h'",
        "\u{feff}[profiles.a]\r\nstore='file'\r\n",
        "[profiles.a]\nstore='file'\r\n",
    ] {
        let mut file = profiles(text_);
        assert_eq!(text(&file), text_);
        for known in file.names() {
            file.set(&file.profile(&known).unwrap().unwrap()).unwrap();
        }
        file.set_opening(&file.opening().unwrap()).unwrap();
        assert_eq!(text(&file), text_);
        file.set(&exai()).unwrap();
        assert!(file.remove(&name("exai")));
        assert_eq!(text(&file), text_);
    }
}

#[test]
fn changes_a_value_where_it_stands() {
    let mut file = profiles(WORKED_ON);
    let mut a = file.profile(&name("a")).unwrap().unwrap();
    assert_eq!(
        (a.ttl, a.demands.min_quota, a.claims.get("n")),
        (Span::from_hours(24), Some(16), Some("1.0"))
    );
    a.ttl = Span::from_secs(5400);
    a.demands.roles = texts(&["x", "y"]);
    a.demands.scopes = texts(&["s"]);
    file.set(&a).unwrap();
    let expected = WORKED_ON
        .replace("ttl = '1440m' # a day", "ttl = \"1h30m\" # a day")
        .replace("role = [\"x\"]   # roles\n", "role = [\"x\", \"y\"]   # roles\nscope = \"s\"\n");
    assert_eq!(text(&file), expected);

    let mut b = file.profile(&name("b")).unwrap().unwrap();
    b.key = Some(Key { source: Source::Variable("C".to_owned()), encoding: Some(Encoding::Base64) });
    b.header = HeaderForm::Named("X-Api-Key".to_owned());
    file.set(&b).unwrap();
    let expected = expected.replace(
        "key = {env=\"B\"}\n",
        "key = { env = \"C\", encoding = \"base64\" }\nheader = { name = \"X-Api-Key\" }\n",
    );
    assert_eq!(text(&file), expected);
}

#[test]
fn what_is_said_as_it_is_without_a_word_stays() {
    const SAID: &str = "[profiles.a]\nstore = 'none'\nbackdate = '0s'\n[profiles.a.demands]\nleeway = '0s' # none\nany-aud = false\nallow-no-exp = false\nrole = 'r'\n";
    let mut file = profiles(SAID);
    let mut a = file.profile(&name("a")).unwrap().unwrap();
    a.demands.roles = texts(&["s"]);
    file.set(&a).unwrap();
    assert_eq!(text(&file), SAID.replace("'r'", "\"s\""));
    a.demands.leeway = Span::from_secs(5);
    file.set(&a).unwrap();
    assert_eq!(text(&file), SAID.replace("'r'", "\"s\"").replace("leeway = '0s'", "leeway = \"5s\""));
}

#[test]
fn every_line_keeps_its_end() {
    // Every third line ends otherwise; white space before an end is nobody's but its line's.
    let mixed = |first: usize, end: &str| -> String {
        let lines = WORKED_ON.lines().enumerate();
        lines.map(|(at, line)| format!("{line}{}", if at % 3 == first { end } else { "\n" })).collect()
    };
    let mut files = vec![WORKED_ON.to_owned(), WORKED_ON.replace('\n', "\r\n")];
    for first in 0..3 {
        files.extend([mixed(first, "\r\n"), mixed(first, "\t\r\n").replace("d\n", "d\t\n")]);
    }
    for before in files {
        let mut file = profiles(&before);
        let mut a = file.profile(&name("a")).unwrap().unwrap();
        a.ttl = Span::from_secs(5400);
        a.demands.roles = texts(&["y"]);
        file.set(&a).unwrap();
        let after = before.replace("'1440m'", "\"1h30m\"").replace("[\"x\"]", "\"y\"");
        assert_eq!(text(&file), after);
        assert!(file.remove(&name("c")));
        let (_, rest) = after.split_once("top-level").unwrap();
        assert_eq!(text(&file), rest.split_once('\n').unwrap().1);
    }
}

#[test]
fn takes_a_profile_out_with_its_own_comments_only() {
    let mut file = profiles(WORKED_ON);
    assert!(file.remove(&name("a")));
    let start = WORKED_ON.find("\n# the first").unwrap();
    let end = WORKED_ON.find("\n# all of them").unwrap();
    assert_eq!(text(&file), format!("{}{}", &WORKED_ON[..start], &WORKED_ON[end..]));
    assert!(file.remove(&name("b")));
    assert_eq!(file.names(), [name("c")]);
    assert!(text(&file).ends_with("]\n\n# end\n"));
}

#[test]
fn takes_out_what_has_no_header_of_its_own() {
    for (before, after) in [
        ("profiles.a.store = 'file'\nencrypted-files = {}\n", "encrypted-files = {}\n"),
        ("[profiles]\na.store = 'file'\nb.store = 'none'\n", "[profiles]\nb.store = 'none'\n"),
        ("[profiles]\na = { store = 'file' }\n[profiles.b]\n", "[profiles]\n[profiles.b]\n"),
        ("[profiles.a]\nx = 1\n\n[encrypted-files]\n", "[encrypted-files]\n"),
        // What begins like a comment may be a line of a text.
        ("[profiles.a]\nclaims = '''\n# {\n#'''\n# of a\n\n# of none\n", "# of none\n"),
    ] {
        let mut file = profiles(before);
        assert!(file.remove(&name("a")));
        assert_eq!((text(&file).as_str(), file.profile(&name("a"))), (after, Ok(None)));
    }
}

#[test]
fn refuses_to_write_into_a_layout_that_it_would_break() {
    let inline = "profiles = { a = { store = 'file' } }\n";
    let mut file = profiles(inline);
    assert_eq!(file.set(&exai()), Err(ProfileError::Layout(name("exai"))));
    assert_eq!(text(&file), inline);
    let mut a = file.profile(&name("a")).unwrap().unwrap();
    a.token = Keeping::Nowhere;
    file.set(&a).unwrap();
    assert_eq!(
        text(&file),
        "profiles = { a = { store = \"none\", ttl = \"24h\" } }\n".replace(", ttl = \"24h\"", "")
    );
}

#[test]
fn one_broken_profile_does_not_hide_the_others_and_stays_until_it_is_taken_out() {
    let broken = "[profiles.a]\nttl = 24\nmy = 1\n\n[profiles.b]\nstore = \"file\"\n";
    let mut file = profiles(broken);
    assert_eq!(file.names(), [name("a"), name("b")]);
    assert!(file.profile(&name("a")).is_err());
    assert!(file.profile(&name("b")).unwrap().is_some());
    file.set(&Profile { token: Keeping::File, ..Profile::new(name("c")) }).unwrap();
    let with_c = format!("{broken}\n[profiles.c]\nttl = \"24h\"\nstore = \"file\"\n");
    assert_eq!(text(&file), with_c);
    let a = Profile { token: Keeping::File, ..Profile::new(name("a")) };
    assert_eq!(file.set(&a).unwrap_err(), file.profile(&name("a")).unwrap_err());
    assert_eq!(text(&file), with_c);
    assert!(file.remove(&name("a")));
    file.set(&a).unwrap();
    assert_eq!(file.profile(&name("a")), Ok(Some(a)));
}

#[test]
fn one_keychain_entry_has_one_profile() {
    let mut file = profiles(EXAI);
    let other = Profile { token: exai().token, ..Profile::new(name("other")) };
    let error = file.set(&other).unwrap_err();
    assert_eq!(
        error.to_string(),
        "the keychain entry `exai-mcp / jwt_token` is claimed by the profile `exai`"
    );
    assert_eq!(text(&file), EXAI);
    file.set(&exai()).unwrap();
    file.set(&Profile::new(name("other"))).unwrap();
    assert_eq!(file.claimed_by(&Entry::token(&name("other"))), [name("other")]);

    let broken = EXAI.replace("ttl = \"24h\"", "ttl = 24");
    assert!(matches!(profiles(&broken).set(&other), Err(ProfileError::EntryTaken { .. })));
    let both = format!("{EXAI}\n{}", EXAI.replace("profiles.exai", "profiles.b"));
    let problems = profiles(&both).problems();
    assert_eq!(
        problems,
        [ProfileError::EntryTaken { entry: Entry::new("exai-mcp", "jwt_token").unwrap(), by: name("exai") }]
    );
}

#[test]
fn remembers_how_encrypted_files_are_opened() {
    let mut file = profiles(EXAI);
    assert_eq!(file.opening(), Ok(Opening::KeyFile));
    let command = Command { program: "/usr/bin/pass".into(), arguments: texts(&["show", "", "a b"]) };
    for (opening, line) in [
        (Opening::Passphrase(Source::Prompt), "{ prompt = true }"),
        (Opening::Passphrase(Source::File("/run/pass".into())), "{ file = \"/run/pass\" }"),
        (
            Opening::Passphrase(Source::Command(command)),
            "{ command = [\"/usr/bin/pass\", \"show\", \"\", \"a b\"] }",
        ),
    ] {
        file.set_opening(&opening).unwrap();
        assert_eq!(file.opening().as_ref(), Ok(&opening));
        assert_eq!(text(&file), format!("{EXAI}\n[encrypted-files]\npassphrase = {line}\n"));
    }
    file.set_opening(&Opening::KeyFile).unwrap();
    assert_eq!(text(&file), EXAI);
    assert!(file.set_opening(&Opening::Passphrase(Source::Variable("V".to_owned()))).is_err());
    assert!(file.set_opening(&Opening::Passphrase(Source::File("relative".into()))).is_err());
    assert_eq!(text(&file), EXAI);
}

#[test]
fn keeps_each_source_of_a_key() {
    for (source, line) in [
        (Source::Variable("V".to_owned()), r#"{ env = "V" }"#),
        (
            Source::Dotenv { path: "/a/.env".into(), variable: "V".to_owned() },
            r#"{ dotenv = "/a/.env", var = "V" }"#,
        ),
        (Source::File("/a b".into()), r#"{ file = "/a b" }"#),
        (Source::Command(Command { program: "/a".into(), arguments: vec![] }), r#"{ command = ["/a"] }"#),
    ] {
        let profile = Profile { key: Some(Key { source, encoding: None }), ..Profile::new(name("x")) };
        let mut file = profiles("");
        file.set(&profile).unwrap();
        assert!(text(&file).contains(&format!("key = {line}\n")), "{}", text(&file));
        assert_eq!(file.profile(&name("x")), Ok(Some(profile)));
    }
    let asks = Key { source: Source::Prompt, encoding: None };
    let mut file = profiles("");
    assert!(file.set(&Profile { key: Some(asks), ..Profile::new(name("x")) }).is_err());
    assert_eq!(text(&file), "");
}
