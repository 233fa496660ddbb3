//! Reasons are strings here, many of them, with endings that differ by market.

use crate::fake::world::{AfterSale, Kind, Stage};

/// Buyers' reasons that the fake knows: what a driver sets as `reason_code`, the string on the wire, and its text. Any other code
/// is "other".
pub const BUYER_REASONS: &[(i64, &str, &str)] = &[
    (1, "ecom_order_delivered_refund_and_return_reason_damaged", "Damaged"),
    (
        2,
        "ecom_order_delivered_refund_and_return_reason_not_match",
        "Does not match description",
    ),
    (
        3,
        "ecom_order_delivered_refund_and_return_reason_wrong_product",
        "Wrong product was sent",
    ),
    (4, "ecom_order_delivered_reason_no_need", "No longer needed"),
    (
        5,
        "ecom_order_delivered_refund_reason_defective",
        "Defective or doesn't work",
    ),
    (
        6,
        "ecom_order_shipped_refund_reason_not_received",
        "Package was not received",
    ),
    (
        7,
        "ecom_order_delivered_refund_reason_missing_product",
        "Missing product",
    ),
    (
        8,
        "ecom_order_delivered_refund_and_return_reason_counterfeit_uk",
        "Counterfeit",
    ),
    (
        9,
        "ecom_order_to_ship_canceled_reason_created_by_mistakes_1",
        "Order created by mistake",
    ),
    (
        15,
        "ecom_order_delivered_refund_and_return_reason_too_small_new",
        "Too small",
    ),
];

pub(super) fn of(it: &AfterSale) -> (&'static str, &'static str) {
    let found = BUYER_REASONS.iter().find(|(code, ..)| *code == it.reason_code);
    found.map_or(
        ("ecom_order_delivered_refund_reason_other", "Other"),
        |(_, name, text)| (name, text),
    )
}

/// The code of a reason by its name; 0 when the fake does not know it.
pub(super) fn code_of(name: &str) -> i64 {
    BUYER_REASONS
        .iter()
        .find(|(_, known, _)| *known == name)
        .map_or(0, |(code, ..)| *code)
}

type Reasons = &'static [(&'static str, &'static str)];

const REQUEST: Reasons = &[
    ("reverse_reject_request_reason_1", "Product was sent as ordered"),
    ("reverse_reject_request_reason_2", "Request is outside of policy"),
    ("reverse_reject_request_reason_3", "Reached an agreement with the buyer"),
];

const REFUND: Reasons = &[
    ("reverse_reject_refund_request_reason_1", "Package was delivered"),
    (
        "reverse_reject_refund_request_reason_2",
        "Proof does not show the problem",
    ),
];

const PARCEL: Reasons = &[
    ("reverse_reject_return_parcel_reason_1", "Not the product that was sent"),
    ("reverse_reject_return_parcel_reason_2", "Product is damaged or used"),
];

const CANCEL: Reasons = &[
    ("seller_reject_apply_product_has_been_packed", "Product has been packed"),
    ("seller_reject_apply_agreement", "Reached an agreement with the buyer"),
];

/// Why a seller may refuse this request now. In the UK the names of the first table end differently.
pub(super) fn rejections(it: &AfterSale, region: &str) -> Vec<(String, &'static str)> {
    let (reasons, endings) = match (it.kind, it.stage) {
        (Kind::RefundUnshipped, _) => (CANCEL, false),
        (_, Stage::ReturnInTransit) => (PARCEL, false),
        (Kind::RefundShipped, _) => (REFUND, false),
        _ => (REQUEST, true),
    };
    let ending = if endings && region == "GB" { "_uk" } else { "" };
    reasons
        .iter()
        .map(|(name, text)| (format!("{name}{ending}"), *text))
        .collect()
}
