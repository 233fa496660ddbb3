//! Which automations a ticket calls by standing still.
use crate::model::automation::{Automation, AutomationOn};
use crate::model::ticket::Ticket;
use crate::model::time::Timestamp;

/// Automations that are due, each once for as long as the ticket stays where it is.
pub fn due<'c, 't>(
    automations: &'c [Automation],
    t: &'t Ticket,
    now: Timestamp,
) -> impl Iterator<Item = &'c Automation> + use<'c, 't> {
    let is_due = move |automation: &&Automation| due_at(automation, t).is_some_and(|at| at <= now);
    automations.iter().filter(is_due)
}

/// The next moment at which one is due; it may have passed.
pub fn next_at(automations: &[Automation], t: &Ticket) -> Option<Timestamp> {
    automations.iter().filter_map(|automation| due_at(automation, t)).min()
}

fn due_at(automation: &Automation, t: &Ticket) -> Option<Timestamp> {
    let AutomationOn::After(age) = &automation.on else {
        return None;
    };
    let done = t.local.automations.get(&automation.name).and_then(|done| done.since);
    let waits = automation.enabled && t.merged_into.is_none() && age.headlines.contains(&t.headline);
    (waits && done != Some(t.changed_at)).then(|| t.changed_at.plus(age.ms))
}
