//! What the platform does: its staff, its deadlines and its money.

use super::dispute::ArbitrationState;
use super::seller::{Decision, pay_once};
use super::{Actor, ChangeKind, Kind, RefundState, Role, SellerAction, Stage, Verdict, World, WorldError};

impl World {
    /// The staff want the seller's evidence.
    ///
    /// # Errors
    /// When there is no dispute.
    pub fn arbitration_wants_evidence(&mut self, id: i64) -> Result<i64, WorldError> {
        let span = self.deadlines.evidence_ms;
        self.change_dispute(
            id,
            ChangeKind::ArbitrationWantsEvidence,
            Role::Platform,
            "客服要求商家上传凭证",
            |dispute, now_ms| {
                dispute.state = ArbitrationState::EvidenceWanted;
                dispute.deadline_ms = Some(now_ms.saturating_add(span));
            },
        )
    }

    /// The staff step in.
    ///
    /// # Errors
    /// When there is no dispute.
    pub fn arbitration_steps_in(&mut self, id: i64) -> Result<i64, WorldError> {
        self.change_dispute(
            id,
            ChangeKind::ArbitrationSteppedIn,
            Role::Platform,
            "仲裁客服介入",
            |dispute, _| {
                dispute.state = ArbitrationState::Open;
            },
        )
    }

    /// The staff let both sides talk first.
    ///
    /// # Errors
    /// When there is no dispute.
    pub fn arbitration_negotiation(&mut self, id: i64) -> Result<i64, WorldError> {
        self.change_dispute(
            id,
            ChangeKind::ArbitrationNegotiation,
            Role::Platform,
            "协商期",
            |dispute, _| {
                dispute.state = ArbitrationState::Negotiation;
            },
        )
    }

    /// The staff decide: 1 for the buyer, 2 for the seller, 3 for the buyer with the money at once. The request follows.
    ///
    /// # Errors
    /// When there is no dispute, or the code is another.
    pub fn arbitration_result(&mut self, id: i64, code: i64) -> Result<i64, WorldError> {
        let verdict = Verdict::try_from(code)?;
        self.change_dispute(
            id,
            ChangeKind::ArbitrationDecided,
            Role::Platform,
            "客服仲裁结果",
            |dispute, _| {
                dispute.state = ArbitrationState::Ended;
                dispute.verdict = Some(verdict);
                dispute.deadline_ms = None;
            },
        )?;
        let found = self.get_aftersale(id)?;
        let goods_are_back = found.return_parcel.is_some();
        let replaced = found.kind == Kind::Exchange && self.rules.replacement_is_order;
        let (order_id, line_id, quantity) = (found.order_id, found.line_id, found.quantity);
        let whole_line = self.paid_for_line(found);
        let (to, change) = match verdict {
            Verdict::ForSeller => (Stage::Closed, ChangeKind::Closed),
            Verdict::ForBuyerRefundNow => (Stage::Refund, ChangeKind::RefundAgreed),
            Verdict::ForBuyer if replaced => (Stage::ReplacementShipped, ChangeKind::ReplacementShipped),
            Verdict::ForBuyer if found.kind.needs_return() && !goods_are_back => {
                (Stage::AwaitingBuyerReturn, ChangeKind::ReturnAgreed)
            }
            Verdict::ForBuyer if found.kind.ends_in_money() => (Stage::Refund, ChangeKind::RefundAgreed),
            Verdict::ForBuyer => (Stage::AwaitingSellerShip, ChangeKind::Touched),
        };
        let replacement = if to == Stage::ReplacementShipped {
            Some(self.place_replacement(order_id, line_id, quantity)?)
        } else {
            None
        };
        self.change(id, &[], "follow the verdict", change, |it, moment| {
            it.replacement_order = replacement.or(it.replacement_order);
            if replaced && to == Stage::Refund {
                it.refund_amount_minor = whole_line;
            }
            it.enter(to, moment);
            it.agreed_by = None;
            if to == Stage::Closed {
                it.closed_by = Some(Role::Platform);
            }
            it.note(moment, Role::Platform, "执行仲裁结果", "平台执行仲裁结果");
        })
    }

    /// Lets every passed deadline have its effect: silence of the seller is agreement, silence of the buyer closes.
    /// Sets the world's time to `now_ms` and returns the after-sales that moved, by number. Disputes stop the clock.
    pub fn auto_approve_on_deadline(&mut self, now_ms: i64) -> Vec<i64> {
        self.set_now(now_ms);
        let now_ms = self.now_ms;
        let due: Vec<(i64, Kind, Stage)> = self
            .aftersales
            .values()
            .filter(|it| !it.in_dispute() && it.deadline_ms.is_some_and(|deadline| deadline <= now_ms))
            .map(|it| (it.id, it.kind, it.stage))
            .collect();
        due.into_iter()
            .filter(|(id, kind, stage)| self.deadline_passes(*id, *kind, *stage).is_ok())
            .map(|(id, ..)| id)
            .collect()
    }

    fn deadline_passes(&mut self, id: i64, kind: Kind, stage: Stage) -> Result<(), WorldError> {
        let action = match (stage, kind) {
            (Stage::AwaitingSeller, Kind::ReturnRefund) => SellerAction::ApproveReturn,
            (Stage::AwaitingSeller, Kind::Exchange) if self.rules.replacement_is_order => {
                return self.replace_with_order(id, Actor::Deadline, 0).map(drop);
            }
            (Stage::AwaitingSeller, Kind::Exchange) => SellerAction::ApproveExchange,
            (Stage::AwaitingSeller, Kind::Repair) => SellerAction::ApproveRepair,
            (Stage::AwaitingSeller, Kind::Resend) => SellerAction::ApproveResend,
            (Stage::AwaitingSeller, _) => SellerAction::ApproveRefund,
            (Stage::AwaitingBuyer, _) => return self.buyer_answers_offer(id, false).map(drop),
            (Stage::ReturnInTransit, Kind::ReturnRefund) => SellerAction::AcceptReturn,
            (Stage::ReturnInTransit | Stage::AwaitingSellerShip, _) => return self.remind_seller(id),
            (Stage::ReplacementShipped, _) => return self.buyer_receives_replacement(id).map(drop),
            _ => return self.close_by_platform(id),
        };
        let default_house = self
            .aftersales
            .get(&id)
            .and_then(|it| self.warehouses(it.shop_id).find(|house| house.default_for_returns));
        let address_id = default_house.map(|house| house.address_id);
        let decision = Decision {
            aftersale_id: id,
            action,
            code: 0,
            actor: Actor::Deadline,
            version: None,
            address_id,
            parcel: None,
            refusal: None,
        };
        self.decide(decision).map(drop)
    }

    fn remind_seller(&mut self, id: i64) -> Result<(), WorldError> {
        self.change(id, &[], "remind", ChangeKind::DeadlineMoved, |it, moment| {
            it.deadline_ms = Some(moment.now_ms.saturating_add(moment.deadlines.inspection_ms));
        })
        .map(drop)
    }

    fn close_by_platform(&mut self, id: i64) -> Result<(), WorldError> {
        self.change(id, &[], "close", ChangeKind::Closed, |it, moment| {
            it.enter(Stage::Closed, moment);
            it.closed_by = Some(Role::Platform);
            it.note(moment, Role::Platform, "售后关闭", "超时未处理,系统关闭");
        })
        .map(drop)
    }

    /// The money starts to move.
    ///
    /// # Errors
    /// When no refund was agreed or it moves already.
    pub fn refund_starts(&mut self, id: i64) -> Result<i64, WorldError> {
        self.check_money(id, &[RefundState::Waiting, RefundState::Failed])?;
        self.change(
            id,
            &[Stage::Refund],
            "start the refund",
            ChangeKind::RefundMoving,
            |it, _| it.refund = RefundState::Moving,
        )
    }

    /// The money arrives, or the payment fails (it may be tried again). Starts it first when that has not happened.
    ///
    /// # Errors
    /// When no refund was agreed or it is paid.
    pub fn refund_settles(&mut self, id: i64, paid: bool) -> Result<i64, WorldError> {
        if self.get_aftersale(id)?.refund != RefundState::Moving {
            self.refund_starts(id)?;
        }
        let special = self.get_aftersale(id)?.special;
        let change = match (paid, special) {
            (true, false) => ChangeKind::RefundPaid,
            (true, true) => ChangeKind::SpecialPaid,
            (false, _) => ChangeKind::RefundFailed,
        };
        self.change(id, &[Stage::Refund], "settle the refund", change, |it, moment| {
            if paid {
                pay_once(it);
                it.final_ms = Some(moment.now_ms);
            } else {
                it.refund = RefundState::Failed;
            }
        })
    }

    /// Pays every agreed refund that is not paid; returns how many.
    pub fn settle_all_refunds(&mut self) -> usize {
        let agreed = |it: &&super::AfterSale| it.stage == Stage::Refund && it.refund != RefundState::Paid;
        let waiting: Vec<i64> = self.aftersales.values().filter(agreed).map(|it| it.id).collect();
        waiting
            .into_iter()
            .filter(|id| self.refund_settles(*id, true).is_ok())
            .count()
    }

    /// The staff close a request by hand, such as one whose refund cannot be paid.
    ///
    /// # Errors
    /// When it is paid or closed already.
    pub fn staff_closes(&mut self, id: i64) -> Result<i64, WorldError> {
        let found = self.get_aftersale(id)?;
        if found.refund == RefundState::Paid || matches!(found.stage, Stage::Closed | Stage::Completed) {
            return Err(WorldError::BadInput("it is over"));
        }
        self.close_by_platform(id)?;
        Ok(self.get_aftersale(id)?.update_time)
    }

    /// Shows `code` on the wire instead of the stage's own status until the next move.
    ///
    /// # Errors
    /// When the after-sale is unknown.
    pub fn set_raw_status(&mut self, id: i64, code: impl ToString) -> Result<i64, WorldError> {
        let code = code.to_string();
        self.change(id, &[], "show a raw status", ChangeKind::Touched, |it, _| {
            it.raw_status = Some(code)
        })
    }

    fn check_money(&self, id: i64, states: &[RefundState]) -> Result<(), WorldError> {
        let found = self.get_aftersale(id)?;
        if states.contains(&found.refund) {
            return Ok(());
        }
        Err(WorldError::WrongStage {
            id,
            stage: format!("{:?}", found.refund),
            wanted: "move this money",
        })
    }
}
