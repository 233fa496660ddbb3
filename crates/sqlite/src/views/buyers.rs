//! Buyers and what was said: how many, when and where. Who and what is sealed.
use aftersync_core::store::open;

use super::Form::{Integer, Text, Time};
use super::{Field, ID, TENANT, View, field};

const CUSTOMER_FIELDS: &[Field] = &[
    TENANT,
    ID,
    field("accounts", Integer, "How many accounts this person has."),
    field("first_seen", Time, "When the first account was first heard of."),
    field("merged_into", Text, "The customer this id was merged into."),
];

pub(super) const CUSTOMER: View = View {
    name: "v_customer",
    meaning: "A customer: one person, several accounts.",
    from: "r_customer r JOIN tenant t ON t.id = r.tenant",
    open: open::CUSTOMER,
    fields: CUSTOMER_FIELDS,
};

const ACCOUNT_FIELDS: &[Field] = &[
    TENANT,
    ID,
    field("platform", Text, "The platform."),
    field("scope", Text, "The scope in which the uid is unique."),
    field("customer", Text, "The customer: `v_customer.id`."),
    field("first_seen", Time, "When it was first heard of."),
];

pub(super) const ACCOUNT: View = View {
    name: "v_account",
    meaning: "A buyer's account on one platform.",
    from: "r_account r JOIN tenant t ON t.id = r.tenant",
    open: open::ACCOUNT,
    fields: ACCOUNT_FIELDS,
};

const MESSAGE_FIELDS: &[Field] = &[
    TENANT,
    ID,
    field("platform", Text, "The platform it came through."),
    field("shop", Text, "The shop."),
    field("conversation", Text, "The conversation."),
    field("source", Text, "The day of the conversation it belongs to."),
    field("account", Text, "The buyer's account: `v_account.id`."),
    field("channel", Text, "Where it came through."),
    field("sender", Text, "Who wrote it: `buyer`, `agent`, `bot` or `system`."),
    field("issue", Text, "The problem, when the channel's form asked for it."),
    field("delivery", Text, "Of our own answers: `queued`, `sent` or `failed`."),
    field("at", Time, "When it was written."),
];

pub(super) const MESSAGE: View = View {
    name: "v_message",
    meaning: "A message of a buyer or to one.",
    from: "r_message r JOIN tenant t ON t.id = r.tenant",
    open: open::MESSAGE,
    fields: MESSAGE_FIELDS,
};
