//! Any text where a JWK or a JWK set is expected.
#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(|data: &[u8]| mcp_token_fuzz::keys::check_file(data));
