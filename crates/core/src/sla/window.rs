//! Windows: how long a buyer has, when an ended ticket closes, and when a ticket has to be looked at next.
use super::due::next_announcement;
use crate::model::axes::Headline;
use crate::model::config::Windows;
use crate::model::notice::Notice;
use crate::model::ticket::Ticket;
use crate::model::time::{DAY, Timestamp};
use crate::model::trigger::Trigger;

/// Reminders of a buyer's window, by the percentage of it that has passed.
const REMINDERS: &[(Notice, i64)] = &[(Notice::R1, 50), (Notice::R2, 75), (Notice::R3, 90)];
/// A window that has passed without effect (the ticket cannot close while goods move) is tried again this often.
const AGAIN: i64 = DAY;

/// A window that began when the headline changed.
struct Window {
    from: Timestamp,
    until: Timestamp,
    then: Trigger,
}

/// The next moment at which something happens to a ticket by itself; `None` when nothing will.
///
/// It is `now` when a clock has to be announced at once, else later than `now`, so that a timer always moves on. A window
/// that has passed and could not take effect comes back a day later.
pub fn next_wake(ticket: &Ticket, windows: &Windows, now: Timestamp) -> Option<Timestamp> {
    if ticket.merged_into.is_some() {
        return None;
    }
    let clocks = ticket
        .clocks
        .values()
        .filter_map(next_announcement)
        .map(|at| at.max(now));
    let window = window(ticket, windows);
    let end = window.as_ref().map(|window| tried_again(window.until, now));
    let reminders = window.iter().flat_map(|window| reminders(ticket, window));
    let reminders = reminders.map(|(_, at)| at).filter(|at| *at > now);
    clocks.chain(end).chain(reminders).min()
}

/// What the passing of a window triggers now: the buyer's time is up, or an ended ticket closes.
///
/// The lifecycle may still refuse it, as for a ticket whose goods are on their way.
pub fn timer_action(ticket: &Ticket, windows: &Windows, now: Timestamp) -> Option<Trigger> {
    let passed = window(ticket, windows).filter(|window| window.until <= now);
    passed.map(|window| window.then)
}

/// The reminder that is due to a buyer who has to act; the latest one, when several are.
pub fn reminder_due(ticket: &Ticket, windows: &Windows, now: Timestamp) -> Option<Notice> {
    let window = window(ticket, windows).filter(|window| now < window.until)?;
    let due = reminders(ticket, &window).filter(|(_, at)| *at <= now);
    let (latest, _) = due.last()?;
    let told = ticket.local.notices.contains(&(ticket.episode, latest));
    (!told).then_some(latest)
}

/// How long the buyer has, where they have to do something.
pub fn buyer_until(ticket: &Ticket, windows: &Windows) -> Option<Timestamp> {
    let waits = !ticket.headline.is_ended();
    window(ticket, windows).filter(|_| waits).map(|window| window.until)
}

fn window(ticket: &Ticket, windows: &Windows) -> Option<Window> {
    if ticket.merged_into.is_some() {
        return None;
    }
    let from = ticket.changed_at;
    let buyer = |ms: i64| Window {
        from,
        // The platform may give the buyer longer than we do.
        until: ticket
            .platform_deadline
            .map_or(from.plus(ms), |deadline| deadline.max(from.plus(ms))),
        then: Trigger::TimerFired,
    };
    match ticket.headline {
        Headline::AwaitingBuyer => Some(buyer(windows.buyer_answer_ms)),
        Headline::AwaitingBuyerReturn => Some(buyer(windows.buyer_return_ms)),
        headline if headline.is_soft_terminal() => Some(Window {
            from,
            until: ticket.ended_at.unwrap_or(from).plus(windows.cool_off_ms),
            then: Trigger::Close,
        }),
        _ => None,
    }
}

fn reminders(ticket: &Ticket, window: &Window) -> impl Iterator<Item = (Notice, Timestamp)> {
    let (from, length) = (window.from, window.until.since(window.from));
    let to_buyer = !ticket.headline.is_ended();
    let rows = REMINDERS.iter().filter(move |_| to_buyer);
    rows.map(move |(notice, percent)| (*notice, from.plus(length.saturating_mul(*percent) / 100)))
}

/// The end of a window, or, once it has passed, the first repetition after `now`.
fn tried_again(until: Timestamp, now: Timestamp) -> Timestamp {
    if until > now {
        return until;
    }
    let times = now.since(until) / AGAIN + 1;
    until.plus(times.saturating_mul(AGAIN))
}
