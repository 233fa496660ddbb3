use std::collections::BTreeMap;

use aftersync_core::model::axes::{DisputeState, Kind, WaitingOn};
use aftersync_core::model::config::{Config, QueueConfig, Rule, Then, When};
use aftersync_core::model::ticket::Ticket;
use aftersync_core::model::time::{DAY, HOUR};
use aftersync_core::routing::{Placement, Subject, groups_of, place, place_quietly, weight_now};
use proptest::prelude::*;

use crate::conditions::any_when;
use crate::fixture::{OPENED, config, into_queue, rule, ticket};

fn adds(tag: &str, band: Option<u8>, level: u8) -> Then {
    Then {
        band,
        tags: vec![tag.to_owned()],
        skills: BTreeMap::from([("repair".to_owned(), level)]),
        ..Then::default()
    }
}

#[test]
fn the_first_rule_that_stops_wins_and_those_above_only_add() {
    let rules = vec![
        rule("big", When::AmountAtLeast(1_000), adds("big", Some(1), 3), false),
        rule("repair", When::Kind(vec![Kind::Repair]), into_queue("returns"), true),
        rule("money", When::Kind(vec![Kind::RefundOnly]), into_queue("money"), true),
        rule("rest", When::Always, into_queue("vip"), true),
    ];
    let mut ticket = ticket(Kind::RefundOnly);
    ticket.amounts.requested = 1_000;
    let placed = place(&config(rules), &Subject::from(&ticket));
    assert_eq!((placed.queue.as_str(), placed.band, placed.weight), ("money", 1, 10));
    assert_eq!(placed.rule.as_deref(), Some("money"));
    assert!(placed.tags.contains("big"));
    assert_eq!(placed.skills["repair"], 3);
    let looked: Vec<_> = placed.considered.iter().map(|c| (c.rule.as_str(), c.matched)).collect();
    assert_eq!(looked, [("big", true), ("repair", false), ("money", true)]);
    assert_eq!(
        placed.considered[1].failed_on.as_deref(),
        Some("kind is refund_only, wanted repair")
    );
}

#[test]
fn what_the_winner_says_counts_over_what_was_added() {
    let mut winner = adds("b", Some(3), 2);
    winner.queue = Some("vip".into());
    let rules = vec![
        rule("a", When::Always, adds("a", Some(0), 4), false),
        rule("b", When::Always, winner, true),
    ];
    let mut ticket = ticket(Kind::Inquiry);
    let placed = place(&config(rules.clone()), &Subject::from(&ticket));
    assert_eq!((placed.band, placed.skills["repair"]), (3, 4));
    ticket.local.band = Some(0);
    assert_eq!(place(&config(rules), &Subject::from(&ticket)).band, 0, "a person chose");
}

/// What a rule gives, others may ask for, wherever they stand. A tag that somebody took away is not given again.
#[test]
fn tags_of_rules_are_seen_by_rules() {
    let asks = |tag: &str| When::Tag(vec![tag.to_owned()]);
    let rules = vec![
        rule("b", asks("big"), adds("care", None, 2), false),
        rule("a", When::AmountAtLeast(1_000), adds("big", None, 1), false),
        rule("c", asks("care"), into_queue("vip"), true),
        rule("rest", When::Always, into_queue("money"), true),
    ];
    let config = config(rules);
    let mut ticket = ticket(Kind::RefundOnly);
    let queue = |ticket: &Ticket| {
        let placed = place(&config, &Subject::from(ticket));
        assert_eq!(quiet(placed.clone()), place_quietly(&config, &Subject::from(ticket)));
        (
            placed.queue.clone(),
            placed.new_tags(ticket).into_iter().collect::<Vec<_>>(),
        )
    };
    assert_eq!(queue(&ticket), ("money".into(), vec![]));
    ticket.amounts.requested = 1_000;
    assert_eq!(queue(&ticket), ("vip".into(), vec!["big".into(), "care".into()]));
    ticket.assignment.tagged = ["big".to_owned(), "care".to_owned()].into();
    assert_eq!(queue(&ticket), ("money".into(), vec![]), "somebody took them away");
    ticket.local.tags = ["care".to_owned()].into();
    assert_eq!(queue(&ticket), ("vip".into(), vec![]));
}

#[test]
fn a_rule_names_clocks_and_who_is_told() {
    let named = |sla: Option<&str>, groups: &[&str]| Then {
        sla: sla.map(str::to_owned),
        notify: groups.iter().map(|group| (*group).to_owned()).collect(),
        ..Then::default()
    };
    let placed = |first: Then, last: Then| {
        let rules = vec![
            rule("a", When::Always, first, false),
            rule("b", When::Always, last, true),
        ];
        let placed = place(&config(rules), &Subject::from(&ticket(Kind::Inquiry)));
        (placed.sla, placed.notify.into_iter().collect::<Vec<_>>())
    };
    let both = placed(named(Some("slow"), &["leads"]), named(Some("fast"), &["finance"]));
    assert_eq!(both, (Some("fast".into()), vec!["finance".into(), "leads".into()]));
    assert_eq!(
        placed(named(Some("slow"), &[]), named(None, &[])),
        (Some("slow".into()), vec![])
    );
}

#[test]
fn nothing_is_lost_without_a_rule() {
    let add_only = vec![rule("a", When::Always, adds("a", None, 1), false)];
    let placed = place(&config(add_only), &Subject::from(&ticket(Kind::Repair)));
    assert_eq!(placed.queue, Config::default().fallback_queue);
    assert_eq!((placed.rule, placed.band, placed.weight), (None, 2, 20));
}

#[test]
fn default_bands_and_weights() {
    let placed = |change: fn(&mut Ticket)| {
        let mut ticket = ticket(Kind::ReturnRefund);
        change(&mut ticket);
        let placed = place_quietly(&Config::default(), &Subject::from(&ticket));
        (placed.band, placed.weight)
    };
    assert_eq!(placed(|_| ()), (2, 15));
    assert_eq!(placed(|t| t.axes.dispute = DisputeState::Ruling), (1, 30));
    assert_eq!(placed(|t| t.axes.dispute = DisputeState::Withdrawn), (2, 15));
    assert_eq!(placed(|t| t.platform_deadline = Some(OPENED.plus(23 * HOUR))), (1, 15));
    assert_eq!(placed(|t| t.platform_deadline = Some(OPENED.plus(DAY))), (2, 15));
    assert_eq!(placed(|t| t.flags.extend(["refund_failed".to_owned()])), (1, 15));
}

#[test]
fn a_ticket_that_others_have_in_hand_weighs_nothing() {
    let parked = [
        WaitingOn::Buyer,
        WaitingOn::Warehouse,
        WaitingOn::RepairShop,
        WaitingOn::Finance,
        WaitingOn::Carrier,
        WaitingOn::Platform,
        WaitingOn::Nobody,
    ];
    for waiting_on in WaitingOn::ALL.iter().copied() {
        let ticket = Ticket {
            waiting_on,
            ..ticket(Kind::Repair)
        };
        let parked = parked.contains(&waiting_on);
        for (parked_weight, expected) in [(0, 0), (5, 5), (30, 20)] {
            let config = Config {
                parked_weight,
                ..Config::default()
            };
            let ended = waiting_on == WaitingOn::Nobody && !ticket.is_open();
            let expected = if ended { 0 } else { expected };
            let expected = if parked { expected } else { 20 };
            assert_eq!(weight_now(&config, &ticket, 20), expected, "{waiting_on}");
        }
    }
}

#[test]
fn a_queue_is_served_by_its_groups_or_its_own() {
    let queue = |groups: &[&str]| QueueConfig {
        groups: groups.iter().map(|g| (*g).to_owned()).collect(),
        ..QueueConfig::new("q")
    };
    assert_eq!(groups_of(&queue(&[])), ["q"]);
    assert_eq!(groups_of(&queue(&["b", "a", "b"])), ["a", "b"]);
}

fn any_rule() -> impl Strategy<Value = Rule> {
    let queue = prop::option::of(prop::sample::select(vec!["returns", "money", "vip"]));
    let tag = prop::option::of(prop::sample::select(vec!["vip", "other"]));
    let said = (queue, prop::option::of(0u8..5), tag);
    (any_when(), said, any::<bool>()).prop_map(|(when, (queue, band, tag), stop)| {
        let then = Then {
            queue: queue.map(str::to_owned),
            band,
            tags: tag.map(str::to_owned).into_iter().collect(),
            ..Then::default()
        };
        rule("r", when, then, stop)
    })
}

fn quiet(placed: Placement) -> Placement {
    Placement {
        considered: Vec::new(),
        ..placed
    }
}

proptest! {
    #[test]
    fn a_rule_that_does_not_match_changes_nothing(
        rules in prop::collection::vec(any_rule(), 0..8), at in 0usize..8, fen in 0i64..10_000,
    ) {
        let mut ticket = ticket(Kind::Exchange);
        ticket.amounts.requested = fen;
        let with = place(&config(rules.clone()), &Subject::from(&ticket));
        prop_assert_eq!(&quiet(with.clone()), &place_quietly(&config(rules.clone()), &Subject::from(&ticket)));
        let skipped = with.considered.get(at).is_some_and(|c| !c.matched) || at >= with.considered.len();
        if skipped && at < rules.len() {
            let mut fewer = rules;
            fewer.remove(at);
            prop_assert_eq!(quiet(with), place_quietly(&config(fewer), &Subject::from(&ticket)));
        }
    }
}
