//! `mcp-token help`: the help of a command, and topics that belong to none.

use crate::cmd::topics;
use crate::failure::{Exit, Failure, Hint};
use crate::output::Output;

/// Show the help of a command or a topic
///
/// Topics: exit-codes, environment, reasons, ci.
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub(crate) struct Args {
    /// A command, as in `help secret new`, or a topic
    #[arg(value_name = "COMMAND|TOPIC")]
    words: Vec<String>,
}

const EXAMPLES: &str = "Examples:
  $ mcp-token help exit-codes
  $ mcp-token help secret new";

pub(crate) fn run(args: &Args, root: clap::Command, output: &mut Output) -> Result<Exit, Failure> {
    let text = match args.words.as_slice() {
        [topic] if topics::text(topic).is_some() => topics::text(topic).unwrap_or_default().to_owned(),
        words => command_help(root, words)?,
    };
    output.document(&text)?;
    Ok(Exit::Ok)
}

fn command_help(mut command: clap::Command, words: &[String]) -> Result<String, Failure> {
    command.build();
    for word in words {
        command = command
            .find_subcommand(word)
            .ok_or_else(|| Failure::usage("there is no such command or topic").with_hint(Hint::run("help")))?
            .clone();
    }
    Ok(command.render_long_help().to_string())
}

#[cfg(test)]
mod tests {
    use mcp_token::client::Client;

    use crate::cmd::topics;

    #[test]
    fn topics_fit_a_terminal_of_80_columns() {
        for topic in topics::names() {
            // A recipe is pasted line by line.
            let prose = |line: &&str| topic != "ci" || !line.starts_with(' ');
            let lines = topics::text(topic).unwrap().lines().filter(prose);
            let wide: Vec<_> = lines.filter(|line| line.chars().count() > 80).collect();
            assert!(wide.is_empty(), "{topic}: {wide:#?}");
        }
    }

    #[test]
    fn every_variable_that_moves_a_client_s_file_is_told() {
        let text = topics::text("environment").unwrap();
        for variable in Client::all().iter().flat_map(Client::moving_variables) {
            assert!(text.contains(variable), "{variable}");
        }
    }
}
