//! A walk over every state that the command table can reach from the eight starts.

#![allow(clippy::indexing_slicing, clippy::unwrap_used)]

use std::collections::{BTreeMap, BTreeSet};

use aftersync_core::lifecycle::derive::DERIVATION;
use aftersync_core::lifecycle::{ROWS, Row, To, blocking, claim_for, headline, is_blocked, jump, rows};
use aftersync_core::model::axes::{
    Axes, CancelReason, Decision, DisputeState, Goods, Headline, Kind, MoneyState, ReplacementState,
};
use aftersync_core::model::claim::Claim;
use aftersync_core::model::trigger::Trigger;
use rustc_hash::FxHashMap;

mod statuses;
use statuses::sensible;

/// The axes as one small number, so that the walk hashes and compares cheaply.
fn code(axes: &Axes) -> u32 {
    let enums = [
        (axes.kind.index(), 3),
        (axes.goods.index(), 4),
        (axes.money.index(), 3),
        (axes.replacement.index(), 3),
        (axes.dispute.index(), 4),
        (axes.decision.index(), 2),
        (axes.cancel_reason.index(), 2),
    ];
    let flags = [
        axes.triaged,
        axes.answered,
        axes.asked_buyer,
        axes.repair_running,
        axes.closed,
    ];
    let number = enums
        .iter()
        .fold(0, |number, (index, bits)| number << bits | *index as u32);
    flags.iter().fold(number, |number, flag| number << 1 | u32::from(*flag))
}

struct Node {
    axes: Axes,
    headline: Headline,
    /// Row number and number of the next node.
    edges: Vec<(usize, u32)>,
}

struct Walk {
    nodes: Vec<Node>,
}

/// The rows that can matter for a headline and kind: most of the table is skipped without a look at its guards.
fn by_headline_and_kind() -> BTreeMap<(Headline, Kind), Vec<&'static Row>> {
    let mut index: BTreeMap<_, Vec<_>> = BTreeMap::new();
    for row in &ROWS {
        for from in row.from_headlines() {
            row.for_kinds()
                .for_each(|kind| index.entry((from, kind)).or_default().push(row));
        }
    }
    index
}

impl Walk {
    /// The states that the table alone reaches.
    fn new() -> Self {
        Self::with_jumps(|_| Vec::new())
    }

    /// The states that are reached when the platform may also jump to these headlines at any time.
    fn with_jumps(jumps: fn(Kind) -> Vec<Headline>) -> Self {
        let index = by_headline_and_kind();
        let mut nodes: Vec<Node> = Vec::new();
        let mut numbers: FxHashMap<u32, u32> = FxHashMap::default();
        let mut number = |axes: Axes, nodes: &mut Vec<Node>| {
            *numbers.entry(code(&axes)).or_insert_with(|| {
                nodes.push(Node {
                    axes,
                    headline: headline(&axes),
                    edges: Vec::new(),
                });
                nodes.len() as u32 - 1
            })
        };
        for kind in Kind::ALL {
            number(Axes::start(*kind), &mut nodes);
        }
        let mut at = 0;
        while let Some(&Node { axes, headline, .. }) = nodes.get(at) {
            let rows = index[&(headline, axes.kind)]
                .iter()
                .filter(|row| row.admits(&axes, headline));
            nodes[at].edges = rows
                .map(|row| (usize::from(row.id), number(row.applied(&axes), &mut nodes)))
                .collect();
            for to in jumps(axes.kind) {
                number(jump(&axes, axes.kind, &claim_for(to, axes.kind)), &mut nodes);
            }
            at += 1;
        }
        Self { nodes }
    }

    fn edges<'a>(&'a self, node: &'a Node) -> impl Iterator<Item = (&'static Row, &'a Node)> {
        node.edges
            .iter()
            .map(|(row, next)| (&ROWS[*row], &self.nodes[*next as usize]))
    }

    /// The nodes from which a goal can be reached over the edges that are allowed.
    fn reaches(&self, goal: fn(&Node) -> bool, allowed: fn(Trigger) -> bool) -> Vec<bool> {
        let mut before: Vec<Vec<u32>> = self.nodes.iter().map(|_| Vec::new()).collect();
        for (at, node) in self.nodes.iter().enumerate() {
            for (row, next) in node.edges.iter().filter(|(row, _)| allowed(ROWS[*row].trigger)) {
                let _ = row;
                before[*next as usize].push(at as u32);
            }
        }
        let mut seen: Vec<bool> = self.nodes.iter().map(goal).collect();
        let mut todo: Vec<usize> = (0..seen.len()).filter(|at| seen[*at]).collect();
        while let Some(at) = todo.pop() {
            for earlier in &before[at] {
                if !std::mem::replace(&mut seen[*earlier as usize], true) {
                    todo.push(*earlier as usize);
                }
            }
        }
        seen
    }
}

/// Edges that need nobody's quarrel and no platform that steps in.
fn undisturbed(trigger: Trigger) -> bool {
    !matches!(
        trigger,
        Trigger::DisputeOpened
            | Trigger::Appeal
            | Trigger::Merge
            | Trigger::ForceRefund
            | Trigger::PlatformCancel
            | Trigger::PlatformClosed
    )
}

#[test]
fn every_reachable_state_keeps_the_rules() {
    let walk = Walk::new();
    sizes(&walk);
    for node in &walk.nodes {
        one_row_per_trigger(&walk, node);
        derived_headline_is_that_of_the_table(&walk, node);
        closing_is_refused_while_blocked(&walk, node);
        withdrawn_dispute_restores(&walk, node);
    }
    ends_are_reachable(&walk);
    everything_is_reached(&walk);
}

/// The platform may jump from anywhere to anywhere: the table must agree with the headline in the states behind, too.
#[test]
fn every_state_behind_a_jump_keeps_the_rules() {
    let walk = Walk::with_jumps(sensible);
    for node in &walk.nodes {
        one_row_per_trigger(&walk, node);
        derived_headline_is_that_of_the_table(&walk, node);
        closing_is_refused_while_blocked(&walk, node);
        withdrawn_dispute_restores(&walk, node);
        // A platform that says nothing changes nothing.
        assert_eq!(jump(&node.axes, node.axes.kind, &Claim::default()), node.axes);
    }
    ends_are_reachable(&walk);
}

fn sizes(walk: &Walk) {
    let data: serde_json::Value = serde_json::from_str(include_str!("data/lifecycle.json")).unwrap();
    assert_eq!(data["counts"]["states"], walk.nodes.len());
    assert_eq!(
        data["counts"]["edges"],
        walk.nodes.iter().map(|node| node.edges.len()).sum::<usize>()
    );
    assert_eq!(
        (walk.nodes.len(), data["counts"]["edges"].as_u64()),
        (129_109, Some(1_016_492))
    );
}

fn one_row_per_trigger(walk: &Walk, node: &Node) {
    let mut triggers: Vec<_> = walk.edges(node).map(|(row, _)| row.trigger).collect();
    triggers.sort_unstable();
    assert!(
        triggers.is_sorted_by(|a, b| a < b),
        "two rows: {triggers:?} in {:?}",
        node.axes
    );
    assert!(
        walk.edges(node).any(|(_, next)| next.axes != node.axes),
        "dead end {:?}",
        node.axes
    );
    // The index that the library uses finds the same rows.
    for (row, _) in walk.edges(node) {
        assert_eq!(rows(&node.axes, row.trigger).map(|row| row.id), Some(row.id));
    }
}

fn derived_headline_is_that_of_the_table(walk: &Walk, node: &Node) {
    let by_data = DERIVATION
        .iter()
        .find(|line| line.when.iter().all(|c| c.holds(&node.axes, node.headline)));
    assert_eq!(
        by_data.map(|line| line.headline),
        Some(node.headline),
        "{:?}",
        node.axes
    );
    for (row, next) in walk.edges(node) {
        let want = match row.to {
            To::Headline(to) => to,
            To::Same => node.headline,
            To::Prior => headline(&Axes {
                dispute: DisputeState::Withdrawn,
                ..node.axes
            }),
        };
        assert_eq!(
            next.headline, want,
            "row {} {} from {:?}",
            row.id, row.trigger, node.axes
        );
    }
}

fn closing_is_refused_while_blocked(walk: &Walk, node: &Node) {
    let can_close = walk.edges(node).any(|(row, _)| row.trigger == Trigger::Close);
    let blocked = is_blocked(&node.axes, node.headline);
    assert_eq!(
        can_close,
        node.headline.is_soft_terminal() && !blocked,
        "{:?}",
        node.axes
    );
    assert_eq!(blocking(&node.axes).is_empty(), !blocked, "{:?}", node.axes);
}

fn withdrawn_dispute_restores(walk: &Walk, node: &Node) {
    for (row, disputed) in walk.edges(node) {
        if matches!(row.trigger, Trigger::DisputeOpened | Trigger::Appeal) {
            let back: Vec<_> = walk
                .edges(disputed)
                .filter(|(row, _)| row.trigger == Trigger::Withdrawn)
                .collect();
            assert_eq!(back.len(), 1, "{:?}", node.axes);
            let restored = back[0].1;
            assert_eq!(restored.headline, node.headline);
            assert_eq!(
                Axes {
                    dispute: node.axes.dispute,
                    ..restored.axes
                },
                node.axes
            );
        }
    }
}

fn ends_are_reachable(walk: &Walk) {
    let soft = walk.reaches(|node| node.headline.is_soft_terminal(), undisturbed);
    let shut = walk.reaches(
        |node| node.headline == Headline::Closed,
        |trigger| undisturbed(trigger) && trigger != Trigger::Reopen,
    );
    for (at, node) in walk.nodes.iter().enumerate() {
        assert!(
            soft[at] || node.headline.is_ended(),
            "no soft terminal from {:?}",
            node.axes
        );
        assert!(shut[at], "cannot be closed: {:?}", node.axes);
    }
}

fn everything_is_reached(walk: &Walk) {
    fn all<T: Copy + Ord>(walk: &Walk, values: &[T], of: fn(&Node) -> T) {
        let reached: BTreeSet<T> = walk.nodes.iter().map(of).collect();
        assert_eq!(reached.len(), values.len());
    }
    all(walk, Headline::ALL, |node| node.headline);
    all(walk, Kind::ALL, |node| node.axes.kind);
    all(walk, Goods::ALL, |node| node.axes.goods);
    all(walk, MoneyState::ALL, |node| node.axes.money);
    all(walk, ReplacementState::ALL, |node| node.axes.replacement);
    all(walk, DisputeState::ALL, |node| node.axes.dispute);
    all(walk, Decision::ALL, |node| node.axes.decision);
    all(walk, CancelReason::ALL, |node| node.axes.cancel_reason);
    let flags: [fn(&Node) -> bool; 5] = [
        |node: &Node| node.axes.triaged,
        |node: &Node| node.axes.answered,
        |node: &Node| node.axes.asked_buyer,
        |node: &Node| node.axes.repair_running,
        |node: &Node| node.axes.closed,
    ];
    for flag in flags {
        all(walk, &[false, true], flag);
    }
    let used: BTreeSet<usize> = walk
        .nodes
        .iter()
        .flat_map(|node| node.edges.iter().map(|(row, _)| *row))
        .collect();
    assert_eq!(used.len(), ROWS.len());
}
