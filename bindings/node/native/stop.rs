//! Giving up a call.
use std::sync::Arc;

use napi_derive::napi;
use tokio::sync::Notify;

/// Gives one call up: its promise is settled at once, and what it held here is let go.
#[napi(js_name = "Stop")]
#[derive(Clone)]
pub struct Stop(Arc<Notify>);

#[napi]
impl Stop {
    /// For one call.
    #[napi(constructor, catch_unwind)]
    pub fn new() -> Self {
        Self(Arc::new(Notify::new()))
    }

    /// Gives it up, now or when it begins.
    #[napi(catch_unwind)]
    pub fn stop(&self) {
        self.0.notify_one();
    }
}

impl Stop {
    /// Until it is given up.
    pub async fn stopped(&self) {
        self.0.notified().await;
    }
}

impl Default for Stop {
    fn default() -> Self {
        Self::new()
    }
}
