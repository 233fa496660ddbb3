//! The way a ticket would go from here, gone and taken back: the very rules that decide, on a draft that nobody writes.
use crate::model::agent::Agent;
use crate::model::ids::{AgentId, QueueId};
use crate::model::selection::Hop;
use crate::model::ticket::Ticket;
use crate::routing::{Placement, Problem, RouteOverrides};
use crate::store::{Key, Record};

use super::super::draft::Draft;
use super::{Ctx, Rule, assign, bot, quantity};

/// What comes of a ticket that is looked at now.
pub(super) struct Gone {
    /// The ticket where it comes to stand, before anybody takes it there.
    pub stands: Ticket,
    /// How it came there.
    pub hops: Vec<Hop>,
    /// Who takes it there.
    pub taken: Option<AgentId>,
}

/// Where a ticket goes from here. One that somebody has, or is asked for, stands where it stands.
pub(super) fn goes(
    ctx: &Ctx<'_>,
    draft: &mut Draft<'_>,
    before: Option<&Ticket>,
    t: &Ticket,
    placement: &Placement,
) -> Rule<Gone> {
    let mut stands = t.clone();
    if !t.is_open() || t.assignment.agent.is_some() || !t.assignment.offers.is_empty() {
        return Ok(Gone {
            stands,
            hops: Vec::new(),
            taken: None,
        });
    }
    let (as_it_is, mut hops) = (draft.save(), Vec::new());
    bot::follow(ctx, draft, &mut stands, placement)?;
    let mut gone = stands.clone();
    assign::queue_up(ctx, draft, before, &mut gone, placement, &mut hops)?;
    // Where it went on it stands; that somebody took it there is not so yet.
    stands.assignment.past = gone.assignment.past;
    stands.assignment.skipped = gone.assignment.skipped;
    let standing = assign::standing(ctx, &stands, placement, draft.now);
    assign::enter_queue(ctx, draft, &mut stands, placement, &standing)?;
    draft.restore(as_it_is);
    let taken = gone.assignment.agent;
    Ok(Gone { stands, hops, taken })
}

/// The band that waits longest.
const LEAST_URGENT: u8 = 4;

/// Makes things otherwise in a draft; gives what is wrong with that.
pub(super) fn apply(ctx: &Ctx<'_>, draft: &mut Draft<'_>, overrides: &RouteOverrides) -> Rule<Vec<Problem>> {
    let agents = || overrides.agents.iter().map(|one| one.agent);
    let rows = agents().flat_map(|id| [Agent::key(id.0), quantity::load_of(id)]);
    let queues = overrides.queues.iter().flat_map(|one| waiting(&one.queue));
    draft.want(rows.chain(queues).collect::<Vec<_>>())?;
    let mut problems = overrides.problems(ctx.config);
    for (place, one) in overrides.agents.iter().enumerate() {
        let Some(agent) = draft.get::<Agent>(one.agent)?.cloned() else {
            problems.push(Problem {
                path: format!("agents[{place}].agent"),
                wrong: "there is no such agent".to_owned(),
                allowed: None,
            });
            continue;
        };
        if let Some(presence) = one.presence {
            draft.put(agent.id, Agent { presence, ..agent });
        }
        becomes(draft, quantity::load_of(one.agent), one.load)?;
    }
    for one in &overrides.queues {
        // All of them are ahead of whatever comes: they stand in the most urgent band.
        let queue = QueueId::of(&one.queue);
        let ahead = [quantity::waiting_in(queue), quantity::waiting_at(queue, 0)];
        for key in waiting(&one.queue) {
            let told = if ahead.contains(&key) {
                one.waiting
            } else {
                one.waiting.and(Some(0))
            };
            becomes(draft, key, told)?;
        }
    }
    if let Some(at) = overrides.at {
        draft.now = at;
    }
    Ok(problems)
}

/// Where tickets that wait in a queue are counted: all of them, then those of each band, the most urgent first.
fn waiting(queue: &str) -> impl Iterator<Item = Key> {
    let queue = QueueId::of(queue);
    let bands = (0..=LEAST_URGENT).map(move |band| quantity::waiting_at(queue, band));
    std::iter::once(quantity::waiting_in(queue)).chain(bands)
}

/// Makes a quantity what is told, if anything is.
fn becomes(draft: &mut Draft<'_>, key: Key, value: Option<i64>) -> Rule<()> {
    if let Some(value) = value {
        let was = draft.gauge(key)?;
        draft.add(key, value.saturating_sub(was), None);
    }
    Ok(())
}
