//! What is told of what would be is what comes then: of a ticket that is none yet, and of one that waits, past queues that
//! overflow and steps that are skipped.
use std::collections::BTreeSet;

use aftersync_core::engine::Desk;
use aftersync_core::engine::decide::explained::Explained;
use aftersync_core::error::ErrorKind;
use aftersync_core::model::agent::{Agent, Presence};
use aftersync_core::model::axes::Kind;
use aftersync_core::model::calendar::{Calendar, Hours, Weekday};
use aftersync_core::model::command::Act;
use aftersync_core::model::config::{Config, QueueConfig, Rule, Then, When};
use aftersync_core::model::ids::{AgentId, QueueId, TicketId};
use aftersync_core::model::offer::{OfferTerms, Reservation};
use aftersync_core::model::selection::{HopCause, OverflowWhen, RouteStep, SkipIf, Strategy as Order};
use aftersync_core::model::time::{HOUR, MINUTE};
use aftersync_core::routing::{AgentOverride, QueueOverride, RouteAttributes, RouteOverrides};
use aftersync_tests::desk::{APP, SHOP, opened, ticket, work};
use proptest::prelude::*;

use super::office::{Office, name};

const GROUPS: [&str; 3] = ["gems", "desk", "spare"];
const AGENTS: usize = 4;

/// How a queue is kept.
#[derive(Clone, Debug)]
struct Kept {
    order: Order,
    depth: Option<u32>,
    when: Option<OverflowWhen>,
    skip: Option<SkipIf>,
    offers: bool,
}

/// What befalls a desk.
#[derive(Clone, Debug)]
enum Deed {
    Open(Kind),
    End(usize),
    Presence(usize, Presence),
    Put(usize, usize, i64, bool),
    Pass(i64),
    Work,
}

fn hours() -> impl Strategy<Value = Option<String>> {
    prop::option::weighted(0.3, Just("day".to_owned()))
}

fn kept() -> impl Strategy<Value = Kept> {
    let wait = || prop::option::weighted(0.3, Just(5 * MINUTE));
    let when = (hours(), any::<bool>(), wait()).prop_map(|(outside, nobody_online, wait_above_ms)| OverflowWhen {
        outside,
        nobody_online,
        wait_above_ms,
    });
    let skip = (any::<bool>(), any::<bool>(), hours(), wait());
    let skip = skip.prop_map(|(nobody_online, no_room, outside, wait_above_ms)| SkipIf {
        nobody_online: nobody_online || !no_room,
        no_room,
        outside,
        wait_above_ms,
    });
    (
        prop::sample::select(Order::ALL.to_vec()),
        prop::option::weighted(0.4, 1u32..3),
        prop::option::weighted(0.5, when),
        prop::option::weighted(0.6, skip),
        prop::bool::weighted(0.2),
    )
        .prop_map(|(order, depth, when, skip, offers)| Kept {
            order,
            depth,
            when: when.filter(|when| *when != OverflowWhen::default()),
            skip,
            offers,
        })
}

fn presence() -> impl Strategy<Value = Presence> {
    prop::sample::select(vec![
        Presence::Online,
        Presence::Online,
        Presence::Busy,
        Presence::Offline,
    ])
}

fn any_deed() -> impl Strategy<Value = Deed> {
    let kind = prop::sample::select(vec![Kind::RefundOnly, Kind::Repair]);
    prop_oneof![
        6 => kind.prop_map(Deed::Open),
        3 => (0usize..8).prop_map(Deed::End),
        3 => (0..AGENTS, presence()).prop_map(|(agent, status)| Deed::Presence(agent, status)),
        2 => (0..AGENTS, 0usize..3, 1i64..4, any::<bool>()).prop_map(|(at, of, tens, shift)| Deed::Put(at, of, tens * 15, shift)),
        2 => (1i64..400).prop_map(|minutes| Deed::Pass(minutes * MINUTE)),
        1 => Just(Deed::Work),
    ]
}

/// Gems go on to the desk, the desk to spare; each may have steps that are skipped.
fn config(kept: &[Kept]) -> Config {
    let calendar = Calendar {
        name: "day".into(),
        week: Weekday::ALL
            .iter()
            .map(|day| (*day, vec![Hours { from: 0, to: 600 }]))
            .collect(),
        ..Calendar::default()
    };
    let queue = |at: usize| {
        let (of, overflow) = (&kept[at], GROUPS.get(at + 1).map(|next| (*next).to_owned()));
        let step = RouteStep {
            after_ms: 20 * MINUTE,
            groups: vec!["spare".to_owned()],
            raise_by: 1,
            skip_if: of.skip.clone(),
            ..RouteStep::default()
        };
        QueueConfig {
            strategy: of.order,
            max_depth: of.depth,
            overflow_when: of.when.clone().filter(|_| overflow.is_some()),
            steps: of.skip.iter().map(|_| step.clone()).collect(),
            reservation: of.offers.then_some(Reservation::Offer(OfferTerms {
                for_ms: MINUTE,
                max_offers: 1,
            })),
            overflow,
            ..QueueConfig::new(GROUPS[at])
        }
    };
    let gems = Then {
        queue: Some("gems".to_owned()),
        ..Then::default()
    };
    Config {
        calendars: vec![calendar],
        queues: (0..GROUPS.len()).map(queue).collect(),
        rules: vec![Rule::new("gems", When::Kind(vec![Kind::Repair]), gems)],
        fallback_queue: "desk".to_owned(),
        ..Config::default()
    }
}

impl Office {
    fn hire(&self, at: usize, group: usize, capacity: i64, shift: bool) {
        let agent = Agent {
            groups: [GROUPS[group].to_owned()].into(),
            capacity,
            shift: shift.then(|| "day".to_owned()),
            presence: Presence::Online,
            ..Agent::new(name(at))
        };
        let agent = Box::new(agent);
        self.does(Act::PutAgent { agent });
    }

    fn goes_on(&mut self, n: usize, deed: &Deed) {
        match deed {
            Deed::Open(kind) => self
                .open
                .push(opened(&self.desk, &format!("A{n}"), &format!("order-{n}"), *kind)),
            Deed::End(at) => self.end(*at),
            Deed::Presence(at, presence) => self.set(*at, *presence),
            Deed::Put(at, group, capacity, shift) => self.hire(*at, *group, *capacity, *shift),
            Deed::Pass(ms) => drop(self.clock.advance(*ms)),
            Deed::Work => work(&self.engine),
        }
    }

    fn asks(&self, kind: Kind, overrides: RouteOverrides) -> Explained {
        let attributes = RouteAttributes {
            shop: Some(SHOP.into()),
            amount: 5_000,
            ..RouteAttributes::new(APP, kind)
        };
        self.desk.dry_run(attributes, overrides).wait().unwrap()
    }

    fn all_waiting(&self) -> Vec<TicketId> {
        GROUPS.into_iter().flat_map(|queue| self.waiting(queue)).collect()
    }

    /// A ticket came to stand where that was told, past the same queues and steps, and is whose it was told to become.
    fn is_as_told(&self, id: TicketId, told: &Explained) {
        let is = ticket(&self.desk, id).assignment;
        let asked = is.offers.first().map(|offer| offer.agent);
        assert_eq!(is.queue, Some(QueueId::of(&told.queue)), "{told:?}");
        assert_eq!(is.agent.or(asked), told.choice.agent, "{told:?}");
        assert_eq!(is.step, told.standing.step, "{told:?}");
        let gone = told.hops.iter().filter(|hop| hop.because != HopCause::Skipped);
        let left: BTreeSet<QueueId> = gone.map(|hop| QueueId::of(&hop.from)).collect();
        assert!(left.is_subset(&is.past), "{told:?} {is:?}");
        let last = told.hops.last();
        assert!(last.is_none_or(|hop| hop.to == told.queue && hop.step == told.standing.step));
    }
}

/// How somebody was chosen is written as it was told before.
fn is_written_as_told(desk: &Desk, id: TicketId, told: &Explained) {
    let Ok(decided) = desk.explain_decision(id, None).wait() else {
        return;
    };
    assert_eq!(Some(decided.agent), told.choice.agent);
    assert_eq!(decided.queue.as_ref(), Some(&told.queue));
    assert_eq!(decided.version, told.version);
    let today = decided.today.expect("the version is kept");
    assert_eq!(
        (today.rule, today.queue),
        (told.placement.rule.clone(), told.placement.queue.clone())
    );
    let figures = decided.considered.expect("a small team");
    let (eligible, refused) = (told.ranked.len(), told.refusals.values().sum::<u32>());
    assert_eq!(figures.eligible as usize, eligible);
    assert_eq!(figures.looked_at, figures.eligible + refused);
    assert_eq!(figures.refusals, told.refusals);
    assert_eq!(figures.keys, told.ranked[0].keys);
    assert_eq!(decided.because, told.ranked[0].because);
}

/// An agent of a group, with room for so many tens, with a shift or without.
type Hired = (usize, i64, bool);

fn hired(kept: &[Kept], staff: &[Hired]) -> Office {
    let office = Office::new(11, config(kept));
    for (at, (group, tens, shift)) in staff.iter().enumerate() {
        office.hire(at, *group, tens * 15, *shift);
    }
    office
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 96, ..ProptestConfig::default() })]
    #[test]
    fn a_ticket_that_comes_goes_where_the_dry_run_said(
        kept in prop::collection::vec(kept(), 3),
        staff in prop::collection::vec((0usize..3, 1i64..4, any::<bool>()), AGENTS),
        deeds in prop::collection::vec(any_deed(), 1..24),
    ) {
        let mut office = hired(&kept, &staff);
        for (n, deed) in deeds.iter().enumerate() {
            let told = match deed {
                Deed::Open(kind) => Some(office.asks(*kind, RouteOverrides::default())),
                _ => None,
            };
            office.goes_on(n, deed);
            if let (Some(told), Some(id)) = (told, office.open.last()) {
                office.is_as_told(*id, &told);
                is_written_as_told(&office.desk, *id, &told);
                prop_assert_eq!(told.hops.is_empty(), ticket(&office.desk, *id).assignment.past.is_empty()
                    && ticket(&office.desk, *id).assignment.skipped.is_none());
            }
        }
    }

    /// One that waits, too, whatever happened since it was put there.
    #[test]
    fn a_ticket_that_waits_goes_where_the_explanation_said(
        kept in prop::collection::vec(kept(), 3),
        staff in prop::collection::vec((0usize..3, 1i64..4, any::<bool>()), AGENTS),
        deeds in prop::collection::vec(any_deed(), 1..24),
    ) {
        let mut office = hired(&kept, &staff);
        for (n, deed) in deeds.iter().enumerate() {
            office.goes_on(n, deed);
            for id in office.all_waiting() {
                if !ticket(&office.desk, id).assignment.offers.is_empty() {
                    continue;
                }
                let told = office.desk.explain_routing(id).wait().unwrap();
                office.does(Act::Refold { ticket: id });
                office.is_as_told(id, &told);
            }
        }
    }

    /// Who comes besides takes a ticket from nobody: what somebody would get, somebody gets. Steps that are skipped and queues that
    /// nobody serves ask whether anybody is there, whoever that is, and are left out.
    #[test]
    fn one_agent_more_leaves_no_ticket_without_one(
        kept in prop::collection::vec(kept(), 3),
        staff in prop::collection::vec((0usize..3, 1i64..4, any::<bool>()), AGENTS),
        deeds in prop::collection::vec(any_deed(), 0..12),
        kind in prop::sample::select(vec![Kind::RefundOnly, Kind::Repair]),
        more in (0usize..3, 0i64..4, any::<bool>(), presence()),
    ) {
        let mut kept = kept;
        kept.iter_mut().for_each(|of| (of.skip, of.when) = (None, None));
        let mut office = hired(&kept, &staff);
        (0..GROUPS.len()).for_each(|group| office.hire(AGENTS + group, group, 0, false));
        for (n, deed) in deeds.iter().enumerate() {
            office.goes_on(n, deed);
        }
        let somebody = |office: &Office| office.asks(kind, RouteOverrides::default()).choice.agent.is_some();
        let before = somebody(&office);
        let (group, tens, shift, presence) = more;
        office.hire(AGENTS + GROUPS.len(), group, tens * 15, shift);
        office.set(AGENTS + GROUPS.len(), presence);
        prop_assert!(!before || somebody(&office));
    }

    /// What is taken to be so is as if it were.
    #[test]
    fn overrides_say_what_the_desk_says_when_it_is_so(
        kept in prop::collection::vec(kept(), 3),
        staff in prop::collection::vec((0usize..3, 1i64..4, any::<bool>()), AGENTS),
        kinds in prop::collection::vec(prop::sample::select(vec![Kind::RefundOnly, Kind::Repair]), 0..6),
        kind in prop::sample::select(vec![Kind::RefundOnly, Kind::Repair]),
        there in prop::collection::vec(presence(), AGENTS),
        later in 0i64..1_400,
    ) {
        let mut kept = kept;
        // To come online is a turn in that order, which an override is not.
        kept.iter_mut().filter(|of| of.order == Order::LongestIdle).for_each(|of| of.order = Order::LeastLoad);
        let mut office = hired(&kept, &staff);
        for (n, kind) in kinds.iter().enumerate() {
            office.goes_on(n, &Deed::Open(*kind));
        }
        let at = office.engine.now().plus(later * MINUTE);
        let one = |(at, presence): (usize, &Presence)| AgentOverride {
            agent: AgentId::of(&name(at)),
            presence: Some(*presence),
            load: None,
        };
        let agents = there.iter().enumerate().map(one).collect();
        let told = office.asks(kind, RouteOverrides { at: Some(at), agents, ..RouteOverrides::default() });
        let before = office.asks(kind, RouteOverrides::default());
        prop_assert_eq!(&before, &office.asks(kind, RouteOverrides::default()), "asking changes nothing");
        office.clock.advance(later * MINUTE);
        for (at, presence) in there.iter().enumerate() {
            office.set(at, *presence);
        }
        prop_assert_eq!(office.asks(kind, RouteOverrides::default()), told);
    }
}

fn front() -> Office {
    let front = QueueConfig {
        max_depth: Some(2),
        overflow: Some("spare".into()),
        ..QueueConfig::new("front")
    };
    let office = Office::new(
        11,
        Config {
            queues: vec![front, QueueConfig::new("spare")],
            fallback_queue: "front".into(),
            ..Config::default()
        },
    );
    for (name, group) in [("an", "front"), ("bo", "spare")] {
        let agent = Agent {
            groups: [group.to_owned()].into(),
            capacity: 10,
            presence: Presence::Online,
            ..Agent::new(name)
        };
        office.does(Act::PutAgent { agent: Box::new(agent) });
    }
    office
}

#[test]
fn who_has_so_much_and_where_so_many_wait_can_be_told() {
    let office = front();
    let an = AgentId::of("an");
    let loaded = |load, waiting| RouteOverrides {
        agents: vec![AgentOverride {
            agent: an,
            presence: None,
            load: Some(load),
        }],
        queues: vec![QueueOverride {
            queue: "front".into(),
            waiting: Some(waiting),
        }],
        ..RouteOverrides::default()
    };
    let asked = |load, waiting| office.asks(Kind::RefundOnly, loaded(load, waiting));
    assert_eq!(asked(0, 5).choice.agent, Some(an));
    let waits = asked(1, 1);
    assert_eq!(
        (waits.queue.as_str(), waits.choice.agent, waits.ahead),
        ("front", None, 1)
    );
    let spilled = asked(1, 2);
    assert_eq!(
        (spilled.queue.as_str(), spilled.choice.agent),
        ("spare", Some(AgentId::of("bo")))
    );
    assert_eq!(spilled.placement.queue, "front");
    let [hop] = &spilled.hops[..] else {
        panic!("{spilled:?}")
    };
    assert_eq!(
        (hop.from.as_str(), hop.to.as_str(), hop.because),
        ("front", "spare", HopCause::Full)
    );
}

#[test]
fn what_cannot_be_is_refused_by_its_path() {
    let office = front();
    let overrides = RouteOverrides {
        agents: vec![AgentOverride {
            agent: AgentId::of("nobody"),
            presence: Some(Presence::Online),
            load: Some(-1),
        }],
        queues: vec![QueueOverride {
            queue: "fornt".into(),
            waiting: Some(1),
        }],
        at: Some(office.engine.now().plus(HOUR)),
    };
    let attributes = RouteAttributes::new(APP, Kind::RefundOnly);
    let error = office.desk.dry_run(attributes, overrides).wait().unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Rejected);
    let told = error.to_string();
    for path in ["agents[0].agent", "agents[0].load", "queues[0].queue"] {
        assert!(told.contains(path), "{path} is not in {told}");
    }
}
