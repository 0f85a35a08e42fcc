use proptest::prelude::*;

use super::*;

fn parsed(text: &str) -> Dotenv {
    Dotenv::parse(text.as_bytes().to_vec()).unwrap()
}

fn read(text: &str) -> Result<Option<String>, DotenvError> {
    Dotenv::parse(text.as_bytes().to_vec())?.value("A").map(|value| value.map(|value| value.to_string()))
}

#[expect(clippy::unnecessary_wraps, reason = "the form of what it is compared with")]
fn is(value: &str) -> Result<Option<String>, DotenvError> {
    Ok(Some(value.to_owned()))
}

fn after_set(text: &str, value: &str) -> Result<String, DotenvError> {
    let mut file = Dotenv::parse(text.as_bytes().to_vec())?;
    file.set("A", value)?;
    Ok(String::from_utf8(file.as_bytes().to_vec()).unwrap())
}

fn unclear<T>(line: usize) -> Result<T, DotenvError> {
    Err(DotenvError::Unclear { line })
}

fn interpolated<T>(line: usize) -> Result<T, DotenvError> {
    Err(DotenvError::Interpolated { name: "A".to_owned(), line })
}

#[test]
fn reads_a_bare_value_trimmed_up_to_a_comment() {
    assert_eq!(read("A=x"), is("x"));
    assert_eq!(read("  A \t=  x y \t\n"), is("x y"));
    assert_eq!(read("A=x # c"), is("x"));
    assert_eq!(read("A=x\t#c # d\r\n"), is("x"));
    assert_eq!(read("A="), is(""));
    assert_eq!(read("A=  \n"), is(""));
    assert_eq!(read("A=a=b"), is("a=b"));
    assert_eq!(read("A=a'b\"c\\n"), is("a'b\"c\\n"));
    assert_eq!(read("\u{feff}A=x"), is("x"));
    assert_eq!(read("A=ä"), is("ä"));
}

#[test]
fn reads_quoted_values() {
    assert_eq!(read("A='x # \"y\" '"), is("x # \"y\" "));
    assert_eq!(read("A='a\\nb$c' # c"), is("a\\nb$c"));
    assert_eq!(read(r#"A="\n\r\t\"\\b\$""#), is("\n\r\t\"\\b$"));
    assert_eq!(read("A=\"x\"\r\nB=y"), is("x"));
    assert_eq!(read("A=\"one\r\ntwo\n# three\"\nB=2"), is("one\ntwo\n# three"));
    assert_eq!(read("A='one\r\ntwo'"), is("one\ntwo"));
    assert_eq!(read("A=\"\""), is(""));
}

#[test]
fn reads_export_only_as_a_word_of_its_own() {
    assert_eq!(read("export A=x"), is("x"));
    assert_eq!(read("\texport\t A = x"), is("x"));
    assert_eq!(read("exportA=x"), Ok(None));
    assert_eq!(parsed("export=x").value("export").unwrap().unwrap().as_str(), "x");
    assert_eq!(parsed("export =x").value("export"), unclear(1));
}

#[test]
fn finds_no_assignment_in_comments_other_names_and_values() {
    for text in
        ["", "\n", "# A=x", "  #A=x", "AA=x", "a=x", "A.B=x", "A-B=x", "B=A=x", "B='\nA=x\n'", "AB: x"]
    {
        assert_eq!(read(text), Ok(None), "{text:?}");
    }
}

#[test]
fn refuses_what_readers_read_differently() {
    for text in [
        "A=#x",
        "A= #x",
        "A=x#y",
        "A=x#y # z",
        "A=`x`",
        "A=x\u{a0}",
        "A=\u{b}x",
        "A",
        "export A",
        "A: x",
        "'A'=x",
        "\u{a0}A=x",
        "A\u{a0}=x",
        "A=\"x\"y",
        "A=\"x\"#y",
        "A='x' 'y'",
        "A=\"\\a\"",
        "A=\"x\\\n\"",
        "A='x\\\\y'",
        "A='x\\'",
        "A=\"x\\\\\"",
        "A=x\ry",
        "A=x\r",
        "B=x\0",
        "# \u{2028}A=x",
        "# \u{2029}A=x",
        "B=\"\n\"x",
    ] {
        assert_eq!(read(text), unclear(1), "{text:?}");
    }
    for text in ["A=\n'x'", "A= \r\n\n \"x\"", "A=\n'B'=x", "B:\nA=x", "B: \t\r\nA=x"] {
        assert_eq!(read(text), unclear(1), "{text:?}");
    }
    assert_eq!(read("A=\nB='x'"), is(""));
    assert_eq!(read("B: x\nA=x"), is("x"));
    assert_eq!(read("\n\nA=x#y"), unclear(3));
    assert_eq!(read("B='\n\n'\r\nA"), unclear(4));
}

#[test]
fn refuses_references_to_other_variables() {
    assert_eq!(read("A=$B"), interpolated(1));
    assert_eq!(read("A=x$"), interpolated(1));
    assert_eq!(read("\nA=\"${B}\""), interpolated(2));
    assert_eq!(read("A='${B}'"), interpolated(1));
}

#[test]
fn refuses_a_quote_that_is_not_closed_wherever_it_stands() {
    for text in ["A=\"x", "A='x\nB=y", "A=`x\n`", "A=\"x\\\"", "A=\"", "it's", "\"A: x"] {
        assert_eq!(read(text), Err(DotenvError::UnterminatedQuote { line: 1 }), "{text:?}");
    }
    assert_eq!(read("A=x\nB='"), Err(DotenvError::UnterminatedQuote { line: 2 }));
    assert_eq!(read("it's what's left\nA=x"), is("x"));
    assert_eq!(read("# it's\nA=x"), is("x"));
}

#[test]
fn refuses_a_file_that_is_not_utf8_by_line() {
    assert_eq!(Dotenv::parse(b"A=x\n\nB=\xff\n".to_vec()).err(), Some(DotenvError::NotUtf8 { line: 3 }));
}

#[test]
fn refuses_a_variable_assigned_twice_and_names_the_lines() {
    let twice = DotenvError::Duplicate { name: "A".to_owned(), lines: vec![1, 4] };
    assert_eq!(twice.to_string(), "`A` is assigned 2 times, on lines 1, 4");
    let text = "A=x\n#A=x\nB=y\nexport A=x\n";
    assert_eq!(read(text), Err(twice.clone()));
    assert_eq!(after_set(text, "z"), Err(twice));
    assert_eq!(parsed(text).value("B").unwrap().unwrap().as_str(), "y");
}

#[test]
fn refuses_names_that_are_none() {
    let mut file = parsed("A=x");
    for name in ["", "1A", "A-B", "A.B", "A B", "Ä", "A="] {
        let refused = DotenvError::Name { name: name.to_owned() };
        assert_eq!(file.value(name), Err(refused.clone()));
        assert_eq!(file.set(name, "x"), Err(refused));
    }
    for name in ["_", "a1", "_A"] {
        assert_eq!(file.value(name), Ok(None));
    }
}

#[test]
fn sets_in_place_and_keeps_every_other_byte() {
    for (text, expected) in [
        ("A=x", "A=new"),
        ("A=", "A=new"),
        ("A= \t\r\nB=x", "A= \tnew\r\nB=x"),
        (
            "\u{feff}# c\r\n\r\n  export  A\t= x y  # c\r\nB=y\n",
            "\u{feff}# c\r\n\r\n  export  A\t= new  # c\r\nB=y\n",
        ),
        ("A='x' # c\n", "A='new' # c\n"),
        ("A=\"${x}\"\n", "A=\"new\"\n"),
        ("A=\"one\ntwo\"  \nB=1\n", "A=\"new\"  \nB=1\n"),
        ("A=$B # c", "A=new # c"),
    ] {
        assert_eq!(after_set(text, "new").as_deref(), Ok(expected), "{text:?}");
    }
}

#[test]
fn appends_with_the_ending_of_the_file() {
    for (text, expected) in [
        ("", "A=new\n"),
        ("\u{feff}", "\u{feff}A=new\n"),
        ("B=x", "B=x\nA=new\n"),
        ("B=x\n", "B=x\nA=new\n"),
        ("B=x\r\n", "B=x\r\nA=new\r\n"),
        ("B=x\r\nC=y", "B=x\r\nC=y\r\nA=new\r\n"),
        ("B=x\r\nC=y\n", "B=x\r\nC=y\nA=new\n"),
        ("# A=x\n\n", "# A=x\n\nA=new\n"),
    ] {
        assert_eq!(after_set(text, "new").as_deref(), Ok(expected), "{text:?}");
    }
}

#[test]
fn sets_nothing_where_the_place_of_the_value_is_unclear() {
    for text in ["A=x#y", "A= # c", "A=`x`", "A: x", "A=\"x\"y"] {
        assert_eq!(after_set(text, "new"), unclear(1), "{text:?}");
    }
}

#[test]
fn refuses_values_that_would_be_interpreted() {
    let at = |position| Err(DotenvError::UnwritableValue { name: "A".to_owned(), position });
    for quoted in ["A=x", "A='x'", "A=\"x\"", ""] {
        for bad in ["\n", "\r", "\0", "'", "\"", "$", "`", "\\", "#", " ", "\t", "\u{7f}", "ä"] {
            assert_eq!(after_set(quoted, &format!("ok{bad}")), at(3), "{quoted:?} {bad:?}");
        }
        assert_eq!(after_set(quoted, ""), Err(DotenvError::EmptyValue { name: "A".to_owned() }));
        assert!(after_set(quoted, "azAZ09+/=-_.:,%@^").is_ok());
    }
    for active in [";", "&", "|", "<", ">", "(", ")", "*", "?", "[", "]", "{", "}", "~", "!"] {
        assert_eq!(after_set("A=x", active), at(1));
        assert_eq!(after_set("", active), at(1));
        assert_eq!(after_set("A='x'", active), Ok(format!("A='{active}'")));
    }
}

#[test]
fn reports_a_change_with_its_line_and_without_the_values() {
    let mut file = parsed("# c\nexport A=\"hunter22\" # hunter1\n");
    let change = file.set("A", "0123456789").unwrap();
    assert!(matches!(change, Change::Replaced { line: 2, .. }));
    assert_eq!(change.diff(), ["-export A=\"<8 characters>\"", "+export A=\"<10 characters>\""]);
    assert_eq!(file.set("A", "0123456789"), Ok(Change::Unchanged { line: 2 }));
    let added = file.set("B", "x").unwrap();
    assert!(matches!(added, Change::Added { line: 3, .. }));
    assert_eq!(added.diff(), ["+B=<1 character>"]);
    assert_eq!(parsed("A=''").set("A", "xy").unwrap().diff(), ["-A=''", "+A='<2 characters>'"]);
    let shown = format!("{change:?} {added:?} {file:?}");
    assert!(!shown.contains("hunter") && !shown.contains("0123"), "{shown}");
}

#[test]
fn leaves_a_value_that_stands_there_already_in_its_own_spelling() {
    assert_eq!(after_set("A = 'x' # c", "x").as_deref(), Ok("A = 'x' # c"));
    assert_eq!(after_set("A=\"a\\\"b\"", "ab").as_deref(), Ok("A=\"ab\""));
}

fn any_line() -> impl Strategy<Value = String> {
    let bare = "(export )?[B-E][a-z]? ?= ?[a-z0-9/+]{0,8}( #.{0,5})?";
    let quoted = "(export )?[B-E]=(\"[a-z #\n]{0,8}\"|'[a-z $#\n]{0,8}')( # c)?";
    prop_oneof!["", "#[ -~]{0,9}", bare, quoted].prop_map(|line: String| line.replace(['\r', '\u{2028}'], ""))
}

fn any_lines() -> impl Strategy<Value = Vec<String>> {
    let ending = prop_oneof![Just("\n"), Just("\r\n")];
    let line = (any_line(), ending).prop_map(|(line, ending)| format!("{line}{ending}"));
    prop::collection::vec(line, 0..8)
}

proptest! {
    #[test]
    fn parsing_changes_no_byte(bytes in prop_oneof![
        any::<Vec<u8>>(),
        "[A-C=\"'#$\\\\ \n]{0,40}".prop_map(String::into_bytes),
    ]) {
        if let Ok(file) = Dotenv::parse(bytes.clone()) {
            prop_assert_eq!(file.as_bytes(), bytes);
        }
    }

    #[test]
    fn never_panics_and_what_was_set_is_read_back(
        text in "[ABx=\"'#$`\\\\ \t\r\n\u{feff}\u{a0}:]{0,24}",
        value in "[a-zA-Z0-9+/=_.-]{1,70}",
    ) {
        let Ok(mut file) = Dotenv::parse(text.clone().into_bytes()) else { return Ok(()) };
        let before = file.value("B");
        if file.set("A", &value).is_ok() {
            prop_assert_eq!(file.value("A").unwrap().unwrap().to_string(), &*value);
            prop_assert_eq!(file.value("B"), before);
            let once = file.as_bytes().to_vec();
            let again = file.set("A", &value);
            let unchanged = matches!(again, Ok(Change::Unchanged { .. }));
            prop_assert!(unchanged);
            prop_assert_eq!(file.as_bytes(), once);
        } else {
            prop_assert_eq!(file.as_bytes(), text.as_bytes());
        }
    }

    #[test]
    fn setting_leaves_every_other_line(
        mut lines in any_lines(),
        at in any::<prop::sample::Index>(),
        own in prop_oneof![Just("A=old\r\n"), Just("export A = 'old' # c\n"), Just("A=\"o\nl\nd\"\n")],
        value in "[a-zA-Z0-9+/=_.-]{1,70}",
    ) {
        let at = at.index(lines.len() + 1);
        lines.insert(at, own.to_owned());
        let text = lines.concat();
        let Ok(mut file) = Dotenv::parse(text.into_bytes()) else { return Err(TestCaseError::reject("unclear")) };
        file.set("A", &value).unwrap();
        lines[at] = own.replace("o\nl\nd", "old").replace("old", &value);
        prop_assert_eq!(file.as_bytes(), lines.concat().into_bytes());
        prop_assert_eq!(file.value("A").unwrap().unwrap().to_string(), value);
    }
}

#[test]
fn takes_a_variable_out_with_its_lines_and_no_other_byte() {
    for (before, after) in [
        ("A=1\nX=2\nB=3\n", "A=1\nB=3\n"),
        ("A=1\r\nexport X = '2' # old\r\nB=3", "A=1\r\nB=3"),
        ("A=1\nX=2", "A=1\n"),
        ("\u{feff}X=2\nB=3\n", "\u{feff}B=3\n"),
        ("X=\"2\n3\"\nB=3\n", "B=3\n"),
        ("  X=2\n# X=2\nXX=2\n", "# X=2\nXX=2\n"),
        ("X=2", ""),
        ("X=\nB=3\n", "B=3\n"),
    ] {
        let mut file = parsed(before);
        assert_eq!(file.remove("X"), Ok(true), "{before:?}");
        assert_eq!(std::str::from_utf8(file.as_bytes()), Ok(after));
        assert_eq!(file.remove("X"), Ok(false));
        assert_eq!(std::str::from_utf8(file.as_bytes()), Ok(after));
    }
    let mut twice = parsed("X=1\nX=2\n");
    assert_eq!(twice.remove("X"), Err(DotenvError::Duplicate { name: "X".to_owned(), lines: vec![1, 2] }));
}
