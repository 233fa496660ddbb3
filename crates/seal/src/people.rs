//! The people's file: a share of 32 random bytes for each person's part, kept apart from the store.
//!
//! A person's key follows from the merchant's key *and* a share. The shares stand in a file of their own, which copies of
//! the store do not carry; a share that is wiped out takes the person's part with it in every copy there ever was.
use std::fmt;
use std::fs::{File, OpenOptions};
use std::io::{ErrorKind as Io, Read, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

use aftersync_core::error::{Error, ErrorKind, Result};

use crate::fault::Fault;
use crate::key::Key;

/// Length of a share, and of the head of the file.
const SHARE: usize = 32;
/// The head: so that no other file is taken for one.
const HEAD: &[u8; SHARE] = b"aftersync people's file, form 1\n";
/// Shares made at once: one wait for the disk for that many people.
const AHEAD: u64 = 256;

/// Where shares are kept. Numbers count from [`FIRST`].
pub trait Shares: Send + Sync + 'static {
    /// The share of that number; `None` when it was wiped out or never made.
    ///
    /// # Errors
    /// `Unavailable` when it cannot be read.
    fn get(&self, number: u64) -> Result<Option<Key>>;
    /// Makes sure that shares up to and with that number were made. Lasting when it returns.
    ///
    /// # Errors
    /// `Unavailable` when it cannot be written.
    fn reach(&self, number: u64) -> Result<()>;
    /// Wipes shares out. Lasting when it returns; nothing happens for those that are gone already.
    ///
    /// # Errors
    /// `Unavailable` when it cannot be written.
    fn wipe(&self, numbers: &[u64]) -> Result<()>;
}

/// The first number of a share. Those below mean no share at all.
pub const FIRST: u64 = 2;

/// Shares in a file: a head, then 32 bytes each. A share of zeros is wiped out.
pub struct PeopleFile {
    path: PathBuf,
    file: Mutex<File>,
}

impl PeopleFile {
    /// Opens the file of a store that has given shares up to the number `given` (below [`FIRST`]: none yet). Makes it when
    /// none was given. Shares that were given and are not in the file count as wiped out.
    ///
    /// # Errors
    /// [`Fault::MissingPeople`] when shares were given and the file is not there, or it is another kind of file. An empty
    /// file is taken for one whose shares are all lost.
    pub fn open(path: &Path, given: u64) -> Result<Self> {
        let expected = given >= FIRST;
        let mut options = OpenOptions::new();
        options.read(true).write(true).create(!expected);
        #[cfg(unix)]
        std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
        let mut file = match options.open(path) {
            Ok(file) => file,
            Err(e) if e.kind() == Io::NotFound && expected => {
                return Err(Error::from(Fault::MissingPeople).with("path", path.display()));
            }
            Err(e) => return Err(failed(e)),
        };
        head(&mut file).map_err(|e| match e {
            None => Error::from(Fault::MissingPeople).with("path", path.display()),
            Some(e) => failed(e),
        })?;
        if expected {
            lost(&mut file, place(given) + SHARE as u64).map_err(failed)?;
        }
        Ok(Self {
            path: path.to_owned(),
            file: Mutex::new(file),
        })
    }

    /// Where it is.
    pub fn path(&self) -> &Path {
        &self.path
    }

    fn with<T>(&self, job: impl FnOnce(&mut File) -> std::io::Result<T>) -> Result<T> {
        let mut file = self.file.lock().unwrap_or_else(PoisonError::into_inner);
        job(&mut file).map_err(failed)
    }
}

impl fmt::Debug for PeopleFile {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "PeopleFile({})", self.path.display())
    }
}

fn failed(e: std::io::Error) -> Error {
    Error::new(ErrorKind::Unavailable, "the people's file cannot be used")
        .during("seal.people")
        .hint("the file beside the store whose name ends in .people must be there and writable")
        .because(e)
}

/// Writes the head of an empty file, checks that of any other. `Err(None)`: it is something else.
fn head(file: &mut File) -> std::result::Result<(), Option<std::io::Error>> {
    let mut found = Vec::new();
    file.take(SHARE as u64).read_to_end(&mut found).map_err(Some)?;
    if found.is_empty() {
        file.seek(SeekFrom::Start(0)).map_err(Some)?;
        file.write_all(HEAD).map_err(Some)?;
        return file.sync_all().map_err(Some);
    }
    if found == HEAD { Ok(()) } else { Err(None) }
}

/// Zeros where shares were given and are no more, so that no new ones take their places.
fn lost(file: &mut File, end: u64) -> std::io::Result<()> {
    if file.metadata()?.len() < end {
        file.set_len(end)?;
        file.sync_all()?;
    }
    Ok(())
}

fn place(number: u64) -> u64 {
    (number.saturating_sub(FIRST) + 1).saturating_mul(SHARE as u64)
}

impl Shares for PeopleFile {
    fn get(&self, number: u64) -> Result<Option<Key>> {
        if number < FIRST {
            return Ok(None);
        }
        let mut share = zeroize::Zeroizing::new([0; SHARE]);
        let found = self.with(|file| {
            file.seek(SeekFrom::Start(place(number)))?;
            match file.read_exact(&mut *share) {
                Err(e) if e.kind() == Io::UnexpectedEof => Ok(false),
                other => other.map(|()| true),
            }
        })?;
        Ok(Some(Key::new(*share)).filter(|_| found && *share != [0; SHARE]))
    }

    fn reach(&self, number: u64) -> Result<()> {
        let wanted = place(number) + SHARE as u64;
        if self.with(|file| Ok(file.metadata()?.len()))? >= wanted {
            return Ok(());
        }
        let mut fresh = zeroize::Zeroizing::new(vec![0; SHARE * AHEAD as usize]);
        self.with(|file| {
            let end = file.metadata()?.len();
            // A share that was cut off in the middle by a crash was never used: it is made anew.
            let mut at = end - end % SHARE as u64;
            while at < wanted {
                getrandom::fill(&mut fresh).map_err(|_| std::io::Error::other(Fault::NoRandomness))?;
                file.seek(SeekFrom::Start(at))?;
                file.write_all(&fresh)?;
                at += fresh.len() as u64;
            }
            file.sync_all()
        })
    }

    fn wipe(&self, numbers: &[u64]) -> Result<()> {
        self.with(|file| {
            let end = file.metadata()?.len();
            for at in numbers
                .iter()
                .filter(|n| **n >= FIRST)
                .map(|n| place(*n))
                .filter(|at| *at < end)
            {
                file.seek(SeekFrom::Start(at))?;
                file.write_all(&[0; SHARE])?;
            }
            file.sync_all()
        })
    }
}
