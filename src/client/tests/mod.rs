//! What the tests of clients share.

mod cases;
mod copies;
mod corpus;
mod credential;
mod edit;
mod files;
mod install;
mod literal;
mod orders;
mod place;
mod print;
mod properties;
mod readers;
mod table;

use super::{Client, Connection, Directories, EnvValue, Platform, Program, Target, TokenOf};
use crate::name::Name;
use crate::profile::HeaderForm;

const PLATFORMS: [Platform; 3] = [Platform::Linux, Platform::Macos, Platform::Windows];

fn name(text: &str) -> Name {
    text.parse().unwrap()
}

fn client(name: &str) -> &'static Client {
    Client::named(name).unwrap_or_else(|| panic!("no client `{name}`"))
}

/// This program, in a place with a blank in it.
fn program(platform: Platform) -> Program {
    let path = match platform {
        Platform::Linux => "/home/ann lee/bin/mcp-token",
        Platform::Macos => "/Users/ann lee/bin/mcp-token",
        Platform::Windows => r"C:\Users\ann lee\bin\mcp-token.exe",
    };
    Program { path: path.to_owned(), platform }
}

fn acme() -> TokenOf {
    TokenOf {
        profile: name("acme"),
        variable: "ACME_MCP_TOKEN".to_owned(),
        header: HeaderForm::Bearer,
        url: Some("https://mcp.example.com/mcp".to_owned()),
    }
}

/// The server of the facts' examples.
fn remote(platform: Platform) -> Connection {
    Connection {
        server: name("acme"),
        token: Some(acme()),
        target: Target::Remote { url: "https://mcp.example.com/mcp".to_owned(), headers: Vec::new() },
        program: program(platform),
    }
}

/// A server that is started, with a variable of its own.
fn stdio(platform: Platform) -> Connection {
    Connection {
        server: name("calc"),
        target: Target::Stdio {
            command: "python3".to_owned(),
            args: vec!["calculator.py".to_owned()],
            env: vec![("LEVEL".to_owned(), EnvValue::Text("info".to_owned()))],
            secrets: Vec::new(),
        },
        ..remote(platform)
    }
}

fn texts(list: &[&str]) -> Vec<String> {
    list.iter().map(|text| (*text).to_owned()).collect()
}

fn directories(platform: Platform) -> Directories {
    let (home, config, local) = match platform {
        Platform::Linux => ("~", "~/.config", "~/.config"),
        Platform::Macos => ("~", "~/Library/Application Support", "~/Library/Application Support"),
        Platform::Windows => ("%USERPROFILE%", "%APPDATA%", "%LOCALAPPDATA%"),
    };
    let xdg = if platform == Platform::Windows { config } else { "~/.config" };
    Directories {
        platform,
        home: home.into(),
        config: config.into(),
        xdg: xdg.into(),
        local: local.into(),
        moved: std::collections::BTreeMap::new(),
    }
}
