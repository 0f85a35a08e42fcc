//! Colour, decided for each stream by itself. Everything reads well without it.

use clap::ValueEnum;
use colored::Colorize;

use crate::env::Env;

/// When to use colour.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, ValueEnum)]
pub(crate) enum Colour {
    /// When the stream is a terminal and `NO_COLOR` is not set
    #[default]
    Auto,
    /// Always
    Always,
    /// Never
    Never,
}

/// How one stream may be dressed.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Style {
    colour: bool,
    /// Whether somebody is looking at it.
    pub(crate) is_terminal: bool,
}

impl Style {
    /// `--color` decides; else `NO_COLOR`, `CLICOLOR_FORCE`, then whether the stream is a terminal that knows colour.
    pub(crate) fn new(env: &Env, colour: Colour, is_terminal: bool) -> Self {
        let colour = match colour {
            Colour::Always => true,
            Colour::Never => false,
            Colour::Auto if env.is_set("NO_COLOR") => false,
            Colour::Auto
                if env.variable("CLICOLOR_FORCE").is_some_and(|value| !value.is_empty() && value != "0") =>
            {
                true
            }
            Colour::Auto => is_terminal && env.variable("TERM").map_or(cfg!(windows), |term| term != "dumb"),
        };
        if colour {
            colored::control::set_override(true);
        }
        Self { colour, is_terminal }
    }

    pub(crate) fn red(self, text: &str) -> String {
        if self.colour { text.red().bold().to_string() } else { text.to_owned() }
    }

    pub(crate) fn green(self, text: &str) -> String {
        if self.colour { text.green().bold().to_string() } else { text.to_owned() }
    }

    pub(crate) fn yellow(self, text: &str) -> String {
        if self.colour { text.yellow().bold().to_string() } else { text.to_owned() }
    }

    pub(crate) fn cyan(self, text: &str) -> String {
        if self.colour { text.cyan().to_string() } else { text.to_owned() }
    }

    pub(crate) fn dim(self, text: &str) -> String {
        if self.colour { text.dimmed().to_string() } else { text.to_owned() }
    }
}
