//! A busy floor: work is offered and given out, tasks among it, and people come, go, and fall silent.
use aftersync::model::config::{QueueConfig, Rule, Then};
use aftersync::model::time::{MINUTE, SECOND};
use aftersync::{Act, Actor, AgentId, Command, Config, Kind, Presence, Ticket, When};
use aftersync_core::model::handoff::{TaskKind, TaskState, TaskTrigger};
use aftersync_core::model::offer::{OfferTerms, Reservation};
use aftersync_core::model::presence::{Absence, PresenceConfig};
use aftersync_core::model::task::Task;
use aftersync_core::model::task_config::{TaskConfig, TaskRetry};

use super::agents::{self, Wish};
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

/// How work is given out in a seed.
#[derive(Clone, Copy, Debug)]
pub struct FloorPlan {
    on_leave: Absence,
    max_offers: u32,
}

impl FloorPlan {
    /// The plan of a seed.
    pub fn of(seed: u64) -> Self {
        let mut dice = Prng::new(seed ^ 0x0f10_0f00_0000);
        Self {
            on_leave: *dice.pick(&[Absence::Keep, Absence::RequeueUntouched, Absence::RequeueAll]),
            max_offers: *dice.pick(&[1, 1, 2, 3]),
        }
    }

    /// A configuration with this floor: most tickets are offered, returns are given out as they come.
    pub fn over(&self, plain: Config) -> Config {
        let offer = OfferTerms {
            for_ms: 40 * SECOND,
            max_offers: self.max_offers,
        };
        let queue = |name: &str, reservation| QueueConfig {
            groups: vec!["aftersales".to_owned()],
            reservation: Some(reservation),
            first_action_ms: Some(10 * MINUTE),
            ..QueueConfig::new(name)
        };
        let to_returns = Then {
            queue: Some("returns".to_owned()),
            ..Then::default()
        };
        let returns = Rule::new("returns", When::Kind(vec![Kind::ReturnRefund]), to_returns);
        Config {
            queues: vec![
                queue("aftersales", Reservation::Offer(offer)),
                queue("returns", Reservation::AutoAccept),
            ],
            rules: vec![returns],
            presence: PresenceConfig {
                on_leave: self.on_leave,
                grace_ms: 2 * MINUTE,
                ..PresenceConfig::default()
            },
            tasks: TASKS.into_iter().map(task).collect(),
            ..plain
        }
    }
}

fn task((kind, weight): (TaskKind, i64)) -> TaskConfig {
    TaskConfig {
        group: Some(DOCK.to_owned()),
        auto_assign: true,
        weight,
        retry: Some(TaskRetry {
            attempts: 2,
            escalate_to: None,
        }),
        ..TaskConfig::new(kind)
    }
}

/// What somebody does on the floor now.
pub fn wish(tickets: &[Ticket], tasks: &[Task], n: usize, dice: &mut Prng) -> Option<Wish> {
    let (actor, act) = match dice.below(10) {
        0..=3 => answers(tickets, dice)?,
        4..=6 => works(tasks, dice)?,
        7 => comes_or_goes(dice),
        8 => {
            let agent = agents::any(dice);
            (Actor::agent(agent), Act::Heartbeat { agent })
        }
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
    let act = Act::MoveTask {
        task: task.id,
        trigger: *dice.pick(triggers),
        agent: None,
        reason: Some("so it is".to_owned()),
        result: None,
        raises: None,
        amount: None,
        lines: Vec::new(),
        form: Default::default(),
        attachments: Vec::new(),
    };
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
            queue: dice.pick(&["aftersales", "returns"]).to_string(),
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
