//! A bot first, then people: whatever happens, a ticket has one owner, and a bot that lost it is silent.
use std::sync::Arc;

use aftersync_core::engine::Desk;
use aftersync_core::error::ErrorKind;
use aftersync_core::model::agent::{Agent, AgentKind, Presence};
use aftersync_core::model::axes::{Kind, Role};
use aftersync_core::model::bot::{BotPolicy, BotUse, HandOffReason};
use aftersync_core::model::command::{Act, Actor};
use aftersync_core::model::condition::When;
use aftersync_core::model::config::{Config, Rule, Then};
use aftersync_core::model::conversation::{About, Channel, MessageSnapshot, Sender};
use aftersync_core::model::event::{AnyEvent, Cursor, EventBody};
use aftersync_core::model::fact::FactBody;
use aftersync_core::model::ids::{AgentId, TicketId};
use aftersync_core::model::money::Money;
use aftersync_core::model::ticket::Ticket;
use aftersync_core::store::TicketStore;
use aftersync_sqlite::SqliteStore;
use aftersync_testkit::MemoryStore;
use aftersync_tests::desk::{buyer, configure, engine, fact, opened, ticket, work};
use proptest::prelude::*;

const PEOPLE: [&str; 2] = ["an", "chu"];
const BOT: &str = "bo";

/// What befalls a desk with a bot.
#[derive(Clone, Debug)]
enum Deed {
    Open,
    Presence(usize, Presence),
    Bot(Presence),
    Authority(i64),
    HandOff(usize),
    Acts(usize),
    Person(usize, usize),
    Give(usize, usize),
    Back(usize),
    Wait(i64),
    Work,
}

fn any_presence() -> impl Strategy<Value = Presence> {
    prop_oneof![Just(Presence::Online), Just(Presence::Busy), Just(Presence::Offline)]
}

fn any_deed() -> impl Strategy<Value = Deed> {
    prop_oneof![
        3 => Just(Deed::Open),
        1 => (0usize..2, any_presence()).prop_map(|(who, is)| Deed::Presence(who, is)),
        1 => any_presence().prop_map(Deed::Bot),
        1 => (3_000i64..7_000).prop_map(Deed::Authority),
        1 => (0usize..6).prop_map(Deed::HandOff),
        3 => (0usize..6).prop_map(Deed::Acts),
        2 => (0usize..6, 0usize..2).prop_map(|(at, who)| Deed::Person(at, who)),
        2 => (0usize..6, 0usize..3).prop_map(|(at, who)| Deed::Give(at, who)),
        1 => (0usize..6).prop_map(Deed::Back),
        1 => (1i64..90_000).prop_map(Deed::Wait),
        2 => Just(Deed::Work),
    ]
}

fn config() -> Config {
    let policy = BotPolicy {
        id: Some(AgentId::of(BOT)),
        timeout_ms: Some(60_000),
        ..BotPolicy::new(BotUse::First)
    };
    let then = Then {
        bot: Some(policy),
        ..Then::default()
    };
    Config {
        rules: vec![Rule::new("bot first", When::All(Vec::new()), then)],
        ..Config::default()
    }
}

fn put(desk: &Desk, name: &str, kind: AgentKind, authority: Option<i64>) {
    let agent = Agent {
        kind,
        groups: ["aftersales".to_owned()].into(),
        capacity: if kind == AgentKind::Bot { 2 } else { 20 },
        authority: authority.map(Money::cny),
        presence: Presence::Online,
        ..Agent::new(name)
    };
    let put = Act::PutAgent { agent: Box::new(agent) };
    desk.act(Actor::system()).doing(put).wait().unwrap();
}

/// The bot's talk on a ticket, if it goes on, is that of its owner; and a bot that has a ticket has a talk on it.
fn one_owner(t: &Ticket) {
    let bot = AgentId::of(BOT);
    let talks = t.local.bot.as_ref().is_some_and(|talk| talk.over.is_none());
    assert_eq!(
        t.assignment.agent == Some(bot),
        talks,
        "{:?} {:?}",
        t.assignment,
        t.local.bot
    );
}

/// A bot that lost its ticket gets nothing done on it; one that has it does.
fn silent_or_owner(desk: &Desk, id: TicketId) {
    let t = ticket(desk, id);
    let by = Actor::agent(AgentId::of(BOT));
    let noted = desk.act(by).note(id, "a word").wait();
    match t.local.bot.as_ref().map(|talk| talk.over.is_some()) {
        Some(true) => assert_eq!(noted.unwrap_err().kind(), ErrorKind::Forbidden),
        _ => assert!(noted.is_ok()),
    }
}

fn play(store: Arc<dyn TicketStore>, deeds: &[Deed]) {
    let (builder, clock) = engine(store, 5);
    let engine = builder.build().unwrap();
    let desk = engine.desk("acme");
    configure(&desk, config());
    PEOPLE.iter().for_each(|name| put(&desk, name, AgentKind::Human, None));
    put(&desk, BOT, AgentKind::Bot, Some(6_000));
    let bot = AgentId::of(BOT);
    let mut open: Vec<TicketId> = Vec::new();
    for (n, deed) in deeds.iter().enumerate() {
        let at = |place: &usize| open.get(*place).copied();
        let by = |who: &usize| AgentId::of([PEOPLE[0], PEOPLE[1], BOT][*who]);
        match deed {
            Deed::Open => open.push(opened(&desk, &format!("A{n}"), &format!("order-{n}"), Kind::RefundOnly)),
            Deed::Presence(who, presence) => present(&desk, by(who), *presence),
            Deed::Bot(presence) => present(&desk, bot, *presence),
            Deed::Authority(minor) => put(&desk, BOT, AgentKind::Bot, Some(*minor)),
            Deed::HandOff(place) => {
                if let Some(id) = at(place) {
                    let had = ticket(&desk, id).assignment.agent == Some(bot);
                    let answer = desk.act(Actor::agent(bot)).hand_off(id, HandOffReason::Risk).wait();
                    assert_eq!(answer.is_ok(), had);
                    assert_ne!(ticket(&desk, id).assignment.agent, Some(bot));
                }
            }
            Deed::Acts(place) => {
                if let Some(id) = at(place) {
                    silent_or_owner(&desk, id);
                }
            }
            Deed::Person(place, who) => {
                if let Some(id) = at(place) {
                    let had = ticket(&desk, id).assignment.agent == Some(bot);
                    let asked = desk.act(Actor::agent(by(who))).ask_buyer(id, "a photo, please").wait();
                    let t = ticket(&desk, id);
                    if asked.is_ok() && had {
                        assert_eq!(t.assignment.agent, Some(by(who)), "who acts has it");
                    }
                    assert!(
                        asked.is_err() || t.assignment.agent != Some(bot),
                        "the bot has it still"
                    );
                }
            }
            Deed::Give(place, who) => {
                if let Some(id) = at(place) {
                    desk.act(Actor::role(Role::Agent)).assign(id, by(who)).wait().unwrap();
                }
            }
            Deed::Back(place) => {
                if let Some(id) = at(place) {
                    desk.act(Actor::role(Role::Agent)).release(id).wait().unwrap();
                }
            }
            Deed::Wait(ms) => clock.set(engine.now().plus(*ms)),
            Deed::Work => work(&engine),
        }
        open.iter().for_each(|id| one_owner(&ticket(&desk, *id)));
    }
    work(&engine);
    for id in open {
        one_owner(&ticket(&desk, id));
        let choice = desk.explain_routing(id).wait().unwrap().choice;
        let has = ticket(&desk, id).assignment.agent;
        assert!(has.is_some() || choice.agent.is_none(), "{id} waits, though {choice:?}");
    }
    assert_eq!(desk.check().wait().unwrap(), Vec::<String>::new());
}

fn present(desk: &Desk, agent: AgentId, presence: Presence) {
    let set = Act::SetPresence {
        agent,
        presence,
        leased: false,
    };
    desk.act(Actor::system()).doing(set).wait().unwrap();
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, ..ProptestConfig::default() })]
    #[test]
    fn a_ticket_has_one_owner(deeds in prop::collection::vec(any_deed(), 1..40)) {
        // Timers and drains that are due together go in the order of the store: each desk is looked at by itself.
        play(Arc::new(MemoryStore::new()), &deeds);
        play(Arc::new(SqliteStore::in_memory().unwrap()), &deeds);
    }
}

/// A desk of one person and the bot, which has the ticket that came.
fn with_the_bot(seed: u64) -> (Desk, TicketId) {
    let (builder, _clock) = engine(Arc::new(MemoryStore::new()), seed);
    let desk = builder.build().unwrap().desk("acme");
    configure(&desk, config());
    put(&desk, "an", AgentKind::Human, None);
    put(&desk, BOT, AgentKind::Bot, None);
    let id = opened(&desk, "A1", "order-1", Kind::RefundOnly);
    assert_eq!(ticket(&desk, id).assignment.agent, Some(AgentId::of(BOT)));
    (desk, id)
}

#[test]
fn a_person_who_acts_silences_the_bot_in_the_same_commit() {
    let (desk, id) = with_the_bot(6);
    let an = AgentId::of("an");
    let before = desk.ticket(id).wait().unwrap().unwrap().version;
    desk.act(Actor::agent(an))
        .ask_buyer(id, "a photo, please")
        .wait()
        .unwrap();
    let after = desk.ticket(id).wait().unwrap().unwrap();
    assert_eq!(after.item.assignment.agent, Some(an));
    let over = after.item.local.bot.and_then(|talk| talk.over).unwrap();
    assert_eq!(over.reason, HandOffReason::HumanTookOver);
    // One commit: the row was written once, and the events stand together.
    assert_eq!(after.version, before + 1);
    let events = desk.events(Cursor(0), 0).wait().unwrap().events;
    let handed = events
        .iter()
        .filter(|e| matches!(&e.event.body, AnyEvent::Known(EventBody::BotHandedOff { to, .. }) if *to == Some(an)));
    assert_eq!(handed.count(), 1);
}

/// What a channel shows of a conversation about an order, so long after the ticket was opened.
fn shown(desk: &Desk, sender: Sender, text: &str, after_ms: i64) {
    let at = desk.engine().now().plus(after_ms);
    let message = MessageSnapshot {
        external_id: format!("{sender:?}-{text}-{after_ms}"),
        conversation: "talk-1".into(),
        channel: Channel::Chat,
        sender,
        account: Some(buyer("buyer-1")),
        keys: Vec::new(),
        text: text.into(),
        evidence: Vec::new(),
        about: About {
            order: Some("order-1".into()),
            ..About::default()
        },
        issue: None,
        at,
    };
    let said = desk
        .ingest([fact(at, FactBody::Message(Box::new(message)))])
        .wait()
        .unwrap();
    assert!(said.iter().all(Result::is_ok), "{said:?}");
}

#[test]
fn a_person_who_writes_in_the_platforms_console_silences_the_bot() {
    let (desk, id) = with_the_bot(8);
    let (an, bot) = (AgentId::of("an"), AgentId::of(BOT));
    let owner = || ticket(&desk, id).assignment.agent;
    shown(&desk, Sender::Buyer, "where is my money?", 0);
    desk.act(Actor::agent(bot))
        .reply(id, " a moment, please")
        .wait()
        .unwrap();
    // What the bot wrote comes back from the channel, other bots write, and an old message turns up.
    shown(&desk, Sender::Agent, "a moment, please ", 1_000);
    shown(&desk, Sender::Bot, "welcome", 2_000);
    shown(&desk, Sender::System, "the order was paid", 3_000);
    shown(&desk, Sender::Agent, "how can I help?", -60_000);
    assert_eq!(owner(), Some(bot));
    assert_eq!(ticket(&desk, id).local.first_human_at, None);

    shown(&desk, Sender::Agent, "I look after this myself", 4_000);
    assert_eq!(owner(), Some(an));
    let local = ticket(&desk, id).local;
    assert_eq!(local.first_human_at, Some(desk.engine().now().plus(4_000)));
    assert_eq!(
        local.bot.and_then(|talk| talk.over).map(|over| over.reason),
        Some(HandOffReason::HumanTookOver)
    );
    let refused = desk.act(Actor::agent(bot)).reply(id, "me again").wait();
    assert_eq!(refused.unwrap_err().kind(), ErrorKind::Forbidden);
    assert_eq!(desk.check().wait().unwrap(), Vec::<String>::new());
}
