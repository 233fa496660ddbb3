//! A desk to try things on, and facts of a host's own channel to put in.
use std::sync::Arc;

use aftersync_core::engine::clock::SeededIds;
use aftersync_core::engine::{Desk, Engine, EngineBuilder};
use aftersync_core::model::aftersale::{AccountRef, AfterSale, AfterSaleLine};
use aftersync_core::model::axes::Kind;
use aftersync_core::model::command::{Act, Actor};
use aftersync_core::model::config::Config;
use aftersync_core::model::event::{AnyEvent, Cursor, EventBody};
use aftersync_core::model::evidence::Evidence;
use aftersync_core::model::fact::{Fact, FactBody};
use aftersync_core::model::handoff::TaskTrigger;
use aftersync_core::model::ids::{SourceId, TaskId, TicketId};
use aftersync_core::model::money::Money;
use aftersync_core::model::order::{OrderLine, OrderSnapshot, OrderState};
use aftersync_core::model::ticket::Ticket;
use aftersync_core::model::time::Timestamp;
use aftersync_core::store::TicketStore;
use aftersync_testkit::ManualClock;
use serde_json::json;

/// When it begins.
pub const START: Timestamp = Timestamp(1_780_272_000_000);
/// The host's own channel: no adapter knows it.
pub const APP: &str = "app";
/// Its shop.
pub const SHOP: &str = "own";

/// An engine over a store, with a clock that stands.
pub fn engine(store: Arc<dyn TicketStore>, seed: u64) -> (EngineBuilder, ManualClock) {
    let clock = ManualClock::new(START);
    let builder = Engine::builder(store)
        .key([7; 32])
        .clock(Arc::new(clock.clone()))
        .ids(Arc::new(SeededIds::new(seed)));
    (builder, clock)
}

/// A fact of the host's own channel.
pub fn fact(at: Timestamp, body: FactBody) -> Fact {
    Fact {
        platform: APP.into(),
        shop: SHOP.into(),
        revision: at.secs(),
        occurred_at: at,
        body,
        raw: None,
    }
}

/// An order of 100.00 in two pieces.
pub fn order(number: &str, at: Timestamp) -> OrderSnapshot {
    OrderSnapshot {
        external_id: number.into(),
        account: Some(buyer("buyer-1")),
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
    }
}

/// A buyer of the shop.
pub fn buyer(uid: &str) -> AccountRef {
    AccountRef {
        scope: SHOP.into(),
        uid: uid.into(),
        nickname: None,
    }
}

/// A request of 50.00 that nobody has looked at.
pub fn request(id: &str, order: &str, kind: Kind, at: Timestamp) -> AfterSale {
    let whole = json!({
        "external_id": id, "order": order, "kind": kind, "raw_status": "new", "claim": {}, "rank": 1, "created_at": at,
        "requested": Money::cny(5_000),
    });
    AfterSale {
        object: "aftersale".to_owned(),
        instead_of: Vec::new(),
        beside: None,
        lines: vec![AfterSaleLine {
            line: "L1".into(),
            quantity: Some(1),
            amount: Some(Money::cny(5_000)),
        }],
        ..serde_json::from_value(whole).expect("an after-sale")
    }
}

/// Publishes a configuration.
pub fn configure(desk: &Desk, config: Config) {
    let config = Box::new(config);
    let said = desk.act(Actor::system()).doing(Act::Configure { config }).wait();
    said.expect("a configuration");
}

/// Does all that is due, and what follows from it.
pub fn work(engine: &Engine) {
    while engine.run_due(engine.now()).wait().expect("jobs").total() > 0 {}
}

/// Takes in an order and a request on it; gives the ticket.
pub fn opened(desk: &Desk, id: &str, order_number: &str, kind: Kind) -> TicketId {
    let at = desk.engine().now();
    let facts = [
        fact(at, FactBody::Order(Box::new(order(order_number, at)))),
        fact(at, FactBody::AfterSale(Box::new(request(id, order_number, kind, at)))),
    ];
    let mut answers = desk.ingest(facts).wait().expect("ingest");
    let taken = answers.pop().expect("an answer").expect("the request");
    taken.ticket.expect("a ticket")
}

/// A task moves, with no more said of it than why, and with files.
pub fn task_moves(task: TaskId, trigger: TaskTrigger, why: Option<&str>, attachments: Vec<Evidence>) -> Act {
    Act::MoveTask {
        task,
        trigger,
        agent: None,
        reason: why.map(str::to_owned),
        result: None,
        raises: None,
        amount: None,
        lines: Vec::new(),
        form: Default::default(),
        attachments,
    }
}

/// What the log of a desk says, from its beginning: a thousand events at most.
pub fn told(desk: &Desk) -> Vec<EventBody> {
    let page = desk.events(Cursor(0), 1_000).wait().expect("a page");
    let known = page
        .events
        .into_iter()
        .filter_map(|recorded| match recorded.event.body {
            AnyEvent::Known(body) => Some(body),
            AnyEvent::Unknown(_) => None,
        });
    known.collect()
}

/// A ticket as it is now.
pub fn ticket(desk: &Desk, id: TicketId) -> Ticket {
    desk.ticket(id).wait().expect("a read").expect("a ticket").item
}

/// The ticket that has that after-sale.
pub fn ticket_of(desk: &Desk, platform: &str, shop: &str, after_sale: &str) -> Option<Ticket> {
    let source = SourceId::of(&platform.into(), &shop.into(), "aftersale", after_sale);
    let query = aftersync_core::engine::query::TicketQuery {
        limit: 1_000,
        ..Default::default()
    };
    let page = desk.tickets(query).wait().expect("tickets");
    page.items
        .into_iter()
        .map(|t| t.item)
        .find(|t| t.sources.contains(&source))
}
