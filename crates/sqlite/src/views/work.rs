//! What remains to be done.
use aftersync_core::store::open;

use super::Form::{Integer, Text, Time};
use super::{Field, ID, TENANT, View, field};

const JOB_FIELDS: &[Field] = &[
    TENANT,
    ID,
    field("kind", Text, "What kind of work it is."),
    field(
        "state",
        Text,
        "`waiting`, `leased`, `in_doubt` or `dead`. A job that is done is gone.",
    ),
    field("run_at", Time, "When it is due; of a leased one, when the lease ends."),
    field("attempt", Integer, "How often it was tried."),
    field("platform", Text, "The platform it calls."),
    field("shop", Text, "The shop it calls for."),
    field("ticket", Text, "The ticket it is for: `v_ticket.id`."),
    field("doubt", Integer, "1 when the last try may have taken effect."),
    field("again", Integer, "1 when it was asked for again meanwhile."),
    field("failure", Text, "The last failure, in one line."),
    field("created_at", Time, "When it was first asked for."),
];

pub(super) const JOB: View = View {
    name: "v_job",
    meaning: "Work for the outside, or for later.",
    from: "r_job r JOIN tenant t ON t.id = r.tenant",
    open: open::JOB,
    fields: JOB_FIELDS,
};

const TASK_FIELDS: &[Field] = &[
    TENANT,
    ID,
    field("ticket", Text, "The ticket it is for: `v_ticket.id`."),
    field("kind", Text, "What it is."),
    field("state", Text, "Where it stands."),
    field("team", Text, "The group that does it."),
    field("agent", Text, "Who does it."),
    field("attempt", Integer, "Which attempt this is, from 1."),
    field("blocks_close", Integer, "1 when the ticket cannot be closed before."),
    field("due_at", Time, "When it should be done."),
    field("opened_at", Time, "When it was opened."),
    field("ended_at", Time, "When it was done, failed or cancelled."),
    field("band", Integer, "0 (now) to 4: how urgent it is by now."),
];

pub(super) const TASK: View = View {
    name: "v_task",
    meaning: "An internal task: work on a ticket beside its state.",
    from: "r_task r JOIN tenant t ON t.id = r.tenant",
    open: open::TASK,
    fields: TASK_FIELDS,
};
