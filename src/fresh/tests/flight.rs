//! The order of the steps alone, with threads and processes that want the same file.

use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::Barrier;
use std::thread;
use std::time::{Duration, Instant};

use tempfile::TempDir;

use super::super::flight::{Flight, Look, fly};
use crate::file::{Folder, Lock};

/// A loaf that many want and one bakes.
struct Loaf<'a> {
    folder: &'a Folder,
    /// Who wants it.
    name: &'a str,
    patience: Duration,
    /// Happens after a first look in vain.
    looked: &'a dyn Fn(),
    /// Happens while it is in the oven.
    baking: &'a dyn Fn(),
}

impl<'a> Loaf<'a> {
    fn wanted_by(name: &'a str, folder: &'a Folder) -> Self {
        Self { folder, name, patience: LONG, looked: &|| {}, baking: &|| {} }
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }
}

impl Flight for Loaf<'_> {
    /// Who baked it.
    type Good = String;
    type Stale = &'static str;
    type Error = &'static str;

    fn look(&self, before: Option<&Self::Stale>) -> Result<Look<String, Self::Stale>, Self::Error> {
        if let Ok(baker) = fs::read_to_string(self.path("loaf")) {
            return if baker.is_empty() { Err("mouldy") } else { Ok(Look::Good(baker)) };
        }
        if before.is_none() {
            (self.looked)();
        }
        Ok(Look::Stale(if before.is_none() { "first" } else { "second" }))
    }

    fn lock(&self) -> Result<Option<Lock>, Self::Error> {
        Lock::acquire(self.folder, "lock", self.patience).map_err(|_| "no lock")
    }

    fn make(&self, stale: Self::Stale) -> Result<String, Self::Error> {
        assert_eq!(stale, "second");
        // A second one finds the oven in use.
        let oven = Lock::acquire(self.folder, "oven", Duration::ZERO).unwrap().unwrap();
        File::create_new(self.path(&format!("baked by {}", self.name))).unwrap();
        (self.baking)();
        self.folder.write("loaf", self.name.as_bytes()).unwrap();
        drop(oven);
        Ok(self.name.to_owned())
    }

    fn in_vain(&self, stale: Self::Stale) -> Result<String, Self::Error> {
        assert_eq!(stale, "second");
        Err("busy")
    }
}

fn folder() -> (TempDir, Folder) {
    let root = tempfile::tempdir().unwrap();
    let folder = Folder::create(&root.path().canonicalize().unwrap().join("flight")).unwrap();
    (root, folder)
}

/// How many were baked, and by whom the last one was.
fn baked(folder: &Folder) -> (usize, String) {
    let names = folder.names().unwrap();
    let count = names.iter().filter(|name| name.starts_with("baked by ")).count();
    (count, fs::read_to_string(folder.path().join("loaf")).unwrap())
}

#[test]
fn what_is_good_needs_no_lock() {
    let (_root, folder) = folder();
    folder.write("loaf", b"somebody").unwrap();
    fs::create_dir(folder.path().join("lock")).unwrap();
    let loaf = Loaf::wanted_by("a", &folder);
    assert!(loaf.lock().is_err());
    assert_eq!(fly(&loaf), Ok("somebody".to_owned()));
}

#[test]
fn of_many_threads_one_makes_it_and_all_take_it() {
    let (_root, folder) = folder();
    let gate = Barrier::new(MANY);
    // All of them have looked in vain before one may make it.
    let looked = || _ = gate.wait();
    let takes = |name: String| fly(&Loaf { looked: &looked, ..Loaf::wanted_by(&name, &folder) }).unwrap();
    let taken: Vec<String> = thread::scope(|scope| {
        let runs: Vec<_> = (0..MANY).map(|nth| scope.spawn(move || takes(nth.to_string()))).collect();
        runs.into_iter().map(|run| run.join().unwrap()).collect()
    });
    assert_eq!(baked(&folder), (1, taken[0].clone()));
    assert!(taken.iter().all(|baker| *baker == taken[0]), "{taken:?}");
}

/// Every process is this test again, in a child of its own.
#[test]
fn of_many_processes_one_makes_it_and_all_take_it() {
    const TEST: &str = "of_many_processes_one_makes_it_and_all_take_it";
    if let Some((folder, name)) = in_child() {
        let looked = || folder.write(&format!("{name} looked"), b"").unwrap();
        let baker = fly(&Loaf { looked: &looked, ..Loaf::wanted_by(&name, &folder) }).unwrap();
        return folder.write(&format!("{name} took"), baker.as_bytes()).unwrap();
    }
    let (_root, folder) = folder();
    let held = Loaf::wanted_by("holder", &folder).lock().unwrap().unwrap();
    let runs: Vec<_> = (0..MANY).map(|nth| child(TEST, &folder, &nth.to_string())).collect();
    for nth in 0..MANY {
        wait_for(&folder.path().join(format!("{nth} looked")));
    }
    drop(held);
    for mut run in runs {
        assert!(run.wait().unwrap().success());
    }
    let (count, baker) = baked(&folder);
    assert_eq!(count, 1);
    for nth in 0..MANY {
        assert_eq!(fs::read_to_string(folder.path().join(format!("{nth} took"))).unwrap(), baker);
    }
}

/// The holder is this test again, in a child that is killed while its loaf is in the oven.
#[test]
fn a_maker_that_is_killed_leaves_it_to_one_that_waits() {
    if let Some((folder, name)) = in_child() {
        let forever = || wait_for(&folder.path().join("what never comes"));
        return drop(fly(&Loaf { baking: &forever, ..Loaf::wanted_by(&name, &folder) }));
    }
    let (_root, folder) = folder();
    let mut holder = child("a_maker_that_is_killed_leaves_it_to_one_that_waits", &folder, "holder");
    wait_for(&folder.path().join("baked by holder"));
    let gate = Barrier::new(2);
    let loaf = Loaf { looked: &|| _ = gate.wait(), ..Loaf::wanted_by("waits", &folder) };
    thread::scope(|scope| {
        scope.spawn(|| {
            gate.wait();
            holder.kill().unwrap();
            holder.wait().unwrap();
        });
        assert_eq!(fly(&loaf), Ok("waits".to_owned()));
    });
    assert_eq!(baked(&folder), (2, "waits".to_owned()));
}

#[test]
fn beside_a_holder_that_does_not_go_on_nothing_is_made() {
    let (_root, folder) = folder();
    let held = Loaf::wanted_by("holder", &folder).lock().unwrap().unwrap();
    let loaf = Loaf { patience: Duration::from_millis(20), ..Loaf::wanted_by("a", &folder) };
    assert_eq!(fly(&loaf), Err("busy"));
    // What it has made in the end is taken.
    let late = || folder.write("loaf", b"holder").unwrap();
    assert_eq!(fly(&Loaf { looked: &late, ..loaf }), Ok("holder".to_owned()));
    drop(held);
    folder.remove("loaf").unwrap();
    assert_eq!(fly(&Loaf::wanted_by("a", &folder)), Ok("a".to_owned()));
}

#[test]
fn the_lock_is_held_while_it_is_made_and_no_longer() {
    let (_root, folder) = folder();
    // What another test starts has this program's files open until it runs: that is waited for.
    let is_free = |patience| Lock::acquire(&folder, "lock", patience).unwrap().is_some();
    let loaf = Loaf { baking: &|| assert!(!is_free(Duration::ZERO)), ..Loaf::wanted_by("a", &folder) };
    assert_eq!(fly(&loaf), Ok("a".to_owned()));
    assert!(is_free(LONG));
    folder.write("loaf", b"").unwrap();
    assert_eq!((fly(&loaf), is_free(LONG)), (Err("mouldy"), true));
}

/// This test program once more, for one of its tests.
fn child(test: &str, folder: &Folder, name: &str) -> Child {
    Command::new(std::env::current_exe().unwrap())
        .args(["--exact", &format!("fresh::tests::flight::{test}")])
        .env(FOLDER, folder.path())
        .env(NAME, name)
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .spawn()
        .unwrap()
}

/// What a child of this program was told.
#[expect(clippy::disallowed_methods, reason = "tells the child from the parent")]
fn in_child() -> Option<(Folder, String)> {
    let path = std::env::var_os(FOLDER)?;
    Some((Folder::open(Path::new(&path)).unwrap().unwrap(), std::env::var(NAME).unwrap()))
}

fn wait_for(path: &Path) {
    let begin = Instant::now();
    while !path.exists() {
        assert!(begin.elapsed() < LONG, "waited in vain for {}", path.display());
        thread::yield_now();
    }
}

const FOLDER: &str = "MCP_TOKEN_TEST_FLIES_IN";
const NAME: &str = "MCP_TOKEN_TEST_FLIES_AS";
const MANY: usize = 8;
const LONG: Duration = Duration::from_secs(60);
