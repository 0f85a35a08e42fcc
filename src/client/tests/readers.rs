//! Clients that read one file in different ways.

use super::{client, remote, stdio};
use crate::client::{ClientError, Connection, EnvValue, Mode, Platform, Reader, Target};

fn reader(name: &str, connection: Connection, asked: Option<Mode>) -> Reader {
    Reader { client: client(name), connection, asked }
}

fn at(name: &str, asked: Option<Mode>) -> Reader {
    reader(name, remote(Platform::Linux), asked)
}

/// What is taken for the second, and then for the first again.
fn both(one: &Reader, other: &Reader) -> [Result<Option<Mode>, String>; 2] {
    let of = |own: &Reader, other: &Reader| {
        let other = reader(&other.client.name, other.connection.clone(), other.asked);
        own.mode_for_all(&[other]).map_err(|error| error.to_string())
    };
    [of(other, one), of(one, other)]
}

#[test]
fn the_safest_way_that_both_read_is_taken() {
    for (one, other, mode) in [("kiro", "kiro-cli", Mode::Exec), ("claude-code", "copilot-cli", Mode::Env)] {
        let found = both(&at(one, None), &at(other, None));
        assert_eq!(found, [Ok(Some(mode)), Ok(Some(mode))], "{one}, {other}");
    }
    assert_eq!(at("kiro", None).mode_for_all(&[]).unwrap(), None);
    let started = |name| reader(name, stdio(Platform::Linux), None);
    assert_eq!(both(&started("kiro"), &started("kiro-cli")), [Ok(Some(Mode::Exec)), Ok(Some(Mode::Exec))]);
}

#[test]
fn what_one_does_not_read_is_refused() {
    let refused = |client: &str, other: &str| {
        Err(format!(
            "`acme` is there for {other}, which reads the same file: no entry is for {client} as well"
        ))
    };
    let both_refused = [refused("Kiro CLI", "Kiro"), refused("Kiro", "Kiro CLI")];
    assert_eq!(both(&at("kiro", Some(Mode::Env)), &at("kiro-cli", None)), both_refused);
    assert_eq!(both(&at("kiro", None), &at("kiro-cli", Some(Mode::Env))), both_refused);
    // The token itself both read, when both were asked to.
    let inline = Some(Mode::Inline);
    assert_eq!(both(&at("kiro", inline), &at("kiro-cli", inline)), [Ok(inline), Ok(inline)]);
    assert_eq!(both(&at("kiro", inline), &at("kiro-cli", None)), both_refused);
    // Another server, and words for a program that do not go together.
    let mut elsewhere = at("kiro-cli", None);
    elsewhere.connection.target =
        Target::Remote { url: "https://other.example/mcp".to_owned(), headers: Vec::new() };
    assert!(both(&at("kiro", None), &elsewhere).iter().all(Result::is_err));
    let started = |name| reader(name, stdio(Platform::Linux), None);
    assert!(both(&started("claude-code"), &started("copilot-cli")).iter().all(Result::is_err));
}

#[test]
fn a_program_without_a_token_can_be_for_both() {
    let with = |name, env: &[(&str, EnvValue)]| {
        let env = env.iter().map(|(name, value)| ((*name).to_owned(), value.clone())).collect();
        let target = Target::Stdio { command: "x".to_owned(), args: Vec::new(), env, secrets: Vec::new() };
        reader(name, Connection { token: None, target, ..stdio(Platform::Linux) }, None)
    };
    assert_eq!(both(&with("kiro", &[]), &with("kiro-cli", &[])), [Ok(None), Ok(None)]);
    let variable = [("A", EnvValue::Variable("B".to_owned()))];
    assert!(both(&with("kiro", &variable), &with("kiro-cli", &variable)).iter().all(Result::is_err));
}

#[test]
fn one_name_is_for_one_value() {
    let check = |mut connection: Connection, change: &dyn Fn(&mut Target)| {
        change(&mut connection.target);
        connection.check().map_err(|error| match error {
            ClientError::Twice { what, name } => format!("{what} {name}"),
            other => other.to_string(),
        })
    };
    let env = |more: &'static str| {
        move |target: &mut Target| {
            if let Target::Stdio { env, .. } = target {
                env.push((more.to_owned(), EnvValue::Text("x".to_owned())));
            }
        }
    };
    let started = || stdio(Platform::Linux);
    assert_eq!(check(started(), &env("OTHER")), Ok(()));
    assert_eq!(check(started(), &env("LEVEL")), Err("variable LEVEL".to_owned()));
    assert_eq!(check(started(), &env("ACME_MCP_TOKEN")), Err("variable ACME_MCP_TOKEN".to_owned()));
    let secret = |target: &mut Target| {
        if let Target::Stdio { secrets, .. } = target {
            secrets.push(("LEVEL".to_owned(), super::name("kept")));
        }
    };
    assert_eq!(check(started(), &secret), Err("variable LEVEL".to_owned()));
    let headers = |names: [&'static str; 2]| {
        move |target: &mut Target| {
            if let Target::Remote { headers, .. } = target {
                headers.extend(names.map(|name| (name.to_owned(), "x".to_owned())));
            }
        }
    };
    assert_eq!(check(remote(Platform::Linux), &headers(["X-A", "X-B"])), Ok(()));
    assert_eq!(check(remote(Platform::Linux), &headers(["X-A", "x-a"])), Err("header x-a".to_owned()));
}
