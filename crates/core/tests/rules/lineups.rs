//! A team kept in its order gives each ticket to the agent whom a look at everybody would choose.
use std::collections::{BTreeMap, BTreeSet};
use std::convert::Infallible;

use aftersync_core::model::agent::{Agent, AgentKind, Presence};
use aftersync_core::model::ids::{AgentId, Platform, ShopId};
use aftersync_core::model::money::Money;
use aftersync_core::model::selection::Strategy as Order;
use aftersync_core::routing::{Asked, Candidate, Familiar, Hold, Knows, Lineup, choose, first, stands_apart};
use proptest::prelude::*;

use crate::fixture::agent;

const MOST: usize = 40;
const KEPT: [Order; 4] = [
    Order::LeastLoad,
    Order::FewestOpen,
    Order::LongestIdle,
    Order::RoundRobin,
];

#[derive(Clone, Debug)]
struct Staff {
    agent: Agent,
    quantities: [i64; 6],
    off_shift: bool,
}

impl Staff {
    fn candidate(&self) -> Candidate<'_> {
        let [load, last, last_in_queue, idle_since, tickets, of_queue] = self.quantities;
        Candidate {
            last_in_queue,
            idle_since,
            tickets,
            of_queue,
            off_shift: self.off_shift,
            ..Candidate::new(&self.agent, load, last)
        }
    }
}

type Drawn = (Presence, i64, [i64; 6], u8, bool, bool, bool);

fn drawn() -> impl Strategy<Value = Drawn> {
    let presence = prop::sample::select(vec![
        Presence::Online,
        Presence::Online,
        Presence::Busy,
        Presence::Offline,
    ]);
    let quantities = [0i64..7, 0..4, 0..4, 0..4, 0..4, 0..3];
    (
        presence,
        0i64..6,
        quantities,
        0u8..4,
        any::<bool>(),
        any::<bool>(),
        prop::bool::weighted(0.1),
    )
}

fn staff(at: usize, (presence, capacity, quantities, level, team, bot, off_shift): Drawn) -> Staff {
    let [load, rest @ ..] = quantities;
    let [last, in_queue, idle, tickets, of_queue] = rest;
    let groups = if team { vec!["desk", "host"] } else { vec!["desk"] };
    Staff {
        agent: Agent {
            presence,
            kind: if bot && at.is_multiple_of(5) {
                AgentKind::Bot
            } else {
                AgentKind::Human
            },
            capacity: capacity * 20,
            scope: scope(at),
            authority: (level == 1).then(|| Money::cny(50)),
            skills: BTreeMap::from([("s".to_owned(), level)]),
            groups: groups.into_iter().map(str::to_owned).collect(),
            ..agent(&format!("a{at}"))
        },
        quantities: [load * 10, last, in_queue, idle, tickets, of_queue],
        off_shift,
    }
}

/// Everything, one shop, a whole platform, or another one.
fn scope(at: usize) -> BTreeMap<Platform, BTreeSet<ShopId>> {
    match at % 6 {
        0 => BTreeMap::from([("app".into(), BTreeSet::from(["own".into()]))]),
        1 => BTreeMap::from([("app".into(), BTreeSet::new())]),
        2 => BTreeMap::from([("douyin".into(), BTreeSet::new())]),
        _ => BTreeMap::new(),
    }
}

#[derive(Clone, Debug)]
struct Ticket {
    level: u8,
    weight: i64,
    amount: Option<i64>,
    known: Vec<(usize, Knows)>,
    teams: bool,
    hold: Hold,
    excluded: BTreeSet<usize>,
    offered: BTreeSet<usize>,
    barred: BTreeSet<usize>,
    people_only: bool,
    per_agent: Option<u32>,
}

fn tickets() -> impl Strategy<Value = Ticket> {
    let why = prop::sample::select(vec![Knows::Ticket, Knows::Customer, Knows::Order]);
    let hold = prop::sample::select(vec![Hold::Never, Hold::Busy, Hold::Strict]);
    let known = prop::collection::vec((0..MOST, why), 0..3);
    let excluded = prop::collection::btree_set(0..MOST, 0..4);
    let barred = prop::collection::btree_set(0..MOST, 0..3);
    let asked = (excluded, prop::collection::btree_set(0..MOST, 0..3), barred);
    let first = (0u8..4, 0i64..30, prop::option::of(0i64..100), known, any::<bool>());
    (first, hold, asked, any::<bool>(), prop::option::of(1u32..4)).prop_map(
        |((level, weight, amount, known, teams), hold, (excluded, offered, barred), people_only, per_agent)| Ticket {
            level,
            weight,
            amount,
            known,
            teams,
            hold,
            excluded,
            offered,
            barred,
            people_only,
            per_agent,
        },
    )
}

fn asked(ticket: &Ticket, strategy: Order) -> Asked {
    let id = |at: usize| AgentId::of(&format!("a{at}"));
    let mut familiar = Familiar {
        teams: ticket.teams.then(|| "host".to_owned()).into_iter().collect(),
        hold: ticket.hold,
        ..Familiar::default()
    };
    ticket.known.iter().for_each(|(at, why)| familiar.add(id(*at), *why));
    Asked {
        skills: BTreeMap::from([("s".to_owned(), ticket.level)]),
        weight: ticket.weight,
        familiar,
        amount: ticket.amount.map(Money::cny),
        strategy,
        tickets: 1,
        platform: Some("app".into()),
        channels: BTreeSet::new(),
        shop: Some(if ticket.teams { "own" } else { "other" }.into()),
        barred: ticket.barred.iter().map(|at| id(*at)).collect(),
        per_agent: ticket.per_agent,
        people_only: ticket.people_only,
        excluded: ticket.excluded.iter().map(|at| id(*at)).collect(),
        offered: ticket.offered.iter().map(|at| id(*at)).collect(),
    }
}

/// The two orders that a ticket may walk, kept through all changes.
struct Kept {
    team: Lineup,
    whole: Lineup,
}

impl Kept {
    fn put(&mut self, staff: &Staff) {
        self.whole.put(&staff.candidate());
        if staff.agent.groups.contains("host") {
            self.team.put(&staff.candidate());
        } else {
            self.team.remove(staff.agent.id);
        }
    }

    fn first(&self, staff: &BTreeMap<AgentId, Staff>, asked: &Asked, newer: &BTreeSet<AgentId>) -> Option<AgentId> {
        let apart = stands_apart(asked)
            .into_iter()
            .chain(newer.iter().copied())
            .collect::<BTreeSet<_>>();
        let apart: Vec<Candidate<'_>> = apart
            .iter()
            .filter_map(|id| staff.get(id))
            .map(Staff::candidate)
            .collect();
        let look = |id: AgentId| Ok::<_, Infallible>(staff.get(&id).map(Staff::candidate));
        let lineups: &[&Lineup] = match asked.familiar.teams.is_empty() {
            true => &[&self.whole],
            false => &[&self.team, &self.whole],
        };
        let Ok(found) = first(asked, &apart, lineups, look);
        found
    }
}

proptest! {
    #[test]
    fn the_first_of_the_order_is_whom_a_look_at_everybody_chooses(
        begin in prop::collection::vec(drawn(), 0..MOST),
        course in prop::collection::vec((prop::option::of((0..MOST, drawn())), any::<bool>(), tickets()), 1..12),
        order in prop::sample::select(KEPT.to_vec()),
    ) {
        let mut kept = Kept { team: Lineup::new(order).unwrap(), whole: Lineup::new(order).unwrap() };
        let mut all = BTreeMap::new();
        for staff in begin.into_iter().enumerate().map(|(at, drawn)| staff(at, drawn)) {
            kept.put(&staff);
            all.insert(staff.agent.id, staff);
        }
        let mut newer = BTreeSet::new();
        for (change, told, ticket) in course {
            if let Some(staff) = change.map(|(at, drawn)| staff(at, drawn)) {
                // A change that the order was not told of yet is one of this decision, and stands apart.
                if told && !newer.contains(&staff.agent.id) {
                    kept.put(&staff);
                } else if kept.whole.has(staff.agent.id) {
                    newer.insert(staff.agent.id);
                } else {
                    continue;
                }
                all.insert(staff.agent.id, staff);
            }
            let asked = asked(&ticket, order);
            let candidates: Vec<Candidate<'_>> = all.values().map(Staff::candidate).collect();
            prop_assert_eq!(kept.first(&all, &asked, &newer), choose(&candidates, &asked).agent);
            let latest = |of: fn(&Candidate<'_>) -> i64| candidates.iter().map(of).max().unwrap_or(0);
            if newer.is_empty() {
                let turns = (kept.whole.latest(), kept.whole.latest_in_queue());
                prop_assert_eq!(turns, (latest(|c| c.last_assigned), latest(|c| c.last_in_queue)));
            }
        }
    }
}

#[test]
fn who_is_removed_is_not_found_and_whose_skills_are_compared_has_no_order() {
    assert!(Lineup::new(Order::BestSkill).is_none());
    let (a, b) = (agent("a"), agent("b"));
    let mut lineup = Lineup::new(Order::LeastLoad).unwrap();
    lineup.put(&Candidate::new(&a, 0, 3));
    lineup.put(&Candidate::new(&b, 10, 9));
    let find = |lineup: &Lineup| {
        let look = |id: AgentId| {
            Ok::<_, Infallible>(
                [&a, &b]
                    .into_iter()
                    .find(|x| x.id == id)
                    .map(|x| Candidate::new(x, 0, 0)),
            )
        };
        let Ok(found) = first(&Asked::default(), &[], &[lineup], look);
        found
    };
    assert_eq!((find(&lineup), lineup.latest()), (Some(a.id), 9));
    lineup.remove(a.id);
    lineup.remove(a.id);
    assert_eq!((find(&lineup), lineup.has(a.id)), (Some(b.id), false));
    lineup.remove(b.id);
    assert_eq!((find(&lineup), lineup.latest()), (None, 0));
}
