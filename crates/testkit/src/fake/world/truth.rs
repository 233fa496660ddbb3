//! The ledger a test compares its own books with.

use super::{AfterSale, ArbitrationState, Currency, Kind, RefundState, Stage, Verdict, World};

/// An after-sale as it truly stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TruthAfterSale {
    /// The shop.
    pub shop_id: i64,
    /// What its amounts are in.
    pub currency: Currency,
    /// The after-sale.
    pub aftersale_id: i64,
    /// The request it follows, where a changed request gets a new number.
    pub previous_id: Option<i64>,
    /// The request that follows it.
    pub next_id: Option<i64>,
    /// The order.
    pub order_id: i64,
    /// The order line.
    pub sku_order_id: i64,
    /// What is asked for.
    pub kind: Kind,
    /// Where it stands.
    pub stage: Stage,
    /// How far the money is.
    pub refund: RefundState,
    /// The type as the platform writes it; 0 where it writes texts.
    pub type_code: i64,
    /// The status as the platform writes it; 0 where it writes texts.
    pub status_code: i64,
    /// The refund status as the platform writes it; 0 where it writes texts.
    pub refund_status_code: i64,
    /// The dispute's status as the platform writes it; 0 when there never was one, or where it writes texts.
    pub arbitrate_status_code: i64,
    /// The type as text; the number as digits where the platform writes numbers.
    pub type_text: String,
    /// The status as text, likewise.
    pub status_text: String,
    /// The refund status as text, likewise.
    pub refund_status_text: String,
    /// The dispute's status as text, likewise.
    pub arbitrate_status_text: String,
    /// The dispute's state, if there ever was one.
    pub arbitration: Option<ArbitrationState>,
    /// The staff's decision.
    pub verdict: Option<Verdict>,
    /// Money asked for, minor units of the shop's currency.
    pub refund_amount_minor: i64,
    /// Version, unix seconds.
    pub update_time: i64,
    /// Opened, epoch ms.
    pub opened_at_ms: i64,
    /// The running deadline, epoch ms.
    pub deadline_ms: Option<i64>,
    /// How many times money was paid for it.
    pub refunds_paid: u32,
    /// Money paid in all, minor units of the shop's currency.
    pub paid_minor: i64,
}

/// How a platform writes the stages down. Implemented by each dialect's code table.
pub(crate) trait Codes {
    fn kind(&self, it: &AfterSale) -> Spelt;
    /// As the wire shows it, [`AfterSale::raw_status`] included.
    fn status(&self, it: &AfterSale) -> Spelt;
    fn refund(&self, it: &AfterSale) -> Spelt;
    fn arbitration(&self, it: &AfterSale) -> Spelt;
}

/// A code as a platform writes it.
pub(crate) struct Spelt {
    number: i64,
    text: String,
}

impl From<i64> for Spelt {
    fn from(number: i64) -> Self {
        Self {
            number,
            text: number.to_string(),
        }
    }
}

impl From<&str> for Spelt {
    fn from(text: &str) -> Self {
        Self {
            number: 0,
            text: text.to_owned(),
        }
    }
}

impl World {
    /// All after-sales by number, with the codes of one platform.
    pub(crate) fn truth(&self, codes: &dyn Codes) -> Vec<TruthAfterSale> {
        self.aftersales
            .values()
            .map(|it| {
                (
                    it,
                    [
                        codes.kind(it),
                        codes.status(it),
                        codes.refund(it),
                        codes.arbitration(it),
                    ],
                )
            })
            .map(|(it, [kind, status, refund, arbitration])| TruthAfterSale {
                shop_id: it.shop_id,
                currency: it.currency,
                previous_id: it.previous_id,
                next_id: it.next_id,
                aftersale_id: it.id,
                order_id: it.order_id,
                sku_order_id: it.line_id,
                kind: it.kind,
                stage: it.stage,
                refund: it.refund,
                type_code: kind.number,
                status_code: status.number,
                refund_status_code: refund.number,
                arbitrate_status_code: arbitration.number,
                type_text: kind.text,
                status_text: status.text,
                refund_status_text: refund.text,
                arbitrate_status_text: arbitration.text,
                arbitration: it.arbitration.as_ref().map(|dispute| dispute.state),
                verdict: it.arbitration.as_ref().and_then(|dispute| dispute.verdict),
                refund_amount_minor: it.refund_amount_minor,
                update_time: it.update_time,
                opened_at_ms: it.opened_ms,
                deadline_ms: it.deadline_ms,
                refunds_paid: it.refunds_paid,
                paid_minor: it.paid_minor,
            })
            .collect()
    }
}
