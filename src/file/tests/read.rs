use super::*;

#[test]
fn reads_up_to_the_limit_and_not_one_byte_more() {
    let place = Place::new();
    for length in [0_usize, 1, 4095, 4096, 4097, 10_000] {
        let path = place.file("f", &"x".repeat(length));
        let limit = length as u64;
        assert_eq!(read_input(&path, limit).unwrap().len(), length);
        if let Some(limit) = limit.checked_sub(1) {
            let error = read_input(&path, limit).unwrap_err();
            assert_eq!(error.to_string(), format!("`{}` is larger than {limit} bytes", path.display()));
        }
        assert_eq!(read_input(&path, u64::MAX).unwrap().len(), length);
    }
}

#[test]
fn reads_no_directory_and_nothing_that_is_absent() {
    let place = Place::new();
    let absent = place.join("absent");
    for read in [read_input, read_secret] {
        assert!(
            matches!(read(&absent, 9), Err(FileError::Io { action: "open", path, .. }) if path == absent)
        );
        #[cfg(unix)]
        assert!(matches!(read(&place.path, 9), Err(FileError::Directory { path }) if path == place.path));
    }
}

#[cfg(unix)]
#[test]
fn reads_input_over_links_whatever_its_mode() {
    let place = Place::new();
    let path = place.file_of_mode("f", "claims", 0o666);
    symlink(&path, place.join("link")).unwrap();
    assert_eq!(**read_input(&place.join("link"), 6).unwrap(), *b"claims");
}

#[cfg(unix)]
#[test]
fn reads_a_secret_that_only_we_can_read() {
    let place = Place::new();
    for mode in [0o600, 0o400, 0o700] {
        let path = place.file_of_mode("secret", "hunter2", mode);
        assert_eq!(**read_secret(&path, 7).unwrap(), *b"hunter2", "{mode:o}");
        set_mode(&path, 0o600);
    }
}

#[cfg(unix)]
#[test]
fn refuses_a_secret_that_others_can_do_anything_with() {
    let place = Place::new();
    for mode in [0o640, 0o604, 0o620, 0o602, 0o610, 0o601, 0o644] {
        let path = place.file_of_mode("secret", "hunter2", mode);
        let error = read_secret(&path, 9).unwrap_err();
        assert_eq!(error.to_string(), format!("`{}` can be read by others (mode 0{mode:o})", path.display()));
    }
}

#[cfg(unix)]
#[test]
fn judges_the_file_that_a_link_leads_to() {
    let place = Place::new();
    let path = place.file_of_mode("secret", "hunter2", 0o600);
    let link = place.join("link");
    symlink(&path, &link).unwrap();
    assert_eq!(**read_secret(&link, 9).unwrap(), *b"hunter2");
    set_mode(&path, 0o644);
    assert!(
        matches!(read_secret(&link, 9), Err(FileError::ReadableByOthers { path, mode: 0o644 }) if path == link)
    );
}

#[cfg(unix)]
#[test]
fn judges_a_file_of_root_as_ours_only_when_we_are_root() {
    let path = Path::new("/etc/passwd");
    let read = read_secret(path, 1 << 20);
    if is_root() {
        assert!(matches!(read, Err(FileError::ReadableByOthers { mode: 0o644, .. })));
    } else {
        assert_eq!(**read.unwrap(), std::fs::read(path).unwrap());
    }
}

#[cfg(unix)]
#[test]
fn refuses_a_device_as_a_secret() {
    assert!(matches!(read_secret(Path::new("/dev/null"), 9), Err(FileError::NotRegular { .. })));
    assert!(read_input(Path::new("/dev/null"), 0).unwrap().is_empty());
    assert!(matches!(read_input(Path::new("/dev/zero"), 9), Err(FileError::TooLarge { limit: 9, .. })));
}

#[cfg(target_os = "linux")]
#[test]
fn reads_pipes_to_their_end() {
    use std::io::{Write, pipe};
    use std::os::fd::AsRawFd;

    for read in [read_input, read_secret] {
        let (reader, mut writer) = pipe().unwrap();
        let writing = std::thread::spawn(move || {
            for _ in 0..30 {
                writer.write_all(&[b'x'; 1000]).unwrap();
            }
        });
        let path = PathBuf::from(format!("/dev/fd/{}", reader.as_raw_fd()));
        assert_eq!(read(&path, 30_000).unwrap().len(), 30_000);
        writing.join().unwrap();
    }
}

#[cfg(target_os = "linux")]
#[test]
fn waits_for_the_writer_of_a_fifo() {
    let place = Place::new();
    let path = place.join("fifo");
    rustix::fs::mknodat(rustix::fs::CWD, &path, rustix::fs::FileType::Fifo, 0o644.into(), 0).unwrap();
    let writer = path.clone();
    let writing = std::thread::spawn(move || {
        use std::io::Write;
        std::fs::OpenOptions::new().write(true).open(writer).unwrap().write_all(b"hunter2").unwrap();
    });
    assert_eq!(**read_secret(&path, 7).unwrap(), *b"hunter2");
    writing.join().unwrap();
}
