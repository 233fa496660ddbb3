//! Nothing personal and no secret in any file, log or error: unmistakable words are planted in every place that may hold
//! some, and looked for byte by byte.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, clippy::panic)] // a test fails by panicking
#[path = "canary/forget.rs"]
mod forget;
#[path = "canary/log.rs"]
mod log;
#[path = "canary/plant.rs"]
mod plant;

use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU32, Ordering};

use aftersync::{Desk, SealFault};
use aftersync_core::Error;
use aftersync_core::model::ids::Tenant;
use aftersync_core::store::TicketStore;
use aftersync_sqlite::{Options, SqliteStore};
use aftersync_testkit::dump;

/// A folder that is removed at the end.
struct Folder(PathBuf);

impl Folder {
    fn new() -> Self {
        static COUNT: AtomicU32 = AtomicU32::new(0);
        let n = COUNT.fetch_add(1, Ordering::Relaxed);
        let folder = std::env::temp_dir().join(format!("aftersync-canary-{}-{n}", std::process::id()));
        std::fs::create_dir_all(&folder).unwrap();
        Self(folder)
    }
    fn file(&self, name: &str) -> PathBuf {
        self.0.join(name)
    }
    /// Every file in it, read whole.
    fn files(&self) -> Vec<(String, Vec<u8>)> {
        let entries = std::fs::read_dir(&self.0).unwrap().map(Result::unwrap);
        let files = entries.map(|e| (e.file_name().into_string().unwrap(), std::fs::read(e.path()).unwrap()));
        files.collect()
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

/// Which of the words stand in some bytes.
fn found<'a>(bytes: &[u8], words: &'a [String]) -> Vec<&'a str> {
    let there = |word: &&String| bytes.windows(word.len()).any(|part| part == word.as_bytes());
    words.iter().filter(there).map(String::as_str).collect()
}

fn nothing_in(files: &[(String, Vec<u8>)], words: &[String]) {
    for (name, bytes) in files {
        let found = found(bytes, words);
        assert!(found.is_empty(), "{name} holds {found:?}");
    }
}

fn key_of(path: &Path) -> [u8; 32] {
    let mut name = path.as_os_str().to_owned();
    name.push(".key");
    std::fs::read(PathBuf::from(name)).unwrap().try_into().unwrap()
}

/// A store of the file, beside the desk that uses it.
fn store(path: &Path) -> SqliteStore {
    let sealing = aftersync::Sealing::local(key_of(path));
    SqliteStore::open(path, Options::sealed(sealing)).unwrap()
}

fn dumped(store: &dyn TicketStore) -> String {
    let of = |tenant: &str| {
        let dump = dump(store, &Tenant::new(tenant)).unwrap();
        format!("{:?} {}", dump.rows, serde_json::to_string(&dump.events).unwrap())
    };
    of("main") + &of(plant::PLANTED)
}

#[test]
fn no_word_is_in_any_file_log_or_error() {
    let folder = Folder::new();
    let path = folder.file("desk.db");
    let log = log::Log::of_process();
    let desk = Desk::open(&path).unwrap();
    let mut words = plant::everywhere(&desk);
    let errors = plant::errors(&desk);
    let beside = store(&path);
    words.extend(plant::rows(&beside));
    beside.backup(folder.file("backup.db")).unwrap();
    // The desk is still open: its log, and the index of the log, lie beside it.
    let names: Vec<String> = folder.files().into_iter().map(|(name, _)| name).collect();
    for name in ["desk.db", "desk.db-wal", "desk.db-shm", "desk.db.people", "backup.db"] {
        assert!(names.iter().any(|n| n == name), "{name} is not there: {names:?}");
    }
    nothing_in(&folder.files(), &words);

    // It looks for what is really there: whoever may read the desk sees every word.
    let read = dumped(&beside);
    let missing = words.iter().filter(|word| !read.contains(word.as_str()));
    let missing: Vec<_> = missing.filter(|word| !plant::not_in_rows().contains(word)).collect();
    assert!(missing.is_empty(), "never stored: {missing:?}");
    drop((desk, beside));
    nothing_in(&folder.files(), &words);

    let text = log.text();
    assert!(text.contains("lane.step"), "the log was caught");
    assert_eq!(found(text.as_bytes(), &words), Vec::<&str>::new(), "in the log");
    assert!(errors.len() > 5, "{errors:?}");
    for error in &errors {
        let text = format!("{error} {error:?}");
        assert_eq!(found(text.as_bytes(), &words), Vec::<&str>::new(), "{text}");
    }
}

#[test]
fn in_an_open_file_they_would_be_found() {
    let folder = Folder::new();
    let path = folder.file("desk.db");
    let desk = Desk::opening(&path).unsealed().open().unwrap();
    let words = plant::everywhere(&desk);
    drop(desk);
    // Compression hides some; a name that is too short to shrink stands there as it is.
    let there: Vec<String> = folder
        .files()
        .iter()
        .flat_map(|(_, bytes)| found(bytes, &words))
        .map(str::to_owned)
        .collect();
    assert!(there.len() * 4 > words.len(), "{} of {}", there.len(), words.len());
}

/// What opening says, without the store.
fn refusal(path: &Path, open: impl FnOnce(&Path) -> aftersync::Result<Desk>) -> (Option<SealFault>, Error) {
    let error = open(path).expect_err("it was opened");
    (SealFault::of(&error), error)
}

#[test]
fn a_wrong_or_missing_key_is_said_at_once_and_changes_nothing() {
    let folder = Folder::new();
    let path = folder.file("desk.db");
    let desk = Desk::open(&path).unwrap();
    let words = plant::everywhere(&desk);
    drop(desk);
    let key = key_of(&path);
    let before = folder.files();
    let faults = [
        refusal(&path, |p| Desk::opening(p).key([9; 32]).open()),
        refusal(&path, |p| Desk::opening(p).unsealed().open()),
    ];
    assert_eq!(faults[0].0, Some(SealFault::WrongKey));
    assert_eq!(faults[1].0, Some(SealFault::MissingKey));
    std::fs::rename(folder.file("desk.db.key"), folder.file("kept")).unwrap();
    let lost = refusal(&path, |p| Desk::open(p));
    assert_eq!(lost.0, Some(SealFault::MissingKey));
    assert!(
        !folder.file("desk.db.key").exists(),
        "no other key was made in its place"
    );
    std::fs::rename(folder.file("kept"), folder.file("desk.db.key")).unwrap();
    std::fs::rename(folder.file("desk.db.people"), folder.file("kept")).unwrap();
    let alone = refusal(&path, |p| Desk::open(p));
    assert_eq!(alone.0, Some(SealFault::MissingPeople));
    std::fs::rename(folder.file("kept"), folder.file("desk.db.people")).unwrap();
    for (_, error) in faults.iter().chain([&lost, &alone]) {
        assert!(
            error.advice().is_some() && found(format!("{error:?}").as_bytes(), &words).is_empty(),
            "{error:?}"
        );
    }
    let main = |files: &[(String, Vec<u8>)], name: &str| files.iter().find(|(n, _)| n == name).unwrap().1.clone();
    for name in ["desk.db", "desk.db.key", "desk.db.people"] {
        assert_eq!(main(&folder.files(), name), main(&before, name), "{name}");
    }
    assert!(
        Desk::opening(&path)
            .key(key)
            .open()
            .unwrap()
            .check()
            .wait()
            .unwrap()
            .is_empty()
    );
}

#[test]
fn keys_are_renewed_without_the_rows() {
    let folder = Folder::new();
    let path = folder.file("desk.db");
    let old = Desk::open(&path).unwrap();
    plant::everywhere(&old);
    drop(old);
    let key = key_of(&path);
    let open = |key: [u8; 32], old: Option<[u8; 32]>| {
        let opening = Desk::opening(&path).key(key);
        old.into_iter().fold(opening, |o, key| o.old_key(key)).open()
    };
    let read = dumped(&store(&path));
    let both = open([2; 32], Some(key)).unwrap();
    assert_eq!(both.rotate_keys().wait().unwrap(), 1);
    assert_eq!(both.rotate_keys().wait().unwrap(), 0);
    drop(both);
    assert_eq!(refusal(&path, |_| open(key, None)).0, Some(SealFault::WrongKey));
    drop(open([2; 32], None).unwrap());
    let sealing = aftersync::Sealing::local([2; 32]);
    assert_eq!(
        dumped(&SqliteStore::open(&path, Options::sealed(sealing)).unwrap()),
        read
    );
}
