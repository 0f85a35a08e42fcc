//! Each form, and what is none.

use super::*;

fn found(text: &str) -> Option<(Syntax, String, bool)> {
    find(text).map(|found| (found.syntax, found.name, found.has_default))
}

#[test]
fn tells_the_families_apart() {
    for (text, syntax, name, has_default) in [
        ("Bearer $TOKEN", Syntax::Dollar, "TOKEN", false),
        ("Bearer ${TOKEN}", Syntax::Braces, "TOKEN", false),
        ("Bearer ${TOKEN:-none}", Syntax::Braces, "TOKEN", true),
        ("Bearer ${env:TOKEN}", Syntax::Env, "TOKEN", false),
        ("Bearer ${file:/run/a token}", Syntax::File, "/run/a token", false),
        ("Bearer {file:~/token}", Syntax::CurlyFile, "~/token", false),
        ("Bearer {env:TOKEN}", Syntax::CurlyEnv, "TOKEN", false),
        ("Bearer ${input:acme-token}", Syntax::Input, "acme-token", false),
        ("Bearer ${{ secrets.TOKEN }}", Syntax::Secrets, "TOKEN", false),
        ("Bearer ${{secrets.TOKEN}}", Syntax::Secrets, "TOKEN", false),
        ("Bearer ${{ inputs.TOKEN }}", Syntax::Inputs, "TOKEN", false),
        ("Bearer ${{inputs.TOKEN}}", Syntax::Inputs, "TOKEN", false),
        ("Bearer ${{ env.TOKEN }}", Syntax::Envs, "TOKEN", false),
        ("Bearer ${{ secrets.org/pkg/TOKEN }}", Syntax::Secrets, "TOKEN", false),
        ("Bearer ${{ secrets.a-token }}", Syntax::Secrets, "a-token", false),
        ("Bearer $(mcp-token get a)", Syntax::Command, "mcp-token get a", false),
    ] {
        assert_eq!(found(text), Some((syntax, name.to_owned(), has_default)), "{text}");
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
    for (text, syntax, name, has_default) in [
        ("${A}${env:B}", Syntax::Braces, "A", false),
        ("${env:B}${A}", Syntax::Env, "B", false),
        ("x $A ${B}", Syntax::Dollar, "A", false),
        ("$5 ${B}", Syntax::Braces, "B", false),
        ("${A:-}", Syntax::Braces, "A", true),
        ("$A-b", Syntax::Dollar, "A", false),
        ("${_1}", Syntax::Braces, "_1", false),
        ("\u{e9}$A\u{e9}", Syntax::Dollar, "A", false),
    ] {
        assert_eq!(found(text), Some((syntax, name.to_owned(), has_default)), "{text}");
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
