//! Requests over the network, by reqwest: on a runtime of its own, so that any executor can wait for it.
use std::sync::Arc;
use std::time::Duration;

use aftersync_core::limits::MAX_BODY_BYTES;
use aftersync_core::platform::{HttpRequest, HttpResponse, Method, Transport};
use aftersync_core::{Error, ErrorKind, Phase, Result};
use async_trait::async_trait;
use futures::channel::oneshot;
use tokio::runtime::{Builder, Runtime};

/// How long to wait for a connection, at most.
const CONNECT: Duration = Duration::from_secs(5);

/// The usual way out: TLS with the roots of this system, no redirects, no cookies, one small thread of its own.
///
/// It needs no runtime of the host: a future of it may be awaited on any executor, or blocked on.
#[derive(Clone)]
pub struct Http {
    client: reqwest::Client,
    runtime: Arc<Owned>,
}

/// A runtime that may be dropped anywhere, even where blocking is not allowed.
struct Owned(Option<Runtime>);

impl Drop for Owned {
    fn drop(&mut self) {
        if let Some(runtime) = self.0.take() {
            runtime.shutdown_background();
        }
    }
}

impl std::fmt::Debug for Http {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Http")
    }
}

impl Http {
    /// Starts it.
    ///
    /// # Errors
    /// `Unavailable` when the system gives no thread, `Config` when its TLS roots cannot be read.
    pub fn new() -> Result<Self> {
        let client = reqwest::Client::builder()
            .connect_timeout(CONNECT)
            .redirect(reqwest::redirect::Policy::none())
            .user_agent(concat!("aftersync/", env!("CARGO_PKG_VERSION")))
            .build()
            .map_err(|e| {
                Error::new(ErrorKind::Config, "no HTTP client")
                    .during("http.start")
                    .because(e.without_url())
            })?;
        let runtime = Builder::new_multi_thread()
            .worker_threads(1)
            .thread_name("aftersync-http")
            .enable_all()
            .build()
            .map_err(|e| {
                Error::new(ErrorKind::Unavailable, "no thread for HTTP")
                    .during("http.start")
                    .because(e)
            })?;
        Ok(Self {
            client,
            runtime: Arc::new(Owned(Some(runtime))),
        })
    }
}

#[async_trait]
impl Transport for Http {
    async fn send(&self, request: HttpRequest, deadline: Duration) -> Result<HttpResponse> {
        let Some(runtime) = &self.runtime.0 else {
            return Err(Error::internal("the HTTP client is closed").during("http.send"));
        };
        let (tell, told) = oneshot::channel();
        let exchange = exchange(self.client.clone(), request);
        // The task goes on if the caller stops waiting: what was sent is not half sent.
        drop(runtime.spawn(async move {
            let answer = tokio::time::timeout(deadline, exchange).await;
            tell.send(answer.unwrap_or_else(|_| Err(late()))).ok();
        }));
        told.await.unwrap_or_else(|_| Err(late()))
    }
}

fn late() -> Error {
    Error::new(ErrorKind::Unavailable, "no answer in time")
        .during("http.send")
        .at(Phase::InDoubt)
}

async fn exchange(client: reqwest::Client, request: HttpRequest) -> Result<HttpResponse> {
    let method = match request.method {
        Method::Get => reqwest::Method::GET,
        Method::Post => reqwest::Method::POST,
        Method::Put => reqwest::Method::PUT,
        Method::Delete => reqwest::Method::DELETE,
    };
    let mut call = client.request(method, request.url).body(request.body);
    for (name, value) in &request.headers {
        call = call.header(name, value);
    }
    let mut answer = call.send().await.map_err(failed)?;
    let status = answer.status().as_u16();
    let text = |v: &reqwest::header::HeaderValue| String::from_utf8_lossy(v.as_bytes()).into_owned();
    let headers = answer
        .headers()
        .iter()
        .map(|(n, v)| (n.as_str().to_owned(), text(v)))
        .collect();
    let mut body = Vec::new();
    while let Some(part) = answer.chunk().await.map_err(failed)? {
        if body.len() + part.len() > MAX_BODY_BYTES {
            return Err(Error::malformed("the answer is too large")
                .during("http.send")
                .with("limit", MAX_BODY_BYTES)
                .at(Phase::InDoubt));
        }
        body.extend_from_slice(&part);
    }
    Ok(HttpResponse { status, headers, body })
}

/// A refused connection and a request that could not be built surely did not arrive; of all else it is not known. The
/// URL stays out: tokens stand in it.
fn failed(e: reqwest::Error) -> Error {
    if e.is_builder() {
        return Error::new(ErrorKind::Config, "the request could not be built")
            .during("http.send")
            .because(e.without_url());
    }
    let (what, phase) = if e.is_connect() {
        ("no connection", Phase::NotSent)
    } else if e.is_timeout() {
        ("no answer in time", Phase::InDoubt)
    } else {
        ("the connection broke off", Phase::InDoubt)
    };
    Error::new(ErrorKind::Unavailable, what)
        .during("http.send")
        .at(phase)
        .because(e.without_url())
}
