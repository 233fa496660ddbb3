//! Calling a method by its name, behind a panic fence.
use std::any::Any;
use std::collections::BTreeMap;
use std::future::ready;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::pin::Pin;
use std::sync::LazyLock;

use aftersync::{Error, Result};
use futures::FutureExt;

use crate::failure::Failure;
use crate::method::{Given, Method};
use crate::methods;
use crate::session::Session;

/// A call under way. Dropping it takes nothing back that was handed in.
pub type Started = Pin<Box<dyn Future<Output = Result<Vec<u8>>> + Send>>;

static BY_NAME: LazyLock<BTreeMap<&'static str, &'static Method>> =
    LazyLock::new(|| methods::all().iter().map(|method| (method.name, method)).collect());

/// Calls a method and blocks until it is answered: JSON arguments in, the JSON of the result out.
///
/// # Errors
/// The method's own; `Malformed` for arguments that do not fit, with `field` and `allowed`; `Unsupported` for a method
/// there is not; `Internal` when code of the library panicked.
pub fn call(session: &Session, name: &str, args: &[u8], body: &[u8]) -> Result<Vec<u8>> {
    fenced(|| {
        let method = named(name)?;
        let given = Given {
            args: args.to_vec(),
            body: body.to_vec(),
        };
        (method.wait)(session.desk()?, given)
    })
}

/// The same as a future, for any executor. A method whose [`way`](Method::way) is `Blocks` blocks it: use [`call`] on a
/// thread for those.
pub fn start(session: &Session, name: &str, args: Vec<u8>, body: Vec<u8>) -> Started {
    let begun = fenced(|| Ok((named(name)?.begin)(session.desk()?, Given { args, body })));
    match begun {
        Ok(future) => Box::pin(fenced_future(future)),
        Err(error) => Box::pin(ready(Err(error))),
    }
}

/// `{"ok": result}` or `{"error": failure}`.
pub fn envelope(result: &Result<Vec<u8>>) -> Vec<u8> {
    match result {
        Ok(json) => wrapped(b"{\"ok\":", json),
        Err(error) => wrapped(
            b"{\"error\":",
            &serde_json::to_vec(&Failure::from(error)).unwrap_or_else(|_| b"null".to_vec()),
        ),
    }
}

fn wrapped(head: &[u8], json: &[u8]) -> Vec<u8> {
    [head, json, b"}"].concat()
}

/// Runs something; a panic in it becomes an error.
///
/// # Errors
/// Its own, or `Internal`.
pub fn fenced<T>(run: impl FnOnce() -> Result<T>) -> Result<T> {
    catch_unwind(AssertUnwindSafe(run)).unwrap_or_else(|cause| Err(panicked(&*cause)))
}

/// The same for a future.
///
/// # Errors
/// Its own, or `Internal`.
pub async fn fenced_future<T>(future: impl Future<Output = Result<T>>) -> Result<T> {
    let run = AssertUnwindSafe(future).catch_unwind().await;
    run.unwrap_or_else(|cause| Err(panicked(&*cause)))
}

fn panicked(cause: &(dyn Any + Send)) -> Error {
    let error = Error::internal("code of the library panicked").during("call.fence");
    // Only a literal is told on: a text that was put together may hold anything.
    match cause.downcast_ref::<&'static str>() {
        Some(literal) => error.with("panic", literal),
        None => error,
    }
}

pub(crate) fn named(name: &str) -> Result<&'static Method> {
    BY_NAME.get(name).copied().ok_or_else(|| {
        Error::unsupported("there is no such method", "call one of the table of methods")
            .during("call.method")
            .with("method", name)
    })
}

#[cfg(test)]
#[allow(clippy::panic, clippy::unwrap_used)]
mod tests {
    use super::*;
    use aftersync::ErrorKind;

    #[test]
    fn a_panic_is_an_error() {
        let error = fenced::<()>(|| panic!("a literal")).unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Internal);
        assert_eq!(error.context_of("panic"), Some("a literal"));
        let personal = "13800138000";
        let error = fenced::<()>(|| panic!("number {personal}")).unwrap_err();
        assert!(!format!("{error:?}").contains(personal));
        let future = async { panic!("late") };
        let error = futures::executor::block_on(fenced_future::<()>(future)).unwrap_err();
        assert_eq!(error.context_of("panic"), Some("late"));
    }
}
