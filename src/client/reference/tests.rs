//! Each form, and what is none.

use super::*;

fn found(text: &str) -> Option<(Syntax, String, Fallback)> {
    find(text).map(|found| (found.syntax, found.name, found.default))
}

#[test]
fn tells_the_families_apart() {
    for (text, syntax, name, default) in [
        ("Bearer $TOKEN", Syntax::Dollar, "TOKEN", Fallback::None),
        ("Bearer ${TOKEN}", Syntax::Braces, "TOKEN", Fallback::None),
        ("Bearer ${TOKEN:-none}", Syntax::Braces, "TOKEN", Fallback::Text),
        ("Bearer ${env:TOKEN}", Syntax::Env, "TOKEN", Fallback::None),
        ("Bearer ${file:/run/a token}", Syntax::File, "/run/a token", Fallback::None),
        ("Bearer {file:~/token}", Syntax::CurlyFile, "~/token", Fallback::None),
        ("Bearer {env:TOKEN}", Syntax::CurlyEnv, "TOKEN", Fallback::None),
        ("Bearer ${input:acme-token}", Syntax::Input, "acme-token", Fallback::None),
        ("Bearer ${{ secrets.TOKEN }}", Syntax::Secrets, "TOKEN", Fallback::None),
        ("Bearer ${{secrets.TOKEN}}", Syntax::Secrets, "TOKEN", Fallback::None),
        ("Bearer ${{ inputs.TOKEN }}", Syntax::Inputs, "TOKEN", Fallback::None),
        ("Bearer ${{inputs.TOKEN}}", Syntax::Inputs, "TOKEN", Fallback::None),
        ("Bearer ${{ env.TOKEN }}", Syntax::Envs, "TOKEN", Fallback::None),
        ("Bearer ${{ secrets.org/pkg/TOKEN }}", Syntax::Secrets, "TOKEN", Fallback::None),
        ("Bearer ${{ secrets.a-token }}", Syntax::Secrets, "a-token", Fallback::None),
        ("Bearer $(mcp-token get a)", Syntax::Command, "mcp-token get a", Fallback::None),
    ] {
        assert_eq!(found(text), Some((syntax, name.to_owned(), default)), "{text}");
    }
}

#[test]
fn takes_nothing_else_for_a_reference() {
    for text in
        ["", "Bearer eyJ.a.b", "costs 5 $", "$5", "${}", "${1A}", "{env:}", "$()", "${TOKEN", "${a b}"]
    {
        assert_eq!(found(text), None, "{text}");
    }
}

#[test]
fn takes_the_first_of_several_and_whole_names() {
    for (text, syntax, name, default) in [
        ("${A}${env:B}", Syntax::Braces, "A", Fallback::None),
        ("${env:B}${A}", Syntax::Env, "B", Fallback::None),
        ("x $A ${B}", Syntax::Dollar, "A", Fallback::None),
        ("$5 ${B}", Syntax::Braces, "B", Fallback::None),
        ("${A:-}", Syntax::Braces, "A", Fallback::Empty),
        ("$A-b", Syntax::Dollar, "A", Fallback::None),
        ("${_1}", Syntax::Braces, "_1", Fallback::None),
        ("\u{e9}$A\u{e9}", Syntax::Dollar, "A", Fallback::None),
    ] {
        assert_eq!(found(text), Some((syntax, name.to_owned(), default)), "{text}");
    }
    for text in [
        "${env:A:-b}",
        "${A:+b}",
        "${\u{e9}}",
        "{env:A",
        "${{ secrets.A }",
        "${{ A }}",
        "${{ secrets.A B }}",
        "${{ secrets.org/ }}",
        "${{ env. }}",
        "${input:a b}",
        "$$",
    ] {
        assert_eq!(found(text), None, "{text}");
    }
}

#[test]
fn finds_every_one_and_tells_what_is_one_and_nothing_else() {
    let names = |text: &str| all(text).map(|found| found.name).collect::<Vec<_>>();
    assert_eq!(names("a${env:A}b${B:-c}$C-$(d e)"), ["A", "B", "C", "d e"]);
    assert_eq!(names("a"), [""; 0]);
    for text in ["$A", "${A}", "${env:A}", "${input:a-b}", "${{secrets.A}}", "${{  inputs.A }}"] {
        assert!(whole(text).is_some(), "{text}");
    }
    for text in ["", "A", "x$A", "${A}x", "${A:-b}", "${A}${B}", "${{secrets.A}}x"] {
        assert_eq!(whole(text), None, "{text}");
    }
    let places: Vec<_> = placed("\u{e9}${{secrets.A}}-$B${C:-d}").map(|(place, _)| place).collect();
    assert_eq!(places, [2..16, 17..19, 19..26]);
}

#[test]
fn reads_what_it_writes() {
    for syntax in Syntax::ALL {
        let reference = find(&syntax.write("NAME")).unwrap();
        assert_eq!((reference.syntax, reference.name.as_str()), (syntax, "NAME"));
    }
}
