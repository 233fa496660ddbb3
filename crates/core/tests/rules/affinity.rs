//! Who is asked before others, and for whom a ticket waits.
use aftersync_core::model::affinity::{Affinity, AffinityMode};
use aftersync_core::model::agent::{Agent, Presence};
use aftersync_core::model::ids::AgentId;
use aftersync_core::routing::{Asked, Candidate, Choice, Familiar, Hold, Knows, choose};
use proptest::prelude::*;

use crate::fixture::agent;

fn pick(agents: &[(Agent, i64)], familiar: Familiar) -> Choice {
    let candidates: Vec<_> = agents.iter().map(|(a, load)| Candidate::new(a, *load, 0)).collect();
    let asked = Asked {
        weight: 10,
        familiar,
        ..Asked::default()
    };
    choose(&candidates, &asked)
}

fn knows(people: &[(&str, Knows)], teams: &[&str], hold: Hold) -> Familiar {
    let mut familiar = Familiar {
        teams: teams.iter().map(|team| (*team).to_owned()).collect(),
        hold,
        ..Familiar::default()
    };
    people
        .iter()
        .for_each(|(name, why)| familiar.add(AgentId::of(name), *why));
    familiar
}

fn member(name: &str, group: &str) -> Agent {
    Agent {
        groups: [group.to_owned()].into(),
        ..agent(name)
    }
}

#[test]
fn the_best_reason_comes_first() {
    let desk: Vec<(Agent, i64)> = ["a", "b", "c", "d", "e"].map(|name| (agent(name), 0)).into();
    let mut desk = desk;
    desk[3].0 = member("d", "stars");
    let all = [("a", Knows::Ticket), ("b", Knows::Customer), ("c", Knows::Order)];
    let mut order = Vec::new();
    while let Some(chosen) = pick(&desk, knows(&all, &["stars"], Hold::Never)).agent {
        order.push(chosen);
        desk.retain(|(a, _)| a.id != chosen);
    }
    assert_eq!(order, ["a", "b", "c", "d", "e"].map(AgentId::of));
    // Of several reasons the best counts.
    let twice = knows(
        &[("e", Knows::Order), ("e", Knows::Ticket), ("b", Knows::Customer)],
        &[],
        Hold::Never,
    );
    assert_eq!(
        pick(&[(agent("b"), 0), (agent("e"), 0)], twice).agent,
        Some(AgentId::of("e"))
    );
}

#[test]
fn a_ticket_waits_for_who_is_merely_busy() {
    let full = (agent("a"), 95);
    let busy = (
        Agent {
            presence: Presence::Busy,
            ..agent("a")
        },
        0,
    );
    let gone = (
        Agent {
            presence: Presence::Offline,
            ..agent("a")
        },
        0,
    );
    let away = (
        Agent {
            presence: Presence::Away,
            ..agent("a")
        },
        0,
    );
    let (a, b) = (AgentId::of("a"), AgentId::of("b"));
    let with = |who: &(Agent, i64), hold| {
        let choice = pick(
            &[who.clone(), (agent("b"), 0)],
            knows(&[("a", Knows::Customer)], &[], hold),
        );
        (choice.agent, choice.waits_for)
    };
    for who in [&full, &busy, &gone, &away] {
        assert_eq!(with(who, Hold::Never), (Some(b), None));
        assert_eq!(with(who, Hold::Strict), (None, Some(a)));
    }
    // Neither is for a shift that has not begun, be they online: only who waits for them by all means does.
    let off_shift = |hold| {
        let (a, b) = (agent("a"), agent("b"));
        let off = Candidate {
            off_shift: true,
            ..Candidate::new(&a, 0, 0)
        };
        let asked = Asked {
            weight: 10,
            familiar: knows(&[("a", Knows::Customer)], &[], hold),
            ..Asked::default()
        };
        let choice = choose(&[off, Candidate::new(&b, 0, 0)], &asked);
        (choice.agent, choice.waits_for)
    };
    assert_eq!(off_shift(Hold::Strict), (None, Some(a)));
    assert_eq!(off_shift(Hold::Busy), (Some(b), None));
    assert_eq!(off_shift(Hold::Never), (Some(b), None));
    assert_eq!(with(&full, Hold::Busy), (None, Some(a)));
    assert_eq!(with(&busy, Hold::Busy), (None, Some(a)));
    assert_eq!(with(&gone, Hold::Busy), (Some(b), None));
    assert_eq!(with(&away, Hold::Busy), (Some(b), None));
    // Whoever knows it better and may take it does; for a team nobody waits; nor for somebody who is not of the queue.
    let better = knows(&[("a", Knows::Order), ("b", Knows::Ticket)], &[], Hold::Strict);
    assert_eq!(pick(&[gone.clone(), (agent("b"), 0)], better).agent, Some(b));
    let team = [
        (
            Agent {
                capacity: 0,
                ..member("a", "stars")
            },
            0,
        ),
        (agent("b"), 0),
    ];
    assert_eq!(pick(&team, knows(&[], &["stars"], Hold::Strict)).agent, Some(b));
    assert_eq!(
        pick(&[(agent("b"), 0)], knows(&[("a", Knows::Ticket)], &[], Hold::Strict)).agent,
        Some(b)
    );
}

#[test]
fn a_ticket_waits_as_long_as_the_mode_says() {
    let mode = |mode, wait_ms| Affinity {
        mode,
        wait_ms,
        customer_days: None,
    };
    assert_eq!(mode(AffinityMode::Prefer, None).hold(0), Hold::Never);
    assert_eq!(mode(AffinityMode::Wait, Some(10)).hold(9), Hold::Busy);
    assert_eq!(mode(AffinityMode::Wait, Some(10)).hold(10), Hold::Never);
    assert_eq!(mode(AffinityMode::Strict, None).hold(i64::MAX), Hold::Strict);
    assert_eq!(Affinity::default().customer_ms(), 14 * 86_400_000);
    assert_eq!(
        Affinity {
            customer_days: Some(0),
            ..Affinity::default()
        }
        .customer_ms(),
        0
    );
}

fn any_hold() -> impl Strategy<Value = Hold> {
    prop_oneof![Just(Hold::Never), Just(Hold::Busy), Just(Hold::Strict)]
}

fn any_knows() -> impl Strategy<Value = Option<Knows>> {
    prop_oneof![
        Just(None),
        Just(Some(Knows::Ticket)),
        Just(Some(Knows::Customer)),
        Just(Some(Knows::Order))
    ]
}

fn any_presence() -> impl Strategy<Value = Presence> {
    prop_oneof![
        Just(Presence::Online),
        Just(Presence::Online),
        Just(Presence::Busy),
        Just(Presence::Away),
        Just(Presence::Offline)
    ]
}

proptest! {
    #[test]
    fn nobody_who_is_not_there_is_given_anything(
        staff in prop::collection::vec((any_presence(), 0i64..120, any_knows()), 1..6),
        hold in any_hold(),
    ) {
        let mut familiar = Familiar { hold, ..Familiar::default() };
        let mut desk = Vec::new();
        for (n, (presence, load, why)) in staff.into_iter().enumerate() {
            let agent = Agent { presence, ..agent(&format!("a{n}")) };
            why.into_iter().for_each(|why| familiar.add(agent.id, why));
            desk.push((agent, load));
        }
        let choice = pick(&desk, familiar.clone());
        let of = |id| desk.iter().find(|(a, _)| a.id == id).unwrap();
        if let Some(id) = choice.agent {
            let (agent, load) = of(id);
            prop_assert_eq!(agent.presence, Presence::Online);
            prop_assert!(load + 10 <= agent.capacity);
            prop_assert_eq!(choice.waits_for, None);
        }
        if let Some(id) = choice.waits_for {
            prop_assert!(hold != Hold::Never && familiar.people.contains_key(&id));
        }
        // Without a hold somebody has it as soon as anybody may.
        let free = pick(&desk, Familiar { hold: Hold::Never, ..familiar });
        if choice.waits_for.is_none() {
            prop_assert_eq!(free.agent, choice.agent);
        }
        desk.reverse();
        prop_assert_eq!(pick(&desk, knows(&[], &[], hold)).waits_for, None);
    }
}
