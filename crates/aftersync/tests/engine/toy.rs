//! A platform small enough to see through, and a network that says what the test wants.
use std::collections::BTreeMap;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use aftersync::model::aftersale::ObjectName;
use aftersync::model::axes::{Decision, DisputeState, MoneyState};
use aftersync::model::claim::Claim;
use aftersync::{
    AccountRef, Action, ActionVerb, AfterSale, AfterSaleLine, AppCredentials, Capabilities, Config, Delivery, Engine,
    EngineOptions, Error, ErrorKind, Fact, FactBody, HttpReply, HttpRequest, HttpResponse, Kind, Method, Money,
    ObjectRef, Payload, Phase, Platform, PlatformAdapter, QueueConfig, Result, SeededIds, ShopConfig, ShopId, Signal,
    TenantDesk, Timestamp, TokenPair, Transport,
};
use aftersync_core::model::order::Attribution;
use aftersync_core::platform::verified::{check_hmac_sha256, hmac_sha256, to_hex};
use aftersync_core::platform::{
    ActionOutcome, Call, Hint, Parsed, PollCursor, PollPage, Reason, Support, TokenRequest, Unreadable, Verdict,
    Verified, Warning, WaysIn,
};
use aftersync_core::store::TicketStore;
use aftersync_testkit::{ManualClock, MemoryStore};
use serde_json::{Value, json};

pub const START: i64 = 1_760_000_000_000;
pub const SECRET: &str = "toy-secret";

pub struct Toy(Capabilities);

impl Toy {
    pub fn new() -> Self {
        Self(Capabilities {
            webhook: WaysIn::VerifiedWebhook,
            poll: true,
            poll_window_ms: 3_600_000,
            poll_overlap_ms: 60_000,
            after_sales: &["aftersale", "complaint"],
            detail: &["aftersale", "complaint"],
            kinds: &[Kind::RefundOnly],
            actions: &[
                (ActionVerb::ApproveRefund, Support::Confirmed),
                (ActionVerb::Reject, Support::Confirmed),
                (ActionVerb::ConfirmReturn, Support::Confirmed),
                (ActionVerb::AddRemark, Support::Confirmed),
                (ActionVerb::SubmitEvidence, Support::Confirmed),
            ],
            reasons: true,
            chat: false,
            live: Attribution::Unknown,
            identity: &[],
            calls_per_second: 0,
            tokens_expire: true,
        })
    }
    pub fn limited(mut self, per_second: u32) -> Self {
        self.0.calls_per_second = per_second;
        self
    }
}

pub fn item(shop: &str, id: &str, revision: i64, status: &str) -> Value {
    json!({"shop": shop, "id": id, "order": format!("o-{id}"), "rev": revision, "status": status, "amount": 1000})
}

fn object(v: &Value) -> Option<ObjectRef> {
    Some(ObjectRef {
        platform: Platform::from("toy"),
        shop: ShopId::from(v["shop"].as_str()?),
        object: "aftersale".to_owned(),
        external_id: v["id"].as_str()?.to_owned(),
    })
}

pub fn fact(v: &Value) -> Option<Fact> {
    let (shop, id, status) = (v["shop"].as_str()?, v["id"].as_str()?, v["status"].as_str()?);
    let (revision, amount) = (v["rev"].as_i64()?, Money::cny(v["amount"].as_i64()?));
    let done = status == "done";
    let claim = match status {
        "agreed" => Claim {
            decision: Some(Decision::Approved),
            money: Some(MoneyState::Pending),
            ..Claim::default()
        },
        "disputed" => Claim {
            dispute: Some(DisputeState::Open),
            ..Claim::default()
        },
        "ruling" => Claim {
            dispute: Some(DisputeState::Ruling),
            ..Claim::default()
        },
        "done" => Claim {
            money: Some(MoneyState::Paid),
            full_refund: true,
            ..Claim::default()
        },
        _ => Claim::default(),
    };
    let at = Timestamp(START + revision * 1_000);
    // A complaint names the after-sale it stands beside.
    let beside = v["beside"].as_str().map(|id| ObjectName {
        object: "aftersale".to_owned(),
        external_id: id.to_owned(),
    });
    let body = AfterSale {
        object: if beside.is_some() { "complaint" } else { "aftersale" }.to_owned(),
        instead_of: Vec::new(),
        beside: beside.clone(),
        external_id: id.to_owned(),
        order: v["order"].as_str().map(str::to_owned),
        lines: vec![AfterSaleLine {
            line: "l1".to_owned(),
            quantity: Some(1),
            amount: Some(amount),
        }],
        account: Some(AccountRef {
            scope: "toy".to_owned(),
            uid: "buyer".to_owned(),
            nickname: None,
        }),
        kind: if beside.is_some() {
            Kind::Complaint
        } else {
            Kind::RefundOnly
        },
        raw_type: None,
        raw_status: status.to_owned(),
        known: true,
        claim,
        rank: match status {
            "open" => 1,
            "agreed" => 2,
            _ => 3,
        },
        requested: Some(amount).filter(|_| beside.is_none()),
        refunded: done.then_some(amount),
        issue: None,
        reason_code: None,
        reason_text: None,
        created_at: Timestamp(START),
        ended_at: done.then_some(at),
        deadline: None,
        return_parcel: None,
        replacement_parcel: None,
        version_token: Some(revision.to_string()),
        evidence: Vec::new(),
        dispute: None,
        flags: Default::default(),
        extra: Default::default(),
    };
    Some(Fact {
        platform: Platform::from("toy"),
        shop: ShopId::from(shop),
        revision,
        occurred_at: at,
        body: FactBody::AfterSale(Box::new(body)),
        raw: Some(Payload(v.to_string())),
    })
}

fn parsed(items: &[Value]) -> Parsed {
    let mut out = Parsed::default();
    for v in items {
        if let Some(reason) = v["warns"].as_str() {
            let shop = ShopId::from(v["shop"].as_str().unwrap_or_default());
            out.warnings.push(Warning {
                shop,
                reason: reason.to_owned(),
            });
            continue;
        }
        match fact(v) {
            Some(fact) => out.facts.push(fact),
            None => out.unreadable.push(Unreadable {
                payload: v.to_string().into_bytes(),
                reason: "not an after-sale".to_owned(),
                shop: v["shop"].as_str().map(ShopId::from),
            }),
        }
    }
    out
}

fn get(call: &Call, path: String) -> HttpRequest {
    let token = call.token.as_ref().map_or(String::new(), |t| t.expose().clone());
    HttpRequest {
        method: Method::Get,
        url: format!("http://toy{path}"),
        headers: vec![("token".to_owned(), token)],
        body: Vec::new(),
    }
}

fn read(answer: &HttpResponse) -> Result<Value> {
    let kind = match answer.status {
        200 => {
            return serde_json::from_slice(&answer.body).map_err(|_| Error::malformed("not JSON").at(Phase::InDoubt));
        }
        401 => ErrorKind::Unauthorized,
        403 => ErrorKind::Forbidden,
        404 => ErrorKind::NotFound,
        409 => ErrorKind::Conflict,
        429 => ErrorKind::RateLimited,
        s if s >= 500 => ErrorKind::Unavailable,
        _ => ErrorKind::Rejected,
    };
    Err(Error::new(kind, format!("the platform said {}", answer.status)).at(Phase::Answered))
}

impl PlatformAdapter for Toy {
    fn platform(&self) -> Platform {
        Platform::from("toy")
    }
    fn capabilities(&self) -> &Capabilities {
        &self.0
    }
    fn verify(&self, app: &AppCredentials, delivery: &Delivery, _: Timestamp) -> Result<Verdict> {
        let given = delivery.header("x-sign").unwrap_or_default();
        let proof = check_hmac_sha256(app.secret.expose().as_bytes(), &[&delivery.body], given)
            .ok_or_else(|| Error::new(ErrorKind::Signature, "the signature is wrong"))?;
        Ok(match delivery.path.as_str() {
            "/probe" => Verdict::Probe(self.acknowledge(true)),
            "/hint" => Verdict::Hint(Hint::signed(proof, delivery.body.clone())),
            _ => Verdict::Verified(Verified::new(proof, delivery.body.clone())),
        })
    }
    fn peek(&self, _: &AppCredentials, hint: &Hint) -> Result<Parsed> {
        let items: Vec<Value> = serde_json::from_slice(&hint.content).map_err(|_| Error::malformed("not JSON"))?;
        let signal = |v: &Value| {
            let object = object(v)?;
            Some(Signal {
                object,
                revision: v["rev"].as_i64(),
                status: None,
                dedupe: None,
            })
        };
        Ok(Parsed {
            signals: items.iter().filter_map(signal).collect(),
            ..Parsed::default()
        })
    }
    fn parse(&self, _: &AppCredentials, verified: &Verified) -> Result<Parsed> {
        let items: Vec<Value> = serde_json::from_slice(&verified.content).map_err(|_| Error::malformed("not JSON"))?;
        Ok(parsed(&items))
    }
    fn acknowledge(&self, taken: bool) -> HttpReply {
        let body = if taken { b"yes".to_vec() } else { b"no".to_vec() };
        HttpReply {
            status: if taken { 200 } else { 503 },
            content_type: "text/plain",
            body,
        }
    }
    fn poll_request(&self, call: &Call, cursor: &PollCursor) -> Result<HttpRequest> {
        let page = cursor.page.as_deref().unwrap_or("1");
        Ok(get(
            call,
            format!("/list/{}/{}/{page}", cursor.from.0 - START, cursor.to.0 - START),
        ))
    }
    fn poll_read(&self, _: &Call, _: &PollCursor, answer: &HttpResponse) -> Result<PollPage> {
        let v = read(answer)?;
        let items = v["items"].as_array().cloned().unwrap_or_default();
        Ok(PollPage {
            parsed: parsed(&items),
            next: v["next"].as_str().map(str::to_owned),
        })
    }
    fn detail_request(&self, call: &Call, object: &ObjectRef) -> Result<HttpRequest> {
        Ok(get(call, format!("/detail/{}", object.external_id)))
    }
    fn detail_read(&self, _: &Call, _: &ObjectRef, answer: &HttpResponse) -> Result<Parsed> {
        Ok(parsed(&[read(answer)?]))
    }
    fn action_support(&self, _: &AppCredentials, seen: &AfterSale, verb: ActionVerb) -> Support {
        // Evidence is taken at a complaint only, and nothing else is.
        let at_complaint = seen.object == "complaint";
        match at_complaint == (verb == ActionVerb::SubmitEvidence) {
            true => self.0.action(verb),
            false => Support::Unsupported,
        }
    }
    fn action_request(&self, call: &Call, action: &Action) -> Result<HttpRequest> {
        if action.verb == ActionVerb::Reject && action.reason_code.is_none() {
            return Err(Error::rejected("the platform wants a reason").with("field", "reason_code"));
        }
        Ok(get(call, format!("/act/{}/{}", action.verb, action.object.external_id)))
    }
    fn action_read(&self, _: &Call, _: &Action, answer: &HttpResponse) -> Result<ActionOutcome> {
        let v = read(answer)?;
        Ok(ActionOutcome {
            facts: fact(&v).into_iter().collect(),
            refetch: v["status"].is_null(),
        })
    }
    fn action_happened(&self, _: &Action, seen: &AfterSale) -> Option<bool> {
        match seen.raw_status.as_str() {
            "open" => Some(false),
            "agreed" | "done" => Some(true),
            _ => None,
        }
    }
    fn reasons_request(&self, call: &Call, seen: &AfterSale, verb: ActionVerb) -> Result<HttpRequest> {
        let shown = call.setting("shown")?;
        Ok(get(call, format!("/reasons/{verb}/{}/{shown}", seen.external_id)))
    }
    fn reasons_read(&self, _: &Call, _: &AfterSale, _: ActionVerb, answer: &HttpResponse) -> Result<Vec<Reason>> {
        let v = read(answer)?;
        let reason = |v: &Value| Reason {
            code: v["code"].as_str().unwrap_or_default().to_owned(),
            text: v["text"].as_str().unwrap_or_default().to_owned(),
        };
        Ok(v["reasons"].as_array().into_iter().flatten().map(reason).collect())
    }
    fn authorize_url(&self, _: &AppCredentials, state: &str) -> Option<String> {
        Some(format!("http://toy/authorize?state={state}"))
    }
    fn token_request(&self, call: &Call, ask: &TokenRequest) -> Result<HttpRequest> {
        let TokenRequest::Refresh(token) = ask else {
            return Err(Error::unsupported("only refreshed", "connect"));
        };
        Ok(get(call, format!("/token/{}", token.expose())))
    }
    fn token_read(&self, call: &Call, answer: &HttpResponse) -> Result<TokenPair> {
        let v = read(answer)?;
        let text = |name: &str| v[name].as_str().unwrap_or_default().to_owned();
        let expires_at = call.now.plus(v["life"].as_i64().unwrap_or(0));
        Ok(TokenPair {
            access: text("access"),
            refresh: Some(text("refresh")),
            expires_at,
        })
    }
    fn reread(&self, _: &ObjectRef, payload: &str) -> Result<Parsed> {
        let v: Value = serde_json::from_str(payload).map_err(|_| Error::malformed("not JSON"))?;
        Ok(parsed(&[v]))
    }
}

/// Answers by path, the first of several answers first, the last one again and again; remembers what was asked.
#[derive(Clone, Default)]
pub struct Net(Arc<Mutex<State>>);

#[derive(Default)]
struct State {
    answers: BTreeMap<String, Vec<Result<HttpResponse>>>,
    otherwise: Option<Result<HttpResponse>>,
    asked: Vec<(String, String)>,
}

impl Net {
    pub fn on(&self, path: &str, answers: impl IntoIterator<Item = Result<HttpResponse>>) {
        let mut answers: Vec<_> = answers.into_iter().collect();
        answers.reverse();
        self.0.lock().unwrap().answers.insert(path.to_owned(), answers);
    }
    pub fn ok(&self, path: &str, body: Value) {
        self.on(path, [ok(body)]);
    }
    /// The answer on every path that has none of its own.
    pub fn otherwise(&self, answer: Result<HttpResponse>) {
        self.0.lock().unwrap().otherwise = Some(answer);
    }
    pub fn asked(&self) -> Vec<String> {
        self.0
            .lock()
            .unwrap()
            .asked
            .iter()
            .map(|(path, _)| path.clone())
            .collect()
    }
    pub fn tokens(&self) -> Vec<String> {
        self.0
            .lock()
            .unwrap()
            .asked
            .iter()
            .map(|(_, token)| token.clone())
            .collect()
    }
    pub fn clear(&self) {
        self.0.lock().unwrap().asked.clear();
    }
}

pub fn ok(body: Value) -> Result<HttpResponse> {
    status(200, body)
}
pub fn status(status: u16, body: Value) -> Result<HttpResponse> {
    Ok(HttpResponse {
        status,
        headers: Vec::new(),
        body: body.to_string().into_bytes(),
    })
}
pub fn lost() -> Result<HttpResponse> {
    Err(Error::new(ErrorKind::Unavailable, "the connection broke off").at(Phase::InDoubt))
}
pub fn down() -> Result<HttpResponse> {
    Err(Error::new(ErrorKind::Unavailable, "no connection").at(Phase::NotSent))
}

#[async_trait::async_trait]
impl Transport for Net {
    async fn send(&self, request: HttpRequest, _: Duration) -> Result<HttpResponse> {
        let path = request.url.strip_prefix("http://toy").unwrap().to_owned();
        let mut state = self.0.lock().unwrap();
        state.asked.push((path.clone(), request.headers[0].1.clone()));
        let otherwise = state.otherwise.clone();
        let Some(answers) = state.answers.get_mut(&path) else {
            return otherwise.unwrap_or_else(|| panic!("nobody expected {path}"));
        };
        if answers.len() > 1 {
            answers.pop().unwrap()
        } else {
            answers[0].clone()
        }
    }
}

pub struct Bench {
    pub engine: Engine,
    pub clock: ManualClock,
    pub net: Net,
}

impl Bench {
    pub fn new() -> Self {
        Self::over(Arc::new(MemoryStore::new()), Toy::new())
    }

    /// Two merchants, each with one connected shop: `acme` has `s1`, `bolt` has `s2`. Polling is off.
    pub fn over(store: Arc<dyn TicketStore>, toy: Toy) -> Self {
        let clock = ManualClock::new(Timestamp(START));
        let net = Net::default();
        let engine = Engine::builder(store)
            .adapters([Arc::new(toy) as Arc<dyn PlatformAdapter>])
            .app("toy", AppCredentials::new("app", SECRET.to_owned()))
            .transport(Arc::new(net.clone()))
            .clock(Arc::new(clock.clone()))
            .ids(Arc::new(SeededIds::new(1)))
            .key([7; 32])
            .options(EngineOptions {
                idle_ms: 20,
                ..EngineOptions::default()
            })
            .build()
            .unwrap();
        let bench = Self { engine, clock, net };
        bench.configure("acme", "s1", 0);
        bench.configure("bolt", "s2", 0);
        bench
    }

    pub fn configure(&self, tenant: &str, shop: &str, poll_every_ms: i64) {
        let shop = ShopConfig {
            app: Some("app".into()),
            poll_every_ms,
            settings: BTreeMap::from([("shown".to_owned(), "zh".to_owned())]),
            ..ShopConfig::new("toy", shop)
        };
        let queues = vec![QueueConfig::new("aftersales")];
        let desk = self.engine.desk(tenant);
        let config = Config {
            shops: vec![shop.clone()],
            queues,
            ..Config::default()
        };
        desk.configure(config).wait().unwrap();
        desk.connect("toy", shop.shop, Some(tokens("first", START + 86_400_000)))
            .wait()
            .unwrap();
    }

    pub fn acme(&self) -> TenantDesk {
        self.engine.desk("acme")
    }

    /// Somebody of acme's: who decides on money must be known. They serve no queue.
    pub fn hire(&self, name: &str) -> aftersync::AgentId {
        let agent = Box::new(aftersync::model::agent::Agent::new(name));
        let id = agent.id;
        let put = aftersync::model::command::Act::PutAgent { agent };
        self.acme().act(aftersync::Actor::system()).doing(put).wait().unwrap();
        id
    }

    pub fn work(&self) -> aftersync::Worked {
        self.engine.run_due(self.engine.now()).wait().unwrap()
    }

    pub fn ticket(&self, id: aftersync::TicketId) -> aftersync::Ticket {
        self.acme().ticket(id).wait().unwrap().unwrap().item
    }

    pub fn open(&self, id: &str) -> aftersync::TicketId {
        let taken = self
            .acme()
            .ingest([fact(&item("s1", id, 1, "open")).unwrap()])
            .wait()
            .unwrap();
        taken[0].as_ref().unwrap().ticket.unwrap()
    }
}

pub fn tokens(name: &str, expires_at: i64) -> TokenPair {
    TokenPair {
        access: format!("{name}-access"),
        refresh: Some(format!("{name}-refresh")),
        expires_at: Timestamp(expires_at),
    }
}

pub fn delivery(path: &str, body: &Value) -> Delivery {
    let body = body.to_string().into_bytes();
    let sign = to_hex(&hmac_sha256(SECRET.as_bytes(), &[&body]));
    Delivery {
        path: path.to_owned(),
        headers: vec![("X-Sign".to_owned(), sign)],
        body,
        ..Delivery::default()
    }
}
