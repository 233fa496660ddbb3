use std::collections::BTreeMap;

use aftersync_core::model::axes::{Headline, Kind};
use aftersync_core::model::config::SlaTargets;
use aftersync_core::model::ticket::{Clock, ClockKind, Ticket};
use aftersync_core::model::time::{HOUR, MINUTE, Timestamp};
use aftersync_core::sla::{advance, announce, due_clocks};
use proptest::prelude::*;

use crate::fixture::{LIVE, OPENED, in_headline, ticket};

type Clocks = BTreeMap<ClockKind, Clock>;

fn at(minutes: i64) -> Timestamp {
    OPENED.plus(minutes * MINUTE)
}

/// A ticket that passed through these headlines, each since so many minutes after the opening.
fn walk(path: &[(Headline, i64)]) -> Ticket {
    let mut ticket = ticket(Kind::ReturnRefund);
    let mut before = None;
    for (headline, minutes) in path {
        ticket = step(&ticket, before, *headline, at(*minutes));
        before = Some(*headline);
    }
    ticket
}

fn step(ticket: &Ticket, before: Option<Headline>, headline: Headline, when: Timestamp) -> Ticket {
    let mut after = in_headline(ticket, headline, when);
    let mut clocks = ticket.clocks.clone();
    advance(&mut clocks, before, &after, when, &SlaTargets::default());
    after.clocks = clocks;
    after
}

fn ran(ticket: &Ticket, kind: ClockKind) -> (i64, Option<Timestamp>, Option<Timestamp>) {
    let clock = ticket.clocks[&kind];
    (clock.ran_ms / MINUTE, clock.running_since, clock.met_at)
}

#[test]
fn a_return_from_the_opening_to_the_money() {
    use Headline::*;
    let path = [
        (Requested, 0),
        (AwaitingSeller, 1),
        (AwaitingBuyer, 11),
        (AwaitingSeller, 111),
        (AwaitingBuyerReturn, 116),
        (ReturnInTransit, 1_000),
        (AwaitingInspection, 2_000),
        (Refunding, 2_030),
        (Refunded, 2_100),
    ];
    let walked = |steps: usize| walk(&path[..steps]);
    assert_eq!(ran(&walked(2), ClockKind::Decision), (0, Some(at(1)), None));
    assert_eq!(
        ran(&walked(3), ClockKind::Decision),
        (10, None, None),
        "asking is no decision"
    );
    assert_eq!(ran(&walked(5), ClockKind::Decision), (15, None, Some(at(116))));
    assert_eq!(
        ran(&walked(6), ClockKind::Resolution),
        (16, None, None),
        "the buyer's time is not ours"
    );
    assert_eq!(ran(&walked(8), ClockKind::Inspection), (30, None, Some(at(2_030))));
    let end = walked(9);
    assert_eq!(ran(&end, ClockKind::Refund), (70, None, Some(at(2_100))));
    assert_eq!(ran(&end, ClockKind::Resolution), (116, None, Some(at(2_100))));
    assert!(end.clocks.values().all(|clock| clock.running_since.is_none()));
}

#[test]
fn the_first_response_stops_its_clock_where_it_was_given() {
    let mut ticket = walk(&[(Headline::AwaitingSeller, 0)]);
    ticket.first_response_at = Some(at(7));
    let ticket = step(&ticket, Some(Headline::AwaitingSeller), Headline::AwaitingSeller, at(9));
    assert_eq!(ran(&ticket, ClockKind::FirstResponse), (7, None, Some(at(7))));
}

#[test]
fn a_ticket_first_seen_at_its_end_has_no_clocks() {
    assert!(walk(&[(Headline::Refunded, 0)]).clocks.is_empty());
}

#[test]
fn a_decision_that_has_to_be_taken_again_is_a_new_cycle() {
    use Headline::*;
    let path = [
        (AwaitingSeller, 0),
        (AwaitingBuyerReturn, 5),
        (AwaitingInspection, 10),
        (AwaitingSeller, 20),
    ];
    assert_eq!(ran(&walk(&path), ClockKind::Decision), (0, Some(at(20)), None));
}

#[test]
fn a_reopened_ticket_starts_anew_but_answers_only_once() {
    let mut ticket = walk(&[(Headline::AwaitingSeller, 0)]);
    ticket.first_response_at = Some(at(3));
    let ticket = step(&ticket, Some(Headline::AwaitingSeller), Headline::Resolved, at(4));
    let again = step(&ticket, Some(Headline::Resolved), Headline::AwaitingSeller, at(50));
    assert_eq!(ran(&again, ClockKind::FirstResponse), (3, None, Some(at(3))));
    assert_eq!(ran(&again, ClockKind::Decision), (0, Some(at(50)), None));
    assert_eq!(again.clocks[&ClockKind::Resolution].started_at, at(50));
}

#[test]
fn a_clock_that_begins_some_time_after_a_reopening_counts_its_cycles_on() {
    use Headline::*;
    let path = [
        (AwaitingSeller, 0),
        (Refunding, 5),
        (Refunded, 90),
        (AwaitingSeller, 100),
    ];
    let again = walk(&path);
    assert_eq!(ran(&again, ClockKind::Refund), (85, None, Some(at(90))));
    let paid = step(&again, Some(AwaitingSeller), Refunding, at(110));
    let refund = paid.clocks[&ClockKind::Refund];
    assert_eq!((refund.cycle, refund.started_at, refund.ran_ms), (2, at(110), 0));
    // One that nobody asked for as the ticket ended does not go on from there.
    let mut rested = walk(&path[..1]);
    rested.clocks.entry(ClockKind::Decision).and_modify(|clock| {
        clock.running_since = None;
        clock.ran_ms = HOUR;
    });
    let ended = Ticket {
        clocks: rested.clocks.clone(),
        ..step(&rested, Some(AwaitingSeller), Resolved, at(50))
    };
    let again = step(&ended, Some(Resolved), AwaitingSeller, at(60));
    assert_eq!(ran(&again, ClockKind::Decision), (0, Some(at(60)), None));
    assert_eq!(again.clocks[&ClockKind::Decision].cycle, 2);
}

#[test]
fn a_late_fact_counts_from_when_it_happened() {
    let mut ticket = ticket(Kind::RefundOnly);
    ticket.headline = Headline::AwaitingSeller;
    ticket.changed_at = at(10);
    let mut clocks = Clocks::new();
    advance(&mut clocks, None, &ticket, at(60), &SlaTargets::default());
    assert_eq!(clocks[&ClockKind::FirstResponse].due_at(), Some(at(15)));
    assert_eq!(clocks[&ClockKind::Decision].started_at, at(10));
}

#[test]
fn changed_targets_apply_at_once_and_keep_the_time_counted() {
    let ticket = walk(&[
        (Headline::AwaitingSeller, 0),
        (Headline::AwaitingBuyer, 10),
        (Headline::AwaitingSeller, 40),
    ]);
    let mut clocks = ticket.clocks.clone();
    let mut targets = SlaTargets(BTreeMap::from([(ClockKind::Decision, HOUR)]));
    advance(&mut clocks, Some(Headline::AwaitingSeller), &ticket, at(45), &targets);
    assert_eq!(clocks[&ClockKind::Decision].due_at(), Some(at(90)));
    assert_eq!(
        clocks[&ClockKind::Resolution].due_at(),
        None,
        "it has no target any more"
    );
    targets.0.clear();
    advance(&mut clocks, Some(Headline::AwaitingSeller), &ticket, at(46), &targets);
    assert!(clocks.values().all(|clock| clock.due_at().is_none()));
}

#[test]
fn a_clock_without_a_target_for_a_while_goes_on_from_what_it_counted() {
    let mut ticket = walk(&[(Headline::AwaitingSeller, 0)]);
    ticket.buyer_waits_since = Some(at(5));
    let waits = Some(Headline::AwaitingSeller);
    let with = SlaTargets(BTreeMap::from([
        (ClockKind::Decision, HOUR),
        (ClockKind::NextResponse, HOUR),
    ]));
    let without = SlaTargets(BTreeMap::new());
    let mut clocks = ticket.clocks.clone();
    advance(&mut clocks, waits, &ticket, at(5), &with);
    advance(&mut clocks, waits, &ticket, at(10), &without);
    advance(&mut clocks, waits, &ticket, at(25), &without);
    let rests = |kind: ClockKind| (clocks[&kind].ran_ms, clocks[&kind].due_at());
    assert_eq!(rests(ClockKind::Decision), (10 * MINUTE, None));
    assert_eq!(rests(ClockKind::NextResponse), (5 * MINUTE, None));
    advance(&mut clocks, waits, &ticket, at(30), &with);
    assert_eq!(clocks[&ClockKind::Decision].due_at(), Some(at(80)));
    assert_eq!(clocks[&ClockKind::NextResponse].due_at(), Some(at(85)));
    let decided = step(&Ticket { clocks, ..ticket }, waits, Headline::Refunding, at(40));
    let clock = decided.clocks[&ClockKind::Decision];
    assert_eq!((clock.ran_ms, clock.met_at), (20 * MINUTE, Some(at(40))));
}

#[test]
fn the_platform_deadline_is_never_paused_and_a_new_one_warns_again() {
    let targets = SlaTargets::default();
    let mut ticket = in_headline(&ticket(Kind::RefundOnly), Headline::AwaitingBuyer, OPENED);
    ticket.platform_deadline = Some(at(100));
    let mut clocks = Clocks::new();
    advance(&mut clocks, None, &ticket, at(0), &targets);
    ticket.clocks = clocks.clone();
    assert_eq!(due_clocks(&ticket, at(79)), []);
    assert_eq!(due_clocks(&ticket, at(80)), [(ClockKind::PlatformDeadline, false)]);
    announce(&mut clocks, ClockKind::PlatformDeadline, false);
    advance(&mut clocks, Some(ticket.headline), &ticket, at(90), &targets);
    ticket.clocks = clocks.clone();
    assert_eq!(due_clocks(&ticket, at(99)), [], "announced already");
    ticket.platform_deadline = Some(at(200));
    advance(&mut clocks, Some(ticket.headline), &ticket, at(100), &targets);
    ticket.clocks = clocks.clone();
    assert_eq!(due_clocks(&ticket, at(180)), [(ClockKind::PlatformDeadline, false)]);
    let ended = in_headline(&ticket, Headline::Cancelled, at(140));
    let mut over = clocks.clone();
    advance(&mut over, Some(ticket.headline), &ended, at(140), &targets);
    assert_eq!(
        over[&ClockKind::PlatformDeadline].met_at,
        Some(at(140)),
        "nobody waits any more"
    );
    ticket.platform_deadline = None;
    advance(&mut clocks, Some(ticket.headline), &ticket, at(150), &targets);
    assert_eq!(clocks[&ClockKind::PlatformDeadline].met_at, Some(at(150)));
}

#[test]
fn a_warning_and_a_breach_once_each() {
    let mut ticket = walk(&[(Headline::AwaitingSeller, 0)]);
    let told = |ticket: &Ticket, minutes: i64| due_clocks(ticket, at(minutes));
    assert_eq!(told(&ticket, 11), []);
    assert_eq!(told(&ticket, 12), [(ClockKind::FirstResponse, false)]);
    assert_eq!(
        told(&ticket, 15),
        [(ClockKind::FirstResponse, true)],
        "late: the breach alone"
    );
    announce(&mut ticket.clocks, ClockKind::FirstResponse, false);
    assert_eq!(told(&ticket, 14), []);
    assert_eq!(told(&ticket, 15), [(ClockKind::FirstResponse, true)]);
    announce(&mut ticket.clocks, ClockKind::FirstResponse, true);
    assert_eq!(told(&ticket, 16), []);
}

/// Milliseconds of a path in headlines, up to a moment: the fold's figure computed from the whole history.
fn spent(path: &[(Headline, i64)], end: i64, runs: &[Headline]) -> i64 {
    let until = path.iter().skip(1).map(|(_, from)| *from).chain([end]);
    let stays = path
        .iter()
        .zip(until)
        .filter(|((headline, _), _)| runs.contains(headline));
    stays.map(|((_, from), until)| (until - from) * MINUTE).sum()
}

fn any_path() -> impl Strategy<Value = Vec<(Headline, i64)>> {
    prop::collection::vec((prop::sample::select(LIVE.to_vec()), 0i64..90), 1..12).prop_map(|steps| {
        let mut minutes = 0;
        let mut path: Vec<(Headline, i64)> = Vec::new();
        for (headline, stay) in steps {
            if path.last().is_none_or(|(last, _)| *last != headline) {
                path.push((headline, minutes));
                minutes += stay;
            }
        }
        path
    })
}

proptest! {
    #[test]
    fn stepping_in_between_changes_nothing(path in any_path(), pauses in prop::collection::vec(0i64..2_000, 0..20)) {
        let once = walk(&path);
        let mut ticket = walk(&path[..1]);
        let mut before = Some(path[0].0);
        for at_step in 1..=path.len() {
            let until = path.get(at_step).map_or(i64::MAX, |(_, minutes)| *minutes);
            let mut between: Vec<i64> = pauses.clone();
            between.sort_unstable();
            for pause in between.into_iter().filter(|p| *p >= path[at_step - 1].1 && *p < until) {
                let mut clocks = ticket.clocks.clone();
                advance(&mut clocks, before, &ticket, at(pause), &SlaTargets::default());
                ticket.clocks = clocks;
            }
            if let Some((headline, minutes)) = path.get(at_step) {
                ticket = step(&ticket, before, *headline, at(*minutes));
                before = Some(*headline);
            }
        }
        prop_assert_eq!(ticket.clocks, once.clocks);
    }

    #[test]
    fn the_stored_clock_is_what_the_history_gives(path in any_path(), stay in 0i64..90) {
        use Headline::*;
        let end = path.last().map_or(0, |(_, minutes)| *minutes) + stay;
        let closed = [path.as_slice(), &[(Refunded, end)]].concat();
        let ticket = walk(&closed);
        let ours = [Requested, AwaitingSeller, AwaitingInspection, Repairing, Refunding, ExchangeShipping];
        let resolution = ticket.clocks.get(&ClockKind::Resolution).map_or(0, |clock| clock.ran_ms);
        prop_assert_eq!(resolution, spent(&path, end, &ours));
        let response = ticket.clocks.get(&ClockKind::FirstResponse).map_or(0, |clock| clock.ran_ms);
        prop_assert_eq!(response, spent(&path, end, &[Requested, AwaitingSeller]));
        // A decision counts from the last time that one had to be taken anew.
        let interrupts = [Requested, AwaitingSeller, AwaitingBuyer, Disputed];
        let last = path.iter().rposition(|(headline, _)| *headline == AwaitingSeller);
        let cycle = last.map_or(0, |last| {
            let broken = path[..last].iter().rposition(|(headline, _)| !interrupts.contains(headline));
            spent(&path[broken.map_or(0, |at| at + 1)..], end, &[AwaitingSeller])
        });
        let decision = ticket.clocks.get(&ClockKind::Decision).map_or(0, |clock| clock.ran_ms);
        prop_assert_eq!(decision, cycle);
    }
}
