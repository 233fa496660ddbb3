//! What the seller does: by API (with the version it acts on) or by hand in the platform's own console.

use super::dispute::{Arbitration, DisputeStep};
use super::orders::parcel;
use super::types::Refusal;
use super::{AfterSale, ChangeKind, Kind, RefundState, Role, Stage, World, WorldError};
use ChangeKind as Now;
use SellerAction as Act;

/// A decision or a deed of the seller.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum SellerAction {
    /// Agree that the goods come back (refund).
    ApproveReturn,
    /// Refuse that.
    RejectReturn,
    /// The goods are here and fine: refund.
    AcceptReturn,
    /// The goods are here and not fine.
    RejectAfterReturn,
    /// Refund without return.
    ApproveRefund,
    /// Refuse that.
    RejectRefund,
    /// Agree to an exchange: the goods come back first.
    ApproveExchange,
    /// Refuse that.
    RejectExchange,
    /// The goods are here: the replacement leaves.
    ShipReplacement,
    /// The goods are here and not fine: no replacement.
    RejectExchangeAfterReturn,
    /// Agree to an exchange and send the replacement before the goods are back.
    ShipReplacementFirst,
    /// The goods of such an exchange are here and fine.
    AcceptFastExchange,
    /// The goods of such an exchange are here and not fine.
    RejectFastExchange,
    /// Agree to an exchange that needs no goods back: a new order is sent.
    ApproveReplacement,
    /// Give the money back instead of exchanging.
    RefundInsteadOfExchange,
    /// Give the money back and let the buyer keep what was to come back.
    RefundWithoutReturn,
    /// Agree to send the missing part.
    ApproveResend,
    /// Refuse that.
    RejectResend,
    /// Agree to a repair: the goods come back first.
    ApproveRepair,
    /// Refuse that.
    RejectRepair,
    /// The goods are here: repair begins.
    AcceptRepair,
    /// The order's parcel was stopped before it left: refund.
    CancelShipment,
    /// A parcel number was handed in (missing part, repaired goods, or on the buyer's behalf).
    FillLogistics,
    /// Evidence for the platform's staff.
    SubmitEvidence,
    /// Something else was proposed to the buyer.
    Offer,
    /// An after-sale was opened in the buyer's name.
    Open,
    /// Proof of a payment outside the platform.
    ProveRefund,
    /// More time.
    ExtendTime,
    /// The goods are in the warehouse (information only).
    WarehouseReceived,
    /// The parcel on the road is to be stopped.
    Intercept,
    /// A note.
    Note,
}

/// Who did it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Actor {
    /// A program, by API.
    Api,
    /// A person in the platform's own console.
    Console,
    /// The platform, because a deadline passed.
    Deadline,
}

/// A decision as it comes in.
#[derive(Clone, Debug)]
pub(crate) struct Decision {
    pub aftersale_id: i64,
    pub action: SellerAction,
    /// The platform's own number for it; 0 when it has none.
    pub code: i64,
    pub actor: Actor,
    /// The version the seller decided on, when the platform compares it.
    pub version: Option<i64>,
    pub address_id: Option<i64>,
    pub parcel: Option<(String, String)>,
    pub refusal: Option<Refusal>,
}

/// An action that was applied.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ActionRecord {
    /// Position in the record, from 0.
    pub index: usize,
    /// When, epoch ms.
    pub at_ms: i64,
    /// The shop.
    pub shop_id: i64,
    /// The after-sale.
    pub aftersale_id: i64,
    /// What.
    pub action: SellerAction,
    /// The platform's own number for it (Doudian: the `type` of `afterSale.operate`); 0 when it has none.
    pub code: i64,
    /// Who.
    pub actor: Actor,
    /// The version before.
    pub version_before: i64,
    /// The version after.
    pub version_after: i64,
    /// False when the caller never got the answer.
    pub answered: bool,
}

/// One row: an action, what it is possible on, and where it leads.
struct Move {
    action: SellerAction,
    kinds: &'static [Kind],
    from: Stage,
    to: Stage,
    change: ChangeKind,
    text: &'static str,
}

const RETURN: &[Kind] = &[Kind::ReturnRefund];
const REFUND_ONLY: &[Kind] = &[Kind::RefundShipped, Kind::RefundUnshipped, Kind::PriceProtection];
const UNSHIPPED: &[Kind] = &[Kind::RefundUnshipped];
const EXCHANGE: &[Kind] = &[Kind::Exchange];
const RESEND: &[Kind] = &[Kind::Resend];
const REPAIR: &[Kind] = &[Kind::Repair];

const fn row(
    action: SellerAction,
    kinds: &'static [Kind],
    from: Stage,
    to: Stage,
    change: ChangeKind,
    text: &'static str,
) -> Move {
    Move {
        action,
        kinds,
        from,
        to,
        change,
        text,
    }
}

/// Every decision a seller can make.
#[rustfmt::skip]
const MOVES: &[Move] = &[
    row(Act::ApproveReturn, RETURN, Stage::AwaitingSeller, Stage::AwaitingBuyerReturn, Now::ReturnAgreed, "同意退货申请"),
    row(Act::RefundWithoutReturn, RETURN, Stage::AwaitingSeller, Stage::Refund, Now::RefundAgreed, "同意退款无需退货"),
    row(Act::RejectReturn, RETURN, Stage::AwaitingSeller, Stage::Rejected, Now::ReturnRefused, "拒绝退货申请"),
    row(Act::AcceptReturn, RETURN, Stage::ReturnInTransit, Stage::Refund, Now::RefundAgreed, "同意退款"),
    row(Act::RejectAfterReturn, RETURN, Stage::ReturnInTransit, Stage::RejectedAfterReturn, Now::RefundRefused, "拒绝退款"),
    row(Act::ApproveRefund, REFUND_ONLY, Stage::AwaitingSeller, Stage::Refund, Now::RefundAgreed, "同意退款"),
    row(Act::RejectRefund, REFUND_ONLY, Stage::AwaitingSeller, Stage::Rejected, Now::RefundRefused, "拒绝退款"),
    row(Act::CancelShipment, UNSHIPPED, Stage::AwaitingSeller, Stage::Refund, Now::RefundAgreed, "取消发货成功"),
    row(Act::ApproveExchange, EXCHANGE, Stage::AwaitingSeller, Stage::AwaitingBuyerReturn, Now::ReturnAgreed, "同意换货申请"),
    row(Act::RejectExchange, EXCHANGE, Stage::AwaitingSeller, Stage::Rejected, Now::ReturnRefused, "拒绝换货申请"),
    row(Act::ShipReplacement, EXCHANGE, Stage::ReturnInTransit, Stage::ReplacementShipped, Now::ReplacementShipped, "确认换货并二次发货"),
    row(Act::ShipReplacement, EXCHANGE, Stage::AwaitingSellerShip, Stage::ReplacementShipped, Now::ReplacementShipped, "二次发货"),
    row(Act::RejectExchangeAfterReturn, EXCHANGE, Stage::ReturnInTransit, Stage::RejectedAfterReturn, Now::ReturnRefused, "拒绝换货"),
    row(Act::ShipReplacementFirst, EXCHANGE, Stage::AwaitingSeller, Stage::AwaitingBuyerReturn, Now::ReplacementShipped, "同意换货并先行发货"),
    row(Act::AcceptFastExchange, EXCHANGE, Stage::ReturnInTransit, Stage::Completed, Now::ReplacementReceived, "确认收到换货退回商品"),
    row(Act::RejectFastExchange, EXCHANGE, Stage::ReturnInTransit, Stage::RejectedAfterReturn, Now::ReturnRefused, "拒绝换货退回商品"),
    row(Act::ApproveReplacement, EXCHANGE, Stage::AwaitingSeller, Stage::ReplacementShipped, Now::ReplacementShipped, "同意换货"),
    row(Act::RefundInsteadOfExchange, EXCHANGE, Stage::AwaitingSeller, Stage::Refund, Now::RefundAgreed, "换货改退款"),
    row(Act::ApproveResend, RESEND, Stage::AwaitingSeller, Stage::AwaitingSellerShip, Now::ResendAgreed, "同意补寄申请"),
    row(Act::RejectResend, RESEND, Stage::AwaitingSeller, Stage::Rejected, Now::ReturnRefused, "拒绝补寄申请"),
    row(Act::ApproveRepair, REPAIR, Stage::AwaitingSeller, Stage::AwaitingBuyerReturn, Now::ReturnAgreed, "同意维修申请"),
    row(Act::RejectRepair, REPAIR, Stage::AwaitingSeller, Stage::Rejected, Now::ReturnRefused, "拒绝维修申请"),
    row(Act::AcceptRepair, REPAIR, Stage::ReturnInTransit, Stage::AwaitingSellerShip, Now::Touched, "已收到维修商品"),
];

impl SellerAction {
    /// True for refusals, which need a reason.
    #[must_use]
    pub fn is_refusal(self) -> bool {
        matches!(
            self,
            Self::RejectReturn
                | Self::RejectAfterReturn
                | Self::RejectRefund
                | Self::RejectExchange
                | Self::RejectExchangeAfterReturn
                | Self::RejectFastExchange
                | Self::RejectResend
                | Self::RejectRepair
        )
    }
}

impl World {
    /// A person decides in the platform's own console: no version is compared.
    ///
    /// # Errors
    /// When the decision is not possible there.
    pub fn console(&mut self, aftersale_id: i64, action: SellerAction) -> Result<ActionRecord, WorldError> {
        let refusal = Some(Refusal {
            reason_code: 1,
            reason: "商家后台拒绝".into(),
            remark: "请联系客服".into(),
            evidence: Vec::new(),
        });
        let parcel = Some(("shunfeng".to_owned(), format!("SF{aftersale_id}")));
        self.decide(Decision {
            aftersale_id,
            action,
            code: 0,
            actor: Actor::Console,
            version: None,
            address_id: None,
            parcel,
            refusal,
        })
    }

    /// Whether a decision fits the kind, the stage and, when given, the version.
    pub(crate) fn check(&self, decision: &Decision) -> Result<(), WorldError> {
        let (row, found) = self.row_for(decision)?;
        let again = self.forgiving && row.to == Stage::Refund && found.stage == Stage::Refund;
        if again || found.stage == row.from {
            return Ok(());
        }
        Err(WorldError::WrongStage {
            id: found.id,
            stage: format!("{:?}", found.stage),
            wanted: row.text,
        })
    }

    fn row_for(&self, decision: &Decision) -> Result<(&'static Move, &AfterSale), WorldError> {
        let found = self.get_aftersale(decision.aftersale_id)?;
        let (id, now) = (found.id, found.update_time);
        if let Some(sent) = decision.version.filter(|sent| *sent != now && !self.forgiving) {
            return Err(WorldError::StaleVersion { id, sent, now });
        }
        let rows = || {
            let fits = |row: &&Move| row.action == decision.action && row.kinds.contains(&found.kind);
            MOVES.iter().filter(fits)
        };
        let row = rows().find(|row| row.from == found.stage).or_else(|| rows().next());
        let row = row.ok_or_else(|| WorldError::WrongStage {
            id,
            stage: format!("{:?}", found.kind),
            wanted: "do this to this kind",
        })?;
        Ok((row, found))
    }

    /// Applies a decision that [`World::check`] lets pass.
    pub(crate) fn decide(&mut self, decision: Decision) -> Result<ActionRecord, WorldError> {
        let id = decision.aftersale_id;
        let (row, found) = self.row_for(&decision)?;
        let (before, stage, forgiving) = (found.update_time, found.stage, self.forgiving);
        let whole_line = self.paid_for_line(found);
        let ends =
            self.rules.refused_cancellation_ends && found.kind == Kind::RefundUnshipped && row.to == Stage::Rejected;
        if forgiving && row.to == Stage::Refund && stage == Stage::Refund {
            self.change(id, &[], row.text, ChangeKind::RefundPaid, |it, _| pay_once(it))?;
        } else {
            self.change(id, &[row.from], row.text, row.change, |it, moment| {
                it.enter(if ends { Stage::Closed } else { row.to }, moment);
                if ends {
                    it.closed_by = Some(Role::Seller);
                }
                it.note(
                    moment,
                    if decision.actor == Actor::Deadline {
                        Role::Platform
                    } else {
                        Role::Seller
                    },
                    row.text,
                    row.text,
                );
                take_details(it, &decision, row.to, moment.now_ms);
                if decision.action == SellerAction::RefundInsteadOfExchange {
                    it.refund_amount_minor = whole_line;
                }
            })?;
        }
        self.record(id, decision.action, decision.code, decision.actor, before)
    }

    pub(super) fn paid_for_line(&self, aftersale: &AfterSale) -> i64 {
        let order = self.orders.get(&aftersale.order_id);
        let line = order.and_then(|order| order.line(aftersale.line_id));
        line.map_or(0, |line| line.pay_minor)
    }

    /// The seller agrees to an exchange; what replaces the goods is an order of its own. Returns the order's number.
    pub(crate) fn replace_with_order(&mut self, id: i64, actor: Actor, code: i64) -> Result<i64, WorldError> {
        let found = self.get_aftersale(id)?;
        let (order_id, line_id, quantity) = (found.order_id, found.line_id, found.quantity);
        self.decide(Decision {
            aftersale_id: id,
            action: SellerAction::ApproveReplacement,
            code,
            actor,
            version: None,
            address_id: None,
            parcel: None,
            refusal: None,
        })?;
        let replacement = self.place_replacement(order_id, line_id, quantity)?;
        if let Some(it) = self.aftersales.get_mut(&id) {
            it.replacement_order = Some(replacement);
        }
        Ok(replacement)
    }

    /// Marks the actions from position `from` on as never answered.
    pub(crate) fn mark_unanswered(&mut self, from: usize) {
        for action in self.actions.iter_mut().skip(from) {
            action.answered = false;
        }
    }

    pub(super) fn record(
        &mut self,
        id: i64,
        action: SellerAction,
        code: i64,
        actor: Actor,
        version_before: i64,
    ) -> Result<ActionRecord, WorldError> {
        let found = self.get_aftersale(id)?;
        let record = ActionRecord {
            index: self.actions.len(),
            at_ms: self.now_ms,
            shop_id: found.shop_id,
            aftersale_id: id,
            action,
            code,
            actor,
            version_before,
            version_after: found.update_time,
            answered: true,
        };
        self.actions.push(record.clone());
        Ok(record)
    }

    /// Applies `edit` to an open dispute.
    pub(super) fn change_dispute(
        &mut self,
        id: i64,
        kind: ChangeKind,
        role: Role,
        text: &'static str,
        edit: impl FnOnce(&mut Arbitration, i64),
    ) -> Result<i64, WorldError> {
        if !self.get_aftersale(id)?.in_dispute() {
            return Err(WorldError::BadInput("no open dispute"));
        }
        self.change(id, &[], text, kind, |it, moment| {
            if let Some(dispute) = it.arbitration.as_mut() {
                dispute.steps.push(DisputeStep {
                    at_ms: moment.now_ms,
                    kind,
                    text: text.to_owned(),
                    images: Vec::new(),
                });
                edit(dispute, moment.now_ms);
            }
            it.note(moment, role, text, text);
        })
    }
}

/// Pays the refund; what it is paid for a second time shows in the counters.
pub(super) fn pay_once(aftersale: &mut AfterSale) {
    aftersale.refund = RefundState::Paid;
    aftersale.refunds_paid = aftersale.refunds_paid.saturating_add(1);
    aftersale.paid_minor = aftersale.paid_minor.saturating_add(aftersale.refund_amount_minor);
}

fn take_details(it: &mut AfterSale, decision: &Decision, to: Stage, now_ms: i64) {
    if !decision.action.is_refusal() {
        it.agreed_by = Some(decision.actor);
    }
    if decision.action == SellerAction::ShipReplacementFirst {
        it.fast_exchange = true;
    }
    match to {
        Stage::AwaitingBuyerReturn if decision.action != SellerAction::ShipReplacementFirst => {
            it.return_address_id = decision.address_id.or(it.return_address_id);
        }
        Stage::AwaitingBuyerReturn | Stage::ReplacementShipped => {
            it.replacement = decision
                .parcel
                .as_ref()
                .map(|(company, number)| parcel(company, number, now_ms));
        }
        Stage::Rejected | Stage::RejectedAfterReturn => it.refusal.clone_from(&decision.refusal),
        _ => {}
    }
}
