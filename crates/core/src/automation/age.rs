//! Which automations a ticket calls as time passes.
use crate::model::automation::{Automation, AutomationOn};
use crate::model::ticket::Ticket;
use crate::model::time::Timestamp;

/// Automations that are due, each once for what it counts from.
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

/// What the time of an automation is counted from on a ticket as it is; `None` where it waits for nothing there. A new
/// beginning counts anew.
pub fn counted_from(automation: &Automation, t: &Ticket) -> Option<Timestamp> {
    let looked_at = automation.enabled && t.merged_into.is_none();
    let from = match &automation.on {
        AutomationOn::Events(_) => None,
        AutomationOn::After(age) => age.headlines.contains(&t.headline).then_some(t.changed_at),
        AutomationOn::Unanswered(_) => t.buyer_waits_since.filter(|_| t.is_open()),
        AutomationOn::Deadline(_) => t.platform_deadline.filter(|_| t.is_open()),
    };
    from.filter(|_| looked_at)
}

fn due_at(automation: &Automation, t: &Ticket) -> Option<Timestamp> {
    let from = counted_from(automation, t)?;
    let done = t.local.automations.get(&automation.name).and_then(|done| done.since);
    let ms = match &automation.on {
        AutomationOn::Events(_) => return None,
        AutomationOn::After(age) => age.ms,
        AutomationOn::Unanswered(span) => span.ms,
        AutomationOn::Deadline(span) => -span.ms,
    };
    (done != Some(from)).then(|| from.plus(ms))
}
