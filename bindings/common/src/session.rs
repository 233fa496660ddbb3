//! An open desk as a binding holds it.
#[cfg(feature = "desk")]
use std::sync::Arc;
use std::sync::{PoisonError, RwLock};

#[cfg(feature = "desk")]
use aftersync::TicketStore;
use aftersync::{Error, ErrorKind, Result, Retry, TenantDesk};

#[cfg(feature = "desk")]
use crate::testing::StillClock;

/// An open desk: usable from any thread, closed once, never used in a forked child.
///
/// A fork copies memory but not the threads that do the work, so a call in a child could wait for ever: it is refused.
#[derive(Debug)]
pub struct Session {
    process: u32,
    live: RwLock<Option<Live>>,
}

/// What is gone when a session is closed.
#[derive(Clone)]
pub(crate) struct Live {
    pub desk: TenantDesk,
    /// The store and the clock of a session that was opened for tests.
    #[cfg(feature = "desk")]
    pub store: Option<Arc<dyn TicketStore>>,
    #[cfg(feature = "desk")]
    pub clock: Option<Arc<StillClock>>,
}

impl std::fmt::Debug for Live {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.desk.fmt(f)
    }
}

impl From<TenantDesk> for Session {
    fn from(desk: TenantDesk) -> Self {
        Self::of(Live {
            desk,
            #[cfg(feature = "desk")]
            store: None,
            #[cfg(feature = "desk")]
            clock: None,
        })
    }
}

impl Session {
    pub(crate) fn of(live: Live) -> Self {
        Self {
            process: std::process::id(),
            live: RwLock::new(Some(live)),
        }
    }

    /// The desk.
    ///
    /// # Errors
    /// `Host` in a forked child; `Unavailable` after it was closed.
    pub fn desk(&self) -> Result<TenantDesk> {
        self.live().map(|live| live.desk)
    }

    pub(crate) fn live(&self) -> Result<Live> {
        // First of all: another thread may have held the lock when the process was copied.
        self.same_process()?;
        let live = self.live.read().unwrap_or_else(PoisonError::into_inner);
        live.clone().ok_or_else(closed)
    }

    /// Another merchant's desk of the same engine. Closing one closes all.
    ///
    /// # Errors
    /// As of [`desk`](Self::desk).
    pub fn tenant(&self, name: &str) -> Result<Self> {
        let mut live = self.live()?;
        live.desk = live.desk.engine().desk(name);
        Ok(Self::of(live))
    }

    /// Whether it was closed, or another desk of the same engine was.
    pub fn is_closed(&self) -> bool {
        if self.same_process().is_err() {
            return false;
        }
        let live = self.live.read().unwrap_or_else(PoisonError::into_inner);
        live.as_ref().is_none_or(|live| live.desk.engine().heads().is_closed())
    }

    /// Decides what was handed in, ends the threads and lets the file go once calls under way are answered. Again does
    /// nothing.
    ///
    /// # Errors
    /// `Host` in a forked child.
    pub fn close(&self) -> Result<()> {
        self.same_process()?;
        let live = self.live.write().unwrap_or_else(PoisonError::into_inner).take();
        if let Some(live) = live {
            live.desk.engine().close();
        }
        Ok(())
    }

    fn same_process(&self) -> Result<()> {
        if self.process == std::process::id() {
            return Ok(());
        }
        Err(Error::new(
            ErrorKind::Host,
            "this desk was opened in another process, before a fork",
        )
        .during("session.call")
        .hint("open the desk in the process that uses it, after the fork"))
    }
}

impl Drop for Session {
    fn drop(&mut self) {
        if self.same_process().is_err() {
            // The threads to wait for are not here, and the file's locks are the parent's: touch nothing.
            let live = self.live.get_mut().unwrap_or_else(PoisonError::into_inner).take();
            std::mem::forget(live);
        }
    }
}

fn closed() -> Error {
    Error::new(ErrorKind::Unavailable, "the desk was closed")
        .during("session.call")
        .retry_as(Retry::Never)
        .hint("open it again")
}
