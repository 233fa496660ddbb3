//! What the seller does beside deciding: parcels, evidence, time, notes.

use super::dispute::{Arbitration, ArbitrationState};
use super::orders::parcel;
use super::types::Note;
use super::{ActionRecord, Actor, ChangeKind, Kind, RefundState, Role, SellerAction, Stage, World, WorldError};

impl World {
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
                write_step(dispute, comment, urls);
                dispute.state = ArbitrationState::Open;
                dispute.deadline_ms = None;
            },
        )?;
        self.record(id, SellerAction::SubmitEvidence, 0, Actor::Api, before)
    }

    /// The seller writes to the platform's staff; the dispute stays where it is.
    ///
    /// # Errors
    /// When there is no dispute.
    pub fn dispute_message(&mut self, id: i64, text: &str, images: &[String]) -> Result<ActionRecord, WorldError> {
        let before = self.get_aftersale(id)?.update_time;
        self.change_dispute(
            id,
            ChangeKind::ArbitrationMessage,
            Role::Seller,
            "商家留言",
            |dispute, _| write_step(dispute, text, images),
        )?;
        self.record(id, SellerAction::SubmitEvidence, 0, Actor::Api, before)
    }

    /// The seller proves that the money was paid outside the platform.
    ///
    /// # Errors
    /// When no refund is agreed, or it is paid.
    pub fn prove_refund(&mut self, id: i64, urls: &[String], text: &str) -> Result<ActionRecord, WorldError> {
        let found = self.get_aftersale(id)?;
        let before = found.update_time;
        if found.refund == RefundState::Paid {
            return Err(WorldError::BadInput("it is paid"));
        }
        self.change(
            id,
            &[Stage::Refund],
            "prove a payment",
            ChangeKind::Touched,
            |it, moment| {
                it.refund_proof = urls.to_vec();
                it.note(moment, Role::Seller, "上传退款凭证", text);
            },
        )?;
        self.record(id, SellerAction::ProveRefund, 0, Actor::Api, before)
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
}

/// Puts words and pictures to the step that was just noted.
fn write_step(dispute: &mut Arbitration, text: &str, images: &[String]) {
    if let Some(step) = dispute.steps.last_mut() {
        step.text = text.to_owned();
        step.images = images.to_vec();
    }
}
