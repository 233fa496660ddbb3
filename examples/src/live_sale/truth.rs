//! What state a ticket should be in, worked out from the platform's own codes by its documents and not by the adapter, so
//! that two readings can disagree.
use aftersync::{Headline, Ticket};
use aftersync_testkit::fake::world::{Stage, TruthAfterSale};

use super::selling::Selling;

/// The states that a platform's codes stand for. Some steps are seen only in our own house: a buyer who was asked something,
/// goods that arrived, goods that were looked at.
pub(super) fn expected(selling: Selling, t: &TruthAfterSale, ours: &Ticket, arrived: bool) -> Vec<Headline> {
    match selling {
        Selling::Douyin => douyin(t, ours, arrived),
        Selling::Wechat => wechat(t, ours, arrived),
        Selling::Tiktok => tiktok(t, ours, arrived),
    }
}

fn douyin(t: &TruthAfterSale, ours: &Ticket, arrived: bool) -> Vec<Headline> {
    use Headline as H;
    if matches!(t.arbitrate_status_code, 1 | 4 | 5) {
        return vec![H::Disputed];
    }
    let by_goods = matches!(t.type_code, 3 | 7 | 8);
    match (t.status_code, t.type_code, t.refund_status_code) {
        (6, ..) => vec![H::AwaitingSeller, H::AwaitingBuyer],
        (7, ..) => vec![H::AwaitingBuyerReturn],
        (8, 8, _) => vec![H::Repairing],
        (8 | 13, ..) => vec![H::ExchangeShipping],
        (11, ..) if ours.flags.contains("qc_fail") => vec![H::AwaitingSeller],
        (11, ..) if arrived => vec![H::AwaitingInspection, H::ExchangeShipping, H::Repairing],
        (11, ..) => vec![H::ReturnInTransit],
        (12, ..) if by_goods => vec![H::Exchanged],
        (12, _, 3) => vec![H::Refunded],
        (12, ..) => vec![H::Refunding],
        (14, ..) => vec![H::Exchanged],
        (27 | 29, ..) => vec![H::Rejected],
        (28, ..) => vec![H::Closed],
        _ => Vec::new(),
    }
}

fn wechat(t: &TruthAfterSale, ours: &Ticket, arrived: bool) -> Vec<Headline> {
    use Headline as H;
    // 102 called off; 112, 115, 116 over; 114 the money moves again.
    if !matches!(t.arbitrate_status_code, 0 | 102 | 112 | 114 | 115 | 116) {
        return vec![H::Disputed];
    }
    match t.status_text.as_str() {
        "MERCHANT_PROCESSING" => vec![H::AwaitingSeller, H::AwaitingBuyer],
        "USER_WAIT_CONFIRM" | "USER_WAIT_CONFIRM_UPDATE" | "USER_WAIT_HANDLE_MERCHANT_AFTER_SALE" => {
            vec![H::AwaitingBuyer]
        }
        "USER_WAIT_RETURN" => vec![H::AwaitingBuyerReturn],
        // After a verdict for the buyer the seller sends the replacement; the platform has no word of its own for that.
        "MERCHANT_WAIT_RECEIPT" if t.verdict.is_some() => {
            vec![
                H::ReturnInTransit,
                H::AwaitingInspection,
                H::ExchangeShipping,
                H::AwaitingSeller,
            ]
        }
        "MERCHANT_WAIT_RECEIPT" if ours.flags.contains("qc_fail") => vec![H::AwaitingSeller],
        "MERCHANT_WAIT_RECEIPT" if arrived => vec![H::AwaitingInspection, H::ExchangeShipping],
        "MERCHANT_WAIT_RECEIPT" | "WAIT_PACKAGE_INTERCEPT" => vec![H::ReturnInTransit],
        "MERCHANT_OVERDUE_REFUND" | "PLATFORM_REFUNDING" | "PLATFORM_REFUND_FAIL" => vec![H::Refunding],
        "MERCHANT_REFUND_SUCCESS" | "MERCHANT_RETURN_SUCCESS" => vec![H::Refunded],
        "USER_WAIT_RECEIPT" => vec![H::ExchangeShipping],
        "MERCHANT_EXCHANGE_SUCCESS" => vec![H::Exchanged],
        status if status.starts_with("MERCHANT_REJECT_") => vec![H::Rejected],
        // What is over is tidied up in the house.
        "USER_CANCELD" => vec![H::Cancelled, H::Closed],
        "RETURN_CLOSED" | "MERCHANT_FAIL" | "MERCHANT_REFUND_RETRY_FAIL" => vec![H::Closed],
        _ => Vec::new(),
    }
}

fn tiktok(t: &TruthAfterSale, ours: &Ticket, arrived: bool) -> Vec<Headline> {
    use Headline as H;
    if t.arbitrate_status_text == "IN_PROGRESS" {
        return vec![H::Disputed];
    }
    match t.status_text.as_str() {
        "REPLACEMENT_REQUEST_REFUND_SUCCESS" => vec![H::Refunded],
        // The new order is on its way, or was delivered.
        "REPLACEMENT_REQUEST_COMPLETE" if t.stage == Stage::Completed => vec![H::Exchanged],
        "REPLACEMENT_REQUEST_COMPLETE" => vec![H::ExchangeShipping],
        "AWAITING_BUYER_SHIP" => vec![H::AwaitingBuyerReturn],
        "AWAITING_BUYER_RESPONSE" => vec![H::AwaitingBuyer],
        "BUYER_SHIPPED_ITEM" if ours.flags.contains("qc_fail") => vec![H::AwaitingSeller],
        "BUYER_SHIPPED_ITEM" if arrived => vec![H::AwaitingInspection],
        // The platform itself learns of the arrival from the carrier, too.
        "BUYER_SHIPPED_ITEM" => vec![H::ReturnInTransit, H::AwaitingInspection],
        "REJECT_RECEIVE_PACKAGE" => vec![H::Rejected],
        status if status.ends_with("_PENDING") => vec![H::AwaitingSeller, H::AwaitingBuyer],
        status if status.ends_with("_REJECT") => vec![H::Rejected],
        status if status.ends_with("_SUCCESS") => vec![H::Refunding],
        status if status.ends_with("_COMPLETE") => vec![H::Refunded],
        status if status.ends_with("_CANCEL") => vec![H::Cancelled, H::Closed],
        _ => Vec::new(),
    }
}
