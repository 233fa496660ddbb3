//! The queue before a lane: bounded, and refusing at once when it is full.
use std::collections::VecDeque;
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};

use super::input::Input;
use super::pending::Reply;

/// An input that waits, and where its answer goes.
pub(super) struct Waiting {
    pub input: Input,
    pub reply: Reply,
}

/// Why an input was not taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Refused {
    /// Too many wait already.
    Full,
    /// The lane has ended.
    Closed,
}

/// Inputs in the order they came.
pub(super) struct Queue {
    state: Mutex<State>,
    filled: Condvar,
    capacity: usize,
}

#[derive(Default)]
struct State {
    waiting: VecDeque<Waiting>,
    closed: bool,
}

impl Queue {
    pub fn new(capacity: usize) -> Self {
        Self {
            state: Mutex::default(),
            filled: Condvar::new(),
            capacity,
        }
    }

    /// Puts an input at the end and wakes the lane's thread. A full queue refuses at once: waiting here would hold up
    /// the host's thread.
    pub fn push(&self, waiting: Waiting) -> Result<(), Refused> {
        self.push_quietly(waiting)?;
        self.filled.notify_one();
        Ok(())
    }

    /// The same without waking: the caller means to step the lane itself, or wakes it by [`nudge`](Self::nudge).
    pub fn push_quietly(&self, waiting: Waiting) -> Result<(), Refused> {
        let mut state = self.lock();
        if state.closed {
            return Err(Refused::Closed);
        }
        if state.waiting.len() >= self.capacity {
            return Err(Refused::Full);
        }
        state.waiting.push_back(waiting);
        Ok(())
    }

    /// Wakes the lane's thread if anything waits.
    pub fn nudge(&self) {
        let any = !self.lock().waiting.is_empty();
        if any {
            self.filled.notify_one();
        }
    }

    /// Blocks until something waits; `false` when it is closed and empty.
    pub fn wait(&self) -> bool {
        let mut state = self.lock();
        while state.waiting.is_empty() && !state.closed {
            state = self.filled.wait(state).unwrap_or_else(PoisonError::into_inner);
        }
        !state.waiting.is_empty()
    }

    /// Takes what waits now, up to that many.
    pub fn take(&self, most: usize) -> Vec<Waiting> {
        let mut state = self.lock();
        let n = state.waiting.len().min(most);
        state.waiting.drain(..n).collect()
    }

    /// Inputs waiting.
    pub fn len(&self) -> usize {
        self.lock().waiting.len()
    }

    /// Takes no more; what waits may still be taken.
    pub fn close(&self) {
        self.lock().closed = true;
        self.filled.notify_all();
    }

    /// Takes no more, and lets go of what waits: their replies say so.
    pub fn abandon(&self) {
        let gone = {
            let mut state = self.lock();
            state.closed = true;
            std::mem::take(&mut state.waiting)
        };
        self.filled.notify_all();
        drop(gone);
    }

    /// Whether it was closed.
    pub fn is_closed(&self) -> bool {
        self.lock().closed
    }

    fn lock(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
