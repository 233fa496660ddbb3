//! A lane on a thread of its own.
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError, TryLockError};
use std::thread::{self, JoinHandle};

use crate::error::{Error, ErrorKind, Result};
use crate::limits::MAX_QUEUE;

use super::input::{Done, Input};
use super::lane::Lane;
use super::pending::{Pending, closed, pair};
use super::queue::{Queue, Refused, Waiting};
use super::subscribe::Heads;

/// How a lane is driven.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct HandleOptions {
    /// Most inputs waiting; more are refused with `Unavailable`.
    pub queue: usize,
    /// A blocking call that finds the lane idle steps it on its own thread: one switch of threads less.
    pub lead: bool,
}

impl Default for HandleOptions {
    fn default() -> Self {
        Self {
            queue: MAX_QUEUE,
            lead: true,
        }
    }
}

/// A lane on a thread of its own: takes all that waits, commits it together, answers each. Share it in an `Arc`.
///
/// Dropping it closes the lane: what was taken in is still decided.
#[derive(Debug)]
pub struct LaneHandle {
    shared: Arc<Shared>,
    thread: Mutex<Option<JoinHandle<()>>>,
}

struct Shared {
    queue: Queue,
    lane: Mutex<Lane>,
    heads: Heads,
    batch: usize,
    lead: bool,
}

impl std::fmt::Debug for Shared {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Shared")
            .field("waiting", &self.queue.len())
            .finish_non_exhaustive()
    }
}

/// Lets everybody go who waits when the lane's thread ends, however it ends.
struct Abandon<'a>(&'a Queue);

impl Drop for Abandon<'_> {
    fn drop(&mut self) {
        self.0.abandon();
    }
}

impl LaneHandle {
    /// Starts the lane with default options.
    ///
    /// # Errors
    /// `Unavailable` when the system gives no thread.
    pub fn start(lane: Lane) -> Result<Self> {
        Self::start_with(lane, HandleOptions::default())
    }

    /// A lane without a thread: what is submitted waits for [`step`](Self::step). For tests and simulators.
    pub fn by_hand(lane: Lane, options: HandleOptions) -> Self {
        Self {
            shared: Arc::new(Shared::new(lane, options)),
            thread: Mutex::new(None),
        }
    }

    /// Decides and commits what waits, at most one batch, on this thread; gives how many inputs waited.
    pub fn step(&self) -> usize {
        let waiting = self.waiting().min(self.shared.batch);
        if waiting > 0 {
            self.shared.lead();
        }
        waiting
    }

    /// Starts the lane.
    ///
    /// # Errors
    /// `Unavailable` when the system gives no thread.
    pub fn start_with(lane: Lane, options: HandleOptions) -> Result<Self> {
        let shared = Arc::new(Shared::new(lane, options));
        let served = shared.clone();
        let thread = thread::Builder::new()
            .name("aftersync-lane".into())
            .spawn(move || served.serve())
            .map_err(|e| {
                Error::new(ErrorKind::Unavailable, "no thread for the lane")
                    .during("lane.start")
                    .because(e)
            })?;
        Ok(Self {
            shared,
            thread: Mutex::new(Some(thread)),
        })
    }

    /// Hands an input in.
    ///
    /// # Errors
    /// `Unavailable`, at once: with backoff when too many wait, without retry when the lane is closed.
    pub fn submit(&self, input: Input) -> Result<Pending> {
        let (reply, pending) = pair();
        let taken = self.shared.queue.push(Waiting { input, reply });
        taken.map_err(|why| self.refused(why)).map(|()| pending)
    }

    /// Hands an input in and blocks until it is answered.
    ///
    /// # Errors
    /// Those of [`submit`](Self::submit), or the input's own.
    pub fn call(&self, input: Input) -> Result<Done> {
        if !self.shared.lead {
            return self.submit(input)?.wait();
        }
        let (reply, pending) = pair();
        let taken = self.shared.queue.push_quietly(Waiting { input, reply });
        taken.map_err(|why| self.refused(why))?;
        self.shared.lead();
        pending.wait()
    }

    fn refused(&self, why: Refused) -> Error {
        match why {
            Refused::Closed => closed(false),
            Refused::Full => Error::new(ErrorKind::Unavailable, "too many inputs are waiting")
                .during("lane.submit")
                .with("waiting", self.shared.queue.len()),
        }
    }

    /// Where the ends of logs are published.
    pub fn heads(&self) -> &Heads {
        &self.shared.heads
    }

    /// Inputs waiting now.
    pub fn waiting(&self) -> usize {
        self.shared.queue.len()
    }

    /// Whether it takes no more.
    pub fn is_closed(&self) -> bool {
        self.shared.queue.is_closed()
    }

    /// Takes no more, decides what waits, and ends the thread.
    pub fn close(&self) {
        self.shared.queue.close();
        let thread = self.thread.lock().unwrap_or_else(PoisonError::into_inner).take();
        // A waker that runs on the lane's thread may be what drops the last handle: a thread cannot wait for itself.
        let other = thread.filter(|t| t.thread().id() != thread::current().id());
        if let Some(thread) = other {
            thread.join().ok();
        }
    }
}

impl Drop for LaneHandle {
    fn drop(&mut self) {
        self.close();
    }
}

impl Shared {
    fn new(lane: Lane, options: HandleOptions) -> Self {
        Self {
            queue: Queue::new(options.queue),
            heads: lane.heads().clone(),
            batch: lane.options().max_batch.max(1),
            lane: Mutex::new(lane),
            lead: options.lead,
        }
    }

    fn serve(&self) {
        let _guard = Abandon(&self.queue);
        while self.queue.wait() {
            let Ok(lane) = self.lane.lock() else { return };
            self.turn(lane);
        }
    }

    /// Takes what waits, decides it, lets go of the lane, answers.
    fn turn(&self, mut lane: MutexGuard<'_, Lane>) {
        let (mut inputs, mut replies) = (Vec::new(), Vec::new());
        for Waiting { input, mut reply } in self.queue.take(self.batch) {
            reply.take();
            inputs.push(input);
            replies.push(reply);
        }
        let answers = lane.step(&inputs);
        drop(lane);
        replies
            .into_iter()
            .zip(answers)
            .for_each(|(reply, answer)| reply.send(answer));
    }

    /// Steps an idle lane on this thread, with all that waits; leaves the rest, and a busy lane, to the lane's thread.
    /// A panic here ends the lane as it would there, and the caller finds it in the answer.
    fn lead(&self) {
        let turn = || match self.lane.try_lock() {
            Ok(lane) => self.turn(lane),
            Err(TryLockError::WouldBlock) => {}
            Err(TryLockError::Poisoned(_)) => self.queue.abandon(),
        };
        if catch_unwind(AssertUnwindSafe(turn)).is_err() {
            self.queue.abandon();
        }
        self.queue.nudge();
    }
}
