//! A few readers of the store, and threads for those who must not block.
use std::collections::VecDeque;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::thread;

use futures::channel::oneshot;

use crate::error::{Error, ErrorKind, Result};
use crate::store::{Reader, TicketStore};

type Work = Box<dyn FnOnce() + Send>;

/// Readers of one store. Clones share them; the threads end with the last clone.
#[derive(Clone)]
pub(crate) struct Readers(Arc<Guard>);

struct Guard(Arc<Pool>);

impl Drop for Guard {
    fn drop(&mut self) {
        lock(&self.0.line).closed = true;
        self.0.came.notify_all();
    }
}

struct Pool {
    store: Arc<dyn TicketStore>,
    idle: Mutex<Vec<Box<dyn Reader>>>,
    line: Mutex<Line>,
    came: Condvar,
    most: usize,
    by_hand: bool,
}

#[derive(Default)]
struct Line {
    work: VecDeque<Work>,
    threads: usize,
    free: usize,
    closed: bool,
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

impl Readers {
    /// At most so many. By hand: without threads, every read on the thread that polls for it.
    pub fn new(store: Arc<dyn TicketStore>, most: usize, by_hand: bool) -> Self {
        Self(Arc::new(Guard(Arc::new(Pool {
            store,
            idle: Mutex::default(),
            line: Mutex::default(),
            came: Condvar::new(),
            most: most.max(1),
            by_hand,
        }))))
    }

    /// Reads on this thread.
    pub fn with<T>(&self, job: impl FnOnce(&mut dyn Reader) -> Result<T>) -> Result<T> {
        self.0.0.with(job)
    }

    /// Reads on a thread of the pool.
    pub async fn run<T: Send + 'static>(
        &self,
        job: impl FnOnce(&mut dyn Reader) -> Result<T> + Send + 'static,
    ) -> Result<T> {
        if self.0.0.by_hand {
            // Others may come in between, as they may while a thread reads.
            super::timer::turn().await;
            return self.with(job);
        }
        let (send, receive) = oneshot::channel();
        let pool = self.0.0.clone();
        self.hand_in(Box::new(move || {
            if !send.is_canceled() {
                send.send(pool.with(job)).ok();
            }
        }))?;
        receive
            .await
            .unwrap_or_else(|_| Err(Error::internal("a read did not come to its end").during("reader.run")))
    }

    fn hand_in(&self, work: Work) -> Result<()> {
        let pool = &self.0.0;
        let mut line = lock(&pool.line);
        line.work.push_back(work);
        if line.free < line.work.len() && line.threads < pool.most {
            let served = pool.clone();
            let spawned = thread::Builder::new()
                .name("aftersync-reader".into())
                .spawn(move || served.serve());
            match spawned {
                Ok(_) => line.threads += 1,
                Err(e) if line.threads == 0 => {
                    line.work.pop_back();
                    return Err(Error::new(ErrorKind::Unavailable, "no thread for a reader")
                        .during("reader.run")
                        .because(e));
                }
                // The threads there are will come to it.
                Err(_) => {}
            }
        }
        drop(line);
        pool.came.notify_one();
        Ok(())
    }
}

impl Pool {
    fn with<T>(&self, job: impl FnOnce(&mut dyn Reader) -> Result<T>) -> Result<T> {
        let idle = lock(&self.idle).pop();
        let mut reader = match idle {
            Some(reader) => reader,
            None => self.store.reader()?,
        };
        let result = job(&mut *reader);
        let mut idle = lock(&self.idle);
        // One that failed may be broken: the next call opens a new one.
        if result.is_ok() && idle.len() < self.most {
            idle.push(reader);
        }
        result
    }

    fn serve(&self) {
        let mut line = lock(&self.line);
        loop {
            if let Some(work) = line.work.pop_front() {
                drop(line);
                // Dropping what it held tells the caller; the thread goes on.
                catch_unwind(AssertUnwindSafe(work)).ok();
                line = lock(&self.line);
            } else if line.closed {
                return;
            } else {
                line.free += 1;
                line = self.came.wait(line).unwrap_or_else(PoisonError::into_inner);
                line.free -= 1;
            }
        }
    }
}
