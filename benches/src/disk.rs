//! Folders for files that are thrown away, and what the disk itself can do.
use std::fs::{self, File};
use std::io::Write;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

/// A new, empty folder below the build folder: the same disk for everything that is compared.
pub fn folder(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../target/bench-files");
    let folder = std::env::var_os("AFTERSYNC_BENCH_FILES").map_or(folder, PathBuf::from);
    let folder = folder.join(name);
    fs::create_dir_all(&folder).unwrap();
    folder
}

/// A folder with nothing in it.
pub fn empty_folder(name: &str) -> PathBuf {
    let folder = folder(name);
    fs::remove_dir_all(&folder).unwrap();
    fs::create_dir_all(&folder).unwrap();
    folder
}

/// How often a second 4 KB can be appended to a file and be on the disk.
pub fn appends_a_second(folder: &Path, during: Duration) -> f64 {
    let mut file = File::create(folder.join("append")).unwrap();
    let (start, mut times) = (Instant::now(), 0);
    while start.elapsed() < during {
        file.write_all(&[7; 4096]).unwrap();
        file.sync_data().unwrap();
        times += 1;
    }
    f64::from(times) / start.elapsed().as_secs_f64()
}
