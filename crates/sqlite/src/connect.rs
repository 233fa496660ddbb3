//! Connections and their pragmas.
use std::path::Path;
use std::time::{Duration, Instant};

use aftersync_core::error::Result;
use rusqlite::{Connection, OpenFlags};

use crate::error::{failed, is_busy};
use crate::options::Options;

/// Two rows of usual size waste a tenth of a 4 KiB page.
const PAGE_SIZE: u32 = 8_192;
/// The log file is cut to this after a checkpoint.
const JOURNAL_LIMIT: u32 = 64 * 1024 * 1024;
/// More than all statements there are.
const STATEMENTS: usize = 320;

/// Opens a connection; makes the file when there is none.
pub(crate) fn connect(path: &Path, options: &Options) -> Result<Connection> {
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_CREATE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let conn = Connection::open_with_flags(path, flags).map_err(failed("store.open"))?;
    prepare(&conn, options).map_err(failed("store.open"))?;
    Ok(conn)
}

fn prepare(conn: &Connection, o: &Options) -> rusqlite::Result<()> {
    conn.busy_timeout(Duration::from_millis(u64::from(o.busy_timeout_ms)))?;
    conn.set_prepared_statement_cache_capacity(STATEMENTS);
    // The page size holds for a file without tables only, so it comes before everything else.
    conn.execute_batch(&format!("PRAGMA page_size={PAGE_SIZE}"))?;
    write_ahead_log(conn, Duration::from_millis(u64::from(o.busy_timeout_ms)))?;
    conn.execute_batch(&format!(
        "PRAGMA synchronous={};
         PRAGMA wal_autocheckpoint={};
         PRAGMA journal_size_limit={JOURNAL_LIMIT};
         PRAGMA cache_size=-{};
         PRAGMA mmap_size={};
         PRAGMA temp_store=MEMORY;
         PRAGMA secure_delete=ON;
         PRAGMA foreign_keys=OFF;",
        o.durability.pragma(),
        o.autocheckpoint_pages,
        o.cache_kib,
        o.mmap_bytes,
    ))
}

/// Switches to the write-ahead log. SQLite does not always wait by itself here while another connection opens the file.
fn write_ahead_log(conn: &Connection, patience: Duration) -> rusqlite::Result<()> {
    let start = Instant::now();
    loop {
        match conn.pragma_update(None, "journal_mode", "WAL") {
            Err(e) if is_busy(&e) && start.elapsed() < patience => std::thread::sleep(Duration::from_millis(5)),
            other => return other,
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::{Durability, Options, SqliteStore};

    #[test]
    fn connections_are_as_durable_as_asked() {
        let folder = SqliteStore::in_memory().unwrap();
        let path = folder.path().with_file_name("other.db");
        // The numbers SQLite gives OFF, NORMAL and FULL.
        for (durability, number) in [(Durability::Full, 2), (Durability::Normal, 1), (Durability::Off, 0)] {
            let store = SqliteStore::open(&path, Options::durable(durability)).unwrap();
            let lent = store.lend().unwrap();
            let of = |name: &str| -> String {
                let value = lent
                    .conn()
                    .unwrap()
                    .pragma_query_value(None, name, |r| r.get::<_, rusqlite::types::Value>(0));
                format!("{:?}", value.unwrap())
            };
            assert_eq!(of("synchronous"), format!("Integer({number})"));
            assert_eq!(of("journal_mode"), "Text(\"wal\")");
            assert_eq!(of("wal_autocheckpoint"), "Integer(8192)");
        }
        assert_eq!(Options::default().durability, Durability::Full);
    }
}
