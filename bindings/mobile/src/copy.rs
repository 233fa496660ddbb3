//! A copy of somebody's work on their phone.
use std::sync::Arc;

use aftersync::Timestamp;
use aftersync::replica::Replica;
use aftersync_bindings_common::{self as common, replica};

use crate::failed::{NativeException, text};

/// An open copy. All calls are quick and block.
#[derive(Debug, uniffi::Object)]
pub struct NativeReplica(Replica);

#[uniffi::export]
impl NativeReplica {
    /// Opens a file, or makes it; the options are JSON.
    ///
    /// # Errors
    /// As of [`replica::open_replica`].
    #[uniffi::constructor]
    pub fn open(options: String) -> Result<Arc<Self>, NativeException> {
        let options = common::arguments(options.as_bytes())?;
        Ok(Arc::new(Self(replica::open_replica(options)?)))
    }

    /// Calls a method: JSON in, JSON out.
    ///
    /// # Errors
    /// The method's own.
    pub fn call(&self, name: String, args: String, body: Option<Vec<u8>>) -> Result<String, NativeException> {
        let body = body.unwrap_or_default();
        text(replica::call_replica(&self.0, &name, args.into_bytes(), body))
    }

    /// What to post to the server now. `at` is the phone's own clock, in milliseconds since 1970.
    ///
    /// # Errors
    /// As of [`Replica::request`].
    pub fn request(&self, at: i64) -> Result<Vec<u8>, NativeException> {
        Ok(common::fenced(|| self.0.request(Timestamp(at)))?)
    }

    /// Deletes the copy and all that waits in it, for good.
    ///
    /// # Errors
    /// As of [`Replica::wipe`].
    pub fn wipe(&self) -> Result<(), NativeException> {
        Ok(common::fenced(|| self.0.wipe())?)
    }

    /// Lets the file go. What waits is kept.
    pub fn shut(&self) {
        self.0.close();
    }

    /// Whether it was wiped or closed.
    pub fn is_shut(&self) -> bool {
        self.0.is_closed()
    }
}
