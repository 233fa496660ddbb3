//! What buyers, carriers and the platform's staff do with an after-sale: each stage has its next moves and their odds.
use std::collections::BTreeMap;

use aftersync::Timestamp;
use aftersync::model::shipment::ParcelState;
use aftersync::model::time::{HOUR, MINUTE};
use aftersync_testkit::fake::world::{
    AfterSale, ArbitrationState, Kind, OrderStage, RefundState, Stage, World, WorldError,
};

use super::Result;
use super::channels::scan;
use super::dice::Dice;
use super::evening::Evening;
use super::script::Deed;
use super::site::{At, Site};

/// A move from outside our house.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Move {
    Modify,
    Cancel,
    Escalate,
    Reapply,
    ShipBack,
    Arrive,
    Receive,
    MoneyMoves,
    MoneyPaid,
    MoneyFails,
    WantEvidence,
    Negotiate,
    StepIn,
    CallOff,
    Rule(i64),
}

/// A move, and between which waits it comes.
type Next = (i64, i64, Move);

/// Where an after-sale stands, as far as the next move depends on it.
type Mark = (Stage, RefundState, Option<(u32, ArbitrationState, bool)>, bool);

fn mark(it: &AfterSale) -> Mark {
    let dispute = it.arbitration.as_ref();
    let arrived = it.return_parcel.as_ref().is_some_and(|p| p.delivered_ms.is_some());
    (
        it.stage,
        it.refund,
        dispute.map(|d| (d.number, d.state, d.evidence.is_empty())),
        arrived,
    )
}

/// What is planned for each after-sale.
#[derive(Default)]
pub(super) struct Life {
    planned: BTreeMap<At, (Mark, Option<(i64, Move)>)>,
}

impl Life {
    /// Nothing more happens to it, except that a passed deadline may close it.
    pub fn is_done(&self, at: At, it: &AfterSale) -> bool {
        let paid = it.stage != Stage::Refund || it.refund == RefundState::Paid;
        let stands = it.stage.is_over() || matches!(it.stage, Stage::Rejected | Stage::RejectedAfterReturn);
        let planned = self.planned.get(&at);
        stands && paid && !it.in_dispute() && planned.is_some_and(|(at, next)| *at == mark(it) && next.is_none())
    }

    /// The move that is due, if one is; a new stage gets a new plan.
    fn due(&mut self, at: At, it: &AfterSale, now: i64, seed: u64) -> Option<Move> {
        let stands = mark(it);
        let plan = self.planned.get(&at).filter(|(mark, _)| *mark == stands).copied();
        let (_, next) = plan.unwrap_or_else(|| {
            let mut dice = Dice::of(seed, &format!("{} {:?} {}", it.id, stands, it.log.len()));
            let next = plan_for(it, &mut dice).map(|(wait, then)| (now + wait, then));
            self.planned.insert(at, (stands, next));
            (stands, next)
        });
        let (when, then) = next?;
        if when > now {
            return None;
        }
        self.planned.insert(at, (stands, None));
        Some(then)
    }
}

/// The next move on an after-sale and how long until then; none where it waits for us, or is over.
fn plan_for(it: &AfterSale, dice: &mut Dice) -> Option<(i64, Move)> {
    if it.in_dispute() {
        return Some(in_dispute(it, dice));
    }
    let reapplied = it.log.iter().filter(|l| l.action == "再次发起售后申请").count();
    let odds: &[(i64, Option<Next>)] = match (it.stage, it.refund) {
        (Stage::AwaitingSeller, _) => &[
            (6, Some((5 * MINUTE, 40 * MINUTE, Move::Modify))),
            (5, Some((10 * MINUTE, 90 * MINUTE, Move::Cancel))),
            (3, Some((20 * HOUR, 40 * HOUR, Move::Escalate))),
            (86, None),
        ],
        (Stage::AwaitingBuyerReturn, _) => &[
            (88, Some((3 * HOUR, 30 * HOUR, Move::ShipBack))),
            (7, Some((5 * HOUR, 20 * HOUR, Move::Cancel))),
            (5, None),
        ],
        (Stage::ReturnInTransit, _) if !mark(it).3 => &[(100, Some((18 * HOUR, 50 * HOUR, Move::Arrive)))],
        (Stage::ReturnInTransit, _) => &[(4, Some((30 * HOUR, 40 * HOUR, Move::Escalate))), (96, None)],
        // An order of its own arrives like any other.
        (Stage::ReplacementShipped, _) if it.replacement_order.is_some() => &[],
        (Stage::ReplacementShipped, _) => &[(100, Some((18 * HOUR, 45 * HOUR, Move::Receive)))],
        (Stage::Rejected, _) if reapplied > 1 => &[(100, Some((HOUR, 8 * HOUR, Move::Escalate)))],
        (Stage::Rejected, _) => &[
            (42, Some((HOUR, 8 * HOUR, Move::Reapply))),
            (25, Some((HOUR, 8 * HOUR, Move::Escalate))),
            (15, Some((HOUR, 8 * HOUR, Move::Cancel))),
            (18, None),
        ],
        (Stage::RejectedAfterReturn, _) => &[(55, Some((2 * HOUR, 10 * HOUR, Move::Escalate))), (45, None)],
        (Stage::Refund, RefundState::Waiting) => &[(100, Some((5 * MINUTE, 40 * MINUTE, Move::MoneyMoves)))],
        (Stage::Refund, RefundState::Moving) => &[
            (95, Some((HOUR, 6 * HOUR, Move::MoneyPaid))),
            (5, Some((HOUR, 6 * HOUR, Move::MoneyFails))),
        ],
        (Stage::Refund, RefundState::Failed) => &[(100, Some((3 * HOUR, 10 * HOUR, Move::MoneyPaid)))],
        _ => &[],
    };
    let (from, to, then) = dice.weighted(odds).flatten()?;
    Some((dice.within(from, to), then))
}

fn in_dispute(it: &AfterSale, dice: &mut Dice) -> (i64, Move) {
    let dispute = it.arbitration.as_ref();
    let nothing_shown = dispute.is_none_or(|d| d.evidence.is_empty());
    let rule = Move::Rule(verdict(it, dice));
    let fallback = (6 * HOUR, 20 * HOUR, rule);
    let odds: &[(i64, Next)] = match dispute.map(|d| d.state) {
        Some(ArbitrationState::Open) if nothing_shown => &[
            (50, (HOUR, 3 * HOUR, Move::WantEvidence)),
            (12, (2 * HOUR, 3 * HOUR, Move::Negotiate)),
            (12, (2 * HOUR, 5 * HOUR, Move::CallOff)),
            (26, fallback),
        ],
        Some(ArbitrationState::EvidenceWanted) => &[(100, (30 * HOUR, 46 * HOUR, rule))],
        Some(ArbitrationState::Negotiation) => &[(100, (3 * HOUR, 5 * HOUR, Move::StepIn))],
        _ => &[(100, fallback)],
    };
    let (from, to, then) = dice.weighted(odds).unwrap_or(fallback);
    (dice.within(from, to), then)
}

/// 1 for the buyer, 2 for the seller, 3 for the buyer with the money at once.
fn verdict(it: &AfterSale, dice: &mut Dice) -> i64 {
    let odds: &[(i64, i64)] = match it.kind {
        kind if kind.ends_in_money() => &[(45, 1), (40, 2), (15, 3)],
        // Goods that are back and were refused cannot be exchanged by the staff.
        Kind::Exchange if it.return_parcel.is_some() => &[(100, 2)],
        _ => &[(60, 1), (40, 2)],
    };
    dice.weighted(odds).unwrap_or(2)
}

fn make(world: &mut World, it: &AfterSale, then: Move) -> std::result::Result<i64, WorldError> {
    let id = it.id;
    let tracking = format!("YT{id}{}", it.log.len());
    match then {
        Move::Modify if it.kind.ends_in_money() => world.buyer_modify(id, it.refund_amount_minor * 4 / 5, None),
        Move::Modify => world.buyer_modify(id, 0, Some(it.kind)),
        Move::Cancel => world.buyer_cancel(id),
        Move::Escalate => world.escalate(id),
        Move::Reapply => world.buyer_reapply_after_reject(id, it.refund_amount_minor),
        Move::ShipBack => world.buyer_ships_back(id, "yuantong", &tracking),
        Move::Arrive => world.return_delivered(id),
        Move::Receive => world.buyer_receives_replacement(id),
        Move::MoneyMoves => world.refund_starts(id),
        Move::MoneyPaid => world.refund_settles(id, true),
        Move::MoneyFails => world.refund_settles(id, false),
        Move::WantEvidence => world.arbitration_wants_evidence(id),
        Move::Negotiate => world.arbitration_negotiation(id),
        Move::StepIn => world.arbitration_steps_in(id),
        Move::CallOff => world.buyer_cancels_arbitration(id),
        Move::Rule(code) => world.arbitration_result(id, code),
    }
}

impl Evening {
    /// Everybody outside our house moves; carriers tell us what they scanned.
    pub(super) fn buyers_and_staff(&mut self) -> Result<()> {
        let (now, seed) = (self.now, self.options.seed);
        let mut facts = Vec::new();
        for (place, site) in self.sites.iter().enumerate() {
            let (life, ledger, numbers) = (&mut self.life, &mut self.ledger, &mut self.numbers);
            site.fake.world(|world| {
                world.auto_approve_on_deadline(now);
                let all: Vec<AfterSale> = world.aftersales().cloned().collect();
                for it in &all {
                    let at = At { site: place, id: it.id };
                    numbers.entry(site.source(it.id, it.kind)).or_insert(at);
                    let Some(then) = life.due(at, it, now, seed) else {
                        continue;
                    };
                    // Somebody else was faster: then the plan is void, and the new stage gets its own.
                    if make(world, it, then).is_err() {
                        continue;
                    }
                    let Some(parcel) = world.aftersale(it.id).and_then(|it| it.return_parcel.clone()) else {
                        continue;
                    };
                    let scanned = Dice::of(seed, &parcel.tracking_no).chance(75);
                    match then {
                        Move::ShipBack if scanned => {
                            facts.push(scan(&parcel.tracking_no, ParcelState::InTransit, Timestamp(now)));
                        }
                        Move::Arrive if scanned => {
                            ledger.arrived.insert(at);
                            facts.push(scan(&parcel.tracking_no, ParcelState::Delivered, Timestamp(now)));
                        }
                        _ => {}
                    }
                }
            });
        }
        self.send_replacements();
        self.carrier_says(facts)
    }

    /// Where a replacement is an order of its own, the warehouse sends it like any other.
    fn send_replacements(&mut self) {
        let unsent = |(site, it): (usize, &Site)| {
            it.fake.world(|w| {
                let new = w
                    .orders()
                    .filter(|o| o.replaces.is_some() && o.stage == OrderStage::Paid);
                new.map(|o| At { site, id: o.id }).collect::<Vec<_>>()
            })
        };
        let unsent: Vec<At> = self.sites.iter().enumerate().flat_map(unsent).collect();
        for order in unsent {
            if self.replacements.insert(order) {
                let mut dice = Dice::of(self.options.seed, &format!("replacement {}", order.id));
                let shipped = self.now + dice.within(2 * HOUR, 10 * HOUR);
                self.script.at(shipped, Deed::Ship(order));
                self.script
                    .at(shipped + dice.within(18 * HOUR, 45 * HOUR), Deed::Deliver(order));
            }
        }
    }

    /// The carrier's news; while our process is stopped it keeps them.
    fn carrier_says(&mut self, facts: Vec<aftersync::Fact>) -> Result<()> {
        self.carrier_keeps.extend(facts);
        if self.office.is_open() && !self.carrier_keeps.is_empty() {
            let facts = std::mem::take(&mut self.carrier_keeps);
            self.hand_in(facts)?;
        }
        Ok(())
    }
}
