//! Bounds of an agent by channel: what the buyer wrote through counts while it is in hand.
use std::sync::Arc;

use aftersync_core::engine::Desk;
use aftersync_core::model::agent::{Agent, Presence};
use aftersync_core::model::axes::{Kind, Role};
use aftersync_core::model::command::{Act, Actor};
use aftersync_core::model::config::Config;
use aftersync_core::model::conversation::{About, Channel, MessageSnapshot, Sender};
use aftersync_core::model::fact::FactBody;
use aftersync_core::model::ids::{AgentId, TicketId};
use aftersync_core::model::selection::Refusal;
use aftersync_testkit::MemoryStore;
use aftersync_tests::desk::{buyer, configure, engine, fact, opened, ticket, work};

/// A buyer of their own says something through a channel, about an order or about nothing; gives the ticket.
pub(crate) fn says(desk: &Desk, talk: &str, channel: Channel, order: Option<&str>) -> TicketId {
    let at = desk.engine().now();
    let message = MessageSnapshot {
        external_id: format!("{talk} 1"),
        conversation: talk.into(),
        channel,
        sender: Sender::Buyer,
        account: Some(buyer(order.map_or(talk, |_| "buyer-1"))),
        keys: Vec::new(),
        text: "it is broken".into(),
        evidence: Vec::new(),
        about: About {
            order: order.map(str::to_owned),
            ..About::default()
        },
        issue: None,
        at,
    };
    let mut said = desk
        .ingest([fact(at, FactBody::Message(Box::new(message)))])
        .wait()
        .unwrap();
    said.pop().unwrap().unwrap().ticket.unwrap()
}

pub(crate) fn put(desk: &Desk, name: &str, bounds: &[(Channel, u32)]) -> AgentId {
    let agent = Agent {
        groups: ["aftersales".to_owned()].into(),
        capacity: 10_000,
        per_channel: bounds.iter().copied().collect(),
        presence: Presence::Online,
        ..Agent::new(name)
    };
    let agent = Box::new(agent);
    desk.act(Actor::system()).doing(Act::PutAgent { agent }).wait().unwrap();
    AgentId::of(name)
}

fn desk_of(bounds: &[(Channel, u32)]) -> (Desk, AgentId) {
    let (builder, _) = engine(Arc::new(MemoryStore::new()), 5);
    let desk = builder.build().unwrap().desk("acme");
    configure(&desk, Config::default());
    let an = put(&desk, "an", bounds);
    (desk, an)
}

pub(crate) fn owner(desk: &Desk, id: TicketId) -> Option<AgentId> {
    ticket(desk, id).assignment.agent
}

fn refused(desk: &Desk, id: TicketId) -> Vec<Refusal> {
    let told = desk.explain_routing(id).wait().unwrap();
    told.choice.refused.into_iter().map(|(_, why)| why).collect()
}

fn ends(desk: &Desk, id: TicketId) {
    desk.act(Actor::role(Role::Agent)).answer(id, "done").wait().unwrap();
    work(desk.engine());
}

pub(crate) fn sound(desk: &Desk) {
    assert_eq!(desk.check().wait().unwrap(), Vec::<String>::new());
}

#[test]
fn who_is_on_the_phone_gets_no_second_call_but_a_chat_of_the_same_shop() {
    let (desk, an) = desk_of(&[(Channel::Call, 1)]);
    let first = says(&desk, "call 1", Channel::Call, None);
    let second = says(&desk, "call 2", Channel::Call, None);
    let chat = says(&desk, "chat 1", Channel::Chat, None);
    let no_channel = opened(&desk, "A1", "order-1", Kind::RefundOnly);
    let owners = [first, second, chat, no_channel].map(|id| owner(&desk, id));
    assert_eq!(owners, [Some(an), None, Some(an), Some(an)]);
    assert_eq!(ticket(&desk, second).platform, ticket(&desk, chat).platform);
    assert_eq!(refused(&desk, second), [Refusal::ChannelCap]);
    // What is no call makes no room for one.
    ends(&desk, chat);
    assert_eq!(owner(&desk, second), None);
    sound(&desk);
    ends(&desk, first);
    assert_eq!(owner(&desk, second), Some(an));
    let third = says(&desk, "call 3", Channel::Call, None);
    assert_eq!(owner(&desk, third), None);
    sound(&desk);
}

#[test]
fn a_call_that_joins_a_ticket_in_hand_counts_at_once_and_is_never_turned_away() {
    let (desk, an) = desk_of(&[(Channel::Call, 1)]);
    let one = opened(&desk, "A1", "order-1", Kind::RefundOnly);
    assert_eq!(owner(&desk, one), Some(an));
    assert_eq!(says(&desk, "call 1", Channel::Call, Some("order-1")), one);
    assert!(ticket(&desk, one).channels.contains(&Channel::Call));
    let waits = says(&desk, "call 2", Channel::Call, None);
    assert_eq!(
        (owner(&desk, waits), refused(&desk, waits)),
        (None, vec![Refusal::ChannelCap])
    );
    sound(&desk);

    // Another of theirs becomes a call, though they have as many as they may: they keep it.
    let two = opened(&desk, "A2", "order-2", Kind::RefundOnly);
    assert_eq!(says(&desk, "call 3", Channel::Call, Some("order-2")), two);
    // The same again is the same ticket, counted once.
    assert_eq!(says(&desk, "call 4", Channel::Call, Some("order-2")), two);
    assert_eq!([one, two].map(|id| owner(&desk, id)), [Some(an), Some(an)]);
    sound(&desk);

    // One of the two is over: that is one still.
    let reject = |id| desk.act(Actor::role(Role::Agent)).reject(id, "1", "no").wait().unwrap();
    reject(one);
    work(desk.engine());
    assert_eq!(owner(&desk, waits), None);
    reject(two);
    work(desk.engine());
    assert_eq!(owner(&desk, waits), Some(an));
    sound(&desk);
}

#[test]
fn a_ticket_of_several_channels_counts_in_each() {
    let (desk, an) = desk_of(&[(Channel::Call, 1), (Channel::Chat, 1)]);
    let both = opened(&desk, "A1", "order-1", Kind::RefundOnly);
    for (talk, channel) in [("talk 1", Channel::Call), ("talk 2", Channel::Chat)] {
        assert_eq!(says(&desk, talk, channel, Some("order-1")), both);
    }
    let waiting = [Channel::Call, Channel::Chat].map(|channel| says(&desk, channel.as_str(), channel, None));
    let free = says(&desk, "sms", Channel::Sms, None);
    assert_eq!(waiting.map(|id| owner(&desk, id)), [None, None]);
    assert_eq!(owner(&desk, free), Some(an));
    desk.act(Actor::role(Role::Agent))
        .reject(both, "1", "no")
        .wait()
        .unwrap();
    work(desk.engine());
    assert_eq!(waiting.map(|id| owner(&desk, id)), [Some(an), Some(an)]);
    sound(&desk);
}

#[test]
fn a_bound_of_a_platform_names_the_platform() {
    let (desk, _) = desk_of(&[]);
    let put = |platform: &str| {
        let agent = Agent {
            per_platform: [(platform.into(), 1)].into(),
            ..Agent::new("bo")
        };
        let agent = Box::new(agent);
        desk.act(Actor::system()).doing(Act::PutAgent { agent }).wait()
    };
    let refused = put(" ").unwrap_err();
    assert_eq!(refused.context_of("path"), Some("agent.per_platform"));
    assert!(put("phone").is_ok());
}
