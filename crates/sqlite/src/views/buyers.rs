//! Buyers and what was said. Personal data.
use super::Form::{Length, Text, Time};
use super::{Field, ID, TENANT, View, field};

const CUSTOMER_FIELDS: &[Field] = &[
    TENANT,
    ID,
    field("name", Text("$.name"), "The name to show. Personal data."),
    field("accounts", Length("$.accounts"), "How many accounts this person has."),
    field("tags", Text("$.tags"), "Tags, a JSON list."),
    field(
        "first_seen",
        Time("$.first_seen"),
        "When the first account was first heard of.",
    ),
    field(
        "merged_into",
        Text("$.merged_into"),
        "The customer this id was merged into.",
    ),
];

pub(super) const CUSTOMER: View = View {
    name: "v_customer",
    meaning: "A customer: one person, several accounts.",
    from: "r_customer r JOIN tenant t ON t.id = r.tenant",
    fields: CUSTOMER_FIELDS,
};

const ACCOUNT_FIELDS: &[Field] = &[
    TENANT,
    ID,
    field("platform", Text("$.platform"), "The platform."),
    field("scope", Text("$.scope"), "The scope in which the uid is unique."),
    field("uid", Text("$.uid"), "The platform's id of the buyer. Personal data."),
    field("nickname", Text("$.nickname"), "The nickname last seen. Personal data."),
    field("customer", Text("$.customer"), "The customer: `v_customer.id`."),
    field("first_seen", Time("$.first_seen"), "When it was first heard of."),
];

pub(super) const ACCOUNT: View = View {
    name: "v_account",
    meaning: "A buyer's account on one platform.",
    from: "r_account r JOIN tenant t ON t.id = r.tenant",
    fields: ACCOUNT_FIELDS,
};

const MESSAGE_FIELDS: &[Field] = &[
    TENANT,
    ID,
    field("platform", Text("$.platform"), "The platform it came through."),
    field("shop", Text("$.shop"), "The shop."),
    field("conversation", Text("$.conversation"), "The conversation."),
    field("source", Text("$.source"), "The day of the conversation it belongs to."),
    field("account", Text("$.account"), "The buyer's account: `v_account.id`."),
    field("channel", Text("$.snapshot.channel"), "Where it came through."),
    field(
        "sender",
        Text("$.snapshot.sender"),
        "Who wrote it: `buyer`, `agent`, `bot` or `system`.",
    ),
    field("text", Text("$.snapshot.text"), "The words. Personal data."),
    field(
        "issue",
        Text("$.snapshot.issue"),
        "The problem, when the channel's form asked for it.",
    ),
    field(
        "delivery",
        Text("$.delivery"),
        "Of our own answers: `queued`, `sent` or `failed`.",
    ),
    field("at", Time("$.snapshot.at"), "When it was written."),
];

pub(super) const MESSAGE: View = View {
    name: "v_message",
    meaning: "A message of a buyer or to one.",
    from: "r_message r JOIN tenant t ON t.id = r.tenant",
    fields: MESSAGE_FIELDS,
};
