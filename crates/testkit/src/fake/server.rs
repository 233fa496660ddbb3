//! The HTTP server: one thread with its own small runtime on loopback.

use std::collections::BTreeMap;
use std::io;
use std::net::Ipv4Addr;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use axum::Router;
use axum::body::{Body, to_bytes};
use axum::extract::{ConnectInfo, Request, State as Shared};
use axum::http::header::CONTENT_TYPE;
use axum::response::Response;
use tokio::runtime::Handle;
use tokio::sync::oneshot;

use super::dialect::{ApiRequest, JSON};
use super::killable::{KillSwitch, KillableListener};
use super::state::{Answer, Leaving, State};

const LARGEST_BODY: usize = 8 << 20;
const LATE: Duration = Duration::from_millis(30);

/// A running server. Dropping it stops it.
pub(crate) struct Server {
    pub base_url: String,
    pub handle: Handle,
    stop: Option<oneshot::Sender<()>>,
    thread: Option<std::thread::JoinHandle<()>>,
}

impl Server {
    /// Binds a free port on 127.0.0.1 and serves from a thread of its own.
    pub fn start(state: Arc<Mutex<State>>) -> io::Result<Self> {
        let listener = std::net::TcpListener::bind((Ipv4Addr::LOCALHOST, 0))?;
        listener.set_nonblocking(true)?;
        let base_url = format!("http://{}", listener.local_addr()?);
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
        let handle = runtime.handle().clone();
        let (stop, stopped) = oneshot::channel::<()>();
        let thread = std::thread::Builder::new()
            .name("fake-platform".into())
            .spawn(move || {
                runtime.block_on(serve(listener, state, stopped));
                runtime.shutdown_background();
            })?;
        Ok(Self {
            base_url,
            handle,
            stop: Some(stop),
            thread: Some(thread),
        })
    }

    /// Stops serving and waits for the thread.
    pub fn stop(&mut self) {
        if let Some(stop) = self.stop.take() {
            let _ = stop.send(());
        }
        if let Some(thread) = self.thread.take() {
            let _ = thread.join();
        }
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        self.stop();
    }
}

async fn serve(listener: std::net::TcpListener, state: Arc<Mutex<State>>, stopped: oneshot::Receiver<()>) {
    let Ok(listener) = tokio::net::TcpListener::from_std(listener) else {
        return;
    };
    let router = Router::new().fallback(answer).with_state(state);
    let service = router.into_make_service_with_connect_info::<KillSwitch>();
    // Open connections are not waited for: a stopped platform is simply gone.
    tokio::select! {
        _ = axum::serve(KillableListener(listener), service) => {}
        _ = stopped => {}
    }
}

async fn answer(
    Shared(state): Shared<Arc<Mutex<State>>>,
    ConnectInfo(switch): ConnectInfo<KillSwitch>,
    request: Request,
) -> Response {
    let Some(request) = read(request).await else {
        return bare(413);
    };
    let leaving = locked(&state).handle(&request);
    match leaving {
        Leaving::Whole(answer) => respond(answer),
        Leaving::Late(answer) => {
            tokio::time::sleep(LATE).await;
            respond(answer)
        }
        Leaving::Never => {
            switch.cut();
            bare(503)
        }
    }
}

async fn read(request: Request) -> Option<ApiRequest> {
    let (parts, body) = request.into_parts();
    let body = to_bytes(body, LARGEST_BODY).await.ok()?.to_vec();
    let headers: BTreeMap<String, String> = parts
        .headers
        .iter()
        .filter_map(|(name, value)| Some((name.as_str().to_ascii_lowercase(), value.to_str().ok()?.to_owned())))
        .collect();
    Some(ApiRequest {
        verb: parts.method.as_str().to_owned(),
        path: parts.uri.path().to_owned(),
        query: pairs(parts.uri.query().unwrap_or_default()),
        headers,
        body,
    })
}

fn respond(answer: Answer) -> Response {
    let built = Response::builder()
        .status(answer.status)
        .header(CONTENT_TYPE, answer.content_type)
        .body(Body::from(answer.body));
    built.unwrap_or_default()
}

fn bare(status: u16) -> Response {
    respond(Answer {
        status,
        content_type: JSON,
        body: Vec::new(),
    })
}

/// The state, also after a panic in a test's closure.
pub(crate) fn locked(state: &Mutex<State>) -> MutexGuard<'_, State> {
    state.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Splits a query string and undoes its escapes.
pub(super) fn pairs(query: &str) -> BTreeMap<String, String> {
    let split = |pair: &str| {
        let (key, value) = pair.split_once('=').unwrap_or((pair, ""));
        (unescaped(key), unescaped(value))
    };
    query.split('&').filter(|pair| !pair.is_empty()).map(split).collect()
}

fn unescaped(text: &str) -> String {
    let mut bytes = text.bytes();
    let mut out = Vec::with_capacity(text.len());
    while let Some(byte) = bytes.next() {
        match byte {
            b'+' => out.push(b' '),
            b'%' => {
                let digit = |byte: Option<u8>| {
                    byte.and_then(|byte| char::from(byte).to_digit(16))
                        .and_then(|digit| u8::try_from(digit).ok())
                };
                match (digit(bytes.next()), digit(bytes.next())) {
                    (Some(high), Some(low)) => out.push(high << 4 | low),
                    _ => out.push(b'%'),
                }
            }
            other => out.push(other),
        }
    }
    String::from_utf8_lossy(&out).into_owned()
}

#[cfg(test)]
mod tests {
    use super::pairs;

    #[test]
    fn queries_are_split_and_unescaped() {
        let found = pairs("a=1%2B2&b=x+y&c&%E4%B8%AD=%e6%96%87");
        assert_eq!(found["a"], "1+2");
        assert_eq!(found["b"], "x y");
        assert_eq!(found["c"], "");
        assert_eq!(found["中"], "文");
    }
}
