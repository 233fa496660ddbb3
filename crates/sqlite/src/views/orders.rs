//! What was sold, and in which show.
use super::Form::{IntegerOf, Length, Money, Text, TextOf, Time};
use super::{Field, ID, TENANT, View, field};

const ORDER_FIELDS: &[Field] = &[
    TENANT,
    ID,
    field("platform", Text("$.platform"), "The platform."),
    field("shop", Text("$.shop"), "The shop."),
    field(
        "external_id",
        Text("$.snapshot.external_id"),
        "The platform's order number.",
    ),
    field("state", Text("$.snapshot.state"), "How far it is."),
    field("account", Text("$.account"), "The buyer's account: `v_account.id`."),
    field("paid", Money("$.snapshot.paid"), "What was paid in all."),
    field("lines", Length("$.snapshot.lines"), "How many lines it has."),
    field("placed_at", Time("$.snapshot.created_at"), "When it was placed."),
    field("paid_at", Time("$.snapshot.paid_at"), "When it was paid."),
];

pub(super) const ORDER: View = View {
    name: "v_order",
    meaning: "An order on a platform.",
    from: "r_order r JOIN tenant t ON t.id = r.tenant",
    fields: ORDER_FIELDS,
};

const LINE_FIELDS: &[Field] = &[
    TENANT,
    field("order_id", TextOf("lower(hex(r.key))"), "The order: `v_order.id`."),
    field("position", IntegerOf("l.key"), "Its place in the order, from 0."),
    field(
        "line",
        TextOf("l.value->>'$.external_id'"),
        "The platform's id of the line.",
    ),
    field("platform", Text("$.platform"), "The platform."),
    field("shop", Text("$.shop"), "The shop."),
    field("sku", TextOf("l.value->>'$.sku'"), "The article in that shop."),
    field("title", TextOf("l.value->>'$.title'"), "Its title."),
    field(
        "merchant_code",
        TextOf("l.value->>'$.merchant_code'"),
        "The merchant's code for it.",
    ),
    field("quantity", IntegerOf("l.value->>'$.quantity'"), "Pieces."),
    field(
        "paid_minor",
        IntegerOf("l.value->>'$.paid.minor'"),
        "Paid for all pieces. Minor units.",
    ),
    field("paid_currency", TextOf("l.value->>'$.paid.currency'"), "Its currency."),
    field(
        "product",
        TextOf("json_extract(r.body, '$.lines[' || l.key || '].product')"),
        "The article across shops: `v_product.id`.",
    ),
    field(
        "show",
        TextOf("json_extract(r.body, '$.lines[' || l.key || '].show')"),
        "The evening it was sold in: `v_show.id`.",
    ),
    field(
        "host",
        TextOf("json_extract(r.body, '$.lines[' || l.key || '].host')"),
        "The host who sold it.",
    ),
    field(
        "attribution",
        TextOf("json_extract(r.body, '$.lines[' || l.key || '].attribution')"),
        "How sure the host is: `unknown`, `by_time`, `by_room` or `by_platform`.",
    ),
    field("placed_at", Time("$.snapshot.created_at"), "When the order was placed."),
];

pub(super) const ORDER_LINE: View = View {
    name: "v_order_line",
    meaning: "A line of an order.",
    from: "r_order r JOIN tenant t ON t.id = r.tenant JOIN json_each(r.body, '$.snapshot.lines') l",
    fields: LINE_FIELDS,
};

const PRODUCT_FIELDS: &[Field] = &[
    TENANT,
    ID,
    field("title", Text("$.title"), "Its title."),
    field("merchant_code", Text("$.merchant_code"), "The merchant's code."),
    field("barcode", Text("$.barcode"), "The barcode."),
    field("supplier", Text("$.supplier"), "Who supplies it."),
    field("category", Text("$.category"), "The category."),
    field(
        "listings",
        Length("$.listings"),
        "How many shops' listings are joined here.",
    ),
    field("merged_into", Text("$.merged_into"), "The product it was merged into."),
];

pub(super) const PRODUCT: View = View {
    name: "v_product",
    meaning: "An article across shops and platforms.",
    from: "r_product r JOIN tenant t ON t.id = r.tenant",
    fields: PRODUCT_FIELDS,
};

const SHOW_FIELDS: &[Field] = &[
    TENANT,
    ID,
    field("title", Text("$.title"), "What it is called."),
    field("host", Text("$.host.id"), "Who sells."),
    field("host_name", Text("$.host.name"), "The name shown."),
    field("rooms", Length("$.rooms"), "In how many rooms it runs."),
    field(
        "captions",
        IntegerOf("coalesce(json_array_length(r.body, '$.captions'), 0)"),
        "How many caption lines it has.",
    ),
    field("starts_at", Time("$.starts_at"), "Planned or real start."),
    field("ends_at", Time("$.ends_at"), "Planned or real end."),
];

pub(super) const SHOW: View = View {
    name: "v_show",
    meaning: "One evening of live selling.",
    from: "r_show r JOIN tenant t ON t.id = r.tenant",
    fields: SHOW_FIELDS,
};
