//! What rules name beside a queue: tags, clocks, who is told; and where the buyer wrote, which they ask for.
use std::sync::Arc;

use aftersync_core::engine::Desk;
use aftersync_core::model::axes::Kind;
use aftersync_core::model::command::Actor;
use aftersync_core::model::condition::{Attribute, Check, Test, When};
use aftersync_core::model::config::{Config, QueueConfig, Rule, Then};
use aftersync_core::model::conversation::{Channel, MessageSnapshot, Sender};
use aftersync_core::model::custom::CustomValue;
use aftersync_core::model::event::EventBody;
use aftersync_core::model::fact::FactBody;
use aftersync_core::model::ids::TicketId;
use aftersync_core::model::selection::{OverflowWhen, RouteStep};
use aftersync_core::model::ticket::Ticket;
use aftersync_core::model::time::{MINUTE, SECOND};
use aftersync_testkit::{ManualClock, MemoryStore};
use aftersync_tests::desk::{START, buyer, configure, engine, fact, opened, ticket, told, work};

fn new() -> (Desk, ManualClock) {
    let (builder, clock) = engine(Arc::new(MemoryStore::new()), 41);
    (builder.build().unwrap().desk("acme"), clock)
}

fn to(queue: &str) -> Then {
    Then {
        queue: Some(queue.to_owned()),
        ..Then::default()
    }
}

/// A tag is given once. Whoever takes it away has the last word, whatever happens to the ticket afterwards.
#[test]
fn a_tag_that_was_taken_away_stays_away() {
    let (desk, _) = new();
    let gives = Then {
        tags: vec!["gems".into()],
        notify: ["leads".to_owned()].into(),
        ..to("front")
    };
    configure(
        &desk,
        Config {
            queues: vec![QueueConfig::new("front")],
            rules: vec![Rule::new("all", When::Always, gives)],
            ..Config::default()
        },
    );
    let id = opened(&desk, "A1", "order-1", Kind::Repair);
    let tags = || ticket(&desk, id).local.tags.into_iter().collect::<Vec<_>>();
    assert_eq!(tags(), ["gems"]);
    let edit = || desk.act(Actor::system()).edit(id);
    edit().untag("gems").wait().unwrap();
    assert_eq!(tags(), Vec::<String>::new());
    edit().tag("other").wait().unwrap();
    assert_eq!(tags(), ["other"]);
    let edits = told(&desk)
        .into_iter()
        .filter(|body| matches!(body, EventBody::TicketEdited { .. }));
    assert_eq!(edits.count(), 3, "one by the rules, two by hand");
    let named = told(&desk).into_iter().find_map(|body| match body {
        EventBody::Enqueued { notify, seen, .. } => Some((notify.into_iter().collect::<Vec<_>>(), seen.is_some())),
        _ => None,
    });
    assert_eq!(named, Some((vec!["leads".to_owned()], true)));
}

/// Steps and queues that have no place are told with the configuration they are by.
#[test]
fn what_moved_a_ticket_carries_the_version() {
    let (desk, clock) = new();
    let step = RouteStep {
        after_ms: MINUTE,
        groups: vec!["seniors".into()],
        ..RouteStep::default()
    };
    let config = Config {
        queues: vec![
            QueueConfig {
                overflow: Some("back".into()),
                overflow_when: Some(OverflowWhen {
                    nobody_online: true,
                    ..OverflowWhen::default()
                }),
                ..QueueConfig::new("front")
            },
            QueueConfig {
                steps: vec![step],
                ..QueueConfig::new("back")
            },
        ],
        rules: vec![Rule::new("all", When::Always, to("front"))],
        ..Config::default()
    };
    configure(&desk, Config::default());
    configure(&desk, config);
    opened(&desk, "A1", "order-1", Kind::Repair);
    clock.set(START.plus(2 * MINUTE));
    work(desk.engine());
    let versions: Vec<_> = told(&desk)
        .into_iter()
        .filter_map(|body| match body {
            EventBody::Overflowed { version, .. } => Some(("overflowed", version)),
            EventBody::RouteStepped { version, .. } => Some(("stepped", version)),
            _ => None,
        })
        .collect();
    assert_eq!(versions, [("overflowed", 2), ("stepped", 2)]);
}

fn message(n: i64, sender: Sender, channel: Channel) -> FactBody {
    FactBody::Message(Box::new(MessageSnapshot {
        external_id: format!("m{n}"),
        conversation: "talk".into(),
        channel,
        sender,
        account: Some(buyer("buyer-1")),
        keys: Vec::new(),
        text: "hello".into(),
        evidence: Vec::new(),
        about: Default::default(),
        issue: None,
        at: START.plus(n * SECOND),
    }))
}

/// The channel of a talk does not hang on which of its messages came first.
#[test]
fn where_the_buyer_wrote_whatever_comes_first() {
    let calls = When::Test(Test::new(
        Attribute::Channels,
        Check::HasAny(vec![CustomValue::Text("call".into())]),
    ));
    let told = [
        (1, Sender::Agent, Channel::AfterSaleNote),
        (2, Sender::Buyer, Channel::Chat),
        (3, Sender::Buyer, Channel::Call),
    ];
    let orders = [[0, 1, 2], [2, 1, 0], [1, 0, 2], [2, 0, 1]];
    for order in orders {
        let (desk, _) = new();
        configure(
            &desk,
            Config {
                queues: vec![QueueConfig::new("calls")],
                rules: vec![Rule::new("calls", calls.clone(), to("calls"))],
                ..Config::default()
            },
        );
        let mut seen: Option<TicketId> = None;
        for at in order {
            let (n, sender, channel) = told[at];
            let said = desk
                .ingest(vec![fact(START.plus(n * SECOND), message(n, sender, channel))])
                .wait()
                .unwrap();
            seen = said
                .iter()
                .find_map(|one| one.as_ref().ok().and_then(|one| one.ticket))
                .or(seen);
        }
        let t: Ticket = ticket(&desk, seen.unwrap());
        assert_eq!(t.channels.into_iter().collect::<Vec<_>>(), [Channel::Call], "{order:?}");
        assert_eq!(
            t.assignment.queue,
            Some(aftersync_core::model::ids::QueueId::of("calls")),
            "{order:?}"
        );
    }
}
