//! A busy floor: work is offered and given out, tasks among it, and people come, go, and fall silent.
use aftersync::model::time::{HOUR, MINUTE, SECOND};
use aftersync::{Act, Actor, Agent, AgentId, Command, Config, EventBody, Presence, Ticket};
use aftersync_core::model::agent::AgentKind;
use aftersync_core::model::bot::HandOffReason;
use aftersync_core::model::handoff::{TaskKind, TaskState, TaskTrigger};
use aftersync_core::model::presence::{Absence, PresenceCause};
use aftersync_core::model::task::Task;
use serde_json::{Value, json};

use super::agents::{self, Wish};
use crate::desk::task_moves;
use crate::prng::Prng;

/// The group of who does tasks.
pub const DOCK: &str = "dock";

/// Tasks that the desk gives out, with what they weigh.
const TASKS: [(TaskKind, i64); 5] = [
    (TaskKind::QcInspection, 7),
    (TaskKind::Evidence, 5),
    (TaskKind::WarehouseCheck, 4),
    (TaskKind::RepairJob, 9),
    (TaskKind::Callback, 3),
];

/// The bot of the floor.
const BOT: &str = "robo";

/// How work is given out in a seed.
#[derive(Clone, Copy, Debug)]
pub struct FloorPlan {
    on_leave: Absence,
    max_offers: u32,
    /// Queues run over, and clocks that run out ask others.
    spills: bool,
    /// What happens calls what is to be done.
    automates: bool,
}

impl FloorPlan {
    /// The plan of a seed.
    pub fn of(seed: u64) -> Self {
        let mut dice = Prng::new(seed ^ 0x0f10_0f00_0000);
        Self {
            on_leave: *dice.pick(&[Absence::Keep, Absence::RequeueUntouched, Absence::RequeueAll]),
            max_offers: *dice.pick(&[1, 1, 2, 3]),
            spills: dice.chance(50),
            automates: dice.chance(50),
        }
    }

    /// A configuration with this floor.
    pub fn over(&self, plain: Config) -> Config {
        let floor = json!({
            "fallback_queue": "aftersales",
            "queues": self.queues(),
            "rules": [
                {"name": "returns", "when": {"kind": ["return_refund"]}, "then": {"queue": "returns"}},
                {"name": "talk", "when": {"kind": ["complaint", "inquiry", "refund_only"]}, "then": {"bot": {
                    "policy": "first", "id": AgentId::of(BOT), "max_turns": 2, "min_confidence": 60,
                    "timeout_ms": 10 * MINUTE,
                }}},
            ],
            "presence": {"on_leave": self.on_leave, "grace_ms": 2 * MINUTE},
            "tasks": TASKS.map(task),
            "automations": if self.automates { automations() } else { json!([]) },
            "sla_policies": if self.spills { ladders() } else { json!([]) },
        });
        let floor: Config = serde_json::from_value(floor).unwrap();
        Config {
            shops: plain.shops,
            auto: plain.auto,
            ..floor
        }
    }

    fn queues(&self) -> Value {
        let offers = json!({
            "name": "aftersales", "groups": ["aftersales"], "first_action_ms": 10 * MINUTE,
            "reservation": {"offer": {"for_ms": 40 * SECOND, "max_offers": self.max_offers}},
        });
        let mut gives = json!({"name": "returns", "groups": ["aftersales"], "first_action_ms": 10 * MINUTE});
        let rest = json!({"name": "night", "groups": ["aftersales"], "strategy": "longest_idle"});
        if self.spills {
            gives["max_depth"] = json!(2);
            gives["overflow"] = json!("night");
            gives["overflow_when"] = json!({"nobody_online": true});
        }
        json!([offers, gives, rest])
    }
}

/// The bot, as it is put.
pub fn bot() -> Command {
    let agent = Box::new(Agent {
        kind: AgentKind::Bot,
        capacity: 1_000,
        presence: Presence::Online,
        ..Agent::new(BOT)
    });
    Command {
        key: Some("the bot".to_owned()),
        expect: None,
        actor: Actor::system(),
        act: Act::PutAgent { agent },
    }
}

fn task((kind, weight): (TaskKind, i64)) -> Value {
    json!({"kind": kind, "group": DOCK, "auto_assign": true, "weight": weight, "retry": {"attempts": 2}})
}

fn automations() -> Value {
    json!([
        {"name": "calls", "on": {"events": ["ticket_opened"]}, "when": {"kind": ["exchange", "resend", "repair"]}, "then": [
            {"tag": "seen"}, {"task": {"kind": "callback", "group": DOCK}}]},
        {"name": "writes", "on": {"events": ["overflowed", "task_overdue"]}, "then": [{"note": "look at it"}, {"band": 1}]},
        {"name": "moves", "on": {"after": {"headlines": ["awaiting_seller"], "ms": 30 * MINUTE}}, "then": [
            {"queue": "night"}, {"band": 0}]},
        {"name": "grants", "on": {"after": {"headlines": ["awaiting_seller"], "ms": 5 * HOUR}}, "then": [
            {"approve": [{"minor": 3_000, "currency": "CNY"}]}]},
    ])
}

fn ladders() -> Value {
    json!([{"name": "all", "when": {"all": []}, "clocks": {"decision": {"target_ms": HOUR}}, "ladder": [
        {"name": "soon", "clock": "decision", "at": "warn", "do": [{"widen": [DOCK]}, {"band": 1}]},
        {"name": "late", "clock": "decision", "at": "breach", "do": [{"queue": "night"}, {"notify": "leads"}]},
        {"name": "too late", "clock": "decision", "at": {"after_breach": HOUR}, "do": [{"band": 0}]},
    ]}])
}

/// What somebody does on the floor now.
pub fn wish(tickets: &[Ticket], tasks: &[Task], n: usize, dice: &mut Prng) -> Option<Wish> {
    let (actor, act) = match dice.below(10) {
        0..=3 => answers(tickets, dice)?,
        4..=6 => works(tasks, dice)?,
        7 => comes_or_goes(dice),
        8 if dice.chance(50) => {
            let agent = agents::any(dice);
            (Actor::agent(agent), Act::Heartbeat { agent })
        }
        8 => talks(tickets, dice)?,
        _ => asks(tickets, dice)?,
    };
    Some(Wish::Do(Box::new(Command {
        key: Some(format!("wish {n}")),
        expect: None,
        actor,
        act,
    })))
}

/// Somebody answers an offer; now and then one that is not theirs.
fn answers(tickets: &[Ticket], dice: &mut Prng) -> Option<(Actor, Act)> {
    let offers = tickets
        .iter()
        .flat_map(|t| t.assignment.offers.iter().map(|offer| (t.id, offer.agent)));
    let offers: Vec<_> = offers.collect();
    if offers.is_empty() {
        return None;
    }
    let (ticket, asked) = *dice.pick(&offers);
    let agent = if dice.chance(5) { agents::any(dice) } else { asked };
    let act = match dice.below(20) {
        0..=11 => Act::AcceptOffer { ticket, agent },
        12..=16 => Act::RejectOffer { ticket, agent },
        _ => Act::HoldOffer { ticket, agent },
    };
    Some((Actor::agent(agent), act))
}

/// The bot answers, surer or less sure, or hands over.
fn talks(tickets: &[Ticket], dice: &mut Prng) -> Option<(Actor, Act)> {
    let bot = AgentId::of(BOT);
    let theirs: Vec<&Ticket> = tickets.iter().filter(|t| t.assignment.agent == Some(bot)).collect();
    if theirs.is_empty() {
        return None;
    }
    let ticket = dice.pick(&theirs).id;
    let act = match dice.chance(70) {
        true => Act::Reply {
            ticket,
            text: "have you tried it off and on".to_owned(),
            channel: None,
            confidence: Some(*dice.pick(&[20, 90])),
            template: None,
            lang: None,
        },
        false => Act::HandOff {
            ticket,
            reason: *dice.pick(&[HandOffReason::AskedHuman, HandOffReason::NegativeSentiment]),
            left: Default::default(),
        },
    };
    Some((Actor::agent(bot), act))
}

/// Somebody goes on with a task they have.
fn works(tasks: &[Task], dice: &mut Prng) -> Option<(Actor, Act)> {
    use TaskTrigger as T;
    let held: Vec<&Task> = tasks.iter().filter(|task| task.load().is_some()).collect();
    if held.is_empty() {
        return None;
    }
    let task = *dice.pick(&held);
    let triggers: &[TaskTrigger] = match task.state {
        TaskState::Assigned => &[T::Start, T::Start, T::Start, T::Decline],
        TaskState::Blocked => &[T::Unblock],
        _ => &[T::Done, T::Done, T::Done, T::Fail, T::Block],
    };
    let act = task_moves(task.id, *dice.pick(triggers), Some("so it is"), Vec::new());
    Some((task.agent.map_or_else(Actor::system, Actor::agent), act))
}

/// Somebody's status changes, on lease or by hand.
fn comes_or_goes(dice: &mut Prng) -> (Actor, Act) {
    use Presence::{Away, Offline, Online, WrappingUp};
    let agent = agents::any(dice);
    let act = Act::SetPresence {
        agent,
        presence: *dice.pick(&[Online, Online, Online, Online, Away, WrappingUp, Offline]),
        leased: dice.chance(30),
    };
    (Actor::agent(agent), act)
}

/// Somebody asks for a task, or moves a ticket to where it is given out otherwise.
fn asks(tickets: &[Ticket], dice: &mut Prng) -> Option<(Actor, Act)> {
    let open: Vec<&Ticket> = tickets.iter().filter(|t| t.is_open()).collect();
    if open.is_empty() {
        return None;
    }
    let ticket = dice.pick(&open).id;
    let act = match dice.below(4) {
        0 => Act::Transfer {
            ticket,
            queue: dice.pick(&["aftersales", "returns", "night"]).to_string(),
        },
        _ => Act::OpenTask {
            ticket,
            kind: *dice.pick(&[TaskKind::Callback, TaskKind::WarehouseCheck]),
            group: String::new(),
            after: Vec::new(),
        },
    };
    Some((Actor::agent(agents::any(dice)), act))
}

/// What a busy floor is there for, by name.
pub fn met(body: &EventBody) -> Option<&'static str> {
    Some(match body {
        EventBody::Offered { .. } => "floor: offered",
        EventBody::OfferAccepted { .. } => "floor: offer taken",
        EventBody::OfferRejected { .. } => "floor: offer turned down",
        EventBody::OfferTimedOut { .. } => "floor: offer ran out",
        EventBody::OfferRescinded { .. } => "floor: offer taken back",
        EventBody::OfferHeld { .. } => "floor: offer held",
        EventBody::BotHandedOff { .. } => "floor: bot handed over",
        EventBody::Automated { .. } => "floor: automated",
        EventBody::Escalated { .. } => "floor: escalated",
        EventBody::Overflowed { .. } => "floor: ran over",
        EventBody::TaskMoved {
            from: Some(_),
            to: TaskState::Assigned,
            ..
        } => "floor: task given out",
        EventBody::TaskMoved {
            to: TaskState::Done, ..
        } => "floor: task done",
        EventBody::PresenceChanged {
            because: Some(PresenceCause::LeaseOver),
            ..
        } => "floor: lease over",
        EventBody::PresenceChanged {
            because: Some(PresenceCause::OffersMissed),
            ..
        } => "floor: offers missed",
        EventBody::Released { .. } => "floor: released",
        EventBody::QueueUnstaffed { .. } => "floor: nobody there",
        _ => return None,
    })
}

/// Tasks that wait although somebody of their group is there and has room: `load` tells how much each agent has.
pub fn forgotten(tasks: &[Task], there: &[AgentId], load: impl Fn(AgentId) -> i64) -> Vec<String> {
    let weight = |kind: TaskKind| {
        TASKS
            .iter()
            .find(|(of, _)| *of == kind)
            .map_or(0, |(_, weight)| *weight)
    };
    let waiting = tasks.iter().filter(|task| task.waits_in() == Some(DOCK));
    let takers = waiting.flat_map(|task| there.iter().map(move |agent| (task, *agent)));
    let fits = |(task, agent): &(&Task, AgentId)| {
        let barred = task.declined.contains(agent) || task.not_by.contains(agent);
        !barred && load(*agent) + weight(task.kind) <= agents::capacity(*agent)
    };
    let told = |(task, agent): (&Task, AgentId)| format!("task {} waits while {agent} has room for it", task.id);
    takers.filter(fits).map(told).collect()
}
