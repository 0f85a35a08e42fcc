//! Any text through the escaping that stands before every stream.
#![no_main]

use libfuzzer_sys::fuzz_target;

#[path = "../../../src/bin/mcp-token/output/escape.rs"]
mod escape;

fuzz_target!(
    init: {
        for character in '\0'..=char::MAX {
            check(&character.to_string());
        }
    },
    |data: &[u8]| check(&String::from_utf8_lossy(data))
);

fn check(text: &str) {
    let once = escape::text(text).into_owned();
    assert!(!once.contains(is_hidden), "{once:?}");
    assert_eq!(escape::text(&once), once, "a second pass changed it");
    assert_eq!(text == once, !text.contains(is_hidden), "escaped without need");

    let quoted = serde_json::to_string(text).expect("a string is JSON");
    let escaped = escape::json(&quoted);
    assert!(!escaped.contains(is_hidden), "{escaped:?}");
    assert_eq!(serde_json::from_str::<String>(&escaped).expect("it is still JSON"), text);

    // Any JSON on one line keeps its meaning. Line breaks between its tokens never come here.
    if let Ok(value) = serde_json::from_str::<serde_json::Value>(text) {
        let compact = value.to_string();
        let escaped = escape::json(&compact);
        assert!(!escaped.contains(is_hidden), "{escaped:?}");
        // Not with `value`: serde_json rounds a number anew each time it reads one.
        let read = |json: &str| serde_json::from_str::<serde_json::Value>(json).expect("it is JSON");
        assert_eq!(read(&escaped), read(&compact));
    }
}

/// What a terminal obeys or a reader cannot see, one standard after the other.
fn is_hidden(character: char) -> bool {
    let code = u32::from(character);
    // ISO 6429: C0, DEL, C1.
    character.is_control()
        // Unicode: line and paragraph separators (Zl, Zp).
        || matches!(code, 0x2028 | 0x2029)
        // Unicode: Bidi_Control.
        || matches!(code, 0x61c | 0x200e | 0x200f | 0x202a..=0x202e | 0x2066..=0x2069)
        // Unicode 16: Default_Ignorable_Code_Point.
        || matches!(code,
            0xad | 0x34f | 0x61c | 0x115f..=0x1160 | 0x17b4..=0x17b5 | 0x180b..=0x180f | 0x200b..=0x200f
            | 0x202a..=0x202e | 0x2060..=0x206f | 0x3164 | 0xfe00..=0xfe0f | 0xfeff | 0xffa0 | 0xfff0..=0xfff8
            | 0x1bca0..=0x1bca3 | 0x1d173..=0x1d17a | 0xe0000..=0xe0fff)
        // Interlinear annotation; a blank Braille pattern; the format controls of hieroglyphs.
        || matches!(code, 0xfff9..=0xfffb | 0x2800 | 0x13430..=0x1343f)
}
