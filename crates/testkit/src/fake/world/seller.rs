//! What the seller does: by API (with the version it acts on) or by hand in the platform's own console.

use super::orders::parcel;
use super::types::{Arbitration, ArbitrationState, Note, Refusal};
use super::{AfterSale, ChangeKind, Kind, RefundState, Role, Stage, World, WorldError};

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

const REFUND_ONLY: &[Kind] = &[Kind::RefundShipped, Kind::RefundUnshipped, Kind::PriceProtection];

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
const MOVES: &[Move] = &[
    row(
        SellerAction::ApproveReturn,
        &[Kind::ReturnRefund],
        Stage::AwaitingSeller,
        Stage::AwaitingBuyerReturn,
        ChangeKind::ReturnAgreed,
        "同意退货申请",
    ),
    row(
        SellerAction::RejectReturn,
        &[Kind::ReturnRefund],
        Stage::AwaitingSeller,
        Stage::Rejected,
        ChangeKind::ReturnRefused,
        "拒绝退货申请",
    ),
    row(
        SellerAction::AcceptReturn,
        &[Kind::ReturnRefund],
        Stage::ReturnInTransit,
        Stage::Refund,
        ChangeKind::RefundAgreed,
        "同意退款",
    ),
    row(
        SellerAction::RejectAfterReturn,
        &[Kind::ReturnRefund],
        Stage::ReturnInTransit,
        Stage::RejectedAfterReturn,
        ChangeKind::RefundRefused,
        "拒绝退款",
    ),
    row(
        SellerAction::ApproveRefund,
        REFUND_ONLY,
        Stage::AwaitingSeller,
        Stage::Refund,
        ChangeKind::RefundAgreed,
        "同意退款",
    ),
    row(
        SellerAction::RejectRefund,
        REFUND_ONLY,
        Stage::AwaitingSeller,
        Stage::Rejected,
        ChangeKind::RefundRefused,
        "拒绝退款",
    ),
    row(
        SellerAction::CancelShipment,
        &[Kind::RefundUnshipped],
        Stage::AwaitingSeller,
        Stage::Refund,
        ChangeKind::RefundAgreed,
        "取消发货成功",
    ),
    row(
        SellerAction::ApproveExchange,
        &[Kind::Exchange],
        Stage::AwaitingSeller,
        Stage::AwaitingBuyerReturn,
        ChangeKind::ReturnAgreed,
        "同意换货申请",
    ),
    row(
        SellerAction::RejectExchange,
        &[Kind::Exchange],
        Stage::AwaitingSeller,
        Stage::Rejected,
        ChangeKind::ReturnRefused,
        "拒绝换货申请",
    ),
    row(
        SellerAction::ShipReplacement,
        &[Kind::Exchange],
        Stage::ReturnInTransit,
        Stage::ReplacementShipped,
        ChangeKind::ReplacementShipped,
        "确认换货并二次发货",
    ),
    row(
        SellerAction::RejectExchangeAfterReturn,
        &[Kind::Exchange],
        Stage::ReturnInTransit,
        Stage::RejectedAfterReturn,
        ChangeKind::ReturnRefused,
        "拒绝换货",
    ),
    row(
        SellerAction::ApproveResend,
        &[Kind::Resend],
        Stage::AwaitingSeller,
        Stage::AwaitingSellerShip,
        ChangeKind::ResendAgreed,
        "同意补寄申请",
    ),
    row(
        SellerAction::RejectResend,
        &[Kind::Resend],
        Stage::AwaitingSeller,
        Stage::Rejected,
        ChangeKind::ReturnRefused,
        "拒绝补寄申请",
    ),
    row(
        SellerAction::ApproveRepair,
        &[Kind::Repair],
        Stage::AwaitingSeller,
        Stage::AwaitingBuyerReturn,
        ChangeKind::ReturnAgreed,
        "同意维修申请",
    ),
    row(
        SellerAction::RejectRepair,
        &[Kind::Repair],
        Stage::AwaitingSeller,
        Stage::Rejected,
        ChangeKind::ReturnRefused,
        "拒绝维修申请",
    ),
    row(
        SellerAction::AcceptRepair,
        &[Kind::Repair],
        Stage::ReturnInTransit,
        Stage::AwaitingSellerShip,
        ChangeKind::Touched,
        "已收到维修商品",
    ),
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
        let row = MOVES
            .iter()
            .find(|row| row.action == decision.action && row.kinds.contains(&found.kind));
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
        if forgiving && row.to == Stage::Refund && stage == Stage::Refund {
            self.change(id, &[], row.text, ChangeKind::RefundPaid, |it, _| pay_once(it))?;
        } else {
            self.change(id, &[row.from], row.text, row.change, |it, moment| {
                it.enter(row.to, moment);
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
            })?;
        }
        self.record(id, decision.action, decision.code, decision.actor, before)
    }

    /// The seller hands in a parcel number: 1 missing part, 3 the buyer's return, 4 repaired goods (Doudian's `send_type`).
    ///
    /// # Errors
    /// When no such parcel is awaited.
    pub fn fill_logistics(
        &mut self,
        id: i64,
        send_type: i64,
        company_code: &str,
        tracking_no: &str,
    ) -> Result<ActionRecord, WorldError> {
        let before = self.get_aftersale(id)?.update_time;
        let kind = self.get_aftersale(id)?.kind;
        let (from, to, change) = match (send_type, kind) {
            (1, Kind::Resend) => (
                Stage::AwaitingSellerShip,
                Stage::ReplacementShipped,
                ChangeKind::ResendShipped,
            ),
            (4, Kind::Repair) => (
                Stage::AwaitingSellerShip,
                Stage::ReplacementShipped,
                ChangeKind::ReplacementShipped,
            ),
            (3, kind) if kind.needs_return() => (
                Stage::AwaitingBuyerReturn,
                Stage::ReturnInTransit,
                ChangeKind::BuyerSentGoods,
            ),
            _ => return Err(WorldError::BadInput("send_type does not fit the kind")),
        };
        self.change(id, &[from], "fill logistics", change, |it, moment| {
            let parcel = Some(parcel(company_code, tracking_no, moment.now_ms));
            if to == Stage::ReturnInTransit {
                it.return_parcel = parcel
            } else {
                it.replacement = parcel
            }
            it.enter(to, moment);
            it.note(moment, Role::Seller, "填写物流", "商家填写物流");
        })?;
        self.record(id, SellerAction::FillLogistics, send_type, Actor::Api, before)
    }

    /// The seller hands evidence to the platform's staff.
    ///
    /// # Errors
    /// When there is no dispute.
    pub fn submit_evidence(&mut self, id: i64, comment: &str, urls: &[String]) -> Result<ActionRecord, WorldError> {
        let before = self.get_aftersale(id)?.update_time;
        self.change_dispute(
            id,
            ChangeKind::ArbitrationEvidenceGiven,
            Role::Seller,
            "上传凭证",
            |dispute, _| {
                dispute.evidence.extend_from_slice(urls);
                dispute.comment = comment.to_owned();
                dispute.state = ArbitrationState::Open;
                dispute.deadline_ms = None;
            },
        )?;
        self.record(id, SellerAction::SubmitEvidence, 0, Actor::Api, before)
    }

    /// The seller asks for two more days, three times at most.
    ///
    /// # Errors
    /// When no deadline runs or it was moved three times.
    pub fn extend_time(&mut self, id: i64) -> Result<ActionRecord, WorldError> {
        let found = self.get_aftersale(id)?;
        let before = found.update_time;
        if found.deadline_ms.is_none() || found.extensions >= 3 {
            return Err(WorldError::BadInput("no more time can be given"));
        }
        self.change(id, &[], "extend", ChangeKind::DeadlineMoved, |it, moment| {
            it.extensions = it.extensions.saturating_add(1);
            it.deadline_ms = it.deadline_ms.map(|at| at.saturating_add(172_800_000));
            it.note(moment, Role::Seller, "延长时效", "商家延长时效");
        })?;
        self.record(id, SellerAction::ExtendTime, 0, Actor::Api, before)
    }

    /// The warehouse tells the platform that the goods arrived. No approval.
    ///
    /// # Errors
    /// When no goods are coming back.
    pub fn warehouse_received(&mut self, id: i64) -> Result<ActionRecord, WorldError> {
        let before = self.get_aftersale(id)?.update_time;
        self.change(
            id,
            &[Stage::ReturnInTransit],
            "receive",
            ChangeKind::Touched,
            |it, moment| {
                it.in_warehouse = true;
                it.note(moment, Role::Seller, "退货入仓", "退货已入仓");
            },
        )?;
        self.record(id, SellerAction::WarehouseReceived, 0, Actor::Api, before)
    }

    /// The seller asks the carrier to stop the order's parcel.
    ///
    /// # Errors
    /// When the request is over.
    pub fn intercept(&mut self, id: i64) -> Result<ActionRecord, WorldError> {
        let before = self.get_aftersale(id)?.update_time;
        self.change(
            id,
            &[Stage::AwaitingSeller],
            "intercept",
            ChangeKind::Touched,
            |it, moment| {
                it.intercepted = true;
                it.note(moment, Role::Seller, "申请拦截", "商家申请物流拦截");
            },
        )?;
        self.record(id, SellerAction::Intercept, 0, Actor::Api, before)
    }

    /// The seller writes a note that the buyer does not see. The version stays.
    ///
    /// # Errors
    /// When the after-sale is unknown.
    pub fn note_aftersale(&mut self, id: i64, text: &str) -> Result<ActionRecord, WorldError> {
        let at_ms = self.now_ms;
        let found = self
            .aftersales
            .get_mut(&id)
            .ok_or(WorldError::NotFound { what: "after-sale", id })?;
        found.notes.push(Note {
            at_ms,
            text: text.to_owned(),
        });
        let before = found.update_time;
        self.record(id, SellerAction::Note, 0, Actor::Api, before)
    }

    /// Marks the actions from position `from` on as never answered.
    pub(crate) fn mark_unanswered(&mut self, from: usize) {
        for action in self.actions.iter_mut().skip(from) {
            action.answered = false;
        }
    }

    fn record(
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
    aftersale.paid_fen = aftersale.paid_fen.saturating_add(aftersale.refund_amount_fen);
}

fn take_details(it: &mut AfterSale, decision: &Decision, to: Stage, now_ms: i64) {
    match to {
        Stage::AwaitingBuyerReturn => it.return_address_id = decision.address_id.or(it.return_address_id),
        Stage::ReplacementShipped => {
            it.replacement = decision
                .parcel
                .as_ref()
                .map(|(company, number)| parcel(company, number, now_ms));
        }
        Stage::Rejected | Stage::RejectedAfterReturn => it.refusal.clone_from(&decision.refusal),
        _ => {}
    }
}
