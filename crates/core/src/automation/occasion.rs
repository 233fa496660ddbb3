//! Which automations an event calls.
use crate::model::automation::{Automation, AutomationOn, Occasion};
use crate::model::conversation::Sender;
use crate::model::event::EventBody;

/// What an event is to automations; `None` for what calls none: what we say ourselves, and what comes of a job, which would
/// call its own cause.
pub const fn occasion(body: &EventBody) -> Option<Occasion> {
    use EventBody as E;
    use Occasion as O;
    Some(match body {
        E::TicketOpened { .. } => O::TicketOpened,
        E::StateChanged { .. } => O::StateChanged,
        E::KindChanged { .. } => O::KindChanged,
        E::SourceJoined { .. } => O::SourceJoined,
        E::MessageAdded {
            sender: Sender::Buyer, ..
        } => O::MessageAdded,
        E::ClockPassed { .. } => O::ClockPassed,
        E::Escalated { .. } => O::Escalated,
        E::TaskMoved { .. } => O::TaskMoved,
        E::TaskOverdue { .. } => O::TaskOverdue,
        E::TaskUnstaffed { .. } => O::TaskUnstaffed,
        E::MoneyMoved { .. } => O::MoneyMoved,
        E::OverRefund { .. } => O::OverRefund,
        E::UnknownStatus { .. } => O::UnknownStatus,
        E::ActionFailed { .. } => O::ActionFailed,
        E::Enqueued { .. } => O::Enqueued,
        E::Overflowed { .. } => O::Overflowed,
        E::Assigned { .. } => O::Assigned,
        E::Released { .. } => O::Released,
        E::TicketEdited { .. } => O::TicketEdited,
        E::NoteAdded { .. } => O::NoteAdded,
        _ => return None,
    })
}

/// The automations that are called by something that happened, in the order of the configuration.
pub fn called(automations: &[Automation], by: Occasion) -> impl Iterator<Item = &Automation> {
    automations.iter().filter(move |automation| match &automation.on {
        AutomationOn::Events(kinds) => automation.enabled && kinds.contains(&by),
        AutomationOn::After(_) => false,
    })
}
