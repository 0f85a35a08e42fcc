//! `mcp-token list`

use serde_json::{Value, json};

use crate::keeper::{Keeper, now};
use crate::sandbox::{HOUR, line, stdout};

fn five() -> Keeper {
    let keeper = Keeper::new();
    keeper.set(&[
        "claude",
        "--secret-from",
        "new",
        "--store",
        "file",
        "--sub",
        "agent_001",
        "--role",
        "user",
    ]);
    keeper.set(&["ci", "--secret-from", "name:claude", "--store", "none", "--sub", "ci-bot"]);
    keeper.set(&["dhafnck", "--secret-from", "name:claude", "--store", "file", "--sub", "ci-bot"]);
    keeper.set(&["fresh", "--secret-from", "name:claude", "--store", "file"]);
    keeper.set(&["partner", "--secret-from", "none", "--store", "file"]);
    keeper.set(&["vscode1", "--secret-from", "name:claude", "--store", "file", "--sub", "vscode1"]);
    for profile in ["claude", "dhafnck", "vscode1"] {
        keeper.get(&[profile]);
    }
    keeper.run(&["store", "partner", "--opaque", "TEST-PRIVATE-token"]).code(0);
    // Half a unit more than what is shown, so that it is shown whenever the test gets there.
    keeper.relearn("claude", "expires-at", now() + 18 * HOUR + 30);
    keeper.relearn("dhafnck", "expires-at", now() + 600);
    keeper.relearn("vscode1", "expires-at", now() - 3 * 24 * HOUR - 600);
    keeper
}

#[test]
fn tells_what_is_kept_where_and_how_long_it_is_good() {
    let keeper = five();
    let assert = keeper.run(&["list"]).code(0).stderr("hint: mcp-token get vscode1\n");
    let text = stdout(&assert);
    let rows: Vec<Vec<&str>> = text
        .lines()
        .map(|line| line.split("  ").map(str::trim).filter(|cell| !cell.is_empty()).collect())
        .collect();
    assert_eq!(rows[0], ["PROFILE", "USER", "ROLE", "TOKEN", "KEPT IN"]);
    let left = |text: &str, start: &str, end: &str| text.starts_with(start) && text.ends_with(end);
    assert!(left(rows[1][3], "18 h", " left"), "{text}");
    assert_eq!(rows[1][..3], ["claude", "agent_001", "user"]);
    assert_eq!(rows[1][4], "encrypted file");
    let others: Vec<_> = rows[2..].iter().map(|row| row.join("|")).collect();
    assert_eq!(others[0], "ci|ci-bot|-|made anew at each call|nowhere");
    assert!(
        left(&others[1], "dhafnck|ci-bot|-|", " left, renewed at the next `get`|encrypted file"),
        "{text}"
    );
    assert_eq!(others[2], "fresh|-|-|none yet|encrypted file");
    assert_eq!(others[3], "partner|-|-|opaque, life unknown|encrypted file");
    assert_eq!(others[4], "vscode1|vscode1|-|expired 3 d ago|encrypted file");
    let columns: Vec<_> =
        text.lines().map(|line| line.find("encrypted file").or(line.find("nowhere"))).collect();
    assert!(columns[1..].iter().all(|column| *column == columns[1]), "aligned:\n{text}");
}

#[test]
fn tells_programs() {
    let keeper = five();
    let json: Value = serde_json::from_str(&line(&keeper.run(&["list", "--json"]).code(0))).unwrap();
    assert_eq!((&json["schema"], &json["ok"]), (&json!(1), &json!(true)));
    let states: Vec<_> =
        json["profiles"].as_array().unwrap().iter().map(|row| row["state"].clone()).collect();
    assert_eq!(states, ["live", "made_anew", "live", "absent", "opaque", "expired"]);
    let mut row = json["profiles"][0].clone();
    assert_eq!(row["expires_at"].take().as_str().map(str::len), Some(20));
    assert_eq!(
        row,
        json!({"profile": "claude", "sub": "agent_001", "role": "user", "state": "live", "expires_at": null,
               "store": "file", "renewable": true})
    );
    assert_eq!(json["profiles"][4]["renewable"], json!(false));
}

#[test]
fn says_when_there_is_nothing() {
    let keeper = Keeper::new();
    keeper.run(&["list"]).code(0).stdout("").stderr("there is no profile\n");
    keeper.run(&["list", "--json"]).code(0).stdout("{\"schema\":1,\"ok\":true,\"profiles\":[]}\n").stderr("");
    keeper.run(&["list", "-o", "env"]).code(2).stdout("").stderr("error: this answer has no form `env`\n");
}

#[test]
fn a_token_from_elsewhere_that_expired_has_no_hint() {
    let keeper = Keeper::with(&["partner", "--secret-from", "none", "--store", "file"]);
    keeper.run(&["store", "partner", "--opaque", "TEST-PRIVATE-token", "--exp", "+1h"]).code(0);
    keeper.relearn("partner", "expires-at", now() - 2 * HOUR - 600);
    let assert = keeper.run(&["list"]).code(0).stderr("");
    assert!(stdout(&assert).contains("expired 2 h"), "{}", stdout(&assert));
}

#[test]
fn a_store_that_was_cut_off_is_settled_by_the_next_one() {
    let keeper = Keeper::with(&["partner", "--secret-from", "none", "--store", "file"]);
    let store = ["store", "partner", "--opaque", "TEST-PRIVATE-token", "--exp", "+2h"];
    keeper.run(&store).code(0);
    // As it stands between the first of its steps and the last.
    let unset = json!({"generation": 0, "token": "", "digest": null, "key": null, "sub": null, "role": null,
                       "issued-at": null, "expires-at": null});
    let path = keeper.sandbox.home(".local/state/mcp-token/tokens/partner.json");
    let mut learnt: Value = serde_json::from_slice(&std::fs::read(&path).unwrap()).unwrap();
    learnt["before"] = unset;
    std::fs::write(path, learnt.to_string()).unwrap();

    let state = || {
        let json = line(&keeper.run(&["list", "--json"]).code(0).stderr(""));
        let row = serde_json::from_str::<Value>(&json).unwrap()["profiles"][0].take();
        (row["state"].clone(), row["expires_at"].is_null())
    };
    assert_eq!(state(), (json!("unsettled"), true));
    let text = stdout(&keeper.run(&["list"]).code(0).stderr(""));
    assert!(text.contains("  not known, a `store` was cut off: store it again  "), "{text}");
    keeper.run(&store).code(0);
    assert_eq!(state(), (json!("live"), false));
}

#[test]
fn what_a_token_says_of_itself_is_escaped() {
    let keeper = Keeper::with(&["partner", "--secret-from", "none", "--store", "file"]);
    let token =
        crate::sandbox::mint_claims(&format!(r#"{{"sub":"a\u001b[31m\u202eb","exp":{}}}"#, now() + HOUR));
    keeper.run(&["store", "partner", &token]).code(0);
    let text = stdout(&keeper.run(&["list"]).code(0));
    assert!(!text.contains(['\u{1b}', '\u{202e}']), "{text:?}");
}
