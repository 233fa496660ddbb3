//! When an internal task is due, and the rungs of its escalation: each once in an attempt.
use super::due::WARNING_PARTS;
use super::plan::Hours;
use crate::lifecycle::handoff::is_under_way;
use crate::model::config::Config;
use crate::model::sla::RungAt;
use crate::model::task::Task;
use crate::model::task_config::{TaskConfig, TaskRung};
use crate::model::time::Timestamp;

/// When a task is due that can be begun now; `None` where its kind has no target, or its calendar not so many hours.
pub fn task_due(config: &Config, of: &TaskConfig, now: Timestamp) -> Option<Timestamp> {
    hours(config, of).after(now, of.target_ms?)
}

/// When four fifths of that time have passed.
pub fn task_warns(config: &Config, of: &TaskConfig, now: Timestamp) -> Option<Timestamp> {
    let target = of.target_ms?;
    hours(config, of).after(now, target - target / WARNING_PARTS)
}

/// The rungs whose moment has come and that were not done in this attempt, in the order of the ladder.
pub fn due_task_rungs<'c>(config: &Config, of: &'c TaskConfig, task: &Task, now: Timestamp) -> Vec<&'c TaskRung> {
    let pending = pending(config, of, task);
    pending.filter(|(at, _)| *at <= now).map(|(_, rung)| rung).collect()
}

/// The next moment at which a rung is due; it may have passed.
pub fn next_task_rung(config: &Config, of: &TaskConfig, task: &Task) -> Option<Timestamp> {
    pending(config, of, task).map(|(at, _)| at).min()
}

fn pending<'c>(config: &Config, of: &'c TaskConfig, task: &Task) -> impl Iterator<Item = (Timestamp, &'c TaskRung)> {
    let to_come = |rung: &&TaskRung| is_under_way(task.state) && !task.rungs.contains(&rung.name);
    let rungs = of.ladder.iter().filter(to_come);
    rungs.filter_map(|rung| moment(config, of, task, rung.at).map(|at| (at, rung)))
}

fn moment(config: &Config, of: &TaskConfig, task: &Task, at: RungAt) -> Option<Timestamp> {
    let (warns, due) = task.warn_at.zip(task.due_at)?;
    match at {
        RungAt::Warn => Some(warns),
        RungAt::Breach => Some(due),
        RungAt::AfterBreach(ms) => hours(config, of).after(due, ms),
    }
}

/// The hours in which the time of a kind is counted.
fn hours<'c>(config: &'c Config, of: &TaskConfig) -> Hours<'c> {
    let named = of.calendar.as_ref();
    let calendar = named.and_then(|name| config.calendars.iter().find(|known| known.name == *name));
    calendar.map_or(Hours::All, |calendar| Hours::Of(calendar, config.zone_minutes))
}
