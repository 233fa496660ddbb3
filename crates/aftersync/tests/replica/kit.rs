//! A desk with two agents, and phones beside it.
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};

use aftersync::model::handoff::TaskTrigger;
use aftersync::replica::{Access, Options, Replica, SyncReport, SyncUser};
use aftersync::{
    AccountRef, Act, Actor, AfterSale, AfterSaleLine, Agent, AgentId, Config, DataKey, DeskSync, Engine, Fact,
    FactBody, Kind, LocalKeys, MessageSnapshot, Money, OrderLine, OrderSnapshot, OrderState, QueueConfig, Result, Role,
    Sealing, SeededIds, SqliteStore, TaskId, TenantDesk, TicketId, TicketStore, Timestamp, Trigger,
};
use aftersync_testkit::{ManualClock, MemoryStore};
use serde_json::json;

pub const START: Timestamp = Timestamp(1_780_272_000_000);

static FOLDERS: AtomicU32 = AtomicU32::new(0);

/// A folder that goes when the test is over.
pub struct Folder(pub PathBuf);

impl Folder {
    pub fn new() -> Self {
        let name = format!(
            "aftersync-replica-{}-{}",
            std::process::id(),
            FOLDERS.fetch_add(1, Ordering::Relaxed)
        );
        let path = std::env::temp_dir().join(name);
        std::fs::create_dir_all(&path).unwrap();
        Self(path)
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        std::fs::remove_dir_all(&self.0).ok();
    }
}

pub struct Office {
    pub folder: Folder,
    pub engine: Engine,
    pub desk: TenantDesk,
    pub clock: ManualClock,
}

impl Office {
    /// Over the reference store.
    pub fn new() -> Self {
        Self::over(Arc::new(MemoryStore::new()), Folder::new())
    }

    /// Over a sealed file.
    pub fn sealed() -> Self {
        let folder = Folder::new();
        let options = aftersync::FileOptions {
            sealing: Sealing::by(LocalKeys::new([9; 32])),
            ..Default::default()
        };
        let store = SqliteStore::open(folder.0.join("desk.db"), options).unwrap();
        Self::over(Arc::new(store), folder)
    }

    pub fn over(store: Arc<dyn TicketStore>, folder: Folder) -> Self {
        let clock = ManualClock::new(START);
        let engine = Engine::builder(store)
            .key([7; 32])
            .clock(Arc::new(clock.clone()))
            .ids(Arc::new(SeededIds::new(1)))
            .build()
            .unwrap();
        let desk = engine.desk("acme");
        let office = Self {
            folder,
            engine,
            desk,
            clock,
        };
        let config = Config {
            queues: vec![QueueConfig::new("front"), QueueConfig::new("vip")],
            fallback_queue: "front".into(),
            ..Config::default()
        };
        office.desk.configure(config).wait().unwrap();
        for name in ["ann", "bob"] {
            office.put_agent(name, &["front"]);
        }
        office
    }

    pub fn put_agent(&self, name: &str, groups: &[&str]) {
        let agent: Agent = serde_json::from_value(json!({
            "id": AgentId::of(name), "external_id": name, "name": name, "groups": groups,
        }))
        .unwrap();
        self.does(Act::PutAgent { agent: Box::new(agent) });
    }

    pub fn does(&self, act: Act) {
        self.desk
            .act(Actor::agent(AgentId::of("bob")))
            .doing(act)
            .apply()
            .wait()
            .unwrap();
    }

    pub fn moves(&self, ticket: TicketId, trigger: Trigger) {
        self.does(Act::Move {
            ticket,
            trigger,
            details: Box::default(),
        });
    }

    pub fn assign(&self, ticket: TicketId, agent: &str) {
        self.does(Act::Assign {
            ticket,
            agent: Some(AgentId::of(agent)),
        });
    }

    fn fact(&self, body: FactBody) -> Fact {
        let at = self.engine.now();
        Fact {
            platform: "app".into(),
            shop: "own".into(),
            revision: at.0,
            occurred_at: at,
            body,
            raw: None,
        }
    }

    /// An order of 100.00 and a request of 50.00 on it.
    pub fn open(&self, id: &str) -> TicketId {
        self.clock.advance(1_000);
        let at = self.engine.now();
        let account = AccountRef {
            scope: "own".into(),
            uid: format!("buyer-{id}"),
            nickname: Some(format!("Nick {id}")),
        };
        let order = OrderSnapshot {
            external_id: format!("o-{id}"),
            account: Some(account),
            state: OrderState::Paid,
            paid: Money::cny(10_000),
            lines: vec![OrderLine {
                external_id: "L1".into(),
                sku: "sku-1".into(),
                title: "cup".into(),
                quantity: 2,
                paid: Money::cny(10_000),
                merchant_code: None,
                barcode: None,
                supplier: None,
                batch: None,
                host: None,
                room: None,
                custom: Default::default(),
            }],
            receiver: None,
            parcels: Vec::new(),
            created_at: at,
            paid_at: Some(at),
        };
        let whole = json!({
            "external_id": id, "order": format!("o-{id}"), "kind": Kind::RefundOnly, "raw_status": "new", "claim": {},
            "rank": 1, "created_at": at, "requested": Money::cny(5_000), "reason_text": format!("broken {id}"),
        });
        let request = AfterSale {
            object: "aftersale".to_owned(),
            lines: vec![AfterSaleLine {
                line: "L1".into(),
                quantity: Some(1),
                amount: Some(Money::cny(5_000)),
            }],
            ..serde_json::from_value(whole).unwrap()
        };
        let facts = [
            self.fact(FactBody::Order(Box::new(order))),
            self.fact(FactBody::AfterSale(Box::new(request))),
        ];
        let mut answers = self.desk.ingest(facts).wait().unwrap();
        answers.pop().unwrap().unwrap().ticket.unwrap()
    }

    /// What the buyer of a request writes.
    pub fn writes(&self, id: &str, text: &str) {
        self.clock.advance(1_000);
        let at = self.engine.now();
        let said: MessageSnapshot = serde_json::from_value(json!({
            "conversation": format!("c-{id}"), "channel": "chat", "external_id": format!("m-{}", at.0), "sender": "buyer",
            "account": {"scope": "own", "uid": format!("buyer-{id}"), "nickname": null}, "text": text, "at": at,
            "about": {"order": format!("o-{id}")},
        }))
        .unwrap();
        let fact = self.fact(FactBody::Message(Box::new(said)));
        self.desk.ingest([fact]).wait().unwrap().pop().unwrap().unwrap();
    }

    pub fn phone(&self, agent: &str, name: &str) -> Phone {
        let agent = AgentId::of(agent);
        let given = self.desk.register_device(Actor::system(), agent).wait().unwrap();
        let access = Access {
            device: given.device,
            agent,
            role: Role::Agent,
            key: DataKey::new(*given.key.expose()),
        };
        Phone::open(&self.folder.0.join(name), access, self.engine.now())
    }
}

pub struct Phone {
    pub replica: Replica,
    pub access: Access,
    pub path: PathBuf,
    pub user: SyncUser,
    /// What the phone's own clock is off by.
    pub off_ms: i64,
    pub now: Timestamp,
}

impl Phone {
    pub fn open(path: &Path, access: Access, now: Timestamp) -> Self {
        let options = Options {
            page: 7,
            ..Options::default()
        };
        Self {
            replica: Replica::open(path, access.clone(), options).unwrap(),
            user: access.agent.into(),
            access,
            path: path.to_owned(),
            off_ms: 0,
            now,
        }
    }

    pub fn at(&self) -> Timestamp {
        self.now.plus(self.off_ms)
    }

    /// One exchange with the server.
    pub fn once(&self, desk: &TenantDesk) -> Result<SyncReport> {
        let request = self.replica.request(self.at())?;
        let answer = desk.sync(self.user.clone(), request).wait()?;
        self.replica.answer(&answer, self.at())
    }

    /// Until nothing more is there. Gives the sum of what was done.
    pub fn sync(&self, desk: &TenantDesk) -> SyncReport {
        let mut sum = SyncReport::default();
        for _ in 0..1_000 {
            let one = self.once(desk).unwrap();
            sum.tickets += one.tickets;
            sum.gone += one.gone;
            sum.applied += one.applied;
            sum.conflicts += one.conflicts;
            sum.refused += one.refused;
            sum.resync |= one.resync;
            sum.wiped |= one.wiped;
            sum.clock_ahead_ms = one.clock_ahead_ms;
            if !one.more {
                return sum;
            }
        }
        panic!("no end of it");
    }

    pub fn does(&self, act: Act) -> String {
        self.replica.execute(act, self.at()).unwrap()
    }

    pub fn moves(&self, ticket: TicketId, trigger: Trigger) -> String {
        self.does(Act::Move {
            ticket,
            trigger,
            details: Box::default(),
        })
    }

    pub fn notes(&self, ticket: TicketId, text: &str) -> String {
        self.does(Act::Note {
            ticket,
            text: text.into(),
            mentions: Default::default(),
        })
    }
}

/// A task moves, in the hands of this agent.
pub fn moves(task: TaskId, trigger: TaskTrigger, agent: &str) -> Act {
    Act::MoveTask {
        task,
        trigger,
        agent: Some(AgentId::of(agent)),
        reason: None,
        result: None,
        raises: None,
        amount: None,
        lines: Vec::new(),
        form: Default::default(),
        attachments: Vec::new(),
    }
}
