//! Every example that somebody could paste does what it says: those of the help, of the topics and of the README.
//!
//! The README's convention: in a block fenced as `console` a line that starts with `$ ` is a command. All of them run in
//! one session, in their order. The lines after it are its stdout: `...` at a line's end stands for the rest of the line,
//! `...` as a whole line for any lines. `# exit N` among them is its exit code, 0 when left out. A command goes on in the
//! next line after a `\`. A block fenced as `sh` is read by `bash -n`.

use std::fmt::Write;
use std::fs;

use crate::drift::checkout;
use crate::pty::Session;
use crate::sandbox::{PROGRAM, Sandbox, output_of, stderr, told, write};

/// Fewer than these make no tour.
const FEWEST_IN_README: usize = 10;

/// A command, and what is said to come of it.
#[derive(Debug, Default, PartialEq)]
struct Example {
    line: String,
    exit: i32,
    /// Lines of stdout; `None` when the text says nothing of it.
    stdout: Option<Vec<String>>,
}

/// What came of it.
struct Outcome {
    exit: i32,
    stdout: String,
    stderr: String,
}

/// Runs lines one after the other in one bash. Variables live on from line to line.
fn session(sandbox: &Sandbox, lines: &[&str]) -> Vec<Outcome> {
    let mut script = String::new();
    for (number, line) in lines.iter().enumerate() {
        let folder = sandbox.note("").display().to_string();
        write(&sandbox.note(&format!("{number}.line")), line, 0o600);
        let _ = writeln!(
            script,
            "eval \"$(cat {folder}{number}.line)\" >{folder}{number}.out 2>{folder}{number}.err\necho $? >{folder}{number}.exit"
        );
    }
    let secret = sandbox.answer(&["secret", "new"]);
    let claims =
        ["--sub", "agent_001", "--iss", "exai-mcp-server", "--aud", "exai-mcp-client", "--quota", "100"];
    let mut encode = sandbox.mcp_token(["encode", "--secret-env", "JWT_SECRET", "--role", "user"]);
    let token = encode.args(claims).env("JWT_SECRET", &secret).output().unwrap();
    assert!(token.status.success(), "{}", told(&token));
    let token = String::from_utf8(token.stdout).unwrap();
    write(&sandbox.note("github.env"), "", 0o600);

    let mut bash = sandbox.command("bash");
    bash.args(["--noprofile", "--norc", "-c", &script])
        .env_remove("SECRET")
        .env("JWT_SECRET", secret)
        .env("JWT_TOKEN", token.trim_end())
        .env("GITHUB_ENV", sandbox.note("github.env"));
    let output = output_of(&mut bash);
    let read = |number: usize, what: &str| {
        fs::read_to_string(sandbox.note(&format!("{number}.{what}")))
            .unwrap_or_else(|_| panic!("`{}` ended the session: {}", lines[number], told(&output)))
    };
    (0..lines.len())
        .map(|number| Outcome {
            exit: read(number, "exit").trim().parse().unwrap(),
            stdout: read(number, "out"),
            stderr: read(number, "err"),
        })
        .collect()
}

/// The commands that have a help of their own: `mcp-token` itself, `secret`, `secret new` ...
fn commands() -> Vec<String> {
    let list = Sandbox::new().answer(&["man", "--list"]);
    [String::new()].into_iter().chain(list.lines().map(str::to_owned)).collect()
}

fn is_leaf(command: &str, commands: &[String]) -> bool {
    !command.is_empty() && !commands.iter().any(|other| other.starts_with(&format!("{command} ")))
}

fn help(command: &str) -> String {
    let words: Vec<_> = command.split_whitespace().chain(["--help"]).collect();
    Sandbox::new().answer(&words)
}

/// The lines after `Examples:`, each of which has to be a command.
fn lines_of_examples(help: &str) -> Vec<&str> {
    let Some((_, examples)) = help.split_once("\nExamples:\n") else { return Vec::new() };
    examples.lines().take_while(|line| !line.is_empty()).collect()
}

/// The commands after `Examples:`, each as it is meant: a line that is no command goes on with the one before it.
fn examples_of_help(help: &str) -> Vec<String> {
    let mut examples = Vec::<String>::new();
    for line in lines_of_examples(help) {
        match (line.strip_prefix("  $ "), examples.last_mut()) {
            (None, Some(last)) => *last = format!("{} {}", last.trim_end_matches('\\'), line.trim_start()),
            (command, _) => examples.push(command.unwrap_or(line).to_owned()),
        }
    }
    examples
}

#[test]
fn every_command_has_examples() {
    let commands = commands();
    for command in commands.iter().filter(|command| is_leaf(command, &commands)) {
        let help = help(command);
        let calls = format!("mcp-token {command}");
        assert!(
            examples_of_help(&help).iter().any(|line| line.starts_with(&calls)),
            "{command} has no example"
        );
    }
}

#[test]
fn examples_break_only_where_a_shell_reads_on() {
    let mut broken = String::new();
    for command in commands() {
        let mut goes_on = false;
        for line in lines_of_examples(&help(&command)) {
            let starts = ["  $ mcp-token ", "  $ export JWT_TOKEN=$(mcp-token ", "  $ eval \"$(mcp-token "];
            if !goes_on && !starts.iter().any(|start| line.starts_with(start)) {
                let _ = writeln!(broken, "{command}: {line}");
            }
            goes_on = line.ends_with('\\');
        }
    }
    assert_eq!(broken, "", "examples that break when they are pasted");
}

#[test]
fn examples_of_the_help_do_what_they_say() {
    let mut count = 0;
    for command in commands() {
        let help = help(&command);
        for line in examples_of_help(&help) {
            let line = line.as_str();
            let sandbox = Sandbox::new();
            prepare(&sandbox, line);
            let outcome = session(&sandbox, &[line]).remove(0);
            let about = format!("{line}\n--- stdout\n{}--- stderr\n{}", outcome.stdout, outcome.stderr);
            // No session bus is in these sandboxes; what the keychain gives is shown by the peers.
            let exit = if line.contains("--keychain ") { 7 } else { 0 };
            assert_eq!(outcome.exit, exit, "{about}");
            assert!(exit != 0 || is_documented(line, &outcome.stderr), "{about}");
            let written = ["--out ", "--env-file .env", "export ", "eval "];
            let silent = exit != 0 || changes(line) || written.iter().any(|words| line.contains(words));
            assert_eq!(outcome.stdout.is_empty(), silent, "{about}");
            count += 1;
        }
    }
    assert!(count >= 15, "only {count} examples were found");
}

/// Makes what an example takes for granted: key files, a kept secret, a profile, a kept token.
fn prepare(sandbox: &Sandbox, line: &str) {
    let answer = |words: &str| sandbox.answer(&words.split(' ').collect::<Vec<_>>());
    if line.contains("private.pem") && !line.contains("--out private.pem") {
        answer("key new --out private.pem");
    }
    sandbox.file("secret.txt", answer("secret new"));
    sandbox.file("api-key.txt", "ck_0123456789abcdefg");
    sandbox.file("partner-token.txt", "an-opaque-token-0123");
    sandbox.file("client.py", "print('done')");
    sandbox.file("server.py", "print('done')");
    if line.contains("SUPABASE_JWT_SECRET") {
        answer("secret new --env-file .env --var SUPABASE_JWT_SECRET");
    }
    let new = ["profile set exai --preset", "profile import", "secret set", "mcp-token setup"];
    if !new.iter().any(|words| line.contains(words)) {
        let key = if line.contains("--profile exai") { "env:JWT_SECRET" } else { "new" };
        answer(&format!("profile set exai --preset exai --secret-from {key} --sub agent_001 --store file"));
        answer("profile set calc --secret-from new --sub calc --store file");
        if !line.contains("profile set partner") {
            answer("profile set partner --secret-from none --store file");
        }
    }
    if line.contains("mcp-token client ") {
        answer("profile set exai --url https://mcp.example.com/mcp");
    }
    if line.contains("=calc-key") {
        answer("secret set calc-key --store file --secret-file api-key.txt --allow-weak-secret");
    }
    for (words, before) in [
        ("client list", "client install cursor --profile exai"),
        ("client remove cursor", "client install cursor --profile exai"),
        ("secret rotate exai --activate", "secret rotate exai"),
        ("secret revoke exai", "secret rotate exai --now"),
        ("secret remove exai", "profile remove exai"),
        ("mcp-token remove exai", "get exai"),
        ("mcp-token doctor", "store partner @partner-token.txt --opaque"),
    ] {
        if line.contains(words) {
            answer(before);
        }
    }
}

/// Commands that change what is kept: they tell what they did on stderr, and answer nothing.
fn changes(line: &str) -> bool {
    let words = [
        "mcp-token profile set ",
        "mcp-token profile import ",
        "mcp-token profile remove ",
        "mcp-token secret set ",
        "mcp-token secret rotate ",
        "mcp-token secret revoke ",
        "mcp-token secret remove ",
        "mcp-token store ",
        "mcp-token remove ",
        "mcp-token client install",
        "mcp-token client remove ",
    ];
    words.iter().any(|words| line.contains(words)) && !line.contains("--dry-run")
}

/// What is written to a file is told in one line of stderr; what is set up, in several; otherwise nothing is told.
fn is_documented(line: &str, stderr: &str) -> bool {
    // A card beside the token.
    if changes(line) || line.contains("mcp-token setup ") {
        return !stderr.is_empty();
    }
    if line.contains("client print ") {
        return stderr.contains("nothing secret is in this ");
    }
    if line.ends_with("client list") {
        return stderr.starts_with("not found: ");
    }
    let wrote = if line.contains("--env-file .env") {
        "wrote `JWT_SECRET` to .env: "
    } else if line.contains("--out ") {
        "wrote the private key for "
    } else {
        return stderr.is_empty();
    };
    stderr.starts_with(wrote) && stderr.lines().count() == 1
}

#[test]
fn help_begins_with_an_imperative_sentence() {
    for command in commands() {
        let help = help(&command);
        let first = help.lines().next().unwrap();
        let word = first.split([' ', ',']).next().unwrap();
        assert!(first.starts_with(|letter: char| letter.is_ascii_uppercase()), "{command}: {first}");
        assert!(!first.ends_with(['.', '!', ':']), "{command}: {first}");
        assert!(!word.ends_with('s') && !word.ends_with("ing"), "{command}: not an imperative: {first}");
        assert!(first.len() < 80, "{command}: {first}");
    }
}

#[test]
fn help_fits_a_terminal_of_100_columns() {
    let sandbox = Sandbox::new();
    for command in commands() {
        let words: Vec<_> =
            [PROGRAM].into_iter().chain(command.split_whitespace()).chain(["--help"]).collect();
        let ended = Session::new(&words).columns(100).run(&sandbox);
        assert_eq!(ended.code, 0, "{command}");
        let wide: Vec<_> = ended.screen.lines().filter(|line| line.chars().count() > 100).collect();
        assert!(wide.is_empty(), "{command}: {wide:#?}");
    }
}

/// What a README holds: commands, and blocks of shell that are only read.
#[derive(Debug, Default, PartialEq)]
struct Document {
    examples: Vec<Example>,
    scripts: Vec<String>,
}

fn parse(markdown: &str) -> Document {
    let mut document = Document::default();
    let mut lines = markdown.lines();
    while let Some(line) = lines.next() {
        let Some(language) = line.trim_start().strip_prefix("```") else { continue };
        let block: Vec<_> = lines.by_ref().take_while(|line| line.trim() != "```").collect();
        match language.trim() {
            "console" => examples_of_block(&block, &mut document.examples),
            "sh" => document.scripts.push(block.join("\n")),
            _ => {}
        }
    }
    document
}

fn examples_of_block(block: &[&str], examples: &mut Vec<Example>) {
    let before = examples.len();
    for line in block {
        if let Some(command) = line.strip_prefix("$ ") {
            examples.push(Example { line: command.to_owned(), exit: 0, stdout: Some(Vec::new()) });
            continue;
        }
        assert!(examples.len() > before, "a block begins with `{line}`, which is no command");
        let example = examples.last_mut().unwrap();
        if example.line.ends_with('\\') {
            let _ = write!(example.line, "\n{line}");
        } else if let Some(code) = line.strip_prefix("# exit ") {
            example.exit = code.trim().parse().unwrap_or_else(|_| panic!("`{line}` names no exit code"));
        } else {
            example.stdout.get_or_insert_default().push((*line).to_owned());
        }
    }
}

/// Whether text is what the lines say, `...` standing for the rest of a line or for any lines.
fn matches(lines: &[String], text: &[&str]) -> bool {
    match lines.split_first() {
        None => text.is_empty(),
        Some((line, rest)) if line.trim() == "..." => {
            (0..=text.len()).any(|skipped| matches(rest, &text[skipped..]))
        }
        Some((line, rest)) => text.split_first().is_some_and(|(first, others)| {
            let fits = match line.strip_suffix("...") {
                Some(begin) => first.starts_with(begin),
                None => first == line,
            };
            fits && matches(rest, others)
        }),
    }
}

/// Runs what a document holds and names everything that is not as it says.
fn judge(document: &Document) -> String {
    let sandbox = Sandbox::new();
    let lines: Vec<_> = document.examples.iter().map(|example| example.line.as_str()).collect();
    let mut wrong = String::new();
    for (example, outcome) in document.examples.iter().zip(session(&sandbox, &lines)) {
        let text: Vec<_> = outcome.stdout.lines().collect();
        let fits = example.stdout.as_deref().is_none_or(|lines| matches(lines, &text));
        if outcome.exit != example.exit || !fits {
            let _ = writeln!(
                wrong,
                "$ {}\nexit {}, expected {}\n--- stdout\n{}--- expected\n{}\n--- stderr\n{}",
                example.line,
                outcome.exit,
                example.exit,
                outcome.stdout,
                example.stdout.as_deref().unwrap_or_default().join("\n"),
                outcome.stderr
            );
        }
    }
    for (number, script) in document.scripts.iter().enumerate() {
        let file = sandbox.note(&format!("{number}.sh"));
        write(&file, script, 0o600);
        let output = output_of(sandbox.command("bash").arg("-n").arg(&file));
        if !output.status.success() {
            let _ = writeln!(wrong, "bash -n:\n{script}\n{}", stderr(&output));
        }
    }
    wrong
}

#[test]
fn the_readme_does_what_it_says() {
    let document = parse(&fs::read_to_string(checkout().join("README.md")).unwrap());
    let count = document.examples.len();
    assert!(count >= FEWEST_IN_README, "README.md has {count} examples, {FEWEST_IN_README} are the least");
    let wrong = judge(&document);
    assert!(wrong.is_empty(), "README.md:\n{wrong}");
}

const TOUR: &str = r"
Words, and `$ not a command`.

```console
$ export MINE=$(mcp-token secret new)
$ mcp-token encode --secret-env MINE \
    --sub a --aud b >token
$ mcp-token verify @token --secret-env MINE --aud b
VALID  a for b, ...
...
  audience    ok    b
...
$ mcp-token verify @token --secret-env MINE --aud c
# exit 4
REFUSED  1 reason
...
```

```json
$ not a command
```

```sh
if true; then mcp-token man; fi
```
";

#[test]
fn a_tour_that_is_right_is_found_right() {
    let document = parse(TOUR);
    assert_eq!(document.examples.len(), 4);
    assert_eq!(
        document.examples[1].line,
        "mcp-token encode --secret-env MINE \\\n    --sub a --aud b >token"
    );
    assert_eq!(document.examples[3].exit, 4);
    assert_eq!(document.scripts, ["if true; then mcp-token man; fi"]);
    assert_eq!(judge(&document), "");
}

#[test]
fn a_tour_that_is_wrong_is_found_out() {
    for (right, wrong) in [
        ("# exit 4", "# exit 5"),
        ("VALID  a for b", "VALID  a for c"),
        ("REFUSED  1 reason\n...\n", "REFUSED  1 reason\n"),
        ("then mcp-token man; fi", "then mcp-token man"),
        ("MINE=$(mcp-token secret new)", "OTHER=$(mcp-token secret new)"),
    ] {
        assert!(TOUR.contains(right));
        assert_ne!(judge(&parse(&TOUR.replace(right, wrong))), "", "{wrong}");
    }
}
