//! The merchant's process: opened over a file, stopped in the middle of its work, opened again over the same file.
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use aftersync::{AppCredentials, Desk, Engine, Http, Platform, SeededIds, TenantDesk, Timestamp, Transport};
use aftersync_testkit::ManualClock;

use super::webhook::Slot;
use super::{Error, Result};

/// The merchant's name in the file.
pub(super) const MERCHANT: &str = "main";

/// The process.
pub(super) struct Office {
    db: PathBuf,
    clock: ManualClock,
    apps: Vec<(Platform, AppCredentials)>,
    slot: Slot,
    seed: u64,
    transport: Arc<dyn Transport>,
    engine: Option<Engine>,
}

impl Office {
    /// Opens an empty file; one that is there is removed.
    pub fn open(
        db: &Path,
        seed: u64,
        clock: ManualClock,
        apps: Vec<(Platform, AppCredentials)>,
        slot: Slot,
    ) -> Result<Self> {
        for end in ["", "-wal", "-shm", ".key"] {
            let mut name = db.as_os_str().to_owned();
            name.push(end);
            match std::fs::remove_file(&name) {
                Err(error) if error.kind() != std::io::ErrorKind::NotFound => {
                    return Err(format!("{} cannot be removed: {error}", PathBuf::from(name).display()).into());
                }
                _ => {}
            }
        }
        let mut office = Self {
            db: db.to_owned(),
            clock,
            apps,
            slot,
            seed,
            transport: Arc::new(Http::new()?),
            engine: None,
        };
        office.start()?;
        Ok(office)
    }

    /// Starts the process over the file as it is.
    pub fn start(&mut self) -> Result<()> {
        // Seeds of a process that was stopped are used up: new ids must be new.
        self.seed = self.seed.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut opening = Desk::opening(&self.db).transport(self.transport.clone());
        for (platform, app) in &self.apps {
            opening = opening.app(platform.clone(), app.clone());
        }
        let engine = opening
            .engine()?
            .clock(Arc::new(self.clock.clone()))
            .ids(Arc::new(SeededIds::new(self.seed)))
            .build()?;
        self.slot.set(Some(engine.clone()));
        self.engine = Some(engine);
        Ok(())
    }

    /// Stops the process while it works: what it had in flight is neither finished nor given back. Gives whether it was
    /// still at work.
    pub fn stop_in_the_middle(&mut self, now: Timestamp) -> Result<bool> {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_time().build()?;
        let work = self.engine()?.run_due(now);
        let cut = runtime.block_on(async { tokio::time::timeout(Duration::from_millis(2), work).await });
        self.slot.set(None);
        if let Some(engine) = self.engine.take() {
            engine.close();
        }
        Ok(cut.is_err())
    }

    /// The engine.
    pub fn engine(&self) -> Result<&Engine> {
        self.engine
            .as_ref()
            .ok_or_else(|| Error::from("the process is stopped"))
    }

    /// The merchant's desk.
    pub fn desk(&self) -> Result<TenantDesk> {
        Ok(self.engine()?.desk(MERCHANT))
    }

    /// Whether it runs.
    pub fn is_open(&self) -> bool {
        self.engine.is_some()
    }
}
