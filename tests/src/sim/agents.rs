//! What our people want: commands with a key, and the host's news. An intent is repeated until it is answered.
use std::collections::BTreeSet;
use std::future::Future;

use aftersync::model::shipment::ParcelState;
use aftersync::{
    About, Act, Actor, Agent, AgentId, Channel, Command, Details, Effect, Engine, Fact, FactBody, MessageSnapshot,
    Money, ParcelRef, ParcelSnapshot, Platform, Presence, Role, Sender, ShopId, Tenant, Ticket, Timestamp, Trigger,
};
use aftersync_core::lifecycle;

use super::process::Ended;
use crate::prng::Prng;

/// Name and capacity, in the units of the routing rules: ten to a ticket.
const AGENTS: [(&str, i64); 3] = [("an", 25), ("bo", 30), ("chi", 20)];

/// What somebody wants.
#[derive(Clone)]
pub struct Intent {
    /// Whose desk.
    pub tenant: usize,
    /// What.
    pub what: Wish,
    /// How often it was really applied.
    pub applied: u32,
    /// It was answered for good.
    pub over: bool,
    /// Calls under way for it.
    pub under_way: u32,
}

/// A command, or news.
#[derive(Clone)]
pub enum Wish {
    /// A command, with its key.
    Do(Box<Command>),
    /// The host tells what it heard.
    Tell(Box<Fact>),
}

impl Intent {
    /// A new one.
    pub fn new(tenant: usize, what: Wish) -> Self {
        Self {
            tenant,
            what,
            applied: 0,
            over: false,
            under_way: 0,
        }
    }

    /// In a few words.
    pub fn word(&self) -> String {
        match &self.what {
            Wish::Do(c) => match &c.act {
                Act::Move {
                    ticket,
                    trigger,
                    details,
                } => {
                    let amount = details.amount.map_or_else(String::new, |m| format!(" {}", m.minor));
                    format!("{trigger}{amount} on {ticket} as {}", c.actor.role)
                }
                other => other.word().to_owned(),
            },
            Wish::Tell(fact) => format!("news of {}", fact.body.object()),
        }
    }

    /// The call that carries it out in an engine.
    pub fn call(&self, at: usize, engine: &Engine, tenant: &Tenant) -> impl Future<Output = Ended> + Send + 'static {
        let (desk, what) = (engine.desk(tenant.clone()), self.what.clone());
        async move {
            let done = match what {
                Wish::Do(command) => desk.execute(*command).await.map(|done| (!done.repeated, done.cursor)),
                Wish::Tell(fact) => match desk.ingest([*fact]).await {
                    Ok(mut all) => all
                        .remove(0)
                        .map(|i| (matches!(i.effect, Effect::New | Effect::Updated), i.cursor)),
                    Err(error) => Err(error),
                },
            };
            Ended::Intent(at, done)
        }
    }
}

/// The commands that put the agents to work in these groups; `few`: not all of them, so that tickets wait.
pub fn team(few: bool, groups: &[&str]) -> impl Iterator<Item = Command> {
    let agents = AGENTS.into_iter().take(if few { 2 } else { AGENTS.len() });
    let groups: BTreeSet<String> = groups.iter().map(|&group| group.to_owned()).collect();
    agents.map(move |(name, capacity)| {
        let agent = Box::new(Agent {
            groups: groups.clone(),
            capacity,
            presence: Presence::Online,
            ..Agent::new(name)
        });
        command(Actor::system(), Act::PutAgent { agent }, &format!("agent {name}"))
    })
}

/// What an agent can carry.
pub fn capacity(agent: AgentId) -> i64 {
    let known = AGENTS.iter().find(|(name, _)| AgentId::of(name) == agent);
    known.map_or(i64::MAX, |(_, capacity)| *capacity)
}

/// One of the agents.
pub fn any(dice: &mut Prng) -> AgentId {
    AgentId::of(dice.pick(&AGENTS).0)
}

fn command(actor: Actor, act: Act, key: &str) -> Command {
    Command {
        key: Some(key.to_owned()),
        expect: None,
        actor,
        act,
    }
}

/// What somebody wants to do with one of these tickets now; `pays`: they like to agree to refunds.
pub fn wish(tickets: &[(i64, Ticket)], n: usize, now: Timestamp, pays: bool, dice: &mut Prng) -> Option<Wish> {
    let roots: Vec<&(i64, Ticket)> = tickets.iter().filter(|(_, t)| t.merged_into.is_none()).collect();
    if roots.is_empty() {
        return None;
    }
    let (version, t) = *dice.pick(&roots);
    let key = format!("wish {n}");
    let agent = any(dice);
    let mut wished = match dice.below(20) {
        0 => parcel_news(t, now, dice),
        1 | 2 => Some(Wish::Tell(Box::new(message(t, n, now, dice)))),
        3 => {
            let text = "we are looking into it".to_owned();
            let (ticket, channel) = (t.id, None);
            Some(Wish::Do(Box::new(command(
                Actor::agent(agent),
                Act::Reply {
                    ticket,
                    text,
                    channel,
                    confidence: None,
                    template: None,
                    lang: None,
                },
                &key,
            ))))
        }
        4 if dice.chance(40) => {
            let other = dice.pick(&roots).1.id;
            let act = Act::Merge {
                into: t.id,
                from: other,
            };
            (other != t.id).then(|| Wish::Do(Box::new(command(Actor::agent(agent), act, &key))))
        }
        5 if dice.chance(30) && t.sources.len() > 1 => {
            let act = Act::Split {
                ticket: t.id,
                sources: vec![*dice.pick(&t.sources)],
            };
            Some(Wish::Do(Box::new(command(Actor::agent(agent), act, &key))))
        }
        6 if dice.chance(20) => {
            let agent_id = Some(agent).filter(|_| dice.chance(60));
            let act = Act::Assign {
                ticket: t.id,
                agent: agent_id,
            };
            Some(Wish::Do(Box::new(command(Actor::agent(agent), act, &key))))
        }
        _ => moves(t, agent, &key, pays, dice),
    };
    if let Some(Wish::Do(command)) = &mut wished {
        command.expect = dice.chance(50).then_some(*version);
    }
    wished
}

/// An agent goes home: what they have goes back to its queue, and from there to whoever has room.
pub fn goes_home(tickets: &[(i64, Ticket)], n: usize, dice: &mut Prng) -> Vec<Wish> {
    let agent = any(dice);
    let theirs = tickets
        .iter()
        .filter(|(_, t)| t.is_open() && t.assignment.agent == Some(agent));
    let back = |(at, (_, t)): (usize, &(i64, Ticket))| {
        let act = Act::Assign {
            ticket: t.id,
            agent: None,
        };
        Wish::Do(Box::new(command(Actor::agent(agent), act, &format!("wish {}", n + at))))
    };
    theirs.enumerate().map(back).collect()
}

/// A move the table allows, or now and then any.
fn moves(t: &Ticket, agent: AgentId, key: &str, pays: bool, dice: &mut Prng) -> Option<Wish> {
    use Trigger as T;
    let role = *dice.pick(&[Role::Agent, Role::Agent, Role::Agent, Role::Warehouse, Role::Qc]);
    let allowed: Vec<Trigger> = lifecycle::allowed(&t.axes, role)
        .into_iter()
        .map(|row| row.trigger)
        .collect();
    let any = [
        T::ApproveRefund,
        T::ApproveReturn,
        T::Reject,
        T::Compensate,
        T::GoodsArrived,
        T::InspectPass,
    ];
    let agrees = pays && allowed.contains(&T::ApproveRefund) && dice.chance(50);
    let trigger = if agrees {
        T::ApproveRefund
    } else if allowed.is_empty() || dice.chance(5) {
        *dice.pick(&any)
    } else {
        *dice.pick(&allowed)
    };
    let details = Details {
        amount: match dice.below(6) {
            _ if trigger == T::Compensate => Some(t.money(dice.below(4_000) as i64 + 1)),
            0 => Some(t.money(t.amounts.requested + 100)),
            1 => Some(Money::new(t.amounts.requested / 2, t.currency)).filter(|m| m.minor > 0),
            _ => None,
        },
        payout: Some(key.to_owned()),
        reason_code: (trigger == T::Reject).then(|| match t.platform.as_str() {
            "tiktok" => "reverse_reject_request_reason_1".to_owned(),
            _ => "1".to_owned(),
        }),
        text: Some("as agreed".to_owned()),
        parcel: (trigger == T::ReplacementShipped).then(|| ParcelRef {
            number: format!("SF77{:010}", dice.below(1_000_000)),
            carrier: Some("shunfeng".into()),
        }),
        ..Details::default()
    };
    let actor = match role {
        Role::Agent => Actor::agent(agent),
        other => Actor::role(other),
    };
    let act = Act::Move {
        ticket: t.id,
        trigger,
        details: Box::new(details),
    };
    Some(Wish::Do(Box::new(command(actor, act, key))))
}

/// A move somebody makes with their phone; `mark` is what it says of itself.
pub fn move_of(t: &Ticket, mark: &str, dice: &mut Prng) -> Act {
    match moves(t, AgentId::of(AGENTS[0].0), mark, false, dice) {
        Some(Wish::Do(command)) => command.act,
        _ => Act::Note {
            ticket: t.id,
            text: mark.to_owned(),
            mentions: Default::default(),
        },
    }
}

/// A carrier scanned a parcel of the ticket.
fn parcel_news(t: &Ticket, now: Timestamp, dice: &mut Prng) -> Option<Wish> {
    if t.parcels.is_empty() {
        return None;
    }
    let parcel = dice.pick(&t.parcels).parcel.clone();
    let state = *dice.pick(&[ParcelState::PickedUp, ParcelState::InTransit, ParcelState::Delivered]);
    let snapshot = ParcelSnapshot {
        number: parcel.number,
        carrier: parcel.carrier,
        state,
        at: now,
        last_scan: None,
    };
    Some(Wish::Tell(Box::new(Fact {
        platform: Platform::new("carrier"),
        shop: ShopId::new("carrier"),
        revision: now.0,
        occurred_at: now,
        body: FactBody::Parcel(Box::new(snapshot)),
        raw: None,
    })))
}

/// A buyer writes in the merchant's own app.
fn message(t: &Ticket, n: usize, now: Timestamp, dice: &mut Prng) -> Fact {
    let snapshot = MessageSnapshot {
        external_id: format!("m{n}"),
        conversation: format!("talk {}", dice.below(3)),
        channel: Channel::Chat,
        sender: Sender::Buyer,
        account: None,
        keys: Vec::new(),
        text: format!("where is my money? {}", t.number),
        evidence: Vec::new(),
        about: About::default(),
        issue: None,
        at: now,
    };
    Fact {
        platform: Platform::new("app"),
        shop: ShopId::new("own"),
        revision: now.0,
        occurred_at: now,
        body: FactBody::Message(Box::new(snapshot)),
        raw: None,
    }
}
