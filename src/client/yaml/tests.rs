//! YAML as people have it, and as nobody has it.

use proptest::collection::vec;
use proptest::prelude::*;

use super::{DEEPEST, MOST_COPIED, Read, read};
use crate::client::Value;

/// The value as JSON on one line.
#[track_caller]
fn json(text: &str) -> String {
    read(text).unwrap_or_else(|error| panic!("{error:?}: {text}")).value.to_json_line()
}

#[track_caller]
fn refused(text: &str) -> String {
    read(text).expect_err(text).what
}

const GOOD: &str = r#"# one
GOOSE_MODEL: gpt-4o
extensions:   # two
  developer: &builtin
    enabled: true
    type: builtin
    timeout: 300
    description: 'it''s
      folded'
  acme:
    <<: *builtin
    type: streamable_http
    "uri": "https://a.example/\u00e9"
    headers: {Authorization: "Bearer ${A_TOKEN}", 'X-A': b, }
    env_keys: [A_TOKEN,
      B_TOKEN]
    code: |
      # no comment
        if x: y
    folded: >-
      one
      two

      three
    nothing:
    # three
...
"#;

const OF_GOOD: &str = r##"{"GOOSE_MODEL":"gpt-4o","extensions":{"developer":{"enabled":true,"type":"builtin","timeout":300,"description":"it's folded"},"acme":{"<<":{"enabled":true,"type":"builtin","timeout":300,"description":"it's folded"},"type":"streamable_http","uri":"https://a.example/é","headers":{"Authorization":"Bearer ${A_TOKEN}","X-A":"b"},"env_keys":["A_TOKEN","B_TOKEN"],"code":"# no comment\n  if x: y\n","folded":"one two\nthree","nothing":null}}}"##;

#[test]
fn a_file_is_read_in_whatever_way_it_is_written() {
    assert_eq!(json(GOOD), OF_GOOD);
    assert_eq!(json(&GOOD.replace('\n', "\r\n")), OF_GOOD);
    assert_eq!(json(&format!("\u{feff}{GOOD}")), OF_GOOD);
    assert_eq!(json(&format!("%YAML 1.2\n---\n{GOOD}")), OF_GOOD);
    assert_eq!(json(OF_GOOD), OF_GOOD);
    assert_eq!(json("a:\tb\t# c\nd:\n- e\n-\tf\n"), r#"{"a":"b","d":["e","f"]}"#);
    for nothing in ["", "\n", "# a\n", "---\n", "--- ~\n...\n", "{}", "\u{feff}"] {
        assert_eq!(json(nothing), "{}", "{nothing:?}");
    }
}

#[test]
fn comments_are_what_stands_behind_a_number_sign_and_nothing_else() {
    assert_eq!(read(GOOD).unwrap().comments, [" one", " two", " three"]);
    let Read { value, comments, .. } =
        read("a: b#c \"#d\"\ne: '#f'\ng: |\n  #h\n#i\n--- #j\n".trim_end_matches("--- #j\n")).unwrap();
    assert_eq!(value.to_json_line(), r##"{"a":"b#c \"#d\"","e":"#f","g":"#h\n"}"##);
    assert_eq!(comments, ["i"]);
    // An entry that somebody took out, however long it is.
    let lines = "  # Authorization: Bearer x\n".repeat(500);
    let Read { value, comments, .. } = read(&format!("a:\n{lines}  b: c\n{lines}")).unwrap();
    assert_eq!((value.to_json_line().as_str(), comments.len()), (r#"{"a":{"b":"c"}}"#, 1000));
}

#[test]
fn plain_scalars_are_what_the_core_schema_says() {
    for text in [
        "yes",
        "no",
        "on",
        "Off",
        "y",
        "nULL",
        "tRUE",
        "1a",
        "1.2.3",
        "+",
        ".",
        "e5",
        "0x",
        "0xg",
        "0o8",
        "0b1",
        "1_000",
        "1:30",
        "inf",
        "nan",
        "+.nan",
        "+-1",
        "--.inf",
        "infinity",
        "2024-11-20",
        "$A",
        "${A}",
        "a b",
        "0x8000000000000000",
        "0x-1",
        "0o+1",
    ] {
        assert_eq!(json(&format!("a: {text}")), format!(r#"{{"a":"{text}"}}"#));
    }
    for (text, value) in [
        ("true", "true"),
        ("True", "true"),
        ("FALSE", "false"),
        ("12", "12"),
        ("-12", "-12"),
        ("+12", "12"),
        ("012", "12"),
        ("0x1F", "31"),
        ("0o17", "15"),
        ("9223372036854775807", "9223372036854775807"),
        ("0x7fffffffffffffff", "9223372036854775807"),
    ] {
        assert_eq!(json(&format!("a: {text}")), format!(r#"{{"a":{value}}}"#));
    }
    for number in FRACTIONS {
        let read = read(&format!("a: {number}\n{number}: b")).unwrap();
        assert_eq!(read.value.get("a"), Some(&Value::Fraction(number.to_owned())));
        assert!(read.lines[1].is_odd && read.value.get(number).is_some(), "{number}");
    }
    for text in ["", "~", "null", "NULL"] {
        assert_eq!(json(&format!("a: {text}")), r#"{"a":null}"#, "{text}");
    }
    for text in ["'1'", "\"true\"", "!!str 1", "! 1", "!own 1", "!!binary MQ==", "|-\n  null"] {
        assert!(
            matches!(read(&format!("a: {text}")).unwrap().value.get("a"), Some(Value::Text(_))),
            "{text}"
        );
    }
    assert_eq!(json("a: !!int '1'\nb: !own {c: 1}\n"), r#"{"a":1,"b":{"c":1}}"#);
    assert_eq!(
        json("1: a\ntrue: b\n~: c\n? [d, e]\n: f\n"),
        r#"{"1":"a","true":"b","null":"c","[\"d\",\"e\"]":"f"}"#
    );
}

#[test]
fn aliases_stand_for_what_was_last_called_so() {
    let text = "a: &x 1\nb: &y [*x, 2]\nc: *y\nd: &x e\n*x : f\n";
    assert_eq!(json(text), r#"{"a":1,"b":[1,2],"c":[1,2],"d":"e","e":"f"}"#);
    for unknown in ["a: *x\n", "a: &x [*x]\n", "a: &x {b: *x}\n", "a: *x\nb: &x 1\n"] {
        assert!(refused(unknown).ends_with(" is not YAML"), "{unknown}");
    }
}

#[test]
fn what_its_clients_refuse_is_told_with_its_place() {
    for (text, what) in [
        ("a: 1\nb: [1,\n", "line 2, column 4 is not YAML"),
        ("a:\n\tb: 1\n", "line 2, column 2 is not YAML"),
        ("a: b: c\n", "line 1, column 5 is not YAML"),
        ("a: 'b\n", "line 1, column 4 is not YAML"),
        ("a: \"\\x\"\n", "line 1, column 4 is not YAML"),
        ("a: 1\n b: 2\n", "line 2, column 3 is not YAML"),
        ("a: 1\nb: 2\na: 3\n", "line 3, column 1 has a key that stands there already"),
        ("a: {b: 1, b: 2}\n", "line 1, column 11 has a key that stands there already"),
        ("a: 1\n---\nb: 2\n", "line 2, column 1 begins another document"),
        ("a: 1\n---\n", "line 2, column 1 begins another document"),
        ("- a\n", "it is no object"),
        ("a\n", "it is no object"),
    ] {
        assert_eq!(refused(text), what, "{text:?}");
    }
    assert_eq!(json("a: {b: 1}\nb: {b: 2}\n"), r#"{"a":{"b":1},"b":{"b":2}}"#);
}

#[test]
fn values_go_as_deep_as_those_of_its_clients() {
    let lists = |depth: usize| format!("a: {}{}", "[".repeat(depth), "]".repeat(depth));
    assert!(read(&lists(DEEPEST)).is_ok());
    assert_eq!(refused(&lists(DEEPEST + 1)), "line 1, column 132 goes deeper than values go");
    refused(&lists(100_000));
    let block =
        |depth: usize| (0..depth).map(|level| format!("{}a:\n", " ".repeat(level))).collect::<String>();
    assert!(read(&block(DEEPEST)).is_ok());
    refused(&block(DEEPEST + 1));
    refused(&block(2000));
    // Also by aliases, each a little deeper.
    let chain = |length: usize| {
        let links = (1..length).map(|link| format!("a{link}: &a{link} [*a{}]\n", link - 1));
        format!("a0: &a0 []\n{}", links.collect::<String>())
    };
    assert!(read(&chain(DEEPEST)).is_ok());
    assert!(refused(&chain(DEEPEST + 1)).ends_with(" goes deeper than values go"));
}

#[test]
fn aliases_do_not_make_much_of_little() {
    let bomb =
        (1..30).map(|level| format!("a{level}: &a{level} [{0}, {0}, {0}]\n", format!("*a{}", level - 1)));
    let bomb = format!("a0: &a0 [lol]\n{}", bomb.collect::<String>());
    assert!(refused(&bomb).ends_with(" repeats too much by aliases"));
    // Counted where it is called so, and where it is repeated.
    let twice = |length: usize| format!("a: &a {}\nb: *a\n", "x".repeat(length));
    assert!(read(&twice(MOST_COPIED / 2 - 1)).is_ok());
    assert_eq!(refused(&twice(MOST_COPIED / 2)), "line 2, column 4 repeats too much by aliases");
    let named = |length: usize| format!("a: &a\n  ? {}\n  : 1\nb: *a\n", "x".repeat(length));
    assert!(read(&named(MOST_COPIED / 2 - 2)).is_ok());
    assert_eq!(refused(&named(MOST_COPIED / 2 - 1)), "line 4, column 4 repeats too much by aliases");
}

#[test]
fn a_large_file_is_read() {
    let entry = |index: usize| {
        format!("  s{index}:\n    type: stdio\n    cmd: npx # {index}\n    args: [-y, 'server {index}']\n")
    };
    let text = format!("extensions:\n{}", (0..3000).map(entry).collect::<String>());
    assert!(text.len() > 200_000);
    let Read { value, comments, .. } = read(&text).unwrap();
    assert_eq!((value.get("extensions").unwrap().members().len(), comments.len()), (3000, 3000));
}

/// Numbers that are no whole ones, or too long.
const FRACTIONS: [&str; 10] = [
    "1.5",
    "-.5",
    "1.",
    "1e3",
    "1E-3",
    ".inf",
    "-.Inf",
    ".nan",
    "9223372036854775808",
    "12345678901234567890",
];

fn value() -> impl Strategy<Value = Value> {
    let scalar = prop_oneof![
        any::<bool>().prop_map(Value::Bool),
        any::<i64>().prop_map(Value::Number),
        prop::sample::select(&FRACTIONS[..]).prop_map(|text| Value::Fraction(text.to_owned())),
        Just(Value::Other),
        ".*".prop_map(Value::Text),
        "[-?:,\\[\\]{}#&*!|>'\"%@` \n\tab1~.]{0,8}".prop_map(Value::Text),
    ];
    scalar.prop_recursive(4, 24, 4, |inner| {
        prop_oneof![vec(inner.clone(), 0..4).prop_map(Value::List), map(inner)]
    })
}

fn map(inner: impl Strategy<Value = Value>) -> impl Strategy<Value = Value> {
    prop::collection::btree_map("[a-z:#'\"\\- ]{0,6}", inner, 0..4)
        .prop_map(|members| Value::Map(members.into_iter().collect()))
}

proptest! {
    #[test]
    fn what_is_printed_is_read_as_it_was(value in map(value())) {
        prop_assert_eq!(read(&value.to_yaml()).unwrap().value, value);
    }

    #[test]
    fn no_text_is_too_strange(text in "[-?:,\\[\\]{}#&*!|>'\"%@`<~ \n\r\tab1.\u{feff}\u{85}\u{2028}]{0,60}") {
        let _ = read(&text);
    }

    #[test]
    fn nor_are_any_bytes(bytes in vec(any::<u8>(), 0..200)) {
        let _ = read(&String::from_utf8_lossy(&bytes));
    }

    #[test]
    fn nor_is_a_good_file_that_was_spoiled(
        spoiled in vec((0..GOOD.len(), prop_oneof![any::<u8>(), prop::sample::select(&b"-?:,[]{}#&*!|>'\" \n\t\r"[..])], any::<bool>()), 0..6)
    ) {
        let mut bytes = GOOD.as_bytes().to_vec();
        for (at, byte, is_put_in) in spoiled {
            if is_put_in { bytes.insert(at, byte) } else { bytes[at] = byte }
        }
        let _ = read(&String::from_utf8_lossy(&bytes));
    }
}
