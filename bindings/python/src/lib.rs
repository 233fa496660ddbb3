//! The native half of the Python binding: converts, calls, converts. Types, exceptions and iterators are Python.
use std::sync::Arc;

use aftersync_bindings_common::{self as common, Failure, OpenOptions, Session, TestOptions, Watch};
use pyo3::exceptions::PyValueError;
use pyo3::prelude::*;
use pyo3::types::{PyBytes, PyCapsule};

mod arrow;
#[cfg(feature = "measure")]
mod measure;

use arrow::ArrowTable;

pyo3::import_exception!(aftersync.errors, AftersyncError);
pyo3::import_exception!(aftersync.errors, ConfigError);
pyo3::import_exception!(aftersync.errors, SignatureError);
pyo3::import_exception!(aftersync.errors, MalformedError);
pyo3::import_exception!(aftersync.errors, UnsupportedError);
pyo3::import_exception!(aftersync.errors, UnauthorizedError);
pyo3::import_exception!(aftersync.errors, ForbiddenError);
pyo3::import_exception!(aftersync.errors, NotFoundError);
pyo3::import_exception!(aftersync.errors, ConflictError);
pyo3::import_exception!(aftersync.errors, RateLimitedError);
pyo3::import_exception!(aftersync.errors, RejectedError);
pyo3::import_exception!(aftersync.errors, UnavailableError);
pyo3::import_exception!(aftersync.errors, HostError);
pyo3::import_exception!(aftersync.errors, InternalError);

/// The exception of an error: its class by the kind, everything else as JSON.
fn raised(error: &aftersync::Error) -> PyErr {
    let failure = Failure::from(error);
    let data = serde_json::to_string(&failure).unwrap_or_default();
    let all = (failure.message, data);
    match failure.kind.as_str() {
        "config" => ConfigError::new_err(all),
        "signature" => SignatureError::new_err(all),
        "malformed" => MalformedError::new_err(all),
        "unsupported" => UnsupportedError::new_err(all),
        "unauthorized" => UnauthorizedError::new_err(all),
        "forbidden" => ForbiddenError::new_err(all),
        "not_found" => NotFoundError::new_err(all),
        "conflict" => ConflictError::new_err(all),
        "rate_limited" => RateLimitedError::new_err(all),
        "rejected" => RejectedError::new_err(all),
        "unavailable" => UnavailableError::new_err(all),
        "host" => HostError::new_err(all),
        "internal" => InternalError::new_err(all),
        _ => AftersyncError::new_err(all),
    }
}

fn answered<T>(result: aftersync::Result<T>) -> PyResult<T> {
    result.map_err(|error| raised(&error))
}

/// An open desk. Calls release the interpreter while they run.
#[pyclass(frozen, module = "aftersync._native")]
struct NativeDesk(Arc<Session>);

#[pymethods]
impl NativeDesk {
    /// Opens a file; the options are JSON.
    #[staticmethod]
    fn open(py: Python<'_>, options: &[u8]) -> PyResult<Self> {
        let opened = py.detach(|| {
            common::fenced(|| {
                let options: OpenOptions = common::arguments(options)?;
                Session::open(options)
            })
        });
        answered(opened).map(|session| Self(Arc::new(session)))
    }

    /// A desk in memory whose clock stands; the options are JSON.
    #[staticmethod]
    fn for_tests(py: Python<'_>, options: &[u8]) -> PyResult<Self> {
        let opened = py.detach(|| {
            common::fenced(|| {
                let options: TestOptions = common::arguments(options)?;
                Session::for_tests(&options)
            })
        });
        answered(opened).map(|session| Self(Arc::new(session)))
    }

    /// Calls a method: JSON in, JSON out.
    fn call<'py>(&self, py: Python<'py>, name: &str, args: &[u8], body: &[u8]) -> PyResult<Bound<'py, PyBytes>> {
        let session = &self.0;
        let result = py.detach(|| common::call(session, name, args, body));
        answered(result).map(|json| PyBytes::new(py, &json))
    }

    /// The same call, looked after from another thread.
    fn call_watched<'py>(
        &self,
        py: Python<'py>,
        name: &str,
        args: &[u8],
        body: &[u8],
        watch: &Bound<'py, NativeWatch>,
    ) -> PyResult<Bound<'py, PyBytes>> {
        let (session, watch) = (&self.0, watch.get().0.clone());
        let result = py.detach(|| common::call_watched(session, name, args, body, &watch));
        answered(result).map(|json| PyBytes::new(py, &json))
    }

    /// All that a listing method finds, as columns; the arguments are those of the method.
    fn table(&self, py: Python<'_>, name: &str, args: &[u8]) -> PyResult<ArrowTable> {
        let session = self.0.clone();
        answered(py.detach(|| arrow::read(session, name, args)))
    }

    /// The same as a stream that reads a batch when it is asked for one.
    fn stream<'py>(&self, py: Python<'py>, name: &str, args: &[u8]) -> PyResult<Bound<'py, PyCapsule>> {
        arrow::stream(py, self.0.clone(), name, args)
    }

    /// The desk of another merchant.
    fn tenant(&self, name: &str) -> PyResult<Self> {
        answered(self.0.tenant(name)).map(|session| Self(Arc::new(session)))
    }

    /// Closes the engine.
    fn close(&self, py: Python<'_>) -> PyResult<()> {
        let session = &self.0;
        answered(py.detach(|| common::fenced(|| session.close())))
    }

    #[getter]
    fn is_closed(&self) -> bool {
        self.0.is_closed()
    }

    fn set_clock(&self, now: i64) -> PyResult<()> {
        answered(self.0.set_clock(now))
    }

    fn gauge(&self, py: Python<'_>, what: &str, name: &str) -> PyResult<i64> {
        let session = &self.0;
        answered(py.detach(|| common::fenced(|| session.gauge(what, name))))
    }

    fn jobs_waiting(&self, py: Python<'_>, kind: &str) -> PyResult<usize> {
        let session = &self.0;
        answered(py.detach(|| common::fenced(|| session.jobs_waiting(kind))))
    }

    fn store_faults(&self, py: Python<'_>) -> PyResult<Vec<String>> {
        let session = &self.0;
        answered(py.detach(|| common::fenced(|| session.store_faults())))
    }
}

/// Looks after one long call.
#[pyclass(frozen, module = "aftersync._native")]
struct NativeWatch(Arc<Watch>);

#[pymethods]
impl NativeWatch {
    #[new]
    fn new() -> Self {
        Self(Arc::default())
    }

    /// Ends the call at its next step.
    fn stop(&self) {
        self.0.stop();
    }

    /// How far it is, as JSON; nothing when there is no news.
    fn news<'py>(&self, py: Python<'py>) -> Option<Bound<'py, PyBytes>> {
        self.0.news().map(|json| PyBytes::new(py, &json))
    }
}

/// The names of all methods of the desk.
#[pyfunction]
fn methods() -> Vec<&'static str> {
    common::methods::all().iter().map(|method| method.name).collect()
}

/// An id that follows from names.
#[pyfunction]
fn derive_id(name: &str, parts: Vec<String>) -> PyResult<String> {
    let parts: Vec<&str> = parts.iter().map(String::as_str).collect();
    let made = common::ids::named(name).and_then(|id| id.make(&parts));
    made.map_err(|error| PyValueError::new_err(error.to_string()))
}

/// Panics inside the fence: what comes out must be an exception.
#[pyfunction]
#[expect(clippy::panic, reason = "to show that the fence holds")]
fn panic_for_tests(py: Python<'_>) -> PyResult<()> {
    answered(py.detach(|| common::fenced(|| panic!("a panic on purpose"))))
}

/// The version of the library.
#[pyfunction]
fn version() -> &'static str {
    env!("CARGO_PKG_VERSION")
}

#[pymodule]
fn _native(module: &Bound<'_, PyModule>) -> PyResult<()> {
    module.add_class::<NativeDesk>()?;
    module.add_class::<ArrowTable>()?;
    module.add_class::<NativeWatch>()?;
    module.add_function(wrap_pyfunction!(methods, module)?)?;
    module.add_function(wrap_pyfunction!(derive_id, module)?)?;
    module.add_function(wrap_pyfunction!(panic_for_tests, module)?)?;
    #[cfg(feature = "measure")]
    {
        module.add_function(wrap_pyfunction!(measure::rust_head, module)?)?;
        module.add_function(wrap_pyfunction!(measure::rust_receive, module)?)?;
    }
    module.add_function(wrap_pyfunction!(version, module)?)
}
