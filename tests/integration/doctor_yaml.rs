//! `mcp-token doctor`: each finding in an entry in YAML, which is read and not edited, and its neighbour.

use crate::ward::{URL, Ward, filled, finding, mended_apart, told_apart};

const CONTINUE: &str = "~/.continue/config.yaml";
const GOOSE: &str = "~/.config/goose/config.yaml";
/// A server that no profile is for.
const FAR: &str = "https://far.example/mcp";

const LITERAL: Kind = ("literal_token", "high");
const SKIPPED: Kind = ("skipped", "warning");
const WHOLE: Kind = ("skipped", "high");
const WRONG: Kind = ("wrong_reference", "warning");
const NO_TOKEN: Kind = ("no_token", "warning");
const UNLISTED: Kind = ("unset_variable", "warning");

const IN_HEADER: &str = "holds a literal token in its header `Authorization`";
const IN_API_KEY: &str = "holds a literal token in its variable `API_KEY`";
const NAMED: &str = "`${{ secrets.NAME }}` in its place, and the token in that variable";
const LISTED: &str = "the name of the variable in `env_keys` in its place";
const NO_REST: &str = "is not used, nor is any other of the file:";

/// The code and the rank of a finding.
type Kind = (&'static str, &'static str);
/// A finding, what triggers it, the neighbour, what is said, and what is to be done by hand.
type Case<'c> = (Kind, String, String, &'c str, &'c str);

/// An entry `a` of Goose behind a URL, with these lines.
fn goose(url: &str, lines: &[&str]) -> String {
    let own = ["enabled: true", "type: streamable_http", &format!("uri: {url}")].map(str::to_owned);
    entry("extensions:\n  a:\n", own.into_iter().chain(lines.iter().map(|line| filled(line))))
}

/// One that it starts.
fn goose_runs(lines: &[&str]) -> String {
    let lines = ["enabled: true", "type: stdio", "cmd: /bin/true"].iter().chain(lines);
    entry("extensions:\n  a:\n", lines.map(|line| filled(line)))
}

/// An entry `a` of Continue.
fn continued(lines: &[&str]) -> String {
    entry("name: mine\nversion: 1.0.0\nmcpServers:\n  - name: a\n", lines.iter().map(|line| filled(line)))
}

/// One behind a URL, with one more line.
fn continued_at(url: &str, more: &str) -> String {
    continued(&[&format!("url: {url}"), more])
}

/// One that it starts, with one more line.
fn continued_runs(more: &str) -> String {
    continued(&["command: /bin/true", more])
}

fn entry(start: &str, lines: impl Iterator<Item = String>) -> String {
    start.to_owned() + &lines.map(|line| format!("    {line}\n")).collect::<String>()
}

fn header(value: &str) -> String {
    format!("headers: {{Authorization: \"{value}\"}}")
}

fn option(value: &str) -> String {
    format!("requestOptions: {{{}}}", header(value))
}

fn unread(reference: &str) -> String {
    format!(
        "refers to `{reference}`, which is not read there: the server is sent the text as it stands, or nothing"
    )
}

#[track_caller]
fn are_told(file: &str, cases: &[Case<'_>]) {
    let ward = Ward::exai();
    for ((code, rank), bad, good, message, mend) in cases {
        mended_apart(&ward, file, good, bad, (code, rank, message, mend));
    }
}

#[test]
fn what_is_wrong_with_a_token_of_continue_is_told() {
    let with = |value: &str| continued_at(FAR, &option(value));
    let key = |value: &str| continued_at(FAR, &format!("apiKey: {value}"));
    let named = || with("Bearer ${{ secrets.NAME }}");
    let of = |reference: &str| with(&format!("Bearer {reference}"));
    let own = |more: &str| continued_at(URL, more);
    let dead = format!("{IN_HEADER}, expired 3 d ago");
    let (home, input, env) =
        (unread("${HOME}"), unread("${{ inputs.A_TOKEN }}"), unread("${{ env.A_TOKEN }}"));
    let a_token = "`${{ secrets.A_TOKEN }}` in its place";
    are_told(
        CONTINUE,
        &[
            (LITERAL, of("@LIVE@"), named(), IN_HEADER, NAMED),
            (LITERAL, of("PRIVATE"), named(), IN_HEADER, NAMED),
            (
                ("expired_token", "high"),
                of("@DEAD@"),
                named(),
                &dead,
                &NAMED.replace("the token", "a new token"),
            ),
            (
                LITERAL,
                key("PRIVATE"),
                key("${{ secrets.NAME }}"),
                "holds a literal token in its `apiKey`",
                NAMED,
            ),
            (WRONG, of("${HOME}"), of("${{ secrets.HOME }}"), &home, "`${{ secrets.HOME }}` in its place"),
            (WRONG, of("${{ inputs.A_TOKEN }}"), of("${{ secrets.A_TOKEN }}"), &input, a_token),
            // Its template has no such word.
            (WRONG, of("${{ env.A_TOKEN }}"), of("${{ secrets.A_TOKEN }}"), &env, a_token),
            (
                NO_TOKEN,
                with("Bearer"),
                named(),
                "shows no token in its header `Authorization`",
                "`Bearer ${{ secrets.NAME }}` as its value",
            ),
            (
                NO_TOKEN,
                own("type: sse"),
                own(&option("Bearer ${{ secrets.NAME }}")),
                "is the server of `exai`, and is shown no token",
                "`Bearer ${{ secrets.NAME }}` as its header `Authorization`",
            ),
        ],
    );
    let ward = Ward::exai();
    for good in [
        of("${{secrets.TOKEN}}"),
        of("${{ secrets.org/package/A_TOKEN }}"),
        of("${{ secrets.a-token }}"),
        own("apiKey: ${{ secrets.TOKEN }}"),
    ] {
        let goes = ("other_server", "high", "sends the token of `exai` to another server");
        told_apart(&ward, CONTINUE, &good, &of("${{ secrets.EXAI_JWT_TOKEN }}"), &[goes]);
        told_apart(&ward, CONTINUE, &good, &of("${{ secrets.org/package/EXAI_JWT_TOKEN }}"), &[goes]);
    }
}

#[test]
fn what_else_is_wrong_with_an_entry_of_continue_is_told() {
    let far = || continued_at(FAR, &option("Bearer ${{ secrets.FAR_JWT_TOKEN }}"));
    let run = continued_runs;
    let bridge = |package: &str| {
        continued(&["command: mcp-token", &format!("args: [exec, exai, --, npx, -y, {package}, '{URL}']")])
    };
    are_told(
        CONTINUE,
        &[
            (
                LITERAL,
                run("env: {API_KEY: PRIVATE}"),
                run("env: {API_KEY: \"${{ secrets.API_KEY }}\"}"),
                IN_API_KEY,
                "`${{ secrets.API_KEY }}` in its place, and the token in that variable",
            ),
            (
                LITERAL,
                run("args: [--token, PRIVATE]"),
                run("args: [--token, '${{ secrets.NAME }}']"),
                "holds a literal token in its arguments",
                NAMED,
            ),
            (
                ("unencrypted", "warning"),
                continued_at("http://far.example/mcp", ""),
                continued_at(FAR, ""),
                "is at http://far.example/mcp, not encrypted",
                "`https` for `http` in its URL",
            ),
            (
                ("token_in_url", "high"),
                continued_at(&format!("{FAR}?token=PRIVATE"), ""),
                far(),
                "sends its token in the query of its URL, where logs keep it",
                "take it out of the query of the URL, and show it in a header",
            ),
            (
                ("unpinned", "warning"),
                bridge("mcp-remote"),
                bridge("mcp-remote@0.15.1"),
                "hands its token to `mcp-remote`, in whatever version there is",
                "`mcp-remote@0.15.1` in its place",
            ),
        ],
    );
}

#[test]
fn what_continue_refuses_a_file_for_is_told() {
    let of = |why: &str| format!("{NO_REST} {why}");
    let run = continued_runs;
    let at = |more: &str| continued_at(FAR, more);
    let texts = "a list of strings as its `args`";
    let map = "an object of strings as its `env`";
    for (bad, good, why, mend) in [
        (run("args: -y"), run("args: [-y]"), "its `args` is no list of strings", texts),
        (run("args: [1]"), run("args: ['1']"), "its `args` is no list of strings", texts),
        (run("args: [~]"), run("args: []"), "its `args` is no list of strings", texts),
        (run("env: {A: 1}"), run("env: {A: '1'}"), "its `env` is no object of strings", map),
        (run("env: {A: true}"), run("env: {A: yes}"), "its `env` is no object of strings", map),
        // All of them are commented out.
        (run("env:"), run("env: {}"), "its `env` is no object of strings", map),
        (
            at("requestOptions: {headers: {X: 1}}"),
            at("requestOptions: {headers: {X: '1'}}"),
            "its `requestOptions.headers` is no object of strings",
            "an object of strings as its `requestOptions.headers`",
        ),
        (
            at("type: http"),
            at("type: streamable-http"),
            "it does not take that `type` there",
            "`type: streamable-http` in the entry",
        ),
        (
            continued(&["args: [x]"]),
            at(&option("Bearer ${{ secrets.FAR_JWT_TOKEN }}")),
            "it says neither where a server is nor how one is started",
            "in its place what `mcp-token client print continue --profile NAME` prints",
        ),
    ] {
        are_told(CONTINUE, &[(WHOLE, bad, good, &of(why), mend)]);
    }
}

#[test]
fn what_is_wrong_with_an_entry_of_goose_is_told() {
    let with = |value: &str, more: &[&str]| goose(FAR, &[&[header(value).as_str()], more].concat());
    let of = |value: &str| with(value, &["env_keys: [TOKEN]"]);
    let good = || of("Bearer ${TOKEN}");
    let without = |line: &str| good().replace(&format!("    {line}\n"), "");
    let of_oauth = |name: &str| goose(FAR, &["client_id: a", &format!("client_secret_key: {name}")]);
    let in_its_place = "`${NAME}` in its place, its name in `env_keys`, and the token in that variable";
    let token = "`${TOKEN}` in its place, its name in `env_keys`";
    let (default, foreign) = (unread("${TOKEN:-...}"), unread("${env:TOKEN}"));
    are_told(
        GOOSE,
        &[
            (LITERAL, of("Bearer @LIVE@"), good(), IN_HEADER, in_its_place),
            (LITERAL, of("Bearer PRIVATE"), of("Bearer $TOKEN"), IN_HEADER, in_its_place),
            (
                UNLISTED,
                with("Bearer ${TOKEN}", &[]),
                good(),
                "refers to `TOKEN`, which its `env_keys` does not list: the server is sent the text of the reference",
                "`TOKEN` into its `env_keys`",
            ),
            (WRONG, of("Bearer ${TOKEN:-}"), good(), &unread("${TOKEN:-}"), token),
            (WRONG, with("Bearer ${env:TOKEN}", &[]), good(), &foreign, token),
            (
                NO_TOKEN,
                with("Bearer", &[]),
                good(),
                "shows no token in its header `Authorization`",
                "`Bearer ${NAME}` as its value, its name in `env_keys`",
            ),
            (
                SKIPPED,
                without("type: streamable_http"),
                good(),
                "is not used: it takes no entry without `type`, or takes it for another transport",
                "`type: streamable_http` into the entry",
            ),
            (
                SKIPPED,
                good().replace("streamable_http", "sse"),
                good(),
                "is not used: it does not take that `type` there",
                "`type: streamable_http` in the entry",
            ),
            (
                SKIPPED,
                without("enabled: true"),
                good(),
                "is not used: it takes no entry without `enabled`",
                "`enabled` into the entry",
            ),
            (
                ("unencrypted", "high"),
                good().replace("https", "http"),
                good(),
                "sends its token to http://far.example/mcp, not encrypted",
                "`https` for `http` in its URL",
            ),
            (
                LITERAL,
                of_oauth("ghp_0123456789abcdefghijklmnopqrstuvwxyz"),
                of_oauth("MY_SECRET"),
                "holds a literal token in its `client_secret_key`",
                "the name of a variable in its place, and the token in that variable",
            ),
        ],
    );
    // Nothing else of what is not read anyway.
    let unlisted = with("Bearer ${TOKEN:-x}", &[]);
    told_apart(&Ward::exai(), GOOSE, &good(), &unlisted, &[(WRONG.0, WRONG.1, &default)]);
}

/// Goose passes over it, and reads the others.
#[test]
fn an_entry_of_goose_whose_name_is_no_text_is_told() {
    let ward = Ward::exai();
    let named = |name: &str| {
        goose(FAR, &["env_keys: [TOKEN]", &header("Bearer ${TOKEN}")])
            .replace("  a:\n", &format!("  {name}:\n"))
            + "  b: {enabled: true, type: stdio, cmd: /bin/true, args: []}\n"
    };
    for (odd, name, text) in [
        ("123", "123", "'123'"),
        ("true", "true", "\"true\""),
        ("0x1F", "31", "'0x1F'"),
        ("!!int 7", "7", "!!str 7"),
        ("1.5", "1.5", "'1.5'"),
        ("-1e3", "-1e3", "-1e3x"),
        (".inf", ".inf", "inf"),
    ] {
        ward.file(GOOSE, named(text));
        assert_eq!(ward.found(&[]), [], "{text}");
        ward.file(GOOSE, named(odd));
        let message = format!("{GOOSE}: `{name}` is not used: its name is no text");
        assert_eq!(ward.found(&[]), [finding("skipped", "warning", &message, "")], "{odd}");
        let mend = || drop(ward.file(GOOSE, named(text)));
        ward.by_hand(&[], "skipped", "quotation marks around its name", mend);
    }
    // Another key on its line says nothing of it.
    let flow = "x: {1: a}, extensions: {'1': {enabled: true, type: stdio, cmd: /bin/true, args: []}}";
    ward.file(GOOSE, format!("{{{flow}}}"));
    assert_eq!(ward.found(&[]), []);
    // One that is switched off is not meant to be used.
    ward.file(GOOSE, named("123").replacen("enabled: true", "enabled: false", 1));
    assert_eq!(ward.found(&[]), []);
}

#[test]
fn what_is_wrong_with_a_server_that_goose_starts_is_told() {
    let started = || goose_runs(&["args: []"]);
    let listed = || goose_runs(&["args: []", "env_keys: [API_KEY]"]);
    are_told(
        GOOSE,
        &[
            (
                SKIPPED,
                goose_runs(&[]),
                started(),
                "is not used: it takes no entry without `args`",
                "`args` into the entry",
            ),
            (
                SKIPPED,
                started().replace("    type: stdio\n", ""),
                started(),
                "is not used: it takes no entry without `type`, or takes it for another transport",
                "`type: stdio` into the entry",
            ),
            (LITERAL, goose_runs(&["args: []", "envs: {API_KEY: PRIVATE}"]), listed(), IN_API_KEY, LISTED),
            (
                LITERAL,
                goose_runs(&["args: []", "env_keys: ['@LIVE@']"]),
                listed(),
                "holds a literal token in its variable `...`",
                LISTED,
            ),
        ],
    );
    // More than a number holds, and no text.
    let long = goose_runs(&["args: []", "envs: {API_KEY: 12345678901234567890}"]);
    let no_texts = "is not used: its `envs` is no object of strings";
    let told = [(SKIPPED.0, SKIPPED.1, no_texts), (LITERAL.0, LITERAL.1, IN_API_KEY)];
    told_apart(&Ward::exai(), GOOSE, &started(), &long, &told);
    // All that is missing.
    let bare = "extensions:\n  a:\n    cmd: /bin/true\n";
    let missing = ["`type`, or takes it for another transport", "`enabled`", "`args`"]
        .map(|key| format!("is not used: it takes no entry without {key}"));
    let missing = missing.each_ref().map(|message| (SKIPPED.0, SKIPPED.1, message.as_str()));
    told_apart(&Ward::exai(), GOOSE, &started(), bare, &missing);
}

/// Nothing can be said of a secret that only the client finds; one that is found here as well is looked at.
#[test]
fn what_a_variable_holds_that_yaml_refers_to_is_judged() {
    let ward = Ward::new();
    ward.file(CONTINUE, continued_at(FAR, &option("Bearer ${{ secrets.A_TOKEN }}")));
    ward.file(GOOSE, goose(FAR, &[&header("Bearer ${A_TOKEN}"), "env_keys: [A_TOKEN]"]));
    assert_eq!(ward.found(&[]), []);
    let dead = filled("@DEAD@");
    let told = ward.keeper.run_with(&["doctor", "--json"], |command| command.env("A_TOKEN", &dead));
    let expired = |file: &str| {
        let message = format!("{file}: `a` refers to `A_TOKEN`, which holds a token that expired 3 d ago");
        finding("expired_token", "high", &message, "")
    };
    let without_command = |mut found: crate::ward::Found| {
        found.3.clear();
        found
    };
    let found: Vec<_> = ward.found_by(&told).into_iter().map(without_command).collect();
    assert_eq!(found, [expired(CONTINUE), expired(GOOSE)]);
}
