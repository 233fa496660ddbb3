//! A simulated desk, by hand: shifts, hours, what waiting gains, what is due first, what nobody has to decide, bots.
use std::collections::{BTreeMap, BTreeSet};

use aftersync_core::model::affinity::{Affinity, AffinityMode, Served as LastServed};
use aftersync_core::model::agent::{Agent, AgentKind, Presence};
use aftersync_core::model::calendar::{Calendar, Hours, Weekday};
use aftersync_core::model::config::{Config, QueueConfig};
use aftersync_core::model::conversation::Channel;
use aftersync_core::model::ids::{AgentId, CustomerId, OrderId, Uid};
use aftersync_core::model::selection::{OverflowWhen, RouteStep, SkipIf};
use aftersync_core::model::time::{HOUR, MINUTE, Timestamp};
use aftersync_core::routing::{
    self, Arrival, Began, Circumstances, Does, Hop, Placement, Served, Talk, Truth, Waiting, Went,
};

use crate::fixture::agent;

/// Monday, 2026-06-01, midnight in UTC.
const MONDAY: Timestamp = Timestamp(1_780_272_000_000);

pub(super) fn at(minute: i64) -> Timestamp {
    MONDAY.plus(minute * MINUTE)
}

/// A ticket that came that many minutes after midnight and keeps its agent for ten.
pub(super) fn came(minute: i64) -> Arrival {
    let placement = Placement {
        queue: "aftersales".into(),
        band: 2,
        weight: 10,
        ..Placement::default()
    };
    Arrival {
        at: at(minute),
        queue: placement.queue.clone(),
        is_chosen: false,
        band: placement.band,
        platform: "app".into(),
        channels: BTreeSet::new(),
        amount: None,
        work_ms: 10 * MINUTE,
        over_ms: None,
        began: Began::default(),
        raised: Vec::new(),
        ladder: Vec::new(),
        truth: Truth::default(),
        talk: None,
        turned_down: BTreeMap::new(),
        given_to: None,
        teams: BTreeSet::new(),
        customer: None,
        order: None,
        placement,
    }
}

/// No automation hears of what becomes of tickets.
pub(super) fn nobody(_: usize, _: Hop, _: Timestamp) -> Does {
    Does::default()
}

/// Nobody comes or goes meanwhile.
pub(super) fn simulate(config: &Config, agents: &[Agent], arrivals: &[Arrival]) -> Vec<Served> {
    routing::simulate(config, agents, arrivals, &Circumstances::default(), &mut nobody)
}

/// Somebody with room for one ticket.
pub(super) fn one(name: &str, group: &str) -> Agent {
    Agent {
        groups: [group.to_owned()].into(),
        capacity: 10,
        ..agent(name)
    }
}

pub(super) fn queue(name: &str) -> QueueConfig {
    QueueConfig {
        age_step_ms: Some(0),
        ..QueueConfig::new(name)
    }
}

pub(super) fn config(queues: Vec<QueueConfig>) -> Config {
    let hours = vec![Hours { from: 540, to: 600 }];
    let day = |name: &str| Calendar {
        name: name.into(),
        week: [(Weekday::Monday, hours.clone()), (Weekday::Tuesday, hours.clone())].into(),
        ..Calendar::default()
    };
    let mut config = Config {
        zone_minutes: 0,
        calendars: vec![day("day")],
        queues,
        ..Config::default()
    };
    config.presence.lead_out_ms = 15 * MINUTE;
    config
}

/// Who got each, and after how many minutes.
pub(super) fn told(served: &[Served]) -> Vec<(Option<AgentId>, Option<i64>)> {
    served
        .iter()
        .map(|s| (s.agent, s.wait_ms.map(|ms| ms / MINUTE)))
        .collect()
}

#[test]
fn nobody_gets_anything_outside_a_shift_nor_shortly_before_it_ends() {
    let an = Agent {
        shift: Some("day".into()),
        ..one("an", "aftersales")
    };
    // Before it begins; another that waits for the first; in the lead-out, for the next day.
    let all = [came(480), came(500), came(590)];
    let served = simulate(&config(vec![queue("aftersales")]), std::slice::from_ref(&an), &all);
    let id = Some(AgentId::of("an"));
    assert_eq!(
        told(&served),
        [(id, Some(60)), (id, Some(50)), (id, Some(24 * 60 + 540 - 590))]
    );
    // Freed after the lead-out began: the next day, too.
    let late = simulate(
        &config(vec![queue("aftersales")]),
        std::slice::from_ref(&an),
        &[came(576), came(580)],
    );
    assert_eq!(told(&late), [(id, Some(0)), (id, Some(24 * 60 + 540 - 580))]);
    let anybody = simulate(&config(vec![queue("aftersales")]), &[one("an", "aftersales")], &all);
    assert_eq!(told(&anybody), [(id, Some(0)), (id, Some(0)), (id, Some(0))]);
}

/// Shifts begin for ever, in turn; a ticket that nobody may take is not looked at for ever.
#[test]
fn what_nobody_may_take_comes_to_an_end() {
    let mut config = config(vec![queue("aftersales")]);
    let hours = |from: u16, to: u16| {
        let each = |day: &Weekday| (*day, vec![Hours { from, to }]);
        Weekday::ALL.iter().map(each).collect()
    };
    config.calendars = [("early", 0, 600), ("late", 600, 1200)]
        .map(|(name, from, to)| Calendar {
            name: name.into(),
            week: hours(from, to),
            ..Calendar::default()
        })
        .into();
    let shifted = |name: &str, shift: &str| Agent {
        shift: Some(shift.into()),
        ..one(name, "aftersales")
    };
    let agents = [shifted("an", "early"), shifted("bo", "late")];
    let mut hard = came(1);
    hard.placement.skills = [("repair".to_owned(), 3)].into();
    assert_eq!(told(&simulate(&config, &agents, &[hard])), [(None, None)]);
}

#[test]
fn what_comes_outside_the_hours_of_a_queue_overflows_unless_somebody_takes_it_at_once() {
    let hours = OverflowWhen {
        outside: Some("day".into()),
        ..OverflowWhen::default()
    };
    let front = QueueConfig {
        overflow: Some("night".into()),
        overflow_when: Some(hours),
        ..queue("aftersales")
    };
    let agents = [one("an", "aftersales"), one("bo", "night")];
    let served = simulate(
        &config(vec![front, queue("night")]),
        &agents,
        &[came(60), came(61), came(545), came(546)],
    );
    let queues: Vec<&str> = served.iter().map(|s| s.queue.as_str()).collect();
    assert_eq!(queues, ["aftersales", "night", "aftersales", "aftersales"]);
    let (an, bo) = (Some(AgentId::of("an")), Some(AgentId::of("bo")));
    assert_eq!(
        told(&served),
        [(an, Some(0)), (bo, Some(0)), (an, Some(0)), (an, Some(9))]
    );
}

#[test]
fn of_one_band_what_is_due_first_comes_first() {
    let due = |minute: i64, due: i64| Arrival {
        began: Began {
            due_at: Some(at(due)),
            ..Began::default()
        },
        ..came(minute)
    };
    let all = [came(0), due(1, 300), due(2, 200), came(3)];
    let served = simulate(&config(vec![queue("aftersales")]), &[one("an", "aftersales")], &all);
    let waits: Vec<Option<i64>> = told(&served).into_iter().map(|(_, wait)| wait).collect();
    assert_eq!(waits, [Some(0), Some(19), Some(8), Some(27)]);
}

#[test]
fn what_waits_gains_bands() {
    let urgent = |minute: i64| Arrival {
        band: 1,
        ..came(minute)
    };
    let all = [came(0), came(1), urgent(9), urgent(19)];
    let waits = |step: i64| -> Vec<i64> {
        let aging = QueueConfig {
            age_step_ms: Some(step),
            ..queue("aftersales")
        };
        let served = simulate(&config(vec![aging]), &[one("an", "aftersales")], &all);
        served.iter().map(|s| s.wait_ms.unwrap() / MINUTE).collect()
    };
    // Strict: each that is more urgent comes first. After 15 minutes of waiting it is as urgent as the last one, and came before it.
    assert_eq!(waits(0), [0, 29, 1, 1]);
    assert_eq!(waits(15 * MINUTE), [0, 19, 1, 11]);
    // A clock that warned gives the same.
    let warned = Arrival {
        began: Began {
            clocks: Waiting {
                warn_at: Some(at(15)),
                due_at: Some(at(300)),
                ..Waiting::default()
            },
            due_at: Some(at(300)),
            ..Began::default()
        },
        ..came(1)
    };
    let aging = QueueConfig {
        age_step_ms: Some(4 * HOUR),
        ..queue("aftersales")
    };
    let all = [came(0), warned, urgent(9), urgent(19)];
    let served = simulate(&config(vec![aging]), &[one("an", "aftersales")], &all);
    assert_eq!(served[1].wait_ms, Some(19 * MINUTE));
}

#[test]
fn what_nobody_decides_is_in_hand_only_until_it_is_over() {
    let alone = |minute: i64, over: i64| Arrival {
        over_ms: Some(over * MINUTE),
        ..came(minute)
    };
    let an = [one("an", "aftersales")];
    let desk = config(vec![queue("aftersales")]);
    // Nothing to do at all; something for four minutes; over while it waited; half over as it is given out.
    let all = [alone(0, 0), alone(0, 4), alone(1, 2), alone(2, 5), came(3)];
    let served = simulate(&desk, &an, &all);
    let got: Vec<_> = served
        .iter()
        .map(|s| (s.wait_ms.map(|ms| ms / MINUTE), s.work_ms / MINUTE))
        .collect();
    assert_eq!(
        got,
        [(Some(0), 0), (Some(0), 4), (None, 0), (Some(2), 3), (Some(4), 10)]
    );
}

#[test]
fn a_bot_has_it_first_and_people_after_the_time_it_took() {
    let bot = Agent {
        kind: AgentKind::Bot,
        capacity: 1,
        ..agent("bo")
    };
    let talk = |minute: i64, ms: i64, handed_over: bool| Arrival {
        talk: Some(Talk {
            bot: AgentId::of("bo"),
            ms: ms * MINUTE,
            handed_over,
        }),
        ..came(minute)
    };
    let agents = [one("an", "aftersales"), bot];
    // The first is handed over after five minutes. The bot has no room for the second. The third needs nobody.
    let all = [talk(0, 5, true), talk(1, 5, true), talk(6, 3, false)];
    let served = simulate(&config(vec![queue("aftersales")]), &agents, &all);
    let (an, bo) = (Some(AgentId::of("an")), Some(AgentId::of("bo")));
    assert_eq!(told(&served), [(an, Some(6)), (an, Some(0)), (bo, None)]);
    assert_eq!(served[2].work_ms, 3 * MINUTE);
}

fn went(minute: i64, name: &str, presence: Presence) -> Went {
    Went {
        at: at(minute),
        agent: AgentId::of(name),
        presence,
    }
}

fn beside(went: Vec<Went>) -> Circumstances {
    Circumstances {
        went,
        ..Circumstances::default()
    }
}

#[test]
fn who_is_not_there_is_given_nothing() {
    let config = config(vec![queue("aftersales")]);
    let an = Agent {
        presence: Presence::Offline,
        ..one("an", "aftersales")
    };
    let comes = beside(vec![
        went(20, "an", Presence::Online),
        went(25, "an", Presence::Away),
        went(90, "an", Presence::Busy),
    ]);
    let served = routing::simulate(
        &config,
        std::slice::from_ref(&an),
        &[came(0), came(40)],
        &comes,
        &mut nobody,
    );
    assert_eq!(told(&served), [(Some(AgentId::of("an")), Some(20)), (None, None)]);
    assert_eq!(served[1].queue, "aftersales");
}

#[test]
fn where_nobody_is_there_tickets_overflow_and_steps_are_skipped() {
    let when = OverflowWhen {
        nobody_online: true,
        ..OverflowWhen::default()
    };
    let front = QueueConfig {
        overflow: Some("spare".into()),
        overflow_when: Some(when),
        ..queue("aftersales")
    };
    let step = RouteStep {
        after_ms: HOUR,
        groups: vec!["spare".into()],
        skip_if: Some(SkipIf {
            nobody_online: true,
            ..SkipIf::default()
        }),
        ..RouteStep::default()
    };
    let skips = QueueConfig {
        steps: vec![step],
        ..queue("aftersales")
    };
    let agents = [one("an", "aftersales"), one("bo", "spare")];
    let goes = beside(vec![went(8, "an", Presence::Offline)]);
    let (an, bo) = (Some(AgentId::of("an")), Some(AgentId::of("bo")));
    // The second waits for whom it came to, until they go.
    let all = [came(0), came(5), came(30)];
    let spilled = routing::simulate(&config(vec![front, queue("spare")]), &agents, &all, &goes, &mut nobody);
    assert_eq!(told(&spilled), [(an, Some(0)), (None, None), (bo, Some(0))]);
    assert_eq!(spilled[2].queue, "spare");
    let skipped = routing::simulate(&config(vec![skips, queue("spare")]), &agents, &all, &goes, &mut nobody);
    assert_eq!(told(&skipped), [(an, Some(0)), (bo, Some(3)), (bo, Some(0))]);
}

/// Who would wait longer than five minutes goes on to another queue.
fn impatient() -> Config {
    let when = OverflowWhen {
        wait_above_ms: Some(5 * MINUTE),
        ..OverflowWhen::default()
    };
    let front = QueueConfig {
        overflow: Some("spare".into()),
        overflow_when: Some(when),
        ..queue("aftersales")
    };
    config(vec![front, queue("spare")])
}

#[test]
fn where_it_takes_too_long_tickets_overflow() {
    let config = impatient();
    let agents = [one("an", "aftersales"), one("bo", "spare")];
    let last = |handled: usize| {
        let mut all: Vec<Arrival> = (0..handled).map(|n| came(10 * n as i64)).collect();
        all.extend([came(100), came(101), came(102)]);
        let served = simulate(&config, &agents, &all);
        served.last().map(|one| one.queue.clone()).unwrap()
    };
    // Of four nobody can tell yet.
    assert_eq!(last(4), "aftersales");
    assert_eq!(last(5), "spare");
}

/// Who is less urgent waits behind: they are not ahead of one that comes.
#[test]
fn only_what_is_as_urgent_is_ahead() {
    let config = impatient();
    let last = |band: u8| {
        let mut all: Vec<Arrival> = (0..5).map(|n| came(10 * n)).collect();
        all.extend([came(100), came(101), Arrival { band, ..came(102) }]);
        let served = simulate(&config, &[one("an", "aftersales"), one("bo", "spare")], &all);
        served.last().map(|one| one.queue.clone()).unwrap()
    };
    assert_eq!(
        (last(2), last(3), last(1)),
        ("spare".into(), "spare".into(), "aftersales".to_owned())
    );
}

/// Two with room for two each: whom it would be anyway for the first ticket, and for the second; and the other.
fn pair() -> ([Agent; 2], AgentId, AgentId) {
    let two = |name: &str| Agent {
        capacity: 20,
        ..one(name, "aftersales")
    };
    let agents = [two("an"), two("bo")];
    let config = config(vec![queue("aftersales")]);
    let served = simulate(&config, &agents, &[came(0), came(30)]);
    let [first, second] = [served[0].agent.unwrap(), served[1].agent.unwrap()];
    assert_ne!(first, second);
    (agents, first, second)
}

#[test]
fn who_served_a_customer_or_has_another_of_the_order_comes_first() {
    let config = config(vec![queue("aftersales")]);
    let (agents, first, second) = pair();
    let customer = CustomerId(Uid([1; 16]));
    let of = |minute: i64| Arrival {
        customer: Some(customer),
        ..came(minute)
    };
    let who = |served: Vec<Served>| served.iter().map(|one| one.agent.unwrap()).collect::<Vec<_>>();
    assert_eq!(who(simulate(&config, &agents, &[of(0), of(30)])), [first, first]);
    let before = |minute: i64| Circumstances {
        served: BTreeMap::from([(
            customer,
            LastServed {
                by: second,
                at: at(minute),
            },
        )]),
        ..Circumstances::default()
    };
    assert_eq!(
        who(routing::simulate(&config, &agents, &[of(0)], &before(-60), &mut nobody)),
        [second]
    );
    let long_ago = before(-15 * 24 * 60);
    assert_eq!(
        who(routing::simulate(&config, &agents, &[of(0)], &long_ago, &mut nobody)),
        [first]
    );
    let order = |minute: i64| Arrival {
        order: Some(OrderId(Uid([2; 16]))),
        ..came(minute)
    };
    // While they have it, and not after.
    assert_eq!(who(simulate(&config, &agents, &[order(0), order(5)])), [first, first]);
    assert_eq!(who(simulate(&config, &agents, &[order(0), order(30)])), [first, second]);
}

#[test]
fn a_ticket_waits_for_who_knows_it() {
    let (mut agents, first, second) = pair();
    agents.iter_mut().for_each(|agent| agent.capacity = 10);
    let order = |minute: i64| Arrival {
        order: Some(OrderId(Uid([2; 16]))),
        ..came(minute)
    };
    let by = |mode: AffinityMode| {
        let affinity = Affinity {
            mode,
            wait_ms: (mode == AffinityMode::Wait).then_some(8 * MINUTE),
            ..Affinity::default()
        };
        let queue = QueueConfig {
            affinity: Some(affinity),
            ..queue("aftersales")
        };
        told(&simulate(&config(vec![queue]), &agents, &[order(0), order(1)]))[1]
    };
    assert_eq!(by(AffinityMode::Prefer), (Some(second), Some(0)));
    assert_eq!(by(AffinityMode::Wait), (Some(second), Some(8)));
    assert_eq!(by(AffinityMode::Strict), (Some(first), Some(9)));
}

#[test]
fn a_channel_has_a_bound_of_its_own_whatever_the_platform() {
    let an = Agent {
        capacity: 100,
        per_channel: [(Channel::Call, 1)].into(),
        ..one("an", "aftersales")
    };
    let through = |minute: i64, platform: &str, channels: &[Channel]| Arrival {
        platform: platform.into(),
        channels: channels.iter().copied().collect(),
        ..came(minute)
    };
    let all = [
        through(0, "app", &[Channel::Call]),
        through(1, "phone", &[Channel::Chat, Channel::Call]),
        through(2, "app", &[Channel::Chat]),
        through(3, "app", &[]),
        through(4, "app", &[Channel::Call]),
    ];
    let served = simulate(&config(vec![queue("aftersales")]), std::slice::from_ref(&an), &all);
    let id = Some(AgentId::of("an"));
    // A call keeps its agent for ten minutes: one after the other.
    assert_eq!(
        told(&served),
        [
            (id, Some(0)),
            (id, Some(9)),
            (id, Some(0)),
            (id, Some(0)),
            (id, Some(16))
        ]
    );
    let anybody = Agent {
        per_channel: Default::default(),
        ..an
    };
    let at_once = simulate(&config(vec![queue("aftersales")]), &[anybody], &all);
    assert!(at_once.iter().all(|one| one.wait_ms == Some(0)));
}
