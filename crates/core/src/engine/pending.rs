//! The answer that is on its way: a future of no runtime, and something a thread can wait for.
use std::fmt;
use std::future::Future;
use std::pin::Pin;
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::task::{Context, Poll, Waker};

use crate::error::{Error, ErrorKind, Phase, Result, Retry};

use super::input::Done;

/// Where the answer is laid down.
#[derive(Default)]
struct Post {
    state: Mutex<State>,
    came: Condvar,
}

#[derive(Default)]
struct State {
    answer: Option<Result<Done>>,
    waker: Option<Waker>,
}

impl Post {
    fn lock(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// The answer to an input, on its way: await it or [`wait`](Self::wait) for it.
///
/// Dropping it changes nothing: the input is decided all the same.
#[must_use = "the answer tells whether it happened"]
pub struct Pending(Arc<Post>);

impl Pending {
    /// Blocks this thread until the answer is there.
    ///
    /// # Errors
    /// The input's own error, or `Unavailable` when the lane ended first.
    pub fn wait(self) -> Result<Done> {
        let mut state = self.0.lock();
        loop {
            match state.answer.take() {
                Some(answer) => return answer,
                None => state = self.0.came.wait(state).unwrap_or_else(PoisonError::into_inner),
            }
        }
    }
}

impl Future for Pending {
    type Output = Result<Done>;

    fn poll(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Result<Done>> {
        let mut state = self.0.lock();
        match state.answer.take() {
            Some(answer) => Poll::Ready(answer),
            None => {
                state.waker = Some(cx.waker().clone());
                Poll::Pending
            }
        }
    }
}

impl fmt::Debug for Pending {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let answered = self.0.lock().answer.is_some();
        f.debug_struct("Pending").field("answered", &answered).finish()
    }
}

/// The other end. Dropped without an answer it says that the lane is closed, so that nobody waits for ever.
pub(super) struct Reply {
    post: Option<Arc<Post>>,
    taken: bool,
}

/// A reply and the answer it will give.
pub(super) fn pair() -> (Reply, Pending) {
    let post = Arc::new(Post::default());
    let reply = Reply {
        post: Some(post.clone()),
        taken: false,
    };
    (reply, Pending(post))
}

impl Reply {
    /// The lane works on it: from now on a lost answer leaves it open whether it happened.
    pub fn take(&mut self) {
        self.taken = true;
    }

    /// Gives the answer.
    pub fn send(mut self, answer: Result<Done>) {
        self.put(answer);
    }

    fn put(&mut self, answer: Result<Done>) {
        let Some(post) = self.post.take() else { return };
        let waker = {
            let mut state = post.lock();
            state.answer = Some(answer);
            state.waker.take()
        };
        post.came.notify_all();
        if let Some(waker) = waker {
            waker.wake();
        }
    }
}

impl Drop for Reply {
    fn drop(&mut self) {
        if self.post.is_some() {
            self.put(Err(closed(self.taken)));
        }
    }
}

/// The lane takes nothing any more.
pub(super) fn closed(taken: bool) -> Error {
    let phase = if taken { Phase::InDoubt } else { Phase::NotSent };
    Error::new(ErrorKind::Unavailable, "the lane is closed")
        .during("lane.submit")
        .retry_as(Retry::Never)
        .at(phase)
        .hint("open the engine again and send it with the same idempotency key")
}
