//! How each shell takes a variable.

use clap::ValueEnum;

use crate::failure::Failure;

/// The shells that `-o env` writes for.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, ValueEnum)]
pub(crate) enum Shell {
    /// sh, bash, zsh: export
    #[default]
    Posix,
    /// fish: set -gx
    Fish,
    /// PowerShell
    Powershell,
    /// cmd.exe: set
    Cmd,
    /// Nushell
    Nushell,
    /// A line of a .env file
    Dotenv,
}

/// The line with which a shell sets and exports a variable.
pub(super) fn assignment(shell: Shell, name: &str, value: &str) -> Result<String, Failure> {
    refuse_broken(value, "written for a shell")?;
    Ok(match shell {
        Shell::Posix => format!("export {name}='{}'", value.replace('\'', r"'\''")),
        Shell::Fish => format!("set -gx {name} '{}'", value.replace('\\', r"\\").replace('\'', r"\'")),
        Shell::Powershell => format!("$env:{name} = '{}'", doubled(value)),
        Shell::Cmd if value.contains(['"', '%', '!']) => {
            return Err(Failure::usage("a value with `\"`, `%` or `!` cannot be written for cmd"));
        }
        Shell::Cmd => format!("set \"{name}={value}\""),
        Shell::Nushell => {
            let marks = "#".repeat(longest_end(value) + 1);
            format!("$env.{name} = r{marks}'{value}'{marks}")
        }
        Shell::Dotenv if value.chars().all(is_plain) => format!("{name}={value}"),
        Shell::Dotenv if value.contains(['\'', '\\']) || value.contains("${") => {
            return Err(Failure::usage(
                "a value with `'`, `\\` or `${` cannot be written for every reader of a .env file",
            ));
        }
        Shell::Dotenv => format!("{name}='{value}'"),
    })
}

/// A line of a dotenv report of GitLab, which takes quotes as they stand and no white space.
pub(super) fn gitlab(name: &str, value: &str) -> Result<String, Failure> {
    if value.contains(char::is_whitespace) {
        return Err(Failure::usage("a value with white space cannot be written for GitLab"));
    }
    refuse_broken(value, "written for GitLab")?;
    Ok(format!("{name}={value}"))
}

/// Refuses what ends a line or a text for whoever reads it.
pub(super) fn refuse_broken(value: &str, to_be: &str) -> Result<(), Failure> {
    let what = if value.contains('\0') { "NUL" } else { "a line break" };
    if value.contains(['\0', '\n', '\r']) {
        return Err(Failure::usage(format!("a value with {what} cannot be {to_be}")));
    }
    Ok(())
}

/// PowerShell takes four more characters for a `'`, also to end what began with a `'` (about_Quoting_Rules).
fn doubled(value: &str) -> String {
    let is_quote = |character| matches!(character, '\'' | '\u{2018}'..='\u{201b}');
    value
        .chars()
        .flat_map(|character| std::iter::repeat_n(character, if is_quote(character) { 2 } else { 1 }))
        .collect()
}

/// How many `#` stand at most behind a `'`: what Nushell ends a raw string with must have more.
fn longest_end(value: &str) -> usize {
    let behind = value.split('\'').skip(1);
    behind.map(|rest| rest.chars().take_while(|character| *character == '#').count()).max().unwrap_or(0)
}

fn is_plain(character: char) -> bool {
    character.is_ascii_alphanumeric() || "+/=._-:@~".contains(character)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quotes_for_every_shell() {
        let line = |shell, value| assignment(shell, "V", value).ok();
        assert_eq!(line(Shell::Posix, "a'b").as_deref(), Some(r"export V='a'\''b'"));
        assert_eq!(line(Shell::Fish, r"a'b\").as_deref(), Some(r"set -gx V 'a\'b\\'"));
        assert_eq!(line(Shell::Powershell, "a'b$c").as_deref(), Some("$env:V = 'a''b$c'"));
        assert_eq!(line(Shell::Cmd, "a.b-c_d").as_deref(), Some("set \"V=a.b-c_d\""));
        assert_eq!(line(Shell::Cmd, "100%"), None);
        assert_eq!(line(Shell::Powershell, "a\u{2019};b").as_deref(), Some("$env:V = 'a\u{2019}\u{2019};b'"));
        assert_eq!(line(Shell::Nushell, "a'b").as_deref(), Some("$env.V = r#'a'b'#"));
        assert_eq!(line(Shell::Nushell, "a'##;b'#c").as_deref(), Some("$env.V = r###'a'##;b'#c'###"));
        assert_eq!(line(Shell::Dotenv, "a.b").as_deref(), Some("V=a.b"));
        assert_eq!(line(Shell::Dotenv, "a b$c").as_deref(), Some("V='a b$c'"));
        assert_eq!(line(Shell::Dotenv, "a'b"), None);
        assert_eq!(line(Shell::Dotenv, "a b\\"), None);
        assert_eq!(line(Shell::Dotenv, "a${b}"), None);
        assert_eq!(line(Shell::Posix, "a\nb"), None);
        assert_eq!(gitlab("V", "a'$b\"c").ok().as_deref(), Some("V=a'$b\"c"));
        for value in ["a b", "a\nb", " a", "a\0"] {
            assert!(gitlab("V", value).is_err(), "{value:?}");
        }
    }
}
