//! Pauses without a runtime: one thread that lets futures go when their time has come.
use std::collections::BTreeMap;
use std::pin::Pin;
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::task::{Context, Poll};
use std::thread;
use std::time::{Duration, Instant};

use futures::channel::oneshot;

/// One thread of pauses; started with the first, ended with the last clone.
#[derive(Clone, Default)]
pub(crate) struct Timer {
    shared: Arc<Guard>,
    by_hand: bool,
}

#[derive(Default)]
struct Guard(Arc<Shared>);

impl Drop for Guard {
    fn drop(&mut self) {
        self.0.lock().closed = true;
        self.0.changed.notify_all();
    }
}

#[derive(Default)]
struct Shared {
    state: Mutex<State>,
    changed: Condvar,
}

#[derive(Default)]
struct State {
    pauses: BTreeMap<(Instant, u64), oneshot::Sender<()>>,
    given: u64,
    started: bool,
    closed: bool,
}

impl Shared {
    fn lock(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn serve(&self) {
        let mut state = self.lock();
        while !state.closed {
            let now = Instant::now();
            let Some(first) = state.pauses.keys().next().copied() else {
                state = self.changed.wait(state).unwrap_or_else(PoisonError::into_inner);
                continue;
            };
            if first.0 <= now {
                if let Some(over) = state.pauses.remove(&first) {
                    drop(state);
                    over.send(()).ok();
                    state = self.lock();
                }
                continue;
            }
            let waited = self.changed.wait_timeout(state, first.0 - now);
            state = waited.unwrap_or_else(PoisonError::into_inner).0;
        }
    }
}

impl Timer {
    /// Without a thread: a pause is over when it is polled again, which whoever polls decides.
    pub fn by_hand() -> Self {
        Self {
            by_hand: true,
            ..Self::default()
        }
    }

    /// Over after this long. If the system gives no thread it is over at once: callers look again too often, never too
    /// seldom.
    pub fn after(&self, pause: Duration) -> impl Future<Output = ()> + Send + Unpin + 'static {
        if self.by_hand {
            return Sleep::Pause(false);
        }
        self.until(pause)
    }

    /// The same inside a set of futures, which polls only those that woke it: by hand it is one turn.
    pub fn among_others(&self, pause: Duration) -> impl Future<Output = ()> + Send + Unpin + 'static {
        if self.by_hand {
            return Sleep::Turn(false);
        }
        self.until(pause)
    }

    fn until(&self, pause: Duration) -> Sleep {
        let (over, waits) = oneshot::channel();
        self.add(pause, over);
        Sleep::Until(waits)
    }

    fn add(&self, pause: Duration, over: oneshot::Sender<()>) {
        let shared = &self.shared.0;
        let mut state = shared.lock();
        if !state.started {
            let served = shared.clone();
            let spawned = thread::Builder::new()
                .name("aftersync-timer".into())
                .spawn(move || served.serve());
            if spawned.is_err() {
                return;
            }
            state.started = true;
        }
        let now = Instant::now();
        state.given += 1;
        let place = (now.checked_add(pause).unwrap_or(now), state.given);
        state.pauses.insert(place, over);
        drop(state);
        shared.changed.notify_all();
    }
}

/// Lets everybody else who is polled come first, once.
pub(crate) fn turn() -> impl Future<Output = ()> + Send + Unpin + 'static {
    Sleep::Turn(false)
}

enum Sleep {
    Until(oneshot::Receiver<()>),
    Turn(bool),
    /// Like a turn, but whoever polls knows by itself when to come back.
    Pause(bool),
}

impl Future for Sleep {
    type Output = ();
    fn poll(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<()> {
        match &mut *self {
            Self::Until(over) => Pin::new(over).poll(cx).map(|_| ()),
            Self::Turn(true) | Self::Pause(true) => Poll::Ready(()),
            Self::Pause(had) => {
                *had = true;
                Poll::Pending
            }
            Self::Turn(had) => {
                *had = true;
                cx.waker().wake_by_ref();
                Poll::Pending
            }
        }
    }
}
