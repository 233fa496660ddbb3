//! A failure as it crosses the border.
use std::fmt;

use aftersync::Error;
use aftersync_bindings_common::Failure;

/// Something went wrong. `failure` is all of it as JSON: the other half makes the typed one of it.
#[derive(Debug, uniffi::Error)]
pub enum NativeException {
    /// It failed.
    Failed {
        /// The failure as JSON.
        failure: String,
    },
}

impl fmt::Display for NativeException {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self::Failed { failure } = self;
        f.write_str(failure)
    }
}

impl std::error::Error for NativeException {}

impl From<Error> for NativeException {
    fn from(error: Error) -> Self {
        Self::Failed {
            failure: serde_json::to_string(&Failure::from(&error)).unwrap_or_default(),
        }
    }
}

/// The JSON of a result as text.
pub(crate) fn text(result: aftersync::Result<Vec<u8>>) -> Result<String, NativeException> {
    String::from_utf8(result?).map_err(|_| Error::internal("a result is no text").into())
}
