//! The ledger a test compares its own books with.

use super::{Arbitration, ArbitrationState, Kind, RefundState, Stage, Verdict, World};

/// An after-sale as it truly stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TruthAfterSale {
    /// The shop.
    pub shop_id: i64,
    /// The after-sale.
    pub aftersale_id: i64,
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
    /// The type as the platform writes it.
    pub type_code: i64,
    /// The status as the platform writes it.
    pub status_code: i64,
    /// The refund status as the platform writes it.
    pub refund_status_code: i64,
    /// The dispute's status as the platform writes it; 0 when there never was one.
    pub arbitrate_status_code: i64,
    /// The dispute's state, if there ever was one.
    pub arbitration: Option<ArbitrationState>,
    /// The staff's decision.
    pub verdict: Option<Verdict>,
    /// Money asked for, fen.
    pub refund_amount_fen: i64,
    /// Version, unix seconds.
    pub update_time: i64,
    /// Opened, epoch ms.
    pub opened_at_ms: i64,
    /// The running deadline, epoch ms.
    pub deadline_ms: Option<i64>,
    /// How many times money was paid for it.
    pub refunds_paid: u32,
    /// Money paid in all, fen.
    pub paid_fen: i64,
}

/// How a platform writes the stages down. Implemented by each dialect's code table.
pub(crate) trait Codes {
    fn kind(&self, kind: Kind) -> i64;
    fn status(&self, stage: Stage) -> i64;
    fn refund(&self, refund: RefundState) -> i64;
    fn arbitration(&self, dispute: Option<&Arbitration>) -> i64;
}

impl World {
    /// All after-sales by number, with the codes of one platform.
    pub(crate) fn truth(&self, codes: &dyn Codes) -> Vec<TruthAfterSale> {
        self.aftersales
            .values()
            .map(|it| TruthAfterSale {
                shop_id: it.shop_id,
                aftersale_id: it.id,
                order_id: it.order_id,
                sku_order_id: it.line_id,
                kind: it.kind,
                stage: it.stage,
                refund: it.refund,
                type_code: codes.kind(it.kind),
                status_code: it.raw_status.unwrap_or_else(|| codes.status(it.stage)),
                refund_status_code: codes.refund(it.refund),
                arbitrate_status_code: codes.arbitration(it.arbitration.as_ref()),
                arbitration: it.arbitration.as_ref().map(|dispute| dispute.state),
                verdict: it.arbitration.as_ref().and_then(|dispute| dispute.verdict),
                refund_amount_fen: it.refund_amount_fen,
                update_time: it.update_time,
                opened_at_ms: it.opened_ms,
                deadline_ms: it.deadline_ms,
                refunds_paid: it.refunds_paid,
                paid_fen: it.paid_fen,
            })
            .collect()
    }
}
