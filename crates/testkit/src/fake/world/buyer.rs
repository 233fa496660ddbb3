//! What buyers and carriers do.

use super::dispute::{Arbitration, ArbitrationState, DisputeStep};
use super::orders::parcel;
use super::{
    AfterSale, Change, ChangeKind, Kind, Offer, Order, OrderStage, Proposal, RefundState, Role, Stage, World,
    WorldError,
};

/// A request to be opened by a buyer.
#[derive(Clone, Debug)]
pub struct NewAfterSale {
    /// The order line.
    pub line_id: i64,
    /// What is asked for.
    pub kind: Kind,
    /// Money asked for, freight included, minor units; 0 for exchange, resend and repair.
    pub amount_minor: i64,
    /// Freight part of it, minor units of the shop's currency.
    pub post_minor: i64,
    /// Pieces.
    pub quantity: i64,
    /// The platform's reason code.
    pub reason_code: i64,
    /// The reason in words.
    pub reason: String,
    /// What the buyer writes.
    pub description: String,
    /// Whether the buyer says that the parcel arrived.
    pub got_parcel: bool,
}

impl NewAfterSale {
    /// A request for one piece with reason 15, "size does not fit".
    #[must_use]
    pub fn new(line_id: i64, kind: Kind, amount_minor: i64) -> Self {
        Self {
            line_id,
            kind,
            amount_minor,
            post_minor: 0,
            quantity: 1,
            reason_code: 15,
            reason: "尺寸/容量与商品描述不符".into(),
            description: "尺码偏小".into(),
            got_parcel: kind.needs_return(),
        }
    }
}

/// How a request comes to be.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Opening {
    /// A buyer asks.
    Asked,
    /// A buyer uses a special right.
    Special,
    /// The seller opens it and the buyer must agree.
    Proposed,
    /// The seller opens it and agrees at once.
    Granted,
}

impl World {
    /// A buyer asks; returns the after-sale's number.
    ///
    /// # Errors
    /// When the order's stage does not fit the kind, another request on the line is still open, or the money is more than was paid.
    pub fn open_aftersale(&mut self, new: NewAfterSale) -> Result<i64, WorldError> {
        self.open(new, Opening::Asked)
    }

    /// A buyer uses a special right to money; returns the after-sale's number.
    ///
    /// # Errors
    /// As [`World::open_aftersale`].
    pub fn open_special_refund(&mut self, line_id: i64, amount_minor: i64) -> Result<i64, WorldError> {
        if !self.rules.special_refunds {
            return Err(WorldError::BadInput("this platform knows no special refunds"));
        }
        self.open(
            NewAfterSale::new(line_id, Kind::RefundShipped, amount_minor),
            Opening::Special,
        )
    }

    pub(super) fn open(&mut self, new: NewAfterSale, opening: Opening) -> Result<i64, WorldError> {
        self.check_new(&new, None)?;
        let id = self.fresh(self.rules.numbers.aftersale);
        self.begin(id, None, &new, opening)
    }

    /// Whether a request may be opened, another one (`instead_of`) being closed for it.
    fn check_new(&self, new: &NewAfterSale, instead_of: Option<i64>) -> Result<(), WorldError> {
        if !self.rules.kinds.contains(&new.kind) {
            return Err(WorldError::BadInput("this platform knows no such kind of after-sale"));
        }
        check_order_fits(self.owner(new.line_id)?, new)?;
        self.check_line_free(new, instead_of)
    }

    fn owner(&self, line_id: i64) -> Result<&Order, WorldError> {
        self.order_of_line(line_id).ok_or(WorldError::NotFound {
            what: "order line",
            id: line_id,
        })
    }

    fn begin(
        &mut self,
        id: i64,
        previous_id: Option<i64>,
        new: &NewAfterSale,
        opening: Opening,
    ) -> Result<i64, WorldError> {
        let moment = self.moment();
        let (by, stage, kind) = match opening {
            Opening::Asked => (Role::Buyer, Stage::AwaitingSeller, ChangeKind::Opened),
            Opening::Special => (Role::Buyer, Stage::AwaitingSeller, ChangeKind::SpecialOpened),
            Opening::Proposed => (Role::Seller, Stage::AwaitingBuyer, ChangeKind::SellerOpened),
            Opening::Granted => (Role::Seller, Stage::AwaitingSeller, ChangeKind::SellerOpened),
        };
        let mut aftersale = blank(self.owner(new.line_id)?, new, opening == Opening::Special);
        aftersale.id = id;
        aftersale.previous_id = previous_id;
        aftersale.opened_by = by;
        aftersale.opened_ms = self.now_ms;
        aftersale.update_time = self.now_s();
        if stage == Stage::AwaitingBuyer {
            aftersale.offer = Some(Offer::about(&aftersale, Proposal::Opened));
        }
        aftersale.enter(stage, moment);
        aftersale.note(moment, by, "发起售后申请", &new.description);
        self.changes.push(Change::of_aftersale(kind, &aftersale, self.now_ms));
        self.of_order.entry(aftersale.order_id).or_default().push(id);
        self.aftersales.insert(id, aftersale);
        Ok(id)
    }

    fn check_line_free(&self, new: &NewAfterSale, instead_of: Option<i64>) -> Result<(), WorldError> {
        let order = self.owner(new.line_id)?;
        let mut promised = 0_i64;
        for other in self
            .aftersales_of(order.id)
            .filter(|other| Some(other.id) != instead_of)
        {
            if other.line_id == new.line_id && !other.stage.is_over() {
                return Err(WorldError::BadInput("another request on this line is still open"));
            }
            if other.line_id == new.line_id && other.stage == Stage::Refund {
                promised = promised.saturating_add(other.refund_amount_minor);
            }
        }
        let paid = order
            .line(new.line_id)
            .map_or(0, |line| line.pay_minor)
            .saturating_add(order.post_minor);
        if new.amount_minor.saturating_add(promised) > paid || new.amount_minor < 0 {
            return Err(WorldError::BadInput("more money than was paid"));
        }
        Ok(())
    }

    /// The buyer hands the goods to a carrier.
    ///
    /// # Errors
    /// When the return has not been agreed.
    pub fn buyer_ships_back(&mut self, id: i64, company_code: &str, tracking_no: &str) -> Result<i64, WorldError> {
        self.change(
            id,
            &[Stage::AwaitingBuyerReturn],
            "send goods back",
            ChangeKind::BuyerSentGoods,
            |it, moment| {
                it.return_parcel = Some(parcel(company_code, tracking_no, moment.now_ms));
                it.enter(Stage::ReturnInTransit, moment);
                it.note(moment, Role::Buyer, "填写退货物流", "买家已退货");
            },
        )
    }

    /// The carrier delivers the goods that come back.
    ///
    /// # Errors
    /// When no goods are coming back.
    pub fn return_delivered(&mut self, id: i64) -> Result<i64, WorldError> {
        self.change(
            id,
            &[Stage::ReturnInTransit],
            "deliver the return",
            ChangeKind::Touched,
            |it, moment| {
                if let Some(parcel) = it.return_parcel.as_mut() {
                    parcel.delivered_ms = Some(moment.now_ms);
                }
                if moment.inspection_from_delivery {
                    it.deadline_ms = Some(moment.now_ms.saturating_add(moment.deadlines.inspection_ms));
                }
            },
        )
    }

    /// The buyer withdraws the request.
    ///
    /// # Errors
    /// When it is over.
    pub fn buyer_cancel(&mut self, id: i64) -> Result<i64, WorldError> {
        let open = [
            Stage::AwaitingSeller,
            Stage::AwaitingBuyer,
            Stage::AwaitingBuyerReturn,
            Stage::ReturnInTransit,
            Stage::Rejected,
            Stage::RejectedAfterReturn,
        ];
        self.change(id, &open, "cancel", ChangeKind::Closed, |it, moment| {
            it.enter(Stage::Closed, moment);
            it.closed_by = Some(Role::Buyer);
            it.note(moment, Role::Buyer, "撤销售后申请", "买家撤销售后申请");
        })
    }

    /// The buyer changes the money asked for, and the kind when `kind` is given. Where a changed request gets a new number
    /// ([`super::Rules::edits_get_new_number`]), it goes on as [`AfterSale::next_id`].
    ///
    /// # Errors
    /// When the seller has answered already.
    pub fn buyer_modify(&mut self, id: i64, amount_minor: i64, kind: Option<Kind>) -> Result<i64, WorldError> {
        if self.rules.edits_get_new_number {
            return self.replace_request(id, amount_minor, kind);
        }
        self.change(
            id,
            &[Stage::AwaitingSeller],
            "modify",
            ChangeKind::Modified,
            |it, moment| {
                it.refund_amount_minor = amount_minor;
                it.kind = kind.unwrap_or(it.kind);
                it.enter(Stage::AwaitingSeller, moment);
                it.note(moment, Role::Buyer, "修改售后申请", "买家修改售后申请");
            },
        )
    }

    fn replace_request(&mut self, id: i64, amount_minor: i64, kind: Option<Kind>) -> Result<i64, WorldError> {
        let old = self.get_aftersale(id)?;
        if old.kind == Kind::RefundUnshipped {
            return Err(WorldError::BadInput("a cancellation cannot be changed here"));
        }
        let new = NewAfterSale {
            kind: kind.unwrap_or(old.kind),
            amount_minor,
            post_minor: old.refund_post_minor,
            quantity: old.quantity,
            reason_code: old.reason_code,
            reason: old.reason.clone(),
            description: old.description.clone(),
            ..NewAfterSale::new(old.line_id, old.kind, amount_minor)
        };
        self.check_new(&new, Some(id))?;
        let next_id = self.fresh(self.rules.numbers.aftersale);
        self.change(
            id,
            &[Stage::AwaitingSeller],
            "modify",
            ChangeKind::Replaced,
            |it, moment| {
                it.next_id = Some(next_id);
                it.enter(Stage::Closed, moment);
                it.closed_by = Some(Role::Buyer);
                it.note(moment, Role::Buyer, "修改售后申请", "买家修改售后申请");
            },
        )?;
        self.begin(next_id, Some(id), &new, Opening::Asked)?;
        Ok(self.get_aftersale(next_id)?.update_time)
    }

    /// The buyer of an exchange gets the replacement before the goods are back.
    ///
    /// # Errors
    /// When it is no exchange that waits for the seller.
    pub fn buyer_wants_fast_exchange(&mut self, id: i64) -> Result<i64, WorldError> {
        if self.get_aftersale(id)?.kind != Kind::Exchange {
            return Err(WorldError::BadInput("no exchange"));
        }
        self.change(
            id,
            &[Stage::AwaitingSeller],
            "exchange at once",
            ChangeKind::Touched,
            |it, _| it.fast_exchange = true,
        )
    }

    /// The buyer asks again after a refusal.
    ///
    /// # Errors
    /// When the request is not refused.
    pub fn buyer_reapply_after_reject(&mut self, id: i64, amount_minor: i64) -> Result<i64, WorldError> {
        self.change(id, &[Stage::Rejected], "reapply", ChangeKind::Modified, |it, moment| {
            it.refund_amount_minor = amount_minor;
            it.enter(Stage::AwaitingSeller, moment);
            it.note(moment, Role::Buyer, "再次发起售后申请", "买家再次发起售后申请");
        })
    }

    /// The buyer receives the replacement, the missing part or the repaired goods.
    ///
    /// # Errors
    /// When none is on its way.
    pub fn buyer_receives_replacement(&mut self, id: i64) -> Result<i64, WorldError> {
        self.change(
            id,
            &[Stage::ReplacementShipped],
            "receive",
            ChangeKind::ReplacementReceived,
            |it, moment| {
                if let Some(parcel) = it.replacement.as_mut() {
                    parcel.delivered_ms = Some(moment.now_ms);
                }
                it.enter(Stage::Completed, moment);
                it.note(moment, Role::Buyer, "确认收货", "买家已收货");
            },
        )
    }

    /// The buyer calls the platform's staff.
    ///
    /// # Errors
    /// When the request is over or in dispute already.
    pub fn escalate(&mut self, id: i64) -> Result<i64, WorldError> {
        if self.get_aftersale(id)?.in_dispute() {
            return Err(WorldError::BadInput("in dispute already"));
        }
        let open = [
            Stage::AwaitingSeller,
            Stage::ReturnInTransit,
            Stage::Rejected,
            Stage::RejectedAfterReturn,
        ];
        self.change(id, &open, "escalate", ChangeKind::ArbitrationOpened, |it, moment| {
            let number = it.arbitration.as_ref().map_or(0, |old| old.number).saturating_add(1);
            it.arbitration = Some(Arbitration {
                number,
                state: ArbitrationState::Open,
                verdict: None,
                opened_ms: moment.now_ms,
                deadline_ms: None,
                evidence: Vec::new(),
                comment: String::new(),
                steps: vec![DisputeStep {
                    at_ms: moment.now_ms,
                    kind: ChangeKind::ArbitrationOpened,
                    text: "买家申请平台介入".into(),
                    images: Vec::new(),
                }],
            });
            it.note(moment, Role::Buyer, "申请平台介入", "买家申请平台介入");
        })
    }

    /// The buyer calls the dispute off.
    ///
    /// # Errors
    /// When there is none.
    pub fn buyer_cancels_arbitration(&mut self, id: i64) -> Result<i64, WorldError> {
        self.change_dispute(
            id,
            ChangeKind::ArbitrationCancelled,
            Role::Buyer,
            "撤销平台介入",
            |dispute, _| {
                dispute.state = ArbitrationState::Ended;
                dispute.deadline_ms = None;
            },
        )
    }
}

impl AfterSale {
    /// True while the platform's staff have the case.
    #[must_use]
    pub fn in_dispute(&self) -> bool {
        self.arbitration
            .as_ref()
            .is_some_and(|dispute| dispute.state != ArbitrationState::Ended)
    }
}

fn check_order_fits(order: &Order, new: &NewAfterSale) -> Result<(), WorldError> {
    let fits = match new.kind {
        Kind::RefundUnshipped => order.stage == OrderStage::Paid,
        Kind::PriceProtection => matches!(
            order.stage,
            OrderStage::Paid | OrderStage::Shipped | OrderStage::Finished
        ),
        _ => matches!(order.stage, OrderStage::Shipped | OrderStage::Finished),
    };
    if fits {
        return Ok(());
    }
    Err(WorldError::WrongStage {
        id: order.id,
        stage: format!("{:?}", order.stage),
        wanted: "open this kind of after-sale",
    })
}

/// A request that has not begun; its number is 0.
fn blank(order: &Order, new: &NewAfterSale, special: bool) -> AfterSale {
    AfterSale {
        id: 0,
        previous_id: None,
        next_id: None,
        shop_id: order.shop_id,
        currency: order.currency,
        order_id: order.id,
        line_id: new.line_id,
        kind: new.kind,
        stage: Stage::AwaitingSeller,
        refund: RefundState::Waiting,
        refund_amount_minor: new.amount_minor,
        refund_post_minor: new.post_minor,
        quantity: new.quantity,
        reason_code: new.reason_code,
        reason: new.reason.clone(),
        description: new.description.clone(),
        got_parcel: new.got_parcel,
        opened_by: Role::Buyer,
        opened_ms: 0,
        update_time: 0,
        deadline_ms: None,
        final_ms: None,
        agreed_by: None,
        closed_by: None,
        offer: None,
        fast_exchange: false,
        extensions: 0,
        return_address_id: None,
        return_parcel: None,
        in_warehouse: false,
        replacement: None,
        replacement_order: None,
        intercepted: false,
        arbitration: None,
        refund_proof: Vec::new(),
        refusal: None,
        log: Vec::new(),
        notes: Vec::new(),
        special,
        raw_status: None,
        refunds_paid: 0,
        paid_minor: 0,
    }
}
