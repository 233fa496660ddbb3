//! Long calls that are looked after from another thread: how far they are, and an end to them. Nothing here calls the host:
//! it looks when it likes.
use std::cell::RefCell;
use std::io::{self, Read};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

use aftersync::{Error, ErrorKind, Result, Retry};
use futures::executor::block_on;
use futures::future::{Either, select};
use futures::task::AtomicWaker;
use serde::Serialize;

use crate::call::{fenced, named};
use crate::method::{Given, Way};
use crate::session::Session;

/// Looks after one call.
#[derive(Debug, Default)]
pub struct Watch {
    stopped: AtomicBool,
    news: Mutex<Option<Vec<u8>>>,
    waiting: AtomicWaker,
}

thread_local! {
    static CURRENT: RefCell<Option<Arc<Watch>>> = const { RefCell::new(None) };
}

impl Watch {
    /// Ends the call at its next step. What it has taken in stays.
    pub fn stop(&self) {
        self.stopped.store(true, Ordering::SeqCst);
        self.waiting.wake();
    }

    /// Whether it was to end.
    pub fn is_stopped(&self) -> bool {
        self.stopped.load(Ordering::SeqCst)
    }

    /// How far it is, as JSON; `None` when nothing is new since it was last asked.
    pub fn news(&self) -> Option<Vec<u8>> {
        self.news.lock().unwrap_or_else(PoisonError::into_inner).take()
    }

    pub(crate) fn tell(&self, so_far: &impl Serialize) {
        if let Ok(json) = serde_json::to_vec(so_far) {
            *self.news.lock().unwrap_or_else(PoisonError::into_inner) = Some(json);
        }
    }

    /// Reads until it is stopped; then reading fails.
    pub(crate) fn until_stopped<R: Read>(self: &Arc<Self>, reader: R) -> impl Read + use<R> {
        UntilStopped {
            watch: self.clone(),
            reader,
        }
    }

    async fn end(&self) {
        futures::future::poll_fn(|context| {
            self.waiting.register(context.waker());
            match self.is_stopped() {
                true => std::task::Poll::Ready(()),
                false => std::task::Poll::Pending,
            }
        })
        .await;
    }
}

struct UntilStopped<R> {
    watch: Arc<Watch>,
    reader: R,
}

impl<R: Read> Read for UntilStopped<R> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        match self.watch.is_stopped() {
            true => Err(io::Error::other("stopped by the caller")),
            false => self.reader.read(into),
        }
    }
}

/// Who looks after the call on this thread; nobody, in a call that is not watched.
pub(crate) fn current() -> Arc<Watch> {
    CURRENT.with_borrow(|watch| watch.clone()).unwrap_or_default()
}

/// As [`call`](crate::call()), with somebody who looks after it.
///
/// # Errors
/// As of [`call`](crate::call()); `Host` when it was stopped.
pub fn call_watched(session: &Session, name: &str, args: &[u8], body: &[u8], watch: &Arc<Watch>) -> Result<Vec<u8>> {
    let _set = Set::new(watch);
    fenced(|| {
        let method = named(name)?;
        let (args, body) = (args.to_vec(), body.to_vec());
        let given = Given { args, body };
        if method.way == Way::Blocks {
            return (method.wait)(session.desk()?, given);
        }
        let begun = (method.begin)(session.desk()?, given);
        match block_on(select(begun, std::pin::pin!(watch.end()))) {
            Either::Left((result, _)) => result,
            Either::Right(_) => Err(stopped("call.watched")),
        }
    })
}

pub(crate) fn stopped(during: &'static str) -> Error {
    Error::new(ErrorKind::Host, "it was stopped by the caller")
        .during(during)
        .retry_as(Retry::Never)
        .hint("what was taken in stays; begin again, or go on where it stopped")
}

/// Set for the length of a call, also when it panics.
struct Set;

impl Set {
    fn new(watch: &Arc<Watch>) -> Self {
        CURRENT.set(Some(watch.clone()));
        Self
    }
}

impl Drop for Set {
    fn drop(&mut self) {
        CURRENT.set(None);
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;
    use crate::testing::TestOptions;
    use serde_json::json;

    fn import(session: &Session, rows: usize, watch: &Arc<Watch>) -> Result<serde_json::Value> {
        let rows: String = (0..rows).map(|n| format!("{n},cup\n")).collect();
        let args = json!({
            "mapping": {"what": "products", "fields": {"external_id": "id", "title": "title"}},
            "content": format!("id,title\n{rows}"),
            "options": {"chunk": 10},
        });
        let args = serde_json::to_vec(&args).unwrap();
        let report = call_watched(session, "import_file", &args, b"", watch)?;
        Ok(serde_json::from_slice(&report).unwrap())
    }

    #[test]
    fn an_import_tells_how_far_it_is_and_can_be_stopped() {
        let session = Session::for_tests(&TestOptions::default()).unwrap();
        let watch = Arc::new(Watch::default());
        let looking = std::thread::spawn({
            let watch = watch.clone();
            move || {
                while watch.news().is_none() {
                    std::thread::yield_now();
                }
                watch.stop();
            }
        });
        let report = import(&session, 20_000, &watch).unwrap();
        looking.join().unwrap();
        assert_eq!(report.pointer("/stopped/kind"), Some(&json!("host")));
        let rows = report.pointer("/progress/rows").unwrap().as_u64().unwrap();
        assert!(0 < rows && rows < 20_000);
        let never = import(&session, 10, &watch).unwrap_err();
        assert_eq!((never.kind(), never.operation()), (ErrorKind::Host, "desk.import"));
        let watch = Arc::new(Watch::default());
        let report = import(&session, 100, &watch).unwrap();
        assert_eq!(report.get("stopped"), Some(&json!(null)));
        let news: serde_json::Value = serde_json::from_slice(&watch.news().unwrap()).unwrap();
        assert_eq!(Some(&news), report.get("progress"));
        assert_eq!(watch.news(), None, "it is told once");
        assert!(CURRENT.with_borrow(Option::is_none));
    }

    #[test]
    fn a_call_that_waits_is_let_go() {
        let session = Session::for_tests(&TestOptions::default()).unwrap();
        let watch = Arc::new(Watch::default());
        watch.stop();
        let error = call_watched(&session, "check", b"{}", b"", &watch);
        // Whichever came first: the answer or the stop.
        assert!(error.is_ok() || error.is_err_and(|e| e.kind() == ErrorKind::Host));
        let (never, end) = (futures::future::pending::<()>(), std::pin::pin!(watch.end()));
        assert!(matches!(block_on(select(never, end)), Either::Right(_)));
    }
}
