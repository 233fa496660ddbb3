//! What a seller proposes and a buyer answers: withdraw, show proof, take part of the money, take something else; and after-sales
//! that the seller opens for the buyer.

use super::buyer::Opening;
use super::seller::Decision;
use super::{
    ActionRecord, Actor, AfterSale, ChangeKind, Kind, Moment, NewAfterSale, Role, SellerAction, Stage, World,
    WorldError,
};

/// What a seller proposes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Proposal {
    /// Withdraw the request.
    Withdraw,
    /// Show more proof.
    Proof,
    /// Take this kind and this money instead.
    Change,
    /// Keep the goods and take part of the money.
    PartialRefund,
    /// A request that the seller opened in the buyer's name.
    Opened,
}

/// A proposal that a buyer has not answered, or the last one that was.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Offer {
    /// What is proposed.
    pub proposal: Proposal,
    /// The kind proposed, when it is another.
    pub kind: Option<Kind>,
    /// The money proposed, minor units, when it is another.
    pub amount_minor: Option<i64>,
    /// The platform's reason code.
    pub reason_code: i64,
    /// What the seller wrote.
    pub text: String,
    /// Pictures.
    pub images: Vec<String>,
    /// The kind before.
    pub old_kind: Kind,
    /// The money before, minor units.
    pub old_amount_minor: i64,
    /// The buyer's answer, once given.
    pub accepted: Option<bool>,
}

impl Offer {
    /// A proposal about an after-sale as it stands.
    #[must_use]
    pub fn about(aftersale: &AfterSale, proposal: Proposal) -> Self {
        Self {
            proposal,
            kind: None,
            amount_minor: None,
            reason_code: 0,
            text: String::new(),
            images: Vec::new(),
            old_kind: aftersale.kind,
            old_amount_minor: aftersale.refund_amount_minor,
            accepted: None,
        }
    }
}

impl World {
    /// The seller proposes something; `code` is the platform's own number for it. The buyer must answer.
    ///
    /// # Errors
    /// When the request does not wait for the seller, or more money is offered than was asked for.
    pub fn seller_offers(&mut self, id: i64, offer: Offer, code: i64) -> Result<ActionRecord, WorldError> {
        let found = self.get_aftersale(id)?;
        let before = found.update_time;
        if offer
            .amount_minor
            .is_some_and(|amount| amount < 0 || amount > found.refund_amount_minor)
        {
            return Err(WorldError::BadInput("more money than was asked for"));
        }
        self.change(
            id,
            &[Stage::AwaitingSeller],
            "make an offer",
            ChangeKind::Offered,
            |it, moment| {
                it.note(moment, Role::Seller, "商家发起协商", &offer.text);
                it.offer = Some(offer);
                it.enter(Stage::AwaitingBuyer, moment);
            },
        )?;
        self.record(id, SellerAction::Offer, code, Actor::Api, before)
    }

    /// The seller opens an after-sale in the buyer's name; the buyer must agree. Returns its number.
    ///
    /// # Errors
    /// As [`World::open_aftersale`].
    pub fn seller_opens(&mut self, new: NewAfterSale) -> Result<i64, WorldError> {
        let id = self.open(new, Opening::Proposed)?;
        let version = self.get_aftersale(id)?.update_time;
        self.record(id, SellerAction::Open, 0, Actor::Api, version)?;
        Ok(id)
    }

    /// The seller opens an after-sale and agrees to it at once. Returns its number.
    ///
    /// # Errors
    /// As [`World::open_aftersale`]; exchanges cannot be granted so.
    pub fn seller_grants(&mut self, new: NewAfterSale) -> Result<i64, WorldError> {
        let action = match new.kind {
            Kind::ReturnRefund => SellerAction::ApproveReturn,
            kind if kind.ends_in_money() => SellerAction::ApproveRefund,
            _ => return Err(WorldError::BadInput("only money can be granted")),
        };
        let id = self.open(new, Opening::Granted)?;
        self.decide(Decision {
            aftersale_id: id,
            action,
            code: 0,
            actor: Actor::Api,
            version: None,
            address_id: None,
            parcel: None,
            refusal: None,
        })?;
        Ok(id)
    }

    /// The buyer answers a proposal. Saying no brings the request back to the seller, or closes it when the seller had opened it.
    ///
    /// # Errors
    /// When no answer is awaited.
    pub fn buyer_answers_offer(&mut self, id: i64, accept: bool) -> Result<i64, WorldError> {
        let offer = self.get_aftersale(id)?.offer.clone();
        let offer = offer.ok_or(WorldError::BadInput("nothing was offered"))?;
        let kind = offer.kind.unwrap_or(offer.old_kind);
        let agreed = match kind {
            kind if kind.needs_return() => (Stage::AwaitingBuyerReturn, ChangeKind::ReturnAgreed),
            _ => (Stage::Refund, ChangeKind::RefundAgreed),
        };
        let (to, change) = match (offer.proposal, accept) {
            (Proposal::Withdraw, true) | (Proposal::Opened, false) => (Stage::Closed, ChangeKind::Closed),
            (Proposal::PartialRefund, true) => (Stage::Refund, ChangeKind::RefundAgreed),
            (Proposal::Change | Proposal::Opened, true) => agreed,
            (Proposal::Proof, _) | (_, false) => (Stage::AwaitingSeller, ChangeKind::OfferAnswered),
        };
        self.change(id, &[Stage::AwaitingBuyer], "answer an offer", change, |it, moment| {
            if accept {
                take(it, &offer);
            }
            if let Some(offer) = it.offer.as_mut() {
                offer.accepted = Some(accept);
            }
            finish(it, to, moment, accept);
        })
    }
}

fn take(it: &mut AfterSale, offer: &Offer) {
    it.kind = offer.kind.unwrap_or(it.kind);
    it.refund_amount_minor = offer.amount_minor.unwrap_or(it.refund_amount_minor);
    it.agreed_by = Some(Actor::Api);
}

fn finish(it: &mut AfterSale, to: Stage, moment: Moment, accept: bool) {
    it.enter(to, moment);
    if to == Stage::Closed {
        it.closed_by = Some(Role::Buyer);
    }
    let text = if accept {
        "买家同意协商"
    } else {
        "买家拒绝协商"
    };
    it.note(moment, Role::Buyer, "处理协商", text);
}
