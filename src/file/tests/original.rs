use super::*;

fn open(path: &Path) -> Original {
    Original::open(path).unwrap().unwrap()
}

#[test]
fn replaces_the_whole_content() {
    let place = Place::new();
    for new in ["new", "", "longer than it was before"] {
        let path = place.file("f", "old content");
        let original = open(&path);
        assert_eq!(original.bytes(), b"old content");
        original.replace(new.as_bytes()).unwrap();
        assert_eq!(content(&path), new);
    }
    assert_eq!(place.names(), ["f"]);
}

#[test]
fn finds_nothing_where_nothing_is() {
    let place = Place::new();
    assert!(Original::open(&place.join("absent")).unwrap().is_none());
    assert!(Original::open(&place.join("absent/f")).unwrap().is_none());
}

#[test]
fn shows_no_content() {
    let place = Place::new();
    let shown = format!("{:?}", open(&place.file("f", "hunter2")));
    assert!(!shown.contains("hunter2") && !shown.contains("104"), "{shown}");
}

#[test]
fn refuses_when_the_content_changed_meanwhile() {
    let place = Place::new();
    let path = place.file("f", "old");
    let original = open(&path);
    place.file("f", "OLD");
    let error = original.replace(b"new").unwrap_err();
    assert_eq!(error.to_string(), format!("`{}` was changed while it was being edited", path.display()));
    assert_eq!(content(&path), "OLD");
    assert_eq!(place.names(), ["f"]);
}

#[test]
fn refuses_when_the_file_vanished_meanwhile() {
    let place = Place::new();
    let path = place.file("f", "old");
    let original = open(&path);
    std::fs::remove_file(&path).unwrap();
    assert!(matches!(original.replace(b"new"), Err(FileError::ChangedMeanwhile { .. })));
    assert!(place.names().is_empty());
}

#[cfg(unix)]
mod unix {
    use std::os::unix::fs::MetadataExt;

    use super::*;

    #[test]
    fn refuses_when_the_mode_or_the_link_changed_meanwhile() {
        let place = Place::new();
        let path = place.file_of_mode("f", "old", 0o644);
        let original = open(&path);
        set_mode(&path, 0o600);
        assert!(matches!(original.replace(b"new"), Err(FileError::ChangedMeanwhile { .. })));
        assert_eq!((content(&path), mode(&path)), ("old".to_owned(), 0o600));

        let link = place.join("link");
        symlink(&path, &link).unwrap();
        let original = open(&link);
        let other = place.file_of_mode("other", "old", 0o600);
        std::fs::remove_file(&link).unwrap();
        symlink(&other, &link).unwrap();
        assert!(matches!(original.replace(b"new"), Err(FileError::ChangedMeanwhile { .. })));
        assert_eq!((content(&path), content(&other)), ("old".to_owned(), "old".to_owned()));
    }

    #[test]
    fn keeps_the_mode() {
        let place = Place::new();
        for kept in [0o600, 0o640, 0o644, 0o664, 0o666, 0o755] {
            let path = place.file_of_mode("f", "old", kept);
            open(&path).replace(b"new").unwrap();
            assert_eq!((mode(&path), content(&path)), (kept, "new".to_owned()));
        }
    }

    /// Root gives the file to someone else first; others can do so with one of their groups.
    #[test]
    fn keeps_owner_and_group() {
        let place = Place::new();
        let path = place.file_of_mode("f", "old", 0o640);
        let groups = rustix::process::getgroups().unwrap();
        let (owner, group) = if is_root() {
            (Some(12_345), Some(23_456))
        } else {
            (None, groups.last().map(|group| group.as_raw()))
        };
        std::os::unix::fs::chown(&path, owner, group).unwrap();
        let before = std::fs::metadata(&path).unwrap();
        open(&path).replace(b"new").unwrap();
        let after = std::fs::metadata(&path).unwrap();
        assert_eq!((after.uid(), after.gid(), after.mode()), (before.uid(), before.gid(), before.mode()));
        assert_eq!(content(&path), "new");
    }

    #[test]
    fn refuses_read_only_and_twice_named_files() {
        let place = Place::new();
        let path = place.file_of_mode("f", "old", 0o444);
        let error = Original::open(&path).unwrap_err();
        assert_eq!(error.to_string(), format!("`{}` is read-only (mode 0444)", path.display()));
        set_mode(&path, 0o644);
        let original = open(&path);
        std::fs::hard_link(&path, place.join("second")).unwrap();
        assert!(matches!(original.replace(b"new"), Err(FileError::HardLinked { links: 2, .. })));
        assert!(matches!(Original::open(&path), Err(FileError::HardLinked { links: 2, .. })));
        assert_eq!(content(&path), "old");
        assert_eq!(place.names(), ["f", "second"]);
    }

    /// Another user's file, for an ordinary user; for root, one that only a link makes foreign.
    #[test]
    fn refuses_a_foreign_file() {
        let place = Place::new();
        let path = place.join("link");
        let target = if is_root() {
            let target = place.file("target", "old");
            std::os::unix::fs::chown(&target, Some(12_345), None).unwrap();
            target
        } else {
            PathBuf::from("/etc/passwd")
        };
        symlink(&target, &path).unwrap();
        assert!(matches!(Original::open(&path), Err(FileError::ForeignOwner { .. })));
    }

    #[test]
    fn refuses_what_is_no_file() {
        let place = Place::new();
        assert!(matches!(Original::open(&place.path), Err(FileError::Directory { .. })));
        assert!(matches!(Original::open(Path::new("/")), Err(FileError::Directory { .. })));
        std::os::unix::net::UnixListener::bind(place.join("socket")).unwrap();
        assert!(Original::open(&place.join("socket")).is_err());
        #[cfg(target_os = "linux")]
        {
            let fifo = place.join("fifo");
            rustix::fs::mknodat(rustix::fs::CWD, &fifo, rustix::fs::FileType::Fifo, 0o600.into(), 0).unwrap();
            assert!(matches!(Original::open(&fifo), Err(FileError::NotRegular { .. })));
        }
    }

    #[test]
    fn follows_a_link_to_a_file_of_ours_and_leaves_the_link() {
        let place = Place::new();
        let target = place.directory("dotfiles").join("f");
        place.file("dotfiles/f", "old");
        let link = place.join("link");
        symlink("dotfiles/f", &link).unwrap();
        symlink("link", place.join("chain")).unwrap();
        open(&place.join("chain")).replace(b"new").unwrap();
        assert_eq!(content(&target), "new");
        assert!(link.is_symlink() && place.join("chain").is_symlink());
        assert_eq!(std::fs::read_dir(place.join("dotfiles")).unwrap().count(), 1);
    }

    #[test]
    fn refuses_a_dangling_link() {
        let place = Place::new();
        let link = place.join("link");
        symlink(place.join("absent"), &link).unwrap();
        let error = Original::open(&link).unwrap_err();
        assert_eq!(
            error.to_string(),
            format!("`{}` is a link to a file that does not exist", link.display())
        );
    }

    #[test]
    fn keeps_a_link_of_a_work_tree_inside_it_and_out_of_its_git_directory() {
        for dot_git_is_a_file in [false, true] {
            let place = Place::new();
            let outside = place.file("outside", "old");
            place.directory("project/sub");
            if dot_git_is_a_file {
                place.file("project/.git", "gitdir: /nowhere");
            } else {
                place.directory("project/.git");
                place.file("project/.git/config", "old");
                symlink("../.git/config", place.join("project/sub/config")).unwrap();
                let entered = Original::open(&place.join("project/sub/config"));
                assert!(matches!(entered, Err(FileError::LinkLeaves { .. })));
            }
            let inside = place.file("project/inside", "old");
            symlink("../inside", place.join("project/sub/in")).unwrap();
            symlink("../../outside", place.join("project/sub/out")).unwrap();
            open(&place.join("project/sub/in")).replace(b"new").unwrap();
            assert_eq!(content(&inside), "new");
            let left = Original::open(&place.join("project/sub/out"));
            assert!(matches!(left, Err(FileError::LinkLeaves { target, folder, .. })
                if target == outside && folder == place.join("project")));
            assert_eq!(content(&outside), "old");
        }
    }

    #[test]
    fn removes_the_temporary_when_the_rename_fails() {
        let place = Place::new();
        let path = place.directory("taken");
        place.file("taken/f", "");
        let temporary = temporary::Temporary::beside(&path, b"hunter2").unwrap();
        assert_eq!(place.names().len(), 2);
        assert!(matches!(temporary.replace(&path), Err(FileError::Io { action: "replace", .. })));
        assert_eq!(place.names(), ["taken"]);
    }
}

#[cfg(target_os = "linux")]
mod access_list {
    use rustix::fs::{XattrFlags, getxattr, setxattr};

    use super::*;

    const NAME: &str = "system.posix_acl_access";

    /// acl(5) as the kernel keeps it: owner rw, user 12345 r, group none, mask r, others none.
    fn list() -> Vec<u8> {
        let mut list = vec![2, 0, 0, 0];
        for (tag, permissions, id) in
            [(1_u16, 6_u16, u32::MAX), (2, 4, 12_345), (4, 0, u32::MAX), (16, 4, u32::MAX), (32, 0, u32::MAX)]
        {
            list.extend(tag.to_le_bytes());
            list.extend(permissions.to_le_bytes());
            list.extend(id.to_le_bytes());
        }
        list
    }

    /// Where the file system keeps no lists there is none to lose, and setting one fails with `NOTSUP`.
    #[test]
    fn is_kept_so_that_its_mask_does_not_become_a_right_of_the_group() {
        let place = Place::new();
        let path = place.file_of_mode("f", "old", 0o600);
        let set = setxattr(&path, NAME, &list(), XattrFlags::empty());
        assert!(matches!(set, Ok(()) | Err(rustix::io::Errno::NOTSUP)), "{set:?}");
        open(&path).replace(b"new").unwrap();
        let mut kept = vec![0; 100];
        let length = getxattr(&path, NAME, kept.as_mut_slice());
        assert_eq!(length.map(|length| kept[..length].to_vec()).ok(), set.map(|()| list()).ok());
        assert_eq!(content(&path), "new");
    }
}
