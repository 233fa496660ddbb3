//! A parcel is now there.
use std::collections::BTreeSet;

use crate::model::event::Via;
use crate::model::fact::Fact;
use crate::model::ids::{ParcelId, TicketId};
use crate::model::revision::Revision;
use crate::model::shipment::{Parcel, ParcelSnapshot};
use crate::model::source::Source;
use crate::store::Record;

use super::super::draft::Draft;
use super::super::input::Effect;
use super::after_sale::{content_hash, ticket_of};
use super::{Ctx, Rule, returns, settle};

/// Takes in where a parcel is, and settles the tickets whose sources name it. A parcel nobody named yet waits in its row.
pub(super) fn ingest(
    ctx: &Ctx<'_>,
    draft: &mut Draft<'_>,
    fact: &Fact,
    p: &ParcelSnapshot,
) -> Rule<(Effect, Option<TicketId>)> {
    let id = ParcelId::of(&p.number);
    let known = draft.get::<Parcel>(id)?.cloned();
    let revision = Revision {
        number: fact.revision,
        rank: p.state as u16,
        hash: content_hash(p),
    };
    let seen = known.as_ref().filter(|k| k.snapshot.is_some());
    if let Some(k) = seen.filter(|k| k.revision >= revision) {
        return Ok((
            if k.revision == revision {
                Effect::Duplicate
            } else {
                Effect::Stale
            },
            None,
        ));
    }
    let effect = if seen.is_some() { Effect::Updated } else { Effect::New };
    let order = known.as_ref().and_then(|k| k.order);
    let named_by = known.map(|k| k.named_by).unwrap_or_default();
    draft.want(named_by.iter().map(|(s, _)| Source::key(s.0)))?;
    draft.put(
        id,
        Parcel {
            snapshot: Some(p.clone()),
            revision,
            order,
            named_by: named_by.clone(),
        },
    );
    let mut tickets = BTreeSet::new();
    for (source, _) in &named_by {
        tickets.extend(ticket_of(draft, *source)?);
    }
    for ticket in &tickets {
        settle::settle(ctx, draft, *ticket, Via::Goods)?;
    }
    if let Some(order) = order {
        returns::look_again(ctx, draft, order)?;
    }
    Ok((effect, tickets.first().copied()))
}
