//! An after-sale on a platform is now so.
use std::collections::BTreeSet;

use crate::model::aftersale::AfterSale;
use crate::model::event::{EventBody, Via};
use crate::model::fact::Fact;
use crate::model::ids::{DocketId, OrderId, RawId, SourceId, TicketId, Uid};
use crate::model::job::ObjectRef;
use crate::model::revision::Revision;
use crate::model::shipment::ParcelRef;
use crate::model::source::{Docket, Source, SourceBody};
use crate::mutation::{self, Mutation};
use crate::store::{Raw, Record};

use super::super::draft::Draft;
use super::super::input::Effect;
use super::{Ctx, Rule, command, identity, jobs, message, refold, settle};

/// Takes in a snapshot of an after-sale: newer ones replace, older ones only fill in what is missing.
pub(super) fn ingest(
    ctx: &Ctx<'_>,
    draft: &mut Draft<'_>,
    fact: &Fact,
    a: &AfterSale,
) -> Rule<(Effect, Option<TicketId>)> {
    let id = SourceId::of(&fact.platform, &fact.shop, &a.object, &a.external_id);
    let order = a.order.as_deref().map(|o| OrderId::of(&fact.platform, o));
    draft.want([Source::key(id.0)].into_iter().chain(order.map(|o| Docket::key(o.0))))?;
    // What an outdated snapshot says of the buyer is true all the same.
    let account = match &a.account {
        Some(who) => {
            let seen = identity::Seen::default();
            Some(identity::link(ctx, draft, &fact.platform, who, seen, fact.occurred_at)?)
        }
        None => None,
    };
    let revision = Revision {
        number: fact.revision,
        rank: a.rank,
        hash: hash(a),
    };
    let known = draft.get::<Source>(id)?.cloned();
    let guarded = !mutation::on(Mutation::RevisionGuardDropped);
    if let Some(known) = known.as_ref().filter(|k| k.revision >= revision && guarded) {
        return stale(ctx, draft, fact, a, known, revision);
    }
    let docket = order.map_or_else(|| DocketId::of_source(id), DocketId::of_order);
    let named = |p: &Option<ParcelRef>| p.clone().map(|p| (revision, p));
    let raw = fact.raw.is_some().then_some(RawId(id.0));
    let source = Source {
        id,
        platform: fact.platform.clone(),
        shop: fact.shop.clone(),
        body: SourceBody::AfterSale(Box::new(a.clone())),
        revision,
        at: fact.occurred_at,
        docket: known.as_ref().filter(|_| order.is_none()).map_or(docket, |k| k.docket),
        order: order.or(known.as_ref().and_then(|k| k.order)),
        account: account.or(known.as_ref().and_then(|k| k.account)),
        return_parcel: named(&a.return_parcel).or(known.as_ref().and_then(|k| k.return_parcel.clone())),
        replacement_parcel: named(&a.replacement_parcel).or(known.as_ref().and_then(|k| k.replacement_parcel.clone())),
        raw: raw.or(known.as_ref().and_then(|k| k.raw)),
        first_seen: known.as_ref().map_or(draft.now, |k| k.first_seen),
    };
    keep_payload(draft, fact, a);
    let tickets = refold::relocate(ctx, draft, known.as_ref(), source, Via::Platform)?;
    if known.is_some() {
        let raw_status = a.raw_status.clone();
        draft.event(
            tickets.first().copied(),
            EventBody::SourceUpdated { source: id, raw_status },
        );
    }
    if let Some(number) = a.order.as_deref() {
        jobs::want_order(ctx, draft, &fact.platform, &fact.shop, number)?;
        message::number_appeared(ctx, draft, number)?;
    }
    message::number_appeared(ctx, draft, &a.external_id)?;
    for parcel in [&a.return_parcel, &a.replacement_parcel].into_iter().flatten() {
        message::number_appeared(ctx, draft, &parcel.number)?;
    }
    if !a.known {
        let raw = a.raw_status.clone();
        let ticket = tickets.first().copied();
        draft.event(
            ticket,
            EventBody::UnknownStatus {
                source: Some(id),
                object: a.object.clone(),
                raw,
            },
        );
    }
    if let Some(ticket) = ticket_of(draft, id)? {
        command::by_policy(ctx, draft, ticket)?;
    }
    let effect = if known.is_some() { Effect::Updated } else { Effect::New };
    Ok((effect, ticket_of(draft, id)?.or(tickets.first().copied())))
}

/// A snapshot older than what is known: it fills in a parcel nobody named since, and is noted.
fn stale(
    ctx: &Ctx<'_>,
    draft: &mut Draft<'_>,
    fact: &Fact,
    a: &AfterSale,
    known: &Source,
    revision: Revision,
) -> Rule<(Effect, Option<TicketId>)> {
    let ticket = ticket_of(draft, known.id)?;
    if revision == known.revision {
        return Ok((Effect::Duplicate, ticket));
    }
    let mut source = known.clone();
    let fill = |slot: &mut Option<(Revision, ParcelRef)>, new: &Option<ParcelRef>| {
        if let Some(p) = new
            && slot.as_ref().is_none_or(|(at, _)| *at < revision)
        {
            *slot = Some((revision, p.clone()));
        }
    };
    fill(&mut source.return_parcel, &a.return_parcel);
    fill(&mut source.replacement_parcel, &a.replacement_parcel);
    if source != *known {
        let id = source.id;
        let docket = source.docket;
        draft.put(id, source);
        refold::refold(ctx, draft, docket, &BTreeSet::from([id]), Via::Platform, false)?;
        draft.event(
            ticket,
            EventBody::SourceStale {
                source: id,
                revision: fact.revision,
            },
        );
    }
    Ok((Effect::Stale, ticket))
}

/// The ticket a source is in, after all redirects.
pub(super) fn ticket_of(draft: &Draft<'_>, id: SourceId) -> Rule<Option<TicketId>> {
    let Some(docket) = draft.get::<Source>(id)?.map(|s| s.docket) else {
        return Ok(None);
    };
    let member = draft
        .get::<Docket>(docket)?
        .and_then(|d| d.members.iter().find(|m| m.source == id));
    match member.and_then(|m| m.ticket) {
        Some(ticket) => settle::root(draft, ticket).map(Some),
        None => Ok(None),
    }
}

fn keep_payload(draft: &mut Draft<'_>, fact: &Fact, a: &AfterSale) {
    if let Some(payload) = &fact.raw {
        let object = ObjectRef {
            platform: fact.platform.clone(),
            shop: fact.shop.clone(),
            object: a.object.clone(),
            external_id: a.external_id.clone(),
        };
        let id = SourceId::of(&fact.platform, &fact.shop, &a.object, &a.external_id);
        draft.put_blind(
            id,
            Raw {
                object,
                payload: payload.clone(),
                received_at: draft.now,
            },
        );
    }
}

/// 64 bits of what a snapshot says, payload apart.
fn hash(a: &AfterSale) -> u64 {
    content_hash(a)
}

/// 64 bits of anything's JSON.
pub(super) fn content_hash(it: &impl serde::Serialize) -> u64 {
    let text = serde_json::to_string(it).unwrap_or_default();
    Uid::digest(&[&text])
        .0
        .iter()
        .take(8)
        .fold(0, |n, b| n << 8 | u64::from(*b))
}
