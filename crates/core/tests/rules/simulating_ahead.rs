//! What comes of tickets of a simulated desk by itself: ladders as clocks run out, and what automations approve later.
use std::collections::BTreeSet;

use aftersync_core::model::agent::{Agent, AgentKind};
use aftersync_core::model::config::Config;
use aftersync_core::model::ids::AgentId;
use aftersync_core::model::money::Money;
use aftersync_core::model::sla::{Escalate, Rung, RungAt};
use aftersync_core::model::ticket::ClockKind;
use aftersync_core::model::time::MINUTE;
use aftersync_core::routing::{
    Arrival, Began, Called, Calls, Does, HandedOn, Happened, Placement, Served, Talk, Truth,
};

use super::fixture::agent;
use super::simulating::{at, came, config, one, queue, simulate, told};

const AN: &str = "an";
const BO: &str = "bo";

fn id(name: &str) -> Option<AgentId> {
    Some(AgentId::of(name))
}

fn desk() -> Config {
    config(vec![queue("aftersales"), queue("leads")])
}

/// One person in each of both groups, with room for one ticket.
fn both() -> [Agent; 2] {
    [one(AN, "aftersales"), one(BO, "leads")]
}

/// A ticket that takes so long, with rungs of the clock of its decision, each due in some minute.
fn laddered(minute: i64, work: i64, rungs: &[(i64, Escalate)]) -> Arrival {
    let named = |(n, (_, what)): (usize, &(i64, Escalate))| Rung {
        name: format!("rung {n}"),
        clock: ClockKind::Decision,
        at: RungAt::Breach,
        what: vec![what.clone()],
    };
    Arrival {
        ladder: rungs.iter().enumerate().map(named).collect(),
        began: Began {
            rungs: rungs.iter().map(|(due, _)| Some(at(*due))).collect(),
            ..Began::default()
        },
        work_ms: work * MINUTE,
        ..came(minute)
    }
}

fn leads() -> BTreeSet<String> {
    ["leads".to_owned()].into()
}

/// Nothing beside the work.
fn long(minute: i64, work: i64) -> Arrival {
    laddered(minute, work, &[])
}

fn rungs(served: &Served) -> Vec<&str> {
    served.rungs.iter().map(String::as_str).collect()
}

#[test]
fn a_ladder_lets_more_people_take_what_waits() {
    let widens = laddered(0, 10, &[(20, Escalate::Widen(leads()))]);
    let served = simulate(&desk(), &both(), &[long(0, 60), widens.clone()]);
    assert_eq!(told(&served), [(id(AN), Some(0)), (id(BO), Some(20))]);
    assert_eq!(
        (served[1].queue.as_str(), rungs(&served[1])),
        ("aftersales", vec!["rung 0"])
    );
    // One that somebody has by then stays with them; without a ladder it waits on.
    let served = simulate(
        &desk(),
        &both(),
        &[long(0, 15), laddered(0, 60, &[(20, Escalate::Widen(leads()))])],
    );
    assert_eq!(told(&served)[1], (id(AN), Some(15)));
    let served = simulate(&desk(), &both(), &[long(0, 60), long(0, 10)]);
    assert_eq!((told(&served)[1], rungs(&served[1])), ((id(AN), Some(60)), vec![]));
}

#[test]
fn a_ladder_moves_what_waits_and_what_somebody_has() {
    let moved = |minute: i64, work: i64| laddered(minute, work, &[(30, Escalate::Queue("leads".into()))]);
    let waits = simulate(&desk(), &both(), &[long(0, 60), moved(0, 10)]);
    assert_eq!(told(&waits), [(id(AN), Some(0)), (id(BO), Some(30))]);
    assert_eq!(waits[1].queue, "leads");
    // It is taken from who has it: whoever gets it does what is left, and they have room for what waits.
    let had = simulate(&desk(), &both(), &[moved(0, 45), long(10, 5), long(31, 5)]);
    assert_eq!(told(&had), [(id(BO), Some(0)), (id(AN), Some(20)), (id(AN), Some(4))]);
    let before = HandedOn {
        agent: AgentId::of(AN),
        work_ms: 30 * MINUTE,
    };
    assert_eq!((had[0].work_ms, &had[0].before), (15 * MINUTE, &vec![before]));
    // The time somebody had it is none of its wait.
    let again = simulate(
        &desk(),
        &both(),
        &[
            long(0, 5),
            moved(0, 45),
            Arrival {
                queue: "leads".into(),
                is_chosen: true,
                ..long(25, 20)
            },
        ],
    );
    assert_eq!(told(&again)[1], (id(BO), Some(5 + 15)));
    // One who has room may get it again; a rung that names the queue it was put into takes it from nobody.
    let stays = laddered(
        0,
        45,
        &[
            (30, Escalate::Queue("leads".into())),
            (35, Escalate::Queue("leads".into())),
        ],
    );
    let served = simulate(&desk(), &both(), &[stays]);
    assert_eq!(
        (served[0].before.len(), rungs(&served[0])),
        (1, vec!["rung 0", "rung 1"])
    );
}

#[test]
fn a_ladder_leaves_it_where_a_rule_put_it() {
    let stands = Arrival {
        queue: "leads".into(),
        placement: Placement {
            queue: "leads".into(),
            ..came(0).placement
        },
        ..laddered(0, 45, &[(30, Escalate::Queue("leads".into()))])
    };
    let served = simulate(&desk(), &both(), &[stands]);
    assert_eq!(
        (told(&served)[0], rungs(&served[0])),
        ((id(BO), Some(0)), vec!["rung 0"])
    );
    assert_eq!((served[0].before.len(), served[0].work_ms), (0, 45 * MINUTE));
}

#[test]
fn a_ladder_takes_it_from_a_bot() {
    let bot = Agent {
        kind: AgentKind::Bot,
        capacity: 1,
        ..agent("bot")
    };
    let talk = Talk {
        bot: AgentId::of("bot"),
        ms: 60 * MINUTE,
        handed_over: true,
    };
    let talks = |arrival: Arrival| Arrival {
        talk: Some(talk),
        ..arrival
    };
    let [an, bo] = both();
    let moved = talks(laddered(0, 10, &[(30, Escalate::Queue("leads".into()))]));
    // People have it from then on; the bot has room for the next one, and hands over no more of the first.
    let served = simulate(&desk(), &[an, bo, bot], &[moved, talks(long(40, 10))]);
    assert_eq!(told(&served), [(id(BO), Some(0)), (id(AN), Some(0))]);
    assert_eq!((served[0].work_ms, &served[0].before), (10 * MINUTE, &vec![]));
}

#[test]
fn a_ladder_makes_what_waits_more_urgent_and_its_clocks_shorter() {
    let urgent = laddered(2, 10, &[(30, Escalate::Band(0))]);
    let all = |urgent: Arrival| [long(0, 60), long(1, 10), urgent];
    let served = simulate(&desk(), &both(), &all(urgent.clone()));
    assert_eq!(told(&served)[1..], [(id(AN), Some(69)), (id(AN), Some(58))]);
    let served = simulate(&desk(), &both(), &all(long(2, 10)));
    assert_eq!(told(&served)[1..], [(id(AN), Some(59)), (id(AN), Some(68))]);
    // In the band it is raised to the next rung was due before: it is done at once.
    let mut shorter = laddered(2, 10, &[(30, Escalate::Band(1)), (50, Escalate::Widen(leads()))]);
    let served = simulate(&desk(), &both(), &all(shorter.clone()));
    assert_eq!(told(&served)[2], (id(BO), Some(48)));
    shorter.raised = vec![Began {
        rungs: vec![Some(at(10)), Some(at(25))],
        ..Began::default()
    }];
    let served = simulate(&desk(), &both(), &all(shorter));
    assert_eq!(told(&served)[2], (id(BO), Some(28)));
}

#[test]
fn a_clock_that_is_met_does_nothing() {
    let decided = |happened: Happened| Arrival {
        truth: Truth {
            decided: Some(happened),
            ..Truth::default()
        },
        ..laddered(0, 60, &[(30, Escalate::Queue("leads".into()))])
    };
    let did = |happened: Happened, first: i64| {
        let served = simulate(&desk(), &both(), &[long(0, first), decided(happened)]);
        served[1].rungs.len()
    };
    // Decided after five minutes in hand: given at 20 that is in time, given at 28 it is not.
    assert_eq!(did(Happened::InHand(5 * MINUTE), 20), 0);
    assert_eq!(did(Happened::InHand(5 * MINUTE), 28), 1);
    assert_eq!(did(Happened::Anyway(25 * MINUTE), 28), 0);
    assert_eq!(did(Happened::Anyway(35 * MINUTE), 28), 1);
    // An answer ends the clock of an answer alone.
    let answered = |clock: ClockKind| {
        let mut one = laddered(0, 60, &[(30, Escalate::Widen(leads()))]);
        one.ladder[0].clock = clock;
        one.truth.answered = Some(Happened::InHand(MINUTE));
        simulate(&desk(), &both(), &[one])[0].rungs.len()
    };
    assert_eq!(
        (answered(ClockKind::FirstResponse), answered(ClockKind::Decision)),
        (0, 1)
    );
    assert_eq!(answered(ClockKind::FirstHumanResponse), 1);
}

/// A ticket that takes an hour, and that automations may approve in these minutes; what is left of it then takes so long.
fn approved(minutes: &[(i64, Calls)], over: i64) -> Arrival {
    let approval = |(n, (minute, by)): (usize, &(i64, Calls))| Called {
        by: *by,
        at: Some(at(*minute)),
        does: Does {
            grants: Some(n),
            over_ms: over * MINUTE,
            ..Does::default()
        },
    };
    let mut arrival = laddered(0, 60, &[(40, Escalate::Notify("leads".into()))]);
    arrival.began.called = minutes.iter().enumerate().map(approval).collect();
    arrival
}

#[test]
fn an_approval_ends_the_wait_and_the_work() {
    let desk = desk();
    let after = |over: i64| approved(&[(20, Calls::Time)], over);
    // It waits: it is in nobody's hands, or is its agent's for as long as there is something to do.
    let served = simulate(&desk, &both(), &[long(0, 30), after(0), long(1, 10)]);
    assert_eq!(told(&served), [(id(AN), Some(0)), (None, None), (id(AN), Some(29))]);
    assert_eq!(served[1].granted, Some(0));
    let served = simulate(&desk, &both(), &[long(0, 30), after(15), long(1, 10)]);
    assert_eq!(
        told(&served),
        [(id(AN), Some(0)), (id(AN), Some(30)), (id(AN), Some(34))]
    );
    assert_eq!(served[1].work_ms, 5 * MINUTE);
    // Somebody has it: they have it until then, or as long as there is something to do.
    for over in [0, 15] {
        let served = simulate(&desk, &both(), &[after(over), long(1, 10)]);
        assert_eq!(told(&served), [(id(AN), Some(0)), (id(AN), Some(19 + over))]);
        assert_eq!((served[0].granted, served[0].work_ms), (Some(0), (20 + over) * MINUTE));
    }
}

#[test]
fn what_is_decided_by_then_is_approved_by_nobody() {
    let granted = |arrival: Arrival| simulate(&desk(), &both(), &[arrival])[0].granted;
    let decided = |happened: Happened| Arrival {
        truth: Truth {
            decided: Some(happened),
            ..Truth::default()
        },
        ..approved(&[(20, Calls::Time)], 0)
    };
    assert_eq!(granted(decided(Happened::InHand(19 * MINUTE))), None);
    assert_eq!(granted(decided(Happened::InHand(21 * MINUTE))), Some(0));
    let through = Arrival {
        work_ms: 19 * MINUTE,
        ..approved(&[(20, Calls::Time)], 0)
    };
    assert_eq!(granted(through), None);
    let instant = Arrival {
        over_ms: Some(50 * MINUTE),
        ..approved(&[(20, Calls::Time)], 0)
    };
    assert_eq!(granted(instant), None);
    // Whoever has to approve it is not asked any more: anybody may have what is left.
    let mut dear = approved(&[(20, Calls::Time)], 15);
    dear.amount = Some(Money::cny(500));
    let clerk = Agent {
        authority: Some(Money::cny(100)),
        ..one(AN, "aftersales")
    };
    let served = simulate(&desk(), &[clerk], &[dear]);
    assert_eq!((told(&served)[0], served[0].granted), ((id(AN), Some(20)), Some(0)));
}

#[test]
fn clocks_and_rungs_call_automations_as_long_as_they_run() {
    let granted = |arrival: Arrival| simulate(&desk(), &both(), &[arrival])[0].granted;
    let by_clock = || approved(&[(20, Calls::Clock(ClockKind::FirstResponse))], 0);
    let mut answered = by_clock();
    answered.truth.answered = Some(Happened::InHand(MINUTE));
    assert_eq!((granted(by_clock()), granted(answered)), (Some(0), None));
    // The rung of its ladder is due after 40 minutes; time is asked first at one moment.
    let by_rung = || approved(&[(40, Calls::Rung(0))], 0);
    let mut decided = by_rung();
    decided.truth.decided = Some(Happened::Anyway(30 * MINUTE));
    assert_eq!((granted(by_rung()), granted(decided)), (Some(0), None));
    let mut without = approved(&[(40, Calls::Rung(0)), (50, Calls::Time)], 0);
    without.began.called[0].does.grants = None;
    assert_eq!(granted(without), Some(1));
}
