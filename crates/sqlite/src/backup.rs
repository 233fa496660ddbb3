//! Copies of a store while it is in use.
use std::path::Path;

use aftersync_core::error::{Error, ErrorKind, Result};
use rusqlite::backup::{Backup, StepResult};
use rusqlite::{Connection, OpenFlags};

use crate::error::failed;
use crate::store::SqliteStore;

/// Pages copied between two looks at whether somebody waits.
const STEP_PAGES: std::ffi::c_int = 512;

impl SqliteStore {
    /// Copies the whole store into a new file while others go on writing. To restore, open the copy.
    ///
    /// Kind `Config` when the file exists already: a backup never overwrites one.
    pub fn backup(&self, path: impl AsRef<Path>) -> Result<()> {
        const OPERATION: &str = "store.backup";
        let path = free(path.as_ref(), OPERATION)?;
        let lent = self.lend()?;
        let mut copy = Connection::open(path).map_err(failed(OPERATION))?;
        run(lent.conn()?, &mut copy).map_err(failed(OPERATION))?;
        sound(&copy, OPERATION)
    }

    /// Writes a copy without free space into a new file: smaller and slower than [`Self::backup`].
    ///
    /// Kind `Config` when the file exists already.
    pub fn export_compact(&self, path: impl AsRef<Path>) -> Result<()> {
        const OPERATION: &str = "store.export_compact";
        let path = free(path.as_ref(), OPERATION)?;
        let target = path
            .to_str()
            .ok_or_else(|| Error::new(ErrorKind::Config, "the path is not Unicode").during(OPERATION))?;
        let lent = self.lend()?;
        lent.conn()?
            .execute("VACUUM INTO ?1", [target])
            .map_err(failed(OPERATION))?;
        let copy = Connection::open_with_flags(path, OpenFlags::SQLITE_OPEN_READ_ONLY).map_err(failed(OPERATION))?;
        sound(&copy, OPERATION)
    }
}

fn free<'a>(path: &'a Path, operation: &'static str) -> Result<&'a Path> {
    if path.exists() {
        return Err(Error::new(ErrorKind::Config, "there is a file at the path of the copy")
            .during(operation)
            .hint("name a new file; a good backup is never overwritten by a half one"));
    }
    Ok(path)
}

/// All pages of one state: a read transaction holds it, so that a busy writer cannot make the copy start over for ever.
fn run(from: &Connection, to: &mut Connection) -> rusqlite::Result<()> {
    let _state = crate::transaction::Transaction::read(from)?;
    from.query_row("SELECT count(*) FROM tenant", [], |r| r.get::<_, i64>(0))?;
    let backup = Backup::new(from, to)?;
    loop {
        match backup.step(STEP_PAGES)? {
            StepResult::Done => return Ok(()),
            StepResult::Busy | StepResult::Locked => std::thread::sleep(std::time::Duration::from_millis(5)),
            _ => {}
        }
    }
}

fn sound(copy: &Connection, operation: &'static str) -> Result<()> {
    let verdict: String = copy
        .query_row("PRAGMA quick_check(1)", [], |r| r.get(0))
        .map_err(failed(operation))?;
    if verdict == "ok" {
        Ok(())
    } else {
        Err(Error::internal("the copy is damaged")
            .during(operation)
            .hint("delete it, run check() on the store and try again"))
    }
}
