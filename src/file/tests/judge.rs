//! Every combination of owner, group and mode, also those that a test cannot make without being root.

use super::*;
use crate::file::os::{Attributes, Us};

const PATH: &str = "/x/.env";

fn secret(uid: u32, gid: u32, mode: u32, us: u32) -> Result<(), FileError> {
    let us = Us { uid: us, gids: vec![50] };
    Attributes { mode, uid, gid, links: 1, access_list: None }.judge_secret(&us, Path::new(PATH))
}

fn replaceable(uid: u32, mode: u32, links: u64, must_be_ours: bool, us: u32) -> Result<(), FileError> {
    let us = Us { uid: us, gids: vec![50] };
    let attributes = Attributes { mode, uid, gid: 50, links, access_list: None };
    attributes.judge_replaceable(must_be_ours, &us, Path::new(PATH))
}

#[test]
fn states_path_and_mode() {
    let error = secret(7, 50, 0o644, 7).unwrap_err();
    assert_eq!(error.to_string(), "`/x/.env` can be read by others (mode 0644)");
    let error = secret(0, 0, 0o666, 7).unwrap_err();
    assert_eq!(error.to_string(), "`/x/.env` belongs to root and can be written by others (mode 0666)");
    let error = secret(8, 50, 0o600, 7).unwrap_err();
    assert_eq!(error.to_string(), "`/x/.env` belongs to another user (uid 8)");
}

#[test]
fn judges_files_of_ours_by_their_mode() {
    for us in [0, 7] {
        assert!(secret(us, 50, 0o600, us).is_ok());
        assert!(matches!(secret(us, 50, 0o640, us), Err(FileError::ReadableByOthers { mode: 0o640, .. })));
    }
}

#[test]
fn accepts_a_mounted_secret_that_we_cannot_write() {
    for mode in [0o400, 0o444, 0o640, 0o644] {
        assert!(secret(0, 50, mode, 7).is_ok());
    }
    assert!(secret(0, 51, 0o660, 7).is_ok());
    assert!(matches!(secret(0, 50, 0o660, 7), Err(FileError::WritableByOthers { mode: 0o660, .. })));
    assert!(matches!(secret(0, 51, 0o602, 7), Err(FileError::WritableByOthers { .. })));
}

#[test]
fn doubts_a_mounted_secret_that_an_access_list_may_let_us_write() {
    let us = Us { uid: 7, gids: vec![50] };
    let listed = Attributes { mode: 0o660, uid: 0, gid: 51, links: 1, access_list: Some(vec![2]) };
    assert!(listed.judge_secret(&us, Path::new(PATH)).is_err());
    assert!(Attributes { mode: 0o640, ..listed }.judge_secret(&us, Path::new(PATH)).is_ok());
}

#[test]
fn refuses_secrets_of_other_users_to_root_as_well() {
    for us in [0, 7] {
        assert!(matches!(secret(8, 50, 0o600, us), Err(FileError::ForeignOwner { owner: 8, .. })));
    }
}

#[test]
fn lets_root_replace_files_of_others_unless_a_link_led_there() {
    assert!(replaceable(7, 0o644, 1, false, 7).is_ok());
    assert!(replaceable(7, 0o644, 1, true, 7).is_ok());
    assert!(replaceable(8, 0o644, 1, false, 0).is_ok());
    assert!(matches!(replaceable(8, 0o644, 1, true, 0), Err(FileError::ForeignOwner { owner: 8, .. })));
    assert!(matches!(replaceable(8, 0o666, 1, false, 7), Err(FileError::ForeignOwner { owner: 8, .. })));
    assert!(matches!(replaceable(0, 0o666, 1, false, 7), Err(FileError::ForeignOwner { owner: 0, .. })));
}

#[test]
fn refuses_to_replace_what_is_read_only_or_has_two_names() {
    for us in [0, 7] {
        assert!(replaceable(us, 0o200, 1, false, us).is_ok());
        assert!(matches!(replaceable(us, 0o577, 1, false, us), Err(FileError::ReadOnly { mode: 0o577, .. })));
        assert!(matches!(replaceable(us, 0o600, 2, false, us), Err(FileError::HardLinked { links: 2, .. })));
    }
}
