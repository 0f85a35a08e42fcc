//! What is wrong with a command, and what is shown of it.

use super::*;

#[test]
fn a_command_is_judged_by_what_can_be_known_of_it() {
    let helper = |line: &str| codes(Kept::Helper { line: line.to_owned() }, None, &[], 0);
    for good in [
        "there",
        "mcp-token get known -o headers-json",
        "mcp-token get -oheaders-json",
        "mcp-token refresh --profile known --output headers-json",
        "mcp-token -o headers-json get known",
        "mcp-token -q --output headers-json get",
        "mcp-token encode gone -o headers-json",
        // What is printed then only a shell can tell.
        "mcp-token get known | other",
        "$OTHER/x",
        "./x",
        "A=b x",
        "exec mcp-token get known -o headers-json",
        "command there x",
        "! there",
        "cd / && mcp-token get known -o headers-json",
        "if true; then mcp-token get known -o headers-json; fi",
        ". ./x",
        "read -r x < y && printf z",
        "exec -a x there",
        "env there x",
        "env PATH=/x gone",
        "env -u A gone",
        "true gone",
        "command true",
        "exec env",
        "env",
        "env A=b",
        "nice",
        "timeout 5",
        "timeout --help",
        "timeout -k 1 5 there",
        "env -i A=b there",
        "true && there",
        "python3 there/x",
        "node /known/app x",
        "bash -c /gone/x",
        "bash '/gone/*'",
        "bash /dev/stdin",
    ] {
        assert_eq!(helper(good), [""; 0], "{good}");
    }
    assert_eq!(helper(""), ["no_token"]);
    assert_eq!(helper(" "), ["no_token"]);
    assert_eq!(helper("exec gone"), ["no_program"]);
    assert_eq!(helper("exec mcp-token get gone -o headers-json"), ["no_profile"]);
    assert_eq!(helper("exec mcp-token get known"), ["no_headers"]);
    for gone in [
        "env gone x",
        "nohup gone",
        "exec env gone",
        "env ~/bin/gone x",
        "env A=b gone",
        "timeout 5 gone x",
        "timeout -k 1 2.5s gone",
        "nice gone",
        "nice -n 5 gone",
        "true && gone",
        "python3 /gone/x",
        "nice node /gone/x.js y",
    ] {
        assert!(helper(gone).contains(&"no_program"), "{gone}");
    }
    for before in ["env", "env -i", "env A=b", "timeout 5s"] {
        assert_eq!(
            helper(&format!("{before} mcp-token get gone -o headers-json")),
            ["no_profile"],
            "{before}"
        );
    }
    for gone in ["~/bin/gone x", "$HOME/bin/gone x", "\"${HOME}/bin/gone\" x"] {
        assert_eq!(helper(gone), ["no_program"], "{gone}");
    }
    assert_eq!(helper("gone get x"), ["no_program"]);
    assert_eq!(helper("mcp-token get gone -o headers-json"), ["no_profile"]);
    assert_eq!(helper("mcp-token -o headers-json get gone"), ["no_profile"]);
    assert_eq!(helper("mcp-token --color never -v get gone -o headers-json"), ["no_profile"]);
    assert_eq!(helper("/x/mcp-token get gone -o headers-json"), ["no_program", "no_profile"]);
    for bad in
        ["", "get", "get known", "get known -o header", "gte known -o headers-json", "get headers-json"]
    {
        assert!(helper(&format!("mcp-token {bad}")).contains(&"no_headers"), "{bad}");
    }
}

#[test]
fn a_word_that_may_be_a_token_is_not_repeated() {
    let said = |line: &str| {
        let (around, kept) = (Here { audiences: Vec::new() }, Kept::Helper { line: line.to_owned() });
        let found = judge(&around, None, 0).credential(&at(Place::Text, kept));
        found.iter().map(ToString::to_string).collect::<Vec<_>>()
    };
    let program = |shown: &str| [format!("runs {shown}, which is not there")];
    assert_eq!(said("gone get x"), program("`gone`"));
    assert_eq!(said("/opt/0123456789abcdef0/gone"), program("`/opt/0123456789abcdef0/gone`"));
    for token in ["eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJhIn0.c2ln", "ghp_0123456789abcdefghij", "sk,abc", "\u{e9}"]
    {
        assert_eq!(said(token), program("a program"), "{token}");
        let profile = said(&format!("mcp-token get {token} -o headers-json"));
        assert_eq!(profile, ["takes its token from a profile, which is not there"], "{token}");
    }
    assert_eq!(
        said("mcp-token get x -o headers-json"),
        ["takes its token from the profile `x`, which is not there"]
    );
}
