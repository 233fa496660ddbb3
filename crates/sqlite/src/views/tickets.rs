//! Tickets.
use super::Form::{Integer, IntegerOf, Length, Text, TextOf, Time};
use super::{Field, ID, TENANT, View, field};

const FIELDS: &[Field] = &[
    TENANT,
    ID,
    field("number", Text("$.number"), "Its number, as people read it."),
    field("kind", Text("$.axes.kind"), "What the buyer wants."),
    field("headline", Text("$.headline"), "Where it stands."),
    field("waiting_on", Text("$.waiting_on"), "On whom it waits."),
    field(
        "is_open",
        IntegerOf(
            "(r.body->>'$.merged_into' IS NULL AND r.body->>'$.closed_at' IS NULL AND r.body->>'$.headline' NOT IN \
             ('refunded', 'exchanged', 'resolved', 'rejected', 'cancelled', 'closed'))",
        ),
        "1 while it still needs somebody.",
    ),
    field("goods", Text("$.axes.goods"), "Where the goods are."),
    field("money", Text("$.axes.money"), "How far the refund is."),
    field("replacement", Text("$.axes.replacement"), "How far the replacement is."),
    field("dispute", Text("$.axes.dispute"), "How far arbitration is."),
    field("decision", Text("$.axes.decision"), "What the seller decided."),
    field("issue", Text("$.issue"), "What the problem is."),
    field("reason_code", Text("$.reason_code"), "The platform's reason code."),
    field(
        "reason_text",
        Text("$.reason_text"),
        "The platform's reason text. Personal data may stand here.",
    ),
    field("platform", Text("$.platform"), "The platform it began on."),
    field("shop", Text("$.shop"), "The shop it began in."),
    field("order_id", Text("$.order"), "The order: `v_order.id`."),
    field("account", Text("$.account"), "The buyer's account: `v_account.id`."),
    field("show", Text("$.show"), "The evening it was sold in: `v_show.id`."),
    field("host", Text("$.host"), "The host who sold it."),
    field("band", Integer("$.band"), "Priority from 0 (now) to 4."),
    field("queue", Text("$.assignment.queue"), "The queue it stands in."),
    field("agent", Text("$.assignment.agent"), "The agent who has it."),
    field("currency", Text("$.currency"), "The currency of its amounts."),
    field(
        "requested_minor",
        Integer("$.amounts.requested"),
        "Asked for. Minor units.",
    ),
    field(
        "approved_minor",
        Integer("$.amounts.approved"),
        "Approved. Minor units.",
    ),
    field(
        "pending_minor",
        Integer("$.amounts.pending"),
        "On its way. Minor units.",
    ),
    field(
        "refunded_minor",
        Integer("$.amounts.refunded"),
        "Paid back. Minor units.",
    ),
    field(
        "compensation_minor",
        Integer("$.amounts.compensation"),
        "Paid as goodwill. Minor units.",
    ),
    field("lines", Length("$.lines"), "How many order lines it is about."),
    field(
        "sources",
        Length("$.sources"),
        "How many outside objects it is made of.",
    ),
    field("episode", Integer("$.episode"), "Counts reopenings, from 1."),
    field("opened_at", Time("$.opened_at"), "When the problem began."),
    field("changed_at", Time("$.changed_at"), "When the headline last changed."),
    field("ended_at", Time("$.ended_at"), "When it last ended."),
    field(
        "platform_deadline",
        Time("$.platform_deadline"),
        "The platform's deadline for the present step.",
    ),
    field(
        "merged_into",
        Text("$.merged_into"),
        "The ticket it was merged into; then it is only a redirect.",
    ),
    field(
        "tags",
        TextOf("json_extract(r.body, '$.local.tags')"),
        "Its tags, a JSON list.",
    ),
];

pub(super) const TICKET: View = View {
    name: "v_ticket",
    meaning: "A ticket: one problem.",
    from: "r_ticket r JOIN tenant t ON t.id = r.tenant",
    fields: FIELDS,
};
