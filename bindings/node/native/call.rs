//! From a result of the library to what crosses the border.
use std::future::{Future, pending};

use aftersync::Error;
use aftersync_bindings_common::{self as common, Failure};
use napi::bindgen_prelude::spawn_blocking;

use crate::stop::Stop;
use crate::wide;

/// The failure as JSON, in the message of an error: the TypeScript half makes the typed one of it.
pub fn raised(error: &Error) -> napi::Error {
    napi::Error::from_reason(serde_json::to_string(&Failure::from(error)).unwrap_or_default())
}

/// Takes the outcome over.
pub fn answered<T>(result: aftersync::Result<T>) -> napi::Result<T> {
    result.map_err(|error| raised(&error))
}

/// The JSON of a result as text.
pub fn text(json: Vec<u8>) -> napi::Result<String> {
    let json = wide::marked(json);
    String::from_utf8(json).map_err(|_| raised(&Error::internal("a result is no text")))
}

/// Runs something that blocks on a thread that may block; a panic in it is an error.
pub async fn blocking<T: Send + 'static>(
    run: impl FnOnce() -> aftersync::Result<T> + Send + 'static,
) -> aftersync::Result<T> {
    let ran = spawn_blocking(move || common::fenced(run)).await;
    ran.unwrap_or_else(|_| Err(Error::internal("a call did not come to its end").during("call.thread")))
}

/// Until the call is answered or given up, whatever comes first.
pub async fn unless<T>(
    stop: Option<Stop>,
    call: impl Future<Output = aftersync::Result<T>>,
) -> Option<aftersync::Result<T>> {
    let stopped = async {
        match stop {
            Some(stop) => stop.stopped().await,
            None => pending().await,
        }
    };
    tokio::select! {
        biased;
        answer = call => Some(answer),
        () = stopped => None,
    }
}
