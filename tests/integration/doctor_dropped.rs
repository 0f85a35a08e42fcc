//! `mcp-token doctor`: an entry, a file or a folder that a client reads otherwise than somebody meant, and its neighbour.

use crate::sandbox::stdout;
use crate::ward::{URL, Ward, filled};

#[test]
fn every_file_of_a_folder_is_looked_at() {
    let ward = Ward::exai();
    let block = |name: &str, value: &str| {
        filled(&format!(
            "name: b\nversion: 0.0.1\nschema: v1\nmcpServers:\n  - name: {name}\n    url: {URL}\n    requestOptions:\n      headers: {{Authorization: \"Bearer {value}\"}}\n"
        ))
    };
    let literal = |place: &str, name: &str| {
        let message = format!("{place}: `{name}` holds a literal token in its header `Authorization`");
        ("literal_token".to_owned(), "high".to_owned(), message, String::new())
    };
    for (place, args, shown) in [
        ("p/.continue/mcpServers/", &["--project", "p"][..], "./p/.continue/mcpServers/"),
        ("~/.continue/mcpServers/", &[], "~/.continue/mcpServers/"),
    ] {
        let file = |name: &str| format!("{place}{name}");
        ward.file(&file("z.yaml"), block("z", "${{ secrets.EXAI_JWT_TOKEN }}"));
        ward.file(&file("note.txt"), block("t", "@LIVE@"));
        ward.file(&file("yaml"), block("t", "@LIVE@"));
        assert_eq!(ward.found(args), []);
        ward.file(&file("b.yml"), block("b", "@LIVE@"));
        ward.file(&file("a.yaml"), block("a", "@LIVE@"));
        let found = [literal(&format!("{shown}a.yaml"), "a"), literal(&format!("{shown}b.yml"), "b")];
        assert_eq!(ward.found(args), found);
        let list = stdout(&ward.shell(&format!("mcp-token client list {}", args.join(" "))));
        for name in ["a.yaml", "b.yml", "z.yaml"] {
            assert!(list.contains(&format!("/.continue/mcpServers/{name}")), "{list}");
        }
        assert!(!list.contains("note.txt"), "{list}");
        std::fs::remove_dir_all(ward.path(place)).unwrap();
    }
}
