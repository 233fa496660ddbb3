//! A day with two phones: a backend that serves them over HTTP, work in a lift without a network, two who decide at once, and
//! a phone that is lost.
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use aftersync::replica::{Access, Options, PendingState, Replica, Resolution, SyncReport};
use aftersync::{
    Act, Actor, Agent, AgentId, Config, DataKey, Desk, DeskSync, Error, ErrorKind, Fact, Http, HttpRequest, Method,
    QueueConfig, Result, Role, TicketId, Timestamp, Transport, Trigger,
};
use axum::Router;
use axum::body::Bytes;
use axum::extract::{DefaultBodyLimit, State};
use axum::http::{HeaderMap, StatusCode};
use axum::routing::post;
use serde_json::json;

/// How long an exchange may take.
const PATIENCE: Duration = Duration::from_secs(20);

/// The route that phones post to. Who asks says the login: here a word, in your backend whatever you have.
fn backend(desk: Arc<Desk>) -> Router {
    let route = post(answer).layer(DefaultBodyLimit::max(2 * 1024 * 1024));
    Router::new().route("/sync", route).with_state(desk)
}

async fn answer(
    State(desk): State<Arc<Desk>>,
    headers: HeaderMap,
    body: Bytes,
) -> std::result::Result<Vec<u8>, StatusCode> {
    let login = headers.get("authorization").and_then(|value| value.to_str().ok());
    let name = login
        .and_then(|login| login.strip_prefix("Bearer "))
        .ok_or(StatusCode::UNAUTHORIZED)?;
    let answered = desk.sync(AgentId::of(name), body.to_vec()).await;
    answered.map_err(|error| match error.kind() {
        ErrorKind::Malformed => StatusCode::BAD_REQUEST,
        ErrorKind::Signature | ErrorKind::Forbidden => StatusCode::FORBIDDEN,
        _ => StatusCode::SERVICE_UNAVAILABLE,
    })
}

/// A phone: its copy, and where its backend is.
struct Phone {
    name: &'static str,
    url: String,
    http: Http,
    replica: Replica,
}

impl Phone {
    /// Registered over the host's own login, the key kept in the phone's key store: here in memory.
    async fn new(desk: &Desk, name: &'static str, url: &str, path: PathBuf) -> Result<Self> {
        let agent = AgentId::of(name);
        let given = desk.register_device(Actor::system(), agent).await?;
        let access = Access {
            device: given.device,
            agent,
            role: Role::Agent,
            key: DataKey::new(*given.key.expose()),
        };
        Ok(Self {
            name,
            url: url.to_owned(),
            http: Http::new()?,
            replica: Replica::open(path, access, Options::default())?,
        })
    }

    /// Until nothing more is there.
    async fn sync(&self) -> Result<SyncReport> {
        loop {
            let request = HttpRequest {
                method: Method::Post,
                url: self.url.clone(),
                headers: vec![("authorization".to_owned(), format!("Bearer {}", self.name))],
                body: self.replica.request(now())?,
            };
            let response = self.http.send(request, PATIENCE).await?;
            if response.status != 200 {
                return Err(
                    Error::new(ErrorKind::Unavailable, "the backend did not answer").with("status", response.status)
                );
            }
            let report = self.replica.answer(&response.body, now())?;
            if !report.more {
                return Ok(report);
            }
        }
    }

    fn moves(&self, ticket: TicketId, trigger: Trigger) -> Result<String> {
        let details = Box::default();
        self.replica.execute(
            Act::Move {
                ticket,
                trigger,
                details,
            },
            now(),
        )
    }
}

fn now() -> Timestamp {
    let since = std::time::SystemTime::now()
        .duration_since(std::time::UNIX_EPOCH)
        .unwrap_or_default();
    Timestamp(i64::try_from(since.as_millis()).unwrap_or(i64::MAX))
}

/// Plays the day; gives what is to be told of it.
///
/// # Errors
/// Whatever a part of it could not do.
pub fn run() -> Result<Vec<String>> {
    let failed = |e: std::io::Error| Error::new(ErrorKind::Host, "the day could not begin").because(e);
    let folder = std::env::temp_dir().join(format!("aftersync-phones-{}-{}", std::process::id(), now().0));
    std::fs::create_dir_all(&folder).map_err(failed)?;
    let runtime = tokio::runtime::Runtime::new().map_err(failed)?;
    let told = runtime.block_on(day(&folder));
    drop(runtime);
    std::fs::remove_dir_all(&folder).ok();
    told
}

async fn day(folder: &std::path::Path) -> Result<Vec<String>> {
    let desk = Arc::new(Desk::open(folder.join("desk.db"))?);
    let tickets = morning(&desk).await?;
    let failed = |e: std::io::Error| Error::new(ErrorKind::Host, "the backend could not begin").because(e);
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.map_err(failed)?;
    let url = format!("http://{}/sync", listener.local_addr().map_err(failed)?);
    let served = tokio::spawn(axum::serve(listener, backend(desk.clone())).into_future());
    let ann = Phone::new(&desk, "ann", &url, folder.join("ann.db")).await?;
    let bob = Phone::new(&desk, "bob", &url, folder.join("bob.db")).await?;
    let told = at_work(&desk, &ann, &bob, &tickets).await;
    served.abort();
    told
}

/// Two agents, one queue, three requests.
async fn morning(desk: &Desk) -> Result<Vec<TicketId>> {
    let config = Config {
        queues: vec![QueueConfig::new("front")],
        fallback_queue: "front".into(),
        ..Config::default()
    };
    desk.configure(config).await?;
    for name in ["ann", "bob"] {
        let agent = json!({"id": AgentId::of(name), "external_id": name, "name": name, "groups": ["front"]});
        let agent: Agent = serde_json::from_value(agent).map_err(unread)?;
        let act = Act::PutAgent { agent: Box::new(agent) };
        desk.act(Actor::system()).doing(act).await?;
    }
    let mut facts = Vec::new();
    for n in 0..3 {
        facts.push(request(n)?);
    }
    let mut tickets = Vec::new();
    for taken in desk.ingest(facts).await? {
        tickets.extend(taken?.ticket);
    }
    Ok(tickets)
}

fn request(n: i64) -> Result<Fact> {
    let at = now();
    let fact = json!({
        "platform": "app", "shop": "own", "revision": at.0 + n, "occurred_at": at,
        "body": {"type": "after_sale", "object": "aftersale", "external_id": format!("A{n}"), "order": format!("O{n}"),
            "lines": [], "kind": "refund_only", "raw_status": "new", "claim": {}, "rank": 1, "created_at": at,
            "requested": {"minor": 5_000, "currency": "CNY"}},
    });
    serde_json::from_value(fact).map_err(unread)
}

fn unread(e: serde_json::Error) -> Error {
    Error::malformed("this cannot be read").because(e)
}

async fn at_work(desk: &Desk, ann: &Phone, bob: &Phone, tickets: &[TicketId]) -> Result<Vec<String>> {
    let [first, second, ..] = tickets else {
        return Err(Error::internal("three tickets were opened"));
    };
    let mut told = Vec::new();
    ann.sync().await?;
    bob.sync().await?;
    told.push(format!("both phones have {} tickets", ann.replica.count()?));

    // In a lift: no network.
    ann.moves(*first, Trigger::ApproveRefund)?;
    let drawn = ann.replica.ticket(*first)?.map(|view| view.bundle.ticket.item.headline);
    let desk_says = desk.ticket(*first).await?.map(|t| t.item.headline);
    told.push(format!("in the lift ann sees {drawn:?}, the desk still {desk_says:?}"));
    let report = ann.sync().await?;
    told.push(format!("out of the lift: {} applied", report.applied));

    // Two decide at once.
    ann.moves(*second, Trigger::ApproveRefund)?;
    let key = bob.moves(*second, Trigger::AskBuyer)?;
    ann.sync().await?;
    bob.sync().await?;
    for waiting in bob.replica.pending()? {
        if let PendingState::Conflict { suggestion, .. } = waiting.state {
            told.push(format!("bob was later; proposed: {suggestion:?}"));
        }
    }
    bob.replica.resolve(&key, Resolution::Theirs, now())?;

    // Bob's phone is left in a taxi.
    let devices = desk.devices(AgentId::of("bob")).await?;
    for device in devices {
        desk.revoke_device(Actor::system(), device.id).await?;
    }
    let report = bob.sync().await?;
    told.push(format!("bob's phone wiped itself: {}", report.wiped));
    Ok(told)
}
