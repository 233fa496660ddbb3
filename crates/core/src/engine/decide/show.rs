//! A show is planned so, runs, or has ended.
use crate::model::fact::Fact;
use crate::model::ids::{RoomId, ShopKey, ShowId, TicketId, Uid};
use crate::model::job::{Job, JobBody, JobState};
use crate::model::show::{Show, ShowIndex};
use crate::model::time::Timestamp;

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
    let formerly = known.as_ref().map(spans).unwrap_or_default();
    attribute_again(draft, s.id, formerly)?;
    Ok((if known.is_some() { Effect::Updated } else { Effect::New }, None))
}

/// Looks at all its orders again, those it may have sold before it changed among them. A look under way starts anew.
fn attribute_again(
    draft: &mut Draft<'_>,
    show: ShowId,
    mut formerly: Vec<(ShopKey, Timestamp, Timestamp)>,
) -> Rule<()> {
    let body = |formerly| JobBody::Attribute { show, formerly };
    let id = body(Vec::new()).id();
    let now = draft.now;
    let Some(job) = draft.get::<Job>(id)?.cloned().filter(|j| j.state != JobState::Dead) else {
        return jobs::at_the_latest(draft, body(formerly), now);
    };
    if let JobBody::Attribute { formerly: more, .. } = &job.body {
        formerly.extend(more.iter().copied());
        formerly.sort_unstable();
        formerly.dedup();
    }
    let run_at = if matches!(job.state, JobState::Leased(_)) {
        job.run_at
    } else {
        job.run_at.min(now)
    };
    let job = Job {
        body: body(formerly),
        again: true,
        run_at,
        ..job
    };
    draft.put(id, job);
    Ok(())
}

/// The shops a show sells in, from its start to its end.
fn spans(s: &Show) -> Vec<(ShopKey, Timestamp, Timestamp)> {
    let shops = s.rooms.iter().map(|r| ShopKey::of(&r.platform, &r.shop));
    let mut all: Vec<_> = shops.map(|shop| (shop, s.starts_at, s.ends_at)).collect();
    all.sort_unstable();
    all.dedup();
    all
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
