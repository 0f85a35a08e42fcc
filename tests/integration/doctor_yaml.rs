//! `mcp-token doctor`: each finding in an entry in YAML, which is read and not edited, and its neighbour.

use crate::ward::{URL, Ward, filled, finding, mended_apart, told_apart};

const CONTINUE: &str = "~/.continue/config.yaml";
const GOOSE: &str = "~/.config/goose/config.yaml";
/// A server that no profile is for.
const FAR: &str = "https://far.example/mcp";

/// An entry `a` of Goose behind a URL, with these lines.
fn goose(url: &str, lines: &[&str]) -> String {
    let own = ["enabled: true", "type: streamable_http", &format!("uri: {url}")].map(str::to_owned);
    entry("extensions:\n  a:\n", own.into_iter().chain(lines.iter().map(|line| filled(line))))
}

/// One that it starts.
fn goose_runs(lines: &[&str]) -> String {
    let lines = ["enabled: true", "type: stdio"].iter().chain(lines);
    entry("extensions:\n  a:\n", lines.map(|line| filled(line)))
}

/// An entry `a` of Continue.
fn continued(lines: &[&str]) -> String {
    entry("name: mine\nversion: 1.0.0\nmcpServers:\n  - name: a\n", lines.iter().map(|line| filled(line)))
}

fn entry(start: &str, lines: impl Iterator<Item = String>) -> String {
    start.to_owned() + &lines.map(|line| format!("    {line}\n")).collect::<String>()
}

fn header(value: &str) -> String {
    format!("headers: {{Authorization: \"{value}\"}}")
}

fn option(value: &str) -> String {
    format!("requestOptions: {{headers: {{Authorization: \"{value}\"}}}}")
}

#[track_caller]
fn is_good(ward: &Ward, file: &str, content: &str) {
    ward.file(file, content);
    assert_eq!(ward.found(&[]), [], "{content}");
}

#[test]
fn what_is_wrong_with_a_token_of_continue_is_told() {
    let ward = Ward::exai();
    let url = &format!("url: {FAR}");
    let with = |value: &str| continued(&[url, &option(value)]);
    let good = with("Bearer ${{ secrets.TOKEN }}");
    let in_its_place = "`${{ secrets.NAME }}` in its place, and the token in that variable";
    let literal = "holds a literal token in its header `Authorization`";
    for (value, code, rank, message, mend) in [
        ("Bearer @LIVE@", "literal_token", "high", literal, in_its_place),
        ("Bearer PRIVATE", "literal_token", "high", literal, in_its_place),
        ("Bearer @DEAD@", "expired_token", "high", &*format!("{literal}, expired 3 d ago"), in_its_place),
        (
            "Bearer ${HOME}",
            "wrong_reference",
            "warning",
            "refers to `${HOME}`, which is not read there: the server is sent the text as it stands, or nothing",
            "`${{ secrets.HOME }}` in its place",
        ),
        (
            "Bearer ${{ inputs.A_TOKEN }}",
            "wrong_reference",
            "warning",
            "refers to `${{ inputs.A_TOKEN }}`, which is not read there: the server is sent the text as it stands, or nothing",
            "`${{ secrets.A_TOKEN }}` in its place",
        ),
        (
            "Bearer",
            "no_token",
            "warning",
            "shows no token in its header `Authorization`",
            "`Bearer ${{ secrets.NAME }}` as its value",
        ),
    ] {
        let reference = mend.split('`').nth(1).unwrap();
        let mended = with(&format!("Bearer {}", reference.trim_start_matches("Bearer ")));
        mended_apart(&ward, CONTINUE, &mended, &with(value), (code, rank, message, mend));
    }
    let of_another = with("Bearer ${{ secrets.EXAI_JWT_TOKEN }}");
    let goes = ("other_server", "high", "sends the token of `exai` to another server");
    told_apart(&ward, CONTINUE, &good, &of_another, &[goes]);
    // As many write it, and the other key.
    let in_key = ("literal_token", "high", "holds a literal token in its `apiKey`", in_its_place);
    let in_its_key = |value: &str| continued(&[url, &format!("apiKey: {value}")]);
    let key = in_its_key("PRIVATE");
    is_good(&ward, CONTINUE, &with("Bearer ${{secrets.TOKEN}}"));
    mended_apart(&ward, CONTINUE, &in_its_key("${{ secrets.TOKEN }}"), &key, in_key);
    let own = |more: &str| continued(&[&format!("url: {URL}"), more]);
    let shown = (
        "no_token",
        "warning",
        "is the server of `exai`, and is shown no token",
        "`Bearer ${{ secrets.NAME }}` as its header `Authorization`",
    );
    is_good(&ward, CONTINUE, &own("apiKey: ${{ secrets.TOKEN }}"));
    mended_apart(&ward, CONTINUE, &own(&option("Bearer ${{ secrets.TOKEN }}")), &own("type: sse"), shown);
}

#[test]
fn what_else_is_wrong_with_an_entry_of_continue_is_told() {
    let ward = Ward::exai();
    let run = |lines: &[&str]| continued(&[&["command: /bin/true"], lines].concat());
    let at = |url: &str, more: &str| continued(&[&format!("url: {url}"), more]);
    let env = "env: {API_KEY: \"${{ secrets.API_KEY }}\"}";
    let printed = "in its place what `mcp-token client print continue --profile NAME` prints";
    let in_env = (
        "literal_token",
        "high",
        "holds a literal token in its variable `API_KEY`",
        "`${{ secrets.API_KEY }}` in its place, and the token in that variable",
    );
    mended_apart(&ward, CONTINUE, &run(&[env]), &run(&["env: {API_KEY: PRIVATE}"]), in_env);
    let in_args = (
        "literal_token",
        "high",
        "holds a literal token in its arguments",
        "`${{ secrets.NAME }}` in its place, and the token in that variable",
    );
    mended_apart(
        &ward,
        CONTINUE,
        &run(&["args: [--token, '${{ secrets.A }}']"]),
        &run(&["args:", "- --token", "- PRIVATE"]),
        in_args,
    );
    let form = ("skipped", "warning", "is not used: its `args` is no list", "a list as its `args`");
    mended_apart(&ward, CONTINUE, &run(&["args: [-y]"]), &run(&["args: -y"]), form);
    let kind = (
        "skipped",
        "warning",
        "is not used: it does not know that `type`",
        "`type: streamable-http` in the entry",
    );
    is_good(&ward, CONTINUE, &at(FAR, "type: sse"));
    mended_apart(&ward, CONTINUE, &at(FAR, "type: streamable-http"), &at(FAR, "type: http"), kind);
    let nowhere = (
        "skipped",
        "warning",
        "is not used: it says neither where a server is nor how one is started",
        printed,
    );
    let far = at(FAR, &option("Bearer ${{ secrets.FAR_JWT_TOKEN }}"));
    mended_apart(&ward, CONTINUE, &far, &continued(&["args: [x]"]), nowhere);
    let plain = (
        "unencrypted",
        "warning",
        "is at http://far.example/mcp, not encrypted",
        "`https` for `http` in its URL",
    );
    mended_apart(&ward, CONTINUE, &at(FAR, ""), &at("http://far.example/mcp", ""), plain);
    let in_url = (
        "token_in_url",
        "high",
        "sends its token in the query of its URL, where logs keep it",
        "take it out of the query of the URL, and show it in a header",
    );
    mended_apart(&ward, CONTINUE, &far, &at(&format!("{FAR}?token=PRIVATE"), ""), in_url);
    let bridge = |package: &str| {
        continued(&["command: mcp-token", &format!("args: [exec, exai, --, npx, -y, {package}, '{URL}']")])
    };
    let unpinned = (
        "unpinned",
        "warning",
        "hands its token to `mcp-remote`, in whatever version there is",
        "`mcp-remote@VERSION` in its place, one that was looked at",
    );
    mended_apart(&ward, CONTINUE, &bridge("mcp-remote@0.15.1"), &bridge("mcp-remote"), unpinned);
}

#[test]
fn what_is_wrong_with_an_entry_of_goose_is_told() {
    let ward = Ward::exai();
    let listed = "env_keys: [TOKEN]";
    let with = |value: &str| goose(FAR, &[&header(value), listed]);
    let good = with("Bearer ${TOKEN}");
    let literal = "holds a literal token in its header `Authorization`";
    let in_its_place = "`${NAME}` in its place, and the token in that variable";
    mended_apart(
        &ward,
        GOOSE,
        &good,
        &with("Bearer @LIVE@"),
        ("literal_token", "high", literal, in_its_place),
    );
    is_good(&ward, GOOSE, &with("Bearer $TOKEN"));
    mended_apart(
        &ward,
        GOOSE,
        &good,
        &with("Bearer PRIVATE"),
        ("literal_token", "high", literal, in_its_place),
    );
    let not_listed = (
        "unset_variable",
        "warning",
        "refers to `TOKEN`, which its `env_keys` does not list: the server is sent the text of the reference",
        "`TOKEN` into its `env_keys`",
    );
    mended_apart(&ward, GOOSE, &good, &goose(FAR, &[&header("Bearer ${TOKEN}")]), not_listed);
    let default = (
        "wrong_reference",
        "warning",
        "refers to `${TOKEN:-...}`, which is not read there: the server is sent the text as it stands, or nothing",
        "`${TOKEN}` in its place",
    );
    mended_apart(&ward, GOOSE, &good, &with("Bearer ${TOKEN:-}"), default);
    // Nothing else of what is not read anyway.
    let unlisted = goose(FAR, &[&header("Bearer ${TOKEN:-x}")]);
    told_apart(&ward, GOOSE, &good, &unlisted, &[(default.0, default.1, default.2)]);
    let foreign = (
        "wrong_reference",
        "warning",
        "refers to `${env:TOKEN}`, which is not read there: the server is sent the text as it stands, or nothing",
        "`${TOKEN}` in its place",
    );
    mended_apart(&ward, GOOSE, &good, &with("Bearer ${env:TOKEN}"), foreign);
    let without = |line: &str| good.replace(&format!("    {line}\n"), "");
    let no_type = (
        "skipped",
        "warning",
        "is not used: it passes over an entry without `type`, or takes it for another transport",
        "`type: streamable_http` into the entry",
    );
    mended_apart(&ward, GOOSE, &good, &without("type: streamable_http"), no_type);
    let events = (
        "skipped",
        "warning",
        "is not used: it does not know that `type`",
        "`type: streamable_http` in the entry",
    );
    mended_apart(&ward, GOOSE, &good, &good.replace("streamable_http", "sse"), events);
    let switch = (
        "skipped",
        "warning",
        "is not used: it passes over an entry without `enabled`",
        "`enabled` into the entry",
    );
    mended_apart(&ward, GOOSE, &good, &without("enabled: true"), switch);
    let plain = (
        "unencrypted",
        "high",
        "sends its token to http://far.example/mcp, not encrypted",
        "`https` for `http` in its URL",
    );
    mended_apart(&ward, GOOSE, &good, &good.replace("https", "http"), plain);
    let secret = (
        "literal_token",
        "high",
        "holds a literal token in its `client_secret_key`",
        "the name of a variable in its place, and the token in that variable",
    );
    let of_oauth = |name: &str| goose(FAR, &["client_id: a", &format!("client_secret_key: {name}")]);
    mended_apart(
        &ward,
        GOOSE,
        &of_oauth("MY_SECRET"),
        &of_oauth("ghp_0123456789abcdefghijklmnopqrstuvwxyz"),
        secret,
    );
}

#[test]
fn what_is_wrong_with_a_server_that_goose_starts_is_told() {
    let ward = Ward::exai();
    let run = |lines: &[&str]| goose_runs(&[&["cmd: /bin/true"], lines].concat());
    let no_args = (
        "skipped",
        "warning",
        "is not used: it passes over an entry without `args`",
        "`args` into the entry",
    );
    mended_apart(&ward, GOOSE, &run(&["args: []"]), &run(&[]), no_args);
    let started = run(&["args: []"]);
    let untyped = (
        "skipped",
        "warning",
        "is not used: it passes over an entry without `type`, or takes it for another transport",
        "`type: stdio` into the entry",
    );
    mended_apart(&ward, GOOSE, &started, &started.replace("    type: stdio\n", ""), untyped);
    let in_env = (
        "literal_token",
        "high",
        "holds a literal token in its variable `API_KEY`",
        "the name of the variable in `env_keys` in its place",
    );
    mended_apart(
        &ward,
        GOOSE,
        &run(&["args: []", "env_keys: [API_KEY]"]),
        &run(&["args: []", "envs: {API_KEY: PRIVATE}"]),
        in_env,
    );
    // More than a number holds.
    let long = run(&["args: []", "envs: {API_KEY: 12345678901234567890}"]);
    told_apart(&ward, GOOSE, &started, &long, &[(in_env.0, in_env.1, in_env.2)]);
    let names = (
        "literal_token",
        "high",
        "holds a literal token in its variable `...`",
        "the name of the variable in `env_keys` in its place",
    );
    mended_apart(
        &ward,
        GOOSE,
        &run(&["args: []", "env_keys: [API_KEY]"]),
        &run(&["args: []", "env_keys: ['@LIVE@']"]),
        names,
    );
}

/// Nothing can be said of a secret that only the client finds; one that is found here as well is looked at.
#[test]
fn what_a_variable_holds_that_yaml_refers_to_is_judged() {
    let ward = Ward::new();
    ward.file(CONTINUE, continued(&[&format!("url: {FAR}"), &option("Bearer ${{ secrets.A_TOKEN }}")]));
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
