//! The same work without Python, timed: what the binding is held against. Only in builds for measuring.
use std::time::{Duration, Instant};

use aftersync::{AppId, Cursor, Delivery, Error, Result, TenantDesk};
use aftersync_bindings_common::fenced;
use futures::executor::block_on;
use futures::future::join_all;
use pyo3::prelude::*;

use crate::{NativeDesk, answered};

/// A webhook: its body and its headers.
type Pushed = (Vec<u8>, Vec<(String, String)>);

/// Microseconds for one look at the end of the log, the mean of so many.
#[pyfunction]
pub fn rust_head(py: Python<'_>, desk: &Bound<'_, NativeDesk>, times: u32) -> PyResult<f64> {
    let session = desk.get().0.clone();
    answered(py.detach(|| fenced(|| head(&session.desk()?, times))))
}

fn head(desk: &TenantDesk, times: u32) -> Result<f64> {
    let start = Instant::now();
    for _ in 0..times {
        desk.events(Cursor(i64::MAX), 1).wait()?;
    }
    Ok(micros(start.elapsed()) / f64::from(times.max(1)))
}

/// Seconds to receive webhooks, so many handed in at once.
#[pyfunction]
pub fn rust_receive(
    py: Python<'_>,
    desk: &Bound<'_, NativeDesk>,
    app: &str,
    pushes: Vec<Pushed>,
    batch: usize,
) -> PyResult<f64> {
    let (session, app) = (desk.get().0.clone(), AppId::new(app));
    answered(py.detach(|| fenced(|| receive(&session.desk()?, &app, pushes, batch))))
}

fn receive(desk: &TenantDesk, app: &AppId, pushes: Vec<Pushed>, batch: usize) -> Result<f64> {
    let start = Instant::now();
    let mut pushes = pushes.into_iter();
    loop {
        let part = pushes.by_ref().take(batch.max(1)).map(|(body, headers)| {
            let delivery = Delivery {
                path: String::new(),
                query: Vec::new(),
                headers,
                body,
            };
            desk.engine().receive(app.clone(), delivery)
        });
        let receipts = block_on(join_all(part));
        if receipts.is_empty() {
            return Ok(start.elapsed().as_secs_f64());
        }
        if let Some(error) = receipts.into_iter().find_map(Result::err) {
            return Err(Error::internal("a push of the benchmark was refused").because(error));
        }
    }
}

fn micros(time: Duration) -> f64 {
    time.as_secs_f64() * 1e6
}
