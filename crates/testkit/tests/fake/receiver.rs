//! A receiver of pushes: one route that keeps every request and answers as it is told.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex};

use axum::body::Bytes;
use axum::extract::State;
use axum::http::{HeaderMap, Method, StatusCode, Uri};

/// One request as it came.
#[derive(Clone, Debug)]
pub struct Arrived {
    pub verb: String,
    pub query: BTreeMap<String, String>,
    pub headers: BTreeMap<String, String>,
    pub body: Vec<u8>,
}

type Answer = Box<dyn FnMut(&Arrived) -> (u16, String) + Send>;

struct Seen {
    arrived: Vec<Arrived>,
    answer: Answer,
}

pub struct Receiver {
    seen: Arc<Mutex<Seen>>,
    pub url: String,
    _runtime: tokio::runtime::Runtime,
}

impl Receiver {
    pub fn start(answer: impl FnMut(&Arrived) -> (u16, String) + Send + 'static) -> Self {
        let seen = Arc::new(Mutex::new(Seen {
            arrived: Vec::new(),
            answer: Box::new(answer),
        }));
        let runtime = tokio::runtime::Builder::new_multi_thread()
            .worker_threads(1)
            .enable_all()
            .build()
            .unwrap();
        let listener = runtime.block_on(tokio::net::TcpListener::bind("127.0.0.1:0")).unwrap();
        let url = format!("http://{}/hook", listener.local_addr().unwrap());
        let router = axum::Router::new().fallback(hook).with_state(Arc::clone(&seen));
        runtime.spawn(async move { axum::serve(listener, router).await });
        Self {
            seen,
            url,
            _runtime: runtime,
        }
    }

    pub fn arrived(&self) -> Vec<Arrived> {
        self.seen.lock().unwrap().arrived.clone()
    }

    pub fn answer_with(&self, answer: impl FnMut(&Arrived) -> (u16, String) + Send + 'static) {
        self.seen.lock().unwrap().answer = Box::new(answer);
    }
}

async fn hook(
    State(seen): State<Arc<Mutex<Seen>>>,
    method: Method,
    uri: Uri,
    headers: HeaderMap,
    body: Bytes,
) -> (StatusCode, String) {
    let headers = headers
        .iter()
        .map(|(name, value)| (name.to_string(), value.to_str().unwrap_or_default().to_owned()));
    let url = reqwest::Url::parse(&format!("http://receiver{uri}")).unwrap();
    let query = url.query_pairs().into_owned().collect();
    let arrived = Arrived {
        verb: method.to_string(),
        query,
        headers: headers.collect(),
        body: body.to_vec(),
    };
    let mut seen = seen.lock().unwrap();
    let (status, text) = (seen.answer)(&arrived);
    seen.arrived.push(arrived);
    (StatusCode::from_u16(status).unwrap(), text)
}
