use std::collections::{BTreeMap, BTreeSet};

use aftersync_core::model::agent::{Agent, Presence};
use aftersync_core::model::conversation::Channel;
use aftersync_core::model::ids::AgentId;
use aftersync_core::model::labels::Lang;
use aftersync_core::model::money::{Currency, Money};
use aftersync_core::model::selection::{Floor, SkillTier, Strategy as Order};
use aftersync_core::routing::{Asked, Candidate, Choice, Familiar, Hold, Knows, Placement, Refusal};
use proptest::prelude::*;

use crate::fixture::agent;

fn candidate(agent: &Agent, load: i64, last_assigned: i64) -> Candidate<'_> {
    Candidate::new(agent, load, last_assigned)
}

/// Chooses for a ticket that asks for the skills of a placement at once.
fn choose(
    candidates: &[Candidate<'_>],
    placement: &Placement,
    weight: i64,
    affinity: Option<AgentId>,
    amount: Option<Money>,
) -> Choice {
    let asked = Asked {
        skills: placement.skills_at(0),
        weight,
        familiar: knows(affinity),
        amount,
        ..Asked::default()
    };
    aftersync_core::routing::choose(candidates, &asked)
}

/// Somebody who had the ticket before.
fn knows(agent: Option<AgentId>) -> Familiar {
    let mut familiar = Familiar::default();
    agent.into_iter().for_each(|agent| familiar.add(agent, Knows::Ticket));
    familiar
}

#[test]
fn the_least_loaded_then_who_waited_longest_then_the_id() {
    let (a, b, half) = (
        agent("a"),
        agent("b"),
        Agent {
            capacity: 50,
            ..agent("half")
        },
    );
    let pick = |candidates: &[Candidate<'_>]| choose(candidates, &Placement::default(), 10, None, None).agent;
    assert_eq!(pick(&[candidate(&a, 20, 0), candidate(&b, 10, 9)]), Some(b.id));
    assert_eq!(pick(&[candidate(&a, 10, 5), candidate(&b, 10, 4)]), Some(b.id));
    assert_eq!(
        pick(&[candidate(&a, 10, 5), candidate(&b, 10, 5)]),
        Some(a.id.min(b.id))
    );
    // 20 of 50 is more than 30 of 100.
    assert_eq!(pick(&[candidate(&half, 20, 0), candidate(&a, 30, 0)]), Some(a.id));
}

#[test]
fn who_knows_the_buyer_is_taken_only_when_eligible() {
    let (known, other) = (agent("known"), agent("other"));
    let pick = |load| {
        let candidates = [candidate(&known, load, 0), candidate(&other, 0, 0)];
        choose(&candidates, &Placement::default(), 10, Some(known.id), None).agent
    };
    assert_eq!(pick(90), Some(known.id));
    assert_eq!(pick(91), Some(other.id));
}

#[test]
fn every_refusal_has_its_reason() {
    let placement = Placement {
        skills: BTreeMap::from([("repair".to_owned(), 3)]),
        ..Placement::default()
    };
    let mut skilled = agent("skilled");
    skilled.skills.insert("repair".into(), 3);
    let with = |change: fn(&mut Agent), load: i64, amount: Option<Money>| {
        let mut agent = skilled.clone();
        change(&mut agent);
        let Choice {
            agent: got, refused, ..
        } = choose(&[candidate(&agent, load, 0)], &placement, 10, None, amount);
        assert_eq!(got.is_none(), !refused.is_empty());
        refused.first().map(|(_, reason)| *reason)
    };
    let usd = Money::new(1, Currency::USD);
    assert_eq!(with(|_| (), 90, None), None);
    assert_eq!(with(|_| (), 91, None), Some(Refusal::Capacity));
    assert_eq!(with(|a| a.presence = Presence::Busy, 0, None), Some(Refusal::NotOnline));
    assert_eq!(
        with(|a| a.skills = BTreeMap::from([("repair".into(), 2)]), 0, None),
        Some(Refusal::Skill)
    );
    let limited: fn(&mut Agent) = |a| a.authority = Some(Money::cny(100));
    assert_eq!(with(limited, 0, Some(Money::cny(100))), None);
    assert_eq!(with(limited, 0, Some(Money::cny(101))), Some(Refusal::Authority));
    assert_eq!(with(limited, 0, Some(usd)), Some(Refusal::Authority));
    assert_eq!(with(limited, 0, None), None);
    assert_eq!(with(|_| (), 0, Some(usd)), None);
    assert_ne!(Refusal::Skill.label(Lang::Zh), Refusal::Skill.label(Lang::En));
}

#[test]
fn who_is_asked_already_is_not_asked_twice() {
    let (a, b) = (agent("a"), agent("b"));
    let asked = |hold| Asked {
        weight: 10,
        offered: [a.id].into(),
        familiar: Familiar {
            people: [(a.id, Knows::Ticket)].into(),
            hold,
            ..Familiar::default()
        },
        ..Asked::default()
    };
    let choose = |hold| aftersync_core::routing::choose(&[candidate(&a, 0, 0), candidate(&b, 50, 0)], &asked(hold));
    let others = choose(Hold::Never);
    assert_eq!(
        (others.agent, others.refused),
        (Some(b.id), vec![(a.id, Refusal::Offered)])
    );
    // Where a ticket waits for who knows it, nobody is asked beside them.
    let held = choose(Hold::Busy);
    assert_eq!((held.agent, held.waits_for), (None, Some(a.id)));
}

#[test]
fn who_did_not_take_it_comes_after_all_others() {
    let (a, b) = (agent("a"), agent("b"));
    let excluded = |ids: &[AgentId]| Asked {
        weight: 10,
        excluded: ids.iter().copied().collect(),
        familiar: Familiar {
            people: [(a.id, Knows::Ticket)].into(),
            ..Familiar::default()
        },
        ..Asked::default()
    };
    let choose =
        |load, asked: &Asked| aftersync_core::routing::choose(&[candidate(&a, 0, 0), candidate(&b, load, 0)], asked);
    let passed = choose(50, &excluded(&[a.id]));
    assert_eq!(
        (passed.agent, passed.refused),
        (Some(b.id), vec![(a.id, Refusal::Excluded)])
    );
    // Nobody else may take it: they are asked again.
    let alone = choose(95, &excluded(&[a.id]));
    assert_eq!(
        (alone.agent, alone.refused),
        (Some(a.id), vec![(b.id, Refusal::Capacity)])
    );
    let all = choose(50, &excluded(&[a.id, b.id]));
    assert_eq!((all.agent, all.refused), (Some(a.id), Vec::new()));
    let off = Candidate {
        off_shift: true,
        ..candidate(&b, 0, 0)
    };
    let nobody = aftersync_core::routing::choose(&[off], &excluded(&[]));
    assert_eq!((nobody.agent, nobody.refused), (None, vec![(b.id, Refusal::OffShift)]));
}

#[derive(Clone, Debug)]
struct Staff {
    agent: Agent,
    load: i64,
    last: i64,
}

fn any_staff() -> impl Strategy<Value = Vec<Staff>> {
    let presence = prop::sample::select(vec![
        Presence::Online,
        Presence::Online,
        Presence::Busy,
        Presence::Offline,
    ]);
    let one = (
        presence,
        0i64..6,
        0i64..12,
        0i64..3,
        prop::option::of(0u8..6),
        prop::option::of(0i64..200),
    );
    prop::collection::vec(one, 0..9).prop_map(|rows| {
        let staff = |(at, (presence, capacity, load, last, level, limit)): (usize, _)| {
            let mut agent = Agent {
                presence,
                capacity: capacity * 20,
                authority: Option::map(limit, Money::cny),
                ..agent(&format!("a{at}"))
            };
            agent.skills = Option::iter(&level).map(|level| ("s".to_owned(), *level)).collect();
            Staff {
                agent,
                load: load * 10,
                last,
            }
        };
        rows.into_iter().enumerate().map(staff).collect()
    })
}

fn candidates(staff: &[Staff]) -> Vec<Candidate<'_>> {
    staff.iter().map(|s| candidate(&s.agent, s.load, s.last)).collect()
}

fn placement(level: Option<u8>) -> Placement {
    Placement {
        skills: level.map(|level| ("s".to_owned(), level)).into_iter().collect(),
        ..Placement::default()
    }
}

/// The specification read aloud, without an eye to speed.
fn naive(
    staff: &[Staff],
    level: Option<u8>,
    weight: i64,
    known: Option<AgentId>,
    amount: Option<i64>,
) -> Option<AgentId> {
    let mut able: Vec<&Staff> = staff.iter().collect();
    able.retain(|s| s.agent.presence == Presence::Online);
    able.retain(|s| level.is_none_or(|level| s.agent.skills.get("s").copied().unwrap_or(0) >= level));
    able.retain(|s| s.load + weight <= s.agent.capacity);
    able.retain(|s| match (amount, s.agent.authority) {
        (Some(amount), Some(limit)) => amount <= limit.minor,
        _ => true,
    });
    if let Some(known) = able.iter().find(|s| Some(s.agent.id) == known) {
        return Some(known.agent.id);
    }
    able.sort_by_key(|s| s.agent.id);
    able.sort_by_key(|s| s.last);
    able.sort_by_key(|s| {
        if s.agent.capacity == 0 {
            0
        } else {
            s.load * 1_000 / s.agent.capacity
        }
    });
    able.first().map(|s| s.agent.id)
}

proptest! {
    #[test]
    fn agrees_with_the_naive_reading(
        staff in any_staff(), level in prop::option::of(1u8..6), weight in 0i64..40,
        known in prop::option::of(0usize..9), amount in prop::option::of(0i64..200),
    ) {
        let known = known.and_then(|at| staff.get(at)).map(|s| s.agent.id);
        let choice = choose(&candidates(&staff), &placement(level), weight, known, amount.map(Money::cny));
        prop_assert_eq!(choice.agent, naive(&staff, level, weight, known, amount));
        if let Some(chosen) = staff.iter().find(|s| Some(s.agent.id) == choice.agent) {
            prop_assert!(chosen.load + weight <= chosen.agent.capacity);
            prop_assert_eq!(chosen.agent.presence, Presence::Online);
        } else {
            prop_assert_eq!(choice.refused.len(), staff.len());
        }
    }

    #[test]
    fn the_order_of_the_candidates_does_not_matter(staff in any_staff(), weight in 0i64..40, by in 0usize..9) {
        let first = choose(&candidates(&staff), &Placement::default(), weight, None, None);
        let mut turned = staff.clone();
        turned.reverse();
        turned.rotate_left(by.min(staff.len()));
        prop_assert_eq!(first, choose(&candidates(&turned), &Placement::default(), weight, None, None));
    }

    #[test]
    fn one_agent_more_never_takes_the_place_away(staff in any_staff(), weight in 0i64..40, known in prop::option::of(0usize..9)) {
        let known = known.and_then(|at| staff.get(at)).map(|s| s.agent.id);
        let Some((_, fewer)) = staff.split_last() else { return Ok(()) };
        let before = choose(&candidates(fewer), &placement(Some(2)), weight, known, None);
        let after = choose(&candidates(&staff), &placement(Some(2)), weight, known, None);
        prop_assert!(before.agent.is_none() || after.agent.is_some());
    }

    #[test]
    fn equal_agents_share_equally(count in 2usize..6, tickets in 1usize..60) {
        let mut staff: Vec<Staff> = (0..count)
            .map(|n| Staff { agent: Agent { capacity: 10_000, ..agent(&format!("a{n}")) }, load: 0, last: 0 })
            .collect();
        let mut got = BTreeMap::<AgentId, usize>::new();
        for n in 0..tickets {
            let chosen = choose(&candidates(&staff), &Placement::default(), 10, None, None).agent.unwrap();
            *got.entry(chosen).or_default() += 1;
            let row = staff.iter_mut().find(|s| s.agent.id == chosen).unwrap();
            (row.load, row.last) = (row.load + 10, n as i64 + 1);
        }
        let most = got.values().max().copied().unwrap_or(0);
        let least = if got.len() < count { 0 } else { got.values().min().copied().unwrap_or(0) };
        prop_assert!(most - least <= 1, "{got:?}");
    }
}

/// Somebody with all that the orders look at.
#[derive(Clone, Debug)]
struct Whole {
    staff: Staff,
    in_queue: i64,
    idle: i64,
    tickets: i64,
}

fn whole(staff: &[Whole]) -> Vec<Candidate<'_>> {
    let candidates = staff.iter().map(|w| Candidate {
        last_in_queue: w.in_queue,
        idle_since: w.idle,
        tickets: w.tickets,
        ..Candidate::new(&w.staff.agent, w.staff.load, w.staff.last)
    });
    candidates.collect()
}

/// The orders read aloud: who comes before whom.
fn before(a: &Whole, b: &Whole, order: Order, level: u8) -> bool {
    let share = |w: &Whole| w.staff.load * 1_000 / w.staff.agent.capacity.max(1);
    let spare = |w: &Whole| i64::from(w.staff.agent.skills.get("s").copied().unwrap_or(0)) - i64::from(level);
    let keys = |w: &Whole| match order {
        Order::LeastLoad => vec![share(w), w.staff.last],
        Order::FewestOpen => vec![w.tickets, w.staff.last],
        Order::LongestIdle => vec![w.idle],
        Order::RoundRobin => vec![w.in_queue],
        Order::BestSkill => vec![1_000 - spare(w), share(w), w.staff.last],
    };
    (keys(a), a.staff.agent.id) < (keys(b), b.staff.agent.id)
}

fn any_whole() -> impl Strategy<Value = Vec<Whole>> {
    (any_staff(), prop::collection::vec((0i64..4, 0i64..4, 0i64..3), 9)).prop_map(|(staff, more)| {
        // Mostly people who may take it, so that the order decides.
        let whole = |(mut staff, (in_queue, idle, tickets)): (Staff, (i64, i64, i64))| {
            if in_queue > 0 {
                staff.agent.presence = Presence::Online;
                staff.agent.capacity += 120;
                staff.agent.skills.insert("s".to_owned(), 5 - (staff.last as u8).min(4));
            }
            Whole {
                staff,
                in_queue,
                idle,
                tickets,
            }
        };
        staff.into_iter().zip(more).map(whole).collect()
    })
}

proptest! {
    #[test]
    fn every_order_agrees_with_the_naive_reading(
        staff in any_whole(), order in prop::sample::select(Order::ALL.to_vec()), level in 1u8..5, weight in 0i64..40,
    ) {
        let asked = Asked {
            skills: BTreeMap::from([("s".to_owned(), level)]),
            weight,
            strategy: order,
            ..Asked::default()
        };
        let chosen = aftersync_core::routing::choose(&whole(&staff), &asked).agent;
        let able: Vec<&Whole> = staff
            .iter()
            .filter(|w| naive(std::slice::from_ref(&w.staff), Some(level), weight, None, None).is_some())
            .collect();
        let first = able.iter().find(|w| able.iter().all(|other| !before(other, w, order, level)));
        prop_assert_eq!(chosen, first.map(|w| w.staff.agent.id));
    }

    #[test]
    fn turns_share_a_thousand_tickets_whatever_they_weigh(
        count in 2usize..8, weights in prop::collection::vec(0i64..50, 1_000),
    ) {
        let mut staff: Vec<Whole> = (0..count)
            .map(|n| Whole {
                staff: Staff { agent: Agent { capacity: 100_000, ..agent(&format!("a{n}")) }, load: 0, last: 0 },
                in_queue: 0,
                idle: 0,
                tickets: 0,
            })
            .collect();
        let mut got = vec![0; count];
        for (turn, weight) in (1..).zip(weights) {
            let asked = Asked { weight, strategy: Order::RoundRobin, ..Asked::default() };
            let chosen = aftersync_core::routing::choose(&whole(&staff), &asked).agent.unwrap();
            let at = staff.iter().position(|w| w.staff.agent.id == chosen).unwrap();
            (staff[at].in_queue, staff[at].staff.load) = (turn, staff[at].staff.load + weight);
            got[at] += 1;
        }
        let spread = got.iter().max().unwrap() - got.iter().min().unwrap();
        prop_assert!(spread <= 2, "{got:?}");
    }

    #[test]
    fn what_falls_only_lets_more_in(
        skills in any_skills(), floors in prop::collection::vec((1i64..100, 1u8..6), 0..4),
        tiers in prop::collection::vec((any_skills(), 1i64..100), 0..4),
        agent_skills in any_skills(), ages in (0i64..110, 0i64..110),
    ) {
        let placement = Placement {
            skills,
            floors: BTreeMap::from([("a".to_owned(), floors.into_iter().map(|(after_ms, level)| Floor { after_ms, level }).collect())]),
            tiers: tiers.into_iter().map(|(skills, drop_after_ms)| SkillTier { tier: 1, skills, drop_after_ms }).collect(),
            ..Placement::default()
        };
        let someone = Agent { skills: agent_skills, ..agent("someone") };
        let able = |age: i64| {
            let asked = Asked { skills: placement.skills_at(age), ..Asked::default() };
            aftersync_core::routing::choose(&[candidate(&someone, 0, 0)], &asked).agent.is_some()
        };
        let (early, late) = (ages.0.min(ages.1), ages.0.max(ages.1));
        prop_assert!(!able(early) || able(late));
        // Between two moments that are named nothing changes.
        if placement.falls_at(early).is_none_or(|at| late < at) {
            prop_assert_eq!(placement.skills_at(early), placement.skills_at(late));
        }
        // What is required is never dropped.
        prop_assert!(placement.skills.keys().all(|skill| placement.skills_at(i64::MAX)[skill] >= 1));
    }
}

fn any_skills() -> impl Strategy<Value = BTreeMap<String, u8>> {
    prop::collection::btree_map(prop::sample::select(vec!["a".to_owned(), "b".to_owned()]), 1u8..6, 0..3)
}

#[test]
fn levels_fall_and_tiers_are_dropped_when_their_time_has_come() {
    let tier = |tier, skill: &str, drop_after_ms| SkillTier {
        tier,
        skills: BTreeMap::from([(skill.to_owned(), 2)]),
        drop_after_ms,
    };
    let placement = Placement {
        skills: BTreeMap::from([("english".to_owned(), 4)]),
        floors: BTreeMap::from([(
            "english".to_owned(),
            vec![Floor { after_ms: 30, level: 3 }, Floor { after_ms: 90, level: 2 }],
        )]),
        tiers: vec![tier(1, "shoes", 120), tier(3, "gold", 60)],
        ..Placement::default()
    };
    let asked = |age| {
        let skills = placement.skills_at(age);
        ["english", "shoes", "gold"].map(|skill| skills.get(skill).copied().unwrap_or(0))
    };
    let steps = [
        (0, [4, 2, 2]),
        (29, [4, 2, 2]),
        (30, [3, 2, 2]),
        (60, [3, 2, 0]),
        (90, [2, 2, 0]),
        (120, [2, 0, 0]),
    ];
    for (age, expected) in steps {
        assert_eq!(asked(age), expected, "{age}");
    }
    let moments: Vec<_> = std::iter::successors(Some(0), |age| placement.falls_at(*age)).collect();
    assert_eq!(moments, [0, 30, 60, 90, 120]);
}

#[test]
fn bounds_of_a_queue_and_of_a_platform_have_their_reasons() {
    let mut someone = agent("someone");
    someone.per_platform.insert("phone".into(), 1);
    let refused = |of_queue: i64, of_platform: i64, asked: &Asked| {
        let candidate = Candidate {
            of_queue,
            of_platform,
            ..candidate(&someone, 0, 0)
        };
        aftersync_core::routing::choose(&[candidate], asked)
            .refused
            .first()
            .map(|(_, why)| *why)
    };
    let asked = |tickets, platform: &str| Asked {
        tickets,
        platform: Some(platform.into()),
        per_agent: Some(2),
        ..Asked::default()
    };
    assert_eq!(refused(1, 0, &asked(1, "phone")), None);
    assert_eq!(refused(2, 0, &asked(1, "phone")), Some(Refusal::QueueCap));
    assert_eq!(refused(1, 1, &asked(1, "phone")), Some(Refusal::PlatformCap));
    assert_eq!(refused(1, 9, &asked(1, "douyin")), None);
    // A parked ticket is one more of nothing; but to those who have too many, nothing is added at all.
    assert_eq!(refused(2, 1, &asked(0, "phone")), None);
    assert_eq!(refused(3, 1, &asked(0, "phone")), Some(Refusal::QueueCap));
    assert_eq!(
        refused(
            9,
            9,
            &Asked {
                tickets: 1,
                platform: Some("douyin".into()),
                ..Asked::default()
            }
        ),
        None
    );
}

#[test]
fn a_bound_of_a_channel_is_that_of_each_channel_of_a_ticket() {
    let mut someone = agent("someone");
    someone.per_channel = BTreeMap::from([(Channel::Call, 1), (Channel::Chat, 2)]);
    let refused = |calls: i64, chats: i64, tickets: i64, channels: &[Channel]| {
        let candidate = Candidate {
            of_channels: BTreeMap::from([(Channel::Call, calls), (Channel::Chat, chats), (Channel::Sms, 9)]),
            ..candidate(&someone, 0, 0)
        };
        let asked = Asked {
            tickets,
            platform: Some("call".into()),
            channels: channels.iter().copied().collect(),
            ..Asked::default()
        };
        aftersync_core::routing::refusal(&candidate, &asked)
    };
    let both = [Channel::Chat, Channel::Call];
    let table: &[(i64, i64, i64, &[Channel], bool)] = &[
        (0, 0, 1, &both, false),
        (0, 1, 1, &both, false),
        // One of its channels is enough.
        (1, 0, 1, &both, true),
        (0, 2, 1, &both, true),
        (1, 0, 1, &[Channel::Call], true),
        (1, 1, 1, &[Channel::Chat], false),
        // A channel without a bound, and a ticket without a channel.
        (1, 2, 1, &[Channel::Sms], false),
        (9, 9, 1, &[], false),
        // A parked ticket is one more of nothing.
        (1, 2, 0, &both, false),
        (2, 2, 0, &both, true),
    ];
    for (calls, chats, tickets, channels, full) in table {
        let found = refused(*calls, *chats, *tickets, channels);
        assert_eq!(
            found,
            full.then_some(Refusal::ChannelCap),
            "{calls} {chats} {tickets} {channels:?}"
        );
    }
    // What stands in the way is told apart from the bound of the platform.
    let labels =
        [Refusal::PlatformCap, Refusal::ChannelCap].map(|why| [Lang::Zh, Lang::En].map(|lang| why.label(lang)));
    assert_ne!(labels[0][0], labels[1][0]);
    assert_ne!(labels[0][1], labels[1][1]);
}

/// Full hands are waited for, whatever they are full of.
#[test]
fn who_knows_a_ticket_is_waited_for_at_a_bound_of_any_kind() {
    let (mut full, free) = (agent("full"), agent("free"));
    full.per_platform.insert("phone".into(), 1);
    full.per_channel.insert(Channel::Call, 1);
    let choice = |of_platform: i64, calls: i64| {
        let known = Candidate {
            of_platform,
            of_channels: BTreeMap::from([(Channel::Call, calls)]),
            ..candidate(&full, 0, 0)
        };
        let asked = Asked {
            tickets: 1,
            platform: Some("phone".into()),
            channels: BTreeSet::from([Channel::Call]),
            familiar: Familiar {
                people: [(full.id, Knows::Ticket)].into(),
                hold: Hold::Busy,
                ..Familiar::default()
            },
            ..Asked::default()
        };
        aftersync_core::routing::choose(&[known, candidate(&free, 0, 0)], &asked)
    };
    assert_eq!(choice(0, 0).agent, Some(full.id));
    for (of_platform, calls, why) in [(1, 0, Refusal::PlatformCap), (0, 1, Refusal::ChannelCap)] {
        let held = choice(of_platform, calls);
        assert_eq!((held.agent, held.waits_for), (None, Some(full.id)));
        assert_eq!(held.refused, [(full.id, why)]);
        let alone = Choice {
            agent: None,
            refused: held.refused,
            waits_for: None,
        };
        assert!(alone.is_without_room(), "it passes by itself");
    }
}

/// Platforms with their shops.
type Shops = [(&'static str, &'static [&'static str])];

#[test]
fn who_works_for_other_shops_and_who_decided_are_left_out() {
    let someone = |scope: &Shops| Agent {
        scope: scope
            .iter()
            .map(|(platform, shops)| ((*platform).into(), shops.iter().map(|shop| (*shop).into()).collect()))
            .collect(),
        ..agent("a")
    };
    let asked = Asked {
        platform: Some("app".into()),
        shop: Some("own".into()),
        ..Asked::default()
    };
    let refused = |agent: &Agent, asked: &Asked| aftersync_core::routing::refusal(&Candidate::new(agent, 0, 0), asked);
    let table: &[(&Shops, _)] = &[
        (&[], None),
        (&[("app", &[])], None),
        (&[("app", &["own"])], None),
        (&[("app", &["other", "own"])], None),
        (&[("app", &["other"])], Some(Refusal::Scope)),
        (&[("douyin", &[])], Some(Refusal::Scope)),
        (&[("douyin", &["own"]), ("app", &[])], None),
    ];
    for (scope, expected) in table {
        assert_eq!(refused(&someone(scope), &asked), *expected, "{scope:?}");
    }
    let barred = Asked {
        barred: BTreeSet::from([AgentId::of("a")]),
        ..asked
    };
    assert_eq!(refused(&someone(&[]), &barred), Some(Refusal::FourEyes));
}

/// The channels of a ticket of the property: by two bits.
fn channels(bits: u8) -> BTreeSet<Channel> {
    let both = [Channel::Call, Channel::Chat].into_iter().enumerate();
    both.filter(|(bit, _)| bits >> bit & 1 == 1)
        .map(|(_, channel)| channel)
        .collect()
}

/// A ticket in hand: whether it is of the telephone, and where its buyer wrote.
type InHand = (bool, BTreeSet<Channel>);

proptest! {
    /// However tickets come and go, nobody is given more than the bounds say, and nobody is left out who has room.
    #[test]
    fn no_bound_is_passed_and_none_keeps_out_who_has_room(
        caps in prop::collection::vec((0u32..4, prop::option::of(0u32..4), prop::option::of(0u32..4), 1i64..5), 1..5),
        per_agent in 1u32..4,
        steps in prop::collection::vec((any::<bool>(), 0u8..4, 0usize..8), 1..40),
    ) {
        let mut staff: Vec<(Agent, i64, Vec<InHand>)> = Vec::new();
        for (at, (phone, calls, chats, capacity)) in caps.iter().enumerate() {
            let mut agent = Agent { capacity: capacity * 10, ..agent(&format!("a{at}")) };
            agent.per_platform.insert("phone".into(), *phone);
            agent.per_channel.extend(calls.map(|most| (Channel::Call, most)));
            agent.per_channel.extend(chats.map(|most| (Channel::Chat, most)));
            staff.push((agent, 0, Vec::new()));
        }
        for (turn, (phone, through, ends)) in (1..).zip(steps) {
            let through = channels(through);
            let asked = Asked {
                weight: 10,
                tickets: 1,
                platform: Some(if phone { "phone" } else { "douyin" }.into()),
                channels: through.clone(),
                per_agent: Some(per_agent),
                strategy: Order::FewestOpen,
                ..Asked::default()
            };
            let of = |has: &[InHand], channel: Channel| has.iter().filter(|(_, through)| through.contains(&channel)).count();
            let candidates: Vec<_> = staff.iter().map(|(agent, last, has)| Candidate {
                tickets: has.len() as i64,
                of_queue: has.len() as i64,
                of_platform: has.iter().filter(|(is_phone, _)| *is_phone == phone).count() as i64,
                of_channels: Channel::ALL.iter().map(|channel| (*channel, of(has, *channel) as i64)).collect(),
                ..Candidate::new(agent, has.len() as i64 * 10, *last)
            }).collect();
            let chosen = aftersync_core::routing::choose(&candidates, &asked).agent;
            let room = |(agent, _, has): &(Agent, i64, Vec<InHand>)| {
                let phones = has.iter().filter(|(is_phone, _)| *is_phone).count() as u32;
                let mut bounds = agent.per_channel.iter().filter(|(channel, _)| through.contains(channel));
                (has.len() as i64) * 10 + 10 <= agent.capacity
                    && (has.len() as u32) < per_agent
                    && !(phone && phones >= agent.per_platform[&"phone".into()])
                    && bounds.all(|(channel, most)| of(has, *channel) < *most as usize)
            };
            let able: Vec<_> = staff.iter().filter(|s| room(s)).collect();
            prop_assert_eq!(chosen.is_some(), !able.is_empty());
            let fewest = able.iter().map(|(_, _, has)| has.len()).min();
            if let Some((_, last, has)) = staff.iter_mut().find(|(agent, ..)| Some(agent.id) == chosen) {
                prop_assert_eq!(Some(has.len()), fewest);
                has.push((phone, through));
                *last = turn;
            }
            let count = staff.len();
            staff[ends % count].2.pop();
        }
    }
}
