//! Tickets.
use aftersync_core::store::open;

use super::Form::{Integer, Text, Time};
use super::{Field, ID, TENANT, View, field};

const FIELDS: &[Field] = &[
    TENANT,
    ID,
    field("number", Text, "Its number, as people read it."),
    field("kind", Text, "What the buyer wants."),
    field("headline", Text, "Where it stands."),
    field("waiting_on", Text, "On whom it waits."),
    field("is_open", Integer, "1 while it still needs somebody."),
    field("goods", Text, "Where the goods are."),
    field("money", Text, "How far the refund is."),
    field("replacement", Text, "How far the replacement is."),
    field("dispute", Text, "How far arbitration is."),
    field("decision", Text, "What the seller decided."),
    field("issue", Text, "What the problem is."),
    field("reason_code", Text, "The platform's reason code."),
    field("platform", Text, "The platform it began on."),
    field("shop", Text, "The shop it began in."),
    field("order_id", Text, "The order: `v_order.id`."),
    field("account", Text, "The buyer's account: `v_account.id`."),
    field("show", Text, "The evening it was sold in: `v_show.id`."),
    field("host", Text, "The host who sold it."),
    field("band", Integer, "Priority from 0 (now) to 4."),
    field("queue", Text, "The queue it stands in."),
    field("agent", Text, "The agent who has it."),
    field("currency", Text, "The currency of its amounts."),
    field("requested_minor", Integer, "Asked for. Minor units."),
    field("approved_minor", Integer, "Approved. Minor units."),
    field("pending_minor", Integer, "On its way. Minor units."),
    field("refunded_minor", Integer, "Paid back. Minor units."),
    field("compensation_minor", Integer, "Paid as goodwill. Minor units."),
    field("lines", Integer, "How many order lines it is about."),
    field("sources", Integer, "How many outside objects it is made of."),
    field("episode", Integer, "Counts reopenings, from 1."),
    field("opened_at", Time, "When the problem began."),
    field("changed_at", Time, "When the headline last changed."),
    field("ended_at", Time, "When it last ended."),
    field(
        "platform_deadline",
        Time,
        "The platform's deadline for the present step.",
    ),
    field(
        "merged_into",
        Text,
        "The ticket it was merged into; then it is only a redirect.",
    ),
    field("tags", Text, "Its tags, a JSON list."),
    field(
        "due_at",
        Time,
        "When something is due next: our clocks and the platform's deadline. Absent in a row that an older release wrote.",
    ),
    field(
        "flags",
        Text,
        "Marks such as `refund_failed`, a JSON list. Absent in a row that an older release wrote.",
    ),
];

pub(super) const TICKET: View = View {
    name: "v_ticket",
    meaning: "A ticket: one problem.",
    from: "r_ticket r JOIN tenant t ON t.id = r.tenant",
    open: open::TICKET,
    fields: FIELDS,
};
