//! A load that is not what a recount gives: told, and put right by the difference.
//!
//! Whoever works on an agent's tickets changes the load and what it is counted from by the same amount, so the difference
//! that was found in one commit is still the difference in a later one, unless somebody put it right in between. How often
//! that was done is a quantity of its own, and its bound keeps two processes from doing it twice.
use crate::model::event::EventBody;
use crate::model::ids::AgentId;
use crate::store::{Key, Table};

use super::super::draft::Draft;
use super::super::input::SeenLoad;
use super::{Ctx, Rule, assign, overflow, quantity};

/// The key of how often the load of an agent was put right.
pub(crate) fn mends_of(agent: AgentId) -> Key {
    Key::new(Table::AgentMends, agent.0)
}

/// Puts the loads right that are still as they were seen; gives whose those are. The others are to be looked at again.
pub(super) fn mend(ctx: &Ctx<'_>, draft: &mut Draft<'_>, seen: &[SeenLoad]) -> Rule<Vec<AgentId>> {
    let keys = |one: &SeenLoad| [quantity::load_of(one.agent), mends_of(one.agent)];
    draft.want(seen.iter().flat_map(keys))?;
    let mut mended = Vec::new();
    for one in seen {
        let (load, mends) = (quantity::load_of(one.agent), mends_of(one.agent));
        let by = one.counted.saturating_sub(one.stored);
        let unmoved = draft.gauge(load)? == one.stored && draft.gauge(mends)? == one.mends;
        if by == 0 || !unmoved {
            continue;
        }
        draft.add(mends, 1, Some(one.mends.saturating_add(1)));
        draft.add(load, by, None);
        let (agent, stored, counted) = (one.agent, one.stored, one.counted);
        draft.event(None, EventBody::LoadDrifted { agent, stored, counted });
        match by < 0 {
            true => assign::freed(ctx, draft, agent)?,
            false => overflow::added(draft, agent)?,
        }
        mended.push(agent);
    }
    Ok(mended)
}
