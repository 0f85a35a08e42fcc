use proptest::prelude::*;

use super::*;

#[test]
fn keeps_order_and_the_text_of_numbers() {
    let object = Object::parse(r#" {"b": 100000000000000000000, "a": 1.0, "c":1e400} "#).unwrap();
    let members: Vec<_> = object.members().map(|(name, value)| (name, value.text())).collect();
    assert_eq!(members, [("b", "100000000000000000000"), ("a", "1.0"), ("c", "1e400")]);
}

#[test]
fn refuses_duplicate_names_at_any_depth_and_in_any_spelling() {
    for text in
        [r#"{"a":1,"a":1}"#, r#"{"a":1,"\u0061":2}"#, r#"{"x":{"a":1,"a":1}}"#, r#"{"x":[[{"a":1,"a":1}]]}"#]
    {
        assert_eq!(Object::parse(text).unwrap_err(), JsonError::DuplicateName { name: "a".into() }, "{text}");
    }
    let mut many: String = (0..1000).map(|index| format!("\"n{index}\":0,")).collect();
    many.push_str("\"n7\":1");
    assert_eq!(
        Object::parse(&format!("{{{many}}}")).unwrap_err(),
        JsonError::DuplicateName { name: "n7".into() }
    );
}

#[test]
fn bounds_nesting_on_both_sides() {
    let nested = |levels: usize| format!("{{\"a\":{}1{}}}", "[".repeat(levels), "]".repeat(levels));
    assert!(Object::parse(&nested(MAX_DEPTH - 1)).is_ok());
    assert_eq!(Object::parse(&nested(MAX_DEPTH)).unwrap_err(), JsonError::TooDeep);
    assert!(Object::parse(&nested(100_000)).is_err());
}

#[test]
fn refuses_what_is_not_an_object() {
    assert_eq!(Object::parse("[]").unwrap_err(), JsonError::NotAnObject { found: Kind::Array });
    assert_eq!(Object::parse("\"x\"").unwrap_err(), JsonError::NotAnObject { found: Kind::String });
    for text in ["", "{", "{}{}", "{'a':1}", "{\"a\":01}", r#"{"a":"\ud800"}"#, r#"{"a":["\ud800"]}"#, "nul"]
    {
        assert!(matches!(Object::parse(text), Err(JsonError::NotJson { .. })), "{text}");
    }
}

#[test]
fn reads_values_by_their_kind() {
    let value = |text| Value::parse(text).unwrap();
    assert_eq!(value(r#""a\"b""#).as_str().as_deref(), Some("a\"b"));
    assert_eq!(value("1").as_str(), None);
    assert_eq!(value("[\"a\", \"b\"]").as_strings().unwrap(), ["a", "b"]);
    assert_eq!(value("[\"a\", 1]").as_strings(), None);
    assert_eq!(value("100").as_integer(), Some(100));
    assert_eq!(value("-99999999999999999999").as_integer(), Some(i64::MIN));
    for not_integer in ["1.0", "1e2", "\"1\"", "true", "null"] {
        assert_eq!(value(not_integer).as_integer(), None, "{not_integer}");
    }
}

#[test]
fn compacts_outside_strings_only() {
    let value = Value::parse("{ \"a b\" : [ 1 , \"x \\\" y\" ] }").unwrap();
    assert_eq!(value.compact(), r#"{"a b":[1,"x \" y"]}"#);
}

proptest! {
    #[test]
    fn agrees_with_serde_json_on_what_is_json(text in "[\\[\\]{}\":,a0-9.e \\\\-]{0,24}") {
        let ours = Value::parse(&text);
        let theirs = serde_json::from_str::<serde_json::Value>(&text);
        if theirs.is_ok() {
            let refused = matches!(ours, Err(JsonError::NotJson { .. }));
            prop_assert!(!refused);
        } else if !theirs.unwrap_err().to_string().contains("out of range") {
            prop_assert!(ours.is_err());
        }
    }

    #[test]
    fn finds_the_first_name_that_comes_again(names in proptest::collection::vec("[abé]{0,2}", 0..20)) {
        let members: Vec<_> = names.iter().map(|name| format!("\"{name}\":0")).collect();
        let again = (0..names.len()).find(|&index| names[..index].contains(&names[index]));
        let told = again.map(|index| JsonError::DuplicateName { name: names[index].clone() });
        prop_assert_eq!(Object::parse(&format!("{{{}}}", members.join(","))).err(), told);
    }

    #[test]
    fn quoting_is_reversible(text in ".*") {
        let quoted = quote(&text);
        prop_assert_eq!(Value::parse(&quoted).unwrap().as_str().unwrap(), text);
    }
}
