//! Who does a task whose kind the desk gives out: the best agent of its group, chosen as for tickets. What nobody may take now
//! waits, and is given out when somebody of the group has room, comes, or begins their shift.
use std::collections::BTreeSet;

use crate::model::agent::Agent;
use crate::model::config::Config;
use crate::model::handoff::TaskState;
use crate::model::ids::{AgentId, TaskId, TicketId};
use crate::model::job::JobBody;
use crate::model::presence::Absence;
use crate::model::task::Task;
use crate::model::task_config::TaskConfig;
use crate::model::ticket::Ticket;
use crate::model::time::Timestamp;
use crate::mutation::{self, Mutation};
use crate::routing::{self, Asked, Candidate, Standing};
use crate::store::Record;

use super::super::super::draft::Draft;
use super::super::assign;
use super::super::quantity::{load_of, turn_of};
use super::super::team::Team;
use super::super::{Ctx, Rule, command, handoff, jobs, presence, shift};
use super::{keep, unstaffed, waiting_in, write};

/// Gives a task that waits to the best agent of its group, if anybody is eligible now.
pub(in crate::engine::decide) fn give_out(ctx: &Ctx<'_>, draft: &mut Draft<'_>, id: TaskId) -> Rule<()> {
    let Some(task) = draft.get::<Task>(id)?.filter(|t| t.waits_in().is_some()).cloned() else {
        return Ok(());
    };
    let Some(of) = ctx.config.task(task.kind).filter(|of| of.auto_assign) else {
        return Ok(());
    };
    let task = unstaffed::tell(draft, task)?;
    let of_ticket = command::ticket(draft, task.ticket)?;
    let ticket = of_ticket.id;
    let Taker { standing, team, wanted } = Taker::of(ctx, of, &task, &of_ticket, draft.now);
    let asked: Vec<Candidate<'_>> = team
        .candidates(ctx, draft)?
        .into_iter()
        .filter(|c| !task.declined.contains(&c.agent.id))
        .collect();
    let chosen = routing::choose(&asked, &wanted).agent;
    let Some(agent) = asked.iter().find(|c| Some(c.agent.id) == chosen).map(|c| c.agent) else {
        let opens = team.opens_at(ctx, draft)?;
        keep(ctx, draft, ticket, Some(&task), task.clone())?;
        return awaited(draft, &standing.groups, opens);
    };
    let weight = routing::weight_on(agent.kind, of.weight);
    // The room is a bound of the commit: two processes cannot fill it together.
    if !mutation::on(Mutation::CapacityIgnored) {
        draft.add(load_of(agent.id), 0, Some(agent.capacity - weight));
    }
    let latest = asked.iter().map(|c| c.last_assigned).max().unwrap_or_default();
    assign::turn(draft, turn_of(agent.id), latest)?;
    assign::busy(ctx, draft, agent.id)?;
    let given = Task {
        state: TaskState::Assigned,
        agent: Some(agent.id),
        weight,
        ..task.clone()
    };
    write(ctx, draft, ticket, Some(&task), given)
}

/// Gives out a task that waits, or that more may take, from now on. Where others wait already a job does it, since those that
/// are more urgent come first.
pub(super) fn in_turn(ctx: &Ctx<'_>, draft: &mut Draft<'_>, task: &Task) -> Rule<()> {
    // One that is given out by the job may stand behind many that nobody may take.
    let task = unstaffed::tell(draft, task.clone())?;
    let groups: BTreeSet<String> = task.asks().into_iter().map(str::to_owned).collect();
    draft.want(groups.iter().map(|group| waiting_in(group)))?;
    for group in &groups {
        if draft.gauge(waiting_in(group))? > 1 {
            return freed(ctx, draft, &groups);
        }
    }
    give_out(ctx, draft, task.id)
}

/// Whom a task may be given to where it stands by now.
pub(super) struct Taker {
    pub standing: Standing,
    pub team: Team,
    /// What it asks of them: not to be who asked for or agreed to what it decides on or pays.
    pub wanted: Asked,
}

impl Taker {
    pub fn of(ctx: &Ctx<'_>, of: &TaskConfig, task: &Task, ticket: &Ticket, now: Timestamp) -> Self {
        let standing = routing::task_standing(ctx.config, of, task, now);
        let wanted = Asked {
            platform: Some(ticket.platform.clone()),
            shop: Some(ticket.shop.clone()),
            barred: task.not_by.clone(),
            skills: standing.skills.clone(),
            weight: of.weight,
            amount: task.amount,
            people_only: true,
            ..Asked::default()
        };
        Self {
            team: Team::anything(ctx, &standing),
            standing,
            wanted,
        }
    }
}

/// What a task weighs on who has it, whichever way they got it.
pub(in crate::engine::decide) fn weigh(ctx: &Ctx<'_>, draft: &Draft<'_>, task: &Task) -> Rule<i64> {
    let (Some(agent), Some(of)) = (task.agent, ctx.config.task(task.kind)) else {
        return Ok(0);
    };
    let kind = draft
        .get::<Agent>(agent)?
        .map_or_else(Default::default, |agent| agent.kind);
    Ok(routing::weight_on(kind, of.weight))
}

/// Somebody of these groups has room: a job gives out what waits there.
pub(in crate::engine::decide) fn freed(ctx: &Ctx<'_>, draft: &mut Draft<'_>, groups: &BTreeSet<String>) -> Rule<()> {
    if !ctx.config.tasks.iter().any(|of| of.auto_assign) {
        return Ok(());
    }
    draft.want(groups.iter().map(|group| waiting_in(group)))?;
    for group in groups {
        if draft.gauge(waiting_in(group))? > 0 {
            let (group, now) = (group.clone(), draft.now);
            jobs::at_the_latest(draft, JobBody::DrainTasks { group }, now)?;
        }
    }
    Ok(())
}

/// Settings or hours were published anew: what waits is looked at by them.
pub(in crate::engine::decide) fn published(old: &Config, next: &Ctx<'_>, draft: &mut Draft<'_>) -> Rule<()> {
    let new = next.config;
    if old.tasks == new.tasks && old.calendars == new.calendars && old.presence == new.presence {
        return Ok(());
    }
    let asked = |of: &TaskConfig| -> Vec<String> {
        let beside = of.steps.iter().flat_map(|step| &step.groups);
        of.group.iter().chain(beside).cloned().collect()
    };
    let named = new.tasks.iter().flat_map(asked);
    freed(
        next,
        draft,
        &named.chain(handoff::groups().map(str::to_owned)).collect(),
    )
}

/// A ticket is brought in line with what was published: so are its tasks, their moments and whoever may take them.
pub(in crate::engine::decide) fn reapplied(ctx: &Ctx<'_>, draft: &mut Draft<'_>, id: TicketId) -> Rule<()> {
    let Some(tasks) = draft.get::<Ticket>(id)?.map(|t| t.local.tasks.clone()) else {
        return Ok(());
    };
    draft.want(tasks.iter().map(|id| Task::key(id.0)))?;
    for task in tasks {
        let Some(task) = draft.get::<Task>(task)?.filter(|task| task.ended_at.is_none()).cloned() else {
            continue;
        };
        let kept = keep(ctx, draft, id, Some(&task), task.clone())?;
        if kept.waits_in().is_some() {
            in_turn(ctx, draft, &kept)?;
        }
    }
    Ok(())
}

/// When somebody who may take the tasks that wait for a group begins their shift.
pub(in crate::engine::decide) fn opens(ctx: &Ctx<'_>, draft: &Draft<'_>, group: &str) -> Rule<Option<Timestamp>> {
    draft.want([waiting_in(group)])?;
    if draft.gauge(waiting_in(group))? <= 0 {
        return Ok(None);
    }
    shift::begins_for(ctx, draft, &BTreeSet::from([group.to_owned()]))
}

/// A task waits for somebody whose shift has not begun: the groups are looked at when it does.
fn awaited(draft: &mut Draft<'_>, groups: &BTreeSet<String>, at: Option<Timestamp>) -> Rule<()> {
    let Some(at) = at else { return Ok(()) };
    for group in groups.iter().cloned() {
        jobs::at_the_latest(draft, JobBody::DrainTasks { group }, at)?;
    }
    Ok(())
}

/// Whether a task goes back to its group when its agent is gone long enough. Who was removed keeps none.
pub(crate) fn goes_back(policy: Absence, task: &Task) -> bool {
    let held = task.auto_assign && task.load().is_some();
    match policy {
        Absence::Keep => false,
        Absence::RequeueUntouched => held && task.state == TaskState::Assigned,
        Absence::RequeueAll => held,
    }
}

/// Takes a task from an agent who was removed, or who is gone and whose work goes back.
pub(in crate::engine::decide) fn take_back(
    ctx: &Ctx<'_>,
    draft: &mut Draft<'_>,
    agent: AgentId,
    id: TaskId,
) -> Rule<()> {
    let Some(task) = draft.get::<Task>(id)?.filter(|t| t.load().is_some()).cloned() else {
        return Ok(());
    };
    let gone = match draft.get::<Agent>(agent)?.cloned() {
        None => true,
        Some(row) => goes_back(ctx.config.presence.on_leave, &task) && presence::is_gone_long(ctx, draft, &row)?,
    };
    if task.agent != Some(agent) || !gone {
        return Ok(());
    }
    let free = Task {
        state: TaskState::Open,
        agent: None,
        weight: 0,
        ..task.clone()
    };
    let ticket = command::ticket(draft, task.ticket)?.id;
    command::compensation::taken_back(draft, &free)?;
    write(ctx, draft, ticket, Some(&task), free)
}
