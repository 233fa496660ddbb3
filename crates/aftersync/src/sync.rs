//! Copies on phones: the server's half over any desk.
use aftersync_core::engine::replica::SyncUser;
use aftersync_core::engine::{Desk, Later};

/// Answers phones that keep a copy of somebody's work: mount it in any web framework as one route that takes bytes and
/// gives bytes.
///
/// ```no_run
/// use aftersync::{AgentId, Desk, DeskSync};
/// let desk = Desk::open("desk.db")?;
/// # let body = Vec::new();
/// // Who asks says your own login, never the request.
/// let answer = desk.sync(AgentId::of("ann"), body).wait()?;
/// # Ok::<(), aftersync::Error>(())
/// ```
pub trait DeskSync {
    /// One sealed request in, one sealed answer out. See `docs/mobile.md`.
    ///
    /// # Errors
    /// `Malformed` for what is no request, `Signature` for one that is forged or changed, `Forbidden` for a phone of
    /// another agent. All else, revocation included, is told in the answer.
    fn sync(&self, user: impl Into<SyncUser>, request: Vec<u8>) -> Later<Vec<u8>>;
}

impl DeskSync for Desk {
    fn sync(&self, user: impl Into<SyncUser>, request: Vec<u8>) -> Later<Vec<u8>> {
        aftersync_replica::serve(self, user, request)
    }
}
