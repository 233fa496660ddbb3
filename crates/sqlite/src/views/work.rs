//! What remains to be done.
use super::Form::{Integer, Text, TextOf, Time};
use super::{Field, ID, TENANT, View, field};

const JOB_FIELDS: &[Field] = &[
    TENANT,
    ID,
    field("kind", Text("$.body.kind"), "What kind of work it is."),
    field(
        "state",
        TextOf("CASE json_type(r.body, '$.state') WHEN 'object' THEN 'leased' ELSE r.body->>'$.state' END"),
        "`waiting`, `leased`, `in_doubt` or `dead`. A job that is done is gone.",
    ),
    field(
        "run_at",
        Time("$.run_at"),
        "When it is due; of a leased one, when the lease ends.",
    ),
    field("attempt", Integer("$.attempt"), "How often it was tried."),
    field(
        "platform",
        TextOf(
            "coalesce(r.body->>'$.body.platform', r.body->>'$.body.object.platform', \
             r.body->>'$.body.action.object.platform')",
        ),
        "The platform it calls.",
    ),
    field(
        "shop",
        TextOf("coalesce(r.body->>'$.body.shop', r.body->>'$.body.object.shop', r.body->>'$.body.action.object.shop')"),
        "The shop it calls for.",
    ),
    field("ticket", Text("$.body.ticket"), "The ticket it is for: `v_ticket.id`."),
    field(
        "doubt",
        Integer("$.doubt"),
        "1 when the last try may have taken effect.",
    ),
    field("again", Integer("$.again"), "1 when it was asked for again meanwhile."),
    field("failure", Text("$.failure"), "The last failure, in one line."),
    field("created_at", Time("$.created_at"), "When it was first asked for."),
];

pub(super) const JOB: View = View {
    name: "v_job",
    meaning: "Work for the outside, or for later.",
    from: "r_job r JOIN tenant t ON t.id = r.tenant",
    fields: JOB_FIELDS,
};

const TASK_FIELDS: &[Field] = &[
    TENANT,
    ID,
    field("ticket", Text("$.ticket"), "The ticket it is for: `v_ticket.id`."),
    field("kind", Text("$.kind"), "What it is."),
    field("state", Text("$.state"), "Where it stands."),
    field("team", Text("$.group"), "The group that does it."),
    field("agent", Text("$.agent"), "Who does it."),
    field("attempt", Integer("$.attempt"), "Which attempt this is, from 1."),
    field(
        "blocks_close",
        Integer("$.blocks_close"),
        "1 when the ticket cannot be closed before.",
    ),
    field("reason", Text("$.reason"), "Why it is blocked or failed."),
    field("due_at", Time("$.due_at"), "When it should be done."),
    field("opened_at", Time("$.opened_at"), "When it was opened."),
    field("ended_at", Time("$.ended_at"), "When it was done, failed or cancelled."),
];

pub(super) const TASK: View = View {
    name: "v_task",
    meaning: "An internal task: work on a ticket beside its state.",
    from: "r_task r JOIN tenant t ON t.id = r.tenant",
    fields: TASK_FIELDS,
};
