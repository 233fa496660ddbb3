//! A show is planned so, runs, or has ended.
use crate::model::fact::Fact;
use crate::model::ids::{RoomId, ShopKey, TicketId, Uid};
use crate::model::job::JobBody;
use crate::model::show::{Show, ShowIndex};

use super::super::draft::Draft;
use super::super::input::Effect;
use super::{Rule, jobs};

/// Takes in a show: later versions replace. Orders sold meanwhile are looked at again by a job.
pub(super) fn ingest(draft: &mut Draft<'_>, fact: &Fact, s: &Show) -> Rule<(Effect, Option<TicketId>)> {
    let known = draft.get::<Show>(s.id)?.cloned();
    let newer = known
        .as_ref()
        .is_none_or(|k| (k.revision, rank(k)) < (fact.revision, rank(s)));
    if !newer {
        let same = known
            .as_ref()
            .is_some_and(|k| k.revision == fact.revision && rank(k) == rank(s));
        return Ok((if same { Effect::Duplicate } else { Effect::Stale }, None));
    }
    let old = known.as_ref().map(places).unwrap_or_default();
    for place in old.iter().filter(|p| !places(s).contains(p)) {
        change(draft, *place, |index| index.shows.retain(|(id, ..)| *id != s.id))?;
    }
    for place in places(s) {
        change(draft, place, |index| {
            index.shows.retain(|(id, ..)| *id != s.id);
            index.shows.push((s.id, s.starts_at, s.ends_at));
            index.shows.sort_unstable_by_key(|(id, from, _)| (*from, *id));
        })?;
    }
    draft.put(
        s.id,
        Show {
            revision: fact.revision,
            ..s.clone()
        },
    );
    let now = draft.now;
    jobs::at_the_latest(draft, JobBody::Attribute { show: s.id }, now)?;
    Ok((if known.is_some() { Effect::Updated } else { Effect::New }, None))
}

/// Which of two versions of one revision wins: any total order will do, so that arrival does not matter.
fn rank(s: &Show) -> u64 {
    super::after_sale::content_hash(&Show {
        revision: 0,
        ..s.clone()
    })
}

/// The index rows a show stands in: its rooms, and the shops that sell in them.
fn places(s: &Show) -> Vec<Uid> {
    let rooms = s.rooms.iter().map(|r| RoomId::of(&r.platform, &r.external_id).0);
    let shops = s.rooms.iter().map(|r| ShopKey::of(&r.platform, &r.shop).0);
    let mut all: Vec<Uid> = rooms.chain(shops).collect();
    all.sort_unstable();
    all.dedup();
    all
}

fn change(draft: &mut Draft<'_>, place: Uid, with: impl FnOnce(&mut ShowIndex)) -> Rule<()> {
    let mut row = draft.get::<ShowIndex>(place)?.cloned().unwrap_or_default();
    with(&mut row);
    draft.put(place, row);
    Ok(())
}
