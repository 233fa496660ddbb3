//! An open desk.
use std::sync::Arc;

use aftersync::Cursor;
use aftersync_bindings_common::{self as common, OpenOptions, Session, TestOptions};

use crate::failed::{NativeException, text};

/// An open desk.
#[derive(Debug, uniffi::Object)]
pub struct NativeDesk(Arc<Session>);

#[uniffi::export]
impl NativeDesk {
    /// Opens a file; the options are JSON. Blocks.
    ///
    /// # Errors
    /// As of [`Session::open`].
    #[uniffi::constructor]
    pub fn open(options: String) -> Result<Arc<Self>, NativeException> {
        let opened = common::fenced(|| {
            let options: OpenOptions = common::arguments(options.as_bytes())?;
            Session::open(options)
        });
        Ok(Arc::new(Self(Arc::new(opened?))))
    }

    /// A desk in memory whose clock stands; the options are JSON.
    ///
    /// # Errors
    /// As of [`Session::for_tests`].
    #[uniffi::constructor]
    pub fn for_tests(options: String) -> Result<Arc<Self>, NativeException> {
        let opened = common::fenced(|| {
            let options: TestOptions = common::arguments(options.as_bytes())?;
            Session::for_tests(&options)
        });
        Ok(Arc::new(Self(Arc::new(opened?))))
    }

    /// Calls a method: JSON in, JSON out. Given up, it takes nothing back.
    ///
    /// # Errors
    /// The method's own.
    pub async fn call(&self, name: String, args: String, body: Option<Vec<u8>>) -> Result<String, NativeException> {
        let body = body.unwrap_or_default();
        text(common::start(&self.0, &name, args.into_bytes(), body).await)
    }

    /// The same on this thread, for as long as it takes.
    ///
    /// # Errors
    /// The method's own.
    pub fn call_here(&self, name: String, args: String, body: Option<Vec<u8>>) -> Result<String, NativeException> {
        let body = body.unwrap_or_default();
        text(common::call(&self.0, &name, args.as_bytes(), &body))
    }

    /// Until the log has grown beyond a place, or the desk was closed.
    ///
    /// # Errors
    /// It was closed before.
    pub async fn news(&self, since: i64) -> Result<(), NativeException> {
        let desk = self.0.desk()?;
        let news = desk.engine().heads().changed(desk.tenant(), Cursor(since));
        // A desk that somebody merely waits for is not held open.
        drop(desk);
        news.await;
        Ok(())
    }

    /// The desk of another merchant.
    ///
    /// # Errors
    /// It was closed.
    pub fn tenant(&self, name: String) -> Result<Arc<Self>, NativeException> {
        Ok(Arc::new(Self(Arc::new(self.0.tenant(&name)?))))
    }

    /// Closes the engine. Blocks until calls under way are answered.
    ///
    /// # Errors
    /// In a forked child.
    pub fn shut(&self) -> Result<(), NativeException> {
        Ok(self.0.close()?)
    }

    /// Whether it was closed.
    pub fn is_shut(&self) -> bool {
        self.0.is_closed()
    }

    /// Moves the clock of a desk for tests.
    ///
    /// # Errors
    /// It is no desk for tests.
    pub fn set_clock(&self, now: i64) -> Result<(), NativeException> {
        Ok(self.0.set_clock(now)?)
    }

    /// A quantity of a desk for tests.
    ///
    /// # Errors
    /// It is no desk for tests, or there is no such quantity.
    pub fn gauge(&self, what: String, name: String) -> Result<i64, NativeException> {
        Ok(common::fenced(|| self.0.gauge(&what, &name))?)
    }

    /// How many jobs of a kind wait in a desk for tests.
    ///
    /// # Errors
    /// It is no desk for tests, or there is no such kind.
    pub fn jobs_waiting(&self, kind: String) -> Result<u64, NativeException> {
        Ok(common::fenced(|| self.0.jobs_waiting(&kind))? as u64)
    }

    /// What the store of a desk for tests finds wrong with itself.
    ///
    /// # Errors
    /// It is no desk for tests.
    pub fn store_faults(&self) -> Result<Vec<String>, NativeException> {
        Ok(common::fenced(|| self.0.store_faults())?)
    }
}
