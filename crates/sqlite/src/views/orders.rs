//! What was sold, and in which show.
use aftersync_core::store::open;

use super::Form::{Integer, IntegerOf, Money, Text, TextOf, Time};
use super::{Field, ID, TENANT, View, field};

const ORDER_FIELDS: &[Field] = &[
    TENANT,
    ID,
    field("platform", Text, "The platform."),
    field("shop", Text, "The shop."),
    field("state", Text, "How far it is."),
    field("account", Text, "The buyer's account: `v_account.id`."),
    field("paid", Money, "What was paid in all."),
    field("lines", Integer, "How many lines it has."),
    field("placed_at", Time, "When it was placed."),
    field("paid_at", Time, "When it was paid."),
];

pub(super) const ORDER: View = View {
    name: "v_order",
    meaning: "An order on a platform.",
    from: "r_order r JOIN tenant t ON t.id = r.tenant",
    open: open::ORDER,
    fields: ORDER_FIELDS,
};

const LINE_FIELDS: &[Field] = &[
    TENANT,
    field("order_id", TextOf("lower(hex(r.key))"), "The order: `v_order.id`."),
    field("position", IntegerOf("l.key"), "Its place in the order, from 0."),
    field("platform", Text, "The platform."),
    field("shop", Text, "The shop."),
    field("sku", TextOf("l.value->>'$[0]'"), "The article in that shop."),
    field("title", TextOf("l.value->>'$[1]'"), "Its title."),
    field(
        "merchant_code",
        TextOf("l.value->>'$[2]'"),
        "The merchant's code for it.",
    ),
    field("quantity", IntegerOf("l.value->>'$[3]'"), "Pieces."),
    field(
        "paid_minor",
        IntegerOf("l.value->>'$[4]'"),
        "Paid for all pieces. Minor units.",
    ),
    field("paid_currency", TextOf("l.value->>'$[5]'"), "Its currency."),
    field(
        "product",
        TextOf("l.value->>'$[6]'"),
        "The article across shops: `v_product.id`.",
    ),
    field(
        "show",
        TextOf("l.value->>'$[7]'"),
        "The evening it was sold in: `v_show.id`.",
    ),
    field("host", TextOf("l.value->>'$[8]'"), "The host who sold it."),
    field(
        "attribution",
        TextOf("l.value->>'$[9]'"),
        "How sure the host is: `unknown`, `by_time`, `by_room` or `by_platform`.",
    ),
    field("placed_at", Time, "When the order was placed."),
];

pub(super) const ORDER_LINE: View = View {
    name: "v_order_line",
    meaning: "A line of an order.",
    from: "r_order r JOIN tenant t ON t.id = r.tenant JOIN json_each(r.open, '$[9]') l",
    open: open::ORDER,
    fields: LINE_FIELDS,
};

const PRODUCT_FIELDS: &[Field] = &[
    TENANT,
    ID,
    field("title", Text, "Its title."),
    field("merchant_code", Text, "The merchant's code."),
    field("barcode", Text, "The barcode."),
    field("supplier", Text, "Who supplies it."),
    field("category", Text, "The category."),
    field("listings", Integer, "How many shops' listings are joined here."),
    field("merged_into", Text, "The product it was merged into."),
];

pub(super) const PRODUCT: View = View {
    name: "v_product",
    meaning: "An article across shops and platforms.",
    from: "r_product r JOIN tenant t ON t.id = r.tenant",
    open: open::PRODUCT,
    fields: PRODUCT_FIELDS,
};

const SHOW_FIELDS: &[Field] = &[
    TENANT,
    ID,
    field("title", Text, "What it is called."),
    field("host", Text, "Who sells."),
    field("host_name", Text, "The name shown."),
    field("rooms", Integer, "In how many rooms it runs."),
    field("captions", Integer, "How many caption lines it has."),
    field("starts_at", Time, "Planned or real start."),
    field("ends_at", Time, "Planned or real end."),
];

pub(super) const SHOW: View = View {
    name: "v_show",
    meaning: "One evening of live selling.",
    from: "r_show r JOIN tenant t ON t.id = r.tenant",
    open: open::SHOW,
    fields: SHOW_FIELDS,
};
