//! What an input will probably look up: guessed once for the whole batch, so that one load serves it.
//! A wrong guess costs time, never truth.
use std::collections::BTreeSet;

use crate::model::aftersale::AccountRef;
use crate::model::agent::Roster;
use crate::model::command::Act;
use crate::model::config::Config;
use crate::model::customer::{Account, Customer};
use crate::model::fact::{Fact, FactBody};
use crate::model::identity::IdNode;
use crate::model::ids::{
    AccountId, ConversationId, DocketId, ListingId, MessageId, OrderId, ParcelId, ProductId, ReceiptId, RoomId,
    ShopKey, SourceId, TicketId, Uid,
};
use crate::model::job::{Job, JobBody};
use crate::model::order::{Order, OrderLine};
use crate::model::product::{Listing, Product, ProductCode};
use crate::model::shipment::Parcel;
use crate::model::show::ShowIndex;
use crate::model::source::{Docket, Source};
use crate::model::ticket::Ticket;
use crate::store::index::group_of;
use crate::store::{Key, Receipt, Record, Sequence};

use super::super::draft::peek;
use super::super::input::{Input, What};
use super::super::snapshot::Snapshot;
use super::{Rules, config_key, effects, identity, message, products, push, quantity};

/// Adds the keys an input will probably need.
pub(super) fn hints(rules: &Rules, snapshot: &Snapshot, input: &Input, want: &mut BTreeSet<Key>) {
    if let What::Identity(ask) = &input.what {
        crate::engine::identity::hints(&rules.keys, &rules.model, snapshot, ask, want);
    }
    let mut add = |key: Key| {
        if snapshot.slot(&key).is_none() {
            want.insert(key);
        }
    };
    add(config_key());
    match &input.what {
        What::Fact(fact) => of_fact(rules, snapshot, fact, &mut add),
        What::Finish { job, outcome, .. } => {
            add(Job::key(job.0));
            outcome.facts.iter().for_each(|f| of_fact(rules, snapshot, f, &mut add));
            outcome.assign.iter().for_each(|t| of_ticket(snapshot, *t, &mut add));
            for order in &outcome.attribute {
                add(Order::key(order.0));
                of_docket(snapshot, DocketId::of_order(*order), &mut add);
            }
            if let Some(ticket) = peek::<Job>(snapshot, *job).and_then(|j| j.body.ticket()) {
                of_ticket(snapshot, ticket, &mut add);
            }
        }
        What::Claim { jobs, .. } => jobs.iter().for_each(|j| add(Job::key(j.0))),
        What::Hint(signal) => {
            let o = &signal.object;
            let source = SourceId::of(&o.platform, &o.shop, &o.object, &o.external_id);
            add(Source::key(source.0));
            let body = JobBody::Refetch {
                object: o.clone(),
                claimed: None,
                stale: 0,
            };
            add(Job::key(body.id().0));
        }
        What::Poll(platform, shop) => {
            let body = JobBody::Poll {
                platform: platform.clone(),
                shop: shop.clone(),
            };
            add(Job::key(body.id().0));
        }
        What::Renew(platform, shop) => {
            let body = JobBody::Token {
                platform: platform.clone(),
                shop: shop.clone(),
            };
            add(Job::key(body.id().0));
        }
        What::Push(from) => {
            push::hints(from, &mut add);
            if let Some(ticket) = from.pushed.act.ticket() {
                of_ticket(snapshot, ticket, &mut add);
            }
        }
        What::Command(c) => {
            if let Some(key) = &c.key {
                add(Receipt::key(ReceiptId::of(key).0));
            }
            if let Some(ticket) = c.act.ticket() {
                of_ticket(snapshot, ticket, &mut add);
            }
            if let Act::PutAgent { agent } = &c.act {
                add(crate::model::agent::Agent::key(agent.id.0));
            }
        }
        What::Loads(seen) => {
            for one in seen {
                add(super::quantity::load_of(one.agent));
                add(super::loads::mends_of(one.agent));
            }
        }
        What::Quarantine(_) | What::Connect(_) | What::Warning(..) | What::Identity(_) => {}
    }
}

fn of_fact(rules: &Rules, snapshot: &Snapshot, fact: &Fact, add: &mut impl FnMut(Key)) {
    match &fact.body {
        FactBody::AfterSale(a) => {
            let source = SourceId::of(&fact.platform, &fact.shop, &a.object, &a.external_id);
            of_source(snapshot, source, add);
            let docket = match a.order.as_deref() {
                Some(number) => {
                    let order = OrderId::of(&fact.platform, number);
                    add(Order::key(order.0));
                    add(effects::order_money(order));
                    DocketId::of_order(order)
                }
                None => DocketId::of_source(source),
            };
            of_docket(snapshot, docket, add);
            of_account(snapshot, fact, a.account.as_ref(), add);
            a.order
                .iter()
                .chain([&a.external_id])
                .for_each(|n| add(message::named(n)));
            for parcel in [&a.return_parcel, &a.replacement_parcel].into_iter().flatten() {
                add(Parcel::key(parcel.id().0));
                add(message::named(&parcel.number));
            }
            add(Sequence::key(Uid::ZERO));
        }
        FactBody::Order(o) => {
            let order = OrderId::of(&fact.platform, &o.external_id);
            add(Order::key(order.0));
            of_docket(snapshot, DocketId::of_order(order), add);
            of_account(snapshot, fact, o.account.as_ref(), add);
            if let Some(who) = &o.account {
                let seen = identity::of_order(o, fact.revision);
                identity::hints(rules, snapshot, &fact.platform, who, &seen, fact.occurred_at, add);
            }
            add(ShowIndex::key(ShopKey::of(&fact.platform, &fact.shop).0));
            add(message::named(&o.external_id));
            for parcel in &o.parcels {
                add(Parcel::key(parcel.id().0));
                add(message::named(&parcel.number));
            }
            for l in &o.lines {
                of_line(snapshot, ListingId::of(&fact.platform, &fact.shop, &l.sku), l, add);
                if let Some(room) = &l.room {
                    add(ShowIndex::key(RoomId::of(&fact.platform, room).0));
                }
            }
        }
        FactBody::Message(m) => {
            let conversation = ConversationId::of(&fact.platform, &fact.shop, &m.conversation);
            add(crate::model::conversation::Conversation::key(conversation.0));
            add(crate::model::conversation::Message::key(
                MessageId::of(conversation, &m.external_id).0,
            ));
            of_account(snapshot, fact, m.account.as_ref(), add);
        }
        FactBody::Parcel(p) => {
            let id = ParcelId::of(&p.number);
            add(Parcel::key(id.0));
            if let Some(parcel) = peek::<Parcel>(snapshot, id) {
                parcel.named_by.iter().for_each(|(s, _)| of_source(snapshot, *s, add));
            }
        }
        FactBody::Contact { account, .. } => of_account(snapshot, fact, Some(account), add),
        FactBody::Show(_) | FactBody::Unknown { .. } => {}
    }
}

fn of_line(snapshot: &Snapshot, listing: ListingId, line: &OrderLine, add: &mut impl FnMut(Key)) {
    add(Listing::key(listing.0));
    let mut found: Vec<ProductId> = peek::<Listing>(snapshot, listing)
        .map(|l| l.product)
        .into_iter()
        .collect();
    for (code, _) in products::codes(line) {
        add(ProductCode::key(code));
        found.extend(peek::<ProductCode>(snapshot, code).map(|c| c.product));
    }
    found.into_iter().for_each(|product| add(Product::key(product.0)));
}

fn of_account(snapshot: &Snapshot, fact: &Fact, who: Option<&AccountRef>, add: &mut impl FnMut(Key)) {
    if let Some(who) = who {
        let id = AccountId::of(&fact.platform, &who.scope, &who.uid);
        add(Account::key(id.0));
        add(IdNode::key(id.0));
        // The first customer of an account has its id, if that is free.
        let customer = peek::<Account>(snapshot, id).map_or(id.0, |account| account.customer.0);
        if snapshot.slot(&Account::key(id.0)).is_some() {
            add(Customer::key(customer));
        }
    }
}

fn of_source(snapshot: &Snapshot, id: SourceId, add: &mut impl FnMut(Key)) {
    add(Source::key(id.0));
    if let Some(source) = peek::<Source>(snapshot, id) {
        source.parcels().for_each(|p| add(Parcel::key(p.0)));
        of_docket(snapshot, source.docket, add);
    }
}

fn of_docket(snapshot: &Snapshot, id: DocketId, add: &mut impl FnMut(Key)) {
    add(Docket::key(id.0));
    let tickets: BTreeSet<TicketId> = peek::<Docket>(snapshot, id)
        .map(|d| {
            d.members.iter().for_each(|m| add(Source::key(m.source.0)));
            d.members.iter().filter_map(|m| m.ticket).collect()
        })
        .unwrap_or_default();
    tickets.into_iter().for_each(|t| of_ticket_row(snapshot, t, add));
}

fn of_ticket(snapshot: &Snapshot, id: TicketId, add: &mut impl FnMut(Key)) {
    of_ticket_row(snapshot, id, add);
    if let Some(t) = peek::<Ticket>(snapshot, id) {
        add(Docket::key(t.docket.0));
        t.sources.iter().for_each(|s| add(Source::key(s.0)));
    }
}

fn of_ticket_row(snapshot: &Snapshot, id: TicketId, add: &mut impl FnMut(Key)) {
    add(Ticket::key(id.0));
    add(Job::key(JobBody::Timer { ticket: id }.id().0));
    let Some(t) = peek::<Ticket>(snapshot, id) else { return };
    if let Some(order) = t.order {
        add(Order::key(order.0));
        add(effects::order_money(order));
    }
    if let Some(agent) = t.assignment.agent {
        add(crate::model::agent::Agent::key(agent.0));
    }
    let config = peek::<Config>(snapshot, Uid::ZERO);
    let fallback = config.map(|c| c.fallback_queue.as_str());
    fallback.iter().for_each(|queue| add(Roster::key(group_of(queue))));
    if let Some(queue) = t.assignment.queue {
        add(quantity::waiting_in(queue));
    }
}
