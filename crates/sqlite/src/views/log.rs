//! The log and the figures.
use super::Form::{IntegerOf, TextOf, TimeOf};
use super::{Field, TENANT, View, field};

const EVENT_FIELDS: &[Field] = &[
    TENANT,
    field(
        "cursor",
        IntegerOf("r.id & ((1 << 40) - 1)"),
        "Its place in the log of the merchant: dense, from 1.",
    ),
    field("at", TimeOf("r.at"), "When."),
    field("kind", TextOf("r.body->>'$.kind'"), "What happened."),
    field("v", IntegerOf("r.v"), "The version of this kind of event."),
    field(
        "ticket",
        TextOf("lower(hex(r.ticket))"),
        "The ticket it is about: `v_ticket.id`.",
    ),
    field("role", TextOf("r.actor->>'$.role'"), "In which role it was done."),
    field("agent", TextOf("r.actor->>'$.agent'"), "By which agent."),
    field(
        "body",
        TextOf("r.body"),
        "All of it, as JSON, without the words of notes and the numbers of orders and after-sales.",
    ),
];

pub(super) const EVENT: View = View {
    name: "v_event",
    meaning: "What was recorded: the timeline of all tickets.",
    from: "event r JOIN tenant t ON t.id = r.id >> 40",
    open: &[],
    fields: EVENT_FIELDS,
};

const COUNTER_FIELDS: &[Field] = &[
    TENANT,
    field("grain", TextOf("r.grain"), "`day` or `month`."),
    field(
        "period",
        IntegerOf("r.period"),
        "Days, or months, since 1970-01 in the merchant's zone.",
    ),
    field(
        "starts_on",
        TextOf(
            "CASE r.grain WHEN 'day' THEN date('1970-01-01', r.period || ' days') \
             ELSE date('1970-01-01', r.period || ' months') END",
        ),
        "The first day of the period, as text.",
    ),
    field("dim", TextOf("r.dim"), "Counted by what."),
    field(
        "member",
        TextOf("r.member"),
        "Of which member: an id or word; pairs are joined by `|`.",
    ),
    field("metric", TextOf("r.metric"), "What is counted."),
    field(
        "value",
        IntegerOf("r.value"),
        "How many; money in minor units, durations in milliseconds.",
    ),
    field(
        "currency",
        TextOf("nullif(r.currency, '')"),
        "Of an amount: the currency of its minor units. Amounts of different currencies stand in rows of their own.",
    ),
];

pub(super) const COUNTER: View = View {
    name: "v_counter",
    meaning: "A figure that dashboards read. Figures of 0 are left out.",
    from: "counter r JOIN tenant t ON t.id = r.tenant WHERE r.value <> 0",
    open: &[],
    fields: COUNTER_FIELDS,
};
