//! A result that comes later: await it on any executor, or wait for it on a thread.
use std::fmt;
use std::future::Future;
use std::pin::Pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::task::{Context, Poll, Wake, Waker};
use std::thread::{self, Thread};

use crate::error::{Error, Result};
use crate::store::Reader;

use super::handle::LaneHandle;
use super::input::{Done, Input};
use super::readers::Readers;

type Boxed<T> = Pin<Box<dyn Future<Output = Result<T>> + Send>>;
type Answered<T> = Box<dyn FnOnce(Result<Done>) -> Result<T> + Send>;
pub(crate) type Read<T> = Box<dyn FnOnce(&mut dyn Reader) -> Result<T> + Send>;

/// A result that comes later. Every call of the engine gives one: `.await` it, or [`wait`](Self::wait) for it.
///
/// Nothing happens before that. Dropping it while it runs takes nothing back that was handed in: repeat a command with
/// the same idempotency key to learn what became of it.
#[must_use = "nothing happens until it is awaited or waited for"]
pub struct Later<T>(State<T>);

enum State<T> {
    Read(Readers, Read<T>),
    Input(Arc<LaneHandle>, Box<Input>, Answered<T>),
    Future(Boxed<T>),
    Over,
}

impl<T: Send + 'static> Later<T> {
    /// From a future: for crates that build on calls of the desk.
    pub fn of(future: impl Future<Output = Result<T>> + Send + 'static) -> Self {
        Self(State::Future(Box::pin(future)))
    }

    /// A read: on a reader's thread when awaited, on the caller's own when waited for.
    pub(crate) fn read(readers: Readers, job: impl FnOnce(&mut dyn Reader) -> Result<T> + Send + 'static) -> Self {
        Self(State::Read(readers, Box::new(job)))
    }

    /// An input for the lane; a caller that waits may step an idle lane itself.
    pub(crate) fn input(
        lane: Arc<LaneHandle>,
        input: Input,
        answered: impl FnOnce(Result<Done>) -> Result<T> + Send + 'static,
    ) -> Self {
        Self(State::Input(lane, Box::new(input), Box::new(answered)))
    }

    /// Blocks this thread until the result is there. Never call it where an executor's thread must not block.
    ///
    /// # Errors
    /// The call's own.
    pub fn wait(self) -> Result<T> {
        match self.0 {
            State::Read(readers, job) => readers.with(job),
            State::Input(lane, input, answered) => answered(lane.call(*input)),
            State::Future(future) => block_on(future),
            State::Over => Err(over()),
        }
    }

    fn start(state: State<T>) -> State<T> {
        match state {
            State::Read(readers, job) => State::Future(Box::pin(async move { readers.run(job).await })),
            State::Input(lane, input, answered) => match lane.submit(*input) {
                Ok(pending) => State::Future(Box::pin(async move { answered(pending.await) })),
                Err(error) => State::Future(Box::pin(std::future::ready(answered(Err(error))))),
            },
            running @ (State::Future(_) | State::Over) => running,
        }
    }
}

impl<T: Send + 'static> Future for Later<T> {
    type Output = Result<T>;

    fn poll(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Result<T>> {
        let this = self.get_mut();
        this.0 = Self::start(std::mem::replace(&mut this.0, State::Over));
        let State::Future(future) = &mut this.0 else {
            return Poll::Ready(Err(over()));
        };
        let polled = future.as_mut().poll(cx);
        if polled.is_ready() {
            this.0 = State::Over;
        }
        polled
    }
}

// No part of it is ever pinned in place: futures are boxed.
impl<T> Unpin for Later<T> {}

impl<T> fmt::Debug for Later<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Later")
    }
}

fn over() -> Error {
    Error::internal("a result was asked for twice").during("later.poll")
}

/// Wakes one thread.
struct Bell {
    thread: Thread,
    rung: AtomicBool,
}

impl Wake for Bell {
    fn wake(self: Arc<Self>) {
        self.rung.store(true, Ordering::Release);
        self.thread.unpark();
    }
}

/// Runs a future to its end on this thread. May be nested, unlike the executors of most runtimes.
pub fn block_on<F: Future>(future: F) -> F::Output {
    let bell = Arc::new(Bell {
        thread: thread::current(),
        rung: AtomicBool::new(false),
    });
    let waker = Waker::from(bell.clone());
    let mut cx = Context::from_waker(&waker);
    let mut future = std::pin::pin!(future);
    loop {
        if let Poll::Ready(output) = future.as_mut().poll(&mut cx) {
            return output;
        }
        // The flag, not the parking token, says whether it was woken: code inside the future may park too.
        while !bell.rung.swap(false, Ordering::Acquire) {
            thread::park();
        }
    }
}
