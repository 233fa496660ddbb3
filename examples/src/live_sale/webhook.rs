//! The merchant's web server: one route for all platforms that hands every push to the engine, and answers as the platform wants it.
use std::net::SocketAddr;
use std::sync::{Arc, PoisonError, RwLock};

use aftersync::{AppId, Delivery, Engine, HttpReply};
use axum::Router;
use axum::body::Bytes;
use axum::extract::{Path, Query, State};
use axum::http::{HeaderMap, HeaderValue, StatusCode, Uri, header::CONTENT_TYPE};
use axum::response::Response;
use axum::routing::any;
use tokio::runtime::{Builder, Runtime};

use super::Result;
use super::site::Site;

/// The engine that takes pushes; none while the process is stopped.
#[derive(Clone, Default)]
pub(super) struct Slot(Arc<RwLock<Option<Engine>>>);

impl Slot {
    /// Puts an engine in, or takes it out.
    pub fn set(&self, engine: Option<Engine>) {
        *self.0.write().unwrap_or_else(PoisonError::into_inner) = engine;
    }
    fn get(&self) -> Option<Engine> {
        self.0.read().unwrap_or_else(PoisonError::into_inner).clone()
    }
}

/// A web server on a thread of its own. Dropping it stops it.
pub(super) struct WebServer {
    /// Where it listens.
    base: String,
    /// The engine behind it.
    pub slot: Slot,
    runtime: Option<Runtime>,
}

impl WebServer {
    /// Starts it on a free port.
    pub fn start() -> Result<Self> {
        let slot = Slot::default();
        let runtime = Builder::new_multi_thread().worker_threads(1).enable_all().build()?;
        let address = SocketAddr::from(([127, 0, 0, 1], 0));
        let listener = runtime.block_on(tokio::net::TcpListener::bind(address))?;
        let base = format!("http://{}", listener.local_addr()?);
        let app = Router::new()
            .route("/webhooks/{app}", any(receive))
            .with_state(slot.clone());
        drop(runtime.spawn(async move { axum::serve(listener, app).await }));
        Ok(Self {
            base,
            slot,
            runtime: Some(runtime),
        })
    }
}

impl WebServer {
    /// Where a platform is told to push to.
    pub fn url(&self, site: &Site) -> String {
        format!("{}/webhooks/{}", self.base, site.app())
    }
}

impl Drop for WebServer {
    fn drop(&mut self) {
        self.slot.set(None);
        if let Some(runtime) = self.runtime.take() {
            runtime.shutdown_background();
        }
    }
}

/// One push: the engine verifies, reads and commits it; its answer goes out unchanged.
async fn receive(
    State(slot): State<Slot>,
    Path(app): Path<String>,
    Query(query): Query<Vec<(String, String)>>,
    uri: Uri,
    headers: HeaderMap,
    body: Bytes,
) -> Response {
    let Some(engine) = slot.get() else {
        return answer(HttpReply {
            status: 503,
            content_type: "text/plain",
            body: Vec::new(),
        });
    };
    let text = |value: &HeaderValue| String::from_utf8_lossy(value.as_bytes()).into_owned();
    let delivery = Delivery {
        path: uri.path().to_owned(),
        query,
        headers: headers
            .iter()
            .map(|(name, value)| (name.as_str().to_owned(), text(value)))
            .collect(),
        body: body.to_vec(),
    };
    match engine.receive(AppId::new(app), delivery).await {
        Ok(receipt) => answer(receipt.reply),
        Err(error) => answer(Engine::refusal(&error)),
    }
}

fn answer(reply: HttpReply) -> Response {
    let mut response = Response::new(reply.body.into());
    *response.status_mut() = StatusCode::from_u16(reply.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    let content_type = HeaderValue::from_static(reply.content_type);
    response.headers_mut().insert(CONTENT_TYPE, content_type);
    response
}
