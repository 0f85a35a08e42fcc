use super::*;

#[test]
fn makes_a_file_with_the_content_and_nothing_beside_it() {
    let place = Place::new();
    let path = place.join("new");
    create_private(&path, b"hunter2").unwrap();
    assert_eq!(content(&path), "hunter2");
    assert_eq!(place.names(), ["new"]);
}

#[test]
fn touches_nothing_that_stands_there_already() {
    let place = Place::new();
    let path = place.file("old", "old");
    let error = create_private(&path, b"new").unwrap_err();
    assert_eq!(error.to_string(), format!("`{}` already exists", path.display()));
    assert!(matches!(
        create_private(&place.directory("directory"), b"new"),
        Err(FileError::AlreadyExists { .. })
    ));
    assert_eq!(content(&path), "old");
    assert_eq!(place.names(), ["directory", "old"]);
}

#[cfg(unix)]
#[test]
fn follows_no_link_be_it_whole_or_dangling() {
    let place = Place::new();
    let old = place.file("old", "old");
    symlink(&old, place.join("whole")).unwrap();
    symlink(place.join("absent"), place.join("dangling")).unwrap();
    for name in ["whole", "dangling"] {
        assert!(matches!(create_private(&place.join(name), b"new"), Err(FileError::AlreadyExists { .. })));
    }
    assert_eq!(content(&old), "old");
    assert_eq!(place.names(), ["dangling", "old", "whole"]);
}

/// The look before the write is only a courtesy: what appears after it must survive as well.
#[cfg(unix)]
#[test]
fn does_not_replace_what_appears_while_it_writes() {
    let place = Place::new();
    let path = place.join("raced");
    let temporary = temporary::Temporary::beside(&path, b"new").unwrap();
    symlink(place.join("absent"), &path).unwrap();
    assert!(matches!(temporary.install(&path), Err(FileError::AlreadyExists { path: told }) if told == path));
    assert_eq!(place.names(), ["raced"]);
    assert!(path.is_symlink());
}

#[test]
fn gives_exactly_one_of_many_the_name() {
    let place = Place::new();
    let path = place.join("new");
    let made: Vec<_> = std::thread::scope(|scope| {
        let threads: Vec<_> = (0..8)
            .map(|number| {
                let path = &path;
                scope.spawn(move || create_private(path, format!("{number}").repeat(9000).as_bytes()).is_ok())
            })
            .collect();
        threads.into_iter().map(|thread| thread.join().unwrap()).collect()
    });
    let winner = made.iter().position(|made| *made).unwrap();
    assert_eq!(made.iter().filter(|made| **made).count(), 1);
    assert_eq!(content(&path), winner.to_string().repeat(9000));
    assert_eq!(place.names(), ["new"]);
}

#[test]
fn leaves_nothing_behind_where_it_cannot_be_made() {
    let place = Place::new();
    let file = place.file("file", "");
    assert!(matches!(create_private(&place.join("absent/new"), b"x"), Err(FileError::Io { .. })));
    assert!(matches!(create_private(&file.join("new"), b"x"), Err(FileError::Io { .. })));
    assert!(matches!(create_private(&place.join(&"n".repeat(300)), b"x"), Err(FileError::Io { .. })));
    assert!(matches!(create_private(&place.join(".."), b"x"), Err(FileError::Directory { .. })));
    assert_eq!(place.names(), ["file"]);
}

#[test]
fn takes_the_longest_name_that_there_is() {
    let place = Place::new();
    create_private(&place.join(&"n".repeat(255)), b"x").unwrap();
}

/// The umask belongs to the whole process, so every case runs this test again in a child of its own.
#[cfg(unix)]
#[test]
#[expect(clippy::disallowed_methods, reason = "tells the child from the parent")]
fn is_private_from_its_creation_whatever_the_umask() {
    const CHILD: &str = "MCP_TOKEN_TEST_CREATES";
    if let Some(path) = std::env::var_os(CHILD) {
        let path = PathBuf::from(path);
        let temporary = temporary::Temporary::beside(&path, b"hunter2").unwrap();
        let metadata = temporary.file().metadata().unwrap();
        assert_eq!(std::os::unix::fs::MetadataExt::mode(&metadata) & 0o7777, 0o600);
        let folder = Folder::create(&path.with_extension("above").join("own")).unwrap();
        drop(Lock::acquire(&folder, "lock", std::time::Duration::ZERO).unwrap().unwrap());
        return create_private(&path, b"hunter2").unwrap();
    }
    let place = Place::new();
    let name = "file::tests::create::is_private_from_its_creation_whatever_the_umask";
    for umask in ["000", "022", "077", "277", "777"] {
        let path = place.join(umask);
        let output = std::process::Command::new("/bin/sh")
            .args(["-c", r#"umask "$1" && exec "$2" --exact "$3""#, "sh", umask])
            .arg(std::env::current_exe().unwrap())
            .arg(name)
            .env(CHILD, &path)
            .output()
            .unwrap();
        assert!(output.status.success(), "{umask}: {}", String::from_utf8_lossy(&output.stdout));
        assert_eq!((mode(&path), content(&path)), (0o600, "hunter2".to_owned()), "{umask}");
        let above = path.with_extension("above");
        let modes = [above.clone(), above.join("own"), above.join("own/lock")].map(|path| mode(&path));
        assert_eq!(modes, [0o700, 0o700, 0o600], "{umask}");
        std::fs::remove_dir_all(above).unwrap();
    }
    assert_eq!(place.names(), ["000", "022", "077", "277", "777"]);
}
