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

/// A row for each figure, of the rows that have all figures of a member. What is no amount is the sum over currencies.
const FIGURES: &str = "(\
     SELECT tenant, grain, dim, period, member, 'sold_minor' AS metric, sold_minor AS value, currency FROM counter \
     UNION ALL SELECT tenant, grain, dim, period, member, 'refund_minor_by_sale' AS metric, refund_minor_by_sale AS value, currency FROM counter \
     UNION ALL SELECT tenant, grain, dim, period, member, 'refund_minor' AS metric, refund_minor AS value, currency FROM counter \
     UNION ALL SELECT tenant, grain, dim, period, member, 'sold_units', sum(sold_units), '' FROM counter GROUP BY tenant, grain, dim, period, member \
     UNION ALL SELECT tenant, grain, dim, period, member, 'opened', sum(opened), '' FROM counter GROUP BY tenant, grain, dim, period, member \
     UNION ALL SELECT tenant, grain, dim, period, member, 'ended', sum(ended), '' FROM counter GROUP BY tenant, grain, dim, period, member \
     UNION ALL SELECT tenant, grain, dim, period, member, 'refunds_by_sale', sum(refunds_by_sale), '' FROM counter GROUP BY tenant, grain, dim, period, member \
     UNION ALL SELECT tenant, grain, dim, period, member, 'returns_by_sale', sum(returns_by_sale), '' FROM counter GROUP BY tenant, grain, dim, period, member \
     UNION ALL SELECT tenant, grain, dim, period, member, 'units_by_sale', sum(units_by_sale), '' FROM counter GROUP BY tenant, grain, dim, period, member \
     UNION ALL SELECT tenant, grain, dim, period, member, 'exchanges_by_sale', sum(exchanges_by_sale), '' FROM counter GROUP BY tenant, grain, dim, period, member \
     UNION ALL SELECT tenant, grain, dim, period, member, 'tickets_by_sale', sum(tickets_by_sale), '' FROM counter GROUP BY tenant, grain, dim, period, member \
     UNION ALL SELECT tenant, grain, dim, period, member, 'breaches', sum(breaches), '' FROM counter GROUP BY tenant, grain, dim, period, member \
     UNION ALL SELECT tenant, grain, dim, period, member, 'responded', sum(responded), '' FROM counter GROUP BY tenant, grain, dim, period, member \
     UNION ALL SELECT tenant, grain, dim, period, member, 'response_ms', sum(response_ms), '' FROM counter GROUP BY tenant, grain, dim, period, member \
     UNION ALL SELECT tenant, grain, dim, period, member, 'resolution_ms', sum(resolution_ms), '' FROM counter GROUP BY tenant, grain, dim, period, member \
     UNION ALL SELECT tenant, grain, dim, period, member, 'response_0', sum(response_0), '' FROM counter GROUP BY tenant, grain, dim, period, member \
     UNION ALL SELECT tenant, grain, dim, period, member, 'response_1', sum(response_1), '' FROM counter GROUP BY tenant, grain, dim, period, member \
     UNION ALL SELECT tenant, grain, dim, period, member, 'response_2', sum(response_2), '' FROM counter GROUP BY tenant, grain, dim, period, member \
     UNION ALL SELECT tenant, grain, dim, period, member, 'response_3', sum(response_3), '' FROM counter GROUP BY tenant, grain, dim, period, member \
     UNION ALL SELECT tenant, grain, dim, period, member, 'response_4', sum(response_4), '' FROM counter GROUP BY tenant, grain, dim, period, member \
     UNION ALL SELECT tenant, grain, dim, period, member, 'response_5', sum(response_5), '' FROM counter GROUP BY tenant, grain, dim, period, member \
     ) r JOIN tenant t ON t.id = r.tenant WHERE r.value <> 0";

pub(super) const COUNTER: View = View {
    name: "v_counter",
    meaning: "A figure that dashboards read. Figures of 0 are left out.",
    from: FIGURES,
    open: &[],
    fields: COUNTER_FIELDS,
};
