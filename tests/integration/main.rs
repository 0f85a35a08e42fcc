//! The binary as its users meet it: arguments, files and stdin in; stdout, stderr and status out, all three pinned.
//!
//! One file for each subcommand; `acceptance` holds the rows where the tools before this one failed, `paste` what people
//! really paste, `hints` runs every hint that the program gives, `slips` are those of
//! fingers, word processors and scripts; `keeper` has a home
//! with profiles in it, and looks after every run that no secret is on stderr; `ward` is one whose clients' files `doctor` looks at.

#![allow(clippy::expect_used, clippy::unwrap_used, reason = "a test that cannot go on has failed")]
#![allow(clippy::disallowed_methods, reason = "the bans guard the program, not what surrounds it here")]
#![allow(clippy::doc_markdown, clippy::needless_pass_by_value, reason = "tests read better so")]

mod acceptance;
mod batch;
mod by_value;
mod client_claude;
mod client_gone;
mod client_install;
mod client_list;
mod client_mixed;
mod client_names;
mod client_preview;
mod client_print;
mod client_remove;
mod client_shared;
mod client_theirs;
mod client_yaml;
mod decode;
mod doctor;
mod doctor_apart;
mod doctor_blocks;
mod doctor_dropped;
mod doctor_editor;
mod doctor_entries;
mod doctor_files;
mod doctor_forms;
mod doctor_gives;
mod doctor_handed;
mod doctor_hostile;
mod doctor_kept;
mod doctor_layers;
mod doctor_leads;
mod doctor_literals;
mod doctor_loses;
mod doctor_made;
mod doctor_mends;
mod doctor_named;
mod doctor_places;
mod doctor_readers;
mod doctor_reasons;
mod doctor_references;
mod doctor_secrets;
mod doctor_shown;
mod doctor_started;
mod doctor_stays;
mod doctor_table;
mod doctor_token;
mod doctor_unread;
mod doctor_urls;
mod doctor_withheld;
mod doctor_yaml;
mod dotenv_changed;
mod encode;
mod exec;
mod far;
mod get;
mod get_said;
mod hints;
mod hints_kept;
mod keeper;
mod key;
mod limits;
mod list;
mod paste;
mod profile;
mod profile_import;
mod profile_keys;
mod profile_refused;
mod profile_said;
mod refresh;
mod rotate;
mod rotate_known;
mod sandbox;
mod secret_broken;
mod secret_kept;
mod secret_lost;
mod secret_new;
mod secret_new_git;
mod secret_removed;
mod setup;
mod slips;
mod store;
mod streams;
mod verify;
mod ward;
