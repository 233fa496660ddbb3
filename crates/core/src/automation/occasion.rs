//! Which automations an event calls.
use crate::model::automation::{Automation, AutomationOn, Occasion};
use crate::model::axes::Headline;
use crate::model::conversation::Sender;
use crate::model::event::EventBody;
use crate::model::event_is::{ClockPoint, EventIs};
use crate::model::handoff::{TaskResult, TaskState};

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

/// The automations that are called by something that happened, in the order of the configuration. `result` is how the task
/// came out that the event is about: only its row tells.
pub fn called<'c, 'e>(
    automations: &'c [Automation],
    body: &'e EventBody,
    result: Option<TaskResult>,
) -> impl Iterator<Item = &'c Automation> + use<'c, 'e> {
    let by = occasion(body);
    automations.iter().filter(move |automation| match &automation.on {
        AutomationOn::Events(kinds) => {
            automation.enabled && by.is_some_and(|by| kinds.contains(&by)) && fits(&automation.event, body, result)
        }
        _ => false,
    })
}

/// What is recorded of every request as it comes, in its order; that it was tagged only where rules do so.
const ARRIVAL: [Occasion; 5] = [
    Occasion::TicketOpened,
    Occasion::SourceJoined,
    Occasion::StateChanged,
    Occasion::TicketEdited,
    Occasion::Enqueued,
];

/// The automations that a request calls as it comes and stands there then, in the order in which they are called. `tagged`
/// says that rules gave it tags.
pub fn called_by_arrival(
    automations: &[Automation],
    stands: Headline,
    tagged: bool,
) -> impl Iterator<Item = &Automation> {
    let moved = move |event: &EventIs| {
        let from = Headline::Requested;
        stands != from && has(&event.from, Some(&from)) && has(&event.to, Some(&stands))
    };
    let recorded = ARRIVAL
        .into_iter()
        .filter(move |by| tagged || *by != Occasion::TicketEdited);
    recorded.flat_map(move |by| {
        called_by(automations, by).filter(move |automation| by != Occasion::StateChanged || moved(&automation.event))
    })
}

/// The automations that are called by something of this kind, whatever it says, in the order of the configuration.
pub fn called_by(automations: &[Automation], by: Occasion) -> impl Iterator<Item = &Automation> {
    automations.iter().filter(move |automation| match &automation.on {
        AutomationOn::Events(kinds) => automation.enabled && kinds.contains(&by),
        _ => false,
    })
}

/// Whether an event says what is asked of its kind.
fn fits(asked: &EventIs, body: &EventBody, result: Option<TaskResult>) -> bool {
    use EventBody as E;
    match body {
        E::TaskMoved { task_kind, to, .. } => {
            let result = result.filter(|_| *to == TaskState::Done);
            has(&asked.task_kinds, Some(task_kind))
                && has(&asked.task_states, Some(to))
                && has(&asked.results, result.as_ref())
        }
        E::TaskOverdue { task_kind, .. } | E::TaskUnstaffed { task_kind, .. } => {
            has(&asked.task_kinds, Some(task_kind))
        }
        E::ClockPassed { clock, breached } => {
            let point = if *breached {
                ClockPoint::Breach
            } else {
                ClockPoint::Warn
            };
            has(&asked.clocks, Some(clock)) && has(&asked.passed, Some(&point))
        }
        E::Escalated { clock, .. } => has(&asked.clocks, Some(clock)),
        E::StateChanged { from, to, .. } => has(&asked.from, Some(from)) && has(&asked.to, Some(to)),
        E::MessageAdded { channel, .. } => has(&asked.channels, Some(channel)),
        E::Overflowed { because, .. } => has(&asked.because, Some(because)),
        _ => true,
    }
}

fn has<T: PartialEq>(asked: &[T], it: Option<&T>) -> bool {
    asked.is_empty() || it.is_some_and(|it| asked.contains(it))
}
